// Pages by an object, of an order under another rule of comparison than the column's.

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

struct CollatedWord {
    std::int64_t id{};
    std::string word;
    std::optional<std::string> note;
};
struct CollatedLine {
    std::int64_t id{};
    std::string word;
};

namespace {

constexpr auto collated_id = col<&CollatedWord::id>;
constexpr auto collated_word = col<&CollatedWord::word>;
constexpr auto collated_note = col<&CollatedWord::note>.collate<"binary">();

/// All rows of a query, page by page, and what its rows are called by.
template <class Database, class Query, class Name>
std::vector<std::int64_t> collated_pages(Database& db, const Query& query, Name name) {
    std::vector<std::int64_t> seen;
    auto page = db.all(query.limit(2));
    while (!page.empty() && seen.size() < 20) {
        for (const auto& row : page) seen.push_back(name(row));
        page = db.all(query.after(page.back()).limit(2));
    }
    return seen;
}

} // namespace

TEMPLATE_TEST_CASE("an object tells where it stands in an order under a collation", "[pages]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<CollatedWord>>();
    for (const auto& [id, word, note] : std::vector<std::tuple<std::int64_t, const char*, const char*>>{
             {1, "b", ""}, {2, "B", "x"}, {3, "a", ""}, {4, "b", "X"}, {5, "_", "y"}})
        db.insert(CollatedWord{id, word, *note ? std::optional<std::string>(note) : std::nullopt}, keys_are_given);
    const auto by_bytes = from<CollatedWord>().order_by(collated_word.collate<"binary">(), collated_id.desc());
    const std::vector<std::int64_t> in_order{2, 5, 3, 4, 1};
    CHECK(collated_pages(db, by_bytes, [](const CollatedWord& row) { return row.id; }) == in_order);
    CHECK(db.all(by_bytes.before(CollatedWord{4, "b", std::nullopt}).limit(2).select(collated_id)) ==
          std::vector<std::int64_t>{5, 3});
    // A struct of two columns, and values.
    CHECK(collated_pages(db, by_bytes.select<CollatedLine>(), [](const CollatedLine& row) { return row.id; }) ==
          in_order);
    CHECK(collated_pages(db, by_bytes.select(collated_word, collated_id),
                         [](const auto& row) { return std::get<1>(row); }) == in_order);
    // NULLs.
    const auto by_note = from<CollatedWord>().order_by(collated_note.desc().nulls_last(), collated_id);
    CHECK(collated_pages(db, by_note, [](const CollatedWord& row) { return row.id; }) ==
          std::vector<std::int64_t>{5, 2, 4, 1, 3});
}
