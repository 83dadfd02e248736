// What fails only when a statement commits itself: none of the verbs may call that done.

#include <support/databases.hpp>
#include <support/statement_checks.hpp>

#include <refract/client/database.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace deferred_test {

struct Owner {
    std::int64_t id{};
    std::string name{};
};
struct Pet {
    std::int64_t id{};
    std::int64_t owner_id{};

    bool operator==(const Pet&) const = default;
};

} // namespace deferred_test

template <> inline constexpr auto refract::model<deferred_test::Owner> = refract::table();
template <> inline constexpr auto refract::model<deferred_test::Pet> = refract::table(
    refract::foreign_key<&deferred_test::Pet::owner_id>.references<&deferred_test::Owner::id>().deferred());

using namespace deferred_test;
using namespace refract;
using namespace refract_test;

namespace {

/// Runs `work` twice: the second time its statement may be a prepared one.
template <class Fresh, class Work> void fails_at_commit(Fresh& fresh, Work work) {
    for (int i = 0; i < 2; ++i) {
        CHECK_THROWS_AS(work(), foreign_key_violation);
        CHECK(fresh.db().all(from<Pet>()) == std::vector<Pet>{{50, 1}});
        CHECK(fresh.rows("SELECT count(*) FROM owner") == text_rows{"1"});
    }
}

} // namespace

TEMPLATE_TEST_CASE("a key that is checked at the commit fails each verb that commits", "[deferred]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Owner, Pet>>();
    db.insert(Owner{1, "Ann"}, keys_are_given);
    db.insert(Pet{50, 1}, keys_are_given);
    const auto away = [] { return update<Pet>().set(col<&Pet::owner_id> = 99).all_rows(); };
    fails_at_commit(fresh, [&] { db.insert(Pet{0, 99}); });
    fails_at_commit(fresh, [&] { db.insert(Pet{7, 99}, keys_are_given); });
    fails_at_commit(fresh, [&] { db.update(Pet{50, 99}); });
    fails_at_commit(fresh, [&] { db.upsert(Pet{50, 99}); });
    fails_at_commit(fresh, [&] { db.insert_many(std::vector<Pet>{{0, 99}, {0, 1}}); });
    fails_at_commit(fresh, [&] { db.insert_many(std::vector<Pet>{{7, 99}}, on_conflict_do_nothing); });
    fails_at_commit(fresh, [&] { db.exec(away()); });
    fails_at_commit(fresh, [&] { db.all(away().returning(col<&Pet::id>)); });
    fails_at_commit(fresh, [&] { db.first(away().returning(col<&Pet::id>)); });
    fails_at_commit(fresh, [&] { db.one(away().returning(col<&Pet::id>)); });
    fails_at_commit(fresh, [&] {
        for (auto& id : db.each(away().returning(col<&Pet::id>))) static_cast<void>(id);
    });
    fails_at_commit(fresh, [&] { db.template erase<Owner>(1); });
    fails_at_commit(fresh, [&] { db.exec(delete_from<Owner>().all_rows()); });
    fails_at_commit(fresh, [&] { db.execute("UPDATE pet SET owner_id = 99"); });
    fails_at_commit(fresh, [&] { db.execute("UPDATE pet SET owner_id = {}", 99); });
    fails_at_commit(fresh, [&] { db.template query<std::int64_t>("UPDATE pet SET owner_id = {} RETURNING id", 99); });
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a trigger that is fired at the commit fails the statement", "[deferred]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Owner>>();
    fresh.rows("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no %', new.name "
               "USING ERRCODE = TG_ARGV[0]; END $$;"
               "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON owner DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
               "EXECUTE FUNCTION refuse('40001')");
    for (int i = 0; i < 2; ++i) {
        CHECK(caught<serialization_failure>([&] { db.insert(Owner{0, "Bob"}); }).can_retry());
        CHECK_THROWS_AS(db.exec(insert_into<Owner>().set(col<&Owner::name> = "Bob")), serialization_failure);
    }
    // A stream that makes way for another statement has it too.
    auto names = db.each(insert_into<Owner>().set(col<&Owner::name> = "Bob").returning(col<&Owner::name>));
    auto at = names.begin();
    CHECK(*at == "Bob");
    CHECK(db.count(from<Owner>()) == 0);
    CHECK_THROWS_AS(++at, serialization_failure);
}
#endif
