// Verbs for rows of trees keep to the policies of their models: marked rows are not there, and a tenant sees its own.

#include <refract/graph/edit.hpp>
#include <refract/verify/round_trips.hpp>

#include "support/databases.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
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
    // The same link of another tenant is in the way, although it is not seen.
    fresh.rows("UPDATE board_sign SET org_id = 2 WHERE sign_id = 2");
    CHECK_THROWS_WITH((first.template update<SignedBoard>(1, at<&SignedBoard::signs>.connect(2))),
                      refract_test::has_text("of another tenant"));
    CHECK_THROWS_WITH((first.template update<SignedBoard>(1, at<&SignedBoard::signs>.connect(1, 2))),
                      refract_test::has_text("of another tenant"));
    first.template update<SignedBoard>(1, at<&SignedBoard::signs>.connect(1)); // linked already
    CHECK(links() == text_rows{"1|1|1", "1|2|2"});
    SignedBoard signed_board = first.one(from<Board>().template select<SignedBoard>());
    CHECK(signed_board.signs.size() == 1);
    signed_board.name = "lost";
    signed_board.signs.push_back({2, "q"});
    CHECK_THROWS_WITH(first.save(signed_board), refract_test::has_text("of another tenant"));
    signed_board.signs.back() = {.id = 0, .text = "s"};
    first.save(signed_board);
    CHECK(links() == text_rows{"1|1|1", "1|2|2", "1|4|1"});

    tree = first.one(from<Board>().template select<BoardTree>());
    CHECK(tree.notes.size() == 2);
    tree.notes.clear();
    first.save(tree);
    CHECK(notes() == text_rows{"x|" + yes + "|1|1", "y|" + yes + "|1|1", "z|" + no + "|2|2", "w|" + yes + "|1|1"});
}

namespace relinked {
using refract_moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Film {
    std::int64_t id{};
    std::string title;
};
struct Genre {
    std::int64_t id{};
    std::string name;
};
struct FilmGenre { // a link that is marked
    std::int64_t film_id{}, genre_id{};
    std::int32_t weight = 7;
    std::optional<refract_moment> gone{};
};
struct Award {
    std::int64_t id{};
    std::string name;
};
struct FilmAward { // of which something else is unique, too
    std::int64_t film_id{}, award_id{};
    std::int32_t place{};
    bool gone{};
};
struct Studio {
    std::int64_t id{};
    std::string name;
};
struct FilmStudio { // its key is not that of two rows
    std::int64_t id{};
    std::int64_t film_id{}, studio_id{};
    bool gone{};
};
struct Critic {
    std::int64_t id{};
    std::string name;
};
struct FilmCritic { // of which something is unique that has nothing to do with the two
    std::int64_t id{};
    std::int64_t film_id{}, critic_id{};
    std::int32_t seat{};
};
} // namespace relinked

template <> inline constexpr auto refract::model<relinked::FilmGenre> =
    refract::table(primary_key<&relinked::FilmGenre::genre_id, &relinked::FilmGenre::film_id>,
                   column<&relinked::FilmGenre::weight>.default_to(7), soft_delete<&relinked::FilmGenre::gone>,
                   foreign_key<&relinked::FilmGenre::film_id>.references<&relinked::Film::id>(),
                   foreign_key<&relinked::FilmGenre::genre_id>.references<&relinked::Genre::id>());
template <> inline constexpr auto refract::model<relinked::FilmAward> =
    refract::table(primary_key<&relinked::FilmAward::film_id, &relinked::FilmAward::award_id>,
                   unique<&relinked::FilmAward::film_id, &relinked::FilmAward::place>,
                   column<&relinked::FilmAward::place>.default_to(0),
                   column<&relinked::FilmAward::gone>.default_to(false), soft_delete<&relinked::FilmAward::gone>,
                   foreign_key<&relinked::FilmAward::film_id>.references<&relinked::Film::id>(),
                   foreign_key<&relinked::FilmAward::award_id>.references<&relinked::Award::id>());
template <> inline constexpr auto refract::model<relinked::FilmStudio> =
    refract::table(unique<&relinked::FilmStudio::film_id, &relinked::FilmStudio::studio_id>,
                   column<&relinked::FilmStudio::gone>.default_to(false), soft_delete<&relinked::FilmStudio::gone>,
                   foreign_key<&relinked::FilmStudio::film_id>.references<&relinked::Film::id>(),
                   foreign_key<&relinked::FilmStudio::studio_id>.references<&relinked::Studio::id>());
