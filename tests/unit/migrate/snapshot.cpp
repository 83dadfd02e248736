#include <refract/dialect/postgres.hpp>
#include <refract/migrate/snapshot.hpp>
#include <refract/sqlite.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <cstdint>
#include <string>

using namespace refract;
using namespace refract_test;

namespace snapped {
struct Ware {
    std::int64_t id{};
    std::string label{};
};
struct Same {
    std::int64_t id{};
    std::string label{};
};
struct More {
    std::int64_t id{};
    std::string label{};
    std::int32_t count{};
};
struct Unique {
    std::int64_t id{};
    std::string label{};
};
struct Indexed {
    std::int64_t id{};
    std::string label{};
};
} // namespace snapped

template <> inline constexpr auto refract::model<snapped::Ware> = refract::table(refract::named("ware"));
template <> inline constexpr auto refract::model<snapped::Same> = refract::table(refract::named("ware"));
template <> inline constexpr auto refract::model<snapped::More> = refract::table(refract::named("ware"));
template <> inline constexpr auto refract::model<snapped::Unique> =
    refract::table(refract::named("ware"), refract::unique<&snapped::Unique::label>);
template <> inline constexpr auto refract::model<snapped::Indexed> =
    refract::table(refract::named("ware"), refract::index<&snapped::Indexed::label>);

namespace {
using lite = dialect::sqlite;
constexpr auto kept = migrate::take_snapshot<schema<snapped::Ware>, lite>("20260101000000_first");

static_assert(migrate::matches_snapshot<schema<snapped::Ware>, lite>(kept));
static_assert(migrate::matches_snapshot<schema<snapped::Same>, lite>(kept));
static_assert(!migrate::matches_snapshot<schema<snapped::More>, lite>(kept));
static_assert(!migrate::matches_snapshot<schema<snapped::Unique>, lite>(kept));
static_assert(!migrate::matches_snapshot<schema<snapped::Indexed>, lite>(kept));
static_assert(!migrate::matches_snapshot<schema<snapped::Ware>, dialect::postgres>(kept));
static_assert(!migrate::matches_snapshot<schema<>, lite>(kept));
} // namespace

TEST_CASE("a snapshot is written beside the migrations", "[snapshot]") {
    const migrations_folder folder;
    folder.add("20260101000000_first", "SELECT 1");
    migrate::write_snapshot<schema<snapped::Ware>, lite>(folder.path);
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[kept.hash >> shift & 15];
    CHECK_THAT(folder.text("snapshot.hpp"),
               refract_test::has_text("schema_snapshot snapshot{\"20260101000000_first\", 0x" + digits + "u};"));
    CHECK(migrate::read_folder(folder.path).size() == 1);
}
