#include <refract/refract.hpp>
#include <refract/verify.hpp>

#include "support/databases.hpp"

#include <thread>
#include <vector>

using namespace refract;

namespace record_concurrent_test {
struct Bird {
    std::int64_t id{};
    std::string name{};
};
} // namespace record_concurrent_test
using record_concurrent_test::Bird;

TEST_CASE("threads run, list and count queries at once", "[query_record][concurrent]") {
    constexpr auto birds = from<Bird>().where(col<&Bird::id> > 0).named<"concurrent birds">();
    constexpr int threads = 4, rounds = 50;
    const auto executions = [] {
        std::uint64_t sum = 0;
        for (const auto& each : queries())
            if (each.name == "concurrent birds") sum += each.executions;
        return sum;
    };
    const coverage counted;
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&] {
            sqlite::database db(":memory:");
            db.create_tables<schema<Bird>>();
            db.insert(Bird{0, "wren"});
            for (int round = 0; round < rounds; ++round) {
                static_cast<void>(db.all(birds));
                if (round % 10 == 0) static_cast<void>(queries().size());
            }
        });
    for (std::thread& each : all) each.join();
    CHECK(executions() == std::uint64_t{threads} * rounds);
}