template <> inline constexpr auto refract::model<relinked::FilmCritic> =
    refract::table(unique<&relinked::FilmCritic::film_id, &relinked::FilmCritic::seat>,
                   column<&relinked::FilmCritic::seat>.default_to(1),
                   foreign_key<&relinked::FilmCritic::film_id>.references<&relinked::Film::id>(),
                   foreign_key<&relinked::FilmCritic::critic_id>.references<&relinked::Critic::id>());
template <> inline constexpr auto refract::model<relinked::Film> =
    refract::table(through<relinked::FilmGenre>, through<relinked::FilmAward>, through<relinked::FilmStudio>,
                   through<relinked::FilmCritic>);

namespace relinked {
struct FilmTree {
    using model = Film;
    std::int64_t id{};
    std::string title;
    std::vector<Genre> genres{};
    std::vector<Award> awards{};
    std::vector<Studio> studios{};
};
struct FilmCritics {
    using model = Film;
    std::int64_t id{};
    std::string title;
    std::vector<Critic> critics{};
};
struct StudioFilms {
    using model = Film;
    std::int64_t id{};
    std::string title;
    std::vector<Studio> studios{};
};
} // namespace relinked

TEMPLATE_TEST_CASE("a link that was marked as deleted comes back", "[graph]", REFRACT_TEST_DATABASES) {
    using namespace relinked;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Film, Genre, FilmGenre, Award, FilmAward, Studio, FilmStudio>>();
    db.insert(FilmTree{.id = 0, .title = "M", .genres = {{0, "crime"}, {0, "noir"}}, .awards = {{0, "bear"}}});
    fresh.rows("UPDATE film_genre SET weight = 3");
    const auto genres = [&] {
        return fresh.rows("SELECT genre_id, weight FROM film_genre WHERE gone IS NULL ORDER BY genre_id");
    };
    const auto edit = [&](const auto& verb) { db.template update<FilmTree>(1, verb); };
    edit(at<&FilmTree::genres>.disconnect(1, 2));
    CHECK(genres().empty());
    edit(at<&FilmTree::genres>.connect(1));
    CHECK(genres() == text_rows{"1|3"});       // the row that was there
    edit(at<&FilmTree::genres>.connect(1, 2)); // one is linked, the other one comes back
    CHECK(genres() == text_rows{"1|3", "2|3"});
    edit(at<&FilmTree::genres>.set(2));
    CHECK(genres() == text_rows{"2|3"});

    FilmTree tree = db.one(from<Film>().template select<FilmTree>());
    tree.genres = {{1, "crime"}, {2, "noir"}, {0, "drama"}};
    tree = db.save(tree);
    CHECK(tree.genres.size() == 3);
    CHECK(genres() == text_rows{"1|3", "2|3", "3|7"});
    tree.genres.clear();
    db.save(tree);
    CHECK(genres().empty());
    db.save(FilmTree(tree));
    tree.genres = {{1, "crime"}, {2, "noir"}, {3, "drama"}}; // all of them were linked
    db.save(tree);
    CHECK(genres() == text_rows{"1|3", "2|3", "3|7"});
    CHECK(fresh.rows("SELECT count(*) FROM film_genre") == text_rows{"3"});
}

TEMPLATE_TEST_CASE("rows that cannot be linked are an error", "[graph]", REFRACT_TEST_DATABASES) {
    using namespace relinked;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Film, Genre, FilmGenre, Award, FilmAward, Studio, FilmStudio>>();
    db.insert(FilmTree{.id = 0, .title = "M", .awards = {{0, "bear"}}, .studios = {{0, "Nero"}}});
    db.insert(Award{0, "palm"});
    const auto edit = [&](const auto& verb) { db.template update<FilmTree>(1, verb); };
    const auto count = [&] { return db.count(from<FilmAward>()); };
    CHECK_THROWS_AS(edit(at<&FilmTree::awards>.connect(2)), unique_violation); // the first place is taken
    edit(at<&FilmTree::awards>.disconnect(1));
    CHECK(count() == 0);
    edit(at<&FilmTree::awards>.connect(1));
    CHECK(count() == 1);
    FilmTree tree = db.one(from<Film>().template select<FilmTree>());
    tree.awards.push_back({2, "palm"});
    CHECK_THROWS_AS(db.save(tree), unique_violation);

    edit(at<&FilmTree::studios>.connect(1));
    edit(at<&FilmTree::studios>.disconnect(1));
    CHECK_THROWS_WITH(edit(at<&FilmTree::studios>.connect(1)),
                      refract_test::has_text("marked as deleted or of another tenant"));
    db.insert(Studio{0, "Mars"});
    CHECK_THROWS_WITH(edit(at<&FilmTree::studios>.connect(2, 1)),
                      refract_test::has_text("marked as deleted or of another tenant"));
    CHECK(db.count(from<FilmStudio>()) == 0); // not one of them
    db.insert(Studio{0, "Venus"});
    edit(at<&FilmTree::studios>.connect(2));
    edit(at<&FilmTree::studios>.connect(3, 2)); // what is linked is in nobody's way
    CHECK(db.count(from<FilmStudio>()) == 2);
    CHECK(count() == 1);
}

