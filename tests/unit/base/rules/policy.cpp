#include <refract/base/rules/policy.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::deletion_is_marked == rule_number{230});
static_assert(std::is_empty_v<sentence<failed<rule::something_is_marked, int>>>);
