#include <refract/expr/cast.hpp>

using namespace refract;
using namespace refract::detail;

namespace {

using enum type_kind;

// Databases differ in how these are cast, and a pattern of the dialect makes them one.
static_assert(cast_operation(double_precision, big_integer) == operation::cast_to_whole);
static_assert(cast_operation(boolean, text) == operation::cast_boolean_to_text);
static_assert(cast_operation(text, boolean) == operation::cast_text_to_boolean);
static_assert(cast_operation(text, small_integer) == operation::cast_text_to_whole);
static_assert(cast_operation(text, decimal) == operation::cast_text_to_number);
static_assert(cast_operation(text, date) == operation::cast_text_to_date);
static_assert(cast_operation(text, timestamp) == operation::cast_text_to_moment);
static_assert(cast_operation(text, numeric) == operation::cast && cast_operation(text, uuid) == operation::cast);
static_assert(cast_operation(timestamp, date) == operation::cast_moment_to_date);
static_assert(cast_operation(integer, big_integer) == operation::cast);

// What they would make of these has no one meaning.
static_assert(is_cast_alike(text, date) && is_cast_alike(date, text) && is_cast_alike(integer, text));
static_assert(!is_cast_alike(date, integer) && !is_cast_alike(integer, time) && !is_cast_alike(bytes, text));
static_assert(!is_cast_alike(interval, text) && !is_cast_alike(text, interval) && !is_cast_alike(numeric, boolean));

} // namespace
