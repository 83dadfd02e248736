#pragma once

// The models of the tests. The first four are the blog of the README; the others hold what it has not: every
// kind of enum, composite foreign keys, names with quotes, generated columns, a hundred fields.

#include <refract/codec/bytes.hpp>
#include <refract/codec/chrono.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/enumeration.hpp>
#include <refract/codec/json.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/function.hpp>
#include <refract/expr/list.hpp>
#include <refract/schema/schema.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

enum class Role { reader, author, admin }; // stored by name

struct User {
    std::int64_t id{};
    std::string email{};
    std::string name{};
    std::optional<std::string> bio{};
    Role role = Role::reader;
    std::chrono::sys_time<std::chrono::microseconds> created_at{};
};
struct Post {
    std::int64_t id{};
    std::string title{};
    bool published{};
    std::int64_t views{};
    std::int64_t author_id{};
};
struct Tag {
    std::int64_t id{};
    std::string label{};
};
struct PostTag {
    std::int64_t post_id{};
    std::int64_t tag_id{};
};

template <> inline constexpr auto refract::model<User> =
    refract::table(refract::named("users"), // without it: the struct's name in snake_case
                   refract::unique<&User::email>, refract::column<&User::role>.default_to(Role::reader),
                   refract::column<&User::created_at>.default_to(refract::now()));

template <> inline constexpr auto refract::model<Post> =
    refract::table(refract::column<&Post::title>.named("headline"), refract::column<&Post::published>.default_to(false),
                   refract::column<&Post::views>.default_to(0),
                   refract::foreign_key<&Post::author_id>.references<&User::id>().on_delete(refract::cascade),
                   refract::index<&Post::author_id, &Post::published>,
                   refract::check("views_positive", refract::col<&Post::views> >= 0));

template <> inline constexpr auto refract::model<PostTag> =
    refract::table(refract::primary_key<&PostTag::post_id, &PostTag::tag_id>,
                   refract::foreign_key<&PostTag::post_id>.references<&Post::id>().on_delete(refract::cascade),
                   refract::foreign_key<&PostTag::tag_id>.references<&Tag::id>().on_delete(refract::cascade));

using blog = refract::schema<User, Post, Tag, PostTag>;

// A table that references itself.
struct Employee {
    std::int32_t id{};
    std::string name;
    std::optional<std::int32_t> reports_to;
    refract::decimal<2> salary{};
};
template <> inline constexpr auto refract::model<Employee> = refract::table(
    refract::foreign_key<&Employee::reports_to>.references<&Employee::id>().on_delete(refract::set_null));

// A key of two columns, and what references it.
struct Seat {
    std::int32_t row_number{};
    std::int16_t place{};
    double price{};
};
struct Booking {
    refract::uuid id{};
    std::int32_t seat_row{};
    std::int16_t seat_place{};
    std::chrono::year_month_day day{};
};
template <> inline constexpr auto refract::model<Seat> =
    refract::table(refract::primary_key<&Seat::row_number, &Seat::place>);
template <>
inline constexpr auto refract::model<Booking> = refract::table(
    refract::foreign_key<&Booking::seat_row, &Booking::seat_place>.references<&Seat::row_number, &Seat::place>()
        .on_delete(refract::restrict)
        .on_update(refract::cascade)
        .named("booking_seat"),
    refract::unique<&Booking::seat_row, &Booking::seat_place, &Booking::day>);

// Names that need quotes, and words that SQL keeps for itself.
struct Odd {
    std::int64_t id{};
    std::string plain;
    std::string order;
    std::int32_t level_2{};
};
template <> inline constexpr auto refract::model<Odd> =
    refract::table(refract::named("odd \"table\""), refract::column<&Odd::plain>.named("it's \"quoted\""));

