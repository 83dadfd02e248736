// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/rules/policy.hpp>
#include <refract/client/begin_query.hpp>
#include <refract/graph/read_in_part.hpp>
#include <refract/graph/row_keys.hpp>
#include <refract/graph/tree_loader.hpp>
#include <refract/query/own_kind.hpp>
#include <refract/query/shape.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// The levels of a shape as plain constant data, which the loader walks: for each field that holds rows, its query, its
/// keys, and how a row comes into the field.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a query says of some levels: the position in its set, and the fields that lead to the level.
template <std::size_t Index, std::size_t... Field> struct level_entry;
template <class Set, class... Entry> struct level_options {};

template <std::size_t Field, class Entry> struct entry_step;
template <std::size_t Field, std::size_t Index, std::size_t First, std::size_t... Rest>
struct entry_step<Field, level_entry<Index, First, Rest...>> {
    static constexpr bool leads_on = First == Field && sizeof...(Rest) > 0;
    static constexpr bool is_own = First == Field && sizeof...(Rest) == 0;
    static constexpr std::size_t index = Index;
    using below = std::conditional_t<leads_on, type_list<level_entry<Index, Rest...>>, type_list<>>;
};
/// Levels of which nothing is said are the same wherever they stand, so that shapes that hold themselves end.
template <class Set, class Entries> struct some_options {
    using type = level_options<void>;
};
template <class Set, class First, class... Rest> struct some_options<Set, type_list<First, Rest...>> {
    using type = level_options<Set, First, Rest...>;
};
template <std::size_t Field, class Options> struct options_below;
template <std::size_t Field, class Set, class... Entry> struct options_below<Field, level_options<Set, Entry...>> {
    using type = typename some_options<Set, join_lists_t<typename entry_step<Field, Entry>::below...>>::type;
    static constexpr std::size_t none = sizeof...(Entry);
    static constexpr std::size_t find_own() {
        std::size_t found = none, at = 0;
        ((entry_step<Field, Entry>::is_own ? void(found = entry_step<Field, Entry>::index) : void(), ++at), ...);
        return at == 0 ? none : found;
    }
    static constexpr bool has_own = (false || ... || entry_step<Field, Entry>::is_own);
};

/// A column of keys on its way into the statement of a level: of all of them, or of one.
template <class Keys, std::size_t Column, tie_form Form> struct level_key {
    const Keys* keys;
    std::size_t number; ///< of the key, where one is meant

    template <class Statement> REFRACT_ONCE void bind_to(Statement& statement, int position) const {
        if constexpr (binds_lists(Form))
            keys->template bind_list<Column>(statement, position);
        else
            keys->template bind_one<Column>(statement, position, number);
    }
};

