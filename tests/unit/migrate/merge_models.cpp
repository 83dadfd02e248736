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
