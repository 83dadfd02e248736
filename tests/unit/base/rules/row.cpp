#include <refract/base/rules/row.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::row_field_exists == rule_number{30});
static_assert(std::is_empty_v<sentence<failed<rule::row_field_exists, int>>>);
