// each: rows one by one.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/rows.hpp>

#include <algorithm>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace rows_test {

struct UserView {
    std::string_view email{};
    std::string_view name{};
    std::optional<std::string_view> bio{};
};
/// A view of the tags that fails in its third row.
struct Number {
    std::int64_t id{};
    std::int64_t n{};
};
struct Blob {
    std::int64_t id{};
    std::vector<std::byte> content{};
};
struct BlobView {
    std::int64_t id{};
    std::span<const std::byte> content{};
};

} // namespace rows_test

using namespace refract;
using namespace refract_test;
using namespace blog;
using namespace rows_test;

namespace {

template <class Database> void make_tags(Database& db, int count) {
    std::vector<Tag> tags;
    for (int i = 0; i < count; ++i) tags.push_back({0, "tag " + std::to_string(i)});
    db.insert_many(tags);
}
constexpr auto tags_in_order = from<Tag>().order_by(col<&Tag::id>);

} // namespace

TEMPLATE_TEST_CASE("each yields every row once, in order", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    for (const Tag& each : db.each(from<Tag>())) FAIL("a row of nothing: " << each.id);
    make_tags(db, 5000);
    std::int64_t last = 0;
    for (const Tag& each : db.each(tags_in_order)) {
        if (each.id != last + 1 || each.label != "tag " + std::to_string(last)) FAIL("row " << each.id);
        last = each.id;
    }
    CHECK(last == 5000);

    auto stream = db.each(from<Tag>().where(col<&Tag::id> <= param<std::int64_t>).order_by(col<&Tag::id>), 3);
    static_assert(std::ranges::input_range<decltype(stream)>);
    CHECK(std::ranges::distance(stream.begin(), stream.end()) == 3);
    CHECK(stream.begin() == stream.end()); // walked once
}

