#include <refract/base/rules/client.hpp>

using namespace refract::detail;

// Numbers are published in docs/errors.md: a rule keeps its own. The sentences are tested by tests/reject.
constexpr int number_of(rule_number rule) { return static_cast<int>(rule); }
static_assert(number_of(rule::argument_count) == 34);
static_assert(number_of(rule::argument_type) == 35);
static_assert(number_of(rule::key_part_count) == 36);
static_assert(number_of(rule::feature_exists) == 37);
static_assert(number_of(rule::statement_yields_rows) == 39);
static_assert(number_of(rule::placeholders_match) == 40);
static_assert(number_of(rule::sql_is_constant) == 47);
static_assert(number_of(rule::verb_takes_query) == 48);
