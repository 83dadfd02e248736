// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/edit.hpp>
#include <refract/client/object.hpp>
#include <refract/client/object_mistakes.hpp>
#include <refract/graph/row_keys.hpp>
#include <refract/query/key_values.hpp>
#include <refract/query/update.hpp>
#include <refract/schema/kinds.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// What is done to the rows of a field of a shape, as values that `db.update<Shape>(key, ...)` takes.
///
///     db.update<Author>(7, at<&Author::posts>.connect(3, 5), at<&Author::posts>.update(5, col<&Post::views> += 1));

namespace refract {
inline namespace v0 {
namespace detail {

/// What a field of a shape is to its rows, for the rules of what may be done to them.
template <auto Member> struct edited_field {
    using shape = member_owner<Member>;
    static constexpr std::size_t field = member_index<Member>;
    using row = typename related_rows<member_type<Member>>::row;
    using model = level_model_t<row>;
    using key = key_values<model>;
    static constexpr const level_relation& relation = relation_of<shape, field>;
    static constexpr bool is_many = related_rows<member_type<Member>>::room == cardinality::many;
    /// Whether rows of the field can be without one around them: by a link they always can.
    static constexpr bool is_optional = relation.is_over_link() || may_be_left(relation);
};

// What is done, each to the rows of a field.
template <auto Member, class Row> struct created {
    using edits_field = edited_field<Member>;
    std::vector<Row> rows;
};
/// Without those that are there already.
template <auto Member, class Row> struct created_new {
    using edits_field = edited_field<Member>;
    std::vector<Row> rows;
};
template <auto Member, class Key> struct connected {
    using edits_field = edited_field<Member>;
    std::vector<Key> keys;
};
template <auto Member, class Key, class Row> struct connected_or_created {
    using edits_field = edited_field<Member>;
    using key_type = Key;
    std::vector<Row> rows;
};
struct only_row_there {}; ///< instead of a key, of a field that holds one row at most
template <auto Member, class Key> struct disconnected {
    using edits_field = edited_field<Member>;
    std::vector<Key> keys{};
};
template <auto Member, class Key> struct exchanged {
    using edits_field = edited_field<Member>;
    std::vector<Key> keys;
};
template <auto Member, class Key> struct removed {
    using edits_field = edited_field<Member>;
    std::vector<Key> keys{};
};
template <auto Member, class Key, class... Part> struct updated {
    using edits_field = edited_field<Member>;
    Key key;
    std::tuple<Part...> parts;
};
template <auto Member, class Condition, class... Part> struct updated_where {
    using edits_field = edited_field<Member>;
    Condition condition;
    std::tuple<Part...> parts;
};
template <auto Member, class Condition> struct removed_where {
    using edits_field = edited_field<Member>;
    Condition condition;
};
template <auto Member, class Key, class Row> struct upserted {
    using edits_field = edited_field<Member>;
    Key key;
    Row row;
};

template <class Part>
concept any_edit = requires { typename std::remove_cvref_t<Part>::edits_field; };

/// What a field of a key takes from an argument. Errors: `conversion_error` for a number that does not fit, or a NULL.
template <class Field, class Given> Field make_key_part(const Given& given) {
    using wanted = without_optional<Field>;
    if constexpr (is_optional<Given>) {
        if (given) return make_key_part<Field>(*given);
        if constexpr (is_optional<Field>)
            return std::nullopt;
        else
            throw conversion_error("a key has a NULL where its column never has one");
    } else if constexpr (std::is_integral_v<wanted> && std::is_integral_v<Given> && !std::is_same_v<wanted, bool>) {
        if (!std::in_range<wanted>(given)) throw_out_of_range("a whole number", "the key's type");
        return static_cast<wanted>(given);
    } else if constexpr (is_plain_text<wanted>) {
        return Field(std::string_view(given));
    } else {
        return static_cast<Field>(given);
    }
}
template <class Key, class Given> struct key_parts {
    using type = type_list<Given>;
};
template <class Key, class... Part> struct key_parts<Key, composite_key<Part...>> {
    using type = type_list<Part...>;
};
template <class Key, class Parts> struct given_key {
    using type = failed<rule::key_part_count, typename Key::model, Parts>;
};
template <class Key, class... Part>
    requires(sizeof...(Part) == Key::types::size)
struct given_key<Key, type_list<Part...>> {
    using type = check_arguments<typename Key::types, Part...>;
};
/// Whether an argument is a key of the columns.
template <class Key, class Given> using check_given_key =
    typename given_key<Key, typename key_parts<Key, std::decay_t<const Given>>::type>::type;

namespace by_name {
template <class Key, class... Part, std::size_t... Index>
Key key_of_parts(const std::tuple<Part...>& parts, std::index_sequence<Index...>) {
    return {{detail::make_key_part<std::tuple_element_t<Index, decltype(Key::all)>>(std::get<Index>(parts))...}};
}
template <class Key, class Given> Key key_from(const Given& given) {
    require<check_given_key<Key, Given>>();
    if constexpr (!is_passed<check_given_key<Key, Given>>)
        return {};
    else if constexpr (is_composite_key<Given>)
        return detail::key_of_parts<Key>(given.parts, std::make_index_sequence<Key::columns.count>{});
    else
        return detail::key_of_parts<Key>(std::tuple<const Given&>(given), std::index_sequence<0>{});
}
/// Adds a key, which may be a range itself, as bytes are, or each of a range of them that the run time has made.
template <class Key, class Given> void add_keys(std::vector<Key>& keys, const Given& given) {
    if constexpr (value_range<Given> && !is_passed<check_given_key<Key, Given>>)
        for (const auto& each : given) keys.push_back(detail::key_from<Key>(each));
    else
        keys.push_back(detail::key_from<Key>(given));
}
template <class Key, class... Given> std::vector<Key> make_keys(const Given&... given) {
    std::vector<Key> keys;
    (detail::add_keys(keys, given), ...);
    return keys;
}
} // namespace by_name

template <auto Member> consteval auto find_edited_outcome() {
    if constexpr (!std::is_member_object_pointer_v<decltype(Member)>)
        return failed<rule::edit_is_of_field, member_pointer<decltype(Member)>>{};
    else if constexpr (!shape_struct<member_owner<Member>> || !holds_rows<member_type<Member>>)
        return failed<rule::edit_is_of_field, member_pointer<decltype(Member)>>{};
    else
        return check_shape<member_owner<Member>>{};
}
/// What is wrong with `at<Member>`.
template <auto Member> using check_edited = decltype(find_edited_outcome<Member>());

/// Whether what is written is of the kinds that a field holds, if it holds kinds.
template <class Row, class Held> constexpr bool fits_kinds() {
    if constexpr (kind_variant<Held> || is_kind<Held>)
        return []<class... Kind>(type_list<Kind...>) { return (holds_struct<Held, Kind> && ...); }(kinds_of_row<Row>{});
    else
        return true;
}
template <class Row, auto Member> inline constexpr bool is_of_field =
    std::is_same_v<level_model_t<Row>, typename edited_field<Member>::model> &&
    fits_kinds<Row, typename edited_field<Member>::row>();
template <class Row, class Held> using check_edited_row = first_failed_t<
    check_that<std::is_same_v<level_model_t<Row>, level_model_t<Held>>, rule::edited_rows_are_of_field, Row, Held>,
    check_that<fits_kinds<Row, Held>(), rule::edited_row_is_of_kind, Row, Held>>;

/// Stands for what is no field of a shape.
struct refused_editor : beside::no_operand<rule::told> {
    using edits_field = void;
    template <class... Given> constexpr refused_editor create(const Given&...) const { return {}; }
    template <auto..., class... Given> constexpr refused_editor connect(const Given&...) const { return {}; }
    template <auto..., class... Given> constexpr refused_editor connect_or_create(const Given&...) const { return {}; }
    template <auto..., class... Given> constexpr refused_editor disconnect(const Given&...) const { return {}; }
    template <auto..., class... Given> constexpr refused_editor set(const Given&...) const { return {}; }
    template <auto..., class... Given> constexpr refused_editor remove(const Given&...) const { return {}; }
    template <auto..., class... Given> constexpr refused_editor update(const Given&...) const { return {}; }
    template <class... Given> constexpr refused_editor update_where(const Given&...) const { return {}; }
    template <class... Given> constexpr refused_editor remove_where(const Given&...) const { return {}; }
    template <auto..., class... Given> constexpr refused_editor upsert(const Given&...) const { return {}; }
};
/// `at<&Author::posts>`: the rows of a field, to be written.
template <auto Member> struct field_editor : beside::no_operand<rule::rows_are_no_operand> {
    using about = edited_field<Member>;
    using row = typename about::row;
    using model = typename about::model;

    /// Inserts rows, with what belongs to them, which belong to the row around the field. Where the field holds one row
    /// at most, this takes the place of the one that is there, which is disconnected.
    template <class Row = row> created<Member, Row> create(Row first) const {
        require<check_edited_row<Row, row>>();
        created<Member, Row> made;
        made.rows.push_back(std::move(first));
        return made;
    }
    /// Rows without a type are the field's: `create({.title = "a"}, {.title = "b"})`.
    created<Member, row> create(row first, row second) const {
        return create<row, row>(std::move(first), std::move(second));
    }
    template <class First, class... Rest>
        requires(sizeof...(Rest) > 0)
    created<Member, First> create(First first, Rest... rest) const {
        constexpr bool are_alike = (std::is_same_v<First, Rest> && ...);
        require<first_failed_t<of_many<>, check_edited_row<First, row>,
                               check_that<are_alike, rule::edit_takes_arguments, First, Rest...>>>();
        created<Member, First> made;
        made.rows.push_back(std::move(first));
        if constexpr (are_alike) (made.rows.push_back(std::move(rest)), ...);
        return made;
    }
    /// The same of a number of rows that the run time knows.
    template <class Row> created<Member, Row> create(std::vector<Row> rows) const {
        require<first_failed_t<check_edited_row<Row, row>, of_many<>>>();
        return {std::move(rows)};
    }
    /// The same of whole objects, without those whose key or unique columns are there already: rows that are there stay
    /// as they are, whosever they are.
    template <class Row> created_new<Member, Row> create(std::vector<Row> rows, on_conflict_do_nothing_t) const {
        require<first_failed_t<check_edited_row<Row, row>, of_many<>,
                               check_that<!about::relation.is_over_link(), rule::new_rows_hold_their_key, row>>>();
        return {std::move(rows)};
    }
    template <class... Given>
        requires(sizeof...(Given) == 0)
    refused_editor create(const Given&...) const {
        return refuse_count();
    }
    /// Rows that are there belong to the row around the field from now on. With columns that are unique together, their
    /// values name the rows: `connect<&Tag::label>("sql")`. A range is each key in it.
    /// Errors: `not_found`.
    template <auto... Column, class... Key> auto connect(const Key&... keys) const {
        using key = key_by<Column...>;
        require<of_count<Key...>>();
        if constexpr (std::is_void_v<key>)
            return refused_editor{};
        else
            return connected<Member, key>{detail::make_keys<key>(keys...)};
    }
    /// Rows that are there by the values of these columns of `first`, or are inserted otherwise. Programs that do so at
    /// once make one row.
    template <auto... Column, class Row = row, class... Rest> auto connect_or_create(Row first, Rest... rest) const {
        constexpr bool are_alike = (std::is_same_v<Row, Rest> && ...);
        require<first_failed_t<check_edited_row<Row, row>, of_count<Row, Rest...>,
                               check_that<are_alike, rule::edit_takes_arguments, Row, Rest...>>>();
        using key = key_by<Column...>;
        if constexpr (std::is_void_v<key> || !are_alike) {
            return refused_editor{};
        } else {
            connected_or_created<Member, key, Row> made;
            made.rows.push_back(std::move(first));
            (made.rows.push_back(std::move(rest)), ...);
            return made;
        }
    }
    /// The same of a number of rows that the run time knows. Those with the same values of these columns are one row.
    template <auto... Column, class Row> auto connect_or_create(std::vector<Row> rows) const {
        require<first_failed_t<check_edited_row<Row, row>, of_many<>>>();
        using key = key_by<Column...>;
        if constexpr (std::is_void_v<key>)
            return refused_editor{};
        else
            return connected_or_created<Member, key, Row>{std::move(rows)};
    }
    /// Rows with these keys, or unique values, do not belong to the row around the field any more; one that does not is
    /// left as it is.
    /// Without a key the row of a field that holds one at most. Errors: `error` where its key is never NULL; of a
    /// field that holds one at most that does not compile.
    template <auto... Column, class... Key> auto disconnect(const Key&... keys) const {
        constexpr bool may_go = about::is_many || about::is_optional;
        require<first_failed_t<of_key<Key...>, check_that<may_go, rule::row_needs_its_parent, row>>>();
        using key = key_by<Column...>;
        if constexpr (sizeof...(Key) == 0)
            return disconnected<Member, only_row_there>{};
        else if constexpr (std::is_void_v<key>)
            return refused_editor{};
        else
            return disconnected<Member, key>{detail::make_keys<key>(keys...)};
    }
    /// Exactly these rows belong to the row around the field from now on; without a key, none.
    /// Errors: `not_found`; `error` where another one would be left without a row that it needs.
    template <auto... Column, class... Key> auto set(const Key&... keys) const {
        require<of_many<Key...>>();
        using key = key_by<Column...>;
        if constexpr (std::is_void_v<key>)
            return refused_editor{};
        else
            return exchanged<Member, key>{detail::make_keys<key>(keys...)};
    }
    /// Deletes rows which belong to the row around the field; over a link that link's row with them. Without a key the
    /// row of a field that holds one at most. Errors: `not_found`.
    template <auto... Column, class... Key> auto remove(const Key&... keys) const {
        constexpr bool may_go = !about::relation.is_parents || about::is_optional;
        require<first_failed_t<of_key<Key...>, check_that<may_go, rule::row_needs_its_parent, row>>>();
        using key = key_by<Column...>;
        if constexpr (sizeof...(Key) == 0)
            return removed<Member, only_row_there>{};
        else if constexpr (std::is_void_v<key>)
            return refused_editor{};
        else
            return removed<Member, key>{detail::make_keys<key>(keys...)};
    }
    /// Changes a row which belongs to the row around the field: assignments, and what is done to its own fields' rows.
    /// Of a field that holds one row at most there is no key. Errors: `not_found`.
    template <auto... Column, class First, class... Part> auto update(const First& first, const Part&... parts) const {
        constexpr bool has_key = !any_edit<First> && !is_assignment<First>;
        require<check_that<has_key == about::is_many, rule::edit_names_its_row, row>>();
        using key = key_by<Column...>;
        if constexpr (std::is_void_v<key>) {
            return refused_editor{};
        } else if constexpr (has_key) {
            return updated<Member, key, Part...>{detail::key_from<key>(first), {parts...}};
        } else {
            return updated<Member, only_row_there, First, Part...>{{}, {first, parts...}};
        }
    }
    template <auto... Column, class... Given>
        requires(sizeof...(Given) == 0)
    refused_editor update(const Given&...) const {
        return refuse_count();
    }
    /// Changes those of its rows that satisfy a condition.
    template <class Condition, class... Part>
    auto update_where(const Condition& condition, const Part&... assignments) const {
        require<of_many<>>();
        return updated_where<Member, Condition, Part...>{condition, {assignments...}};
    }
    template <class... Given>
        requires(sizeof...(Given) == 0)
    refused_editor update_where(const Given&...) const {
        return refuse_count();
    }
    /// Deletes those of its rows that satisfy a condition.
    template <class Condition> auto remove_where(const Condition& condition) const {
        require<of_many<>>();
        return removed_where<Member, Condition>{condition};
    }
    template <class... Given>
        requires(sizeof...(Given) != 1)
    refused_editor remove_where(const Given&...) const {
        return refuse_count<Given...>();
    }
    /// Changes the row with this key, which belongs to the row around the field, to what is given, or inserts it with
    /// this key. Errors: a row with this key that belongs to another one.
    template <auto... Column, class Key, class Row = row> auto upsert(const Key& key, Row given) const {
        require<first_failed_t<of_many<>, check_edited_row<Row, row>>>();
        using key_type = key_by<Column...>;
        if constexpr (std::is_void_v<key_type>)
            return refused_editor{};
        else
            return upserted<Member, key_type, held<Row>>{detail::key_from<key_type>(key), hold(std::move(given))};
    }
    /// The same of a field that holds one row at most.
    template <class Row = row>
        requires(!storable<Row>)
    auto upsert(Row given) const {
        require<
            first_failed_t<check_that<!about::is_many, rule::edit_names_its_row, row>, check_edited_row<Row, row>>>();
        return upserted<Member, only_row_there, held<Row>>{{}, hold(std::move(given))};
    }
    template <auto... Column, class... Given>
        requires(sizeof...(Given) != 2 && !(sizeof...(Given) == 1 && (!storable<Given> && ...)))
    refused_editor upsert(const Given&...) const {
        return refuse_count<Given...>();
    }

    // Keys as one.
    template <auto... Column> refused_editor connect(in_braces) const { return refuse_braces(); }
    template <auto... Column> refused_editor disconnect(in_braces) const { return refuse_braces(); }
    template <auto... Column> refused_editor set(in_braces) const { return refuse_braces(); }
    template <auto... Column> refused_editor remove(in_braces) const { return refuse_braces(); }
    template <auto... Column, class... Part> refused_editor update(in_braces, const Part&...) const {
        return refuse_braces();
    }
    template <auto... Column, class Row = row> refused_editor upsert(in_braces, const Row&) const {
        return refuse_braces();
    }

private:
    static refused_editor refuse_braces() {
        require<failed<rule::values_stand_in_braces, row>>();
        return {};
    }
    template <class... Given> static refused_editor refuse_count() {
        require<failed<rule::edit_takes_arguments, row, Given...>>();
        return {};
    }
    /// A row may be there as another kind.
    template <class Row> using held = std::conditional_t<kind_variant<row> && is_of_field<Row, Member>, row, Row>;
    template <class Row> static held<Row> hold(Row given) {
        if constexpr (std::is_same_v<held<Row>, Row>)
            return given;
        else
            return detail::with_kind(given, [](auto& kind) { return row(std::move(kind)); });
    }
    template <class... About> using of_many = check_that<about::is_many, rule::edit_is_of_many, row, About...>;
    /// As many keys as the field holds rows.
    template <class... Key> using of_count =
        check_that<about::is_many || sizeof...(Key) == 1, rule::edit_is_of_many, row, Key...>;
    /// Keys of rows of which there are many; none of the only one.
    template <class... Key> using of_key =
        check_that<(sizeof...(Key) > 0) == about::is_many, rule::edit_names_its_row, row, Key...>;
    /// A session sees the rows of one tenant.
    static consteval bool are_unique_to_session(column_list columns) {
        constexpr std::size_t tenant = table_of<model>().tenant;
        if (tenant != table_info::none && !columns.contains(tenant)) columns.add(tenant);
        return are_unique<model>(columns);
    }
    template <auto... Column> static consteval auto find_key() {
        if constexpr (sizeof...(Column) == 0) {
            return std::type_identity<typename about::key>{};
        } else {
            constexpr bool are_of_model = (std::is_same_v<member_owner<Column>, model> && ...);
            require<check_that<are_of_model, rule::edited_rows_are_of_field, model>>();
            if constexpr (are_of_model) {
                using found = column_values<model, member_index<Column>...>;
                require<check_that<are_unique_to_session(found::columns), rule::edit_finds_one_row, model>>();
                return std::type_identity<found>{};
            } else {
                return std::type_identity<void>{};
            }
        }
    }
    template <auto... Column> using key_by = typename decltype(find_key<Column...>())::type;
};
template <auto Member> consteval auto make_editor() {
    require<check_edited<Member>>();
    if constexpr (is_passed<check_edited<Member>>)
        return field_editor<Member>{};
    else
        return refused_editor{};
}

} // namespace detail

/// The rows of a field of a shape, in what `db.update<Shape>(key, ...)` does to them.
template <auto Member> inline constexpr auto at = detail::make_editor<Member>();

} // namespace v0
} // namespace refract