TEMPLATE_TEST_CASE("each fills views into the driver's buffer", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    db.template create_tables<schema<Blob>>();
    text_rows seen;
    for (const UserView& each : db.each(from<User>().template select<UserView>().order_by(col<&User::id>)))
        seen.push_back(std::string(each.email) + "|" + std::string(each.name) + "|" +
                       std::string(each.bio.value_or("NULL")));
    CHECK(seen == text_rows{"ann@example.org|Ann|writes", "bob@example.org|Bob|NULL", "cid@example.org|Cid|"});

    for (int size : {0, 1, 3, 100'000})
        db.insert(Blob{.content = std::vector<std::byte>(static_cast<std::size_t>(size), std::byte(size))});
    std::vector<std::size_t> sizes;
    for (const BlobView& each : db.each(from<Blob>().template select<BlobView>().order_by(col<&Blob::id>))) {
        sizes.push_back(each.content.size());
        if (!std::ranges::all_of(each.content, [&](std::byte b) { return b == std::byte(each.content.size()); }))
            FAIL("bytes");
    }
    CHECK(sizes == std::vector<std::size_t>{0, 1, 3, 100'000});
}

TEMPLATE_TEST_CASE("the arguments of each may be gone before its rows", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto stream_of = [&] {
        // Query, values and arguments are temporaries of this line.
        return db.each(from<User>().where(col<&User::name> != std::string(100, 'x') &&
                                          col<&User::email>.starts_with(param<std::string_view>) &&
                                          col<&User::id>.in(std::vector<int>{1, 2, 3})),
                       std::string("ann@example.org with a long tail").substr(0, 11));
    };
    auto stream = stream_of();
    std::vector<std::string> trash(50, std::string(100, 'y'));
    int count = 0;
    for (const User& each : stream) count += each.name == "Ann";
    CHECK(count == 1);
}

TEMPLATE_TEST_CASE("each may end early", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 3000);
    for (int round = 0; round < 5; ++round) {
        for (const Tag& each : db.each(tags_in_order))
            if (each.id == 10 * (round + 1)) break;
        CHECK(db.count(from<Tag>()) == 3000);
    }
    { auto never_begun = db.each(tags_in_order); }
    CHECK_THROWS_AS(
        [&] {
            for (const Tag& each : db.each(tags_in_order))
                if (each.id == 5) throw std::runtime_error("enough");
        }(),
        std::runtime_error);
    // Nothing is locked by a stream that has ended.
    CHECK(db.exec(delete_from<Tag>().where(col<&Tag::id> > 10)) == 2990);
    db.execute("DROP TABLE post_tag");
    db.execute("DROP TABLE tag");
}

TEMPLATE_TEST_CASE("other statements run while rows are on their way", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    text_rows seen;
    for (const User& user : db.each(from<User>().order_by(col<&User::id>))) {
        for (const Post& post :
             db.each(from<Post>().where(col<&Post::author_id> == user.id).order_by(col<&Post::id>))) {
            const auto author = db.template find<User>(post.author_id);
            seen.push_back(author->name + ": " + post.title);
        }
        db.exec(update<Post>().set(col<&Post::views> += 1).where(col<&Post::author_id> == user.id));
    }
    CHECK(seen == text_rows{"Ann: Hello", "Ann: Again", "Bob: Mine"});
    CHECK(fresh.rows("SELECT views FROM post ORDER BY id") == text_rows{"11", "6", "8"});
}

TEMPLATE_TEST_CASE("one query streams inside itself", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 40);
    int pairs = 0;
    for (const Tag& outer : db.each(tags_in_order)) {
        std::int64_t next = 0;
        for (const Tag& inner : db.each(tags_in_order)) {
            REQUIRE(inner.id == ++next);
            ++pairs;
        }
        const auto all = db.all(tags_in_order);
        REQUIRE(all.size() == 40);
        REQUIRE(outer.id == pairs / 40);
    }
    CHECK(pairs == 1600);

    // The same with a text that is put together at run time.
    const auto when = [](bool flag) { return from<Tag>().where_if(flag, col<&Tag::id> > 20).order_by(col<&Tag::id>); };
    pairs = 0;
    for (const Tag& outer : db.each(when(true)))
        for (const Tag& inner : db.each(when(true))) pairs += outer.id <= inner.id;
    CHECK(pairs == 210);
}

TEMPLATE_TEST_CASE("streams end in any order", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 100);
    auto first = std::make_unique<decltype(db.each(tags_in_order))>(db.each(tags_in_order));
    auto first_at = first->begin();
    auto second = std::make_unique<decltype(db.each(tags_in_order))>(db.each(tags_in_order));
    auto second_at = second->begin();
    CHECK(first_at->id == 1);
    ++first_at;
    CHECK(second_at->id == 1);
    CHECK(first_at->id == 2);
    first.reset();
    ++second_at;
    CHECK(second_at->id == 2);
    auto third = db.each(tags_in_order);
    CHECK(third.begin()->label == "tag 0");
    second.reset();
    int rest = 0;
    for (auto at = third.begin(); at != third.end(); ++at) ++rest;
    CHECK(rest == 100);
}

TEMPLATE_TEST_CASE("each inside a transaction", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 2000);
    db.transaction([&](auto& tx) {
        for (const Tag& each : tx.each(tags_in_order)) {
            if (each.id % 2 == 0) tx.template erase<Tag>(each.id);
            if (each.id == 1000) break;
        }
        CHECK(tx.count(from<Tag>()) == 1500);
    });
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"1500"});
}

TEMPLATE_TEST_CASE("a stream that fails half-way names the column and frees the connection", "[rows]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    fresh.rows(TestType::is_sqlite ? "PRAGMA ignore_check_constraints = ON"
                                   : "ALTER TABLE users DROP CONSTRAINT users_role_check");
    fresh.rows("UPDATE users SET role = 'king' WHERE id = 2");
    int seen = 0;
    const auto call = std::source_location::current().line() + 2;
    try {
        for (const User& each : db.each(from<User>().order_by(col<&User::id>))) seen += each.id == 1;
        FAIL("no error");
    } catch (const conversion_error& failure) {
        CHECK(failure.message().find("\"role\"") != std::string::npos);
        CHECK(failure.message().find("king") == std::string::npos); // a message holds no stored values
        CHECK(failure.sql().find("SELECT") == 0);
        CHECK(failure.location().line() == call);
    }
    CHECK(seen == 1);
    CHECK(db.count(from<User>()) == 3);
    db.execute("DROP TABLE post_tag");
    // Of whole results as well.
    CHECK_THROWS_AS(db.all(from<User>()), conversion_error);
    CHECK_THROWS_AS(db.template get<User>(2), conversion_error);
    CHECK_THROWS_AS(db.first(from<User>().where(col<&User::id> == 2)), conversion_error);
    CHECK(db.template get<User>(1).name == "Ann");
    CHECK(db.exec(delete_from<User>().where(col<&User::id> == 2)) == 1);
}

