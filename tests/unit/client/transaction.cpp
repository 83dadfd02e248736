// Transactions: all or nothing, nested as savepoints.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/transaction.hpp>

#include <memory>
#include <string>

namespace transaction_test {

struct Owner {
    std::int64_t id{};
    std::int64_t pet_id{};
};
struct Pet {
    std::int64_t id{};
    std::string name{};
};

} // namespace transaction_test

using namespace refract;
using namespace refract_test;
using namespace transaction_test;
using blog::Tag;

namespace {

template <class Session> void add(Session& to, std::string label) { to.insert(Tag{.label = std::move(label)}); }

} // namespace

TEMPLATE_TEST_CASE("a transaction commits, or rolls back and rethrows", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();

    db.transaction([&] {
        add(db, "a");
        add(db, "b");
    });
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"a", "b"});
    CHECK_THROWS_AS(db.transaction([&](auto& tx) {
        add(tx, "c");
        throw std::runtime_error("no");
    }),
                    std::runtime_error);
    CHECK_THROWS_AS(db.transaction([&] {
        add(db, "d");
        db.template get<Tag>(99);
    }),
                    not_found);
    CHECK(db.count(from<Tag>()) == 2);
    CHECK_FALSE(db.connection().in_transaction());

    // What the callable returns comes through, by value or by reference.
    CHECK(db.transaction([&] { return db.count(from<Tag>()); }) == 2);
    CHECK(db.transaction([&](auto& tx) { return tx.insert(Tag{.label = "e"}); }).label == "e");
    std::string outside = "outside";
    std::string& same = db.transaction([&]() -> std::string& { return outside; });
    CHECK(&same == &outside);
    const auto moved = db.transaction([&] { return std::make_unique<int>(7); });
    CHECK(*moved == 7);
    // Also a mutable callable, used once.
    int calls = 0;
    db.transaction([&, count = 0]() mutable { calls = ++count; });
    CHECK(calls == 1);
}

TEMPLATE_TEST_CASE("begin, commit and rollback by hand", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    {
        auto tx = db.begin();
        add(tx, "kept");
        CHECK(tx.count(from<Tag>()) == 1);
        tx.commit();
        CHECK_THROWS_AS(tx.commit(), connection_error);
        CHECK_THROWS_AS(tx.rollback(), connection_error);
        CHECK_THROWS_AS(tx.count(from<Tag>()), connection_error);
        CHECK_THROWS_AS(tx.begin(), connection_error);
    }
    {
        auto tx = db.begin();
        add(tx, "undone");
        tx.rollback();
        CHECK_THROWS_AS(tx.insert(Tag{}), connection_error);
    }
    {
        auto tx = db.begin();
        add(tx, "left");
    }
    {
        auto tx = db.begin();
        add(tx, "moved");
        auto other = std::move(tx);
        CHECK_THROWS_AS(tx.commit(), connection_error);
        add(other, "moved too");
        other.commit();
    }
    CHECK(fresh.rows("SELECT label FROM tag ORDER BY id") == text_rows{"kept", "moved", "moved too"});
    // The database is usable all the while, and is part of it.
    auto tx = db.begin();
    add(db, "through the database");
    tx.rollback();
    CHECK(db.count(from<Tag>()) == 3);
}

TEMPLATE_TEST_CASE("transactions nest as savepoints", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.transaction([&](auto& outer) {
        add(outer, "1");
        {
            auto inner = outer.begin();
            add(inner, "2");
            {
                auto innermost = inner.begin();
                add(innermost, "3");
                innermost.rollback();
            }
            add(inner, "4");
            inner.commit();
        }
        CHECK_THROWS_AS(db.transaction([&] {
            add(db, "5");
            throw 1;
        }),
                        int);
        {
            auto inner = db.begin(); // the same through the database
            add(inner, "6");
        }
        add(outer, "7");
    });
    CHECK(fresh.rows("SELECT label FROM tag ORDER BY id") == text_rows{"1", "2", "4", "7"});

    // An inner commit is lost with the outer transaction.
    {
        auto outer = db.begin();
        auto inner = outer.begin();
        add(inner, "8");
        inner.commit();
    }
    CHECK(db.count(from<Tag>()) == 4);
    // Many, one after another.
    db.transaction([&](auto& outer) {
        for (int i = 0; i < 50; ++i) {
            auto inner = outer.begin();
            add(inner, "n");
            if (i % 2 == 0) inner.commit();
        }
    });
    CHECK(db.count(from<Tag>()) == 29);
}