TEMPLATE_TEST_CASE("a save makes its links, or names what is in their way", "[graph][save]", REFRACT_TEST_DATABASES) {
    using namespace relinked;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<
        schema<Film, Genre, FilmGenre, Award, FilmAward, Studio, FilmStudio, Critic, FilmCritic>>();
    StudioFilms film = db.save(StudioFilms{.id = 0, .title = "M", .studios = {{0, "Nero"}, {0, "Mars"}}});
    const StudioFilms whole = film;
    const auto studios = [&] {
        return fresh.rows("SELECT film_id, name FROM film_studio JOIN studio ON studio.id = studio_id ORDER BY name");
    };
    film.studios.pop_back();
    film = db.save(film); // its link is marked
    film.title = "lost";
    film.studios.push_back(whole.studios[1]);
    CHECK_THROWS_WITH(db.save(film), refract_test::has_text("another row of \"film_studio\", marked as deleted"));
    film.studios.push_back({0, "Venus"}); // beside one that can be made
    CHECK_THROWS_WITH(db.save(film), refract_test::has_text("another row of \"film_studio\", marked as deleted"));
    CHECK_THROWS_WITH((db.template update<StudioFilms>(1, at<&StudioFilms::studios>.upsert(2, Studio{0, "Mars"}))),
                      refract_test::has_text("no row with this key belongs"));
    CHECK(fresh.rows("SELECT title FROM film") == text_rows{"M"});
    CHECK(db.count(from<Studio>()) == 2);
    fresh.rows("DELETE FROM film_studio WHERE studio_id = 2");
    CHECK(db.save(film).studios.size() == 3);
    CHECK(studios() == text_rows{"1|Mars", "1|Nero", "1|Venus"});

    FilmCritics seen = db.save(FilmCritics{.id = 1, .title = "M", .critics = {{0, "Ann"}}});
    seen.critics.push_back({0, "Bob"}); // whose seat is that of Ann
    CHECK_THROWS_WITH(db.save(seen), refract_test::has_text("another row of \"film_critic\""));
    seen.critics.erase(seen.critics.begin());
    seen = db.save(seen); // it has got up
    CHECK(fresh.rows("SELECT critic_id, seat FROM film_critic") ==
          text_rows{std::to_string(seen.critics[0].id) + "|1"});
}

namespace rented {

struct Hall {
    std::int64_t id{};
    std::int32_t org_id{}; // narrower than what the session holds
    std::string name;
};
struct Stand { // of its own key, and with one that is the database's to fill
    std::string code;
    std::int64_t hall_id{};
    std::string state = "new";
    std::int32_t org_id{};
};
struct Ware { // of all tenants, and so is the link
    std::int64_t id{};
    std::string name;
};
struct StandWare {
    std::string stand_code;
    std::int64_t ware_id{};
};
struct Word { // whose tenant is a text
    std::int64_t id{};
    std::string owner;
    std::string text;
    std::optional<std::int64_t> above_id{};
};

} // namespace rented

template <> inline constexpr auto refract::model<rented::Hall> = refract::table(refract::tenant<&rented::Hall::org_id>);
template <> inline constexpr auto refract::model<rented::Stand> =
    refract::table(refract::primary_key<&rented::Stand::code>, refract::tenant<&rented::Stand::org_id>,
                   refract::through<rented::StandWare>,
                   refract::column<&rented::Stand::state>.default_to(refract::lower(refract::value("FREE"))),
                   foreign_key<&rented::Stand::hall_id>.references<&rented::Hall::id>());
template <> inline constexpr auto refract::model<rented::StandWare> =
    refract::table(primary_key<&rented::StandWare::stand_code, &rented::StandWare::ware_id>,
                   foreign_key<&rented::StandWare::stand_code>.references<&rented::Stand::code>(),
                   foreign_key<&rented::StandWare::ware_id>.references<&rented::Ware::id>());
template <> inline constexpr auto refract::model<rented::Word> = refract::table(
    refract::tenant<&rented::Word::owner>, foreign_key<&rented::Word::above_id>.references<&rented::Word::id>());

namespace rented {
struct StandTree {
    using model = Stand;
    std::string code;
    std::vector<Ware> wares{};
};
struct HallTree {
    using model = Hall;
    std::int64_t id{};
    std::string name;
    std::vector<StandTree> stands{};
};
struct WordTree {
    using model = Word;
    std::int64_t id{};
    std::string text;
    std::vector<WordTree> below{};
};
HallTree make_hall(const std::string& name, std::size_t stands) {
    HallTree made{.name = name};
    for (std::size_t i = 0; i < stands; ++i)
        made.stands.push_back({name + std::to_string(i), {{0, "ware " + name + std::to_string(i)}}});
    return made;
}
} // namespace rented

