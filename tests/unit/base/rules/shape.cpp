#include <refract/base/rules/shape.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::member_is_foreign_key == rule_number{203});
static_assert(rule::relation_is_of_query == rule_number{204});
static_assert(rule::link_has_two_keys == rule_number{205});
static_assert(std::is_empty_v<sentence<failed<rule::member_is_foreign_key, int>>>);
