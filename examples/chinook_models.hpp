// The Chinook sample database, a shop for digital music: its eleven tables under their own names.
// https://github.com/lerocha/chinook-database
#pragma once

#include <refract/refract.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

using money = refract::decimal<2>;
using std::chrono::sys_seconds;

struct Artist {
    std::int64_t ArtistId{};
    std::optional<std::string> Name{};
};
struct Album {
    std::int64_t AlbumId{};
    std::string Title;
    std::int64_t ArtistId{};
};
struct Genre {
    std::int64_t GenreId{};
    std::optional<std::string> Name{};
};
struct MediaType {
    std::int64_t MediaTypeId{};
    std::optional<std::string> Name{};
};
struct Track {
    std::int64_t TrackId{};
    std::string Name;
    std::optional<std::int64_t> AlbumId{};
    std::int64_t MediaTypeId{};
    std::optional<std::int64_t> GenreId{};
    std::optional<std::string> Composer{};
    std::int64_t Milliseconds{};
    std::optional<std::int64_t> Bytes{};
    money UnitPrice{};
};
struct Playlist {
    std::int64_t PlaylistId{};
    std::optional<std::string> Name{};
};
struct PlaylistTrack {
    std::int64_t PlaylistId{};
    std::int64_t TrackId{};
};
struct Employee {
    std::int64_t EmployeeId{};
    std::string LastName, FirstName;
    std::optional<std::string> Title{};
    std::optional<std::int64_t> ReportsTo{};
    std::optional<sys_seconds> BirthDate{}, HireDate{};
    std::optional<std::string> Address{}, City{}, State{}, Country{}, PostalCode{}, Phone{}, Fax{},
        Email{};
};
struct Customer {
    std::int64_t CustomerId{};
    std::string FirstName, LastName;
    std::optional<std::string> Company{}, Address{}, City{}, State{}, Country{}, PostalCode{},
        Phone{}, Fax{};
    std::string Email;
    std::optional<std::int64_t> SupportRepId{};
};
struct Invoice {
    std::int64_t InvoiceId{};
    std::int64_t CustomerId{};
    sys_seconds InvoiceDate{};
    std::optional<std::string> BillingAddress{}, BillingCity{}, BillingState{}, BillingCountry{},
        BillingPostalCode{};
    money Total{};
};
struct InvoiceLine {
    std::int64_t InvoiceLineId{};
    std::int64_t InvoiceId{};
    std::int64_t TrackId{};
    money UnitPrice{};
    std::int64_t Quantity{};
};

// Keys are given: they are copied from one database to the other.
template <> inline constexpr auto refract::model<Artist> =
    table(named("Artist"), primary_key<&Artist::ArtistId>.given());
template <> inline constexpr auto refract::model<Album> = table(
    named("Album"),
    primary_key<&Album::AlbumId>.given(),
    foreign_key<&Album::ArtistId>.references<&Artist::ArtistId>());
template <> inline constexpr auto refract::model<Genre> =
    table(named("Genre"), primary_key<&Genre::GenreId>.given());
template <> inline constexpr auto refract::model<MediaType> =
    table(named("MediaType"), primary_key<&MediaType::MediaTypeId>.given());
template <> inline constexpr auto refract::model<Track> = table(
    named("Track"),
    primary_key<&Track::TrackId>.given(),
    foreign_key<&Track::AlbumId>.references<&Album::AlbumId>(),
    foreign_key<&Track::MediaTypeId>.references<&MediaType::MediaTypeId>(),
    foreign_key<&Track::GenreId>.references<&Genre::GenreId>(),
    index<&Track::AlbumId>,
    index<&Track::GenreId>);
template <> inline constexpr auto refract::model<Playlist> =
    table(named("Playlist"), primary_key<&Playlist::PlaylistId>.given());
template <> inline constexpr auto refract::model<PlaylistTrack> = table(
    named("PlaylistTrack"),
    primary_key<&PlaylistTrack::PlaylistId, &PlaylistTrack::TrackId>,
    foreign_key<&PlaylistTrack::PlaylistId>.references<&Playlist::PlaylistId>(),
    foreign_key<&PlaylistTrack::TrackId>.references<&Track::TrackId>(),
    index<&PlaylistTrack::TrackId>);
template <> inline constexpr auto refract::model<Employee> = table(
    named("Employee"),
    primary_key<&Employee::EmployeeId>.given(),
    foreign_key<&Employee::ReportsTo>.references<&Employee::EmployeeId>());
template <> inline constexpr auto refract::model<Customer> = table(
    named("Customer"),
    primary_key<&Customer::CustomerId>.given(),
    foreign_key<&Customer::SupportRepId>.references<&Employee::EmployeeId>());
template <> inline constexpr auto refract::model<Invoice> = table(
    named("Invoice"),
    primary_key<&Invoice::InvoiceId>.given(),
    foreign_key<&Invoice::CustomerId>.references<&Customer::CustomerId>(),
    index<&Invoice::CustomerId>);
template <> inline constexpr auto refract::model<InvoiceLine> = table(
    named("InvoiceLine"),
    primary_key<&InvoiceLine::InvoiceLineId>.given(),
    foreign_key<&InvoiceLine::InvoiceId>.references<&Invoice::InvoiceId>(),
    foreign_key<&InvoiceLine::TrackId>.references<&Track::TrackId>(),
    index<&InvoiceLine::InvoiceId>,
    index<&InvoiceLine::TrackId>);

/// In an order in which every row finds the rows that it references.
using all_tables = refract::schema<
    Artist,
    Album,
    Genre,
    MediaType,
    Track,
    Playlist,
    PlaylistTrack,
    Employee,
    Customer,
    Invoice,
    InvoiceLine>;
