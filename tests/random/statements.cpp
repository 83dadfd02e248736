// Random statements of the whole language, made at run time as the plain data that queries are: what the rules accept
// runs on both databases and brings the same rows, in memory too where memory can. REFRACT_RANDOM_SEED and REFRACT_RANDOM_COUNT say which and how many.

#include "engines.hpp"
#include "in_memory.hpp"
#include "queries.hpp"
#include "shrink.hpp"

#include <support/databases.hpp>

#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>

using namespace refract;
using namespace refract_test;

namespace random_test {
namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Whether a query that stands for a value has one row at most, and tables of WITH are there.
bool is_sound(const tree_query& query, std::vector<table_ref> shared = {});
bool is_sound(const tree_node& at, const std::vector<table_ref>& shared) {
    if (at.at.kind == node_kind::scalar_query) {
        const flat_statement inner(*at.query);
        if (!is_grouped(inner.view()) || inner.view().has(clause_kind::group_by)) return false;
    }
    for (const tree_node& each : at.operands)
        if (!is_sound(each, shared)) return false;
    return !at.query || is_sound(*at.query, shared);
}
bool is_sound(const tree_query& query, std::vector<table_ref> shared) {
    for (const tree_clause& each : query.clauses) {
        if (each.at.kind == clause_kind::with) shared.push_back(each.at.table);
        const bool is_derived =
            brings_table(each.at.kind) && !each.query &&
            std::find(derived_refs.begin(), derived_refs.end(), each.at.table) != derived_refs.end();
        if (is_derived && std::find(shared.begin(), shared.end(), each.at.table) == shared.end()) return false;
        for (const tree_node& item : each.items)
            if (!is_sound(item, shared)) return false;
        if (each.query && !is_sound(*each.query, shared)) return false;
    }
    return true;
}
/// Whether the library would let a program run it, on every database.
bool is_accepted(const flat_statement& statement) {
    const statement_view& view = statement.view();
    if (find_violation(view)) return false;
    for (const dialect_info* each : {&refract::dialect::sqlite::info, &refract::dialect::postgres::info})
        if (!missing_feature(view, *each).empty() || !serves_all(view, *each)) return false;
    return true;
}
std::vector<type_kind> kinds_of(const statement_view& view) {
    std::vector<type_kind> kinds;
    for (const node& item : items_of(*view.first_query().find(clause_kind::select))) kinds.push_back(item.type.kind);
    return kinds;
}

struct outcome {
    std::string difference{}; ///< empty: none
    bool overflowed = false, in_memory = false;
    std::size_t rows = 0;
};
std::string only_in(std::vector<cells> rows, std::vector<cells> others) {
    const bool same_rows = std::is_permutation(rows.begin(), rows.end(), others.begin(), others.end());
    std::sort(rows.begin(), rows.end());
    std::sort(others.begin(), others.end());
    std::vector<cells> own;
    std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(own));
    std::string text = same_rows ? " in another order" : "";
    for (std::size_t i = 0; i < own.size() && i < 12; ++i) {
        text += "\n   ";
        for (const std::string& cell : own[i]) text += " | " + cell;
    }
    return text;
}
template <class First, class Second> outcome compare_engines(const flat_statement& statement, const First& first,
                                                             const Second& second, const memory_engine& memory) {
    const std::vector<type_kind> kinds = kinds_of(statement.view());
    const auto ask = [&](const auto& engine, const dialect_info& dialect,
                         std::vector<cells>& rows) -> std::optional<refusal> {
        try {
            rows = engine.rows(print(statement, dialect), kinds);
        } catch (const refusal& refused) { return refused; }
        if (!statement.view().has(clause_kind::order_by)) std::sort(rows.begin(), rows.end());
        return std::nullopt;
    };
    std::vector<cells> left, right;
    const auto one = ask(first, refract::dialect::sqlite::info, left),
               other = ask(second, refract::dialect::postgres::info, right);
    if ((one && one->overflow) || (other && other->overflow)) return {.overflowed = true};
    if (one) return {.difference = std::string("SQLite: ") + one->what()};
    if (other) return {.difference = std::string("PostgreSQL: ") + other->what()};
    if (left == right && memory.can_do(statement.view())) {
        auto third = memory.rows(statement);
        if (!third) return {.rows = left.size()};
        if (!statement.view().has(clause_kind::order_by)) std::sort(third->begin(), third->end());
        if (left == *third) return {.in_memory = true, .rows = left.size()};
        return {.difference = "rows of databases only:" + only_in(left, *third) +
                              "\n  rows of memory only:" + only_in(*third, left)};
    }
    if (left == right) return {.rows = left.size()};
    return {.difference =
                "rows of SQLite only:" + only_in(left, right) + "\n  rows of PostgreSQL only:" + only_in(right, left)};
}

