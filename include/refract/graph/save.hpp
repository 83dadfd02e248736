// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/edit.hpp>
#include <refract/graph/key_table.hpp>
#include <refract/graph/load.hpp>
#include <refract/graph/new_row.hpp>
#include <refract/graph/refuse_part.hpp>
#include <refract/graph/relation_writer.hpp>
#include <refract/graph/saved_row.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// `db.save(shape)`: a tree is compared with the one that is stored, and what differs is written.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row, class... Above> consteval auto find_saved_outcome();
template <class Row, class... Above, std::size_t... Field>
consteval auto find_saved_outcome_below(std::index_sequence<Field...>) {
    return first_failed_t<passed, decltype(find_saved_outcome<level_row_t<Row, Field>, Row, Above...>())...>{};
}
template <class Row, class... Above> consteval auto find_saved_outcome() {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return passed{};
    else if constexpr (kind_variant<Row>)
        return failed<rule::edited_row_is_of_one_kind, Row>{};
    else if constexpr (!has_fields_of<Row>(table_of<level_model_t<Row>>().key))
        return failed<rule::saved_row_has_key, Row>{};
    else if constexpr (has_levels<Row>)
        return find_saved_outcome_below<Row, Above...>(related_fields_of<Row>{});
    else
        return passed{};
}
template <class... Kind> consteval auto find_saved_outcome_of(type_list<Kind...>) {
    return first_failed_t<passed, decltype(find_saved_outcome<Kind>())...>{};
}
template <class Dialect, class Shape> consteval auto find_saved_shape_outcome() {
    if constexpr (!is_passed<check_written_shape<Dialect, Shape>>)
        return check_written_shape<Dialect, Shape>{};
    else
        return find_saved_outcome_of(kinds_of_row<Shape>{});
}
/// What is wrong with a shape that is to be saved.
template <class Dialect, class Shape> using check_saved_shape = decltype(find_saved_shape_outcome<Dialect, Shape>());

