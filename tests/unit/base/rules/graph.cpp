#include <refract/base/rules/graph.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::relation_exists == rule_number{190});
static_assert(rule::nested_is_known == rule_number{202});
static_assert(rule::shape_is_own_query == rule_number{206});
static_assert(std::is_empty_v<sentence<failed<rule::relation_exists, int>>>);
