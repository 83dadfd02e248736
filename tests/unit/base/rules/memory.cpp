#include <refract/base/rules/memory.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::evaluated_in_memory == rule_number{183});
static_assert(std::is_empty_v<sentence<failed<rule::evaluated_in_memory, int>>>);
