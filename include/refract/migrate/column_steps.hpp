// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/planning.hpp>
#include <refract/migrate/sequences.hpp>
#include <refract/migrate/table_text.hpp>
#include <refract/migrate/type_change.hpp>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// The steps that change the columns of a table in its place.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a default may be another one for each row: it calls what is not known to be steady.
inline bool is_unsteady(const change_patterns& how, std::string_view default_sql) {
    const std::vector<sql_token> tokens = sql_tokenizer(default_sql, false).all();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const bool is_cast = i > 0 && tokens[i - 1].is("::"); // 0::numeric(8,2)
        if (is_cast || !tokens[i].is_name() || !tokens[i + 1].is("(")) continue;
        std::string lower = unquote_sql(tokens[i].text);
        for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (!is_in_list(how.steady_functions, lower)) return true;
    }
    return false;
}
/// For one table that both databases have.
class column_planner {
public:
    column_planner(planning& plan, const migrate::table_change& change)
        : plan_(plan), how_(plan.how), change_(change), table_(quote_name(*change.after)),
          where_(" of " + change.after->name) {}

    /// In one transaction with what is changed beside them. Without care that is all.
    void early() {
        for (const auto& each : change_.columns) // what they are computed from may go
            if (each.is_changed() && each.before->is_generated() && !each.after->is_generated() && is_own(each))
                add("store " + each.after->name + where_, how_.drop_expression, *each.after);
        for (const bool are_computed : {true, false}) // these depend on the others
            for (const auto& each : change_.columns)
                if (each.before && each.before->is_generated() == are_computed && is_own(each) &&
                    (is_computed_anew(each) || (each.is_gone() && (are_computed || !goes_late()))))
                    drop(*each.before, each.is_changed() && are_computed);
        for (const auto& each : change_.columns)
            if (each.is_changed() && !is_computed_anew(each) && is_own(each)) change_column(each);
        for (const bool are_computed : {false, true})
            for (const auto& each : change_.columns)
                if (each.after && each.after->is_generated() == are_computed && is_own(each) &&
                    (each.is_new() || is_computed_anew(each)))
                    add_column(*each.after);
    }
    /// What takes time, a little at once.
    void late() {
        for (const auto& each : change_.columns) {
            if (!each.after || each.after->is_generated() || !is_own(each)) continue;
            const bool is_new = each.is_new();
            if (is_new ? is_added_slowly(*each.after) : is_forbidden_slowly(each)) forbid_null(each, is_new);
            if (!is_new && gets_identity(each) && is_forbidden_slowly(each)) add_identity(*each.after);
        }
    }
    void drop_late() {
        if (!goes_late()) return;
        for (const auto& each : change_.columns)
            if (each.is_gone() && !each.before->is_generated() && is_own(each)) drop(*each.before, false);
    }

    static void create_sequence(planning& plan, const migrate::column_definition& wanted) {
        const std::string sequence = own_sequence(plan.after, wanted);
        if (sequence.empty() || find_sequence(plan.before, sequence) || stays_asked(plan, sequence))
            return; // it is there
        if (!plan.made_sequences.insert(sequence).second) return;
        std::string definition = is_in_list("smallint,integer,bigint", wanted.type) ? " AS " + wanted.type : "";
        if (wanted.counting.starts_with("AS ")) definition.clear();
        if (!wanted.counting.empty()) definition.append(" ").append(wanted.counting);
        plan.add("create sequence " + sequence, plan.how.create_owned_sequence,
                 {{"name", sequence}, {"definition", definition}, {"kind", kind_of_sequence(wanted.counts_unlogged)}});
    }
    static void own_sequence_of(planning& plan, const migrate::table_definition& table,
                                const migrate::column_definition& wanted) {
        const std::string sequence = own_sequence(plan.after, wanted);
        if (!sequence.empty() && plan.owners.owns(wanted))
            plan.add("let " + wanted.name + " of " + table.name + " own its sequence", plan.how.own_sequence,
                     {{"name", sequence}, {"table", quote_name(table)}, {"column", quote_name(wanted.name)}});
    }

private:
    /// Partitions and children ask the sequence of a column that stays as it is.
    static bool stays_asked(const planning& plan, const std::string& sequence) {
        for (const migrate::table_definition& old : plan.before.tables) {
            const migrate::table_definition* const now = find_named(plan.after.tables, old);
            for (const migrate::column_definition& each : now ? old.columns : std::vector<column>{}) {
                const migrate::column_definition* const is = now->find_column(each.name);
                if (is && own_sequence(plan.before, each) == sequence && own_sequence(plan.after, *is) == sequence)
                    return true;
            }
        }
        return false;
    }

