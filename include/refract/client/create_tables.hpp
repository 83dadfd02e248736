// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/raw_sql.hpp>
#include <refract/client/session_state.hpp>
#include <refract/sql/check_schema.hpp>
#include <refract/sql/check_view.hpp>
#include <refract/sql/print_schema.hpp>
#include <refract/sql/print_view.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Dialect, class Schema> consteval auto find_created_outcome() {
    if constexpr (!requires { Schema::tables; })
        return failed<rule::tables_are_of_a_schema, Schema>{};
    else
        return first_failed_t<check_schema<Dialect, Schema>, check_types_of_all<Schema, Dialect>,
                              check_views<Dialect, Schema>>{};
}
/// What create_tables asks of a schema.
template <class Dialect, class Schema> using check_created = decltype(find_created_outcome<Dialect, Schema>());

/// What prints a schema's statements; views only where there are some that are defined.
template <class Dialect, class Schema> constexpr auto printer_of(const table_place& place = {}) {
    schema_printer<table_description> printer{Dialect::info, Schema::tables, place};
    if constexpr (views_outcome<Dialect, Schema>::any) printer.print_view = &print_view;
    return printer;
}
template <class View, class Driver> void refresh_view(session_state<Driver>& state, const table_place& place) {
    const auto print = [](writer& out) {
        out.put(out.dialect.definitions.refresh_view);
        out.table(table_of<source_table<View>>());
    };
    run_script(state, print_to_string(Driver::dialect::info, print, place));
}

/// What the database calls a thing that is to be there; empty: it is not there.
template <class Session> std::string find_created(Session& session, const creation& each) {
    const auto found = session.template query<std::string>(unsafe_sql(each.question, {}), each.name, each.schema);
    return found.empty() ? std::string() : found.front();
}

/// Refuses two models of one table, which only the database knows to be one: search_path leads from "item" to
/// "public"."item".
template <class Session> void refuse_twins(Session& session, const std::vector<creation>& all) {
    for (const creation& first : all)
        for (const creation* second = &first + 1; second != all.data() + all.size(); ++second)
            if (first.question == second->question && first.name == second->name &&
                find_created(session, first) == find_created(session, *second))
                throw error(join_text({"\"", first.name, "\" of the schema \"", first.schema, "\" and of the schema \"",
                                       second->schema,
                                       "\" are one and the same in this database; give both models their "
                                       "place with refract::in_schema(\"...\"), or one another name"}));
}

namespace by_name {
/// Makes what is missing, inside a transaction that the caller has begun.
template <class Session, class Printer> void create_missing(Session& session, const Printer& wanted) {
    const auto run = [&](std::string_view sql) { session.execute(unsafe_sql(sql, {})); };
    if (!wanted.dialect.schemas.lock.empty()) run(wanted.dialect.schemas.lock);
    const std::vector<creation> all = wanted.creations();
    std::vector<std::string> last;
    for (const creation& each : all) {
        if (!find_created(session, each).empty()) continue;
        if (each.make.empty()) throw error(each.missing);
        for (const std::string& sql : each.make) run(sql);
        for (const std::string& sql : each.finish) last.push_back(sql);
    }
    for (const std::string& sql : last) run(sql);
    refuse_twins(session, all);
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract
