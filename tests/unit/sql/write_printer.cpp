// What the writes of a table have in common.

#include <refract/dialect/postgres.hpp>
#include <refract/schema/table.hpp>
#include <refract/sql/write_printer.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

namespace {

template <class Print> std::string written(Print print) {
    char room[200]{};
    writer out{.text = {.out = room}, .dialect = dialect::postgres::info};
    print(write_printer{out, table_of<Tag>()});
    return {room, out.text.size};
}

} // namespace

TEST_CASE("columns that pass are printed with commas between them") {
    CHECK(written([](const write_printer& to) {
              CHECK(to.each([](std::size_t) { return true; }, [&](std::size_t i) { to.name(i); }) == 2);
          }) == R"("id", "label")");
    CHECK(written([](const write_printer& to) {
              CHECK(to.each([](std::size_t i) { return i == 1; }, [&](std::size_t i) { to.name(i); }) == 1);
              CHECK(to.any([](std::size_t i) { return i == 1; }));
              CHECK_FALSE(to.any([](std::size_t i) { return i == 2; }));
          }) == R"("label")");
}
TEST_CASE("a table is inserted into, and columns come back where the database says it") {
    CHECK(written([](const write_printer& to) {
              to.insert_into();
              const auto print = [&] { to.name(0); };
              to.returning(returning_form::output, returning_form::at_the_end, {}, print);
              to.returning(returning_form::at_the_end, returning_form::at_the_end, {}, print);
          }) == R"(INSERT INTO "tag" RETURNING "id")");
}
TEST_CASE("a pattern has one hole, and a list is of what its items are") {
    CHECK(written([](const write_printer& to) {
              print_around(to.out, "a {x} b", "{x}", [&] { to.out.put("here"); });
          }) == "a here b");
    const sql_type list = listed_type({.kind = type_kind::integer});
    CHECK((list.kind == type_kind::array && list.item == type_kind::integer));
}
