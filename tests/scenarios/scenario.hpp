#pragma once

// A scenario: what a query of refract gives is what SQL written by hand gives, asked through the C library.
//
// The titles of the test cases name the suites whose situations these are, and the first argument of each call the
// situation; tools/scenarios.py writes docs/scenarios.md of them.

#include <support/databases.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract_test {

/// SQL by hand: one text for both databases, or one for each.
struct raw_sql {
    const char* sqlite;
    const char* postgres;
    raw_sql(const char* both) : sqlite(both), postgres(both) {}
    raw_sql(const char* on_sqlite, const char* on_postgres) : sqlite(on_sqlite), postgres(on_postgres) {}
};

namespace scenario_text {

inline std::string print(const std::string& value, bool) { return value; }
inline std::string print(double value, bool) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}
inline std::string print(bool value, bool on_sqlite) { return on_sqlite ? (value ? "1" : "0") : (value ? "t" : "f"); }
template <class Number>
    requires std::is_integral_v<Number>
std::string print(Number value, bool) {
    return std::to_string(value);
}
template <unsigned Scale> std::string print(const refract::decimal<Scale>& value, bool) { return value.to_string(); }
inline std::string print(const std::chrono::year_month_day& value, bool) {
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(value.year()),
                  static_cast<unsigned>(value.month()), static_cast<unsigned>(value.day()));
    return text;
}
inline std::string print(std::chrono::days value, bool) { return std::to_string(value.count()); }
inline std::string print(const std::chrono::sys_seconds& value, bool on_sqlite) {
    const auto day = std::chrono::floor<std::chrono::days>(value);
    const std::chrono::hh_mm_ss time(value - day);
    char text[40];
    std::snprintf(text, sizeof text, " %02d:%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    return print(std::chrono::year_month_day(day), on_sqlite) + text;
}
template <class Value> std::string print(const std::optional<Value>& value, bool on_sqlite) {
    return value ? print(*value, on_sqlite) : std::string("NULL");
}
template <class... Value> std::string print(const std::tuple<Value...>& row, bool on_sqlite) {
    std::string text;
    std::apply([&](const auto&... value) { ((text += print(value, on_sqlite) += '|'), ...); }, row);
    text.pop_back();
    return text;
}
template <class Struct>
    requires std::is_aggregate_v<Struct>
std::string print(const Struct& row, bool on_sqlite) {
    return refract::detail::with_fields(row,
                                        [&](const auto&... field) { return print(std::tuple(field...), on_sqlite); });
}

/// Equal texts, or numbers that are the same but for their form and what calculating in another order makes of them.
inline bool same_field(const std::string& left, const std::string& right) {
    if (left == right) return true;
    char *left_end = nullptr, *right_end = nullptr;
    const double first = std::strtod(left.c_str(), &left_end), second = std::strtod(right.c_str(), &right_end);
    if (left.empty() || right.empty() || *left_end || *right_end) return false;
    return std::abs(first - second) <= 1e-9 * std::max(std::abs(first), std::abs(second));
}
inline bool same_row(const std::string& left, const std::string& right) {
    std::size_t l = 0, r = 0;
    for (;;) {
        const std::size_t left_end = left.find('|', l), right_end = right.find('|', r);
        if (!same_field(left.substr(l, left_end - l), right.substr(r, right_end - r))) return false;
        if ((left_end == left.npos) != (right_end == right.npos)) return false;
        if (left_end == left.npos) return true;
        l = left_end + 1, r = right_end + 1;
    }
}

/// Moves each row to where its like stands in the other list; rows without one stay behind them.
inline text_rows in_order_of(const text_rows& expected, text_rows found) {
    for (std::size_t i = 0; i < expected.size() && i < found.size(); ++i)
        for (std::size_t k = i; k < found.size(); ++k)
            if (same_row(found[k], expected[i])) {
                std::swap(found[i], found[k]);
                break;
            }
    return found;
}

} // namespace scenario_text

template <class Backend> class scenarios {
public:
    explicit scenarios(fresh_database<Backend>& fresh) : fresh_(fresh) {}
    auto& db() { return fresh_.db(); }

    /// The same rows, in any order; at least one.
    template <class Query, class... Argument>
    void rows(const char* situation, const Query& query, raw_sql by_hand, const Argument&... argument) {
        text_rows found = all(query, argument...);
        const text_rows expected = ask(by_hand);
        compare(situation, scenario_text::in_order_of(expected, std::move(found)), expected);
    }
    /// The same rows in the same order; at least one.
    template <class Query, class... Argument>
    void ordered(const char* situation, const Query& query, raw_sql by_hand, const Argument&... argument) {
        compare(situation, all(query, argument...), ask(by_hand));
    }
    /// No rows on either side.
    template <class Query> void none(const char* situation, const Query& query, raw_sql by_hand) {
        INFO(situation);
        CHECK(all(query).empty());
        CHECK(ask(by_hand).empty());
    }
    /// A value that was asked for is what the one row of the SQL holds.
    template <class Value> void is(const char* situation, const Value& value, raw_sql by_hand) {
        compare(situation, {scenario_text::print(value, Backend::is_sqlite)}, ask(by_hand));
    }
    /// After a statement that changes so many rows, the table is what is known beforehand.
    template <class Statement> void writes(const char* situation, const Statement& statement, std::int64_t count,
                                           raw_sql table, const text_rows& known) {
        INFO(situation);
        CHECK(db().exec(statement) == count);
        compare(situation, ask(table), known);
    }
    /// What was made of trees, as rows, in any order; at least one.
    void trees(const char* situation, text_rows found, raw_sql by_hand) {
        const text_rows expected = ask(by_hand);
        compare(situation, scenario_text::in_order_of(expected, std::move(found)), expected);
    }
    /// After work that stands above the call the table is what is known beforehand.
    void leaves(const char* situation, raw_sql table, const text_rows& known) { compare(situation, ask(table), known); }
    template <class Error, class Work> void refuses(const char* situation, Work work) {
        INFO(situation);
        CHECK_THROWS_AS(work(), Error);
    }
    /// What cannot be said yet, and why.
    void missing(const char*, const char*) {}

    text_rows ask(raw_sql by_hand) { return fresh_.rows(Backend::is_sqlite ? by_hand.sqlite : by_hand.postgres); }

private:
    template <class Query, class... Argument> text_rows all(const Query& query, const Argument&... argument) {
        text_rows rows;
        for (const auto& row : db().all(query, argument...))
            rows.push_back(scenario_text::print(row, Backend::is_sqlite));
        return rows;
    }
    static void compare(const char* situation, const text_rows& found, const text_rows& expected) {
        INFO(situation);
        REQUIRE_FALSE(expected.empty());
        bool same = found.size() == expected.size();
        for (std::size_t i = 0; same && i < found.size(); ++i) same = scenario_text::same_row(found[i], expected[i]);
        if (!same)
            CHECK(found == expected);
        else
            SUCCEED();
    }

    fresh_database<Backend>& fresh_;
};

} // namespace refract_test
