#pragma once

// What holds of every type that can be a field: a value is read back as it went in, is found by `==`, and is
// stored alike by insert and insert_many.

#include "databases.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

namespace round_trip_test {

template <class Value> struct Cell {
    std::int64_t id{};
    Value value{};
};

template <class Value> bool is_same(const Value& left, const Value& right) {
    if constexpr (requires { left.to_duration(); })
        return left.to_duration() == right.to_duration();
    else
        return left == right;
}
template <class Value> bool is_same(const std::optional<Value>& left, const std::optional<Value>& right) {
    return left && right ? is_same(*left, *right) : !left && !right;
}

} // namespace round_trip_test

template <class Value> inline constexpr auto refract::model<round_trip_test::Cell<Value>> =
    refract::table(refract::named("cell"));

namespace round_trip_test {

/// Rows as the database shows them itself, with the form in which they are stored.
template <class Backend> refract_test::text_rows stored(refract_test::fresh_database<Backend>& fresh) {
    return fresh.rows(Backend::is_sqlite ? "SELECT typeof(value), quote(value) FROM cell ORDER BY id"
                                         : "SELECT pg_typeof(value), value::text FROM cell ORDER BY id");
}

template <class Backend, class Value>
void check_round_trips(refract_test::fresh_database<Backend>& fresh, const std::vector<Value>& values) {
    using namespace refract;
    using cell = Cell<Value>;
    auto& db = fresh.db();
    fresh.rows("DROP TABLE IF EXISTS cell");
    db.template create_tables<schema<cell>>();
    std::vector<cell> cells;
    for (const Value& value : values) cells.push_back({0, value});
    for (cell& each : cells) {
        each.id = db.insert(each).id;
        INFO("value " << each.id << " as the database has it: " << stored(fresh).back());
        CHECK(is_same(db.template get<cell>(each.id).value, each.value));
    }
    const auto one_by_one = stored(fresh);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        INFO("value as the database has it: " << one_by_one[i]);
        std::vector<std::int64_t> equal;
        for (const cell& each : cells)
            if (is_same(each.value, cells[i].value)) equal.push_back(each.id);
        if constexpr (detail::equality_fault(detail::type_of<Value>) != detail::rule::none)
            continue; // no database is asked
        else if constexpr (!detail::is_optional<Value>)
            CHECK(db.all(from<cell>()
                             .where(col<&cell::value> == cells[i].value)
                             .select(col<&cell::id>)
                             .order_by(col<&cell::id>)) == equal);
        else
            CHECK(db.all(from<cell>()
                             .where(col<&cell::value>.is_not_distinct_from(cells[i].value))
                             .select(col<&cell::id>)
                             .order_by(col<&cell::id>)) == equal);
    }
    fresh.rows("DELETE FROM cell");
    for (cell& each : cells) each.id = 0;
    CHECK(db.insert_many(cells) == static_cast<std::int64_t>(cells.size()));
    CHECK(stored(fresh) == one_by_one);
    // And written back unchanged.
    for (const cell& each : db.all(from<cell>())) db.update(each);
    CHECK(stored(fresh) == one_by_one);
}

using random_bits = std::mt19937_64;

/// Any pattern of bits, small ones as likely as large ones.
template <class Number> Number any_number(random_bits& random) {
    const auto bits = random();
    return static_cast<Number>(static_cast<std::int64_t>(bits) >> (random() % 64));
}
inline std::string any_text(random_bits& random) {
    static const std::string pieces[] = {"a",  "B",  " ", "'", "\"", "\\",   "%", "{", "}", ",",
                                         "\n", "\t", "é", "€", "😀", "NULL", "0", "-", ";", "ß"};
    std::string text;
    for (auto length = random() % 12; length > 0; --length) text += pieces[random() % std::size(pieces)];
    return text;
}

/// The given values, and as many as wanted from a generator.
template <class Value, class Make> std::vector<Value> some(std::vector<Value> values, int count, Make make) {
    random_bits random(20'261'125);
    for (int i = 0; i < count; ++i) values.push_back(make(random));
    return values;
}

} // namespace round_trip_test
