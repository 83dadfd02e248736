#include <refract/migrate/print_diagram.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::migrate;

namespace {

database_definition drawn() {
    table_definition author{.name = "author"};
    author.columns = {
        {.name = "id", .type = "bigint", .nullable = false},
        {.name = "full \"name\"", .type = "character varying(20)", .default_sql = "'it''s'", .comment = "a\\b's"}};
    author.constraints = {{.kind = constraint_kind::primary_key, .columns = {"id"}}};
    table_definition book{.schema = "a<b", .name = "book"};
    book.columns = {{.name = "author_id", .type = "bigint"}, {.name = "2nd", .type = "", .nullable = false}};
    book.constraints = {{.kind = constraint_kind::foreign_key,
                         .columns = {"author_id"},
                         .target = {"", "author", {"id"}, "SET NULL", ""}},
                        {.kind = constraint_kind::foreign_key, .columns = {"2nd"}, .target = {"", "author", {"id"}}},
                        {.kind = constraint_kind::unique, .columns = {"2nd"}}};
    return {.tables = {author, book}, .enums = {{.name = "mood", .labels = {"so \"so\""}}}};
}

} // namespace

TEST_CASE("a database as Mermaid's diagram", "[print_diagram]") {
    CHECK(print_diagram(drawn(), diagram_format::mermaid) ==
          "erDiagram\n"
          "    \"author\" {\n"
          "        bigint id PK\n"
          "        character_varying(20) full__name_ \"full 'name'\"\n"
          "    }\n"
          "    \"a<b.book\" {\n"
          "        bigint author_id FK\n"
          "        any x2nd FK, UK \"2nd\"\n"
          "    }\n"
          "    \"author\" |o--o{ \"a<b.book\" : \"author_id\"\n"
          "    \"author\" ||--o| \"a<b.book\" : \"2nd\"\n");
}

TEST_CASE("a database as DBML", "[print_diagram]") {
    CHECK(print_diagram(drawn(), diagram_format::dbml) ==
          "Enum \"mood\" {\n  \"so \\\"so\\\"\"\n}\n\n"
          "Table \"author\" {\n"
          "  \"id\" \"bigint\" [pk]\n"
          "  \"full \\\"name\\\"\" \"character varying(20)\" [null, default: `'it''s'`, note: 'a\\\\b\\'s']\n"
          "}\n\n"
          "Table \"a<b\".\"book\" {\n"
          "  \"author_id\" \"bigint\" [null]\n"
          "  \"2nd\" \"any\" [not null]\n\n"
          "  indexes {\n    \"2nd\" [unique]\n  }\n"
          "}\n\n"
          "Ref: \"a<b\".\"book\".\"author_id\" > \"author\".\"id\" [delete: set null]\n"
          "Ref: \"a<b\".\"book\".\"2nd\" - \"author\".\"id\"\n");
}

TEST_CASE("a database as a drawing, in which names are escaped", "[print_diagram]") {
    const std::string text = print_diagram(drawn(), diagram_format::svg);
    CHECK(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""));
    CHECK(text.find(">a&lt;b.book</text>") != text.npos);
    CHECK(text.find("<b.book") == text.npos);
    CHECK(text.find("<line x1=") != text.npos);
    CHECK(print_diagram({}, diagram_format::svg).ends_with("</svg>\n"));
}
