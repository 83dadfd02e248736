// What other programs stored in forms of their own: read, found, compared, ordered and written in that form.

#include "support/databases.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract_test;

namespace stored_forms_test {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Seconds {
    std::int64_t id{};
    moment at{};
    std::optional<moment> until{};
};
struct Milliseconds {
    std::int64_t id{};
    moment at{};
    std::optional<moment> until{};
};
struct Julian {
    std::int64_t id{};
    moment at{};
    std::optional<moment> until{};
};
struct ThreeDigits {
    std::int64_t id{};
    moment at{};
    std::optional<moment> until{};
};
struct SixDigits {
    std::int64_t id{};
    moment at{};
    std::optional<moment> until{};
};
struct IsoMilliseconds {
    std::int64_t id{};
    moment at{};
    std::optional<moment> until{};
};

struct Switch {
    std::int64_t id{};
    bool on{};
    std::optional<bool> was{};
};
struct Access {
    std::int64_t id{};
    bool on{};
    std::optional<bool> was{};
};
} // namespace stored_forms_test
using namespace stored_forms_test;

#define STORED_TIMES(Model, Form)                                                                                      \
    template <> inline constexpr auto refract::model<Model> =                                                          \
        refract::table(refract::named("event"), refract::column<&Model::at>.stored_as(refract::Form),                  \
                       refract::column<&Model::until>.stored_as(refract::Form))
STORED_TIMES(Seconds, unix_seconds);
STORED_TIMES(Milliseconds, unix_milliseconds);
STORED_TIMES(Julian, julian_day);
STORED_TIMES(ThreeDigits, text_milliseconds);
STORED_TIMES(SixDigits, text_microseconds);
STORED_TIMES(IsoMilliseconds, iso_milliseconds);
#undef STORED_TIMES

template <> inline constexpr auto refract::model<Switch> =
    refract::table(refract::column<&Switch::on>.named("active").stored_as(refract::flag("Y", "N")).default_to(true),
                   refract::column<&Switch::was>.stored_as(refract::flag("it's", "not")));
template <> inline constexpr auto refract::model<Access> =
    refract::table(refract::column<&Access::on>.stored_as(refract::flag(-1, 0)),
                   refract::column<&Access::was>.stored_as(refract::flag(1, 2)));