template <class Driver, class Place> class tree_saver : public relation_writer<Driver, Place> {
    using base = relation_writer<Driver, Place>;
    using dialect = typename Driver::dialect;

public:
    using base::base;

    /// Writes what differs from the stored tree, or the whole tree if its row is not there.
    template <class Row> void save(Row& now) const {
        using key = key_values<level_model_t<Row>>;
        const auto insert = [&] { insert_new<true, nothing_tied>(now, {}); };
        if (leaves_key(now)) return insert();
        const key own = values_of_struct<key>(now);
        find_or_insert([&] { return save_if_there(own, now); }, insert);
    }

protected:
    template <class Row, std::size_t Field> static constexpr const level_relation& relation = relation_of<Row, Field>;

    /// Finds a row, or inserts it: if another program has done so meanwhile, that one's row is found.
    template <class Find, class Insert> void find_or_insert(Find find, Insert insert) const {
        for (int missed = 0;; ++missed) {
            if (find()) return;
            try {
                level_scope<Driver> scope(this->state_, {});
                insert();
                return scope.finish();
            } catch (const unique_violation&) {
                if (missed == 3) throw;
            }
        }
    }
    /// Inserts a row, with what belongs to it, which belongs to the row around a field. `Finds`: rows inside it which
    /// have keys may be there already.
    template <bool Finds, class Row, std::size_t Field, class Given>
    void insert_at(known_row<Row>& row, Given& made) const {
        using ties = tied_below<Row, Field>;
        if constexpr (relation<Row, Field>.is_parents || relation<Row, Field>.is_over_link()) {
            const auto inserted = insert_new<Finds, ties>(made, {});
            this->template tie<Row, Field>(row, target_in<Row, Field, Given>(inserted));
        } else {
            if (has_null(row, relation<Row, Field>.from)) throw_null_key({});
            decided_values<Given, ties> decided;
            [&]<std::size_t... Part>(std::index_sequence<Part...>) {
                (decide<relation<Row, Field>.to.columns[Part]>(
                     decided, value_of_column<relation<Row, Field>.from.columns[Part]>(row)),
                 ...);
            }(std::make_index_sequence<relation<Row, Field>.from.count>{});
            insert_new<Finds, ties>(made, std::move(decided));
        }
    }
    /// Inserts a row and what belongs to it: what it needs first.
    template <bool Finds, class Tied, class Row>
    known_row<Row> insert_new(Row& made, decided_values<Row, Tied> decided) const {
        if constexpr (has_levels<Row>) {
            return insert_with_levels<Finds, Tied>(made, decided, related_fields_of<Row>{});
        } else {
            return insert_row<Tied>(made, decided);
        }
    }

    /// The only row of a field becomes what is given, or is inserted.
    template <class Row, std::size_t Field, class Given> void save_only(known_row<Row>& row, Given& given) const {
        const auto there = this->template members<Row, Field>(row);
        if (there.empty()) return insert_at<true, Row, Field>(row, given);
        save_there<tied_below<Row, Field>>(there.front(), given);
    }
    /// The row with a key becomes what is given, or is inserted with it.
    template <class Row, std::size_t Field, class Key, class Given>
    void save_with_key(known_row<Row>& row, const Key& key, Given& given) const {
        using model = typename Key::model;
        set_key(given, key);
        const auto update = [&] { // a later look sees at least what an earlier one saw
            if (!this->find(select_columns<Key>{{}, {}}.where(base::is(key)))) return false;
            const auto belongs = base::template belongs_to<Row, Field>(row);
            if (!this->find(select_columns<Key>{{}, {}}.where(base::is(key) && belongs)))
                this->template throw_stranger<model>();
            return save_if_there<tied_below<Row, Field>>(key, given);
        };
        find_or_insert(update, [&] { insert_at<true, Row, Field>(row, given); });
    }

private:
    template <std::size_t Column, class Decided, class Value> static void decide(Decided& decided, const Value& value) {
        auto& part = value_of_column<Column>(decided);
        part = detail::convert_part<std::remove_reference_t<decltype(part)>>(value);
    }
    /// What the row around a field, or a link, takes of a row that was inserted.
    template <class Row, std::size_t Field, class Child> auto target_in(const known_row<Child>& inserted) const {
        using target = target_values<Row, Field>;
        constexpr bool is_known = holds_columns(known_row<Child>::columns, target::columns);
        if constexpr (is_known)
            return detail::columns_among<target>(inserted);
        else
            return *this->find(select_columns<target>{{}, {}}.where(base::is(base::key_of(inserted))));
    }
    template <bool Finds, class Tied, class Row, std::size_t... Field> known_row<Row>
    insert_with_levels(Row& made, decided_values<Row, Tied>& decided, std::index_sequence<Field...>) const {
        (insert_needed<Finds, Tied, Row, Field>(made, decided), ...);
        known_row<Row> known = insert_row<Tied>(made, decided);
        (insert_belonging<Finds, Row, Field>(known, made), ...);
        return known;
    }
    template <bool Finds, class Tied, class Row, std::size_t Field>
    void insert_needed(Row& made, decided_values<Row, Tied>& decided) const {
        if constexpr (relation<Row, Field>.is_parents) {
            using child = level_row_t<Row, Field>;
            child* const mine = row_inside(field_of<Field>(made));
            constexpr std::make_index_sequence<relation<Row, Field>.from.count> parts{};
            if (!mine)
                take_own_fields<Row, Field>(made, decided, parts);
            else if constexpr (Finds)
                take_target<Row, Field>(decided, find_or_insert_needed<Row, Field>(*mine), parts);
            else
                take_target<Row, Field>(
                    decided, target_in<Row, Field, child>(insert_new<false, nothing_tied>(*mine, {})), parts);
        }
    }
    template <class Row, std::size_t Field, class Decided, class Target, std::size_t... Part>
    static void take_target(Decided& decided, const Target& target, std::index_sequence<Part...>) {
        (decide<relation<Row, Field>.from.columns[Part]>(
             decided, value_of_column<relation<Row, Field>.to.columns[Part]>(target)),
         ...);
    }
    /// A row that is missing leaves the field that has its key, if there is one.
    template <class Row, std::size_t Field, class Decided, std::size_t... Part>
    static void take_own_fields(const Row& made, Decided& decided, std::index_sequence<Part...>) {
        const auto take = [&]<std::size_t Column>() {
            constexpr std::size_t field = field_of_column<Row>(Column);
            if constexpr (field < level_fields_of<Row>.size()) decide<Column>(decided, field_of<field>(made));
        };
        (take.template operator()<relation<Row, Field>.from.columns[Part]>(), ...);
    }
    template <class Row, std::size_t Field, class Child>
    target_values<Row, Field> find_or_insert_needed(Child& mine) const {
        using key = key_values<level_model_t<Child>>;
        std::optional<target_values<Row, Field>> target;
        const auto insert = [&] { target = target_in<Row, Field, Child>(insert_new<true, nothing_tied>(mine, {})); };
        const auto find = [&] {
            const key own = values_of_struct<key>(mine);
            if (save_if_there(own, mine))
                target = this->find(select_columns<target_values<Row, Field>>{{}, {}}.where(base::is(own)));
            return target.has_value();
        };
        if (leaves_key(mine))
            insert();
        else
            find_or_insert(find, insert);
        return *target;
    }
    template <bool Finds, class Row, std::size_t Field> void insert_belonging(known_row<Row>& known, Row& made) const {
        if constexpr (!relation<Row, Field>.is_parents)
            for (auto* const each : detail::rows_inside(field_of<Field>(made))) {
                if constexpr (Finds)
                    save_child<Row, Field>(known, *each, key_table(), {});
                else
                    insert_at<false, Row, Field>(known, *each);
            }
    }
    /// The row alone.
    template <class Tied, class Row>
    known_row<Row> insert_row(Row& made, const decided_values<Row, Tied>& decided) const {
        if constexpr (generated_key_of<Row> != table_info::none)
            if (!leaves_key(made)) return insert_row_as<new_row<Row, Tied, true>>(made, decided);
        return insert_row_as<new_row<Row, Tied, false>>(made, decided);
    }
    template <class New, class Row>
    known_row<Row> insert_row_as(Row& made, const typename New::decided_type& decided) const {
        const auto query = New::all_parts::make(made, decided);
        known_row<Row> known;
        this->template run_with<result_form::rows>(query, [&](auto& begun, query_record*) {
            if (!begun.step()) throw_left_out(begun.sql());
            int column = 0;
            auto& statement = begun.statement();
            const auto current = statement.row();
            try {
                detail::for_each_field(made,
                                       level_reader<std::remove_cvref_t<decltype(current)>, false>{current, column});
                row_traits<known_row<Row>>::read(current, column, known);
            } catch (error& failure) { rethrow_with_column(failure, statement.column_name(column), statement.sql()); }
            begun.drain();
        });
        return known;
    }
    template <class Row> static bool leaves_key(const Row& row) {
        if constexpr (generated_key_of<Row> == table_info::none) {
            return false;
        } else {
            const auto& key = field_of<generated_key_of<Row>>(row);
            return key == std::remove_cvref_t<decltype(key)>{};
        }
    }
    template <class Given, class Key> static void set_key(Given& given, const Key& key) {
        require<check_that<has_fields_of<Given>(Key::columns), rule::saved_row_has_key, Given>>();
        if constexpr (has_fields_of<Given>(Key::columns))
            [&]<std::size_t... Part>(std::index_sequence<Part...>) {
                ((field_of<field_of_column<Given>(Key::columns.columns[Part])>(given) =
                      make_key_part<field_type<Given, field_of_column<Given>(Key::columns.columns[Part])>>(
                          std::get<Part>(key.all))),
                 ...);
            }(std::make_index_sequence<Key::columns.count>{});
    }

    template <class Tied = nothing_tied, class Key, class Row> bool save_if_there(const Key& key, Row& now) const {
        auto known = this->template look_at<Row>(base::is(key));
        if (known) save_loaded<Tied>(*known, key, now);
        return known.has_value();
    }
    template <class Tied, class Key, class Row> void save_there(const Key& key, Row& now) const {
        if (!save_if_there<Tied>(key, now)) this->template throw_missing<typename Key::model>();
    }
    template <class Tied, class Key, class Row>
    void save_loaded(known_row<Row>& known, const Key& key, Row& now) const {
        auto stored = load<Row>(key);
        if (!stored) this->template throw_missing<typename Key::model>();
        save_row<Tied>(known, now, *stored);
    }
    template <class Row, class Key> std::optional<Row> load(const Key& key) const {
        if constexpr (shape_struct<Row>) {
            const forgetful_reads<Driver> own(this->state_); // it is no tree of the program
            const auto query = from<typename Key::model>().template select<Row>().where(base::is(key));
            using reader = tree_reader<Driver, Place, std::remove_const_t<decltype(query)>, first_row<Row>>;
            using asked_query = typename reader::asked_query;
            constexpr auto& plan = checked_query_plan<Driver, Place, result_form::first, asked_query>();
            const asked_query asked = reader::asked(query);
            const void* const call[] = {__builtin_addressof(asked), __builtin_addressof(this->place_)};
            return reader::read(this->state_, plan, call, __builtin_addressof(this->place_), this->where_);
        } else {
            return this->find(from<typename Key::model>().where(base::is(key)));
        }
    }

    /// Writes what differs between a row and the stored one: first the rows that it needs, then it, then what needs it.
    template <class Tied, class Row> void save_row(known_row<Row>& known, Row& now, Row& stored) const {
        check_version(now, stored);
        if constexpr (has_levels<Row>)
            save_row_with_levels<Tied>(known, now, stored, related_fields_of<Row>{});
        else
            save_fields<Tied>(known, needed_values<Row>(), now, stored);
    }
    template <class Tied, class Row, std::size_t... Field>
    void save_row_with_levels(known_row<Row>& known, Row& now, Row& stored, std::index_sequence<Field...>) const {
        auto wanted = detail::columns_among<needed_values<Row>>(known);
        (save_needed<Row, Field>(known, wanted, now, stored), ...);
        save_fields<Tied>(known, wanted, now, stored);
        (save_belonging<Row, Field>(known, now, stored), ...);
    }
    template <class Row> void check_version(const Row& now, const Row& stored) const {
        if constexpr (has_version<Row>) {
            constexpr std::size_t field = field_of_column<Row>(version_columns<Row>::list.columns[0]);
            if (field_of<field>(now) != field_of<field>(stored))
                throw_stale_row(table_of<level_model_t<Row>>().name, {});
        }
    }
    /// The row's own columns, in one statement: its fields, and the keys of the rows that it needs.
    template <class Tied, class Row>
    void save_fields(known_row<Row>& known, const needed_values<Row>& wanted, Row& now, const Row& stored) const {
        using change = changed_row<Row, Tied>;
        if constexpr (change::has_columns) {
            if (!change::differs(now, stored) &&
                detail::bytes_of(wanted) == detail::bytes_of(detail::columns_among<needed_values<Row>>(known)))
                return;
            using model = level_model_t<Row>;
            const key_values<model> own = base::key_of(known);
            const auto written = change::make(now, wanted).where(base::is(own));
            std::optional<known_row<Row>> back;
            if constexpr (has_version<Row>) {
                const auto expected = detail::columns_among<version_values<Row>>(known);
                back = this->find(returning_columns<known_row<Row>>(written.where(base::is(expected))));
                if (!back) throw_stale_row(table_of<model>().name, {});
                set_key(now, detail::columns_among<version_values<Row>>(*back));
            } else {
                back = this->find(returning_columns<known_row<Row>>(written));
                if (!back) this->template throw_missing<model>();
            }
            known = std::move(*back);
        }
    }

    /// The row whose key this row holds.
    template <class Row, std::size_t Field>
    void save_needed(const known_row<Row>& known, needed_values<Row>& wanted, Row& now, Row& stored) const {
        if constexpr (relation<Row, Field>.is_parents) {
            using child = level_row_t<Row, Field>;
            using key = key_values<level_model_t<child>>;
            child* const mine = detail::row_inside(field_of<Field>(now));
            child* const theirs = detail::row_inside(field_of<Field>(stored));
            constexpr std::make_index_sequence<relation<Row, Field>.from.count> parts{};
            if (!mine) {
                refuse_part<Row, Field>(this->state_, this->place_, known);
                if (theirs) leave_needed<Row, Field>(wanted, parts);
                take_changed_fields<Row, Field>(now, stored, wanted, parts);
                return;
            }
            if (theirs && !leaves_key(*mine)) {
                const key own = values_of_struct<key>(*mine);
                if (detail::bytes_of(own) == detail::bytes_of(values_of_struct<key>(*theirs)))
                    return save_known<nothing_tied>(own, *mine, *theirs);
            }
            take_target<Row, Field>(wanted, find_or_insert_needed<Row, Field>(*mine), parts);
        }
    }
    /// The row needs none any more.
    template <class Row, std::size_t Field, std::size_t... Part>
    static void leave_needed(needed_values<Row>& wanted, std::index_sequence<Part...>) {
        if constexpr (!may_be_left(relation<Row, Field>)) throw_needed(table_of<level_model_t<Row>>().name);
        const auto leave = [&]<std::size_t Column>() {
            auto& value = value_of_column<Column>(wanted);
            if constexpr (is_optional<std::remove_reference_t<decltype(value)>>) value.reset();
        };
        (leave.template operator()<relation<Row, Field>.from.columns[Part]>(), ...);
    }
    /// A key that is a field of the struct too, and was changed there, while there is no row.
    template <class Row, std::size_t Field, std::size_t... Part> static void
    take_changed_fields(const Row& now, const Row& stored, needed_values<Row>& wanted, std::index_sequence<Part...>) {
        const auto take = [&]<std::size_t Column>() {
            constexpr std::size_t field = field_of_column<Row>(Column);
            if constexpr (field < level_fields_of<Row>.size())
                if (!detail::is_unset(field_of<field>(now), field_of<field>(stored)))
                    decide<Column>(wanted, field_of<field>(now));
        };
        (take.template operator()<relation<Row, Field>.from.columns[Part]>(), ...);
    }
    template <class Tied, class Key, class Row> void save_known(const Key& key, Row& now, Row& stored) const {
        auto known = known_of_stored(stored);
        if (!known) known = this->template look_at<Row>(base::is(key));
        if (!known) this->template throw_missing<typename Key::model>();
        save_row<Tied>(*known, now, stored);
    }
    /// What is known of a row that was read, by its fields and by the rows that it needs; nothing if that is not all.
    template <class Row> static std::optional<known_row<Row>> known_of_stored(const Row& stored) {
        std::optional<known_row<Row>> known(std::in_place);
        const bool is_whole = [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            return (take_stored<known_row<Row>::columns.columns[Index]>(*known, stored) && ...);
        }(std::make_index_sequence<known_row<Row>::columns.count>{});
        return is_whole ? std::move(known) : std::nullopt;
    }
    template <std::size_t Column, class Row> static bool take_stored(known_row<Row>& known, const Row& stored) {
        constexpr std::size_t field = field_of_column<Row>(Column);
        if constexpr (field < level_fields_of<Row>.size()) {
            decide<Column>(known, field_of<field>(stored));
            return true;
        } else if constexpr (has_levels<Row>) {
            return [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                return (take_of_needed<Column, Field>(known, stored) || ...);
            }(related_fields_of<Row>{});
        } else {
            return false;
        }
    }
    template <std::size_t Column, std::size_t Field, class Row>
    static bool take_of_needed(known_row<Row>& known, const Row& stored) {
        constexpr const level_relation& about = relation<Row, Field>;
        if constexpr (about.is_parents && about.from.contains(Column)) {
            using child = level_row_t<Row, Field>;
            constexpr std::size_t field = field_of_column<child>(about.to.columns[place_in(about.from, Column)]);
            const child* const needed = detail::row_inside(field_of<Field>(stored));
            if constexpr (field < level_fields_of<child>.size())
                if (needed) return decide<Column>(known, field_of<field>(*needed)), true;
        }
        return false; // a key without its row: only the database knows which
    }

    /// The rows that hold this row's key: those that are gone first, so that what is unique is free.
    template <class Row, std::size_t Field> void save_belonging(known_row<Row>& known, Row& now, Row& stored) const {
        if constexpr (!relation<Row, Field>.is_parents) {
            using child = level_row_t<Row, Field>;
            using key = key_values<level_model_t<child>>;
            refuse_part<Row, Field>(this->state_, this->place_, known);
            const auto mine = detail::rows_inside(field_of<Field>(now));
            std::vector<child*> theirs;
            key_table wanted, there;
            for (child* const each : mine)
                if (!leaves_key(*each) && !wanted.add(values_of_struct<key>(*each)))
                    throw error(join_text({"a tree has two rows of \"", table_of<level_model_t<child>>().name,
                                           "\" with one key in a field"}));
            for (child* const each : detail::rows_inside(field_of<Field>(stored))) {
                const key own = values_of_struct<key>(*each);
                if (!there.add(own)) continue; // linked twice
                theirs.push_back(each);
                if (wanted.find(own) == key_table::none) let_go<Row, Field>(known, own);
            }
            for (child* const each : mine) save_child<Row, Field>(known, *each, there, theirs);
        }
    }
    template <class Row, std::size_t Field, class Child> void
    save_child(known_row<Row>& known, Child& child, const key_table& there, const std::vector<Child*>& theirs) const {
        if (leaves_key(child)) return insert_at<true, Row, Field>(known, child);
        const auto own = values_of_struct<key_values<level_model_t<Child>>>(child);
        if (const std::size_t found = there.find(own); found != key_table::none)
            return save_known<tied_below<Row, Field>>(own, child, *theirs[found]);
        find_or_insert(
            [&] {
                if (!save_if_there<tied_below<Row, Field>>(own, child)) return false;
                this->template connect<Row, Field>(known, own);
                refresh_version(own, child); // which a new parent counts
                return true;
            },
            [&] { insert_at<true, Row, Field>(known, child); });
    }
    template <class Key, class Row>
    void refresh_version([[maybe_unused]] const Key& key, [[maybe_unused]] Row& row) const {
        if constexpr (has_version<Row>)
            if (const auto found = this->find(select_columns<version_values<Row>>{{}, {}}.where(base::is(key))))
                set_key(row, *found);
    }
    /// A child that is not in the tree any more loses its link, or its parent if it can be without, or is deleted.
    template <class Row, std::size_t Field, class Key> void let_go(known_row<Row>& known, const Key& key) const {
        if constexpr (relation<Row, Field>.is_over_link() || may_be_left(relation<Row, Field>))
            this->template disconnect<Row, Field>(known, key);
        else
            this->template erase<typename Key::model>(base::is(key) && base::template belongs_to<Row, Field>(known));
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
