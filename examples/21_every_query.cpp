// Every query of a program, known without running it: held against a database, and counted.
#include <refract/sqlite.hpp>
#include <refract/verify.hpp>

#include <iostream>

using namespace refract;

struct Song {
    std::int64_t id{};
    std::string title;
    std::int64_t plays{};
};

constexpr auto popular = from<Song>().where(col<&Song::plays> > param<int>).named<"popular">();
constexpr auto by_title =
    from<Song>().where(col<&Song::title> == param<std::string_view>).named<"by_title">();

void serve(sqlite::database& db, bool is_searched) {
    db.all(popular, 100);
    if (is_searched) db.first(by_title, "Home");
}

int main() {
    sqlite::database db{":memory:"};
    db.execute("CREATE TABLE song (id INTEGER PRIMARY KEY, title TEXT NOT NULL)"); // no plays yet
    // [every]
    const verification report = verify(db); // neither has run
    for (const finding& each : report.findings) std::cout << each.to_string() << '\n';
    std::cout << std::boolalpha << report.ok() << '\n';

    db.execute("ALTER TABLE song ADD COLUMN plays INTEGER NOT NULL DEFAULT 0");
    coverage covered;
    serve(db, false);
    verify(db).require_ok(); // in a test: one line
    for (const query_info& each : covered.never_run()) std::cout << each.name << " never ran\n";
    // [/every]
}
