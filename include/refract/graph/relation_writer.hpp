// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_table.hpp>
#include <refract/graph/row_writer.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

/// \file
/// Rows come to belong to the row around a field, and cease to, whichever of them has the foreign key.

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold]] inline void throw_needed(std::string_view table) {
    throw error(
        join_text({"a row of \"", table,
                   "\" would be left without one that it needs, since its foreign key is never NULL; delete it, "
                   "or connect it to another row there"}));
}

template <class Driver, class Place> class relation_writer : public row_writer<Driver, Place> {
    using base = row_writer<Driver, Place>;

public:
    using base::base;

protected:
    template <class Row, std::size_t Field> static constexpr const level_relation& relation = relation_of<Row, Field>;
    template <class Row, std::size_t Field> using child_model = level_model_t<level_row_t<Row, Field>>;
    /// The row with a key, if it is of the kinds that a field holds.
    template <class Row, std::size_t Field, class Key> static auto is_row(const Key& key) {
        return detail::of_kinds<level_row_t<Row, Field>>(base::is(key));
    }
    /// The rows of the field: those of its kinds.
    template <class Row, std::size_t Field> static auto is_member(const known_row<Row>& row) {
        return detail::of_kinds<level_row_t<Row, Field>>(base::template belongs_to<Row, Field>(row));
    }
    template <class Row, std::size_t Field, class Key>
    static auto is_member(const known_row<Row>& row, const Key& key) {
        return base::is(key) && is_member<Row, Field>(row);
    }

    /// The row with a key belongs to the row around the field. Errors: `not_found`.
    template <class Row, std::size_t Field, class Key> void connect(known_row<Row>& row, const Key& key) const {
        if (!connect_if_there<Row, Field>(row, key)) this->template throw_missing<typename Key::model>();
    }
    template <class Row, std::size_t Field, class Key>
    bool connect_if_there(known_row<Row>& row, const Key& key) const {
        if constexpr (relation<Row, Field>.is_parents || relation<Row, Field>.is_over_link()) {
            using target = target_values<Row, Field>;
            const auto found = this->find(base::locked(select_columns<target>{{}, {}}.where(is_row<Row, Field>(key))));
            if (found) tie<Row, Field>(row, *found);
            return found.has_value();
        } else {
            if constexpr (relation<Row, Field>.is_unique) {
                const auto found =
                    this->find(select_columns<key_values<typename Key::model>>{{}, {}}.where(is_row<Row, Field>(key)));
                if (!found) return false;
                make_room_for<Row, Field>(row, &*found);
            }
            return this->change(base::template attaching<Row, Field>(row, key, is_row<Row, Field>(key))) > 0;
        }
    }
    template <class Row, std::size_t Field, class Target> void tie(known_row<Row>& row, const Target& target) const {
        if constexpr (relation<Row, Field>.is_parents)
            this->template take<Row, Field>(row, target);
        else
            this->template link<Row, Field>(row, target);
    }
    /// The row with a key does not belong to the row around the field any more.
    template <class Row, std::size_t Field, class Key> void disconnect(known_row<Row>& row, const Key& key) const {
        using child = child_model<Row, Field>;
        if constexpr (relation<Row, Field>.is_over_link()) {
            using target = target_values<Row, Field>;
            if (const auto found = this->find(select_columns<target>{{}, {}}.where(is_row<Row, Field>(key))))
                this->change(base::template unlinking<Row, Field>(row, *found));
        } else if constexpr (may_be_left(relation<Row, Field>)) {
            this->template detach<Row, Field>(is_member<Row, Field>(row, key));
        } else {
            const auto belongs = is_member<Row, Field>(row, key);
            if (this->find(select_columns<Key>{{}, {}}.where(belongs))) throw_needed(table_of<child>().name);
        }
    }
    /// Deletes the row with a key, which belongs to the row around the field. Errors: `not_found`.
    template <class Row, std::size_t Field, class Key> void remove(known_row<Row>& row, const Key& key) const {
        using child = child_model<Row, Field>;
        const auto condition = is_member<Row, Field>(row, key);
        if constexpr (relation<Row, Field>.is_over_link()) {
            using target = target_values<Row, Field>;
            const auto found = this->find(base::locked(select_columns<target>{{}, {}}.where(condition)));
            if (!found) this->template throw_stranger<child>();
            this->change(base::template unlinking<Row, Field>(row, *found));
            this->template erase<child>(base::is(key));
        } else if (this->template erase<child>(condition) == 0) {
            this->template throw_stranger<child>();
        }
    }
    /// The keys of the rows that belong to the row around the field.
    template <class Row, std::size_t Field> auto members(const known_row<Row>& row) const {
        using key = key_values<child_model<Row, Field>>;
        return this->list(base::locked(select_columns<key>{{}, {}}.where(is_member<Row, Field>(row))));
    }
    /// Of a field that holds one row at most: what is there, unless it is the wanted one, is disconnected.
    template <class Row, std::size_t Field>
    void make_room_for(known_row<Row>& row, const key_values<child_model<Row, Field>>* wanted = nullptr) const {
        for (const auto& key : members<Row, Field>(row))
            if (!wanted || detail::bytes_of(key) != detail::bytes_of(*wanted)) disconnect<Row, Field>(row, key);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
