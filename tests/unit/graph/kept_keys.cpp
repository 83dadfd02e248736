// Keys that the database makes stay in it for the statements behind: through rows that share a key, rows of several
// kinds, statements that split a level, and names that have to be quoted. One journey on PostgreSQL.

#include <refract/graph/insert.hpp>

#include "support/databases.hpp"

#ifdef REFRACT_TEST_POSTGRES
#include "support/journeys.hpp"
#include "support/pgbouncer.hpp"

#include <atomic>
#include <thread>
#endif

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace kept_test {

struct Parcel {
    std::int64_t id{};
    std::string content;
};
struct Slip { // its key is that of the parcel
    std::int64_t parcel_id{};
    std::string text;
};
struct Seal {
    std::int32_t id{};
    std::string text;
    std::int64_t slip_id{};
};
struct Stamp { // the database makes a column, unless the program does
    std::int64_t id{};
    std::string picture;
    std::string code{};
};
struct Letter {
    std::int64_t id{};
    std::string text;
    std::int64_t stamp_id{};
};
struct Payment {
    std::int16_t id{};
    std::string method;
    std::optional<std::string> iban, card;
};
struct Bill { // its key is that of the payment
    std::int16_t payment_id{};
    std::string text;
};
struct BillLine {
    std::int64_t id{};
    std::string text;
    std::int16_t bill_id{};
};
struct Link {
    std::int32_t id{};
    std::string name;
    std::optional<std::int32_t> above_id;
};

struct Transfer {
    using model = Payment;
    std::string iban;
};
struct CardPayment {
    using model = Payment;
    std::string card;
};

} // namespace kept_test
using namespace kept_test;

template <> inline constexpr auto refract::model<Parcel> = refract::table(refract::named(R"(it's "a" pa\rcel)"));
template <> inline constexpr auto refract::model<Slip> =
    refract::table(refract::named("kept_slip"), refract::primary_key<&Slip::parcel_id>,
                   refract::foreign_key<&Slip::parcel_id>.references<&Parcel::id>());
