// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/placed_session.hpp>
#include <refract/client/session.hpp>
#include <refract/client/text_key.hpp>
#include <refract/driver/inspection.hpp>
#include <refract/sql/print_statement.hpp>
#include <refract/verify/finding.hpp>
#include <refract/verify/named_tables.hpp>
#include <refract/verify/placed_text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Every query of a program held against a live database.

namespace refract {
inline namespace v0 {

/// What `verify` looks for.
struct verify_options {
    /// A table of more rows than this should not be read as a whole.
    std::int64_t full_scan_rows = 1'000;
};

namespace detail {

template <class Driver>
concept inspectable = requires { typename inspector_of<typename Driver::connection>::type; };

inline std::string join_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& each : names) text.append(text.empty() ? "" : ", ").append(quote_name(each));
    return text;
}

/// One run of `verify`: it has the connection for itself up to its end, and leaves nothing behind there.
template <class Driver> class live_check {
    using inspector = typename inspector_of<typename Driver::connection>::type;
    using dialect = typename Driver::dialect;

public:
    live_check(const session<Driver>& on, const verify_options& how) : live_check(on.state_, {}, how) {}
    live_check(const placed_session<Driver>& on, const verify_options& how)
        : live_check(on.state_, on.place().at, how) {}

    verification run() {
        for (const listed_query& each : list_queries()) {
            if (each.info.database == report_.database)
                check(each);
            else
                ++report_.of_other_databases;
        }
        return std::move(report_);
    }

private:
    live_check(const session_share<Driver>& state, const table_place& place, const verify_options& how)
        : use_(state), ask_(use_.state().connection), how_(how), place_(place) {
        report_.database = dialect::info.name;
        report_.unchecked = inspector::limits();
        if (!REFRACT_QUERY_RECORDS)
            report_.unchecked.push_back("any query: the program keeps no records (REFRACT_QUERY_RECORDS is 0)");
    }

    using runtime_texts = std::vector<const runtime_statement*>;

    void check(const listed_query& query) {
        const query_record& record = *query.record;
        if (record.text->since > ask_.version())
            return skip(query, "it needs version " + inspector::version_name(record.text->since) +
                                   " of the database, which is " + inspector::version_name(ask_.version()));
        if (record.text->parameter_count > inspector::most_parameters)
            return skip(query, "a statement of so many parameters cannot be described");
        const runtime_texts ran = query.info.has_runtime_parts ? find_texts(*record.view) : runtime_texts();
        const bool stands = !record.view || record.view->kind != verb::update || record.view->has(clause_kind::set);
        if (!stands && ran.empty()) return skip(query, "without its run-time parts it sets nothing");
        ++report_.verified;
        if (query.info.has_runtime_parts) note_parts(query, ran.size());
        const std::size_t first = report_.findings.size();
        if (stands && !check_constant_text(query)) return;
        for (const runtime_statement* each : ran) {
            runtime_text_ = each->sql;
            check_text(query, each->view());
        }
        runtime_text_.clear();
        if (!ran.empty()) drop_repeated(first);
    }
    /// In a chosen place the text is another one.
    bool check_constant_text(const listed_query& query) {
        ready_statement text = *query.record->text;
        const std::optional<std::string> placed =
            place_.empty() ? std::nullopt : placed_text<dialect>(*query.record, place_);
        if (!place_.empty() && !placed) {
            --report_.verified;
            skip(query, "what its text is in the chosen place is not known: a column is called as the table is");
            return false;
        }
        if (placed) {
            text.sql = placed->c_str();
            text.size = placed->size();
            text.identity = 0;
        }
        check_text(query, text);
        return true;
    }
    /// The tables of a query where they are looked for.
    std::vector<table_use> tables_of_query(const listed_query& query) {
        std::vector<table_use> uses = tables_of(*query.record);
        for (table_use& each : uses) {
            each.placed = each.table;
            if (place_.empty()) continue;
            placed_tables_.push_back(chosen_place{place_}.placed(*each.table));
            each.placed = &placed_tables_.back();
        }
        return uses;
    }
    void check_text(const listed_query& query, const ready_statement& text) {
        live_statement seen;
        if (const auto failure = failure_of([&] { seen = ask_.inspect(text); })) return diagnose(query, *failure);
        judge_results(query, text, seen);
        judge_parameters(query, seen);
        if constexpr (!inspector::tells_parameters) judge_columns(query);
        if (runtime_text_.empty() && !query.info.has_runtime_parts) judge_new_rows(query, text.text());
        judge_scans(query, seen);
        if (!seen.no_plan.empty())
            report_.partial.push_back({query.info, "the database gives no plan: " + seen.no_plan});
    }
    /// The texts of a query that ran on this connection and are kept there.
    runtime_texts find_texts(const statement_view& view) {
        std::vector<std::string> keys;
        for (const result_form form : {result_form::rows, result_form::first, result_form::one, result_form::count,
                                       result_form::exists, result_form::changes}) {
            text_key key;
            key.add(identity_of(view, static_cast<std::uint64_t>(form)));
            keys.push_back(std::move(key.bytes));
        }
        text_key place;
        add_place(place, place_);
        runtime_texts found;
        use_.state().statements.for_each_runtime_text([&](const runtime_statement& each) {
            for (const std::string& key : keys)
                if (each.key.starts_with(key) && each.key.ends_with(place.bytes)) found.push_back(&each);
        });
        return found;
    }
    void note_parts(const listed_query& query, std::size_t ran) {
        std::string reason = "its run-time parts were left out";
        if (ran > 0) reason += "; checked as well: " + std::to_string(ran) + " texts that ran with them";
        report_.partial.push_back({query.info, std::move(reason)});
    }
    /// What holds of a query holds of its texts, too.
    void drop_repeated(std::size_t first) {
        const auto at = [&](std::size_t i) { return report_.findings.begin() + static_cast<std::ptrdiff_t>(i); };
        const auto is_same = [](const finding& left, const finding& right) {
            return left.kind == right.kind && left.severity == right.severity && left.what == right.what;
        };
        for (std::size_t i = first; i < report_.findings.size();) {
            const auto same = [&](const finding& each) { return is_same(each, *at(i)); };
            if (std::any_of(at(first), at(i), same))
                report_.findings.erase(at(i));
            else
                ++i;
        }
    }
    void skip(const listed_query& query, std::string reason) {
        report_.skipped.push_back({query.info, std::move(reason)});
    }
    finding& add(const listed_query& query, finding_kind kind, finding_severity severity) {
        return report_.findings.emplace_back(
            finding{.kind = kind, .severity = severity, .query = query.info, .text = runtime_text_});
    }

    /// Says in our words why the database refuses a statement; in its own where nothing is missing.
    void diagnose(const listed_query& query, const error& failure) {
        bool is_found = false;
        std::string unlike;
        static_cast<void>(failure_of([&] {
            is_found = find_missing(query, failure.message());
            unlike = describe_unlike(query);
        }));
        if (is_found) return;
        finding& made = add(query, finding_kind::refused, finding_severity::error);
        made.what = "the database refuses it: " + failure.message();
        made.advice = failure.can_retry() ? "Try again: something was in the way." : unlike;
    }
    /// The columns that a query uses and that are of other types than their fields.
    std::string describe_unlike(const listed_query& query) {
        std::string text;
        for_each_unlike(query, [&](const table_info& table, const column_info&, const live_column& live) {
            text.append(text.empty() ? "" : " ").append("Column ").append(quote_name(live.name)).append(" of table ");
            text.append(quote_name(table.schema, table.name)).append(" is ").append(live.type).append(".");
        });
        return text;
    }
    template <class Visit> void for_each_unlike(const listed_query& query, Visit visit) {
        for (const table_use& each : tables_of_query(query)) {
            const std::vector<live_column>& there = columns_of(*each.placed);
            for (const column_info* column : used_columns(*query.record, *each.table)) {
                const live_column* const live = find_column(there, column->name);
                if (live && !inspector::fits(column->type, live->type)) visit(*each.placed, *column, *live);
            }
        }
    }
    /// What is missing and the message is about.
    bool find_missing(const listed_query& query, std::string_view message) {
        bool is_found = false;
        std::vector<const table_info*> seen;
        for (const table_use& each : tables_of_query(query)) {
            if (std::find(seen.begin(), seen.end(), each.table) != seen.end()) continue;
            seen.push_back(each.table);
            const table_info& table = *each.placed;
            const std::vector<live_column>& there = columns_of(table);
            if (!there.empty()) {
                is_found |= find_missing_columns(query, table, there, message);
                continue;
            }
            if (!says_word(message, table.name)) continue;
            is_found = true;
            finding& made = add(query, finding_kind::missing_table, finding_severity::error);
            made.table = table.name;
            const std::vector<std::string> elsewhere = ask_.schemas_of(table.name);
            made.what = "there is no table " + quote_name(table.schema, table.name) +
                        (elsewhere.empty() ? " in the database"
                                           : " where the query looks for it; there is one in " + join_names(elsewhere));
            made.advice = "Create it, or give the model the name and the schema that it has there.";
        }
        return is_found;
    }
    bool find_missing_columns(const listed_query& query, const table_info& table, const std::vector<live_column>& there,
                              std::string_view message) {
        std::vector<std::string> missing, found;
        bool is_meant = false;
        for (const live_column& each : there) found.push_back(each.name);
        for (const column_info& each : table.all()) {
            if (is_full_text(table.kind) && each.key) continue; // the row's number, which no list of columns has
            const bool is_named = query.info.sql.find(quote_name(each.name)) != std::string_view::npos;
            if (!is_named || find_column(there, each.name)) continue;
            missing.emplace_back(each.name);
            is_meant |= says_word(message, each.name);
        }
        if (!is_meant) return false;
        finding& made = add(query, finding_kind::missing_column, finding_severity::error);
        made.table = table.name;
        made.columns = missing;
        made.what = "table " + quote_name(table.schema, table.name) + " has no column " + join_names(missing);
        made.advice =
            "Add it to the table, or name it in the model as the database does. It has " + join_names(found) + ".";
        return true;
    }

    void judge_results(const listed_query& query, const ready_statement& text, const live_statement& seen) {
        for (std::size_t i = 0; i < seen.results.size(); ++i) {
            const live_result& live = seen.results[i];
            const result_column& field = text.columns[i];
            const std::string from = describe_origin(live);
            if (!live.fits) {
                finding& made = add_of_column(query, finding_kind::result_type, finding_severity::warning, live);
                made.what = from + " is " + live.type + ", which " + describe(field) + " does not read";
                made.advice = "Give the field the type of the column, or change the column.";
            }
            if (!live.doubt.empty()) {
                finding& made = add_of_column(query, finding_kind::result_type, finding_severity::warning, live);
                made.what = from + " " + live.doubt + " (" + describe(field) + ")";
                made.advice = "Such values cannot be read: give the field a type that has them, or change the column.";
            }
            if (!live.nullable) continue;
            if (*live.nullable && !field.nullable) {
                finding& made = add_of_column(query, finding_kind::nullability, finding_severity::warning, live);
                made.what = from + " may be NULL in the database, and " + describe(field) + " is not optional";
                made.advice = "Make the field a std::optional, or the column NOT NULL.";
            } else if (!*live.nullable && field.nullable && model_says_nullable(query, live)) {
                finding& made = add_of_column(query, finding_kind::nullability, finding_severity::hint, live);
                made.what = from + " is NOT NULL in the database, and " + describe(field) + " is optional";
                made.advice = "The field need not be a std::optional.";
            }
        }
    }
    static std::string describe(const result_column& field) {
        if (field.field.empty()) return "the program's value";
        return "the field \"" + std::string(field.field) + "\"";
    }
    static std::string describe_origin(const live_result& live) {
        if (live.column.empty()) return "a computed column";
        return "column " + quote_name(live.column) + " of table " + quote_name(live.table);
    }
    finding& add_of_column(const listed_query& query, finding_kind kind, finding_severity severity,
                           const live_result& live) {
        finding& made = add(query, kind, severity);
        made.table = live.table;
        if (!live.column.empty()) made.columns.push_back(live.column);
        return made;
    }
    /// Of an outer join the row may be missing, whatever the column is.
    bool model_says_nullable(const listed_query& query, const live_result& live) {
        for (const table_use& each : tables_of_query(query))
            for (const column_info& column : each.table->all())
                if (each.placed->name == live.table && column.name == live.column) return column.nullable;
        return false;
    }

    /// A parameter of another type is no mistake by itself: `small + 5'000'000'000` means it. It is one where a column
    /// of the model is of another type in the database, in just that way.
    void judge_parameters(const listed_query& query, const live_statement& seen) {
        for (const live_parameter& live : seen.parameters) {
            if (!live.lacks.empty()) {
                finding& made = add(query, finding_kind::parameter_type, finding_severity::warning);
                made.what = "parameter " + std::to_string(live.number) + " may be " + live.lacks +
                            ", which the enum of the database has not";
                made.advice = "Add it to the type: ALTER TYPE ... ADD VALUE.";
                continue;
            }
            for (const table_use& each : tables_of_query(query)) {
                const live_column* const column = find_retyped(*each.placed, live);
                if (!column) continue;
                finding& made = add(query, finding_kind::parameter_type, finding_severity::warning);
                made.table = each.placed->name;
                made.columns.push_back(column->name);
                made.what = "parameter " + std::to_string(live.number) + " is sent as " + live.sent +
                            ", the database has " + live.wanted + " there: column " + quote_name(column->name) +
                            " of table " + quote_name(each.placed->schema, each.placed->name) + " is " + column->type;
                made.advice = "Give the field of the model the type of the column, or change the column.";
                break;
            }
        }
    }
    /// Where the database says nothing of parameters: the columns that are compared or written, by their types.
    void judge_columns(const listed_query& query) {
        const std::size_t end = report_.findings.size();
        for_each_unlike(query, [&](const table_info& table, const column_info&, const live_column& live) {
            const auto is_told = [&](const finding& each) {
                return each.query.sql == query.info.sql && each.table == table.name &&
                       std::find(each.columns.begin(), each.columns.end(), live.name) != each.columns.end();
            };
            if (std::any_of(report_.findings.begin(), report_.findings.begin() + static_cast<std::ptrdiff_t>(end),
                            is_told))
                return;
            finding& made = add(query, finding_kind::parameter_type, finding_severity::warning);
            made.table = table.name;
            made.columns.push_back(live.name);
            made.what = "column " + quote_name(live.name) + " of table " + quote_name(table.schema, table.name) +
                        " is " + live.type + ", which is no type for the values of the model's field";
            made.advice = "Give the field of the model the type of the column, or change the column.";
        });
    }
    /// A new row of which the database requires more than the statement says.
    void judge_new_rows(const listed_query& query, std::string_view sql) {
        for (const table_use& each : tables_of_query(query)) {
            const auto named = columns_of_new_rows(sql, quote_name(each.placed->schema, each.placed->name));
            if (!named) continue;
            for (const live_column& live : columns_of(*each.placed)) {
                const auto is_same = [&](const std::string& name) { return inspector::is_same_name(name, live.name); };
                if (!live.is_required || std::any_of(named->begin(), named->end(), is_same)) continue;
                finding& made = add(query, finding_kind::nullability, finding_severity::error);
                made.table = each.placed->name;
                made.columns.push_back(live.name);
                made.what = "column " + quote_name(live.name) + " of table " +
                            quote_name(each.placed->schema, each.placed->name) +
                            " is NOT NULL and has no default, and new rows say nothing of it";
                made.advice = "Add it to the model, or give the column a default.";
            }
            return;
        }
    }
    const live_column* find_retyped(const table_info& table, const live_parameter& live) {
        const std::vector<live_column>& there = columns_of(table);
        for (const column_info& each : table.all()) {
            const live_column* const column = find_column(there, each.name);
            if (column && each.type.kind == live.kind && column->type == live.wanted) return column;
        }
        return nullptr;
    }

    void judge_scans(const listed_query& query, const live_statement& seen) {
        for (const table_scan& scan : seen.scans) {
            const table_info *model = nullptr, *placed = nullptr;
            for (const table_use& each : tables_of_query(query))
                if (each.placed->name == scan.table || is_alias(scan.alias, each.alias) ||
                    is_alias(scan.alias, each.placed->name)) {
                    model = each.table;
                    placed = each.placed;
                }
            const std::string table = placed && scan.schema.empty() ? std::string(placed->name) : scan.table;
            const std::string schema = placed && scan.schema.empty() ? std::string(placed->schema) : scan.schema;
            std::optional<std::int64_t> rows;
            const auto failure = failure_of([&] { rows = ask_.count_rows(schema, table, how_.full_scan_rows); });
            if (failure)
                report_.partial.push_back({query.info, "the rows of table " + quote_name(table) +
                                                           " cannot be counted: " + failure->message()});
            if (rows && *rows > how_.full_scan_rows) report_scan(query, scan, table, model, *rows, seen.sorts);
        }
    }
    void report_scan(const listed_query& query, const table_scan& scan, const std::string& table,
                     const table_info* model, std::int64_t rows, bool sorts) {
        const query_record& record = *query.record;
        const text_kind kind = runtime_text_.empty() ? text_kind::constant : text_kind::of_run_time;
        const bool has_condition = scan.has_condition ? *scan.has_condition
                                                      : has_condition_on(record, model, kind) ||
                                                            (model && is_compared_with(record, *model, scan.before));
        const bool is_page = record.view && record.view->has(clause_kind::limit);
        const bool is_for_order = is_page && sorts && !has_condition;
        if (is_page && !is_for_order && (scan.in_order || !has_condition)) return; // it stops early
        const bool is_bad = has_condition || is_for_order;
        finding& made =
            add(query, finding_kind::full_scan, is_bad ? finding_severity::warning : finding_severity::hint);
        made.table = table;
        made.columns = scan.wanted_index;
        if (made.columns.empty() && has_condition && model) made.columns = compared_columns(record, *model, kind);
        made.what = "it reads all of table " + quote_name(table) + ", which has more than " +
                    std::to_string(how_.full_scan_rows) + " rows (about " + std::to_string(rows) + ")";
        if (!scan.condition.empty()) made.what += ", for the condition " + scan.condition;
        if (model && (is_for_order || (is_page && sorts && made.columns.empty())))
            made.columns = ordered_columns(record, *model);
        if (is_for_order) made.what += ", to put it in order for its first rows";
        if (!made.columns.empty())
            made.advice = "An index on " + join_names(made.columns) + " could serve it, if few rows are wanted.";
        else if (is_bad)
            made.advice = "An index on what its condition or order compares could serve it, if few rows are wanted.";
        else
            made.advice = "No condition is on it; if that is meant, nothing is to be done.";
    }

    /// PostgreSQL calls the partitions of a table as the table, with numbers: `event_1`.
    static bool is_alias(std::string_view seen, std::string_view alias) {
        if (alias.empty() || !seen.starts_with(alias)) return false;
        seen.remove_prefix(alias.size());
        return seen.empty() ||
               (seen.starts_with('_') && seen.size() > 1 && seen.find_first_not_of("0123456789", 1) == seen.npos);
    }
    static const live_column* find_column(const std::vector<live_column>& all, std::string_view name) {
        for (const live_column& each : all)
            if (inspector::is_same_name(each.name, name)) return &each;
        return nullptr;
    }
    const std::vector<live_column>& columns_of(const table_info& table) {
        const std::string name = quote_name(table.schema, table.name);
        if (const auto known = tables_.find(name); known != tables_.end()) return known->second;
        return tables_[name] = ask_.columns_of(table.schema, table.name);
    }

    exclusive_use<Driver> use_;
    inspector ask_;
    verify_options how_;
    table_place place_;
    std::deque<table_info> placed_tables_{}; ///< those of the queries, in that place
    verification report_{};
    std::string runtime_text_{};                               ///< that is looked at; empty: the query's constant one
    std::map<std::string, std::vector<live_column>> tables_{}; ///< by their quoted names
};

} // namespace detail
} // namespace v0
} // namespace refract
