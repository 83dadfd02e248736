// Steps 3 to 5 of the guide: tables, objects, and queries of one table.
#include "models.hpp"
#include "show_sql.hpp"

#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;

int main() {
    // [tables]
    sqlite::database db{"shed.db"};
    db.create_tables<shed>();
    std::cout << create_table<dialect::sqlite, Member>() << '\n';
    // [/tables]
    show_sql(db); // from here on, to std::cerr

    part("insert");
    // [insert]
    Member ann = db.insert(Member{.name = "Ann", .email = "ann@example.org"});
    std::cout << ann.name << " is member " << ann.id << '\n';

    std::int64_t count = db.insert_many<Tool>(
        {{.name = "hammer", .deposit = 5.00_dec},
         {.name = "drill", .kind = Kind::power, .deposit = 40.00_dec},
         {.name = "hedge trimmer", .kind = Kind::garden, .deposit = 32.50_dec},
         {.name = "sander", .kind = Kind::power, .deposit = 25.00_dec}});
    std::cout << count << " tools\n";
    // [/insert]

    part("find");
    // [find]
    std::optional<Member> somebody = db.find<Member>(ann.id);
    std::cout << somebody->email << '\n';
    std::cout << (db.find<Member>(99) ? "there is a 99th" : "there is no 99th") << '\n';
    Tool drill = db.get<Tool>(2); // throws refract::not_found where find gives nothing
    std::cout << drill.name << ", deposit " << drill.deposit.to_string() << '\n';
    // [/find]

    part("change");
    // [change]
    ann.name = "Ann Smith";
    db.update(ann); // all fields, to the row with this key
    std::int64_t changed = db.exec(
        update<Tool>().set(col<&Tool::deposit> = 30.00_dec).where(col<&Tool::kind> == Kind::power));
    bool erased = db.erase<Tool>(1);
    std::cout << changed << " deposits changed, " << (erased ? "the hammer is gone" : "no hammer")
              << '\n';
    // [/change]

    part("query");
    // [query]
    constexpr auto power_tools =
        from<Tool>().where(col<&Tool::kind> == Kind::power).order_by(col<&Tool::name>).limit(10);
    for (const Tool& tool : db.all(power_tools)) std::cout << tool.name << '\n';
    // [/query]

    part("parts");
    // [parts]
    struct Label {
        std::string name;
        decimal<2> deposit{};
    };
    for (const Label& label :
         db.all(from<Tool>().select<Label>().where(col<&Tool::name>.contains("er"))))
        std::cout << label.name << ": " << label.deposit.to_string() << '\n';
    for (const auto& [kind, name] :
         db.all(from<Tool>().select(col<&Tool::kind>, upper(col<&Tool::name>))))
        std::cout << static_cast<int>(kind) << ' ' << name << '\n';
    // [/parts]

    part("parameters");
    // [parameters]
    constexpr auto by_kind = from<Tool>().where(col<&Tool::kind> == param<Kind>);
    std::cout << db.count(by_kind, Kind::garden) << " for the garden, "
              << (db.exists(by_kind, Kind::hand) ? "some" : "none") << " by hand\n";
    // [/parameters]

    part("text");
    // [text]
    static_assert(
        sql<dialect::sqlite>(by_kind) ==
        R"(SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "kind" = ?1)");
    std::cout << sql<dialect::sqlite>(power_tools) << '\n';
    // [/text]
    part(nullptr);
}
