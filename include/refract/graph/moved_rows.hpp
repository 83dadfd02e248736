// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/owner.hpp>
#include <refract/graph/key_table.hpp>
#include <refract/graph/level_finder.hpp>
#include <refract/graph/open_keys.hpp>
#include <refract/graph/placed_rows.hpp>
#include <refract/graph/saved_row.hpp>
#include <refract/graph/shared_rows.hpp>

#include <cstddef>
#include <utility>
#include <vector>

/// \file
/// Rows that a saved tree does not have where they were stored are deleted, but for those that it has elsewhere: these
/// are the same rows afterwards. A row below which such rows were stored goes when they have left it. And of the rows
/// that it has several times one is written.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether the rows of a field go with the row around it.
template <class Row, std::size_t Field> inline constexpr bool is_owned =
    !relation_of<Row, Field>.is_parents && !relation_of<Row, Field>.is_over_link();

/// What is known of a row that a tree has.
struct kept_mark {
    bool is_owned = false, is_shared = false;
    owner<shared_copies> copies{};
};
/// The rows of the tree that is saved, by their keys: those that belong to others, and those that stand there again. A
/// template, so that programs that save no rows do not compile it.
template <class Mark> class marked_rows {
public:
    void forget() { tables_.clear(); }
    /// Notes a row, and those below it, when they have what other rows say of their keys.
    template <class Row> void note(Row& row, bool is_owned = false) {
        each_field(row, [&]<class Kind, std::size_t Field>(Kind& kind) {
            for (auto* const each : detail::rows_inside(field_of<Field>(kind)))
                note(*each, detail::is_owned<Kind, Field>);
        });
        detail::with_kind(row, [](auto& kind) { detail::take_needed_keys(kind); });
        if (detail::is_key_open(row)) return;
        of_table& rows = table_at(&table_of<level_model_t<Row>>);
        const std::size_t place = rows.keys.place(key_of(row));
        if (place < rows.marks.size())
            rows.marks[place].is_shared = true;
        else
            rows.marks.emplace_back();
        rows.marks[place].is_owned |= is_owned;
    }
    template <class Key> bool holds(table_ref table, const Key& key) {
        const Mark* const found = find(table, key);
        return found && found->is_owned;
    }
    /// Its copies, if it stands there several times.
    template <class Key> shared_copies* copies(table_ref table, const Key& key) {
        Mark* const found = find(table, key);
        if (!found || !found->is_shared) return nullptr;
        if (!found->copies) found->copies = owner<shared_copies>(new shared_copies);
        return found->copies.get();
    }
    /// Whether it has rows that would go with a stored one.
    template <class Row> bool holds_below(Row& stored) {
        bool found = false;
        each_field(stored, [&]<class Kind, std::size_t Field>(Kind& kind) {
            if constexpr (is_owned<Kind, Field>)
                for (auto* const each : detail::rows_inside(field_of<Field>(kind)))
                    found = found || holds(relation_of<Kind, Field>.child, key_of(*each)) || holds_below(*each);
        });
        return found;
    }

private:
    struct of_table {
        table_ref table;
        key_table keys{};
        std::vector<Mark> marks{}; ///< one for each key
    };
    template <class Row, class Use> static void each_field(Row& row, const Use& use) {
        detail::with_kind(row, [&]<class Kind>(Kind& kind) {
            [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                (use.template operator()<Kind, Field>(kind), ...);
            }(fields_with_rows<Kind>());
        });
    }
    template <class Row> static auto key_of(const Row& row) {
        return values_of_struct<key_values<level_model_t<Row>>>(row);
    }
    of_table& table_at(table_ref table) {
        for (auto& each : tables_)
            if (each.table == table) return each;
        return tables_.emplace_back(of_table{.table = table});
    }
    template <class Key> Mark* find(table_ref table, const Key& key) {
        for (auto& each : tables_)
            if (each.table == table) {
                const std::size_t place = each.keys.find(key);
                return place == key_table::none ? nullptr : __builtin_addressof(each.marks[place]);
            }
        return nullptr;
    }
    std::vector<of_table> tables_{};
};

using kept_rows = marked_rows<kept_mark>;

template <class Driver, class Place> class row_releaser : public level_finder<Driver, Place> {
    using base = level_finder<Driver, Place>;

public:
    using base::base;

protected:
    mutable placed_rows placed_{}; ///< of the tree that is being saved
    mutable kept_rows kept_{};
    mutable bool is_outdated_ = false; ///< of a row that it has several times not every copy is as it is stored

    /// What is remembered is that of this tree.
    template <class Row> void begin_tree(Row& tree) const {
        placed_.forget();
        kept_.forget();
        is_outdated_ = false;
        postponed_.clear();
        kept_.note(tree);
    }
    /// The rows go that had to wait for others to leave them.
    void end_tree() const {
        for (const auto& each : postponed_) each->run(*this);
        postponed_.clear();
    }
    /// Stored rows of a field that are not in it any more lose the rows above, or are deleted where they need one.
    template <class Row, std::size_t Field, class Above>
    void let_rows_go(const std::vector<level_row_t<Row, Field>*>& gone, std::vector<Above>&& above) const {
        using key = key_values<level_model_t<level_row_t<Row, Field>>>;
        constexpr const level_relation& about = relation_of<Row, Field>;
        std::vector<key> now, later;
        for (auto* const each : gone) {
            const key own = values_of_struct<key>(*each);
            if (placed_.is_placed(about.child, about.to, own)) continue; // it has come elsewhere
            if (may_be_left(about))
                now.push_back(own);
            else if (!kept_.holds(about.child, own)) // else it stays until it comes there
                (kept_.holds_below(*each) ? later : now).push_back(own);
        }
        this->template release<Row, Field>(now, above);
        if (!later.empty())
            postponed_.push_back(owner<postponed>(new postponed_of<Row, Field, key, Above>(later, std::move(above))));
    }

private:
    struct postponed {
        postponed() = default;
        postponed(const postponed&) = delete;
        virtual ~postponed() = default;
        virtual void run(const row_releaser& with) const = 0;
    };
    template <class Row, std::size_t Field, class Key, class Above> struct postponed_of final : postponed {
        std::vector<Key> keys;
        std::vector<Above> above;
        postponed_of(std::vector<Key>& gone, std::vector<Above>&& rows)
            : keys(std::move(gone)), above(std::move(rows)) {}
        void run(const row_releaser& with) const override { with.template release<Row, Field>(keys, above); }
    };

    mutable std::vector<owner<postponed>> postponed_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