namespace {

constexpr moment noon{std::chrono::seconds{1710072000}}; // 2024-03-10 12:00:00

// Every verb over a model of times; `first` is what the column holds for noon.
template <class Model, class Fresh> void check_times(Fresh& fresh, const std::string& first) {
    using std::chrono::hours;
    auto& db = fresh.db();
    db.template create_tables<schema<Model>>();
    db.insert(Model{.at = noon});
    CHECK(fresh.rows("SELECT at, until FROM event") == text_rows{first + "|NULL"});
    CHECK(db.insert_many(std::vector<Model>{{0, noon + hours(1), noon}, {0, noon - hours(24 * 365 * 60), {}}}) == 2);
    db.exec(insert_into<Model>().set(col<&Model::at> = noon + hours(2), col<&Model::until> = std::nullopt));

    int same = 0;
    for (const Model& each : db.all(from<Model>())) same += each.at == noon;
    CHECK(same == 1);
    CHECK(db.count(from<Model>().where(col<&Model::at> == noon)) == 1);
    CHECK(db.count(from<Model>().where(col<&Model::at> > col<&Model::until>)) == 1);
    CHECK(db.all(from<Model>().select(col<&Model::at>).order_by(col<&Model::at>)).at(3) == noon + hours(2));
    db.exec(update<Model>().set(col<&Model::until> = col<&Model::at>).where(col<&Model::at> == noon));
    CHECK(fresh.rows("SELECT until FROM event WHERE id = 1") == text_rows{first});
    Model changed = db.template get<Model>(1);
    CHECK(changed.until == noon);
    changed.until.reset();
    db.update(changed);
    CHECK(db.upsert(changed).at == noon);
    CHECK(fresh.rows("SELECT at, until FROM event WHERE id = 1") == text_rows{first + "|NULL"});
}
// What a query can say of them; the rows are those of check_times.
template <class Model, class Fresh> void check_queries_of_times(Fresh& fresh) {
    using std::chrono::hours;
    auto& db = fresh.db();
    CHECK(db.count(from<Model>().where(col<&Model::at> > noon)) == 2);
    CHECK(db.count(from<Model>().where(col<&Model::at>.between(noon, noon + hours(1)))) == 2);
    CHECK(db.count(from<Model>().where(col<&Model::at>.in(std::vector<moment>{noon, noon + hours(2)}))) == 2);
    CHECK(db.count(from<Model>().where(col<&Model::at>.in(noon, noon + hours(5)))) == 1);
    CHECK(db.count(from<Model>().where(year_of(col<&Model::at>) == 2024 && month_of(col<&Model::at>) == 3)) == 3);
    CHECK(db.all(from<Model>().select(max(col<&Model::at>))).at(0) == noon + hours(2));
    predicate<Model> condition;
    condition &= col<&Model::at> == noon;
    CHECK(db.count(from<Model>().where(condition)) == 1);
}
// The form itself: written, found, compared, read; nothing finer is written.
template <class Model, class Fresh>
void check_form(Fresh& fresh, const std::string& first, std::optional<moment> finer) {
    auto& db = fresh.db();
    db.template create_tables<schema<Model>>();
    db.insert(Model{.at = noon});
    CHECK(fresh.rows("SELECT at, until FROM event") == text_rows{first + "|NULL"});
    CHECK(db.insert_many(std::vector<Model>{{0, noon + std::chrono::hours(1), noon}}) == 1);
    CHECK(db.template get<Model>(1).at == noon);
    CHECK(db.count(from<Model>().where(col<&Model::at> == noon)) == 1);
    CHECK(db.count(from<Model>().where(col<&Model::at> > noon)) == 1);
    if (!finer) return;
    CHECK_THROWS_AS(db.insert(Model{.at = *finer}), conversion_error);
    CHECK_THROWS_AS(db.insert_many(std::vector<Model>{{0, noon, {}}, {0, *finer, {}}}), conversion_error);
    CHECK_THROWS_AS(db.update(Model{1, *finer, {}}), conversion_error);
    CHECK(db.count(from<Model>().where(col<&Model::at> == *finer)) == 0);
    CHECK(fresh.rows("SELECT count(*), min(at) FROM event") == text_rows{"2|" + first});
}

constexpr moment half = noon + std::chrono::milliseconds(500), hair = noon + std::chrono::microseconds(1);

} // namespace

TEMPLATE_TEST_CASE("times as Unix seconds, in every verb", "[stored_forms]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_times<Seconds>(fresh, "1710072000");
    check_queries_of_times<Seconds>(fresh);
    const auto before = fresh.rows("SELECT * FROM event ORDER BY id");
    CHECK_THROWS_AS(fresh.db().exec(update<Seconds>().set(col<&Seconds::at> = half).all_rows()), conversion_error);
    CHECK_THROWS_AS(fresh.db().insert(Seconds{.at = half}), conversion_error);
    CHECK(fresh.rows("SELECT * FROM event ORDER BY id") == before);
}

TEMPLATE_TEST_CASE("times as Unix milliseconds", "[stored_forms]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    check_form<Milliseconds>(fresh, "1710072000000", hair);
    CHECK(fresh.db().insert(Milliseconds{.at = half}).at == half);
    CHECK(fresh.rows("SELECT max(at) FROM event WHERE until IS NULL") == text_rows{"1710072000500"});
    CHECK(fresh.db().count(from<Milliseconds>().where(col<&Milliseconds::at> == half)) == 1);
}

