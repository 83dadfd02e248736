// The formatters that a program may include: every type, with width and alignment, and what they refuse.

#ifndef FMT_HEADER_ONLY
#define FMT_HEADER_ONLY
#endif
#include <refract/format.hpp>

#include <support/blog.hpp>
#include <support/catch.hpp>

#include <string>
#include <vector>

#if REFRACT_HAS_FMT
#if __has_include(<fmt/std.h>)
#include <fmt/std.h> // has a formatter of its own for exceptions
#endif

using namespace refract;

namespace format_test {
enum class Level { low, high };
enum class Own { one };
std::string format_as(Own) { return "own"; }
} // namespace format_test
using format_test::Level;

template <> inline constexpr auto refract::enumeration<Level> =
    refract::enumerators<Level>({{Level::low, "LOW"}, {Level::high, "HIGH"}});

TEST_CASE("values are formatted as they print themselves", "[format]") {
    const uuid id = *uuid::parse("01234567-89ab-cdef-0123-456789abcdef");
    CHECK(fmt::format("{}", id) == "01234567-89ab-cdef-0123-456789abcdef");
    CHECK(fmt::format("[{:>8}|{:<8}|{:^8}]", 19.90_dec, -0.5_dec, 7_dec) == "[   19.90|-0.5    |   7    ]");
    CHECK(fmt::format("{}", numeric("-12345678901234567890.50")) == "-12345678901234567890.50");
    CHECK(fmt::format("{}", json{"{\"a\": 1}"}) == "{\"a\": 1}");
    CHECK(fmt::format("{:.8}", id) == "01234567");
}

TEST_CASE("enums are formatted by the names that are stored", "[format]") {
    CHECK(fmt::format("{} {}", blog::Role::admin, Level::high) == "admin HIGH");
    CHECK(fmt::format("{:>6}", Level::low) == "   LOW");
    CHECK(fmt::format("{}", static_cast<Level>(9)) == "9");
    static_assert(!refract::detail::named_enum<format_test::Own> && !refract::detail::named_enum<std::byte>);
}

TEST_CASE("errors of every class are formatted", "[format]") {
    CHECK(fmt::format("{}", error("plain")) == "plain");
    CHECK(fmt::format("{}", not_found("no row")) == "no row");
    CHECK(fmt::format("{}", stale_object("changed")) == "changed");
    try {
        throw unique_violation(error_details{.message = "twice", .sql = "INSERT"});
    } catch (const error& failure) { CHECK(fmt::format("{}", failure) == "twice\n  SQL: INSERT"); }
}

TEST_CASE("a query is formatted as its SQL", "[format]") {
    constexpr auto query = from<blog::Post>().where(col<&blog::Post::id> == 1).select(col<&blog::Post::views>);
    CHECK(fmt::format("{}", query) == sql<dialect::sqlite>(query));
    CHECK(fmt::format("{:sqlite}", query) == sql<dialect::sqlite>(query));
    CHECK(fmt::format("{:postgres}", query) == sql<dialect::postgres>(query));
    CHECK_THROWS(fmt::format(fmt::runtime("{:mysql}"), query));
}

#endif
