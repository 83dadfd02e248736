// Upserts and MERGE with random values, beside SQL that is written by hand and run by the C library on a second database
// with the same tables: what is told, what comes back and what the table holds then have to be the same.

#include <support/databases.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace upserts_test {

struct Seat {
    std::int64_t id{};
    std::int64_t hall{}, place{};
    std::optional<std::string> guest{};
    std::int64_t visits{};
    bool open{};
};
struct Request {
    std::int64_t id{};
    std::int64_t hall{}, place{};
    std::optional<std::string> guest{};
    std::int64_t visits{};
};

} // namespace upserts_test
using upserts_test::Request;
using upserts_test::Seat;

// Three keys by which a row may be there: a primary one, one of two columns, and one of open seats alone.
template <> inline constexpr auto refract::model<Seat> =
    refract::table(refract::named("upserted_seat"), refract::unique<&Seat::hall, &Seat::place>,
                   refract::index<&Seat::guest>.unique().where(refract::col<&Seat::open>));
template <> inline constexpr auto refract::model<Request> = refract::table(refract::named("upserted_request"));

namespace {

using upserted_seats = schema<Seat, Request>;

std::string upsert_literal(const std::optional<std::string>& text) { return text ? "'" + *text + "'" : "NULL"; }

/// What a statement came to, in words: the rows that it brought, or that it was refused.
using upsert_outcome = text_rows;

/// Both databases, and the values of the next statement.
template <class Backend> struct upsert_pair {
    fresh_database<Backend> typed, by_hand;
    std::mt19937_64 random;
    std::uint64_t refused = 0;

    explicit upsert_pair(std::uint64_t seed) : random(seed) {
        if (!typed) return;
        typed.db().template create_tables<upserted_seats>();
        by_hand.db().template create_tables<upserted_seats>();
    }
    int below(int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); }
    Seat seat() {
        constexpr std::array guests{"Ann", "Bob", "Cleo"};
        Seat made;
        made.id = 1 + below(6);
        made.hall = below(2);
        made.place = below(3);
        if (below(4) > 0) made.guest = guests[random() % guests.size()];
        made.visits = below(9);
        made.open = below(2) == 0;
        return made;
    }
    /// New rows of the other table, on both sides.
    void ask() {
        std::string rows;
        typed.db().exec(delete_from<Request>().all_rows());
        for (int i = 1, count = 1 + below(4); i <= count; ++i) {
            const Seat like = seat();
            typed.db().exec(insert_into<Request>().set(
                col<&Request::id> = i, col<&Request::hall> = like.hall, col<&Request::place> = like.place,
                col<&Request::guest> = like.guest, col<&Request::visits> = like.visits));
            rows += (i > 1 ? ", (" : "(") + std::to_string(i) + ", " + std::to_string(like.hall) + ", " +
                    std::to_string(like.place) + ", " + upsert_literal(like.guest) + ", " +
                    std::to_string(like.visits) + ")";
        }
        by_hand.rows("DELETE FROM upserted_request");
        by_hand.rows("INSERT INTO upserted_request (id, hall, place, guest, visits) VALUES " + rows);
    }
    template <class Run> static upsert_outcome outcome(Run run) {
        try {
            return run();
        } catch (const constraint_violation&) {
            return {"refused"};
        } catch (const std::exception& failure) { // of the C library, or "cannot affect row a second time"
            const std::string told = failure.what();
            CAPTURE(told);
            REQUIRE((told.find("nique") != std::string::npos || told.find("UNIQUE") != std::string::npos ||
                     told.find("second time") != std::string::npos));
            return {"refused"};
        }
    }
    template <class Query> static constexpr bool brings_rows = !std::is_same_v<detail::row_of<Query>, void>;

