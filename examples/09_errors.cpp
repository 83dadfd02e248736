// What can go wrong at run time, and what to do about it. What can go wrong earlier does not
// compile.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Team {
    std::int64_t id{};
    std::string name;
};
struct Player {
    std::int64_t id{};
    std::string name;
    std::int8_t number{};
    std::int64_t team_id{};
};
template <> inline constexpr auto refract::model<Team> = table(unique<&Team::name>);
template <> inline constexpr auto refract::model<Player> = table(
    foreign_key<&Player::team_id>.references<&Team::id>(),
    check("number_fits_the_shirt", col<&Player::number> > 0));

template <class Work> void attempt(Work work) {
    // [catch]
    try {
        work();
    } catch (const unique_violation& failure) { // each class is a refract::error
        std::cout << "taken: " << failure.table() << '.' << failure.columns()[0] << '\n';
    } catch (const constraint_violation& failure) {
        std::cout << "refused: " << failure.message() << ", code " << failure.code() << '\n';
    } catch (const not_found& failure) {
        std::cout << "missing: " << failure.message() << '\n';
    } catch (const error& failure) {
        std::cout << failure.what() << '\n'; // the message, and the SQL
        if (failure.can_retry()) std::cout << "  run the same transaction again\n";
        if (failure.connection_lost()) std::cout << "  there is no connection any more\n";
    }
    // [/catch]
}

void sign_up(sqlite::database& db, const Player& player) {
    // [violates]
    try {
        db.insert(player);
    } catch (const constraint_violation& failure) {
        if (failure.violates<foreign_key<&Player::team_id>>())
            std::cout << "there is no such team\n";
        if (failure.violates<"number_fits_the_shirt">()) std::cout << "numbers begin with 1\n";
        if (failure.violates<unique<&Team::name>>()) std::cout << "there is such a team\n";
    }
    // [/violates]
}

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Team, Player>>();
    const Team reds = db.insert(Team{.name = "Reds"});

    attempt([&] { db.insert(Team{.name = "Reds"}); });
    attempt([&] { db.insert(Player{.name = "Ann", .number = 0, .team_id = reds.id}); });
    attempt([&] { db.insert(Player{.name = "Ann", .number = 7, .team_id = 99}); });
    sign_up(db, {.name = "Ann", .number = 0, .team_id = reds.id});
    sign_up(db, {.name = "Ann", .number = 7, .team_id = 99});
    attempt([&] { db.get<Team>(99); });
    attempt([&] { db.one(from<Player>()); });
    attempt([&] { db.query<Team>("SELECT id, nmae FROM team"); });

    db.execute("INSERT INTO player (name, number, team_id) VALUES ('Bob', 300, {})", reds.id);
    attempt([&] { db.all(from<Player>()); }); // 300 does not fit in the field: never cut
    attempt([&] { sqlite::database{"/nowhere/app.db"}; });
}
