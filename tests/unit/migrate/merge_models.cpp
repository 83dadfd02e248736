#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/merge_models.hpp>

#include "support/catch.hpp"

using namespace refract;

namespace {

migrate::database_definition shop(const std::string& columns, bool has_sale) {
    migrate::table_definition ware =
        detail::table_text_reader("CREATE TABLE x (id INTEGER PRIMARY KEY, " + columns + ")").read();
    ware.name = "ware";
    migrate::table_definition sale = detail::table_text_reader("CREATE TABLE x (id INTEGER PRIMARY KEY)").read();
    sale.name = "sale";
    migrate::database_definition made{.tables = {ware}};
    if (has_sale) made.tables.insert(made.tables.begin(), sale);
    return made;
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }
std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

} // namespace

TEST_CASE("what somebody named and added stays when models are pulled again", "[merge_models]") {
    using sqlite = dialect::sqlite;
    auto first = migrate::print_models<sqlite>(shop("\"The Price\" INTEGER, name TEXT", true));
    std::string& text = first.files[0].text;
    // Nothing changes where nothing has changed.
    CHECK(migrate::merge_models<sqlite>(first.files, shop("\"The Price\" INTEGER, name TEXT", true)).files[0].text ==
          text);

    text = replaced(text, "the_price", "cents");
    text = replaced(text, "Ware", "Product");
    text = replaced(text, "    std::optional<std::string> name{};\n",
                    "    std::optional<std::string> name{};\n    bool is_dear() const { return cents > 9; } // keep\n");
    text = replaced(text, "model<models::Product> = refract::table(\n",
                    "model<models::Product> = refract::table(\n    refract::partial, // keep\n");
    text += "// mine\n";
    const auto again =
        migrate::merge_models<sqlite>(first.files, shop("\"The Price\" INTEGER NOT NULL, weight REAL", false));
    const std::string& now = again.files[0].text;
    CHECK(has(now, "struct Product {"));
    CHECK(has(now, "    std::int64_t cents{};\n    std::optional<double> weight{};\n    bool is_dear() const { return "
                   "cents > 9; } // keep\n};\n"));
    CHECK(has(now, "refract::column<&models::Product::cents>.named(\"The Price\")"));
    CHECK(has(now, "    refract::partial, // keep\n"));
    CHECK(has(now, "refract::schema<Product>"));
    CHECK(now.ends_with("// mine\n"));
    CHECK_FALSE(has(now, "Sale")); // the table is gone

    CHECK(again.gone == std::vector<std::string>{"sale, which was Sale", "ware: name, which was Product::name"});

    // And a table that is new is there.
    const auto last = migrate::merge_models<sqlite>(again.files, shop("\"The Price\" INTEGER", true));
    CHECK(has(last.files[0].text, "struct Sale {"));
    CHECK(has(last.files[0].text, "refract::schema<Sale, Product>"));
}

TEST_CASE("enumerators keep their names wherever lines are broken", "[merge_models]") {
    migrate::database_definition at{.enums = {{.name = "mood", .labels = {"so so", "}, {", "gl\"ad"}}}};
    migrate::table_definition table;
    table.name = "person";
    table.columns.push_back({.name = "feels", .type = "mood"});
    at.tables.push_back(table);
    auto first = migrate::print_models<dialect::postgres>(at);
    std::string& text = first.files[0].text;
    CHECK(has(text, "{ so_so, value, gl_ad };"));
    for (const auto& [old, named] : {std::pair{"so_so", "dull"}, std::pair{", value,", ", odd,"},
                                     std::pair{"::value,", "::odd,"}, std::pair{"gl_ad", "merry"}})
        text = replaced(text, old, named);
    text = replaced(text, "}, {models", "},\n        {models");
    const auto again = migrate::merge_models<dialect::postgres>(first.files, at);
    CHECK(has(again.files[0].text, "{ dull, odd, merry };"));
    CHECK(has(again.files[0].text, "{models::Mood::merry, \"gl\\\"ad\"}"));
    CHECK(again.gone.empty());

    at.enums[0].labels.erase(at.enums[0].labels.begin());
    const auto less = migrate::merge_models<dialect::postgres>(again.files, at);
    CHECK(has(less.files[0].text, "{ odd, merry };"));
    CHECK(less.gone == std::vector<std::string>{"mood: so so, which was Mood::dull"});
}

