#pragma once

// The matrix of hostile values: values of all types that would like to be SQL, or stand at the ends of their types, in
// each place of a statement where a value can stand. They stay bound: the text that is sent does not depend on them, and
// the database gives back what it was given. One statement has a value of every type in a place: so it compiles fast.

#include "databases.hpp"
#include "sent_texts.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

namespace hostile_types {

using namespace refract;
using namespace refract_test;
using namespace std::chrono;

enum class Odd { plain, quoted, comment, injected };

struct Row {
    std::int64_t id{};
    std::int64_t whole{};
    std::int32_t small{};
    double real{};
    float narrow{};
    bool flag{};
    std::string text{};
    std::vector<std::byte> bytes{};
    year_month_day day{1970y / 1 / 1};
    sys_time<microseconds> moment{};
    microseconds length{};
    hh_mm_ss<microseconds> clock{};
    uuid code{};
    json document{"null"};
    Odd kind{};
    decimal<4> price{};
    numeric large{};
    std::optional<std::int64_t> maybe{};
    std::optional<std::string> note{};
};
using moment = sys_time<microseconds>;
template <auto... Member> struct fields {};
using plain_fields = fields<&Row::whole, &Row::small, &Row::real, &Row::narrow, &Row::flag, &Row::text, &Row::day,
                            &Row::moment, &Row::length, &Row::clock, &Row::code, &Row::kind, &Row::price>;
template <class... Fields> struct joined_fields;
template <auto... First, auto... Second> struct joined_fields<fields<First...>, fields<Second...>> {
    using type = fields<First..., Second...>;
};
// What has no lists or no order on SQLite; and what may be NULL, which has no `==`, and is no default of a window.
using sure_fields = joined_fields<plain_fields, fields<&Row::bytes, &Row::document, &Row::large>>::type;
using all_fields = joined_fields<sure_fields, fields<&Row::maybe, &Row::note>>::type;

} // namespace hostile_types

template <> inline constexpr auto refract::enumeration<hostile_types::Odd> =
    refract::enumerators<hostile_types::Odd>({{hostile_types::Odd::plain, "plain"},
                                              {hostile_types::Odd::quoted, "it's \"quoted\" \\"},
                                              {hostile_types::Odd::comment, "-- $1 ? {} /*"},
                                              {hostile_types::Odd::injected, "'); DROP TABLE row; --"}});

