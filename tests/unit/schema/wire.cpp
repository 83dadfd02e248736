#include <refract/schema/wire.hpp>

#include <refract/meta/enumerators.hpp>
#include <refract/schema/any_value.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <set>
#include <string>

using namespace refract;
using namespace refract::detail;

static_assert(type_kind_count == static_cast<int>(enumerators_of<type_kind>.size()), "`enumeration` is not the last");
static_assert(kind_of_wire<bool> == type_kind::boolean);
static_assert(kind_of_wire<std::int16_t> == type_kind::small_integer);
static_assert(kind_of_wire<std::string_view> == type_kind::text);
static_assert(kind_of_wire<wire::json> == type_kind::json);
static_assert(kind_of_wire<std::uint64_t> == type_kind::none, "no driver passes unsigned numbers");

namespace {

/// The row of a kind keeps a value in plain data and has it back.
template <class Wire, class Equal> bool comes_back(const Wire& value, Equal equal) {
    any_value plain;
    plain.type.kind = kind_of_wire<Wire>;
    wire_row<Wire>::keep(plain, value);
    bool back = false;
    with_wire(plain.type.kind, [&]<class Found>(std::type_identity<Found>) {
        if constexpr (std::is_same_v<Found, Wire>) back = equal(value, wire_row<Found>::make(plain));
    });
    return back;
}
const auto same = [](const auto& left, const auto& right) { return left == right; };

} // namespace

TEST_CASE("each wire type has a kind of its own, and each kind but enumerations a wire type", "[wire]") {
    std::set<type_kind> kinds;
    int rows = 0;
    for (int kind = 1; kind < type_kind_count; ++kind)
        with_wire(static_cast<type_kind>(kind), [&]<class Wire>(std::type_identity<Wire>) {
            ++rows;
            kinds.insert(kind_of_wire<Wire>);
        });
    CHECK(rows == type_kind_count - 1);
    CHECK(kinds.size() == wire_types::size);
    CHECK(kinds.size() == static_cast<std::size_t>(type_kind_count) - 3); // enumerators and arrays travel as text
    CHECK_FALSE(kinds.contains(type_kind::none));
}

TEST_CASE("plain data keeps what travels", "[wire]") {
    CHECK(comes_back(true, same));
    CHECK(comes_back(std::int16_t{-5}, same));
    CHECK(comes_back(std::int32_t{1} << 30, same));
    CHECK(comes_back(std::int64_t{1} << 62, same));
    CHECK(comes_back(0.5f, same));
    CHECK(comes_back(-2.25, same));
    CHECK(comes_back(std::string_view("a\0b", 3), same));
    CHECK(comes_back(wire::json{"{}"}, [](auto a, auto b) { return a.text == b.text; }));
    CHECK(comes_back(wire::date{-7}, [](auto a, auto b) { return a.days == b.days; }));
    CHECK(comes_back(wire::decimal{125, 2},
                     [](auto a, auto b) { return a.coefficient == b.coefficient && a.scale == b.scale; }));
    const auto same_moment = [](auto a, auto b) { return a.microseconds == b.microseconds; };
    CHECK(comes_back(wire::timestamp{-1}, same_moment));
    CHECK(comes_back(wire::time{5}, same_moment));
    CHECK(comes_back(wire::interval{-9}, same_moment));
    wire::uuid id{};
    id.bytes[15] = 255;
    CHECK(comes_back(id, [](const auto& a, const auto& b) { return a.bytes == b.bytes; }));
    const std::byte data[] = {std::byte{0}, std::byte{200}};
    CHECK(comes_back(wire::bytes(data),
                     [](auto a, auto b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }));
}

TEST_CASE("messages have a word for each kind", "[wire]") {
    CHECK(noun_of(type_kind::none) == "anything");
    CHECK(noun_of(type_kind::small_integer) == "a whole number");
    CHECK(noun_of(type_kind::enumeration) == "an enumerator");
    for (int kind = 1; kind < type_kind_count; ++kind) CHECK(noun_of(static_cast<type_kind>(kind)) != "anything");
}

TEST_CASE("the items of a list grow, move and begin anew", "[wire]") {
    wire::list_items<std::string> items{{"a", false}, {"", true}};
    for (int i = 2; i < 100; ++i) items.add().value = std::to_string(i);
    REQUIRE(items.size() == 100);
    CHECK(items[0].value == "a");
    CHECK(items[1].null);
    CHECK(items[99].value == "99");

    wire::list_items<std::string> moved = std::move(items);
    CHECK(moved.size() == 100);
    items = wire::list_items<std::string>{{"b", false}};
    CHECK(items.size() == 1);
    std::size_t count = 0;
    for (const auto& each : moved) count += each.value.size() + (each.null ? 1 : 0);
    CHECK(count == 1 + 1 + 8 + 90 * 2);

    moved.clear();
    CHECK(moved.empty());
    CHECK(moved.begin() == moved.end());
    CHECK(moved.add().value.empty()); // nothing of the item that was there before
    moved.clear();
    moved.add();
    CHECK_FALSE(moved.add().null);
}
