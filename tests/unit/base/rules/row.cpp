#include <refract/base/rules/row.hpp>

using namespace refract::detail;

// Numbers are published in docs/errors.md: a rule keeps its own. The sentences are tested by tests/reject.
constexpr int number_of(rule_number rule) { return static_cast<int>(rule); }
static_assert(number_of(rule::row_field_exists) == 30);
static_assert(number_of(rule::row_field_type) == 31);
static_assert(number_of(rule::row_field_nullable) == 32);
static_assert(number_of(rule::row_width) == 33);
static_assert(number_of(rule::rows_are_owned) == 38);
