// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_alter_checks.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Looks at whole statements.
class lint_statement_checks : public lint_alter_checks {
    using verb = lint_verb;

protected:
    using lint_alter_checks::lint_alter_checks;

    void statement(const lint_statement& made) {
        look_at_transaction(made);
        look_at_timeouts(made);
        look_at_values(made);
        for (const lint_columns& each : made.once) look_for_twice(each);
        if (made.verb == verb::create && !made.name.empty()) look_at_name(made.name.name, made.name_written);
        look_at_schema(made);
        switch (made.verb) {
        case verb::create: return create(made);
        case verb::alter: return altered(made);
        case verb::drop: return drop(made);
        case verb::truncate: return truncate(made);
        case verb::update:
        case verb::erase:
        case verb::insert:
        case verb::merge_rows: return rows(made);
        case verb::reindex: return reindex(made);
        case verb::refresh:
            if (!made.is_concurrent && !is_made(made.name)) report(lint_rules::refresh_blocks, {.name = made.name});
            return;
        case verb::cluster: return rewrite(made, "CLUSTER");
        case verb::vacuum:
            if (made.is_full) rewrite(made, "VACUUM FULL");
            return;
        case verb::lock: return lock(made);
        case verb::revoke: return report(lint_rules::revoke, {});
        case verb::set:
        case verb::pragma: return set(made);
        default: return;
        }
    }
    /// Behind a statement: what it has locked stays locked.
    void remember_lock(const lint_statement& made) {
        if (made.verb == verb::alter && !is_made(made.name)) altered_.insert(key(made.name));
    }
    void transaction_ended() {
        ++transaction_;
        altered_.clear();
        new_values_.clear();
    }

private:
    void look_at_transaction(const lint_statement& made) {
        if (!in_transaction_) return;
        const bool is_of_server = made.object == "database" || made.object == "tablespace" || made.object == "system";
        const bool is_whole = made.verb == verb::reindex &&
                              (made.object == "database" || made.object == "schema" || made.object == "system");
        const bool adds_value = !is_since(facts_.value_in_transaction_since) &&
                                std::any_of(made.actions.begin(), made.actions.end(), [&](const lint_action& each) {
                                    return each.kind == lint_action_kind::add_value && !is_made(made.name);
                                });
        const bool is_beside = made.is_concurrent && made.verb != verb::refresh;
        const bool detaches = std::any_of(made.actions.begin(), made.actions.end(), [](const lint_action& each) {
            return each.kind == lint_action_kind::detach && each.is_concurrent;
        });
        const bool makes_server =
            is_of_server && (made.verb == verb::create || made.verb == verb::drop || made.object == "system");
        if (is_beside || makes_server || is_whole || adds_value || detaches || made.verb == verb::vacuum)
            report(lint_rules::not_in_transaction, {.what = as_written(words_of(made)), .value = as_written(made.sql)});
    }
    static std::string words_of(const lint_statement& made) {
        static constexpr std::pair<verb, std::string_view> words[]{
            {verb::create, "CREATE"}, {verb::alter, "ALTER"},   {verb::drop, "DROP"},   {verb::reindex, "REINDEX"},
            {verb::vacuum, "VACUUM"}, {verb::update, "UPDATE"}, {verb::erase, "DELETE"}};
        std::string text;
        for (const auto& [each, word] : words)
            if (each == made.verb) text = std::string(word);
        if (made.verb != verb::vacuum && !made.object.empty()) {
            text += ' ';
            for (const char c : made.object) text += sql_token::upper_case(c);
        }
        return text + (made.is_concurrent ? " CONCURRENTLY" : "");
    }

