// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>
#include <refract/base/plain_array.hpp>

#include <cstddef>
#include <string>
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

    /// The table whose column stands in the select or RETURNING at a place, which may be given a name of refract's;
    /// nothing where the text does not say it for sure.
    View table_of(View column, std::size_t place) const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if ((!is(i, "SELECT") && !is(i, "RETURNING")) || is_combined(words_[i].depth)) continue;
            std::size_t item = item_end(i, place);
            if (item == none) continue;
            if (is_name(item) && is(item - 1, "AS") && words_[item].text == "c" + std::to_string(place + 1)) item -= 2;
            if (!is_name(item) || words_[item].text != column) continue;
            const View found = is(item - 1, ".") && is_name(item - 2)    ? real_table(words_[item - 2].text)
                               : is_name(item - 1) || is(item - 1, "AS") ? View()
                                                                         : table_around(i);
            if (!found.empty()) return found;
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
        if (const std::size_t list = listed(at); list != none) return compared(list);
        return inserted(at);
    }
    /// `"n" IN ($1, $2)`, `"n" NOT IN (SELECT value FROM json_each(?1))`, `"n" BETWEEN $1 AND $2`: where the name stands.
    std::size_t listed(std::size_t at) const {
        if (at >= 4 && is(at - 1, "AND") && is(at - 3, "BETWEEN")) at -= 2;
        std::size_t begin = at; // of what the name is compared with
        if (!is(at - 1, "BETWEEN")) {
            begin = opened(at);
            if (begin != none && begin > 0 && is(begin - 1, "json_each"))
                begin = opened(begin);
            else if (begin != none && is(begin + 1, "SELECT"))
                return none;
            if (begin == none || begin == 0 || !is(begin - 1, "IN")) return none;
        }
        begin -= begin > 1 && is(begin - 2, "NOT") ? 3 : 2;
        return is_name(begin) ? begin : none;
    }
    /// The parenthesis around a word.
    std::size_t opened(std::size_t at) const {
        for (std::size_t i = at; i-- > 0;)
            if (words_[i].depth < words_[at].depth) return is(i, "(") ? i : none;
        return none;
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
        const std::size_t end = item_end(select, place);
        return is_name(end) ? words_[end].text : View();
    }
    /// The last word of an item of a select.
    std::size_t item_end(std::size_t select, std::size_t place) const {
        const int depth = words_[select].depth;
        std::size_t i = select + 1;
        for (; i < words_.size() && words_[i].depth >= depth; ++i) {
            if (words_[i].depth > depth) continue;
            const bool is_end = is(i, ",") || is(i, "FROM");
            if (is_end && place-- == 0) return i - 1;
            if (is(i, "FROM")) return none;
        }
        return place == 0 ? i - 1 : none;
    }
    /// Whether rows of several queries come together.
    bool is_combined(int depth) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (words_[i].depth <= depth && (is(i, "UNION") || is(i, "INTERSECT") || is(i, "EXCEPT"))) return true;
        return false;
    }
    /// The table behind a name in a query: not of a query with a name.
    View real_table(View name) const {
        for (std::size_t i = 1; i < words_.size(); ++i) {
            if (!is_name(i) || words_[i].text != name) continue;
            if (is(i - 1, "AS")) return i > 1 && is_name(i - 2) ? words_[i - 2].text : View();
            const bool begins = is(i - 1, "WITH") || is(i - 1, "RECURSIVE") || is(i - 1, ",");
            if (begins && (is(i + 1, "AS") || is(i + 1, "("))) return {};
        }
        return name;
    }
    /// The only table of a select, or the one that is written and whose row comes back.
    View table_around(std::size_t at) const {
        const int depth = words_[at].depth;
        const auto stands = [&](std::size_t i, View text) { return words_[i].depth == depth && is(i, text); };
        std::size_t table = none;
        if (is(at, "RETURNING")) {
            for (std::size_t i = at; table == none && i-- > 0;)
                if (stands(i, "INTO") || stands(i, "UPDATE") || (stands(i, "FROM") && is(i - 1, "DELETE")))
                    table = i + 1;
        } else {
            for (std::size_t i = at; i < words_.size() && words_[i].depth >= depth; ++i) {
                if (table == none && stands(i, "FROM")) table = i + 1;
                if (stands(i, "JOIN")) return {};
            }
        }
        if (!is_name(table)) return {};
        std::size_t next = table + 1;
        while (is(next, ".") || is(next, "AS") || is_name(next)) ++next;
        return is(next, ",") ? View() : real_table(table_at(table));
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
/// The same with its table, as it stands in messages: `column "title" of "post"`.
inline std::string selected_column_text(std::string_view sql, std::string_view column, std::size_t place) {
    const std::string_view table = parameter_finder<std::string_view>(sql).table_of(column, place);
    return table.empty() ? join_text({"\"", column, "\""}) : join_text({"\"", column, "\" of \"", table, "\""});
}
inline parameter_column find_parameter_column(std::string_view sql, int number) {
    return parameter_finder<std::string_view>(sql).find(number);
}

} // namespace detail
} // namespace v0
} // namespace refract
