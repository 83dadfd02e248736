// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/at.hpp>
#include <refract/graph/row_creator.hpp>
#include <refract/graph/tenant_rows.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// `db.update<Shape>(key, ...)`: a row and rows that belong to it are written in one transaction, in the order in which
/// the call names them.

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
template <class Part> constexpr auto assignment_or_nothing([[maybe_unused]] Part& part) {
    if constexpr (is_assignment<std::remove_cvref_t<Part>>)
        return std::tuple<const Part&>(part);
    else
        return std::tuple<>();
}
} // namespace by_name

// Of rows of several kinds, what is done to the rows of a field says of which kind a row is.
template <class Part> struct edited_shape {
    using type = void;
};
template <class Part>
    requires(any_edit<Part> && !std::is_void_v<typename Part::edits_field>)
struct edited_shape<Part> {
    using type = typename Part::edits_field::shape;
};
template <class Row, class Shapes> struct first_shape {
    using type = typename list_element<0, Shapes>::type;
};
template <class Row> struct first_shape<Row, type_list<>> {
    using type = Row;
};
template <class Row, class Shape> using shape_among =
    std::conditional_t<kind_variant<Row> && holds_struct<Row, Shape>, type_list<Shape>, type_list<>>;
/// The struct of a row to which some things are done.
template <class Row, class... Part> using edited_struct = typename first_shape<
    Row, join_lists_t<type_list<>, shape_among<Row, typename edited_shape<std::remove_cvref_t<Part>>::type>...>>::type;