TEMPLATE_TEST_CASE("an error inside a savepoint does not spoil the transaction", "[transaction]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<blog::everything>();
    db.transaction([&](auto& tx) {
        tx.insert(blog::User{.email = "a", .name = "A"});
        CHECK_THROWS_AS(tx.transaction([&](auto& inner) { inner.insert(blog::User{.email = "a", .name = "again"}); }),
                        unique_violation);
        tx.insert(blog::User{.email = "b", .name = "B"});
    });
    CHECK(fresh.rows("SELECT name FROM users ORDER BY email") == text_rows{"A", "B"});
}

TEMPLATE_TEST_CASE("commit after a failed statement", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<blog::everything>();
    auto tx = db.begin();
    tx.insert(blog::User{.email = "a", .name = "A"});
    CHECK_THROWS_AS(tx.insert(blog::User{.email = "a", .name = "again"}), unique_violation);
    if constexpr (TestType::is_sqlite) {
        // SQLite undoes the statement only.
        tx.commit();
        CHECK(db.count(from<blog::User>()) == 1);
    } else {
        // PostgreSQL undoes all of it, and commit must not say that it worked.
        CHECK_THROWS_AS(tx.insert(blog::User{.email = "b", .name = "B"}), error);
        CHECK_THROWS_AS(tx.commit(), error);
        CHECK(db.count(from<blog::User>()) == 0);
    }
    CHECK_THROWS_AS(tx.commit(), connection_error);
    CHECK_FALSE(db.connection().in_transaction());
    db.transaction([&] { db.insert(blog::User{.email = "c", .name = "C"}); });
}

TEMPLATE_TEST_CASE("transactions of one connection end in reverse order", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    auto outer = db.begin();
    auto inner = outer.begin();
    CHECK_THROWS_AS(outer.commit(), error);
    CHECK_THROWS_AS(outer.rollback(), error);
    add(inner, "a");
    inner.commit();
    outer.commit();
    CHECK(db.count(from<Tag>()) == 1);
}

TEMPLATE_TEST_CASE("a transaction that ends before the one inside it leaves no trace", "[transaction]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    {
        auto outer = std::make_unique<typename TestType::transaction>(db.begin());
        auto inner = outer->begin();
        add(inner, "a");
        outer.reset();
        // The inner one ended with it.
        CHECK_THROWS_AS(inner.commit(), error);
    }
    CHECK_FALSE(db.connection().in_transaction());
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"0"});
    db.transaction([&] { add(db, "b"); });
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"b"});
}

TEMPLATE_TEST_CASE("a transaction that only reads refuses writes", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    add(db, "a");
    db.transaction({.read_only = true}, [&](auto& tx) { CHECK(tx.count(from<Tag>()) == 1); });
    CHECK_THROWS_AS(db.transaction({.read_only = true}, [&](auto& tx) { add(tx, "b"); }), error);
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"a"});
    add(db, "c"); // and writing is allowed again
    {
        auto tx = db.begin({.read_only = true});
        CHECK(tx.template find<Tag>(1).has_value());
        tx.rollback();
    }
    db.transaction([&] { add(db, "d"); });
    CHECK(db.count(from<Tag>()) == 3);
}

TEMPLATE_TEST_CASE("isolation levels", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    auto other = fresh.open();
    db.template create_tables<schema<Tag>>();
    add(db, "a");

    for (const auto level : {isolation::standard, isolation::read_uncommitted, isolation::read_committed,
                             isolation::repeatable_read, isolation::serializable}) {
        auto tx = db.begin({.isolation = level, .read_only = true});
        const auto before = tx.count(from<Tag>());
        add(other, "from the other");
        const auto after = tx.count(from<Tag>());
        const bool sees =
            !TestType::is_sqlite && level != isolation::repeatable_read && level != isolation::serializable;
        CHECK(after == before + (sees ? 1 : 0));
        if constexpr (!TestType::is_sqlite) {
            const char* const names[] = {"read committed", "read uncommitted", "read committed", "repeatable read",
                                         "serializable"};
            CHECK(tx.template query<std::string>("SHOW transaction_isolation").at(0) == names[static_cast<int>(level)]);
        }
        tx.commit();
    }
}

