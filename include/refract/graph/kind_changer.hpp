// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/changed_row.hpp>
#include <refract/graph/key_table.hpp>
#include <refract/graph/link_list.hpp>
#include <refract/graph/moved_rows.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// A row of a tree becomes one of another kind: what belonged to the former kind goes, the column that tells kinds
/// apart and those of the new kind are written, and those that it lacks are emptied.
///
///     UPDATE "item" SET "kind" = $1, "url" = $2, "text" = NULL WHERE "id" = $3

namespace refract {
inline namespace v0 {
namespace detail {

/// The columns of other kinds of a model that one lacks. One whose default the database calculates stays as it is.
template <class Row, class Tied> struct lacked_columns {
    using model = level_model_t<Row>;
    struct places {
        std::size_t at[table_of<model>().column_count]{};
        std::size_t count = 0;
    };
    template <class Kind> static constexpr bool has(std::size_t column) {
        return field_of_column<Kind>(column) < level_fields_of<Kind>.size() ||
               decided_columns<Kind, nothing_tied>::list.contains(column);
    }
    template <auto Member, class... Kind>
    static constexpr bool has_other(const kinds_option<Member, Kind...>&, std::size_t column) {
        return (has<typename kind_traits<Kind>::row>(column) || ...);
    }
    static constexpr places find() {
        places made;
        const table_info& table = table_of<model>();
        for (std::size_t i = 0; i < table.column_count; ++i) {
            const column_info& column = table.columns[i];
            const bool is_made = column.key || column.generated || column.always_made || column.version ||
                                 column.updated_at || column.default_from == default_kind::expression ||
                                 i == table.tenant || i == table.deleted || i == kind_column_of<Row>;
            if (!is_made && !has<Row>(i) && !Tied::list.contains(i) && has_other(kinds_of<model>{}, i))
                made.at[made.count++] = i;
        }
        return made;
    }
    static constexpr places all = find();
};

/// The update that makes a row one of another kind.
template <class Row, class Tied> struct changed_kind {
    using model = level_model_t<Row>;
    using lacked = lacked_columns<Row, Tied>;

    template <class Needed, class Saved, class Lacked> struct parts;
    template <std::size_t... Needed, std::size_t... Saved, std::size_t... Lacked>
    struct parts<std::index_sequence<Needed...>, std::index_sequence<Saved...>, std::index_sequence<Lacked...>> {
        using set = set_columns_clause<model, kind_column_of<Row>, needed_values<Row>::columns.columns[Needed]...,
                                       level_fields_of<Row>[Saved].column..., lacked::all.at[Lacked]...>;
        using held = values<part_of_key<void, std::remove_const_t<decltype(kind_value_of<Row>)>>,
                            part_of_key<void, std::tuple_element_t<Needed, decltype(needed_values<Row>::all)>>...,
                            part_of_key<void, field_type<Row, Saved>>...,
                            part_of_key<void, field_type<model, lacked::all.at[Lacked]>>...>;
        using query = update_query<type_list<model>, no_rows, type_list<from_clause<model>, set>, held>;

        static query make(const Row& row, [[maybe_unused]] const needed_values<Row>& needed) {
            [[maybe_unused]] static const model empty{};
            return query{{held{{{__builtin_addressof(kind_value_of<Row>)}},
                               {{__builtin_addressof(std::get<Needed>(needed.all))}}...,
                               {{__builtin_addressof(field_of<Saved>(row))}}...,
                               {{__builtin_addressof(field_of<lacked::all.at[Lacked]>(empty))}}...}},
                         {}};
        }
    };
    static auto make(const Row& row, const needed_values<Row>& needed) {
        return parts<needed_parts<Row>, saved_field_indexes<Row, Tied>,
                     std::make_index_sequence<lacked::all.count>>::make(row, needed);
    }
};

/// Whether rows of a level may be there as another kind: where its field, or the call, has several.
template <class Level> constexpr bool may_change_kind() {
    if constexpr (!is_kind<typename Level::row>)
        return false;
    else if constexpr (std::is_void_v<typename Level::above>)
        return true;
    else
        return kind_variant<level_row_t<typename Level::above, Level::field>>;
}
/// Whether two fields hold rows by the same columns, so that a row of one is one of the other.
constexpr bool same_ties(const level_relation& left, const level_relation& right) {
    return !left.is_parents && !right.is_parents && left.child == right.child && left.link == right.link &&
           same_columns(left.from, right.from) && same_columns(left.to, right.to) &&
           same_columns(left.link_to, right.link_to);
}

template <class Driver, class Place> class kind_changer : public row_releaser<Driver, Place> {
    using base = row_releaser<Driver, Place>;
    template <class Row, std::size_t Field> static constexpr const level_relation& relation = relation_of<Row, Field>;

public:
    using base::base;

protected:
    /// Finds what is stored of rows that were not read with the row above, whatever their kind is there.
    template <class Level>
    void find_kinds(const saved_items<Level>& items, std::vector<typename Level::row>& loaded) const {
        saved_items<Level> asked, there;
        for (auto* const each : items)
            if (!each->stored && !each->is_new && !base::leaves_key(*each->now)) asked.push_back(each);
        const auto found = base::template look_for<Level>(asked);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (found[i]) {
                there.push_back(asked[i]);
            } else if (asked[i]->belongs) {
                this->template throw_missing<typename Level::model>();
            } else {
                asked[i]->is_new = true;
                ++this->missed_;
            }
        }
        base::template load<Level>(there, loaded);
        refuse_two_kinds<Level>(items);
    }
    /// What belonged to rows as those of a former kind does not any more, but for rows that the tree still has there.
    template <class Level> void leave_kinds(const saved_items<Level>& items) const {
        bool any = false;
        for (const auto* each : items) any |= each->stored && each->stored->index() != each->now->index();
        if (any)
            [&]<class... Kind>(type_list<Kind...>) {
                (leave_kind<Level, Kind>(items, fields_with_rows<Kind>()), ...);
            }(kinds_of_row<typename Level::row>{});
    }
    /// Makes rows those of another kind; `read(item, run)` reads what comes back.
    template <class Level, class Read> void change_kinds(const saved_items<Level>& items, Read read) const {
        using row = typename Level::row;
        std::vector<typename Level::key> keys;
        std::vector<version_values<row>> versions;
        for (const auto* each : items) {
            keys.push_back(base::key_of(each->known));
            versions.push_back(values_of_struct<version_values<row>>(*each->now));
        }
        const auto make = [&](std::size_t i) {
            return base::template at_version<Level>(
                changed_kind<row, typename Level::tied>::make(*items[i]->now, items[i]->wanted)
                    .where(base::is(keys[i])),
                versions[i]);
        };
        this->template run_each<result_form::rows>(items.size(), make, [&](std::size_t i, auto& run) {
            read(*items[i], run);
            constexpr std::size_t field = field_of_column<row>(kind_column_of<row>);
            if constexpr (field < level_fields_of<row>.size())
                field_of<field>(*items[i]->now) = field_type<row, field>(kind_value_of<row>);
        });
    }

    /// Links between pairs of rows go.
    template <class Row, std::size_t Field, class Level>
    void unlink_pairs(const std::vector<const known_row<Row>*>& near, std::vector<saved_item<Level>>& far) const {
        if (far.empty()) return;
        saved_items<Level> all;
        for (auto& each : far) all.push_back(&each);
        base::template find_inserted<Level>(all);
        std::vector<target_values<Row, Field>> targets;
        for (const auto& each : far) targets.push_back(detail::columns_among<target_values<Row, Field>>(each.known));
        std::int64_t gone = 0;
        if constexpr (pair_tie<Row, Field>::is_listed) {
            link_list<Row, Field> links;
            for (std::size_t i = 0; i < far.size(); ++i) links.add(*near[i], targets[i]);
            gone = this->change(links.erasing());
        } else {
            this->template run_each<result_form::changes>(
                far.size(), [&](std::size_t i) { return base::template unlinking<Row, Field>(*near[i], targets[i]); },
                [&](std::size_t, auto& run) { gone += run.finish(); });
        }
        if (static_cast<std::size_t>(gone) < far.size()) refuse_linked<Row, Field>(near, far);
    }
    /// Errors: one of the pairs is linked still.
    template <class Row, std::size_t Field, class Level> void
    refuse_linked(const std::vector<const known_row<Row>*>& near, const std::vector<saved_item<Level>>& far) const {
        std::vector<typename Level::key> keys;
        for (const auto& each : far) keys.push_back(base::key_of(each.known));
        this->template run_each<result_form::rows>(
            far.size(),
            [&](std::size_t i) {
                const auto belongs = base::template belongs_to<Row, Field>(*near[i]);
                return select_columns<typename Level::key>{{}, {}}.where(base::is(keys[i]) && belongs);
            },
            [&](std::size_t, auto& run) {
                if (run.step()) throw_kept(relation<Row, Field>.link().name);
                run.drain();
            });
    }
    /// Whether a part of the key of a level's rows is that of the row above.
    template <class Level> static constexpr bool takes_key() {
        for (std::size_t i = 0; i < Level::tied::list.count; ++i)
            if (Level::key::columns.contains(Level::tied::list.columns[i])) return true;
        return false;
    }
    /// The key that a row has below another one.
    template <class Level>
    static void take_parent(typename Level::key& key, const known_row<typename Level::above>& above) {
        static constexpr const level_relation& tie = relation<typename Level::above, Level::field>;
        const auto take = [&]<std::size_t To, std::size_t From>() {
            if constexpr (Level::key::columns.contains(To)) {
                auto& part = value_of_column<To>(key);
                part = detail::convert_part<std::remove_reference_t<decltype(part)>>(value_of_column<From>(above));
            }
        };
        [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            (take.template operator()<tie.to.columns[Part], tie.from.columns[Part]>(), ...);
        }(std::make_index_sequence<tie.to.count>{});
    }
    /// A row whose whole key is that of the row above, as where a kind has a table of its own, is that one's, whatever
    /// it says itself; one of which it is a part, as of the line of an order, where it says nothing.
    template <class Level, class Field>
    static void take_key_above(const known_row<typename Level::above>& above, Field& field) {
        constexpr bool is_whole = holds_columns(Level::tied::list, Level::key::columns);
        if constexpr (takes_key<Level>())
            for (auto* const each : detail::rows_inside(field))
                detail::with_kind(*each, [&](auto& row) {
                    take_parts<Level, is_whole>(row, above, std::make_index_sequence<Level::tied::list.count>{});
                });
    }
    /// Stored rows whose keys have a part of the row above have followed it to another key; so do they in the tree.
    template <class Level, class Field>
    static void follow_key_above(const known_row<typename Level::above>& above, Field& now, Field& stored) {
        if constexpr (takes_key<Level>()) {
            constexpr std::make_index_sequence<Level::tied::list.count> parts{};
            const auto take = [&](auto& row) { take_parts<Level, true>(row, above, parts); };
            key_table followed;
            for (auto* const each : detail::rows_inside(stored)) {
                const auto before = values_of_struct<typename Level::key>(*each);
                detail::with_kind(*each, take);
                if (detail::bytes_of(before) != detail::bytes_of(values_of_struct<typename Level::key>(*each)))
                    followed.add(before);
            }
            if (followed.size() == 0) return;
            for (auto* const each : detail::rows_inside(now))
                if (followed.find(values_of_struct<typename Level::key>(*each)) != key_table::none)
                    detail::with_kind(*each, take);
        }
    }
    /// The fields of a row whose columns other rows of the tree decide are what these are.
    template <class Level>
    static void take_decided([[maybe_unused]] const rows_above_t<Level>& above, const saved_item<Level>& item) {
        using row = typename Level::row;
        using needed = needed_values<row>;
        [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            [[maybe_unused]] const auto take = [&]<std::size_t Column>() {
                constexpr std::size_t field = field_of_column<row>(Column);
                if constexpr (field < level_fields_of<row>.size())
                    field_of<field>(*item.now) =
                        detail::convert_part<field_type<row, field>>(value_of_column<Column>(item.wanted));
            };
            (take.template operator()<needed::columns.columns[Part]>(), ...);
        }(std::make_index_sequence<needed::columns.count>{});
        if constexpr (Level::is_tied)
            take_parts<Level, true>(*item.now, above[item.owner], std::make_index_sequence<Level::tied::list.count>{});
    }

private:
    /// `ToEach`: also of those that are no part of the key, and whatever the row says.
    template <class Level, bool ToEach, class Row, class Above, std::size_t... Part>
    static void take_parts(Row& row, const Above& above, std::index_sequence<Part...>) {
        constexpr const level_relation& tie = relation<typename Level::above, Level::field>;
        const auto take = [&]<std::size_t To, std::size_t From>() {
            constexpr std::size_t field = field_of_column<Row>(To);
            if constexpr (field < level_fields_of<Row>.size() && (ToEach || Level::key::columns.contains(To)))
                if (ToEach || is_blank<field>(row))
                    field_of<field>(row) = detail::convert_part<field_type<Row, field>>(value_of_column<From>(above));
        };
        (take.template operator()<tie.to.columns[Part], tie.from.columns[Part]>(), ...);
    }
    /// One row cannot be of two kinds.
    template <class Level> static void refuse_two_kinds(const saved_items<Level>& items) {
        key_table keys;
        std::vector<std::size_t> kinds;
        for (const auto* each : items) {
            if (base::leaves_key(*each->now)) continue;
            const std::size_t place = keys.place(base::key_of_item(*each));
            if (place == kinds.size()) kinds.push_back(each->now->index());
            if (kinds[place] != each->now->index())
                throw error(
                    join_text({"a tree has one row of \"", table_of<typename Level::model>().name, "\" as two kinds"}));
        }
    }
    /// A row of a former kind, and what comes in its place.
    template <class Level, class Kind> struct former_row {
        Kind* row;
        typename Level::row* now;
        known_row<Kind> known{};
    };
    template <class Level, class Kind> using former_rows = std::vector<former_row<Level, Kind>>;

    template <class Level, class Kind, std::size_t... Field>
    void leave_kind(const saved_items<Level>& items, std::index_sequence<Field...>) const {
        former_rows<Level, Kind> left;
        for (auto* const each : items)
            if (each->stored && each->stored->index() != each->now->index())
                if (Kind* const former = detail::kind_inside<Kind>(*each->stored)) left.push_back({former, each->now});
        if (left.empty() || sizeof...(Field) == 0) return;
        find_former<kind_level<Level, Kind>>(left);
        (leave_field<Level, Kind, Field>(items, left), ...);
    }
    template <class OfKind, class Left> void find_former(Left& left) const {
        std::vector<saved_item<OfKind>> asked;
        saved_items<OfKind> all;
        for (auto& each : left) asked.push_back({.now = each.row});
        for (auto& each : asked) all.push_back(&each);
        base::template find_inserted<OfKind>(all);
        for (std::size_t i = 0; i < left.size(); ++i)
            left[i].known = detail::columns_among<known_row<typename OfKind::row>>(asked[i].known);
    }
    template <class Level, class Kind, std::size_t Field>
    void leave_field(const saved_items<Level>& items, const former_rows<Level, Kind>& left) const {
        if constexpr (relation<Kind, Field>.is_over_link())
            unlink_field<Level, Kind, Field>(left);
        else if constexpr (!relation<Kind, Field>.is_parents)
            leave_rows<Level, Kind, Field>(items, left);
    }
    template <class Level, class Kind, std::size_t Field>
    void leave_rows(const saved_items<Level>& items, const former_rows<Level, Kind>& left) const {
        using key = key_values<level_model_t<level_row_t<Kind, Field>>>;
        using from_values = values_of_list<typename Level::model, from_columns<Kind, Field>>;
        key_table wanted;
        for (const auto* each : items) add_wanted<Kind, Field>(*each->now, wanted);
        std::vector<level_row_t<Kind, Field>*> gone;
        std::vector<from_values> parents;
        for (const auto& each : left) {
            parents.push_back(detail::columns_among<from_values>(each.known));
            for (auto* row : detail::rows_inside(field_of<Field>(*each.row)))
                if (wanted.find(values_of_struct<key>(*row)) == key_table::none) gone.push_back(row);
        }
        base::template let_rows_go<Kind, Field>(gone, std::move(parents));
    }
    template <class Level, class Kind, std::size_t Field>
    void unlink_field(const former_rows<Level, Kind>& left) const {
        using below = saved_level<level_row_t<Kind, Field>, Kind, Field>;
        std::vector<const known_row<Kind>*> near;
        std::vector<saved_item<below>> far;
        for (const auto& each : left) {
            key_table wanted;
            add_wanted<Kind, Field>(*each.now, wanted);
            for (auto* const row : detail::rows_inside(field_of<Field>(*each.row)))
                if (wanted.find(values_of_struct<typename below::key>(*row)) == key_table::none) {
                    near.push_back(&each.known);
                    far.push_back({.now = row});
                }
        }
        unlink_pairs<Kind, Field>(near, far);
    }
    template <class Row, std::size_t Field> struct from_columns {
        static constexpr column_list list = relation<Row, Field>.from;
    };
    /// The keys of the rows that a row has by the same columns as a field of another kind.
    template <class Former, std::size_t FormerField, class Row> static void add_wanted(Row& now, key_table& wanted) {
        detail::with_kind(now, [&]<class Kind>(Kind& kind) {
            [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                (add_wanted_of<Former, FormerField, Kind, Field>(kind, wanted), ...);
            }(fields_with_rows<Kind>());
        });
    }
    template <class Former, std::size_t FormerField, class Kind, std::size_t Field>
    static void add_wanted_of([[maybe_unused]] Kind& kind, [[maybe_unused]] key_table& wanted) {
        if constexpr (same_ties(relation<Former, FormerField>, relation<Kind, Field>))
            for (const auto* row : detail::rows_inside(field_of<Field>(kind)))
                if (!base::leaves_key(*row))
                    wanted.add(values_of_struct<key_values<level_model_t<level_row_t<Kind, Field>>>>(*row));
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
