#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_operand.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("types are spelled as in CREATE TABLE, or as in CAST") {
    const auto spelled = [](const dialect_info& dialect, const sql_type& type) {
        return print_to_string(dialect, [&](writer& out) { print_type_name(out, type, false); });
    };
    CHECK(spelled(dialect::postgres::info, type_of<decimal<2>>) == "numeric(18, 2)");
    CHECK(spelled(dialect::sqlite::info, type_of<decimal<2>>) == "NUMERIC");
    CHECK(spelled(dialect::postgres::info, type_of<std::int64_t>) == "bigint");
}

TEST_CASE("a column has its table's name where it is asked for, or of another query") {
    const node title = nodes_of<column_node<&Post::title, Post>>[0];
    const auto printed = [&](bool qualify) {
        return print_to_string(dialect::sqlite::info, [&](writer& out) {
            out.qualify = qualify;
            print_column(out, title);
        });
    };
    CHECK(printed(false) == R"("headline")");
    CHECK(printed(true) == R"("post"."headline")");
}

TEST_CASE("conditions are told from boolean values by their form") {
    const auto is_one = [](const auto& expression) {
        return is_condition(nodes_of<typename std::remove_cvref_t<decltype(expression)>::node_type>[0]);
    };
    CHECK(is_one(col<&Post::views> > 3));
    CHECK(is_one(!col<&Post::published>));
    CHECK(is_one(col<&Post::title>.like("x")));
    CHECK_FALSE(is_one(col<&Post::published>));
    CHECK_FALSE(is_one(col<&Post::views> + 1));
}
