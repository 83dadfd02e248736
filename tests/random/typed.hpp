#pragma once

// Queries of the typed language beside SQL that says the same: both have to bring the same rows.

#include "models.hpp"

#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace random_test {

/// The rows of a group: what it has in common, and how many they are.
struct Tally {
    std::int64_t key{};
    std::int64_t rows{};
};

inline std::string cell_text(std::int64_t number) { return std::to_string(number); }
inline std::string cell_text(const std::string& text) { return text; }
template <class Value> std::string cell_text(const std::optional<Value>& value) {
    return value ? cell_text(*value) : "NULL";
}
template <class Value> std::string row_text(const Value& only) { return cell_text(only); }
template <class... Value> std::string row_text(const std::tuple<Value...>& row) {
    std::string text;
    std::apply([&](const auto&... each) { ((text += cell_text(each) + "|"), ...); }, row);
    text.pop_back();
    return text;
}

template <class Backend> struct typed_queries {
    refract_test::fresh_database<Backend> fresh{};
    int asked = 0;

    typed_queries() {
        if (!fresh) return;
        dice random(7);
        auto& db = fresh.db();
        db.template create_tables<refract::schema<Person, Task, Word>>();
        if constexpr (!Backend::is_sqlite) // texts by their bytes
            fresh.rows("ALTER TABLE person ALTER name TYPE text COLLATE \"C\", ALTER nick TYPE text COLLATE \"C\"; "
                       "ALTER TABLE task ALTER title TYPE text COLLATE \"C\"; "
                       "ALTER TABLE word ALTER text TYPE text COLLATE \"C\"");
        db.insert_many(make_people(random), refract::keys_are_given);
        db.insert_many(make_tasks(random), refract::keys_are_given);
        db.insert_many(make_words(random), refract::keys_are_given);
    }
    template <class Query> void same(const Query& query, const char* sql) {
        std::vector<std::string> found;
        for (const auto& row : fresh.db().all(query)) found.push_back(row_text(row));
        check_rows(std::move(found), sql);
    }

private:
    void check_rows(std::vector<std::string> found, const char* sql) {
        refract_test::text_rows expected = fresh.rows(sql);
        std::sort(expected.begin(), expected.end());
        std::sort(found.begin(), found.end());
        INFO("query " << ++asked << ": " << sql);
        CHECK(found == expected);
    }
};

} // namespace random_test

using namespace refract;
using namespace random_test;
