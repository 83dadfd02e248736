// Random rows and random conditions: the database's answer is compared with a model in C++ that
// filters a vector, with three-valued logic.

#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace random_test {

struct Thing {
    std::int64_t id{};
    std::int32_t a{};
    std::optional<std::int64_t> b{};
    std::string s{};
    std::optional<std::string> t{};
    bool f{};
    std::optional<double> d{};
    bool operator==(const Thing&) const = default;
};

} // namespace random_test

using namespace refract;
using namespace refract_test;
using namespace random_test;

namespace {

using truth = std::optional<bool>; ///< empty: unknown
truth both(truth left, truth right) {
    if (left == false || right == false) return false;
    if (!left || !right) return std::nullopt;
    return true;
}
truth either(truth left, truth right) {
    if (left == true || right == true) return true;
    if (!left || !right) return std::nullopt;
    return false;
}
truth negated(truth value) { return value ? truth(!*value) : std::nullopt; }
/// A comparison that NULL makes unknown.
template <class Value, class Test> truth known(const std::optional<Value>& value, Test test) {
    return value ? truth(test(*value)) : std::nullopt;
}

using model_test = std::function<truth(const Thing&)>;
struct condition {
    predicate<Thing> sql;
    model_test model;
};

class generator {
public:
    explicit generator(unsigned seed) : random_(seed) {}

    std::int64_t number(std::int64_t limit) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
    }
    std::string text() {
        static constexpr const char* pieces[] = {"", "a", "A", "b", "ab", "%", "_", "'", "ü", "a%b"};
        return std::string(pieces[number(10)]) + pieces[number(10)];
    }
    Thing thing() {
        Thing made{.a = static_cast<std::int32_t>(number(7) - 3), .s = text(), .f = number(2) == 1};
        if (number(3) > 0) made.b = number(6) - 2;
        if (number(3) > 0) made.t = text();
        if (number(3) > 0) made.d = static_cast<double>(number(9)) / 4 - 1;
        return made;
    }
    condition leaf() {
        const auto n = static_cast<std::int32_t>(number(7) - 3);
        const std::int64_t m = number(6) - 2;
        const std::string x = text();
        switch (number(22)) {
        case 0: return {col<&Thing::a> == n, [=](const Thing& o) { return truth(o.a == n); }};
        case 1: return {col<&Thing::a> < n, [=](const Thing& o) { return truth(o.a < n); }};
        case 2:
            return {col<&Thing::b> >= m, [=](const Thing& o) { return known(o.b, [=](auto v) { return v >= m; }); }};
        case 3:
            return {col<&Thing::b> != m, [=](const Thing& o) { return known(o.b, [=](auto v) { return v != m; }); }};
        case 4: return {col<&Thing::b> == std::nullopt, [](const Thing& o) { return truth(!o.b); }};
        case 5: return {col<&Thing::t> != std::nullopt, [](const Thing& o) { return truth(o.t.has_value()); }};
        case 6: return {col<&Thing::s> == x, [=](const Thing& o) { return truth(o.s == x); }};
        case 7:
            return {col<&Thing::t>.starts_with(x),
                    [=](const Thing& o) { return known(o.t, [&](auto& v) { return v.starts_with(x); }); }};
        case 8: return {col<&Thing::s>.ends_with(x), [=](const Thing& o) { return truth(o.s.ends_with(x)); }};
        case 9:
            return {col<&Thing::t>.contains(x),
                    [=](const Thing& o) { return known(o.t, [&](auto& v) { return v.find(x) != v.npos; }); }};
        case 10: return {col<&Thing::f> == true, [](const Thing& o) { return truth(o.f); }};
        case 11: return {col<&Thing::f>, [](const Thing& o) { return truth(o.f); }};
        case 12:
            return {col<&Thing::d>.between(-0.5, 0.75),
                    [](const Thing& o) { return known(o.d, [](auto v) { return v >= -0.5 && v <= 0.75; }); }};
        case 13:
            return {col<&Thing::b>.in(m, 3),
                    [=](const Thing& o) { return known(o.b, [=](auto v) { return v == m || v == 3; }); }};
        case 14:
            return {col<&Thing::b>.not_in(std::vector<std::int64_t>{m, 0}),
                    [=](const Thing& o) { return known(o.b, [=](auto v) { return v != m && v != 0; }); }};
        case 15:
            return {col<&Thing::t>.in(std::vector<std::string>{x, "a"}),
                    [=](const Thing& o) { return known(o.t, [&](auto& v) { return v == x || v == "a"; }); }};
        case 16: return {col<&Thing::b>.is_distinct_from(m), [=](const Thing& o) { return truth(o.b != m); }};
        case 17:
            return {col<&Thing::t>.is_not_distinct_from(std::optional<std::string>()),
                    [](const Thing& o) { return truth(!o.t); }};
        case 18:
            return {col<&Thing::a> + col<&Thing::b> > n,
                    [=](const Thing& o) { return known(o.b, [&](auto v) { return o.a + v > n; }); }};
        case 19:
            return {col<&Thing::a> * 2 - n == col<&Thing::a>,
                    [=](const Thing& o) { return truth(o.a * 2 - n == o.a); }};
        case 20:
            return {length(col<&Thing::s>) > 1, [](const Thing& o) {
                        return truth(std::count_if(o.s.begin(), o.s.end(), [](char c) { return (c & 0xC0) != 0x80; }) >
                                     1);
                    }};
        default: return {coalesce(col<&Thing::b>, 1) == m, [=](const Thing& o) { return truth(o.b.value_or(1) == m); }};
        }
    }
    condition any(int depth) {
        if (depth == 0 || number(4) == 0) return leaf();
        condition left = any(depth - 1), right = any(depth - 1);
        condition made{left.sql, {}};
        if (number(2) == 0) {
            made.sql &= right.sql;
            made.model = [l = left.model, r = right.model](const Thing& o) { return both(l(o), r(o)); };
        } else {
            made.sql |= right.sql;
            made.model = [l = left.model, r = right.model](const Thing& o) { return either(l(o), r(o)); };
        }
        return made;
    }

private:
    std::mt19937_64 random_;
};

