#include <refract/base/rules/write.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::insert_is_complete == rule_number{24});
static_assert(std::is_empty_v<sentence<failed<rule::insert_is_complete, int>>>);
