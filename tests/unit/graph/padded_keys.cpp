// Keys in columns of char(n), which PostgreSQL fills up with blanks: as keys they are none, whatever the type of the
// column on the other side, whether a model says the type or not, and however a tree is loaded.

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace padded_keys {

enum class Said { parent, child, neither };
template <Said Which> struct Port {
    std::string code;
    std::int64_t depth{};
};
template <Said Which> struct Ship {
    std::int64_t id{};
    std::optional<std::string> port_code;
};
template <Said Which> struct Berth { // a key of two columns
    std::string port_code;
    std::int64_t number{};
};
template <Said Which> struct Crane {
    std::int64_t id{};
    std::string port_code;
    std::int64_t number{};
};
template <Said Which> struct BerthTree {
    using model = Berth<Which>;
    std::string port_code;
    std::int64_t number{};
    std::vector<Crane<Which>> cranes;
};
template <Said Which> struct PortTree {
    using model = Port<Which>;
    std::string code;
    std::int64_t depth{};
    std::vector<Ship<Which>> ships;
    std::vector<BerthTree<Which>> berths;
};
template <Said Which> struct ShipLine {
    using model = Ship<Which>;
    std::int64_t id{};
    std::optional<Port<Which>> port;
};

} // namespace padded_keys
using padded_keys::Said, padded_keys::Port, padded_keys::Ship, padded_keys::Berth, padded_keys::Crane;

template <> inline constexpr auto refract::model<Port<Said::parent>> = table(
    named("padded_port"), primary_key<&Port<Said::parent>::code>, column<&Port<Said::parent>::code>.type("char(5)"));
template <> inline constexpr auto refract::model<Ship<Said::parent>> =
    table(named("padded_ship"), foreign_key<&Ship<Said::parent>::port_code>.references<&Port<Said::parent>::code>());
template <> inline constexpr auto refract::model<Port<Said::child>> =
    table(named("padded_port"), primary_key<&Port<Said::child>::code>);
template <> inline constexpr auto refract::model<Ship<Said::child>> =
    table(named("padded_ship"), column<&Ship<Said::child>::port_code>.type("CHARACTER(5)"),
          foreign_key<&Ship<Said::child>::port_code>.references<&Port<Said::child>::code>());
template <> inline constexpr auto refract::model<Port<Said::neither>> =
    table(named("padded_port"), primary_key<&Port<Said::neither>::code>);
template <> inline constexpr auto refract::model<Ship<Said::neither>> =
    table(named("padded_ship"), foreign_key<&Ship<Said::neither>::port_code>.references<&Port<Said::neither>::code>());
template <Said Which> inline constexpr auto refract::model<Berth<Which>> =
    table(named("padded_berth"), primary_key<&Berth<Which>::port_code, &Berth<Which>::number>,
          foreign_key<&Berth<Which>::port_code>.template references<&Port<Which>::code>());
template <Said Which> inline constexpr auto refract::model<Crane<Which>> = table(
    named("padded_crane"),
    foreign_key<&Crane<Which>::port_code, &Crane<Which>::number>.template references<&Berth<Which>::port_code, &Berth<Which>::number>());

namespace padded_keys {

template <Said Which> std::string told(const std::vector<PortTree<Which>>& ports) {
    std::string all;
    for (const auto& port : ports) {
        all += std::to_string(port.depth) + ":";
        for (const auto& ship : port.ships) all += std::to_string(ship.id);
        for (const auto& berth : port.berths)
            for (const auto& crane : berth.cranes) all += "+" + std::to_string(berth.number) + std::to_string(crane.id);
        all += " ";
    }
    return all;
}
/// `load`: the models say the type, so that it is known of objects in hand.
template <Said Which> void check(auto& db, bool load) {
    using tree = PortTree<Which>;
    const auto ships = nested<&tree::ships>().order_by(col<&Ship<Which>::id>);
    const auto berths = nested<&tree::berths>().order_by(col<&Berth<Which>::number>);
    const auto cranes = nested<&tree::berths, &BerthTree<Which>::cranes>().order_by(col<&Crane<Which>::id>);
    const auto ports = from<Port<Which>>().order_by(col<&Port<Which>::depth>);
    const auto query = ports.template select<tree>(ships, berths, cranes);
    const std::string all = "1:13+12+14 2:2 3: ";
    CHECK(told<Which>(db.all(query)) == all);
    CHECK(told<Which>(db.all(query.load_by(program_keys))) == all);
    CHECK(told<Which>(db.all(ports.template select<tree>(ships.limit(5), berths.limit(5), cranes.limit(5)))) == all);
    std::vector<tree> streamed;
    for (const tree& each : db.each(query)) streamed.push_back(each);
    CHECK(told<Which>(streamed) == all);
    if (load) {
        db.template load<&tree::ships>(streamed, ships);
        CHECK(told<Which>(streamed) == all);
    }
    std::string lines;
    for (const auto& each :
         db.all(from<Ship<Which>>().template select<ShipLine<Which>>().order_by(col<&Ship<Which>::id>)))
        lines += each.port ? std::to_string(each.port->depth) : "-";
    CHECK(lines == "121-");
}
/// Tables whose keys have these types.
template <class Fresh> void make(Fresh& fresh, const std::string& port, const std::string& ship) {
    fresh.rows("CREATE TABLE padded_port (code " + port + " PRIMARY KEY, depth bigint NOT NULL)");
    fresh.rows("CREATE TABLE padded_ship (id bigint PRIMARY KEY, port_code " + ship + ")");
    fresh.rows("CREATE TABLE padded_berth (port_code " + ship + ", number bigint, PRIMARY KEY (port_code, number))");
    fresh.rows("CREATE TABLE padded_crane (id bigint PRIMARY KEY, port_code " + port + ", number bigint)");
    fresh.rows("INSERT INTO padded_port VALUES ('ab', 1), ('abcde', 2), (' a', 3)");
    fresh.rows("INSERT INTO padded_ship VALUES (1, 'ab'), (2, 'abcde'), (3, 'ab'), (4, NULL)");
    fresh.rows("INSERT INTO padded_berth VALUES ('ab', 1), ('ab', 2)");
    fresh.rows("INSERT INTO padded_crane VALUES (2, 'ab', 1), (4, 'ab', 1)");
}
template <Said Which, class TestType> void check_all(const std::string& port, const std::string& ship, bool load) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    make(fresh, port, ship);
    check<Which>(fresh.db(), load);
}

} // namespace padded_keys

TEMPLATE_TEST_CASE("blanks that a column adds are none of its keys", "[graph]", REFRACT_TEST_DATABASES) {
    using namespace padded_keys;
    check_all<Said::parent, TestType>("char(5)", "text", true);
    check_all<Said::parent, TestType>("char(5)", "char(5)", true);
    check_all<Said::child, TestType>("text", "char(5)", true);
    check_all<Said::child, TestType>("varchar(9)", "char(5)", true);
    check_all<Said::neither, TestType>("char(5)", "char(7)", false);
    check_all<Said::neither, TestType>("char(5)", "text", false);
    check_all<Said::neither, TestType>("text", "char(5)", true);
}
