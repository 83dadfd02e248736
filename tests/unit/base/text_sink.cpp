#include <refract/base/text_sink.hpp>

#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

using refract::detail::text_sink;

namespace {

template <class Put> std::string written(Put put) {
    text_sink counting;
    put(counting);
    std::string text(counting.size, '?');
    text_sink writing{.out = text.data()};
    put(writing);
    REQUIRE(writing.size == counting.size); // or the second pass would write beyond the end
    return text;
}

constexpr auto quoted() {
    std::array<char, 16> text{};
    text_sink sink{.out = text.data()};
    sink.put_quoted("a\"b", '"');
    return text;
}
static_assert(std::string_view(quoted().data()) == R"("a""b")");

} // namespace

TEST_CASE("counting and writing agree") {
    REQUIRE(written([](text_sink& out) {
                out.put("SELECT ");
                out.put('x');
                out.put("");
            }) == "SELECT x");
    text_sink counting;
    counting.put("four");
    REQUIRE(counting.size == 4);
    REQUIRE(counting.out == nullptr);
}

TEST_CASE("numbers are those of std::to_string") {
    const auto check = [](auto number) {
        CAPTURE(number);
        REQUIRE(written([&](text_sink& out) { out.put_number(number); }) == std::to_string(number));
    };
    for (std::int64_t number : {std::int64_t{0}, std::int64_t{9}, std::int64_t{10}, std::int64_t{-1}, std::int64_t{-10},
                                std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
        check(number);
    check(std::numeric_limits<std::uint64_t>::max());
    std::mt19937_64 random(7);
    for (int i = 0; i < 2000; ++i) {
        const std::uint64_t bits = random() >> (random() % 64);
        check(bits);
        check(static_cast<std::int64_t>(bits));
        check(-static_cast<std::int64_t>(bits >> 1));
    }
}

TEST_CASE("a quote inside a name or literal cannot end it") {
    const auto quote = [](std::string_view text, char mark) {
        return written([&](text_sink& out) { out.put_quoted(text, mark); });
    };
    REQUIRE(quote("plain", '"') == "\"plain\"");
    REQUIRE(quote("", '\'') == "''");
    REQUIRE(quote("it's", '\'') == "'it''s'");
    REQUIRE(quote("it's", '"') == "\"it's\"");
    REQUIRE(quote("'; DROP TABLE users; --", '\'') == "'''; DROP TABLE users; --'");
    REQUIRE(quote("\"\"", '"') == R"("""""")");
}