template <class Driver, class Place> class tree_editor : public row_creator<Driver, Place> {
    using base = row_creator<Driver, Place>;

public:
    using base::base;

    /// Writes the row with a key. Errors: `not_found`.
    template <class Row, class... Part> void edit(const key_values<level_model_t<Row>>& key, Part&... parts) const {
        using row = edited_struct<Row, Part...>;
        const auto is_row = detail::of_kinds<row>(base::is(key));
        bool is_there = false;
        if constexpr (is_known_by_key<row, Part...>()) {
            known_row<row> known = key;
            is_there = change_row<row>(is_row, parts...);
            if (is_there) (edit_part<row>(known, parts), ...);
        } else {
            is_there = edit_row<row>(is_row, parts...);
        }
        if (!is_there) this->template throw_missing<level_model_t<Row>>();
    }

private:
    template <class Row> using model_of = level_model_t<Row>;
    template <class Row, std::size_t Field> static constexpr const level_relation& relation = relation_of<Row, Field>;

    // What has to come back of a row that is changed. SQLite makes a table for it, which costs more than the change.
    template <class Row, class... Part> static constexpr bool counts_changes() {
        return !is_view(table_of<model_of<Row>>().kind) && (is_assignment<std::remove_cvref_t<Part>> || ...);
    }
    template <class Row, class Part> static constexpr bool keeps_key() {
        if constexpr (is_assignment<std::remove_cvref_t<Part>>)
            return !table_of<model_of<Row>>().key.contains(std::remove_cvref_t<Part>::node_type::describe().column);
        else
            return true;
    }
    /// Texts that differ may be one key to a database.
    template <class Row> static constexpr bool has_exact_key() {
        const table_info& table = table_of<model_of<Row>>();
        for (std::size_t i = 0; i < table.key.count; ++i) {
            const type_kind kind = table.columns[table.key.columns[i]].type.kind;
            if (!is_whole_number(kind) && kind != type_kind::uuid) return false;
        }
        return true;
    }
    /// Whether the key says all that is asked of the row, and stays as it is.
    template <class Row, class... Part> static constexpr bool is_known_by_key() {
        return has_exact_key<Row>() && std::is_same_v<known_row<Row>, key_values<model_of<Row>>> &&
               counts_changes<Row, Part...>() && (keeps_key<Row, Part>() && ...);
    }
    template <class Row, class Condition, class... Part>
    bool change_row(const Condition& condition, Part&... parts) const {
        return std::apply(
            [&](const auto&... each) {
                return this->change(update<model_of<Row>>().set(each...).where(condition)) > 0;
            },
            std::tuple_cat(detail::assignment_or_nothing(parts)...));
    }

    /// Writes the row with a condition; whether there is one.
    template <class Row, class Condition, class... Part>
    bool edit_row(const Condition& condition, Part&... parts) const {
        if constexpr (counts_changes<Row, Part...>() && !(any_edit<Part> || ...)) {
            return change_row<Row>(condition, parts...);
        } else {
            auto known = std::apply([&](const auto&... each) { return assign<Row>(condition, each...); },
                                    std::tuple_cat(detail::assignment_or_nothing(parts)...));
            if (!known) return false;
            (edit_part<Row>(*known, parts), ...);
            return true;
        }
    }
    template <class Row, class Condition, class... Assignment>
    std::optional<known_row<Row>> assign(const Condition& condition, const Assignment&... assignments) const {
        if constexpr (sizeof...(Assignment) == 0) {
            return this->template look_at<Row>(condition);
        } else {
            const auto written = update<model_of<Row>>().set(assignments...).where(condition);
            return this->find(returning_columns<known_row<Row>>(written));
        }
    }
    template <class Row, class Part> void edit_part(known_row<Row>& row, Part& part) const {
        if constexpr (any_edit<Part> && std::is_const_v<Part>) {
            std::remove_const_t<Part> copy(part); // a verb with a name stays what it is
            edit_field<Row, Part::edits_field::field>(row, copy);
        } else if constexpr (any_edit<Part>) {
            edit_field<Row, Part::edits_field::field>(row, part);
        }
    }

    // What is done to the rows of one field.
    template <class Row, std::size_t Field, auto Member, class Given>
    void edit_field(known_row<Row>& row, created<Member, Given>& part) const {
        this->template make_room<Row, Field>(row);
        this->template create_all<Row, Field>(row, base::pointers_to(part.rows), false);
    }
    template <class Row, std::size_t Field, auto Member, class Given>
    void edit_field(known_row<Row>& row, created_new<Member, Given>& part) const {
        constexpr auto& tie = relation<Row, Field>;
        if (has_null(row, tie.from)) throw_null_key({});
        std::vector<Given> made = part.rows;
        for (Given& each : made) {
            [&]<std::size_t... Part>(std::index_sequence<Part...>) {
                ((field_of<tie.to.columns[Part]>(each) = detail::convert_part<field_type<Given, tie.to.columns[Part]>>(
                      value_of_column<tie.from.columns[Part]>(row))),
                 ...);
            }(std::make_index_sequence<tie.to.count>{});
            if constexpr (sets_tenant_of<Place, Given>) detail::set_tenant(each, this->place_.tenant);
        }
        detail::bulk_insert<Given, object_action::insert_new>(this->state_, this->where_, this->place_, made,
                                                              key_source::database);
    }
    template <class Row, std::size_t Field, auto Member, class Key>
    void edit_field(known_row<Row>& row, connected<Member, Key>& part) const {
        this->template connect<Row, Field>(row, part.keys);
    }
    template <class Row, std::size_t Field, auto Member, class Key, class Given>
    void edit_field(known_row<Row>& row, connected_or_created<Member, Key, Given>& part) const {
        for (Given& each : part.rows) tenant_rows<Place>{this->place_}(each);
        this->template connect_or_create<Row, Field, Key>(row, base::pointers_to(part.rows));
    }
    template <class Row, std::size_t Field, auto Member, class Key>
    void edit_field(known_row<Row>& row, disconnected<Member, Key>& part) const {
        if constexpr (relation<Row, Field>.is_parents)
            leave_only<Row, Field>(row);
        else if constexpr (std::is_same_v<Key, only_row_there>)
            detach_only<Row, Field>(row);
        else
            this->template disconnect<Row, Field>(row, part.keys);
    }
    template <class Row, std::size_t Field> void detach_only(const known_row<Row>& row) const {
        using child = model_of<level_row_t<Row, Field>>;
        const auto belongs = base::template is_member<Row, Field>(row);
        if (this->template detach<Row, Field>(belongs) > 0) return;
        if (this->find(select_columns<key_values<child>>{{}, {}}.where(belongs))) throw_kept(table_of<child>().name);
    }
    template <class Row, std::size_t Field> void leave_only(known_row<Row>& row) const {
        using child = level_row_t<Row, Field>;
        if constexpr (is_of_kinds<child>) // one of another kind stays
            if (!this->find(select_columns<key_values<model_of<child>>>{{}, {}}.where(
                    base::template is_member<Row, Field>(row))))
                return;
        this->template leave<Row, Field>(row);
    }
    template <class Row, std::size_t Field, auto Member, class Key>
    void edit_field(known_row<Row>& row, exchanged<Member, Key>& part) const {
        const auto keys = this->template primary_keys<Row, Field>(part.keys);
        key_table wanted, there;
        std::remove_const_t<decltype(keys)> gone, come;
        for (const auto& key : keys) wanted.add(key);
        for (const auto& key : this->template members<Row, Field>(row)) {
            there.add(key);
            if (wanted.find(key) == key_table::none) gone.push_back(key);
        }
        for (const auto& key : keys)
            if (there.add(key)) come.push_back(key);
        this->template disconnect<Row, Field>(row, gone);
        this->template connect<Row, Field>(row, come);
    }
    template <class Row, std::size_t Field, auto Member, class Key>
    void edit_field(known_row<Row>& row, removed<Member, Key>& part) const {
        if constexpr (std::is_same_v<Key, only_row_there>)
            remove_only<Row, Field>(row);
        else
            this->template remove<Row, Field>(row, part.keys);
    }
    template <class Row, std::size_t Field> void remove_only(known_row<Row>& row) const {
        using child = level_model_t<level_row_t<Row, Field>>;
        const known_row<Row> before = row;
        if constexpr (relation<Row, Field>.is_parents) this->template leave<Row, Field>(row);
        if (this->template erase<child>(base::template is_member<Row, Field>(before)) == 0)
            this->template throw_stranger<child>();
    }
    template <class Row, std::size_t Field, auto Member, class Key, class... Part>
    void edit_field(known_row<Row>& row, updated<Member, Key, Part...>& part) const {
        using child = edited_struct<level_row_t<Row, Field>, Part...>;
        const auto belongs = detail::of_kinds<child>(base::template belongs_to<Row, Field>(row));
        const bool found = std::apply(
            [&](Part&... each) {
                if constexpr (std::is_same_v<Key, only_row_there>)
                    return edit_row<child>(belongs, each...);
                else
                    return edit_row<child>(base::is(part.key) && belongs, each...);
            },
            part.parts);
        if (!found) this->template throw_stranger<model_of<child>>();
    }
    template <class Row, std::size_t Field, auto Member, class Condition, class... Part>
    void edit_field(known_row<Row>& row, updated_where<Member, Condition, Part...>& part) const {
        using child = level_model_t<level_row_t<Row, Field>>;
        std::apply(
            [&](const Part&... each) {
                this->change(update<child>()
                                 .set(each...)
                                 .where(part.condition)
                                 .where(base::template is_member<Row, Field>(row)));
            },
            part.parts);
    }
    template <class Row, std::size_t Field, auto Member, class Condition>
    void edit_field(known_row<Row>& row, removed_where<Member, Condition>& part) const {
        using child = level_model_t<level_row_t<Row, Field>>;
        const auto belongs = base::template is_member<Row, Field>(row);
        if constexpr (relation<Row, Field>.is_over_link()) {
            const auto found = select_columns<key_values<child>>{{}, {}}.where(part.condition).where(belongs);
            this->template remove<Row, Field>(row, this->list(found));
        } else {
            this->change(delete_from<child>().where(part.condition).where(belongs));
        }
    }
    template <class Row, std::size_t Field, auto Member, class Key, class Given>
    void edit_field(known_row<Row>& row, upserted<Member, Key, Given>& part) const {
        if constexpr (std::is_same_v<Key, only_row_there>)
            this->with_copy(part.row, [&](Given& made) { this->template save_only<Row, Field>(row, made); });
        else
            this->with_copy(part.row,
                            [&](Given& made) { this->template save_with_key<Row, Field>(row, part.key, made); });
    }
};

