#include <refract/base/rules/shape.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::relation_exists == rule_number{190});
static_assert(rule::nested_is_known == rule_number{202});
static_assert(rule::member_is_foreign_key == rule_number{203});
static_assert(rule::relation_is_of_query == rule_number{204});
static_assert(rule::link_has_two_keys == rule_number{205});
static_assert(rule::shape_is_own_query == rule_number{206});
static_assert(rule::row_is_tied_once == rule_number{221});
static_assert(std::is_empty_v<sentence<failed<rule::member_is_foreign_key, int>>>);
