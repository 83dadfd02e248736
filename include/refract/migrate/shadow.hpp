// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/compare.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/kept_schema.hpp>
#include <refract/migrate/temporary_database.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What migrations make, read from a database that is there for that alone.

namespace refract {
inline namespace v0 {
namespace detail {

/// "CREATE EXTENSION IF NOT EXISTS citext": the name; empty for any other statement.
inline std::string extension_of(std::string_view sql, std::string_view verb) {
    const std::vector<sql_token> tokens = sql_tokenizer(sql, false).all();
    std::size_t at = 0;
    const auto take = [&](std::string_view word) { return at < tokens.size() && tokens[at].is(word) && ++at; };
    if (!take(verb) || !take("EXTENSION")) return {};
    for (const std::string_view word : {"IF", "NOT", "EXISTS"}) take(word);
    return at < tokens.size() ? unquote_sql(tokens[at].text) : std::string();
}

} // namespace detail

namespace migrate {

/// Where a shadow is.
enum class shadow_place : std::uint8_t {
    memory,   ///< a database in memory
    database, ///< a database of the same server, dropped afterwards
    schema,   ///< a schema in a transaction that is rolled back: without the right to create databases
    kept,     ///< the same, from the schema that the folder keeps
};

/// A database for what migrations make, beside a real one of which nothing is touched.
///
/// SQLite has it in memory. PostgreSQL makes a database, which is dropped at the end, also after errors; without the
/// right to, a schema in a transaction that is rolled back, which begins with what the folder keeps (`schema.sql`)
/// where that is of these migrations. The database beside must not be in a transaction.
template <class Database> class shadow_database {
    using dialect = typename Database::dialect;
    static constexpr const detail::deploy_facts& how = detail::deploys_of<dialect>;
    static constexpr const detail::catalog_facts& catalog = detail::catalog_of<dialect>;

public:
    explicit shadow_database(Database& beside) : beside_(beside), made_(beside) {
        if (!catalog.scratch.empty()) {
            memory_.emplace(std::string(catalog.scratch));
            own_ = &*memory_;
            detail::prepare_scratch(*own_);
        } else if (may_create() && made_.create(how.create_database)) {
            place_ = shadow_place::database;
            own_ = made_.get();
        } else {
            place_ = shadow_place::schema;
            there_ = beside_.template query<detail::connection_place>(unsafe_sql(how.extensions, {}));
            scratch_.emplace(beside_.begin());
            detail::enter_scratch(*scratch_);
        }
    }
    shadow_database(const shadow_database&) = delete;

    shadow_place place() const { return place_; }
    /// Why no database was made; empty: the user may not, or there is one.
    const std::string& why() const { return made_.why(); }

    /// Runs migrations, as a deploy does. Errors: as of a deploy; in a schema also a migration that runs outside of a
    /// transaction, or changes what is in another schema, unless what is kept stands for it.
    void run(const std::vector<migration>& all, const kept_schema& kept = {}) {
        if (own_) {
            try {
                detail::deploy_all(*own_, all, {});
            } catch (const error& failure) {
                throw error(error_details{.message = "what the migrations make cannot be seen: on an empty database, " +
                                                     failure.message(),
                                          .sql = failure.sql(),
                                          .code = failure.code(),
                                          .can_retry = failure.can_retry(),
                                          .connection_lost = failure.connection_lost()});
            }
        } else {
            const std::size_t done = kept.covers(all);
            if (done > 0) {
                place_ = shadow_place::kept;
                run_in_schema({.name = kept.last, .up = kept.script});
            }
            for (std::size_t i = done; i < all.size(); ++i) run_in_schema(all[i]);
        }
    }
    /// What is there, beside the history. Schemas are as of `read_database`.
    database_definition read(const std::vector<std::string>& schemas = {std::string()}) {
        if (own_) return read_managed(*own_, schemas);
        database_definition found = read_managed(*scratch_, schemas);
        for (const std::string& each : extensions_) found.objects.push_back({.kind = "extension", .name = each});
        return found;
    }

    /// The schemas of a database of its own, beside the one that it looks in first.
    std::vector<std::string> other_schemas() {
        if (!own_ || how.schemas_like.empty()) return {};
        auto found = own_->template query<std::string>(unsafe_sql(how.schemas_like, {}), std::string("%"));
        const auto place = own_->template query<detail::connection_place>(unsafe_sql(how.ask_place, {})).front();
        std::erase(found, place.name);
        return found;
    }

private:
    bool may_create() {
        return !how.create_database.empty() &&
               beside_.template query<bool>(unsafe_sql(how.may_create_database, {})).front();
    }
    void run_in_schema(const migration& what) {
        for (const run_statement& each : read_instructions(what.name, what.up, catalog.brackets_quote)) {
            if (is_extension(each.sql)) continue;
            if (each.mode == run_mode::alone)
                refuse_schema(what, "its line " + std::to_string(each.line) + " runs outside of a transaction");
            do { } while (scratch_->execute(unsafe_sql(each.sql, {})) > 0 && each.mode == run_mode::repeated); }
        for (const std::string& each : scratch_->template query<std::string>(unsafe_sql(how.changed_outside, {})))
            refuse_schema(what, "it names a schema: it changes " + each);
    }
    /// An extension that the database beside has is what the migration makes or drops, and stays untouched.
    bool is_extension(std::string_view sql) {
        const std::string made = detail::extension_of(sql, "CREATE"), gone = detail::extension_of(sql, "DROP");
        for (const detail::connection_place& each : there_) {
            if (each.name != made && each.name != gone) continue;
            std::erase(extensions_, each.name);
            if (each.name == made && !each.value.empty()) extensions_.push_back(made);
            return true;
        }
        return false;
    }
    [[noreturn]] static void refuse_schema(const migration& what, const std::string& why) {
        throw error(
            detail::join_text({"what the migration ", what.name, " makes cannot be seen: ", why,
                               ", and the user may not create a database for it; give the right (ALTER ROLE ... "
                               "CREATEDB), or let somebody run migrate dev who has it: it keeps schema.sql beside the "
                               "migrations, which stands for them"}));
    }

    Database& beside_;
    detail::temporary_database<Database> made_;
    std::optional<Database> memory_{};
    Database* own_ = nullptr;
    shadow_place place_ = shadow_place::memory;
    std::vector<detail::connection_place> there_{}; ///< the extensions beside
    std::vector<std::string> extensions_{};         ///< of those the ones that are made
    std::optional<typename Database::transaction_type> scratch_{};
};

/// What the migrations of a folder make: `describe_folder(db, "migrations")`, as `describe_models<blog>(db)` is what
/// models do. The database beside is not touched.
template <class Database>
database_definition describe_folder(Database& db, const std::filesystem::path& folder,
                                    const std::vector<std::string>& schemas = {std::string()}) {
    shadow_database<Database> shadow(db);
    shadow.run(read_folder(folder), read_kept_schema(folder));
    return shadow.read(schemas);
}

/// How a database differs from what its history says. `found` looks into the other two.
struct drift {
    database_definition expected{}, actual{};
    difference found{};   ///< from what is expected to what is there
    shadow_place place{}; ///< where that was seen
    std::string why{};    ///< why no database was made for it, where the user may make one

    drift() = default;
    drift(drift&&) = default;
    drift& operator=(drift&&) = default;
    bool empty() const { return found.empty(); }
};

/// What somebody has changed on a database beside its migrations: it is compared with what those make that it has run.
/// Errors: one of them is not in the folder, or has failed half-way, so nobody knows what to expect.
template <class Database> drift find_drift(Database& db, const std::filesystem::path& folder,
                                           const std::vector<std::string>& schemas = {std::string()}) {
    std::vector<migration> run;
    const std::vector<migration> all = read_folder(folder);
    const std::vector<history_entry> history = read_history(db);
    const status known = compare_history(all, history);
    detail::refuse_both(all);
    for (const history_entry& each : history)
        if (each.is_half_undone())
            throw error("nobody can say what the database should hold: " + each.name +
                        " is half undone; undo it again (migrate down)");
    for (const std::vector<std::string>* each : {&known.failed, &known.missing})
        if (!each->empty())
            throw error("nobody can say what the database should hold: " + each->front() +
                        (each == &known.failed
                             ? " has failed half-way; mend it and deploy, or say what became of it (migrate resolve)"
                             : " was run, and is not in the folder; restore it from version control"));
    for (const migration& each : all)
        if (detail::is_listed(known.applied, each.name) || detail::is_listed(known.squashed, each.name))
            run.push_back(each);
    drift made;
    made.actual = read_managed(db, schemas); // before a shadow that is a schema of the same connection
    shadow_database<Database> shadow(db);
    shadow.run(run, read_kept_schema(folder));
    made.place = shadow.place();
    made.why = shadow.why();
    made.expected = shadow.read(schemas);
    detail::forget_grants_beside(made.actual, made.expected);
    made.found = compare(made.expected, made.actual);
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract
