#include <refract/base/rules/flat.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::member_is_column == rule_number{240} && rule::flat_is_plain == rule_number{241});
static_assert(std::is_empty_v<sentence<failed<rule::flat_is_never_missing, int>>>);
