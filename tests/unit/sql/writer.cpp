#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/writer.hpp>

#include "support/catch.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

namespace {

template <class Print> std::string written(const dialect_info& dialect, Print print) {
    writer counting{.dialect = dialect};
    print(counting);
    std::string text(counting.text.size, '\0');
    writer writing{.text = {.out = text.data()}, .dialect = dialect};
    print(writing);
    REQUIRE(writing.text.size == counting.text.size);
    return text;
}

} // namespace

TEST_CASE("names and texts are quoted, with the quote doubled") {
    const auto print = [](writer& out) {
        out.identifier("a \"b\"");
        out.text_literal("it's");
    };
    REQUIRE(written(dialect::sqlite::info, print) == R"("a ""b"""'it''s')");
}

TEST_CASE("placeholders are numbered as they are printed, whatever value they are of") {
    std::uint16_t value_numbers[3]{}, parameter_numbers[1]{};
    sql_type types[3]{};
    const node value{.kind = node_kind::value, .type = {.kind = type_kind::text}};
    const node parameter{.kind = node_kind::parameter, .type = {.kind = type_kind::integer}};
    char room[32];
    writer out{.text = {.out = room}, .dialect = dialect::postgres::info};
    out.value_numbers = value_numbers;
    out.parameter_numbers = parameter_numbers;
    out.types = types;
    out.at.next.values = 2; // the third value comes first in the text
    out.placeholder(value);
    out.placeholder(parameter);
    out.at.next.values = 0;
    out.placeholder(value);
    REQUIRE(std::string(room, out.text.size) == "$1$2$3");
    REQUIRE(value_numbers[2] == 1);
    REQUIRE(parameter_numbers[0] == 2);
    REQUIRE(value_numbers[0] == 3);
    REQUIRE(value_numbers[1] == 0); // not used by the text
    REQUIRE(types[1].kind == type_kind::integer);
}