    using column = migrate::column_definition;
    using column_change = migrate::change<column>;

    void add(std::string about, const change_pattern& pattern, const column& of, std::string_view definition = {},
             std::string_view old = {}, std::string_view kind = {}) {
        const std::string undo = old.empty() ? "DROP DEFAULT" : "SET DEFAULT " + std::string(old);
        plan_.add(std::move(about), pattern,
                  {{"table", table_},
                   {"column", quote_name(of.name)},
                   {"definition", definition},
                   {"old", old},
                   {"kind", kind},
                   {"undo", undo}});
    }
    bool is_careful(const change_pattern& slow) const { return plan_.is_careful(*change_.before, slow); }
    /// Indexes go before their columns, and those of a whole and its parts are dropped with care.
    bool goes_late() const { return plan_.options.careful && !how_.validate_constraint.empty(); }
    /// What a partition or child has from its whole changes with the whole.
    bool is_own(const column_change& change) const {
        const std::string& name = change.after ? change.after->name : change.before->name;
        return !is_inherited(plan_.after, *change_.after, name) && !is_inherited(plan_.before, *change_.before, name);
    }
    static bool is_inherited(const migrate::database_definition& in, const migrate::table_definition& table,
                             const std::string& name) {
        if (is_a_part(table)) return true;
        const std::size_t at = table.options.find("INHERITS (");
        if (at == std::string::npos) return false;
        for (const migrate::table_definition& each : in.tables)
            if (mentions(table.options.substr(at), each.name) && each.find_column(name)) return true;
        return false;
    }
    bool is_added_slowly(const column& wanted) const {
        return !wanted.default_sql.empty() && is_careful(how_.fill_nulls_slowly) &&
               is_unsteady(how_, wanted.default_sql);
    }
    bool is_forbidden_slowly(const column_change& change) const {
        return change.before->nullable && !change.after->nullable && is_careful(how_.set_checked_not_null);
    }
    static bool gets_identity(const column_change& change) {
        return change.before->identity == migrate::identity_kind::none &&
               change.after->identity != migrate::identity_kind::none;
    }

    /// Whether a check says already that there is no NULL, and goes on saying so.
    bool is_proven(const column& wanted) const {
        const std::string said = "CHECK ((" + quote_name(wanted.name) + " IS NOT NULL))";
        const auto says_so = [&](const migrate::table_definition& table) {
            for (const migrate::constraint_definition& each : table.constraints)
                if (each.kind == migrate::constraint_kind::check && each.is_validated && says_same(each.sql, said))
                    return true;
            return false;
        };
        return says_so(*change_.before) && says_so(*change_.after);
    }

