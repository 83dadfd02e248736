// The formatters that a program may include: every type, with width and alignment, and what they refuse; by the fmt
// library and by std::format, whichever there are.

#ifndef FMT_HEADER_ONLY
#define FMT_HEADER_ONLY
#endif
#include <refract/format.hpp>

#include <support/blog.hpp>
#include <support/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

#if REFRACT_HAS_FMT || REFRACT_HAS_STD_FORMAT
#if REFRACT_HAS_FMT && __has_include(<fmt/std.h>)
#include <fmt/std.h> // has a formatter of its own for exceptions
#endif

using namespace refract;

namespace format_test {
enum class Level { low, high };
enum class Own { one };
std::string format_as(Own) { return "own"; }

#if REFRACT_HAS_FMT
struct with_fmt {
    template <class... Value> static std::string format(std::string_view how, const Value&... value) {
        return fmt::format(fmt::runtime(how), value...);
    }
};
#endif
#if REFRACT_HAS_STD_FORMAT
struct with_std {
    template <class... Value> static std::string format(std::string_view how, const Value&... value) {
        return std::vformat(how, std::make_format_args(value...));
    }
};
#endif

#if REFRACT_HAS_FMT && REFRACT_HAS_STD_FORMAT
#define FORMAT_LIBRARIES format_test::with_fmt, format_test::with_std
#elif REFRACT_HAS_FMT
#define FORMAT_LIBRARIES format_test::with_fmt
#else
#define FORMAT_LIBRARIES format_test::with_std
#endif

} // namespace format_test
using format_test::Level;

template <> inline constexpr auto refract::enumeration<Level> =
    refract::enumerators<Level>({{Level::low, "LOW"}, {Level::high, "HIGH"}});

TEMPLATE_TEST_CASE("values are formatted as they print themselves", "[format]", FORMAT_LIBRARIES) {
    const uuid id = *uuid::parse("01234567-89ab-cdef-0123-456789abcdef");
    CHECK(TestType::format("{}", id) == "01234567-89ab-cdef-0123-456789abcdef");
    CHECK(TestType::format("[{:>8}|{:<8}|{:^8}]", 19.90_dec, -0.5_dec, 7_dec) == "[   19.90|-0.5    |   7    ]");
    CHECK(TestType::format("{}", numeric("-12345678901234567890.50")) == "-12345678901234567890.50");
    CHECK(TestType::format("{}", json{"{\"a\": 1}"}) == "{\"a\": 1}");
    CHECK(TestType::format("{:.8}", id) == "01234567");
    CHECK_THROWS(TestType::format("{:d}", id));
}

TEMPLATE_TEST_CASE("enums are formatted by the names that are stored", "[format]", FORMAT_LIBRARIES) {
    CHECK(TestType::format("{} {}", blog::Role::admin, Level::high) == "admin HIGH");
    CHECK(TestType::format("{:>6}", Level::low) == "   LOW");
    CHECK(TestType::format("{}", static_cast<Level>(9)) == "9");
    static_assert(!refract::detail::named_enum<format_test::Own> && !refract::detail::named_enum<std::byte>);
}

TEMPLATE_TEST_CASE("errors of every class are formatted", "[format]", FORMAT_LIBRARIES) {
    CHECK(TestType::format("{}", error("plain")) == "plain");
    CHECK(TestType::format("{}", not_found("no row")) == "no row");
    CHECK(TestType::format("{}", stale_object("changed")) == "changed");
    CHECK(TestType::format("{}", conversion_error("too large")) == "too large");
    try {
        throw unique_violation(error_details{.message = "twice", .sql = "INSERT"});
    } catch (const error& failure) { CHECK(TestType::format("{}", failure) == "twice\n  SQL: INSERT"); }
}

TEMPLATE_TEST_CASE("a query is formatted as its SQL", "[format]", FORMAT_LIBRARIES) {
    constexpr auto query = from<blog::Post>().where(col<&blog::Post::id> == 1).select(col<&blog::Post::views>);
    CHECK(TestType::format("{}", query) == sql<dialect::sqlite>(query));
    CHECK(TestType::format("{:sqlite}", query) == sql<dialect::sqlite>(query));
    CHECK(TestType::format("{:postgres}", query) == sql<dialect::postgres>(query));
    CHECK_THROWS(TestType::format("{:mysql}", query));
}

// What the compiler checks.
#if REFRACT_HAS_FMT
TEST_CASE("fmt looks at refract's types at compile time", "[format]") {
    CHECK(fmt::format("{:>5}|{:postgres}", 1.5_dec, delete_from<blog::Tag>().all_rows()) ==
          "  1.5|DELETE FROM \"tag\"");
}
#endif
#if REFRACT_HAS_STD_FORMAT
TEST_CASE("std::format looks at refract's types at compile time", "[format]") {
    CHECK(std::format("{:>5}|{:postgres}", 1.5_dec, delete_from<blog::Tag>().all_rows()) ==
          "  1.5|DELETE FROM \"tag\"");
    static_assert(std::is_default_constructible_v<std::formatter<uuid, char>>);
}
#endif

#endif
