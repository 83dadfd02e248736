// UUIDs, dates and times of day in other programs' forms, on SQLite.

#include "support/databases.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract_test;

namespace stored_forms_test {

using date = std::chrono::year_month_day;
using time_of_day = std::chrono::hh_mm_ss<std::chrono::microseconds>;
constexpr std::chrono::sys_time<std::chrono::microseconds> noon{
    std::chrono::seconds{1710072000}}; // 2024-03-10 12:00:00

struct Doc {
    uuid id{};
    std::string name;
    std::optional<uuid> parent{};
};
struct Digits {
    uuid id{};
    std::string name;
    std::optional<uuid> parent{};
};
struct Upper {
    uuid id{};
    std::string name;
    std::optional<uuid> parent{};
};

} // namespace stored_forms_test
using namespace stored_forms_test;

template <> inline constexpr auto refract::model<Doc> =
    refract::table(refract::column<&Doc::id>.stored_as(refract::uuid_bytes),
                   refract::column<&Doc::parent>.stored_as(refract::uuid_bytes));
template <> inline constexpr auto refract::model<Digits> =
    refract::table(refract::column<&Digits::id>.stored_as(refract::uuid_digits),
                   refract::column<&Digits::parent>.stored_as(refract::uuid_digits));
template <> inline constexpr auto refract::model<Upper> =
    refract::table(refract::column<&Upper::id>.stored_as(refract::uuid_upper_case),
                   refract::column<&Upper::parent>.stored_as(refract::uuid_upper_case));

namespace stored_forms_test {
struct Link {
    uuid id{};
    uuid from{}; // in the usual form
};
} // namespace stored_forms_test
template <> inline constexpr auto refract::model<Link> =
    refract::table(refract::column<&Link::id>.stored_as(refract::uuid_bytes));

TEST_CASE("a UUID goes from a column of one form to one of another", "[stored_forms]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Link>>();
    const uuid other = *uuid::parse("7d8e0b8e-6d2c-4c7e-9b1b-0123456789ab");
    db.insert(Link{uuid{}, other});
    CHECK(db.count(from<Link>().where(col<&Link::id> == col<&Link::from>)) == 0);
    db.exec(update<Link>().set(col<&Link::id> = col<&Link::from>).all_rows());
    CHECK(fresh.rows("SELECT quote(id) FROM link") == text_rows{"X'7D8E0B8E6D2C4C7E9B1B0123456789AB'"});
    CHECK(db.count(from<Link>().where(col<&Link::id> == col<&Link::from>)) == 1);
    CHECK(db.get<Link>(other).from == other);
}

TEST_CASE("UUIDs as bytes, digits or in upper case on SQLite", "[stored_forms]") {
    const uuid ann = *uuid::parse("7d8e0b8e-6d2c-4c7e-9b1b-0123456789ab");
    const uuid bob = *uuid::parse("7d8e0b8e-6d2c-4c7e-9b1b-0123456789ac");
    const auto check = [&](auto tag, const char* first, const char* wrong) {
        using model = typename decltype(tag)::type;
        fresh_database<on_sqlite> fresh;
        auto& db = fresh.db();
        db.create_tables<schema<model>>();
        const std::string table(detail::table_of<model>().name);
        db.insert(model{ann, "Ann", {}});
        CHECK(fresh.rows("SELECT quote(id) FROM " + table) == text_rows{first});
        CHECK(db.insert_many(std::vector<model>{{bob, "Bob", ann}}) == 1);
        for (const model& each : db.all(from<model>())) {
            CHECK(db.find<model>(each.id)->name == each.name);
            db.upsert(each);
            db.update(each);
        }
        CHECK(db.count(from<model>()) == 2);
        CHECK(db.count(from<model>().where(col<&model::id> == ann)) == 1);
        CHECK(db.count(from<model>().where(col<&model::id> == param<uuid>), ann) == 1);
        CHECK(db.count(from<model>().where(ann != col<&model::id>)) == 1);
        CHECK(db.count(from<model>().where(col<&model::parent> == ann)) == 1);
        CHECK(db.count(from<model>().where(col<&model::id>.in(std::vector<uuid>{ann, bob}))) == 2);
        CHECK(db.count(from<model>().where(col<&model::id> > ann)) == 1);
        CHECK(db.all(from<model>().select(max(col<&model::parent>))).at(0) == ann);
        db.exec(update<model>().set(col<&model::parent> = bob).where(col<&model::id> == bob));
        CHECK(db.get<model>(bob).parent == bob);
        CHECK(db.erase<model>(ann));
        // The index of the key serves.
        CHECK(fresh
                  .rows("EXPLAIN QUERY PLAN " +
                        std::string(sql<dialect::sqlite>(from<model>().where(col<&model::id> == bob))))
                  .at(0)
                  .find("SEARCH") != std::string::npos);
        fresh.rows(std::string("UPDATE ") + table + " SET id = " + wrong);
        CHECK_THROWS_AS(db.all(from<model>()), schema_mismatch);
    };
    check(std::type_identity<Doc>{}, "X'7D8E0B8E6D2C4C7E9B1B0123456789AB'", "'7d8e0b8e-6d2c-4c7e-9b1b-0123456789ab'");
    check(std::type_identity<Digits>{}, "'7d8e0b8e6d2c4c7e9b1b0123456789ab'", "upper(id)");
    check(std::type_identity<Upper>{}, "'7D8E0B8E-6D2C-4C7E-9B1B-0123456789AB'", "lower(id)");
}

