// Values of every type in the parts of statements that stand between: lists of rows, conditions of groups that the run
// time puts together, rows of values, queries inside, functions and procedures, JSON, raw SQL, levels and their keys. See
// support/hostile.hpp.

#include <support/hostile.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace hostile_types;

namespace hostile_parts {

struct wrapped { // a codec of the program
    static std::string encode(std::string_view plain) { return "<'" + std::string(plain) + "\\>"; }
    static std::string decode(std::string_view stored) { return std::string(stored.substr(2, stored.size() - 4)); }
};
using wrapped_text = encoded<std::string, wrapped>;
struct Sent {
    std::int64_t sent_id{};
    std::int64_t whole{};
    std::int32_t small{};
    double real{};
    float narrow{};
    bool flag{};
    std::string text{};
    std::vector<std::byte> bytes{};
    year_month_day day{1970y / 1 / 1};
    moment at{};
    microseconds length{};
    hh_mm_ss<microseconds> clock{};
    uuid code{};
    Odd kind{};
    decimal<4> price{};
    numeric large{};
    std::optional<std::int64_t> maybe{};
    std::optional<std::string> note{};
    wrapped_text own{};
};
using sent_fields = fields<&Sent::whole, &Sent::small, &Sent::real, &Sent::narrow, &Sent::flag, &Sent::text,
                           &Sent::bytes, &Sent::day, &Sent::at, &Sent::length, &Sent::clock, &Sent::code, &Sent::kind,
                           &Sent::price, &Sent::large, &Sent::maybe, &Sent::note>;
using listed_fields = fields<&Row::whole, &Row::small, &Row::real, &Row::narrow, &Row::flag, &Row::text, &Row::bytes,
                             &Row::day, &Row::moment, &Row::length, &Row::clock, &Row::code, &Row::kind, &Row::price,
                             &Row::large, &Row::maybe, &Row::note>;
inline std::vector<Sent> sent_rows(const Row& row) {
    const auto make = [](std::int64_t number, const Row& from) {
        return Sent{number,     from.whole, from.small,  from.real,   from.narrow, from.flag, from.text,
                    from.bytes, from.day,   from.moment, from.length, from.clock,  from.code, from.kind,
                    from.price, from.large, from.maybe,  from.note,   {from.text}};
    };
    return {make(1, row), make(2, harmless())};
}

// A key of every type that can be one, and rows that have it from others.
struct Hall {
    std::string text{};
    std::int64_t whole{};
    std::vector<std::byte> bytes{};
    year_month_day day{1970y / 1 / 1};
    moment at{};
    uuid code{};
    Odd kind{};
    decimal<4> price{};
    std::string note{};
};
struct Seat {
    std::int64_t id{};
    std::string text{};
    std::int64_t whole{};
    std::vector<std::byte> bytes{};
    year_month_day day{1970y / 1 / 1};
    moment at{};
    uuid code{};
    Odd kind{};
    decimal<4> price{};
    std::string note{};
};
struct HallTree {
    using model = Hall;
    std::string text{};
    std::int64_t whole{};
    std::vector<std::byte> bytes{};
    year_month_day day{1970y / 1 / 1};
    moment at{};
    uuid code{};
    Odd kind{};
    decimal<4> price{};
    std::string note{};
    std::vector<Seat> seats{};
};

} // namespace hostile_parts
using namespace hostile_parts;

template <> inline constexpr auto refract::model<Hall> =
    refract::table(refract::primary_key<&Hall::text, &Hall::whole, &Hall::bytes, &Hall::day, &Hall::at, &Hall::code,
                                        &Hall::kind, &Hall::price>);
template <> inline constexpr auto refract::model<Seat> =
    refract::table(refract::foreign_key<&Seat::text, &Seat::whole, &Seat::bytes, &Seat::day, &Seat::at, &Seat::code,
                                        &Seat::kind, &Seat::price>.references<&Hall::text, &Hall::whole, &Hall::bytes,
                                                                              &Hall::day, &Hall::at, &Hall::code,
                                                                              &Hall::kind, &Hall::price>());

