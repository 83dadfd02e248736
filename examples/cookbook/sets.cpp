// Questions about what is in which table, how often, and with what. docs/cookbook.md shows each.
#include "show.hpp"

#include <refract/sqlite.hpp>

using namespace refract;
using namespace cookbook;

struct Person {
    std::int64_t id{};
    std::string name, email;
};
struct Skill {
    std::int64_t person_id{};
    std::string name;
};
struct Wanted {
    std::string name;
};
struct OldPerson {
    std::int64_t id{};
    std::string name, email;
};
template <> inline constexpr auto refract::model<Skill> = table(
    primary_key<&Skill::person_id, &Skill::name>,
    foreign_key<&Skill::person_id>.references<&Person::id>());
template <> inline constexpr auto refract::model<Wanted> = table(primary_key<&Wanted::name>);

constexpr auto id = col<&Person::id>;
constexpr auto person_name = col<&Person::name>;
constexpr auto email = col<&Person::email>;
constexpr auto skill = col<&Skill::name>;
constexpr auto of_person = col<&Skill::person_id> == id;

// [anti]
constexpr auto unskilled =
    from<Person>().where(!exists(from<Skill>().where(of_person))).select(person_name);
// [/anti]

// [division]
constexpr auto lacks =
    from<Wanted>().where(!exists(from<Skill>().where(of_person && skill == col<&Wanted::name>)));
constexpr auto fitting = from<Person>().where(!exists(lacks)).select(person_name);
// [/division]

// [both]
constexpr auto skills = from<Skill>().select(skill);
constexpr auto wanted = from<Wanted>().select(col<&Wanted::name>);
constexpr auto nobody_has = wanted.except(skills);
// [/both]

// [twice]
constexpr auto twice = from<Person>()
                           .group_by(lower(email))
                           .having(count() > 1)
                           .order_by(lower(email))
                           .select(lower(email), count(), min(id));
// [/twice]

// [deduplicate]
using any_person = alias<Person, "kept">;
constexpr auto firsts = from<any_person>()
                            .group_by(lower(col<&Person::email, any_person>))
                            .select(min(col<&Person::id, any_person>));
constexpr auto deduplicate =
    delete_from<Person>().where(id.not_in(firsts)).returning(id, person_name);
// [/deduplicate]

// [together]
using beside = alias<Skill, "beside">;
constexpr auto together = from<Skill>()
                              .join<beside>(
                                  col<&Skill::person_id, beside> == col<&Skill::person_id> &&
                                  skill < col<&Skill::name, beside>)
                              .group_by(skill, col<&Skill::name, beside>)
                              .order_by(count().desc(), skill, col<&Skill::name, beside>)
                              .limit(2)
                              .select(skill, col<&Skill::name, beside>, count());
// [/together]

// [compare]
constexpr auto old_id = col<&OldPerson::id>;
constexpr auto differences =
    from<Person>()
        .full_join<OldPerson>(old_id == id)
        .where(
            person_name.is_distinct_from(col<&OldPerson::name>) ||
            email.is_distinct_from(col<&OldPerson::email>))
        .order_by(coalesce(id, old_id))
        .select(
            coalesce(id, old_id),
            case_when(old_id.is_null(), "new").when(id.is_null(), "gone").otherwise("changed"));
// [/compare]

// [most]
constexpr auto number_of_skills = scalar(from<Skill>().where(of_person).select(count()));
constexpr auto by_skills = from<Person>()
                               .order_by(number_of_skills.desc(), id)
                               .limit(2)
                               .select(person_name, number_of_skills);
// [/most]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Person, Skill, Wanted, OldPerson>>();
    db.insert_many<Person>(
        {{1, "Ann", "ann@example.org"},
         {2, "Bob", "bob@example.org"},
         {3, "Cid", "cid@example.org"},
         {4, "Anna", "Ann@Example.org"}});
    db.insert_many<OldPerson>(
        {{1, "Ann", "ann@example.org"},
         {2, "Bob", "bob@old.example.org"},
         {9, "Zoe", "z@example.org"}});
    db.insert_many<Skill>({{1, "c++"}, {1, "sql"}, {1, "vim"}, {2, "c++"}, {2, "sql"}, {3, "c++"}});
    db.insert_many<Wanted>({{"c++"}, {"sql"}});
    show("anti", db, unskilled);
    show("division", db, fitting);
    db.insert(Wanted{"cobol"});
    show("both", db, nobody_has);
    show("twice", db, twice);
    show("together", db, together);
    show("most", db, by_skills);
    show("compare", db, differences);
    show("deduplicate", db, deduplicate);
}
