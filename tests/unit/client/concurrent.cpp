// Threads: one connection each; two on one get an error, and nothing worse.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/database.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::Tag;

namespace {

/// Runs the same work in several threads; Catch2's checks are not for threads, so they count.
template <class Work> void in_threads(int count, Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([=] { work(i); });
    for (std::thread& each : threads) each.join();
}

struct tally {
    std::atomic<int> done{0}, refused{0}, retried{0}, wrong{0};
};

} // namespace

TEMPLATE_TEST_CASE("two threads on one connection get an error", "[concurrent]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.insert_many(std::vector<Tag>(500, Tag{0, "some label that is long enough to be on the heap"}));
    tally seen;
    std::atomic<int> ready{0};
    in_threads(4, [&](int number) {
        ++ready;
        while (ready < 4) {}
        for (int i = 0; i < 100; ++i) {
            try {
                switch ((number + i) % 4) {
                case 0: seen.wrong += db.all(from<Tag>().where(col<&Tag::id> <= 100)).size() != 100; break;
                case 1: seen.wrong += db.template find<Tag>(i + 1)->id != i + 1; break;
                case 2: seen.wrong += db.count(from<Tag>()) < 500; break;
                default: db.exec(update<Tag>().set(col<&Tag::label> = "x").where(col<&Tag::id> == 499)); break;
                }
                ++seen.done;
            } catch (const error& failure) {
                seen.wrong += failure.message().find("two threads") == std::string::npos;
                ++seen.refused;
            }
        }
    });
    CHECK(seen.done + seen.refused == 400);
    CHECK(seen.done > 0);
    CHECK(seen.wrong == 0);
    // Afterwards it is as good as before.
    CHECK(db.count(from<Tag>()) == 500);
}

TEST_CASE("a connection that is held by another thread is refused for certain", "[concurrent]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    std::atomic<bool> inside{false}, leave{false};
    auto wait = [&] {
        inside = true;
        while (!leave) std::this_thread::yield();
        return 1;
    };
    using waiting = decltype(wait);
    sqlite3_create_function(
        db.connection().native(), "wait", 0, SQLITE_UTF8, &wait,
        [](sqlite3_context* context, int, sqlite3_value**) {
            sqlite3_result_int(context, (*static_cast<waiting*>(sqlite3_user_data(context)))());
        },
        nullptr, nullptr);
    db.insert_many(std::vector<Tag>{{0, "a"}, {0, "b"}});
    auto stream = db.each(from<Tag>());
    auto row = stream.begin();
    std::thread holder([&] { db.query<std::int64_t>("SELECT wait()"); });
    while (!inside) std::this_thread::yield();
    CHECK_THROWS_AS(db.count(from<Tag>()), error);
    CHECK_THROWS_AS(db.insert(Tag{}), error);
    CHECK_THROWS_AS(db.begin(), error);
    CHECK_THROWS_WITH(++row, refract_test::has_text("two threads"));
    leave = true;
    holder.join();
    CHECK((++row)->label == "b");
    CHECK(db.count(from<Tag>()) == 2);
}

TEMPLATE_TEST_CASE("a connection for each thread", "[concurrent]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    fresh.db().template create_tables<schema<Tag>>();
    constexpr int threads = 4, rounds = 25;
    tally seen;
    in_threads(threads, [&](int number) {
        try {
            auto db = fresh.open();
            for (int i = 0; i < rounds; ++i) {
                const std::string label = std::to_string(number) + "/" + std::to_string(i);
                db.transaction([&](auto& tx) {
                    const Tag made = tx.insert(Tag{.label = label});
                    seen.wrong += tx.template get<Tag>(made.id).label != label;
                });
                db.insert_many(std::vector<Tag>{{0, label + "a"}, {0, label + "b"}});
                std::int64_t last = 0;
                for (const Tag& each : db.each(from<Tag>().order_by(col<&Tag::id>))) {
                    seen.wrong += each.id <= last || each.label.empty();
                    last = each.id;
                }
                predicate<Tag> mine{col<&Tag::label>.starts_with(std::to_string(number) + "/")};
                seen.wrong += db.count(from<Tag>().where(mine)) != 3 * (i + 1);
                ++seen.done;
            }
        } catch (const error& failure) {
            std::printf("%s\n", failure.what());
            ++seen.wrong;
        }
    });
    CHECK(seen.wrong == 0);
    CHECK(seen.done == threads * rounds);
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{std::to_string(3 * threads * rounds)});
}

TEMPLATE_TEST_CASE("what may be retried is retried until it is done", "[concurrent]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    fresh.db().template create_tables<schema<blog::User, blog::Post>>();
    fresh.db().insert(blog::User{.email = "a", .name = "A"});
    fresh.db().insert(blog::Post{.title = "counter", .author_id = 1});
    constexpr int threads = 3, rounds = 20;
    tally seen;
    in_threads(threads, [&](int) {
        try {
            auto db = fresh.open();
            for (int i = 0; i < rounds;) {
                try {
                    db.transaction({.isolation = isolation::serializable, .immediate = false}, [&](auto& tx) {
                        auto post = tx.template get<blog::Post>(1);
                        ++post.views;
                        tx.update(post);
                    });
                    ++i;
                } catch (const error& failure) {
                    if (!failure.can_retry()) throw;
                    ++seen.retried;
                }
            }
        } catch (const error& failure) {
            std::printf("%s\n", failure.what());
            ++seen.wrong;
        }
    });
    CHECK(seen.wrong == 0);
    CHECK(fresh.rows("SELECT views FROM post") == text_rows{std::to_string(threads * rounds)});
}
