// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/inspection.hpp>
#include <refract/driver/postgres.hpp>
#include <refract/driver/postgres_plan.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a live PostgreSQL database says of statements. They are prepared, described and planned, and never run; each in
/// a savepoint of a transaction that only reads, which is rolled back.

namespace refract {
inline namespace v0 {
namespace detail {

/// A savepoint for one question: a failure inside it undoes nothing else, and no lock stays.
class postgres_question {
public:
    explicit postgres_question(postgres_connection& on) : on_(on) { on_.command("SAVEPOINT refract_verify"); }
    postgres_question(const postgres_question&) = delete;
    ~postgres_question() {
        try {
            on_.command("ROLLBACK TO SAVEPOINT refract_verify");
            on_.command("RELEASE SAVEPOINT refract_verify");
            if (is_prepared) on_.command("DEALLOCATE refract_verify");
        } catch (...) { // the connection is lost, which the next question says
        }
    }

    bool is_prepared = false; ///< the statement refract_verify is there: no transaction takes it away

private:
    postgres_connection& on_;
};

/// Asks a connection, which is one thread's as long as this lives.
class postgres_inspector {
public:
    explicit postgres_inspector(postgres_connection& connection) : on_(connection) {
        if (PQtransactionStatus(on_.native()) == PQTRANS_INERROR)
            throw error("a statement of the transaction has failed, so nothing can be asked in it; roll it back first");
        if (on_.in_transaction()) return;
        on_.begin({.read_only = true});
        owns_transaction_ = true;
    }
    postgres_inspector(const postgres_inspector&) = delete;
    ~postgres_inspector() {
        try {
            if (owns_transaction_ && on_.is_open()) on_.rollback();
        } catch (...) { // the connection is lost, and the transaction with it
        }
    }

    std::int64_t version() const { return PQserverVersion(on_.native()); }
    static std::string version_name(std::int64_t version) { return std::to_string(version / 10'000); }
    static std::vector<std::string> limits() { return {}; }
    /// libpq takes a description of more for a broken connection.
    static constexpr std::size_t most_parameters = 7'000;
    static constexpr bool tells_parameters = true;
    static bool is_same_name(std::string_view one, std::string_view other) { return one == other; }
    /// Whether a field reads a column of that type; of types that are not built in nothing is said.
    static bool fits(const sql_type& field, std::string_view type) {
        const postgres_oid number = postgres_type_named(type);
        return number == oid::none || is_typed_by_server(field) || postgres_accepts(field, number);
    }

    /// Errors: the server refuses the statement.
    live_statement inspect(const ready_statement& text) {
        postgres_question question(on_);
        const std::string sql(text.text());
        std::vector<postgres_oid> declared(text.parameter_count);
        for (std::size_t i = 0; i < declared.size(); ++i) declared[i] = postgres_parameter_type(text.parameters[i]);
        prepare("refract_verify", sql, declared);
        question.is_prepared = true;
        const postgres_result described = describe("refract_verify", sql);
        if (static_cast<int>(text.column_count) != PQnfields(described.get()) && text.column_count > 0)
            throw error("the statement yields " + std::to_string(PQnfields(described.get())) +
                        " columns, the program reads " + std::to_string(text.column_count));
        live_statement seen;
        read_results(described, text, seen.results);
        read_parameters(text, declared, sql, seen.parameters);
        if (!begins_with_word(sql, "CALL")) read_plan(text.parameter_count, seen);
        return seen;
    }
    /// Of a table or a view; none if there is no such table. Domains are told as what they are made of.
    std::vector<live_column> columns_of(std::string_view schema, std::string_view table) {
        const postgres_question question(on_);
        const postgres_result answer = ask(
            "SELECT a.attname, pg_catalog.format_type(CASE WHEN t.typbasetype <> 0 THEN t.typbasetype ELSE t.oid END,"
            " NULL), (a.attnotnull OR t.typnotnull) AND NOT a.atthasdef AND a.attidentity = '' AND t.typdefault IS NULL"
            " AND c.relkind IN ('r', 'p', 'f') AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger g WHERE g.tgrelid ="
            " c.oid AND NOT g.tgisinternal AND g.tgtype & 7 = 7) " // before the insert of a row, which may say it
            "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
            "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 ORDER BY a.attnum",
            {quote_name(schema, table)});
        std::vector<live_column> columns;
        for (int row = 0; row < PQntuples(answer.get()); ++row)
            columns.push_back(
                {std::string(cell(answer, row, 0)), std::string(cell(answer, row, 1)), is_true(answer, row, 2)});
        return columns;
    }
    /// The schemas that have a table or a view of this name.
    std::vector<std::string> schemas_of(std::string_view table) {
        const postgres_question question(on_);
        const postgres_result answer = ask(
            "SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE"
            " c.relname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)"
            " ORDER BY 1",
            {std::string(table)});
        std::vector<std::string> schemas;
        for (int row = 0; row < PQntuples(answer.get()); ++row) schemas.emplace_back(cell(answer, row, 0));
        return schemas;
    }
    /// By the statistics of ANALYZE; without them counted up to one more than `most`.
    std::optional<std::int64_t> count_rows(std::string_view schema, std::string_view table, std::int64_t most) {
        const postgres_question question(on_);
        const std::string name = quote_name(schema, table);
        const postgres_result known =
            ask("SELECT reltuples::bigint FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass($1)", {name});
        if (PQntuples(known.get()) == 0) return std::nullopt;
        if (const std::int64_t rows = read_number(known); rows > 0) return rows;
        return read_number(
            ask("SELECT count(*) FROM (SELECT 1 FROM " + name + " LIMIT " + std::to_string(most + 1) + ") AS counted"));
    }

private:
    static std::string_view cell(const postgres_result& answer, int row, int column) {
        return {PQgetvalue(answer.get(), row, column),
                static_cast<std::size_t>(PQgetlength(answer.get(), row, column))};
    }
    static bool is_true(const postgres_result& answer, int row, int column) { return cell(answer, row, column) == "t"; }
    static std::int64_t read_number(const postgres_result& answer) {
        const std::string_view digits = read_postgres_answer(answer);
        return digits.starts_with('-') ? -1 : read_count_of_rows(std::string(digits).c_str());
    }
    postgres_result ask(const std::string& sql, std::initializer_list<std::string> values = {}) {
        std::vector<const char*> texts;
        for (const std::string& each : values) texts.push_back(each.c_str());
        return good(postgres_result(PQexecParams(on_.native(), sql.c_str(), static_cast<int>(texts.size()), nullptr,
                                                 texts.data(), nullptr, nullptr, 0)),
                    sql);
    }
    postgres_result good(postgres_result result, std::string_view sql) {
        if (!result.get() || result.is_failure()) throw_postgres_error(on_.native(), result, sql);
        return result;
    }
    void prepare(const char* name, const std::string& sql, const std::vector<postgres_oid>& types) {
        const int count = static_cast<int>(types.size());
        good(postgres_result(PQprepare(on_.native(), name, sql.c_str(), count, types.data())), sql);
    }
    postgres_result describe(const char* name, const std::string& sql) {
        return good(postgres_result(PQdescribePrepared(on_.native(), name)), sql);
    }

    void read_results(const postgres_result& described, const ready_statement& text,
                      std::vector<live_result>& results) {
        const int count = PQnfields(described.get());
        if (count == 0) return;
        std::string places;
        for (int i = 0; i < count; ++i)
            places.append(i > 0 ? ", (" : "(")
                .append(std::to_string(i))
                .append(", ")
                .append(std::to_string(PQftype(described.get(), i)))
                .append("::oid, ")
                .append(std::to_string(PQftable(described.get(), i)))
                .append("::oid, ")
                .append(std::to_string(PQftablecol(described.get(), i)))
                .append(")");
        const std::string senders(postgres_text_senders);
        // What a view yields may be NULL as far as the catalog knows, so only tables are asked.
        const postgres_result answer =
            ask("SELECT pg_catalog.format_type(v.type, NULL), s.proname IN " + senders + ", i.proname IN " + senders +
                ", c.relname, a.attname, c.relkind IN ('r', 'p', 'f'), a.attnotnull OR d.typnotnull FROM (VALUES " +
                places +
                ") AS v (number, type, relation, attribute) LEFT JOIN pg_catalog.pg_type t ON t.oid = v.type "
                "LEFT JOIN pg_catalog.pg_proc s ON s.oid = t.typsend "
                "LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' "
                "LEFT JOIN pg_catalog.pg_proc i ON i.oid = e.typsend "
                "LEFT JOIN pg_catalog.pg_class c ON c.oid = v.relation "
                "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = v.relation AND a.attnum = v.attribute "
                "LEFT JOIN pg_catalog.pg_type d ON d.oid = a.atttypid ORDER BY v.number");
        for (int i = 0; i < count && i < text.column_count; ++i) {
            live_result& seen = results.emplace_back();
            seen.type = cell(answer, i, 0);
            seen.table = cell(answer, i, 3), seen.column = cell(answer, i, 4);
            if (is_true(answer, i, 5) && !seen.column.empty()) seen.nullable = !is_true(answer, i, 6);
            postgres_oid type = PQftype(described.get(), i);
            if (type >= oid::first_of_users && is_true(answer, i, 1)) type = oid::text;
            if (type >= oid::first_of_users && is_true(answer, i, 2)) type = oid::text_array;
            seen.fits = postgres_accepts(text.columns[i].type, type);
            if (seen.fits) seen.doubt = doubt_values(described, i, text.columns[i].type, !seen.column.empty());
        }
    }
    /// Why a column of the right type may hold what the field does not read; empty: it does not.
    std::string doubt_values(const postgres_result& described, int number, const sql_type& field, bool is_stored) {
        if (field.enumeration) return doubt_enum(read_labels(PQftype(described.get(), number)), *field.enumeration);
        if (field.kind != type_kind::decimal || !is_stored) return {};
        return doubt_digits(PQfmod(described.get(), number), field.scale);
    }
    /// The values of an enum of the database; none of another type.
    std::vector<std::string> read_labels(postgres_oid type) {
        std::vector<std::string> labels;
        if (type < oid::first_of_users) return labels;
        const postgres_result answer =
            ask("SELECT enumlabel FROM pg_catalog.pg_enum WHERE enumtypid = $1::oid ORDER BY enumsortorder",
                {std::to_string(type)});
        for (int row = 0; row < PQntuples(answer.get()); ++row) labels.emplace_back(cell(answer, row, 0));
        return labels;
    }
    static std::string list_lacking(const std::vector<std::string>& labels, const enumeration_info& known) {
        std::string missing;
        for (std::size_t i = 0; !labels.empty() && i < known.count; ++i)
            if (std::find(labels.begin(), labels.end(), known.names[i]) == labels.end())
                missing.append(missing.empty() ? "" : ", ").append(quote_name(known.names[i]));
        return missing;
    }
    static std::string doubt_enum(const std::vector<std::string>& labels, const enumeration_info& known) {
        std::string unknown;
        for (const std::string& each : labels)
            if (std::find(known.names, known.names + known.count, each) == known.names + known.count)
                unknown.append(unknown.empty() ? "" : ", ").append(quote_name(each));
        return unknown.empty() ? "" : "may be " + unknown + " in the database, which the enum of the program has not";
    }
    /// Source: numeric_typmod_scale in src/backend/utils/adt/numeric.c
    static std::string doubt_digits(int modifier, int scale) {
        const int there = (((modifier - 4) & 0x7ff) ^ 0x400) - 0x400;
        if (modifier >= 0 && there <= scale) return {};
        return "may have more digits behind the point in the database than the " + std::to_string(scale) +
               " of the field";
    }

    /// Prepares the statement once more without declared types, so that the server says what it expects.
    void read_parameters(const ready_statement& text, const std::vector<postgres_oid>& declared, const std::string& sql,
                         std::vector<live_parameter>& parameters) {
        if (declared.empty()) return;
        // Where it cannot be told without the declared types, that is nobody's mistake.
        static_cast<void>(failure_of([&] {
            const postgres_question question(on_);
            prepare("", sql, std::vector<postgres_oid>(declared.size()));
            const postgres_result expected = describe("", sql);
            for (std::size_t i = 0; i < declared.size(); ++i) {
                const postgres_oid wanted = PQparamtype(expected.get(), static_cast<int>(i));
                const sql_type& sent = text.parameters[i];
                if (sent.enumeration)
                    if (std::string lacks = list_lacking(read_labels(wanted), *sent.enumeration); !lacks.empty())
                        parameters.push_back({i + 1, sent.kind, {}, {}, std::move(lacks)});
                if (declared[i] == oid::none || wanted == declared[i] || sent.list || postgres_accepts(sent, wanted))
                    continue;
                const postgres_result names =
                    ask("SELECT pg_catalog.format_type($1::oid, NULL), pg_catalog.format_type($2::oid, NULL)",
                        {std::to_string(declared[i]), std::to_string(wanted)});
                parameters.push_back(
                    {i + 1, sent.kind, std::string(cell(names, 0, 0)), std::string(cell(names, 0, 1)), {}});
            }
        }));
    }

    /// One plan for all values, as the server has for what it runs often. Errors: much is refused here only: rights,
    /// ON CONFLICT without such a key, views and generated columns that take no values.
    void read_plan(std::size_t parameters, live_statement& seen) {
        const std::optional<error> failure = failure_of([&] {
            const postgres_question question(on_);
            on_.command("SET LOCAL plan_cache_mode = force_generic_plan");
            std::string sql = "EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) EXECUTE refract_verify";
            for (std::size_t i = 0; i < parameters; ++i) sql.append(i == 0 ? " (NULL" : ", NULL");
            const postgres_result plan = ask(sql.append(parameters > 0 ? ")" : ""));
            read_postgres_plan(read_postgres_answer(plan), seen);
        });
        if (!failure) return;
        // About the NULL that stands for a value, or a setting that an old server has not, nobody has to be told.
        const std::string& code = failure->code();
        if (!code.starts_with("22") && !code.starts_with("23") && code != "42704") throw *failure;
        seen.no_plan = failure->message();
    }

    postgres_connection& on_;
    bool owns_transaction_ = false;
};

template <> struct inspector_of<postgres_connection> {
    using type = postgres_inspector;
};

} // namespace detail
} // namespace v0
} // namespace refract
