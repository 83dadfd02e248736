// Money, identifiers and time: what to write for each, and what comes back.
#include <refract/format.hpp>
#include <refract/sqlite.hpp>

#include <chrono>

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

    const uuid id = uuid::v7();
    db.insert(Invoice{
        .id = id,
        .net = 1200.10_dec,
        .day = 2026y / 2 / 28,
        .sent_at = sys_days{2026y / 3 / 1} + 90min,
        .work = 150min});
    db.insert(Invoice{.id = uuid::v7(), .net = 0.20_dec, .day = 2026y / 3 / 31});

    // [money]
    const decimal<2> total =
        db.one(from<Invoice>().select(coalesce(sum(col<&Invoice::net>), 0.00_dec)));
    fmt::print("{}\n", total); // exact, where 1200.10 + 0.20 of doubles is not

    const auto gross = cast<decimal<2>>(col<&Invoice::net> * 1.19_dec); // rounded to two digits
    fmt::print("{}\n", *db.first(from<Invoice>().select(gross).order_by(col<&Invoice::day>)));
    // [/money]

    // [uuid]
    // Version 7 begins with the time, so that new keys stand at the end of an index; uuid::random() has version 4.
    const Invoice later =
        db.insert(Invoice{.id = uuid::v7(), .net = 10.00_dec, .day = 2026y / 5 / 1});
    fmt::print(
        "{}\n", db.get<Invoice>(later.id).id > id ? "the later one is larger" : "not ordered");
    fmt::print("{} characters\n", fmt::format("{}", later.id).size());
    // [/uuid]

    // [time]
    // A span of time has a beginning that belongs to it and an end that does not: no last second is forgotten.
    constexpr auto in_march = from<Invoice>().where(
        col<&Invoice::day> >= 2026y / 3 / 1 && col<&Invoice::day> < 2026y / 4 / 1);
    fmt::print("{} in March\n", db.count(in_march));

    const auto per_month =
        from<Invoice>()
            .select(year_of(col<&Invoice::day>), month_of(col<&Invoice::day>), count())
            .group_by(year_of(col<&Invoice::day>), month_of(col<&Invoice::day>))
            .order_by(month_of(col<&Invoice::day>));
    for (const auto& [year, month, invoices] : db.all(per_month))
        fmt::print("{}-{}: {}\n", year, month, invoices);
    // [/time]
}
