// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/client/query_verbs.hpp>
#include <refract/graph/level_plan.hpp>
#include <refract/graph/snapshot.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// \file
/// Verbs of queries whose rows are trees: the rows of the query, and then level by level what belongs to them.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Shape, class Set, class Clauses, class Values>
inline constexpr bool is_tree<select_query<Sources, selected_tree<Shape, Set>, Clauses, Values>> = true;

/// Fields of a row of a tree that are columns are read; those that hold rows begin empty, or stay as they are.
template <class Source, bool Clears = true> struct level_reader {
    const Source& source;
    int& column;
    template <class Field> REFRACT_INLINE void operator()(Field& field) const {
        constexpr cardinality rows = related_rows<Field>::room;
        if constexpr (rows == cardinality::none) {
            detail::read_field(source.cell(column), field);
            ++column;
        } else if constexpr (Clears && rows == cardinality::many) {
            field.clear();
        } else if constexpr (Clears && rows == cardinality::optional) {
            field.reset();
        }
    }
};
constexpr result_column* describe_layout(result_column* out, const level_layout& layout, const table_info& table) {
    for (const level_field& each : layout.fields) {
        if (!each.is_value()) continue;
        const bool is_column = !each.is_computed();
        *out++ = {is_column ? table.columns[each.column].type : each.type,
                  each.nullable || (is_column && table.columns[each.column].nullable), each.name};
    }
    for (std::size_t i = 0; i < layout.hidden_count; ++i)
        *out++ = {table.columns[layout.hidden[i]].type, true, table.columns[layout.hidden[i]].name};
    return out;
}
template <shape_struct Row> struct row_traits<Row> {
    static constexpr std::size_t width() { return layout_of<Row>.size(); }
    static constexpr result_column* describe(result_column* out, bool) {
        return describe_layout(out, layout_of<Row>, table_of<level_model_t<Row>>());
    }
    template <class Source> REFRACT_INLINE static void read(const Source& source, int& column, Row& out) {
        detail::for_each_field(out, level_reader<Source>{source, column});
    }
};
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_no_kind(std::string_view table) {
    throw conversion_error("the row of " + std::string(table) + " is of no kind that is read");
}
/// A row of one of several kinds: the first column says which, and where its fields are is known.
template <kind_variant Row> struct row_traits<Row> {
    static constexpr const table_info& table = table_of<level_model_t<Row>>();
    static constexpr std::size_t width() { return layout_of<Row>.size(); }
    static constexpr result_column* describe(result_column* out, bool) {
        return describe_layout(out, layout_of<Row>, table);
    }
    template <class Source> static void read(const Source& source, int& column, Row& out) {
        read_kind(source, column, out, typename variant_kinds<Row>::type{});
    }

private:
    template <class Source> struct placed_reader {
        const Source& source;
        int& column;
        const int first;
        const int* place;
        template <class Field> REFRACT_INLINE void operator()(Field& field) {
            column = first + *place++;
            if constexpr (!holds_rows<Field>) detail::read_field(source.cell(column), field);
        }
    };
    template <class Source, class First, class... Kind>
    static void read_kind(const Source& source, int& column, Row& out, type_list<First, Kind...>) {
        typename kinds_of<typename First::model>::field value{};
        detail::read_field(source.cell(column), value);
        const auto reads = [&]<class Each, std::size_t Index>() {
            if (value != kind_value_of<Each>) return false;
            const int first = column;
            detail::for_each_field(out.template emplace<Index>(),
                                   placed_reader<Source>{source, column, first, kind_places<Row, Each>.data()});
            column = first + static_cast<int>(width());
            return true;
        };
        const bool is_read = [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            return (reads.template operator()<First, 0>() || ... || reads.template operator()<Kind, Index + 1>());
        }(std::index_sequence_for<Kind...>{});
        if (!is_read) throw_no_kind(table.name);
    }
};
/// Only described: the loader reads them into the field.
template <class Row, std::size_t Field> struct row_traits<level_rows<Row, Field>> {
    using child_row = level_row_t<Row, Field>;
    static constexpr const column_list& tail = places_of_ties<Row, Field>.behind;
    static constexpr std::size_t width() { return layout_of<child_row>.size() + tail.count; }
    static constexpr result_column* describe(result_column* out, bool) {
        out = describe_layout(out, layout_of<child_row>, table_of<level_model_t<child_row>>());
        const table_info& table = relation_of<Row, Field>.tied()();
        for (std::size_t i = 0; i < tail.count; ++i)
            *out++ = {table.columns[tail.columns[i]].type, true, table.columns[tail.columns[i]].name};
        return out;
    }
};

/// What a verb holds while it reads: `begin` forgets what it has, `take` gives it the next row, `each` visits all where
/// they will stay, `check` says whether they are as many as it wants.
template <class Read> struct tree_result;
template <class Row> struct tree_result<all_rows<Row>> {
    std::vector<Row> rows;
    REFRACT_ONCE void begin() { rows.clear(); }
    REFRACT_ONCE Row& take() { return rows.emplace_back(); }
    REFRACT_ONCE bool wants_more() const { return true; }
    template <class Visit> REFRACT_ONCE void each(Visit visit) {
        for (Row& row : rows) visit(row);
    }
    REFRACT_ONCE void check(std::string_view) const {}
    REFRACT_ONCE std::vector<Row>& result() { return rows; }
};
template <class Row> struct tree_result<first_row<Row>> {
    std::optional<Row> row;
    REFRACT_ONCE void begin() { row.reset(); }
    REFRACT_ONCE Row& take() { return row.emplace(); }
    REFRACT_ONCE bool wants_more() const { return !row; }
    template <class Visit> REFRACT_ONCE void each(Visit visit) {
        if (row) visit(*row);
    }
    REFRACT_ONCE void check(std::string_view) const {}
    REFRACT_ONCE std::optional<Row>& result() { return row; }
};
template <class Row> struct tree_result<only_row<Row>> {
    Row row{};
    std::size_t count = 0;
    REFRACT_ONCE void begin() { count = 0; }
    REFRACT_ONCE Row& take() {
        ++count;
        return row;
    }
    REFRACT_ONCE bool wants_more() const { return count < 2; }
    template <class Visit> REFRACT_ONCE void each(Visit visit) { visit(row); }
    /// Errors: `not_found`, `too_many_rows`.
    REFRACT_ONCE void check(std::string_view sql) const {
        if (count == 0) throw_no_row(sql);
        if (count > 1) throw_more_rows(sql);
    }
    REFRACT_ONCE Row& result() { return row; }
};

