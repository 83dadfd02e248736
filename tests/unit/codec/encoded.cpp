#include <refract/codec/encoded.hpp>
#include <refract/refract.hpp>

#include "support/databases.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace encoded_test {

/// Turns texts around, and marks them: easy to see in the database.
struct turned {
    static std::string encode(std::string_view plain) { return "~" + std::string(plain.rbegin(), plain.rend()); }
    static std::string decode(std::string_view stored) {
        if (!stored.starts_with('~')) throw refract::conversion_error("the text is not turned around");
        return {stored.rbegin(), stored.rend() - 1};
    }
};
/// One value in several forms, as what encrypts with a salt: a number before it counts.
struct salted {
    static inline int salt = 0;
    static constexpr bool is_deterministic = false;
    static std::string encode(const std::string& plain) { return std::to_string(++salt) + ":" + plain; }
    static std::string decode(std::string_view stored) { return std::string(stored.substr(stored.find(':') + 1)); }
};
/// A list of numbers as bytes, and a number as its negative.
struct packed {
    static std::vector<std::byte> encode(const std::vector<int>& plain) {
        std::vector<std::byte> made;
        for (int each : plain) made.push_back(static_cast<std::byte>(each));
        return made;
    }
    static std::vector<int> decode(refract::wire::bytes stored) {
        std::vector<int> made;
        for (std::byte each : stored) made.push_back(static_cast<int>(each));
        return made;
    }
};
struct negated {
    static std::int64_t encode(int plain) { return -std::int64_t{plain}; }
    static int decode(std::int64_t stored) { return static_cast<int>(-stored); }
};

struct Owner {
    std::int64_t id{};
    refract::encoded<std::string, turned> email;
    std::optional<refract::encoded<std::string, turned>> phone;
    refract::encoded<std::string, salted> secret;
    refract::encoded<std::vector<int>, packed> scores;
    refract::encoded<int, negated> points;
};
struct Car {
    std::int64_t id{};
    std::int64_t owner_id{};
    refract::encoded<std::string, turned> plate;
};
struct OwnerView {
    using model = Owner;
    std::int64_t id{};
    refract::encoded<std::string, turned> email;
    refract::encoded<std::string, salted> secret;
    refract::encoded<std::vector<int>, packed> scores;
    refract::encoded<int, negated> points;
    std::vector<Car> cars;
};
struct Badge {
    refract::encoded<std::string, turned> code;
    std::string text;
};

} // namespace encoded_test

template <> inline constexpr auto refract::model<encoded_test::Car> =
    refract::table(refract::foreign_key<&encoded_test::Car::owner_id>.references<&encoded_test::Owner::id>());
template <> inline constexpr auto refract::model<encoded_test::Badge> =
    refract::table(refract::primary_key<&encoded_test::Badge::code>);

using namespace encoded_test;
using refract::col;
using refract::from;

namespace {
using text_field = refract::encoded<std::string, turned>;

template <class Backend> class stored_owners {
public:
    stored_owners() {
        db().template create_tables<refract::schema<Owner, Car, Badge>>();
        db().insert(Owner{0, "ann@x", "123", "s", std::vector{1, 2}, 7});
        db().insert(Owner{0, "bob@x", std::nullopt, "s", {}, 0});
    }
    auto& db() { return fresh_.db(); }
    refract_test::text_rows rows(const char* sql) { return fresh_.rows(sql); }

private:
    refract_test::fresh_database<Backend> fresh_;
};
} // namespace

TEST_CASE("an encoded field is made of its value, and is compared with one") {
    text_field field = "ann";
    CHECK(field == "ann");
    CHECK(*field == "ann");
    CHECK(field->size() == 3);
    const std::string& plain = field;
    CHECK(plain == "ann");
    field = std::string("bob");
    CHECK(field != "ann");
}
TEST_CASE("columns of one codec are comparable with each other alone") {
    using namespace refract::detail;
    using other = refract::encoded<std::string, salted>;
    CHECK(type_of<text_field>.kind == refract::type_kind::text);
    CHECK(comparable_types<text_field, text_field>());
    CHECK_FALSE(comparable_types<text_field, std::string>());
    CHECK_FALSE(comparable_types<text_field, other>());
    CHECK(type_of<text_field>.encoding->is_comparable);
    CHECK_FALSE(type_of<other>.encoding->is_comparable);
    CHECK(std::is_same_v<operand_storage_t<text_field, const char(&)[4]>, refract::encoded<std::string_view, turned>>);
    CHECK(std::is_same_v<operand_storage_t<text_field, std::string>, text_field>);
    CHECK(std::is_same_v<operand_storage_t<text_field, text_field>, text_field>);
}

namespace {
template <class Query> constexpr refract::detail::rule_number broken_by(const Query&) {
    return refract::detail::violation_of<Query>.broken;
}
} // namespace
TEST_CASE("what databases cannot do with a stored form is refused") {
    using namespace refract::detail;
    constexpr auto email = col<&Owner::email>;
    constexpr auto secret = col<&Owner::secret>;
    constexpr auto all = from<Owner>();
    CHECK(broken_by(all.where(email < "b")) == rule::encoded_is_whole);
    CHECK(broken_by(all.where(email.between("a", "b"))) == rule::encoded_is_whole);
    CHECK(broken_by(all.where(email.like("a%"))) == rule::encoded_is_whole);
    CHECK(broken_by(all.where(refract::lower(email) == "a")) == rule::encoded_is_whole);
    CHECK(broken_by(all.where(col<&Owner::points> + 1 == 2)) == rule::encoded_is_whole);
    CHECK(broken_by(all.order_by(email.desc())) == rule::encoded_is_whole);
    CHECK(broken_by(all.select(refract::min(email))) == rule::encoded_is_whole);
    CHECK(broken_by(all.select(refract::sum(col<&Owner::points>))) == rule::encoded_is_whole);
    CHECK(broken_by(all.where(secret == "s")) == rule::encoded_is_compared);
    CHECK(broken_by(all.where(secret.in("s", "t"))) == rule::encoded_is_compared);
    CHECK(broken_by(all.select(refract::count(secret).distinct())) == rule::encoded_is_compared);
    CHECK(broken_by(all.select(secret, refract::count()).group_by(secret)) == rule::encoded_is_compared);
    CHECK(broken_by(all.select(email, refract::count()).group_by(email)) == rule::none);
    CHECK(broken_by(all.select(refract::count(secret)).where(secret.is_not_null() || email == "a")) != rule::none);
    CHECK(broken_by(all.select(refract::coalesce(col<&Owner::phone>, "none"))) == rule::none);
}

