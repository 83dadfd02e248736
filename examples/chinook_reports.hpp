// What the owner of the shop wants to know. Each report is one constant; its SQL is made by the
// compiler, for either database.
#pragma once

#include "chinook_models.hpp"

namespace chinook {

using namespace refract;

// Expressions are values as well, and can stand in several places.
inline constexpr auto turnover = sum(col<&Invoice::Total>);

inline constexpr auto best_customers =
    from<Customer>()
        .join<&Invoice::CustomerId>()
        .select(
            col<&Customer::FirstName>, col<&Customer::LastName>, col<&Customer::Country>, turnover)
        .group_by(
            col<&Customer::CustomerId>,
            col<&Customer::FirstName>,
            col<&Customer::LastName>,
            col<&Customer::Country>)
        .order_by(turnover.desc(), col<&Customer::CustomerId>)
        .limit(10);

inline constexpr auto year = year_of(col<&Invoice::InvoiceDate>);
inline constexpr auto month = month_of(col<&Invoice::InvoiceDate>);

inline constexpr auto revenue_per_country_and_month =
    from<Invoice>()
        .select(col<&Invoice::BillingCountry>, year, month, turnover)
        .group_by(col<&Invoice::BillingCountry>, year, month)
        .order_by(col<&Invoice::BillingCountry>, year, month);

inline constexpr auto tracks_never_sold =
    from<Track>()
        .left_join<&InvoiceLine::TrackId>()
        .where(col<&InvoiceLine::InvoiceLineId>.is_null())
        .select(col<&Track::TrackId>, col<&Track::Name>, col<&Track::Composer>)
        .order_by(col<&Track::TrackId>);

inline constexpr auto playing_time = sum(col<&Track::Milliseconds>);

inline constexpr auto longest_playlists =
    from<Playlist>()
        .join<&PlaylistTrack::PlaylistId>()
        .join<&PlaylistTrack::TrackId>()
        .select(col<&Playlist::PlaylistId>, col<&Playlist::Name>, count(), playing_time)
        .group_by(col<&Playlist::PlaylistId>, col<&Playlist::Name>)
        .order_by(playing_time.desc(), col<&Playlist::PlaylistId>);

inline constexpr auto albums_per_artist = from<Artist>()
                                              .join<&Album::ArtistId>()
                                              .select(col<&Artist::Name>, count())
                                              .group_by(col<&Artist::ArtistId>, col<&Artist::Name>)
                                              .having(count() > 4)
                                              .order_by(count().desc(), col<&Artist::Name>);

using manager = alias<Employee, "manager">;

inline constexpr auto employees_and_managers =
    from<Employee>()
        .left_join<manager>(col<&Employee::ReportsTo> == col<&Employee::EmployeeId, manager>)
        .select(
            col<&Employee::FirstName>, col<&Employee::Title>, col<&Employee::FirstName, manager>)
        .order_by(col<&Employee::EmployeeId>);

inline constexpr auto line_total = sum(col<&InvoiceLine::UnitPrice> * col<&InvoiceLine::Quantity>);

inline constexpr auto genres_by_revenue =
    from<InvoiceLine>()
        .join<&InvoiceLine::TrackId>()
        .join<&Track::GenreId>()
        .select(col<&Genre::Name>, sum(col<&InvoiceLine::Quantity>), line_total)
        .group_by(col<&Genre::GenreId>, col<&Genre::Name>)
        .order_by(line_total.desc(), col<&Genre::GenreId>);

inline constexpr auto average_invoice = from<Invoice>()
                                            .select(
                                                year,
                                                count(),
                                                cast<money>(avg(col<&Invoice::Total>)),
                                                min(col<&Invoice::Total>),
                                                max(col<&Invoice::Total>))
                                            .group_by(year)
                                            .order_by(year);

inline constexpr auto customers_without_purchases =
    from<Customer>()
        .left_join<Invoice>(
            col<&Invoice::CustomerId> == col<&Customer::CustomerId> && year == param<std::int64_t>)
        .where(col<&Invoice::InvoiceId>.is_null())
        .select(col<&Customer::FirstName>, col<&Customer::LastName>, col<&Customer::Country>)
        .order_by(col<&Customer::CustomerId>);

inline constexpr auto sales_per_support_employee =
    from<Employee>()
        .join<&Customer::SupportRepId>()
        .join<&Invoice::CustomerId>()
        .select(
            col<&Employee::FirstName> + " " + col<&Employee::LastName>,
            count(col<&Customer::CustomerId>).distinct(),
            count(),
            turnover)
        .group_by(col<&Employee::EmployeeId>, col<&Employee::FirstName>, col<&Employee::LastName>)
        .order_by(turnover.desc());

} // namespace chinook
