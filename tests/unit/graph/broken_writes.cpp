// Trees are written while something goes wrong at each single row: the server's process is ended, a statement fails, is
// cancelled, or takes the whole transaction along. Nothing of the tree is left, the error says what it was, and the
// connection is closed or goes on.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace broken {

struct Author {
    std::int64_t id{};
    std::string name;
};
struct Post {
    std::int64_t id{};
    std::string title;
    std::int64_t author_id{};
};
struct Remark {
    std::int64_t id{};
    std::string text;
    std::int64_t post_id{};
};
struct Tag {
    std::int64_t id{};
    std::string label;
};
struct PostTag {
    std::int64_t post_id{};
    std::int64_t tag_id{};
};
struct Town {
    std::string name;
};
struct Street {
    std::int64_t id{};
    std::int64_t length{};
    std::string town;
};

} // namespace broken

template <> inline constexpr auto refract::model<broken::Author> = table(named("broken_author"));
template <> inline constexpr auto refract::model<broken::Post> =
    table(named("broken_post"), through<broken::PostTag>,
          foreign_key<&broken::Post::author_id>.references<&broken::Author::id>().on_delete(cascade));
template <> inline constexpr auto refract::model<broken::Remark> = table(
    named("broken_remark"), foreign_key<&broken::Remark::post_id>.references<&broken::Post::id>().on_delete(cascade));
template <> inline constexpr auto refract::model<broken::Tag> = table(named("broken_tag"), unique<&broken::Tag::label>);
template <> inline constexpr auto refract::model<broken::PostTag> =
    table(named("broken_post_tag"), primary_key<&broken::PostTag::post_id, &broken::PostTag::tag_id>,
          foreign_key<&broken::PostTag::post_id>.references<&broken::Post::id>().on_delete(cascade),
          foreign_key<&broken::PostTag::tag_id>.references<&broken::Tag::id>().on_delete(cascade));

template <> inline constexpr auto refract::model<broken::Town> =
    table(named("broken_town"), primary_key<&broken::Town::name>);
template <> inline constexpr auto refract::model<broken::Street> =
    table(named("broken_street"), foreign_key<&broken::Street::town>.references<&broken::Town::name>());

