// Patterns around columns and values.

#include <refract/sql/print_stored.hpp>

#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/print_ddl.hpp>

#include <support/catch.hpp>

using namespace refract;
using namespace refract::detail;

namespace {

template <class Print> std::string printed(const dialect_info& dialect, Print print) {
    return print_to_string(dialect, [&](writer& out) { print(out); });
}
column_info column_in(stored_form form, type_kind type) {
    column_info column;
    column.name = "on";
    column.type.kind = type;
    column.stored = form;
    return column;
}

} // namespace

TEST_CASE("a column is read and written inside its pattern, and has its name") {
    const column_info on = column_in(flag("it's", "not"), type_kind::boolean);
    CHECK(printed(dialect::sqlite::info, [&](writer& out) { print_read_as(out, on, [&] { out.identifier("on"); }); }) ==
          R"((CASE "on" WHEN 'it''s' THEN 1 WHEN 'not' THEN 0 ELSE CAST("on" AS BLOB) END) AS "on")");
    CHECK(printed(dialect::sqlite::info, [&](writer& out) { print_written(out, on, true, [&] { out.put("?1"); }); }) ==
          "(CASE ?1 WHEN 1 THEN 'it''s' WHEN 0 THEN 'not' END)");
    const column_info usual = column_in({}, type_kind::boolean);
    CHECK(printed(dialect::sqlite::info, [&](writer& out) { print_read_as(out, usual, [&] { out.put("x"); }); }) ==
          "x");
    const column_info number = column_in(flag(-1, 0), type_kind::boolean);
    CHECK(printed(dialect::postgres::info, [&](writer& out) {
              print_written(out, number, true, [&] { out.put("$1"); });
          }) == "(CASE $1 WHEN true THEN -1 WHEN false THEN 0 END)");
}

TEST_CASE("a UUID that is stored as bytes is bound as bytes where the database stores it so") {
    const column_info id = column_in(uuid_bytes, type_kind::uuid);
    CHECK(bound_type(dialect::sqlite::info, id).as_bytes);
    CHECK_FALSE(bound_type(dialect::postgres::info, id).as_bytes);
    CHECK(printed(dialect::sqlite::info, [&](writer& out) { print_written(out, id, true, [&] { out.put("?1"); }); }) ==
          "?1");
    CHECK(printed(dialect::sqlite::info, [&](writer& out) { print_written(out, id, false, [&] { out.put("x"); }); }) ==
          "(unhex(replace(x, '-', '')))");
}
