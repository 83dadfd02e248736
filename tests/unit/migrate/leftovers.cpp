#include <refract/migrate/leftovers.hpp>

#include "support/catch.hpp"

using namespace refract;
using migrate::database_definition;

TEST_CASE("what only the database has stays, and is told", "[leftovers]") {
    const database_definition before{
        .tables = {{.name = "part", .options = "PARTITION OF whole FOR VALUES FROM (0) TO (9)"},
                   {.name = "whole",
                    .attachments = {{"trigger", "seen", "CREATE TRIGGER seen"}},
                    .options = "UNLOGGED PARTITION BY RANGE (d)"}},
        .objects = {{"function", "", "f()", "CREATE FUNCTION f()"}}};
    const database_definition after{.tables = {{.name = "whole", .options = "WITH (fillfactor=70)"}}};
    CHECK(migrate::find_leftovers(before, after) ==
          std::vector<std::string>{
              "the function f() is only in the database, and stays",
              "the partition part is only in the database, and stays",
              "the trigger seen of whole is only in the database, and stays",
              "the table whole says \"UNLOGGED PARTITION BY RANGE (d)\", not \"WITH (fillfactor=70)\": no statement "
              "changes that; make it anew by hand"});
    const database_definition settled = migrate::settle(before, after);
    CHECK(settled.objects == before.objects);
    REQUIRE(settled.tables.size() == 2);
    CHECK(settled.tables[0].attachments == before.tables[1].attachments);
    CHECK(settled.tables[0].options == before.tables[1].options);
    CHECK(migrate::find_leftovers(before, before).empty());
}

TEST_CASE("what can be said of a table that is there is no structure", "[leftovers]") {
    CHECK(detail::structure_of("UNLOGGED WITH (fillfactor=70)").empty());
    CHECK(detail::structure_of("UNLOGGED").empty());
    CHECK(detail::structure_of("INHERITS (p) WITH (fillfactor=70)") == "INHERITS (p)");
    CHECK(detail::structure_of("STRICT") == "STRICT");
}