std::string shown(const tree_query& query) {
    const flat_statement flat(query);
    std::string text;
    for (const dialect_info* each : {&refract::dialect::sqlite::info, &refract::dialect::postgres::info}) {
        const printed made = print(flat, *each);
        text += "\n  " + std::string(each->name) + ": " + made.sql + "\n    with";
        for (const std::string& value : made.texts) text += " [" + value + "]";
    }
    return text;
}

} // namespace
} // namespace random_test

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("random statements bring the same rows on both databases", "[random]") {
    using namespace random_test;
    fresh_database<on_sqlite> sqlite;
    fresh_database<on_postgres> postgres;
    if (!postgres) return;
    const std::uint64_t seed = setting("REFRACT_RANDOM_SEED", 1), count = setting("REFRACT_RANDOM_COUNT", 10'000);
    dice random(seed);
    const auto people = make_people(random);
    const auto tasks = make_tasks(random);
    const auto words = make_words(random);
    const auto fill = [&](auto& db) {
        db.template create_tables<schema<Person, Task, Word>>();
        db.insert_many(people, keys_are_given);
        db.insert_many(tasks, keys_are_given);
        db.insert_many(words, keys_are_given);
    };
    fill(sqlite.db());
    fill(postgres.db());
    postgres.db().execute(
        unsafe_sql("ALTER TABLE person ALTER name TYPE text COLLATE \"C\", ALTER nick TYPE text COLLATE \"C\"; "
                   "ALTER TABLE task ALTER title TYPE text COLLATE \"C\"; "
                   "ALTER TABLE word ALTER text TYPE text COLLATE \"C\"; ANALYZE person, task, word"));
    const sqlite_engine first(sqlite.db().connection().native());
    const postgres_engine second(postgres.db().connection().native());
    const memory_engine memory(people, tasks, words);
    std::size_t asked = 0, overflowed = 0, filled = 0, failed = 0, refused = 0, in_memory = 0;
    for (std::uint64_t number = 0; asked < count && failed < 5; ++number) {
        const tree_query query = query_maker(seed * 1'000'000 + number).statement();
        const flat_statement flat(query);
        if (!is_sound(query) || !is_accepted(flat)) {
            ++refused;
            continue;
        }
        ++asked;
        const outcome found = compare_engines(flat, first, second, memory);
        overflowed += found.overflowed;
        filled += found.rows > 0;
        in_memory += found.in_memory && found.rows > 0;
        if (found.difference.empty()) continue;
        ++failed;
        const tree_query least = shrunk(copy_of(query), [&](const tree_query& smaller) {
            const flat_statement made(smaller);
            if (!is_sound(smaller) || !is_accepted(made)) return false;
            const std::string why = compare_engines(made, first, second, memory).difference;
            return !why.empty() && why.substr(0, 20) == found.difference.substr(0, 20); // the same kind of failure
        });
        const outcome why = compare_engines(flat_statement(least), first, second, memory);
        FAIL_CHECK("seed " << seed << ", statement " << number << shown(least) << "\n  " << why.difference);
    }
    INFO(asked << " asked, " << filled << " with rows, " << overflowed << " overflowed, " << refused << " refused");
    CHECK(filled * 3 > asked);
    CHECK(in_memory * 20 > asked);
    CHECK(overflowed * 20 < asked);
    if (std::getenv("REFRACT_RANDOM_SHOW"))
        std::printf("%zu asked, %zu with rows, %zu of them in memory too, %zu overflowed, %zu refused\n", asked, filled,
                    in_memory, overflowed, refused);
}
#endif
