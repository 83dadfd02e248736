// What a query says of its tables: those of the database, and the columns that it compares.

#include <catch2/catch.hpp>
#include <refract/refract.hpp>
#include <refract/verify/named_tables.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;

namespace named_tables_test {

struct Ship {
    std::int64_t id{};
    std::string name{};
    int crew{};
};
struct Port {
    std::int64_t id{};
    std::int64_t ship_id{};
};
struct Crews {
    int crew{};
    std::int64_t number{};
};

template <class Query> detail::query_record record_of_query(const Query&) {
    return {.text = nullptr, .view = &Query::view};
}

struct Sailor {
    std::int64_t id{};
    std::optional<std::int64_t> captain_id{};
};

} // namespace named_tables_test

template <> inline constexpr auto refract::model<named_tables_test::Sailor> = refract::table(
    refract::foreign_key<&named_tables_test::Sailor::captain_id>.references<&named_tables_test::Sailor::id>());

using namespace named_tables_test;

TEST_CASE("tables of the database are named, also inside, and not those that the query makes", "[named_tables]") {
    constexpr auto crews = from<Ship>().select<Crews>(col<&Ship::crew>, count()).group_by(col<&Ship::crew>);
    constexpr auto query = with(crews).from<Crews>().where(
        col<&Crews::number>.in(from<Port>().select(col<&Port::ship_id>).where(col<&Port::id> > 3)));
    const auto uses = detail::tables_of(record_of_query(query));
    REQUIRE(uses.size() == 2);
    CHECK(uses[0].table->name == "ship");
    CHECK(uses[1].table->name == "port");
    const detail::query_record whole{.text = nullptr, .table = &detail::table_of<Ship>};
    CHECK(detail::tables_of(whole).at(0).table->name == "ship");
    CHECK(detail::compared_columns(whole, detail::table_of<Ship>(), detail::text_kind::constant) ==
          std::vector<std::string>{"id"});
}

TEST_CASE("tables are named as they are in the text", "[named_tables]") {
    constexpr auto query =
        from<Sailor>().where(some<&Sailor::captain_id>(none<&Sailor::captain_id>()) && col<&Sailor::id> > 3);
    const auto record = record_of_query(query);
    const auto uses = detail::tables_of(record);
    REQUIRE(uses.size() == 3);
    CHECK(uses[0].alias.empty());
    CHECK(uses[1].alias == "inner_1");
    CHECK(uses[2].alias == "inner_2");
    CHECK(detail::compared_columns(record, detail::table_of<Sailor>(), detail::text_kind::constant) ==
          std::vector<std::string>{"id", "captain_id"});
}

TEST_CASE("columns count that an index could serve", "[named_tables]") {
    constexpr auto query = from<Ship>()
                               .join<Port>(col<&Port::ship_id> == col<&Ship::id>)
                               .where(lower(col<&Ship::name>) == "a" && col<&Ship::crew> > 3 && col<&Ship::id> != 4);
    const auto record = record_of_query(query);
    const detail::table_info &ships = detail::table_of<Ship>(), &ports = detail::table_of<Port>();
    constexpr auto constant = detail::text_kind::constant;
    CHECK(detail::compared_columns(record, ships, constant) == std::vector<std::string>{"crew"});
    CHECK(detail::compared_columns(record, ports, constant) == std::vector<std::string>{"ship_id"}); // of the join
    CHECK(detail::has_condition_on(record, &ships, constant));
    CHECK_FALSE(detail::has_condition_on(record, &ports, constant));
    CHECK(detail::has_condition_on(record, nullptr, constant));
    CHECK_FALSE(detail::has_condition_on(record_of_query(from<Ship>().limit(3)), nullptr, constant));
}

TEST_CASE("run-time conditions count where the run time has put the text together", "[named_tables]") {
    const auto record = record_of_query(from<Ship>().where_if(true, col<&Ship::crew> > 3));
    const detail::table_info& ships = detail::table_of<Ship>();
    CHECK(detail::compared_columns(record, ships, detail::text_kind::constant).empty());
    CHECK_FALSE(detail::has_condition_on(record, &ships, detail::text_kind::constant));
    CHECK(detail::compared_columns(record, ships, detail::text_kind::of_run_time) == std::vector<std::string>{"crew"});
    CHECK(detail::has_condition_on(record, &ships, detail::text_kind::of_run_time));
    const auto free = record_of_query(from<Ship>().where(predicate<Ship>()));
    CHECK(detail::has_condition_on(free, &ships, detail::text_kind::of_run_time));
}
