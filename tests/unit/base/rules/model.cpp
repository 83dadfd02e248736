#include <refract/base/rules/model.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::model_is_aggregate == rule_number{1});
static_assert(std::is_empty_v<sentence<failed<rule::model_is_aggregate, int>>>);