    /// Runs the same on both sides.
    template <class Query> void compare(const Query& query, std::string sql) {
        auto& db = typed.db();
        const upsert_outcome got = outcome([&]() -> upsert_outcome {
            if constexpr (brings_rows<Query>) {
                upsert_outcome rows;
                for (const auto& [id, visits] : db.all(query))
                    rows.push_back(std::to_string(id) + "|" + std::to_string(visits));
                std::sort(rows.begin(), rows.end());
                return rows;
            } else {
                db.exec(query);
                return {};
            }
        });
        if constexpr (brings_rows<Query>) sql += " RETURNING id, visits";
        const upsert_outcome wanted = outcome([&] {
            upsert_outcome rows = by_hand.rows(sql);
            std::sort(rows.begin(), rows.end());
            return rows;
        });
        CAPTURE(sql);
        REQUIRE(got == wanted);
        refused += got == upsert_outcome{"refused"};
        const std::string all = "SELECT id, hall, place, guest, visits, open FROM upserted_seat ORDER BY id";
        REQUIRE(typed.rows(all) == by_hand.rows(all));
    }

    // Each step puts a part behind the typed statement and behind the text, and goes on.
    template <class Query> void finish(const Query& query, const std::string& sql) {
        if (below(3) == 0)
            compare(query.returning(col<&Seat::id>, col<&Seat::visits>), sql);
        else
            compare(query, sql);
    }
    template <class Query> void restrict_update(const Query& query, const std::string& sql) {
        const std::int64_t most = below(9);
        switch (below(4)) {
        case 0:
            return compare(query.where(col<&Seat::visits> < most),
                           sql + " WHERE upserted_seat.visits < " + std::to_string(most));
        case 1:
            return compare(query.where(excluded<&Seat::visits> > col<&Seat::visits> || !col<&Seat::open>),
                           sql + " WHERE excluded.visits > upserted_seat.visits OR NOT upserted_seat.open");
        case 2: {
            predicate<Seat> wanted;
            if (most > 3) wanted &= col<&Seat::hall> == 1;
            if (most > 5) wanted |= col<&Seat::guest>.is_null();
            return compare(query.where(col<&Seat::visits> >= 0).where(wanted),
                           sql + " WHERE upserted_seat.visits >= 0" +
                               (most > 5   ? " AND (upserted_seat.hall = 1 OR upserted_seat.guest IS NULL)"
                                : most > 3 ? " AND upserted_seat.hall = 1"
                                           : ""));
        }
        default: return finish(query, sql);
        }
    }
    template <class Conflict> void act(const Conflict& conflict, const std::string& sql) {
        const std::int64_t step = below(3);
        switch (below(4)) {
        case 0: return finish(conflict.do_nothing(), sql + " DO NOTHING");
        case 1:
            return restrict_update(
                conflict.do_update(col<&Seat::visits> = col<&Seat::visits> * 2 + excluded<&Seat::visits>,
                                   col<&Seat::guest> = excluded<&Seat::guest>),
                sql + " DO UPDATE SET visits = upserted_seat.visits * 2 + excluded.visits, guest = excluded.guest");
        case 2: // may meet another row itself
            return restrict_update(
                conflict.do_update(col<&Seat::place> = (col<&Seat::place> + step) % 3, col<&Seat::visits> += 1),
                sql + " DO UPDATE SET place = (upserted_seat.place + " + std::to_string(step) +
                    ") % 3, visits = upserted_seat.visits + 1");
        default:
            return restrict_update(
                conflict.do_update(col<&Seat::guest> = coalesce(excluded<&Seat::guest>, col<&Seat::guest>, "nobody"),
                                   col<&Seat::open> =
                                       case_when(excluded<&Seat::visits> > step, true).otherwise(col<&Seat::open>)),
                sql +
                    " DO UPDATE SET guest = coalesce(excluded.guest, upserted_seat.guest, 'nobody'), open = CASE WHEN "
                    "excluded.visits > " +
                    std::to_string(step) + " THEN " + yes() + " ELSE upserted_seat.open END");
        }
    }
    template <class Insert> void meet(const Insert& insert, const std::string& sql) {
        switch (below(4)) {
        case 0: return act(insert.template on_conflict<&Seat::id>(), sql + " ON CONFLICT (id)");
        case 1:
            return act(insert.template on_conflict<&Seat::hall, &Seat::place>(), sql + " ON CONFLICT (hall, place)");
        case 2: return act(insert.template on_conflict<&Seat::guest>(), sql + " ON CONFLICT (guest) WHERE open");
        default: return finish(insert.on_conflict().do_nothing(), sql + " ON CONFLICT DO NOTHING");
        }
    }
    static std::string yes() { return Backend::is_sqlite ? "1" : "true"; }
    static std::string no() { return Backend::is_sqlite ? "0" : "false"; }