namespace shop::stock {

enum Unit : std::uint8_t { piece, metre, litre };    // unscoped
enum class Grade { none = -1, low = 0, high = 10 };  // by number
enum class Colour { red, green };                    // a type of its own on PostgreSQL
enum class State { in_stock = 100, sold_out = 200 }; // listed, with other names
struct Box {
    enum class Size : short { small, large };
};

struct Article {
    std::int64_t id{};
    std::string name;
    std::string name_lower;
    Unit unit{};
    Grade grade{};
    Colour colour{};
    std::optional<Colour> lid_colour;
    State state{State::in_stock};
    Box::Size size{};
    refract::decimal<2> price{};
    std::int32_t edited{};
    std::chrono::sys_time<std::chrono::microseconds> edited_at{};
};

} // namespace shop::stock

template <> inline constexpr auto refract::enumeration<shop::stock::Grade> =
    refract::enumerators<shop::stock::Grade>().by_number();
template <> inline constexpr auto refract::enumeration<shop::stock::Colour> =
    refract::enumerators<shop::stock::Colour>().native("colour");
template <> inline constexpr auto refract::enumeration<shop::stock::State> = refract::enumerators<shop::stock::State>(
    {{shop::stock::State::in_stock, "in stock"}, {shop::stock::State::sold_out, "sold out"}});

template <>
inline constexpr auto refract::model<shop::stock::Article> = refract::table(
    refract::column<&shop::stock::Article::name>.type("varchar(40)").collate("C").renamed_from("title"),
    refract::column<&shop::stock::Article::name_lower>.generated(refract::lower(refract::col<&shop::stock::Article::name>)),
    refract::column<&shop::stock::Article::price>.default_to(refract::decimal<2>::from_coefficient(1250)),
    refract::column<&shop::stock::Article::edited>.version(),
    refract::column<&shop::stock::Article::edited_at>.updated_at(),
    refract::index<&shop::stock::Article::colour, &shop::stock::Article::price>
        .descending<&shop::stock::Article::price>()
        .where(refract::col<&shop::stock::Article::price> > refract::decimal<2>::from_coefficient(0))
        .unique()
        .named("article_colour"),
    refract::renamed_from("product"));

// One column of every kind.
struct Everything {
    std::int64_t id{};
    bool boolean{};
    std::int8_t tiny{};
    std::int16_t small{};
    std::int32_t medium{};
    std::int64_t big{};
    std::uint8_t unsigned_tiny{};
    std::uint16_t unsigned_small{};
    std::uint32_t unsigned_medium{};
    std::uint64_t unsigned_big{};
    float single_precision{};
    double double_precision{};
    std::string text;
    std::vector<std::byte> bytes;
    std::chrono::sys_time<std::chrono::microseconds> moment{};
    std::chrono::sys_seconds second{};
    std::chrono::year_month_day date{};
    std::chrono::hh_mm_ss<std::chrono::microseconds> clock{};
    std::chrono::milliseconds length{};
    refract::uuid identifier{};
    refract::decimal<4> amount{};
    refract::json document;
    Role role{};
    std::optional<double> maybe;
    std::optional<std::vector<std::byte>> maybe_bytes;
    refract::as_integer<std::chrono::sys_seconds> unix_time;
};

// Wider than most tables.
struct Wide {
    std::int64_t id{};
    std::int32_t a0{}, a1{}, a2{}, a3{}, a4{}, a5{}, a6{}, a7{}, a8{};
    std::string b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
    double c0{}, c1{}, c2{}, c3{}, c4{}, c5{}, c6{}, c7{}, c8{}, c9{};
    std::int64_t d0{}, d1{}, d2{}, d3{}, d4{}, d5{}, d6{}, d7{}, d8{}, d9{};
    bool e0{}, e1{}, e2{}, e3{}, e4{}, e5{}, e6{}, e7{}, e8{}, e9{};
    std::optional<std::string> f0, f1, f2, f3, f4, f5, f6, f7, f8, f9;
    std::optional<std::int64_t> g0, g1, g2, g3, g4, g5, g6, g7, g8, g9;
    std::int16_t h0{}, h1{}, h2{}, h3{}, h4{}, h5{}, h6{}, h7{}, h8{}, h9{};
    float i0{}, i1{}, i2{}, i3{}, i4{}, i5{}, i6{}, i7{}, i8{}, i9{};
    std::string j0, j1, j2, j3, j4, j5, j6, j7, j8, last;
};
