#include <refract/query/rules/equality.hpp>
#include <refract/refract.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace equality_test {

/// One value in several forms: a number before it counts.
struct salted {
    static inline int salt = 0;
    static constexpr bool is_deterministic = false;
    static std::string encode(const std::string& plain) { return std::to_string(++salt) + ":" + plain; }
    static std::string decode(std::string_view stored) { return std::string(stored.substr(stored.find(':') + 1)); }
};
using secret_text = refract::encoded<std::string, salted>;

struct Letter {
    std::int64_t id{};
    secret_text secret;
    std::string subject;
};
struct Reply {
    std::int64_t id{};
    secret_text secret;
};
struct Scrap { // has no key
    std::string subject;
    secret_text secret;
};
struct Numbered {
    std::int64_t id{};
    secret_text secret;
};
struct Titled {
    std::string subject;
    secret_text secret;
};
struct Doc {
    std::int64_t id{};
    std::int64_t letter_id{};
    refract::json body;
};
struct Kept { // as PostgreSQL's json, which has no equality
    std::int64_t id{};
    refract::json body;
    std::string page;
};

} // namespace equality_test
using namespace equality_test;
using namespace refract;
using refract::detail::equality_fault;

template <> inline constexpr auto refract::model<Kept> =
    refract::table(refract::column<&Kept::body>.type("json"), refract::column<&Kept::page>.type("xml"));

namespace {
template <class Query> constexpr refract::detail::rule_number broken_by(const Query&) {
    return refract::detail::violation_of<Query>.broken;
}
constexpr auto right = refract::detail::rule::none;
constexpr auto encoded_rule = refract::detail::rule::encoded_is_compared;
constexpr auto document_rule = refract::detail::rule::documents_have_no_equality;

constexpr auto letters = from<Letter>();
constexpr auto secret = col<&Letter::secret>;
constexpr auto docs = from<Doc>();
constexpr auto body = col<&Doc::body>;
} // namespace

TEST_CASE("rows that have their key are merged by it, whatever else they hold") {
    CHECK(broken_by(letters.distinct()) == right);
    CHECK(broken_by(letters.union_distinct(letters)) == right);
    CHECK(broken_by(letters.intersect(letters.where(col<&Letter::id> > 1))) == right);
    CHECK(broken_by(letters.join<Doc>(col<&Doc::letter_id> == col<&Letter::id>).distinct()) == right);
    CHECK(broken_by(letters.select<Numbered>().distinct()) == right);
    CHECK(broken_by(docs.select(body, col<&Doc::id>).distinct()) == right);
    CHECK(broken_by(docs.distinct()) == right);
    CHECK(broken_by(docs.select(col<&Doc::letter_id>, value(json("{}"))).distinct()) == right); // one for all rows

    CHECK(broken_by(letters.select(secret).distinct()) == encoded_rule);
    CHECK(broken_by(letters.select<Titled>().distinct()) == encoded_rule);
    CHECK(broken_by(from<Scrap>().distinct()) == encoded_rule);
    CHECK(broken_by(docs.select(col<&Doc::letter_id>, body).distinct()) == document_rule);
    CHECK(broken_by(from<Kept>().distinct()) == document_rule); // PostgreSQL would look at the document
    // The other table's key alone.
    CHECK(broken_by(
              letters.join<Doc>(col<&Doc::letter_id> == col<&Letter::id>).select(col<&Letter::id>, body).distinct()) ==
          document_rule);
}
TEST_CASE("set operations merge what comes from one table, or compare no rows") {
    constexpr auto secrets = letters.select(secret);
    CHECK(broken_by(secrets.union_all(secrets)) == right);
    CHECK(broken_by(secrets.union_distinct(secrets)) == encoded_rule);
    CHECK(broken_by(secrets.except(secrets)) == encoded_rule);
    CHECK(broken_by(secrets.union_all(secrets).intersect(secrets)) == encoded_rule);
    CHECK(broken_by(from<Scrap>().union_distinct(from<Scrap>())) == encoded_rule);
    CHECK(broken_by(docs.select(value(json("{}"))).union_distinct(docs.select(value(json("{ }"))))) == document_rule);
    // A key of another table is another key.
    CHECK(broken_by(letters.select<Numbered>().union_distinct(from<Reply>().select<Numbered>())) == encoded_rule);
    CHECK(broken_by(letters.select<Numbered>().union_distinct(letters.select<Numbered>())) == right);
    CHECK(broken_by(docs.select(col<&Doc::id>, body).union_distinct(docs.select(col<&Doc::letter_id>, body))) ==
          document_rule);
    CHECK(broken_by(docs.select(body).union_all(docs.select(body)).order_by(body)) == document_rule);
    CHECK(broken_by(docs.select(col<&Doc::id>, body).union_all(docs.select(col<&Doc::id>, body))) == right);
}
TEST_CASE("documents are no operands of comparisons, orders and groups") {
    CHECK(broken_by(docs.where(body == json("1"))) == document_rule);
    CHECK(broken_by(docs.where(body.in(json("1")))) == document_rule);
    CHECK(broken_by(docs.where(body.is_distinct_from(json("1")))) == document_rule);
    CHECK(broken_by(docs.order_by(body.desc())) == document_rule);
    CHECK(broken_by(docs.select(max(body))) == document_rule);
    CHECK(broken_by(docs.select(count(body).distinct())) == document_rule);
    CHECK(broken_by(docs.select(body, count()).group_by(body)) == document_rule);
    CHECK(broken_by(docs.select(count().over(partition_by(body)))) == document_rule);
    CHECK(broken_by(letters.select(count().over(partition_by(secret)))) == encoded_rule);
    CHECK(broken_by(docs.select(nullif(body, json("1")))) == document_rule);
    CHECK(broken_by(from<Kept>().where(col<&Kept::page> == "<a/>")) == document_rule);
    CHECK(broken_by(from<Kept>().where(cast<std::string>(col<&Kept::page>) == "<a/>")) == right);

    CHECK(broken_by(docs.where(body.at<std::string>("a") == "x").order_by(body.at<int>("b"))) == right);
    CHECK(broken_by(docs.select(body, coalesce(body.at<json>("a"), body))) == right);
    CHECK(broken_by(docs.where(cast<std::string>(body) == "1")) == right);
    CHECK(broken_by(docs.select(col<&Doc::id>, count(body)).group_by(col<&Doc::id>)) == right);
}

TEMPLATE_TEST_CASE("rows with their key are merged alike on both databases", "[equality]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Letter, Doc>>();
    const Letter one = db.insert(Letter{0, "same", "a"}), two = db.insert(Letter{0, "same", "b"});
    db.insert_many(std::vector<Doc>{
        {0, one.id, json(R"({"a":1})")}, {0, one.id, json(R"({"a": 1})")}, {0, two.id, json(R"({"a":1})")}});

    const auto joined = letters.join<Doc>(col<&Doc::letter_id> == col<&Letter::id>).order_by(col<&Letter::id>);
    CHECK(db.all(joined.template select<Letter>()).size() == 3);
    const auto each_once = db.all(joined.template select<Letter>().distinct());
    REQUIRE(each_once.size() == 2);
    CHECK(each_once[1].secret == "same");
    CHECK(db.all(docs.union_distinct(docs)).size() == 3);
    CHECK(db.all(docs.except(docs.where(col<&Doc::letter_id> == two.id))).size() == 2);
    CHECK(db.all(docs.select(body).union_all(docs.select(body))).size() == 6);
}