    void step() {
        const Seat made = seat();
        const std::string into = "INSERT INTO upserted_seat (id, hall, place, guest, visits, open) ";
        if (below(3) > 0) {
            meet(insert_into<Seat>().set(col<&Seat::id> = made.id, col<&Seat::hall> = made.hall,
                                         col<&Seat::place> = made.place, col<&Seat::guest> = made.guest,
                                         col<&Seat::visits> = made.visits, col<&Seat::open> = made.open),
                 into + "VALUES (" + std::to_string(made.id) + ", " + std::to_string(made.hall) + ", " +
                     std::to_string(made.place) + ", " + upsert_literal(made.guest) + ", " +
                     std::to_string(made.visits) + ", " + (made.open ? yes() : no()) + ")");
        } else {
            ask();
            const auto asked = from<Request>()
                                   .where(col<&Request::visits> >= made.visits / 2)
                                   .order_by(col<&Request::id>)
                                   .select(col<&Request::id> + made.id, col<&Request::hall>, col<&Request::place>,
                                           col<&Request::guest>, col<&Request::visits>, value(made.open));
            act(insert_into<Seat>()
                    .columns<&Seat::id, &Seat::hall, &Seat::place, &Seat::guest, &Seat::visits, &Seat::open>()
                    .from(asked)
                    .template on_conflict<&Seat::hall, &Seat::place>(),
                into + "SELECT id + " + std::to_string(made.id) + ", hall, place, guest, visits, " +
                    (made.open ? yes() : no()) + " FROM upserted_request WHERE visits >= " +
                    std::to_string(made.visits / 2) + " ORDER BY id ON CONFLICT (hall, place)");
        }
    }
    void thin() {
        typed.rows("DELETE FROM upserted_seat WHERE id > 3");
        by_hand.rows("DELETE FROM upserted_seat WHERE id > 3");
    }
};

std::uint64_t upsert_setting(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

} // namespace