    void drop(const column& what, bool comes_back) {
        migrate::step made = make_step(how_.drop_column, "drop column " + what.name + where_,
                                       {{"table", table_}, {"column", quote_name(what.name)}});
        if (comes_back) made.danger = migrate::hazard::none; // its values are computed
        plan_.add(std::move(made));
    }
    void add_column(const column& wanted) {
        const bool is_slow = is_added_slowly(wanted);
        column made = wanted;
        if (is_slow) made.default_sql.clear(), made.nullable = true;
        const bool is_computed = (wanted.is_generated() && wanted.is_stored) ||
                                 wanted.identity != migrate::identity_kind::none ||
                                 (!is_slow && is_unsteady(how_, wanted.default_sql));
        create_sequence(plan_, wanted);
        migrate::step step =
            make_step(is_computed && !how_.add_computed_column.empty() ? how_.add_computed_column : how_.add_column,
                      "add column " + wanted.name + where_,
                      {{"table", table_}, {"column", quote_name(wanted.name)}, {"definition", print_column(made)}});
        if (!made.nullable && made.default_sql.empty() && !is_computed)
            step.danger = step.danger | migrate::hazard::may_fail;
        plan_.add(std::move(step));
        if (is_slow) add("set the default of " + wanted.name + where_, how_.set_default, wanted, wanted.default_sql);
        own_sequence_of(plan_, *change_.after, wanted);
    }
    void change_column(const column_change& change) {
        const column &old = *change.before, &wanted = *change.after;
        const std::string what = wanted.name + where_;
        const bool is_another = is_retyped(change), has_default = keeps_default(change);
        using enum migrate::identity_kind;
        if (old.identity != none && wanted.identity == none)
            add("drop the identity of " + what, how_.drop_identity, wanted, {}, form_of(old.identity),
                in_parentheses(old.counting));
        else if (old.identity != none && old.identity != wanted.identity)
            add("change the identity of " + what, how_.set_identity, wanted, form_of(wanted.identity),
                form_of(old.identity));
        // A default of the old type is in the way of the new one.
        const bool counts = !own_sequence(plan_.before, old).empty();
        if (!old.default_sql.empty() && (is_another || (!has_default && (counts || wanted.default_sql.empty()))))
            add("drop the default of " + what, how_.drop_default, wanted, {}, old.default_sql);
        if (!has_default && counts) drop_sequence(old);
        if (is_another) change_type(what, change);
        if (!has_default) create_sequence(plan_, wanted);
        if (!wanted.default_sql.empty() && (is_another || !has_default))
            add("set the default of " + what, how_.set_default, wanted, wanted.default_sql,
                is_another ? "" : std::string_view(old.default_sql));
        if (!has_default && !own_sequence(plan_.after, wanted).empty()) {
            own_sequence_of(plan_, *change_.after, wanted);
            go_on_counting(wanted);
        }
        change_counting(what, change);
        if (old.nullable != wanted.nullable && !is_forbidden_slowly(change)) change_nullable(what, wanted);
        if (gets_identity(change) && !is_forbidden_slowly(change)) add_identity(wanted);
    }
    /// A counter that has another name is the same.
    bool keeps_default(const column_change& change) const {
        return says_same(change.before->default_sql, change.after->default_sql) ||
               (!own_sequence(plan_.before, *change.before).empty() &&
                !own_sequence(plan_.after, *change.after).empty());
    }
    void drop_sequence(const column& old) {
        const std::string sequence = own_sequence(plan_.before, old);
        if (find_sequence(plan_.after, sequence)) return; // it stays
        plan_.add("drop sequence " + sequence, how_.drop_sequence, {{"name", sequence}});
    }
    /// Models do not say how a counter counts: where they say nothing, it goes on as it does.
    void change_counting(const std::string& what, const column_change& change) {
        column old = *change.before, wanted = *change.after;
        const std::string sequence = own_sequence(plan_.after, wanted);
        const bool has_identity = wanted.identity != migrate::identity_kind::none;
        if (has_identity ? gets_identity(change) : sequence.empty() || own_sequence(plan_.before, old).empty())
            return; // its counter is new
        const std::string was = type_of_counter(old), is = type_of_counter(wanted);
        if (!says_same(old.type, wanted.type)) { // the counter of an identity goes along
            if (!has_identity && was != is && !plan_.made_sequences.count(sequence))
                plan_.add("change what " + what + " counts in", how_.change_sequence,
                          {{"name", sequence}, {"definition", is}, {"old", was}});
            old.counting = counting_without_type(old.counting);
            wanted.counting = counting_without_type(wanted.counting);
        }
        if (old.counting == wanted.counting || (wanted.counting.empty() && !plan_.options.drops_undeclared)) return;
        const std::string mark = has_identity ? "SET " : "",
                          now = counting_from(old.counting, wanted.counting, mark, is),
                          back = counting_from(wanted.counting, old.counting, mark, was);
        migrate::step made =
            make_step(has_identity ? how_.set_counting : how_.change_sequence, "change how " + what + " counts",
                      {{"table", table_},
                       {"column", quote_name(wanted.name)},
                       {"name", sequence},
                       {"definition", now},
                       {"undo", back},
                       {"old", back}});
        made.danger = made.danger | danger_of_counting(old.counting, wanted.counting);
        plan_.add(std::move(made));
    }
    static std::string in_parentheses(const std::string& counting) {
        return counting.empty() ? "" : " (" + counting + ")";
    }
    static std::string_view form_of(migrate::identity_kind kind) {
        return kind == migrate::identity_kind::always ? "ALWAYS" : "BY DEFAULT";
    }
    void change_type(const std::string& what, const column_change& change) {
        const column& wanted = *change.after;
        const type_change how = change.is_remade && change.before->type == wanted.type
                                    ? type_change{&how_.set_type_by_text}
                                    : change_of_type(how_, *change.before, wanted);
        migrate::step made = make_step(*how.pattern, "change the type of " + what,
                                       {{"table", table_},
                                        {"column", quote_name(wanted.name)},
                                        {"definition", wanted.type},
                                        {"kind", wanted.collation}});
        made.danger = made.danger | how.danger;
        plan_.add(std::move(made));
    }
    void change_nullable(const std::string& what, const column& wanted) {
        if (wanted.nullable) return add("allow NULL in " + what, how_.drop_not_null, wanted);
        if (!wanted.default_sql.empty())
            add("put the default where there is NULL in " + what, how_.fill_nulls, wanted, wanted.default_sql);
        add("forbid NULL in " + what, how_.set_not_null, wanted);
    }
    /// Rows are read once, while others write; https://www.postgresql.org/docs/current/sql-altertable.html
    void forbid_null(const column_change& change, bool is_new) {
        const column& wanted = *change.after;
        const std::string what = wanted.name + where_;
        if (!is_new && is_proven(wanted)) return add("forbid NULL in " + what, how_.set_checked_not_null, wanted);
        if (!wanted.default_sql.empty())
            add("put the default where there is NULL in " + what + ", some rows at once", how_.fill_nulls_slowly,
                wanted, wanted.default_sql);
        if (is_new && wanted.nullable) return;
        const std::string name = quote_name(plan_.free_name("refract_given_", change_.after->schema, wanted.name));
        plan_.add(
            "let new rows have no NULL in " + what, how_.add_check_unchecked,
            {{"table", table_}, {"name", name}, {"definition", "CHECK (" + quote_name(wanted.name) + " IS NOT NULL)"}});
        plan_.add("look whether there is NULL in " + what, how_.validate_constraint,
                  {{"table", table_}, {"name", name}});
        add("forbid NULL in " + what, how_.set_checked_not_null, wanted);
        plan_.add("drop what let new rows have no NULL in " + what, how_.drop_constraint,
                  {{"table", table_}, {"name", name}});
    }
    void add_identity(const column& wanted) {
        add("add the identity of " + wanted.name + where_, how_.add_identity, wanted, form_of(wanted.identity), {},
            in_parentheses(wanted.counting));
        go_on_counting(wanted);
    }
    void go_on_counting(const column& wanted) {
        if (counts_down(wanted.counting)) return; // from its start
        plan_.add("count on behind the values of " + wanted.name + where_, how_.continue_identity,
                  {{"table", table_},
                   {"column", quote_name(wanted.name)},
                   {"definition", quote_text(table_)},
                   {"new", first_of_counting(wanted.counting)},
                   {"kind", quote_text(wanted.name)}});
    }

    planning& plan_;
    const change_patterns& how_;
    const migrate::table_change& change_;
    std::string table_, where_;
};

} // namespace detail
} // namespace v0
} // namespace refract
