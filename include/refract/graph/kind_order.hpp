// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_table.hpp>
#include <refract/graph/row_changer.hpp>
#include <refract/graph/unique_order.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Rows of several kinds that take unique values of each other. They are written kind by kind: first that kind which
/// leaves the values, or a row gives its value up beforehand.

namespace refract {
inline namespace v0 {
namespace detail {

/// A unique value that a row of a level has, and another one takes.
struct passed_value {
    std::uint32_t holder = 0, taker = 0, key = 0;
    bool is_cleared = false; ///< the column may be NULL for a moment
};

/// The unique values that rows of a level pass to rows of other kinds.
template <class Level> struct passed_values {
    using row = typename Level::row;
    using model = typename Level::model;
    using tied = typename Level::tied;
    static constexpr const table_info& table = table_of<model>();
    static constexpr std::size_t index_count = options_of<model, index_info>.size();
    static constexpr std::size_t kind_count = kinds_of_row<row>::size;
    static constexpr std::size_t none = table_info::none;

    static constexpr bool is_watched(const index_info& index) {
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            const type_kind kind = table.columns[index.columns.columns[i]].type.kind;
            if (!is_whole_number(kind) && kind != type_kind::text && kind != type_kind::uuid) return false;
        }
        return index.unique;
    }
    static constexpr std::size_t column_to_clear(const index_info& index) {
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            const std::size_t column = index.columns.columns[i];
            const column_info& about = table.columns[column];
            if (about.nullable && !about.key && !about.generated && !tied::list.contains(column)) return column;
        }
        return none;
    }
    static bool changes_kind(const saved_item<Level>& item) {
        return item.stored && item.stored->index() != item.now->index();
    }

    /// All of them.
    static std::vector<passed_value> find(const saved_items<Level>& items) {
        std::vector<passed_value> found;
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            (add<Index>(found, items), ...);
        }(std::make_index_sequence<index_count>{});
        return found;
    }
    /// In which order the kinds are written.
    static std::array<std::size_t, kind_count> arrange(const saved_items<Level>& items,
                                                       const std::vector<passed_value>& passed) {
        std::array<std::array<bool, kind_count>, kind_count> waits{}; // the first for the second
        for (const passed_value& each : passed)
            if (!each.is_cleared) waits[items[each.taker]->now->index()][items[each.holder]->now->index()] = true;
        std::array<std::size_t, kind_count> order{};
        std::array<bool, kind_count> is_placed{};
        for (std::size_t& place : order) {
            const auto is_next = [&](std::size_t kind) {
                for (std::size_t other = 0; other < kind_count; ++other)
                    if (other != kind && waits[kind][other] && !is_placed[other]) return false;
                return !is_placed[kind];
            };
            std::size_t next = 0, free = 0;
            while (next < kind_count && !is_next(next)) ++next;
            while (is_placed[free]) ++free;
            place = next < kind_count ? next : free; // of a circle one has to be the first
            is_placed[place] = true;
        }
        return order;
    }
    /// Whether a value would still be there when it is taken.
    static bool is_late(const saved_items<Level>& items, const passed_value& value,
                        const std::array<std::size_t, kind_count>& order) {
        const saved_item<Level>&holder = *items[value.holder], &taker = *items[value.taker];
        const auto place_of = [&](const saved_item<Level>& item) {
            std::size_t at = 0;
            while (order[at] != item.now->index()) ++at;
            return at;
        };
        const std::size_t left = place_of(holder), taken = place_of(taker);
        return left > taken || (left == taken && changes_kind(holder) && taker.stored);
    }

private:
    /// The value that a row has of a key; empty if it has none, or if another row of the tree decides it.
    template <std::size_t Index> static std::string value_of(row& any, std::uint32_t owner) {
        return detail::with_kind(any, [&]<class Kind>(Kind& kind) {
            static constexpr const column_list& columns = options_of<model, index_info>[Index].columns;
            std::string bytes;
            bool is_whole = true;
            const auto add_column = [&]<std::size_t Column>() {
                if constexpr (tied::list.contains(Column))
                    detail::append_bytes(bytes, owner);
                else if constexpr (needed_values<Kind>::columns.contains(Column) ||
                                   field_of_column<Kind>(Column) >= level_fields_of<Kind>.size())
                    is_whole = false;
                else {
                    using wanted = std::optional<without_optional<field_type<model, Column>>>;
                    const auto part = detail::convert_part<wanted>(field_of<field_of_column<Kind>(Column)>(kind));
                    is_whole = is_whole && part.has_value();
                    detail::append_bytes(bytes, part);
                }
            };
            [&]<std::size_t... Part>(std::index_sequence<Part...>) {
                (add_column.template operator()<columns.columns[Part]>(), ...);
            }(std::make_index_sequence<columns.count>{});
            return is_whole ? bytes : std::string();
        });
    }
    template <std::size_t Index> static void add(std::vector<passed_value>& found, const saved_items<Level>& items) {
        static constexpr const index_info& index = options_of<model, index_info>[Index];
        if constexpr (is_watched(index)) {
            key_table values;
            std::vector<std::uint32_t> holders;
            std::vector<std::string> taken(items.size());
            for (std::uint32_t i = 0; i < items.size(); ++i) {
                saved_item<Level>& item = *items[i];
                if (item.stored && Level::is_tied && !item.belongs) continue; // it comes from elsewhere
                taken[i] = value_of<Index>(*item.now, item.owner);
                const std::string left = item.stored ? value_of<Index>(*item.stored, item.owner) : std::string();
                if (left == taken[i])
                    taken[i].clear();
                else if (!left.empty() && values.find_bytes(left) == key_table::no_bytes) {
                    values.add_bytes(left);
                    holders.push_back(i);
                }
            }
            for (std::uint32_t i = 0; i < items.size(); ++i) {
                const std::uint32_t at = taken[i].empty() ? key_table::no_bytes : values.find_bytes(taken[i]);
                if (at == key_table::no_bytes) continue;
                const saved_item<Level>& holder = *items[holders[at]];
                if (holder.now->index() != items[i]->now->index() || changes_kind(holder))
                    found.push_back({holders[at], i, Index, column_to_clear(index) != none});
            }
        }
    }
};