TEMPLATE_TEST_CASE("an encoded field is stored as its codec makes it, and is read back", "[encoded]",
                   REFRACT_TEST_DATABASES) {
    stored_owners<TestType> owners;
    auto& db = owners.db();
    CHECK(owners.rows("SELECT email, phone, points FROM owner ORDER BY id") ==
          refract_test::text_rows{"~x@nna|~321|-7", "~x@bob|NULL|0"});
    CHECK(owners.rows("SELECT count(DISTINCT secret) FROM owner") == refract_test::text_rows{"2"});
    CHECK(owners.rows("SELECT count(*) FROM owner WHERE length(scores) = 2") == refract_test::text_rows{"1"});
    const Owner ann = db.template get<Owner>(1);
    CHECK(ann.email == "ann@x");
    CHECK(ann.phone == text_field("123"));
    CHECK(ann.secret == "s");
    CHECK(*ann.scores == std::vector<int>{1, 2});
    CHECK(ann.points == 7);
}
TEMPLATE_TEST_CASE("conditions compare encoded columns in their stored form", "[encoded]", REFRACT_TEST_DATABASES) {
    stored_owners<TestType> owners;
    auto& db = owners.db();
    const auto ids = from<Owner>().select(col<&Owner::id>).order_by(col<&Owner::id>);
    CHECK(db.all(ids.where(col<&Owner::email> == "ann@x")) == std::vector<std::int64_t>{1});
    CHECK(db.all(ids.where(col<&Owner::email> != std::string("ann@x"))) == std::vector<std::int64_t>{2});
    CHECK(db.all(ids.where(col<&Owner::phone> == "123")) == std::vector<std::int64_t>{1});
    CHECK(db.all(ids.where(col<&Owner::phone>.is_null())) == std::vector<std::int64_t>{2});
    CHECK(db.all(ids.where(col<&Owner::points> == 7)) == std::vector<std::int64_t>{1});
    CHECK(db.all(ids.where(col<&Owner::email>.in("bob@x", "carl@x"))) == std::vector<std::int64_t>{2});
    const std::vector<std::string> wanted{"ann@x", "bob@x"};
    CHECK(db.all(ids.where(col<&Owner::email>.in(wanted))) == std::vector<std::int64_t>{1, 2});
    CHECK(db.all(ids.where(col<&Owner::email> == refract::param<text_field>), "bob@x") == std::vector<std::int64_t>{2});
    refract::predicate<Owner> condition = col<&Owner::email> == std::string("bob@x");
    CHECK(db.all(ids.where(condition)) == std::vector<std::int64_t>{2});
    constexpr auto constant = from<Owner>().where(col<&Owner::email> == "bob@x");
    CHECK(db.one(constant).id == 2);
    CHECK(db.one(from<Owner>().select(refract::cast<std::string>(col<&Owner::email>)).where(col<&Owner::id> == 1)) ==
          "~x@nna");
}
TEMPLATE_TEST_CASE("updates, upserts and many rows are encoded", "[encoded]", REFRACT_TEST_DATABASES) {
    stored_owners<TestType> owners;
    auto& db = owners.db();
    db.exec(refract::update<Owner>().set(col<&Owner::email> = "new@x").where(col<&Owner::email> == "ann@x"));
    auto bob = db.template get<Owner>(2);
    bob.phone = "9";
    db.update(bob);
    CHECK(owners.rows("SELECT email, phone FROM owner ORDER BY id") ==
          refract_test::text_rows{"~x@wen|~321", "~x@bob|~9"});
    db.exec(refract::insert_into<Car>().set(col<&Car::owner_id> = 1, col<&Car::plate> = "W-1"));
    db.insert_many(std::vector<Car>{{0, 1, "W-2"}, {0, 2, "W-3"}});
    CHECK(owners.rows("SELECT plate FROM car ORDER BY id") == refract_test::text_rows{"~1-W", "~2-W", "~3-W"});

    db.insert(Badge{"ab", "old"});
    db.upsert(Badge{"ab", "new"});
    CHECK(owners.rows("SELECT code, text FROM badge") == refract_test::text_rows{"~ba|new"});
    CHECK(db.template get<Badge>("ab").text == "new");
    CHECK_FALSE(db.template find<Badge>("~ba"));
    db.template erase<Badge>("ab");
    CHECK(owners.rows("SELECT count(*) FROM badge") == refract_test::text_rows{"0"});
}
TEMPLATE_TEST_CASE("shapes are read and written with their encoded fields", "[encoded]", REFRACT_TEST_DATABASES) {
    stored_owners<TestType> owners;
    auto& db = owners.db();
    db.insert_many(std::vector<Car>{{0, 1, "W-1"}, {0, 2, "W-2"}});
    auto ann = db.one(from<Owner>().select<OwnerView>().where(col<&Owner::email> == "ann@x"));
    CHECK(ann.email == "ann@x");
    REQUIRE(ann.cars.size() == 1);
    CHECK(ann.cars[0].plate == "W-1");
    const auto before = owners.rows("SELECT secret FROM owner WHERE id = 1");
    db.save(ann); // which changes nothing, though the codec would make another form
    CHECK(owners.rows("SELECT secret FROM owner WHERE id = 1") == before);
    ann.email = "anna@x";
    ann.cars[0].plate = "W-9";
    ann.cars.push_back({0, 0, "W-8"});
    db.save(ann);
    CHECK(owners.rows("SELECT email FROM owner ORDER BY id") == refract_test::text_rows{"~x@anna", "~x@bob"});
    CHECK(owners.rows("SELECT owner_id, plate FROM car ORDER BY id") ==
          refract_test::text_rows{"1|~9-W", "2|~2-W", "1|~8-W"});
}
TEMPLATE_TEST_CASE("what a codec cannot read is its error, with the column", "[encoded]", REFRACT_TEST_DATABASES) {
    stored_owners<TestType> owners;
    owners.rows("UPDATE owner SET email = 'plain' WHERE id = 1");
    try {
        owners.db().template get<Owner>(1);
        FAIL("it was read");
    } catch (const refract::conversion_error& failure) {
        CHECK(std::string_view(failure.what()).find("not turned around") != std::string_view::npos);
        CHECK(std::string_view(failure.what()).find("column \"email\"") != std::string_view::npos);
    }
}
