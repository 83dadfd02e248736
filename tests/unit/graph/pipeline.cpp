// Trees on PostgreSQL come in one journey: one Sync, one snapshot, and nothing left behind where something fails.

#include <refract/graph/load.hpp>

#include "support/databases.hpp"
#include "support/pgbouncer.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#ifdef REFRACT_TEST_POSTGRES

#include "support/journeys.hpp"

using namespace refract;
using namespace refract_test;

struct PipedAuthor {
    std::int64_t id{};
    std::string name;
};
struct PipedPost {
    std::int64_t id{};
    std::string title;
    std::int64_t views{};
    std::int64_t author_id{};
};
struct PipedComment {
    std::int64_t id{};
    std::string text;
    std::int64_t post_id{};
};
template <> inline constexpr auto refract::model<PipedPost> =
    refract::table(refract::foreign_key<&PipedPost::author_id>.references<&PipedAuthor::id>());
template <> inline constexpr auto refract::model<PipedComment> =
    refract::table(refract::foreign_key<&PipedComment::post_id>.references<&PipedPost::id>());

struct PipedThread {
    using model = PipedPost;
    std::string title;
    std::vector<PipedComment> comments;
};
struct PipedAuthorPage {
    using model = PipedAuthor;
    std::string name;
    std::vector<PipedThread> posts;
};
struct PipedLoadable {
    using model = PipedAuthor;
    std::int64_t id{};
    std::vector<PipedThread> posts;
};

namespace {

constexpr auto pages = from<PipedAuthor>().select<PipedAuthorPage>().order_by(col<&PipedAuthor::id>);

void fill_pipeline(postgres::database& db, int authors = 3) {
    db.create_tables<schema<PipedAuthor, PipedPost, PipedComment>>();
    for (std::int64_t a = 1; a <= authors; ++a) {
        db.insert(PipedAuthor{.name = "author " + std::to_string(a)});
        for (std::int64_t p = 1; p <= a; ++p) {
            const PipedPost post =
                db.insert(PipedPost{.title = "post " + std::to_string(p), .views = p, .author_id = a});
            db.insert(PipedComment{.text = "on " + post.title, .post_id = post.id});
        }
    }
}
std::string printed(const std::vector<PipedAuthorPage>& all) {
    std::string text;
    for (const auto& author : all) {
        text += author.name + ":";
        for (const auto& post : author.posts) {
            text += " " + post.title + "[";
            for (const auto& comment : post.comments) text += comment.text;
            text += "]";
        }
        text += "\n";
    }
    return text;
}
const std::string expected = "author 1: post 1[on post 1]\n"
                             "author 2: post 1[on post 1] post 2[on post 2]\n"
                             "author 3: post 1[on post 1] post 2[on post 2] post 3[on post 3]\n";

} // namespace

TEST_CASE("a tree of three levels is one journey", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_pipeline(db);
    CHECK(printed(db.all(pages)) == expected); // prepares
    SECTION("outside a transaction") {
        std::string text;
        CHECK(journeys_of(db, [&] { text = printed(db.all(pages)); }) == 1);
        CHECK(text == expected);
        CHECK_FALSE(db.connection().in_transaction());
    }
    SECTION("inside one, after other statements") {
        auto tx = db.begin();
        tx.insert(PipedPost{.title = "new", .author_id = 1});
        std::string text;
        CHECK(journeys_of(db, [&] { text = printed(tx.all(pages)); }) == 1);
        CHECK(text.starts_with("author 1: post 1[on post 1] new[]\n"));
        tx.rollback();
        CHECK(printed(db.all(pages)) == expected);
    }
    SECTION("with a limit for each row above, a condition of the run time, and one row") {
        predicate<PipedPost> wanted = col<&PipedPost::views> > 1;
        const auto some =
            from<PipedAuthor>()
                .where(col<&PipedAuthor::id> > 1)
                .order_by(col<&PipedAuthor::id>)
                .select<PipedAuthorPage>(
                    nested<&PipedAuthorPage::posts>().where(wanted).order_by(col<&PipedPost::views>.desc()).limit(1));
        CHECK(db.all(some).size() == 2);
        std::string text;
        CHECK(journeys_of(db, [&] { text = printed(db.all(some)); }) == 1);
        CHECK(text == "author 2: post 2[on post 2]\nauthor 3: post 3[on post 3]\n");
        const auto first = db.first(some);
        REQUIRE(first);
        CHECK(printed({*first}) == "author 2: post 2[on post 2]\n");
        CHECK_THROWS_AS(db.one(some), too_many_rows);
        CHECK(printed(db.all(pages)) == expected);
    }
    SECTION("without a row") {
        const auto none = from<PipedAuthor>().where(col<&PipedAuthor::id> == -1).select<PipedAuthorPage>();
        CHECK(db.all(none).empty());
        CHECK_FALSE(db.first(none));
        CHECK_THROWS_AS(db.one(none), not_found);
        CHECK(printed(db.all(pages)) == expected);
    }
}

