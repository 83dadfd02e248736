// The matrix of hostile values, texts: what stands where only texts do (patterns, paths, search texts, arguments of
// functions and procedures, arrays) stays bound and means itself.

#include <support/hostile.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

using namespace hostile_types;

namespace hostile_texts {
struct Note {
    std::int64_t id{};
    std::string text{};
    json document{"null"};
};
struct Listed {
    std::int64_t id{};
    std::vector<std::string> texts{};
    std::vector<std::optional<std::string>> maybe{};
};
struct Item {
    std::string item{};
};
struct Kept {
    std::string kept{};
};
struct Page {
    std::int64_t id{};
    std::string body{};
};
} // namespace hostile_texts
using namespace hostile_texts;

template <> inline constexpr auto refract::model<Page> = refract::table(refract::full_text);

namespace {

using namespace std::string_literals;
using answers = std::vector<std::string>;
constexpr auto own = col<&Note::id>;
constexpr auto text = col<&Note::text>;
constexpr sql_function<"replace", std::string(std::string_view, std::string_view, std::string_view)> own_replace;

/// The text with marks before its wildcards.
std::string escaped(const std::string& plain) {
    std::string made;
    for (const char each : plain) {
        if (each == '%' || each == '_' || each == '!') made += '!';
        made += each;
    }
    return made;
}
std::string as_json(const std::string& plain) {
    std::string made = "\"";
    for (const char each : plain) {
        if (each == '"' || each == '\\') made += '\\';
        if (static_cast<unsigned char>(each) < ' ')
            made += std::string("\\u00") + (each < 16 ? "0" : "1") + "0123456789abcdef"[each % 16];
        else
            made += each;
    }
    return made + "\"";
}

/// SQLite refuses longer patterns of LIKE.
constexpr std::size_t most_like = 50'000;

// Table "note" has the text as row 1, and "other" as row 2; each place gives the text back as often as it says.

template <class Database> struct text_place {
    const char* name;
    answers (*run)(Database&, const std::string&);
};
template <class Database> std::vector<text_place<Database>> text_places() {
    return {
        {"like",
         [](auto& db, auto& given) {
             return db.all(from<Note>()
                               .where(text.like(escaped(given), '!') && !text.not_like(escaped(given), '!') &&
                                      text.like("%" + escaped(given) + "%", '!'))
                               .select(text));
         }},
        {"escapes of like",
         [](auto& db, auto& given) {
             for (const char escape : {'\'', '\\', '%', '_', '"', '?', '$', '{'}) {
                 std::string pattern;
                 for (const char each : given.substr(0, 1000)) {
                     if (each == '%' || each == '_' || each == escape) pattern += escape;
                     pattern += each;
                 }
                 const auto found = text.like(pattern + (given.size() > 1000 ? "%" : ""), escape);
                 if (db.count(from<Note>().where(found && own == 1)) != 1) return answers{{escape}};
             }
             return answers{given};
         }},
        {"ilike", [](auto& db,
                     auto& given) { return db.all(from<Note>().where(text.ilike(escaped(given), '!')).select(text)); }},
        {"starts_with, ends_with, contains",
         [](auto& db, auto& given) {
             return db.all(
                 from<Note>()
                     .where(text.starts_with(given) && text.ends_with(given) && text.contains(given) && own == 1)
                     .select(text));
         }},
        {"text functions",
         [](auto& db, auto& given) {
             const auto row = db.one(from<Note>().where(own == 1).select(
                 replace(text, text, given), concat("", given), own_replace("x", "x", given), value(given) + "",
                 substring(concat(given, "end"), 1, length(text))));
             return answers{std::get<0>(row), std::get<1>(row), std::get<2>(row), std::get<3>(row), std::get<4>(row)};
         }},
        {"positions",
         [](auto& db, auto& given) {
             return db.all(from<Note>().where(own == 1 && position(given, text) == 1).select(text));
         }},
        {"string_agg",
         [](auto& db, auto& given) {
             const std::optional<std::string> found = db.one(from<Note>().select(string_agg(text, given)));
             const bool is_joined = found == given + given + "other" || found == "other" + given + given;
             return answers{is_joined ? given : found.value_or("NULL")};
         }},
        {"raw SQL",
         [](auto& db, auto& given) {
             return db.all(from<Note>()
                               .where(raw<bool, "{} = {} AND '{{}}' <> {}">(text, given, given + "x"))
                               .select(raw<std::string, "coalesce({}, {})">(given, text)));
         }},
        {"run-time raw SQL",
         [](auto& db, auto& given) {
             return db.template query<std::string>(unsafe_sql("SELECT text FROM note WHERE text = {} OR text = {}"),
                                                   given, given);
         }},
        {"names of groups",
         [](auto& db, auto& given) {
             const auto kind = case_when(text == given, given).otherwise("").template as<"it's a \"kind\"">();
             return db.all(
                 from<Note>().where(own == 1).group_by(kind).order_by(kind).having(kind == given).select(kind));
         }},
        {"recursion",
         [](auto& db, auto& given) {
             const auto first = from<Note>().where(text == given).template select<Kept>(text);
             const auto step =
                 from<Kept>().where(col<&Kept::kept> == "no " + given).template select<Kept>(value(given));
             return db.all(with_recursive(first.union_all(step)).template from<Kept>().select(col<&Kept::kept>));
         }},
        {"set operations",
         [](auto& db, auto& given) {
             return db.all(from<Note>()
                               .where(text == given)
                               .select(text)
                               .intersect(from<Note>().where(own == 1).select(value(given))));
         }},
        {"insert from a query",
         [](auto& db, auto& given) {
             return db.all(
                 insert_into<Note>()
                     .template columns<&Note::id, &Note::text, &Note::document>()
                     .from(from<Note>().where(text == given).select(own + 10, value(given), col<&Note::document>))
                     .returning(text));
         }},
        {"paths of JSON",
         [](auto& db, auto& given) {
             constexpr auto document = col<&Note::document>;
             const std::string inner = as_json(given) + ": [" + as_json(given) + "]";
             db.exec(update<Note>().set(document = json{"{" + as_json(given) + ": {" + inner + "}}"}).where(own == 1));
             return db.all(from<Note>()
                               .where(document.template at<std::string>(given, given, 0) == given && own == 1)
                               .select(coalesce(document.template at<std::string>(given, given, 0), "nothing")));
         }},
        {"values of JSON",
         [](auto& db, auto& given) {
             const auto made = db.one(
                 from<Note>().where(own == 1).select(json_object<Kept>(value(given)), json_object<Kept>(text + "")));
             const auto of_rows = json_array_of<Kept>(json_object<Kept>(value(given)));
             const auto listed = db.one(from<Note>().where(own == 1).select(of_rows));
             answers all{std::get<0>(made).value.kept, std::get<1>(made).value.kept};
             for (const Kept& each : listed.value) all.push_back(each.kept);
             return all;
         }},
        {"items of JSON",
         [](auto& db, auto& given) {
             db.exec(update<Note>().set(col<&Note::document> = json{"[" + as_json(given) + "]"}).where(own == 1));
             return db.all(from<Note>()
                               .join(json_each<Item>(col<&Note::document>), col<&Item::item> == given)
                               .select(col<&Item::item>));
         }},
        {"keys of JSON",
         [](auto& db, auto& given) {
             db.exec(update<Note>()
                         .set(col<&Note::document> = json{"{" + as_json(given) + ": " + as_json(given) + "}"})
                         .where(own == 1));
             return db.all(from<Note>()
                               .where(own == 1 && col<&Note::document>.has_key(given))
                               .select(coalesce(col<&Note::document>.template at<std::string>(given), "nothing")));
         }},
    };
}

} // namespace

