// What docs/ promises and no other test of this folder shows: each test names its page. A claim that stops being
// true is to be mended there or here.

#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace std::chrono_literals;

namespace documented {

enum class Grade { low, high };
enum class Flags : std::uint8_t { none, read, write, hidden = 4 }; // stored by number

struct Book {
    std::int64_t id{};
    std::string title;
    std::optional<int> pages{};
    double weight{};
    Grade grade = Grade::low;
};
struct Log {
    std::int64_t id{};
    std::string text;
    std::chrono::sys_time<std::chrono::microseconds> at{};
    std::chrono::year_month_day day{std::chrono::sys_days{}};
};
struct File {
    std::int64_t id{};
    Flags flags{};
};
struct Title {
    std::string title;
};

} // namespace documented

using documented::Book;
using documented::Grade;
using documented::Log;
template <> inline constexpr auto refract::enumeration<documented::Flags> =
    refract::enumerators<documented::Flags>().by_number();
template <> inline constexpr auto refract::model<Log> = table(column<&Log::at>.default_to(now()));

namespace {

template <class Database> void fill_documented(Database& db) {
    db.template create_tables<schema<Book, Log>>();
    db.template insert_many<Book>({{0, "Emma", 474, 0.5, Grade::high},
                                   {0, "emma%", {}, 0.25, Grade::low},
                                   {0, " Kindred ", 264, 1.5, Grade::low}});
}
template <class Database, class Condition> std::int64_t matching(Database& db, const Condition& condition) {
    return db.count(from<Book>().where(condition));
}

} // namespace

// docs/reference/expr/operators.md

TEMPLATE_TEST_CASE("operators.md: lists, ranges and texts", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    CHECK(matching(db, col<&Book::pages>.between(264, 474)) == 2); // both ends belong to it
    CHECK(matching(db, col<&Book::pages>.not_between(300, 400)) == 2);
    CHECK(matching(db, col<&Book::id>.in(1, 3)) == 2);
    CHECK(matching(db, col<&Book::id>.in(std::vector<std::int64_t>{})) == 0);
    CHECK(matching(db, col<&Book::id>.not_in(std::vector<std::int64_t>{})) == 3);
    CHECK(matching(db, col<&Book::title>.contains("%")) == 1); // a character, no wildcard
    CHECK(matching(db, col<&Book::title>.starts_with("E")) == 1);
    CHECK(matching(db, col<&Book::title>.ends_with("a%")) == 1);
    CHECK(matching(db, col<&Book::title>.ilike("EMMA%")) == 2);
    CHECK(matching(db, col<&Book::pages>.is_not_distinct_from(std::optional<int>())) == 1);
    CHECK(matching(db, col<&Book::pages>.is_distinct_from(std::optional(474))) == 2);
    CHECK(matching(db, col<&Book::pages> != 474) == 1); // NULL is neither equal nor unequal
    CHECK(matching(db, !(col<&Book::pages> == 474)) == 1);
    CHECK(db.one(from<Book>().select(col<&Book::pages> / 100).where(col<&Book::id> == 1)) == 4);
    CHECK(db.one(from<Book>().select(col<&Book::pages> % 100).where(col<&Book::id> == 1)) == 74);
    CHECK(db.one(from<Book>().select(col<&Book::title> + "!").where(col<&Book::id> == 1)) == "Emma!");
}

TEMPLATE_TEST_CASE("operators.md, query.md: backslashes, division by zero and the order of NULLs", "[documented]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    db.insert(Book{.title = R"(C:\temp\100%)"});
    CHECK(matching(db, col<&Book::title>.like(R"(C:\temp%)")) == 1);
    CHECK(matching(db, col<&Book::title>.like(R"(C:\)")) == 0);
    CHECK(matching(db, col<&Book::title>.like("%100!%", '!')) == 1);
    CHECK(matching(db, col<&Book::title>.like("%100!_", '!')) == 0);
    const auto quotient = col<&Book::id> / (col<&Book::id> - 1);
    CHECK(db.all(from<Book>().select(quotient).order_by(col<&Book::id>).limit(2)) ==
          std::vector<std::optional<std::int64_t>>{std::nullopt, 2});
    const auto pages = from<Book>().where(col<&Book::id> < 4).select(col<&Book::pages>);
    CHECK(db.all(pages.order_by(col<&Book::pages>.asc().nulls_first())).front() == std::nullopt);
    CHECK(db.all(pages.order_by(col<&Book::pages>.desc().nulls_last())).back() == std::nullopt);
}

