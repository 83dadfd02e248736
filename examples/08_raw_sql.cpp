// SQL by hand, for what the query language lacks: typed rows, and no way for data into the text.
#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

struct Reading {
    std::int64_t id{};
    std::string sensor;
    double value{};
};
struct Change { // filled by the names of the columns
    std::string sensor;
    double value{};
    std::optional<double> change{};
};

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Reading>>();
    db.insert_many<Reading>(
        {{0, "roof", 21.5}, {0, "roof", 24.0}, {0, "cellar", 12.0}, {0, "roof", 22.5}});

    // [query]
    // The text has to be a constant of the program. Each {} is a bound value, on either database.
    auto changes = db.query<Change>(
        "SELECT value, sensor, value - lag(value) OVER (ORDER BY id) AS change "
        "FROM reading WHERE sensor = {} ORDER BY id",
        "roof");
    // [/query]
    for (const Change& each : changes)
        std::cout << each.sensor << ' ' << each.value << ' ' << each.change.value_or(0) << '\n';

    // A single value or a tuple is filled by position.
    for (double value : db.query<double>("SELECT total(value) FROM reading"))
        std::cout << "total " << value << '\n';
    using group = std::tuple<std::string, std::int64_t>;
    for (auto [sensor, count] : db.query<group>(
             "SELECT sensor, count(*) FROM reading WHERE value > {} GROUP BY 1 ORDER BY 1", 10.0))
        std::cout << sensor << ' ' << count << '\n';

    // [execute]
    std::int64_t touched =
        db.execute("UPDATE reading SET value = round(value) WHERE value <> round(value)");
    db.execute("CREATE INDEX by_sensor ON reading (sensor)");

    // A value never becomes SQL.
    const std::string name = "'; DROP TABLE reading; --";
    auto none = db.query<Reading>("SELECT * FROM reading WHERE sensor = {}", name);

    // Text that is made at run time has to say so: nothing in it may come from outside.
    const std::string text = "PRAGMA optimize";
    db.execute(unsafe_sql(text));
    // [/execute]
    std::cout << touched << " rounded, " << none.size() << " found, " << db.count(from<Reading>())
              << " left\n";
}
