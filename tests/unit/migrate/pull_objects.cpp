#include <refract/migrate/pull_objects.hpp>

#include "support/catch.hpp"

using namespace refract;

namespace {

migrate::object_definition object_to_pull(const std::string& kind, const std::string& name, const std::string& sql) {
    return {.kind = kind, .schema = {}, .name = name, .sql = sql, .attachments = {}};
}
std::vector<const migrate::table_definition*> tables_of(const migrate::database_definition& of) {
    std::vector<const migrate::table_definition*> all;
    for (const migrate::table_definition& each : of.tables) all.push_back(&each);
    return all;
}
const std::string bodies_off = "SELECT set_config('check_function_bodies', 'off', true)";

} // namespace

TEST_CASE("what stands beside tables comes behind what it needs", "[pull_objects]") {
    const std::string is_odd = "CREATE OR REPLACE FUNCTION is_odd(n integer)\n RETURNS boolean\nAS 'SELECT small'";
    const std::string an_odd = "CREATE OR REPLACE FUNCTION an_odd(odd, INOUT whole integer)\n RETURNS odd\nAS 'x'";
    const std::string of_bill = "CREATE OR REPLACE FUNCTION of_bill(b bill)\n RETURNS text\nAS 'x'";
    const std::string by_name = "CREATE OR REPLACE FUNCTION by_name(bill integer)\n RETURNS text\nAS 'bill'";
    const migrate::database_definition of{
        .tables = {{.name = "bill"}},
        .objects = {object_to_pull("domain", "a", "odd"),
                    object_to_pull("domain", "odd", "whole CONSTRAINT c CHECK (is_odd(VALUE))"),
                    object_to_pull("domain", "whole", "integer"),
                    object_to_pull("function", "an_odd(odd, whole integer)", an_odd),
                    object_to_pull("function", "by_name(bill integer)", by_name),
                    object_to_pull("function", "is_odd(n integer)", is_odd),
                    object_to_pull("function", "of_bill(b bill)", of_bill)}};
    const detail::pulled_objects made = detail::object_puller(of, tables_of(of)).pull();
    CHECK(made.before_tables ==
          std::vector<std::string>{"CREATE DOMAIN \"whole\" AS integer", bodies_off, by_name, bodies_off, is_odd,
                                   "CREATE DOMAIN \"odd\" AS whole CONSTRAINT c CHECK (is_odd(VALUE))",
                                   "CREATE DOMAIN \"a\" AS odd", bodies_off, an_odd});
    CHECK(made.after_tables == std::vector<std::string>{bodies_off, of_bill});
    CHECK(made.without_model.empty());
}

TEST_CASE("a function of a view's rows comes behind the view", "[pull_objects]") {
    const std::string first = "CREATE OR REPLACE FUNCTION first(b bill)\n RETURNS SETOF dear\nAS 'x'";
    const std::string plain = "CREATE OR REPLACE FUNCTION plain(b bill)\n RETURNS text\nAS 'dear'";
    migrate::database_definition of{
        .tables = {{.name = "bill"}, {.name = "dear", .kind = migrate::table_kind::view}, {.name = "zz"}},
        .objects = {object_to_pull("function", "first(b bill)", first),
                    object_to_pull("function", "plain(b bill)", plain)}};
    of.objects[0].attachments = {{.kind = "comment", .name = "", .sql = "'it'"}};
    detail::pulled_objects made = detail::object_puller(of, tables_of(of)).pull();
    CHECK(made.after_view.size() == 1);
    CHECK(made.after_view[&of.tables[1]] ==
          std::vector<std::string>{bodies_off, first, "COMMENT ON ROUTINE \"first\"(b bill) IS 'it'"});
    CHECK(made.after_tables == std::vector<std::string>{bodies_off, plain});
}