// docs/reference/expr/function.md, aggregate.md, date.md

TEMPLATE_TEST_CASE("function.md: functions that both databases have", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const auto of = [&](const auto& expression) {
        return db.one(from<Book>().select(expression).where(col<&Book::id> == 3));
    };
    CHECK(of(upper(col<&Book::title>)) == " KINDRED ");
    CHECK(of(trim(col<&Book::title>)) == "Kindred");
    CHECK(of(length(col<&Book::title>)) == 9);
    CHECK(of(coalesce(col<&Book::pages>, 0)) == 264);
    CHECK(of(abs(col<&Book::id> - 5)) == 2);
    CHECK(of(cast<double>(col<&Book::id>)) == 3.0);
    CHECK(of(cast<int>(col<&Book::weight> + 1.25)) == 2); // 2.75 is cut
    CHECK(of(cast<std::string>(col<&Book::id> == 3)) == "true");
    db.insert(Log{.text = "\xc3\xa4\xc3\xb6"});
    CHECK(db.one(from<Log>().select(length(col<&Log::text>))) == 2); // characters, not bytes
}

TEMPLATE_TEST_CASE("function.md: now is one moment of a transaction or statement", "[documented]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const auto before = std::chrono::system_clock::now() - 1min;
    const Log made = db.insert(Log{.text = "x"});
    CHECK(made.at > before);
    CHECK(made.at < std::chrono::system_clock::now() + 1min);
    CHECK(db.count(from<Log>().where(col<&Log::at> <= now())) == 1);
    const auto [first, second] = db.one(from<Log>().select(now(), now()));
    CHECK(first == second);
}

TEMPLATE_TEST_CASE("aggregate.md: of no rows, distinct and filtered", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const auto none = from<Book>().where(col<&Book::id> > 99);
    CHECK(db.one(none.select(count())) == 0);
    CHECK_FALSE(db.one(none.select(sum(col<&Book::pages>))).has_value());
    CHECK_FALSE(db.one(none.select(avg(col<&Book::pages>))).has_value());
    CHECK_FALSE(db.one(none.select(max(col<&Book::title>))).has_value());
    CHECK(db.one(none.select(coalesce(sum(col<&Book::pages>), 0))) == 0);
    CHECK(db.one(from<Book>().select(count(col<&Book::pages>))) == 2);
    CHECK(db.one(from<Book>().select(count(col<&Book::grade>).distinct())) == 2);
    CHECK(db.one(from<Book>().select(sum(col<&Book::pages>).filter(col<&Book::grade> == Grade::low))) == 264);
}

TEMPLATE_TEST_CASE("date.md: parts of dates and times, in UTC", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const std::chrono::year_month_day day = 2026y / 11 / 22; // a Sunday
    db.insert(Log{.text = "x", .at = std::chrono::sys_days{day} + 23h + 59min, .day = day});
    const auto parts =
        db.one(from<Log>().select(year_of(col<&Log::at>), month_of(col<&Log::day>), day_of(col<&Log::at>),
                                  weekday_of(col<&Log::day>), hour_of(col<&Log::at>), minute_of(col<&Log::at>)));
    CHECK(parts == std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>{
                       2026, 11, 22, 0, 23, 59});
}

// docs/reference/query/query.md, predicate.md

TEMPLATE_TEST_CASE("query.md: clauses in any order, and a second where", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const auto one_way = from<Book>().limit(1).order_by(col<&Book::id>.desc()).where(col<&Book::id> < 3);
    const auto other_way = from<Book>().where(col<&Book::id> < 3).order_by(col<&Book::id>.desc()).limit(1);
    using dialect = typename TestType::driver::dialect;
    CHECK(sql<dialect>(one_way) == sql<dialect>(other_way));
    CHECK(db.one(one_way.where(col<&Book::id> < 2)).id == 1);
    CHECK(db.all(from<Book>().select<documented::Title>().offset(2).order_by(col<&Book::id>)).at(0).title ==
          " Kindred ");
    CHECK(db.count(from<Book>().where(predicate<Book>{})) == 3); // empty: every row
    CHECK(db.all(from<Book>().order_by(ordering<Book>{})).size() == 3);
}

// docs/reference/client/session.md, object_session.md, insert_many.md, rows.md