TEST_CASE("a tree as it is said to be loaded, and what it leaves behind", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_pipeline(db);
    constexpr auto by_program = pages.load_by(program_keys);
    constexpr auto by_tables = pages.load_by(full_tables);
    std::string text;
    const auto read = [&](auto& session, const auto& query) { text = printed(session.all(query)); };
    read(db, by_program), read(db, by_tables); // prepares
    CHECK(journeys_of(db, [&] { read(db, by_tables); }) == 1);
    CHECK(text == expected);
    CHECK(journeys_of(db, [&] { read(db, by_program); }) == 5); // two of the transaction, and one of each statement
    CHECK(text == expected);
    {
        auto tx = db.begin({.read_only = true});
        for (int i = 0; i < 2; ++i) {
            read(tx, pages);
            CHECK(text == expected);
            CHECK(journeys_of(db, [&] { read(tx, by_program); }) == 3);
            CHECK(text == expected);
        }
    }
    // Keys that were left in the server are there no more.
    read(db, pages);
    const std::string name(detail::key_name_of<PipedAuthorPage, 0>.view());
    CHECK(fresh.rows("SELECT COALESCE(current_setting('" + name + "', true), '')") == std::vector<std::string>{""});
    // Where the database makes a parallel plan of whatever can have one.
    fresh.rows(
        "SELECT set_config(name, CASE name WHEN 'max_parallel_workers_per_gather' THEN '2' WHEN "
        "'min_parallel_table_scan_size' THEN '0' WHEN 'parallel_setup_cost' THEN '0' WHEN 'parallel_tuple_cost' THEN '0' "
        "ELSE 'on' END, false) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query', "
        "'max_parallel_workers_per_gather', 'min_parallel_table_scan_size', 'parallel_setup_cost', "
        "'parallel_tuple_cost')");
    read(db, pages);
    CHECK(text == expected);
    read(db, by_program);
    CHECK(text == expected);
    read(db, by_tables);
    CHECK(text == expected);
}

TEST_CASE("all levels of a tree see one moment", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_pipeline(db, 2);
    auto other = fresh.open();
    const auto slow = from<PipedAuthor>()
                          .where(raw<bool, "pg_sleep(0.2) IS NOT NULL">())
                          .select<PipedAuthorPage>()
                          .order_by(col<&PipedAuthor::id>);
    CHECK(db.all(slow).size() == 2);
    std::thread writer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100)); // the authors are being read for 0.4 s
        other.insert(PipedPost{.title = "too late", .author_id = 1});
    });
    const auto seen = printed(db.all(slow));
    writer.join();
    CHECK(seen.find("too late") == seen.npos);
    CHECK(printed(db.all(pages)).find("too late") != std::string::npos);
    const auto level = db.query<std::string>("SHOW transaction_isolation");
    CHECK(level.front() == "read committed");
}

TEST_CASE("a statement of a tree that fails leaves the connection as it was", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_pipeline(db);
    const auto failing_root =
        from<PipedAuthor>().where(raw<bool, "1 / ({} - 1) = 1">(col<&PipedAuthor::id>)).select<PipedAuthorPage>();
    const auto failing_level = from<PipedAuthor>().select<PipedAuthorPage>(
        nested<&PipedAuthorPage::posts>().where(raw<bool, "1 / ({} - 2) = 1">(col<&PipedPost::views>)));
    const auto failing_leaf =
        from<PipedAuthor>().select<PipedAuthorPage>(nested<&PipedAuthorPage::posts, &PipedThread::comments>().where(
            raw<bool, "1 / ({} - 2) = 1">(col<&PipedComment::id>)));
    SECTION("outside a transaction") {
        for (int i = 0; i < 2; ++i) {
            CHECK_THROWS_WITH(db.all(failing_root), refract_test::has_text("division by zero"));
            CHECK_THROWS_WITH(db.all(failing_level), refract_test::has_text("division by zero"));
            CHECK_THROWS_WITH(db.all(failing_leaf), refract_test::has_text("division by zero"));
            CHECK_FALSE(db.connection().in_transaction());
            CHECK(printed(db.all(pages)) == expected);
        }
    }
    SECTION("in a transaction, which is over then") {
        auto tx = db.begin();
        tx.insert(PipedAuthor{.name = "gone"});
        CHECK_THROWS_WITH(tx.all(failing_level), refract_test::has_text("division by zero"));
        CHECK_THROWS_AS(tx.commit(), error);
        CHECK(printed(db.all(pages)) == expected);
    }
    SECTION("in a savepoint, which is undone") {
        auto tx = db.begin();
        tx.insert(PipedAuthor{.name = "kept"});
        CHECK_THROWS_AS(tx.transaction([&](auto& inner) {
            inner.insert(PipedAuthor{.name = "gone"});
            inner.all(failing_leaf);
        }),
                        error);
        CHECK(tx.all(pages).back().name == "kept");
        tx.commit();
        CHECK(db.all(pages).size() == 4);
    }
}

