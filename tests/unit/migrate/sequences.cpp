#include <refract/migrate/sequences.hpp>

#include "support/catch.hpp"

using namespace refract;
using migrate::column_definition;
using migrate::database_definition;
using migrate::object_definition;

TEST_CASE("a counter is a column's own where nothing describes it beside the tables", "[sequences]") {
    const column_definition column{.name = "no", .type = "integer", .default_sql = "nextval('bill_no_seq'::regclass)"};
    const object_definition sequence{"sequence", "", "bill_no_seq", "AS bigint START 3"};
    CHECK(detail::own_sequence({}, column) == "bill_no_seq");
    CHECK(detail::own_sequence({.objects = {sequence}}, column).empty());
    CHECK(detail::own_sequence({}, {.name = "no", .type = "integer", .default_sql = "3"}).empty());
    const database_definition owning{.tables = {{.name = "bill", .columns = {column}}}};
    CHECK(detail::find_owner(sequence, owning) == &owning.tables[0].columns[0]);
    CHECK(detail::find_owner({"sequence", "", "other", ""}, owning) == nullptr);
    CHECK(detail::usual_sequence({.name = "no", .type = "smallint"}) ==
          "AS smallint INCREMENT 1 MINVALUE 1 MAXVALUE 32767 START 1 CACHE 1");
    CHECK(detail::usual_sequence({.name = "no", .type = "smallint", .counting = "CYCLE"}).empty());
}

TEST_CASE("a counter goes with the column that it belongs to", "[sequences]") {
    const object_definition owned{"sequence", "", "s", "AS bigint START 3 OWNED BY \"Bill\".no"};
    const detail::sequence_parts parts(owned.sql);
    CHECK(parts.definition == "AS bigint START 3");
    CHECK(parts.table == "Bill");
    CHECK(parts.column == "no");
    CHECK_FALSE(detail::sequence_parts("AS bigint").is_owned());
    const database_definition there{.tables = {{.name = "Bill", .columns = {{.name = "no", .type = "integer"}}}}};
    CHECK_FALSE(detail::is_gone_with_owner(owned, there));
    CHECK(detail::is_gone_with_owner(owned, {.tables = {{.name = "Bill"}}}));
    CHECK_FALSE(detail::is_gone_with_owner({"sequence", "", "s", "AS bigint"}, {}));
}

TEST_CASE("what changes of how a counter counts", "[sequences]") {
    CHECK(detail::part_of_counting("INCREMENT BY 5 CACHE 3 CYCLE", "CACHE") == "CACHE 3");
    CHECK(detail::part_of_counting("INCREMENT BY 5 CYCLE", "CYCLE") == "CYCLE");
    CHECK(detail::part_of_counting("INCREMENT BY 5", "CYCLE").empty());
    CHECK(detail::first_of_counting("") == "1");
    CHECK(detail::first_of_counting("MINVALUE 4") == "4");
    CHECK(detail::first_of_counting("MINVALUE 4 START WITH 6") == "6");
    CHECK(detail::first_of_counting("INCREMENT BY -2") == "-1");
    CHECK(detail::counting_from("", "INCREMENT BY 5 CYCLE", "SET ") == "SET INCREMENT BY 5 SET CYCLE");
    CHECK(detail::counting_from("MAXVALUE 9 CACHE 3 CYCLE", "", "") == "NO MAXVALUE CACHE 1 NO CYCLE");
    CHECK(detail::counting_from("", "MINVALUE 4", "") == "MINVALUE 4 START WITH 4");
    CHECK(detail::danger_of_counting("", "MAXVALUE 9") == migrate::hazard::may_fail);
    CHECK(detail::danger_of_counting("MAXVALUE 9", "CACHE 9") == migrate::hazard::none);
}
