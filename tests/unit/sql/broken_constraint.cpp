#include <support/databases.hpp>

#include <refract/sql/broken_constraint.hpp>

#include <string>
#include <vector>

namespace broken_constraint_test {

struct Owner {
    std::int64_t id{};
    std::string email{};
    std::string first{};
    std::string last{};
    std::optional<std::int64_t> guide_id{};
};
struct Letter {
    std::int64_t id{};
    std::int64_t owner_id{};
    std::int64_t reader_id{};
    int pages{};
    std::optional<std::string> note{};
};
struct Stamp {
    std::int64_t letter_id{};
    std::int64_t number{};
    std::int64_t owner_id{};
};
struct Answer {
    std::int64_t id{};
    std::int64_t letter_id{};
    std::int64_t number{};
};

} // namespace broken_constraint_test

template <> inline constexpr auto refract::model<broken_constraint_test::Owner> = refract::table(
    refract::named("letter owner"), refract::primary_key<&broken_constraint_test::Owner::id>,
    refract::unique<&broken_constraint_test::Owner::email>,
    refract::index<&broken_constraint_test::Owner::last, &broken_constraint_test::Owner::first>.unique().named("whole"),
    refract::foreign_key<&broken_constraint_test::Owner::guide_id>.references<&broken_constraint_test::Owner::id>());
template <> inline constexpr auto refract::model<broken_constraint_test::Letter> = refract::table(
    refract::primary_key<&broken_constraint_test::Letter::id>,
    refract::foreign_key<&broken_constraint_test::Letter::owner_id>.references<&broken_constraint_test::Owner::id>(),
    refract::foreign_key<&broken_constraint_test::Letter::reader_id>.references<&broken_constraint_test::Owner::id>(),
    refract::check("pages_positive", refract::col<&broken_constraint_test::Letter::pages> >= 0));
template <> inline constexpr auto refract::model<broken_constraint_test::Stamp> = refract::table(
    refract::primary_key<&broken_constraint_test::Stamp::letter_id, &broken_constraint_test::Stamp::number>,
    refract::foreign_key<&broken_constraint_test::Stamp::letter_id>.references<&broken_constraint_test::Letter::id>().on_delete(
        refract::cascade));
template <> inline constexpr auto refract::model<broken_constraint_test::Answer> = refract::table(
    refract::primary_key<&broken_constraint_test::Answer::id>,
    refract::foreign_key<&broken_constraint_test::Answer::letter_id, &broken_constraint_test::Answer::number>
        .references<&broken_constraint_test::Stamp::letter_id, &broken_constraint_test::Stamp::number>()
        .named("answer_to_stamp"));

