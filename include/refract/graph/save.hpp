// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/edit.hpp>
#include <refract/graph/changed_row.hpp>
#include <refract/graph/given_order.hpp>
#include <refract/graph/key_table.hpp>
#include <refract/graph/kind_order.hpp>
#include <refract/graph/moved_rows.hpp>
#include <refract/graph/refuse_part.hpp>
#include <refract/graph/saved_row.hpp>
#include <refract/graph/tenant_rows.hpp>
#include <refract/graph/tied_twice.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// `db.save(shape)`: a tree is compared with the one that is stored, and what differs is written, level by level: the
/// number of statements is that of the levels.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row, class... Above> consteval auto find_saved_outcome();
template <class Row, class... Above, std::size_t... Field>
consteval auto find_saved_outcome_below(std::index_sequence<Field...>) {
    return first_failed_t<passed, decltype(find_saved_outcome<level_row_t<Row, Field>, Row, Above...>())...>{};
}
template <class... Above, class... Kind> consteval auto find_saved_outcome_of(type_list<Kind...>) {
    return first_failed_t<passed, decltype(find_saved_outcome<Kind, Above...>())...>{};
}
template <class Row, class... Above> consteval auto find_saved_outcome() {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return passed{};
    else if constexpr (kind_variant<Row>)
        return find_saved_outcome_of<Above...>(kinds_of_row<Row>{});
    else if constexpr (!has_fields_of<Row>(table_of<level_model_t<Row>>().key))
        return failed<rule::saved_row_has_key, Row>{};
    else if constexpr (has_levels<Row>)
        return find_saved_outcome_below<Row, Above...>(related_fields_of<Row>{});
    else
        return passed{};
}
template <class Dialect, class Shape> consteval auto find_saved_shape_outcome() {
    if constexpr (!reflectable<Shape> && !kind_variant<Shape>)
        return check_object<Dialect, Shape>{};
    else if constexpr (!is_passed<check_written_shape<Dialect, Shape>>)
        return check_written_shape<Dialect, Shape>{};
    else
        return find_saved_outcome<Shape>();
}
/// What is wrong with a shape that is to be saved.
template <class Dialect, class Shape> using check_saved_shape = decltype(find_saved_shape_outcome<Dialect, Shape>());

