#include <refract/base/rules/result.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::name_is_no_column == rule_number{163});
static_assert(std::is_empty_v<sentence<failed<rule::name_is_no_column, int>>>);