template <class Dialect, class Row, class... Part> consteval auto find_edits_outcome();

/// What is wrong with what is done to the rows of a field of `Row`; found here and not where it is done, which is many
/// calls further down than our sentence may stand.
template <class Dialect, class Row, class Edit> struct edit_check {
    using type = passed;
};
template <class Dialect, class Row, class Given, class Field> consteval auto find_given_outcome() {
    if constexpr (tree_row<Given> && !is_passed<check_shape<Given>>)
        return check_shape<Given>{};
    else
        return written_outcome<Dialect, inserted_row<Given, Row, Field::field>>::find();
}
template <class Dialect, class Row, auto Member, class Given> struct edit_check<Dialect, Row, created<Member, Given>> {
    using type = decltype(find_given_outcome<Dialect, Row, Given, edited_field<Member>>());
};
template <class Dialect, class Row, auto Member, class Given>
struct edit_check<Dialect, Row, created_new<Member, Given>> {
    using type = check_inserted_new<Dialect, Given>;
};
template <class Dialect, class Row, auto Member, class Key, class Given>
struct edit_check<Dialect, Row, connected_or_created<Member, Key, Given>> {
    using type = first_failed_t<check_that<has_fields_of<Given>(Key::columns), rule::edit_finds_one_row, Given>,
                                decltype(find_given_outcome<Dialect, Row, Given, edited_field<Member>>())>;
};
template <class Dialect, class Row, auto Member, class Key, class Given>
struct edit_check<Dialect, Row, upserted<Member, Key, Given>> {
    static constexpr bool finds_row() {
        if constexpr (std::is_same_v<Key, only_row_there>)
            return true;
        else
            return std::is_same_v<Key, typename edited_field<Member>::key> || has_fields_of<Given>(Key::columns);
    }
    using type = first_failed_t<check_that<finds_row(), rule::edit_finds_one_row, Given>,
                                decltype(find_given_outcome<Dialect, Row, Given, edited_field<Member>>()),
                                decltype(find_saved_outcome<Given>())>;
};
template <class Dialect, class Row, auto Member, class Key, class... Part>
struct edit_check<Dialect, Row, updated<Member, Key, Part...>> {
    using type = decltype(find_edits_outcome<Dialect, typename edited_field<Member>::row, Part...>());
};
template <class Dialect, class Row, auto Member, class Condition, class... Part>
struct edit_check<Dialect, Row, updated_where<Member, Condition, Part...>> {
    using query = decltype(update<typename edited_field<Member>::model>()
                               .set(std::declval<const Part&>()...)
                               .where(std::declval<const Condition&>()));
    using type = check_statement<Dialect, query>;
};
template <class Dialect, class Row, auto Member, class Condition>
struct edit_check<Dialect, Row, removed_where<Member, Condition>> {
    using query = decltype(delete_from<typename edited_field<Member>::model>().where(std::declval<const Condition&>()));
    using type = check_statement<Dialect, query>;
};