namespace broken {

using tables = schema<Author, Post, Remark, Tag, PostTag>;
struct RemarkLine {
    using model = Remark;
    std::int64_t id{};
    std::string text;
};
struct PostTree {
    using model = Post;
    std::int64_t id{};
    std::string title;
    std::vector<RemarkLine> remarks{};
    std::vector<Tag> tags{};
};
struct AuthorTree {
    using model = Author;
    std::int64_t id{};
    std::string name;
    std::vector<PostTree> posts{};
};

struct AuthorName {
    using model = Author;
    std::int64_t id{};
    std::string name;
};
struct PostOfAuthor { // of move only
    using model = Post;
    std::int64_t id{};
    std::string title;
    std::unique_ptr<AuthorName> author{};
};

struct StreetLine {
    using model = Street;
    std::int64_t length{};
};
struct TownTree {
    using model = Town;
    std::string name;
    std::vector<StreetLine> streets{};
};

const char* const names[] = {"author", "post", "remark", "tag", "post_tag"};

/// What goes wrong, and at which written row.
struct breaking {
    std::string what{};
    int at = 0, step = 0;
    bool is_now() { return ++step == at; }
};

/// Breaks statements of a connection.
template <class Backend> struct breaker;

template <> struct breaker<on_sqlite> {
    static std::vector<std::string> ways() {
        return {"abort", "fail", "rollback", "interrupt", "busy", "nomem", "full"};
    }
    static void prepare(fresh_database<on_sqlite>& fresh, breaking& how) {
        const auto step = [](sqlite3_context* context, int, sqlite3_value**) {
            auto& now = *static_cast<breaking*>(sqlite3_user_data(context));
            if (!now.is_now()) return sqlite3_result_int(context, 0);
            if (now.what == "interrupt") return sqlite3_result_error_code(context, SQLITE_INTERRUPT);
            if (now.what == "full") return sqlite3_result_error_code(context, SQLITE_FULL);
            if (now.what == "busy") return sqlite3_result_error_code(context, SQLITE_BUSY);
            if (now.what == "nomem") return sqlite3_result_error_nomem(context);
            sqlite3_result_int(context, now.what == "abort"      ? 1
                                        : now.what == "fail"     ? 2
                                        : now.what == "rollback" ? 3
                                                                 : 0);
        };
        sqlite3_create_function_v2(fresh.db().connection().native(), "broken_step", 0, SQLITE_UTF8, &how, step, nullptr,
                                   nullptr, nullptr);
        for (const std::string name : names)
            for (const std::string event : {"INSERT", "UPDATE", "DELETE"})
                fresh.rows("CREATE TRIGGER broken_" + name + "_" + event + " BEFORE " + event + " ON broken_" + name +
                           " BEGIN SELECT CASE broken_step() WHEN 1 THEN RAISE(ABORT, 'broken') WHEN 2 THEN "
                           "RAISE(FAIL, 'broken') WHEN 3 THEN RAISE(ROLLBACK, 'broken') END; END");
    }
    static void set(fresh_database<on_sqlite>&, breaking& how, const std::string& what, int at) { how = {what, at, 0}; }
    static bool is_done(fresh_database<on_sqlite>&, const breaking& how) { return how.step >= how.at; }
    /// Whether an error is the one that was made.
    static bool is_expected(const std::string& what, const error& failure) {
        if (what == "interrupt") return dynamic_cast<const timeout*>(&failure) && failure.can_retry();
        if (what == "busy") return dynamic_cast<const busy*>(&failure) && failure.can_retry();
        if (what == "full") return failure.code() == std::to_string(SQLITE_FULL) && !failure.can_retry();
        if (what == "nomem") return failure.code() == std::to_string(SQLITE_NOMEM);
        return dynamic_cast<const constraint_violation*>(&failure) && !failure.can_retry();
    }
    /// An out-of-memory in a statement that writes many rows, an interrupt and a full disk may take all along.
    static bool may_end_transaction(const std::string& what) {
        return what != "abort" && what != "fail" && what != "busy";
    }
    static bool ends_connection(const std::string&) { return false; }
};

#ifdef REFRACT_TEST_POSTGRES
template <> struct breaker<on_postgres> {
    // Ended, cancelled, locked out, and two that the database finds.
    static std::vector<std::string> ways() { return {"kill", "57014", "55P03", "23514", "53100"}; }
    static void prepare(fresh_database<on_postgres>& fresh, breaking&) {
        fresh.rows("CREATE SEQUENCE broken_steps");
        fresh.rows("CREATE TABLE broken_at (what text, at bigint)");
        fresh.rows("CREATE FUNCTION broken_step() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE how broken_at; BEGIN "
                   "SELECT * INTO how FROM broken_at; "
                   "IF nextval('broken_steps') = how.at THEN "
                   "  IF how.what = 'kill' THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(9); "
                   "  ELSIF how.what = '57014' THEN PERFORM pg_cancel_backend(pg_backend_pid()); PERFORM pg_sleep(9); "
                   "  ELSE RAISE EXCEPTION USING ERRCODE = how.what, MESSAGE = 'broken'; END IF; "
                   "END IF; RETURN coalesce(NEW, OLD); END $$");
        for (const std::string name : names)
            fresh.rows("CREATE TRIGGER broken BEFORE INSERT OR UPDATE OR DELETE ON broken_" + name +
                       " FOR EACH ROW EXECUTE FUNCTION broken_step()");
    }
    static void set(fresh_database<on_postgres>& fresh, breaking&, const std::string& what, int at) {
        fresh.rows("DELETE FROM broken_at");
        fresh.rows("INSERT INTO broken_at VALUES ('" + what + "', " + std::to_string(at) + ")");
        fresh.rows("SELECT setval('broken_steps', 1, false)");
    }
    static bool is_done(fresh_database<on_postgres>& fresh, const breaking&) {
        return fresh.rows("SELECT last_value - 1 + is_called::int >= at FROM broken_steps, broken_at") ==
               text_rows{"t"};
    }
    static bool is_expected(const std::string& what, const error& failure) {
        if (what == "kill") return dynamic_cast<const connection_error*>(&failure) && failure.connection_lost();
        if (what == "57014") return dynamic_cast<const timeout*>(&failure) && failure.can_retry();
        if (what == "55P03") return failure.can_retry();
        if (what == "23514") return dynamic_cast<const check_violation*>(&failure) != nullptr;
        return failure.code() == what;
    }
    static bool may_end_transaction(const std::string& what) { return what == "kill"; }
    static bool ends_connection(const std::string& what) { return what == "kill"; }
};
#endif

template <class Fresh> text_rows stored(Fresh& fresh) {
    text_rows all =
        fresh.rows("SELECT a.name, p.title, r.text, '' FROM broken_author AS a LEFT JOIN broken_post AS p ON "
                   "p.author_id = a.id LEFT JOIN broken_remark AS r ON r.post_id = p.id UNION ALL "
                   "SELECT '', p.title, '', t.label FROM broken_tag AS t LEFT JOIN broken_post_tag AS l ON l.tag_id "
                   "= t.id LEFT JOIN broken_post AS p ON p.id = l.post_id");
    std::sort(all.begin(), all.end());
    return all;
}
template <class Fresh, class Database> AuthorTree begin_anew(Fresh& fresh, Database& db) {
    for (const std::string name : {"post_tag", "remark", "post", "tag", "author"})
        fresh.rows("DELETE FROM broken_" + name);
    return db.insert(AuthorTree{
        .name = "Ann",
        .posts = {{.title = "one", .remarks = {{.text = "a"}, {.text = "b"}}, .tags = {{.label = "x"}, {.label = "y"}}},
                  {.title = "two", .remarks = {{.text = "c"}}}}});
}

/// The writes that are broken, of a stored tree.
template <class Session> std::vector<std::function<void(Session&, const AuthorTree&)>> all_writes() {
    return {
        [](Session& db, const AuthorTree&) {
            db.insert(AuthorTree{.name = "Bob",
                                 .posts = {{.title = "three", .remarks = {{.text = "d"}}, .tags = {{.label = "z"}}},
                                           {.title = "four", .remarks = {{.text = "e"}}}}});
        },
        [](Session& db, const AuthorTree&) {
            db.insert_many(std::vector<AuthorTree>{
                {.name = "Bob", .posts = {{.title = "three", .remarks = {{.text = "d"}}, .tags = {{.label = "z"}}}}},
                {.name = "Cid", .posts = {{.title = "four", .remarks = {{.text = "e"}}}}}});
        },
        [](Session& db, const AuthorTree& stored) {
            AuthorTree now = stored;
            now.name = "Anne";
            now.posts[0].remarks.erase(now.posts[0].remarks.begin());
            now.posts[0].remarks[0].text = "changed";
            now.posts[0].tags[0].label = "xx";
            now.posts[1].tags = {now.posts[0].tags[1]};
            now.posts[0].tags.pop_back();
            now.posts.push_back({.title = "new", .remarks = {{.text = "f"}}, .tags = {{.label = "z"}}});
            db.save(now);
        },
        [](Session& db, const AuthorTree& stored) {
            db.template update<AuthorTree>(
                stored.id, col<&Author::name> = "Anne",
                at<&AuthorTree::posts>.create({.title = "new", .remarks = {{.text = "f"}}}),
                at<&AuthorTree::posts>.update(
                    stored.posts[0].id, col<&Post::title> = "changed",
                    at<&PostTree::tags>.template connect_or_create<&Tag::label>(Tag{.label = "y"}, Tag{.label = "z"}),
                    at<&PostTree::tags>.disconnect(stored.posts[0].tags[0].id),
                    at<&PostTree::remarks>.update_where(col<&Remark::text> == "a", col<&Remark::text> = "aa")),
                at<&AuthorTree::posts>.remove(stored.posts[1].id));
        },
        [](Session& db, const AuthorTree& stored) { db.erase(stored); }};
}

} // namespace broken
using namespace broken;