TEMPLATE_TEST_CASE("a tenant's trees are inserted level by level", "[graph]", REFRACT_TEST_DATABASES) {
    using namespace rented;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Hall, Stand, Ware, StandWare, Word>>();
    auto one = db.tenant(1), two = db.tenant(2);
    const auto trips_of = [&](auto&& tree) {
        round_trips counter(db);
        tree = one.insert(std::move(tree));
        return counter.count();
    };
    const auto stands = [&] {
        return fresh.rows("SELECT s.code, s.state, s.org_id, h.name, h.org_id, w.name FROM stand AS s JOIN hall AS h "
                          "ON h.id = s.hall_id LEFT JOIN stand_ware AS l ON l.stand_code = s.code LEFT JOIN ware AS w "
                          "ON w.id = l.ware_id ORDER BY s.code");
    };
    HallTree hall = two.insert(make_hall("b", 2));
    trips_of(make_hall("a", 1)); // all is prepared
    constexpr bool by_rows = TestType::is_sqlite;
    CHECK(trips_of(make_hall("c", 2)) == (by_rows ? 2 + 1 + 3 * 2 : 1));
    CHECK(trips_of(make_hall("d", 40)) == (by_rows ? 2 + 1 + 3 * 40 : 1));
    const text_rows of_two{"b0|free|2|b|2|ware b0", "b1|free|2|b|2|ware b1"};
    text_rows all = stands();
    REQUIRE(all.size() == 45);
    CHECK(text_rows(all.begin(), all.begin() + 4) ==
          text_rows{"a0|free|1|a|1|ware a0", of_two[0], of_two[1], "c0|free|1|c|1|ware c0"});
    CHECK(fresh.rows("SELECT count(*) FROM stand AS s JOIN hall AS h ON h.id = s.hall_id WHERE s.org_id = 1 AND "
                     "h.org_id = 1") == text_rows{"43"});
    CHECK(fresh.rows("SELECT name, id FROM hall WHERE name = 'b'") == text_rows{"b|" + std::to_string(hall.id)});

    // A key that another tenant's row has: nothing of the tree is there, and that row is as it was.
    HallTree taken = make_hall("e", 3);
    taken.stands[2].code = "b1";
    CHECK_THROWS_AS(one.insert(taken), unique_violation);
    {
        auto tx = db.begin();
        CHECK_THROWS_AS(tx.tenant(1).insert_many(std::vector<HallTree>{make_hall("f", 2), taken}), unique_violation);
        CHECK(tx.tenant(1).insert_many(std::vector<HallTree>{make_hall("f", 2), make_hall("g", 2)}) == 2);
        tx.commit();
    }
    CHECK(stands().size() == 49);
    CHECK(fresh.rows("SELECT count(*) FROM hall WHERE name = 'e'") == text_rows{"0"});
    CHECK(two.count(from<Stand>()) == 2);
    CHECK_THROWS_AS(db.tenant(std::int64_t{1} << 40).insert(make_hall("h", 1)), conversion_error); // beyond the column
    CHECK(fresh.rows("SELECT count(*) FROM hall WHERE name = 'h'") == text_rows{"0"});
}

TEMPLATE_TEST_CASE("whatever text a tenant is, its trees are its own", "[graph]", REFRACT_TEST_DATABASES) {
    using namespace rented;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Word>>();
    for (const std::string& owner : {std::string("x'; DROP TABLE word; --"), std::string("{\"a\",NULL}"),
                                     std::string("$1"), std::string(), std::string("NULL"), std::string(70'000, 'y')}) {
        auto own = db.tenant(owner);
        const WordTree made =
            own.insert(WordTree{.text = owner, .below = {{.text = "c1", .below = {{.text = owner}}}, {.text = "$2"}}});
        CHECK(made.below[0].below[0].text == owner);
        CHECK(own.insert_many(std::vector<WordTree>(3, WordTree{.text = "$2"})) == 3);
        CHECK(own.count(from<Word>()) == 7);
        const auto back = own.all(
            from<Word>().where(col<&Word::above_id>.is_null()).template select<WordTree>().order_by(col<&Word::id>));
        REQUIRE(back.size() == 4);
        REQUIRE(back[0].below.size() == 2);
        CHECK(back[0].text == owner);
        CHECK(back[0].below[0].below[0].text == owner);
        CHECK(back[3].text == "$2");
    }
}