namespace broken_constraint_test {

using namespace refract;
using namespace refract_test;

using post_office = schema<Owner, Letter, Stamp, Answer>;

/// The failure of what is tried; there is one.
template <class Failure, class Work> Failure failure_of(Work work) {
    try {
        work();
    } catch (const Failure& failure) { return failure; }
    FAIL("nothing was refused");
    throw Failure("");
}
template <class Database> void send_letters(Database& db) {
    db.template create_tables<post_office>();
    db.insert(Owner{0, "a@example.org", "Ann", "Lee", std::nullopt});
    db.insert(Owner{0, "b@example.org", "Bob", "Lee", std::nullopt});
    db.insert(Letter{0, 1, 2, 3, std::nullopt});
    db.insert(Stamp{1, 1, 1});
    db.insert(Answer{0, 1, 1});
}

TEMPLATE_TEST_CASE("a failure is asked which unique constraint of a model it is", "[broken_constraint]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    send_letters(db);
    // A copy of what all of them are.
    const auto email = failure_of<constraint_violation>([&] { db.insert(Owner{0, "a@example.org", "x", "y", {}}); });
    CHECK(email.template violates<unique<&Owner::email>>());
    CHECK(email.template violates<refract::index<&Owner::email>>());
    CHECK_FALSE(email.template violates<column<&Owner::email>>());
    CHECK_FALSE(email.template violates<primary_key<&Owner::id>>());
    CHECK_FALSE(email.template violates<unique<&Owner::email, &Owner::first>>());
    const auto name = failure_of<unique_violation>([&] { db.insert(Owner{0, "c@example.org", "Ann", "Lee", {}}); });
    CHECK(name.template violates<refract::index<&Owner::last, &Owner::first>>());
    CHECK(name.template violates<refract::index<&Owner::first, &Owner::last>>());
    CHECK_FALSE(name.template violates<unique<&Owner::email>>());
    CHECK(name.template violates<"whole">() == !TestType::is_sqlite);
    const auto key = failure_of<unique_violation>([&] { db.insert(Owner{1, "d", "e", "f", {}}, keys_are_given); });
    CHECK(key.template violates<primary_key<&Owner::id>>());
    const auto both = failure_of<unique_violation>([&] { db.insert(Stamp{1, 1, 2}); });
    CHECK(both.template violates<primary_key<&Stamp::letter_id, &Stamp::number>>());
    CHECK_FALSE(both.template violates<primary_key<&Letter::id>>());
}

TEMPLATE_TEST_CASE("a failure is asked for checks and columns that are not to be NULL", "[broken_constraint]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    send_letters(db);
    const auto check = failure_of<check_violation>([&] { db.insert(Letter{0, 1, 1, -1, {}}); });
    CHECK(check.template violates<"pages_positive">());
    CHECK_FALSE(check.template violates<"pages_negative">());
    CHECK_FALSE(check.template violates<column<&Letter::pages>>());
    const auto null = failure_of<not_null_violation>(
        [&] { db.execute("INSERT INTO \"letter owner\" (first, last) VALUES ('a', 'b')"); });
    CHECK(null.template violates<column<&Owner::email>>());
    CHECK_FALSE(null.template violates<unique<&Owner::email>>());
    CHECK_FALSE(null.template violates<column<&Owner::first>>());
}

TEMPLATE_TEST_CASE("a failure is asked which foreign key of a model it is", "[broken_constraint]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    send_letters(db);
    constexpr bool tells = !TestType::is_sqlite;
    // One key alone, of the table that is written.
    const auto stamp = failure_of<foreign_key_violation>([&] { db.insert(Stamp{9, 1, 1}); });
    CHECK(stamp.template violates<foreign_key<&Stamp::letter_id>>());
    CHECK_FALSE(stamp.template violates<foreign_key<&Letter::owner_id>>());
    CHECK(stamp.constraint().empty() == TestType::is_sqlite);
    CHECK(stamp.columns().empty() == TestType::is_sqlite);
    const auto answer = failure_of<foreign_key_violation>([&] { db.insert(Answer{0, 1, 9}); });
    CHECK(answer.template violates<foreign_key<&Answer::letter_id, &Answer::number>>());
    CHECK(answer.template violates<"answer_to_stamp">() == tells);
    // Two of one table: SQLite does not say which one it was.
    const auto letter = failure_of<foreign_key_violation>([&] { db.insert(Letter{0, 1, 9, 1, {}}); });
    CHECK(letter.template violates<foreign_key<&Letter::reader_id>>() == tells);
    CHECK_FALSE(letter.template violates<foreign_key<&Letter::owner_id>>());
    // One of the columns that are set.
    const auto moved = failure_of<foreign_key_violation>(
        [&] { db.exec(update<Letter>().set(col<&Letter::owner_id> = 9).where(col<&Letter::id> == 1)); });
    CHECK(moved.template violates<foreign_key<&Letter::owner_id>>());
    CHECK_FALSE(moved.template violates<foreign_key<&Letter::reader_id>>());
    // Of the table that others lead to: three keys.
    const auto owner = failure_of<foreign_key_violation>([&] { db.template erase<Owner>(2); });
    CHECK(owner.template violates<foreign_key<&Letter::reader_id>>() == tells);
    CHECK_FALSE(owner.template violates<foreign_key<&Letter::owner_id>>());
    CHECK_FALSE(owner.template violates<foreign_key<&Owner::guide_id>>());
    // A letter takes its stamps along, and an answer holds one of them.
    const auto kept = failure_of<foreign_key_violation>([&] { db.template erase<Letter>(1); });
    CHECK(kept.template violates<foreign_key<&Answer::letter_id, &Answer::number>>() == tells);
    CHECK_FALSE(kept.template violates<foreign_key<&Stamp::letter_id>>());
}

} // namespace broken_constraint_test
