#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_literal.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdlib>
#include <random>
#include <string>

using namespace refract;
using namespace refract::detail;

namespace {

std::string real_text(double value) {
    char room[48];
    text_sink sink{.out = room};
    put_real(sink, value);
    return {room, sink.size};
}
template <class Dialect, class Value> std::string printed(const Value& value) {
    const literal constant = make_literal(value);
    return print_to_string(Dialect::info, [&](writer& out) { print_literal(out, constant); });
}

} // namespace

TEST_CASE("constants of every kind") {
    CHECK(printed<dialect::sqlite>(true) == "1");
    CHECK(printed<dialect::postgres>(true) == "true");
    CHECK(printed<dialect::sqlite>(std::int64_t{-5}) == "-5");
    CHECK(printed<dialect::sqlite>(decimal<2>::from_coefficient(-5)) == "-0.05");
    CHECK(printed<dialect::sqlite>(std::string_view("it's")) == "'it''s'");
    CHECK(printed<dialect::sqlite>(Role::author) == "'author'");
}

TEST_CASE("the shortest text of a real number reads back as it, and never as a whole number") {
    CHECK(real_text(0.1) == "0.1");
    CHECK(real_text(2) == "2.0");
    CHECK(real_text(-1.5) == "-1.5");
    CHECK(real_text(1e300) == "1e+300");
    std::mt19937_64 random(1);
    for (int i = 0; i < 2000; ++i) {
        const double value =
            static_cast<double>(static_cast<std::int64_t>(random())) / static_cast<double>(random() | 1);
        CHECK(std::strtod(real_text(value).c_str(), nullptr) == value);
    }
}
