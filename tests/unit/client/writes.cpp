// Writes that name other tables, and writes of some rows only.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

struct Job {
    std::int64_t id{};
    std::string queue{};
    int urgency{};
    std::optional<std::string> note{};
};
struct Closed {
    std::int64_t id{};
    std::string queue{};
    std::optional<int> least{};
};
struct Slot {
    std::string place{};
    std::int64_t number{};
    std::optional<std::string> taken_by{};
};
struct LogLine {
    std::string line{};
};

} // namespace

template <> inline constexpr auto refract::model<Slot> =
    refract::table(refract::primary_key<&Slot::place, &Slot::number>);

namespace {

using jobs = schema<Job, Closed, Slot>;
const std::string hostile = "'; DROP TABLE job; -- \" \\ $1 ?1 {0} \xc3\xa9";

template <class Database> void fill_writes(Database& db) {
    db.template create_tables<jobs>();
    db.insert_many(std::vector<Job>{
        {1, "a", 3, "x"}, {2, "a", 1, std::nullopt}, {3, hostile, 2, hostile}, {4, "b", 9, "y"}, {5, "c", 5, "z"}});
    db.insert_many(std::vector<Closed>{{1, "a", 2}, {2, hostile, std::nullopt}, {3, "a", 1}, {4, "none", 0}});
    db.insert_many(std::vector<Slot>{{"p", 1, "A"}, {"p", 2, {}}, {hostile, 1, {}}, {hostile, 2, {}}});
}
const auto same_queue = col<&Closed::queue> == col<&Job::queue>;

} // namespace

TEMPLATE_TEST_CASE("a delete names other tables", "[writes]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes(db);
    // Two rows of the other table meet job 1: it goes once, and is counted once.
    CHECK(db.exec(delete_from<Job>().template using_table<Closed>().where(
              same_queue && col<&Closed::least> <= col<&Job::urgency> && col<&Job::note> == "x")) == 1);
    CHECK(fresh.rows("SELECT id FROM job ORDER BY id") == text_rows{"2", "3", "4", "5"});
    // Whole rows are those of the table that is written.
    const std::vector<Job> gone = db.all(delete_from<Job>()
                                             .template using_table<Closed>()
                                             .where(same_queue)
                                             .where(col<&Closed::queue> == hostile)
                                             .returning());
    REQUIRE(gone.size() == 1);
    CHECK(gone[0].id == 3);
    CHECK(gone[0].note == hostile);
    // An alias on either side, of one table; a condition that the run time puts together.
    using worse = alias<Job, "worse">;
    predicate<Job, worse> wanted;
    wanted &= col<&Job::urgency, worse> > col<&Job::urgency>;
    wanted &= col<&Job::urgency, worse> == 9;
    CHECK(db.exec(delete_from<Job>().template using_table<worse>().where(wanted).where_if(true, col<&Job::id> != 5)) ==
          1);
    CHECK(fresh.rows("SELECT id FROM job ORDER BY id") == text_rows{"4", "5"});
    using gone_job = alias<Job, "gone">;
    CHECK(db.exec(delete_from<gone_job>().template using_table<Job>().where(
              col<&Job::id> == 5 && col<&Job::id> > col<&Job::id, gone_job>)) == 1);
    CHECK(fresh.rows("SELECT id FROM job") == text_rows{"5"});
    // Every row, as long as the other table has one.
    CHECK(db.exec(delete_from<Job>().template using_table<Closed>().all_rows()) == 1);
    CHECK(db.exec(delete_from<Closed>().template using_table<Job>().all_rows()) == 0);
}

TEMPLATE_TEST_CASE("a delete names queries", "[writes]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes(db);
    // Values before, inside and behind the query; a second table; a sub-query that names both.
    const auto closed = from<Closed>().where(col<&Closed::least> < param<int>);
    const auto doomed =
        delete_from<Job>()
            .where(col<&Job::urgency> < 9)
            .using_table(closed)
            .template using_table<Slot>()
            .where(
                same_queue && col<&Slot::taken_by> == param<std::string> &&
                exists(from<alias<Job, "other">>().where(col<&Job::queue, alias<Job, "other">> == col<&Closed::queue> &&
                                                         col<&Job::id, alias<Job, "other">> != col<&Job::id>)));
    CHECK(db.exec(doomed, 2, "B") == 0);
    CHECK(db.exec(doomed, 2, "A") == 2);
    CHECK(fresh.rows("SELECT id FROM job ORDER BY id") == text_rows{"3", "4", "5"});
    using left = alias<Closed, "left">;
    CHECK(db.exec(delete_from<Job>()
                      .template using_table<left>(from<Closed>().where(col<&Closed::least>.is_null()))
                      .where(col<&Closed::queue, left> == col<&Job::queue>)) == 1);
    // Behind WITH.
    CHECK(db.exec(with(from<Job>().template select<LogLine>(col<&Job::queue>).where(col<&Job::urgency> > 5))
                      .template delete_from<Job>()
                      .template using_table<LogLine>()
                      .where(col<&LogLine::line> == col<&Job::queue>)) == 1);
    CHECK(fresh.rows("SELECT id FROM job ORDER BY id") == text_rows{"5"});
}

