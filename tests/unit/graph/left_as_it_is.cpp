// What a database does not do although it takes the statement, because a trigger or a policy says so, is no success.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace guarded {

struct Keeper {
    std::int64_t id{};
    std::string name;
};
struct Cage {
    std::int64_t id{};
    std::string name;
    std::int64_t keeper_id{};
};
struct Broom {
    std::int64_t id{};
    std::optional<std::int64_t> keeper_id{};
};
struct Whistle {
    std::int64_t id{};
    std::optional<std::int64_t> keeper_id{};
};
struct Animal {
    std::int64_t id{};
    std::string name;
};
struct KeeperAnimal {
    std::int64_t keeper_id{};
    std::int64_t animal_id{};
};

} // namespace guarded

template <> inline constexpr auto refract::model<guarded::Keeper> =
    refract::table(refract::through<guarded::KeeperAnimal>);
template <> inline constexpr auto refract::model<guarded::Cage> =
    refract::table(foreign_key<&guarded::Cage::keeper_id>.references<&guarded::Keeper::id>());
template <> inline constexpr auto refract::model<guarded::Broom> =
    refract::table(foreign_key<&guarded::Broom::keeper_id>.references<&guarded::Keeper::id>());
template <> inline constexpr auto refract::model<guarded::Whistle> =
    refract::table(refract::unique<&guarded::Whistle::keeper_id>,
                   foreign_key<&guarded::Whistle::keeper_id>.references<&guarded::Keeper::id>());
template <> inline constexpr auto refract::model<guarded::KeeperAnimal> =
    refract::table(primary_key<&guarded::KeeperAnimal::keeper_id, &guarded::KeeperAnimal::animal_id>,
                   foreign_key<&guarded::KeeperAnimal::keeper_id>.references<&guarded::Keeper::id>(),
                   foreign_key<&guarded::KeeperAnimal::animal_id>.references<&guarded::Animal::id>());

namespace guarded {

using zoo = schema<Keeper, Cage, Broom, Whistle, Animal, KeeperAnimal>;

struct KeeperTree {
    using model = Keeper;
    std::int64_t id{};
    std::string name;
    std::vector<Cage> cages{};
    std::vector<Broom> brooms{};
    std::optional<Whistle> whistle{};
    std::vector<Animal> animals{};
};

inline KeeperTree make_keeper() {
    return {.name = "Ann",
            .cages = {{.name = "a"}, {.name = "b"}},
            .brooms = {{}, {}},
            .whistle = Whistle{},
            .animals = {{.name = "yak"}, {.name = "emu"}}};
}

/// A zoo with a keeper, and a trigger that keeps rows of a table from being written so.
template <class Backend> struct guarded_zoo : fresh_database<Backend> {
    KeeperTree tree{};
    bool fill() {
        if (!*this) return false;
        this->db().template create_tables<zoo>();
        tree = this->db().insert(make_keeper());
        return true;
    }
    void keep_from(const std::string& what, const std::string& table) {
        const std::string trigger = "CREATE TRIGGER guard BEFORE " + what + " ON " + table;
        if constexpr (Backend::is_sqlite)
            this->rows(trigger + " BEGIN SELECT RAISE(IGNORE); END");
        else
            this->rows("CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; " +
                       trigger + " FOR EACH ROW EXECUTE FUNCTION guard()");
    }
    text_rows all() {
        text_rows made;
        for (const char* sql : {"SELECT * FROM keeper ORDER BY id", "SELECT * FROM cage ORDER BY id",
                                "SELECT * FROM broom ORDER BY id", "SELECT * FROM whistle ORDER BY id",
                                "SELECT * FROM animal ORDER BY id", "SELECT * FROM keeper_animal ORDER BY animal_id"})
            for (std::string& each : this->rows(sql)) made.push_back(std::move(each));
        return made;
    }
    /// Nothing is written, and the error names the table.
    template <class Work> void refuses(const std::string& table, Work work) {
        const text_rows before = all();
        std::string said = "nothing";
        try {
            work();
        } catch (const error& failure) { said = failure.what(); }
        INFO(said);
        CHECK(said.find('"' + table + '"') != std::string::npos);
        CHECK(all() == before);
    }
};

} // namespace guarded

using namespace guarded;

TEMPLATE_TEST_CASE("a row that the database does not delete is none that a save has deleted", "[graph][save]",
                   REFRACT_TEST_DATABASES) {
    guarded_zoo<TestType> zoo;
    if (!zoo.fill()) return;
    auto& db = zoo.db();
    KeeperTree& tree = zoo.tree;
    const auto save = [&] { db.save(tree); };
    SECTION("deleted") {
        zoo.keep_from("DELETE", "cage");
        tree.cages.clear();
        zoo.refuses("cage", save);
    }
    SECTION("disconnected") {
        zoo.keep_from("UPDATE", "broom");
        tree.brooms.pop_back();
        zoo.refuses("broom", save);
    }
    SECTION("linked no more") {
        zoo.keep_from("DELETE", "keeper_animal");
        tree.animals.clear();
        zoo.refuses("keeper_animal", save);
    }
    SECTION("linked") {
        const Animal found = db.insert(Animal{.name = "gnu"});
        zoo.keep_from("INSERT", "keeper_animal");
        tree.animals.push_back(found);
        zoo.refuses("keeper_animal", save);
    }
    SECTION("what another program has deleted meanwhile is gone") {
        tree.cages.clear();
        zoo.rows("DELETE FROM cage");
        save();
        CHECK(zoo.rows("SELECT * FROM cage").empty());
    }
}

