#include <refract/base/rules/json.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::json_has_form == rule_number{143});
static_assert(std::is_empty_v<sentence<failed<rule::json_has_form, int>>>);
