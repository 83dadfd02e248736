// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/save.hpp>
#include <refract/graph/tenant_rows.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Rows that are given to a field of a row: they are inserted, or connected where they are there, many at once.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver, class Place> class row_creator : public tree_saver<Driver, Place> {
    using base = tree_saver<Driver, Place>;
    template <class Row, std::size_t Field> static constexpr const level_relation& relation = relation_of<Row, Field>;

public:
    using base::base;

protected:
    template <class Given> static std::vector<Given*> pointers_to(std::vector<Given>& rows) {
        std::vector<Given*> made;
        for (Given& each : rows) made.push_back(__builtin_addressof(each));
        return made;
    }
    /// Inserts rows that belong to the row around the field. `is_undone`: where that fails, nothing of it is there, and
    /// the transaction goes on.
    template <class Row, std::size_t Field, class Given>
    void create_all(known_row<Row>& row, const std::vector<Given*>& rows, bool is_undone) const {
        with_copies(rows, [&](const std::vector<Given*>& made) {
            [&]<class... Kind>(type_list<Kind...>) {
                std::optional<level_scope<Driver>> scope;
                if (sizeof...(Kind) > 1 && is_undone) scope.emplace(this->state_, transaction_options{});
                (insert_kind<Row, Field, Kind>(row, made, is_undone), ...);
                if (scope) scope->finish();
            }(kinds_of_row<Given>{});
        });
    }
    template <class Row, std::size_t Field, class Kind, class Given>
    void insert_kind(known_row<Row>& row, const std::vector<Given*>& made, bool is_undone) const {
        std::vector<void*> rows;
        for (Given* const each : made)
            if (void* const kind = detail::kind_inside<Kind>(*each)) rows.push_back(kind);
        this->template insert_trees<Row, Field, Kind>(row, rows, is_undone);
    }
    /// Rows that are there by a key belong to the row around the field; the others are inserted.
    template <class Row, std::size_t Field, class Key, class Given>
    void connect_or_create(known_row<Row>& row, const std::vector<Given*>& rows) const {
        if constexpr (related_rows<field_type<Row, Field>>::room == cardinality::many)
            if (rows.size() > 1) return connect_or_create_all<Row, Field, Key>(row, rows);
        connect_or_create_each<Row, Field, Key>(row, rows);
    }
    /// A row that is connected to a field which holds one at most takes the place of the one there.
    template <class Row, std::size_t Field> void make_room(known_row<Row>& row) const {
        if constexpr (relation<Row, Field>.is_unique && !relation<Row, Field>.is_parents)
            this->template make_room_for<Row, Field>(row);
    }
    /// The transaction may be tried again, so that rows are written from copies; those that cannot be copied, once.
    template <class Given, class Work> void with_copy(Given& given, Work work) const {
        if constexpr (is_copied<Given>()) {
            Given copy = given;
            make_own(copy);
            work(copy);
        } else {
            make_own(given);
            work(given);
        }
    }

private:
    template <class Row, std::size_t Field, class Key, class Given>
    void connect_or_create_each(known_row<Row>& row, const std::vector<Given*>& rows) const {
        for (Given* const each : rows) {
            if (this->template connect_if_there<Row, Field>(row, std::vector<Key>{values_of_struct<Key>(*each)}))
                continue;
            ++this->missed_;
            make_room<Row, Field>(row);
            create_all<Row, Field>(row, std::vector<Given*>{each}, false);
        }
    }
    /// The same in statements for all that are there, and for all that are not. Where one of these is there by then,
    /// they are looked for once more; one that is twice in the list, as the database compares keys, goes by itself.
    template <class Row, std::size_t Field, class Key, class Given>
    void connect_or_create_all(known_row<Row>& row, std::vector<Given*> rows) const {
        for (bool is_first = true;; is_first = false) {
            std::vector<Key> keys;
            for (const Given* each : rows) keys.push_back(values_of_struct<Key>(*each));
            std::optional<key_table> there = this->template connect_those_there<Row, Field>(row, keys);
            if (!there) break;
            std::vector<Given*> missing;
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (there->find(keys[i]) == key_table::none &&
                    (!names_row<Row, Field, Given>(keys[i]) || there->add(keys[i])))
                    missing.push_back(rows[i]);
            if (!is_first && missing.size() == rows.size()) break;
            this->missed_ += missing.size();
            if (missing.size() < 2) return create_all<Row, Field>(row, missing, false);
            try {
                return create_all<Row, Field>(row, missing, true);
            } catch (const unique_violation&) { rows = std::move(missing); }
        }
        connect_or_create_each<Row, Field, Key>(row, rows);
    }
    /// Whether a row that is inserted is found by the key that its struct has: nothing of that is NULL, or another
    /// row's or the database's to decide.
    template <class Row, std::size_t Field, class Given, class Key> static bool names_row(const Key& key) {
        return []<class... Kind>(const Key& of, type_list<Kind...>) {
            return (keeps_key<inserted_level<Kind, Row, Field, inserted_form{.with_key = true}>>(of) && ...);
        }(key, kinds_of_row<Given>{});
    }
    template <class Inserted, class Key> static bool keeps_key(const Key& key) {
        constexpr const table_info& table = table_of<typename Key::model>();
        bool is_kept = !has_null(key, Key::columns);
        const auto look = [&]<std::size_t Part>() {
            constexpr std::size_t column = Key::columns.columns[Part];
            constexpr bool is_field = [] {
                inserted_columns sent = Inserted::columns;
                return sent.find(column) && sent.find(column)->from == column_source::field;
            }();
            if constexpr (!is_field) {
                is_kept = false;
            } else if constexpr (is_omittable(table, column)) {
                static const Key blank = values_of_struct<Key>(typename Key::model{});
                const auto& value = std::get<Part>(key.all);
                is_kept = is_kept && !is_unset(value, std::get<Part>(blank.all)) &&
                          !is_unset(value, std::remove_cvref_t<decltype(value)>{});
            }
        };
        [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            (look.template operator()<Part>(), ...);
        }(std::make_index_sequence<Key::columns.count>{});
        return is_kept;
    }
    /// The keys of maps, and the session's tenant, are fields of the rows.
    template <class Given> void make_own(Given& given) const {
        taken_map_keys()(given);
        tenant_rows<Place>{this->place_}(given);
    }
    template <class Given, class Work> void with_copies(const std::vector<Given*>& given, Work work) const {
        const auto take_keys_and_work = [&](const std::vector<Given*>& rows) {
            for (Given* const each : rows) make_own(*each);
            work(rows);
        };
        if constexpr (is_copied<Given>()) {
            std::vector<Given> copies;
            copies.reserve(given.size());
            for (const Given* each : given) copies.push_back(*each);
            take_keys_and_work(pointers_to(copies));
        } else {
            take_keys_and_work(given);
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