    /// What others wait for while the statement waits for it; empty: nothing, as with locks that let them read and
    /// write.
    lint_name waits_for(const lint_statement& made) const {
        const bool is_read = made.object == "table" || made.object == "foreign table" || made.object == "view" ||
                             made.object == "materialized view";
        switch (made.verb) {
        case verb::alter: return is_read ? made.name : lint_name{};
        case verb::drop:
            if (made.object == "trigger") return made.table;
            return is_read || (made.object == "index" && waits_for_index(made)) ? made.name : lint_name{};
        case verb::create:
            if (made.object == "trigger" || made.is_partition) return made.table;
            return made.object == "index" && !made.is_concurrent ? made.table : lint_name{};
        case verb::lock: return is_weak_lock(made) ? lint_name{} : made.name;
        case verb::truncate: return made.name;
        case verb::reindex:
        case verb::refresh: return waits_for_index(made) ? made.name : lint_name{};
        case verb::cluster: return made.name.empty() ? lint_name{.name = "every table"} : made.name;
        case verb::vacuum: return made.is_full ? made.name : lint_name{};
        default: return {};
        }
    }
    bool waits_for_index(const lint_statement& made) const {
        const auto of = index_tables_.find(made.name.name);
        const bool is_new =
            made_indexes_.count(made.name.name) > 0 || (of != index_tables_.end() && made_.count(of->second) > 0);
        return !made.is_concurrent && !(is_new && made.object == "index");
    }
    static bool is_weak_lock(const lint_statement& made) {
        return made.value == "access share" || made.value == "row share" || made.value == "row exclusive";
    }
    void look_at_timeouts(const lint_statement& made) {
        const lint_name table = waits_for(made);
        if (table.empty() || is_made(table)) return;
        if (!has_lock_timeout_ && !has_said_lock_timeout_ && !options_.sets_lock_timeout)
            report(lint_rules::no_lock_timeout, {.table = table});
        if (!has_statement_timeout_ && !has_said_statement_timeout_)
            report(lint_rules::no_statement_timeout, {.table = table});
        has_said_lock_timeout_ = has_said_statement_timeout_ = true; // once for each migration
    }
    void look_at_values(const lint_statement& made) {
        for (const auto& [type, value] : new_values_) {
            const bool is_used = std::find(made.texts.begin(), made.texts.end(), value) != made.texts.end();
            if (is_used && in_transaction_ && made.verb != verb::comment &&
                !(made.verb == verb::alter && made.object == "type"))
                report(lint_rules::value_too_early, {.name = type, .what = as_written(quote_text(value))});
        }
    }
    void look_at_schema(const lint_statement& made) {
        const bool is_table = (made.verb == verb::create || made.verb == verb::alter || made.verb == verb::drop) &&
                              (made.object == "table" || made.object == "view");
        if (!is_table || made.is_temporary || !made.name.schema.empty() || made.name.empty()) return;
        report(lint_rules::unqualified_name, {.name = made.name});
    }

    void create(const lint_statement& made) {
        if (made.object == "index") return create_index(made);
        if (made.object == "table") return new_table(made);
        if (made.object == "domain" && !made.columns.empty() &&
            (made.columns[0].is_not_null || !made.columns[0].constraints.empty()))
            report(lint_rules::strict_domain, {.name = made.name});
        if (!made.is_replacing && !made.name.empty() && made.object != "trigger") made_.insert(key(made.name));
    }
    void create_index(const lint_statement& made) {
        const std::string name = name_or(made.name.name, made.table, made.listed, "idx");
        const lint_parts parts{.table = made.table,
                               .column = as_written(made.value),
                               .name = name,
                               .what = as_written(made.is_unique ? "UNIQUE " : "")};
        if (!made.is_concurrent && !made.is_local && !is_quiet(made.table)) report(lint_rules::index_blocks, parts);
        if (made.is_unique) duplicates(made.table, made.listed, "the unique index " + name, {});
        if (made.listed.size() > 3 && !made.is_unique) // that one says what may not be twice
            report(lint_rules::wide_index, {.name = name, .what = as_written(std::to_string(made.listed.size()))});
        if (made.name.empty()) return;
        made_indexes_.insert(made.name.name);
        index_tables_[made.name.name] = key(made.table);
    }

