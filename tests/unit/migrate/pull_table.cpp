#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/pull_table.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("a table says what its model says", "[pull_table]") {
    migrate::table_definition table =
        detail::table_text_reader("CREATE TABLE x (\"Key\" INT PRIMARY KEY, n INTEGER NOT NULL DEFAULT -3, "
                                  "CHECK (n > 0), UNIQUE (n, \"Key\"))")
            .read();
    table.name = "odd things";
    table.indexes = {{.name = "i", .columns = {"n"}, .sql = "(n DESC)"},
                     {.name = "p", .is_unique = true, .columns = {"n"}, .sql = "(n) WHERE n > 3"},
                     {.name = "broken", .is_valid = false}};
    const detail::pulled_field whole{.type = "std::int64_t", .group = "whole", .is_whole = true};
    std::vector<detail::pulled_model> all{
        {.table = &table, .name = "Odd", .fields = {"key", "n"}, .types = {whole, whole}, .initial = {"", ""}}};
    all[0].types[1].is_usual = true;
    std::vector<std::string> left_out;
    const detail::sequence_owners owners({}, {});
    detail::table_puller(all[0], all, detail::pulls_of<dialect::sqlite>, owners, "m::", {left_out}).pull();
    CHECK(all[0].options == std::vector<std::string>{"named(\"odd things\")", "primary_key<&m::Odd::key>.given()",
                                                     "column<&m::Odd::key>.named(\"Key\").type(\"INT\").nullable()",
                                                     "column<&m::Odd::n>.default_to(-3)",
                                                     "constraint(\"\", \"CHECK (n > 0)\")",
                                                     "unique<&m::Odd::n, &m::Odd::key>",
                                                     "index<&m::Odd::n>.descending<&m::Odd::n>().named(\"i\")",
                                                     "index_as(\"p\", \"(n) WHERE n > 3\").unique()"});
    CHECK(all[0].initial[1] == "-3");
    CHECK(left_out == std::vector<std::string>{"odd things: index broken: it was never finished, and serves no query"});
}

TEST_CASE("collations of a program are told", "[pull_table]") {
    migrate::table_definition table =
        detail::table_text_reader("CREATE TABLE x (a TEXT COLLATE unicase, b TEXT COLLATE NoCase)").read();
    table.name = "note";
    table.indexes = {{.name = "i", .columns = {"a"}, .sql = "(a COLLATE \"by age\", b COLLATE rtrim)"}};
    const detail::pulled_field text{.type = "std::string", .group = "text", .is_usual = true};
    std::vector<detail::pulled_model> all{
        {.table = &table, .name = "Note", .fields = {"a", "b"}, .types = {text, text}, .initial = {"", ""}}};
    std::vector<std::string> left_out;
    const detail::sequence_owners owners({}, {});
    detail::table_puller(all[0], all, detail::pulls_of<dialect::sqlite>, owners, "m::", {left_out}).pull();
    const std::string why = " is made by no model; programs have to define it";
    CHECK(left_out == std::vector<std::string>{"note: column a: its collation \"unicase\"" + why,
                                               "note: index i: its collation \"by age\"" + why});
}

TEST_CASE("counters that nobody would guess are made and said", "[pull_table]") {
    migrate::database_definition of{
        .tables = {
            {.name = "bill",
             .columns = {
                 {.name = "id", .type = "integer", .nullable = false, .default_sql = "nextval('old_id_seq'::regclass)"},
                 {.name = "no",
                  .type = "bigint",
                  .nullable = false,
                  .default_sql = "nextval('bill_no_seq'::regclass)",
                  .counting = "INCREMENT BY 5 CYCLE"},
                 {.name = "n",
                  .type = "bigint",
                  .identity = migrate::identity_kind::always,
                  .counting = "START WITH 7"}}}}};
    const detail::pulled_field whole{.type = "std::int64_t", .group = "whole", .is_whole = true, .is_usual = true};
    std::vector<detail::pulled_model> all{{.table = &of.tables[0],
                                           .name = "Bill",
                                           .fields = {"id", "no", "n"},
                                           .types = {whole, whole, whole},
                                           .initial = {"", "", ""}}};
    std::vector<std::string> left_out;
    const detail::sequence_owners owners(of, {&of.tables[0]});
    detail::table_puller(all[0], all, detail::pulls_of<dialect::postgres>, owners, "m::", {left_out}).pull();
    CHECK(all[0].options ==
          std::vector<std::string>{
              "run_before(\"CREATE SEQUENCE old_id_seq AS integer\")",
              "run_after(\"ALTER SEQUENCE old_id_seq OWNED BY \\\"bill\\\".\\\"id\\\"\")",
              "column<&m::Bill::id>.default_as(\"nextval('old_id_seq'::regclass)\")",
              "run_after(\"ALTER SEQUENCE bill_no_seq INCREMENT BY 5 CYCLE RESTART\")",
              "column<&m::Bill::no>.type(\"bigserial\")",
              "run_after(\"ALTER TABLE \\\"bill\\\" ALTER COLUMN \\\"n\\\" SET START WITH 7 RESTART\")",
              "column<&m::Bill::n>.identity_always()"});
    CHECK(left_out.empty());
}
