#include <refract/base/rules/model.hpp>

using namespace refract::detail;

// Numbers are published in docs/errors.md: a rule keeps its own. The sentences are tested by tests/reject.
constexpr int number_of(rule_number rule) { return static_cast<int>(rule); }
static_assert(number_of(rule::model_is_aggregate) == 1);
static_assert(number_of(rule::field_is_storable) == 2);
static_assert(number_of(rule::model_has_key) == 3);
static_assert(number_of(rule::column_names_differ) == 4);
static_assert(number_of(rule::column_is_of_table) == 5);
static_assert(number_of(rule::key_types_match) == 6);
static_assert(number_of(rule::default_fits) == 7);
static_assert(number_of(rule::enumerators_are_known) == 8);
static_assert(number_of(rule::model_constants_fit) == 43);