    void drop(const lint_statement& made) {
        for (const lint_name& each : made.names) {
            look_at_length(each.name, made.sql);
            if (made.object == "table")
                drop_table(made, each);
            else if (made.object == "index")
                drop_index(made, each);
            else if (!is_made(each) && !each.empty())
                drop_other(made, each);
            if (made.object != "index") made_.erase(key(each));
        }
    }
    void drop_table(const lint_statement& made, const lint_name& table) {
        if (is_made(table) || is_copied(table)) return;
        const bool comes_again = any_later([&](const lint_statement& later) {
            return later.verb == verb::create && later.object == "table" && key(later.name) == key(table);
        });
        report(comes_again ? lint_rules::made_anew : lint_rules::drop_table, {.table = table});
        if (made.is_cascading) report(lint_rules::drop_cascade, {.name = table});
    }
    /// Whether its rows are in a table by now that takes its name: SQLite's way to change one.
    bool is_copied(const lint_name& table) const {
        return any_earlier([&](const lint_statement& copy) {
            return copy.verb == verb::insert && copy.has_query && key(copy.source) == key(table) &&
                   is_made(copy.name) && any_later([&](const lint_statement& rename) {
                       return rename.verb == verb::alter && key(rename.name) == key(copy.name) &&
                              std::any_of(rename.actions.begin(), rename.actions.end(), [&](const lint_action& each) {
                                  return each.kind == lint_action_kind::rename && each.to == table.name;
                              });
                   });
        });
    }
    void drop_index(const lint_statement& made, const lint_name& index) {
        if (made.is_concurrent || made_indexes_.count(index.name) > 0) return;
        const auto found = index_tables_.find(index.name);
        const bool is_of_new = found != index_tables_.end() && made_.count(found->second) > 0;
        const bool is_of_small = found != index_tables_.end() && is_quiet(table_named(found->second));
        if (!is_of_new && !is_of_small) report(lint_rules::drop_index_blocks, {.name = index});
    }
    void drop_other(const lint_statement& made, const lint_name& what) {
        static constexpr std::string_view seen[]{
            "view",   "materialized view", "function",  "procedure",    "aggregate", "type",
            "domain", "sequence",          "extension", "foreign table"};
        if (made.object == "schema" || made.object == "database")
            report(lint_rules::drop_schema, {.name = what, .what = as_written(made.object)});
        if (std::find(std::begin(seen), std::end(seen), made.object) == std::end(seen)) return;
        const bool comes_again = any_later(
            [&](const lint_statement& later) { return later.verb == verb::create && key(later.name) == key(what); });
        if (!comes_again) report(lint_rules::drop_object, {.name = what, .what = as_written(made.object)});
        if (made.is_cascading) report(lint_rules::drop_cascade, {.name = what});
    }

    void truncate(const lint_statement& made) {
        for (const lint_name& each : made.names)
            if (made.is_cascading && !is_made(each))
                report(lint_rules::truncate_cascade, {.table = each});
            else if (!is_empty(each))
                report(lint_rules::truncate, {.table = each});
    }
    void rows(const lint_statement& made) {
        look_at_length(made.name.name, made.sql);
        for (const std::string& each : made.listed) look_at_length(each, made.sql);
        if (made.copies_all && !made.source.empty())
            report(lint_rules::copied_by_place, {.table = made.source, .to = made.name});
        if (made.verb == verb::update || made.verb == verb::merge_rows)
            for (const std::string& each : made.listed) filled_.insert(key(key(made.name), each));
        if (is_empty(made.name)) return;
        if (made.verb != verb::insert && !made.has_where)
            report(lint_rules::all_rows, {.table = made.name, .what = as_written(words_of(made))});
        const bool is_few = made.verb == verb::insert && !made.has_query;
        if (in_transaction_ && !is_few && !is_quiet(made.name) && altered_.count(key(made.name)) > 0)
            report(lint_rules::backfill_holds_lock,
                   {.table = made.name,
                    .column = made.listed.empty() ? std::string("...") : made.listed.front(),
                    .to = made.name,
                    .value = as_written("...")});
    }
    void reindex(const lint_statement& made) {
        // Those of the system's tables cannot be built beside the programs that run.
        if (made.is_concurrent || made.object == "system" || !is_since(facts_.reindex_beside_since)) return;
        const auto of_index = index_tables_.find(made.name.name);
        if (made.object == "index" && of_index != index_tables_.end() && is_quiet(table_named(of_index->second)))
            return;
        if (made.object == "table" && is_quiet(made.name)) return;
        std::string what;
        for (const char c : made.object) what += sql_token::upper_case(c);
        report(lint_rules::reindex_blocks, {.name = made.name, .what = as_written(what)});
    }
    void rewrite(const lint_statement& made, std::string_view what) {
        for (const lint_name& each : made.names)
            if (each.empty())
                report(lint_rules::table_rewrite, {.table = as_written("every table"), .what = as_written(what)});
            else if (!is_quiet(each))
                report(lint_rules::table_rewrite, {.table = each, .what = as_written(what)});
    }
    void lock(const lint_statement& made) {
        const std::string_view mode = made.value.empty() ? "access exclusive" : std::string_view(made.value);
        for (const lint_name& each : made.names)
            if (!is_weak_lock(made) && !is_made(each))
                report(lint_rules::lock_table, {.table = each, .what = as_written(mode)});
    }
    void set(const lint_statement& made) {
        const bool is_off = made.value == "0" || made.value == "off" || made.value == "false" || made.value == "no";
        if (made.setting == "lock_timeout") has_lock_timeout_ = !is_off;
        if (made.setting == "statement_timeout") has_statement_timeout_ = !is_off;
        if (made.setting == "legacy_alter_table") is_legacy_ = !is_off;
        if (made.verb != verb::pragma || made.setting != "foreign_keys" || made.value.empty()) return;
        if (in_transaction_)
            report(lint_rules::pragma_in_transaction, {});
        else
            keys_look_away_ = is_off;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