template <class Driver, class Place> class kind_orderer : public row_changer<Driver, Place> {
    using base = row_changer<Driver, Place>;

public:
    using base::base;

protected:
    /// The order in which the kinds of a level's rows are written; values that would be taken too early are given up.
    template <class Level> auto order_kinds(const saved_items<Level>& items) const {
        using passing = passed_values<Level>;
        const std::vector<passed_value> passed = passing::find(items);
        const auto order = passing::arrange(items, passed);
        for (const passed_value& each : passed)
            if (passing::is_late(items, each, order))
                [&]<std::size_t... Index>(std::index_sequence<Index...>) {
                    ((Index == each.key ? give_up<Level, Index>(*items[each.holder], *items[each.taker]) : void()),
                     ...);
                }(std::make_index_sequence<passing::index_count>{});
        return order;
    }

private:
    template <class Level, std::size_t Index>
    void give_up(const saved_item<Level>& holder, const saved_item<Level>& taker) const {
        using passing = passed_values<Level>;
        constexpr const index_info& index = options_of<typename Level::model, index_info>[Index];
        constexpr std::size_t column = passing::column_to_clear(index);
        if constexpr (!passing::is_watched(index)) {
        } else if constexpr (column != passing::none) {
            detail::with_kind(*holder.now, [&]<class Kind>(Kind& now) { clear<Level, column>(now, *holder.stored); });
        } else if constexpr (!index.where) { // of some rows alone they may be alike
            throw_exchanged(table_of<typename Level::model>(), index.columns,
                            detail::shown_key(base::key_of_item(taker)), detail::shown_key(base::key_of_item(holder)));
        }
    }
    template <class Level, std::size_t Column, class Kind> void clear(Kind& now, typename Level::row& stored) const {
        using model = typename Level::model;
        using version_type = version_values<Kind>;
        using query = update_query<type_list<model>, no_rows,
                                   type_list<from_clause<model>, set_null_clause<model, Column>>, values<>>;
        const auto key = values_of_struct<typename Level::key>(now);
        const auto is_row = query{{}, {}}.where(base::is(key));
        if constexpr (has_version<Kind>) {
            const auto version = values_of_struct<version_type>(now);
            const auto next = this->find(returning_columns<version_type>(is_row.where(base::is(version))));
            if (!next) throw_stale_row(table_of<model>().name, {});
            base::set_key(now, *next);
            detail::with_kind(stored, [&]<class Former>(Former& former) {
                if constexpr (has_fields_of<Former>(version_type::columns)) base::set_key(former, *next);
            });
        } else if (this->change(is_row) == 0) {
            this->template throw_missing<model>();
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
