#include <refract/migrate/leftovers.hpp>

#include "support/catch.hpp"

using namespace refract;
using migrate::database_definition;

TEST_CASE("what only the database has stays, and is told", "[leftovers]") {
    const database_definition before{.tables = {{.name = "part",
                                                 .columns = {{"d", "date"}},
                                                 .options = "PARTITION OF whole FOR VALUES FROM (0) TO (9)"},
                                                {.name = "whole",
                                                 .columns = {{"d", "date"}},
                                                 .attachments = {{"trigger", "seen", "CREATE TRIGGER seen"}},
                                                 .options = "UNLOGGED PARTITION BY RANGE (d)"}},
                                     .objects = {{"function", "", "f()", "CREATE FUNCTION f()"}}};
    const database_definition after{
        .tables = {{.name = "whole", .columns = {{"d", "date"}}, .options = "WITH (fillfactor=70)"}}};
    CHECK(
        migrate::find_leftovers(before, after) ==
        std::vector<std::string>{
            "the function f() is only in the database, and stays",
            "the partition part is only in the database, and stays",
            "the trigger seen of whole is only in the database, and stays",
            "the table whole says \"UNLOGGED PARTITION BY RANGE (d)\", not \"WITH (fillfactor=70)\": no statement "
            "changes that; rename it, make the new one and its partitions, copy the rows, drop the old one, and give it "
            "again what belonged to it (lint tells what that is)"});
    const database_definition settled = migrate::settle(before, after);
    CHECK(settled.objects == before.objects);
    REQUIRE(settled.tables.size() == 2);
    CHECK(settled.tables[0].attachments == before.tables[1].attachments);
    CHECK(settled.tables[0].options == before.tables[1].options);
    CHECK(migrate::find_leftovers(before, before).empty());
}

TEST_CASE("a part of a part stays with it, and what a part has follows its whole", "[leftovers]") {
    const database_definition before{
        .tables = {
            {.name = "low", .columns = {{"id", "int"}}, .options = "PARTITION OF part FOR VALUES FROM (0) TO (9)"},
            {.name = "other", .columns = {{"id", "int"}}, .options = "PARTITION OF app.whole DEFAULT"},
            {.name = "part",
             .columns = {{"id", "int"}},
             .options = "PARTITION OF whole FOR VALUES IN (1) PARTITION BY RANGE (id)"},
            {.name = "whole", .columns = {{"id", "int"}}, .options = "PARTITION BY LIST (id)"}}};
    const database_definition after{
        .tables = {
            {.name = "whole", .columns = {{"id", "bigint"}, {"n", "int"}}, .options = "PARTITION BY LIST (id)"}}};
    CHECK(detail::is_kept_part(before.tables[0], before, after));
    CHECK_FALSE(detail::is_kept_part(before.tables[1], before, after)); // of another schema
    CHECK(detail::is_kept_part(before.tables[2], before, after));
    const database_definition settled = migrate::settle(before, after);
    REQUIRE(settled.tables.size() == 3);
    CHECK(settled.tables[1].name == "low");
    CHECK(settled.tables[1].columns == after.tables[0].columns);
    CHECK(settled.tables[2].columns == after.tables[0].columns);
}

TEST_CASE("what belongs to a column or a constraint goes with it", "[leftovers]") {
    const database_definition before{
        .tables = {
            {.name = "song",
             .columns = {{.name = "title", .type = "character varying(5)"}, {.name = "length", .type = "bigint"}},
             .constraints = {{.name = "long", .sql = "CHECK (length > 5)"}},
             .attachments = {{"storage of extended column", "title", "EXTERNAL"},
                             {"statistics target of column", "title", "5"},
                             {"options of column", "length", "n_distinct=5"},
                             {"grant of SELECT (length) to", "reader", "SELECT (length)"},
                             {"comment on constraint", "long", "'long'"},
                             {"comment on trigger", "long", "'of a trigger'"}}}}};
    const database_definition after{.tables = {{.name = "song", .columns = {{.name = "title", .type = "bytea"}}}}};
    const auto stays = migrate::settle(before, after).tables[0].attachments;
    REQUIRE(stays.size() == 2);
    CHECK(stays[0].kind == "statistics target of column");
    CHECK(stays[1].kind == "comment on trigger");
    CHECK(migrate::find_leftovers(before, after).size() == 2);
    database_definition longer = after;
    longer.tables[0].columns[0].type = "character varying(9)";
    CHECK(migrate::settle(before, longer).tables[0].attachments[0].kind == "storage of extended column");
}

TEST_CASE("grants on functions and types are forgotten where no migration says them", "[leftovers]") {
    const migrate::attachment_definition grant{"grant of EXECUTE to", "caller", "EXECUTE"}, owner{"owner", "", "boss"},
        comment{"comment", "", "'taxes'"};
    database_definition live{.enums = {{.name = "mood", .attachments = {owner}}},
                             .objects = {{"function", "", "tax()", "", {grant, owner, comment}}}};
    CHECK(detail::has_grants(live));
    detail::forget_grants_beside(live, {.objects = {{"function", "", "tax()", "", {grant}}}});
    CHECK(live.enums[0].attachments.empty());
    CHECK(live.objects[0].attachments == std::vector<migrate::attachment_definition>{grant, comment});
}