TEMPLATE_TEST_CASE("changes of one transaction are not seen by another connection", "[transaction]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    auto other = fresh.open();
    db.template create_tables<schema<Tag>>();
    auto tx = db.begin();
    add(tx, "a");
    CHECK(other.count(from<Tag>()) == 0);
    tx.commit();
    CHECK(other.count(from<Tag>()) == 1);
}

TEMPLATE_TEST_CASE("a conflict of two transactions may be retried", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    auto other = fresh.open();
    db.template create_tables<schema<Tag>>();
    add(db, "a");
    auto tx = db.begin({.isolation = isolation::repeatable_read, .immediate = false});
    CHECK(tx.count(from<Tag>()) == 1);
    other.exec(update<Tag>().set(col<&Tag::label> = "other").where(col<&Tag::id> == 1));
    try {
        tx.exec(update<Tag>().set(col<&Tag::label> = "mine").where(col<&Tag::id> == 1));
        FAIL("no error");
    } catch (const serialization_failure& failure) {
        CHECK(failure.can_retry());
        CHECK_FALSE(failure.connection_lost());
        CHECK_FALSE(failure.code().empty());
    }
    tx.rollback();
    db.transaction([&] { db.exec(update<Tag>().set(col<&Tag::label> = "mine").where(col<&Tag::id> == 1)); });
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"mine"});
}

TEMPLATE_TEST_CASE("a commit that fails leaves nothing behind", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE pet (id bigint PRIMARY KEY, name text NOT NULL)");
    db.execute("CREATE TABLE owner (id bigint PRIMARY KEY, pet_id bigint NOT NULL "
               "REFERENCES pet (id) DEFERRABLE INITIALLY DEFERRED)");
    db.transaction([&](auto& tx) {
        tx.insert(Owner{1, 10}); // checked at the end
        tx.insert(Pet{10, "Rex"});
    });
    auto tx = db.begin();
    tx.insert(Owner{2, 99});
    CHECK_THROWS_AS(tx.commit(), foreign_key_violation);
    CHECK_THROWS_AS(tx.rollback(), connection_error);
    CHECK_FALSE(db.connection().in_transaction());
    CHECK(fresh.rows("SELECT id FROM owner") == text_rows{"1"});
    CHECK_THROWS_AS(db.transaction([&] { db.insert(Owner{3, 99}); }), foreign_key_violation);
    CHECK_FALSE(db.connection().in_transaction());
    db.transaction([&] { db.insert(Owner{4, 10}); });
    CHECK(fresh.rows("SELECT count(*) FROM owner") == text_rows{"2"});
}

TEMPLATE_TEST_CASE("a transaction outlives what was moved", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    auto tx = db.begin();
    auto moved = std::move(db);
    add(tx, "a");
    tx.commit();
    CHECK(moved.count(from<Tag>()) == 1);
    db = std::move(moved);
    CHECK(db.count(from<Tag>()) == 1);
}

TEST_CASE("SQLite's own rollback inside a transaction", "[transaction]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    db.execute("CREATE UNIQUE INDEX tag_label ON tag (label)");
    add(db, "a");
    {
        auto tx = db.begin();
        add(tx, "b");
        CHECK_THROWS_AS(tx.execute("INSERT OR ROLLBACK INTO tag (label) VALUES ({})", "a"), unique_violation);
        // SQLite has ended the transaction: what follows would stay, and committing it would be a lie.
        CHECK_THROWS_AS(add(tx, "stays"), error);
        CHECK_THROWS_AS(add(db, "stays"), error);
        CHECK_THROWS_AS(tx.commit(), error);
    }
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"a"});
    {
        auto tx = db.begin();
        auto inner = tx.begin();
        add(inner, "c");
        CHECK_THROWS_AS(inner.execute("INSERT OR ROLLBACK INTO tag (label) VALUES ({})", "a"), unique_violation);
        inner.rollback();
        tx.rollback();
    }
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"a"});
    db.transaction([&] { add(db, "d"); });
    CHECK(db.count(from<Tag>()) == 2);
}

