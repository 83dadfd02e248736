// Behind PgBouncer: several clients use the sessions of the server in turn.

#include <refract/driver/postgres_pooler.hpp>

#include <support/pgbouncer.hpp>
#include <support/postgres_session.hpp>

#include <refract/postgres.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace pooled {

struct Thing {
    std::int64_t id{};
    std::string name{};
    std::int64_t v{};
};

} // namespace pooled

template <> inline constexpr auto refract::model<pooled::Thing> = refract::table(refract::named("pooled_thing"));

namespace {

using pooled::Thing;
using numbers = std::vector<std::int64_t>;

const auto small = from<Thing>().where(col<&Thing::v> <= 2).order_by(col<&Thing::v>);
const auto large = from<Thing>().where(col<&Thing::v> >= 19).order_by(col<&Thing::v>);
const auto erase_small = delete_from<Thing>().where(col<&Thing::v> <= 2);
const auto erase_large = delete_from<Thing>().where(col<&Thing::v> >= 19);

// Twenty rows, made and read back past the pooler.
class things {
public:
    things() : own_(*postgres_url()) {
        own_.execute("DROP TABLE IF EXISTS pooled_thing");
        own_.create_tables<schema<Thing>>();
        own_.execute("INSERT INTO pooled_thing (name, v) SELECT 's' || g, g FROM generate_series(1, 20) g");
    }
    ~things() { own_.execute("DROP TABLE pooled_thing"); }
    std::int64_t count() { return own_.count(from<Thing>()); }

private:
    postgres::database own_;
};

template <class Session, class Query> numbers read(Session& session, const Query& query) {
    numbers values;
    for (const Thing& each : session.all(query)) values.push_back(each.v);
    return values;
}
// What each of two clients asks for, so that both have statements of other texts.
template <class Session> numbers read_own(Session& session, bool is_first) {
    return is_first ? read(session, small) : read(session, large);
}
numbers own(bool is_first) { return is_first ? numbers{1, 2} : numbers{19, 20}; }
template <class Session> std::int64_t erase_own(Session& session, bool is_first) {
    return is_first ? session.exec(erase_small) : session.exec(erase_large);
}
template <class Session> std::string setting(Session& session, const std::string& name) {
    return session.template query<std::string>(unsafe_sql("SELECT current_setting('" + name + "')")).at(0);
}

} // namespace

TEST_CASE("clients that take turns in a pooler's sessions read and delete their own rows", "[postgres_pooler]") {
    pgbouncer pooler(2);
    if (!pooler) return;
    things stored;
    postgres::options how;
    SECTION("with the options as they are") {}
    SECTION("with statements sent as text") { how.prepare = false; }
    SECTION("with settings") {
        how.statement_timeout = std::chrono::seconds(60);
        how.time_zone = "Europe/Berlin";
    }
    postgres::database a{pooler.url(), how}, b{pooler.url(), how};
    {
        auto first = a.begin(); // in one session of the server
        CHECK(read(first, small) == numbers{1, 2});
        auto second = b.begin(); // in the other
        CHECK(read(second, large) == numbers{19, 20});
        first.commit();
        second.commit();
    }
    for (int round = 0; round < 6; ++round) { // now this way, now the other
        const bool first_is_a = round % 2 == 1;
        auto first = first_is_a ? a.begin() : b.begin();
        CHECK(read_own(first, first_is_a) == own(first_is_a));
        auto second = first_is_a ? b.begin() : a.begin();
        CHECK(read_own(second, !first_is_a) == own(!first_is_a));
        if (round % 3 == 0) first.commit();
        second.commit();
    }
    for (int round = 0; round < 4; ++round) {
        const bool first_is_a = round % 2 == 1;
        auto first = first_is_a ? a.begin() : b.begin();
        CHECK(erase_own(first, first_is_a) == 2);
        auto second = first_is_a ? b.begin() : a.begin();
        CHECK(erase_own(second, !first_is_a) == 2);
        CHECK(read_own(first, first_is_a).empty());
        CHECK(read_own(first, !first_is_a) == own(!first_is_a));
        first.rollback();
        second.rollback();
    }
    CHECK(stored.count() == 20);
    CHECK(a.exec(erase_small) == 2);
    CHECK(b.exec(erase_large) == 2);
    CHECK(stored.count() == 16);
}

