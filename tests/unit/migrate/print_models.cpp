#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/print_models.hpp>

#include "support/catch.hpp"

using namespace refract;

// That headers compile and say what their databases say: tests/pull.

namespace {

migrate::database_definition library() {
    const auto read = [](const std::string& name, const std::string& sql) {
        migrate::table_definition table = detail::table_text_reader(sql).read();
        table.name = name;
        return table;
    };
    return {
        .tables = {read("author", "CREATE TABLE x (id INTEGER PRIMARY KEY, name TEXT)"),
                   read("book", "CREATE TABLE x (id INTEGER PRIMARY KEY)"),
                   read("wrote", "CREATE TABLE x (author_id INTEGER NOT NULL, book_id INTEGER NOT NULL, PRIMARY KEY "
                                 "(author_id, book_id), FOREIGN KEY (author_id) REFERENCES author (id), FOREIGN KEY "
                                 "(book_id) REFERENCES book (id) ON DELETE CASCADE)"),
                   {.name = "words", .kind = migrate::table_kind::virtual_table}}};
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

} // namespace

TEST_CASE("tables become structs and what they do not say, links are known", "[print_models]") {
    const migrate::pulled_files made = migrate::print_models<dialect::sqlite>(library());
    REQUIRE(made.files.size() == 1);
    const std::string& text = made.files[0].text;
    CHECK(has(text, "struct Author {\n    std::int64_t id{};\n    std::optional<std::string> name{};\n};\n"));
    CHECK(has(text, "refract::through<models::Wrote>"));
    CHECK(has(text, ".references<&models::Book::id>().on_delete(refract::cascade)"));
    CHECK(has(text, "using all_models = refract::schema<Author, Book, Wrote>;"));
    CHECK(made.left_out == std::vector<std::string>{"words: models have no words for virtual tables"});
    CHECK(has(text, "// Left out: words: models have no words for virtual tables\n"));
}

TEST_CASE("what a link reaches is no link for that", "[print_models]") {
    const auto read = [](const std::string& name, const std::string& sql) {
        migrate::table_definition table = detail::table_text_reader(sql).read();
        table.name = name;
        return table;
    };
    // Its key is its only foreign key, and a link that comes first names it.
    const migrate::pulled_files made = migrate::print_models<dialect::sqlite>(
        {.tables = {read("a_link", "CREATE TABLE x (kind INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (kind, "
                                   "item), FOREIGN KEY (kind) REFERENCES creditable (kind), FOREIGN KEY (item) "
                                   "REFERENCES item (id))"),
                    read("creditable", "CREATE TABLE x (kind INTEGER NOT NULL, PRIMARY KEY (kind), FOREIGN KEY (kind) "
                                       "REFERENCES kinds (id))"),
                    read("item", "CREATE TABLE x (id INTEGER PRIMARY KEY)"),
                    read("kinds", "CREATE TABLE x (id INTEGER PRIMARY KEY)")}});
    CHECK(has(made.files[0].text, "refract::through<models::ALink>"));
    CHECK_FALSE(has(made.files[0].text, "refract::through<models::Creditable>"));
}

TEST_CASE("many tables have a file each, in which they may name each other", "[print_models]") {
    const migrate::pulled_files made = migrate::print_models<dialect::sqlite>(
        library(), {.namespace_name = "app", .file_name = "db/all.hpp", .split_above = 1});
    std::string names;
    for (const migrate::pulled_file& each : made.files) names += each.name + ", ";
    CHECK(names == "db/all.hpp, db/all/enums.hpp, db/all/author.hpp, db/all/book.hpp, db/all/wrote.hpp, ");
    const std::string& author = made.files[2].text;
    // The struct, then what it needs, then its model.
    CHECK(author.find("struct Author") < author.find("#include \"wrote.hpp\""));
    CHECK(author.find("#include \"wrote.hpp\"") < author.find("refract::model<app::Author>"));
    CHECK(has(made.files[0].text, "#include \"all/author.hpp\""));
}

TEST_CASE("names that somebody gave stay, tables that nobody wants are left", "[print_models]") {
    const migrate::pulled_files made = migrate::print_models<dialect::sqlite>(
        library(), {.names = {{"author", {"Writer", {{"name", "full_name"}}}}}, .skip = {"wrote"}});
    CHECK(has(made.files[0].text, "struct Writer {"));
    CHECK(has(made.files[0].text, "refract::column<&models::Writer::full_name>.named(\"name\")"));
    CHECK_FALSE(has(made.files[0].text, "Wrote"));
}

TEST_CASE("what nobody can say is said to be left out", "[print_models]") {
    const migrate::pulled_files made = migrate::print_models<dialect::sqlite>(
        {.tables = {{.name = "nameless", .columns = {{.name = "a", .type = "INT"}, {.name = "", .type = "INT"}}}},
         .unsaid = {"aggregate longest(text)", "comment of function f"}});
    CHECK(made.left_out == std::vector<std::string>{"nameless: models have no words for a column without a name",
                                                    "aggregate longest(text): no model makes it; it has to be there",
                                                    "comment of function f: it is in no model"});
}

TEST_CASE("policies and rules stand behind the tables that they read", "[print_models]") {
    migrate::database_definition of = library();
    of.tables[0].attachments = {{.kind = "policy", .name = "p", .sql = "USING (EXISTS (SELECT FROM book))"},
                                {.kind = "policy", .name = "q", .sql = "USING (true)"}};
    const std::string text = migrate::print_models<dialect::postgres>(of).files[0].text;
    CHECK(text.find("CREATE POLICY \\\"p\\\"") > text.find("refract::model<models::Book>"));
    CHECK(text.find("CREATE POLICY \\\"q\\\"") < text.find("refract::model<models::Wrote>"));
}