/// Whether a part was refused where it was made, or one inside it, so that nothing further is said of it.
template <class Part> inline constexpr bool is_refused_edit = std::is_same_v<Part, refused_editor>;
template <auto Member, class Given> inline constexpr bool is_refused_edit<created<Member, Given>> =
    !is_of_field<Given, Member>;
template <auto Member, class Given> inline constexpr bool is_refused_edit<created_new<Member, Given>> =
    !is_of_field<Given, Member> || edited_field<Member>::relation.is_over_link() || !edited_field<Member>::is_many;
template <auto Member, class Key, class Given>
inline constexpr bool is_refused_edit<connected_or_created<Member, Key, Given>> = !is_of_field<Given, Member>;
template <auto Member, class Key, class Given> inline constexpr bool is_refused_edit<upserted<Member, Key, Given>> =
    !is_of_field<Given, Member>;
template <auto Member, class Key, class... Part> inline constexpr bool is_refused_edit<updated<Member, Key, Part...>> =
    (is_refused_edit<Part> || ...);

/// What is wrong with a part of `update<Row>(key, ...)`.
template <class Dialect, class Row, class Part> consteval auto find_edit_outcome() {
    if constexpr (is_refused_edit<Part>)
        return passed{}; // which was said
    else if constexpr (!any_edit<Part>)
        return check_that<is_assignment<Part>, rule::edit_is_of_row, Row, Part>{};
    else if constexpr (!std::is_same_v<typename Part::edits_field::shape, Row>)
        return failed<rule::edit_is_of_row, Row, Part>{};
    else if constexpr (ties_tenant(relation_of<Row, Part::edits_field::field>))
        return failed<rule::tenant_ties_rows, Row, Part>{};
    else
        return typename edit_check<Dialect, Row, Part>::type{};
}
template <class Dialect, class Row, class... Assignment>
consteval auto find_assignments_outcome(type_list<Assignment...>) {
    if constexpr (sizeof...(Assignment) == 0)
        return passed{};
    else
        return check_statement<
            Dialect, decltype(update<level_model_t<Row>>().set(std::declval<const Assignment&>()...).all_rows())>{};
}
template <class Part> using assignment_among =
    std::conditional_t<is_assignment<std::remove_cv_t<Part>>, type_list<std::remove_cv_t<Part>>, type_list<>>;