TEMPLATE_TEST_CASE("a row that the database leaves as it is is none that a verb has written", "[graph]",
                   REFRACT_TEST_DATABASES) {
    guarded_zoo<TestType> zoo;
    if (!zoo.fill()) return;
    auto& db = zoo.db();
    const auto edit = [&](auto... part) { return [&db, part...] { db.template update<KeeperTree>(1, part...); }; };
    SECTION("deleted") {
        zoo.keep_from("DELETE", "cage");
        zoo.refuses("cage", edit(at<&KeeperTree::cages>.remove(1, 2)));
    }
    SECTION("disconnected") {
        zoo.keep_from("UPDATE", "broom");
        zoo.refuses("broom", edit(at<&KeeperTree::brooms>.disconnect(1)));
        zoo.refuses("broom", edit(at<&KeeperTree::brooms>.disconnect(1, 2)));
        zoo.refuses("broom", edit(at<&KeeperTree::brooms>.set(2)));
    }
    SECTION("the only row") {
        zoo.keep_from("UPDATE", "whistle");
        zoo.refuses("whistle", edit(at<&KeeperTree::whistle>.disconnect()));
        zoo.refuses("whistle", edit(at<&KeeperTree::whistle>.create(Whistle{})));
    }
    SECTION("linked no more") {
        zoo.keep_from("DELETE", "keeper_animal");
        zoo.refuses("keeper_animal", edit(at<&KeeperTree::animals>.disconnect(1)));
        zoo.refuses("keeper_animal", edit(at<&KeeperTree::animals>.set()));
        zoo.refuses("keeper_animal", edit(at<&KeeperTree::animals>.remove(1)));
    }
    SECTION("deleted behind its link") {
        zoo.keep_from("DELETE", "animal");
        zoo.refuses("animal", edit(at<&KeeperTree::animals>.remove(1, 2)));
    }
    SECTION("linked") {
        db.insert(Animal{.name = "gnu"});
        zoo.keep_from("INSERT", "keeper_animal");
        zoo.refuses("keeper_animal", edit(at<&KeeperTree::animals>.create(Animal{.name = "elk"})));
        zoo.refuses("keeper_animal",
                    edit(at<&KeeperTree::animals>.create(std::vector<Animal>{{.name = "elk"}, {.name = "ibex"}})));
        if (TestType::is_sqlite) zoo.refuses("keeper_animal", [&] { db.insert(make_keeper()); });
    }
    SECTION("what does not belong there is left as it is, and a link is there once") {
        const text_rows before = zoo.all();
        db.template update<KeeperTree>(1, at<&KeeperTree::brooms>.disconnect(7, 8),
                                       at<&KeeperTree::animals>.disconnect(7), at<&KeeperTree::animals>.connect(1, 2));
        CHECK(zoo.all() == before);
        db.template update<KeeperTree>(1, at<&KeeperTree::whistle>.disconnect());
        db.template update<KeeperTree>(1, at<&KeeperTree::whistle>.disconnect());
    }
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("rows that a policy of PostgreSQL protects stay, and are told", "[graph][save]") {
    guarded_zoo<on_postgres> zoo;
    if (!zoo.fill()) return;
    auto& db = zoo.db();
    const std::string role = unique_name();
    zoo.rows("CREATE ROLE " + role);
    zoo.rows("GRANT USAGE ON SCHEMA " + zoo.rows("SELECT current_schema()")[0] + " TO " + role);
    zoo.rows("GRANT ALL ON keeper, cage, broom, whistle, animal, keeper_animal TO " + role);
    zoo.rows("ALTER TABLE cage ENABLE ROW LEVEL SECURITY");
    zoo.rows("CREATE POLICY all_see ON cage FOR SELECT USING (true)");
    zoo.rows("CREATE POLICY one_stays ON cage FOR DELETE USING (id <> 1)");
    db.execute(unsafe_sql("SET ROLE " + role));
    zoo.tree.cages.clear();
    zoo.refuses("cage", [&] { db.save(zoo.tree); });
    zoo.refuses("cage", [&] { db.update<KeeperTree>(1, at<&KeeperTree::cages>.remove(1, 2)); });
    db.update<KeeperTree>(1, at<&KeeperTree::cages>.remove(2));
    CHECK(zoo.rows("SELECT id FROM cage") == text_rows{"1"});
    db.execute("RESET ROLE");
    zoo.rows("DROP OWNED BY " + role);
    zoo.rows("DROP ROLE " + role);
}
#endif