template <> inline constexpr auto refract::model<Seal> =
    refract::table(refract::named("kept_seal"), refract::column<&Seal::id>.named(R"(the "id's\)"),
                   refract::foreign_key<&Seal::slip_id>.references<&Slip::parcel_id>());
template <> inline constexpr auto refract::model<Stamp> = refract::table(
    refract::named("kept_stamp"), refract::column<&Stamp::code>.default_to(refract::lower(refract::value("NEW"))));
template <> inline constexpr auto refract::model<Letter> =
    refract::table(refract::named("kept_letter"), refract::foreign_key<&Letter::stamp_id>.references<&Stamp::id>());
template <> inline constexpr auto refract::model<Payment> = refract::table(
    refract::named("kept_payment"),
    refract::kinds<&Payment::method, Transfer, refract::kind_as<refract::fixed_string("card"), CardPayment>>);
template <> inline constexpr auto refract::model<Bill> =
    refract::table(refract::named("kept_bill"), refract::primary_key<&Bill::payment_id>,
                   refract::foreign_key<&Bill::payment_id>.references<&Payment::id>());
template <> inline constexpr auto refract::model<BillLine> = refract::table(
    refract::named("kept_line"), refract::foreign_key<&BillLine::bill_id>.references<&Bill::payment_id>());
template <> inline constexpr auto refract::model<Link> =
    refract::table(refract::named("kept_link"), refract::foreign_key<&Link::above_id>.references<&Link::id>());

namespace kept_test {

struct SealLine {
    using model = Seal;
    std::string text;
    std::int32_t id{};
};
struct SlipTree {
    using model = Slip;
    std::string text;
    std::vector<SealLine> seals{};
};
struct ParcelTree {
    using model = Parcel;
    std::string content;
    std::int64_t id{};
    std::unique_ptr<SlipTree> slip{};
};
struct LetterTree {
    using model = Letter;
    std::string text;
    Stamp stamp{};
};
struct LineText {
    using model = BillLine;
    std::string text;
};
struct BillTree {
    using model = Bill;
    std::string text;
    std::variant<CardPayment, Transfer> payment;
    std::vector<LineText> lines{};
};
struct LinkTree {
    using model = Link;
    std::string name;
    std::vector<LinkTree> below{};
    std::int32_t id{};
};

ParcelTree parcel(const std::string& name, int seals) {
    ParcelTree made{.content = name};
    if (seals < 0) return made;
    made.slip = std::make_unique<SlipTree>(SlipTree{.text = "of " + name});
    for (int i = 0; i < seals; ++i) made.slip->seals.push_back({.text = name + " " + std::to_string(i)});
    return made;
}
std::vector<ParcelTree> parcels() {
    std::vector<ParcelTree> all;
    all.push_back(parcel("a", 1));
    all.push_back(parcel("'; DROP TABLE kept_seal; --", -1));
    all.push_back(parcel("c", 2));
    return all;
}
const std::string all_parcels =
    R"(SELECT p.content, s.text, e.text FROM "it's ""a"" pa\rcel" p LEFT JOIN kept_slip s ON s.parcel_id = p.id )"
    R"(LEFT JOIN kept_seal e ON e.slip_id = s.parcel_id ORDER BY 1, 3)";
const text_rows of_parcels = {"'; DROP TABLE kept_seal; --|NULL|NULL", "a|of a|a 0", "c|of c|c 0", "c|of c|c 1"};

/// Each below the one before.
LinkTree chain(int length) {
    LinkTree made{.name = "last"};
    for (int i = length - 1; i > 0; --i) {
        LinkTree above{.name = std::to_string(i)};
        above.below.push_back(std::move(made));
        made = std::move(above);
    }
    return made;
}
const std::string broken_links =
    "SELECT count(*) FROM kept_link l LEFT JOIN kept_link a ON a.id = l.above_id WHERE l.name "
    "NOT IN ('1', 'last') AND (a.name IS NULL OR CAST(a.name AS INTEGER) + 1 <> CAST(l.name "
    "AS INTEGER))";

} // namespace kept_test

TEMPLATE_TEST_CASE("a key goes through rows that share it, in tables of any name", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Parcel, Slip, Seal>>();
    if constexpr (!TestType::is_sqlite) fresh.rows(R"(SELECT setval('"it''s ""a"" pa\rcel_id_seq"', 5000000000))");
    SECTION("many trees") { CHECK(db.insert_many(parcels()) == 3); }
    SECTION("one by one, which come back") {
        for (ParcelTree& each : parcels()) {
            const ParcelTree made = db.insert(std::move(each));
            CHECK(fresh.rows("SELECT content FROM \"it's \"\"a\"\" pa\\rcel\" WHERE id = " + std::to_string(made.id)) ==
                  text_rows{made.content});
            if (made.slip)
                for (const SealLine& seal : made.slip->seals)
                    CHECK(fresh.rows(R"(SELECT text FROM kept_seal WHERE "the ""id's\" = )" +
                                     std::to_string(seal.id)) == text_rows{seal.text});
        }
    }
    SECTION("some keys given, some made") {
        auto all = parcels();
        all[0].id = 7'000'000'000;
        all[2].slip->seals[0].id = 700;
        CHECK(db.insert_many(std::move(all)) == 3);
        CHECK(fresh.rows("SELECT slip_id FROM kept_seal WHERE text = 'a 0'") == text_rows{"7000000000"});
        CHECK(fresh.rows(R"(SELECT text FROM kept_seal WHERE "the ""id's\" = 700)") == text_rows{"c 0"});
    }
    CHECK(fresh.rows(all_parcels) == of_parcels);
}

TEMPLATE_TEST_CASE("rows find theirs where a level is several statements", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Stamp, Letter, Payment, Bill, BillLine>>();
    std::vector<LetterTree> letters;
    for (int i = 0; i < 6; ++i) {
        const std::string name = std::to_string(i);
        letters.push_back({.text = name, .stamp = {.picture = "p" + name, .code = i % 3 == 1 ? "own" : ""}});
    }
    CHECK(db.insert_many(letters) == 6);
    CHECK(db.insert(letters[1]).stamp.code == "own");
    CHECK(fresh.rows(
              "SELECT l.text, s.picture, s.code FROM kept_letter l JOIN kept_stamp s ON s.id = l.stamp_id ORDER BY "
              "l.id") == text_rows{"0|p0|new", "1|p1|own", "2|p2|new", "3|p3|new", "4|p4|own", "5|p5|new", "1|p1|own"});

    const std::vector<BillTree> bills{{.text = "one", .payment = Transfer{"NO1"}, .lines = {{"1a"}, {"1b"}}},
                                      {.text = "two", .payment = CardPayment{"471"}, .lines = {{"2a"}}},
                                      {.text = "three", .payment = Transfer{"NO3"}, .lines = {{"3a"}}}};
    CHECK(db.insert_many(bills) == 3); // the lines take keys of two kinds of payments
    CHECK(fresh.rows(
              "SELECT l.text, b.text, coalesce(p.iban, p.card) FROM kept_line l JOIN kept_bill b ON b.payment_id = "
              "l.bill_id JOIN kept_payment p ON p.id = b.payment_id ORDER BY 1") ==
          text_rows{"1a|one|NO1", "1b|one|NO1", "2a|two|471", "3a|three|NO3"});
}

TEMPLATE_TEST_CASE("a chain is inserted, however deep it is", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Link>>();
    for (const int length : {1, 2, 60, 1'100}) {
        fresh.rows("DELETE FROM kept_link");
        LinkTree deepest = db.insert(chain(length));
        CHECK(fresh.rows("SELECT count(*), count(DISTINCT above_id) FROM kept_link") ==
              text_rows{std::to_string(length) + "|" + std::to_string(length - 1)});
        CHECK(fresh.rows(broken_links) == text_rows{"0"});
        while (!deepest.below.empty()) deepest = LinkTree(std::move(deepest.below.front()));
        CHECK(fresh.rows("SELECT name FROM kept_link WHERE id = " + std::to_string(deepest.id)) == text_rows{"last"});
    }
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a tree is one journey, whatever its keys go through", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Parcel, Slip, Seal, Stamp, Letter, Link>>();
    const auto insert_some = [&](auto& session, int links) {
        session.insert(parcel("p", 3));
        session.insert(LetterTree{.text = "l", .stamp = {.picture = "s"}});
        session.insert_many(parcels());
        session.insert(chain(links));
    };
    insert_some(db, 1); // prepares
    insert_some(db, 20);
    CHECK(journeys_of(db, [&] { insert_some(db, 20); }) == 4);
    auto tx = db.begin();
    CHECK(journeys_of(db, [&] { insert_some(tx, 20); }) == 4);
    CHECK_THROWS_AS(tx.insert(LinkTree{.name = "l", .below = {{.name = "l", .id = -1}, {.name = "m", .id = -1}}}),
                    unique_violation);
    CHECK(journeys_of(db, [&] { insert_some(tx, 20); }) == 4);
    tx.commit();
    CHECK(fresh.rows("SELECT count(*) FROM kept_link") == text_rows{"81"});
    CHECK(fresh.rows("SELECT count(*) FROM kept_link WHERE id = -1") == text_rows{"0"});
    CHECK(fresh.rows("SELECT count(*) FROM kept_link WHERE above_id IS NULL") == text_rows{"5"});
}

TEST_CASE("a connection that is lost in the middle of a tree that is inserted leaves nothing", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fresh.db().create_tables<schema<Link>>();
    fresh.rows(
        "CREATE FUNCTION kept_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name = 'last' THEN PERFORM "
        "pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$");
    fresh.rows("CREATE TRIGGER ends BEFORE INSERT ON kept_link FOR EACH ROW EXECUTE FUNCTION kept_end()");
    auto db = fresh.open();
    db.insert(LinkTree{.name = "stays"});
    try {
        db.insert(chain(5));
        FAIL("the connection is gone");
    } catch (const error& failure) { CHECK(failure.connection_lost()); }
    CHECK_FALSE(db.is_open());
    CHECK_THROWS_AS(db.insert(LinkTree{.name = "no"}), connection_error);
    CHECK(fresh.rows("SELECT name FROM kept_link") == text_rows{"stays"});
}

TEST_CASE("a key that a column cannot hold, and a sequence that is not for this user", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Parcel, Slip, Seal>>();
    fresh.rows("ALTER TABLE kept_seal ALTER slip_id TYPE integer USING slip_id::integer");
    fresh.rows(R"(SELECT setval('"it''s ""a"" pa\rcel_id_seq"', 5000000000))");
    CHECK_THROWS_AS(db.insert(parcel("wide", 1)), error);
    CHECK(fresh.rows("SELECT count(*) FROM kept_slip") == text_rows{"0"});
    fresh.rows(R"(SELECT setval('"it''s ""a"" pa\rcel_id_seq"', 50))");
    db.insert(parcel("fits", 1));
    const std::string role = unique_name();
    fresh.rows("CREATE ROLE " + role);
    fresh.rows("GRANT USAGE ON SCHEMA " + fresh.rows("SELECT current_schema()").front() + " TO " + role);
    fresh.rows("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA " + fresh.rows("SELECT current_schema()").front() +
               " TO " + role);
    db.execute(unsafe_sql("SET ROLE " + role));
    db.insert(parcel("theirs", 2)); // an identity needs no right on its sequence
    db.execute("RESET ROLE");
    fresh.rows("DROP OWNED BY " + role + "; DROP ROLE " + role);
    CHECK(fresh.rows(all_parcels) ==
          text_rows{"fits|of fits|fits 0", "theirs|of theirs|theirs 0", "theirs|of theirs|theirs 1"});
}

TEST_CASE("trees are inserted through a pooler in transaction mode", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fresh.db().create_tables<schema<Parcel, Slip, Seal>>();
    pgbouncer pooler(2);
    if (!pooler) return;
    const std::string schema = fresh.rows("SELECT current_schema()").front();
    std::atomic<int> failed = 0;
    const auto insert_often = [&](const std::string& name) {
        try {
            postgres::database db(pooler.url());
            auto here = db.in_schema(schema);
            for (int i = 0; i < 20; ++i) {
                here.insert(parcel(name, 2));
                db.transaction([&] { here.insert(parcel(name, 1)); });
            }
        } catch (...) { ++failed; }
    };
    std::thread first([&] { insert_often("a"); }), second([&] { insert_often("b"); }),
        third([&] { insert_often("c"); });
    first.join();
    second.join();
    third.join();
    CHECK(failed == 0);
    CHECK(fresh.rows(
              R"(SELECT p.content, count(*) FROM "it's ""a"" pa\rcel" p JOIN kept_slip s ON s.parcel_id = p.id AND )"
              R"(s.text = 'of ' || p.content JOIN kept_seal e ON e.slip_id = s.parcel_id AND e.text LIKE )"
              R"(p.content || ' %' GROUP BY 1 ORDER BY 1)") == text_rows{"a|60", "b|60", "c|60"});
}
#endif
