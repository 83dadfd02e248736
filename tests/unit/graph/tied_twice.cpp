// Trees that show in two places what one row says are given back as they are stored.

#include <refract/graph/tied_twice.hpp>

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace tied_twice {

struct Clerk {
    std::int64_t id{};
    std::string name;
};
struct Case {
    std::int64_t id{};
    std::string what;
    std::optional<std::int64_t> clerk_id{};
    std::int64_t opener_id{};
};
struct Topic {
    std::int64_t id{};
    std::string label;
};
struct CaseTopic {
    std::int64_t case_id{}, topic_id{};
    std::int32_t weight = 1;
};

} // namespace tied_twice
using namespace tied_twice;

template <> inline constexpr auto refract::model<Clerk> = table(named("tt_clerk"));
template <> inline constexpr auto refract::model<Case> =
    table(named("tt_case"), foreign_key<&Case::clerk_id>.references<&Clerk::id>(),
          foreign_key<&Case::opener_id>.references<&Clerk::id>(), through<CaseTopic>);
template <> inline constexpr auto refract::model<Topic> = table(named("tt_topic"));
template <> inline constexpr auto refract::model<CaseTopic> =
    table(named("tt_case_topic"), primary_key<&CaseTopic::case_id, &CaseTopic::topic_id>,
          column<&CaseTopic::weight>.default_to(1), foreign_key<&CaseTopic::case_id>.references<&Case::id>(),
          foreign_key<&CaseTopic::topic_id>.references<&Topic::id>());

namespace tied_twice {

struct Desk {
    using model = Clerk;
    std::int64_t id{};
    std::string name;
    std::vector<Case> mine{}, opened{};
};
struct CasePage {
    using model = Case;
    std::int64_t id{};
    std::string what;
    std::int64_t opener_id{};
    std::vector<Topic> topics{};
    std::vector<CaseTopic> links{};
};
struct CaseOnce {
    using model = Case;
    std::int64_t id{};
    std::vector<Topic> topics{};
    Clerk opener{};
    std::optional<Clerk> clerk{};
};
struct Nested { // a struct of two fields has the same rows below
    using model = Clerk;
    std::int64_t id{};
    std::vector<CaseOnce> mine{};
};

} // namespace tied_twice

template <> inline constexpr auto refract::shape<Desk> =
    relations(by<&Desk::mine, &Case::clerk_id>, by<&Desk::opened, &Case::opener_id>);
template <> inline constexpr auto refract::shape<CaseOnce> =
    relations(by<&CaseOnce::clerk, &Case::clerk_id>, by<&CaseOnce::opener, &Case::opener_id>);
template <> inline constexpr auto refract::shape<Nested> = relations(by<&Nested::mine, &Case::clerk_id>);

static_assert(detail::is_tied_twice<Desk> && detail::is_tied_twice<CasePage>);
static_assert(!detail::is_tied_twice<CaseOnce> && !detail::is_tied_twice<Nested> && !detail::is_tied_twice<Clerk>);

TEMPLATE_TEST_CASE("a saved tree shows a row alike in both of its fields", "[save]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Clerk, Case, Topic, CaseTopic>>();

    Desk desk = db.save(Desk{0, "ann", {Case{0, "own", {}, 1}}, {Case{0, "other's", {}, 0}}});
    CHECK((desk.mine.size() == 1 && desk.opened.size() == 2));
    desk.mine.clear();
    desk = db.save(desk);
    REQUIRE((desk.mine.empty() && desk.opened.size() == 2));
    CHECK((!desk.opened[0].clerk_id && !desk.opened[1].clerk_id));
    desk.opened[0].clerk_id = desk.id; // by a column
    desk = db.save(desk);
    CHECK(desk.mine.size() == 1);
    desk.name = "Ann"; // nothing is brought back by what an old copy says
    db.save(desk);
    CHECK(fresh.rows("SELECT count(clerk_id) FROM tt_case") == text_rows{"1"});

    // Rows over a link, and the link's.
    CasePage page = db.save(CasePage{0, "page", 1, {Topic{0, "a"}, Topic{0, "b"}}, {}});
    CHECK((page.topics.size() == 2 && page.links.size() == 2));
    page.links[0].weight = 9;
    page.links.pop_back();
    page = db.save(page);
    CHECK((page.topics.size() == 1 && page.links.size() == 1 && page.links[0].weight == 9));
    page.topics.push_back({0, "c"});
    page = db.save(page);
    CHECK((page.topics.size() == 2 && page.links.size() == 2));
    page.topics.clear();
    page = db.save(page);
    CHECK((page.topics.empty() && page.links.empty()));
    CHECK(fresh.rows("SELECT count(*) FROM tt_case_topic") == text_rows{"0"});
}