namespace hostile_types {

/// Whether a column has this value, of which an optional one may be NULL.
template <auto Member, class Source = Row> auto has(const Row& row) {
    if constexpr (detail::is_optional<detail::member_type<Member>>)
        return col<Member, Source>.is_not_distinct_from(row.*Member);
    else if constexpr (std::is_same_v<detail::member_type<Member>, json>)
        return raw<bool, "{} = {}">(col<Member, Source>, row.*Member); // documents have no `==` of ours
    else
        return col<Member, Source> == row.*Member;
}
inline constexpr auto id = col<&Row::id>;

// What came back of a row: the numbers of the fields that differ.
using differences = std::vector<std::size_t>;
template <auto Member> bool is_same(const auto& read, const Row& row) {
    const auto equal = [](const auto& one, const auto& other) {
        if constexpr (requires { one.to_duration(); })
            return one.to_duration() == other.to_duration();
        else
            return one == other || (one != one && other != other);
    };
    if constexpr (detail::is_optional<std::remove_cvref_t<decltype(read)>> &&
                  !detail::is_optional<detail::member_type<Member>>)
        return read && equal(*read, row.*Member);
    else
        return equal(read, row.*Member);
}
template <auto... Member, class... Read>
differences compare(fields<Member...>, const std::tuple<Read...>& read, const Row& row) {
    return std::apply(
        [&](const Read&... each) {
            differences found;
            std::size_t number = 0;
            ((is_same<Member>(each, row) ? void() : found.push_back(number), ++number), ...);
            return found;
        },
        read);
}
template <auto... Member> differences compare(fields<Member...> all, const Row& read, const Row& row) {
    return compare(all, std::tuple(read.*Member...), row);
}
inline differences compare(all_fields all, const std::vector<Row>& read, const Row& row) {
    return read.size() == 1 ? compare(all, read[0], row) : differences{read.size(), 1000};
}

// The values. The first of each is harmless; rows take one of each, in turns.

inline constexpr double infinity = std::numeric_limits<double>::infinity();
template <class Number> using limits = std::numeric_limits<Number>;
inline std::vector<std::byte> bytes(std::initializer_list<int> all) {
    std::vector<std::byte> made;
    for (const int each : all) made.push_back(static_cast<std::byte>(each));
    return made;
}
inline std::vector<std::byte> every_byte() {
    std::vector<std::byte> made;
    for (int each = 0; each < 256; ++each) made.push_back(static_cast<std::byte>(each));
    return made;
}
inline const std::vector<std::string> texts{"plain",
                                            "",
                                            "'",
                                            "it's",
                                            "\"double\"",
                                            "back\\slash\\",
                                            "100%_",
                                            "$1 $2",
                                            "?1 ?",
                                            ":name @name",
                                            "{} {{}}",
                                            "-- comment",
                                            "/* open",
                                            "'); DROP TABLE row; --",
                                            "x' OR '1'='1",
                                            "E'\\''",
                                            "$$ $tag$",
                                            "NULL",
                                            "\t\r\n\x01\x7f",
                                            "\\N",
                                            "\\.",
                                            "[1, \"x\"]",
                                            "\xf0\x9f\x98\x80 \xc3\xa9",
                                            "e\xcc\x81\xe2\x80\xae",
                                            std::string(70'000, '\'')};
inline const std::vector<std::int64_t> wholes{1, 0, -1, limits<std::int64_t>::max(), limits<std::int64_t>::min()};
inline const std::vector<std::int32_t> smalls{1, 0, -1, limits<std::int32_t>::max(), limits<std::int32_t>::min()};
inline const std::vector<double> reals{1,
                                       -0.5,
                                       0.1,
                                       limits<double>::max(),
                                       limits<double>::lowest(),
                                       limits<double>::min(),
                                       limits<double>::denorm_min(),
                                       infinity,
                                       -infinity};
inline const std::vector<float> narrows{
    1, -0.5F, 0.1F, limits<float>::max(), limits<float>::lowest(), limits<float>::min()};
inline const std::vector<year_month_day> days{2024y / 2 / 29, 1y / 1 / 1, 9999y / 12 / 31, 1970y / 1 / 1};
inline const std::vector<moment> moments{moment(1us), sys_days(1y / 1 / 1), sys_days(9999y / 12 / 31) + 24h - 1us,
                                         moment(-1us)};
inline const std::vector<microseconds> lengths{1us, 0us, -1us, microseconds::max(), microseconds::min()};
inline const std::vector<hh_mm_ss<microseconds>> clocks{hh_mm_ss(1us), hh_mm_ss(0us),
                                                        hh_mm_ss(microseconds(86'399'999'999))};
inline const std::vector<uuid> codes{*uuid::parse("00000000-0000-0000-0000-000000000001"), uuid{},
                                     *uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff")};
inline const std::vector<json> documents{{"1"},
                                         {"\"it's \\\"x\\\" \\\\ $1 ? {} --\""},
                                         {"{\"');--\": \"'\"}"},
                                         {"[]"},
                                         {"{\"\": {\"a.b[0]\": [null, true, 1.50]}}"}};
inline const std::vector<Odd> kinds{Odd::plain, Odd::quoted, Odd::comment, Odd::injected};
inline const std::vector<decimal<4>> prices{decimal<4>("1.0000"), decimal<4>("0.0000"), decimal<4>("-0.0001"),
                                            decimal<4>("99999999999.9999"), decimal<4>("-99999999999.9999")};
inline const std::vector<numeric> larges{1, 0, numeric("-0.1"), numeric(std::string(300, '9')),
                                         numeric("-0." + std::string(200, '3'))};
inline const std::vector<std::vector<std::byte>> byte_strings{
    bytes({1}), {}, bytes({0}), bytes({39, 0, 92, 255}), every_byte()};

inline Row row_of(std::size_t turn) {
    const auto take = [turn](const auto& values) { return values[turn % values.size()]; };
    Row row{1,           take(wholes),       take(smalls), take(reals),   take(narrows), turn % 2 == 0,
            take(texts), take(byte_strings), take(days),   take(moments), take(lengths), take(clocks),
            take(codes), take(documents),    take(kinds),  take(prices),  take(larges),  {},
            {}};
    if (turn % 3 > 0) row.maybe = take(wholes);
    if (turn % 4 > 0) row.note = take(texts);
    return row;
}
inline Row harmless() {
    return {2,
            77,
            77,
            77,
            77,
            false,
            "77",
            bytes({77}),
            1977y / 7 / 7,
            moment(77s),
            77us,
            hh_mm_ss(77us),
            *uuid::parse("77777777-7777-7777-7777-777777777777"),
            {"77"},
            Odd::plain,
            decimal<4>("77.0000"),
            77,
            77,
            "77"};
}

/// A place takes all types that can stand there, and says what did not come back.
template <class Database> struct value_place {
    const char* name;
    differences (*run)(Database&, const Row&);
    bool takes_infinity = true;
};
/// Runs all rows in each place. The table has the row as number 1, and a harmless one, which differs in every field but
/// the enum, as number 2.
template <class Backend, class Database> void check_places(const std::vector<value_place<Database>>& places) {
    fresh_database<Backend> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Row>>();
    db.insert_many(std::vector<Row>{row_of(0), harmless()}, keys_are_given);
    for (const auto& each : places) {
        INFO("place " << each.name);
        std::set<std::string> usual;
        for (std::size_t turn = 0; turn < 2 * texts.size(); ++turn) {
            INFO("turn " << turn);
            const Row row = row_of(turn);
            if (!each.takes_infinity && (row.real == infinity || row.real == -infinity)) continue;
            auto tx = db.begin();
            tx.update(row);
            sent_texts<Backend> sent(db);
            CHECK(each.run(tx, row) == differences{});
            if (turn == 0) usual = sent.texts();
            for (const std::string& text : sent.texts()) {
                INFO("sent " << text);
                CHECK(usual.count(text) == 1);
            }
        }
        CHECK(!usual.empty());
    }
}

} // namespace hostile_types
