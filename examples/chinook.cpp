// Copies the Chinook sample database from SQLite into PostgreSQL or another SQLite file, and
// reports on the copy.
//
//     sqlite3 chinook.sqlite <Chinook_Sqlite.sql
//     chinook chinook.sqlite copy.sqlite
//     chinook chinook.sqlite postgresql://localhost/chinook
#include "chinook_more_reports.hpp"

#include <refract/postgres.hpp>
#include <refract/sqlite.hpp>

#include <cstdio>
#include <limits>
#include <string_view>

namespace {

using namespace chinook;

std::string text(const std::string& value) { return value; }
std::string text(std::int64_t value) { return std::to_string(value); }
std::string text(money value) { return value.to_string(); }
template <class Value> std::string text(const std::optional<Value>& value) {
    return value ? text(*value) : "-";
}

/// Reports on a database; prints the first rows of each report, columns with a bar between them.
template <class Database> struct reporter {
    Database& db;
    std::int64_t rows_shown;

    template <class Query, class... Argument>
    void operator()(const char* title, const Query& query, const Argument&... argument) const {
        std::printf("\n== %s\n", title);
        std::int64_t rows = 0;
        for (const auto& row : db.each(query, argument...)) {
            if (++rows > rows_shown) continue;
            const auto line = [](const auto& first, const auto&... rest) {
                return (text(first) + ... + (" | " + text(rest)));
            };
            std::puts(std::apply(line, row).c_str());
        }
        if (rows > rows_shown)
            std::printf("and %lld more\n", static_cast<long long>(rows - rows_shown));
    }
};

/// All tables with their rows, or nothing: one transaction. No table is ever held in memory.
template <class Target, class... Model>
void copy(refract::sqlite::database& source, Target& target, refract::schema<Model...>) {
    std::int64_t rows = 0;
    target.transaction([&] {
        target.template create_tables<refract::schema<Model...>>();
        rows = (target.insert_many(source.each(from<Model>())) + ...);
    });
    std::printf("copied %lld rows of %zu tables\n", static_cast<long long>(rows), sizeof...(Model));
}

template <class Database>
void copy_and_report(refract::sqlite::database& source, Database target, bool all) {
    copy(source, target, all_tables{});
    const reporter<Database> report{target, all ? std::numeric_limits<std::int64_t>::max() : 12};
    report("best customers", best_customers);
    report("revenue per country and month", revenue_per_country_and_month);
    report("tracks never sold", tracks_never_sold);
    report("longest playlists", longest_playlists);
    report("albums per artist", albums_per_artist);
    report("employees and their managers", employees_and_managers);
    report("genres by revenue", genres_by_revenue);
    report("average invoice per year", average_invoice);
    report("customers without purchases in 2024", customers_without_purchases, 2024);
    report("sales per support employee", sales_per_support_employee);
    report_more(report);
}

constexpr const char* usage =
    "usage: chinook SOURCE TARGET [--all]\n"
    "  SOURCE  the Chinook database, a SQLite file\n"
    "  TARGET  a new SQLite file, or PostgreSQL's URL or connection string\n"
    "  --all   print all rows of the reports";

} // namespace

int main(int argc, char** argv) try {
    const bool all = argc == 4 && std::string_view(argv[3]) == "--all";
    if (argc != 3 && !all) {
        std::puts(usage);
        return 2;
    }
    const std::string target = argv[2];
    refract::sqlite::database source{argv[1], {.read_only = true}};
    if (target.starts_with("postgres") || target.find("host=") != target.npos)
        copy_and_report(source, refract::postgres::database{target}, all);
    else
        copy_and_report(source, refract::sqlite::database{target}, all);
} catch (const refract::error& failure) {
    std::fprintf(stderr, "chinook: %s\n", failure.what());
    return 1;
}
