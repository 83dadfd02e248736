// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/base/sql_tokens.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// SQLite does not say which foreign key a statement has broken: the one that it can have broken, where it is one
/// alone. DELETE FROM "letter" can break those that lead to "letter", and those that lead to rows which go with it.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a statement writes, as far as its text says it.
struct sqlite_written_table {
    std::string schema{}, name{};
    std::vector<std::string> set_columns{};
    bool inserts = false, deletes = false;

    bool sets(std::string_view column) const {
        return std::any_of(set_columns.begin(), set_columns.end(),
                           [&](const std::string& each) { return sql_token::is_like(each, column); });
    }
};

class sqlite_written_table_reader {
public:
    explicit sqlite_written_table_reader(std::string_view sql) : tokens_(sql_tokenizer(sql, true).all()) {}

    /// Without a name where the text says none, or has several statements.
    sqlite_written_table read() {
        sqlite_written_table made;
        const auto end =
            std::find_if(tokens_.begin(), tokens_.end(), [](const sql_token& each) { return each.is(";"); });
        if (end != tokens_.end() && end + 1 != tokens_.end()) return made;
        std::size_t at = find_at_top(0, {"INSERT", "REPLACE", "UPDATE", "DELETE"});
        if (at == tokens_.size()) return made;
        made.inserts = tokens_[at].is("INSERT") || tokens_[at].is("REPLACE");
        made.deletes = tokens_[at].is("DELETE") || tokens_[at].is("REPLACE") || is(at + 2, "REPLACE");
        while (at < tokens_.size() && is_word_of_verb(tokens_[at])) ++at;
        if (is(at + 1, ".")) {
            made.schema = unquote_sql(tokens_[at].text);
            at += 2;
        }
        if (at < tokens_.size()) made.name = unquote_sql(tokens_[at].text);
        read_columns(find_at_top(at, {"SET"}), made);
        return made;
    }

private:
    bool is(std::size_t at, std::string_view word) const { return at < tokens_.size() && tokens_[at].is(word); }
    static bool is_word_of_verb(const sql_token& each) {
        for (const char* word :
             {"INSERT", "REPLACE", "UPDATE", "DELETE", "OR", "ROLLBACK", "ABORT", "FAIL", "IGNORE", "INTO", "FROM"})
            if (each.is(word)) return true;
        return false;
    }
    std::size_t find_at_top(std::size_t at, std::initializer_list<const char*> words) const {
        for (int depth = 0; at < tokens_.size(); ++at) {
            depth += is(at, "(") ? 1 : (is(at, ")") ? -1 : 0);
            for (const char* word : words)
                if (depth == 0 && tokens_[at].is(word)) return at;
        }
        return at;
    }
    /// SET "a" = 1, ("b", "c") = (2, 3) WHERE
    void read_columns(std::size_t at, sqlite_written_table& made) const {
        const std::size_t end = std::min(find_at_top(at, {"WHERE"}), tokens_.size());
        for (std::size_t i = at + 1; i < end; ++i) {
            const bool begins = is(i - 1, "SET") || is(i - 1, ",") || is(i - 1, "(");
            if (begins && tokens_[i].is_name()) made.set_columns.push_back(unquote_sql(tokens_[i].text));
        }
    }

    std::vector<sql_token> tokens_;
};

struct sqlite_foreign_key {
    std::string table{}, target{}, on_update{}, on_delete{};
    std::vector<std::string> columns{}, targets{};
};

