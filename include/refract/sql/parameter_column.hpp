// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/plain_array.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// Which column the value of a parameter is for, and which one comes under a name that refract has made, found in the
/// text of a statement. For errors alone: programs need not carry what only a failure asks for.

namespace refract {
inline namespace v0 {
namespace detail {

struct parameter_column {
    std::string_view table{}, column{}; ///< as they stand between quotes; empty where the text does not say
};

/// A template, so that it is compiled where it is used.
template <class View> class parameter_finder {
public:
    explicit parameter_finder(View sql) { split(sql); }

    parameter_column find(int number) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (words_[i].parameter == number)
                if (const parameter_column found = look_at(i); !found.column.empty()) return found;
        return {};
    }

    /// What is selected as a name of refract's, such as "c3".
    View selected(View alias, std::size_t place) const {
        for (std::size_t i = 2; i < words_.size(); ++i)
            if (is_name(i) && words_[i].text == alias && is(i - 1, "AS") && is_name(i - 2)) return words_[i - 2].text;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (!is(i, "SELECT")) continue;
            const View found = item_of(i, place);
            if (!found.empty() && found != alias) return found;
        }
        return {};
    }

private:
    struct word {
        View text;
        bool is_name = false;
        int parameter = 0, depth = 0;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    static bool is_letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
    }

    void split(View sql) {
        int depth = 0;
        for (std::size_t at = 0; at < sql.size();) {
            const char c = sql[at];
            std::size_t end = at + 1;
            word made{.text = {}, .depth = depth};
            if (c == '"' || c == '\'') {
                while (end < sql.size() && sql[end] != c) ++end;
                made.text = sql.substr(at + 1, end++ - at - 1);
                made.is_name = c == '"';
            } else {
                if ((c == '$' || c == '?') && end < sql.size() && is_digit(sql[end]))
                    for (; end < sql.size() && is_digit(sql[end]); ++end)
                        made.parameter = made.parameter * 10 + (sql[end] - '0');
                else if (is_letter(c))
                    while (end < sql.size() && is_letter(sql[end])) ++end;
                else if (View("<>=!").find(c) != View::npos)
                    while (end < sql.size() && View("<>=!").find(sql[end]) != View::npos) ++end;
                made.text = sql.substr(at, end - at);
                if (c == ')') made.depth = --depth;
                if (c == '(') ++depth;
            }
            if (c != ' ') words_.push_back(made);
            at = end;
        }
    }
    bool is(std::size_t at, View text) const {
        return at < words_.size() && !words_[at].is_name && words_[at].text == text;
    }
    bool is_name(std::size_t at) const { return at < words_.size() && words_[at].is_name; }

    parameter_column look_at(std::size_t at) const {
        while (at >= 2 && is(at - 1, "(") && (is(at - 2, "CAST") || is(at - 2, "ANY"))) at -= 2;
        if (at >= 2 && is_name(at - 2) && compares(at - 1)) return compared(at - 2);
        return inserted(at);
    }
    bool compares(std::size_t at) const {
        for (const View each : {"=", "<>", "!=", "<", "<=", ">", ">=", "+", "-", "LIKE", "IS"})
            if (is(at, each)) return true;
        return false;
    }
    /// `"note"."text" = $1`, `UPDATE "note" SET "text" = $1`
    parameter_column compared(std::size_t name) const {
        if (name >= 2 && is(name - 1, ".") && is_name(name - 2)) return {words_[name - 2].text, words_[name].text};
        int depth = words_[name].depth;
        for (std::size_t i = name; i-- > 0;) {
            if (words_[i].depth > depth) continue;
            depth = words_[i].depth;
            if (is(i, "UPDATE") || is(i, "FROM") || is(i, "INTO")) return {table_at(i + 1), words_[name].text};
        }
        return {{}, words_[name].text};
    }
    View table_at(std::size_t at) const {
        while (is_name(at) && is(at + 1, ".")) at += 2;
        return is_name(at) ? words_[at].text : View();
    }

    /// An item of a select, if it is a name.
    View item_of(std::size_t select, std::size_t place) const {
        const int depth = words_[select].depth;
        for (std::size_t i = select + 1; i < words_.size() && words_[i].depth >= depth; ++i) {
            if (words_[i].depth > depth) continue;
            const bool is_end = is(i, ",") || is(i, "FROM");
            if (is_end && place-- == 0) return is_name(i - 1) ? words_[i - 1].text : View();
            if (is(i, "FROM")) break;
        }
        return {};
    }

    /// `INSERT INTO "note" ("id", "text") VALUES ($1, $2)`, `... SELECT $1, $2`, `... FROM unnest($1, $2)`
    parameter_column inserted(std::size_t at) const {
        const int depth = words_[at].depth;
        std::size_t begin = at, items = 1, place = 0;
        for (; begin > 0; --begin) {
            const word& before = words_[begin - 1];
            if (before.depth < depth || (before.depth == depth && before.text == "SELECT")) break;
            if (before.depth == depth && is(begin - 1, ",")) ++place, ++items;
        }
        for (std::size_t i = at; i < words_.size() && words_[i].depth >= depth; ++i) {
            if (words_[i].depth > depth) continue;
            if (is(i, "FROM")) break;
            if (is(i, ",")) ++items;
        }
        for (std::size_t i = begin; i-- > 0;)
            if (is(i, "INTO")) return column_at(i + 1, place, items);
        return {};
    }
    parameter_column column_at(std::size_t table, std::size_t place, std::size_t items) const {
        const View name = table_at(table);
        while (is_name(table) || is(table, ".")) ++table;
        plain_array<View> columns;
        if (is(table, "("))
            for (++table; is_name(table); table += 2) columns.push_back(words_[table].text);
        if (columns.size() != items) return {};
        return {name, columns[place]};
    }

    plain_array<word> words_{};
};
/// The column that comes under a name which refract gives by its number, "c3"; else the name.
inline std::string_view find_selected_column(std::string_view sql, std::string_view name) {
    std::size_t number = 0;
    for (const char c : name.substr(name.starts_with('c') ? 1 : 0)) {
        if (c < '0' || c > '9') return name;
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    if (!name.starts_with('c') || number == 0) return name;
    const std::string_view found = parameter_finder<std::string_view>(sql).selected(name, number - 1);
    return found.empty() ? name : found;
}
inline parameter_column find_parameter_column(std::string_view sql, int number) {
    return parameter_finder<std::string_view>(sql).find(number);
}

} // namespace detail
} // namespace v0
} // namespace refract
