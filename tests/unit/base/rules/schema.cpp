#include <refract/base/rules/schema.hpp>

using namespace refract::detail;

// Numbers are published in docs/errors.md: a rule keeps its own. The sentences are tested by tests/reject.
constexpr int number_of(rule_number rule) { return static_cast<int>(rule); }
static_assert(number_of(rule::models_have_own_tables) == 90);
static_assert(number_of(rule::index_names_differ) == 91);
static_assert(number_of(rule::name_fits) == 92);
static_assert(number_of(rule::key_is_never_null) == 93);
static_assert(number_of(rule::foreign_key_stays_in_schema) == 94);
static_assert(number_of(rule::name_is_stable) == 95);