/// All keys of the schema of a connection; none where they cannot be read.
inline std::vector<sqlite_foreign_key> read_sqlite_keys(sqlite3* connection, const std::string& schema) {
    std::string name = "\"main\"";
    if (!schema.empty()) {
        name = "\"";
        for (const char c : schema) name.append(c == '"' ? 2 : 1, c);
        name += '"';
    }
    const std::string sql = join_text(
        {"SELECT m.name, k.id, k.\"table\", k.\"from\", coalesce(k.\"to\", (SELECT c.name FROM "
         "pragma_table_info(k.\"table\", ?1) AS c WHERE c.pk = k.seq + 1)), k.on_update, k.on_delete FROM ",
         name,
         ".sqlite_master AS m, pragma_foreign_key_list(m.name, ?1) AS k WHERE m.type = 'table' ORDER BY 1, 2, k.seq"});
    std::vector<sqlite_foreign_key> all;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) return all;
    sqlite3_bind_text(statement, 1, schema.empty() ? "main" : schema.c_str(), -1, SQLITE_TRANSIENT);
    const auto text = [&](int column) {
        const auto* const value = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        return std::string(value ? value : "");
    };
    for (int last = -1; sqlite3_step(statement) == SQLITE_ROW; last = sqlite3_column_int(statement, 1)) {
        if (all.empty() || all.back().table != text(0) || last != sqlite3_column_int(statement, 1))
            all.push_back({.table = text(0), .target = text(2), .on_update = text(5), .on_delete = text(6)});
        all.back().columns.push_back(text(3));
        all.back().targets.push_back(text(4));
    }
    sqlite3_finalize(statement);
    return all;
}

/// Which of the keys a write can break, by itself or by the rows that follow it.
class sqlite_broken_keys {
public:
    explicit sqlite_broken_keys(const std::vector<sqlite_foreign_key>& all) : all_(all), is_found_(all.size()) {}

    std::vector<bool> find(const sqlite_written_table& write) {
        add(write);
        return is_found_;
    }

private:
    void add(const sqlite_written_table& write) {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const sqlite_foreign_key& key = all_[i];
            if (sql_token::is_like(key.table, write.name) && (write.inserts || sets_one_of(write, key.columns)))
                is_found_[i] = true;
            if (!sql_token::is_like(key.target, write.name)) continue;
            if (write.deletes) follow(i, key.on_delete, true);
            if (sets_one_of(write, key.targets)) follow(i, key.on_update, false);
        }
    }
    static bool sets_one_of(const sqlite_written_table& write, const std::vector<std::string>& columns) {
        return std::any_of(columns.begin(), columns.end(), [&](const std::string& each) { return write.sets(each); });
    }
    /// Rows that go or change with the row that they lead to.
    void follow(std::size_t index, std::string_view action, bool is_deleted) {
        const sqlite_foreign_key& key = all_[index];
        const bool cascades = action == "CASCADE", sets_null = action == "SET NULL";
        if (!cascades && !sets_null) is_found_[index] = true;
        if (action == "NO ACTION" || action == "RESTRICT") return;
        const std::pair<std::size_t, bool> step(index, is_deleted);
        if (std::find(followed_.begin(), followed_.end(), step) != followed_.end()) return;
        followed_.push_back(step);
        sqlite_written_table next{.name = key.table};
        next.deletes = cascades && is_deleted;
        if (!next.deletes) next.set_columns = key.columns;
        const bool was_found = is_found_[index];
        add(next);
        is_found_[index] = was_found; // what follows a row leads to it, and NULL leads nowhere
    }

    const std::vector<sqlite_foreign_key>& all_;
    std::vector<bool> is_found_;
    std::vector<std::pair<std::size_t, bool>> followed_{};
};

/// Says which key it was, where the statement can have broken one alone.
inline void add_only_key(sqlite3* connection, std::string_view sql, error_details& details) {
    const sqlite_written_table write = sqlite_written_table_reader(sql).read();
    if (write.name.empty()) return;
    const std::vector<sqlite_foreign_key> all = read_sqlite_keys(connection, write.schema);
    const std::vector<bool> found = sqlite_broken_keys(all).find(write);
    if (std::count(found.begin(), found.end(), true) != 1) return;
    const auto at = static_cast<std::size_t>(std::find(found.begin(), found.end(), true) - found.begin());
    details.only_key_table = all[at].table;
    details.only_key_columns = all[at].columns;
}

} // namespace detail
} // namespace v0
} // namespace refract
