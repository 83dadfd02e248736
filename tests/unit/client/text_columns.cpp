// More types that refract has none for, as text: what a program reads it can find, write back and copy unchanged.

#include <support/databases.hpp>

#include <string>
#include <vector>

#ifdef REFRACT_TEST_POSTGRES

using namespace refract;
using namespace refract_test;

namespace text_columns_test {

struct Shelf {
    std::int64_t id{};
    std::string age, hardware, amounts, period, search, area, flags, code, log_position, levels;
    std::optional<std::string> note;
    bool operator==(const Shelf&) const = default;
};
struct Tagged {
    std::int64_t id{};
    std::string attributes;
    bool operator==(const Tagged&) const = default;
};

} // namespace text_columns_test
using namespace text_columns_test;

template <> inline constexpr auto refract::model<Shelf> = table(
    column<&Shelf::age>.type("interval"), column<&Shelf::hardware>.type("macaddr8"),
    column<&Shelf::amounts>.type("numrange"), column<&Shelf::period>.type("tstzrange"),
    column<&Shelf::search>.type("tsquery"), column<&Shelf::area>.type("box"), column<&Shelf::flags>.type("varbit"),
    column<&Shelf::code>.type("shelf_code"), column<&Shelf::log_position>.type("pg_lsn"),
    column<&Shelf::levels>.type("numeric(5, 2)[]"), column<&Shelf::note>.type("interval"));
template <> inline constexpr auto refract::model<Tagged> = table(column<&Tagged::attributes>.type("hstore"));

TEST_CASE("intervals with months, ranges and domains are text that goes round", "[text_columns]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fresh.rows("CREATE DOMAIN shelf_code AS text CHECK (value <> '')");
    db.create_tables<schema<Shelf>>();
    const Shelf first{0,
                      "1 year 2 mons 3 days",
                      "08:00:2b:01:02:03:04:05",
                      "[1.5,2)",
                      "[\"2024-01-01 00:00:00+00\",)",
                      "'fat' & 'rat'",
                      "(1,1),(0,0)",
                      "101",
                      "A-7",
                      "16/B374D848",
                      "{1.50,NULL}",
                      {}};
    Shelf stored = db.insert(first);
    CHECK(db.get<Shelf>(stored.id) == stored);
    CHECK(stored.age == first.age);
    Shelf second = first;
    second.note = "-1 mons";
    CHECK(db.insert_many(std::vector<Shelf>{second}) == 1);
    const auto all = db.all(from<Shelf>().order_by(col<&Shelf::id>));
    REQUIRE(all.size() == 2);
    CHECK(all[1].note == "-1 mons");
    CHECK(fresh.rows("SELECT count(DISTINCT (age, hardware, amounts, period, search::text, flags, code, log_position, "
                     "levels)) FROM shelf") == text_rows{"1"});
    CHECK(db.count(from<Shelf>().where(col<&Shelf::age> == "14 mons 3 days")) == 2); // the type's own equality
    CHECK(db.count(from<Shelf>().where(col<&Shelf::levels> == "{1.5,NULL}")) == 2);
    CHECK(db.count(from<Shelf>().where(col<&Shelf::note>.is_not_distinct_from(std::optional<std::string>()))) == 1);
    db.update(stored);
    CHECK(db.get<Shelf>(stored.id) == stored);
    stored.code = "";
    CHECK_THROWS_AS(db.update(stored), check_violation);
    CHECK_THROWS_AS(db.insert_many(std::vector<Shelf>{stored}), error);
}

TEST_CASE("hstore is text where the extension is there", "[text_columns]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    if (fresh.rows("SELECT 1 FROM pg_available_extensions WHERE name = 'hstore'").empty()) return;
    auto& db = fresh.db();
    try {
        fresh.rows("CREATE EXTENSION hstore");      // into this test's schema
    } catch (const std::runtime_error&) { return; } // it stands in another schema, or may not be made
    db.create_tables<schema<Tagged>>();
    const Tagged made = db.insert(Tagged{0, R"("a"=>"1", "b"=>NULL)"});
    CHECK(db.insert_many(std::vector<Tagged>{{0, made.attributes}}) == 1);
    CHECK(db.count(from<Tagged>().where(col<&Tagged::attributes> == R"("b"=>NULL,"a"=>"1")")) == 2);
    CHECK(db.get<Tagged>(made.id) == made);
}

#endif