namespace {

template <auto... Member, auto... Field>
differences in_list_of_rows(auto& db, fields<Member...> all, fields<Field...>, const Row& row) {
    const auto joined = [](const auto& rows, const Row& wanted) {
        return from<Row>()
            .join(rows, id == col<&Sent::sent_id> && (col<Member>.is_not_distinct_from(col<Field>) && ...))
            .where(id == 1 && col<&Sent::own> == wrapped_text{wanted.text})
            .select(col<Field>...);
    };
    constexpr auto later = rows_of<Sent>(param<row_list<Sent>>);
    const differences found = compare(all, db.one(joined(rows_of(sent_rows(row)), row)), row);
    return found.empty() ? compare(all, db.one(joined(later, row), row_list<Sent>{sent_rows(row)}), row) : found;
}
template <auto... Member, auto... Field>
differences updated_from_rows(auto& db, fields<Member...>, fields<Field...>, const Row& row) {
    db.update(Row{.id = 1});
    db.exec(
        update<Row>().set(col<Member> = col<Field>...).from(rows_of(sent_rows(row))).where(id == col<&Sent::sent_id>));
    Row read = db.template get<Row>(1);
    read.document = row.document; // which no list of rows has
    return compare(all_fields{}, read, row);
}
using grouped_fields =
    joined_fields<plain_fields,
                  fields<&Row::bytes, &Row::large, &Row::maybe, &Row::note>>::type; // documents are no keys
template <auto... Member> differences of_groups(auto& db, fields<Member...>, const Row& row) {
    group_predicate<Row> wanted, other;
    ((wanted &= has<Member>(row) && count().filter(has<Member>(row)) > 0), ...);
    ((other |= max(case_when(has<Member>(row), 0).otherwise(1)) == 1), ...);
    other.negate();
    wanted &= other;
    const auto rows = db.all(
        from<Row>().group_by(id, col<Member>...).having(wanted).having_if(true, (has<Member>(row) && ...)).select(id));
    return rows == std::vector<std::int64_t>{1} ? differences{} : differences{rows.size(), 1000};
}
template <auto... Member> differences rows_of_values(auto& db, fields<Member...>, const Row& row) {
    const Row other = harmless();
    const auto columns = std::tuple(col<Member>...);
    const auto values = std::tuple(row.*Member...);
    const auto query = from<Row>().where(in(columns, values, std::tuple(other.*Member...)) &&
                                         not_in(columns, std::tuple(other.*Member...)) && columns == values &&
                                         columns <= values && !(columns < values));
    return compare(all_fields{}, db.all(query), row);
}
template <auto... Member> differences inserted_from_queries(auto& db, fields<Member...> all, const Row& row) {
    db.erase(row);
    const auto given = [&](std::int64_t number) {
        return from<Row>().where(id == number).select(value(std::int64_t{1}), value(row.*Member)...);
    };
    db.exec(insert_into<Row>().template columns<&Row::id, Member...>().from(given(3).union_all(given(2))));
    return compare(all, db.template get<Row>(1), row);
}
/// SQLite has this function; PostgreSQL is given one.
template <class Type> constexpr sql_function<"likely", Type(Type)> given_back;
template <auto... Member> differences in_own_functions(auto& db, fields<Member...> all, const Row& row) {
    return compare(
        all, db.one(from<Row>().where(id == 1).select(given_back<detail::member_type<Member>>(row.*Member)...)), row);
}
template <auto... Member> differences in_raw_texts(auto& db, fields<Member...>, const Row& row) {
    return compare(
        all_fields{},
        db.template query<Row>(
            unsafe_sql("SELECT * FROM \"row\" WHERE whole = {} AND small = {} AND \"real\" = {} AND narrow = {} AND "
                       "flag = {} AND text = {} AND day = {} AND moment = {} AND length = {} AND clock = {} AND "
                       "code = {} AND kind = {} AND price = {} AND '{{}}' <> ''"),
            row.*Member...),
        row);
}
#ifdef REFRACT_TEST_POSTGRES
using out_text = out_parameter<std::string>;
template <auto... Member> differences called(auto& db, fields<Member...> all, const Row& row) {
    constexpr sql_procedure<"pass", std::tuple<std::string, detail::member_type<Member>...>(
                                        out_text, std::string, detail::member_type<Member>...)>
        pass;
    db.execute("CREATE OR REPLACE PROCEDURE pass(OUT again text, IN given text, INOUT a bigint, INOUT b integer, INOUT "
               "c float8, INOUT d real, INOUT e boolean, INOUT f text, INOUT g date, INOUT h timestamptz, INOUT i "
               "interval, INOUT j time, INOUT k uuid, INOUT l text, INOUT m numeric) LANGUAGE plpgsql AS 'BEGIN again "
               ":= given; END'");
    return std::apply(
        [&](const std::string& again, const auto&... rest) {
            return again == row.text ? compare(all, std::tuple(rest...), row) : differences{999};
        },
        db.one(pass(row.text, row.*Member...)));
}
#endif

template <class Backend> auto places() {
    std::vector<value_place<typename Backend::transaction>> all{
        {"list of rows", [](auto& db, auto& row) { return in_list_of_rows(db, listed_fields{}, sent_fields{}, row); },
         false},
        {"update from a list of rows",
         [](auto& db, auto& row) { return updated_from_rows(db, listed_fields{}, sent_fields{}, row); }, false},
        {"group_predicate", [](auto& db, auto& row) { return of_groups(db, grouped_fields{}, row); }},
        {"rows of values", [](auto& db, auto& row) { return rows_of_values(db, plain_fields{}, row); }},
        {"insert from queries", [](auto& db, auto& row) { return inserted_from_queries(db, all_fields{}, row); }},
        {"own function",
         [](auto& db, auto& row) {
             if constexpr (!Backend::is_sqlite)
                 db.execute(
                     "CREATE OR REPLACE FUNCTION likely(anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $1'");
             return in_own_functions(db, sure_fields{}, row);
         }},
        {"raw SQL of the run time", [](auto& db, auto& row) { return in_raw_texts(db, plain_fields{}, row); }}};
    if constexpr (!Backend::is_sqlite)
        all.push_back({"procedure", [](auto& db, auto& row) { return called(db, plain_fields{}, row); }});
    return all;
}

} // namespace