TEMPLATE_TEST_CASE("texts stay bound where only texts stand", "[hostile]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Note>>();
    db.insert_many(std::vector<Note>{{1, "x", {"null"}}, {2, "other", {"null"}}}, keys_are_given);
    for (const auto& each : text_places<typename TestType::transaction>()) {
        INFO("place " << each.name);
        std::set<std::string> usual;
        for (const std::string& given : texts) {
            INFO("text " << given.substr(0, 80));
            if (given.size() > most_like && std::string(each.name).find("like") != std::string::npos) continue;
            auto tx = db.begin();
            tx.exec(update<Note>().set(text = given).where(own == 1));
            sent_texts<TestType> sent(db);
            const answers found = each.run(tx, given);
            CHECK(!found.empty());
            for (const std::string& answer : found) CHECK(answer == given);
            if (usual.empty()) usual = sent.texts();
            for (const std::string& sql : sent.texts()) {
                INFO("sent " << sql);
                CHECK(usual.count(sql) == 1);
            }
        }
    }
}
// What is refused says so, and writes nothing.
TEMPLATE_TEST_CASE("values that a database cannot hold are errors", "[hostile]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Note, Row>>();
    db.insert(Note{1, "x", {"null"}}, keys_are_given);
    for (const std::string& given : {"nul\0';"s, "\xff\xfe'"s, "half \xf0\x9f"s}) {
        const std::vector<std::string> all{given};
        if (TestType::is_sqlite) { // which holds them; its own functions stop at a NUL
            CHECK(db.insert(Note{2, given, {"null"}}, keys_are_given).text == given);
            CHECK(db.one(from<Note>().where(text == given && own == 2).select(value(given))) == given);
            CHECK(db.template erase<Note>(2));
            if (given.find('\0') != given.npos)
                CHECK_THROWS_AS(db.all(from<Note>().where(text.in(all))), conversion_error);
        } else {
            CHECK_THROWS_AS(db.insert(Note{2, given, {"null"}}, keys_are_given), error);
            CHECK_THROWS_AS(db.insert_many(std::vector<Note>{{2, given, {"null"}}}, keys_are_given), error);
            CHECK_THROWS_AS(db.all(from<Note>().where(text == given)), error);
            CHECK_THROWS_AS(db.all(from<Note>().where(text.in(all))), error);
            CHECK_THROWS_AS(db.all(from<Note>().where(text.like(given))), error);
            CHECK_THROWS_AS(db.all(from<Note>().select(concat(text, given))), error);
            CHECK_THROWS_AS(db.all(from<Note>().order_by(text, own).after(given, 0)), error);
            CHECK_THROWS_AS(db.template query<std::string>("SELECT {}", given), error);
        }
    }
    CHECK(db.count(from<Note>()) == 1);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    Row row = row_of(0);
    row.real = nan;
    const auto found = from<Row>().where(col<&Row::real> == nan).select(col<&Row::real>);
    if (TestType::is_sqlite) {
        CHECK_THROWS_AS(db.insert(row), conversion_error);
        CHECK_THROWS_AS(db.all(found), conversion_error);
        CHECK_THROWS_AS(db.all(from<Row>().where(col<&Row::real>.in(std::vector{infinity}))), conversion_error);
    } else {
        row = db.insert(row);
        CHECK(row.real != row.real);
        CHECK(db.count(found) == 1); // as PostgreSQL compares it
        CHECK(db.count(from<Row>().where(col<&Row::real>.in(std::vector{infinity, nan}))) == 1);
    }
}

