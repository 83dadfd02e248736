// Enums with a type of their own on PostgreSQL: their values have that type wherever they stand, not only beside a
// column. SQLite has them as text; both give the same.

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace named_enums {
enum class Mood { calm, wild, sad };
struct Note {
    std::int64_t id{};
    Mood mood{};
    std::optional<Mood> before{};
};
struct Line {
    Mood mood{};
    std::int64_t id{};
};
} // namespace named_enums
using named_enums::Line, named_enums::Mood, named_enums::Note;
template <> inline constexpr auto refract::enumeration<Mood> = refract::enumerators<Mood>().native("mood of notes");

TEMPLATE_TEST_CASE("values of a named enum have its type", "[named_enums]", REFRACT_TEST_DATABASES) {
    using moods = std::vector<Mood>;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Note>>();
    db.insert(Note{.mood = Mood::calm});
    db.insert(Note{.mood = Mood::wild, .before = Mood::sad});
    const auto mood = col<&Note::mood>;
    const auto before = col<&Note::before>;
    const auto notes = from<Note>().order_by(col<&Note::id>);
    CHECK(db.all(notes.select(coalesce(before, Mood::wild))) == moods{Mood::wild, Mood::sad});
    CHECK(db.all(notes.select(coalesce(value(Mood::sad), Mood::calm))) == moods{Mood::sad, Mood::sad});
    CHECK_FALSE(db.all(notes.select(nullif(mood, Mood::calm))).front());
    CHECK(db.all(notes.select(lag(mood, 1, Mood::sad).over(order_by(col<&Note::id>)))) == moods{Mood::sad, Mood::calm});
    CHECK(db.all(notes.select(case_when(col<&Note::id> > 1, Mood::calm).otherwise(Mood::sad))) ==
          moods{Mood::sad, Mood::calm});
    CHECK(db.count(notes.where(coalesce(before, Mood::sad) == Mood::sad)) == 2);
    CHECK(db.count(notes.where(coalesce(before, Mood::calm).in(Mood::calm, Mood::wild))) == 1);
    CHECK(db.count(notes.where(coalesce(before, Mood::calm).in(moods{Mood::calm}))) == 1);
    const auto lines = from<Note>().select<Line>(value(Mood::sad), col<&Note::id>);
    CHECK(db.count(from(lines).where(col<&Line::mood> == Mood::sad)) == 2);
    CHECK(db.count(with(lines).template from<Line>().where(col<&Line::mood> == param<Mood>), Mood::sad) == 2);
    CHECK(db.all(lines.union_all(from<Note>().select<Line>(mood, col<&Note::id>))).size() == 4);
    CHECK(db.exec(insert_into<Note>().template columns<&Note::mood>().from(from(lines).select(col<&Line::mood>))) == 2);
    CHECK(db.exec(update<Note>().from(lines).set(before = col<&Line::mood>).where(col<&Line::id> == col<&Note::id>)) ==
          4);
    CHECK(db.exec(update<Note>().set(mood = coalesce(value(Mood::wild), Mood::sad)).all_rows()) == 4);
    CHECK(db.count(from<Note>().where(mood == Mood::wild && before == Mood::sad)) == 4);
}