/// What a column of a kind travels as: text, where the kind has no form of its own.
template <type_kind Kind, class... Wire> constexpr auto find_wire(type_list<Wire...>) {
    using found = join_lists_t<std::conditional_t<kind_of_wire<Wire> == Kind, type_list<Wire>, type_list<>>...,
                               type_list<std::string_view>>;
    return std::type_identity<typename list_element<0, found>::type>{};
}
template <type_kind Kind> using wire_of_kind = typename decltype(find_wire<Kind>(wire_types{}))::type;

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_same_key(std::string_view table, std::string_view sql) {
    throw too_many_rows(error_details{.message = join_text({"two rows of ", table, " have one key of a map"}),
                                      .sql = std::string(sql)});
}
/// How the rows of a level come into a field of the row above, which `Holder` may be, or is.
template <class Row, std::size_t Field, class Holder> struct field_rows {
    using field_kind = field_type<Row, Field>;
    using child_row = level_row_t<Row, Field>;
    static constexpr cardinality room = related_rows<field_kind>::room;
    /// Whether a row moves when others come into the field.
    static constexpr bool is_moving = moving_sequence<field_kind>;

    /// Reads a row into the field.
    template <class Statement> static void* read(Statement& statement, void* row) {
        field_kind& field = field_in(row);
        if constexpr (row_map<field_kind>) {
            child_row made{};
            detail::read_row<child_row>(statement, made);
            typename field_kind::key_type key = detail::map_key<map_column_of<Row, Field>>(made);
            const auto placed = field.try_emplace(std::move(key), std::move(made));
            if (!placed.second) throw_same_key(table_of<level_model_t<child_row>>().name, statement.sql());
            return __builtin_addressof(placed.first->second);
        } else {
            child_row* const added = add(field);
            detail::read_row<child_row>(statement, *added);
            return added;
        }
    }
    static void* at(void* row, [[maybe_unused]] std::size_t index) {
        if constexpr (is_moving)
            return __builtin_addressof(field_in(row).data()[index]);
        else
            return row;
    }

    // The same of a row that is read before it has a place.
    template <class Statement> static void* make(Statement& statement) {
        owner<child_row> made(new child_row());
        detail::read_row<child_row>(statement, *made);
        return made.release();
    }
    static void* place(void* made, void* row) {
        child_row* const added = add(field_in(row));
        *added = std::move(*static_cast<child_row*>(made));
        return added;
    }
    static void drop(void* made) { delete static_cast<child_row*>(made); }

    static bool applies(const void* row) {
        return detail::kind_inside<Row>(*static_cast<const Holder*>(row)) != nullptr;
    }

private:
    REFRACT_ONCE static field_kind& field_in(void* row) {
        return field_of<Field>(*detail::kind_inside<Row>(*static_cast<Holder*>(row)));
    }
    REFRACT_ONCE static child_row* add(field_kind& field) {
        if constexpr (room == cardinality::many)
            return __builtin_addressof(field.emplace_back());
        else if constexpr (room == cardinality::one)
            return __builtin_addressof(field);
        else if constexpr (requires { field.emplace(); })
            return __builtin_addressof(field.emplace());
        else
            return field.reset(new child_row()), field.get();
    }
};

/// What a query says for all levels of its rows: which policies it lifts, and how they are loaded.
struct level_terms {
    bool lifts_deleted = false, lifts_tenants = false;
    bool has_program_keys = false, has_full_tables = false, has_recursive_keys = false;

    /// To a driver that keeps no keys in the server, program_keys says nothing new.
    constexpr level_terms of_driver(bool keeps_keys) const {
        level_terms made = *this;
        made.has_program_keys = has_program_keys && keeps_keys;
        return made;
    }
    /// Of rows that come some at a time, for which no table is read again and again.
    constexpr level_terms of_some() const {
        level_terms made = *this;
        made.has_full_tables = false;
        return made;
    }
};
constexpr level_terms terms_of(const statement_view& query) {
    return {query.has(clause_kind::with_deleted), query.has(clause_kind::all_tenants),
            query.has(clause_kind::program_keys), query.has(clause_kind::full_tables),
            query.has(clause_kind::recursive_keys)};
}
/// Only the database knows which texts are equal: whole tables are read where no key is one.
template <class Shape, level_terms Said> consteval level_terms terms_for() {
    level_terms terms = Said;
    if constexpr (Said.has_full_tables) terms.has_full_tables = !find_text_keys<Shape>();
    return terms;
}
/// A clause of a level that its whole query says, unless the level says it itself.
template <clause_kind Kind, bool IsSaid> using lifting_clause =
    std::conditional_t<IsSaid, type_list<expression_clause<Kind>>, type_list<>>;

/// How a tree is loaded: where the session has its tables, and whether keys stay in the server, from one statement to
/// the next, or come to the program, which binds them.
template <class Driver, class Place, bool IsHanded, level_terms Terms = level_terms{}> struct loading {
    using driver = Driver;
    using place = Place;
    static constexpr bool is_handed = IsHanded;
    static constexpr level_terms terms = Terms;
};

/// The condition that rows are of a kind; nothing of other rows.
template <class Row> struct kind_condition {
    using clauses = type_list<>;
    REFRACT_ONCE static constexpr values<> bound() { return {}; }
};
template <class Row>
    requires is_kind<Row>
