// What lives as long as it is needed: values that codecs make, and the state that transactions and
// streams share with a database that is closed under them.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/session_state.hpp>

#include <optional>
#include <string>
#include <vector>

namespace lifetimes_test {

/// Stored in lower case: its codec makes a new text of it.
struct Handle {
    std::string text{};
    bool operator==(const Handle&) const = default;
};
/// Stored with each byte inverted: its codec makes new bytes.
struct Secret {
    std::vector<std::byte> plain{};
    bool operator==(const Secret&) const = default;
};
struct Account {
    std::int64_t id{};
    Handle handle{};
    Secret secret{};
};

} // namespace lifetimes_test

template <> struct refract::codec<lifetimes_test::Handle> : refract::codec_through<std::string> {
    static std::string encode(const lifetimes_test::Handle& handle) {
        std::string lower = handle.text;
        for (char& each : lower)
            if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
        return lower;
    }
    static void decode(std::string_view text, lifetimes_test::Handle& out) { out.text = text; }
};
template <> struct refract::codec<lifetimes_test::Secret> : refract::codec_through<std::vector<std::byte>> {
    static std::vector<std::byte> encode(const lifetimes_test::Secret& secret) {
        std::vector<std::byte> inverted = secret.plain;
        for (std::byte& each : inverted) each = ~each;
        return inverted;
    }
    static void decode(wire stored, lifetimes_test::Secret& out) {
        out.plain.assign(stored.begin(), stored.end());
        for (std::byte& each : out.plain) each = ~each;
    }
};

using namespace refract;
using namespace refract_test;
using namespace lifetimes_test;
using blog::Tag;

static_assert(!detail::fits_parameter<Handle, std::string>(), "a text would go around the codec");

TEMPLATE_TEST_CASE("what a codec makes lives until the statement has run", "[lifetimes]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Account>>();
    const std::string ann = "ANN, WHOSE NAME IS LONGER THAN SHORT STRINGS",
                      bob = "BOB, WHOSE NAME IS ALSO LONGER THAN THAT";
    const Secret secret{.plain = std::vector<std::byte>(100, std::byte{7})};

    const auto id = db.insert(Account{.handle = {ann}, .secret = secret}).id;
    db.insert_many(std::vector<Account>{{.handle = {bob}, .secret = secret}});
    CHECK(db.template get<Account>(id).handle.text == "ann, whose name is longer than short strings");
    CHECK(db.template get<Account>(id).secret == secret);
    CHECK(db.count(from<Account>().where(col<&Account::handle> == Handle{ann})) == 1);
    CHECK(db.count(from<Account>().where(
              col<&Account::handle>.in(std::vector<Handle>{{ann}, {bob}, {"nobody at all, and a long name"}}))) == 2);
    CHECK(db.count(from<Account>().where(
              predicate<Account>(col<&Account::handle>.in(std::vector<Handle>{{ann}, {bob}})))) == 2);
    CHECK(db.count(from<Account>().where(col<&Account::handle> == param<Handle>), Handle{ann}) == 1);
    CHECK(db.count(from<Account>().where(col<&Account::secret> == param<Secret>), secret) == 2);
}

TEMPLATE_TEST_CASE("a database may be closed under a transaction and a stream", "[lifetimes]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    fresh.db().template create_tables<schema<Tag>>();
    fresh.db().insert_many(std::vector<Tag>{{.label = "a"}, {.label = "b"}, {.label = "c"}});
    {
        auto db = fresh.open();
        auto tx = db.begin();
        tx.insert(Tag{.label = "lost"});
        auto inner = tx.begin();
        db.close();
        CHECK_FALSE(db.is_open());
        CHECK_THROWS_AS(inner.insert(Tag{.label = "d"}), connection_error);
        CHECK_THROWS_AS(tx.commit(), connection_error);
        CHECK_THROWS_AS(db.insert(Tag{.label = "d"}), connection_error);
    }
    CHECK(fresh.db().count(from<Tag>()) == 3);

    auto db = fresh.open();
    auto stream = db.each(from<Tag>().order_by(col<&Tag::id>));
    auto at = stream.begin();
    CHECK(at->label == "a");
    db = fresh.open(); // how one connects anew
    CHECK_THROWS_AS(++at, connection_error);
    CHECK(db.count(from<Tag>()) == 3);

    auto moved = db.each(from<Tag>());
    auto taken = std::move(moved);
    int count = 0;
    for ([[maybe_unused]] const Tag& each : taken) ++count;
    CHECK(count == 3);
}

TEMPLATE_TEST_CASE("a transaction that dies while another thread is in a call is noticed", "[lifetimes]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    {
        auto tx = db.begin();
        // A range that is inserted ends the transaction half-way, as another thread would.
        std::vector<Tag> tags{{.label = "a"}};
        struct ending {
            std::optional<decltype(tx)>* held;
            std::vector<Tag>* tags;
            const Tag* begin() const {
                held->reset();
                return tags->data();
            }
            const Tag* end() const { return tags->data() + tags->size(); }
        };
        std::optional<decltype(tx)> held(std::move(tx));
        CHECK_NOTHROW(db.insert_many(ending{&held, &tags}));
    }
    CHECK_THROWS_AS(db.count(from<Tag>()), error);
    CHECK_THROWS_WITH(db.insert(Tag{.label = "b"}), refract_test::has_text("close the database"));
}

TEMPLATE_TEST_CASE("work that closes or replaces its database has not been committed, and says so", "[lifetimes]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    fresh.db().template create_tables<schema<Tag>>();
    auto db = fresh.open();
    const auto close = [&] {
        db.insert(Tag{.label = "lost"});
        db.close();
    };
    CHECK_THROWS_AS(db.transaction(close), connection_error);
    db = fresh.open();
    const auto connect_anew = [&](auto& tx) {
        tx.insert(Tag{.label = "lost"});
        db = fresh.open();
        db.insert(Tag{.label = "by itself"});
        return 1;
    };
    CHECK_THROWS_AS(db.transaction(connect_anew), connection_error);
    CHECK_THROWS_AS(db.transaction([&](auto& tx) { tx.transaction([&] { db.close(); }); }), connection_error);
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"by itself"});
    db = fresh.open();
    CHECK_NOTHROW(db.transaction([](auto& tx) { tx.rollback(); }));
}
