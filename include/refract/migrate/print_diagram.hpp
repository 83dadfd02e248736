// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/definition.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a database holds as a picture: Mermaid's erDiagram, DBML, SVG.

namespace refract {
inline namespace v0 {
namespace migrate {

enum class diagram_format : std::uint8_t { mermaid, dbml, svg };

} // namespace migrate

namespace detail {

class diagram_printer {
public:
    explicit diagram_printer(const migrate::database_definition& of) : of_(of) {}

    /// Sources: https://mermaid.js.org/syntax/entityRelationshipDiagram.html
    std::string mermaid() const {
        std::string text = "erDiagram\n";
        for (const migrate::table_definition& table : of_.tables) {
            text += "    " + quoted(place(table)) + " {\n";
            for (const migrate::column_definition& each : table.columns) {
                text += "        " + word(each.type) + " " + word(each.name) + marks(table, each.name);
                const std::string note = word(each.name) == each.name ? each.comment : each.name;
                text += (note.empty() ? "" : " " + quoted(note)) + "\n";
            }
            text += "    }\n";
        }
        each_key([&](const migrate::table_definition& table, const migrate::constraint_definition& key,
                     const migrate::table_definition& target) {
            std::string label;
            for (const std::string& each : key.columns) label += (label.empty() ? "" : ", ") + each;
            text += "    " + quoted(place(target)) + (may_be_null(table, key) ? " |o--" : " ||--") +
                    (is_one(table, key) ? "o| " : "o{ ") + quoted(place(table)) + " : " + quoted(label) + "\n";
        });
        return text;
    }

    /// Source: https://dbml.dbdiagram.io/docs
    std::string dbml() const {
        std::string text;
        for (const migrate::enum_definition& each : of_.enums) {
            text += "Enum " + dbml_name(each.schema, each.name) + " {\n";
            for (const std::string& label : each.labels) text += "  " + dbml_quoted(label, '"') + "\n";
            text += "}\n\n";
        }
        for (const migrate::table_definition& each : of_.tables) text += dbml_table(each);
        each_key([&](const migrate::table_definition& table, const migrate::constraint_definition& key,
                     const migrate::table_definition& target) {
            text += "Ref: " + dbml_name(table.schema, table.name) + "." + dbml_columns(key.columns) +
                    (is_one(table, key) ? " - " : " > ") + dbml_name(target.schema, target.name) + "." +
                    dbml_columns(key.target.columns) + dbml_actions(key.target) + "\n";
        });
        return text;
    }

    /// Boxes in rows, and lines between those that keys bind. Source: https://www.w3.org/TR/SVG2/
    std::string svg() const {
        struct box {
            std::size_t x = 0, y = 0, width = 0, height = 0;
        };
        std::map<const migrate::table_definition*, box> boxes;
        std::size_t across = 1;
        while (across * across < of_.tables.size()) ++across;
        std::size_t x = gap, y = gap, tallest = 0, widest = 0, at = 0;
        for (const migrate::table_definition& each : of_.tables) {
            const box made{x, y, width_of(each), line * (each.columns.size() + 1) + 10};
            boxes[&each] = made;
            x += made.width + gap;
            tallest = std::max(tallest, made.height);
            widest = std::max(widest, x);
            if (++at % across == 0) x = gap, y += tallest + gap, tallest = 0;
        }
        const std::size_t height = y + tallest + gap;
        std::string lines, drawn;
        each_key([&](const migrate::table_definition& table, const migrate::constraint_definition& key,
                     const migrate::table_definition& target) {
            static_cast<void>(key);
            const box &from = boxes[&table], &to = boxes[&target];
            lines += "<line x1=\"" + number(from.x + from.width / 2) + "\" y1=\"" + number(from.y + from.height / 2) +
                     "\" x2=\"" + number(to.x + to.width / 2) + "\" y2=\"" + number(to.y + line / 2) + "\"/>\n";
        });
        for (const auto& each : of_.tables)
            drawn += svg_table(each, boxes[&each].x, boxes[&each].y, boxes[&each].height);
        const std::string size = number(widest + (widest == 0 ? 2 * gap : 0)) + "\" height=\"" + number(height);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size +
               "\" font-family=\"monospace\" font-size=\"12\">\n<g stroke=\"#888\">\n" + lines + "</g>\n" + drawn +
               "</svg>\n";
    }

private:
    static constexpr std::size_t gap = 40, line = 18, letter = 8;

    static std::string number(std::size_t value) { return std::to_string(value); }
    static std::string place(const migrate::table_definition& table) {
        return table.schema.empty() ? table.name : table.schema + "." + table.name;
    }
    template <class Use> void each_key(Use use) const {
        for (const migrate::table_definition& table : of_.tables)
            for (const migrate::constraint_definition& key : table.constraints)
                if (key.kind == migrate::constraint_kind::foreign_key)
                    if (const auto* const target = of_.find_table(key.target.schema, key.target.table))
                        use(table, key, *target);
    }
    static bool has(const std::vector<std::string>& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    }
    static bool holds(const std::vector<std::string>& all, const std::vector<std::string>& some) {
        return std::all_of(some.begin(), some.end(), [&](const std::string& each) { return has(all, each); });
    }
    /// Whether a row of the other table has one of this table at most.
    static bool is_one(const migrate::table_definition& table, const migrate::constraint_definition& key) {
        for (const migrate::constraint_definition& each : table.constraints)
            if ((each.kind == migrate::constraint_kind::primary_key || each.kind == migrate::constraint_kind::unique) &&
                !each.columns.empty() && holds(key.columns, each.columns))
                return true;
        return false;
    }
    static bool may_be_null(const migrate::table_definition& table, const migrate::constraint_definition& key) {
        const migrate::constraint_definition* const own = table.primary_key();
        for (const std::string& each : key.columns)
            if (const migrate::column_definition* const column = table.find_column(each))
                if (column->nullable && !(own && has(own->columns, each))) return true;
        return false;
    }
    static std::string marks(const migrate::table_definition& table, const std::string& column) {
        bool is_key = false, leads = false, is_unique = false;
        for (const migrate::constraint_definition& each : table.constraints) {
            if (!has(each.columns, column)) continue;
            is_key |= each.kind == migrate::constraint_kind::primary_key;
            leads |= each.kind == migrate::constraint_kind::foreign_key;
            is_unique |= each.kind == migrate::constraint_kind::unique && each.columns.size() == 1;
        }
        std::string text;
        for (const auto& [is, mark] : {std::pair{is_key, "PK"}, {leads, "FK"}, {is_unique, "UK"}})
            if (is) text += (text.empty() ? " " : ", ") + std::string(mark);
        return text;
    }

    /// A word of Mermaid: letters first, then also digits, and no blanks.
    static std::string word(std::string_view text) {
        std::string made;
        for (const char c : text) {
            const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            const bool is_inner = (c >= '0' && c <= '9') || c == '_' || c == '(' || c == ')' || c == '[' || c == ']';
            if (!is_letter && made.empty()) made += 'x';
            made += is_letter || is_inner ? c : '_';
        }
        return made.empty() ? "any" : made;
    }
    /// Mermaid knows no way to write a quote inside quotes.
    static std::string quoted(std::string_view text) {
        std::string made = "\"";
        for (const char c : text) {
            const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
            made += c == '"' ? '\'' : is_control || c == '%' || c == '\\' ? ' ' : c;
        }
        return made + (made.size() == 1 ? " \"" : "\"");
    }

    static std::string dbml_quoted(std::string_view text, char mark) {
        std::string made(1, mark);
        for (const char c : text) {
            if (c == mark || c == '\\') made += '\\';
            made += c == '\n' || c == '\r' ? ' ' : c;
        }
        return made + mark;
    }
    static std::string dbml_name(const std::string& schema, const std::string& name) {
        return (schema.empty() ? "" : dbml_quoted(schema, '"') + ".") + dbml_quoted(name, '"');
    }
    static std::string dbml_columns(const std::vector<std::string>& columns) {
        std::string list;
        for (const std::string& each : columns) list += (list.empty() ? "" : ", ") + dbml_quoted(each, '"');
        return columns.size() == 1 ? list : "(" + list + ")";
    }
    static std::string dbml_actions(const migrate::reference_definition& target) {
        std::string text;
        for (const auto& [word, action] : {std::pair{"delete: ", target.on_delete}, {"update: ", target.on_update}}) {
            if (action.empty()) continue;
            text += (text.empty() ? " [" : ", ") + std::string(word);
            for (const char c : action) text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return text.empty() ? text : text + "]";
    }
    static std::string dbml_table(const migrate::table_definition& table) {
        std::string text = "Table " + dbml_name(table.schema, table.name) + " {\n";
        const migrate::constraint_definition* const key = table.primary_key();
        for (const migrate::column_definition& each : table.columns) {
            std::string expression = each.default_sql;
            std::replace(expression.begin(), expression.end(), '`', '\'');
            text += "  " + dbml_quoted(each.name, '"') + " " + dbml_quoted(each.type.empty() ? "any" : each.type, '"') +
                    (key && key->columns == std::vector{each.name} ? " [pk"
                     : each.nullable                               ? " [null"
                                                                   : " [not null") +
                    (expression.empty() ? "" : ", default: `" + expression + "`") +
                    (each.comment.empty() ? "" : ", note: " + dbml_quoted(each.comment, '\'')) + "]\n";
        }
        std::string indexes;
        if (key && key->columns.size() > 1) indexes += "    " + dbml_columns(key->columns) + " [pk]\n";
        for (const migrate::constraint_definition& each : table.constraints)
            if (each.kind == migrate::constraint_kind::unique && !each.columns.empty())
                indexes += "    " + dbml_columns(each.columns) + " [unique]\n";
        for (const migrate::index_definition& each : table.indexes)
            if (!each.columns.empty() && !has(each.columns, ""))
                indexes += "    " + dbml_columns(each.columns) + " [name: " + dbml_quoted(each.name, '\'') +
                           (each.is_unique ? ", unique]\n" : "]\n");
        if (!indexes.empty()) text += "\n  indexes {\n" + indexes + "  }\n";
        if (!table.comment.empty()) text += "\n  Note: " + dbml_quoted(table.comment, '\'') + "\n";
        return text + "}\n\n";
    }

    static std::size_t letters(std::string_view text) {
        std::size_t count = 0;
        for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        return count;
    }
    static std::size_t width_of(const migrate::table_definition& table) {
        std::size_t most = letters(place(table));
        for (const migrate::column_definition& each : table.columns)
            most = std::max(most, letters(each.name + " " + each.type) + 7);
        return most * letter + 20;
    }
    static std::string xml(std::string_view text) {
        std::string made;
        for (const char c : text)
            made += c == '&'                               ? "&amp;"
                    : c == '<'                             ? "&lt;"
                    : c == '>'                             ? "&gt;"
                    : static_cast<unsigned char>(c) < 0x20 ? std::string(" ")
                                                           : std::string(1, c);
        return made;
    }
    static std::string svg_table(const migrate::table_definition& table, std::size_t x, std::size_t y,
                                 std::size_t height) {
        const auto text = [&](std::size_t row, const std::string& said, const char* more) {
            return "<text x=\"" + number(x + 10) + "\" y=\"" + number(y + line * row + 14) + "\"" + more + ">" +
                   xml(said) + "</text>\n";
        };
        std::string drawn = "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width_of(table)) +
                            "\" height=\"" + number(height) + "\" fill=\"#fff\" stroke=\"#333\"/>\n" +
                            text(0, place(table), " font-weight=\"bold\"");
        std::size_t row = 0;
        for (const migrate::column_definition& each : table.columns)
            drawn += text(++row, each.name + " " + each.type + marks(table, each.name), "");
        return drawn;
    }

    const migrate::database_definition& of_;
};

} // namespace detail

namespace migrate {

/// A picture of the tables and the keys between them: `print_diagram(read_database(db), diagram_format::mermaid)`.
inline std::string print_diagram(const database_definition& definition, diagram_format format) {
    const detail::diagram_printer printer(definition);
    if (format == diagram_format::dbml) return printer.dbml();
    return format == diagram_format::svg ? printer.svg() : printer.mermaid();
}

} // namespace migrate
} // namespace v0
} // namespace refract