struct kind_condition<Row> {
    static constexpr auto condition() { return col<kinds_of<level_model_t<Row>>::member> == kind_value_of<Row>; }
    using clauses = type_list<expression_clause<clause_kind::where, typename decltype(condition())::node_type>>;
    REFRACT_ONCE static constexpr auto bound() { return condition().bound; }
};

/// Whether a column's type, as the model spells it, fills texts up with blanks: `char(5)`.
constexpr bool is_padded_type(std::string_view spelled) {
    const auto begins_with = [&](std::string_view name) {
        if (spelled.size() < name.size()) return false;
        for (std::size_t i = 0; i < name.size(); ++i)
            if ((spelled[i] | 0x20) != name[i]) return false;
        return true;
    };
    const bool varies = spelled.find("ary") != spelled.npos || spelled.find("ARY") != spelled.npos;
    return (begins_with("char") || begins_with("bpchar")) && !varies;
}
template <class Model> constexpr bool is_any_padded(const column_list& columns) {
    for (std::size_t i = 0; i < columns.count; ++i)
        if (is_padded_type(column_details_of<source_model<Model>>[columns.columns[i]].type_name)) return true;
    return false;
}
/// The same of the columns that tie a level's rows to those above.
template <class Row, std::size_t Field> constexpr bool ties_by_padded() {
    constexpr const level_relation& relation = relation_of<Row, Field>;
    if (is_any_padded<level_model_t<Row>>(relation.from)) return true;
    if constexpr (relation.is_over_link())
        return is_any_padded<typename link_model<Row, Field>::type>(relation.to);
    else
        return is_any_padded<level_model_t<level_row_t<Row, Field>>>(relation.to);
}

/// One level under rows of a struct; `Holder` is it, or a variant of it and other kinds.
template <class Loading, class Row, std::size_t Field, class Options, class Holder = Row> struct related_level;
template <class Loading, class Row, std::size_t Field, class Set, class... Entry, class Holder>
struct related_level<Loading, Row, Field, level_options<Set, Entry...>, Holder> {
    using Driver = typename Loading::driver;
    using options = options_below<step_of<Row>(Field), level_options<Set, Entry...>>;
    using child_row = level_row_t<Row, Field>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr cardinality room = related_rows<field_type<Row, Field>>::room;

    REFRACT_ONCE static const auto& nested(const tree_loader<Driver>& loader) {
        if constexpr (options::has_own) {
            return detail::get<options::find_own()>(static_cast<const Set*>(loader.nested)->levels);
        } else {
            static constexpr first_level_t<void, Row, Field> unsaid{};
            return unsaid;
        }
    }
    using nested_type = std::remove_cvref_t<decltype(nested(std::declval<const tree_loader<Driver>&>()))>;
    static constexpr bool is_limited = nested_type::is_limited, is_handed = Loading::is_handed;
    static constexpr bool is_full = Loading::terms.has_full_tables;
    static constexpr tie_form form = is_full     ? tie_form::full
                                     : is_handed ? (is_limited ? tie_form::each : tie_form::handed)
                                                 : (is_limited ? tie_form::values : tie_form::lists);
    using columns = std::make_index_sequence<relation.from.count>;
    template <std::size_t... Column> static auto find_keys(std::index_sequence<Column...>) {
        using above = type_list<wire_of_kind<relation.parent().columns[relation.from.columns[Column]].type.kind>...>;
        using own = type_list<wire_of_kind<relation.tied()().columns[relation.to.columns[Column]].type.kind>...>;
        return std::type_identity<typename keys_between<row_of_driver<Driver>, above, own>::type>{};
    }
    using keys_type = typename decltype(find_keys(columns{}))::type;
    static constexpr bool asks_crosswise =
        form == tie_form::lists && relation.from.count > 1 && !has_plain_keys(relation);
    template <tie_form Form, std::size_t... Column>
    REFRACT_ONCE static auto bound_keys(const keys_type* keys, std::size_t number, std::index_sequence<Column...>) {
        if constexpr (binds_keys(Form))
            return detail::concat(
                values<level_key<keys_type, Column, Form>...>{{level_key<keys_type, Column, Form>{keys, number}}...},
                kind_condition<child_row>::bound());
        else
            return kind_condition<child_row>::bound();
    }
    /// Up to so many keys are asked for one by one, although a list of them could be.
    static constexpr std::size_t find_most_single() {
        if constexpr (requires { Driver::most_single_keys; })
            return form == tie_form::lists ? Driver::most_single_keys : 0;
        else
            return 0;
    }
    static constexpr std::size_t most_single_keys = find_most_single();
    static constexpr bool says_deleted = nested_type::has(clause_kind::with_deleted);
    static constexpr bool hides_deleted = !Loading::terms.lifts_deleted && !says_deleted &&
                                          table_of<level_model_t<child_row>>().deleted != table_info::none;
    using check = first_failed_t<
        check_that<room != cardinality::one || !hides_deleted, rule::related_may_be_deleted, Row, child_row>,
        check_that<!is_full || !is_limited, rule::full_table_has_no_limit, Row, child_row>>;
    using more = join_lists_t<
        typename kind_condition<child_row>::clauses,
        lifting_clause<clause_kind::with_deleted, Loading::terms.lifts_deleted && !says_deleted>,
        lifting_clause<clause_kind::all_tenants,
                       Loading::terms.lifts_tenants && !nested_type::has(clause_kind::all_tenants)>,
        std::conditional_t<form == tie_form::each, type_list<each_key_clause<Row, Field>>, type_list<>>,
        std::conditional_t<is_handed && has_levels<child_row>, type_list<hand_clause<child_row>>, type_list<>>>;
    template <tie_form Form> using query =
        typename keyed_level<Row, Field, decltype(bound_keys<Form>(nullptr, 0, columns{})), Form, more,
                             nested_type>::type;

