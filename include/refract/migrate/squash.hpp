// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/resolve.hpp>
#include <refract/migrate/shadow.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Many migrations become one. Databases that have run them know the new one by the names that it replaces.

namespace refract {
inline namespace v0 {
namespace migrate {

/// What a squashed migration says.
enum class squash_text : std::uint8_t {
    /// The statements that make what the others make, from nothing. Rows that they write are not in it, nor what is no
    /// table, index, view or enum.
    planned,
    joined, ///< all their statements, one after the other
};

struct squash_result {
    migration made{};
    std::vector<std::string> replaced{};
    squash_text text = squash_text::planned;
    /// Why the statements were joined, or what a planned text does not do any more: "left out, ...: 20260101000000_a
    /// line 3: INSERT INTO ware ...".
    std::vector<std::string> notes{};
};

} // namespace migrate

namespace detail {

/// What a rebuilt table is filled with are the rows of the old one: `INSERT INTO refract_new_ware ... SELECT`.
inline bool copies_rows(const std::vector<sql_token>& tokens) {
    if (tokens.size() < 3 || !tokens[0].is("INSERT") || !tokens[1].is("INTO")) return false;
    const std::size_t at = tokens.size() > 4 && tokens[3].is(".") ? 4 : 2;
    return unquote_sql(tokens[at].text).starts_with(mark_of_copy);
}
/// Statements that write rows, which no description of a database has.
inline void note_written_rows(const std::vector<migrate::migration>& all, bool brackets_quote,
                              std::vector<std::string>& notes) {
    for (const migrate::migration& each : all)
        for (const migrate::run_statement& one : migrate::read_instructions(each.name, each.up, brackets_quote)) {
            const std::vector<sql_token> tokens = sql_tokenizer(one.sql, brackets_quote).all();
            bool writes = false;
            for (const std::string_view word : {"INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "COPY", "REPLACE", "DO"})
                writes |= !tokens.empty() && tokens[0].is(word);
            if (writes && !copies_rows(tokens))
                notes.push_back("left out, only joined statements (--joined) keep it: " + each.name + " line " +
                                std::to_string(one.line) + ": " + std::string(one.sql.substr(0, 80)));
        }
}
inline std::string with_semicolon(std::string_view script) {
    std::string text(script);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
    // A comment at the end would hide the semicolon.
    return text.empty() ? text : text.append(text.ends_with(';') ? "\n" : "\n;\n");
}
/// Their texts one behind the other, each beginning a transaction of its own.
inline std::string join_scripts(const std::vector<migrate::migration>& all, bool backwards, bool brackets_quote) {
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const migrate::migration& each = all[backwards ? all.size() - 1 - i : i];
        const std::string one = with_semicolon(backwards ? each.down : each.up);
        if (backwards && migrate::read_instructions(each.name, one, brackets_quote).empty()) return {};
        if (one.empty()) continue;
        text.append(text.empty() ? "" : "\n-- refract: commit\n").append("-- from ").append(each.name).append("\n");
        text.append(one);
    }
    return text;
}
/// The heading names them in a line.
inline void refuse_unlisted_names(const std::vector<migrate::migration>& all) {
    for (const migrate::migration& each : all)
        if (each.name.find_first_of(" ()") != each.name.npos)
            throw error(
                "the migration \"" + each.name +
                "\" cannot be squashed: the line that names it would say something else, as there are blanks or "
                "parentheses in its name");
}
/// What migrations make on a shadow, which is gone afterwards: a schema is there once. `before` is told its schemas.
template <class Database>
migrate::database_definition make_in_shadow(Database& db, const std::vector<migrate::migration>& all,
                                            std::vector<std::string> schemas, const migrate::kept_schema& kept,
                                            migrate::database_definition& before) {
    migrate::shadow_database<Database> shadow(db);
    before.schemas = shadow.other_schemas();
    shadow.run(all, kept);
    for (const std::string& each : shadow.other_schemas()) // what was made anywhere would be lost
        if (!is_listed(schemas, each)) schemas.push_back(each);
    return shadow.read(schemas);
}
/// The comments by which databases that ran the parts know the whole.
inline std::string heading_of(const std::vector<migrate::migration>& all) {
    std::string text;
    for (const migrate::migration& each : all) {
        text.append("-- refract: replaces ").append(each.name);
        const std::vector<std::string> before = migrate::lines_of_replaced(each.up);
        for (const std::string& one : before) text.append(&one == before.data() ? " (" : " ").append(one);
        text.append(before.empty() ? "\n" : ")\n");
    }
    return text;
}

/// Takes away what a squashed migration replaces, when that is there. The chain comes first: it fits when all are gone,
/// also where somebody else ends that.
inline void remove_replaced(const std::filesystem::path& folder, const std::vector<std::string>& replaced) {
    std::vector<migrate::migration> left = migrate::read_folder(folder), gone;
    for (const migrate::migration& each : left)
        if (is_listed(replaced, each.name)) gone.push_back(each);
    std::erase_if(left, [&](const migrate::migration& each) { return is_listed(replaced, each.name); });
    write_chain(folder, migrate::make_chain(left));
    for (const migrate::migration& each : gone) migrate::remove_migration(folder, each.name);
}
/// The squashed migration of a folder that also has what it replaces; null where there is none.
inline const migrate::migration* find_half_done_squash(const std::vector<migrate::migration>& all) {
    for (const migrate::migration& each : all)
        for (const std::string& part : migrate::replaced_by(each.up))
            if (find_migration(all, part)) return &each;
    return nullptr;
}

} // namespace detail

namespace migrate {

/// Makes one of the migrations of a folder, up to one or all, and says what is lost: nothing is written. A planned text
/// is run beside the others' on a shadow; where it does not make the same, their statements are joined. `kept` is what
/// the folder keeps, for who may not create databases.
template <class Database> squash_result plan_squash(Database& db, const std::vector<migration>& all,
                                                    std::string_view said, squash_text wanted = squash_text::planned,
                                                    const std::vector<std::string>& schemas = {std::string()},
                                                    const kept_schema& kept = {}) {
    if (all.empty()) throw error("there are no migrations to squash");
    constexpr bool brackets_quote = detail::catalog_of<typename Database::dialect>.brackets_quote;
    detail::refuse_unlisted_names(all);
    squash_result result{.text = wanted};
    const std::string heading = detail::heading_of(all);
    result.replaced = replaced_by(heading);
    result.made.name = all.back().name.substr(0, detail::digits_of_migration) + "_" + detail::name_of_folder(said);
    result.made.down = detail::join_scripts(all, true, brackets_quote);
    if (wanted == squash_text::planned) {
        database_definition nothing;
        const auto made_by = [&](const std::vector<migration>& of) {
            return detail::make_in_shadow(db, of, schemas, kept, nothing);
        };
        const database_definition made = made_by(all);
        const std::string script = detail::print_script(plan<typename Database::dialect>(nothing, made));
        result.made.up = heading + script;
        try {
            const database_definition again = made_by({{result.made.name, script, ""}});
            if (compare(made, again).empty() && made.unsaid == again.unsaid) {
                detail::note_written_rows(all, brackets_quote, result.notes);
                return result;
            }
            result.notes.push_back("a planned text does not make all that the migrations make, so they were joined");
        } catch (const error& failure) {
            result.notes.push_back("a planned text does not run, so the migrations were joined: " + failure.message());
        }
    }
    result.text = squash_text::joined;
    result.made.up = heading + detail::join_scripts(all, false, brackets_quote);
    return result;
}

/// Makes one of a folder's migrations, up to one or all; the others are gone from the folder. A database that has run
/// them has run it; one that has run a part of them says so, and is deployed with the older folder first. A squash that
/// was ended before it had taken away what it replaces is only brought to its end, when it is asked for again by its
/// name.
template <class Database> squash_result squash(Database& db, const std::filesystem::path& folder, std::string_view said,
                                               std::string_view up_to = {}, squash_text wanted = squash_text::planned,
                                               const std::vector<std::string>& schemas = {std::string()}) {
    std::vector<migration> all = read_folder(folder);
    if (const migration* const begun = detail::find_half_done_squash(all);
        begun &&
        std::string_view(begun->name).substr(detail::digits_of_migration + 1) == detail::name_of_folder(said)) {
        squash_result result{.made = *begun, .replaced = replaced_by(begun->up)};
        result.notes.push_back("it was written before, by a squash that was ended; what it replaces is gone now");
        detail::remove_replaced(folder, result.replaced);
        return result;
    }
    detail::refuse_both(all);
    detail::refuse_broken_chain(folder, all);
    if (!up_to.empty()) {
        if (!detail::find_migration(all, up_to))
            throw error(detail::join_text({"there is no migration ", up_to, " in the folder to squash up to"}));
        std::erase_if(all, [&](const migration& each) { return std::string_view(each.name).compare(up_to) > 0; });
    }
    const squash_result result = plan_squash(db, all, said, wanted, schemas, read_kept_schema(folder));
    if (detail::find_migration(all, result.made.name))
        throw error("the migration " + result.made.name + " is one of those that are squashed; give it another name");
    write_migration(folder, result.made); // first: who is killed here has both, and nothing is lost
    std::vector<std::string> replaced;
    for (const migration& each : all) replaced.push_back(each.name);
    detail::remove_replaced(folder, replaced);
    return result;
}

} // namespace migrate
} // namespace v0
} // namespace refract
