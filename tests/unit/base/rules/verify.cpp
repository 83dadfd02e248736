#include <refract/base/rules/verify.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::live_database_is_verified == rule_number{121});
static_assert(std::is_empty_v<sentence<failed<rule::live_database_is_verified, int>>>);
