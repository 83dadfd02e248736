// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/resolve.hpp>
#include <refract/migrate/shadow.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
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
/// What migrations make on a shadow, which is gone afterwards: a schema is there once. Each is of the first one's kind:
/// what is made looks otherwise in another.
template <class Database> class shadow_maker {
public:
    shadow_maker(Database& db, const std::vector<std::string>& schemas, const migrate::kept_schema& kept)
        : db_(db), schemas_(schemas), kept_(kept) {}

    /// `before` is told the schemas that are there.
    migrate::database_definition make(const std::vector<migrate::migration>& all,
                                      migrate::database_definition& before) {
        migrate::shadow_database<Database> shadow(db_);
        if (!shadow.why().empty()) why_ = shadow.why();
        if (!kind_) kind_ = is_whole(shadow);
        if (kind_ != is_whole(shadow)) {
            is_of_another_ = true;
            return {};
        }
        before.schemas = shadow.other_schemas();
        shadow.run(all, kept_);
        std::vector<std::string> schemas = schemas_;
        for (const std::string& each : shadow.other_schemas()) // what was made anywhere would be lost
            if (!is_listed(schemas, each)) schemas.push_back(each);
        return shadow.read(schemas);
    }
    /// Then it was for no text that it did not come to the same.
    void refuse_another_kind() const {
        if (is_of_another_)
            throw error(
                join_text({"what the migrations make cannot be seen, as a database for it can be made at one time "
                           "and not at another; nothing was changed: ",
                           why_}));
    }

private:
    static bool is_whole(const migrate::shadow_database<Database>& shadow) {
        return shadow.place() == migrate::shadow_place::database;
    }
    Database& db_;
    const std::vector<std::string>& schemas_;
    const migrate::kept_schema& kept_;
    std::optional<bool> kind_{};
    bool is_of_another_ = false;
    std::string why_{};
};
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
inline void remove_replaced(const std::filesystem::path& folder, const std::string& whole,
                            const std::vector<std::string>& replaced) {
    std::vector<migrate::migration> left = migrate::read_folder(folder), before = left, gone;
    std::erase_if(before, [&](const migrate::migration& each) { return each.name == whole; });
    for (const migrate::migration& each : left)
        if (is_listed(replaced, each.name)) gone.push_back(each);
    std::erase_if(left, [&](const migrate::migration& each) { return is_listed(replaced, each.name); });
    try {
        const migrate::kept_schema kept = migrate::read_kept_schema(folder);
        if (!before.empty() && kept.covers(before) == before.size()) migrate::renew_kept_schema(folder, left, kept);
        write_chain(folder, migrate::make_chain(left));
        for (const migrate::migration& each : gone) migrate::remove_migration(folder, each.name);
    } catch (const std::filesystem::filesystem_error& failure) {
        throw error(join_text({"the migration ", whole, " is written, and what it replaces is not all gone (",
                               failure.path1().string(), ": ", failure.code().message(),
                               "); squash again by the same name, which ends it"}));
    }
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
        detail::shadow_maker<Database> shadows(db, schemas, kept);
        const database_definition made = shadows.make(all, nothing);
        const std::string script = detail::print_script(plan<typename Database::dialect>(nothing, made));
        result.made.up = heading + script;
        try {
            const database_definition again = shadows.make({{result.made.name, script, ""}}, nothing);
            if (compare(made, again).empty() && made.unsaid == again.unsaid) {
                detail::note_written_rows(all, brackets_quote, result.notes);
                return result;
            }
            result.notes.push_back("a planned text does not make all that the migrations make, so they were joined");
        } catch (const error& failure) {
            result.notes.push_back("a planned text does not run, so the migrations were joined: " + failure.message());
            shadows.make(all, nothing); // where these do not run any more, it was not for the text
        }
        shadows.refuse_another_kind();
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
        detail::remove_replaced(folder, result.made.name, result.replaced);
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
    if (all.size() == 1 && all[0].name == result.made.name)
        throw error("the migration " + all[0].name + " is the only one that is to be squashed; there is nothing to do");
    if (detail::find_migration(all, result.made.name))
        throw error("the migration " + result.made.name + " is one of those that are squashed; give it another name");
    write_migration(folder, result.made); // first: who is killed here has both, and nothing is lost
    std::vector<std::string> replaced;
    for (const migration& each : all) replaced.push_back(each.name);
    detail::remove_replaced(folder, result.made.name, replaced);
    return result;
}

} // namespace migrate
} // namespace v0
} // namespace refract
