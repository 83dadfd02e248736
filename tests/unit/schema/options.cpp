#include <refract/schema/options.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <array>

using namespace refract;
using namespace refract::detail;

namespace {

struct Account {
    std::int64_t id{};
    std::string owner;
    std::optional<std::int32_t> level;
    double rate{};
    uuid token{};
    json settings;
    std::chrono::milliseconds pause{};
    std::chrono::sys_seconds since{};
    std::chrono::year_month_day birthday{};
    bool active{};
};

template <class Option> constexpr column_details details_of(const Option& option, std::size_t column) {
    std::array<column_details, 10> all{};
    option.template apply<Account>(all.data());
    return all[column];
}
template <class Option> constexpr literal default_of(const Option& option, std::size_t column) {
    return details_of(option, column).default_value;
}

constexpr std::chrono::year_month_day new_year{std::chrono::year(2026), std::chrono::January, std::chrono::day(1)};

} // namespace

static_assert(default_of(column<&Account::owner>.default_to("nobody"), 1).text == "nobody");
static_assert(default_of(column<&Account::level>.default_to(-3), 2).number == -3);
static_assert(default_of(column<&Account::rate>.default_to(0.5), 3).real == 0.5);
static_assert(default_of(column<&Account::rate>.default_to(2), 3).real == 2.0); // a whole number is a fraction too
static_assert(default_of(column<&Account::token>.default_to(uuid{}), 4).type.kind == type_kind::uuid);
static_assert(default_of(column<&Account::token>.default_to("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), 4).text.size() ==
              36);
static_assert(default_of(column<&Account::settings>.default_to("{}"), 5).type.kind == type_kind::json);
static_assert(default_of(column<&Account::pause>.default_to(std::chrono::seconds(2)), 6).number == 2'000'000);
static_assert(default_of(column<&Account::since>.default_to(std::chrono::sys_days()), 7).type.kind ==
              type_kind::timestamp);
static_assert(default_of(column<&Account::birthday>.default_to(new_year), 8).number == 20'454);
static_assert(default_of(column<&Account::active>.default_to(true), 9).number == 1);

TEST_CASE("attributes of a column are copies: the first stays as it was") {
    constexpr auto plain = column<&Account::owner>;
    constexpr auto changed = plain.named("holder").type("varchar(9)").collate("C").renamed_from("name").default_to("x");
    REQUIRE(plain.name.empty());
    REQUIRE(plain.default_from == default_kind::none);
    REQUIRE(changed.name == "holder");
    REQUIRE(changed.default_from == default_kind::value);
    const column_details details = details_of(changed, 1);
    REQUIRE(details.type_name == "varchar(9)");
    REQUIRE(details.collation == "C");
    REQUIRE(details.renamed_from == "name");
    REQUIRE(details.default_value.text == "x");
    REQUIRE_FALSE(details.default_expression);
}

TEST_CASE("attributes survive in any order around an expression") {
    constexpr auto generated = column<&Account::owner>.named("a").generated(lower(col<&Account::owner>)).collate("C");
    REQUIRE(generated.name == "a");
    REQUIRE(details_of(generated, 1).collation == "C");
    REQUIRE(details_of(generated, 1).generated.node_count == 2);
    constexpr auto moment = column<&Account::since>.default_to(now<std::chrono::seconds>()).named("b");
    REQUIRE(moment.name == "b");
    REQUIRE(details_of(moment, 7).default_expression.node_count == 1);
    // The last default counts.
    constexpr auto changed_mind =
        column<&Account::since>.default_to(now<std::chrono::seconds>()).default_to(std::chrono::sys_days());
    REQUIRE(changed_mind.default_from == default_kind::value);
}

TEST_CASE("a foreign key says what it references and what happens") {
    constexpr auto key =
        foreign_key<&Booking::seat_row, &Booking::seat_place>.references<&Seat::row_number, &Seat::place>();
    foreign_key_info info;
    REQUIRE(key.describe<Booking>(info));
    REQUIRE(info.target == static_cast<table_ref>(&table_of<Seat>));
    REQUIRE(info.columns.count == 2);
    REQUIRE((info.columns.columns[0] == 1 && info.columns.columns[1] == 2));
    REQUIRE((info.target_columns.columns[0] == 0 && info.target_columns.columns[1] == 1));
    REQUIRE(info.on_delete == no_action);
    REQUIRE(key.on_delete(set_default).on_update(set_null).named("k").describe<Booking>(info));
    REQUIRE(info.on_delete == set_default);
    REQUIRE(info.on_update == set_null);
    REQUIRE(info.name == "k");
    // What is no index says so.
    index_info none;
    REQUIRE_FALSE(key.describe<Booking>(none));
}

TEST_CASE("an index keeps order and direction of its columns") {
    constexpr auto plain = refract::index<&Account::rate, &Account::owner, &Account::level>;
    index_info info;
    REQUIRE(plain.describe<Account>(info));
    REQUIRE(info.columns.count == 3);
    REQUIRE((info.columns.columns[0] == 3 && info.columns.columns[1] == 1 && info.columns.columns[2] == 2));
    REQUIRE_FALSE((info.unique || info.constraint || info.where));
    REQUIRE_FALSE((info.columns.descending[0] || info.columns.descending[1] || info.columns.descending[2]));

    constexpr auto full = plain.named("i").descending<&Account::owner>().where(col<&Account::level> > 2).unique();
    REQUIRE(full.describe<Account>(info));
    REQUIRE(info.name == "i");
    REQUIRE(info.unique);
    REQUIRE_FALSE(info.constraint);
    REQUIRE((!info.columns.descending[0] && info.columns.descending[1] && !info.columns.descending[2]));
    REQUIRE(info.where.node_count == 3);
    REQUIRE(info.where.values[0].number == 2);

    constexpr auto twice = full.where(col<&Account::rate> < 1.5 || col<&Account::active> == true); // joined with AND
    REQUIRE(twice.describe<Account>(info));
    REQUIRE((info.name == "i" && info.unique && info.columns.descending[1]));
    REQUIRE(info.where.node_count == 11);
    REQUIRE(info.where.nodes[0].op == operation::logical_and);
    REQUIRE(info.where.values[0].number == 2);

    REQUIRE(unique<&Account::owner>.describe<Account>(info));
    REQUIRE((info.unique && info.constraint));
}

TEST_CASE("a check keeps its constants") {
    constexpr auto positive = check("positive", col<&Account::rate> > 0.5 && col<&Account::owner> != "x");
    check_info info;
    REQUIRE(positive.describe<Account>(info));
    REQUIRE(info.name == "positive");
    REQUIRE(info.condition.node_count == 7);
    REQUIRE(info.condition.values[0].real == 0.5);
    REQUIRE(info.condition.values[1].text == "x");
}

TEST_CASE("a table is renamed") {
    REQUIRE(named("a").name == "a");
    REQUIRE(refract::renamed_from("b").old_table_name() == "b");
    REQUIRE(named("a").old_table_name().empty());
}
