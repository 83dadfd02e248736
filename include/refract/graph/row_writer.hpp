// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/object_call.hpp>
#include <refract/graph/insert.hpp>
#include <refract/graph/key_list.hpp>
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
        } else if constexpr (is_whole_number(kind_of_wire<Wire>) &&
                             is_whole_number(kind_of_wire<typename codec<Value>::wire>)) {
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
    using child = level_model_t<level_row_t<Row, Field>>;
    /// Whether its key lets two rows be linked once only.
    static constexpr bool is_unique = [] {
        const column_list& key = relation.tied()().key;
        for (std::size_t i = 0; i < key.count; ++i)
            if (!relation.to.contains(key.columns[i]) && !relation.link_to.contains(key.columns[i])) return false;
        return key.count > 0;
    }();
    using columns = linked_columns<Row, Field>;
    static constexpr std::size_t near_count = columns::near, far_count = relation.link_to.count;
    struct from {
        using parameters = type_list<>;
        static constexpr clause describe() { return {.kind = clause_kind::from, .table = relation.link}; }
    };
    /// `("post_id", "tag_id")`
    struct into {
        using parameters = type_list<>;
        static constexpr auto nodes = [] {
            std::array<node, columns::count> made{};
            for (std::size_t i = 0; i < columns::count; ++i) made[i] = node_of_column(relation.link, columns::own(i));
            return made;
        }();
        static constexpr clause describe() {
            return {.kind = clause_kind::into, .items = nodes.size(), .nodes = nodes.data()};
        }
    };
    /// `SELECT $1, "id"`
    struct both_keys {
        using parameters = type_list<>;
        static constexpr auto nodes = [] {
            auto made = into::nodes;
            for (std::size_t i = 0; i < near_count; ++i) made[i] = {.kind = node_kind::value, .type = made[i].type};
            for (std::size_t i = near_count; i < columns::count; ++i)
                made[i] = node_of_column(relation.child, columns::other(i));
            return made;
        }();
        static constexpr clause describe() {
            return {.kind = clause_kind::select,
                    .items = nodes.size(),
                    .holds = {.values = near_count},
                    .nodes = nodes.data()};
        }
    };
    template <class Held> using new_rows =
        select_query<type_list<child>, no_rows, type_list<from_clause<child>, both_keys>, Held>;
    template <std::size_t Index> struct if_linked {
        using parameters = type_list<>;
        static constexpr clause describe() { return linked_already<Row, Field>::clauses[Index]; }
    };
    template <class Rows> using insert_clauses = std::conditional_t<
        linked_already<Row, Field>::comes_back,
        type_list<from, into, operand_clause<clause_kind::insert_query, void, Rows>, if_linked<0>, if_linked<1>,
                  if_linked<2>>,
        type_list<from, into, operand_clause<clause_kind::insert_query, void, Rows>, if_linked<0>, if_linked<1>>>;
    template <class Rows> using insert =
        query_base<verb::insert, type_list<>, no_rows, insert_clauses<Rows>, typename Rows::bound_type>;
    /// `"tag_id" IN (SELECT "id" FROM "tag" WHERE ...)`
    template <class Found> struct far_node {
        using type = bool;
        using parameters = type_list<>;
        static constexpr std::size_t size = 1 + far_count;
        static constexpr node* append(node* at) {
            *at++ = {.kind = node_kind::in_query,
                     .arity = far_count,
                     .type = {.kind = type_kind::boolean},
                     .query = &Found::view};
            for (std::size_t i = 0; i < far_count; ++i)
                *at++ = node_of_column(relation.link, relation.link_to.columns[i]);
            return at;
        }
    };
    using near = expression_clause<clause_kind::where, tie_node<field_tie<Row, Field>>>;
    template <class Far, class Held> using erase =
        query_base<verb::remove, type_list<>, no_rows,
                   type_list<from, near, expression_clause<clause_kind::where, Far>>, Held>;
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
        {"two rows are not linked: another row of \"", table,
         "\", marked as deleted or of another tenant perhaps, has what is unique in it, or a trigger left the link out"}));
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
                reached_ = first + runs.size();
                const void* const call[] = {__builtin_addressof(query), __builtin_addressof(place_)};
                runs.push_back(begin_query(state_, where_, false, plan, call));
            }
            if constexpr (pipelines<Driver>) state_.connection.enter_pipeline();
            for (auto& each : runs) each.send();
            if constexpr (pipelines<Driver>) state_.connection.sync();
            for (std::size_t i = 0; i < runs.size(); ++i) {
                reached_ = first + i;
                use(first + i, runs[i]);
            }
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
    template <class Key> static auto is(const Key& key) { return tied<own_tie<Key>>(key); }
    /// Calls `use(condition)` for the rows with some keys: once with all of them as lists, or with each where they
    /// cannot be any.
    template <class Key, class Use> static void with_keys(const std::vector<Key>& keys, Use use) {
        with_tied<own_tie<Key>>(keys, use);
    }
    /// The same where one key is likely, and costs less than a list of it.
    template <class Key, class Use> static void with_few_keys(const std::vector<Key>& keys, Use use) {
        if constexpr (requires { Driver::most_single_keys; })
            if (keys.size() == 1) return use(is(keys[0]));
        with_keys(keys, use);
    }
    /// The same of the rows that have them in the columns which a tie says.
    template <class Tie, class Key, class Use> static void with_tied(const std::vector<Key>& keys, Use use) {
        if (keys.empty()) return;
        if constexpr (are_listed<Key>()) {
            key_list<Key> list(keys);
            use(list.template tied<Tie>());
        } else {
            for (const Key& each : keys) use(tied<Tie>(each));
        }
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
    /// Rows with this condition belong to the row around the field.
    template <class Row, std::size_t Field, class Condition>
    static auto attaching(const known_row<Row>& row, const Condition& condition) {
        if (has_null(row, relation_of<Row, Field>.from)) throw_null_key({});
        using child = level_model_t<level_row_t<Row, Field>>;
        const auto held = taking_values<Row, Field>(row, typename set_tie_clause<Row, Field, false>::parts{});
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
    /// Rows with this condition are linked to the row around the field, once; how many links are made or come back.
    template <class Row, std::size_t Field, class Condition>
    std::int64_t link(const known_row<Row>& row, const Condition& condition) const {
        using statements = of_link<Row, Field>;
        const auto held = linking_values<Row, Field>(row, std::make_index_sequence<statements::near_count>{});
        const auto rows =
            typename statements::template new_rows<std::remove_const_t<decltype(held)>>{{held}, {}}.where(condition);
        const auto insert = [&](const auto& made) {
            return change(typename statements::template insert<std::remove_cvref_t<decltype(made)>>{made.bound});
        };
        if constexpr (statements::is_unique)
            return insert(rows);
        else
            return insert(rows.where(!belongs_to<Row, Field>(row)));
    }
    /// Two rows are linked no more.
    template <class Row, std::size_t Field, class Target>
    static auto unlinking(const known_row<Row>& row, const Target& far) {
        return erasing_links<Row, Field>(row, tied<far_tie<Row, Field>>(far));
    }
    /// Rows with this condition are not linked to the row around the field any more; how many links go.
    template <class Row, std::size_t Field, class Condition>
    std::int64_t unlink(const known_row<Row>& row, const Condition& condition) const {
        const auto found = select_columns<target_values<Row, Field>>{{}, {}}.where(condition);
        using found_type = std::remove_const_t<decltype(found)>;
        using far =
            expression<typename of_link<Row, Field>::template far_node<found_type>, typename found_type::bound_type>;
        return change(erasing_links<Row, Field>(row, far{found.bound}));
    }
    /// The row's own foreign key takes the key of another row.
    template <class Row, std::size_t Field, class Target> void take(known_row<Row>& row, const Target& target) const {
        const auto held = taking_values_of_row<Row, Field>(target, typename set_tie_clause<Row, Field, false>::parts{});
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
    template <class Key> [[noreturn, gnu::cold]] void throw_missing(const Key& key) const {
        throw_without_row(no_row_has_key, table_of<typename Key::model>().name, {}, where_, detail::shown_key(key));
    }
    template <class Model> [[noreturn, gnu::cold]] void throw_stranger(std::string_view key = {}) const {
        throw_without_row("no row with this key belongs to the row that is written in ", table_of<Model>().name, {},
                          where_, key);
    }

    static constexpr std::size_t most_at_once = 100;
    session_state<Driver>& state_;
    const Place& place_;
    call_place where_;
    mutable std::size_t reached_ = 0; ///< of what is run for each of some things
    mutable failed_row failed_{};     ///< of a tree

private:
    template <class Tie, class Key> static auto tied(const Key& key) {
        return std::apply(
            [](const auto&... part) {
                using held = values<part_of_key<void, std::remove_cvref_t<decltype(part)>>...>;
                return expression<tie_node<Tie>, held>{held{{{__builtin_addressof(part)}}...}};
            },
            key.all);
    }
    template <class Row, std::size_t Field> using from_parts =
        std::make_index_sequence<relation_of<Row, Field>.from.count>;
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
    template <class Row, std::size_t Field, std::size_t... Index>
    static auto linking_values(const known_row<Row>& row, std::index_sequence<Index...>) {
        using columns = linked_columns<Row, Field>;
        return as_values(part<wire_of_kind<relation_of<Row, Field>.link().columns[columns::own(Index)].type.kind>>(
            value_of_column<columns::other(Index)>(row))...);
    }
    template <class Row, std::size_t Field, class Target, std::size_t... Part>
    static auto taking_values_of_row(const Target& target, std::index_sequence<Part...>) {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        return as_values(part<wire_of_kind<relation.parent().columns[relation.from.columns[Part]].type.kind>>(
            value_of_column<relation.to.columns[Part]>(target))...);
    }
    template <class Row, std::size_t Field, class Far>
    static auto erasing_links(const known_row<Row>& row, const Far& far) {
        const auto held = detail::concat(near_values<Row, Field>(row, from_parts<Row, Field>{}), far.bound);
        return
            typename of_link<Row, Field>::template erase<typename Far::node_type, std::remove_const_t<decltype(held)>>{
                held};
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
