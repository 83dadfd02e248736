// Keys of every kind: numbers of several widths, texts, ids, dates, enums, several columns, columns that are unique
// and not the primary key, a model's key to itself, and two keys between two models.

#include <refract/graph/load.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <memory>

using namespace refract;
using namespace refract_test;

namespace keys_of_trees {

struct Country {
    std::string code;
    std::string name;
};
struct City {
    std::int32_t id{};
    std::string name;
    std::optional<std::string> country_code;
};
struct CountryTree {
    using model = Country;
    std::string name;
    std::vector<City> cities;
};
struct CityLine {
    using model = City;
    std::string name;
    std::optional<Country> country; // a whole model
};

struct Device {
    uuid id{};
    std::string name;
};
struct Reading {
    std::int64_t id{};
    uuid device_id{};
    std::int32_t value{};
};
struct DeviceTree {
    using model = Device;
    std::string name;
    std::vector<Reading> readings;
};
struct ReadingLine {
    using model = Reading;
    std::int32_t value{};
    Device device;
};

// Widths: 16 bits above 64, and 64 above 16.
struct Shelf {
    std::int16_t id{};
    std::string name;
};
struct Book {
    std::int64_t id{};
    std::int16_t shelf_id{};
};
struct ShelfTree {
    using model = Shelf;
    std::int16_t id{};
    std::vector<Book> books;
};
struct BookLine {
    using model = Book;
    std::int64_t id{};
    Shelf shelf;
};

// A key to a column that is unique and not the primary key.
struct Account {
    std::int64_t id{};
    std::string login;
};
struct Visit {
    std::int64_t id{};
    std::string login;
};
struct AccountTree {
    using model = Account;
    std::int64_t id{};
    std::vector<Visit> visits;
};
struct VisitLine {
    using model = Visit;
    std::int64_t id{};
    Account account;
};

// Several columns.
struct Room {
    std::string house;
    std::int16_t number{};
    std::string name;
};
struct Desk {
    std::int64_t id{};
    std::optional<std::string> house;
    std::optional<std::int16_t> room;
};
struct RoomTree {
    using model = Room;
    std::string name;
    std::vector<Desk> desks;
};
struct DeskLine {
    using model = Desk;
    std::int64_t id{};
    std::unique_ptr<Room> room_of;
};
// Rows that cannot be copied, in vectors and two levels down.
struct RoomOfLines {
    using model = Room;
    std::string name;
    std::vector<DeskLine> desks;
};
struct DeskOfLines {
    using model = Desk;
    std::int64_t id{};
    std::optional<RoomOfLines> room_of;
};

// Two keys between two models.
struct Party {
    std::int64_t id{};
    std::string name;
};
struct Payment {
    std::int64_t id{};
    std::int64_t sender_id{};
    std::int64_t receiver_id{};
};
struct Transfer {
    using model = Payment;
    Party receiver;
    std::int64_t id{};
    Party sender;
};
struct PartyTree {
    using model = Party;
    std::string name;
    std::vector<Payment> sent;
    std::vector<Transfer> received;
};

// A model that holds its own kind: children, a chain of parents, and a link to itself.
struct Category {
    std::int32_t id{};
    std::string name;
    std::optional<std::int32_t> parent_id;
};
struct CategoryTree {
    using model = Category;
    std::string name;
    std::vector<CategoryTree> children;
};
struct CategoryChain {
    using model = Category;
    std::string name;
    std::unique_ptr<CategoryChain> parent;
};
struct Member {
    std::int64_t id{};
    std::string name;
};
struct Follow {
    std::int64_t follower_id{};
    std::int64_t followee_id{};
};
struct Following {
    using model = Member;
    std::string name;
    std::vector<Member> follows;
};
struct Followed {
    using model = Member;
    std::string name;
    std::vector<Member> followers;
};

// Dates and enums.
enum class Size { small, large };
enum class Colour { red = 7, blue = 3 };   // a type of its own on PostgreSQL
enum class Grade { low = -1, high = 300 }; // by number
struct Day {
    std::chrono::sys_days day{};
    std::string name;
};
struct Event {
    std::int64_t id{};
    std::chrono::sys_days day{};
};
struct DayTree {
    using model = Day;
    std::string name;
    std::vector<Event> events;
};
struct Price {
    Size size = Size::small;
    std::int64_t cents{};
};
struct Shirt {
    std::int64_t id{};
    Size size = Size::small;
};
struct PriceTree {
    using model = Price;
    std::int64_t cents{};
    std::vector<Shirt> shirts;
};
// Two enums as one key.
struct Paint {
    Colour colour = Colour::red;
    Grade grade = Grade::low;
    std::string name;
};
struct Wall {
    std::int64_t id{};
    Colour colour = Colour::red;
    Grade grade = Grade::low;
};
struct PaintTree {
    using model = Paint;
    std::string name;
    std::vector<Wall> walls;
};
struct Flag {
    Colour colour = Colour::red;
    std::string name;
};
struct Stripe {
    std::int64_t id{};
    std::optional<Colour> colour;
};
struct FlagTree {
    using model = Flag;
    std::string name;
    std::vector<Stripe> stripes;
};
struct StripeLine {
    using model = Stripe;
    std::int64_t id{};
    std::optional<Flag> flag;
};

} // namespace keys_of_trees