    static constexpr query_record* record() { return plan_of_form<form>().record; }
    /// The query for one key differs from the one that is checked in the condition on keys alone.
    template <tie_form Form> static consteval const query_plan<Driver>& plan_of_form() {
        using place = typename Loading::place;
        if constexpr (Form == form)
            return checked_query_plan<Driver, place, result_form::rows, query<Form>>();
        else
            return plan_in_place<Driver, place, result_form::rows, query<Form>>();
    }
    static keys_of_driver<Driver>* make_keys() {
        auto* const keys = new keys_type;
        if constexpr (requires { keys->note_padding(); })
            if constexpr (ties_by_padded<Row, Field>()) keys->note_padding();
        return keys;
    }
    /// Begins the level's query, for the keys that the loader has at hand where they are bound, and gives it to it.
    template <tie_form Form> static void ask(tree_loader<Driver>& loader) {
        require<check_that<!view_of_values<child_row>(), rule::rows_are_owned, child_row>>();
        constexpr auto& plan = plan_of_form<Form>();
        const auto& keys = static_cast<const keys_type*>(loader.keys);
        const query<Form> asked{
            {detail::concat(nested(loader).bound, bound_keys<Form>(keys, loader.number, columns{}))}, {}};
        const void* const call[] = {__builtin_addressof(asked), loader.place};
        auto run = begin_query(loader.state, loader.where, false, plan, call);
        loader.take(run, plan.record);
    }
    static auto below() -> const level_list<Driver>&;

    /// Whether one statement reads all rows below, of which nothing is said.
    static constexpr bool is_deep = Loading::terms.has_recursive_keys && std::is_same_v<Holder, Row> &&
                                    find_own_kind<Row, Field>() && !options::has_own &&
                                    std::is_same_v<typename options::type, level_options<void>>;
    /// Those of a level below rows of the same struct are the same, whatever is said of other levels.
    using unsaid = related_level<Loading, Row, Field, level_options<void>>;
    static constexpr deep_level<Driver> make_deep() {
        using rows = field_rows<Row, Field, Row>;
        return {.load = &tree_loader<Driver>::load_below,
                .ask = &ask<tie_form::below>,
                .make = &rows::template make<typename Driver::statement>,
                .place = &rows::place,
                .drop = &rows::drop};
    }
    static constexpr deep_level<Driver> deep = make_deep();

