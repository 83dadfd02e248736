// Inserts of rows that may be there already, and inserts of the rows of a query.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

struct Account {
    std::int64_t id{};
    std::string email{};
    std::string name{};
    int hits{};
    std::optional<std::string> note{};
    std::int64_t version = 1;
};
struct Archive {
    std::int64_t id{};
    std::string email{};
    int hits{};
};
struct Member {
    std::int64_t id{};
    std::string email{};
    std::int64_t seat{};
    int hits{};
    bool gone{};
};
struct Pair {
    std::int64_t left{};
    std::int64_t right{};
    int weight{};
};

} // namespace

template <> inline constexpr auto refract::model<Account> =
    refract::table(refract::unique<&Account::email>, refract::column<&Account::version>.version());
template <> inline constexpr auto refract::model<Archive> = refract::table(refract::unique<&Archive::email>);
template <> inline constexpr auto refract::model<Member> =
    refract::table(refract::named("upserted_member"), refract::soft_delete<&Member::gone>,
                   refract::column<&Member::gone>.default_to(false),
                   refract::index<&Member::email>.unique().where(!refract::col<&Member::gone>),
                   refract::index<&Member::seat>.unique().where(refract::col<&Member::seat> > 0 &&
                                                                refract::col<&Member::email> != "'"));
template <> inline constexpr auto refract::model<Pair> =
    refract::table(refract::primary_key<&Pair::left, &Pair::right>);

namespace {

auto visit(std::string email, std::string name, int most = 1000) {
    return insert_into<Account>()
        .set(col<&Account::email> = email, col<&Account::name> = name, col<&Account::hits> = 1,
             col<&Account::version> = 1)
        .on_conflict<&Account::email>()
        .do_update(col<&Account::name> = excluded<&Account::name>,
                   col<&Account::hits> = col<&Account::hits> + excluded<&Account::hits>)
        .where(col<&Account::hits> < most && excluded<&Account::name> != "'; --");
}
constexpr auto accounts = "SELECT email, name, hits, version FROM account ORDER BY id";

} // namespace

TEMPLATE_TEST_CASE("a row that is there is updated", "[upserts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Account>>();
    CHECK(db.exec(visit("a", "Ann")) == 1);
    CHECK(fresh.rows(accounts) == text_rows{"a|Ann|1|1"});
    CHECK(db.exec(visit("a", "Bob")) == 1);
    CHECK(fresh.rows(accounts) == text_rows{"a|Bob|2|2"}); // the version counts as in every update
    CHECK(db.exec(visit("a", "Cid", 2)) == 0);             // the condition of the update does not hold
    CHECK(db.exec(visit("a", "'; --")) == 0);
    CHECK(fresh.rows(accounts) == text_rows{"a|Bob|2|2"});
    CHECK(db.one(visit("a", "Dee").returning(col<&Account::hits>)) == 3);
    CHECK(db.all(visit("a", "Eve", 1).returning(col<&Account::hits>)).empty());
    CHECK(db.one(visit("b", "Eve").returning(col<&Account::hits>)) == 1);

    const auto again = insert_into<Account>().set(col<&Account::email> = "a", col<&Account::name> = "x",
                                                  col<&Account::hits> = 9, col<&Account::version> = 1);
    CHECK(db.exec(again.on_conflict().do_nothing()) == 0);
    CHECK(db.exec(again.template on_conflict<&Account::email>().do_nothing()) == 0);
    CHECK_THROWS_AS(db.exec(again), unique_violation);
    // What is set by the run time, and a condition that is put together there.
    predicate<Account> wanted;
    wanted &= col<&Account::hits> > 100;
    const auto picky = again.template on_conflict<&Account::email>().do_update(col<&Account::note> = "n");
    CHECK(db.exec(picky.where(wanted)) == 0);
    CHECK(db.exec(picky.where_if(false, col<&Account::hits> > 100)) == 1);
    CHECK(fresh.rows("SELECT email, note FROM account WHERE note IS NOT NULL") == text_rows{"a|n"});
}

