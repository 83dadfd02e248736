#include <refract/base/rules/client.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::argument_count == rule_number{34});
static_assert(std::is_empty_v<sentence<failed<rule::argument_count, int>>>);
