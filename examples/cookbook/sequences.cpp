// Questions about rows in an order: what came before, what is missing between. docs/cookbook.md shows each.
#include "show.hpp"

#include <refract/sqlite.hpp>

using namespace refract;
using namespace cookbook;

struct Reading {
    std::int64_t id{};
    std::string place;
    std::chrono::year_month_day day{};
    std::int64_t amount{};
    std::optional<std::int64_t> price{};
};
struct Visit {
    std::int64_t id{}, minute{};
};
struct Booking {
    std::int64_t id{};
    std::string room;
    std::int64_t from{}, until{};
};
constexpr auto id = col<&Reading::id>;
constexpr auto place = col<&Reading::place>;
constexpr auto day = col<&Reading::day>;
constexpr auto amount = col<&Reading::amount>;
constexpr auto price = col<&Reading::price>;
constexpr auto minute = col<&Visit::minute>;
constexpr auto readings = from<Reading>().order_by(day, id);

// [running]
constexpr auto so_far = sum(amount).over(partition_by(place), order_by(day, id));
constexpr auto running = readings.select(day, place, amount, so_far);
// [/running]

// [difference]
constexpr auto of_place = window(partition_by(place), order_by(day, id));
constexpr auto changes = readings.select(
    day, place, amount - lag(amount).over(of_place), lead(day).over(of_place) - day);
// [/difference]

// [moving]
constexpr auto three = rows_between(preceding(1), following(1));
constexpr auto smooth = readings.select(day, round(avg(amount).over(order_by(day, id), three), 2));
// [/moving]

// [islands]
struct Minute {
    std::int64_t minute{}, island{};
};
constexpr auto numbered =
    from<Visit>().select<Minute>(minute, minute - row_number().over(order_by(minute)));
constexpr auto islands = from(numbered)
                             .group_by(col<&Minute::island>)
                             .order_by(min(col<&Minute::minute>))
                             .select(min(col<&Minute::minute>), max(col<&Minute::minute>), count());
// [/islands]

// [gaps]
struct Next {
    std::int64_t minute{};
    std::optional<std::int64_t> next{};
};
constexpr auto followed = from<Visit>().select<Next>(minute, lead(minute).over(order_by(minute)));
constexpr auto gaps = from(followed)
                          .where(col<&Next::next> - col<&Next::minute> > 1)
                          .order_by(col<&Next::minute>)
                          .select(col<&Next::minute> + 1, col<&Next::next> - 1);
// [/gaps]

// [sessions]
struct Begins {
    std::int64_t minute{}, begins{};
};
struct Session {
    std::int64_t minute{}, session{};
};
constexpr auto before = lag(minute, 1, std::int64_t{-1000}).over(order_by(minute));
constexpr auto begins = from<Visit>().select<Begins>(
    minute, case_when(minute - before > 3, std::int64_t{1}).otherwise(std::int64_t{0}));
constexpr auto sessions =
    from(from(begins).select<Session>(
             col<&Begins::minute>,
             coalesce(sum(col<&Begins::begins>).over(order_by(col<&Begins::minute>)), 0)))
        .group_by(col<&Session::session>)
        .order_by(col<&Session::session>)
        .select(min(col<&Session::minute>), max(col<&Session::minute>), count());
// [/sessions]

// [calendar]
struct Day {
    std::int64_t number{};
};
constexpr auto first_day = from<Reading>().limit(1).select<Day>(value(std::int64_t{1}));
constexpr auto next_day =
    from<Day>().where(col<&Day::number> < 5).select<Day>(col<&Day::number> + 1);
constexpr auto calendar = with_recursive(first_day.union_all(next_day))
                              .from<Day>()
                              .left_join<Reading>(day_of(day) == col<&Day::number>)
                              .group_by(col<&Day::number>)
                              .order_by(col<&Day::number>)
                              .select(col<&Day::number>, count(id), coalesce(sum(amount), 0));
// [/calendar]

// [carry]
// The count of prices so far stays the same until the next price: rows of one count share its price.
struct Priced {
    std::int64_t id{};
    std::optional<std::int64_t> price{};
    std::int64_t prices{};
};
constexpr auto priced =
    from<Reading>().select<Priced>(id, price, count(price).over(order_by(day, id)));
constexpr auto carried = from(priced)
                             .order_by(col<&Priced::id>)
                             .select(
                                 col<&Priced::id>,
                                 col<&Priced::price>,
                                 max(col<&Priced::price>).over(partition_by(col<&Priced::prices>)));
// [/carry]

// [ends]
constexpr auto whole = rows_between(unbounded_preceding, unbounded_following);
constexpr auto ends = from<Reading>().distinct().order_by(place).select(
    place,
    first_value(amount).over(partition_by(place), order_by(day, id), whole),
    last_value(amount).over(partition_by(place), order_by(day, id), whole));
// [/ends]

// [overlaps]
using other_one = alias<Booking, "other">;
constexpr auto overlapping =
    from<Booking>()
        .join<other_one>(
            col<&Booking::room, other_one> == col<&Booking::room> &&
            col<&Booking::id> < col<&Booking::id, other_one> &&
            col<&Booking::from> < col<&Booking::until, other_one> &&
            col<&Booking::from, other_one> < col<&Booking::until>)
        .select(col<&Booking::room>, col<&Booking::id>, col<&Booking::id, other_one>);
// [/overlaps]

// [months]
constexpr auto month = date_trunc<date_unit::month>(day);
constexpr auto by_month =
    from<Reading>().group_by(month).order_by(month).select(month, count(), sum(amount));
// [/months]

int main() {
    using namespace std::chrono;
    sqlite::database db{":memory:"};
    db.create_tables<schema<Reading, Visit, Booking>>();
    const auto on = [](unsigned m, unsigned d) {
        return year(2026) / std::chrono::month(m) / std::chrono::day(d);
    };
    db.insert_many<Reading>(
        {{1, "bay", on(1, 1), 10, 5},
         {2, "hill", on(1, 2), 30, {}},
         {3, "bay", on(1, 2), 20, {}},
         {4, "bay", on(2, 4), 25, 7},
         {5, "hill", on(2, 5), 45, {}}});
    db.insert_many<Visit>({{1, 1}, {2, 2}, {3, 3}, {4, 5}, {5, 10}, {6, 11}});
    db.insert_many<Booking>(
        {{1, "blue", 9, 11}, {2, "blue", 10, 12}, {3, "blue", 12, 13}, {4, "red", 9, 12}});
    show("running", db, running);
    show("difference", db, changes);
    show("moving", db, smooth);
    show("islands", db, islands);
    show("gaps", db, gaps);
    show("sessions", db, sessions);
    show("calendar", db, calendar);
    show("carry", db, carried);
    show("ends", db, ends);
    show("overlaps", db, overlapping);
    show("months", db, by_month);
}