TEMPLATE_TEST_CASE("each returns the rows of a write", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    std::int64_t sum = 0;
    for (std::int64_t views :
         db.each(update<Post>().set(col<&Post::views> += 100).all_rows().returning(col<&Post::views>)))
        sum += views;
    CHECK(sum == 322);
    for (std::int64_t id : db.each(delete_from<Post>().all_rows().returning(col<&Post::id>)))
        if (id > 0) break;
    CHECK(fresh.rows("SELECT count(*) FROM post") == text_rows{"0"});
}

TEMPLATE_TEST_CASE("a stream that has failed is at its end, and does not begin again", "[rows]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 5);
    // Row 3 divides by zero on PostgreSQL; SQLite's abs overflows.
    db.execute(
        TestType::is_sqlite
            ? "CREATE VIEW number AS SELECT id, abs(CASE id WHEN 3 THEN -9223372036854775807 - 1 ELSE id END) AS n "
              "FROM tag"
            : "CREATE VIEW number AS SELECT id, 6 / (id - 3) AS n FROM tag");
    auto stream = db.each(from<Number>());
    int seen = 0, failures = 0;
    auto at = [&] {
        for (;;) {
            try {
                return stream.begin();
            } catch (const error&) { ++failures; }
        }
    }();
    for (int i = 0; i < 20 && at != stream.end(); ++i) {
        ++seen;
        try {
            ++at;
        } catch (const error&) { ++failures; }
    }
    CHECK(failures == 1);
    CHECK(seen <= 2);
    CHECK(at == stream.end());
    ++at;
    CHECK(at == stream.end());
    CHECK(stream.begin() == stream.end());
    CHECK(db.count(from<Tag>()) == 5);
}

TEMPLATE_TEST_CASE("a row that could not be read is not handed out by walking again", "[rows]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    fresh.rows(TestType::is_sqlite ? "PRAGMA ignore_check_constraints = ON"
                                   : "ALTER TABLE users DROP CONSTRAINT users_role_check");
    fresh.rows("UPDATE users SET role = 'king'");
    auto stream = db.each(from<User>());
    CHECK_THROWS_AS(stream.begin(), conversion_error);
    for (const User& each : stream) FAIL("a row: " << each.name);
    CHECK(db.count(from<User>()) == 3);
}

TEMPLATE_TEST_CASE("a stream that was moved from says so", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 3);
    auto stream = db.each(tags_in_order);
    auto at = stream.begin();
    auto moved = std::move(stream);
    CHECK_THROWS_AS(++at, connection_error);
    CHECK_THROWS_AS(stream.begin(), connection_error);
    std::vector<std::int64_t> rest;
    for (const Tag& each : moved) rest.push_back(each.id);
    CHECK(rest == std::vector<std::int64_t>{1, 2, 3});

    auto fresh_one = db.each(tags_in_order);
    auto taken = std::move(fresh_one);
    CHECK_THROWS_AS(fresh_one.begin(), connection_error);
    CHECK(taken.begin()->id == 1);
}

TEMPLATE_TEST_CASE("a stream has the rows that were there, also when they are rolled back", "[rows]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 3);
    const auto rest_behind = [&](auto roll_back) {
        auto stream = db.each(tags_in_order);
        auto at = stream.begin();
        roll_back();
        int rows = 1;
        for (++at; at != stream.end(); ++at) ++rows;
        return rows;
    };
    {
        auto whole = db.begin();
        make_tags(whole, 1);
        CHECK(rest_behind([&] { whole.rollback(); }) == 4);
    }
    auto outer = db.begin();
    {
        auto inner = outer.begin();
        make_tags(inner, 2);
        CHECK(rest_behind([&] { inner.rollback(); }) == 5);
    }
    outer.commit();
    db.execute("BEGIN");
    make_tags(db, 1);
    CHECK(rest_behind([&] { db.execute("  rollback"); }) == 4);
    {
        auto defined = db.begin();
        defined.execute("CREATE TABLE not_for_long (id integer)");
        CHECK(rest_behind([&] { defined.rollback(); }) == 3);
    }
    CHECK(db.count(from<Tag>()) == 3);
}

TEMPLATE_TEST_CASE("a stream of views whose rows are rolled back has them, or says why not", "[rows]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<everything>();
    make_tags(db, 2);
    struct label_view {
        std::string_view label;
    };
    auto whole = db.begin();
    make_tags(whole, 1);
    auto stream = whole.each(from<Tag>().template select<label_view>());
    auto at = stream.begin();
    whole.rollback();
    if constexpr (TestType::is_sqlite) {
        CHECK_THROWS_AS(++at, error);
    } else {
        ++at;
        CHECK(++at != stream.end());
    }
    CHECK(db.count(from<Tag>()) == 2);
}
