// What the loader asks for, with levels that are nothing but plans; whole trees are in load.cpp.

#include <refract/graph/tree_loader.hpp>

#include <refract/sqlite.hpp>

#include "support/catch.hpp"

#include <array>

using namespace refract;
using namespace refract::detail;

namespace {

struct few_keys final : keys_of_driver<sqlite_driver> {
    void add_row(const row_of_driver<sqlite_driver>&, const std::uint16_t*) override { add_without_key(); }
    std::uint32_t find_row(const row_of_driver<sqlite_driver>&, const std::uint16_t*) override { return none; }
};
constexpr level_plan<sqlite_driver> plan_of_few{
    .make_keys = []() -> keys_of_driver<sqlite_driver>* { return new few_keys; },
    .ask = nullptr,
    .read = nullptr,
    .at = nullptr,
    .below = nullptr};
constexpr std::array<level_plan<sqlite_driver>, 2> plans{plan_of_few, plan_of_few};
constexpr level_list<sqlite_driver> two_levels{plans.data(), plans.size()};

} // namespace

TEST_CASE("levels whose rows above have no keys are not asked for") {
    session_state<sqlite_driver> state(":memory:", sqlite::options{});
    tree_loader<sqlite_driver> loader(state, call_place::current(), nullptr, nullptr);
    level_rows_above<sqlite_driver> rows(two_levels);
    int only = 0;
    rows.add_address(&only);
    loader.load(rows); // would call plans that are not there
    CHECK(rows.keys(0).empty());
    CHECK_FALSE(state.connection.in_transaction());
}
