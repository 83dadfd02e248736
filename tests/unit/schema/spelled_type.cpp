// Which types that a model spells are the usual ones of a field.

#include <refract/codec/chrono.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/schema/spelled_type.hpp>

#include <support/catch.hpp>

using namespace refract;
using namespace refract::detail;

namespace {

static_assert(form_of(type_kind::text, "varchar(40)") == column_form::usual);
static_assert(form_of(type_kind::text, "VARCHAR (40)") == column_form::usual);
static_assert(form_of(type_kind::text, "character varying(40)") == column_form::usual);
static_assert(form_of(type_kind::text, "citext") == column_form::usual);
static_assert(form_of(type_kind::text, "text[]") == column_form::other);
static_assert(form_of(type_kind::text, "varchar(40)[]") == column_form::other);
static_assert(form_of(type_kind::text, "inet") == column_form::address);
static_assert(form_of(type_kind::text, "textual") == column_form::other);
static_assert(form_of(type_kind::text, "tex") == column_form::other);
static_assert(form_of(type_kind::timestamp, "timestamp(3) with time zone") == column_form::usual);
static_assert(form_of(type_kind::timestamp, "timestamp without time zone") == column_form::usual);
static_assert(form_of(type_kind::timestamp, "date") == column_form::other);
static_assert(form_of(type_kind::time, "timetz") == column_form::other);
static_assert(form_of(type_kind::time, "time with time zone") == column_form::other);
static_assert(form_of(type_kind::decimal, "numeric(10, 2)") == column_form::usual);
static_assert(form_of(type_kind::decimal, "money") == column_form::other);
static_assert(form_of(type_kind::big_integer, "integer") == column_form::other);
static_assert(form_of(type_kind::json, "json") == column_form::usual);

using namespace std::chrono;
static_assert(is_finer_than<decimal<4>>("numeric(10, 2)") && is_finer_than<decimal<4>>("DECIMAL(10,3)"));
static_assert(is_finer_than<decimal<1>>("numeric(10)") && is_finer_than<decimal<0>>("numeric(10, -2)") == false);
static_assert(!is_finer_than<decimal<2>>("numeric(10, 2)") && !is_finer_than<decimal<2>>("numeric(12,4)"));
static_assert(!is_finer_than<decimal<4>>("numeric") && !is_finer_than<decimal<4>>("money"));
static_assert(is_finer_than<sys_time<microseconds>>("timestamptz(3)"));
static_assert(is_finer_than<sys_time<milliseconds>>("timestamp(0) without time zone"));
static_assert(is_finer_than<sys_time<nanoseconds>>("timestamp (5)") && is_finer_than<microseconds>("interval(0)"));
static_assert(is_finer_than<hh_mm_ss<milliseconds>>("time(2)") && !is_finer_than<hh_mm_ss<seconds>>("time(0)"));
static_assert(!is_finer_than<sys_time<nanoseconds>>("timestamp(6)") && !is_finer_than<sys_days>("timestamp(0)"));
static_assert(!is_finer_than<sys_time<milliseconds>>("timestamp(3)") && !is_finer_than<sys_seconds>("timestamp(0)"));
static_assert(!is_finer_than<sys_time<microseconds>>("timestamptz"));
static_assert(!is_finer_than<double>("numeric(10, 2)") && !is_finer_than<std::string>("varchar(2)"));

} // namespace

TEST_CASE("every kind of field has a usual type", "[spelled_type]") {
    for (const usual_type& each : usual_types) {
        CHECK(form_of(each.kind, each.name) == column_form::usual);
        CHECK(form_of(each.kind, "point") == column_form::unequal);
    }
}

TEST_CASE("PostgreSQL has times without a zone, by two names") {
    CHECK(is_without_zone("timestamp"));
    CHECK(is_without_zone("TIMESTAMP (3)"));
    CHECK(is_without_zone("timestamp(6) without time zone"));
    CHECK_FALSE(is_without_zone(""));
    CHECK_FALSE(is_without_zone("timestamptz"));
    CHECK_FALSE(is_without_zone("timestamp(6) with time zone"));
}
