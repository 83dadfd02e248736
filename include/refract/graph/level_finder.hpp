// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_table.hpp>
#include <refract/graph/level_inserter.hpp>
#include <refract/graph/load.hpp>
#include <refract/graph/open_keys.hpp>
#include <refract/graph/saved_row.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Which rows of a level are stored, and what is stored of them: asked for all of them at once.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::string_view row_has_other_kind =
    "the row with this key is stored as another kind than its field holds; a field of both kinds, as a std::variant, "
    "makes it one of the other kind: ";

template <class Driver, class Place> class level_finder : public level_inserter<Driver, Place> {
    using base = level_inserter<Driver, Place>;
    template <class Row, std::size_t Field> static constexpr const level_relation& relation = relation_of<Row, Field>;

public:
    using base::base;

    /// How many rows with keys were not there, and were inserted: another program may have done so meanwhile.
    std::size_t missed() const { return missed_; }
    void forget_missed() const { missed_ = 0; }

protected:
    mutable std::size_t missed_ = 0;

    template <class Level> static typename Level::key key_of_item(const saved_item<Level>& item) {
        return values_of_struct<typename Level::key>(*item.now);
    }
    template <class Row> static bool leaves_key(const Row& row) { return detail::is_key_open(row); }
    template <class Given, class Key> static void set_key(Given& given, const Key& key) {
        require<check_that<has_fields_of<Given>(Key::columns), rule::saved_row_has_key, Given>>();
        if constexpr (kind_variant<Given>)
            detail::with_kind(given, [&](auto& kind) { set_key(kind, key); });
        else if constexpr (has_fields_of<Given>(Key::columns))
            [&]<std::size_t... Part>(std::index_sequence<Part...>) {
                ((field_of<field_of_column<Given>(Key::columns.columns[Part])>(given) =
                      make_key_part<field_type<Given, field_of_column<Given>(Key::columns.columns[Part])>>(
                          std::get<Part>(key.all))),
                 ...);
            }(std::make_index_sequence<Key::columns.count>{});
    }
    /// Finds what is known of rows, and what is stored of those that were not read with the row above.
    template <class Level>
    void find_stored(const saved_items<Level>& items, std::vector<typename Level::row>& loaded) const {
        saved_items<Level> asked, strangers;
        for (auto* const each : items) {
            if (!each->stored && leaves_key(*each->now)) each->is_new = true;
            if (each->is_new) continue;
            if (each->stored)
                if (auto known = known_of_stored<Level>(*each->stored)) {
                    each->known = std::move(*known);
                    continue;
                }
            asked.push_back(each);
        }
        const auto found = look_for<Level>(asked);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (found[i]) {
                asked[i]->known = *found[i];
                if (!asked[i]->stored && !asked[i]->changes_kind) strangers.push_back(asked[i]);
            } else if (asked[i]->stored || asked[i]->belongs || asked[i]->changes_kind) {
                this->template throw_missing<typename Level::model>();
            } else {
                asked[i]->is_new = true;
                ++missed_;
            }
        }
        load<Level>(strangers, loaded);
    }
    /// Finds what is known of rows that were inserted.
    template <class Level> void find_inserted(const saved_items<Level>& items) const {
        saved_items<Level> asked;
        for (auto* const each : items)
            if (auto known = known_of_stored<Level>(*each->now))
                each->known = std::move(*known);
            else
                asked.push_back(each);
        if (asked.empty()) return;
        const auto found = look_for<Level>(asked);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (!found[i]) this->template throw_missing<typename Level::model>();
            asked[i]->known = *found[i];
        }
    }
    /// A change of a row as it was at its version, if it has one, which brings back what is known of it.
    template <class Level, class Query>
    static auto at_version(const Query& change, const version_values<typename Level::row>& version) {
        if constexpr (has_version<typename Level::row>)
            return returning_columns<typename Level::known>(change.where(base::is(version)));
        else
            return returning_columns<typename Level::known>(change);
    }
    template <class Level> static std::vector<typename Level::key> keys_of(const saved_items<Level>& items) {
        std::vector<typename Level::key> keys;
        for (const auto* each : items) keys.push_back(key_of_item(*each));
        return keys;
    }
    /// The place of a row that came among keys that were asked for.
    template <class Key> static std::size_t place_of(const key_table& keys, const Key& key) {
        const std::size_t place = keys.find(key);
        if (place == key_table::none)
            throw schema_mismatch("a row came whose key is none of those that were asked for: the database takes keys "
                                  "for equal that differ, as texts in upper and lower case");
        return place;
    }
    /// What is known of rows, which stay as they are until the transaction ends.
    template <class Level>
    std::vector<std::optional<typename Level::known>> look_for(const saved_items<Level>& items) const {
        using known = typename Level::known;
        std::vector<std::optional<known>> found(items.size());
        const auto keys = keys_of(items);
        key_table table;
        for (const auto& each : keys) table.add(each);
        base::with_few_keys(keys, [&](const auto& condition) {
            for (known& each : this->list(base::locked(select_columns<known>{{}, {}}.where(condition))))
                found[place_of(table, base::key_of(each))] = std::move(each);
        });
        return found;
    }
    template <class Level> void load(const saved_items<Level>& items, std::vector<typename Level::row>& loaded) const {
        using row = typename Level::row;
        const auto keys = keys_of(items);
        key_table table;
        for (const auto& each : keys) table.add(each);
        base::with_few_keys(keys, [&](const auto& condition) {
            for (row& each : load_rows<row, typename Level::model>(condition)) loaded.push_back(std::move(each));
        });
        for (row& each : loaded)
            items[place_of(table, values_of_struct<typename Level::key>(each))]->stored = __builtin_addressof(each);
        for (const auto* each : items) {
            if (each->stored) continue;
            if constexpr (is_of_kinds<row>)
                throw_without_row(row_has_other_kind, table_of<typename Level::model>().name, {}, this->where_,
                                  detail::shown_key(key_of_item(*each)));
            else
                this->template throw_missing<typename Level::model>();
        }
    }
    template <class Row, class Model, class Condition> std::vector<Row> load_rows(const Condition& condition) const {
        if constexpr (tree_row<Row>) {
            const forgetful_reads<Driver> own(this->state_); // it is no tree of the program
            const auto query = from<Model>().template select<Row>().where(condition);
            using reader = tree_reader<Driver, Place, std::remove_const_t<decltype(query)>, all_rows<Row>>;
            using asked_query = typename reader::asked_query;
            constexpr auto& plan = checked_query_plan<Driver, Place, result_form::rows, asked_query>();
            const asked_query asked = reader::asked(query);
            const void* const call[] = {__builtin_addressof(asked), __builtin_addressof(this->place_)};
            return reader::read(this->state_, plan, call, __builtin_addressof(this->place_), this->where_);
        } else {
            return this->list(from<Model>().where(condition));
        }
    }
    /// What is known of a row that was read, by its fields and by the rows that it needs; nothing if that is not all.
    template <class Level>
    static std::optional<typename Level::known> known_of_stored(const typename Level::row& stored) {
        using known_type = typename Level::known;
        if constexpr (kind_variant<typename Level::row>) {
            return detail::with_kind(stored, []<class Kind>(const Kind& kind) -> std::optional<known_type> {
                const auto known = known_of_stored<kind_level<Level, Kind>>(kind);
                if (!known) return std::nullopt;
                return detail::columns_among<known_type>(*known);
            });
        } else {
            return known_of_kind<Level>(stored);
        }
    }
    template <class Level>
    static std::optional<typename Level::known> known_of_kind(const typename Level::row& stored) {
        using known_type = typename Level::known;
        std::optional<known_type> known(std::in_place);
        const bool is_whole = [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            return (take_stored<known_type::columns.columns[Index]>(*known, stored) && ...);
        }(std::make_index_sequence<known_type::columns.count>{});
        return is_whole ? std::move(known) : std::nullopt;
    }
    template <std::size_t Column, class Known, class Row> static bool take_stored(Known& known, const Row& stored) {
        constexpr std::size_t field = field_of_column<Row>(Column);
        if constexpr (field < level_fields_of<Row>.size()) {
            decide<Column>(known, field_of<field>(stored));
            return true;
        } else {
            return [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                return (false || ... || take_of_needed<Column, Field>(known, stored));
            }(fields_with_rows<Row>());
        }
    }
    template <std::size_t Column, std::size_t Field, class Known, class Row>
    static bool take_of_needed(Known& known, const Row& stored) {
        constexpr const level_relation& about = relation<Row, Field>;
        if constexpr (about.is_parents && about.from.contains(Column)) {
            constexpr std::size_t column = about.to.columns[place_in(about.from, Column)];
            if (const auto* const needed = detail::row_inside(field_of<Field>(stored)))
                return detail::with_kind(*needed, [&]<class Kind>(const Kind& kind) {
                    constexpr std::size_t field = field_of_column<Kind>(column);
                    if constexpr (field < level_fields_of<Kind>.size()) decide<Column>(known, field_of<field>(kind));
                    return field < level_fields_of<Kind>.size();
                });
        }
        return false; // a key without its row: only the database knows which
    }
    template <std::size_t Column, class Decided, class Value> static void decide(Decided& decided, const Value& value) {
        auto& part = value_of_column<Column>(decided);
        part = detail::convert_part<std::remove_reference_t<decltype(part)>>(value);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
