// Trees that are read once more when they have been saved come back in the order in which the program had their rows.

#include <refract/graph/given_order.hpp>

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace given_order_test {

struct Clerk {
    std::int64_t id{};
    std::string name;
};
struct Case {
    std::int64_t id{};
    std::string what;
    std::optional<std::int64_t> clerk_id{};
    std::optional<std::int64_t> opener_id{};
};
struct Note {
    std::int64_t id{};
    std::string text;
    std::int64_t case_id{};
};

} // namespace given_order_test

template <> inline constexpr auto refract::model<given_order_test::Clerk> = table(named("go_clerk"));
template <> inline constexpr auto refract::model<given_order_test::Case> =
    table(named("go_case"), foreign_key<&given_order_test::Case::clerk_id>.references<&given_order_test::Clerk::id>(),
          foreign_key<&given_order_test::Case::opener_id>.references<&given_order_test::Clerk::id>());
template <> inline constexpr auto refract::model<given_order_test::Note> =
    table(named("go_note"), foreign_key<&given_order_test::Note::case_id>.references<&given_order_test::Case::id>());

namespace given_order_test {

struct CaseRow {
    using model = Case;
    std::int64_t id{};
    std::string what;
    std::list<Note> notes{};
};
struct Desk {
    using model = Clerk;
    std::int64_t id{};
    std::string name;
    std::vector<CaseRow> mine{};
    std::deque<Case> opened{};
};
template <class Rows> std::string words_of(const Rows& rows) {
    std::string all;
    for (const auto& each : rows) all += each.what;
    return all;
}

} // namespace given_order_test

template <> inline constexpr auto refract::shape<given_order_test::Desk> =
    refract::relations(refract::by<&given_order_test::Desk::mine, &given_order_test::Case::clerk_id>,
                       refract::by<&given_order_test::Desk::opened, &given_order_test::Case::opener_id>);

TEMPLATE_TEST_CASE("a tree that is read once more keeps the order of its rows", "[save]", REFRACT_TEST_DATABASES) {
    using namespace given_order_test;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Clerk, Case, Note>>();
    Desk desk{.id = 0, .name = "ann"};
    for (const char* const what : {"a", "b", "c", "d"})
        desk.mine.push_back({.id = 0, .what = what, .notes = {Note{0, "1", 0}, Note{0, "2", 0}, Note{0, "3", 0}}});
    for (const char* const what : {"x", "y", "z"}) desk.opened.push_back({.id = 0, .what = what});
    desk = db.save(desk);
    std::swap(desk.mine[0], desk.mine[3]);
    std::swap(desk.opened[0], desk.opened[2]);
    desk.mine[1].notes.reverse();
    desk.mine.insert(desk.mine.begin() + 1, CaseRow{.id = 0, .what = "new"});
    desk = db.save(desk);
    CHECK(words_of(desk.mine) == "dnewbca");
    CHECK(words_of(desk.opened) == "zyx");
    std::string notes;
    for (const Note& each : desk.mine[2].notes) notes += each.text;
    CHECK(notes == "321");
    CHECK(desk.mine[1].id > 7);

    // What comes into a field by what stands elsewhere is behind the others.
    desk.opened[1].clerk_id = desk.id;
    desk = db.save(desk);
    CHECK(words_of(desk.mine) == "dnewbcay");
    CHECK(words_of(desk.opened) == "zyx");
    desk.mine.erase(desk.mine.begin(), desk.mine.begin() + 2);
    desk = db.save(desk);
    CHECK(words_of(desk.mine) == "bcay");
    CHECK(fresh.rows("SELECT count(clerk_id) FROM go_case") == text_rows{"4"});
}
