// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/object_call.hpp>
#include <refract/graph/insert.hpp>
#include <refract/graph/saved_row.hpp>
#include <refract/query/erase.hpp>
#include <refract/query/key_values.hpp>
#include <refract/query/update.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Single rows of a tree are found, tied to others, loosed from them and deleted: of what the verbs for trees are made.

namespace refract {
inline namespace v0 {
namespace detail {

/// A value on its way into a column of another type, as a wide key into a narrow one that refers to it.
template <class Wire, class Value> struct part_of_key {
    const Value* value;

    template <class Statement> void bind_to(Statement& statement, int position) const {
        if constexpr (is_optional<Value>) {
            if (!*value) return statement.bind_null(position);
            part_of_key<Wire, without_optional<Value>>{__builtin_addressof(**value)}.bind_to(statement, position);
        } else if constexpr (std::is_integral_v<Wire> && std::is_integral_v<typename codec<Value>::wire>) {
            const auto number = codec<Value>::encode(*value);
            if (!std::in_range<Wire>(number)) throw_out_of_range("a key", "the column that takes it");
            statement.bind(position, static_cast<Wire>(number));
        } else {
            detail::bind_value(statement, position, *value);
        }
    }
};

/// What a row is known by while what belongs to it is written: its key, what keys of other rows hold of it, and the
/// version that the struct has.
template <class Row> constexpr column_list list_known_columns() {
    column_list made;
    const auto add = [&](const column_list& columns) {
        for (std::size_t i = 0; i < columns.count; ++i)
            if (!made.contains(columns.columns[i])) made.add(columns.columns[i]);
    };
    add(table_of<level_model_t<Row>>().key);
    add(version_columns<Row>::list);
    if constexpr (has_levels<Row> && !kind_variant<Row>)
        [&]<std::size_t... Field>(std::index_sequence<Field...>) {
            (add(relation_of<Row, Field>.from), ...);
        }(related_fields_of<Row>{});
    return made;
}
template <class Row> struct known_column_list {
    static constexpr column_list list = list_known_columns<Row>();
};
template <class Row> using known_row = values_of_list<level_model_t<Row>, known_column_list<Row>>;
/// Those of the rows of a field by which the row around it, or a link, refers to them.
template <class Row, std::size_t Field> struct target_columns {
    static constexpr column_list list =
        relation_of<Row, Field>.is_over_link() ? relation_of<Row, Field>.link_target : relation_of<Row, Field>.to;
};
template <class Row, std::size_t Field> using target_values =
    values_of_list<level_model_t<level_row_t<Row, Field>>, target_columns<Row, Field>>;
constexpr bool holds_columns(const column_list& all, const column_list& wanted) {
    for (std::size_t i = 0; i < wanted.count; ++i)
        if (!all.contains(wanted.columns[i])) return false;
    return true;
}
constexpr std::size_t place_in(const column_list& columns, std::size_t column) {
    std::size_t at = 0;
    while (columns.columns[at] != column) ++at;
    return at;
}
/// A column of a row that is known.
template <std::size_t Column, class Values> constexpr auto& value_of_column(Values& values) {
    return std::get<place_in(Values::columns, Column)>(values.all);
}
namespace by_name {
/// Some of the columns of a row.
template <class Wanted, class Values> Wanted columns_among(const Values& values) {
    return [&]<std::size_t... Part>(std::index_sequence<Part...>) {
        return Wanted{{value_of_column<Wanted::columns.columns[Part]>(values)...}};
    }(std::make_index_sequence<Wanted::columns.count>{});
}
} // namespace by_name

/// Whether a struct is one of several kinds of rows, or stands for some of them.
template <class Row> inline constexpr bool is_of_kinds = is_kind<Row> || kind_variant<Row>;
template <class First, class... Kind> constexpr auto is_of_kind(type_list<First, Kind...>) {
    constexpr auto member = kinds_of<level_model_t<First>>::member;
    return ((col<member> == kind_value_of<First>) || ... || (col<member> == kind_value_of<Kind>));
}
namespace by_name {
/// A condition on rows, and that they are of the kinds that a struct stands for.
template <class Row, class Condition> constexpr auto of_kinds(const Condition& condition) {
    if constexpr (is_of_kinds<Row>)
        return condition && is_of_kind(kinds_of_row<Row>{});
    else
        return condition;
}
} // namespace by_name

/// Whether one of these columns is NULL.
template <class Values> bool has_null(const Values& values, const column_list& columns) {
    bool found = false;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        const auto look = [&](std::size_t column, const auto& value) {
            if constexpr (is_optional<std::remove_cvref_t<decltype(value)>>)
                found |= columns.contains(column) && !value;
        };
        (look(Values::columns.columns[Index], std::get<Index>(values.all)), ...);
    }(std::make_index_sequence<Values::columns.count>{});
    return found;
}

template <class Model, std::size_t... Column> struct row_traits<column_values<Model, Column...>> {
    static constexpr std::size_t width() { return sizeof...(Column); }
    static constexpr result_column* describe(result_column* out, bool) {
        const table_info& table = table_of<Model>();
        ((*out++ = {table.columns[Column].type, table.columns[Column].nullable, table.columns[Column].name}), ...);
        return out;
    }
    template <class Source> static void read(const Source& source, int& column, column_values<Model, Column...>& out) {
        std::apply([&](auto&... each) { (detail::read_field(source.cell(column++), each), ...); }, out.all);
    }
};

/// Statements of the table of a link.
template <class Row, std::size_t Field> struct of_link {
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    /// Whether its key lets two rows be linked once only.
    static constexpr bool is_unique = [] {
        const column_list& key = relation.tied()().key;
        for (std::size_t i = 0; i < key.count; ++i)
            if (!relation.to.contains(key.columns[i]) && !relation.link_to.contains(key.columns[i])) return false;
        return key.count > 0;
    }();
    struct from {
        using parameters = type_list<>;
        static constexpr clause describe() { return {.kind = clause_kind::from, .table = relation.link}; }
    };
    struct set {
        using parameters = type_list<>;
        static constexpr auto nodes = inserted_link<Row, Field>::set_nodes;
        static constexpr std::uint16_t count = inserted_link<Row, Field>::value_count;
        static constexpr clause describe() {
            return {.kind = clause_kind::set, .items = count, .holds = {.values = count}, .nodes = nodes.data()};
        }
    };
    using near = expression_clause<clause_kind::where, tie_node<field_tie<Row, Field>>>;
    using far = expression_clause<clause_kind::where, tie_node<far_tie<Row, Field>>>;
    template <std::size_t Index> struct if_linked {
        using parameters = type_list<>;
        static constexpr clause describe() { return linked_already<Row, Field>::clauses[Index]; }
    };
    using insert_clauses = std::conditional_t<linked_already<Row, Field>::comes_back,
                                              type_list<from, set, if_linked<0>, if_linked<1>, if_linked<2>>,
                                              type_list<from, set, if_linked<0>, if_linked<1>>>;
    template <class Held> using insert = query_base<verb::insert, type_list<>, no_rows, insert_clauses, Held>;
    template <class Held> using erase =
        query_base<verb::remove, type_list<>, no_rows, type_list<from, near, far>, Held>;
    template <class Held> using find =
        query_base<verb::select, type_list<>, no_rows, type_list<select_one, from, near, far>, Held>;
};

/// A write that brings columns of its rows back.
template <class Values, template <class, class, class, class> class Statement, class Sources, class Selection,
          class... Clause, class Held>
auto returning_columns(const Statement<Sources, Selection, type_list<Clause...>, Held>& written) {
    using columns = columns_clause<clause_kind::returning, Values>;
    return Statement<Sources, selected_columns<Values>, type_list<Clause..., columns>, Held>{{written.bound}, {}};
}

[[noreturn, gnu::cold]] inline void throw_unlinked(std::string_view table) {
    throw error(join_text(
        {"two rows are not linked: another row of \"", table, "\" has what is unique in it, or is marked as deleted"}));
}

template <class Driver, class Place> class row_writer {
public:
    row_writer(session_state<Driver>& state, const Place& place, call_place where)
        : state_(state), place_(place), where_(where) {}

    /// Runs a query and reads what comes.
    template <result_form Form, class Read, class Query> auto run(const Query& query) const {
        return run_with<Form>(query, [](auto& begun, query_record* record) { return Read::of(begun, record); });
    }
    template <result_form Form, class Query, class Use> auto run_with(const Query& query, Use use) const {
        constexpr auto& plan = checked_query_plan<Driver, Place, Form, Query>();
        const void* const call[] = {__builtin_addressof(query), __builtin_addressof(place_)};
        auto begun = begin_query(state_, where_, false, plan, call);
        return use(begun.send(), plan.record);
    }
    template <class Query> std::int64_t change(const Query& query) const {
        return run<result_form::changes, touched_rows>(query);
    }
    /// The first row of a query that selects or returns columns.
    template <class Query> auto find(const Query& query) const {
        return run<result_form::rows, first_row<row_of<Query>>>(query);
    }
    template <class Query> auto list(const Query& query) const {
        return run<result_form::rows, all_rows<row_of<Query>>>(query);
    }
    /// Runs a query for each of some things, in their order: on their way together where the connection allows it, so
    /// that their number costs no journeys. `make(i)` makes it, `use(i, run)` reads what comes.
    template <result_form Form, class Make, class Use> void run_each(std::size_t count, Make make, Use use) const {
        using query_type = decltype(make(std::size_t{}));
        constexpr auto& plan = checked_query_plan<Driver, Place, Form, query_type>();
        const unheard_scope unheard; // they are no loop of the program's
        constexpr std::size_t most = pipelines<Driver> ? most_at_once : 1;
        for (std::size_t first = 0; first < count; first += most) {
            std::vector<query_type> queries;
            std::vector<execution<Driver>> runs;
            for (std::size_t i = first; i < count && i < first + most; ++i) queries.push_back(make(i));
            for (const query_type& query : queries) {
                const void* const call[] = {__builtin_addressof(query), __builtin_addressof(place_)};
                runs.push_back(begin_query(state_, where_, false, plan, call));
            }
            if constexpr (pipelines<Driver>) state_.connection.enter_pipeline();
            for (auto& each : runs) each.send();
            if constexpr (pipelines<Driver>) state_.connection.sync();
            for (std::size_t i = 0; i < runs.size(); ++i) use(first + i, runs[i]);
        }
    }
    /// Keeps others from changing rows that are looked at, where the database locks rows.
    template <class Query> static auto locked(Query query) {
        if constexpr (!Driver::dialect::info.statements.for_update.empty())
            return std::move(query).for_update();
        else
            return query;
    }

    /// `"id" = $1`; the key outlives the statement.
    template <class Key> static auto is(const Key& key) {
        return std::apply(
            [](const auto&... part) {
                using held = values<part_of_key<void, std::remove_cvref_t<decltype(part)>>...>;
                return expression<tie_node<own_tie<Key>>, held>{held{{{__builtin_addressof(part)}}...}};
            },
            key.all);
    }
    /// The rows of a field of a row that is known.
    template <class Row, std::size_t Field> static auto belongs_to(const known_row<Row>& row) {
        const auto held = near_values<Row, Field>(row, from_parts<Row, Field>{});
        return expression<belonging_node<Row, Field>, std::remove_const_t<decltype(held)>>{held};
    }

    /// What is known of the row with this condition, which stays as it is until the transaction ends.
    template <class Row, class Condition> std::optional<known_row<Row>> look_at(const Condition& condition) const {
        return find(locked(select_columns<known_row<Row>>{{}, {}}.where(condition)));
    }
    /// The row with this key belongs to the row around the field.
    template <class Row, std::size_t Field, class Key>
    static auto attaching(const known_row<Row>& row, const Key& key) {
        return attaching<Row, Field>(row, key, is(key));
    }
    template <class Row, std::size_t Field, class Key, class Condition>
    static auto attaching(const known_row<Row>& row, const Key&, const Condition& condition) {
        if (has_null(row, relation_of<Row, Field>.from)) throw_null_key({});
        using child = typename Key::model;
        const auto held = taking_values<Row, Field>(row, from_parts<Row, Field>{});
        using query =
            update_query<type_list<child>, no_rows, type_list<from_clause<child>, set_tie_clause<Row, Field, false>>,
                         std::remove_const_t<decltype(held)>>;
        return query{{held}, {}}.where(condition);
    }
    /// Rows of the field belong to nobody; how many there are.
    template <class Row, std::size_t Field, class Condition> std::int64_t detach(const Condition& condition) const {
        using child = level_model_t<level_row_t<Row, Field>>;
        using query = update_query<type_list<child>, no_rows,
                                   type_list<from_clause<child>, set_tie_clause<Row, Field, true>>, values<>>;
        return change(query{{}, {}}.where(condition));
    }
    template <class Row, std::size_t Field, class Target>
    void link(const known_row<Row>& row, const Target& far) const {
        if (has_null(row, relation_of<Row, Field>.from) || has_null(far, Target::columns)) throw_null_key({});
        if constexpr (!of_link<Row, Field>::is_unique)
            if (are_linked<Row, Field>(row, far)) return;
        const auto held = linking_values<Row, Field>(row, far, from_parts<Row, Field>{}, target_parts<Row, Field>{});
        const std::int64_t made =
            change(typename of_link<Row, Field>::template insert<std::remove_const_t<decltype(held)>>{held});
        if constexpr (!linked_already<Row, Field>::has_key) // else what was in the way is the link itself
            if (made == 0 && !are_linked<Row, Field>(row, far)) throw_unlinked(relation_of<Row, Field>.link().name);
    }
    template <class Row, std::size_t Field, class Target>
    bool are_linked(const known_row<Row>& row, const Target& far) const {
        const auto tied = both_values<Row, Field>(row, far);
        using found = typename of_link<Row, Field>::template find<std::remove_const_t<decltype(tied)>>;
        return run<result_form::exists, only_row<bool>>(found{tied});
    }
    /// Two rows are linked no more.
    template <class Row, std::size_t Field, class Target>
    static auto unlinking(const known_row<Row>& row, const Target& far) {
        const auto held = both_values<Row, Field>(row, far);
        return typename of_link<Row, Field>::template erase<std::remove_const_t<decltype(held)>>{held};
    }
    /// The row's own foreign key takes the key of another row.
    template <class Row, std::size_t Field, class Target> void take(known_row<Row>& row, const Target& target) const {
        const auto held = taking_values_of_row<Row, Field>(target, from_parts<Row, Field>{});
        set_own<Row, Field, false>(row, held);
    }
    /// The row's own foreign key names no row.
    template <class Row, std::size_t Field> void leave(known_row<Row>& row) const {
        set_own<Row, Field, true>(row, values<>{});
    }
    template <class Model, class Condition> std::int64_t erase(const Condition& condition) const {
        return change(delete_from<Model>().where(condition));
    }

    template <class Model, std::size_t... Column>
    static key_values<Model> key_of(const column_values<Model, Column...>& row) {
        return detail::columns_among<key_values<Model>>(row);
    }

    template <class Model> [[noreturn, gnu::cold]] void throw_missing() const {
        throw_without_row(no_row_has_key, table_of<Model>().name, {}, where_);
    }
    template <class Model> [[noreturn, gnu::cold]] void throw_stranger() const {
        throw_without_row("no row with this key belongs to the row that is written in ", table_of<Model>().name, {},
                          where_);
    }

    static constexpr std::size_t most_at_once = 100;
    session_state<Driver>& state_;
    const Place& place_;
    call_place where_;

private:
    template <class Row, std::size_t Field> using from_parts =
        std::make_index_sequence<relation_of<Row, Field>.from.count>;
    template <class Row, std::size_t Field> using target_parts =
        std::make_index_sequence<target_values<Row, Field>::columns.count>;
    template <class Wire, class Value> static part_of_key<Wire, Value> part(const Value& value) {
        return {__builtin_addressof(value)};
    }

    /// Compared with what they are equal to, in its own type.
    template <class Row, std::size_t Field, std::size_t... Part>
    static auto near_values(const known_row<Row>& row, std::index_sequence<Part...>) {
        constexpr const column_list& from = relation_of<Row, Field>.from;
        return as_values(part<void>(value_of_column<from.columns[Part]>(row))...);
    }
    /// Given to the columns that hold them.
    template <class Row, std::size_t Field, std::size_t... Part>
    static auto taking_values(const known_row<Row>& row, std::index_sequence<Part...>) {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        return as_values(part<wire_of_kind<relation.tied()().columns[relation.to.columns[Part]].type.kind>>(
            value_of_column<relation.from.columns[Part]>(row))...);
    }
    template <class Row, std::size_t Field, class Target, std::size_t... Part>
    static auto taking_values_of_row(const Target& target, std::index_sequence<Part...>) {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        return as_values(part<wire_of_kind<relation.parent().columns[relation.from.columns[Part]].type.kind>>(
            value_of_column<relation.to.columns[Part]>(target))...);
    }
    template <class Row, std::size_t Field, class Target>
    static auto both_values(const known_row<Row>& row, const Target& far) {
        return std::apply(
            [&](const auto&... each) {
                return detail::concat(near_values<Row, Field>(row, from_parts<Row, Field>{}),
                                      as_values(part<void>(each)...));
            },
            far.all);
    }
    template <class Row, std::size_t Field, class Target, std::size_t... Near, std::size_t... Far>
    static auto linking_values(const known_row<Row>& row, const Target& far, std::index_sequence<Near...> near,
                               std::index_sequence<Far...>) {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        return detail::concat(
            taking_values<Row, Field>(row, near),
            as_values(part<wire_of_kind<relation.tied()().columns[relation.link_to.columns[Far]].type.kind>>(
                std::get<Far>(far.all))...));
    }
    template <class... Part> static values<Part...> as_values(const Part&... part) { return {{part}...}; }

    template <class Row, std::size_t Field, bool IsLost, class Held>
    void set_own(known_row<Row>& row, const Held& held) const {
        using model = level_model_t<Row>;
        using known = known_row<Row>;
        using query = update_query<type_list<model>, selected_columns<known>,
                                   type_list<from_clause<model>, set_tie_clause<Row, Field, IsLost>,
                                             columns_clause<clause_kind::returning, known>>,
                                   Held>;
        const key_values<model> own = key_of(row);
        auto found = find(query{{held}, {}}.where(is(own)));
        if (!found) throw_missing<model>();
        row = std::move(*found);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
