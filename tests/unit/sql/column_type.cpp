// Texts take the type of the column that they are compared with or stored in.

#include <support/databases.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace column_type_test {
enum class Mood { sad, glad };
struct Account {
    std::string code{};
    Mood mood{};
    std::string token{};
    std::string note{};
};
struct Member {
    std::int64_t id{};
    std::string mail{};
};
struct Mail {
    std::string mail{};
    std::int64_t number{};
};
} // namespace column_type_test
using column_type_test::Account, column_type_test::Mail, column_type_test::Member, column_type_test::Mood;
template <> inline constexpr auto refract::model<Account> =
    refract::table(refract::primary_key<&Account::code>, refract::column<&Account::code>.type("char(5)"),
                   refract::column<&Account::token>.type("uuid"), refract::column<&Account::mood>.type("mood"));
template <> inline constexpr auto refract::model<Member> =
    refract::table(refract::column<&Member::mail>.type("citext"));

namespace {
constexpr auto mail = col<&Member::mail>;
constexpr auto code = col<&Account::code>;
constexpr auto token = col<&Account::token>;
constexpr auto mood = col<&Account::mood>;
constexpr auto note = col<&Account::note>;
} // namespace

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("keys and texts of a type that the model spells are found", "[column_type]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fresh.rows("CREATE TYPE mood AS ENUM ('sad', 'glad')");
    db.create_tables<schema<Account>>();
    const std::string first = "0b8e5c6e-7e2c-4c2f-9d55-3f3a0f6a1c01";
    db.insert(Account{"ab", Mood::sad, first, "n"});
    db.exec(insert_into<Account>().set(code = "z", mood = Mood::glad, token = first, note = "of a statement"));
    CHECK(db.count(from<Account>().where(mood == Mood::glad && code == "z")) == 1);
    CHECK(db.count(from<Account>().where(mood.in(Mood::glad, Mood::sad))) == 2);
    CHECK(db.exec(delete_from<Account>().where(mood.in(std::vector{Mood::glad}))) == 1);
    CHECK(db.count(from<Account>().where(code == "ab")) == 1);
    CHECK(db.count(from<Account>().where(token == first && code.in("x", "ab"))) == 1);
    CHECK(db.count(from<Account>().where(code.in(std::vector<std::string>{"ab", "c"}))) == 1);
    CHECK(db.count(from<Account>().where(token.between(first, first))) == 1);
    CHECK_NOTHROW(db.update(Account{"ab", Mood::glad, first, "it's \\ \xC3\xA4"}));
    CHECK(db.exec(update<Account>().set(token = first).where(token == first)) == 1);
    CHECK(fresh.rows("SELECT mood, token, note FROM account") == text_rows{"glad|" + first + "|it's \\ \xC3\xA4"});
    CHECK_NOTHROW(db.erase(Account{"ab", Mood::sad, first, ""}));
    CHECK(db.count(from<Account>()) == 0);
}

TEST_CASE("citext compares as it wants to", "[column_type]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    // The extension goes with the schema; one that is there already lies in another.
    if (fresh.rows("SELECT name FROM pg_available_extensions WHERE name = 'citext' AND installed_version IS NULL")
            .empty())
        return skip("no citext to install");
    fresh.rows("CREATE EXTENSION citext");
    auto& db = fresh.db();
    db.create_tables<schema<Member>>();
    db.insert(Member{.mail = "Ada@Example.org"});
    const std::string spelled = "ADA@example.ORG";
    CHECK(db.count(from<Member>().where(mail == spelled)) == 1);
    CHECK(db.count(from<Member>().where(mail != spelled)) == 0);
    CHECK(db.count(from<Member>().where(mail.in(spelled, "x"))) == 1);
    CHECK(db.count(from<Member>().where(mail.in(std::vector<std::string>{spelled, "x"}))) == 1);
    CHECK(db.count(from<Member>().where(mail.between(spelled, spelled))) == 1);
    CHECK(db.first(from<Member>())->mail == "Ada@Example.org");
    // So it does in the rows of a query, whose struct says nothing of it.
    const auto rows = from<Member>().select<Mail>(mail, count()).group_by(mail);
    const auto found = col<&Mail::mail>;
    CHECK(db.all(from(rows).where(found == spelled)).size() == 1);
    CHECK(db.all(from(rows).where(found == param<std::string_view>), spelled).size() == 1);
    CHECK(db.all(from(rows).where(found.in(std::vector<std::string>{spelled, "x"}))).size() == 1);
    CHECK(db.all(from(rows).where(found.in("x", spelled))).size() == 1);
    CHECK(db.all(from(rows).where(found.between(spelled, spelled) && found != "x")).size() == 1);
    CHECK(db.all(with(rows).from<Mail>().where(found == spelled)).size() == 1);
    using again = alias<Mail, "again">;
    CHECK(db.all(from<Member>()
                     .join<again>(rows, col<&Mail::mail, again> == mail)
                     .where(col<&Mail::mail, again> == spelled))
              .size() == 1);
    CHECK(db.all(with(rows).from<Member>().where(mail.in(from<Mail>().where(found == spelled).select(found)))).size() ==
          1);
}
#endif
