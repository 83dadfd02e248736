#include <refract/expr/beside.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <refract/expr/column.hpp>
#include <refract/expr/window.hpp>
#include <refract/memory.hpp>
#include <refract/query/select.hpp>

using namespace refract;

// What is no operand has operators that refuse, and costs no room.

namespace {
struct beside_program {};
template <class Term> constexpr int operator+(beside_program, const Term&) { return 7; }
template <class Term> constexpr int operator==(const Term&, beside_program) { return 8; }
template <class Term> constexpr int operator%(const Term&, beside_program) { return 9; }
template <class Term> constexpr int operator&(beside_program, const Term&) { return 10; }
} // namespace

static_assert(detail::beside::misplaced<decltype(col<&User::id>.desc())>);
static_assert(!detail::beside::misplaced<decltype(col<&User::id>)>);
static_assert(std::is_empty_v<decltype(col<&User::id>.desc())>);
static_assert(sizeof(col<&User::id> = 1) == sizeof(std::int64_t));
// Operators of a program go first.
static_assert(beside_program{} + col<&User::id>.desc() == 7);
static_assert((col<&User::id>.desc() == beside_program{}) == 8);
static_assert((refract::index<&User::id> % beside_program{}) == 9);
static_assert((beside_program{} & from<User>()) == 10);
static_assert(detail::beside::misplaced<decltype(column<&User::id>)>);

TEST_CASE("An order keeps its direction and its place of NULLs", "[expr]") {
    using term = decltype(col<&User::id>.desc().nulls_last());
    CHECK(term::node_type::describe().descending);
    CHECK(term::node_type::describe().nulls == detail::nulls_order::last);
}

// What a step has changed is not lost behind it.
TEST_CASE("Conditions may grow in steps that commas separate", "[expr]") {
    const auto grow = [](const auto&... condition) {
        predicate<User> any;
        ((any |= condition), ...);
        return any;
    };
    const User seven{.id = 7};
    CHECK(matches(seven, grow(col<&User::id> == 1, col<&User::id> == 7)));
    CHECK(!matches(seven, grow(col<&User::id> == 1, col<&User::id> == 2)));
}
