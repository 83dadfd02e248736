// Values of many rows become one list: NULLs among them, and what codecs make is kept.

#include <refract/graph/bound_rows.hpp>

#include "support/databases.hpp"

#include <optional>
#include <string>

using namespace refract::detail;

TEST_CASE("a key is refused by a column that is too narrow", "[graph]") {
    key_part part;
    part.number = 70'000;
    CHECK(make_key<std::int64_t>(part) == 70'000);
    CHECK(make_key<std::int32_t>(part) == 70'000);
    CHECK_THROWS_AS(make_key<std::int16_t>(part), refract::conversion_error);
}

TEST_CASE("a part of a key is what its field holds", "[graph]") {
    std::string seen;
    const auto note = [&](const key_part* part) {
        seen += part ? std::to_string(part->number) + "," + std::string(part->text) + ";" : "NULL;";
    };
    with_part(std::int64_t{5}, note);
    with_part(std::string("x"), note);
    with_part(std::optional<std::int32_t>(), note);
    with_part(std::optional<std::int32_t>(-4), note);
    CHECK(seen == "5,;0,x;NULL;-4,;");
}

namespace {

/// What was bound, in its order.
struct taken_statement {
    std::string seen{};

    void bind(int, std::string_view name) { seen += std::string(name) + ";"; }
    void bind_null(int) { seen += "none;"; }
    template <class Item> void bind(int, const refract::wire::list<Item>& list) {
        for (const auto& each : list.items) seen += (each.null ? "NULL" : std::to_string(each.value)) + ",";
        seen += ";";
    }
};
std::string finished(taken_list& list, std::size_t names) {
    const std::uint16_t numbers[] = {1, 2, 3, 4, 5};
    placeholders next{numbers, nullptr};
    taken_statement statement;
    list.finish(statement, next, names);
    CHECK(next.value == numbers + 2 + names);
    return statement.seen;
}

} // namespace

TEST_CASE("keys that are taken are found behind each other, and those that are known behind all of them") {
    kept_keys kept{.makers = {{3, "a"}, {2, "b"}, {4, "c"}}};
    known_keys known;
    known.start(2);
    key_part given;
    given.number = 1'000'000'000'000;
    known.add_made(2, 3); // the last one of c
    known.add(given);
    known.add_made(0, 0);
    known.add_made(2, 0);
    taken_list list(kept, 7);
    list.add_of(known, 0, 0);
    list.add_of(known, 0, 1);
    list.add_null();
    list.add_of(known, 1, 0);
    list.add_of(known, 1, 1);
    list.add_of(known, 1, 0);
    list.add(given);
    CHECK(finished(list, 2) == "4,8,NULL,5,1,5,9,;1000000000000,1000000000000,;c;a;");
    CHECK_FALSE(kept.is_short);
    SECTION("what is known of another row is known of this one") {
        known_keys below;
        below.start(1);
        below.add_of(known, 1, 1);
        below.add_of(known, 0, 1);
        CHECK(below.maker_of(0, 0) == 2);
        CHECK(below.made_row(0, 0) == 0);
        CHECK(below.maker_of(1, 0) == known_keys::none);
        CHECK(below.at(1, 0).number == given.number);
    }
    SECTION("a name that is left over") {
        taken_list one(kept, 1);
        one.add_of(known, 1, 0);
        CHECK(finished(one, 3) == "1,;;a;none;none;");
    }
    SECTION("names for which there is no room") {
        taken_list both(kept, 2);
        both.add_of(known, 0, 0);
        both.add_of(known, 1, 0);
        CHECK(finished(both, 1) == "4,5,;;c;");
        CHECK(kept.is_short);
    }
}