namespace keys = keys_of_trees;
using namespace keys_of_trees;

template <> inline constexpr auto refract::enumeration<keys::Colour> =
    refract::enumerators<keys::Colour>().native("refract_tree_colour");
template <> inline constexpr auto refract::enumeration<keys::Grade> = refract::enumerators<keys::Grade>().by_number();

template <> inline constexpr auto refract::model<keys::Country> =
    refract::table(refract::primary_key<&keys::Country::code>);
template <> inline constexpr auto refract::model<keys::City> =
    refract::table(refract::foreign_key<&keys::City::country_code>.references<&keys::Country::code>());
template <> inline constexpr auto refract::model<keys::Reading> =
    refract::table(refract::foreign_key<&keys::Reading::device_id>.references<&keys::Device::id>());
template <> inline constexpr auto refract::model<keys::Book> =
    refract::table(refract::foreign_key<&keys::Book::shelf_id>.references<&keys::Shelf::id>());
template <> inline constexpr auto refract::model<keys::Account> =
    refract::table(refract::unique<&keys::Account::login>);
template <> inline constexpr auto refract::model<keys::Visit> =
    refract::table(refract::foreign_key<&keys::Visit::login>.references<&keys::Account::login>());
template <> inline constexpr auto refract::model<keys::Room> =
    refract::table(refract::primary_key<&keys::Room::house, &keys::Room::number>);
template <> inline constexpr auto refract::model<keys::Desk> = refract::table(
    refract::foreign_key<&keys::Desk::house, &keys::Desk::room>.references<&keys::Room::house, &keys::Room::number>());
template <> inline constexpr auto refract::model<keys::Payment> =
    refract::table(refract::foreign_key<&keys::Payment::sender_id>.references<&keys::Party::id>(),
                   refract::foreign_key<&keys::Payment::receiver_id>.references<&keys::Party::id>());
template <> inline constexpr auto refract::shape<keys::Transfer> =
    refract::relations(refract::by<&keys::Transfer::sender, &keys::Payment::sender_id>,
                       refract::by<&keys::Transfer::receiver, &keys::Payment::receiver_id>);
template <> inline constexpr auto refract::shape<keys::PartyTree> =
    refract::relations(refract::by<&keys::PartyTree::received, &keys::Payment::receiver_id>,
                       refract::by<&keys::PartyTree::sent, &keys::Payment::sender_id>);
template <> inline constexpr auto refract::model<keys::Category> =
    refract::table(refract::foreign_key<&keys::Category::parent_id>.references<&keys::Category::id>());
template <> inline constexpr auto refract::model<keys::Member> = refract::table(refract::through<keys::Follow>);
template <> inline constexpr auto refract::model<keys::Follow> =
    refract::table(refract::primary_key<&keys::Follow::follower_id, &keys::Follow::followee_id>,
                   refract::foreign_key<&keys::Follow::follower_id>.references<&keys::Member::id>(),
                   refract::foreign_key<&keys::Follow::followee_id>.references<&keys::Member::id>());
