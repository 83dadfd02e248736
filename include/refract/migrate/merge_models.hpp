// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/print_models.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Headers of models that are pulled again: what somebody named or added stays.

namespace refract {
inline namespace v0 {
namespace detail {

/// A part of a header: between "refract: pulled" and "refract: end", or what stands around it.
struct pulled_part {
    std::string key{}; ///< `struct "item"`; empty: around
    std::vector<std::string> lines{};
};

inline std::vector<pulled_part> part_pulled(std::string_view text) {
    constexpr std::string_view begin = "// refract: pulled ", end = "// refract: end";
    std::vector<pulled_part> parts(1);
    while (!text.empty()) {
        const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string line(text.substr(0, size));
        text.remove_prefix(size);
        if (line.starts_with(begin)) {
            parts.push_back({line.substr(begin.size(), line.find_last_not_of("\r\n") + 1 - begin.size()), {line}});
        } else {
            parts.back().lines.push_back(line);
            if (line.starts_with(end)) parts.emplace_back();
        }
    }
    return parts;
}

inline bool is_kept_line(const std::string& line) {
    return line.find_last_not_of(" \r\n") != line.npos &&
           std::string_view(line).substr(0, line.find_last_not_of(" \r\n") + 1).ends_with("// keep");
}

/// The text of literals of C++ that follow each other from a quote on, as cpp_literal writes it; `text` begins behind
/// them afterwards.
inline std::string take_cpp_literal(std::string_view& text) {
    std::string made;
    while (text.starts_with('"')) {
        std::size_t i = 1;
        for (; i < text.size() && text[i] != '"'; ++i) {
            if (text[i] != '\\' || i + 1 == text.size()) {
                made += text[i];
            } else if (const char c = text[++i]; c >= '0' && c <= '7' && i + 2 < text.size()) {
                made += static_cast<char>((c - '0') * 64 + (text[i + 1] - '0') * 8 + (text[i + 2] - '0'));
                i += 2;
            } else {
                made += c == 'n' ? '\n' : c;
            }
        }
        text.remove_prefix(std::min(i + 1, text.size()));
        text.remove_prefix(std::min(text.find_first_not_of(" \r\n"), text.size()));
    }
    return made;
}
inline std::string read_cpp_literal(std::string_view text) { return take_cpp_literal(text); }

/// The names in a header: of structs, of fields by column, of enumerators by label. Somebody may have broken lines.
class kept_names_reader {
public:
    /// `file`: of tables that have one of their own; else empty.
    void read(std::string_view text, const std::string& file = {}) {
        for (const pulled_part& each : part_pulled(text)) {
            const std::size_t quote = each.key.find('"');
            if (quote == std::string::npos) continue;
            const std::string place = read_cpp_literal(std::string_view(each.key).substr(quote));
            std::string whole;
            for (const std::string& line : each.lines)
                if (!is_kept_line(line)) whole += line;
            if (each.key.starts_with("struct ")) {
                read_struct(names[place], each.lines);
                names[place].file = file;
                (file.empty() ? has_whole : has_split) = true;
            }
            if (each.key.starts_with("enum ")) names[place].name = word_behind(whole, "\nenum class ");
            if (each.key.starts_with("model ")) read_model(names[place], whole);
            if (each.key.starts_with("values ")) read_values(names[place], whole);
        }
    }

    std::map<std::string, migrate::kept_names> names{};
    bool has_whole = false, has_split = false; ///< structs stand in the header, or in files of their own

private:
    static std::string word_behind(std::string_view text, std::string_view before) {
        if (text.find(before) == text.npos) return {};
        const std::size_t begin = text.find(before) + before.size();
        return std::string(text.substr(begin, text.find_first_of(" :{\r\n", begin) - begin));
    }
    static void read_struct(migrate::kept_names& to, const std::vector<std::string>& lines) {
        for (const std::string& line : lines) {
            if (line.starts_with("struct ")) to.name = word_behind(line, "struct ");
            std::string_view code = line;
            const std::size_t end = std::min(code.find("{}"), code.find(" = "));
            if (!line.starts_with("    ") || end == code.npos || code.find("//") < end || is_kept_line(line)) continue;
            code = code.substr(0, end);
            const std::string field(code.substr(code.rfind(' ') + 1));
            if (!has_field(to, field)) to.fields[field] = field; // unless its model says another column
        }
    }
    static bool has_field(const migrate::kept_names& of, const std::string& field) {
        return std::any_of(of.fields.begin(), of.fields.end(), [&](const auto& each) { return each.second == field; });
    }
    static void read_model(migrate::kept_names& to, std::string_view text) {
        constexpr std::string_view column = "column<&", named = ".named(\"";
        for (std::size_t begin = text.find(column); begin != text.npos; begin = text.find(column, begin + 1)) {
            const std::size_t end = text.find('>', begin), colons = text.rfind("::", end);
            if (end == text.npos || colons == text.npos) continue;
            const std::size_t name = text.find(named, end);
            if (name == text.npos || name > text.find("refract::", end)) continue; // of another option
            const std::string field(text.substr(colons + 2, end - colons - 2));
            to.fields.erase(field);
            to.fields[read_cpp_literal(text.substr(name + named.size() - 1))] = field;
        }
    }
    /// `{Mood::so_so, "so so"}, ...`
    static void read_values(migrate::kept_names& to, std::string_view text) {
        text.remove_prefix(std::min(text.find("({"), text.size() - 1) + 1);
        while (!text.empty()) {
            const std::size_t quote = text.find('"');
            if (text.find('}') < text.find('{', 1) && text.find('}') < quote) return; // all are read
            const std::size_t comma = text.rfind(',', quote), colons = text.rfind("::", comma);
            if (quote == text.npos || comma == text.npos || colons == text.npos) return;
            const std::string value(text.substr(colons + 2, comma - colons - 2));
            text.remove_prefix(quote);
            to.fields[take_cpp_literal(text)] = value;
            text.remove_prefix(std::min<std::size_t>(text.size(), 1)); // the brace
        }
    }
};

/// What the headers have a name for and the database has no more.
inline std::vector<std::string> list_gone(const std::map<std::string, migrate::kept_names>& had,
                                          const migrate::database_definition& now) {
    std::map<std::string, std::set<std::string>> there;
    for (const migrate::table_definition& each : now.tables)
        for (const migrate::column_definition& column : each.columns) there[place_name(each)].insert(column.name);
    for (const migrate::enum_definition& each : now.enums)
        there[each.schema.empty() ? each.name : each.schema + "." + each.name] = {each.labels.begin(),
                                                                                  each.labels.end()};
    std::vector<std::string> gone;
    for (const auto& [place, names] : had) {
        const auto found = there.find(place);
        if (found == there.end()) {
            gone.push_back(place + ", which was " + names.name);
            continue;
        }
        for (const auto& [column, field] : names.fields)
            if (found->second.count(column) == 0)
                gone.push_back(place + ": " + column + ", which was " + names.name + "::" + field);
    }
    return gone;
}

/// A part anew, with the lines of the old one that are to stay.
inline std::vector<std::string> renewed(const pulled_part& old, const pulled_part& fresh) {
    std::vector<std::string> kept, made = fresh.lines;
    std::copy_if(old.lines.begin(), old.lines.end(), std::back_inserter(kept), &is_kept_line);
    if (kept.empty()) return made;
    if (made.size() <= 2) return old.lines; // there is nothing to put them into
    const bool is_struct = fresh.key.starts_with("struct ");
    auto at = std::find_if(made.begin(), made.end(), [&](const std::string& line) {
        return is_struct ? line.starts_with("};") : line.find("= refract::table(") != line.npos;
    });
    if (at != made.end()) made.insert(is_struct ? at : at + 1, kept.begin(), kept.end());
    return made;
}
/// An old header with the parts of a new one: what is new stands behind what it follows there.
class pulled_merger {
public:
    pulled_merger(std::string_view old_text, std::string_view new_text)
        : old_(part_pulled(old_text)), fresh_(part_pulled(new_text)) {}

    std::string merge() {
        for (std::size_t i = 0; i < fresh_.size(); ++i)
            if (!fresh_[i].key.empty() && place_of(fresh_[i].key) == none) insert(i);
        std::string text;
        for (const pulled_part& each : old_) {
            const auto found = std::find_if(fresh_.begin(), fresh_.end(),
                                            [&](const pulled_part& other) { return other.key == each.key; });
            if (!each.key.empty() && found == fresh_.end()) continue; // the table is gone
            for (const std::string& line : each.key.empty() ? each.lines : renewed(each, *found)) text += line;
        }
        return text;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    static std::string_view kind_of(const pulled_part& part) {
        return std::string_view(part.key).substr(0, part.key.find(" \""));
    }
    std::size_t place_of(const std::string& key) const {
        for (std::size_t i = 0; i < old_.size(); ++i)
            if (old_[i].key == key) return i;
        return none;
    }
    std::size_t last_of_kind(std::string_view kind) const {
        std::size_t found = none;
        for (std::size_t i = 0; i < old_.size(); ++i)
            if (kind_of(old_[i]) == kind) found = i;
        return found;
    }
    void insert_at(std::size_t place, std::vector<pulled_part> parts) {
        old_.insert(old_.begin() + static_cast<std::ptrdiff_t>(place), parts.begin(), parts.end());
    }
    /// Between those of its kind, or where the first of its kind stands.
    void insert(std::size_t place) {
        const pulled_part& part = fresh_[place];
        const pulled_part blank{{}, {"\n"}};
        for (std::size_t i = place; i-- > 0;)
            if (const std::size_t at = place_of(fresh_[i].key);
                !fresh_[i].key.empty() && kind_of(fresh_[i]) == kind_of(part) && at != none)
                return insert_at(at + 1, {blank, part});
        for (std::size_t i = place + 1; i < fresh_.size(); ++i)
            if (const std::size_t at = place_of(fresh_[i].key);
                !fresh_[i].key.empty() && kind_of(fresh_[i]) == kind_of(part) && at != none)
                return insert_at(at, {part, blank});
        insert_first(place);
    }
    void insert_first(std::size_t place) {
        const pulled_part& part = fresh_[place];
        const std::string_view kind = kind_of(part);
        if (kind == "left out") return insert_at(split(0, "#pragma once", false), {part});
        if (kind == "includes" && last_of_kind("model") != none) return insert_at(last_of_kind("model"), {part});
        if (kind == "includes") return insert_at(split(0, "#include ", true), {part});
        if (kind == "enum")
            return insert_at(split(0, "#include ", true),
                             {around_of(place, true), part, around_of(last_fresh("enum"), false)});
        if (kind == "values" && last_of_kind("enum") != none)
            return insert_at(split(last_of_kind("enum") + 1, "} // namespace", false, 1), {part});
        std::size_t before = 0;
        for (std::size_t i = 0; i < place; ++i)
            if (!fresh_[i].key.empty() && place_of(fresh_[i].key) != none) before = place_of(fresh_[i].key);
        insert_at(before + 1, {pulled_part{{}, {"\n"}}, part});
    }
    std::size_t last_fresh(std::string_view kind) const {
        std::size_t found = 0;
        for (std::size_t i = 0; i < fresh_.size(); ++i)
            if (kind_of(fresh_[i]) == kind) found = i;
        return found;
    }
    /// The line of the new header that opens a namespace before a part, or closes it behind one.
    pulled_part around_of(std::size_t place, bool opens) const {
        const std::vector<std::string>& lines = fresh_[opens ? place - 1 : place + 1].lines;
        pulled_part made{{}, {"\n"}};
        for (const std::string& line : lines)
            if (line.starts_with(opens ? "namespace " : "} // namespace")) {
                made.lines = {"\n", line, "\n"};
                if (!opens) break;
            }
        return made;
    }
    /// Parts what stands around, from a place on, where it has a line, the last of its kind or the first; the place
    /// behind the line, or before it.
    std::size_t split(std::size_t from, std::string_view line, bool is_last, std::size_t behind = 0) {
        for (std::size_t place = from; place < old_.size(); ++place) {
            std::vector<std::string>& lines = old_[place].lines;
            std::size_t at = none;
            for (std::size_t i = 0; i < lines.size() && old_[place].key.empty() && (is_last || at == none); ++i)
                if (lines[i].starts_with(line)) at = i;
            if (at == none) continue;
            const auto middle = lines.begin() + static_cast<std::ptrdiff_t>(at + (is_last ? 1 : behind));
            pulled_part rest{{}, {middle, lines.end()}};
            lines.erase(middle, lines.end());
            insert_at(place + 1, {rest});
            return place + 1;
        }
        return std::min(from + 1, old_.size());
    }

    std::vector<pulled_part> old_;
    const std::vector<pulled_part> fresh_;
};

} // namespace detail

namespace migrate {

/// Headers that were pulled before, anew: tables keep their files, structs and fields their names, whatever
/// stands outside of "refract: pulled" and "refract: end" stays, and so do lines inside that end in `// keep`: members of
/// a struct, and options of a model, which end in a comma before it.
template <class Dialect> pulled_files merge_models(const std::vector<pulled_file>& old,
                                                   const database_definition& definition, pull_options options = {}) {
    detail::kept_names_reader reader;
    for (const pulled_file& each : old) reader.read(each.text, each.name == options.file_name ? "" : each.name);
    for (const auto& [place, names] : reader.names) options.names.try_emplace(place, names);
    if (reader.has_split)
        options.split_above = 0; // what somebody wrote stays where it is
    else if (reader.has_whole)
        options.split_above = static_cast<std::size_t>(-1);
    pulled_files made = print_models<Dialect>(definition, options);
    made.gone = detail::list_gone(reader.names, definition);
    for (const pulled_file& before : old) {
        const auto now = std::find_if(made.files.begin(), made.files.end(),
                                      [&](const pulled_file& each) { return each.name == before.name; });
        if (now != made.files.end())
            now->text = detail::pulled_merger(before.text, now->text).merge();
        else if (before.text.find("// refract: pulled ") != before.text.npos)
            made.gone.push_back(before.name + ", a file that no table needs");
    }
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract
