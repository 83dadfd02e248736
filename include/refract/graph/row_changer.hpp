// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>
#include <refract/graph/changed_row.hpp>
#include <refract/graph/key_table.hpp>
#include <refract/graph/kind_changer.hpp>
#include <refract/graph/refuse_part.hpp>
#include <refract/graph/saved_row.hpp>
#include <refract/graph/unique_order.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The rows of a level that differ from the stored ones are written, each after those whose unique values it takes.

namespace refract {
inline namespace v0 {
namespace detail {

/// `SET` of one column to NULL.
template <class Model, std::size_t Column> struct set_null_clause {
    using parameters = type_list<>;
    static constexpr std::array<node, 2> nodes{
        node{.kind = node_kind::assignment,
             .arity = 1,
             .column = static_cast<std::uint16_t>(Column),
             .table = &table_of<Model>,
             .type = table_of<Model>().columns[Column].type},
        node{.kind = node_kind::null, .nullable = true, .type = table_of<Model>().columns[Column].type}};
    static constexpr clause describe() { return {.kind = clause_kind::set, .items = 1, .nodes = nodes.data()}; }
};

/// The unique keys of a level's table whose values a save can change.
template <class Level> struct unique_changes {
    using row = typename Level::row;
    using model = typename Level::model;
    using tied = typename Level::tied;
    using needed = needed_values<row>;
    static constexpr const table_info& table = table_of<model>();
    static constexpr std::size_t index_count = options_of<model, index_info>.size();
    static constexpr std::size_t none = table_info::none;

    static constexpr bool is_field(std::size_t column) {
        return field_of_column<row>(column) < level_fields_of<row>.size();
    }
    static constexpr bool is_written(std::size_t column) {
        if (tied::list.contains(column)) return false;
        const column_info& about = table.columns[column];
        return needed::columns.contains(column) || (is_field(column) && !about.key && !about.generated &&
                                                    !about.always_made && !about.version && !about.updated_at);
    }
    static constexpr bool is_compared(std::size_t column) {
        const type_kind kind = table.columns[column].type.kind;
        return tied::list.contains(column) ||
               ((needed::columns.contains(column) || is_field(column)) &&
                (is_whole_number(kind) || kind == type_kind::text || kind == type_kind::uuid));
    }
    static constexpr bool is_ordered(const index_info& index) {
        bool changes = false;
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            if (!is_compared(index.columns.columns[i])) return false;
            changes |= is_written(index.columns.columns[i]);
        }
        return index.unique && changes;
    }
    static constexpr bool has_any() {
        for (std::size_t i = 0; i < index_count; ++i)
            if (is_ordered(options_of<model, index_info>[i])) return true;
        return false;
    }
    /// The column of a key that a row can do without for a moment.
    static constexpr std::size_t column_to_clear(const index_info& index) {
        for (std::size_t i = 0; i < index.columns.count; ++i)
            if (is_written(index.columns.columns[i]) && table.columns[index.columns.columns[i]].nullable)
                return index.columns.columns[i];
        return none;
    }

    /// The value of a key; empty if a part of it is NULL.
    template <std::size_t Index, class Needed>
    static std::string value(const saved_item<Level>& item, const row& fields, const Needed& keys) {
        static constexpr const column_list& columns = options_of<model, index_info>[Index].columns;
        std::string bytes;
        bool is_whole = true;
        const auto add = [&](const auto& part) {
            if constexpr (is_optional<std::remove_cvref_t<decltype(part)>>) is_whole &= part.has_value();
            detail::append_bytes(bytes, part);
        };
        const auto add_column = [&]<std::size_t Column>() {
            if constexpr (tied::list.contains(Column))
                add(item.owner);
            else if constexpr (needed::columns.contains(Column))
                add(value_of_column<Column>(keys));
            else
                add(field_of<field_of_column<row>(Column)>(fields));
        };
        [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            (add_column.template operator()<columns.columns[Part]>(), ...);
        }(std::make_index_sequence<columns.count>{});
        return is_whole ? bytes : std::string();
    }
    template <std::size_t Index> static void add(unique_order& order, const saved_items<Level>& items) {
        if constexpr (is_ordered(options_of<model, index_info>[Index])) {
            std::vector<unique_change> changes(items.size());
            for (std::size_t i = 0; i < items.size(); ++i) {
                const saved_item<Level>& item = *items[i];
                if (Level::is_tied && !item.belongs) continue; // it comes from elsewhere
                std::string left = value<Index>(item, *item.stored, item.known);
                std::string taken = value<Index>(item, *item.now, item.wanted);
                if (left != taken) changes[i] = {std::move(left), std::move(taken)};
            }
            order.add(Index, changes);
        }
    }
    static unique_order find(const saved_items<Level>& items) {
        unique_order order(items.size());
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            (add<Index>(order, items), ...);
        }(std::make_index_sequence<index_count>{});
        return order;
    }
};

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_exchanged(const table_info& table, const column_list& columns,
                                                                   std::string_view taker, std::string_view holder) {
    error_details details{.message = {}, .table = std::string(table.name)};
    std::string names;
    for (std::size_t i = 0; i < columns.count; ++i) {
        const std::string_view name = table.columns[columns.columns[i]].name;
        details.columns.emplace_back(name);
        names += join_text({i > 0 ? ", \"" : "\"", name, "\""});
    }
    details.message = join_text(
        {"rows of \"", table.name, "\" exchange values of ", names, ", which are unique and never NULL: the row", taker,
         " takes that of the row", holder,
         ", which waits for it in turn. Rows are written one after the other: save one of them with another value first"});
    throw unique_violation(std::move(details));
}

template <class Driver, class Place> class row_changer : public kind_changer<Driver, Place> {
    using base = kind_changer<Driver, Place>;

public:
    using base::base;

protected:
    template <class Row> void check_version(const Row& now, const Row& stored) const {
        if constexpr (has_version<Row>) {
            constexpr std::size_t field = field_of_column<Row>(version_columns<Row>::list.columns[0]);
            if (field_of<field>(now) != field_of<field>(stored))
                throw_stale_row(table_of<level_model_t<Row>>().name, {});
        }
    }
    /// The own columns of rows that differ: their fields, and the keys of the rows that they need.
    template <class Level> void write_changed(const saved_items<Level>& items) const {
        using row = typename Level::row;
        using change = changed_row<row, typename Level::tied>;
        if constexpr (change::has_columns) {
            saved_items<Level> changed;
            for (auto* const each : items)
                if (change::differs(*each->now, *each->stored) || needs_others<Level>(*each)) changed.push_back(each);
            if constexpr (unique_changes<Level>::has_any()) order_changed<Level>(changed);
            std::vector<typename Level::key> keys;
            std::vector<version_values<row>> versions;
            for (const auto* each : changed) {
                keys.push_back(base::key_of(each->known));
                versions.push_back(detail::columns_among<version_values<row>>(each->known));
            }
            const auto make = [&](std::size_t i) {
                return base::template at_version<Level>(
                    change::make(*changed[i]->now, changed[i]->wanted).where(base::is(keys[i])), versions[i]);
            };
            try {
                this->template run_each<result_form::rows>(
                    changed.size(), make, [&](std::size_t i, auto& run) { read_changed(*changed[i], run); });
            } catch (const conversion_error&) {
                this->failed_ = {changed[this->reached_]->now, sizeof(row)};
                throw;
            }
        }
    }
    template <class Level> shared_copies* copies_of(const saved_item<Level>& item) const {
        if (base::leaves_key(*item.now)) return nullptr;
        return this->kept_.copies(&table_of<typename Level::model>, base::key_of_item(item));
    }
    /// Whether another one of its row came before.
    template <class Level> bool is_copy(const saved_item<Level>& item) const {
        const auto* const copies = copies_of(item);
        return copies && copies->is_met();
    }
    /// Of rows that the tree has several times one is written. Errors: copies were changed differently.
    template <class Level> void merge_copies(saved_items<Level>& items) const {
        saved_items<Level> kept, outdated;
        for (auto* const each : items) {
            auto* const copies = copies_of(*each);
            const bool is_changed = copies && copies->is_met() && copies->is_changed();
            if (!copies || add_copy(*copies, *each)) kept.push_back(each);
            if (is_changed && !each->is_new) outdated.push_back(each);
        }
        const auto found = base::template look_for<Level>(outdated);
        for (std::size_t i = 0; i < outdated.size(); ++i)
            if (found[i]) outdated[i]->known = *found[i];
        items = std::move(kept);
    }
    /// What only the database says of rows is as it is stored, whatever the tree says; changed rows bring it back anew.
    template <class Level> static void take_renewed(const saved_items<Level>& items) {
        using renewed = renewed_values<typename Level::row>;
        if constexpr (is_renewed<typename Level::row>)
            for (auto* const each : items)
                if (!each->is_new && !each->changes_kind) // whose version is looked at when it is written
                    base::set_key(*each->now, detail::columns_among<renewed>(each->known));
    }
    /// Rows whose key has a part of the row above come to it each behind the one whose key it takes.
    template <class Level> static void order_moved(const rows_above_t<Level>& above, saved_items<Level>& moved) {
        if (moved.size() < 2) return;
        std::vector<unique_change> keys(moved.size());
        for (std::size_t i = 0; i < moved.size(); ++i) {
            auto key = base::key_of_item(*moved[i]);
            keys[i].left = detail::bytes_of(key);
            base::template take_parent<Level>(key, above[moved[i]->owner]);
            keys[i].taken = detail::bytes_of(key);
        }
        unique_order order(moved.size());
        order.add(0, keys);
        if (!order.is_any()) return;
        saved_items<Level> arranged;
        for (const std::uint32_t place : order.arrange()) arranged.push_back(moved[place]);
        for (const unique_detour& each : order.detours())
            throw_exchanged(table_of<typename Level::model>(), Level::key::columns,
                            detail::shown_key(base::key_of_item(*moved[each.taker])),
                            detail::shown_key(base::key_of_item(*moved[each.row])));
        moved = std::move(arranged);
    }
    template <class Level> void read_changed(saved_item<Level>& item, execution<Driver>& run) const {
        using row = typename Level::row;
        const bool is_there = run.step();
        if (!is_there && has_version<row>) throw_stale_row(table_of<typename Level::model>().name, {});
        if (!is_there) this->template throw_missing<typename Level::model>();
        detail::read_row(run.statement(), item.known);
        run.drain();
        if constexpr (is_renewed<row>) base::set_key(*item.now, detail::columns_among<renewed_values<row>>(item.known));
    }

private:
    /// Whether the copy is to be written.
    template <class Level> bool add_copy(shared_copies& copies, saved_item<Level>& item) const {
        using row = typename Level::row;
        using change = changed_row<row, typename Level::tied>;
        const bool is_first = !copies.is_met(), was_changed = copies.is_changed();
        if (is_first) copies.is_new = item.is_new;
        if constexpr (has_version<row>) {
            const any_value own(field_of<field_of_column<row>(version_columns<row>::list.columns[0])>(*item.now));
            if (is_first)
                copies.version = own;
            else if (!(copies.version == own)) // the first one had what is stored
                throw_stale_row(table_of<typename Level::model>().name, {});
        }
        auto values = change::list(*item.now, item.wanted);
        const bool has_former = item.stored && !item.is_new && !item.changes_kind;
        const auto former = has_former
                                ? change::list(*item.stored, detail::columns_among<needed_values<row>>(item.known))
                                : std::vector<shared_value>();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (has_former) values[i].before = former[i].now;
            values[i].is_changed = !has_former || !(values[i].now == values[i].before);
        }
        const bool is_written = copies.add(std::move(values), table_of<typename Level::model>().name);
        const bool renews = copies.is_new || is_renewed<row>;
        this->is_outdated_ |= copies.differ() || (renews && !is_first && (was_changed || copies.is_changed()));
        return is_written;
    }
    /// A row that takes a unique value of another one comes behind it. Of a circle one gives its value up beforehand.
    template <class Level> void order_changed(saved_items<Level>& changed) const {
        using unique = unique_changes<Level>;
        if (changed.size() < 2) return;
        unique_order order = unique::find(changed);
        if (!order.is_any()) return;
        const auto places = order.arrange();
        for (const unique_detour& each : order.detours())
            [&]<std::size_t... Index>(std::index_sequence<Index...>) {
                const auto& taker = *changed[each.taker];
                ((Index == each.key ? clear_unique<Level, Index>(*changed[each.row], taker) : void()), ...);
            }(std::make_index_sequence<unique::index_count>{});
        saved_items<Level> arranged;
        for (const std::uint32_t place : places) arranged.push_back(changed[place]);
        changed = std::move(arranged);
    }
    template <class Level, std::size_t Index>
    void clear_unique(saved_item<Level>& item, const saved_item<Level>& taker) const {
        using unique = unique_changes<Level>;
        using row = typename Level::row;
        using model = typename Level::model;
        constexpr const index_info& index = options_of<model, index_info>[Index];
        constexpr std::size_t column = unique::column_to_clear(index);
        if constexpr (!unique::is_ordered(index)) {
        } else if constexpr (column != unique::none) {
            using query = update_query<type_list<model>, no_rows,
                                       type_list<from_clause<model>, set_null_clause<model, column>>, values<>>;
            const auto key = base::key_of(item.known);
            const auto version = detail::columns_among<version_values<row>>(item.known);
            const auto make = [&](std::size_t) {
                return base::template at_version<Level>(query{{}, {}}.where(base::is(key)), version);
            };
            this->template run_each<result_form::rows>(1, make,
                                                       [&](std::size_t, auto& run) { read_changed(item, run); });
        } else if constexpr (!index.where) { // of some rows alone they may be alike
            throw_exchanged(table_of<model>(), index.columns, detail::shown_key(base::key_of(taker.known)),
                            detail::shown_key(base::key_of(item.known)));
        }
    }
    template <class Level> static bool needs_others(const saved_item<Level>& item) {
        using needed = needed_values<typename Level::row>;
        return needed::columns.count > 0 &&
               detail::bytes_of(item.wanted) != detail::bytes_of(detail::columns_among<needed>(item.known));
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