TEMPLATE_TEST_CASE("many objects in forms of their own go together", "[stored_forms]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Seconds>>();
    std::vector<Seconds> many;
    for (int i = 0; i < 120; ++i) // two statements of many rows, and single ones
        many.push_back({.at = moment(std::chrono::seconds(i - 60)),
                        .until = i % 2 == 0 ? std::optional(moment(std::chrono::seconds(i))) : std::nullopt});
    CHECK(db.insert_many(many) == 120);
    const auto found = db.all(from<Seconds>().order_by(col<&Seconds::at>));
    REQUIRE(found.size() == 120);
    for (std::size_t i = 0; i < 120; ++i) {
        CHECK(found[i].at == many[i].at);
        CHECK(found[i].until == many[i].until);
    }
    // All of them or none.
    many[110].at += std::chrono::microseconds(1);
    CHECK_THROWS_AS(db.insert_many(many), conversion_error);
    CHECK(db.count(from<Seconds>()) == 120);
}

TEST_CASE("times in other texts, and as Julian days, on SQLite", "[stored_forms]") {
    const auto check = [](auto tag, const char* first, std::optional<moment> finer) {
        using model = typename decltype(tag)::type;
        fresh_database<on_sqlite> fresh;
        check_form<model>(fresh, first, finer);
        fresh.rows("UPDATE event SET at = x'00' WHERE id = 1");
        CHECK_THROWS_AS(fresh.db().template get<model>(1), schema_mismatch);
    };
    check(std::type_identity<Julian>{}, "2460380.0", hair);
    check(std::type_identity<ThreeDigits>{}, "2024-03-10 12:00:00.000", hair);
    check(std::type_identity<SixDigits>{}, "2024-03-10 12:00:00.000000", {});
    check(std::type_identity<IsoMilliseconds>{}, "2024-03-10T12:00:00.000Z", hair);

    fresh_database<on_sqlite> fresh;
    fresh.db().create_tables<schema<SixDigits>>();
    CHECK(fresh.db().insert(SixDigits{.at = hair}).at == hair);
    CHECK(fresh.rows("SELECT at FROM event") == text_rows{"2024-03-10 12:00:00.000001"});
    CHECK(fresh.db().get<SixDigits>(1).at == hair);
}

TEST_CASE("a column in one form holds nothing else", "[stored_forms]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    fresh.rows(
        "CREATE TABLE event (id INTEGER PRIMARY KEY, at, until);"
        "INSERT INTO event VALUES (1, '2024-03-10 12:00:00', NULL), (2, 1710072000, 'x'), (3, 1710072000, NULL)");
    CHECK_THROWS_AS(db.get<Seconds>(1), schema_mismatch);
    CHECK_THROWS_AS(db.get<Seconds>(2), schema_mismatch); // not silently without a value
    CHECK(db.get<Seconds>(3).at == noon);
    CHECK(db.count(from<Seconds>().where(col<&Seconds::at> == noon)) == 2);
}

TEST_CASE("a value has one text or number in its form", "[stored_forms]") {
    const auto check = [](auto tag, const char* stored, const char* others) {
        using model = typename decltype(tag)::type;
        fresh_database<on_sqlite> fresh;
        auto& db = fresh.db();
        fresh.rows("CREATE TABLE event (id INTEGER PRIMARY KEY, at, until);"
                   "INSERT INTO event SELECT 1, " +
                   std::string(stored) + ", NULL;" + "INSERT INTO event SELECT 2, " + others + ", NULL");
        CHECK(db.template get<model>(1).at == noon);
        CHECK_THROWS_AS(db.template get<model>(2), schema_mismatch);
        CHECK(db.all(from<model>().select(col<&model::id>).where(col<&model::at> == noon)).size() == 1);
    };
    check(std::type_identity<Seconds>{}, "1710072000", "1710072000.25");
    check(std::type_identity<Milliseconds>{}, "1710072000000", "1710072000000.25");
    check(std::type_identity<ThreeDigits>{}, "'2024-03-10 12:00:00.000'", "'2024-03-10 12:00:00.0'");
    check(std::type_identity<SixDigits>{}, "'2024-03-10 12:00:00.000000'", "'2024-03-10 12:00:00'");

    // Of these two, several are one time; no key is of such a column.
    fresh_database<on_sqlite> fresh;
    fresh.rows("CREATE TABLE event (id INTEGER PRIMARY KEY, at, until); INSERT INTO event VALUES "
               "(1, '2024-03-10T12:00:00.000Z', NULL), (2, '2024-03-10T13:00:00.000+01:00', NULL)");
    CHECK(fresh.db().count(from<IsoMilliseconds>().where(col<&IsoMilliseconds::at> == noon)) == 2);
    CHECK(fresh.db().all(from<IsoMilliseconds>().select(col<&IsoMilliseconds::at>).distinct()).size() == 1);
    CHECK(
        fresh.db()
            .all(from<IsoMilliseconds>().select(col<&IsoMilliseconds::at>, count()).group_by(col<&IsoMilliseconds::at>))
            .size() == 1);
}