TEMPLATE_TEST_CASE("queries inside of an upsert see the row that was to be inserted", "[upserts]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Account, Archive>>();
    db.exec(visit("a", "Ann"));
    db.exec(visit("b", "Bob"));
    db.insert(Archive{.email = "a", .hits = 40});
    db.insert(Archive{.email = "c", .hits = 2});
    using other = alias<Account, "other">;
    const auto add = [](std::string email, int hits) {
        const auto archived = from<Archive>().where(col<&Archive::email> == excluded<&Account::email>);
        return insert_into<Account>()
            .set(col<&Account::email> = email, col<&Account::name> = "x", col<&Account::hits> = hits,
                 col<&Account::version> = 1)
            .template on_conflict<&Account::email>()
            .do_update(col<&Account::hits> =
                           coalesce(scalar(archived.where(col<&Archive::hits> > excluded<&Account::hits>)
                                               .select(col<&Archive::hits> + col<&Account::hits>)),
                                    -1))
            .where(!exists(from<other>().where(
                col<&Account::hits, other> == excluded<&Account::hits> &&
                exists(from<Archive>().where(col<&Archive::hits> == excluded<&Account::hits> + 1)))));
    };
    CHECK(db.exec(add("a", 3)) == 1);
    CHECK(db.exec(add("b", 3)) == 1);
    CHECK(db.exec(add("b", 1)) == 1); // no other has one hit now
    CHECK(fresh.rows("SELECT email, hits FROM account ORDER BY id") == text_rows{"a|41", "b|-1"});
    db.exec(update<Account>().set(col<&Account::hits> = 1).where(col<&Account::email> == "a"));
    CHECK(db.exec(add("b", 1)) == 0);
    CHECK(db.exec(add("d", 7)) == 1);
    CHECK(fresh.rows("SELECT email, hits FROM account ORDER BY id") == text_rows{"a|1", "b|-1", "d|7"});
}

TEMPLATE_TEST_CASE("a conflict may be one of a partial index", "[upserts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Member>>();
    constexpr auto members =
        "SELECT email, seat, hits, CASE WHEN gone THEN 'gone' ELSE '' END FROM upserted_member ORDER BY id";
    const auto add = [](std::string email, std::int64_t seat) {
        return insert_into<Member>().set(col<&Member::email> = email, col<&Member::seat> = seat,
                                         col<&Member::hits> = 1);
    };
    const auto visit_by_email = [&](std::string email) {
        return db.exec(add(email, 0)
                           .template on_conflict<&Member::email>()
                           .do_update(col<&Member::hits> = col<&Member::hits> + excluded<&Member::hits> * 10)
                           .where(col<&Member::hits> < 20));
    };
    CHECK(visit_by_email("a") == 1);
    CHECK(visit_by_email("a") == 1);
    CHECK(visit_by_email("a") == 1);
    CHECK(visit_by_email("a") == 0);
    db.exec(delete_from<Member>().where(col<&Member::email> == "a"));
    CHECK(visit_by_email("a") == 1); // the index has no row that is gone
    CHECK(fresh.rows(members) == text_rows{"a|0|21|gone", "a|0|1|"});
    // The literals of the index stand beside the values of the statement.
    const auto sit = [&](std::string email, std::int64_t seat) {
        return db.all(add(email, seat)
                          .template on_conflict<&Member::seat>()
                          .do_update(col<&Member::email> = col<&Member::email> + "+" + excluded<&Member::email>)
                          .where(col<&Member::hits> == 1)
                          .returning(col<&Member::email>));
    };
    CHECK(sit("b", 7) == std::vector<std::string>{"b"});
    CHECK(sit("c", 7) == std::vector<std::string>{"b+c"});
    CHECK(sit("d", 0) == std::vector<std::string>{"d"}); // no row of the index
    CHECK(db.exec(add("e", 7).template on_conflict<&Member::seat>().do_nothing()) == 0);
    CHECK_THROWS_AS(db.exec(add("d", 8).template on_conflict<&Member::seat>().do_nothing()), unique_violation);
    CHECK(fresh.rows(members) == text_rows{"a|0|21|gone", "a|0|1|", "b+c|7|1|", "d|0|1|"});
}

TEMPLATE_TEST_CASE("a value of an insert may be a query of its own table", "[upserts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Member>>();
    constexpr auto last = from<Member>().where(col<&Member::seat> == 0).select(max(col<&Member::hits>));
    const auto join = insert_into<Member>().set(col<&Member::email> = param<std::string>, col<&Member::seat> = 0,
                                                col<&Member::hits> = coalesce(scalar(last), 0) + 1);
    for (const char* email : {"a", "b", "c"}) CHECK(db.exec(join, email) == 1);
    db.exec(delete_from<Member>().where(col<&Member::email> == "c"));
    CHECK(db.exec(join, "d") == 1); // the one that is gone is not counted
    CHECK(fresh.rows("SELECT email, hits FROM upserted_member ORDER BY id") == text_rows{"a|1", "b|2", "c|3", "d|3"});
}

TEMPLATE_TEST_CASE("a conflict may be one of several columns", "[upserts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Pair>>();
    const auto add = [&](std::int64_t left, std::int64_t right) {
        return db.exec(insert_into<Pair>()
                           .set(col<&Pair::left> = left, col<&Pair::right> = right, col<&Pair::weight> = 1)
                           .template on_conflict<&Pair::right, &Pair::left>()
                           .do_update(col<&Pair::weight> = col<&Pair::weight> + 1));
    };
    CHECK(add(1, 2) == 1);
    CHECK(add(2, 1) == 1);
    CHECK(add(1, 2) == 1);
    CHECK(fresh.rows("SELECT * FROM pair ORDER BY 1") == text_rows{"1|2|2", "2|1|1"});
}

