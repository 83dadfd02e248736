// Twenty more reports, of rising difficulty: windows, queries as tables, recursion. None needs raw SQL.
#pragma once

#include "chinook_reports.hpp"

namespace chinook {

inline constexpr auto genre_id = col<&Genre::GenreId>;
inline constexpr auto genre = col<&Genre::Name>;
inline constexpr auto customer_id = col<&Customer::CustomerId>;
inline constexpr auto of_invoice = col<&InvoiceLine::InvoiceId> == col<&Invoice::InvoiceId>;
inline constexpr auto pieces = sum(col<&InvoiceLine::Quantity>);

// A table that has no row for it.
inline constexpr auto artists_without_albums =
    from<Artist>()
        .where(!exists(from<Album>().where(col<&Album::ArtistId> == col<&Artist::ArtistId>)))
        .select(col<&Artist::ArtistId>, col<&Artist::Name>)
        .order_by(col<&Artist::ArtistId>);

// Groups whose members differ.
inline constexpr auto composers_of_several_artists =
    from<Track>()
        .join<&Track::AlbumId>()
        .where(col<&Track::Composer>.is_not_null())
        .group_by(col<&Track::Composer>)
        .having(count(col<&Album::ArtistId>).distinct() > 1)
        .order_by(count(col<&Album::ArtistId>).distinct().desc(), min(col<&Track::TrackId>))
        .select(col<&Track::Composer>, count(col<&Album::ArtistId>).distinct(), count());

// Groups by an expression that holds values, under its name.
inline constexpr auto length_band = case_when(col<&Track::Milliseconds> < 120'000, "short")
                                        .when(col<&Track::Milliseconds> < 360'000, "usual")
                                        .when(col<&Track::Milliseconds> < 1'200'000, "long")
                                        .otherwise("film")
                                        .as<"length_band">();
inline constexpr auto lengths_of_tracks =
    from<Track>()
        .group_by(length_band)
        .order_by(min(col<&Track::Milliseconds>))
        .select(
            length_band, count(), min(col<&Track::Milliseconds>), max(col<&Track::Milliseconds>));

// Rows to columns.
inline constexpr auto of_year = [](std::int64_t wanted) {
    return coalesce(sum(col<&Invoice::Total>).filter(year == wanted), 0.00_dec);
};
inline const auto revenue_of_months_by_year =
    from<Invoice>().group_by(month).order_by(month).select(
        month, of_year(2021), of_year(2022), of_year(2023), of_year(2024), of_year(2025));

// Windows over groups: a rank, a share, a running sum, the row before.
inline constexpr auto countries_ranked =
    from<Invoice>()
        .group_by(col<&Invoice::BillingCountry>)
        .order_by(turnover.desc(), col<&Invoice::BillingCountry>)
        .select(rank().over(order_by(turnover.desc())), col<&Invoice::BillingCountry>, turnover);

inline constexpr auto share_of_genres =
    from<InvoiceLine>()
        .join<&InvoiceLine::TrackId>()
        .join<&Track::GenreId>()
        .group_by(genre_id, genre)
        .order_by(pieces.desc(), genre_id)
        .select(genre, pieces, pieces * 1000 / sum(pieces).over());

inline constexpr auto running_revenue =
    from<Invoice>()
        .group_by(year, month)
        .order_by(year, month)
        .select(year, month, turnover, sum(turnover).over(order_by(year, month)));

inline constexpr auto change_to_year_before = from<Invoice>().group_by(year).order_by(year).select(
    year, turnover, turnover - lag(turnover).over(order_by(year)));

// Queries as tables.
struct Spent {
    std::int64_t CustomerId{};
    money total{};
};
inline constexpr auto spent =
    from<Invoice>()
        .group_by(col<&Invoice::CustomerId>)
        .select<Spent>(col<&Invoice::CustomerId>, coalesce(turnover, 0.00_dec));
using any_spent = alias<Spent, "any_spent">;
inline constexpr auto mean_spent = from<any_spent>().select(avg(col<&Spent::total, any_spent>));
inline constexpr auto above_the_mean =
    with(spent)
        .from<Spent>()
        .join<Customer>(customer_id == col<&Spent::CustomerId>)
        .where(cast<double>(col<&Spent::total>) > scalar(mean_spent))
        .order_by(col<&Spent::total>.desc(), customer_id)
        .select(col<&Customer::LastName>, col<&Spent::total>);

struct BestTrack {
    std::int64_t GenreId{};
    std::string track;
    std::int64_t pieces{}, place{};
};
inline constexpr auto tracks_placed =
    from<InvoiceLine>()
        .join<&InvoiceLine::TrackId>()
        .join<&Track::GenreId>()
        .group_by(genre_id, col<&Track::TrackId>, col<&Track::Name>)
        .select<BestTrack>(
            genre_id,
            col<&Track::Name>,
            coalesce(pieces, 0),
            row_number().over(
                partition_by(genre_id), order_by(pieces.desc(), col<&Track::TrackId>)));
inline constexpr auto best_tracks_of_genres =
    from(tracks_placed)
        .join<Genre>(genre_id == col<&BestTrack::GenreId>)
        .where(col<&BestTrack::place> <= 3)
        .order_by(genre_id, col<&BestTrack::place>)
        .select(genre, col<&BestTrack::place>, col<&BestTrack::track>, col<&BestTrack::pieces>);

struct Taste {
    std::int64_t CustomerId{}, GenreId{}, tracks{}, place{};
};
inline constexpr auto tastes =
    from<Invoice>()
        .join<&InvoiceLine::InvoiceId>()
        .join<&InvoiceLine::TrackId>()
        .join<&Track::GenreId>()
        .group_by(col<&Invoice::CustomerId>, genre_id)
        .select<Taste>(
            col<&Invoice::CustomerId>,
            genre_id,
            count(),
            row_number().over(
                partition_by(col<&Invoice::CustomerId>), order_by(count().desc(), genre_id)));
inline constexpr auto favourite_genres =
    from(tastes)
        .join<Customer>(customer_id == col<&Taste::CustomerId>)
        .join<Genre>(genre_id == col<&Taste::GenreId>)
        .where(col<&Taste::place> == 1)
        .order_by(customer_id)
        .select(col<&Customer::LastName>, genre, col<&Taste::tracks>);

struct Ordered {
    std::string country;
    money total{};
    std::int64_t place{}, all{};
};
inline constexpr auto country = coalesce(col<&Invoice::BillingCountry>, "");
inline constexpr auto invoices_ordered = from<Invoice>().select<Ordered>(
    country,
    col<&Invoice::Total>,
    row_number().over(
        partition_by(col<&Invoice::BillingCountry>),
        order_by(col<&Invoice::Total>, col<&Invoice::InvoiceId>)),
    count().over(partition_by(col<&Invoice::BillingCountry>)));
inline constexpr auto median_invoices =
    from(invoices_ordered)
        .where(
            col<&Ordered::place> * 2 >= col<&Ordered::all> &&
            col<&Ordered::place> * 2 <= col<&Ordered::all> + 2)
        .group_by(col<&Ordered::country>)
        .order_by(col<&Ordered::country>)
        .select(col<&Ordered::country>, min(col<&Ordered::total>), max(col<&Ordered::total>));

struct Month {
    std::int64_t year{}, month{}, place{};
    money total{};
};
inline constexpr auto months_placed =
    from<Invoice>()
        .group_by(year, month)
        .select<Month>(
            year,
            month,
            row_number().over(partition_by(year), order_by(turnover.desc(), month)),
            coalesce(turnover, 0.00_dec));
inline constexpr auto best_month_of_years =
    from(months_placed)
        .where(col<&Month::place> == 1)
        .order_by(col<&Month::year>)
        .select(col<&Month::year>, col<&Month::month>, col<&Month::total>);

// Queries inside queries that see the tables outside.
using any_track = alias<Track, "any_track">;
inline constexpr auto mean_length =
    from<any_track>()
        .where(col<&Track::GenreId, any_track> == col<&Track::GenreId>)
        .select(avg(col<&Track::Milliseconds, any_track>));
inline constexpr auto long_tracks_of_genres =
    from<Track>()
        .join<&Track::GenreId>()
        .where(cast<double>(col<&Track::Milliseconds>) > scalar(mean_length))
        .group_by(genre_id, genre)
        .order_by(genre_id)
        .select(genre, count());

// Who has all of them: nothing is wanted that the customer did not buy.
inline constexpr auto bought_of_genre =
    from<Invoice>().join<&InvoiceLine::InvoiceId>().join<&InvoiceLine::TrackId>().where(
        col<&Invoice::CustomerId> == customer_id && col<&Track::GenreId> == genre_id);
inline constexpr auto bought_all_of =
    from<Customer>()
        .where(!exists(from<Genre>().where(
            genre.in("Rock", "Latin", "Jazz", "Blues") && !exists(bought_of_genre))))
        .order_by(customer_id)
        .select(customer_id, col<&Customer::LastName>);

// A table with itself.
using other_line = alias<InvoiceLine, "other_line">;
using other_track = alias<Track, "other_track">;
using other_genre = alias<Genre, "other_genre">;
inline constexpr auto genres_bought_together =
    from<InvoiceLine>()
        .join<&InvoiceLine::TrackId>()
        .join<&Track::GenreId>()
        .join<other_line>(col<&InvoiceLine::InvoiceId, other_line> == col<&InvoiceLine::InvoiceId>)
        .join<other_track>(
            col<&Track::TrackId, other_track> == col<&InvoiceLine::TrackId, other_line> &&
            col<&Track::GenreId, other_track> > col<&Track::GenreId>)
        .join<other_genre>(col<&Genre::GenreId, other_genre> == col<&Track::GenreId, other_track>)
        .group_by(
            genre_id, genre, col<&Genre::GenreId, other_genre>, col<&Genre::Name, other_genre>)
        .order_by(count().desc(), genre_id, col<&Genre::GenreId, other_genre>)
        .limit(10)
        .select(
            genre,
            col<&Genre::Name, other_genre>,
            count(col<&InvoiceLine::InvoiceId>).distinct(),
            count());

// Sets that are equal: as many tracks, and none that the other lacks.
using other_list = alias<Playlist, "other_list">;
using its_track = alias<PlaylistTrack, "its_track">;
inline constexpr auto tracks_of =
    from<PlaylistTrack>().where(col<&PlaylistTrack::PlaylistId> == col<&Playlist::PlaylistId>);
inline constexpr auto tracks_of_other = from<its_track>().where(
    col<&PlaylistTrack::PlaylistId, its_track> == col<&Playlist::PlaylistId, other_list>);
inline constexpr auto in_other =
    tracks_of_other.where(col<&PlaylistTrack::TrackId, its_track> == col<&PlaylistTrack::TrackId>);
inline constexpr auto equal_playlists =
    from<Playlist>()
        .join<other_list>(
            col<&Playlist::PlaylistId> < col<&Playlist::PlaylistId, other_list> &&
            scalar(tracks_of.select(count())) == scalar(tracks_of_other.select(count())))
        .where(!exists(tracks_of.where(!exists(in_other))))
        .order_by(col<&Playlist::PlaylistId>, col<&Playlist::PlaylistId, other_list>)
        .select(
            col<&Playlist::PlaylistId>,
            col<&Playlist::Name>,
            col<&Playlist::PlaylistId, other_list>,
            col<&Playlist::Name, other_list>);

// WITH RECURSIVE: a hierarchy with its paths, totals of its parts, days that no row has.
struct Staff {
    std::int64_t EmployeeId{};
    std::string path;
    std::int64_t depth{};
};
inline constexpr auto heads =
    from<Employee>()
        .where(col<&Employee::ReportsTo>.is_null())
        .select<Staff>(
            col<&Employee::EmployeeId>, col<&Employee::LastName>, value(std::int64_t{0}));
inline constexpr auto below = from<Employee>()
                                  .join<Staff>(col<&Employee::ReportsTo> == col<&Staff::EmployeeId>)
                                  .select<Staff>(
                                      col<&Employee::EmployeeId>,
                                      col<&Staff::path> + " > " + col<&Employee::LastName>,
                                      col<&Staff::depth> + 1);
inline constexpr auto hierarchy = with_recursive(heads.union_all(below))
                                      .from<Staff>()
                                      .order_by(col<&Staff::path>.asc())
                                      .select(col<&Staff::depth>, col<&Staff::path>);

struct Team {
    std::int64_t head_id{}, member_id{};
};
inline constexpr auto oneself =
    from<Employee>().select<Team>(col<&Employee::EmployeeId>, col<&Employee::EmployeeId>);
inline constexpr auto reports = from<Employee>()
                                    .join<Team>(col<&Employee::ReportsTo> == col<&Team::member_id>)
                                    .select<Team>(col<&Team::head_id>, col<&Employee::EmployeeId>);
inline constexpr auto sales_of_teams =
    with_recursive(oneself.union_all(reports))
        .from<Team>()
        .join<Employee>(col<&Employee::EmployeeId> == col<&Team::head_id>)
        .left_join<Customer>(col<&Customer::SupportRepId> == col<&Team::member_id>)
        .left_join<Invoice>(col<&Invoice::CustomerId> == customer_id)
        .group_by(col<&Employee::EmployeeId>, col<&Employee::LastName>)
        .order_by(col<&Employee::EmployeeId>)
        .select(
            col<&Employee::LastName>,
            count(col<&Team::member_id>).distinct(),
            coalesce(turnover, 0.00_dec));

struct Day {
    std::int64_t day{};
};
inline constexpr auto first_day =
    from<Genre>().where(genre_id == 1).select<Day>(value(std::int64_t{1}));
inline constexpr auto next_day =
    from<Day>().where(col<&Day::day> < 31).select<Day>(col<&Day::day> + 1);
inline constexpr auto days_of_january =
    with_recursive(first_day.union_all(next_day))
        .from<Day>()
        .left_join<Invoice>(
            day_of(col<&Invoice::InvoiceDate>) == col<&Day::day> && month == 1 && year == 2022)
        .group_by(col<&Day::day>)
        .order_by(col<&Day::day>)
        .select(col<&Day::day>, count(col<&Invoice::InvoiceId>), coalesce(turnover, 0.00_dec));

// Islands: months in a row in which a customer bought something.
struct Bought {
    std::int64_t CustomerId{}, month{};
};
struct Streak {
    std::int64_t CustomerId{}, month{}, island{};
};
inline constexpr auto months_bought =
    from<Invoice>().select<Bought>(col<&Invoice::CustomerId>, year * 12 + month).distinct();
inline constexpr auto streaks =
    from(months_bought)
        .select<Streak>(
            col<&Bought::CustomerId>,
            col<&Bought::month>,
            col<&Bought::month> -
                row_number().over(
                    partition_by(col<&Bought::CustomerId>), order_by(col<&Bought::month>)));
inline constexpr auto months_in_a_row =
    from(streaks)
        .join<Customer>(customer_id == col<&Streak::CustomerId>)
        .group_by(customer_id, col<&Customer::LastName>, col<&Streak::island>)
        .having(count() >= 2)
        .order_by(customer_id, col<&Streak::island>)
        .select(col<&Customer::LastName>, min(col<&Streak::month>), count());

template <class Report> void report_more(const Report& report) {
    report("artists without albums", artists_without_albums);
    report("composers of several artists", composers_of_several_artists);
    report("lengths of tracks", lengths_of_tracks);
    report("revenue of months by year", revenue_of_months_by_year);
    report("countries ranked", countries_ranked);
    report("share of genres", share_of_genres);
    report("running revenue", running_revenue);
    report("change to the year before", change_to_year_before);
    report("customers above the mean", above_the_mean);
    report("best tracks of genres", best_tracks_of_genres);
    report("favourite genres", favourite_genres);
    report("median invoices", median_invoices);
    report("best month of years", best_month_of_years);
    report("long tracks of genres", long_tracks_of_genres);
    report("customers who bought all of some genres", bought_all_of);
    report("genres bought together", genres_bought_together);
    report("equal playlists", equal_playlists);
    report("hierarchy", hierarchy);
    report("sales of teams", sales_of_teams);
    report("days of January 2022", days_of_january);
    report("months in a row", months_in_a_row);
}

} // namespace chinook