template <class Dialect, class Row, class... Part> consteval auto find_edits_outcome() {
    using model = level_model_t<Row>;
    using row = edited_struct<Row, Part...>;
    if constexpr (!std::is_same_v<row, Row>)
        return find_edits_outcome<Dialect, row, Part...>();
    else if constexpr (!is_passed<check_kept<Dialect, model>>)
        return check_kept<Dialect, model>{};
    else if constexpr (tree_row<Row> && !is_passed<check_shape<Row>>)
        return check_shape<Row>{};
    else
        return first_failed_t<check_that<(sizeof...(Part) > 0), rule::edit_is_of_row, Row>,
                              decltype(find_edit_outcome<Dialect, Row, std::remove_cv_t<Part>>())...,
                              decltype(find_assignments_outcome<Dialect, Row>(
                                  join_lists_t<assignment_among<Part>...>{}))>{};
}

/// The key of the row that is written, and where the call stands.
template <class Row> struct edited_key {
    using key_type = key_values<level_model_t<Row>>;
    key_type key;
    call_place where;

    template <class Given>
        requires(!std::is_same_v<Given, edited_key> && !std::is_same_v<Given, Row>)
    edited_key(const Given& given, call_place place = call_place::current())
        : key(at_call(place, [&] { return detail::key_from<key_type>(given); })), where(place) {}
};

template <class Driver, class Place, class Row> struct tree_changes {
    template <class... Part>
    static void edit(session_state<Driver>& state, const Place& place, const edited_key<Row>& row, Part&... parts) {
        using outcome = decltype(find_edits_outcome<typename Driver::dialect, Row, Part...>());
        require<outcome>();
        if constexpr (is_passed<outcome> && !(is_refused_edit<std::remove_cvref_t<Part>> || ...)) {
            const tree_editor<Driver, Place> editor(state, place, row.where);
            in_transaction(state, editor, [&] { editor.template edit<Row>(row.key, parts...); });
        }
    }
    static void save(session_state<Driver>& state, const Place& place, Row& tree, call_place where) {
        using outcome = check_saved_shape<typename Driver::dialect, Row>;
        require<outcome>();
        if constexpr (is_passed<outcome>) {
            const tree_editor<Driver, Place> editor(state, place, where);
            in_transaction(state, editor, [&] {
                if constexpr (is_copied<Row>()) {
                    Row written = tree; // it may be tried again
                    save(editor, place, written);
                    tree = std::move(written);
                } else {
                    save(editor, place, tree);
                }
            });
        }
    }

private:
    static void save(const tree_editor<Driver, Place>& editor, const Place& place, Row& tree) {
        taken_map_keys()(tree);
        tenant_rows<Place>{place}(tree);
        editor.save(tree);
        renewed_map_keys()(tree);
    }
    /// Programs that write the same rows at once may lock each other out, and then one of them begins anew; inside a
    /// transaction of the program that is the program's decision. So does one that has inserted a row which was not
    /// there when it looked, and is now; where the same rows are not there again, it is another value that is taken.
    template <class Editor, class Work>
    static void in_transaction(session_state<Driver>& state, const Editor& editor, Work work) {
        note_tree_write();
        const bool is_own = !state.connection.in_transaction();
        bool is_planned_anew = false; // a table was altered since statements were prepared
        std::size_t missed = 0, misses = 0;
        for (int tries = 1;; ++tries) {
            try {
                editor.forget_missed();
                level_scope<Driver> scope(state, {}); // a savepoint inside a transaction of the program
                work();
                return scope.finish();
            } catch (const serialization_failure&) {
                if (!is_own || tries == most_tries) throw;
            } catch (const unique_violation&) {
                if (!locks_rows || editor.missed() == std::exchange(missed, editor.missed()) || ++misses == most_misses)
                    throw;
            } catch (const error& failure) {
                if (!is_own || std::exchange(is_planned_anew, true) || !detail::has_lost_plans(state, failure)) throw;
            }
        }
    }
    static constexpr int most_tries = 10;
    static constexpr std::size_t most_misses = 4;
    /// Else one program writes at a time, and nothing comes in between.
    static constexpr bool locks_rows = !Driver::dialect::info.statements.for_update.empty();
};

} // namespace detail
} // namespace v0
} // namespace refract
