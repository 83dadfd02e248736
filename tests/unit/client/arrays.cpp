// Arrays of the scalar types on PostgreSQL: read, written, found, copied.

#include <support/databases.hpp>
#include <support/round_trip.hpp>

#ifdef REFRACT_TEST_POSTGRES

using namespace refract;
using namespace refract_test;
using namespace round_trip_test;

namespace arrays_test {

enum class Color { red, green };
enum class Mood { good, bad };
struct Note {
    std::int64_t id{};
    std::vector<std::string> tags;
    std::vector<std::optional<std::int32_t>> points;
    std::vector<Color> colors;
    std::vector<Mood> moods;
    std::optional<std::vector<std::int64_t>> links;
    bool operator==(const Note&) const = default;
};

} // namespace arrays_test
using namespace arrays_test;

template <> inline constexpr auto refract::enumeration<Mood> = refract::enumerators<Mood>().native("note_mood");

TEST_CASE("arrays of every type go round", "[arrays]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    using namespace std::chrono;
    check_round_trips(fresh, std::vector<std::vector<std::int16_t>>{{}, {1}, {-1, 0, 32'767}});
    check_round_trips(fresh, std::vector<std::vector<std::int32_t>>{{}, {1, 2, 2}});
    check_round_trips(fresh, std::vector<std::vector<std::uint32_t>>{{}, {4'000'000'000u}});
    check_round_trips(fresh, std::vector<std::vector<bool>>{{}, {true, false, true}});
    check_round_trips(fresh, std::vector<std::vector<double>>{{}, {0.1, -1e300}});
    check_round_trips(fresh, std::vector<std::vector<float>>{{0.5f}});
    check_round_trips(
        fresh, some<std::vector<std::string>>({{}, {"", "NULL", "{}", "a,b", "\"", "\\"}}, 10, [](random_bits& random) {
            std::vector<std::string> texts(random() % 5);
            for (auto& each : texts) each = any_text(random);
            return texts;
        }));
    check_round_trips(fresh, std::vector<std::vector<std::optional<std::string>>>{{{}}, {"x", {}, "NULL"}, {}});
    check_round_trips(fresh, std::vector<std::vector<std::vector<std::byte>>>{{{}}, {{std::byte{0}}, {}}});
    check_round_trips(fresh, std::vector<std::vector<uuid>>{{}, {uuid{}, uuid{.bytes = {1}}}});
    check_round_trips(fresh, std::vector<std::vector<decimal<2>>>{{}, {1.5_dec, -0.01_dec}});
    check_round_trips(fresh, std::vector<std::vector<numeric>>{{}, {1.5_dec, numeric(std::string(60, '9'))}});
    check_round_trips(fresh, std::vector<std::vector<json>>{{}, {{"{}"}, {"[1]"}}});
    check_round_trips(fresh, std::vector<std::vector<sys_time<microseconds>>>{{}, {sys_time<microseconds>(-1us)}});
    check_round_trips(fresh, std::vector<std::vector<year_month_day>>{{year{2024} / 2 / 29}});
    check_round_trips(fresh, std::vector<std::vector<microseconds>>{{0us, -5us}});
    check_round_trips(fresh, std::vector<std::vector<Color>>{{}, {Color::green, Color::red}});
    check_round_trips(fresh, std::vector<std::optional<std::vector<std::int32_t>>>{{}, std::vector<std::int32_t>{}});
}

TEST_CASE("arrays in a model: verbs, conditions, enum types and checks", "[arrays]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Note>>();
    const Note first{0, {"a", "b"}, {1, {}, 3}, {Color::red}, {Mood::bad, Mood::good}, std::vector<std::int64_t>{7}};
    Note stored = db.insert(first);
    CHECK(db.get<Note>(stored.id) == stored);
    CHECK(fresh.rows("SELECT tags, points, colors, moods, links FROM note") ==
          text_rows{"{a,b}|{1,NULL,3}|{red}|{bad,good}|{7}"});
    CHECK(fresh.rows("SELECT string_agg(format_type(atttypid, atttypmod), ',' ORDER BY attnum) FROM pg_attribute "
                     "WHERE attrelid = 'note'::regclass AND attnum > 1") ==
          text_rows{"text[],integer[],text[],note_mood[],bigint[]"});

    db.insert_many(std::vector<Note>{{0, {}, {}, {}, {}, {}}, {0, {"c"}, {{}}, {Color::green}, {Mood::good}, {}}});
    CHECK(fresh.rows("SELECT moods, links FROM note ORDER BY id") ==
          text_rows{"{bad,good}|{7}", "{}|NULL", "{good}|NULL"});
    CHECK(db.count(from<Note>().where(col<&Note::tags> == std::vector<std::string>{"a", "b"})) == 1);
    CHECK(db.count(from<Note>().where(col<&Note::moods> == std::vector<Mood>{Mood::good})) == 1);
    CHECK(db.count(from<Note>().where(col<&Note::points> == param<std::vector<std::optional<std::int32_t>>>),
                   std::vector<std::optional<std::int32_t>>{1, {}, 3}) == 1);
    CHECK(db.count(from<Note>().where(col<&Note::links> == std::nullopt)) == 2);
    predicate<Note> found;
    found &= col<&Note::tags> != std::vector<std::string>{};
    found &= col<&Note::colors> == std::vector<Color>{Color::green};
    CHECK(db.count(from<Note>().where(found)) == 1);
    CHECK(db.exec(update<Note>()
                      .set(col<&Note::tags> = std::vector<std::string>{"z"}, col<&Note::moods> = std::vector<Mood>{})
                      .where(col<&Note::id> == stored.id)) == 1);
    stored.tags = {"z"};
    stored.moods = {};
    CHECK(db.get<Note>(stored.id) == stored);
    CHECK(db.all(from<Note>().select(col<&Note::tags>).order_by(col<&Note::tags>)).back() ==
          std::vector<std::string>{"z"});
    CHECK(db.query<std::vector<Mood>>("SELECT moods FROM note WHERE tags = {}", std::vector<std::string>{"c"}) ==
          std::vector<std::vector<Mood>>{{Mood::good}});
    CHECK_THROWS_AS(fresh.rows("UPDATE note SET colors = '{red,blue}'"), std::runtime_error); // the check
    fresh.rows("UPDATE note SET colors = '{red,NULL}' WHERE id = 1");
    CHECK_THROWS_AS(db.get<Note>(1), conversion_error);
}

TEST_CASE("an array that a vector would change is an error", "[arrays]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    using row = std::vector<std::int32_t>;
    const auto message = [&](const char* sql) {
        try {
            db.query<row>(unsafe_sql(sql));
        } catch (const error& failure) { return failure.message(); }
        return std::string();
    };
    CHECK(message("SELECT '{1,2}'::int[]").empty());
    CHECK(message("SELECT '{{1},{2}}'::int[] AS grid").find("column \"grid\" holds an array of several dimensions") ==
          0);
    CHECK(message("SELECT '[0:1]={1,2}'::int[] AS late").find("does not begin at 1") != std::string::npos);
    CHECK(message("SELECT '{1,NULL}'::int[] AS some").find("NULL") != std::string::npos);
    CHECK(message("SELECT '{1,2}'::bigint[] AS wide").find("another type") != std::string::npos);
    CHECK(message("SELECT 1").find("array") != std::string::npos);
    CHECK(message("SELECT ARRAY[ROW(1,2)]").find("array") != std::string::npos);
}

TEST_CASE("arrays of other spellings of a type are copied too", "[arrays]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    using cell = Cell<std::vector<std::string>>;
    fresh.rows(
        "CREATE TABLE cell (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, value varchar(5)[] NOT NULL)");
    db.insert(cell{0, {"a"}});
    db.insert_many(std::vector<cell>{{0, {"b", "c"}}});
    CHECK(db.all(from<cell>().select(col<&cell::value>).order_by(col<&cell::id>)) ==
          std::vector<std::vector<std::string>>{{"a"}, {"b", "c"}});
    CHECK_THROWS_AS(db.insert_many(std::vector<cell>{{0, {"too long"}}}), error);
}

#endif