std::vector<std::int64_t> filtered(const std::vector<Thing>& things, const model_test& model) {
    std::vector<std::int64_t> ids;
    for (const Thing& each : things)
        if (model(each) == true) ids.push_back(each.id);
    return ids;
}

template <class Database> std::vector<Thing> fill_random_queries(Database& db, generator& random, int count) {
    db.template create_tables<schema<Thing>>();
    std::vector<Thing> things;
    for (int i = 0; i < count; ++i) things.push_back(random.thing());
    db.insert_many(things);
    for (std::size_t i = 0; i < things.size(); ++i) things[i].id = static_cast<std::int64_t>(i) + 1;
    return things;
}

} // namespace

TEMPLATE_TEST_CASE("random conditions select what a model selects", "[random]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    generator random(20260701);
    const std::vector<Thing> things = fill_random_queries(db, random, 80);
    CHECK(db.all(from<Thing>().order_by(col<&Thing::id>)) == things);
    for (int round = 0; round < 400; ++round) {
        const condition made = random.any(3);
        const auto expected = filtered(things, made.model);
        const auto found = db.all(from<Thing>().where(made.sql).order_by(col<&Thing::id>).select(col<&Thing::id>));
        if (found != expected)
            FAIL_CHECK("round " << round << ": " << found.size() << " rows, and not " << expected.size());
        if (round % 10 == 0) {
            CHECK(db.count(from<Thing>().where(made.sql)) == static_cast<std::int64_t>(expected.size()));
            CHECK(db.exists(from<Thing>().where(made.sql)) == !expected.empty());
        }
    }
}

TEMPLATE_TEST_CASE("random conditions of constant queries", "[random]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    generator random(42);
    const std::vector<Thing> things = fill_random_queries(db, random, 60);
    const auto agrees = [&](const auto& sql, const model_test& model) {
        const auto found = db.all(from<Thing>().where(sql).order_by(col<&Thing::id>).select(col<&Thing::id>));
        CHECK(found == filtered(things, model));
    };
    for (int round = 0; round < 15; ++round) {
        const auto n = static_cast<std::int32_t>(random.number(7) - 3);
        const std::int64_t m = random.number(6) - 2;
        const std::string x = random.text();
        const auto is_m = [=](const Thing& o) { return known(o.b, [=](auto v) { return v == m; }); };
        agrees(!(col<&Thing::b> == m), [=](const Thing& o) { return negated(is_m(o)); });
        agrees(!(col<&Thing::b> == m && col<&Thing::a> < n),
               [=](const Thing& o) { return negated(both(is_m(o), o.a < n)); });
        agrees(!(col<&Thing::b> == m || !(col<&Thing::a> < n)),
               [=](const Thing& o) { return negated(either(is_m(o), !(o.a < n))); });
        agrees(col<&Thing::b> == m || (col<&Thing::s> == x && col<&Thing::f>),
               [=](const Thing& o) { return either(is_m(o), o.s == x && o.f); });
        agrees((col<&Thing::b> == m || col<&Thing::s> == x) && !col<&Thing::f>,
               [=](const Thing& o) { return both(either(is_m(o), o.s == x), !o.f); });
        agrees((col<&Thing::b> > m) != (col<&Thing::a> > n),
               [=](const Thing& o) { return known(o.b, [&](auto v) { return (v > m) != (o.a > n); }); });
        agrees(col<&Thing::b>.not_in(m, n) && !col<&Thing::t>.contains(x), [=](const Thing& o) {
            return both(known(o.b, [=](auto v) { return v != m && v != n; }),
                        negated(known(o.t, [&](auto& v) { return v.find(x) != v.npos; })));
        });
        agrees(col<&Thing::a> - (col<&Thing::a> - n) * 2 <= m,
               [=](const Thing& o) { return truth(o.a - (o.a - n) * 2 <= m); });
    }
}

TEMPLATE_TEST_CASE("random writes change what a model changes", "[random]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    generator random(7);
    std::vector<Thing> things = fill_random_queries(db, random, 60);
    for (int round = 0; round < 60; ++round) {
        const condition made = random.any(2);
        std::int64_t expected = 0;
        const auto n = static_cast<std::int32_t>(random.number(5));
        if (round % 10 == 9) {
            expected = static_cast<std::int64_t>(
                std::erase_if(things, [&](const Thing& each) { return made.model(each) == true && each.a == n; }));
            CHECK(db.exec(delete_from<Thing>().where(made.sql).where(col<&Thing::a> == n)) == expected);
        } else {
            for (Thing& each : things)
                if (made.model(each) == true) {
                    each.a = n;
                    if (each.b) *each.b += 1;
                    each.t = std::nullopt;
                    ++expected;
                }
            CHECK(db.exec(update<Thing>()
                              .set(col<&Thing::a> = n, col<&Thing::b> += 1, col<&Thing::t> = std::nullopt)
                              .where(made.sql)) == expected);
            Thing& one = things[static_cast<std::size_t>(random.number(static_cast<std::int64_t>(things.size())))];
            const auto id = one.id;
            one = random.thing();
            one.id = id;
            db.update(one);
        }
        REQUIRE(db.all(from<Thing>().order_by(col<&Thing::id>)) == things);
    }
}