template <class Set, std::size_t Index> const Set* find_kept(const value_slot<Index, Set>* slot) {
    return &slot->value;
}

/// A statement at the beginning of a pipeline, which is a transaction: all of it sees the same.
template <class Dialect> constexpr ready_statement make_snapshot_statement() {
    constexpr std::string_view text = Dialect::info.statements.snapshot;
    ready_statement made{.sql = text.data(), .size = text.size()};
    made.identity = identity_of(made);
    return made;
}
template <class Dialect> inline constexpr ready_statement snapshot_statement = make_snapshot_statement<Dialect>();

template <class Driver, class Place, class Sources, class Shape, class Set, class Clauses, class Values, class Read>
struct tree_reader<Driver, Place, select_query<Sources, selected_tree<Shape, Set>, Clauses, Values>, Read> {
    using query_type = select_query<Sources, selected_tree<Shape, Set>, Clauses, Values>;
    static constexpr level_terms terms = terms_for<Shape, terms_of(query_type::view).of_driver(pipelines<Driver>)>();
    /// All statements go at once: none needs to know what another one brings.
    static constexpr bool is_piped = pipelines<Driver> && has_levels<Shape> && !terms.has_program_keys &&
                                     !terms.has_recursive_keys && !Driver::dialect::info.statements.hand_keys.empty() &&
                                     find_handed<Shape>();
    static constexpr bool is_handed = is_piped && !terms.has_full_tables;
    /// What is sent: the query itself, or one that leaves its keys.
    using asked_query =
        std::conditional_t<is_handed, typename query_type::template with<hand_clause<Shape>, values<>>, query_type>;
    static asked_query asked(const query_type& query) { return {{query.bound}, {}}; }

    using levels_type = loading<Driver, Place, is_handed, terms>;
    using options = typename options_of_set<Set, indexes_of<Set>>::type;

    /// `place`: of the tables, where the run time has chosen one.
    static auto read(session_state<Driver>& state, const query_plan<Driver>& plan, const void* const* call,
                     const void* place, call_place where) {
        tree_result<Read> result;
        auto work = [&] {
            result.begin();
            read_to(result, state, plan, call, place, where);
        };
        detail::with_current_plans(state, work);
        return std::move(result.result());
    }

private:
    static void read_to(tree_result<Read>& result, session_state<Driver>& state, const query_plan<Driver>& plan,
                        const void* const* call, const void* place, call_place where) {
        const level_list<Driver>& levels = levels_of<levels_type, Shape, options>();
        level_rows_above<Driver> top(levels);
        tree_loader<Driver> loader(state, where, place, nested_of(*static_cast<const asked_query*>(*call)));
        if constexpr (is_piped) {
            auto run = begin_query(state, where, false, plan, call);
            auto work = [&] { read_at_once(state, run, loader, top, result, plan.record, where); };
            loader.with_all_begun(levels, work);
        } else {
            read_snapshot<Driver> snapshot(state, levels.size() > 0);
            {
                auto run = begin_query(state, where, false, plan, call);
                read_rows(run.send(), top, result, plan.record);
            }
            if (top.addresses().size() > 0) loader.load(top);
            snapshot.finish();
        }
    }
    static const void* nested_of([[maybe_unused]] const asked_query& query) {
        if constexpr (std::is_empty_v<Set>)
            return nullptr;
        else
            return find_kept<Set>(&query.bound);
    }
    static void read_rows(execution<Driver>& run, level_rows_above<Driver>& top, tree_result<Read>& result,
                          query_record* record) {
        std::size_t count = 0;
        for (; result.wants_more() && run.step(); ++count) {
            auto& row = result.take();
            detail::read_row(run.statement(), row);
            if (top.levels().size() > 0) top.add_row(run.statement().row(), &row);
        }
        count_rows(record, count);
        result.check(run.sql());
        if (top.levels().size() > 0) result.each([&](Shape& row) { top.add_address(&row); });
    }
    /// All statements in one journey; a pipeline outside a transaction is one itself.
    static void read_at_once(session_state<Driver>& state, execution<Driver>& run, tree_loader<Driver>& loader,
                             level_rows_above<Driver>& top, tree_result<Read>& result, query_record* record,
                             call_place where) {
        std::optional<execution<Driver>> snapshot;
        if (!state.connection.in_transaction())
            snapshot.emplace(begin_constant(state, snapshot_statement<typename Driver::dialect>, where));
        state.connection.enter_pipeline();
        if (snapshot) snapshot->send();
        run.send();
        loader.send_all();
        state.connection.sync();
        if (snapshot) snapshot->drain();
        read_rows(run, top, result, record);
        while (run.step()) {} // of a result that has more rows than are wanted
        loader.load(top);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
