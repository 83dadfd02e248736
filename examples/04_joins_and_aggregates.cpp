// Rows of several tables, groups, and a table that is joined with itself.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Person {
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> mentor_id{};
};
struct Talk {
    std::int64_t id{};
    std::string title;
    std::int64_t minutes{}, speaker_id{};
};
template <> inline constexpr auto refract::model<Person> =
    table(foreign_key<&Person::mentor_id>.references<&Person::id>());
template <> inline constexpr auto refract::model<Talk> =
    table(foreign_key<&Talk::speaker_id>.references<&Person::id>());

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Person, Talk>>();
    db.insert_many<Person>({{1, "Ann", {}}, {2, "Bob", 1}, {3, "Cleo", 1}});
    db.insert_many<Talk>({{1, "Maps", 30, 1}, {2, "Sets", 45, 1}, {3, "Locks", 20, 2}});

    // [joins]
    auto everybody = from<Person>().left_join<&Talk::speaker_id>().order_by(col<&Talk::title>);
    for (const auto& [person, talk] : db.all(everybody)) // std::tuple<Person, std::optional<Talk>>
        std::cout << person.name << ": " << (talk ? talk->title : "no talk") << '\n';

    using mentor = alias<Person, "mentor">; // the same table under another name
    auto pairs = from<Person>()
                     .join<mentor>(col<&Person::mentor_id> == col<&Person::id, mentor>)
                     .select(col<&Person::name, mentor>, col<&Person::name>);
    for (const auto& [by, name] : db.all(pairs)) std::cout << by << " helps " << name << '\n';
    // [/joins]

    // [aggregates]
    struct Line { // filled in the order of the selected columns
        std::string speaker;
        std::int64_t talks{}, minutes{};
    };
    constexpr auto minutes = sum(col<&Talk::minutes>);
    constexpr auto programme = from<Talk>()
                                   .join<&Talk::speaker_id>() // by foreign key
                                   .group_by(col<&Person::id>, col<&Person::name>)
                                   .select<Line>(col<&Person::name>, count(), minutes)
                                   .having(minutes > 20)
                                   .order_by(minutes.desc());
    // [/aggregates]
    for (const Line& line : db.all(programme))
        std::cout << line.speaker << ' ' << line.talks << ' ' << line.minutes << '\n';
    std::cout << sql<dialect::sqlite>(programme) << '\n';
}
