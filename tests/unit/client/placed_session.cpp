// Tables in a schema that the run time has chosen, for queries and whole objects.

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace placed_test {

struct Country {
    std::int64_t id{};
    std::string name{};
};
struct Client {
    std::int64_t id{};
    std::string name{};
    std::int64_t country_id{};
    std::int64_t version{};
    std::optional<std::string> made{};
    bool operator==(const Client&) const = default;
};
struct Bill {
    std::int64_t id{};
    std::int64_t client_id{};
    std::int64_t cents{};
    bool operator==(const Bill&) const = default;
};
struct ClientTotal {
    std::int64_t client_id{};
    std::int64_t bills{};
    bool operator==(const ClientTotal&) const = default;
};

} // namespace placed_test

namespace names = placed_test;

template <> inline constexpr auto refract::model<names::Country> = refract::table(refract::in_schema("refract shared"));
template <> inline constexpr auto refract::model<names::Client> =
    refract::table(refract::unique<&names::Client::name>, refract::column<&names::Client::version>.version(),
                   refract::column<&names::Client::made>.default_to(refract::lower(refract::value("MADE"))),
                   refract::index<&names::Client::country_id>);
template <> inline constexpr auto refract::model<names::Bill> =
    refract::table(refract::foreign_key<&names::Bill::client_id>.references<&names::Client::id>());
template <> inline constexpr auto refract::model<names::ClientTotal> = refract::table(refract::read_only_view);
template <> inline constexpr auto refract::view_of<names::ClientTotal> =
    refract::from<names::Bill>()
        .select<names::ClientTotal>(refract::col<&names::Bill::client_id>, refract::count())
        .group_by(refract::col<&names::Bill::client_id>);

using namespace refract;
using namespace refract_test;
using names::Bill;
using names::Client;
using names::ClientTotal;
using names::Country;

namespace {

const std::string first_name = "refract tenant \"1\"; DROP SCHEMA public; --";
const std::string second_name = "refract.tenant'2'\\ $1 ?1 {}";
using tables = schema<Client, Bill, ClientTotal>;
using old_bill = as_table<Bill, "bill_archive">;
using ids = std::vector<std::int64_t>;
using texts = std::vector<std::string>;

std::string quoted(const std::string& name) {
    std::string made = "\"";
    for (const char c : name) made += c == '"' ? std::string("\"\"") : std::string(1, c);
    return made + "\"";
}

/// A database with a shared schema; those of the clients are the same for all tests, so they go in the end.
template <class Database> struct with_clients {
    fresh_database<Database> fresh;

    with_clients() {
        if (!fresh) return;
        drop();
        if constexpr (Database::is_sqlite)
            for (const std::string& name : {first_name, second_name, std::string("refract shared")})
                fresh.rows("ATTACH ':memory:' AS " + quoted(name));
        fresh.db().template create_tables<schema<Country>>();
        fresh.db().insert(Country{.id = 1, .name = "France"}, keys_are_given);
    }
    ~with_clients() {
        if (fresh) drop();
    }
    void drop() {
        if constexpr (!Database::is_sqlite)
            for (const std::string& name : {first_name, second_name, std::string("refract shared")})
                fresh.rows("DROP SCHEMA IF EXISTS " + quoted(name) + " CASCADE");
    }
    text_rows rows(const std::string& schema, const std::string& what) {
        return fresh.rows("SELECT " + what.substr(0, what.find('@')) + quoted(schema) +
                          what.substr(what.find('@') + 1));
    }
};

} // namespace

