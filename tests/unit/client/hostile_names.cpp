// Tables and columns whose names could break out of SQL, be cut, folded or taken for something else: made, written,
// read, joined and dropped, and compared with SQL of the test's own.

#include <support/databases.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace hostile_names_test {

struct name_pair {
    std::string_view table, column;
};
#define REFRACT_TEST_31_BYTES "abcdefghijklmnopqrstuvwxyz01234"
inline constexpr name_pair all_names[] = {
    {"select", "from"},
    {"\"", "\"\""},
    {"it's \"x\"; DROP TABLE y; -- \\", "{} {{}} $1 ?1 :x @x %s /* */ ' \n\t\\"},
    {" a.b ", "  "},
    {"gr\u00f6\u00dfe \U0001f600", "\u540d\u524d\u0301"},
    {"CamelCase", "UPPER"},
    {"rowid", "oid"},
    {"main", "temp"},
    {"excluded", "excluded"},
    {"a_", "_b"},
    {REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "x",
     "abcdefghijklmnopqrstuvwxyz0123456789_\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4"
     "\u00e4"},
    // Longer than PostgreSQL keeps: E092 there.
    {REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xy", "v"},
    {"v", REFRACT_TEST_31_BYTES REFRACT_TEST_31_BYTES "xyz"},
};
inline constexpr std::size_t name_count = std::size(all_names), short_name_count = name_count - 2;

template <std::size_t Number> struct thing {
    std::int64_t id{};
    std::string value{};
    int other{};
};

} // namespace hostile_names_test

template <std::size_t Number> inline constexpr auto refract::model<hostile_names_test::thing<Number>> = refract::table(
    refract::named(hostile_names_test::all_names[Number].table),
    refract::column<&hostile_names_test::thing<Number>::value>.named(hostile_names_test::all_names[Number].column),
    refract::index<&hostile_names_test::thing<Number>::value>,
    refract::index<&hostile_names_test::thing<Number>::value>.where(
        refract::col<&hostile_names_test::thing<Number>::value> != "{} ' \\"),
    refract::check(hostile_names_test::all_names[Number].column,
                   refract::col<&hostile_names_test::thing<Number>::other> >= 0));

using namespace refract;
using namespace refract_test;
using hostile_names_test::all_names;
using hostile_names_test::thing;

namespace {

std::string quoted(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

template <std::size_t... Number> using schema_of = schema<thing<Number>...>;

template <std::size_t Number, class Fresh> void check_writes(Fresh& fresh) {
    using model = thing<Number>;
    auto& db = fresh.db();
    const std::string table = quoted(all_names[Number].table), column = quoted(all_names[Number].column);
    const auto first = db.insert(model{.value = "one", .other = 1});
    REQUIRE(db.insert_many(std::vector<model>{{.value = "two", .other = 2}, {.value = "three", .other = 3}}) == 2);
    auto found = db.template get<model>(first.id);
    REQUIRE(found.value == "one");
    found.value = "uno";
    db.update(found);
    db.upsert(model{.id = 2, .value = "due", .other = 2});
    REQUIRE(db.exec(update<model>().set(col<&model::other> += 10).where(col<&model::value> == "three")) == 1);
    REQUIRE(fresh.rows("SELECT id, " + column + ", other FROM " + table + " ORDER BY id") ==
            text_rows{"1|uno|1", "2|due|2", "3|three|13"});
    CHECK_THROWS_AS(db.insert(model{.other = -1}), check_violation);
}

template <std::size_t Number, class Fresh> void check_reads(Fresh& fresh) {
    using model = thing<Number>;
    auto& db = fresh.db();
    using again = alias<model, "again \"quoted\"">;
    const auto rows = db.all(from<model>()
                                 .template join<again>(col<&model::id, again> == col<&model::id>)
                                 .where(col<&model::value, again> == "due")
                                 .select(col<&model::value>, col<&model::other, again>));
    REQUIRE(rows == std::vector<std::tuple<std::string, int>>{{"due", 2}});
    predicate<model> chosen;
    chosen &= col<&model::value>.starts_with("u");
    REQUIRE(db.count(from<model>().where(chosen)) == 1);
    REQUIRE(db.one(delete_from<model>().where(col<&model::value> == "uno").returning(col<&model::value>)) == "uno");
    REQUIRE(db.template erase<model>(2));
    REQUIRE(fresh.rows("SELECT id FROM " + quoted(all_names[Number].table)) == text_rows{"3"});
}

template <std::size_t Number, class Fresh> void check_one(Fresh& fresh) {
    INFO("table " << all_names[Number].table << ", column " << all_names[Number].column);
    check_writes<Number>(fresh);
    check_reads<Number>(fresh);
    fresh.rows("DROP TABLE " + quoted(all_names[Number].table));
}

template <class Fresh, std::size_t... Number> void check_all(Fresh& fresh, std::index_sequence<Number...>) {
    using everything = schema_of<Number...>;
    fresh.db().template create_tables<everything>();
    fresh.db().template create_tables<everything>();
    (check_one<Number>(fresh), ...);
    fresh.db().template create_tables<everything>();
}

} // namespace

TEMPLATE_TEST_CASE("names of any kind mean themselves", "[names]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    constexpr std::size_t count =
        TestType::is_sqlite ? hostile_names_test::name_count : hostile_names_test::short_name_count;
    check_all(fresh, std::make_index_sequence<count>());
    if constexpr (TestType::is_sqlite)
        CHECK(fresh.rows("SELECT count(*) FROM sqlite_schema WHERE type = 'table'") ==
              text_rows{std::to_string(count)});
    else
        CHECK(fresh.rows("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") ==
              text_rows{std::to_string(count)});
}