TEST_CASE("single statements, streams and copies go through a pooler", "[postgres_pooler]") {
    pgbouncer pooler(2);
    if (!pooler) return;
    things stored;
    postgres::database a{pooler.url()}, b{pooler.url()};
    for (int round = 0; round < 10; ++round) {
        auto held = round % 2 ? b.begin() : a.begin(); // takes one session away
        if (round % 2) CHECK(read(held, large) == numbers{19, 20});
        auto& free = round % 2 ? a : b;
        CHECK(read(free, small) == numbers{1, 2});
        std::int64_t sum = 0;
        for (const Thing& each : free.each(from<Thing>())) sum += each.v;
        CHECK(sum == 210);
        CHECK(free.find<Thing>(3)->v == 3);
        const Thing made = free.insert(Thing{.name = "one", .v = 100});
        CHECK(free.insert_many(std::vector<Thing>{{.name = "two", .v = 101}, {.name = "three", .v = 102}}) == 2);
        CHECK(free.erase(made));
        CHECK(free.exec(delete_from<Thing>().where(col<&Thing::v> > 100)) == 2);
        held.rollback();
    }
    CHECK(stored.count() == 20);
}

TEST_CASE("a transaction that only a failure can tell of its session says that it may be run again",
          "[postgres_pooler]") {
    pgbouncer pooler(2);
    if (!pooler) return;
    things stored;
    postgres::database a{pooler.url()}, b{pooler.url()};
    CHECK(read(a, small) == numbers{1, 2});
    int failures = 0;
    for (int round = 0; round < 4; ++round) {
        auto held = b.begin(); // the session in which it was prepared
        try {
            // Asking for the session would decide which moment this transaction sees.
            a.transaction({.isolation = isolation::serializable},
                          [&](auto& inside) { CHECK(read(inside, small) == numbers{1, 2}); });
        } catch (const error& failure) {
            CHECK(failure.can_retry());
            ++failures;
        }
    }
    CHECK(failures <= 1);
}

TEST_CASE("what one client sets does not reach the next one in the session", "[postgres_pooler]") {
    pgbouncer pooler(1);
    if (!pooler) return;
    const std::string own_zone = [] {
        postgres::database direct{*postgres_url(), {.time_zone = ""}};
        return setting(direct, "TimeZone");
    }();
    const bool prepares = GENERATE(true, false);
    postgres::database careful{pooler.url(),
                               {.prepare = prepares,
                                .statement_timeout = std::chrono::milliseconds(300),
                                .lock_timeout = std::chrono::milliseconds(200),
                                .time_zone = "Asia/Tokyo"}};
    postgres::database plain{pooler.url(), {.prepare = prepares, .time_zone = ""}};
    for (int round = 0; round < 2; ++round) {
        careful.transaction([&](auto& inside) {
            CHECK(setting(inside, "statement_timeout") == "300ms");
            CHECK(setting(inside, "lock_timeout") == "200ms");
            CHECK(setting(inside, "TimeZone") == "Asia/Tokyo");
        });
        CHECK_THROWS_AS(
            careful.transaction([&](auto& inside) { inside.template query<std::string>("SELECT pg_sleep(5)::text"); }),
            timeout);
        CHECK(setting(plain, "statement_timeout") == "0");
        CHECK(setting(plain, "lock_timeout") == "0");
        CHECK(setting(plain, "TimeZone") == own_zone);
        plain.transaction([&](auto& inside) { CHECK(setting(inside, "statement_timeout") == "0"); });
    }
    // A setting that the server does not take fails the transaction, and leaves none open.
    CHECK(setting(plain, "TimeZone") == own_zone);
}

TEST_CASE("a pooler in session mode keeps prepared statements", "[postgres_pooler]") {
    pgbouncer pooler(2, "pool_mode = session");
    if (!pooler) return;
    things stored;
    postgres::database a{pooler.url()};
    CHECK(read(a, small) == numbers{1, 2});
    for (int round = 0; round < 3; ++round) {
        a.transaction([&](auto& inside) {
            CHECK(read(inside, small) == numbers{1, 2});
            CHECK(read(inside, large) == numbers{19, 20});
        });
    }
    CHECK(a.query<std::int64_t>("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'refract%' AND "
                                "statement LIKE 'SELECT \"id\"%'")
              .at(0) == 2);
}

TEST_CASE("a pooler that carries statements along runs them by name", "[postgres_pooler]") {
    if (pgbouncer::version() < 1021) return skip("this pgbouncer keeps no prepared statements, version 1.21 does");
    pgbouncer pooler(2, "pool_mode = transaction\nmax_prepared_statements = 100");
    if (!pooler) return;
    things stored;
    postgres::database a{pooler.url()}, b{pooler.url()};
    for (int round = 0; round < 6; ++round) {
        auto held = round % 2 ? b.begin() : a.begin();
        auto& free = round % 2 ? a : b;
        CHECK(read(held, large) == numbers{19, 20});
        CHECK(read(free, small) == numbers{1, 2});
        free.transaction([&](auto& inside) { CHECK(read(inside, small) == numbers{1, 2}); });
    }
    a.transaction([&](auto& inside) {
        read(inside, small);
        CHECK(inside
                  .template query<std::int64_t>(
                      "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT \"id\"%'")
                  .at(0) > 0);
    });
}
