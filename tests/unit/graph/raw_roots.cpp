// Trees whose roots raw SQL brings, on both databases: compared with the rows that were written.

#include <refract/graph/raw_roots.hpp>

#include <support/databases.hpp>

#include <refract/verify.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace raw_roots_test {

struct Band {
    std::int64_t id{};
    std::string label{};
    std::optional<std::int64_t> town_id{};
};
struct Town {
    std::int64_t id{};
    std::string label{};
};
struct Record {
    std::int64_t id{};
    std::string title{};
    std::int64_t band_id{};
};
struct Song {
    std::int64_t id{};
    std::string title{};
    std::int64_t record_id{};
};
using raw_roots_schema = schema<Town, Band, Record, Song>;

struct RecordLine {
    using model = Record;
    std::int64_t id{};
    std::string title{};
    std::vector<Song> songs{};
};
struct SongLine {
    using model = Song;
    std::string title{};
};
struct BandPage {
    using model = Band;
    std::vector<RecordLine> records{}; // ahead of the columns
    std::int64_t id{};
    std::string name{}; // of another name than the column
    std::optional<std::int64_t> town_id{};
    std::unique_ptr<Town> town{};
    std::int64_t sold{}; // the SQL computes it
};

} // namespace raw_roots_test

using namespace raw_roots_test;

template <> inline constexpr auto refract::model<Band> =
    refract::table(refract::foreign_key<&Band::town_id>.references<&Town::id>());
template <> inline constexpr auto refract::model<Record> =
    refract::table(refract::foreign_key<&Record::band_id>.references<&Band::id>());
template <> inline constexpr auto refract::model<Song> =
    refract::table(refract::foreign_key<&Song::record_id>.references<&Record::id>());

namespace {

const std::string hostile = "it's \"so\"; -- \xc2\xa2";

template <class Database> void fill_bands(Database& db) {
    db.template create_tables<raw_roots_schema>();
    db.insert_many(std::vector<Town>{{1, hostile}});
    db.insert_many(std::vector<Band>{{1, "no town", std::nullopt}, {2, hostile, 1}, {3, "silent", 1}});
    db.insert_many(std::vector<Record>{{10, "first", 1}, {11, hostile, 2}, {12, "third", 2}});
    db.insert_many(std::vector<Song>{{100, "a", 11}, {101, hostile, 11}, {102, "c", 10}});
}
constexpr auto page_sql = "SELECT id, label AS name, town_id, id * 100 AS sold, 'unused' AS other FROM band "
                          "WHERE id >= {} ORDER BY id DESC";

void check_pages(const std::vector<BandPage>& pages) {
    REQUIRE(pages.size() == 3);
    CHECK(pages[0].id == 3);
    CHECK(pages[0].records.empty());
    CHECK(pages[1].name == hostile);
    CHECK(pages[1].sold == 200);
    REQUIRE(pages[1].town);
    CHECK(pages[1].town->label == hostile);
    REQUIRE(pages[1].records.size() == 2);
    std::size_t songs = 0;
    for (const RecordLine& each : pages[1].records) {
        CHECK(each.songs.size() == (each.id == 11 ? 2U : 0U));
        for (const Song& song : each.songs) songs += song.record_id == each.id;
    }
    CHECK(songs == 2);
    CHECK_FALSE(pages[2].town);
    REQUIRE(pages[2].records.size() == 1);
    REQUIRE(pages[2].records[0].songs.size() == 1);
    CHECK(pages[2].records[0].songs[0].title == "c");
}

} // namespace

TEMPLATE_TEST_CASE("roots by raw SQL bring what is below them", "[raw_roots]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_bands(db);
    check_pages(db.template query<BandPage>(page_sql, 1));
    check_pages(db.template query<BandPage>(unsafe_sql(page_sql), std::int64_t{1}));
    CHECK(db.template query<BandPage>(page_sql, 4).empty());
    const auto songs = db.template query<SongLine>("SELECT id, title FROM song WHERE id = {}", 101); // nothing below
    REQUIRE(songs.size() == 1);
    CHECK(songs[0].title == hostile);
    {
        auto unit = db.begin(); // also what the program has not committed
        db.insert(Record{13, "new", 3});
        CHECK(db.template query<BandPage>(page_sql, 3).front().records.size() == 1);
        unit.rollback();
    }
    check_pages(db.template query<BandPage>(page_sql, 1));
    // One row that comes twice is two objects with the same rows.
    const auto twice = db.template query<BandPage>("SELECT b.id, b.label AS name, b.town_id, b.id - b.id AS sold "
                                                   "FROM band b JOIN record r ON r.band_id = b.id WHERE b.id = {}",
                                                   2);
    REQUIRE(twice.size() == 2);
    for (const BandPage& each : twice) CHECK(each.records.size() == 2);
}

TEMPLATE_TEST_CASE("roots by raw SQL that fail leave nothing open", "[raw_roots]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_bands(db);
    CHECK_THROWS_WITH(db.template query<BandPage>("SELECT id, town_id, 0 AS sold FROM band"),
                      refract_test::has_text("the rows have no column \"name\" for the field of that name"));
    CHECK_THROWS_AS(db.template query<BandPage>("SELECT id, label AS name, town_id, 'x' AS sold FROM band"), error);
    db.execute("DROP TABLE song"); // of the last level
    CHECK_THROWS_AS(db.template query<BandPage>(page_sql, 1), error);
    CHECK_FALSE(db.connection().in_transaction());
    CHECK(db.all(from<Band>()).size() == 3);
}

TEMPLATE_TEST_CASE("a write whose rows are roots is kept with them", "[raw_roots]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_bands(db);
    const auto renamed = db.template query<BandPage>(
        "UPDATE band SET label = {} WHERE id = 2 RETURNING id, label AS name, town_id, id + 5 AS sold", "again");
    REQUIRE(renamed.size() == 1);
    CHECK(renamed[0].name == "again");
    CHECK(renamed[0].sold == 7);
    CHECK(renamed[0].records.size() == 2);
    CHECK(fresh.rows("SELECT label FROM band WHERE id = 2") == std::vector<std::string>{"again"});
}