TEST_CASE("grants are nobody's models', and are not told", "[leftovers]") {
    const migrate::attachment_definition grant{"grant of SELECT to", "reader", "SELECT"},
        security{"row level security", "", "ENABLE"};
    const database_definition before{.tables = {{.name = "safe", .attachments = {grant, security}}}},
        after{.tables = {{.name = "safe"}}};
    CHECK(migrate::find_leftovers(before, after) ==
          std::vector<std::string>{"the row level security of safe is only in the database, and stays"});
    CHECK(migrate::settle(before, after).tables[0].attachments == before.tables[0].attachments);
    database_definition live = before;
    detail::forget_grants_beside(live, after);
    CHECK(live.tables[0].attachments == std::vector<migrate::attachment_definition>{security});
    live = before;
    detail::forget_grants_beside(live, before);
    CHECK(live == before);
}

TEST_CASE("what can be said of a table that is there is no structure", "[leftovers]") {
    CHECK(detail::structure_of("UNLOGGED WITH (fillfactor=70)").empty());
    CHECK(detail::structure_of("UNLOGGED").empty());
    CHECK(detail::structure_of("INHERITS (p) WITH (fillfactor=70)") == "INHERITS (p)");
    CHECK(detail::structure_of("STRICT") == "STRICT");
}

TEST_CASE("nothing becomes a part of what is no whole", "[leftovers]") {
    const database_definition before{.tables = {{.name = "song"}}};
    const database_definition after{
        .tables = {{.name = "low", .options = "PARTITION OF part FOR VALUES FROM (0) TO (9)"},
                   {.name = "part", .options = "PARTITION OF song FOR VALUES IN (1) PARTITION BY RANGE (id)"},
                   {.name = "song", .options = "PARTITION BY LIST (id)"}}};
    const database_definition planned = detail::as_planned(before, after);
    REQUIRE(planned.tables.size() == 1);
    CHECK(planned.tables[0].options.empty());
    CHECK(detail::as_planned(after, after) == after);
    CHECK(detail::as_planned({}, after) == after);
    CHECK(migrate::settle(before, after) == before);
}

TEST_CASE("types whose attributes are others, and what no plan makes, are told", "[leftovers]") {
    database_definition before{.objects = {{"type", "", "place", "(x integer)", {}}}, .unsaid = {"base type span"}};
    database_definition after = before;
    CHECK(migrate::find_leftovers(before, after).empty());
    after.objects[0].sql = "(x integer, y integer)";
    after.unsaid.emplace_back("aggregate longest(text)");
    CHECK(migrate::find_leftovers(before, after) ==
          std::vector<std::string>{"the type place is (x integer), not (x integer, y integer): no plan changes it; "
                                   "ALTER TYPE does, by hand",
                                   "the aggregate longest(text) is made by no plan: it has to be there"});
    CHECK(migrate::find_leftovers(after, before).back() ==
          "the type place is (x integer, y integer), not (x integer): no plan changes it; ALTER TYPE does, by hand");
    CHECK(migrate::find_leftovers(after, before).front() ==
          "the aggregate longest(text) is only in the database, and stays");
    before.objects = {{"collation", "", "german", "(LOCALE = 'de')", {}}};
    after.objects = {{"collation", "", "german", "(LOCALE = 'de-AT')", {}}};
    before.unsaid = after.unsaid = {};
    CHECK(migrate::find_leftovers(before, after) ==
          std::vector<std::string>{"the collation german is (LOCALE = 'de'), not (LOCALE = 'de-AT'): no plan changes "
                                   "it, and no statement; make it anew by hand"});
}

TEST_CASE("foreign tables are neither made nor dropped, and told", "[leftovers]") {
    const database_definition there{
        .tables = {{.name = "far", .kind = migrate::table_kind::foreign_table, .columns = {{"n", "integer"}}}}};
    CHECK(migrate::find_leftovers({}, there) ==
          std::vector<std::string>{"the foreign table far is made by no plan: it has to be there"});
    CHECK(migrate::find_leftovers(there, {}) ==
          std::vector<std::string>{"the foreign table far is only in the database, and stays: models have no words for "
                                   "foreign tables"});
    CHECK(migrate::settle(there, {}) == there);
    CHECK(migrate::find_leftovers(there, there).empty());
}

TEST_CASE("a schema stays in which something stays", "[leftovers]") {
    const database_definition there{.schemas = {"beside", "bare"},
                                    .objects = {{"extension", "beside", "citext", "", {}}}};
    CHECK(detail::holds_what_stays("beside", there, {}));
    CHECK_FALSE(detail::holds_what_stays("bare", there, {}));
    CHECK_FALSE(detail::holds_what_stays("beside", there, there));
    CHECK(migrate::settle(there, {}).schemas == std::vector<std::string>{"beside"});
}

TEST_CASE("what who runs the database says of it is not told as left over", "[leftovers]") {
    const database_definition there{.unsaid = {"default privileges for tables made by me", "grants on schema app"}};
    CHECK(migrate::find_leftovers(there, {}).empty());
    CHECK(migrate::find_leftovers({}, there).front() ==
          "the default privileges for tables made by me is made by no plan");
}
