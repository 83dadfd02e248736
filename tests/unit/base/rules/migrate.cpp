#include <refract/base/rules/migrate.hpp>

#include <type_traits>

using namespace refract::detail;

// Each sentence is printed by a program of tests/reject; tools/errors.py compares numbers and sentences.
static_assert(rule::catalog_is_known == rule_number{306});
static_assert(std::is_empty_v<sentence<failed<rule::catalog_is_known, int>>>);
