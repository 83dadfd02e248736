// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_table.hpp>
#include <refract/graph/row_writer.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

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
/// What was to be deleted or disconnected is there still.
[[noreturn, gnu::cold]] inline void throw_kept(std::string_view table) {
    throw error(join_text({"a row of \"", table,
                           "\" was not deleted, or not taken from the row that it belongs to: a trigger, a rule or a "
                           "policy of the database has left it as it is"}));
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

    /// Rows with these keys belong to the row around the field. Errors: `not_found`.
    template <class Row, std::size_t Field, class Key>
    void connect(known_row<Row>& row, const std::vector<Key>& given) const {
        const std::vector<Key> keys = each_once(given);
        if (connect_if_there<Row, Field>(row, keys)) return;
        // Which one is it? Keys that differ may also be one to the database, as texts in upper and lower case.
        for (const Key& each : keys)
            if (!connect_if_there<Row, Field>(row, std::vector<Key>{each})) this->throw_missing(each);
    }
    /// The same; false if one is not there. Then the others may belong to it or not.
    template <class Row, std::size_t Field, class Key>
    bool connect_if_there(known_row<Row>& row, const std::vector<Key>& keys) const {
        if constexpr (relation<Row, Field>.is_over_link()) {
            if (!are_there<Row, Field>(row, keys)) return false;
            link_all<Row, Field>(row, keys);
            return true;
        } else if constexpr (relation<Row, Field>.is_parents) {
            using target = target_values<Row, Field>;
            const auto found =
                this->find(base::locked(select_columns<target>{{}, {}}.where(is_row<Row, Field>(keys.front()))));
            if (found) this->template take<Row, Field>(row, *found);
            return found.has_value();
        } else {
            if constexpr (relation<Row, Field>.is_unique) {
                const auto found = this->find(
                    select_columns<key_values<typename Key::model>>{{}, {}}.where(is_row<Row, Field>(keys.front())));
                if (!found) return false;
                make_room_for<Row, Field>(row, &*found);
            }
            std::int64_t changed = 0;
            with_one_or_all<Row, Field>(keys, [&](const auto& own) {
                changed += this->change(base::template attaching<Row, Field>(row, own));
            });
            return static_cast<std::size_t>(changed) == keys.size();
        }
    }
    /// Of rows of which a field holds many: those that are there belong to the row around it; which ones, or nothing
    /// where a row was found by a key that is not the one asked for, as texts in upper and lower case may be one key.
    template <class Row, std::size_t Field, class Key>
    std::optional<key_table> connect_those_there(known_row<Row>& row, const std::vector<Key>& given) const {
        using found_values = values_of_list<typename Key::model, found_columns<Row, Field, Key>>;
        const std::vector<Key> keys = each_once(given);
        key_table asked, there;
        for (const Key& each : keys) asked.add(each);
        std::vector<Key> found;
        bool is_exact = true, is_null = has_null(row, relation<Row, Field>.from);
        with_one_or_all<Row, Field>(keys, [&](const auto& own) {
            for (const found_values& each : this->list(base::locked(select_columns<found_values>{{}, {}}.where(own)))) {
                found.push_back(detail::columns_among<Key>(each));
                there.add(found.back());
                is_exact &= asked.find(found.back()) != key_table::none;
                is_null |= has_null(each, target_of_link<Row, Field>());
            }
        });
        if (!is_exact) return std::nullopt;
        if (found.empty()) return there;
        if (is_null) throw_null_key({});
        if constexpr (relation<Row, Field>.is_over_link())
            link_all<Row, Field>(row, found);
        else
            with_one_or_all<Row, Field>(
                found, [&](const auto& own) { this->change(base::template attaching<Row, Field>(row, own)); });
        return there;
    }
    /// The rows with these keys do not belong to the row around the field any more.
    template <class Row, std::size_t Field, class Key>
    void disconnect(const known_row<Row>& row, const std::vector<Key>& keys) const {
        const auto belongs = base::template belongs_to<Row, Field>(row);
        std::int64_t left = 0;
        with_one_or_all<Row, Field>(keys, [&](const auto& own) {
            if constexpr (relation<Row, Field>.is_over_link())
                left += this->template unlink<Row, Field>(row, own);
            else if constexpr (may_be_left(relation<Row, Field>))
                left += this->template detach<Row, Field>(own && belongs);
        });
        if (static_cast<std::size_t>(left) >= keys.size()) return;
        // The others have never belonged to it, or belong to it still.
        with_one_or_all<Row, Field>(keys, [&](const auto& own) {
            if (this->find(select_columns<Key>{{}, {}}.where(own && belongs))) throw_left<Row, Field>();
        });
    }
    /// Deletes the rows with these keys, which belong to the row around the field. Errors: `not_found`.
    template <class Row, std::size_t Field, class Key>
    void remove(const known_row<Row>& row, const std::vector<Key>& given) const {
        using child = child_model<Row, Field>;
        const std::vector<Key> keys = each_once(given);
        const auto belongs = base::template belongs_to<Row, Field>(row);
        key_table found;
        std::size_t count = 0;
        const auto take = [&](const std::vector<Key>& rows) {
            count += rows.size();
            for (const Key& each : rows) found.add(each);
        };
        with_one_or_all<Row, Field>(keys, [&](const auto& own) {
            if constexpr (relation<Row, Field>.is_over_link())
                take(this->list(base::locked(select_columns<Key>{{}, {}}.where(own && belongs))));
            else
                take(this->list(returning_columns<Key>(delete_from<child>().where(own && belongs))));
        });
        if (count != keys.size())
            for (const Key& each : keys)
                if (found.find(each) == key_table::none) this->template throw_stranger<child>(detail::shown_key(each));
        if constexpr (relation<Row, Field>.is_over_link()) {
            disconnect<Row, Field>(row, keys);
            std::int64_t erased = 0;
            with_one_or_all<Row, Field>(keys, [&](const auto& own) { erased += this->template erase<child>(own); });
            if (static_cast<std::size_t>(erased) < keys.size())
                with_one_or_all<Row, Field>(keys, [&](const auto& own) {
                    if (this->find(select_columns<Key>{{}, {}}.where(own))) throw_kept(table_of<child>().name);
                });
        }
    }
    /// Those of the rows with these keys that belong to one of the rows above lose it if they may, or are deleted.
    template <class Row, std::size_t Field, class Key, class Above>
    void release(const std::vector<Key>& keys, const std::vector<Above>& above) const {
        using child = child_model<Row, Field>;
        std::int64_t released = 0;
        const auto with_each = [&](const auto& use) {
            base::with_keys(keys, [&](const auto& own) {
                base::template with_tied<field_tie<Row, Field>>(above, [&](const auto& theirs) { use(own && theirs); });
            });
        };
        with_each([&](const auto& both) {
            if constexpr (may_be_left(relation<Row, Field>))
                released += this->template detach<Row, Field>(both);
            else
                released += this->template erase<child>(both);
        });
        if (static_cast<std::size_t>(released) < keys.size()) // another program was first, or the database keeps it
            with_each([&](const auto& both) {
                if (this->find(select_columns<Key>{{}, {}}.where(both))) throw_kept(table_of<child>().name);
            });
    }
    /// The keys of the rows that belong to the row around the field.
    template <class Row, std::size_t Field> auto members(const known_row<Row>& row) const {
        using key = key_values<child_model<Row, Field>>;
        return this->list(base::locked(select_columns<key>{{}, {}}.where(is_member<Row, Field>(row))));
    }
    /// The keys of rows that are named by other unique columns. Errors: `not_found`.
    template <class Row, std::size_t Field, class Key>
    std::vector<key_values<child_model<Row, Field>>> primary_keys(const std::vector<Key>& given) const {
        using key = key_values<child_model<Row, Field>>;
        std::vector<key> keys;
        if constexpr (std::is_same_v<Key, key>) return given;
        const auto find = [&](const std::vector<Key>& wanted) {
            const std::size_t before = keys.size();
            with_one_or_all<Row, Field>(wanted, [&](const auto& own) {
                for (const key& each : this->list(base::locked(select_columns<key>{{}, {}}.where(own))))
                    keys.push_back(each);
            });
            return keys.size() - before == wanted.size();
        };
        const std::vector<Key> once = each_once(given);
        if (!find(once))
            for (const Key& each : once)
                if (!find({each})) this->throw_missing(each);
        return keys;
    }
    /// Of a field that holds one row at most: what is there, unless it is the wanted one, is disconnected.
    template <class Row, std::size_t Field>
    void make_room_for(known_row<Row>& row, const key_values<child_model<Row, Field>>* wanted = nullptr) const {
        std::vector<key_values<child_model<Row, Field>>> others;
        for (const auto& key : members<Row, Field>(row))
            if (!wanted || detail::bytes_of(key) != detail::bytes_of(*wanted)) others.push_back(key);
        disconnect<Row, Field>(row, others);
    }

private:
    /// A row belongs to the one that it was to be disconnected from.
    template <class Row, std::size_t Field> [[noreturn, gnu::cold]] static void throw_left() {
        if constexpr (relation<Row, Field>.is_over_link())
            throw_kept(relation<Row, Field>.link().name);
        else if constexpr (may_be_left(relation<Row, Field>))
            throw_kept(table_of<child_model<Row, Field>>().name);
        else
            throw_needed(table_of<child_model<Row, Field>>().name);
    }
    template <class Row, std::size_t Field> static constexpr column_list target_of_link() {
        return relation<Row, Field>.is_over_link() ? relation<Row, Field>.link_target : column_list{};
    }
    template <class Row, std::size_t Field, class Key> struct found_columns {
        static constexpr column_list find() {
            column_list made = Key::columns;
            constexpr column_list target = target_of_link<Row, Field>();
            for (std::size_t i = 0; i < target.count; ++i)
                if (!made.contains(target.columns[i])) made.add(target.columns[i]);
            return made;
        }
        static constexpr column_list list = find();
    };
    /// One key is compared: SQLite makes a table of a list first.
    template <class Row, std::size_t Field, class Key, class Use>
    static void with_one_or_all(const std::vector<Key>& keys, Use use) {
        if (keys.size() == 1)
            use(is_row<Row, Field>(keys.front()));
        else
            base::with_keys(keys, [&](const auto& own) { use(detail::of_kinds<level_row_t<Row, Field>>(own)); });
    }
    template <class Key> static std::vector<Key> each_once(const std::vector<Key>& keys) {
        key_table seen;
        std::vector<Key> once;
        for (const Key& each : keys)
            if (seen.add(each)) once.push_back(each);
        return once;
    }
    template <class Row, std::size_t Field, class Key>
    void link_all(const known_row<Row>& row, const std::vector<Key>& keys) const {
        std::int64_t made = 0;
        with_one_or_all<Row, Field>(keys, [&](const auto& own) { made += this->template link<Row, Field>(row, own); });
        if constexpr (!linked_already<Row, Field>::is_certain) // else what was in the way is the link itself
            if (static_cast<std::size_t>(made) < keys.size()) refuse_unlinked<Row, Field>(row, keys);
    }
    template <class Row, std::size_t Field, class Key>
    void refuse_unlinked(const known_row<Row>& row, const std::vector<Key>& keys) const {
        const auto belongs = base::template belongs_to<Row, Field>(row);
        with_one_or_all<Row, Field>(keys, [&](const auto& own) {
            if (this->find(select_columns<target_values<Row, Field>>{{}, {}}.where(own && !belongs)))
                throw_unlinked(relation<Row, Field>.link().name);
        });
    }
    /// Whether all rows with these keys are there, which stay until the transaction ends, to be linked.
    template <class Row, std::size_t Field, class Key>
    bool are_there(const known_row<Row>& row, const std::vector<Key>& keys) const {
        using target = target_values<Row, Field>;
        std::size_t count = 0;
        bool is_null = has_null(row, relation<Row, Field>.from);
        with_one_or_all<Row, Field>(keys, [&](const auto& own) {
            for (const target& each : this->list(base::locked(select_columns<target>{{}, {}}.where(own)))) {
                is_null |= has_null(each, target::columns);
                ++count;
            }
        });
        if (is_null) throw_null_key({});
        return count == keys.size();
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
