// Which types that a model spells are the usual ones of a field.

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

} // namespace

TEST_CASE("every kind of field has a usual type", "[spelled_type]") {
    for (const usual_type& each : usual_types) {
        CHECK(form_of(each.kind, each.name) == column_form::usual);
        CHECK(form_of(each.kind, "point") == column_form::other);
    }
}