TEMPLATE_TEST_CASE("a write of a tree that is broken at any row leaves nothing", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    using backend = breaker<TestType>;
    using database = typename TestType::database;
    fresh.db().template create_tables<tables>();
    breaking how;
    backend::prepare(fresh, how);
    std::vector<database> opened; // beside that of the test, where connections are ended
    if constexpr (!TestType::is_sqlite) opened.push_back(fresh.open());
    const auto writes = all_writes<database>();
    for (std::size_t number = 0; number < writes.size(); ++number) {
        database& own = opened.empty() ? fresh.db() : opened.front();
        backend::set(fresh, how, "", 0);
        AuthorTree tree = begin_anew(fresh, own);
        writes[number](own, tree);
        const text_rows wanted = stored(fresh);
        for (const std::string& what : backend::ways())
            for (int at = 1; at < 100; ++at) {
                INFO("write " << number << ", " << what << " at row " << at);
                backend::set(fresh, how, "", 0);
                tree = begin_anew(fresh, own);
                const text_rows before = stored(fresh);
                backend::set(fresh, how, what, at);
                bool is_broken = false, is_expected = true;
                try {
                    writes[number](own, tree);
                } catch (const error& failure) {
                    is_broken = true;
                    INFO(failure.what());
                    is_expected = backend::is_expected(what, failure);
                    CHECK(is_expected);
                }
                if (!backend::is_done(fresh, how)) { // there were not so many rows
                    CHECK_FALSE(is_broken);
                    CHECK(at > 2);
                    break;
                }
                CHECK(is_broken);
                CHECK(stored(fresh) == before);
                CHECK(own.is_open() == !backend::ends_connection(what));
                if (!own.is_open()) {
                    CHECK_THROWS_AS(own.count(from<Author>()), connection_error);
                    own = fresh.open();
                }
                writes[number](own, tree); // it goes on
                CHECK(stored(fresh) == wanted);
            }
    }
}

