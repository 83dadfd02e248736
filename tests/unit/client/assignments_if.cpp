// set_if: assignments of which the run time says whether they are made.

#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <optional>
#include <string>
#include <vector>

namespace {

struct Profile {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> motto{};
    std::int32_t age{};
    std::int64_t version{};
    bool operator==(const Profile&) const = default;
};
struct Plain {
    std::int64_t id{};
    std::optional<std::string> a{};
    std::optional<std::int64_t> b{};
    bool operator==(const Plain&) const = default;
};

} // namespace

template <> inline constexpr auto refract::model<Profile> =
    refract::table(refract::column<&Profile::name>.default_to("nobody"), refract::column<&Profile::age>.default_to(18),
                   refract::column<&Profile::version>.version().default_to(0));

using namespace refract;
using namespace refract_test;

namespace {

struct Change {
    std::optional<std::string> name{};
    std::optional<std::int32_t> age{};
    bool forgets_motto = false;
};

/// A change of some fields, as a form or a PATCH brings it.
auto apply(const Change& change, std::int64_t id) {
    return update<Profile>()
        .set_if(change.name.has_value(), col<&Profile::name> = change.name.value_or(""))
        .where(col<&Profile::id> == id)
        .set_if(change.age.has_value(), col<&Profile::age> = change.age.value_or(0))
        .set_if(change.forgets_motto, col<&Profile::motto> = std::nullopt);
}

} // namespace

TEMPLATE_TEST_CASE("an update makes the assignments whose flags are set", "[set_if]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Profile, Plain>>();

    // Each combination beside what it has to come to; the version grows with each update.
    std::int64_t id = 0;
    for (int mask = 0; mask < 8; ++mask) {
        Profile expected = db.insert(Profile{.name = "Ann", .motto = "onward", .age = 30});
        REQUIRE(expected.id == ++id);
        Change change{.forgets_motto = (mask & 1) != 0};
        if (mask & 2) change.name = "Bob";
        if (mask & 4) change.age = 31;
        if (mask == 0) {
            CHECK_THROWS_AS(db.exec(apply(change, id)), error);
        } else {
            CHECK(db.exec(apply(change, id)) == 1);
            if (change.forgets_motto) expected.motto.reset();
            expected.name = change.name.value_or(expected.name);
            expected.age = change.age.value_or(expected.age);
            ++expected.version;
        }
        CHECK(db.template get<Profile>(id) == expected);
    }
    CHECK(db.count(from<Profile>()) == id);

    // Beside set, with what comes back, with arguments, and with conditions of the run time.
    for (const bool flag : {false, true}) {
        const auto query = update<Profile>()
                               .set(col<&Profile::name> = "both")
                               .set_if(flag, col<&Profile::age> = col<&Profile::age> + 1, col<&Profile::motto> = "m")
                               .where_if(true, col<&Profile::id> == 1)
                               .returning(col<&Profile::age>, col<&Profile::motto>);
        CHECK(db.one(query) == std::tuple(flag ? 31 : 30, std::optional<std::string>(flag ? "m" : "onward")));
    }
    const auto later = update<Profile>()
                           .set_if(true, col<&Profile::age> = param<std::int32_t>)
                           .set_if(false, col<&Profile::name> = param<std::string_view>)
                           .where(col<&Profile::id> == param<std::int64_t>);
    CHECK(db.exec(later, 77, "unused", 2) == 1);
    CHECK(fresh.rows("SELECT name, age FROM profile WHERE id = 2") == text_rows{"Ann|77"});
    // The version may be set by hand, under a flag too: it is not counted then.
    CHECK(db.exec(update<Profile>().set_if(true, col<&Profile::version> = 40).where(col<&Profile::id> == 2)) == 1);
    CHECK(db.exec(update<Profile>()
                      .set(col<&Profile::age> = 1)
                      .set_if(false, col<&Profile::version> = 90)
                      .where(col<&Profile::id> == 2)) == 1);
    CHECK(fresh.rows("SELECT version, age FROM profile WHERE id = 2") == text_rows{"41|1"});
    // Nothing to set is an error for all rows too, and nothing was written.
    try {
        db.exec(update<Profile>().set_if(false, col<&Profile::age> = 0).all_rows());
        FAIL("an update that sets nothing");
    } catch (const error& failure) { CHECK(std::string(failure.what()).find("set_if") != std::string::npos); }
    CHECK(fresh.rows("SELECT count(*) FROM profile WHERE age = 0") == text_rows{"0"});
}

TEMPLATE_TEST_CASE("an insert leaves to the database what is left out", "[set_if]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Profile, Plain>>();

    const auto make = [&](bool name, bool age) {
        return db.one(insert_into<Profile>()
                          .set(col<&Profile::motto> = "m")
                          .set_if(name, col<&Profile::name> = "Ann")
                          .set_if(age, col<&Profile::age> = 5)
                          .returning());
    };
    CHECK(make(true, true) == Profile{1, "Ann", "m", 5, 0});
    CHECK(make(true, false) == Profile{2, "Ann", "m", 18, 0});
    CHECK(make(false, true) == Profile{3, "nobody", "m", 5, 0});
    CHECK(make(false, false) == Profile{4, "nobody", "m", 18, 0});
    // A row of defaults, if all of them are left out.
    const auto plain = [&](bool a, bool b) {
        return db.one(insert_into<Plain>().set_if(a, col<&Plain::a> = "a").set_if(b, col<&Plain::b> = 7).returning());
    };
    CHECK(plain(false, false) == Plain{1, std::nullopt, std::nullopt});
    CHECK(plain(false, true) == Plain{2, std::nullopt, 7});
    CHECK(plain(true, false) == Plain{3, "a", std::nullopt});
    CHECK(db.exec(insert_into<Plain>().set_if(false, col<&Plain::b> = 1)) == 1);
    CHECK(fresh.rows("SELECT id, a, b FROM plain ORDER BY id") ==
          text_rows{"1|NULL|NULL", "2|NULL|7", "3|a|NULL", "4|NULL|NULL"});
}