TEMPLATE_TEST_CASE("each client has its tables in a schema of its own", "[placed]", REFRACT_TEST_DATABASES) {
    with_clients<TestType> place;
    if (!place.fresh) return;
    auto& db = place.fresh.db();
    auto one = db.in_schema(first_name);
    auto two = db.in_schema(second_name);
    for (auto* each : {&one, &two}) {
        each->template create_tables<tables>();
        each->template create_tables<tables>(); // they are there
    }
    // Whole objects.
    const Client ann = one.insert(Client{.name = "Ann", .country_id = 1});
    CHECK(ann.made == "made");
    const Client bob = two.insert(Client{.name = "Bob", .country_id = 1, .made = "by hand"});
    CHECK(one.insert_many(std::vector<Bill>{{.client_id = ann.id, .cents = 5}, {.client_id = ann.id, .cents = 7}}) ==
          2);
    std::vector<Bill> many(120, Bill{.client_id = bob.id, .cents = 1});
    CHECK(two.insert_many(many) == 120);
    CHECK(place.rows(first_name, "count(*), sum(cents) FROM @.bill") == text_rows{"2|12"});
    CHECK(place.rows(second_name, "count(*), sum(cents) FROM @.bill") == text_rows{"120|120"});
    CHECK(one.template get<Client>(ann.id) == ann);
    Client changed = ann;
    changed.name = "Anna";
    one.update(changed);
    CHECK(changed.version == ann.version + 1);
    CHECK_THROWS_AS(one.update(ann), stale_object);
    CHECK(one.upsert(changed).version == changed.version + 1);
    CHECK_FALSE(two.template find<Client>(99));
    CHECK(two.erase(two.all(from<Bill>().order_by(col<&Bill::id>))[0]));
    CHECK(two.template erase<Bill>(120));
    CHECK(two.count(from<Bill>()) == 118);
    CHECK_THROWS_AS(one.insert(Client{.name = "Anna"}), unique_violation);
    CHECK_THROWS_AS(one.insert(Bill{.client_id = 77}), foreign_key_violation);

    // Queries: joins with a shared table, sub-queries, derived tables, WITH, views, conditions of the run time, writes.
    CHECK(one.all(from<Bill>()
                      .template join<Client>(col<&Bill::client_id> == col<&Client::id>)
                      .template join<Country>(col<&Country::id> == col<&Client::country_id>)
                      .where(col<&Bill::cents> > param<std::int64_t>)
                      .select(col<&Client::name>, col<&Country::name>, col<&Bill::cents>),
                  6) == std::vector<std::tuple<std::string, std::string, std::int64_t>>{{"Anna", "France", 7}});
    CHECK(one.all(from<Client>().where(exists(from<Bill>().where(col<&Bill::client_id> == col<&Client::id>)))).size() ==
          1);
    CHECK(one.all(from<ClientTotal>()) == std::vector<ClientTotal>{{ann.id, 2}});
    using big = as_table<Bill, "big">;
    using other = alias<big, "other">;
    CHECK(one.all(with<big>(from<Bill>().where(col<&Bill::cents> > 5))
                      .template from<big>()
                      .template join<Client>(col<&Client::id> == col<&Bill::client_id, big>)
                      .where(col<&Bill::id, big>.in(from<other>().select(col<&Bill::id, other>)))
                      .select(col<&Bill::cents, big>)) == ids{7});
    CHECK(one.all(from(from<Bill>().where(col<&Bill::cents> < 6)).select(col<&Bill::cents>)) == ids{5});
    CHECK(one.all(from<Bill>()
                      .select(col<&Bill::cents>)
                      .union_all(from<Client>().select(col<&Client::country_id>))
                      .order_by(col<&Bill::cents>)) == ids{1, 5, 7});
    predicate<Bill> wanted;
    wanted &= col<&Bill::cents> == 7;
    CHECK(one.count(from<Bill>().where(wanted)) == 1);
    CHECK(two.count(from<Bill>().where(wanted)) == 0);
    CHECK(db.in_schema(first_name).exec(update<Bill>().set(col<&Bill::cents> += 1).where(wanted)) == 1);
    CHECK(one.all(insert_into<Bill>()
                      .set(col<&Bill::client_id> = ann.id, col<&Bill::cents> = 50)
                      .returning(col<&Bill::cents>)) == ids{50});
    CHECK(one.exec(insert_into<Client>()
                       .set(col<&Client::name> = "Anna", col<&Client::country_id> = 1, col<&Client::version> = 0)
                       .template on_conflict<&Client::name>()
                       .do_update(col<&Client::country_id> = col<&Client::country_id> + 4)) == 1);
    CHECK(one.all(from<Client>().select(col<&Client::country_id>)) == ids{5});
    CHECK(one.exec(delete_from<Bill>().where(col<&Bill::cents>.in(5, 8))) == 2);
    std::int64_t sum = 0;
    for (const Bill& each : one.each(from<Bill>())) sum += each.cents;
    CHECK(sum == 50);
    CHECK(place.rows(second_name, "count(*) FROM @.bill") == text_rows{"118"});
    CHECK(place.rows(second_name, "name, made FROM @.client") == text_rows{"Bob|by hand"});
}

TEMPLATE_TEST_CASE("another table in a chosen schema, and in transactions", "[placed]", REFRACT_TEST_DATABASES) {
    with_clients<TestType> place;
    if (!place.fresh) return;
    auto& db = place.fresh.db();
    db.template create_tables<tables>(); // as one without a choice
    db.template create_tables<schema<old_bill>>();
    auto one = db.in_schema(first_name);
    one.template create_tables<schema<Client, Bill, old_bill>>();
    for (const bool is_placed : {false, true}) {
        const auto check = [&](auto& at) {
            const Client ann = at.insert(Client{.name = "Ann"});
            Bill kept = at.template insert<old_bill>(Bill{.client_id = ann.id, .cents = 4});
            kept.cents = 9;
            at.template update<old_bill>(kept);
            CHECK(at.template get<old_bill>(kept.id) == kept);
            kept.cents = 10;
            CHECK(at.template upsert<old_bill>(kept) == kept);
            CHECK(at.template insert_many<old_bill>(std::vector<Bill>{{.client_id = ann.id}, {.client_id = ann.id}}) ==
                  2);
            CHECK(at.count(from<Bill>()) == 0);
            CHECK(at.count(from<old_bill>()) == 3);
            CHECK(at.template erase<old_bill>(kept));
            CHECK_FALSE(at.template erase<old_bill>(kept.id));
            CHECK_THROWS_AS(at.template update<old_bill>(kept), not_found);
        };
        is_placed ? check(one) : check(db);
    }
    CHECK_THROWS_AS(db.transaction([&](auto& tx) {
        tx.in_schema(first_name).insert(Client{.name = "Cy"});
        throw std::runtime_error("changed my mind");
    }),
                    std::runtime_error);
    CHECK(one.count(from<Client>()) == 1);
    auto ended = [&] {
        auto tx = db.begin();
        return tx.in_schema(first_name);
    }();
    CHECK_THROWS_AS(ended.count(from<Client>()), connection_error);
}