TEMPLATE_TEST_CASE("a transaction inside a BEGIN of the user's own is a savepoint", "[transaction]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.execute("BEGIN");
    add(db, "a");
    db.transaction([&] { add(db, "b"); });
    db.execute("ROLLBACK");
    CHECK(db.count(from<Tag>()) == 0);
}

TEMPLATE_TEST_CASE("what only the outermost transaction can be is refused inside it", "[transaction]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.transaction([&] {
        CHECK_THROWS_AS(db.transaction({.read_only = true}, [] {}), error);
        CHECK_THROWS_AS(db.begin({.isolation = isolation::serializable}), error);
        add(db, "a");
    });
    CHECK(db.count(from<Tag>()) == 1);
}

TEMPLATE_TEST_CASE("the work may end its transaction itself", "[transaction]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.transaction([](auto& tx) {
        add(tx, "a");
        tx.rollback();
    });
    CHECK(db.count(from<Tag>()) == 0);
    CHECK(db.transaction([](auto& tx) {
        add(tx, "b");
        tx.commit();
        return 7;
    }) == 7);
    CHECK(db.count(from<Tag>()) == 1);
}

TEST_CASE("SQLite's own rollback and unread RETURNING rows are told apart at a commit", "[transaction]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    auto lost = db.begin();
    lost.insert(Tag{.id = 1, .label = "a"});
    CHECK_THROWS_AS(lost.execute("INSERT OR ROLLBACK INTO tag VALUES (1, 'b')"), unique_violation);
    CHECK_THROWS_WITH(lost.commit(), refract_test::has_text("rolled this transaction back by itself"));

    auto tx = db.begin();
    auto returned = tx.each(insert_into<Tag>().set(col<&Tag::label> = "c").returning(col<&Tag::id>));
    CHECK(*returned.begin() == 1);
    CHECK_THROWS_WITH(tx.commit(), refract_test::has_text("RETURNING"));
    CHECK(db.count(from<Tag>()) == 0);
}

TEMPLATE_TEST_CASE("a transaction that SQL of its own has ended is not committed in silence", "[transaction]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    for (const bool read_only : {true, false}) {
        auto tx = db.begin({.read_only = read_only});
        tx.execute("ROLLBACK");
        CHECK_THROWS_WITH(tx.count(from<Tag>()), refract_test::has_text("SQL of its own"));
        CHECK_THROWS_WITH(tx.commit(), refract_test::has_text("nothing to commit"));
        // The connection is as it was before: it writes.
        add(db, "a");
        db.transaction([&] { add(db, "b"); });
        {
            auto left = db.begin({.read_only = read_only});
            left.execute("ROLLBACK");
        }
        add(db, "c");
    }
    CHECK(db.count(from<Tag>()) == 6);
}

TEMPLATE_TEST_CASE("the functions of a transaction end with it, also when an outer one took it along", "[transaction]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    auto outer = std::make_unique<typename TestType::transaction>(db.begin());
    auto inner = outer->begin();
    outer.reset();
    CHECK_THROWS_AS(add(inner, "outside of any transaction"), connection_error);
    CHECK(db.count(from<Tag>()) == 0);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a commit on a connection that is lost says that it is lost", "[transaction]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto db = fresh.open();
    fresh.db().create_tables<schema<Tag>>();
    auto tx = db.begin();
    add(tx, "a");
    const auto server = tx.query<int>("SELECT pg_backend_pid()").at(0);
    fresh.db().query<bool>("SELECT pg_terminate_backend({})", server);
    CHECK_THROWS_AS(add(tx, "b"), error);
    try {
        tx.commit();
        FAIL("no error");
    } catch (const connection_error& failure) { CHECK(failure.connection_lost()); }
    CHECK_FALSE(db.is_open());
    CHECK(fresh.db().count(from<Tag>()) == 0);
}
#endif
