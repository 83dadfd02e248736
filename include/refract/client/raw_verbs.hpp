// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/base/rules/row.hpp>
#include <refract/client/begin_query.hpp>
#include <refract/client/call_arguments.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/parameters.hpp>
#include <refract/client/raw_sql.hpp>
#include <refract/client/reading.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class session;

/// What is no constant text of SQL.
template <class Text>
concept no_sql = std::is_same_v<Text, std::string> ||
                 (!std::is_convertible_v<const Text&, std::string_view> && !std::is_same_v<Text, unsafe_sql>);
template <class Text> using sql_mistake =
    std::conditional_t<std::is_same_v<Text, std::string>, failed<rule::sql_is_constant, Text>,
                       failed<rule::verb_takes_sql, Text>>;

/// The verbs for raw SQL.
template <class Driver> class raw_verbs {
public:
    /// Rows of SQL that is a constant of the program; each `{}` is a bound value. A struct is filled by the columns'
    /// names, a tuple or single value by position; rows that a struct holds are loaded by the keys that it has.
    template <class Row = not_given, class... Value>
    std::vector<Row> query(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        return read<Row>(sql.where, [&](session_state<Driver>& shared) { return begin_raw(shared, sql, value...); });
    }
    /// Without values its braces are braces, as in JSON.
    template <class Row, class... Value> std::vector<Row> query(unsafe_sql sql, const Value&... value) {
        return read<Row>(sql.where, [&](session_state<Driver>& shared) { return begin_raw(shared, sql, value...); });
    }
    template <class Row = not_given, no_sql Text, class... Value> std::vector<Row> query(const Text&, const Value&...) {
        require<sql_mistake<Text>>();
        return {};
    }
    template <class Row = not_given> std::vector<Row> query() {
        require<failed<rule::verb_takes_sql, Row>>();
        return {};
    }
    /// Runs SQL that is a constant of the program; the number of rows that it touched.
    template <class... Value> std::int64_t execute(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        return serve(share(), sql.where, [&](session_state<Driver>& shared) {
            if constexpr (sizeof...(Value) == 0)
                return run_script(shared, number_placeholders(sql.text, dialect::info.lexical.placeholder_mark));
            else
                return begin_raw(shared, sql, value...).send().finish();
        });
    }
    /// Runs SQL that was put together at run time; without values, any number of statements.
    template <class... Value> std::int64_t execute(unsafe_sql sql, const Value&... value) {
        return serve(share(), sql.where, [&](session_state<Driver>& shared) {
            if constexpr (sizeof...(Value) == 0)
                return run_script(shared, sql.text);
            else
                return begin_raw(shared, sql, value...).send().finish();
        });
    }
    template <no_sql Text, class... Value> std::int64_t execute(const Text&, const Value&...) {
        require<sql_mistake<Text>>();
        return 0;
    }
    template <class Unwanted = not_given> std::int64_t execute() {
        require<failed<rule::verb_takes_sql, Unwanted>>();
        return 0;
    }

private:
    using dialect = typename Driver::dialect;

    template <class Row, class Begin> std::vector<Row> read(call_place where, Begin begin) {
        using check =
            first_failed_t<check_that<is_given<Row>, rule::row_is_named, Row>, typename raw_row_outcome<Row>::type>;
        require<check>();
        if constexpr (is_passed<check>) {
            static_assert(std::is_same_v<decltype(owned_row_type<Row>()), std::type_identity<Row>>);
            const auto read_rows = [&](session_state<Driver>& shared) { return all_of<Row>(begin(shared)); };
            return serve(share(), where, [&](session_state<Driver>& shared) {
                if constexpr (shape_struct<Row>)
                    return raw_tree<Driver, Row>::read(shared, where, read_rows);
                else
                    return read_rows(shared);
            });
        } else {
            return {};
        }
    }
    template <class Row> static std::vector<Row> all_of(execution<Driver> run) {
        std::vector<Row> result;
        if (!run.send().step()) return result;
        raw_reader<Row, typename Driver::statement> reader(run.statement());
        do append_row(result, [&](Row& row) { reader.read(row); });
        while (run.step());
        return result;
    }

    /// A text that is a constant is one statement among the program's constants.
    template <class... Kept, class... Value> static execution<Driver>
    begin_raw(session_state<Driver>& shared, const raw_sql<Kept...>& sql, const Value&... value) {
        runtime_statement made;
        const auto make = [&] {
            made = make_raw_statement<true, std::decay_t<Value>...>({}, sql.text, dialect::info);
            return made.view();
        };
        execution<Driver> run(shared.statements.acquire(shared.connection, sql.identity, sql.text.data(), make),
                              sql.where, false);
        bind_raw(run, value...);
        return run;
    }
    /// One that is not is kept with the texts of the run time.
    template <class... Value>
    static execution<Driver> begin_raw(session_state<Driver>& shared, const unsafe_sql& sql, const Value&... value) {
        check_placeholders(sql, sizeof...(Value));
        constexpr bool has_placeholders = sizeof...(Value) > 0;
        std::string key = has_placeholders ? "raw " : "text ";
        ((key += static_cast<char>('A' + static_cast<int>(raw_type_of<Value>().kind))), ...);
        key += sql.text;
        auto* found = shared.statements.find(key);
        if (!found)
            found = shared.statements.add(
                shared.connection,
                make_raw_statement<has_placeholders, std::decay_t<Value>...>(key, sql.text, dialect::info));
        auto run = begin_found(shared, found, sql.where);
        bind_raw(run, value...);
        return run;
    }
    template <class... Value> static void bind_raw(execution<Driver>& run, const Value&... value) {
        if constexpr ((is_raw_value<std::decay_t<Value>> && ...))
            run.bind([&](auto& statement) {
                int position = 0;
                try {
                    (bind_value(statement, ++position,
                                static_cast<const raw_value<std::decay_t<Value>>&>(raw_operand(value))),
                     ...);
                } catch (error& failure) { rethrow_with_place(failure, "value ", position); }
            });
    }
    template <class Value> static decltype(auto) raw_operand(const Value& value) {
        if constexpr (std::is_convertible_v<const Value&, std::string_view>)
            return std::string_view(value);
        else
            return (value);
    }
    static void check_placeholders(const unsafe_sql& sql, std::size_t values) {
        if (values > 0 && look_at_raw_text(sql.text).hides_hole)
            throw error(error_details{.message = "a {} in the SQL stands in quotes or a comment, where no value is "
                                                 "bound; write it outside of them, or {{}} for the two characters",
                                      .sql = std::string(sql.text)});
        if (values > 0 && count_holes(sql.text) != values)
            throw error(error_details{.message = "the SQL has " + std::to_string(count_holes(sql.text)) + " {} and " +
                                                 std::to_string(values) + " values; give one value for each {}",
                                      .sql = std::string(sql.text)});
    }
    const session_share<Driver>& share() const noexcept { return static_cast<const session<Driver>*>(this)->state_; }
};

} // namespace detail
} // namespace v0
} // namespace refract