TEMPLATE_TEST_CASE("writes that read other tables stay in the chosen schema", "[placed]", REFRACT_TEST_DATABASES) {
    with_clients<TestType> place;
    if (!place.fresh) return;
    auto& db = place.fresh.db();
    db.template create_tables<tables>();
    auto one = db.in_schema(first_name);
    one.template create_tables<schema<Client, Bill, old_bill>>();
    one.insert_many(std::vector<Client>{{.id = 1, .name = "Ann"}, {.id = 2, .name = "Bob"}}, keys_are_given);
    one.insert_many(std::vector<Bill>{{.client_id = 1, .cents = 5}, {.client_id = 2, .cents = 7}, {.client_id = 2}});
    CHECK(one.exec(update<Bill>()
                       .set(col<&Bill::cents> = col<&Bill::cents> + col<&Client::id>)
                       .template from<Client>()
                       .where(col<&Client::id> == col<&Bill::client_id> && col<&Bill::cents> > 0)) == 2);
    CHECK(one.exec(update<Bill>()
                       .set(col<&Bill::cents> += 1)
                       .where(col<&Bill::cents> > 0)
                       .order_by(col<&Bill::cents>)
                       .limit(1)) == 1);
    CHECK(one.all(from<Bill>().order_by(col<&Bill::cents>).select(col<&Bill::cents>)) == ids{0, 7, 9});
    CHECK(one.exec(delete_from<Bill>().template using_table<Client>().where(col<&Client::id> == col<&Bill::client_id> &&
                                                                            col<&Client::name> == "Ann")) == 1);
    CHECK(one.exec(delete_from<Bill>().where(col<&Bill::cents> >= 0).order_by(col<&Bill::cents>).limit(1)) == 1);
    // A query of WITH whose name is a table's elsewhere.
    using named = as_table<Bill, "client">;
    CHECK(one.all(with<named>(from<Bill>()).template from<named>().select(col<&Bill::cents, named>)) == ids{9});
    CHECK(one.exec(insert_into<old_bill>().from(from<Bill>())) == 1);
    CHECK(one.all(from<old_bill>().select(col<&Bill::cents, old_bill>)) == ids{9});
    CHECK(db.count(from<Bill>()) == 0);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a merge and locks in a chosen schema", "[placed]") {
    with_clients<on_postgres> place;
    if (!place.fresh) return;
    auto one = place.fresh.db().in_schema(first_name);
    one.create_tables<schema<Client, Bill, old_bill>>();
    one.insert(Client{.id = 1, .name = "Ann"}, keys_are_given);
    one.insert_many(std::vector<Bill>{{.id = 1, .client_id = 1, .cents = 5}, {.id = 2, .client_id = 1}},
                    keys_are_given);
    one.insert<old_bill>(Bill{.id = 2, .client_id = 1, .cents = 99}, keys_are_given);
    CHECK(one.exec(merge_into<Bill>()
                       .using_table<old_bill>(col<&Bill::id, old_bill> == col<&Bill::id>)
                       .when_matched()
                       .do_update(col<&Bill::cents> = col<&Bill::cents, old_bill>)) == 1);
    CHECK(one.all(from<Bill>().order_by(col<&Bill::id>).for_update().select(col<&Bill::cents>)) == ids{5, 99});
    CHECK(
        one.all(from<Client>().join<Bill>(col<&Bill::client_id> == col<&Client::id>).for_update().of<Bill>()).size() ==
        2);
}
#endif

TEMPLATE_TEST_CASE("what is no name of a schema is refused, and texts are bounded", "[placed]",
                   REFRACT_TEST_DATABASES) {
    with_clients<TestType> place;
    if (!place.fresh) return;
    auto& db = place.fresh.db();
    CHECK_THROWS_AS(db.in_schema(""), error);
    CHECK_THROWS_AS(db.in_schema(std::string("a\0b", 3)), error);
    if constexpr (!TestType::is_sqlite) CHECK_THROWS_AS(db.in_schema(std::string(64, 'a')), error);
    CHECK_THROWS_AS(db.in_schema("nowhere").count(from<Bill>()), error);
    db.template create_tables<tables>();
    for (int i = 0; i < 100; ++i) {
        auto at = db.in_schema("nowhere " + std::to_string(i));
        CHECK_THROWS_AS(at.all(from<Bill>()), error);
        CHECK_THROWS_AS(at.insert(Client{}), error);
    }
    CHECK(db.count(from<Bill>()) == 0);
}
