// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/byte_hash.hpp>
#include <refract/client/create_tables.hpp>
#include <refract/migrate/folder.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// \file
/// Whether models are what the last migration made of them, asked of the compiler.

namespace refract {
inline namespace v0 {
namespace migrate {

/// What models were when a migration was written: `migrations/snapshot.hpp` has it.
struct schema_snapshot {
    std::string_view migration{};
    std::uint64_t hash = 0;
};

} // namespace migrate

namespace detail {

/// Hashes what is printed. A string is no constant before C++20 in all libraries.
class printed_hash {
public:
    constexpr explicit printed_hash(const dialect_info& dialect) : dialect_(dialect) {}

    template <class Print> constexpr void add(Print print) {
        writer counting{.dialect = dialect_};
        print(counting);
        const std::size_t size = counting.text.size;
        char* const text = new char[size + 1]{};
        writer writing{.text = {.out = text}, .dialect = dialect_};
        print(writing);
        add(std::string_view(text, size));
        delete[] text;
    }
    constexpr void add(std::string_view text) { hash_ = add_to_hash(hash_of_bytes(text, hash_), 0x1f); }
    constexpr std::uint64_t value() const { return hash_; }

private:
    const dialect_info& dialect_;
    std::uint64_t hash_ = hash_of_nothing;
};

constexpr void hash_model(printed_hash& hash, const dialect_info& dialect, const table_description& of) {
    using printer = ddl_printer<table_description>;
    for (const column_info& column : of.table->all())
        if (dialect.definitions.has_named_enums && column.type.enumeration &&
            !column.type.enumeration->native_name.empty())
            hash.add([&](writer& out) { printer{out, of}.create_enumeration(*column.type.enumeration); });
    hash.add([&](writer& out) { out.table(*of.table); });
    if (of.table->kind == relation_kind::table) hash.add([&](writer& out) { printer{out, of}.create_table(true); });
    for (const index_info& each : of.indexes)
        if (!each.constraint) hash.add([&](writer& out) { printer{out, of}.create_index(each); });
    for (const spelled_part& each : of.spelled) hash.add(each.sql);
    for (const column_details& each : of.columns) hash.add(each.comment);
}
template <class Dialect, class Schema> constexpr std::uint64_t hash_of_models() {
    printed_hash hash(Dialect::info);
    for (const table_description* each : Schema::tables) hash_model(hash, Dialect::info, *each);
    return hash.value();
}

} // namespace detail

namespace migrate {

/// What models are now: `take_snapshot<blog, dialect::sqlite>("20260101000000_first")`.
template <class Schema, class Dialect> constexpr schema_snapshot take_snapshot(std::string_view migration) {
    return {migration, detail::hash_of_models<Dialect, Schema>()};
}

/// Whether models are what they were when the last migration was written:
/// `static_assert(refract::migrate::matches_snapshot<blog, refract::dialect::sqlite>(migrations::snapshot))`.
///
/// Tables, columns, keys, indexes, checks, enums and comments are compared as they would be created; of views that
/// models define by a query only the name.
template <class Schema, class Dialect> constexpr bool matches_snapshot(const schema_snapshot& kept) {
    return kept.hash == detail::hash_of_models<Dialect, Schema>();
}

/// Writes `snapshot.hpp` beside the migrations; to be called where a migration is written. The migration is the last
/// one of the folder.
template <class Schema, class Dialect> void write_snapshot(const std::filesystem::path& folder) {
    const std::vector<migration> all = read_folder(folder);
    const std::string last = all.empty() ? std::string() : all.back().name;
    const schema_snapshot now = take_snapshot<Schema, Dialect>(last);
    std::string digits;
    for (int shift = 56; shift >= 0; shift -= 8)
        detail::put_hexadecimal(digits, static_cast<unsigned char>(now.hash >> shift & 0xff));
    std::filesystem::create_directories(folder);
    detail::replace_text_file(folder / "snapshot.hpp",
                              detail::join_text({"// Written with the migration ", now.migration,
                                                 "; whether the models are still those of it:\n"
                                                 "// static_assert(refract::migrate::matches_snapshot<schema, "
                                                 "dialect>(migrations::snapshot));\n#pragma once\n\n"
                                                 "#include <refract/migrate/snapshot.hpp>\n\nnamespace migrations {\n"
                                                 "inline constexpr refract::migrate::schema_snapshot snapshot{\"",
                                                 now.migration, "\", 0x", digits, "u};\n} // namespace migrations\n"}));
}

} // namespace migrate
} // namespace v0
} // namespace refract
