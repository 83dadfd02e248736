#include <refract/graph/key_index.hpp>

#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

/// Rows of numbers as a statement gives them.
struct number_cell {
    std::optional<std::int64_t> number;
    bool is_null() const { return !number; }
    template <class Wire> Wire read() const { return static_cast<Wire>(*number); }
};
struct number_row {
    std::vector<std::optional<std::int64_t>> cells;
    number_cell cell(int column) const { return {cells[static_cast<std::size_t>(column)]}; }
};
struct text_cell {
    std::optional<std::string> text;
    bool is_null() const { return !text; }
    template <class Wire> Wire read() const { return Wire{*text}; }
};
struct text_row {
    std::vector<std::optional<std::string>> cells;
    text_cell cell(int column) const { return {cells[static_cast<std::size_t>(column)]}; }
};
using texts =
    mixed_keys<text_row, type_list<std::string_view, std::string_view>, type_list<std::string_view, std::string_view>>;

std::vector<std::uint32_t> owners_of(const key_chains& keys, std::uint32_t key) {
    std::vector<std::uint32_t> all;
    if (key == key_chains::none) return all;
    for (std::uint32_t at = keys.first_of(key); at != key_chains::none; at = keys.behind(at)) all.push_back(at);
    return all;
}

} // namespace

TEST_CASE("numbers find the rows that have them, in their order") {
    number_keys<number_row, std::int64_t, std::int64_t> keys;
    const std::uint16_t second[] = {1};
    CHECK(keys.empty());
    CHECK(keys.find_row(number_row{{0, 5}}, second) == key_chains::none);
    std::mt19937_64 random(7);
    std::map<std::int64_t, std::vector<std::uint32_t>> expected;
    for (std::uint32_t row = 0; row < 5000; ++row) {
        // Few and many, alike in their low bits, and none.
        const std::int64_t number = static_cast<std::int64_t>(random() % 900) << (random() % 3 * 20);
        if (random() % 10 == 0) {
            keys.add_row(number_row{{7, std::nullopt}}, second);
        } else {
            keys.add_row(number_row{{7, number}}, second);
            expected[number].push_back(row);
        }
    }
    CHECK(keys.size() == expected.size());
    for (const auto& [number, owners] : expected)
        CHECK(owners_of(keys, keys.find_row(number_row{{1, number}}, second)) == owners);
    CHECK(keys.find_row(number_row{{0, -1}}, second) == key_chains::none);
    CHECK(keys.find_row(number_row{{0, std::nullopt}}, second) == key_chains::none);
}

TEST_CASE("keys of several texts do not run into each other") {
    texts keys;
    const std::uint16_t columns[] = {0, 1}, turned[] = {1, 0};
    keys.add_row(text_row{{"a", "bc"}}, columns);
    keys.add_row(text_row{{"ab", "c"}}, columns);
    keys.add_row(text_row{{"", "abc"}}, columns);
    keys.add_row(text_row{{"a", std::nullopt}}, columns);
    keys.add_row(text_row{{"bc", "a"}}, turned); // again the first one
    CHECK(keys.size() == 3);
    CHECK(owners_of(keys, keys.find_row(text_row{{"a", "bc"}}, columns)) == std::vector<std::uint32_t>{0, 4});
    CHECK(owners_of(keys, keys.find_row(text_row{{"ab", "c"}}, columns)) == std::vector<std::uint32_t>{1});
    CHECK(owners_of(keys, keys.find_row(text_row{{"", "abc"}}, columns)) == std::vector<std::uint32_t>{2});
    CHECK(keys.find_row(text_row{{"abc", ""}}, columns) == key_chains::none);
    CHECK(keys.find_row(text_row{{std::nullopt, "bc"}}, columns) == key_chains::none);
}

TEST_CASE("fields of objects are the same keys as columns of rows") {
    number_keys<number_row, std::int64_t, std::int64_t> numbers;
    const std::uint16_t first[] = {0};
    numbers.add_fields(std::int16_t{5});
    numbers.add_fields(std::optional<std::int64_t>());
    numbers.add_row(number_row{{5}}, first);
    numbers.add_fields(std::optional<std::int32_t>(7));
    CHECK(numbers.size() == 2);
    CHECK(owners_of(numbers, numbers.find_row(number_row{{5}}, first)) == std::vector<std::uint32_t>{0, 2});
    CHECK(owners_of(numbers, numbers.find_row(number_row{{7}}, first)) == std::vector<std::uint32_t>{3});
    texts pairs;
    const std::uint16_t columns[] = {0, 1};
    pairs.add_fields(std::string("a"), std::optional<std::string>());
    pairs.add_fields(std::string("a"), std::optional<std::string>("b"));
    pairs.add_row(text_row{{"a", "b"}}, columns);
    CHECK(pairs.size() == 1);
    CHECK(owners_of(pairs, pairs.find_row(text_row{{"a", "b"}}, columns)) == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("a part of a key comes back from its bytes") {
    std::string bytes;
    for (const char* text : {"one", "", "two"}) {
        key_part part;
        part.text = text;
        part.number = -5;
        part.real = 0.25;
        part.write(bytes);
    }
    const char* at = bytes.data();
    key_part part;
    for (const std::string_view text : {"one", "", "two"}) {
        at = part.read(at);
        CHECK(part.text == text);
        CHECK(part.number == -5);
        CHECK(part.real == 0.25);
    }
    CHECK(at == bytes.data() + bytes.size());
}

static_assert(std::is_same_v<keys_between<number_row, type_list<std::int64_t>, type_list<std::int32_t>>::type,
                             number_keys<number_row, std::int64_t, std::int32_t>>);
static_assert(std::is_same_v<keys_between<text_row, type_list<std::string_view>, type_list<std::string_view>>::type,
                             mixed_keys<text_row, type_list<std::string_view>, type_list<std::string_view>>>);