TEMPLATE_TEST_CASE("flags as numbers or text", "[stored_forms]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Switch, Access>>();
    const auto check = [&](auto tag, const char* stored, const text_rows& all) {
        using model = typename decltype(tag)::type;
        db.insert(model{.on = true});
        CHECK(db.insert_many(std::vector<model>{{0, false, true}, {0, true, false}}) == 2);
        CHECK(fresh.rows(stored) == all);
        CHECK(db.count(from<model>().where(col<&model::on>)) == 2);
        CHECK(db.count(from<model>().where(!col<&model::on>)) == 1);
        CHECK(db.count(from<model>().where(col<&model::on> == true)) == 2);
        CHECK(db.count(from<model>().where(col<&model::on> != true)) == 1);
        CHECK(db.count(from<model>().where(col<&model::was> == false)) == 1);
        CHECK(db.count(from<model>().where(col<&model::was> == col<&model::on>)) == 0);
        CHECK(db.all(from<model>().order_by(col<&model::on>)).at(0).on == false);
        db.exec(update<model>().set(col<&model::was> = col<&model::on>).all_rows());
        for (const model& each : db.all(from<model>())) CHECK(each.was == each.on);
        model one = db.template get<model>(1);
        one.on = false;
        one.was.reset();
        db.update(one);
        CHECK_FALSE(db.template get<model>(1).on);
        CHECK_FALSE(db.template get<model>(1).was.has_value());
        db.exec(delete_from<model>().where(col<&model::on> == false));
        CHECK(db.count(from<model>()) == 1);
    };
    check(std::type_identity<Switch>{}, "SELECT active, was FROM \"switch\" ORDER BY id",
          {"Y|NULL", "N|it's", "Y|not"});
    check(std::type_identity<Access>{}, "SELECT \"on\", was FROM access ORDER BY id", {"-1|NULL", "0|1", "-1|2"});
    fresh.rows("INSERT INTO \"switch\" (was) VALUES ('not')");
    CHECK(db.all(from<Switch>().where(col<&Switch::was> == false)).at(0).on); // by the default
    CHECK_THROWS(fresh.rows("INSERT INTO \"switch\" (active) VALUES ('X')"));
}

TEMPLATE_TEST_CASE("a flag of a third value is refused when it is read", "[stored_forms]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fresh.rows(std::string("CREATE TABLE \"switch\" (id ") + std::string(TestType::is_sqlite ? "INTEGER" : "BIGINT") +
               " PRIMARY KEY, active TEXT, was TEXT);"
               "INSERT INTO \"switch\" VALUES (1, 'y', NULL), (2, 'Y', 'maybe'), (3, 'N', NULL)");
    CHECK_THROWS_AS(db.template get<Switch>(1), error);
    CHECK_THROWS_AS(db.template get<Switch>(2), error); // not silently without a value
    CHECK_FALSE(db.template get<Switch>(3).on);
}
