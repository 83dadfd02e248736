// Columns whose type is not the usual one of their field are read through a cast, where a database needs it.

#include <refract/sql/read_column.hpp>

#include <refract/refract.hpp>

#include <support/catch.hpp>

#include <cstdint>
#include <string>

namespace read_column {

struct Host {
    std::int64_t id{};
    std::string ip{};
    std::chrono::sys_days day{};
    std::string name{};
};

} // namespace read_column

template <> inline constexpr auto refract::model<read_column::Host> = refract::table(
    refract::column<&read_column::Host::ip>.type("inet"), refract::column<&read_column::Host::day>.type("date"),
    refract::column<&read_column::Host::name>.type("varchar(40)"));

namespace {

using namespace refract;
using read_column::Host;

static_assert(sql<dialect::postgres>(from<Host>().where(col<&Host::ip> == "::1")) ==
              R"(SELECT "id", abbrev("ip"), CAST("day" AS timestamp), "name" FROM "host" WHERE "host"."ip" = $1)");
static_assert(sql<dialect::sqlite>(from<Host>().where(col<&Host::ip> == "::1")) ==
              R"(SELECT "id", "ip", "day", "name" FROM "host" WHERE "ip" = ?1)");
// A bare name in ORDER BY would mean the text that is read.
static_assert(
    sql<dialect::postgres>(from<Host>().select(col<&Host::day>, lower(col<&Host::name>)).order_by(col<&Host::day>)) ==
    R"(SELECT CAST("host"."day" AS timestamp), lower("name") FROM "host" ORDER BY "host"."day")");
static_assert(sql<dialect::postgres>(update<Host>().set(col<&Host::ip> = "::1").all_rows().returning(col<&Host::ip>)) ==
              R"(UPDATE "host" SET "ip" = $1 RETURNING abbrev("host"."ip"))");

} // namespace

TEST_CASE("what is bound for a column takes its type where the database may have two", "[read_column]") {
    using namespace refract::detail;
    constexpr column_info time{.name = "at", .field = "at", .type = {.kind = type_kind::timestamp}};
    constexpr column_info number{.name = "n", .field = "n", .type = {.kind = type_kind::integer}};
    constexpr column_info other{
        .name = "n", .field = "n", .type = {.kind = type_kind::integer, .of_column = true, .form = column_form::other}};
    CHECK(bound_type(time, time.type).of_column);
    CHECK(bound_type(time, time.type).form == column_form::usual);
    CHECK_FALSE(bound_type(number, number.type).of_column);
    CHECK(bound_type(other, number.type).form == column_form::other);
}