    static constexpr level_plan<Driver> make() {
        using rows = field_rows<Row, Field, Holder>;
        level_plan<Driver> plan{.make_keys = &make_keys,
                                .ask = &ask<form>,
                                .read = &rows::template read<typename Driver::statement>,
                                .at = rows::is_moving ? &rows::at : nullptr,
                                .below = &below,
                                .rows = rows::room,
                                .has_strangers = is_full,
                                .asks_crosswise = asks_crosswise,
                                .asks_for_each = form == tie_form::values,
                                .most_single_keys = most_single_keys,
                                .field = tree_field_of<Row, Field>(left_out_by(nested_type::base::view))};
        if constexpr (is_chosen<typename Loading::place>)
            plan.mark = [](const void* place) { return detail::mark_of(*static_cast<const chosen_place*>(place)); };
        if constexpr (!left_out_by(nested_type::base::view).empty())
            plan.make_memory = &make_reading_memory<reading_memory>;
        if constexpr (!std::is_same_v<Row, Holder>) plan.applies = &rows::applies;
        if constexpr (is_deep) plan.deep = &unsaid::deep;
        if constexpr (most_single_keys > 0 || asks_crosswise) plan.ask_single = &ask<tie_form::values>;
        for (std::size_t i = 0; i < relation.from.count; ++i) {
            plan.above[i] = static_cast<std::uint16_t>(layout_of<Holder>.find(relation.from.columns[i]));
            plan.own[i] = places_of_ties<Row, Field>.at[i];
        }
        return plan;
    }

private:
    template <class Struct> static constexpr bool view_of_values() {
        if constexpr (kind_variant<Struct>)
            return view_traits<Struct>::value;
        else
            return []<class... Each>(type_list<Each...>) {
                return (false || ... || (storable<Each> && view_traits<Each>::value));
            }(field_types<Struct>{});
    }
};

/// The levels right below the rows of a struct, or of those that a variant may be.
template <class Loading, class Row, class Options, class Places> struct levels_below;
template <class Loading, class Row, class Options, class... Kind, std::size_t... Field>
struct levels_below<Loading, Row, Options, type_list<level_place<Kind, Field>...>> {
    using Driver = typename Loading::driver;
    using check = first_failed_t<passed, typename related_level<Loading, Kind, Field, Options, Row>::check...>;
    static constexpr std::array<level_plan<Driver>, sizeof...(Field)> plans{
        related_level<Loading, Kind, Field, Options, Row>::make()...};
    static constexpr level_list<Driver> list{plans.data(), plans.size()};
};
template <class Loading, class Row, class Options> struct levels_below<Loading, Row, Options, type_list<>> {
    using check = passed;
    static constexpr level_list<typename Loading::driver> list{};
};
template <class Loading, class Row, class Options> constexpr const level_list<typename Loading::driver>& levels_of() {
    using levels = levels_below<Loading, Row, Options, level_places_of<Row>>;
    require<typename levels::check>();
    return levels::list;
}
template <class Loading, class Row, std::size_t Field, class Set, class... Entry, class Holder>
auto related_level<Loading, Row, Field, level_options<Set, Entry...>, Holder>::below() -> const level_list<Driver>& {
    return levels_of<Loading, child_row, typename options::type>();
}

/// What a query says of the levels of its shape.
template <class Set, class Indexes> struct options_of_set;
template <class... Nested, std::size_t... Index>
struct options_of_set<nested_set<Nested...>, std::index_sequence<Index...>> {
    template <std::size_t Number, std::size_t... Field>
    static level_entry<Number, Field...> entry(std::index_sequence<Field...>);
    using type = typename some_options<nested_set<Nested...>,
                                       type_list<decltype(entry<Index>(typename Nested::path::indexes{}))...>>::type;
};

template <class Set> struct set_indexes;
template <class... Nested> struct set_indexes<nested_set<Nested...>> {
    using type = std::index_sequence_for<Nested...>;
};
template <class Set> using indexes_of = typename set_indexes<Set>::type;

} // namespace detail
} // namespace v0
} // namespace refract