TEST_CASE("a tree is read anew where its tables were altered since its statements were prepared", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_pipeline(db);
    int length = 100; // another type each time
    const auto alter = [&](const std::string& column) {
        const auto point = column.find('.');
        fresh.rows("ALTER TABLE " + column.substr(0, point) + " ALTER COLUMN " + column.substr(point + 1) +
                   " TYPE varchar(" + std::to_string(++length) + ")");
    };
    const auto by_program = pages.load_by(program_keys);
    std::vector<PipedLoadable> loadable{{1, {}}, {2, {}}, {3, {}}};
    for (const std::string column : {"piped_author.name", "piped_post.title", "piped_comment.text"}) {
        INFO(column);
        CHECK(printed(db.all(pages)) == expected); // prepares
        alter(column);
        CHECK(printed(db.all(pages)) == expected);
        CHECK(journeys_of(db, [&] { db.all(pages); }) == 1); // all of them are prepared again
        CHECK(printed(db.all(by_program)) == expected);
        alter(column);
        CHECK(printed(db.all(by_program)) == expected);
        db.load<&PipedLoadable::posts>(loadable);
        alter(column);
        db.load<&PipedLoadable::posts>(loadable);
        for (std::size_t i = 0; i < loadable.size(); ++i) {
            REQUIRE(loadable[i].posts.size() == i + 1);
            for (const PipedThread& each : loadable[i].posts) CHECK(each.comments.size() == 1);
        }
        const auto raw_roots = [&] {
            return db.query<PipedLoadable>("SELECT id FROM piped_author ORDER BY id").back().posts.size();
        };
        CHECK(raw_roots() == 3);
        alter(column);
        CHECK(raw_roots() == 3);
        CHECK_FALSE(db.connection().in_transaction());
    }
    // In a transaction it is over, as with any statement.
    CHECK(printed(db.all(pages)) == expected);
    alter("piped_comment.text");
    const auto inside = [&] { return db.transaction([&](auto& tx) { return printed(tx.all(pages)); }); };
    try {
        inside();
        FAIL("its statement is outdated");
    } catch (const error& failure) { CHECK(failure.can_retry()); }
    CHECK(inside() == expected);
}

TEST_CASE("a connection that is lost in the middle of a tree is closed", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fill_pipeline(fresh.db());
    auto db = fresh.open();
    const auto ending = from<PipedAuthor>().select<PipedAuthorPage>(
        nested<&PipedAuthorPage::posts>().where(raw<bool, "pg_terminate_backend(pg_backend_pid())">()));
    try {
        db.all(ending);
        FAIL("the connection is gone");
    } catch (const error& failure) { CHECK(failure.connection_lost()); }
    CHECK_FALSE(db.is_open());
    CHECK_THROWS_AS(db.all(pages), connection_error);
    CHECK(printed(fresh.db().all(pages)) == expected);
}

TEST_CASE("trees come through a pooler in transaction mode", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fill_pipeline(fresh.db());
    pgbouncer pooler(2);
    if (!pooler) return;
    const std::string schema = fresh.rows("SELECT current_schema()").front();
    std::atomic<int> wrong = 0;
    const auto read_often = [&](int number) {
        postgres::database db(pooler.url());
        auto here = db.in_schema(schema);
        for (int i = 0; i < 30; ++i) {
            if (printed(here.all(pages)) != expected) ++wrong;
            db.transaction([&] {
                if (printed(here.all(pages)) != expected) ++wrong;
            });
            if (here.all(from<PipedAuthor>().where(col<&PipedAuthor::id> == number + 1)).size() != 1) ++wrong;
        }
    };
    std::thread first([&] { read_often(0); }), second([&] { read_often(1); }), third([&] { read_often(2); });
    first.join();
    second.join();
    third.join();
    CHECK(wrong == 0);
}

#endif
