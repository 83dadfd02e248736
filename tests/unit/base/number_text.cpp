#include <refract/base/number_text.hpp>

#include "support/catch.hpp"

#include <string>

using namespace refract::detail;

namespace {

constexpr int compare(std::string_view left, std::string_view right) {
    number_parts first, second;
    if (!parse_number(left, first) || !parse_number(right, second)) return 99;
    const int order = compare_numbers(first, second);
    return order < 0 ? -1 : order > 0;
}
std::string printed(std::string_view text) {
    number_parts parts;
    if (!parse_number(text, parts)) return "none";
    return print_number(parts, parts.fraction) + " " + print_number(parts, parts.shortest_fraction());
}

static_assert(compare("1.50", "1.5") == 0 && compare("-0", "0.00") == 0);
static_assert(compare("9", "10") == -1 && compare("-9", "-10") == 1 && compare("-1", "0") == -1);
static_assert(compare("0.1", "0.01") == 1 && compare("-0.1", "-0.01") == -1 && compare("0.5", "0.45") == 1);
static_assert(compare("2.000000000000000000000000001", "2") == 1);

static_assert(is_shortest_number("0") && is_shortest_number("-1.5") && is_shortest_number("10"));
static_assert(is_shortest_number("0.05") && !is_shortest_number("0.50") && !is_shortest_number("1."));
static_assert(!is_shortest_number("-0") && !is_shortest_number("+1") && !is_shortest_number("007"));
static_assert(!is_shortest_number(".5") && !is_shortest_number("1e3") && !is_shortest_number(""));

static_assert(shortest_number("1.50") == "1.5" && shortest_number("10.00") == "10" && shortest_number("100") == "100");

} // namespace

TEST_CASE("a number keeps the digits that it is written with, but for zeros in front") {
    CHECK(printed("+007.250") == "7.250 7.25");
    CHECK(printed("-.5") == "-0.5 -0.5");
    CHECK(printed("-0.00") == "0.00 0");
    CHECK(printed("3.") == "3 3");
    CHECK(printed(std::string(200, '9')) == std::string(200, '9') + " " + std::string(200, '9'));
}

TEST_CASE("what is no number is not taken for one") {
    for (const char* text : {"", "-", ".", "+.", "1e3", "NaN", "Infinity", "1,5", "1.2.3", "--1", " 1", "1 ", "0x1"})
        CHECK(printed(text) == "none");
}
