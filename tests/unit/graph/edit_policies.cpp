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

struct Sign {
    std::int64_t id{};
    std::string text;
    std::int64_t org_id{};
};
struct BoardSign {
    std::int64_t board_id{};
    std::int64_t sign_id{};
    std::int64_t org_id{};
};

} // namespace ruled

template <> inline constexpr auto refract::model<ruled::Board> =
    refract::table(refract::tenant<&ruled::Board::org_id>, refract::through<ruled::BoardSign>);
template <> inline constexpr auto refract::model<ruled::Sign> = refract::table(refract::tenant<&ruled::Sign::org_id>);
template <> inline constexpr auto refract::model<ruled::BoardSign> = refract::table(
    primary_key<&ruled::BoardSign::board_id, &ruled::BoardSign::sign_id>, refract::tenant<&ruled::BoardSign::org_id>,
    foreign_key<&ruled::BoardSign::board_id>.references<&ruled::Board::id>(),
    foreign_key<&ruled::BoardSign::sign_id>.references<&ruled::Sign::id>());
template <> inline constexpr auto refract::model<ruled::Note> =
    refract::table(refract::tenant<&ruled::Note::org_id>, refract::soft_delete<&ruled::Note::gone>,
                   refract::column<&ruled::Note::gone>.default_to(false),
                   foreign_key<&ruled::Note::board_id>.references<&ruled::Board::id>());

namespace ruled {
using boards = schema<Board, Note, Sign, BoardSign>;
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
struct SignLine {
    using model = Sign;
    std::int64_t id{};
    std::string text;
};
struct SignedBoard {
    using model = Board;
    std::int64_t id{};
    std::string name;
    std::vector<SignLine> signs{};
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
    // A link is the tenant's as well, and leads to its rows only.
    fresh.rows("INSERT INTO sign (text, org_id) VALUES ('p', 1), ('q', 1), ('r', 2)");
    const auto links = [&] { return fresh.rows("SELECT board_id, sign_id, org_id FROM board_sign ORDER BY 1, 2"); };
    first.template update<SignedBoard>(1, at<&SignedBoard::signs>.connect(1, 2));
    CHECK(links() == text_rows{"1|1|1", "1|2|1"});
    CHECK_THROWS_AS((first.template update<SignedBoard>(1, at<&SignedBoard::signs>.connect(1, 3))), not_found);
    first.template update<SignedBoard>(1, at<&SignedBoard::signs>.disconnect(1, 3));
    CHECK(links() == text_rows{"1|2|1"});
    const auto copied = from<Sign>().where(col<&Sign::text> == "p").select(value(std::int64_t{1}), col<&Sign::id>);
    first.exec(insert_into<BoardSign>().columns<&BoardSign::board_id, &BoardSign::sign_id>().from(copied));
    CHECK(links() == text_rows{"1|1|1", "1|2|1"});

    tree = first.one(from<Board>().template select<BoardTree>());
    CHECK(tree.notes.size() == 2);
    tree.notes.clear();
    first.save(tree);
    CHECK(notes() == text_rows{"x|" + yes + "|1|1", "y|" + yes + "|1|1", "z|" + no + "|2|2", "w|" + yes + "|1|1"});
}
