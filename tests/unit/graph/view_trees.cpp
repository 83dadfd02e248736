// Views in trees: a foreign key of a view says which rows belong together, and no table is made of it.

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace view_trees {

struct Guest {
    std::int64_t id{};
    std::string name;
};
struct Stay {
    std::int64_t id{};
    std::int64_t guest_id{};
    std::int64_t nights{};
};
struct GuestTotal {
    std::int64_t guest_id{};
    std::int64_t stays{};
};
struct LongStay { // a row of it belongs to a guest, and to the total of the guest
    std::int64_t id{};
    std::int64_t guest_id{};
    std::int64_t nights{};
};

struct GuestPage {
    using model = Guest;
    std::string name;
    std::optional<GuestTotal> total;
    std::vector<LongStay> long_stays;
};
struct TotalLine {
    using model = GuestTotal;
    std::int64_t stays{};
    Guest guest;
};
struct StayLine {
    using model = LongStay;
    std::int64_t id{};
    GuestTotal total;
};

} // namespace view_trees
using namespace view_trees;

template <> inline constexpr auto refract::model<Guest> = table(named("view_tree_guest"));
template <> inline constexpr auto refract::model<Stay> =
    table(named("view_tree_stay"), foreign_key<&Stay::guest_id>.references<&Guest::id>());
template <> inline constexpr auto refract::model<GuestTotal> =
    table(named("view_tree_total"), read_only_view, primary_key<&GuestTotal::guest_id>,
          foreign_key<&GuestTotal::guest_id>.references<&Guest::id>());
template <> inline constexpr auto refract::view_of<GuestTotal> =
    from<Stay>().select<GuestTotal>(col<&Stay::guest_id>, count()).group_by(col<&Stay::guest_id>);
template <> inline constexpr auto refract::model<LongStay> =
    table(named("view_tree_long_stay"), read_only_view, foreign_key<&LongStay::guest_id>.references<&Guest::id>(),
          foreign_key<&LongStay::guest_id>.references<&GuestTotal::guest_id>());
template <> inline constexpr auto refract::view_of<LongStay> =
    from<Stay>()
        .select<LongStay>(col<&Stay::id>, col<&Stay::guest_id>, col<&Stay::nights>)
        .where(col<&Stay::nights> > 3);

TEMPLATE_TEST_CASE("a view stands in trees and in conditions over relations", "[graph][views]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Guest, Stay, GuestTotal, LongStay>>();
    db.insert_many(std::vector<Guest>{{0, "Ann"}, {0, "Bob"}, {0, "Cid"}});
    db.insert_many(std::vector<Stay>{{0, 1, 2}, {0, 1, 5}, {0, 1, 9}, {0, 2, 1}});

    const auto pages = from<Guest>()
                           .template select<GuestPage>(nested<&GuestPage::long_stays>().order_by(col<&LongStay::id>))
                           .order_by(col<&Guest::id>);
    const std::string told = "[{Ann {1 3} [{2 1 5} {3 1 9}]} {Bob {2 1} []} {Cid - []}]";
    CHECK(tree_text(db.all(pages)) == told);
    CHECK(tree_text(db.all(pages.load_by(program_keys))) == told);
    CHECK(tree_text(db.all(pages.load_by(full_tables))) == told);
    const auto newest = from<Guest>()
                            .template select<GuestPage>(
                                nested<&GuestPage::long_stays>().order_by(col<&LongStay::nights>.desc()).limit(1))
                            .order_by(col<&Guest::id>);
    CHECK(tree_text(db.all(newest)) == "[{Ann {1 3} [{3 1 9}]} {Bob {2 1} []} {Cid - []}]");
    CHECK(tree_text(db.all(from<GuestTotal>().template select<TotalLine>().order_by(col<&GuestTotal::guest_id>))) ==
          "[{3 {1 Ann}} {1 {2 Bob}}]");
    CHECK(tree_text(db.all(from<LongStay>().template select<StayLine>().order_by(col<&LongStay::id>))) ==
          "[{2 {1 3}} {3 {1 3}}]");
    CHECK(tree_text(db.template get<TotalLine>(2)) == "{1 {2 Bob}}");

    CHECK(db.count(from<Guest>().where(some<&GuestTotal::guest_id>(col<&GuestTotal::stays> > 1))) == 1);
    CHECK(db.count(from<Guest>().where(none<&GuestTotal::guest_id>())) == 1);
    CHECK(db.count(from<GuestTotal>().where(related<&GuestTotal::guest_id>(col<&Guest::name> == "Bob"))) == 1);
    CHECK(db.all(from<Guest>().template left_join<&GuestTotal::guest_id>()).size() == 3);
}