template <> inline constexpr auto refract::shape<keys::Followed> =
    refract::relations(refract::by<&keys::Followed::followers, &keys::Follow::followee_id, &keys::Follow::follower_id>);
template <> inline constexpr auto refract::model<keys::Day> = refract::table(refract::primary_key<&keys::Day::day>);
template <> inline constexpr auto refract::model<keys::Event> =
    refract::table(refract::foreign_key<&keys::Event::day>.references<&keys::Day::day>());
template <> inline constexpr auto refract::model<keys::Price> =
    refract::table(refract::primary_key<&keys::Price::size>);
template <> inline constexpr auto refract::model<keys::Shirt> =
    refract::table(refract::foreign_key<&keys::Shirt::size>.references<&keys::Price::size>());
template <> inline constexpr auto refract::model<keys::Paint> =
    refract::table(refract::primary_key<&keys::Paint::colour, &keys::Paint::grade>);
template <> inline constexpr auto refract::model<keys::Wall> = refract::table(
    refract::foreign_key<&keys::Wall::colour, &keys::Wall::grade>.references<&keys::Paint::colour, &keys::Paint::grade>());
template <> inline constexpr auto refract::model<keys::Flag> =
    refract::table(refract::primary_key<&keys::Flag::colour>);
template <> inline constexpr auto refract::model<keys::Stripe> =
    refract::table(refract::foreign_key<&keys::Stripe::colour>.references<&keys::Flag::colour>());

namespace {

using keys_schema = schema<Country, City, Device, Reading, Shelf, Book, Account, Visit, Room, Desk, Party, Payment,
                           Category, Member, Follow, Day, Event, Price, Shirt, Paint, Wall, Flag, Stripe>;
template <class Fresh> auto& prepare(Fresh& fresh, const std::string& rows) {
    fresh.db().template create_tables<keys_schema>();
    fresh.rows(rows);
    return fresh.db();
}
uuid device_id(int last) {
    uuid id{};
    id.bytes[15] = static_cast<unsigned char>(last);
    return id;
}

} // namespace

