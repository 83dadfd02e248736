// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/hexadecimal.hpp>
#include <refract/schema/table_info.hpp>
#include <refract/sql/print_expression.hpp>
#include <refract/sql/writer.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The names of indexes to which the program gives none: post_author_id_idx.

namespace refract {
inline namespace v0 {
namespace detail {

/// FNV-1a: the same number from every compiler, since names in databases outlive programs.
template <class Number, Number Start, Number Prime> struct text_hash {
    Number value = Start;

    constexpr void add(char byte) { value = (value ^ static_cast<unsigned char>(byte)) * Prime; }
    constexpr void add(std::string_view text) {
        for (const char byte : text) add(byte);
        add('\0'); // "ab", "c" is not "a", "bc"
    }
    constexpr void add(std::uint64_t number) {
        for (int shift = 0; shift < 64; shift += 8) add(static_cast<char>(number >> shift & 0xff));
    }
};
using name_hash = text_hash<std::uint32_t, 2'166'136'261u, 16'777'619u>;
using wide_hash = text_hash<std::uint64_t, 14'695'981'039'346'656'037u, 1'099'511'628'211u>;

/// As much of a text as stands in so many bytes, without half a character of UTF-8.
constexpr std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

/// Makes the name of an index: table_column_column_idx.
///
/// No two definitions give one name. A table that has an underscore is followed by two (order_item__id_idx), so that
/// post + author_id and post_author + id differ; an index with a condition, one that shares its columns with another
/// of its table, and whatever is still ambiguous or too long for the database carries a number made of its definition.
template <class Description> struct index_namer {
    const dialect_info& dialect;
    const Description& of;
    const index_info& index;

    static constexpr std::string_view suffix = "_idx";
    static constexpr std::size_t number_size = 9; ///< "_01234567"

    /// Calls `put` with the pieces of the name before its number.
    template <class Put> constexpr void stem(Put put) const {
        const std::string_view table = of.table->name;
        put(table);
        put(table.find('_') == table.npos ? std::string_view("_") : std::string_view("__"));
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            if (i > 0) put(std::string_view("_"));
            put(of.table->columns[index.columns.columns[i]].name);
            if (index.columns.descending[i]) put(std::string_view("_desc"));
        }
    }
    constexpr std::size_t stem_size() const {
        std::size_t size = 0;
        stem([&](std::string_view piece) { size += piece.size(); });
        return size;
    }
    constexpr std::uint32_t stem_hash() const {
        name_hash hash;
        stem([&](std::string_view piece) {
            for (const char c : piece) hash.add(c);
        });
        return hash.value;
    }

    constexpr bool is_too_long() const {
        return dialect.schemas.longest_name > 0 && stem_size() + suffix.size() > dialect.schemas.longest_name;
    }
    /// Whether the stem could be read as that of another table: it has more double underscores than the one of its own.
    constexpr bool is_ambiguous() const {
        std::size_t pairs = 0;
        char before = '\0';
        stem([&](std::string_view piece) {
            for (const char c : piece) {
                if (c == '_' && before == '_') ++pairs;
                before = c;
            }
        });
        return pairs != (of.table->name.find('_') == std::string_view::npos ? 0u : 1u);
    }
    constexpr bool has_twin() const {
        for (const index_info& other : of.indexes)
            if (&other != &index && !other.constraint && other.name.empty() && !other.where &&
                index_namer{dialect, of, other}.stem_hash() == stem_hash())
                return true;
        return false;
    }

    constexpr void add_condition(name_hash& hash) const {
        writer counting{.dialect = dialect};
        print_expression(counting, index.where.nodes);
        char* const text = new char[counting.text.size];
        writer writing{.text = {.out = text}, .dialect = dialect};
        print_expression(writing, index.where.nodes);
        hash.add(std::string_view(text, writing.text.size));
        delete[] text;
        for (const literal& value : index.where.values) {
            hash.add(static_cast<std::uint64_t>(value.number));
            hash.add(std::bit_cast<std::uint64_t>(value.real));
            hash.add(value.uuid[0]);
            hash.add(value.uuid[1]);
            if (!value.text.empty()) hash.add(value.text); // GCC 12 takes a copy of an empty one for a change
        }
    }
    constexpr std::uint32_t number() const {
        name_hash hash;
        hash.add(of.table->name);
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            hash.add(of.table->columns[index.columns.columns[i]].name);
            hash.add(index.columns.descending[i] ? 'd' : 'a');
        }
        hash.add(index.unique ? 'u' : 'i');
        if (index.where) add_condition(hash);
        return hash.value;
    }

    /// Calls `put` with the pieces of the whole name, which is at most as long as the database takes.
    template <class Put> constexpr void pieces(Put put) const {
        if (!index.name.empty()) return put(index.name);
        const bool is_numbered = index.where || is_too_long() || is_ambiguous() || has_twin();
        const std::size_t limit = dialect.schemas.longest_name;
        std::size_t room = limit > 0 ? limit - suffix.size() - (is_numbered ? number_size : 0) : stem_size();
        stem([&](std::string_view piece) {
            const std::string_view kept = cut_utf8(piece, room);
            put(kept);
            room = kept.size() < piece.size() ? 0 : room - kept.size();
        });
        if (is_numbered) {
            char text[number_size] = {'_'};
            for (std::uint32_t rest = number(), i = number_size - 1; i > 0; --i, rest >>= 4)
                text[i] = hexadecimal_digits[rest & 15];
            put(std::string_view(text, number_size));
        }
        put(suffix);
    }
};

/// Calls `use` with the name of an index, given or made.
template <class Description, class Use>
constexpr void with_index_name(const dialect_info& dialect, const Description& of, const index_info& index, Use use) {
    const index_namer<Description> namer{dialect, of, index};
    text_sink counting;
    namer.pieces([&](std::string_view piece) { counting.put(piece); });
    char* const text = new char[counting.size]; // for constants, which std::string would cost more
    text_sink writing{.out = text};
    namer.pieces([&](std::string_view piece) { writing.put(piece); });
    use(std::string_view(text, writing.size));
    delete[] text;
}

} // namespace detail
} // namespace v0
} // namespace refract
