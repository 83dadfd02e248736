#include <refract/base/rules/kinds.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::kinds_are_told_apart == rule_number{243} && rule::kind_stands_with_others == rule_number{247});
static_assert(std::is_empty_v<sentence<failed<rule::variant_is_of_kinds, int>>>);
