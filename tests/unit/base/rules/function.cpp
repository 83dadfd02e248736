#include <refract/base/rules/function.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::frame_is_in_order == rule_number{103});
static_assert(std::is_empty_v<sentence<failed<rule::frame_is_in_order, int>>>);