TEMPLATE_TEST_CASE("values of every type stay bound in lists, groups, functions and raw SQL", "[hostile]",
                   REFRACT_TEST_DATABASES) {
    check_places<TestType>(places<TestType>());
}

namespace {

using key_fields =
    fields<&Seat::text, &Seat::whole, &Seat::bytes, &Seat::day, &Seat::at, &Seat::code, &Seat::kind, &Seat::price>;
HallTree hall_of(const Row& row) {
    const auto seat = [&](std::int64_t number) {
        return Seat{number, row.text, row.whole, row.bytes, row.day, row.moment, row.code, row.kind, row.price, "old"};
    };
    return {row.text, row.whole, row.bytes, row.day,  row.moment,
            row.code, row.kind,  row.price, row.text, {seat(1), seat(2)}};
}
template <auto... Member> auto seats_like(fields<Member...>, const Seat& seat) {
    return nested<&HallTree::seats>().where(((col<Member> == seat.*Member) && ...)).order_by(col<&Seat::id>);
}
/// "note: seats", of the hall with this text.
std::vector<std::string> halls(auto& db, const HallTree& hall) {
    std::vector<std::string> all;
    const auto query = from<Hall>().where(col<&Hall::text> == hall.text);
    for (const HallTree& each : db.all(query.template select<HallTree>(seats_like(key_fields{}, hall.seats.at(0))))) {
        std::string line = each.note.substr(0, 100) + ":";
        for (const Seat& seat : each.seats) line += " " + std::to_string(seat.id) + seat.note.substr(0, 100);
        all.push_back(line);
    }
    return all;
}

} // namespace

TEMPLATE_TEST_CASE("values of every type are the keys of levels", "[hostile]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Hall, Seat>>();
    const auto made = [](const Row& row) {
        HallTree hall = hall_of(row);
        for (Seat& each : hall.seats) each.id = 0;
        return hall;
    };
    db.insert(made(harmless()));
    std::set<std::string> usual;
    for (std::size_t turn = 0; turn < texts.size(); ++turn) {
        INFO("turn " << turn);
        HallTree hall = made(row_of(turn));
        const std::string text = hall.text.substr(0, 100);
        auto tx = db.begin();
        sent_texts<TestType> sent(db);
        hall = tx.insert(hall);
        const auto name = [&](std::size_t seat) { return std::to_string(hall.seats.at(seat).id); };
        CHECK(halls(tx, hall) == std::vector{text + ": " + name(0) + "old " + name(1) + "old"});
        CHECK_THROWS_WITH(tx.save(hall), refract_test::has_text("was read with where"));
        HallTree loaded = hall;
        loaded.seats.clear();
        tx.template load<&HallTree::seats>(loaded);
        CHECK(loaded.seats.size() == 2);
        // One row goes, one comes, one is changed.
        hall.note += "'";
        hall.seats.erase(hall.seats.begin());
        hall.seats[0].note = hall.text;
        hall.seats.push_back(hall.seats[0]);
        hall.seats[1].id = 0;
        hall = tx.save(hall, tree_is_whole);
        CHECK(halls(tx, hall) == std::vector{hall.note.substr(0, 100) + ": " + name(0) + text + " " + name(1) + text});
        CHECK(tx.count(from<Seat>()) == 4);
        if (turn == 0) usual = sent.texts();
        for (const std::string& each : sent.texts()) {
            INFO("sent " << each);
            CHECK(usual.count(each) == 1);
        }
    }
}
