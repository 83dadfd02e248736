#include <refract/base/rules/query.hpp>

using namespace refract::detail;

// Numbers are published in docs/errors.md: a rule keeps its own. The sentences are tested by tests/reject.
constexpr int number_of(rule_number rule) { return static_cast<int>(rule); }
static_assert(number_of(rule::column_in_query) == 10);
static_assert(number_of(rule::operands_are_comparable) == 11);
static_assert(number_of(rule::null_needs_optional) == 12);
static_assert(number_of(rule::optional_needs_null_safe) == 13);
static_assert(number_of(rule::columns_are_grouped) == 14);
static_assert(number_of(rule::aggregate_outside_where) == 15);
static_assert(number_of(rule::having_needs_group_by) == 16);
static_assert(number_of(rule::condition_is_boolean) == 17);
static_assert(number_of(rule::aggregates_do_not_nest) == 18);
static_assert(number_of(rule::operand_is_number) == 19);
static_assert(number_of(rule::operand_is_text) == 20);
static_assert(number_of(rule::clause_once) == 21);
static_assert(number_of(rule::table_once) == 22);
static_assert(number_of(rule::join_has_foreign_key) == 23);
static_assert(number_of(rule::list_is_supported) == 41);
static_assert(number_of(rule::count_is_whole_number) == 42);
static_assert(number_of(rule::value_is_known) == 44);
static_assert(number_of(rule::operand_is_time) == 45);
static_assert(number_of(rule::clause_takes_expressions) == 46);
