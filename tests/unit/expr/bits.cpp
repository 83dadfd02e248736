#include <refract/expr/bits.hpp>
#include <refract/memory.hpp>

#include <support/databases.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace bits_test {

using whole = std::int64_t;
struct Register {
    whole id{};
    whole wide{};
    whole other{};
    std::int32_t narrow{};
    std::int16_t small{};
    std::uint32_t positive{};
    std::optional<whole> maybe{};
};

} // namespace bits_test
using namespace bits_test;

namespace {

constexpr auto wide = col<&Register::wide>;
constexpr auto other = col<&Register::other>;
constexpr auto narrow = col<&Register::narrow>;
constexpr auto small = col<&Register::small>;
constexpr auto positive = col<&Register::positive>;
constexpr auto maybe = col<&Register::maybe>;
constexpr auto registers = from<Register>().order_by(col<&Register::id>);

constexpr whole smallest = std::numeric_limits<whole>::min(), largest = std::numeric_limits<whole>::max();

/// Every value beside every other one.
std::vector<Register> edges() {
    std::vector<Register> rows;
    const std::vector<whole> wides{0, 1, -1, 6, -7, 1 << 20, largest, smallest, largest - 5, smallest + 3};
    const std::vector<whole> others{0, 1, -1, 5, 31, 32, 63, 64, 65, -63, -64, 1000, largest, smallest};
    for (const whole left : wides)
        for (const whole right : others)
            rows.push_back({static_cast<whole>(rows.size()) + 1,
                            left,
                            right,
                            static_cast<std::int32_t>(left),
                            static_cast<std::int16_t>(left),
                            static_cast<std::uint32_t>(left),
                            {}});
    return rows;
}

/// The shift as arithmetic of one bit at a time.
whole shifted_by_steps(whole number, whole distance) {
    for (int i = 0; i < 70 && distance > i; ++i) number = static_cast<whole>(static_cast<std::uint64_t>(number) * 2);
    for (int i = 0; i < 70 && distance < -i; ++i) number = number / 2 - (number % 2 < 0 ? 1 : 0);
    return number;
}
whole opposite(whole distance) { return distance == smallest ? largest : -distance; }

} // namespace

TEST_CASE("bits are spelled as each database does", "[bits]") {
    constexpr auto masked = from<Register>().where(bit_and(narrow, 4) != 0 && bit_or(bit_and(wide, other), 1) == 1);
    CHECK(sql<dialect::sqlite>(masked) ==
          R"(SELECT "id", "wide", "other", "narrow", "small", "positive", "maybe" FROM "register" )"
          R"(WHERE "narrow" & ?1 <> ?2 AND ("wide" & "other") | ?3 = ?4)");
    CHECK(sql<dialect::postgres>(masked.select(bit_not(wide + other), bit_not(wide) + 1)) ==
          R"(SELECT (~("wide" + "other")), (~"wide") + $1 FROM "register" )"
          R"(WHERE "narrow" & $2 <> $3 AND ("wide" & "other") | $4 = $5)");
    constexpr auto moved = from<Register>().select(shift_left(1, other), bit_xor(wide + 1, other), bit_not(wide + 1));
    CHECK(
        sql<dialect::sqlite>(moved) ==
        R"(SELECT ?1 << "other", (("wide" + ?2) | "other") - (("wide" + ?2) & "other"), ~("wide" + ?3) FROM "register")");
    CHECK(sql<dialect::postgres>(from<Register>().select(shift_right(narrow, 3), bit_xor(wide, other))) ==
          R"(SELECT CASE WHEN $1 BETWEEN 0 AND 63 THEN CAST("narrow" AS bigint) >> CAST($1 AS integer) )"
          R"(WHEN $1 BETWEEN -63 AND -1 THEN CAST("narrow" AS bigint) << -CAST($1 AS integer) )"
          R"(WHEN $1 < -63 THEN CAST("narrow" AS bigint) & 0 WHEN $1 > 63 THEN CAST("narrow" AS bigint) >> 63 END, )"
          R"("wide" # "other" FROM "register")");
}

TEST_CASE("the type of a result holds each of them", "[bits]") {
    STATIC_REQUIRE(std::is_same_v<decltype(bit_and(small, small))::type, std::int16_t>);
    STATIC_REQUIRE(std::is_same_v<decltype(bit_or(small, narrow))::type, std::int32_t>);
    STATIC_REQUIRE(std::is_same_v<decltype(bit_xor(positive, 1u))::type, whole>);
    STATIC_REQUIRE(std::is_same_v<decltype(bit_not(positive))::type, whole>);
    STATIC_REQUIRE(std::is_same_v<decltype(shift_left(small, 1))::type, whole>);
}

TEMPLATE_TEST_CASE("bits are those of C++, on each database and in memory", "[bits]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::vector<Register> rows = edges();
    db.template create_tables<schema<Register>>();
    db.insert_many(rows, keys_are_given);

    const auto all = db.all(registers.select(bit_and(wide, other), bit_or(wide, other), bit_xor(wide, other),
                                             bit_not(wide), shift_left(wide, other), shift_right(wide, other)));
    REQUIRE(all.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [id, left, right, narrow_, small_, positive_, maybe_] = rows[i];
        INFO(left << " and " << right);
        const std::tuple expected(left & right, left | right, left ^ right, ~left, shifted_by_steps(left, right),
                                  shifted_by_steps(left, opposite(right)));
        CHECK(all[i] == expected);
        CHECK(evaluate<dialect::postgres>(rows[i], shift_left(wide, other)) == std::get<4>(expected));
        CHECK(evaluate<dialect::postgres>(rows[i], shift_right(wide, other)) == std::get<5>(expected));
        CHECK(matches<dialect::sqlite>(rows[i], bit_and(wide, other) == (left & right) &&
                                                    bit_or(wide, other) == (left | right) &&
                                                    bit_xor(wide, other) == (left ^ right) && bit_not(wide) == ~left));
    }

    // Narrow numbers are moved in 64 bits; unsigned ones have bits above theirs when they are turned round.
    const auto row = registers.where(wide == largest - 5 && other == 31);
    CHECK(db.one(row.select(shift_left(narrow, other), bit_and(small, 3), bit_or(small, narrow))) ==
          std::tuple(whole{-6} << 31, std::int32_t{2}, std::int32_t{-6}));
    CHECK(db.one(row.select(positive, bit_not(positive), bit_xor(positive, 0xFFFFFFFFu), shift_right(positive, 4))) ==
          std::tuple(std::uint32_t{4'294'967'290}, whole{-4'294'967'291}, whole{5}, whole{0x0FFFFFFF}));
    CHECK(db.one(row.select(bit_and(maybe, 1), shift_left(1, maybe), shift_right(maybe, 100))) ==
          std::tuple(std::optional<whole>(), std::optional<whole>(), std::optional<whole>()));
    CHECK(db.one(row.select(shift_left(1, narrow + 12), shift_right(wide, param<int>)), 62) ==
          std::tuple(whole{64}, whole{1}));
    CHECK(db.exec(
              update<Register>().set(other = bit_or(bit_and(other, bit_not(value(std::int64_t{32}))), 3)).all_rows()) ==
          140);
    CHECK(db.one(from<Register>().where(bit_and(other, 32) != 0).select(count())) == 0);
}
