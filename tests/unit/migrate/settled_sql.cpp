#include <refract/migrate/settled_sql.hpp>

#include <refract/migrate/compare.hpp>

#include "support/catch.hpp"

#include <string>

using namespace refract;

// That PostgreSQL prints both forms: tests/pull.

namespace {

bool settles_same(const std::string& left, const std::string& right) { return detail::says_same(left, right); }

} // namespace

TEST_CASE("elements are cast one by one, or all of their array", "[settled_sql]") {
    CHECK(settles_same(
        "CHECK (((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])))",
        "CHECK (((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text])))"));
    CHECK(
        settles_same("(ARRAY[f(a, b[1]), c])::numeric(5,2)[]", "ARRAY[(f(a, b[1]))::numeric(5,2), (c)::numeric(5,2)]"));
    CHECK(settles_same("(a::text = ANY (ARRAY['x'::character varying, b]::text[]))",
                       "(a::text = ANY (ARRAY['x'::character varying::text, b::text]))"));
    CHECK(settles_same("(('x'::name)::text)::bytea", "'x'::name::text::bytea"));
    CHECK_FALSE(settles_same("(a || b)::text", "a || b::text"));
    CHECK_FALSE(settles_same("f(b)::text", "f b::text"));
    CHECK_FALSE(settles_same("('x'::text COLLATE \"C\")::name", "'x'::text COLLATE \"C\"::name"));
    CHECK(settles_same("(ARRAY['a'])::app.\"a mood\"[]", "ARRAY[('a')::app.\"a mood\"]"));
    CHECK_FALSE(settles_same("(ARRAY['x', 'y'])::text[]", "ARRAY['x', 'y']"));
    CHECK_FALSE(settles_same("(ARRAY['x'])::text[]", "ARRAY[('x')::name]"));
    CHECK_FALSE(settles_same("(ARRAY[a])::text[][]", "ARRAY[(a)::text][]"));
}

TEST_CASE("a chain of AND is one, whether its beginning has parentheses or not", "[settled_sql]") {
    CHECK(settles_same("CHECK ((((a >= 1) AND (a <= 2)) AND b))", "CHECK (((a >= 1) AND (a <= 2) AND b))"));
    CHECK(settles_same("((((a OR b) OR c) OR d))", "((a OR b OR c OR d))"));
    CHECK(settles_same("((CASE WHEN a OR b THEN c END AND d) AND e)", "(CASE WHEN a OR b THEN c END AND d AND e)"));
    CHECK_FALSE(settles_same("((a OR b) AND c)", "(a OR b AND c)"));
    CHECK_FALSE(settles_same("((a AND b OR c) AND d)", "(a AND b OR c AND d)"));
    CHECK_FALSE(settles_same("((SELECT a AND b) AND c)", "(SELECT a AND b AND c)"));
    CHECK_FALSE(settles_same("(a BETWEEN (b AND c) AND d)", "(a BETWEEN b AND c AND d)"));
    CHECK_FALSE(settles_same("(NOT (a AND b) AND c)", "(NOT a AND b AND c)"));
    CHECK_FALSE(settles_same("(f(a AND b) AND c)", "(f a AND b AND c)"));
}

TEST_CASE("a value that is cast has the name of its type without being told", "[settled_sql]") {
    CHECK(settles_same("SELECT 'x'::text, NULL::integer", "SELECT 'x'::text AS text, NULL::integer AS int4"));
    CHECK(settles_same("SELECT NULL::character varying(3), NULL::app.mood",
                       "SELECT NULL::character varying(3) AS \"varchar\", NULL::app.mood AS mood"));
    CHECK(settles_same("SELECT NULL::timestamp(3) with time zone FROM t",
                       "SELECT NULL::timestamp(3) with time zone AS timestamptz FROM t"));
    CHECK(settles_same("SELECT '{}'::double precision[]", "SELECT '{}'::double precision[] AS float8"));
    CHECK_FALSE(settles_same("SELECT 'x'::text", "SELECT 'x'::text AS kind"));
    CHECK_FALSE(settles_same("SELECT 'x'::text FROM a.b", "SELECT 'x'::text FROM a.b AS c"));
}
