// PostgreSQL's type numbers: the constants against the server's own catalog.

#include <refract/driver/postgres_types.hpp>

#include <support/postgres_session.hpp>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

constexpr std::string_view names[] = {"on"};
constexpr enumeration_info plain{names, 1}, native{names, 1, "switch"};
constexpr sql_type enumeration(const enumeration_info& info, bool list = false) {
    return {.kind = type_kind::enumeration, .list = list, .enumeration = &info};
}

static_assert(postgres_parameter_type({.kind = type_kind::big_integer}) == oid::int8);
static_assert(postgres_parameter_type({.kind = type_kind::big_integer, .list = true}) == 1016);
static_assert(postgres_parameter_type(enumeration(plain)) == oid::text);
static_assert(postgres_parameter_type(enumeration(plain, true)) == 1009);
static_assert(postgres_parameter_type(enumeration(native)) == oid::none, "only the server knows its number");
static_assert(postgres_parameter_type(enumeration(native, true)) == oid::none);

} // namespace

TEST_CASE("a field takes its own type and no other", "[postgres_types]") {
    CHECK(postgres_accepts(type_kind::big_integer, oid::int8));
    CHECK_FALSE(postgres_accepts(type_kind::big_integer, oid::int4));
    CHECK_FALSE(postgres_accepts(type_kind::integer, oid::int8));
    CHECK_FALSE(postgres_accepts(type_kind::double_precision, oid::numeric));
    CHECK(postgres_accepts(type_kind::timestamp, oid::timestamp));
    CHECK_FALSE(postgres_accepts(type_kind::timestamp, oid::date));
    for (postgres_oid text : {oid::text, oid::varchar, oid::bpchar, oid::name, oid::unknown}) {
        CHECK(postgres_accepts(type_kind::text, text));
        CHECK(postgres_accepts(type_kind::enumeration, text));
    }
    CHECK_FALSE(postgres_accepts(type_kind::text, oid::jsonb));
    CHECK_FALSE(postgres_accepts(type_kind::text, oid::first_of_users)); // unless its binary form is text
    CHECK_FALSE(postgres_accepts(type_kind::integer, oid::first_of_users));
}

TEST_CASE("every number and name is the server's", "[postgres_types]") {
    postgres_session session;
    if (!session) return;
    for (const postgres_type_info& type : postgres_types) {
        const std::string number = std::to_string(type.number);
        INFO(type.name);
        CHECK(session.ask("SELECT format_type(" + number + ", NULL)") == type.name);
        CHECK(session.ask("SELECT typarray FROM pg_type WHERE oid = " + number) == std::to_string(type.array));
        if (!type.short_name.empty())
            CHECK(session.ask("SELECT typname FROM pg_type WHERE oid = " + number) == type.short_name);
    }
}
