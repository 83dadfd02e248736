// What a session remembers of trees that it has read in part: keys, some of which go again, and never too little.

#include <refract/client/partial_reads.hpp>

#include <support/catch.hpp>

#include <map>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

struct some_keys {
    std::vector<std::uint64_t> all;
    operator array_view<std::uint64_t>() const { return {all.data(), all.size()}; }
};
std::string clause_of(partial_reads::reading reading) {
    return std::string(reading.by.substr(0, reading.by.find(' '))) + (reading.is_certain ? "" : "?");
}

} // namespace

TEST_CASE("noted keys are those of a map, whatever comes and goes", "[client]") {
    std::mt19937_64 random(254);
    noted_keys noted;
    std::map<std::uint64_t, std::uint32_t> model;
    for (int step = 0; step < 20000; ++step) {
        // Few keys that share their places, so that the holes of those that go are closed.
        const std::uint64_t key = (random() % 40) << (random() % 2 * 8);
        if (random() % 2) {
            noted.put(key, static_cast<std::uint32_t>(step));
            model[key] = static_cast<std::uint32_t>(step);
        } else {
            noted.erase(key);
            model.erase(key);
        }
        REQUIRE(noted.size() == model.size());
        const auto found = model.find(key);
        REQUIRE(noted.find(key) == (found == model.end() ? noted_keys::none : found->second));
    }
    for (const auto& [key, number] : model) CHECK(noted.find(key) == number);
    noted.clear();
    CHECK(noted.size() == 0);
    CHECK(noted.find(1) == noted_keys::none);
}

TEST_CASE("rows that were read in part are known until they are read whole", "[client]") {
    signal_flag is_saved;
    is_saved.raise();
    const tree_field limited{1, "limit", &is_saved}, asked{1, "where", &is_saved}, all{1, {}, &is_saved},
        other{2, "limit", &is_saved};
    const auto here = std::source_location::current();
    partial_reads reads;
    reads.read_in_part(limited, 0, some_keys{{7, 8}}, here);
    reads.read_in_part(asked, 0, some_keys{{8}}, here);
    CHECK(clause_of(reads.find_reading(1, 7)) == "limit");
    CHECK(clause_of(reads.find_reading(1, 8)) == "where");
    CHECK(clause_of(reads.find_reading(1, 9)).empty());
    CHECK(clause_of(reads.find_reading(2, 7)).empty());
    CHECK(reads.find_reading(1, 7).by ==
          "limit at " + std::string(here.file_name()) + ":" + std::to_string(here.line()));
    reads.read_whole(all, 0, some_keys{{7}});
    CHECK(clause_of(reads.find_reading(1, 7)).empty());
    reads.read_in_part(other, 64, some_keys{{7}}, here); // of other tables
    CHECK(clause_of(reads.find_reading(2, 7)).empty());
    CHECK(clause_of(reads.find_reading(2, 7 ^ 64)) == "limit");
}

TEST_CASE("of too many all count as read in part, until they are read whole", "[client]") {
    signal_flag is_saved;
    is_saved.raise();
    const tree_field limited{1, "limit", &is_saved}, all{1, {}, &is_saved};
    some_keys many;
    for (std::uint64_t key = 0; key <= partial_reads::most_keys; ++key) many.all.push_back(key * 0x9e3779b97f4a7c15u);
    partial_reads reads;
    reads.read_in_part(limited, 0, many, std::source_location::current());
    CHECK(clause_of(reads.find_reading(1, many.all[5])) == "limit?");
    CHECK(clause_of(reads.find_reading(1, 3)) == "limit?"); // of which nothing is known any more
    reads.read_whole(all, 0, some_keys{{3, many.all[5]}});
    CHECK(clause_of(reads.find_reading(1, 3)).empty());
    CHECK(clause_of(reads.find_reading(1, many.all[5])).empty());
    CHECK(clause_of(reads.find_reading(1, many.all[6])) == "limit?");
    reads.read_in_part(limited, 0, some_keys{{3}}, std::source_location::current());
    CHECK(clause_of(reads.find_reading(1, 3)) == "limit?");
    reads.read_whole(all, 0, many); // more than are kept: rather none than some that are wrong
    CHECK(clause_of(reads.find_reading(1, many.all[0])) == "limit?");
}

TEST_CASE("where nobody knows that trees are saved, the first save asks", "[client]") {
    signal_flag is_saved; // in another library
    const tree_field limited{1, "limit", &is_saved}, all{1, {}, &is_saved};
    partial_reads reads;
    reads.read_in_part(limited, 0, some_keys{{7}}, std::source_location::current());
    reads.read_whole(all, 0, some_keys{{8}});
    CHECK(clause_of(reads.find_reading(1, 7)) == "limit?");
    CHECK(clause_of(reads.find_reading(1, 8)) == "limit?");
    reads.read_whole(all, 0, some_keys{{8}});
    CHECK(clause_of(reads.find_reading(1, 8)).empty());
    CHECK(clause_of(reads.find_reading(1, 7)) == "limit?");
}
