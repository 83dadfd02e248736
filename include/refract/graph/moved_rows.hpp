// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/owner.hpp>
#include <refract/graph/key_table.hpp>
#include <refract/graph/level_finder.hpp>
#include <refract/graph/placed_rows.hpp>
#include <refract/graph/saved_row.hpp>

#include <cstddef>
#include <utility>
#include <vector>

/// \file
/// Rows that a saved tree does not have where they were stored are deleted, but for those that it has elsewhere: these
/// are the same rows afterwards. A row below which such rows were stored goes when they have left it.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether the rows of a field go with the row around it.
template <class Row, std::size_t Field> inline constexpr bool is_owned =
    !relation_of<Row, Field>.is_parents && !relation_of<Row, Field>.is_over_link();

/// The rows that belong to others in the tree that is saved, by their keys.
class kept_rows {
public:
    void forget() { tables_.clear(); }
    /// Notes the rows below one.
    template <class Row> void note(Row& row) {
        each_field(row, [&]<class Kind, std::size_t Field>(Kind& kind) {
            for (auto* const each : detail::rows_inside(field_of<Field>(kind))) {
                if constexpr (is_owned<Kind, Field>) table_at(relation_of<Kind, Field>.child).add(key_of(*each));
                note(*each);
            }
        });
    }
    template <class Key> bool holds(table_ref table, const Key& key) const {
        for (const auto& each : tables_)
            if (each.table == table) return each.keys.find(key) != key_table::none;
        return false;
    }
    /// Whether it has rows that would go with a stored one.
    template <class Row> bool holds_below(Row& stored) const {
        bool found = false;
        each_field(stored, [&]<class Kind, std::size_t Field>(Kind& kind) {
            if constexpr (is_owned<Kind, Field>)
                for (auto* const each : detail::rows_inside(field_of<Field>(kind)))
                    found = found || holds(relation_of<Kind, Field>.child, key_of(*each)) || holds_below(*each);
        });
        return found;
    }

private:
    struct table_keys {
        table_ref table;
        key_table keys{};
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
    key_table& table_at(table_ref table) {
        for (auto& each : tables_)
            if (each.table == table) return each.keys;
        return tables_.emplace_back(table_keys{.table = table}).keys;
    }
    std::vector<table_keys> tables_{};
};

template <class Driver, class Place> class row_releaser : public level_finder<Driver, Place> {
    using base = level_finder<Driver, Place>;

public:
    using base::base;

protected:
    mutable placed_rows placed_{}; ///< of the tree that is being saved

    /// What is remembered is that of this tree.
    template <class Row> void begin_tree(Row& tree) const {
        placed_.forget();
        kept_.forget();
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

    mutable kept_rows kept_{};
    mutable std::vector<owner<postponed>> postponed_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
