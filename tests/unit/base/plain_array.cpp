#include <refract/base/plain_array.hpp>

#include "support/catch.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

using refract::detail::plain_array;

namespace {

template <class Item> std::vector<Item> items_of(const plain_array<Item>& all) { return {all.begin(), all.end()}; }

} // namespace

TEST_CASE("a plain array holds what a vector would") {
    std::mt19937 random(7);
    plain_array<int> array;
    std::vector<int> model;
    for (int step = 0; step < 5000; ++step) {
        const int value = static_cast<int>(random() % 20);
        switch (random() % 8) {
        case 0:
            if (model.empty()) break;
            model.pop_back();
            array.pop_back();
            break;
        case 1:
            std::erase(model, value);
            array.remove(value);
            break;
        case 2:
            if (random() % 50 != 0) break;
            model.clear();
            array.clear();
            break;
        case 3: {
            const int more[] = {value, value + 1, value + 2};
            model.insert(model.end(), more, more + 3);
            array.append(more, 3);
            break;
        }
        default: model.push_back(value); array.push_back(value);
        }
        REQUIRE(items_of(array) == model);
        REQUIRE(array.empty() == model.empty());
        if (!model.empty()) REQUIRE(array.back() == model.back());
    }
}

TEST_CASE("a plain array moves, and leaves an array behind") {
    plain_array<std::uint16_t> first;
    first.assign(3);
    CHECK(items_of(first) == std::vector<std::uint16_t>{0, 0, 0});
    first[1] = 7;
    plain_array<std::uint16_t> second = std::move(first);
    CHECK(items_of(second) == std::vector<std::uint16_t>{0, 7, 0});
    second.swap(first);
    CHECK(second.empty());
    second.push_back(9);
    second = std::move(first);
    CHECK(second[1] == 7);
    second.append(nullptr, 0);
    CHECK(second.size() == 3);
}

TEST_CASE("an item of the array itself can be added while the array grows") {
    plain_array<std::int64_t> all;
    all.push_back(1);
    for (int i = 0; i < 100; ++i) all.push_back(all.back() + all[0]);
    CHECK(all.back() == 101);
    all.reserve(1000);
    CHECK(all.size() == 101);
    CHECK(all[0] == 1);
}
