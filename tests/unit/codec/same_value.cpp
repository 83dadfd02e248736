#include <refract/codec/same_value.hpp>
#include <refract/refract.hpp>

#include "support/databases.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Types of the program without `==`, in whatever they are stored.
namespace same_value_test {

struct Mail {
    std::string text;
};
struct Seal {
    std::vector<std::byte> bytes;
};
struct Moment {
    std::chrono::sys_seconds at;
};
struct Price {
    refract::decimal<2> amount;
};
struct Inside {
    std::string name;
    std::vector<int> numbers;
};
struct by_its_name {
    static std::string encode(const Inside& value) { return value.name; }
    static Inside decode(std::string_view stored) { return {std::string(stored), {}}; }
};

struct Letter {
    std::int64_t id{};
    std::int64_t box_id{};
    Mail head;
};
struct Box {
    Mail id;
    std::optional<Mail> other;
    Seal seal;
    Moment made;
    Price price;
    refract::json_of<Inside> inside;
    refract::json_of<std::vector<Inside>> list;
    refract::encoded<Inside, by_its_name> name;
};
struct Drawer {
    std::int64_t id{};
    Mail label;
};
struct Sheet {
    std::int64_t id{};
    std::int64_t drawer_id{};
    Mail head;
    std::optional<Seal> seal;
    refract::json_of<std::vector<Inside>> list;
    refract::encoded<Inside, by_its_name> name;
};
struct DrawerView {
    using model = Drawer;
    std::int64_t id{};
    Mail label;
    std::vector<Sheet> sheets;
};

} // namespace same_value_test
using namespace same_value_test;
using namespace refract;

template <> struct refract::codec<Mail> : refract::codec_through<std::string> {
    static std::string_view encode(const Mail& mail) { return mail.text; }
    static void decode(std::string_view text, Mail& out) { out.text = text; }
};
template <> struct refract::codec<Seal> : refract::codec_through<std::vector<std::byte>> {
    static refract::wire::bytes encode(const Seal& seal) { return seal.bytes; }
    static void decode(refract::wire::bytes stored, Seal& out) { out.bytes.assign(stored.begin(), stored.end()); }
};
template <> struct refract::codec<Moment> : refract::codec_through<std::chrono::sys_seconds> {
    static auto encode(const Moment& moment) { return refract::codec<std::chrono::sys_seconds>::encode(moment.at); }
    static void decode(refract::wire::timestamp stored, Moment& out) {
        refract::codec<std::chrono::sys_seconds>::decode(stored, out.at);
    }
};
template <> struct refract::codec<Price> : refract::codec_through<refract::decimal<2>> {
    static auto encode(const Price& price) { return refract::codec<refract::decimal<2>>::encode(price.amount); }
    static void decode(refract::wire::decimal stored, Price& out) {
        refract::codec<refract::decimal<2>>::decode(stored, out.amount);
    }
};
template <> inline constexpr auto refract::model<Sheet> =
    refract::table(refract::foreign_key<&Sheet::drawer_id>.references<&Drawer::id>());

TEST_CASE("what codecs store says whether values are the same", "[same_value]") {
    using detail::has_equality, detail::is_same_value;
    STATIC_REQUIRE(has_equality<std::optional<std::vector<int>>>);
    STATIC_REQUIRE(!has_equality<std::vector<std::optional<Mail>>>);
    STATIC_REQUIRE(!has_equality<json_of<std::vector<Inside>>> && !has_equality<encoded<Inside, by_its_name>>);
    CHECK(is_same_value(Mail{"a"}, Mail{"a"}));
    CHECK_FALSE(is_same_value(Mail{"a"}, Mail{"b"}));
    CHECK(is_same_value(std::optional<Mail>{}, std::optional<Mail>{}));
    CHECK_FALSE(is_same_value(std::optional<Mail>{}, std::optional(Mail{""})));
    CHECK(is_same_value(Seal{{std::byte{1}}}, Seal{{std::byte{1}}}));
    CHECK_FALSE(is_same_value(Seal{{std::byte{1}}}, Seal{{std::byte{2}}}));
    CHECK_FALSE(is_same_value(Seal{}, Seal{{std::byte{0}}}));
    CHECK_FALSE(is_same_value(Moment{}, Moment{std::chrono::sys_seconds{std::chrono::seconds{1}}}));
    CHECK(is_same_value(Price{decimal<2>("1.50")}, Price{decimal<2>("1.5")}));
    CHECK_FALSE(is_same_value(Price{}, Price{decimal<2>("0.01")}));
    CHECK(is_same_value(json_of<Inside>{{"a", {1}}}, json_of<Inside>{{"a", {1}}}));
    CHECK_FALSE(is_same_value(json_of<std::vector<Inside>>{{{"a", {1}}}}, json_of<std::vector<Inside>>{{{"a", {2}}}}));
    CHECK(is_same_value(std::vector{Mail{"a"}, Mail{"b"}}, std::vector{Mail{"a"}, Mail{"b"}}));
    CHECK_FALSE(is_same_value(std::vector{std::optional(Mail{"a"})}, std::vector{std::optional<Mail>{}}));
}

TEMPLATE_TEST_CASE("types without equality are keys, fields and values", "[same_value]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Box>>();
    Box box{{"k"},          Mail{"o"},      {{std::byte{7}}}, {}, {decimal<2>("1.50")}, {Inside{"x", {1}}},
            {{{"y", {2}}}}, Inside{"z", {}}};
    db.insert(box);
    box.price.amount = decimal<2>("2.50");
    db.update(box);
    db.upsert(box);
    CHECK(db.template get<Box>(Mail{"k"}).seal.bytes == std::vector{std::byte{7}});
    CHECK(db.template get<Box>(Mail{"k"}).list->at(0).name == "y");
    CHECK(db.count(from<Box>().where(col<&Box::id> == Mail{"k"} && col<&Box::price> == Price{decimal<2>("2.50")})) ==
          1);
    CHECK(db.count(from<Box>().where(col<&Box::other>.in(Mail{"o"}, Mail{"p"}))) == 1);
    predicate<Box> condition = col<&Box::seal> == Seal{{std::byte{7}}};
    CHECK(db.count(from<Box>().where(condition)) == 1);
    CHECK(db.all(from<Box>().select(col<&Box::id>).distinct()).size() == 1);
    CHECK(db.template erase<Box>(Mail{"k"}));
}
TEMPLATE_TEST_CASE("a tree of types without equality writes what has changed", "[same_value]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Drawer, Sheet>>();
    db.insert(DrawerView{0, {"top"}, {{0, 0, {"a"}, {}, {{{"i", {1}}}}, Inside{"n", {}}}, {}}});
    auto drawer = db.one(from<Drawer>().select<DrawerView>());
    REQUIRE(drawer.sheets.size() == 2);
    fresh.rows("UPDATE sheet SET head = 'theirs' WHERE id = 2"); // of another program, meanwhile
    drawer.sheets[0].head.text = "changed";
    drawer.sheets[0].list->push_back({"j", {}});
    drawer.sheets[0].seal = Seal{{std::byte{1}}};
    drawer.label.text = "bottom";
    db.save(drawer);
    CHECK(fresh.rows("SELECT label FROM drawer") == refract_test::text_rows{"bottom"});
    CHECK(fresh.rows("SELECT head, name FROM sheet WHERE id = 1") == refract_test::text_rows{"changed|n"});
    CHECK(db.template get<Sheet>(1).list->size() == 2);
}
