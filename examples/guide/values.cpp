// Money, identifiers and time: what to write for each, and what comes back.
#include <refract/sqlite.hpp>

#include <chrono>
#include <iostream>
#include <tuple>

using namespace refract;
using namespace std::chrono_literals;
using std::chrono::sys_days;

// [model]
struct Invoice {
    refract::uuid id{};
    refract::decimal<2> net{};
    std::chrono::year_month_day day{};
    std::chrono::sys_time<std::chrono::microseconds> sent_at{};
    std::optional<std::chrono::minutes> work{};
};
// [/model]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Invoice>>();

    const uuid id = *uuid::parse("0c5b2e1a-9f6d-4b7e-8a53-2f1d3c4b5a69");
    db.insert(Invoice{
        .id = id,
        .net = *decimal<2>::parse("1200.10"),
        .day = 2026y / 2 / 28,
        .sent_at = sys_days{2026y / 3 / 1} + 90min,
        .work = 150min});
    db.insert(Invoice{
        .id = *uuid::parse("1c5b2e1a-9f6d-4b7e-8a53-2f1d3c4b5a69"),
        .net = *decimal<2>::parse("0.20"),
        .day = 2026y / 3 / 31});

    // [money]
    const decimal<2> total =
        db.one(from<Invoice>().select(coalesce(sum(col<&Invoice::net>), decimal<2>{})));
    std::cout << total.to_string() << '\n'; // exact, where 1200.10 + 0.20 of doubles is not

    const auto gross =
        cast<decimal<2>>(col<&Invoice::net> * *decimal<2>::parse("1.19")); // rounded to two digits
    std::cout << db.first(from<Invoice>().select(gross).order_by(col<&Invoice::day>))->to_string()
              << '\n';
    // [/money]

    // [uuid]
    std::cout << db.get<Invoice>(id).id.to_string() << '\n';
    // [/uuid]

    // [time]
    // A span of time has a beginning that belongs to it and an end that does not: no last second is forgotten.
    constexpr auto in_march = from<Invoice>().where(
        col<&Invoice::day> >= 2026y / 3 / 1 && col<&Invoice::day> < 2026y / 4 / 1);
    std::cout << db.count(in_march) << " in March\n";

    const auto per_month =
        from<Invoice>()
            .select(year_of(col<&Invoice::day>), month_of(col<&Invoice::day>), count())
            .group_by(year_of(col<&Invoice::day>), month_of(col<&Invoice::day>))
            .order_by(month_of(col<&Invoice::day>));
    for (const auto& [year, month, invoices] : db.all(per_month))
        std::cout << year << '-' << month << ": " << invoices << '\n';
    // [/time]
}