TEMPLATE_TEST_CASE("object_session.md: what insert and update send", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const Log given = db.insert(Log{.text = "given", .at = std::chrono::sys_days{2026y / 1 / 1}});
    CHECK(given.at == std::chrono::sys_days{2026y / 1 / 1}); // what is set is sent
    Log made = db.insert(Log{.text = "made"});
    CHECK(made.at > given.at); // what is as default-made is left to now()
    made.text = "changed";
    db.update(made);
    CHECK(db.template get<Log>(made.id).text == "changed");
    CHECK_THROWS_AS(db.update(Log{.id = 99, .text = "x"}), not_found);
    CHECK_THROWS_AS(db.template get<Log>(99), not_found);
    CHECK(db.erase(made));
    CHECK_FALSE(db.erase(made));
    CHECK_FALSE(db.template erase<Log>(made.id));
}

TEMPLATE_TEST_CASE("insert_many.md: all rows or none, and how many", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    CHECK(db.insert_many(std::vector<Book>{}) == 0);
    CHECK(db.insert_many(std::vector<Book>(123)) == 123);
    CHECK_THROWS_AS(db.template insert_many<Book>({{900, "x"}, {900, "y"}}), unique_violation);
    CHECK(db.count(from<Book>()) == 126);
}

TEMPLATE_TEST_CASE("limitations.md: one of a write that returns more has written all", "[documented]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const auto erased = delete_from<Book>().all_rows().returning(col<&Book::id>);
    CHECK_THROWS_AS(db.transaction([&] { return db.one(erased); }), too_many_rows);
    CHECK(db.count(from<Book>()) == 3); // undone with its transaction
    CHECK_THROWS_AS(db.one(erased), too_many_rows);
    CHECK(db.count(from<Book>()) == 0);
}

TEMPLATE_TEST_CASE("limitations.md: a script that fails half-way", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    CHECK_THROWS_AS(db.execute("DELETE FROM book; DELETE FROM nowhere"), syntax_error);
    CHECK(db.count(from<Book>()) == (TestType::is_sqlite ? 0 : 3));
}

// docs/reference/codec/enumeration.md

TEMPLATE_TEST_CASE("enumeration.md: an enum by number is any number of its type", "[documented]",
                   REFRACT_TEST_DATABASES) {
    using documented::File, documented::Flags;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<File>>();
    constexpr auto both = static_cast<Flags>(static_cast<int>(Flags::read) | static_cast<int>(Flags::hidden));
    CHECK(db.template get<File>(db.insert(File{.flags = both}).id).flags == both);
    CHECK(db.count(from<File>().where(col<&File::flags> == both)) == 1);
    db.execute("UPDATE file SET flags = 256");
    CHECK_THROWS_AS(db.all(from<File>()), conversion_error);
}

// docs/limitations.md, types.md

TEMPLATE_TEST_CASE("limitations.md: numbers at the ends of their types", "[documented]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    const auto infinity = std::numeric_limits<double>::infinity();
    CHECK(db.insert(Book{.title = "light", .weight = -infinity}).weight == -infinity);
    CHECK(matching(db, col<&Book::weight> == -infinity) == 1);
    const std::vector<double> list{1.5, infinity};
    if (TestType::is_sqlite)
        CHECK_THROWS_AS(matching(db, col<&Book::weight>.in(list)), conversion_error);
    else
        CHECK(matching(db, col<&Book::weight>.in(list)) == 1);
    CHECK(db.one(from<Book>().select(avg(col<&Book::pages>))) == 369.0); // a double
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("limitations.md: PostgreSQL's infinity and months are no C++ times", "[documented]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    using time = std::chrono::sys_time<std::chrono::microseconds>;
    CHECK_THROWS_AS(db.query<time>("SELECT 'infinity'::timestamptz"), conversion_error);
    CHECK_THROWS_AS(db.query<std::chrono::microseconds>("SELECT '1 month'::interval"), conversion_error);
    CHECK(db.query<std::chrono::microseconds>("SELECT '1 day'::interval").at(0) == 24h);
}

TEST_CASE("limitations.md: given keys leave PostgreSQL's sequence where it was", "[documented]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_documented(db);
    db.insert_many<Book>({{4, "given"}});
    CHECK_THROWS_AS(db.insert(Book{.title = "made"}), unique_violation);
    CHECK(db.insert(Book{.title = "the next one"}).id == 5);
}
#endif
