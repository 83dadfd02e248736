#include <refract/base/rules/query.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::column_in_query == rule_number{10});
static_assert(std::is_empty_v<sentence<failed<rule::column_in_query, int>>>);
