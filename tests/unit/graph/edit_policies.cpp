// Verbs for rows of trees keep to the policies of their models: marked rows are not there, and a tenant sees its own.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace ruled {

struct Board {
    std::int64_t id{};
    std::string name;
    std::int64_t org_id{};
};
struct Note {
    std::int64_t id{};
    std::string text;
    bool gone{};
    std::int64_t board_id{};
    std::int64_t org_id{};
};

} // namespace ruled

template <> inline constexpr auto refract::model<ruled::Board> = refract::table(refract::tenant<&ruled::Board::org_id>);
template <> inline constexpr auto refract::model<ruled::Note> =
    refract::table(refract::tenant<&ruled::Note::org_id>, refract::soft_delete<&ruled::Note::gone>,
                   refract::column<&ruled::Note::gone>.default_to(false),
                   foreign_key<&ruled::Note::board_id>.references<&ruled::Board::id>());

namespace ruled {
using boards = schema<Board, Note>;
struct NoteLine {
    using model = Note;
    std::int64_t id{};
    std::string text;
};
struct BoardTree {
    using model = Board;
    std::int64_t id{};
    std::string name;
    std::vector<NoteLine> notes{};
};
} // namespace ruled
using namespace ruled;

TEMPLATE_TEST_CASE("rows of trees are those that their session sees", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<boards>();
    auto first = db.tenant(1), second = db.tenant(2);
    BoardTree tree =
        first.save(BoardTree{.id = 0, .name = "a", .notes = {{.id = 0, .text = "x"}, {.id = 0, .text = "y"}}});
    second.save(BoardTree{.id = 0, .name = "b", .notes = {{.id = 0, .text = "z"}}});
    const auto notes = [&] { return fresh.rows("SELECT text, gone, board_id, org_id FROM note ORDER BY id"); };
    const std::string yes = TestType::is_sqlite ? "1" : "t", no = TestType::is_sqlite ? "0" : "f";
    CHECK(notes() == text_rows{"x|" + no + "|1|1", "y|" + no + "|1|1", "z|" + no + "|2|2"});

    first.template update<BoardTree>(1, at<&BoardTree::notes>.remove(1),
                                     at<&BoardTree::notes>.create({.id = 0, .text = "w"}));
    CHECK(notes() == text_rows{"x|" + yes + "|1|1", "y|" + no + "|1|1", "z|" + no + "|2|2", "w|" + no + "|1|1"});
    CHECK_THROWS_AS((first.template update<BoardTree>(1, at<&BoardTree::notes>.connect(3))), not_found);
    CHECK_THROWS_AS((first.template update<BoardTree>(1, at<&BoardTree::notes>.remove(1))), not_found);
    CHECK_THROWS_AS((first.template update<BoardTree>(2, col<&Board::name> = "mine")), not_found);
    tree = first.one(from<Board>().template select<BoardTree>());
    CHECK(tree.notes.size() == 2);
    tree.notes.clear();
    first.save(tree);
    CHECK(notes() == text_rows{"x|" + yes + "|1|1", "y|" + yes + "|1|1", "z|" + no + "|2|2", "w|" + yes + "|1|1"});
}