TEMPLATE_TEST_CASE("random upserts do what they do by hand", "[random]", REFRACT_TEST_DATABASES) {
    const std::uint64_t seed = upsert_setting("REFRACT_RANDOM_SEED", 1);
    const std::uint64_t count = upsert_setting("REFRACT_RANDOM_COUNT", 10'000) / 20;
    upsert_pair<TestType> pair(seed);
    if (!pair.typed) return;
    INFO("REFRACT_RANDOM_SEED=" << seed);
    for (std::uint64_t number = 0; number < count; ++number) {
        INFO("statement " << number);
        pair.step();
        if (number % 6 == 5) pair.thin();
    }
    CHECK(pair.refused > 0); // both are tried
    CHECK(pair.refused < count / 2);
}

#ifdef REFRACT_TEST_POSTGRES
namespace {

/// A merge of the requests into the seats, with branches of a kind.
struct merge_maker {
    upsert_pair<on_postgres>& pair;
    const std::string into = "MERGE INTO upserted_seat AS s USING upserted_request AS r ON ";

    static constexpr auto seats_of_one_place =
        col<&Seat::hall> == col<&Request::hall> && col<&Seat::place> == col<&Request::place>;

    void step() {
        const int limit = pair.below(9);
        const std::string most = std::to_string(limit);
        const std::string place = "s.hall = r.hall AND s.place = r.place ", key = "s.id = r.id ";
        const auto by_place = merge_into<Seat>().using_table<Request>(seats_of_one_place);
        const auto by_key = merge_into<Seat>().using_table<Request>(col<&Seat::id> == col<&Request::id>);
        switch (pair.below(5)) {
        case 0:
            return pair.compare(
                by_key.when_matched(col<&Seat::visits> > limit)
                    .do_delete()
                    .when_matched()
                    .do_update(col<&Seat::visits> = col<&Seat::visits> + col<&Request::visits>,
                               col<&Seat::guest> = col<&Request::guest>)
                    .when_not_matched(col<&Request::visits> < limit)
                    .do_insert(col<&Seat::id> = col<&Request::id>, col<&Seat::hall> = col<&Request::hall>,
                               col<&Seat::place> = col<&Request::place>, col<&Seat::visits> = limit,
                               col<&Seat::open> = false),
                into + key + "WHEN MATCHED AND s.visits > " + most +
                    " THEN DELETE WHEN MATCHED THEN UPDATE SET visits = s.visits + r.visits, guest = r.guest WHEN NOT "
                    "MATCHED AND r.visits < " +
                    most + " THEN INSERT (id, hall, place, visits, open) VALUES (r.id, r.hall, r.place, " + most +
                    ", false)");
        case 1:
            return pair.compare(
                by_place.when_matched(col<&Request::guest>.is_null() || col<&Seat::guest> == col<&Request::guest>)
                    .do_nothing()
                    .when_matched(col<&Seat::open>)
                    .do_update(col<&Seat::open> = false, col<&Seat::visits> = limit)
                    .when_matched()
                    .do_delete()
                    .when_not_matched()
                    .do_nothing(),
                into + place +
                    "WHEN MATCHED AND (r.guest IS NULL OR s.guest = r.guest) THEN DO NOTHING WHEN MATCHED AND s.open "
                    "THEN UPDATE SET open = false, visits = " +
                    most + " WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN DO NOTHING");
        case 2: // may meet another row by one of the keys
            return pair.compare(
                by_place.when_not_matched(col<&Request::guest>.is_distinct_from("Ann"))
                    .do_insert(col<&Seat::id> = col<&Request::id> + limit, col<&Seat::hall> = col<&Request::hall>,
                               col<&Seat::place> = col<&Request::place>, col<&Seat::guest> = col<&Request::guest>,
                               col<&Seat::visits> = col<&Request::visits>, col<&Seat::open> = true)
                    .when_matched()
                    .do_update(col<&Seat::guest> = coalesce(col<&Seat::guest>, col<&Request::guest>)),
                into + place +
                    "WHEN NOT MATCHED AND r.guest IS DISTINCT FROM 'Ann' THEN INSERT (id, hall, place, guest, visits, "
                    "open) VALUES (r.id + " +
                    most +
                    ", r.hall, r.place, r.guest, r.visits, true) WHEN MATCHED THEN UPDATE SET guest = "
                    "coalesce(s.guest, r.guest)");
        case 3: { // of a query, and with assignments of the run time
            const bool opens = limit > 4;
            const auto most_visited = from<Request>().where(col<&Request::visits> >= limit / 2);
            return pair.compare(merge_into<Seat>()
                                    .using_table(most_visited, col<&Seat::id> == col<&Request::id>)
                                    .when_matched()
                                    .do_update(col<&Seat::visits> = col<&Seat::visits> - col<&Request::visits>)
                                    .set_if(opens, col<&Seat::open> = true, col<&Seat::guest> = std::nullopt),
                                "MERGE INTO upserted_seat AS s USING (SELECT * FROM upserted_request WHERE visits >= " +
                                    std::to_string(limit / 2) + ") AS r ON " + key +
                                    "WHEN MATCHED THEN UPDATE SET visits = s.visits - r.visits" +
                                    (opens ? ", open = true, guest = NULL" : ""));
        }
        default:
            return pair.compare(by_key.when_matched(col<&Seat::place> + col<&Request::place> > limit % 4).do_delete(),
                                into + key + "WHEN MATCHED AND s.place + r.place > " + std::to_string(limit % 4) +
                                    " THEN DELETE");
        }
    }
};

} // namespace

TEST_CASE("random merges do what they do by hand", "[random]") {
    const std::uint64_t seed = upsert_setting("REFRACT_RANDOM_SEED", 1);
    const std::uint64_t count = upsert_setting("REFRACT_RANDOM_COUNT", 10'000) / 20;
    upsert_pair<on_postgres> pair(seed);
    if (!pair.typed || PQserverVersion(pair.typed.db().connection().native()) < 150'000) return;
    merge_maker maker{pair};
    INFO("REFRACT_RANDOM_SEED=" << seed);
    for (std::uint64_t number = 0; number < count; ++number) {
        INFO("statement " << number);
        if (number % 2 == 0) pair.step();
        pair.ask();
        maker.step();
        if (number % 8 == 7) pair.thin();
    }
    CHECK(pair.refused > 0);
    CHECK(pair.refused < count);
}
#endif
