#pragma once

// The tables of random statements, with few different values, so that rows meet.

#include <refract/refract.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace random_test {

struct Person {
    std::int64_t id{};
    std::optional<std::int64_t> boss_id{};
    std::string name{};
    std::optional<std::string> nick{};
    std::int32_t age{};
    std::optional<std::int64_t> points{};
    bool active{};
    std::optional<refract::decimal<2>> pay{};
    std::optional<std::chrono::year_month_day> born{};
};
struct Task {
    std::int64_t id{};
    std::optional<std::int64_t> person_id{};
    std::string title{};
    std::optional<std::int32_t> size{};
    std::optional<bool> done{};
    refract::decimal<2> cost{};
    std::chrono::year_month_day due{std::chrono::sys_days{}};
};
struct Word {
    std::int64_t id{};
    std::int64_t task_id{};
    std::string text{};
    std::optional<std::int32_t> weight{};
};

/// A source of numbers that is the same everywhere.
class dice {
public:
    explicit dice(std::uint64_t seed) : random_(seed) {}
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
    bool one_in(std::size_t count) { return below(count) == 0; }
    std::int64_t number() { return static_cast<std::int64_t>(below(9)) - 4; }
    std::string text() {
        static constexpr const char* texts[] = {"", "a", "A", "ab", "b", "a%", "_b", "it's", "ü", " x ", "\\", "\"b\""};
        return texts[below(12)];
    }
    refract::decimal<2> price() {
        return refract::decimal<2>::from_coefficient(static_cast<std::int64_t>(below(13)) * 25 - 100);
    }
    std::chrono::year_month_day day() {
        return std::chrono::sys_days(std::chrono::days(10000 + static_cast<int>(below(5)) * 17));
    }

private:
    std::mt19937_64 random_;
};

inline std::vector<Person> make_people(dice& random) {
    std::vector<Person> all;
    for (std::int64_t id = 1; id <= 9; ++id) {
        Person made{.id = id, .name = random.text(), .age = static_cast<std::int32_t>(random.number())};
        if (!random.one_in(3)) made.boss_id = static_cast<std::int64_t>(random.below(9)) + 1;
        if (!random.one_in(3)) made.nick = random.text();
        if (!random.one_in(3)) made.points = random.number();
        made.active = random.one_in(2);
        if (!random.one_in(4)) made.pay = random.price();
        if (!random.one_in(4)) made.born = random.day();
        all.push_back(made);
    }
    return all;
}
inline std::vector<Task> make_tasks(dice& random) {
    std::vector<Task> all;
    for (std::int64_t id = 1; id <= 12; ++id) {
        Task made{.id = id, .title = random.text(), .cost = random.price(), .due = random.day()};
        if (!random.one_in(4)) made.person_id = static_cast<std::int64_t>(random.below(11)) + 1;
        if (!random.one_in(3)) made.size = static_cast<std::int32_t>(random.number());
        if (!random.one_in(3)) made.done = random.one_in(2);
        all.push_back(made);
    }
    return all;
}
inline std::vector<Word> make_words(dice& random) {
    std::vector<Word> all;
    for (std::int64_t id = 1; id <= 10; ++id) {
        Word made{.id = id, .task_id = static_cast<std::int64_t>(random.below(12)) + 1, .text = random.text()};
        if (!random.one_in(3)) made.weight = static_cast<std::int32_t>(random.number());
        all.push_back(made);
    }
    return all;
}

} // namespace random_test
