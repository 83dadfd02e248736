#include <refract/base/rules/write.hpp>

using namespace refract::detail;

// Numbers are published in docs/errors.md: a rule keeps its own. The sentences are tested by tests/reject.
constexpr int number_of(rule_number rule) { return static_cast<int>(rule); }
static_assert(number_of(rule::insert_is_complete) == 24);
static_assert(number_of(rule::assignment_of_table) == 25);
static_assert(number_of(rule::assignment_fits) == 26);
static_assert(number_of(rule::assignment_once) == 27);
static_assert(number_of(rule::write_has_condition) == 28);
static_assert(number_of(rule::update_sets_columns) == 29);
