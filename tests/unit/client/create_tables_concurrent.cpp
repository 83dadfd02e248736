// Several programs begin at once, and each makes its tables.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace create_tables_concurrent_test {
enum class Mood { glad, sad };
struct Entry {
    std::int64_t id{};
    Mood mood{};
    std::string text{};
};
} // namespace create_tables_concurrent_test

template <> inline constexpr auto refract::enumeration<create_tables_concurrent_test::Mood> =
    refract::enumerators<create_tables_concurrent_test::Mood>().native("mood_of_many").in_schema("refract_many");
template <> inline constexpr auto refract::model<create_tables_concurrent_test::Entry> =
    refract::table(refract::index<&create_tables_concurrent_test::Entry::text>);

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("programs that make the same tables at once all find them", "[tables]", REFRACT_TEST_DATABASES) {
    using create_tables_concurrent_test::Entry;
    using create_tables_concurrent_test::Mood;
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    if constexpr (!TestType::is_sqlite) fresh.rows("DROP SCHEMA IF EXISTS refract_many CASCADE");
    constexpr int rounds = 10, programs = 4;
    std::atomic<int> failures = 0;
    for (int round = 0; round < rounds; ++round) {
        std::atomic<int> waiting = programs;
        std::vector<std::thread> threads;
        for (int i = 0; i < programs; ++i)
            threads.emplace_back([&, i] {
                [[maybe_unused]] const bool is_even = i % 2 == 0;
                try {
                    auto own = fresh.open();
                    // What others commit after its first statement is not seen by the queries of such a transaction.
                    if constexpr (!TestType::is_sqlite)
                        if (is_even) own.execute("SET default_transaction_isolation TO 'repeatable read'");
                    for (--waiting; waiting > 0;) std::this_thread::yield();
                    own.template create_tables<schema<Entry>>();
                    own.template create_tables<blog::everything>();
                    own.insert(Entry{.mood = Mood::sad, .text = "x"});
                } catch (const std::exception& failure) {
                    ++failures;
                    std::printf("%s\n", failure.what());
                }
            });
        for (auto& each : threads) each.join();
        CHECK(fresh.db().count(from<Entry>()) == programs);
        fresh.rows("DROP TABLE entry");
        fresh.rows("DROP TABLE post_tag");
        if constexpr (!TestType::is_sqlite) fresh.rows("DROP SCHEMA refract_many CASCADE");
    }
    CHECK(failures == 0);
}