template <class Driver, class Place> class tree_saver : public kind_orderer<Driver, Place> {
    using base = kind_orderer<Driver, Place>;
    template <class Row, std::size_t Field> static constexpr const level_relation& relation = relation_of<Row, Field>;

public:
    using base::base;

    /// Writes what differs from the stored tree, or the whole tree if its row is not there.
    template <class Row> void save(Row& now) const {
        base::begin_tree(now);
        using level = saved_level<Row, void, 0>;
        saved_item<level> top{.now = __builtin_addressof(now)};
        save_tree<level>({}, top, {});
        base::end_tree();
        if constexpr (std::is_move_assignable_v<Row>)
            if (is_tied_twice<Row> || this->is_outdated_) {
                std::vector<Row> loaded;
                base::template load<saved_level<Row, void, 0>>({&top}, loaded);
                if constexpr (is_tied_twice<Row>) given_order::arrange(loaded.front(), now);
                now = std::move(loaded.front());
            }
    }

protected:
    /// The only row of a field becomes what is given, or is inserted.
    template <class Row, std::size_t Field, class Given> void save_only(known_row<Row>& row, Given& given) const {
        const auto there = this->template members<Row, Field>(row);
        if (there.empty()) return save_child<Row, Field>(row, given, true);
        base::set_key(given, there.front());
        save_child<Row, Field>(row, given, false);
    }
    /// The row with a key becomes what is given, or is inserted with it.
    template <class Row, std::size_t Field, class Key, class Given>
    void save_with_key(known_row<Row>& row, const Key& key, Given& given) const {
        using model = typename Key::model;
        base::set_key(given, key);
        tenant_rows<Place>{this->place_}(given);
        if (detail::bytes_of(values_of_struct<Key>(given)) != detail::bytes_of(key))
            this->template throw_stranger<model>(detail::shown_key(key)); // it is of another tenant
        using primary = key_values<model>;
        const auto found = this->find(select_columns<primary>{{}, {}}.where(base::is(key)));
        const bool is_new = !found;
        const auto belongs = base::template belongs_to<Row, Field>(row);
        if (!is_new && !this->find(select_columns<primary>{{}, {}}.where(base::is(*found) && belongs)))
            this->template throw_stranger<model>(detail::shown_key(key));
        if constexpr (!std::is_same_v<Key, primary>)
            if (!is_new) base::set_key(given, *found); // it was named by other unique columns
        this->missed_ += is_new;
        save_child<Row, Field>(row, given, is_new);
    }

private:
    template <class Row, std::size_t Field, class Given>
    void save_child(known_row<Row>& row, Given& given, bool is_new) const {
        base::begin_tree(given);
        using level = saved_level<Given, Row, Field>;
        saved_item<level> only{.now = __builtin_addressof(given), .is_new = is_new, .belongs = !is_new};
        save_tree<level>({row}, only, level_fields_of<Row>[Field].name);
        base::end_tree();
        if constexpr (relation<Row, Field>.is_parents)
            if (is_new)
                this->template take<Row, Field>(row, detail::columns_among<target_values<Row, Field>>(only.known));
    }

    /// Saves one row with what is below it; an error says where in the tree it was.
    template <class Level>
    void save_tree(const rows_above_t<Level>& above, saved_item<Level>& top, std::string_view field) const {
        this->failed_ = {};
        try {
            save_rows<Level>(above, {&top});
        } catch (conversion_error& failure) {
            std::string place(field);
            detail::with_kind(*top.now, [&]<class Kind>(Kind& now) {
                if (add_place(base::template level_rows<kind_level<Level, Kind>>::plan(), __builtin_addressof(now),
                              this->failed_, place))
                    failure.add_place(place);
            });
            throw;
        }
    }
    /// Saves rows of one level. One that is there several times, as where rows share what they need, is written as
    /// often, one after the other.
    template <class Level> void save_rows(const rows_above_t<Level>& above, saved_items<Level> items) const {
        if constexpr (kind_variant<typename Level::row>)
            save_kinds<Level>(above, items, kinds_of_row<typename Level::row>{});
        else
            save_struct<Level>(above, std::move(items));
    }
    template <class Level, class... Kind>
    void save_kinds(const rows_above_t<Level>& above, const saved_items<Level>& items, type_list<Kind...>) const {
        std::vector<typename Level::row> loaded;
        base::template find_kinds<Level>(items, loaded);
        base::template leave_kinds<Level>(items);
        for (const std::size_t next : base::template order_kinds<Level>(items))
            [&]<std::size_t... Index>(std::index_sequence<Index...>) {
                ((Index == next ? save_kind<Level, Kind>(above, items) : void()), ...);
            }(std::make_index_sequence<sizeof...(Kind)>{});
    }
    template <class Level, class Kind>
    void save_kind(const rows_above_t<Level>& above, const saved_items<Level>& items) const {
        std::vector<saved_item<kind_level<Level, Kind>>> chosen;
        saved_items<Level> of;
        for (auto* const each : items)
            if (auto* const now = detail::kind_inside<Kind>(*each->now)) {
                auto* const stored = each->stored ? detail::kind_inside<Kind>(*each->stored) : nullptr;
                chosen.push_back({.now = now,
                                  .stored = stored,
                                  .owner = each->owner,
                                  .is_new = each->is_new,
                                  .belongs = each->belongs,
                                  .changes_kind = each->stored && !stored});
                of.push_back(each);
            }
        save_rows<kind_level<Level, Kind>>(above, addresses_of(chosen));
        for (std::size_t i = 0; i < of.size(); ++i)
            of[i]->known = detail::columns_among<typename Level::known>(chosen[i].known);
    }
    template <class Level> void save_struct(const rows_above_t<Level>& above, saved_items<Level> items) const {
        while (!items.empty()) {
            key_table seen;
            saved_items<Level> once, again;
            for (auto* const each : items)
                (base::leaves_key(*each->now) || seen.add(base::key_of_item(*each)) ? once : again).push_back(each);
            save_distinct<Level>(above, once);
            items = std::move(again);
        }
    }
    /// First what the rows need, then what differs of them, then those that are new, then what needs them.
    template <class Level> void save_distinct(const rows_above_t<Level>& above, const saved_items<Level>& items) const {
        using row = typename Level::row;
        std::vector<row> loaded;
        base::template find_stored<Level>(items, loaded);
        saved_items<Level> there, changed, made;
        for (auto* const each : items) {
            (each->is_new ? made : each->changes_kind ? changed : there).push_back(each);
            if (each->is_new) continue;
            if (each->stored && !base::is_copy(*each)) base::check_version(*each->now, *each->stored);
            each->wanted = detail::columns_among<needed_values<row>>(each->known);
        }
        const auto of_fields = [&]<std::size_t... Field>(std::index_sequence<Field...>) {
            (save_needed<Level, Field>(items), ...);
            for (auto* const of_level : {&there, &changed, &made}) base::template merge_copies<Level>(*of_level);
            base::template take_renewed<Level>(items);
            base::template write_changed<Level>(there);
            if constexpr (may_change_kind<Level>())
                base::template change_kinds<Level>(changed,
                                                   [&](auto& each, auto& run) { this->read_changed(each, run); });
            base::template insert_rows<Level>(above, made);
            base::template find_inserted<Level>(made);
            tie_rows<Level>(above, items);
            for (auto* const each : items)
                if (!each->is_new) base::template take_decided<Level>(above, *each);
            (save_belonging<Level, Field>(items), ...);
        };
        of_fields(fields_with_rows<row>());
    }

    // The rows themselves.

    /// Those that did not belong to the row above do so now.
    template <class Level> void tie_rows(const rows_above_t<Level>& above, const saved_items<Level>& items) const {
        saved_items<Level> strangers;
        for (auto* const each : items)
            if (!each->belongs && (Level::is_linked || !each->is_new)) strangers.push_back(each);
        if constexpr (Level::is_linked) {
            base::template link_rows<Level>(above, strangers);
        } else if constexpr (Level::is_tied) {
            if constexpr (base::template takes_key<Level>()) base::template order_moved<Level>(above, strangers);
            const auto keys = base::keys_of(strangers);
            this->template run_each<result_form::changes>(
                keys.size(),
                [&](std::size_t i) {
                    return base::template attaching<typename Level::above, Level::field>(above[strangers[i]->owner],
                                                                                         base::is(keys[i]));
                },
                [&](std::size_t, auto& run) {
                    if (run.finish() == 0) this->template throw_missing<typename Level::model>();
                });
            refresh_tied<Level>(above, strangers);
        }
    }
    /// A new parent is another key, perhaps, and a change that is counted.
    template <class Level> void refresh_tied(const rows_above_t<Level>& above, const saved_items<Level>& items) const {
        for (auto* const each : items) base::template take_decided<Level>(above, *each);
        if constexpr (is_renewed<typename Level::row> || base::template takes_key<Level>()) {
            const auto found = base::template look_for<Level>(items);
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (!found[i]) continue;
                items[i]->known = *found[i];
                if constexpr (is_renewed<typename Level::row>)
                    base::set_key(*items[i]->now,
                                  detail::columns_among<renewed_values<typename Level::row>>(*found[i]));
            }
        }
    }

    // The rows that they need.

    template <class Level, std::size_t Field> void save_needed(const saved_items<Level>& items) const {
        using row = typename Level::row;
        if constexpr (relation<row, Field>.is_parents) {
            using below = saved_level<level_row_t<row, Field>, row, Field>;
            constexpr std::make_index_sequence<relation<row, Field>.from.count> parts{};
            std::vector<saved_item<below>> needed;
            saved_items<Level> owners;
            for (auto* const each : items) {
                auto* const mine = detail::row_inside(field_of<Field>(*each->now));
                auto* const theirs = each->stored ? detail::row_inside(field_of<Field>(*each->stored)) : nullptr;
                if (mine) {
                    owners.push_back(each);
                    auto* const stored = same_row<below>(*mine, theirs);
                    needed.push_back({.now = mine, .stored = stored, .belongs = stored != nullptr});
                } else if (!each->is_new) {
                    refuse_part<row, Field>(this->state_, this->place_, each->known);
                    if (theirs || (each->changes_kind && may_be_left(relation<row, Field>)))
                        leave_needed<row, Field>(each->wanted, parts);
                    take_changed_fields<row, Field>(*each->now, each->stored, each->wanted, parts);
                }
            }
            save_rows<below>({}, addresses_of(needed));
            for (std::size_t i = 0; i < needed.size(); ++i)
                if (!needed[i].belongs) take_target<row, Field>(owners[i]->wanted, needed[i].known, parts);
        }
    }
    /// The stored row, if it is the same one.
    template <class Level>
    static typename Level::row* same_row(const typename Level::row& now, typename Level::row* stored) {
        using key = typename Level::key;
        const bool is_same =
            stored && !base::leaves_key(now) &&
            detail::bytes_of(values_of_struct<key>(now)) == detail::bytes_of(values_of_struct<key>(*stored));
        return is_same ? stored : nullptr;
    }
    template <class Level> static saved_items<Level> addresses_of(std::vector<saved_item<Level>>& items) {
        saved_items<Level> made;
        for (auto& each : items) made.push_back(&each);
        return made;
    }
    template <class Row, std::size_t Field, class Decided, class Target, std::size_t... Part>
    static void take_target(Decided& decided, const Target& target, std::index_sequence<Part...>) {
        (base::template decide<relation<Row, Field>.from.columns[Part]>(
             decided, value_of_column<relation<Row, Field>.to.columns[Part]>(target)),
         ...);
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
    take_changed_fields(const Row& now, const Row* stored, needed_values<Row>& wanted, std::index_sequence<Part...>) {
        const auto take = [&]<std::size_t Column>() {
            constexpr std::size_t field = field_of_column<Row>(Column);
            if constexpr (field < level_fields_of<Row>.size())
                if (!stored || !detail::is_unset(field_of<field>(now), field_of<field>(*stored)))
                    base::template decide<Column>(wanted, field_of<field>(now));
        };
        (take.template operator()<relation<Row, Field>.from.columns[Part]>(), ...);
    }

    // The rows that belong to them.

    /// What is stored of the rows of a field, for all rows above.
    template <class Level> struct stored_below {
        struct gone_row {
            std::uint32_t owner;
            typename Level::row* row;
        };
        key_table keys{}, wanted{};
        std::vector<typename Level::row*> rows{}; ///< one for each key
        std::vector<std::uint32_t> owners{};      ///< the last row above that has it
        std::vector<std::uint32_t> wanted_by{};   ///< the last row above that wants a key
        std::vector<gone_row> gone{};             ///< which the row above does not have any more

        /// Notes the row above at a place; false if that was noted before.
        static bool note(std::vector<std::uint32_t>& at, std::size_t place, std::uint32_t owner) {
            if (place == at.size()) {
                at.push_back(owner);
                return true;
            }
            return std::exchange(at[place], owner) != owner;
        }
        bool has(std::size_t place, std::uint32_t owner) const {
            return place != key_table::none && owners[place] == owner;
        }
        bool wants(std::size_t place, std::uint32_t owner) const {
            return place != key_table::none && wanted_by[place] == owner;
        }
    };
    template <class Level, std::size_t Field> void save_belonging(const saved_items<Level>& items) const {
        using row = typename Level::row;
        if constexpr (!relation<row, Field>.is_parents) {
            using below = saved_level<level_row_t<row, Field>, row, Field>;
            rows_above_t<below> above;
            stored_below<below> stored;
            std::vector<saved_item<below>> wanted;
            for (const auto* each : items) {
                if (!each->is_new) refuse_part<row, Field>(this->state_, this->place_, each->known);
                const auto owner = static_cast<std::uint32_t>(above.size());
                above.push_back(detail::columns_among<known_row<row>>(each->known));
                if (each->stored)
                    base::template follow_key_above<below>(above.back(), field_of<Field>(*each->now),
                                                           field_of<Field>(*each->stored));
                base::template take_key_above<below>(above.back(), field_of<Field>(*each->now));
                compare_field<below, row, Field>(*each->now, each->stored, owner, wanted, stored);
            }
            if constexpr (!below::is_linked) place_rows<below>(above, wanted);
            // A row of another one's field may come here: what is stored of it is known as well.
            if (stored.keys.size() > 0)
                for (auto& each : wanted)
                    if (const std::size_t found =
                            base::leaves_key(*each.now) ? key_table::none : stored.keys.find(base::key_of_item(each));
                        found != key_table::none)
                        each.stored = stored.rows[found];
            if (!stored.gone.empty()) let_go<below>(above, stored);
            save_rows<below>(above, addresses_of(wanted));
        }
    }
    /// Refuses a row below two others: the last one would have it, and the tree that is given back would be wrong.
    template <class Level>
    void place_rows(const rows_above_t<Level>& above, const std::vector<saved_item<Level>>& wanted) const {
        using from_values =
            values_of_list<level_model_t<typename Level::above>, from_columns<typename Level::above, Level::field>>;
        constexpr const level_relation& tie = relation<typename Level::above, Level::field>;
        std::vector<std::string> parents;
        for (const auto& each : above) parents.push_back(detail::bytes_of(detail::columns_among<from_values>(each)));
        for (const auto& each : wanted)
            if (!base::leaves_key(*each.now) &&
                !this->placed_.place(tie.child, tie.to, base::key_of_item(each), parents[each.owner]))
                throw error(join_text({"a tree has one row of \"", table_of<typename Level::model>().name,
                                       "\" below two rows; leave it in the field of one"}));
    }
    /// Which rows of a field are wanted, and which of the stored ones are not.
    template <class Level, class Row, std::size_t Field>
    static void compare_field(Row& now, Row* before, std::uint32_t owner, std::vector<saved_item<Level>>& wanted,
                              stored_below<Level>& stored) {
        using key = typename Level::key;
        std::vector<typename Level::row*> theirs;
        if (before)
            for (auto* const each : detail::rows_inside(field_of<Field>(*before))) {
                const std::size_t place = stored.keys.place(values_of_struct<key>(*each));
                if (place == stored.rows.size()) stored.rows.push_back(each);
                if (stored.note(stored.owners, place, owner)) theirs.push_back(each); // else linked twice
            }
        for (auto* const each : detail::rows_inside(field_of<Field>(now))) {
            wanted.push_back({.now = each, .owner = owner});
            if (base::leaves_key(*each)) continue;
            const key own = values_of_struct<key>(*each);
            if (!stored.note(stored.wanted_by, stored.wanted.place(own), owner))
                throw error(join_text({"a tree has two rows of \"", table_of<typename Level::model>().name,
                                       "\" with one key in a field"}));
            wanted.back().belongs = stored.has(stored.keys.find(own), owner);
        }
        for (auto* const each : theirs)
            if (!stored.wants(stored.wanted.find(values_of_struct<key>(*each)), owner))
                stored.gone.push_back({owner, each});
    }
    /// Rows that are not in the tree any more lose their links, or their parents if they may, or are deleted.
    /// First, so that what is unique is free; a row that comes into another field of the level stays.
    template <class Level> void let_go(const rows_above_t<Level>& above, const stored_below<Level>& stored) const {
        using row = typename Level::above;
        constexpr std::size_t field = Level::field;
        using key = typename Level::key;
        if constexpr (Level::is_linked) {
            unlink_rows<Level>(above, stored);
        } else {
            std::vector<typename Level::row*> gone;
            for (const auto& each : stored.gone)
                if (stored.wanted.find(values_of_struct<key>(*each.row)) == key_table::none) gone.push_back(each.row);
            using from_values = values_of_list<level_model_t<row>, from_columns<row, field>>;
            std::vector<from_values> parents;
            for (const auto& each : above) parents.push_back(detail::columns_among<from_values>(each));
            base::template let_rows_go<row, field>(gone, std::move(parents));
        }
    }
    template <class Row, std::size_t Field> struct from_columns {
        static constexpr column_list list = relation<Row, Field>.from;
    };
    template <class Level> void unlink_rows(const rows_above_t<Level>& above, const stored_below<Level>& stored) const {
        std::vector<const known_row<typename Level::above>*> near;
        std::vector<saved_item<Level>> far;
        for (const auto& each : stored.gone) {
            near.push_back(&above[each.owner]);
            far.push_back({.now = each.row});
        }
        base::template unlink_pairs<typename Level::above, Level::field>(near, far);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
