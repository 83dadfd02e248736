// Models that leave columns of their table out on purpose.

#include <support/databases.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace partial_test {

struct Person {
    std::int64_t id{};
    std::string email;
    std::string name;
    std::string secret;
    std::int32_t visits{};
};
struct Contact {
    std::int64_t id{};
    std::string email;
    std::string name;
};

} // namespace partial_test
using namespace partial_test;

template <> inline constexpr auto refract::model<Person> =
    refract::table(refract::unique<&Person::email>, refract::column<&Person::visits>.default_to(0));
template <> inline constexpr auto refract::model<Contact> =
    refract::table(refract::named("person"), refract::partial, refract::unique<&Contact::email>);

static_assert(detail::table_of<Contact>().is_partial && !detail::table_of<Person>().is_partial);

TEMPLATE_TEST_CASE("a partial model touches only the columns that it has", "[partial]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Person>>();
    db.insert(Person{0, "ann@example.org", "Ann", "s3cret", 7});

    Contact ann = db.template get<Contact>(1);
    CHECK(ann.name == "Ann");
    ann.name = "Anna";
    db.update(ann);
    CHECK(fresh.rows("SELECT name, secret, visits FROM person") == text_rows{"Anna|s3cret|7"});
    CHECK(db.all(from<Contact>().where(col<&Contact::email> == "ann@example.org")).size() == 1);

    // `secret` has no default and may not be NULL: the database says so.
    CHECK_THROWS_AS(db.insert(Contact{0, "bob@example.org", "Bob"}), not_null_violation);
    CHECK_THROWS_AS(db.insert_many(std::vector<Contact>{{0, "bob@example.org", "Bob"}}), not_null_violation);
    CHECK_THROWS_AS(db.upsert(ann), not_null_violation); // even where the row is there: it is an INSERT first
    CHECK(db.count(from<Contact>()) == 1);
    fresh.rows(TestType::is_sqlite ? "DROP TABLE person" : "ALTER TABLE person ALTER secret SET DEFAULT 'none'");
    if (TestType::is_sqlite)
        fresh.rows(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT, name TEXT, secret TEXT NOT NULL DEFAULT 'none', "
            "visits INTEGER NOT NULL DEFAULT 0)");
    fresh.rows("INSERT INTO person (id, email, name, secret, visits) VALUES (50, 'z', 'Zed', 's3cret', 7)");
    db.upsert(Contact{50, "z", "Zoe"}); // the other columns of a row that is there stay
    CHECK(fresh.rows("SELECT name, secret, visits FROM person WHERE id = 50") == text_rows{"Zoe|s3cret|7"});
    db.insert(Contact{0, "bob@example.org", "Bob"});
    db.insert_many(std::vector<Contact>{{0, "eve@example.org", "Eve"}});
    CHECK(fresh.rows("SELECT name, secret, visits FROM person WHERE name IN ('Bob', 'Eve') ORDER BY name") ==
          text_rows{"Bob|none|0", "Eve|none|0"});
    CHECK(db.template erase<Contact>(ann.id) == !TestType::is_sqlite);
}