TEST_CASE("what comes back may be of the other table", "[writes]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes(db);
    const auto gone = db.all(delete_from<Job>()
                                 .using_table<Closed>()
                                 .where(same_queue && col<&Closed::id> == 2)
                                 .returning(col<&Job::id>, col<&Closed::id>, col<&Closed::least>));
    CHECK(gone == std::vector<std::tuple<std::int64_t, std::int64_t, std::optional<int>>>{{3, 2, std::nullopt}});
    CHECK(db.all(update<Job>()
                     .set(col<&Job::note> = col<&Closed::queue>)
                     .from<Closed>()
                     .where(same_queue && col<&Closed::id> == 3)
                     .returning(col<&Closed::id>)) == std::vector<std::int64_t>{3, 3});
}

TEMPLATE_TEST_CASE("some rows are written, by order and number", "[writes]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes(db);
    // Values of the assignment before, those of the choice inside.
    CHECK(db.exec(update<Job>()
                      .set(col<&Job::note> = hostile)
                      .where(col<&Job::urgency> > 1)
                      .order_by(col<&Job::urgency>.desc())
                      .limit(2)
                      .offset(1)) == 2);
    CHECK(fresh.rows("SELECT id FROM job WHERE note LIKE '%DROP%' ORDER BY id") == text_rows{"1", "3", "5"});
    const auto next = delete_from<Job>().all_rows().order_by(col<&Job::urgency>).limit(param<int>);
    CHECK(db.all(next.returning(col<&Job::id>), 1) == std::vector<std::int64_t>{2});
    CHECK(db.exec(next, 0) == 0);
    CHECK_THROWS_AS(db.exec(next, -1), conversion_error);
    // An order and a condition of the run time, an alias, a query inside that names the table.
    using some_job = alias<Job, "some_job">;
    ordering<some_job> order;
    order.by(col<&Job::queue, some_job>.desc());
    predicate<some_job> wanted;
    wanted &= col<&Job::queue, some_job> != "c";
    wanted &= exists(from<Closed>().where(col<&Closed::queue> == col<&Job::queue, some_job>));
    CHECK(db.exec(update<some_job>()
                      .set(col<&Job::urgency, some_job> = 77)
                      .set_if(true, col<&Job::note, some_job> = std::nullopt)
                      .where(wanted)
                      .order_by(order)
                      .limit(1)) == 1);
    CHECK(fresh.rows("SELECT id FROM job WHERE urgency = 77 AND note IS NULL") == text_rows{"1"});
    CHECK(db.exec(delete_from<Job>().where(col<&Job::id> > 0).order_by(col<&Job::id>.desc()).limit(100)) == 4);
}

TEMPLATE_TEST_CASE("rows with a key of several columns are written by number", "[writes]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes(db);
    const auto take = update<Slot>()
                          .set(col<&Slot::taken_by> = param<std::string>)
                          .where(col<&Slot::taken_by>.is_null() && col<&Slot::place> == param<std::string>)
                          .order_by(col<&Slot::number>)
                          .limit(1)
                          .returning(col<&Slot::number>);
    CHECK(db.first(take, "B", hostile) == 1);
    CHECK(db.first(take, "C", hostile) == 2);
    CHECK(db.first(take, "D", hostile) == std::nullopt);
    CHECK(db.exec(with(from<Slot>().template select<LogLine>(col<&Slot::place>).where(col<&Slot::taken_by> == "A"))
                      .template delete_from<Slot>()
                      .where(col<&Slot::place>.in(from<LogLine>().select(col<&LogLine::line>)))
                      .order_by(col<&Slot::number>.desc())
                      .limit(1)) == 1);
    CHECK(fresh.rows("SELECT number, taken_by FROM slot ORDER BY taken_by") == text_rows{"1|A", "1|B", "2|C"});
}

TEST_CASE("two who take the next row never take one twice", "[writes]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes(db);
    auto other = fresh.open();
    // Whatever the plan, no more rows than the limit.
    for (const char* setting : {"SET enable_hashjoin = off", "SET enable_mergejoin = off", "SET enable_hashagg = off",
                                "SET enable_sort = off", "SET enable_material = off"})
        db.execute(unsafe_sql(setting));
    const auto take = update<Job>()
                          .set(col<&Job::urgency> = 0)
                          .where(col<&Job::urgency> > 0)
                          .order_by(col<&Job::urgency>.desc())
                          .limit(1)
                          .returning(col<&Job::id>);
    auto first = db.begin();
    CHECK(first.all(take) == std::vector<std::int64_t>{4});
    other.execute("SET lock_timeout = '200ms'");
    CHECK_THROWS_AS(other.all(take), error); // it waits for the row, instead of writing it again
    first.commit();
    CHECK(other.all(take) == std::vector<std::int64_t>{5});
    CHECK(db.exec(delete_from<Job>().all_rows().order_by(col<&Job::id>).limit(2)) == 2);
}
