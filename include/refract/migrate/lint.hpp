// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/instructions.hpp>
#include <refract/migrate/lint_block.hpp>
#include <refract/migrate/lint_rule.hpp>
#include <refract/migrate/lint_rules.hpp>
#include <refract/migrate/lint_swap_checks.hpp>
#include <refract/migrate/script.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Reads migrations, and says what in them may hurt: without a database, and with what is known of one.
///
/// Comments before a statement say how it runs and what it may do: `-- refract: allow L012 because nobody uses it`.

namespace refract {
inline namespace v0 {
namespace detail {

/// A rule that a statement may break.
struct lint_allowance {
    std::string rule{}; ///< "L012", or its name
    bool has_reason = false, is_used = false;
    std::string_view written{};
};

struct lint_comments {
    bool commits = false, is_alone = false, repeats = false;
    std::vector<lint_allowance> allowed{};
    std::vector<std::string_view> unknown{};
};

/// `L012, L013 because nobody uses it`.
inline void read_allowance(std::string_view said, lint_comments& into) {
    constexpr std::string_view because = "because";
    const std::size_t at = said.find(because);
    const bool has_reason = at != said.npos && !trim(said.substr(at + because.size())).empty();
    std::string_view rules = said.substr(0, at);
    while (!rules.empty()) {
        const std::size_t end = rules.find_first_of(", \t");
        if (end != 0) into.allowed.push_back({std::string(rules.substr(0, end)), has_reason, false, said});
        rules.remove_prefix(end == rules.npos ? rules.size() : end + 1);
    }
}
inline void read_lint_comment(std::string_view said, lint_comments& into) {
    constexpr std::string_view allow = "allow ";
    if (said == "commit")
        into.commits = true;
    else if (said == "no transaction")
        into.is_alone = true;
    else if (said == "repeat")
        into.repeats = true;
    else if (said.starts_with(allow))
        read_allowance(trim(said.substr(allow.size())), into);
    else if (!said.empty() && !said.starts_with("replaces "))
        into.unknown.push_back(said);
}
/// Of what stands before a statement: comments on lines of their own.
inline lint_comments read_lint_comments(std::string_view text) {
    lint_comments found;
    for_each_comment(text, [&](std::string_view comment) { read_lint_comment(instruction_of(comment), found); });
    return found;
}

class linter : public lint_swap_checks {
    using verb = lint_verb;

public:
    using lint_swap_checks::lint_swap_checks;

    std::vector<migrate::finding> run(std::span<const migrate::migration> migrations) && {
        for (const migrate::migration& each : migrations) migration(each);
        return std::move(found_);
    }

private:
    void migration(const migrate::migration& what) {
        if (!options_.is_one_run) forget_run();
        migration_ = what.name;
        script_ = what.up;
        const std::vector<migrate::script_statement> parts = migrate::split_script(script_, facts_.brackets_quote);
        all_.clear();
        for (const migrate::script_statement& each : parts) parse(each.sql);
        lint_statement whole{.sql = script_.substr(0, 0)};
        at_ = &whole;
        number_ = 0;
        is_judged_ = std::find(options_.applied.begin(), options_.applied.end(), what.name) == options_.applied.end() &&
                     what.name >= options_.since;
        begin_run();
        const std::size_t first = found_.size();
        look_at_order();
        for (const migrate::script_statement& each : parts) one(each);
        if (is_open_ && !options_.in_transaction) report(lint_rules::open_transaction, {}, opened_);
        if (is_judged_)
            known_.settle(all_); // what was applied is in the database as it was read
        else
            forget_run();
        std::stable_sort(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
                         [](const migrate::finding& left, const migrate::finding& right) {
                             return std::pair(left.line, left.column) < std::pair(right.line, right.column);
                         });
    }
    /// A statement, and those that stand in it.
    void parse(std::string_view sql) {
        all_.push_back(parse_lint_statement(sql, facts_.brackets_quote));
        for (const lint_block_part& each : lint_block_reader(facts_.brackets_quote).parts(sql)) {
            lint_statement made{.sql = each.sql};
            if (each.is_read) made = parse_lint_statement(each.sql, facts_.brackets_quote);
            made.is_in_block = true;
            made.is_unread = !each.is_read;
            all_.push_back(std::move(made));
        }
    }
    void begin_run() {
        transaction_ended();
        in_transaction_ = options_.in_transaction;
        is_open_ = has_lock_timeout_ = has_statement_timeout_ = keys_look_away_ = is_legacy_ = false;
        has_said_lock_timeout_ = has_said_statement_timeout_ = false;
    }
    /// What is there for long is not new any more.
    void forget_run() {
        made_.clear();
        made_columns_.clear();
        made_indexes_.clear();
        old_names_.clear();
    }
    void look_at_order() {
        if (options_.applied.empty()) return;
        const std::string& newest = *std::max_element(options_.applied.begin(), options_.applied.end());
        if (migration_ < newest) report(lint_rules::late_migration, {.to = as_written(newest)});
    }

    void one(const migrate::script_statement& part) {
        const std::size_t first = found_.size();
        lint_comments said = read_lint_comments(part.comments);
        const lint_statement& made = all_[number_];
        at_ = &made;
        const bool was_in_transaction = in_transaction_;
        if (said.commits || said.is_alone || said.repeats) transaction_ended();
        if (said.is_alone) in_transaction_ = false;
        transaction_command(made);
        statement(made);
        look_at_rebuild(made);
        look_at_swap(made);
        look_at_repetition(made, said.is_alone);
        look_at_end(made);
        remember_lock(made);
        block();
        if (said.is_alone) in_transaction_ = was_in_transaction;
        if (!in_transaction_ || said.is_alone || said.repeats) transaction_ended();
        judge(said, first);
        ++number_;
    }

    /// What stands in a DO block runs in one transaction.
    void block() {
        const bool was_in_transaction = in_transaction_;
        while (number_ + 1 < all_.size() && all_[number_ + 1].is_in_block) {
            in_transaction_ = true;
            at_ = &all_[++number_];
            if (at_->is_unread) report(lint_rules::not_read, {});
            statement(*at_);
            look_at_rebuild(*at_);
            look_at_swap(*at_);
            remember_lock(*at_);
        }
        in_transaction_ = was_in_transaction;
    }

    void transaction_command(const lint_statement& made) {
        if (made.verb == verb::begin) {
            if (in_transaction_)
                report(lint_rules::own_transaction,
                       {.what = as_written("BEGIN in a transaction that is open already")});
            is_open_ = !in_transaction_ || is_open_;
            in_transaction_ = true;
            opened_ = made.sql;
        } else if (made.verb == verb::commit || made.verb == verb::rollback) {
            const std::string word = made.verb == verb::commit ? "COMMIT" : "ROLLBACK";
            if (!in_transaction_)
                report(lint_rules::own_transaction, {.what = as_written(word + " where no transaction is open")});
            else if (!is_open_)
                report(lint_rules::own_transaction,
                       {.what = as_written(word + " ends the transaction in which the migration runs")});
            transaction_ended();
            in_transaction_ = is_open_ = false;
        }
    }

    /// What runs outside of a transaction stays when something behind it fails, and runs again.
    void look_at_repetition(const lint_statement& made, bool is_alone) {
        if (in_transaction_ || (!is_alone && all_.size() < 2) || made.is_temporary || is_repeatable(made)) return;
        // deploy sees whether an index is there and whole, and goes on behind it.
        if (options_.in_transaction && made.object == "index" && made.is_concurrent) return;
        std::string what = made.verb == verb::alter ? "ALTER " : made.verb == verb::drop ? "DROP " : "CREATE ";
        what += made.object + " " + made.name.text();
        report(lint_rules::not_repeatable, {.what = as_written(what)});
    }
    bool is_repeatable(const lint_statement& made) const {
        if (made.verb == verb::alter)
            return std::all_of(made.actions.begin(), made.actions.end(),
                               [&](const lint_action& each) { return is_repeatable(made, each); });
        if (made.verb != verb::create && made.verb != verb::drop) return true;
        if (made.is_if_exists || made.is_replacing || made.name.empty()) return true;
        const auto drops = [&](const lint_statement& other) {
            return other.verb == verb::drop && other.is_if_exists && other.object == made.object &&
                   std::find(other.names.begin(), other.names.end(), made.name) != other.names.end();
        };
        const auto makes = [&](const lint_statement& other) {
            return other.verb == verb::create && other.object == made.object && other.name == made.name;
        };
        return made.verb == verb::create && is_dropped_first(drops, makes);
    }
    /// Whether this statement, or the last one before that drops or makes the thing, drops it.
    template <class Drops, class Makes> bool is_dropped_first(const Drops& drops, const Makes& makes) const {
        for (std::size_t i = number_ + 1; i-- > 0;) {
            if (drops(all_[i])) return true;
            if (i < number_ && makes(all_[i])) return false;
        }
        return false;
    }
    bool is_repeatable(const lint_statement& made, const lint_action& each) const {
        const auto has = [&](const lint_statement& other, lint_action_kind what, bool is_if_exists) {
            return key(other.name) == key(made.name) &&
                   std::any_of(other.actions.begin(), other.actions.end(), [&](const lint_action& one) {
                       return one.kind == what && one.name == each.name && (one.is_if_exists || !is_if_exists);
                   });
        };
        if (each.kind == lint_action_kind::add_constraint)
            return is_dropped_first(
                [&](const auto& other) { return has(other, lint_action_kind::drop_constraint, true); },
                [&](const auto& other) { return has(other, each.kind, false); });
        if (each.kind == lint_action_kind::add_column || each.kind == lint_action_kind::drop_column ||
            each.kind == lint_action_kind::drop_constraint || each.kind == lint_action_kind::add_value)
            return each.is_if_exists;
        return each.kind != lint_action_kind::rename && each.kind != lint_action_kind::rename_column &&
               each.kind != lint_action_kind::rename_value && each.kind != lint_action_kind::attach &&
               each.kind != lint_action_kind::detach;
    }

    /// Quotes, comments and parentheses that nothing closes.
    void look_at_end(const lint_statement& made) {
        const std::size_t end = static_cast<std::size_t>(made.sql.data() - script_.data()) + made.sql.size();
        for (std::size_t i = 0; i < made.sql.size();) {
            const std::size_t literal = end_of_literal(made.sql, i);
            if (literal == made.sql.npos && (made.sql[i] != '-' || end != script_.size()))
                return report(lint_rules::open_end, {.what = as_written("a comment, a text or a quoted name")},
                              made.sql.substr(i));
            if (literal == made.sql.npos) break;
            i = literal == i ? i + 1 : literal;
        }
        std::ptrdiff_t depth = 0;
        for (const sql_token& each : sql_tokenizer(made.sql, facts_.brackets_quote).all())
            depth += each.is("(") ? 1 : each.is(")") ? -1 : 0;
        if (depth != 0) report(lint_rules::open_end, {.what = as_written("parentheses")});
    }

    /// Takes back what the comments before the statement allow.
    void judge(lint_comments& said, std::size_t first) {
        const auto is_allowed = [&](const migrate::finding& each) {
            bool is_any = false;
            for (lint_allowance& allowed : said.allowed) {
                if (allowed.rule != each.rule && allowed.rule != each.name) continue;
                allowed.is_used = true;
                is_any = is_any || allowed.has_reason;
            }
            return is_any;
        };
        found_.erase(std::remove_if(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(), is_allowed),
                     found_.end());
        for (const std::string_view each : said.unknown)
            report(lint_rules::unknown_comment, {.what = as_written(each)}, each);
        for (const lint_allowance& each : said.allowed) {
            const migrate::lint_rule* const rule = migrate::find_lint_rule(each.rule);
            if (!rule)
                report(lint_rules::unknown_comment, {.what = as_written("allow " + each.rule)}, each.written);
            else if (!each.has_reason)
                report(lint_rules::no_reason, {.what = as_written(each.rule)}, each.written);
            else if (!each.is_used && is_on(*rule))
                report(lint_rules::without_effect, {.what = as_written(each.rule)}, each.written);
        }
    }

    bool is_open_ = false; ///< a transaction that the migration itself began
    std::string_view opened_{};
};

} // namespace detail

namespace migrate {

/// What may hurt in migrations that run one after another: `lint<dialect::sqlite>(read_folder("migrations"))`.
///
/// What an earlier one of them makes is new for those behind it, and nobody waits for it; migrations that are
/// `applied`, or named before `since`, are read for what they say about tables, and not judged. Findings are in the
/// order of migrations and lines. Errors: `error` where the options do not say which database it is.
inline std::vector<finding> lint(std::span<const migration> migrations, const lint_options& options) {
    if (!options.database) throw error("lint has to know for which database; say lint<dialect::...>(migrations)");
    return detail::linter(options).run(migrations);
}
template <class Dialect> std::vector<finding> lint(std::span<const migration> migrations, lint_options options = {}) {
    options.database = &detail::lint_of<Dialect>;
    return lint(migrations, options);
}
/// The same for one script of SQL: `lint<dialect::sqlite>("DROP TABLE ware")`.
template <class Dialect> std::vector<finding> lint(std::string_view script, const lint_options& options = {}) {
    const migration only{.name = "script", .up = std::string(script)};
    return lint<Dialect>(std::span(&only, 1), options);
}

} // namespace migrate
} // namespace v0
} // namespace refract
