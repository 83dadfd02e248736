// Functions of the program: as typed expressions on both databases, and as C++ on SQLite.

#include <refract/expr/sql_function.hpp>

#include <support/databases.hpp>
#include <support/statement_checks.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace own_functions {
enum class Mood { calm, wild };
struct Word {
    std::int64_t id{};
    std::string text{};
    std::optional<std::string> note{};
    int number{};
    double weight{};
    decimal<2> price{};
    Mood mood = Mood::calm;
    std::chrono::sys_time<std::chrono::microseconds> at{};
};
struct Total {
    std::string text{};
    std::int64_t shouts{};
};
} // namespace own_functions

namespace {

using namespace own_functions;
using moment = std::chrono::sys_time<std::chrono::microseconds>;
using texts = std::vector<std::string>;

inline constexpr sql_function<"shout", std::string(std::string_view)> shout;
inline constexpr sql_function<"joined", std::string(std::string_view, std::optional<std::string>), deterministic>
    joined;
inline constexpr sql_function<"halved", std::optional<std::int64_t>(std::int64_t)> halved;
inline constexpr sql_function<"answer", std::int64_t()> answer;
inline constexpr sql_function<"twice", decimal<2>(decimal<2>)> twice;
inline constexpr sql_function<"other_mood", Mood(Mood)> other_mood;
inline constexpr sql_function<"next_day", moment(moment)> next_day;
inline constexpr sql_function<"it's \"odd\"", bool(bool)> odd;
inline constexpr sql_aggregate<"product", std::int64_t(std::int64_t)> product;
inline constexpr sql_aggregate<"longest", std::optional<std::string>(std::string_view, std::int64_t)> longest;

template <class Database> void define_all(Database& db) {
    if constexpr (std::is_same_v<Database, sqlite::database>) {
        db.define(shout, [](std::string_view text) { return std::string(text) + "!"; });
        db.define(joined, [](std::string_view text, const std::optional<std::string>& note) {
            return std::string(text) + "/" + note.value_or("none");
        });
        db.define(halved,
                  [](std::int64_t number) { return number % 2 == 0 ? std::optional(number / 2) : std::nullopt; });
        db.define(answer, [] { return 42; });
        db.define(twice, [](decimal<2> price) { return decimal<2>::from_coefficient(price.coefficient * 2); });
        db.define(other_mood, [](Mood mood) { return mood == Mood::calm ? Mood::wild : Mood::calm; });
        db.define(next_day, [](moment at) { return at + std::chrono::days(1); });
        db.define(odd, [](bool flag) { return !flag; });
        db.define(
            product, std::int64_t{1}, [](std::int64_t& state, std::int64_t number) { state *= number; },
            [](std::int64_t state) { return state; },
            [](std::int64_t& state, std::int64_t number) { state /= number; });
        db.define(
            longest, std::optional<std::string>(),
            [](std::optional<std::string>& state, std::string_view text, std::int64_t least) {
                const auto size = static_cast<std::int64_t>(text.size());
                if (size >= least && (!state || state->size() < text.size())) state = text;
            },
            [](const std::optional<std::string>& state) { return state; });
    } else {
        db.execute(unsafe_sql(R"(
            CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql STRICT AS $$ SELECT $1 || '!' $$;
            CREATE FUNCTION joined(text, text) RETURNS text LANGUAGE sql IMMUTABLE
                AS $$ SELECT $1 || '/' || coalesce($2, 'none') $$;
            CREATE FUNCTION halved(bigint) RETURNS bigint LANGUAGE sql
                AS $$ SELECT CASE WHEN $1 % 2 = 0 THEN $1 / 2 END $$;
            CREATE FUNCTION answer() RETURNS bigint LANGUAGE sql AS $$ SELECT 42::bigint $$;
            CREATE FUNCTION twice(numeric) RETURNS numeric LANGUAGE sql AS $$ SELECT $1 * 2 $$;
            CREATE FUNCTION other_mood(text) RETURNS text LANGUAGE sql
                AS $$ SELECT CASE $1 WHEN 'calm' THEN 'wild' ELSE 'calm' END $$;
            CREATE FUNCTION next_day(timestamptz) RETURNS timestamptz LANGUAGE sql
                AS $$ SELECT ($1 AT TIME ZONE 'UTC' + interval '1 day') AT TIME ZONE 'UTC' $$;
            CREATE FUNCTION "it's ""odd"""(boolean) RETURNS boolean LANGUAGE sql AS $$ SELECT NOT $1 $$;
            CREATE AGGREGATE product(bigint) (SFUNC = int8mul, STYPE = bigint, INITCOND = '1');
            CREATE FUNCTION longer(text, text, bigint) RETURNS text LANGUAGE sql
                AS $$ SELECT CASE WHEN length($2) >= $3 AND length($2) > length(coalesce($1, '')) THEN $2 ELSE $1 END $$;
            CREATE AGGREGATE longest(text, bigint) (SFUNC = longer, STYPE = text);)"));
    }
}

} // namespace

TEMPLATE_TEST_CASE("a function of the program stands wherever an expression does", "[sql_function]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Word>>();
    define_all(db);
    db.insert(Word{.text = "saw", .note = "sharp", .number = 3, .price = decimal<2>("2.50")});
    db.insert(Word{.text = "Bob's", .number = 4, .mood = Mood::wild, .at = moment(std::chrono::hours(5))});
    const auto words = from<Word>().order_by(col<&Word::id>);
    CHECK(db.all(words.select(shout(col<&Word::text>))) == texts{"saw!", "Bob's!"});
    CHECK(db.all(words.select(joined(col<&Word::text>, col<&Word::note>))) == texts{"saw/sharp", "Bob's/none"});
    CHECK(db.all(words.select(joined(col<&Word::text>, std::nullopt))) == texts{"saw/none", "Bob's/none"});
    CHECK(db.all(words.select(joined("'\"", std::optional<std::string>("?1")))) == texts{"'\"/?1", "'\"/?1"});
    // An argument that is NULL makes the result NULL, where none is taken.
    CHECK(db.all(words.select(shout(col<&Word::note>))) ==
          std::vector<std::optional<std::string>>{"sharp!", std::nullopt});
    CHECK(db.all(words.select(halved(col<&Word::number>))) ==
          std::vector<std::optional<std::int64_t>>{std::nullopt, std::optional<std::int64_t>{2}});
    CHECK(db.first(words.select(answer(), twice(col<&Word::price>), other_mood(col<&Word::mood>),
                                next_day(col<&Word::at>), odd(col<&Word::number> > 3))) ==
          std::tuple(std::int64_t{42}, decimal<2>("5.00"), Mood::wild, moment(std::chrono::days(1)), true));
    CHECK(db.all(words.where(other_mood(col<&Word::mood>) == Mood::calm).select(col<&Word::text>)) == texts{"Bob's"});
    CHECK(db.count(from<Word>().where(odd(value(false)) &&
                                      shout(col<&Word::text>).in(std::vector<std::string>{"saw!"}))) == 1);
    CHECK(db.all(from<Word>().order_by(shout(col<&Word::text>).desc()).select(col<&Word::id>)).size() == 2);
    CHECK(db.all(from<Word>()
                     .group_by(halved(col<&Word::number>))
                     .having(halved(col<&Word::number>) == 2)
                     .select(halved(col<&Word::number>), count())) ==
          std::vector{std::tuple(std::optional<std::int64_t>(2), std::int64_t{1})});
    const auto totals = from<Word>().select<Total>(shout(col<&Word::text>), answer());
    CHECK(db.all(from(totals).where(shout(col<&Total::text>) == "saw!!").select(col<&Total::shouts>)).size() == 1);
    predicate<Word> only;
    only &= shout(col<&Word::text>) == std::string("saw!");
    CHECK(db.all(words.where(only).select(col<&Word::text>)) == texts{"saw"});
    CHECK(
        db.all(words.where(shout(col<&Word::text>) == param<std::string_view>).select(col<&Word::id>), "saw!").size() ==
        1);
    CHECK(db.exec(update<Word>()
                      .set(col<&Word::text> = shout(col<&Word::text>))
                      .where(halved(col<&Word::number>).is_null())) == 1);
    CHECK(db.all(delete_from<Word>().where(shout(col<&Word::text>) == "saw!!").returning(shout(col<&Word::text>))) ==
          texts{"saw!!"});
}

TEMPLATE_TEST_CASE("an aggregate of the program groups, filters and slides", "[sql_function]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Word>>();
    define_all(db);
    const auto all = from<Word>();
    CHECK(db.one(all.select(product(col<&Word::number>))) == 1);
    CHECK(db.one(all.select(longest(col<&Word::text>, 0))) == std::nullopt);
    for (int i = 1; i <= 5; ++i)
        db.insert(Word{.text = std::string(static_cast<std::size_t>(i), 'a'),
                       .number = i,
                       .mood = i < 3 ? Mood::calm : Mood::wild});
    CHECK(db.one(all.select(product(col<&Word::number>), longest(col<&Word::text>, 2))) ==
          std::tuple(std::int64_t{120}, std::optional<std::string>("aaaaa")));
    CHECK(db.one(all.select(product(col<&Word::number>).filter(col<&Word::number> < 4))) == 6);
    CHECK(db.one(all.select(product(col<&Word::number> % 2 + 1).distinct())) == 2);
    CHECK(db.all(all.group_by(col<&Word::mood>)
                     .having(product(col<&Word::number>) > 2)
                     .select(col<&Word::mood>, product(col<&Word::number>))) ==
          std::vector{std::tuple(Mood::wild, std::int64_t{60})});
    CHECK(db.all(all.order_by(col<&Word::id>)
                     .select(product(col<&Word::number>)
                                 .over(order_by(col<&Word::id>), rows_between(preceding(1), current_row)))) ==
          std::vector<std::int64_t>{1, 2, 6, 12, 20});
    if constexpr (TestType::is_sqlite) // it has no inverse
        CHECK_THROWS_AS(db.all(all.select(longest(col<&Word::text>, 2).over())), syntax_error);
    db.insert(Word{.text = "b", .note = "three", .number = 0});
    CHECK(db.one(all.select(longest(col<&Word::note>, 1))) == "three");
}

TEST_CASE("what C++ throws inside a statement is the statement's error", "[sql_function]") {
    sqlite::database db(":memory:");
    db.create_tables<schema<Word>>();
    db.insert(Word{.text = "saw"});
    const auto ask = from<Word>().select(shout(col<&Word::text>));
    CHECK_THROWS_AS(db.all(ask), syntax_error); // nobody has defined it
    db.define(shout, [](std::string_view) -> std::string { throw std::runtime_error("no \"voice\""); });
    CHECK(caught<error>([&] { db.all(ask); }).message() == "the function shout has failed: no \"voice\"");
    db.define(shout, [](std::string_view) -> std::string { throw 7; });
    CHECK(caught<error>([&] { db.all(ask); }).message() == "the function shout has failed");
    db.define(shout, [](std::string_view) -> std::string { throw std::bad_alloc(); });
    CHECK_THROWS_AS(db.all(ask), error);
    // A statement of its own inside a statement is refused, and does no harm.
    db.define(shout, [&db](std::string_view) { return db.one(from<Word>().select(col<&Word::text>)); });
    CHECK(caught<error>([&] { db.all(ask); }).message().starts_with("the function shout has failed: "));
    db.define(shout, [](std::string_view text) { return std::string(text); });
    CHECK(db.all(ask) == texts{"saw"});
    // Of another type than it is declared; what raw SQL gives it is checked.
    db.define(answer, [] { return 1; });
    db.define(halved, [](std::int64_t number) { return std::optional(number); });
    CHECK(caught<error>([&] { db.query<std::int64_t>("SELECT halved('x')"); }).message() ==
          "the function halved has failed: an argument is text where it takes a whole number");
    // NaN is no value of SQLite.
    constexpr sql_function<"lost", double()> lost;
    db.define(lost, [] { return std::numeric_limits<double>::quiet_NaN(); });
    CHECK_THROWS_AS(db.one(from<Word>().select(lost())), error);
    db.define(
        product, std::int64_t{1}, [](std::int64_t&, std::int64_t) { throw std::runtime_error("stop"); },
        [](std::int64_t state) { return state; });
    CHECK(caught<error>([&] { db.one(from<Word>().select(product(col<&Word::id>))); }).message() ==
          "the function product has failed: stop");
}

TEST_CASE("a function lives as long as its connection", "[sql_function]") {
    const auto kept = std::make_shared<int>(7);
    {
        sqlite::database db(":memory:");
        db.create_tables<schema<Word>>();
        db.insert(Word{});
        db.define(answer, [kept] { return *kept; });
        CHECK(kept.use_count() == 2);
        CHECK(db.one(from<Word>().select(answer())) == 7);
        db.define(answer, [kept] { return *kept + 1; });
        CHECK(kept.use_count() == 2); // the other one is gone
        CHECK(db.one(from<Word>().select(answer())) == 8);
        // States of groups that a failure leaves behind go as well.
        db.define(
            product, kept, [](std::shared_ptr<int>&, std::int64_t) { throw std::runtime_error("stop"); },
            [](const std::shared_ptr<int>& state) { return *state; });
        CHECK_THROWS_AS(db.one(from<Word>().select(product(col<&Word::id>))), error);
        CHECK(kept.use_count() == 3);
        // While a statement runs it cannot be replaced.
        db.insert(Word{});
        auto rows = db.each(from<Word>().select(answer()));
        auto first = rows.begin();
        CHECK_THROWS_AS(db.define(answer, [] { return 1; }), error);
        CHECK(*first == 8);
    }
    CHECK(kept.use_count() == 1);
}

static_assert(sql<dialect::postgres>(from<Word>().select(sql_function<"app.f", bool(int)>{}(col<&Word::number>))) ==
              R"(SELECT "app"."f"("number") FROM "word")");
