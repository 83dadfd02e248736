// Conditions that only the run time knows, with columns and types still checked by the compiler.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Flat {
    std::int64_t id{};
    std::string city;
    int rooms{}, rent{};
};

struct Wishes { // what a search form sends
    std::string city{};
    std::optional<int> most_rent{};
    std::vector<int> rooms{};
    bool large = true, cheapest_first = false;
};

// [predicate]
std::vector<Flat> search(sqlite::database& db, const Wishes& wishes) {
    predicate<Flat> wanted; // empty: every row
    if (!wishes.city.empty()) wanted &= col<&Flat::city> == wishes.city;
    if (!wishes.rooms.empty()) wanted &= col<&Flat::rooms>.in(wishes.rooms);
    if (wishes.most_rent) wanted &= col<&Flat::rent> <= *wishes.most_rent;

    ordering<Flat> order;
    if (wishes.cheapest_first) order.by(col<&Flat::rent>);
    order.by(col<&Flat::id>.desc());

    return db.all(
        from<Flat>().where(wanted).where_if(!wishes.large, col<&Flat::rooms> < 4).order_by(order));
}
// [/predicate]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Flat>>();
    db.insert_many<Flat>(
        {{1, "Oslo", 2, 900}, {2, "Oslo", 3, 1400}, {3, "Rome", 2, 800}, {4, "Rome", 4, 1600}});

    const auto show = [&](std::string_view what, const Wishes& wishes) {
        std::cout << what << ':';
        for (const Flat& flat : search(db, wishes))
            std::cout << ' ' << flat.id << " (" << flat.rent << ')';
        std::cout << '\n';
    };
    show("all", {});
    show("Oslo", {.city = "Oslo"});
    show("2 or 4 rooms", {.rooms = {2, 4}, .cheapest_first = true});
    show("to 1000", {.most_rent = 1000});
    show("small, in Rome", {.city = "Rome", .large = false});

    try {
        db.exec(delete_from<Flat>().where(predicate<Flat>{}));
    } catch (const refract::error& failure) { std::cout << failure.message() << '\n'; }
}