TEMPLATE_TEST_CASE("a transaction goes on without a tree that was broken, or is ended as a whole", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    using backend = breaker<TestType>;
    using database = typename TestType::database;
    using transaction = typename TestType::transaction;
    fresh.db().template create_tables<tables>();
    breaking how;
    backend::prepare(fresh, how);
    std::vector<database> opened;
    if constexpr (!TestType::is_sqlite) opened.push_back(fresh.open());
    const auto writes = all_writes<transaction>();
    for (std::size_t number = 0; number < writes.size(); ++number)
        for (const std::string& what : backend::ways())
            for (const int at : {2, 4}) {
                INFO("write " << number << ", " << what << " at row " << at);
                database& own = opened.empty() ? fresh.db() : opened.front();
                backend::set(fresh, how, "", 0);
                const AuthorTree tree = begin_anew(fresh, own);
                const text_rows before = stored(fresh);
                bool goes_on = false;
                {
                    transaction all = own.begin();
                    all.insert(Tag{.label = "before"});
                    backend::set(fresh, how, what, at);
                    CHECK_THROWS_AS(writes[number](all, tree), error);
                    try {
                        all.insert(Tag{.label = "behind"});
                        all.commit();
                        goes_on = true;
                    } catch (const error& failure) {
                        INFO(failure.what());
                        // An erasure is one statement: of PostgreSQL's transactions nothing is left where one fails.
                        CHECK((backend::may_end_transaction(what) || (!TestType::is_sqlite && number == 4)));
                    }
                }
                text_rows wanted = before;
                if (goes_on) wanted.insert(wanted.end(), {"|NULL||before", "|NULL||behind"});
                std::sort(wanted.begin(), wanted.end());
                CHECK(stored(fresh) == wanted);
                CHECK(own.is_open() == !backend::ends_connection(what));
                if (!own.is_open()) own = fresh.open();
                CHECK(own.count(from<Tag>()) == (goes_on ? 4 : 2));
                own.insert(Tag{.label = "at last"});
            }
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("trees are written although their tables were altered since their statements were prepared", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tables>();
    const std::string columns[] = {"author.name", "post.title", "remark.text", "tag.label"};
    const auto alter = [&](const std::string& column, int round) {
        const std::size_t point = column.find('.');
        fresh.rows("ALTER TABLE broken_" + column.substr(0, point) + " ALTER COLUMN " + column.substr(point + 1) +
                   " TYPE " + (round % 2 ? "varchar(50)" : "text"));
    };
    const auto writes = all_writes<postgres::database>();
    const auto writes_within = all_writes<postgres::transaction>();
    for (std::size_t number = 0; number < writes.size(); ++number) {
        AuthorTree tree = begin_anew(fresh, db);
        writes[number](db, tree);
        const text_rows wanted = stored(fresh);
        int round = 0;
        for (const std::string& column : columns)
            for ([[maybe_unused]] const int again : {1, 2}) {
                INFO("write " << number << ", " << column);
                tree = begin_anew(fresh, db);
                writes[number](db, tree); // what is prepared is that of the tables as they are
                tree = begin_anew(fresh, db);
                alter(column, ++round);
                writes[number](db, tree);
                CHECK(stored(fresh) == wanted);
            }
        // In a transaction that is the program's to do.
        tree = begin_anew(fresh, db);
        writes[number](db, tree);
        tree = begin_anew(fresh, db);
        const text_rows before = stored(fresh);
        alter("author.name", 1);
        for (bool is_altered = true; is_altered;) {
            auto all = db.begin();
            try {
                writes_within[number](all, tree);
                all.commit();
                is_altered = false;
            } catch (const error& failure) {
                INFO(failure.what());
                CHECK(failure.can_retry());
                all.rollback();
                CHECK(stored(fresh) == before);
                if (!failure.can_retry()) break;
            }
        }
        CHECK(stored(fresh) == wanted);
        alter("author.name", 0);
    }
}
TEST_CASE("more trees than go together, and those that cannot be copied, are written after their tables were altered",
          "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tables>();
    db.create_tables<schema<Town, Street>>();
    int number = 0;
    const auto make = [&] {
        std::vector<TownTree> many;
        for (int i = 0; i < 7'000; ++i)
            many.push_back({.name = "t" + std::to_string(++number), .streets = {{.length = 1}, {.length = 2}}});
        return many;
    };
    const auto counts = [&] {
        return fresh.rows("SELECT count(*), (SELECT count(*) FROM broken_street) FROM broken_town")[0];
    };
    CHECK(db.insert_many(make()) == 7'000);
    fresh.rows("ALTER TABLE broken_town ALTER COLUMN name TYPE varchar(50)");
    CHECK(db.insert_many(make()) == 7'000);
    CHECK(counts() == "14000|28000");
    // Of a range that can be walked once.
    fresh.rows("ALTER TABLE broken_town ALTER COLUMN name TYPE text");
    std::vector<TownTree> given = make();
    std::size_t at = 0;
    auto once = std::views::iota(0, 7'000) | std::views::transform([&](int) -> TownTree { return given[at++]; });
    CHECK(db.insert_many(once) == 7'000);
    CHECK(counts() == "21000|42000");
    const auto own = [] {
        return PostOfAuthor{.title = "t", .author = std::make_unique<AuthorName>(AuthorName{.name = "o"})};
    };
    db.insert(own());
    fresh.rows("ALTER TABLE broken_post ALTER COLUMN title TYPE text");
    const PostOfAuthor back = db.insert(own());
    CHECK(fresh.rows("SELECT author_id, title FROM broken_post WHERE id = " + std::to_string(back.id))[0] ==
          std::to_string(back.author->id) + "|t");
    CHECK(fresh.rows("SELECT name FROM broken_author ORDER BY id DESC LIMIT 1")[0] == "o");
}
#endif