TEST_CASE("texts stay bound where only SQLite takes them", "[hostile]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Page>>();
    std::set<std::string> usual;
    for (const std::string& given : texts) {
        INFO("text " << given.substr(0, 80));
        if (given.size() > most_like) continue; // it has no words
        auto tx = db.begin();
        tx.insert(Page{1, given + " word"}, keys_are_given);
        tx.insert(Page{2, "something else"}, keys_are_given);
        sent_texts<on_sqlite> sent(db);
        const auto found = from<Page>().where(full_text_match<Page>(full_text_words(given + " word")));
        CHECK(tx.all(found.select(col<&Page::id>)) == std::vector<std::int64_t>{1});
        CHECK(tx.all(from<Page>()
                         .where(full_text_match<&Page::body>("word"))
                         .select(full_text_highlight<&Page::body>(given, given))) ==
              answers{given + " " + given + "word" + given});
        CHECK(tx.all(from<Page>()
                         .where(full_text_match<Page>("word"))
                         .select(full_text_snippet<&Page::body>(given, given, given, 64)))
                  .size() == 1);
        if (usual.empty()) usual = sent.texts();
        for (const std::string& sql : sent.texts()) CHECK(usual.count(sql) == 1);
    }
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("texts stay bound where only PostgreSQL takes them", "[hostile]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Note, Listed>>();
    db.execute("CREATE PROCEDURE twice(INOUT given text) LANGUAGE plpgsql AS 'BEGIN given := given || given; END'");
    using same = alias<Note, "same">;
    constexpr sql_procedure<"twice", std::string(std::string_view)> twice;
    const auto words = [](const std::string& given) { return text_search<"english">(text, given); };
    std::set<std::string> usual;
    for (const std::string& given : texts) {
        INFO("text " << given.substr(0, 80));
        const bool is_long = given.size() > 1000;
        auto tx = db.begin();
        tx.insert(Note{1, given, {"null"}}, keys_are_given);
        tx.insert(Listed{1, {given, "b"}, {given, std::nullopt}}, keys_are_given);
        sent_texts<on_postgres> sent(db);
        // Behind these marks a pattern is the text itself.
        if (!is_long) CHECK(tx.count(from<Note>().where(text.matches("***=" + given))) == 1);
        CHECK(tx.all(from<Note>().select(words(given))).size() == 1); // whatever it finds, it is no error
        CHECK(tx.one(twice(given)) == given + given);
        constexpr auto list = col<&Listed::texts>;
        CHECK(tx.one(from<Listed>()
                         .where(list.contains(given) && list.contains(std::vector{given, "b"s}) &&
                                overlaps(list, std::vector{given}) && list == std::vector{given, "b"s})
                         .select(array_append(list, given))) == answers{given, "b", given});
        CHECK(tx.one(from<Listed>().select(col<&Listed::maybe>)) ==
              std::vector<std::optional<std::string>>{given, std::nullopt});
        CHECK(tx.one(from<Listed>().select(array_position(list, given))) == 1);
        CHECK(tx.one(from<Listed>().select(array_prepend(given, list), array_replace(list, "b", given),
                                           array_cat(list, std::vector{given}), array_element(list, 1),
                                           contained_by(list, std::vector{given, "b"s}))) ==
              std::tuple(answers{given, given, "b"}, answers{given, given}, answers{given, "b", given},
                         std::optional(given), true));
        CHECK(tx.one(from<Note>().select(array_agg(value(given)))) == answers{given});
        CHECK(tx.one(from<Note>().select(lpad(value("x"), 1, given))) == "x");
        CHECK(tx.one(from<Listed>().select(array_to_string(list, given))) == given + given + "b");
        CHECK(tx.all(from(unnest<Item>(value(std::vector{given}))).select(col<&Item::item>)) == answers{given});
        CHECK(tx.count(from<Note>().where(
                  text == any_of(from<same>().where(col<&Note::text, same> == given).select(value(given))))) == 1);
        if (usual.empty()) usual = sent.texts();
        for (const std::string& sql : sent.texts()) {
            INFO("sent " << sql);
            CHECK(usual.count(sql) == 1);
        }
    }
}
#endif
