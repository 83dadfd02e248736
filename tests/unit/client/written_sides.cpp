// The values of a row before and after a write, which PostgreSQL returns from 18 on.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

enum class Mood { calm, loud };
struct Guest {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> note{};
    decimal<2> owes{};
    Mood mood = Mood::calm;
};
struct Change {
    std::string before{};
    std::string after{};
};
const std::string hostile = "'; -- \" \\ $1 \xc3\xb1";

} // namespace

template <> inline constexpr auto refract::model<Guest> = refract::table(refract::unique<&Guest::name>);

TEST_CASE("a write returns old and new values", "[written_sides]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Guest>>();
    db.insert_many(std::vector<Guest>{{1, "Ann", "x", decimal<2>("5.00"), Mood::calm},
                                      {2, hostile, std::nullopt, {}, Mood::loud}});
    const auto renamed =
        update<Guest>()
            .set(col<&Guest::name> = hostile + "!", col<&Guest::owes> = col<&Guest::owes> + decimal<2>("1.00"),
                 col<&Guest::mood> = Mood::loud)
            .where(col<&Guest::id> == param<int>);
    const auto both = renamed.returning(old_value<&Guest::name>, new_value<&Guest::name>, old_value<&Guest::owes>,
                                        new_value<&Guest::owes> - old_value<&Guest::owes>, old_value<&Guest::mood>,
                                        col<&Guest::note>, old_value<&Guest::note>);
    if (fresh.rows("SELECT current_setting('server_version_num')::int < 180000") == text_rows{"t"}) {
        CHECK_THROWS_WITH(db.all(both, 1),
                          refract_test::has_text("the statement needs PostgreSQL 18, and the server is"));
        predicate<Guest> wanted; // also of what the run time puts together
        wanted &= col<&Guest::id> == 1;
        CHECK_THROWS_WITH(db.all(delete_from<Guest>().where(wanted).returning(old_value<&Guest::id>)),
                          refract_test::has_text("needs PostgreSQL 18"));
        CHECK(db.count(from<Guest>()) == 2);
        return;
    }
    using note = std::optional<std::string>;
    CHECK(db.one(both, 1) == std::tuple(std::string("Ann"), hostile + "!", decimal<2>("5.00"), decimal<2>("1.00"),
                                        Mood::calm, note("x"), note("x")));
    // A row that was not there had no values.
    const auto visit = insert_into<Guest>()
                           .set(col<&Guest::id> = 3, col<&Guest::name> = param<std::string>,
                                col<&Guest::owes> = decimal<2>("7.00"), col<&Guest::mood> = Mood::calm)
                           .on_conflict<&Guest::name>()
                           .do_update(col<&Guest::owes> = excluded<&Guest::owes>)
                           .returning(old_value<&Guest::owes>, new_value<&Guest::owes>);
    using row = std::tuple<std::optional<decimal<2>>, decimal<2>>;
    CHECK(db.one(visit, "new") == row(std::nullopt, decimal<2>("7.00")));
    CHECK(db.one(visit, hostile) == row(decimal<2>("0.00"), decimal<2>("7.00")));
    CHECK(db.one(delete_from<Guest>().where(col<&Guest::id> == 3).returning(old_value<&Guest::name>)) == "new");
    // As a struct, in WITH, of an alias.
    using guest = alias<Guest, "the guest">;
    const auto changes = with(update<guest>()
                                  .set(col<&Guest::name, guest> = "Bob")
                                  .where(col<&Guest::id, guest> == 1)
                                  .returning<Change>(old_value<&Guest::name, guest>, new_value<&Guest::name, guest>))
                             .from<Change>();
    const Change change = db.one(changes);
    CHECK(change.before == hostile + "!");
    CHECK(change.after == "Bob");
}