TEMPLATE_TEST_CASE("texts as keys, also odd ones, and keys that are NULL", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = prepare(fresh, R"(
        INSERT INTO country VALUES ('de', 'Land'), ('DE', 'LAND'), ('', 'empty'), ('a,b', 'comma'), ('{x}', 'braces'),
            ('"q"', 'quoted'), ('NULL', 'null'), ('o''b\', 'backslash'), ('ä€𐍈', 'wide'), (' de', 'space');
        INSERT INTO city SELECT row_number() OVER (ORDER BY code), 'in ' || name, code FROM country;
        INSERT INTO city VALUES (50, 'nowhere', NULL), (51, 'second', 'de');
    )");
    const auto countries =
        db.all(from<Country>().select<CountryTree>(nested<&CountryTree::cities>().order_by(col<&City::id>)));
    REQUIRE(countries.size() == 10);
    for (const CountryTree& each : countries) {
        INFO(each.name);
        REQUIRE(each.cities.size() == (each.name == "Land" ? 2 : 1));
        CHECK(each.cities[0].name == "in " + each.name);
    }
    for (const CityLine& each : db.all(from<City>().select<CityLine>())) {
        INFO(each.name);
        if (each.name == "nowhere")
            CHECK_FALSE(each.country);
        else
            CHECK(each.name == (each.name == "second" ? "second" : "in " + each.country.value().name));
    }
    // One by one, each key a parameter of its own.
    for (const CountryTree& each :
         db.all(from<Country>().select<CountryTree>(nested<&CountryTree::cities>().limit(5).order_by(col<&City::id>))))
        CHECK(each.cities.size() == (each.name == "Land" ? 2 : 1));
}

TEMPLATE_TEST_CASE("ids, narrow numbers and columns that are unique as keys", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = prepare(fresh, R"(
        INSERT INTO shelf VALUES (-32768, 'low'), (32767, 'high'), (0, 'none');
        INSERT INTO book VALUES (1, 32767), (2, -32768), (3, 32767);
        INSERT INTO account VALUES (5, 'ann'), (6, 'bob');
        INSERT INTO visit VALUES (1, 'bob'), (2, 'ann'), (3, 'bob');
    )");
    for (const int each : {1, 2, 3}) db.insert(Device{device_id(each), "d" + std::to_string(each)});
    db.insert(Reading{1, device_id(3), 30});
    db.insert(Reading{2, device_id(1), 10});
    db.insert(Reading{3, device_id(3), 31});
    const auto readings = nested<&DeviceTree::readings>().order_by(col<&Reading::id>);
    std::string text;
    for (const DeviceTree& each : db.all(from<Device>().select<DeviceTree>(readings).order_by(col<&Device::name>))) {
        text += each.name;
        for (const Reading& one : each.readings) text += " " + std::to_string(one.value);
        text += ";";
    }
    CHECK(text == "d1 10;d2;d3 30 31;");
    CHECK(db.one(from<Reading>().select<ReadingLine>().where(col<&Reading::id> == 2)).device.name == "d1");
    CHECK(tree_text(db.all(from<Shelf>()
                               .select<ShelfTree>(nested<&ShelfTree::books>().order_by(col<&Book::id>))
                               .order_by(col<&Shelf::id>))) ==
          "[{-32768 [{2 -32768}]} {0 []} {32767 [{1 32767} {3 32767}]}]");
    CHECK(tree_text(db.all(from<Shelf>()
                               .select<ShelfTree>(nested<&ShelfTree::books>().order_by(col<&Book::id>).limit(1))
                               .order_by(col<&Shelf::id>))) == "[{-32768 [{2 -32768}]} {0 []} {32767 [{1 32767}]}]");
    CHECK(tree_text(db.all(from<Book>().select<BookLine>().order_by(col<&Book::id>))) ==
          "[{1 {32767 high}} {2 {-32768 low}} {3 {32767 high}}]");
    CHECK(tree_text(db.all(from<Account>()
                               .select<AccountTree>(nested<&AccountTree::visits>().order_by(col<&Visit::id>))
                               .order_by(col<&Account::id>))) == "[{5 [{2 ann}]} {6 [{1 bob} {3 bob}]}]");
    CHECK(tree_text(db.all(from<Visit>().select<VisitLine>().order_by(col<&Visit::id>))) ==
          "[{1 {6 bob}} {2 {5 ann}} {3 {6 bob}}]");
}

TEMPLATE_TEST_CASE("keys of two columns, which may be NULL", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    // The house of one and the number of another make a third, which is nobody's; texts that run into each other.
    auto& db = prepare(fresh, R"(
        INSERT INTO room VALUES ('a', 1, 'a1'), ('a', 2, 'a2'), ('b', 1, 'b1'), ('b', 3, 'b3'), ('a1', 1, 'a11');
        INSERT INTO desk VALUES (1, 'a', 1), (2, 'b', 1), (3, 'a', 2), (4, 'a', 1), (5, NULL, 1), (6, 'a', NULL), (7, 'b', 3), (8, 'a1', 1);
    )");
    const auto desks = nested<&RoomTree::desks>().order_by(col<&Desk::id>);
    const auto some = from<Room>().select<RoomTree>(desks).order_by(col<&Room::name>);
    CHECK(tree_text(db.all(some)) ==
          "[{a1 [{1 a 1} {4 a 1}]} {a11 [{8 a1 1}]} {a2 [{3 a 2}]} {b1 [{2 b 1}]} {b3 [{7 b 3}]}]");
    // The lists of both columns ask for more than these two.
    CHECK(tree_text(db.all(some.where(col<&Room::name>.in("a2", "b1")))) == "[{a2 [{3 a 2}]} {b1 [{2 b 1}]}]");
    CHECK(tree_text(db.all(from<Room>().select<RoomTree>(desks.limit(1)).order_by(col<&Room::name>))) ==
          "[{a1 [{1 a 1}]} {a11 [{8 a1 1}]} {a2 [{3 a 2}]} {b1 [{2 b 1}]} {b3 [{7 b 3}]}]");
    CHECK(tree_text(db.all(from<Desk>().select<DeskLine>().order_by(col<&Desk::id>))) ==
          "[{1 {a 1 a1}} {2 {b 1 b1}} {3 {a 2 a2}} {4 {a 1 a1}} {5 -} {6 -} {7 {b 3 b3}} {8 {a1 1 a11}}]");
}

TEMPLATE_TEST_CASE("rows that cannot be copied are read all the same", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db =
        prepare(fresh, "INSERT INTO room VALUES ('a', 1, 'a1'); INSERT INTO desk VALUES (1, 'a', 1), (2, 'a', 1)");
    const auto desks =
        from<Desk>().select<DeskOfLines>(nested<&DeskOfLines::room_of, &RoomOfLines::desks>().order_by(col<&Desk::id>));
    CHECK(tree_text(db.all(desks.where(col<&Desk::id> == 2))) == "[{2 {a1 [{1 {a 1 a1}} {2 {a 1 a1}}]}}]");
    CHECK(tree_text(db.first(from<Room>().select<RoomOfLines>(
              nested<&RoomOfLines::desks>().order_by(col<&Desk::id>)))) == "{a1 [{1 {a 1 a1}} {2 {a 1 a1}}]}");
}

TEMPLATE_TEST_CASE("two keys between two models are told apart by the shape", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = prepare(fresh, R"(
        INSERT INTO party VALUES (1, 'Ann'), (2, 'Bob');
        INSERT INTO payment VALUES (10, 1, 2), (11, 2, 2), (12, 1, 2);
    )");
    CHECK(tree_text(db.all(from<Payment>().select<Transfer>().order_by(col<&Payment::id>))) ==
          "[{{2 Bob} 10 {1 Ann}} {{2 Bob} 11 {2 Bob}} {{2 Bob} 12 {1 Ann}}]");
    CHECK(tree_text(db.all(from<Party>()
                               .select<PartyTree>(nested<&PartyTree::sent>().order_by(col<&Payment::id>),
                                                  nested<&PartyTree::received>().order_by(col<&Payment::id>))
                               .order_by(col<&Party::id>))) ==
          "[{Ann [{10 1 2} {12 1 2}] []} "
          "{Bob [{11 2 2}] [{{2 Bob} 10 {1 Ann}} {{2 Bob} 11 {2 Bob}} {{2 Bob} 12 {1 Ann}}]}]");
}

TEMPLATE_TEST_CASE("a model of its own kind: children, parents, links", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = prepare(fresh, R"(
        INSERT INTO category VALUES (1, 'all', NULL), (2, 'food', 1), (3, 'tools', 1), (4, 'fruit', 2), (5, 'apple', 4);
        INSERT INTO member VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cid');
        INSERT INTO follow VALUES (1, 2), (1, 3), (2, 3), (3, 3);
    )");
    CHECK(tree_text(db.all(from<Category>()
                               .select<CategoryTree>(nested<&CategoryTree::children>().order_by(col<&Category::id>))
                               .where(col<&Category::parent_id>.is_null()))) ==
          "[{all [{food [{fruit [{apple []}]}]} {tools []}]}]");
    CHECK(tree_text(db.all(from<Category>().select<CategoryChain>().order_by(col<&Category::id>))) ==
          "[{all -} {food {all -}} {tools {all -}} {fruit {food {all -}}} {apple {fruit {food {all -}}}}]");
    CHECK(tree_text(db.all(from<Member>()
                               .select<Following>(nested<&Following::follows>().order_by(col<&Member::id>))
                               .order_by(col<&Member::id>))) ==
          "[{Ann [{2 Bob} {3 Cid}]} {Bob [{3 Cid}]} {Cid [{3 Cid}]}]");
    CHECK(tree_text(db.all(from<Member>()
                               .select<Followed>(nested<&Followed::followers>().order_by(col<&Member::id>))
                               .order_by(col<&Member::id>))) ==
          "[{Ann []} {Bob [{1 Ann}]} {Cid [{1 Ann} {2 Bob} {3 Cid}]}]");
    // Rows that lead back to themselves have no end, which is an error and leaves nothing open.
    fresh.rows("UPDATE category SET parent_id = 5 WHERE id = 2");
    const auto from_fruit = from<Category>().select<CategoryChain>().where(col<&Category::id> == 4);
    try {
        db.all(from_fruit);
        FAIL("a ring was read");
    } catch (const refract::error& failure) {
        CHECK(std::string_view(failure.what()).find("lead back to themselves") != std::string_view::npos);
    }
    CHECK_THROWS_AS(db.all(from<Category>().select<CategoryTree>().where(col<&Category::id> == 4)), refract::error);
    CHECK_FALSE(db.connection().in_transaction());
    CHECK(tree_text(db.all(from<Category>().select<CategoryChain>().where(col<&Category::id> == 3))) ==
          "[{tools {all -}}]");
}

TEMPLATE_TEST_CASE("dates and enums as keys", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = prepare(fresh, "SELECT 1");
    const std::chrono::sys_days first{std::chrono::days{-1}}, second{std::chrono::days{20000}};
    db.insert(Day{first, "old"});
    db.insert(Day{second, "new"});
    db.insert(Event{1, second});
    db.insert(Event{2, first});
    db.insert(Event{3, second});
    const auto days = db.all(
        from<Day>().select<DayTree>(nested<&DayTree::events>().order_by(col<&Event::id>)).order_by(col<&Day::day>));
    REQUIRE(days.size() == 2);
    REQUIRE(days[0].events.size() == 1);
    CHECK(days[0].events[0].id == 2);
    REQUIRE(days[1].events.size() == 2);
    CHECK(days[1].events[1].id == 3);
    db.insert(Price{Size::small, 5});
    db.insert(Price{Size::large, 9});
    db.insert(Shirt{1, Size::large});
    db.insert(Shirt{2, Size::large});
    const auto prices = db.all(from<Price>()
                                   .select<PriceTree>(nested<&PriceTree::shirts>().order_by(col<&Shirt::id>))
                                   .order_by(col<&Price::cents>));
    REQUIRE(prices.size() == 2);
    CHECK(prices[0].shirts.empty());
    CHECK(prices[1].shirts.size() == 2);
    db.insert(Paint{Colour::red, Grade::low, "brick"});
    db.insert(Paint{Colour::blue, Grade::high, "sky"});
    db.insert(Paint{Colour::red, Grade::high, "fire"});
    db.insert(Wall{1, Colour::red, Grade::high});
    db.insert(Wall{2, Colour::blue, Grade::high});
    std::string text;
    for (const PaintTree& each : db.all(from<Paint>().select<PaintTree>().order_by(col<&Paint::name>))) {
        text += each.name;
        for (const Wall& wall : each.walls) text += std::to_string(wall.id);
        text += ';';
    }
    CHECK(text == "brick;fire1;sky2;");
    db.insert(Flag{Colour::red, "r"});
    db.insert(Flag{Colour::blue, "b"});
    db.insert(Stripe{1, Colour::blue});
    db.insert(Stripe{2, std::nullopt});
    db.insert(Stripe{3, Colour::red});
    for (const FlagTree& each : db.all(from<Flag>().select<FlagTree>())) {
        REQUIRE(each.stripes.size() == 1);
        CHECK(each.stripes[0].id == (each.name == "r" ? 3 : 1));
    }
    for (const FlagTree& each : db.all(from<Flag>().select<FlagTree>(nested<&FlagTree::stripes>().limit(1))))
        CHECK(each.stripes.at(0).id == (each.name == "r" ? 3 : 1));
    text.clear();
    for (const StripeLine& each : db.all(from<Stripe>().select<StripeLine>().order_by(col<&Stripe::id>)))
        text += each.flag ? each.flag->name : "-";
    CHECK(text == "b-r");
}