TEMPLATE_TEST_CASE("the rows of a query are inserted", "[upserts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Account, Archive>>();
    for (const char* email : {"a", "b", "c"}) db.exec(visit(email, email));
    db.exec(visit("b", "b"));
    const auto busy = from<Account>().where(col<&Account::hits> > 0);
    const auto into = insert_into<Archive>().template columns<&Archive::email, &Archive::hits>();
    CHECK(db.exec(into.from(
              busy.where(col<&Account::email> != "c").select(col<&Account::email>, col<&Account::hits> * 10))) == 2);
    CHECK(fresh.rows("SELECT email, hits FROM archive ORDER BY email") == text_rows{"a|10", "b|20"});
    CHECK_THROWS_AS(db.exec(into.from(busy.select(col<&Account::email>, col<&Account::hits>))), unique_violation);
    // Beside rows that are there: values of the query before those of the update.
    const auto merged = into.from(busy.where(col<&Account::hits> < 2).select(col<&Account::email>, col<&Account::hits>))
                            .template on_conflict<&Archive::email>()
                            .do_update(col<&Archive::hits> = col<&Archive::hits> + excluded<&Archive::hits> + 100);
    CHECK(db.exec(merged) == 2);
    CHECK(fresh.rows("SELECT email, hits FROM archive ORDER BY email") == text_rows{"a|111", "b|20", "c|1"});
    CHECK(db.exec(into.from(busy.select(col<&Account::email>, col<&Account::hits>)).on_conflict().do_nothing()) == 0);
    // The whole struct, keys included; and a set operation.
    CHECK(db.exec(insert_into<Archive>().from(busy.template select<Archive>(
              col<&Account::id> + 50, col<&Account::email> + "2", col<&Account::hits>))) == 3);
    CHECK(fresh.rows("SELECT count(*) FROM archive WHERE id > 50") == text_rows{"3"});
    const auto both = from<Account>()
                          .where(col<&Account::email> == "a")
                          .select(col<&Account::email> + "3", col<&Account::hits>)
                          .union_all(from<Account>()
                                         .where(col<&Account::email> == "b")
                                         .select(col<&Account::email> + "3", col<&Account::hits>));
    CHECK(db.all(into.from(both).returning(col<&Archive::email>)).size() == 2);
    // What does not fit into a column is refused by every database.
    CHECK_THROWS_AS(db.exec(into.from(busy.select(col<&Account::email> + "6", col<&Account::hits> * 2'000'000'000))),
                    error);
    CHECK(fresh.rows("SELECT count(*) FROM archive WHERE email LIKE '%6'") == text_rows{"0"});
}

TEMPLATE_TEST_CASE("an update takes values from another table or query", "[upserts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Account, Archive>>();
    for (const char* email : {"a", "b", "c"}) db.exec(visit(email, email));
    db.insert_many(std::vector<Archive>{{0, "a", 40}, {0, "b", 50}});
    const auto same = col<&Archive::email> == col<&Account::email>;
    CHECK(db.exec(update<Account>()
                      .set(col<&Account::hits> = col<&Account::hits> + col<&Archive::hits>)
                      .template from<Archive>()
                      .where(same && col<&Archive::hits> > 45)) == 1);
    CHECK(fresh.rows(accounts) == text_rows{"a|a|1|1", "b|b|51|2", "c|c|1|1"});
    // Values before, inside and behind the query; whole rows come back of the table that is written only.
    const auto changed = update<Account>()
                             .set(col<&Account::name> = "new")
                             .from(from<Archive>().where(col<&Archive::hits> < 45))
                             .set_if(true, col<&Account::hits> = col<&Archive::hits>)
                             .where(same && col<&Account::hits> < 2)
                             .returning();
    const std::vector<Account> rows = db.all(changed);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].name == "new");
    CHECK(rows[0].hits == 40);
    CHECK(fresh.rows(accounts) == text_rows{"a|new|40|2", "b|b|51|2", "c|c|1|1"});
}

TEST_CASE("rows that others have locked are skipped, or are an error", "[upserts]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Archive>>();
    db.insert_many(std::vector<Archive>{{0, "a", 1}, {0, "b", 2}});
    auto other = fresh.open();
    auto first = db.begin();
    CHECK(first.all(from<Archive>().where(col<&Archive::email> == "a").for_update()).size() == 1);
    auto second = other.begin();
    const auto free = from<Archive>().for_update().skip_locked().select(col<&Archive::email>);
    CHECK(second.all(free) == std::vector<std::string>{"b"});
    CHECK_THROWS_AS(second.all(from<Archive>().for_update().no_wait()), error);
}
