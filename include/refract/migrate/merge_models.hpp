// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/print_models.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
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

/// The text of a literal of C++ that begins at a quote, as cpp_literal writes it.
inline std::string read_cpp_literal(std::string_view text) {
    std::string made;
    for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            made += text[i];
        } else if (const char c = text[++i]; c >= '0' && c <= '7' && i + 2 < text.size()) {
            made += static_cast<char>((c - '0') * 64 + (text[i + 1] - '0') * 8 + (text[i + 2] - '0'));
            i += 2;
        } else {
            made += c == 'n' ? '\n' : c;
        }
    }
    return made;
}

/// The names in a header: of structs, and of fields by column.
class kept_names_reader {
public:
    void read(std::string_view text) {
        for (const pulled_part& each : part_pulled(text)) {
            const std::size_t quote = each.key.find('"');
            if (quote == std::string::npos) continue;
            const std::string place = read_cpp_literal(std::string_view(each.key).substr(quote));
            if (each.key.starts_with("struct ")) read_struct(names[place], each.lines);
            if (each.key.starts_with("enum ")) read_enum(names[place], each.lines);
            if (each.key.starts_with("model ")) read_model(names[place], each.lines);
        }
    }

    std::map<std::string, migrate::kept_names> names{};

private:
    static std::string word_behind(std::string_view line, std::string_view before) {
        const std::size_t begin = before.size(), end = line.find_first_of(" :{\r\n", begin);
        return std::string(line.substr(begin, end - begin));
    }
    static void read_struct(migrate::kept_names& to, const std::vector<std::string>& lines) {
        for (const std::string& line : lines) {
            if (line.starts_with("struct ")) to.name = word_behind(line, "struct ");
            std::string_view code = line;
            const std::size_t end = std::min(code.find("{}"), code.find(" = "));
            if (!line.starts_with("    ") || end == code.npos || code.find("//") < end) continue;
            code = code.substr(0, end);
            const std::string field(code.substr(code.rfind(' ') + 1));
            if (!has_field(to, field)) to.fields[field] = field; // unless its model says another column
        }
    }
    static bool has_field(const migrate::kept_names& of, const std::string& field) {
        return std::any_of(of.fields.begin(), of.fields.end(), [&](const auto& each) { return each.second == field; });
    }
    static void read_enum(migrate::kept_names& to, const std::vector<std::string>& lines) {
        for (const std::string& line : lines)
            if (line.starts_with("enum class ")) to.name = word_behind(line, "enum class ");
    }
    static void read_model(migrate::kept_names& to, const std::vector<std::string>& lines) {
        for (const std::string& line : lines) {
            const std::size_t begin = line.find("column<&"), end = line.find('>', begin);
            if (begin == line.npos || end == line.npos) continue;
            const std::size_t colons = line.rfind("::", end);
            const std::size_t named = line.find(".named(\"", end);
            if (named == line.npos || colons == line.npos) continue;
            const std::string field = line.substr(colons + 2, end - colons - 2);
            to.fields.erase(field);
            to.fields[read_cpp_literal(std::string_view(line).substr(named + 7))] = field;
        }
    }
};

inline bool is_kept_line(const std::string& line) {
    return line.find_last_not_of(" \r\n") != line.npos &&
           std::string_view(line).substr(0, line.find_last_not_of(" \r\n") + 1).ends_with("// keep");
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
/// An old header with the parts of a new one: new tables stand behind those that they follow there.
inline std::string merge_pulled(std::string_view old_text, std::string_view new_text) {
    std::vector<pulled_part> old = part_pulled(old_text);
    const std::vector<pulled_part> fresh = part_pulled(new_text);
    const auto find = [](const auto& all, const std::string& key) {
        return std::find_if(all.begin(), all.end(), [&](const pulled_part& each) { return each.key == key; });
    };
    std::string before;
    for (const pulled_part& each : fresh) {
        if (each.key.empty()) continue;
        if (find(old, each.key) == old.end()) {
            const auto anchor = before.empty() ? old.begin() : find(old, before);
            old.insert(anchor + 1, {pulled_part{{}, {"\n"}}, each});
        }
        before = each.key;
    }
    std::string text;
    for (const pulled_part& each : old) {
        const auto found = each.key.empty() ? fresh.end() : find(fresh, each.key);
        if (!each.key.empty() && found == fresh.end()) continue; // the table is gone
        for (const std::string& line : each.key.empty() ? each.lines : renewed(each, *found)) text += line;
    }
    return text;
}

} // namespace detail

namespace migrate {

/// Headers that were pulled before, anew: structs and fields keep the names that they have there, whatever stands
/// outside of "refract: pulled" and "refract: end" stays, and so do lines inside that end in `// keep`: members of a
/// struct, and options of a model, which end in a comma before it.
template <class Dialect> pulled_files merge_models(const std::vector<pulled_file>& old,
                                                   const database_definition& definition, pull_options options = {}) {
    detail::kept_names_reader reader;
    for (const pulled_file& each : old) reader.read(each.text);
    for (auto& [place, names] : reader.names) options.names.try_emplace(place, std::move(names));
    pulled_files made = print_models<Dialect>(definition, options);
    for (pulled_file& each : made.files)
        for (const pulled_file& before : old)
            if (before.name == each.name) each.text = detail::merge_pulled(before.text, each.text);
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract
