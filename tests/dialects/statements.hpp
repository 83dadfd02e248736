#pragma once

// The statements of which tests/dialects has each database's text: what the query language and whole objects can say.

#include <refract/refract.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dialect_test {

using namespace refract;

struct Person {
    std::int64_t id{};
    std::string name;
    std::optional<std::string> nick;
    bool active{};
    std::int32_t age{};
    double weight{};
    std::chrono::sys_time<std::chrono::microseconds> born_at{};
};
struct Visit {
    std::int64_t id{};
    std::int64_t person_id{};
    std::optional<std::int64_t> minutes;
    std::int32_t revision{};
};
struct Seat {
    std::int64_t hall{};
    std::int64_t number{};
    std::string label;
};
struct Line {
    std::string name;
    std::int64_t visits{};
};

} // namespace dialect_test

template <> inline constexpr auto refract::model<dialect_test::Visit> =
    refract::table(refract::foreign_key<&dialect_test::Visit::person_id>.references<&dialect_test::Person::id>(),
                   refract::column<&dialect_test::Visit::revision>.version().default_to(0),
                   refract::check("minutes_fit", refract::col<&dialect_test::Visit::minutes> >= 0));
template <> inline constexpr auto refract::model<dialect_test::Seat> =
    refract::table(refract::primary_key<&dialect_test::Seat::hall, &dialect_test::Seat::number>);
template <> inline constexpr auto refract::model<dialect_test::Person> =
    refract::table(refract::unique<&dialect_test::Person::name>,
                   refract::column<&dialect_test::Person::born_at>.default_to(refract::now()));

namespace dialect_test {

/// The text of each statement on one database; of those that it lacks, "-- lacks" and what.
template <class Dialect> class printer {
public:
    std::vector<std::string> all;

    template <class Query> void query(const Query&) {
        using namespace refract::detail;
        constexpr std::string_view missing = missing_feature(Query::view, Dialect::info);
        if constexpr (missing.empty())
            all.emplace_back(statement_text<Dialect, Query>());
        else
            all.push_back("-- lacks " + std::string(missing));
    }
    template <class Query> void form(detail::result_form wanted, const Query&) {
        all.push_back(detail::print_to_string(Dialect::info, [wanted](detail::writer& out) {
            const detail::scope in = detail::make_scope(Query::view);
            detail::print_statement(out, Query::view, in, wanted);
        }));
    }
    template <class Model> void object(detail::object_action action, detail::omitted_columns omitted = 0,
                                       std::size_t rows = 1, bool returns = false) {
        all.push_back(detail::print_to_string(Dialect::info, [=](detail::writer& out) {
            detail::print_object(out, detail::table_of<Model>(), action, omitted, rows, returns);
        }));
    }
    template <class Model> void table() { all.push_back(create_table<Dialect, Model>()); }
};

template <class Dialect> void print_conditions(printer<Dialect>& out) {
    constexpr auto name = col<&Person::name>;
    constexpr auto age = col<&Person::age>;
    const auto where = [&](const auto& condition) {
        out.query(from<Person>().select(col<&Person::id>).where(condition));
    };
    where(name == "Ann");
    where(name != "Ann" && age > 18);
    where(age < 18 || (age >= 65 && !(name == "Bob")));
    where(col<&Person::active>);
    where(!col<&Person::active> || age == 3);
    where(col<&Person::active> == (age > 18));
    where(col<&Person::nick> == std::nullopt);
    where(col<&Person::nick> != std::nullopt);
    where(col<&Person::nick>.is_distinct_from("Al"));
    where(col<&Person::nick>.is_not_distinct_from("Al"));
    where(age.between(18, 65));
    where(age.not_between(18, 65));
    where(age.in(1, 2, 3));
    where(name.not_in("a", "b"));
    where(age.in(std::vector<std::int32_t>{1, 2}));
    where(name.not_in(std::vector<std::string>{"a"}));
    where(tuple(name, age) > tuple("Ann", 18));
    where(!(tuple(age, name) == tuple(3, "x")) || age > 4);
    where(name.like("A%"));
    where(name.not_like("100!%", '!'));
    where(name.ilike("a_"));
    where(name.starts_with("A"));
    where(name.ends_with("n"));
    where(name.contains("nn"));
    where((name + "x").ends_with("nx"));
    where(exists(from<Visit>().where(col<&Visit::person_id> == col<&Person::id>)));
    where(col<&Person::id>.in(from<Visit>().where(col<&Visit::minutes> > 5).select(col<&Visit::person_id>)));
    where(col<&Person::id>.not_in(from<Visit>().select(col<&Visit::person_id>)));
    where(scalar(from<Visit>().select(count()).where(col<&Visit::person_id> == col<&Person::id>)) > 2);
}

template <class Dialect> void print_values(printer<Dialect>& out) {
    constexpr auto age = col<&Person::age>;
    constexpr auto name = col<&Person::name>;
    const auto select = [&](const auto&... value) { out.query(from<Person>().select(value...)); };
    select(age + 1, age - 1, age * 2, age / 2, age % 2, -age);
    select(age / (age - 1), col<&Person::weight> / col<&Person::weight>);
    select(name + " " + name);
    select(lower(name), upper(name), trim(name), length(name));
    select(abs(age - 3), coalesce(col<&Person::nick>, "none"));
    select(cast<std::int64_t>(age), cast<int>(col<&Person::weight>), cast<std::string>(col<&Person::active>));
    select(year_of(col<&Person::born_at>), month_of(col<&Person::born_at>), day_of(col<&Person::born_at>));
    select(weekday_of(col<&Person::born_at>), hour_of(col<&Person::born_at>), minute_of(col<&Person::born_at>));
    select(now(), now<std::chrono::seconds>());
    constexpr auto born = col<&Person::born_at>;
    select(born + std::chrono::hours(2), born - std::chrono::days(1), now() - born);
    select(age > 18);
    select(case_when(age > 65, "old").when(age > 18, "grown").otherwise("young"));
    select(case_when(col<&Person::active>, name));
    select(row_number().over(order_by(age.desc())), rank().over(partition_by(col<&Person::active>), order_by(age)));
    select(sum(age).over(), dense_rank().over(order_by(name)));
}

template <class Dialect> void print_selects(printer<Dialect>& out) {
    constexpr auto visited = col<&Visit::person_id> == col<&Person::id>;
    out.query(from<Person>());
    out.query(from<Person>().select(col<&Person::name>).distinct());
    out.query(from<Person>().join<Visit>(visited));
    out.query(from<Person>().left_join<&Visit::person_id>().select(col<&Person::name>, col<&Visit::minutes>));
    out.query(from<Person>().template right_join<Visit>(visited).select(col<&Visit::id>));
    out.query(from<Person>().template full_join<Visit>(visited).select(col<&Visit::id>));
    out.query(from<Person>().template cross_join<Seat>().select(col<&Seat::label>));
    out.query(from<Person>().order_by(col<&Person::name>, col<&Person::age>.desc()).limit(10));
    out.query(from<Person>().order_by(col<&Person::nick>.asc().nulls_first(), col<&Person::age>.desc().nulls_last()));
    out.query(from<Person>().order_by(col<&Person::nick>.desc().nulls_first(), col<&Person::age>.asc().nulls_last()));
    out.query(from<Person>().limit(10).offset(20));
    out.query(from<Person>().offset(20));
    out.query(from<Person>().for_update());
    out.query(from<Person>().select(count(), count(col<&Person::nick>).distinct(), sum(col<&Person::age>),
                                    avg(col<&Person::age>), min(col<&Person::name>), max(col<&Person::weight>)));
    out.query(from<Person>().select(count().filter(col<&Person::age> > 18),
                                    sum(col<&Person::age> * 2).filter(col<&Person::name> == "x")));
    out.query(from<Visit>()
                  .template join<&Visit::person_id>()
                  .group_by(col<&Person::id>, col<&Person::name>)
                  .having(count() > 3 && sum(col<&Visit::minutes>) < 100)
                  .template select<Line>(col<&Person::name>, count()));
    for (const auto form : {detail::result_form::first, detail::result_form::one, detail::result_form::count,
                            detail::result_form::exists})
        out.form(form, from<Person>().where(col<&Person::age> > 18).order_by(col<&Person::name>));
}

template <class Dialect> void print_writes(printer<Dialect>& out) {
    using detail::object_action;
    out.query(insert_into<Seat>().set(col<&Seat::hall> = 1, col<&Seat::number> = 2, col<&Seat::label> = "x"));
    out.query(insert_into<Person>()
                  .set(col<&Person::name> = "Ann", col<&Person::active> = true, col<&Person::age> = 3,
                       col<&Person::weight> = 1.5)
                  .returning(col<&Person::id>, col<&Person::born_at>));
    out.query(
        update<Person>().set(col<&Person::age> += 1, col<&Person::nick> = std::nullopt).where(col<&Person::id> == 7));
    out.query(update<Person>().set(col<&Person::active> = col<&Person::age> > 18).all_rows());
    out.query(
        update<Visit>().set(col<&Visit::minutes> = 3).where(col<&Visit::id> == 7).returning(col<&Visit::revision>));
    out.query(delete_from<Person>().where(!exists(from<Visit>().where(col<&Visit::person_id> == col<&Person::id>))));
    out.query(delete_from<Seat>().all_rows().returning());
    out.template object<Person>(object_action::find);
    out.template object<Seat>(object_action::find);
    out.template object<Person>(object_action::insert);
    out.template object<Person>(object_action::insert, detail::omit_everything, 1, true);
    out.template object<Seat>(object_action::insert, 0, 3);
    out.template object<Visit>(object_action::update);
    out.template object<Person>(object_action::update);
    out.template object<Seat>(object_action::upsert);
    out.template object<Visit>(object_action::upsert);
    out.template object<Seat>(object_action::erase);
    out.template object<Visit>(object_action::erase_object);
    out.template table<Person>();
    out.template table<Visit>();
    out.template table<Seat>();
}

template <class Dialect> std::vector<std::string> statements() {
    printer<Dialect> out;
    print_conditions(out);
    print_values(out);
    print_selects(out);
    print_writes(out);
    return out.all;
}

} // namespace dialect_test