namespace {

/// So many tables; the columns of the first one come first.
migrate::database_definition tables_to_merge(std::vector<std::string> names, const std::string& columns = "",
                                             std::vector<migrate::enum_definition> enums = {}) {
    migrate::database_definition made{.enums = std::move(enums)};
    for (const std::string& each : names) {
        made.tables.push_back(
            detail::table_text_reader("CREATE TABLE x (id bigint PRIMARY KEY" +
                                      (each == names[0] && !columns.empty() ? ", " + columns : std::string()) + ")")
                .read());
        made.tables.back().name = each;
    }
    return made;
}
const std::string& text_of(const migrate::pulled_files& all, const std::string& name) {
    for (const migrate::pulled_file& each : all.files)
        if (each.name == name) return each.text;
    FAIL("there is no file " << name);
    return all.files[0].text;
}
/// The regions are those of a first pull, in its order; what stands around them is what stood there.
std::string without_blank_lines(std::string text) {
    while (text.find("\n\n") != text.npos) text = replaced(text, "\n\n", "\n");
    return text;
}

} // namespace

TEST_CASE("models in many files are pulled again: new ones are included, names of files stay", "[merge_models]") {
    using postgres = dialect::postgres;
    const migrate::pull_options split{.split_above = 1};
    auto first =
        migrate::print_models<postgres>(tables_to_merge({"a", "b", "c"}, "b_id bigint REFERENCES b (id)"), split);
    for (migrate::pulled_file& each : first.files) {
        each.text = replaced(each.text, "models::B>", "models::Bee>");
        each.text = replaced(each.text, "models::B::", "models::Bee::");
        each.text = replaced(each.text, "struct B {\n", "struct Bee {\n    int mine() const { return 1; } // keep\n");
        if (each.name == "models/b.hpp") each.text += "// about bees\n";
    }
    const auto now =
        tables_to_merge({"a", "b", "d"}, "b_id bigint REFERENCES b (id), d_id bigint REFERENCES d (id), m mood",
                        {{.name = "mood", .labels = {"sad"}}});
    const auto again = migrate::merge_models<postgres>(first.files, now); // also where it has fewer tables than 40
    const std::string& header = again.files[0].text;
    CHECK(has(header, "#include \"models/d.hpp\"\n"));
    CHECK(has(header, "#include \"models/b.hpp\"\n"));
    CHECK_FALSE(has(header, "models/c.hpp"));
    CHECK(has(header, "refract::schema<A, Bee, D>"));
    CHECK(has(text_of(again, "models/b.hpp"), "    int mine() const { return 1; } // keep\n"));
    CHECK(text_of(again, "models/b.hpp").ends_with("// about bees\n"));
    CHECK(has(text_of(again, "models/a.hpp"), "#include \"b.hpp\"\n#include \"d.hpp\"\n"));
    CHECK(has(text_of(again, "models/enums.hpp"), "namespace models {\n\n// refract: pulled enum \"mood\"\n"));
    CHECK(again.gone == std::vector<std::string>{"c, which was C", "models/c.hpp, a file that no table needs"});
    const auto last = migrate::merge_models<postgres>(again.files, now);
    for (std::size_t i = 0; i < last.files.size(); ++i) CHECK(last.files[i].text == again.files[i].text);
}

TEST_CASE("a header that is one file stays one, and is what a first pull would write", "[merge_models]") {
    using postgres = dialect::postgres;
    const std::vector<migrate::enum_definition> moods{{.name = "mood", .labels = {"sad"}}};
    const std::vector<migrate::enum_definition> kinds{
        {.name = "kind", .labels = {"x"}}, {.name = "mood", .labels = {"sad"}}, {.name = "zest", .labels = {"y"}}};
    const auto none = tables_to_merge({"a", "b"}), one = tables_to_merge({"a", "b"}, "m mood", moods),
               more = tables_to_merge({"a", "aa", "b", "c"}, "m mood, k kind, z zest, s unknown_type", kinds);
    const migrate::pull_options split{.split_above = 2};
    for (const auto& [before, after] :
         {std::pair{&none, &one}, {&one, &more}, {&none, &more}, {&more, &none}, {&more, &one}}) {
        const auto old = migrate::print_models<postgres>(*before), wanted = migrate::print_models<postgres>(*after);
        const auto made = migrate::merge_models<postgres>(old.files, *after, split);
        REQUIRE(made.files.size() == 1);
        if (after->enums.size() >= before->enums.size())
            CHECK(without_blank_lines(made.files[0].text) == without_blank_lines(wanted.files[0].text));
        CHECK(migrate::merge_models<postgres>(made.files, *after).files[0].text == made.files[0].text);
    }
}
