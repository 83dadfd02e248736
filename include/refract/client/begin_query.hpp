// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/rules/client.hpp>
#include <refract/base/rules/row.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/parameters.hpp>
#include <refract/client/place.hpp>
#include <refract/client/query_record.hpp>
#include <refract/client/row_reader.hpp>
#include <refract/client/runtime_text.hpp>
#include <refract/client/tenant.hpp>
#include <refract/client/text_key.hpp>
#include <refract/sql/print_cursor.hpp>
#include <refract/sql/ready_statement.hpp>
#include <refract/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// A typed query becomes an execution: its constant statement, or the text of its run-time parts, and its values.

namespace refract {
inline namespace v0 {
namespace detail {

/// What the rows of a form are: of the query, or the one number that is asked for.
template <class Query, result_form Form> using row_of_form =
    std::conditional_t<Form == result_form::count, std::int64_t,
                       std::conditional_t<Form == result_form::exists, bool, row_of<Query>>>;

namespace by_name {
template <class Data, class Columns>
constexpr ready_statement make_statement(const Data& data, const Columns& columns, std::int32_t since) {
    ready_statement made{.sql = data.text.data(),
                         .size = data.text.size() - 1,
                         .parameters = data.types.data(),
                         .parameter_count = static_cast<std::uint16_t>(data.types.size() - 1),
                         .columns = columns.data(),
                         .column_count = static_cast<std::uint16_t>(columns.size())};
    made.since = since;
    made.identity = identity_of(made);
    return made;
}
} // namespace by_name

/// A query as a driver takes it: constant data.
template <class Dialect, class Query, result_form Form> inline constexpr ready_statement constant_statement =
    make_statement(statement_data_of<Dialect, Query, Form>, result_columns_of<row_of_form<Query, Form>>,
                   needed_version(Query::view, Dialect::info));

template <class Given> consteval auto find_query_outcome() {
    if constexpr (any_query<Given>)
        return passed{};
    else if constexpr (requires(const Given& given) { given.do_nothing(); })
        return failed<rule::conflict_is_answered, Given>{};
    else
        return failed<rule::verb_takes_query, Given>{};
}
template <class Query> using check_is_query = decltype(find_query_outcome<Query>());

/// A row as it can be read although a value of it was refused, so that no error follows.
template <class Row> struct readable_row {
    using type = Row;
};
template <class Row> using readable_row_t = typename readable_row<Row>::type;
template <> struct readable_row<refused_type> {
    using type = int;
};
template <class Value> struct readable_row<std::optional<Value>> {
    using type = std::optional<readable_row_t<Value>>;
};
template <class... Value> struct readable_row<std::tuple<Value...>> {
    using type = std::tuple<readable_row_t<Value>...>;
};

/// The row type of a query that has rows.
template <class Query> consteval auto row_type_of() {
    require<check_is_query<Query>>();
    if constexpr (!any_query<Query>) {
        return std::type_identity<int>{};
    } else {
        using yields_rows = check_that<!std::is_void_v<row_of<Query>>, rule::statement_yields_rows, Query>;
        using outcome = first_failed_t<check_query<Query>, yields_rows>;
        require<outcome>(); // here already, near the user's line
        if constexpr (std::is_void_v<row_of<Query>>)
            return std::type_identity<int>{};
        else if constexpr (!is_passed<outcome>)
            return std::type_identity<readable_row_t<row_of<Query>>>{};
        else
            return std::type_identity<row_of<Query>>{};
    }
}
template <class Query> using streamed_row = typename decltype(row_type_of<Query>())::type;

template <class Row> consteval auto owned_row_type() {
    require<check_that<!view_traits<Row>::value, rule::rows_are_owned, Row>>();
    return std::type_identity<Row>{};
}
/// The row type of a query whose rows outlive the statement: without views into its buffer.
template <class Query> using owned_row = typename decltype(owned_row_type<streamed_row<Query>>())::type;

/// What a query with run-time parts is in one form.
template <class Query, result_form Form> inline constexpr statement_identity query_identity =
    identity_of(Query::view, static_cast<std::uint64_t>(Form));

/// Finds or makes the text that the query's run-time parts come to, and the place of its tables.
template <result_form Form, class Driver, class Query>
auto* find_runtime_statement(session_state<Driver>& state, const Query& query, const table_place& place = {}) {
    using dialect = typename Driver::dialect;
    runtime_parts parts = collect_parts(query, query_identity<Query, Form>);
    add_place(parts.key, place);
    refuse_empty_set(Query::view, parts);
    refuse_empty_condition(Query::view, parts);
    if constexpr (Query::view.has(clause_kind::join_if)) refuse_missing_joins(Query::view, parts);
    if (auto* found = state.statements.find(parts.key.bytes)) return found;
    auto made = make_runtime_statement<dialect>(Query::view, Form, parts, place);
    constexpr auto& columns = result_columns_of<row_of_form<Query, Form>>;
    made.columns.append(columns.data(), columns.size());
    return state.statements.add(state.connection, std::move(made));
}

/// What verbs know of a query, as constant data: they are compiled once per type of row, and not once per query. What
/// a call brings is an array of pointers: to the query, then to each argument, then to the place of its tables if the
/// run time has chosen one.
template <class Driver> struct query_plan {
    using found_text = typename statement_cache<Driver>::runtime_entry;
    using prepared = typename Driver::statement;

    query_record* record = nullptr;        ///< null: nobody asks for it
    const ready_statement* text = nullptr; ///< null: its run-time parts and its place decide
    placeholders first{};                  ///< of a constant text
    found_text* (*find)(session_state<Driver>&, const void* const* call) = nullptr;
    void (*bind)(prepared&, placeholders& next, const void* const* call) = nullptr; ///< null: there is no value
    std::uint16_t tenant = 0; ///< the placeholder of the session's tenant, of a constant text
    void (*bind_tenant)(prepared&, int position, const void* const* call) = nullptr; ///< null: the session has none
};

template <class Driver, result_form Form, class Query>
auto* find_text(session_state<Driver>& state, const void* const* call) {
    return find_runtime_statement<Form>(state, *static_cast<const Query*>(*call));
}
template <class Driver, result_form Form, class Query, std::size_t Arguments>
auto* find_placed_text(session_state<Driver>& state, const void* const* call) {
    const auto& place = *static_cast<const chosen_place*>(call[1 + Arguments]);
    return find_runtime_statement<Form>(state, *static_cast<const Query*>(*call), place.at);
}

template <class Query, class... Argument> struct call_binder {
    template <class Prepared> static void bind(Prepared& statement, placeholders& next, const void* const* call) {
        if constexpr (value_count<Query> > 0) bind_values(statement, next, static_cast<const Query*>(*call)->bound);
        if constexpr (Query::parameters::size > 0)
            bind_arguments(statement, next, call, parameters_of<typename Query::parameters, Argument...>{});
    }
    template <class Prepared, class... Parameter> static void
    bind_arguments(Prepared& statement, placeholders& next, const void* const* call, type_list<Parameter...>) {
        (bind_next_argument<Parameter>(statement, next, *static_cast<const Argument*>(*++call)), ...);
    }
};

template <class Driver, result_form Form, class Query, class... Argument>
constexpr query_plan<Driver> make_query_plan() {
    query_plan<Driver> plan;
    plan.record =
        record_of<typename Driver::dialect, constant_statement<typename Driver::dialect, Query, Form>, &Query::view>;
    if constexpr (value_count<Query> > 0 || Query::parameters::size > 0)
        plan.bind = &call_binder<Query, Argument...>::template bind<typename Driver::statement>;
    if constexpr (is_dynamic(Query::view)) {
        plan.find = &find_text<Driver, Form, Query>;
    } else {
        using dialect = typename Driver::dialect;
        constexpr auto& data = statement_data_of<dialect, Query, Form>;
        plan.text = &constant_statement<dialect, Query, Form>;
        plan.first = {data.value_numbers.data(), data.argument_numbers.data()};
        plan.tenant = find_tenant(Query::view) != nullptr ? 1 : 0;
    }
    return plan;
}
template <class Driver, result_form Form, class Query, class... Argument>
inline constexpr query_plan<Driver> query_plan_of = make_query_plan<Driver, Form, Query, Argument...>();
template <class Driver> inline constexpr query_plan<Driver> no_plan{};

/// The same where the run time has chosen the place of the tables: no text is a constant then.
template <class Driver, result_form Form, class Query, class... Argument>
constexpr query_plan<Driver> make_placed_plan() {
    query_plan<Driver> plan = query_plan_of<Driver, Form, Query, Argument...>;
    plan.text = nullptr;
    plan.find = &find_placed_text<Driver, Form, Query, sizeof...(Argument)>;
    return plan;
}
template <class Driver, result_form Form, class Query, class... Argument>
inline constexpr query_plan<Driver> placed_plan_of = make_placed_plan<Driver, Form, Query, Argument...>();

/// The same where the session is a tenant's.
template <class Driver, class Place, result_form Form, class Query, class... Argument>
constexpr query_plan<Driver> make_tenant_plan() {
    query_plan<Driver> plan = query_plan_of<Driver, Form, Query, Argument...>;
    plan.bind_tenant = [](typename Driver::statement& statement, int position, const void* const* call) {
        const auto& place = *static_cast<const Place*>(call[1 + sizeof...(Argument)]);
        check_set_tenant<Query>(place.tenant);
        place.bind(statement, position);
    };
    return plan;
}
template <class Driver, class Place, result_form Form, class Query, class... Argument>
inline constexpr query_plan<Driver> tenant_plan_of = make_tenant_plan<Driver, Place, Form, Query, Argument...>();

/// Whether a verb runs statements of this kind: a select has nothing to execute, unless it locks, and a write cannot
/// stand inside the select that counts its rows.
template <result_form Form> constexpr rule_number find_verb_mistake(const statement_view& view) {
    const bool is_select = view.kind == verb::select;
    if (Form == result_form::changes && is_select)
        return view.has(clause_kind::for_update) || view.has(clause_kind::for_share) ? rule::none : rule::exec_writes;
    if (Form == result_form::count || Form == result_form::exists)
        return is_select && !writes_in_with(view) ? rule::none : rule::select_is_counted;
    return rule::none;
}
template <class Query, result_form Form> using check_verb =
    check_that<find_verb_mistake<Form>(Query::view) == rule::none, find_verb_mistake<Form>(Query::view), Query>;

/// The plan of a query that is known to be right, as it differs from one that was checked in the form of a list alone.
template <class Driver, class Place, result_form Form, class Query, class... Argument>
consteval const query_plan<Driver>& plan_in_place() {
    if constexpr (is_of_tenant<Place>)
        return tenant_plan_of<Driver, Place, Form, Query, Argument...>;
    else if constexpr (is_chosen<Place>)
        return placed_plan_of<Driver, Form, Query, Argument...>;
    else
        return query_plan_of<Driver, Form, Query, Argument...>;
}
/// The plan of what can be asked; of anything else one sentence, and no further error.
template <class Driver, class Place, result_form Form, class Query, class... Argument>
consteval const query_plan<Driver>& checked_query_plan() {
    require<check_is_query<Query>>();
    if constexpr (!any_query<Query>) {
        return no_plan<Driver>;
    } else {
        using outcome =
            first_failed_t<check_statement<typename Driver::dialect, Query>, check_verb<Query, Form>,
                           check_arguments<typename Query::parameters, Argument...>, check_tenant_of<Place, Query>>;
        require<outcome>();
        if constexpr (!is_passed<outcome>) {
            return no_plan<Driver>;
        } else {
            if constexpr (!is_dynamic(Query::view)) // here already: what its text refuses is said near the user's line
                [[maybe_unused]]
                constexpr auto& text = statement_data_of<typename Driver::dialect, Query, Form>;
            return plan_in_place<Driver, Place, Form, Query, Argument...>();
        }
    }
}

/// Gives an execution the values that the query holds, and the arguments of its parameters. `found`: its text, where
/// the run time has made that.
template <class Driver, class Found>
void bind_call(execution<Driver>& run, const query_plan<Driver>& plan, const Found* found, const void* const* call) {
    if (const std::uint16_t tenant = found ? found->text.tenant : plan.tenant; tenant != 0) {
        if (!plan.bind_tenant) throw_without_tenant();
        run.bind([&](auto& statement) { plan.bind_tenant(statement, tenant, call); });
    }
    if (!plan.bind) return;
    const placeholders first =
        found ? placeholders{found->text.value_numbers.data(), found->text.argument_numbers.data()} : plan.first;
    placeholders next = first;
    run.bind([&](auto& statement) {
        try {
            plan.bind(statement, next, call);
        } catch (error& failure) { rethrow_with_place(failure, first, next, statement.sql()); }
    });
}
/// Begins a query with its values.
template <class Driver> execution<Driver> begin_query(session_state<Driver>& state, std::source_location where,
                                                      bool streamed, const query_plan<Driver>& plan,
                                                      const void* const* call) {
    note_execution(plan.record, where);
    auto* const found = plan.text ? nullptr : plan.find(state, call);
    auto run = found ? begin_found(state, found, where, streamed) : begin_constant(state, *plan.text, where, streamed);
    bind_call(run, plan, found, call);
    return run;
}
/// Begins a cursor of a query: a statement of its own, for it has a name.
template <class Driver> execution<Driver> begin_cursor(session_state<Driver>& state, std::source_location where,
                                                       const query_plan<Driver>& plan, const void* const* call,
                                                       const cursor_name& name) {
    note_execution(plan.record, where);
    auto* const found = plan.text ? nullptr : plan.find(state, call);
    ready_statement text = found ? found->text.view() : *plan.text;
    const std::string sql = name.text(Driver::dialect::info.statements.open_cursor, text.text());
    text.sql = sql.c_str();
    text.size = sql.size();
    text.column_count = 0;
    auto run = begin_once(state, text, where);
    bind_call(run, plan, found, call);
    return run;
}

} // namespace detail
} // namespace v0
} // namespace refract