TEST_CASE("rules that were never checked, and counters of columns, are said when they can be", "[pull_objects]") {
    const migrate::database_definition of{
        .tables = {{.name = "bill"}},
        .objects = {
            object_to_pull("domain", "d",
                           "integer DEFAULT 5 CONSTRAINT a CHECK ((VALUE > 0)) CONSTRAINT b "
                           "CHECK ((VALUE < 9)) NOT VALID CONSTRAINT c CHECK (VALUE <> 3)"),
            object_to_pull("function", "f()", "CREATE FUNCTION f()\n RETURNS bill\n BEGIN ATOMIC\n SELECT 1;\nEND"),
            object_to_pull("sequence", "no", "AS bigint START 3 OWNED BY bill.\"a no\"")}};
    const detail::pulled_objects made = detail::object_puller(of, tables_of(of)).pull();
    CHECK(
        made.before_tables ==
        std::vector<std::string>{
            "CREATE DOMAIN \"d\" AS integer DEFAULT 5 CONSTRAINT a CHECK ((VALUE > 0)) CONSTRAINT c CHECK (VALUE <> 3)",
            "ALTER DOMAIN \"d\" ADD CONSTRAINT b CHECK ((VALUE < 9)) NOT VALID",
            "CREATE SEQUENCE \"no\" AS bigint START 3"});
    CHECK(made.after_tables ==
          std::vector<std::string>{"ALTER SEQUENCE \"no\" OWNED BY \"bill\".\"a no\"", bodies_off, of.objects[1].sql});
    CHECK(made.without_model.empty());
}

TEST_CASE("a sequence belongs to one column, which is not always the first to ask it", "[pull_objects]") {
    const std::string asks = "nextval('bill_id_seq'::regclass)", other = "nextval('\"old one\"'::regclass)";
    const migrate::database_definition of{
        .tables = {{.name = "a", .columns = {{.name = "x", .type = "integer", .default_sql = asks}}},
                   {.name = "bill",
                    .columns = {{.name = "id", .type = "integer", .default_sql = asks},
                                {.name = "no", .type = "bigint", .default_sql = other},
                                {.name = "free", .type = "bigint", .default_sql = "nextval('free'::regclass)"}}}},
        .objects = {object_to_pull("sequence", "free", "AS bigint")}};
    const detail::sequence_owners owners(of, tables_of(of));
    CHECK_FALSE(owners.owns(of.tables[0].columns[0]));
    CHECK(owners.owns(of.tables[1].columns[0]));
    CHECK(owners.owns(of.tables[1].columns[1]));
    CHECK_FALSE(owners.owns(of.tables[1].columns[2]));
    CHECK(detail::sequence_owners::is_usual("bill_id_seq", of.tables[1], of.tables[1].columns[0]));
    CHECK_FALSE(detail::sequence_owners::is_usual("\"old one\"", of.tables[1], of.tables[1].columns[1]));
}

TEST_CASE("a schema without tables is made, unless an extension is there already", "[pull_objects]") {
    const migrate::database_definition of{.tables = {{.name = "ware"}},
                                          .objects = {{"domain", "beside", "part", "integer", {}},
                                                      {"domain", "tools", "part", "integer", {}},
                                                      {"extension", "tools", "hstore", "", {}}}};
    const detail::pulled_objects made = detail::object_puller(of, tables_of(of)).pull();
    CHECK(made.before_tables == std::vector<std::string>{"CREATE SCHEMA IF NOT EXISTS \"beside\"",
                                                         "CREATE DOMAIN \"beside\".\"part\" AS integer",
                                                         "CREATE DOMAIN \"tools\".\"part\" AS integer"});
}

TEST_CASE("a schema that has nothing but partitions of tables elsewhere is made", "[pull_objects]") {
    const migrate::database_definition of{
        .schemas = {"", "parts"},
        .tables = {{.name = "bill"}, {.schema = "parts", .name = "b1", .options = "PARTITION OF bill DEFAULT"}}};
    CHECK(detail::object_puller(of, tables_of(of)).pull().before_tables ==
          std::vector<std::string>{"CREATE SCHEMA IF NOT EXISTS \"parts\""});
}

TEST_CASE("comments come behind what they are on", "[pull_objects]") {
    const migrate::table_definition of{.attachments = {{.kind = "comment on trigger", .name = "t"},
                                                       {.kind = "policy", .name = "p"},
                                                       {.kind = "trigger", .name = "t"}}};
    const auto ordered = detail::in_order_of_comments(of);
    REQUIRE(ordered.size() == 3);
    CHECK(ordered[0].kind == "policy");
    CHECK(ordered[2].kind == "comment on trigger");
}