namespace stored_forms_test {
struct Shift {
    std::int64_t id{};
    date day{};
    time_of_day begin{};
};
struct ShiftOther {
    std::int64_t id{};
    date day{};
    time_of_day begin{};
};
struct ShiftNumber {
    std::int64_t id{};
    date day{};
    time_of_day begin{};
};
} // namespace stored_forms_test
template <> inline constexpr auto refract::model<Shift> =
    refract::table(refract::column<&Shift::day>.stored_as(refract::iso_milliseconds),
                   refract::column<&Shift::begin>.stored_as(refract::hours_and_minutes));
template <> inline constexpr auto refract::model<ShiftOther> =
    refract::table(refract::column<&ShiftOther::day>.stored_as(refract::julian_day),
                   refract::column<&ShiftOther::begin>.stored_as(refract::text_milliseconds));
template <> inline constexpr auto refract::model<ShiftNumber> =
    refract::table(refract::column<&ShiftNumber::day>.stored_as(refract::unix_milliseconds),
                   refract::column<&ShiftNumber::begin>.stored_as(refract::text_microseconds));

TEST_CASE("dates and times of day in other forms on SQLite", "[stored_forms]") {
    using namespace std::chrono_literals;
    const auto check = [](auto tag, const char* first, const char* other_day) {
        using model = typename decltype(tag)::type;
        fresh_database<on_sqlite> fresh;
        auto& db = fresh.db();
        db.create_tables<schema<model>>();
        const std::string table(detail::table_of<model>().name);
        const date day{std::chrono::sys_days{std::chrono::floor<std::chrono::days>(noon)}};
        model made;
        made.day = day;
        made.begin = time_of_day(9h + 30min);
        db.insert(made);
        CHECK(fresh.rows("SELECT day, begin FROM " + table) == text_rows{first});
        const model back = db.get<model>(1);
        CHECK(back.day == day);
        CHECK(back.begin.to_duration() == 9h + 30min);
        CHECK(db.count(from<model>().where(col<&model::day> == day)) == 1);
        CHECK(db.count(from<model>().where(col<&model::day> > day)) == 0);
        CHECK(db.count(from<model>().where(col<&model::begin> == time_of_day(9h + 30min))) == 1);
        CHECK(db.count(from<model>().where(col<&model::begin> < time_of_day(9h + 30min + 1us))) == 1);
        db.update(back);
        CHECK(fresh.rows("SELECT day, begin FROM " + table) == text_rows{first});
        fresh.rows("UPDATE " + table + " SET day = " + other_day);
        CHECK_THROWS_AS(db.get<model>(1), schema_mismatch);
    };
    check(std::type_identity<Shift>{}, "2024-03-10T00:00:00.000Z|09:30", "'2024-03-10T12:00:00.000Z'");
    check(std::type_identity<ShiftOther>{}, "2460379.5|09:30:00.000", "2460380.0");
    check(std::type_identity<ShiftNumber>{}, "1710028800000|09:30:00.000000", "1710028800001");
    fresh_database<on_sqlite> fresh;
    fresh.db().create_tables<schema<Shift>>();
    CHECK_THROWS_AS(fresh.db().insert(Shift{.day = date{std::chrono::sys_days{}}, .begin = time_of_day(9h + 30s)}),
                    conversion_error);
}
