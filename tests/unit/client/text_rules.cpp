// By which rule texts are compared and ordered, and regular expressions.

#include <support/databases.hpp>
#include <support/statement_checks.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace text_rules {
struct Word {
    std::int64_t id{};
    std::string text{};
    std::optional<std::string> note{};
};
struct Group {
    std::string text{};
    std::int64_t number{};
};
} // namespace text_rules
using text_rules::Group, text_rules::Word;

namespace {
using texts = std::vector<std::string>;
constexpr auto text = col<&Word::text>;
} // namespace

TEMPLATE_TEST_CASE("a collation rules comparisons, orders and groups", "[text_rules]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Word>>();
    for (const char* each : {"b", "B", "a", "\xC3\xA4", "z", "Z"}) db.insert(Word{.text = each});
    const auto words = from<Word>();
    const auto bytes = text.template collate<"binary">();
    const texts in_bytes{"B", "Z", "a", "b", "z", "\xC3\xA4"};
    CHECK(db.all(words.order_by(bytes).select(text)) == in_bytes);
    CHECK(db.all(words.order_by(bytes.desc()).limit(1).select(text)) == texts{"\xC3\xA4"});
    CHECK(db.count(words.where(bytes < "a")) == 2);
    CHECK(db.count(words.where(bytes < param<std::string_view>), "b") == 3);
    CHECK(db.count(words.where(bytes.in("B", "x") || bytes.between("y", "zz"))) == 2);
    CHECK(db.count(words.where(bytes.in(texts{"B", "b", "C"}))) == 2);
    CHECK(db.one(words.select(max(bytes))) == "\xC3\xA4");
    CHECK(db.all(words.group_by(bytes).order_by(bytes).select(bytes)) == in_bytes);
    CHECK(db.all(words.order_by(lower(text).template collate<"binary">(), col<&Word::id>).select(text)) ==
          texts{"a", "b", "B", "z", "Z", "\xC3\xA4"});
    CHECK(db.all(words.order_by((text + "!").template collate<"binary">()).limit(2).select(text)) == texts{"B", "Z"});
    const auto rows = words.template select<Group>(bytes, count()).group_by(bytes);
    CHECK(db.count(from(rows).where(col<&Group::text>.template collate<"binary">() >= "z")) == 2);
    ordering<Word> order;
    order.by(bytes);
    CHECK(db.all(words.order_by(order).select(text)) == in_bytes);
    // One that is not there is an error, whatever its name says.
    const auto odd = text.template collate<"no\"t; --">();
    CHECK_THROWS_AS(db.all(words.order_by(odd)), error);
    if constexpr (!TestType::is_sqlite)
        db.execute("CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
    const auto letters = text.template collate<"nocase">();
    CHECK(db.count(words.where(letters == "B")) == 2);
    CHECK(db.all(words.group_by(letters).select(count())).size() == 4);
    // Parts of texts are found with their case, whatever the collation.
    CHECK(db.count(words.where(letters.ends_with("B"))) == 1);
    CHECK(db.count(words.where(value(std::string("xb")).ends_with(letters))) == 1);
    CHECK(db.count(words.where(letters.ends_with(letters))) == 6);
    CHECK(db.count(words.where((text + "x").ends_with(text + "x"))) == 6);
    CHECK(db.count(words.where(letters.starts_with("B"))) == 1);
    CHECK(db.count(words.where(value(std::string("bx")).starts_with(letters))) == 1);
    CHECK(db.count(words.where(letters.contains("B"))) == 1);
    CHECK(db.count(words.where((text + "x").contains(letters))) == 6);
    CHECK(db.count(words.where(position("B", letters) > 0 && position(bytes, letters + "x") == 1)) == 1);
    // Anywhere in an expression.
    CHECK(db.count(words.where(text.between(bytes, "zz") && text.not_between(letters, bytes))) == 0);
    CHECK(db.count(
              words.where(value(std::string("m")).between((text + "").template collate<"binary">(), text + "z"))) == 0);
}

static_assert(sql<dialect::sqlite>(from<Word>().where(text.collate<"binary">() == "x").select(col<&Word::id>)) ==
              R"(SELECT "id" FROM "word" WHERE "text" COLLATE "binary" = ?1)");
static_assert(sql<dialect::postgres>(from<Word>().order_by((text + "x").collate<"binary">()).select(col<&Word::id>)) ==
              R"(SELECT "id" FROM "word" ORDER BY ("text" || $1) COLLATE "C")");

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a regular expression is a value", "[text_rules]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Word>>();
    for (const char* each : {"saw", "Bob's", "100%", "a\nb"}) db.insert(Word{.text = each});
    const auto words = from<Word>();
    CHECK(db.all(words.where(text.matches("^s.w$")).select(text)) == texts{"saw"});
    CHECK(db.all(words.where(text.matches(R"(\d+%)")).select(text)) == texts{"100%"});
    CHECK(db.all(words.where(text.matches("(?i)bob")).select(text)) == texts{"Bob's"});
    CHECK(db.count(words.where(!text.matches("[a-z]"))) == 1);
    CHECK(db.count(words.where(text.matches(std::string("'; --")))) == 0);
    CHECK(db.count(words.where(text.matches(param<std::string_view>)), "o.'s") == 1);
    CHECK(db.count(words.where(col<&Word::note>.matches("x"))) == 0); // NULL
    CHECK(db.all(words.select(text.matches("b")).order_by(col<&Word::id>)) ==
          std::vector<bool>{false, true, false, true});
    CHECK_THROWS_AS(db.count(words.where(text.matches("("))), conversion_error);
    CHECK(db.count(words) == 4);
}
#endif
