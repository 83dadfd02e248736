// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/changed_row.hpp>
#include <refract/graph/insert.hpp>
#include <refract/graph/relation_writer.hpp>
#include <refract/graph/saved_row.hpp>

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Rows are inserted, and linked, below rows that are there: by the statements that insert whole trees.

namespace refract {
inline namespace v0 {
namespace detail {

/// What is known of rows that are there, as those that are inserted below them see it.
template <class Driver, class Values> class known_batch {
public:
    known_batch() {
        for (std::size_t i = 0; i < Values::columns.count; ++i)
            plan_.known.columns[i] = static_cast<std::uint16_t>(Values::columns.columns[i]);
        plan_.known.count = Values::columns.count;
        all.plan = &plan_;
        all.kept = &kept_;
        all.known.start(Values::columns.count);
    }
    known_batch(const known_batch&) = delete;
    template <class Known> void add(const Known& values) {
        std::apply([&](const auto&... part) { (detail::note_value(all.known, part), ...); }, values.all);
    }
    /// One that belongs to a row, or to which that belongs.
    template <class Known> void add(const Known& values, std::uint32_t owner) {
        add(values);
        all.owners.push_back(owner);
    }

private:
    write_plan<Driver> plan_{};
    kept_keys kept_{};

public:
    row_batch<Driver> all{};
};

/// Where rows of a kind are in a tree: in a field of the row above, or at the top, where `Above` is void.
template <class Row, class Above, std::size_t Field> struct saved_level {
    using row = Row;
    using above = Above;
    static constexpr std::size_t field = Field;
    using model = level_model_t<Row>;
    using key = key_values<model>;
    using tied = std::conditional_t<std::is_void_v<Above>, nothing_tied, tied_below<Above, Field>>;
    static constexpr bool is_linked = [] {
        if constexpr (std::is_void_v<Above>)
            return false;
        else
            return relation_of<Above, Field>.is_over_link();
    }();
    /// Whether its rows have the key of the row above.
    static constexpr bool is_tied = tied::list.count > 0;
    struct known_list {
        static constexpr column_list find() {
            column_list made = known_row<Row>::columns;
            for (const column_list& more : {ties_of<Above, Field>().returned, renewed_columns<Row>::list})
                for (std::size_t i = 0; i < more.count; ++i)
                    if (!made.contains(more.columns[i])) made.add(more.columns[i]);
            return made;
        }
        static constexpr column_list list = find();
    };
    using known = values_of_list<model, known_list>;
};
/// The rows of one kind among those of a level that has several.
template <class Level, class Kind> using kind_level = saved_level<Kind, typename Level::above, Level::field>;
/// The rows above a level, by what is known of them.
struct nothing_above {};
template <class Above> struct rows_above {
    using type = std::vector<known_row<Above>>;
};
template <> struct rows_above<void> {
    using type = nothing_above;
};
template <class Level> using rows_above_t = typename rows_above<typename Level::above>::type;

/// A row of a level while it is saved.
template <class Level> struct saved_item {
    typename Level::row* now;
    typename Level::row* stored = nullptr;
    std::uint32_t owner = 0; ///< the number of the row above
    bool is_new = false;
    bool belongs = false;      ///< to the row above, before
    bool changes_kind = false; ///< it is stored as another one
    typename Level::known known{};
    needed_values<typename Level::row> wanted{};
};
template <class Level> using saved_items = std::vector<saved_item<Level>*>;

template <class Driver, class Place> class level_inserter : public relation_writer<Driver, Place> {
    using base = relation_writer<Driver, Place>;

public:
    using base::base;

    /// Inserts rows, with what belongs to them, which belong to the row around a field. `is_undone`: where that fails,
    /// all is as it was before, and the transaction goes on.
    template <class Row, std::size_t Field, class Given>
    void insert_trees(known_row<Row>& row, const std::vector<void*>& made, bool is_undone = false) const {
        if (made.empty()) return;
        constexpr listed_kind listed = find_listed<Row, Field>(listed_rows<inserted_row<Given, Row, Field>>::find());
        using writing_type = writing<Driver, Place, listed.is_listed, false>;
        auto inserter = make_inserter(false);
        inserter.failed = nullptr;
        inserter.root_field = level_fields_of<Row>[Field].name;
        if constexpr (related_rows<field_type<Row, Field>>::room == cardinality::many) inserter.first_tree = 0;
        known_batch<Driver, known_row<Row>> above;
        above.add(row);
        auto& batch = inserter.add_batch(written_rows<writing_type, Given, Row, Field>::plan(), &above.all);
        for (void* const each : made) {
            batch.rows.push_back(each);
            batch.owners.push_back(0);
        }
        inserter.add_trees(batch);
        if constexpr (relation_of<Row, Field>.is_over_link())
            inserter.add_links(batch, link_field<writing_type, Row, Field>);
        send<listed>(inserter, is_undone);
        if constexpr (relation_of<Row, Field>.is_parents) {
            target_values<Row, Field> target;
            read_known(batch, 0, target);
            this->template take<Row, Field>(row, target);
        }
    }

protected:
    template <class Level> static constexpr listed_kind find_listed_level() {
        if constexpr (sends_lists<Driver>)
            return find_listed_row<typename Level::row, typename Level::above, Level::field>();
        else
            return {false};
    }
    /// How the rows of a level are inserted alone.
    template <class Level> using level_rows =
        written_rows<writing<Driver, Place, find_listed_level<Level>().is_listed, true>, typename Level::row,
                     typename Level::above, Level::field>;
    /// Inserts the rows of a level alone, whose fields are then what is stored. What they need is there.
    template <class Level> void insert_rows(const rows_above_t<Level>& above, const saved_items<Level>& items) const {
        if (items.empty()) return;
        using row = typename Level::row;
        constexpr listed_kind listed = find_listed_level<Level>();
        using rows = level_rows<Level>;
        auto inserter = make_inserter(true);
        known_above<Level> parents(above);
        auto& batch = inserter.add_batch(rows::plan(), &parents.rows.all);
        for (const auto* each : items) {
            batch.rows.push_back(each->now);
            batch.owners.push_back(each->owner);
        }
        needed_batches<Level, decltype(fields_with_rows<row>())> needed(items);
        needed.add_to(batch);
        inserter.add_rows(batch);
        send<listed>(inserter);
    }
    /// Links rows of a level to those above; once only. Errors: something else is in the way of a link.
    template <class Level> void link_rows(const rows_above_t<Level>& above, const saved_items<Level>& items) const {
        if (items.empty()) return;
        using row = typename Level::above;
        constexpr listed_kind listed = find_listed<row, Level::field>({});
        auto inserter = make_inserter(false);
        known_above<Level> parents(above);
        known_batch<Driver, typename Level::known> far;
        far.all.above = &parents.rows.all;
        for (auto* const each : items) {
            far.add(each->known, each->owner);
            far.all.rows.push_back(each->now);
        }
        inserter.add_links(far.all,
                           link_field<writing<Driver, Place, listed.is_listed, false, true>, row, Level::field>);
        send<listed>(inserter);
        if (inserter.links() < static_cast<std::int64_t>(items.size())) refuse_unlinked<Level>(above, items);
    }

private:
    template <class Level>
    void refuse_unlinked(const rows_above_t<Level>& above, const saved_items<Level>& items) const {
        using row = typename Level::above;
        std::vector<typename Level::key> keys;
        for (const auto* each : items) keys.push_back(base::key_of(each->known));
        this->template run_each<result_form::rows>(
            keys.size(),
            [&](std::size_t i) {
                const auto belongs = base::template belongs_to<row, Level::field>(above[items[i]->owner]);
                return select_columns<typename Level::key>{{}, {}}.where(base::is(keys[i]) && !belongs);
            },
            [&](std::size_t, auto& run) {
                if (run.step()) throw_unlinked(relation_of<row, Level::field>.link().name);
                run.drain();
            });
    }
    template <class Level> struct known_above {
        known_batch<Driver, known_row<typename Level::above>> rows{};
        explicit known_above(const rows_above_t<Level>& above) {
            for (const auto& each : above) rows.add(each);
        }
    };
    template <class Level>
        requires std::is_void_v<typename Level::above>
    struct known_above<Level> {
        known_batch<Driver, column_values<typename Level::model>> rows{};
        explicit known_above(const nothing_above&) {}
    };
    /// The rows that rows of a level need, by what these take of them.
    template <class Level, std::size_t Field> struct needed_batch {
        using row = typename Level::row;
        static constexpr const level_relation& relation = relation_of<row, Field>;
        struct target_list {
            static constexpr column_list list = relation.is_parents ? relation.to : column_list{};
        };
        struct own_list {
            static constexpr column_list list = relation.is_parents ? relation.from : column_list{};
        };
        known_batch<Driver, values_of_list<level_model_t<level_row_t<row, Field>>, target_list>> rows{};

        explicit needed_batch(const saved_items<Level>& items) {
            if constexpr (relation.is_parents)
                for (std::size_t i = 0; i < items.size(); ++i)
                    if (detail::row_inside(field_of<Field>(*items[i]->now)))
                        rows.add(
                            detail::columns_among<values_of_list<typename Level::model, own_list>>(items[i]->wanted),
                            static_cast<std::uint32_t>(i));
        }
        const row_batch<Driver>* batch() const { return relation.is_parents ? &rows.all : nullptr; }
    };
    template <class Level, class Fields> struct needed_batches;
    template <class Level, std::size_t... Field> struct needed_batches<Level, std::index_sequence<Field...>>
        : needed_batch<Level, Field>... {
        explicit needed_batches(const saved_items<Level>& items) : needed_batch<Level, Field>(items)... {}
        void add_to(row_batch<Driver>& batch) const {
            (batch.nested.push_back(needed_batch<Level, Field>::batch()), ...);
        }
    };
    template <class Writing, class Row, std::size_t Field>
    static constexpr written_field<Driver> link_field{.begin_links = &written_links<Writing, Row, Field>::begin,
                                                      .makes_links = written_links<Writing, Row, Field>::are_counted};
    template <class Row, std::size_t Field> static constexpr listed_kind find_listed(const listed_kind& below) {
        // What a row takes of the one that it needs is known only where that comes by itself.
        if constexpr (sends_lists<Driver> && !relation_of<Row, Field>.is_parents)
            return below & find_listed_link<Row, Field>();
        else
            return {false};
    }

    tree_inserter<Driver> make_inserter(bool reads_back) const {
        return tree_inserter<Driver>(this->state_, this->where_, __builtin_addressof(this->place_),
                                     key_source::database, reads_back, &this->failed_);
    }
    template <listed_kind Listed> void send(tree_inserter<Driver>& inserter, bool is_undone = false) const {
        if (insert_as_lists<Listed>(this->state_, inserter)) return; // in a savepoint that goes along
        if (!is_undone) return inserter.insert_one_by_one();
        level_scope<Driver> scope(this->state_, {});
        inserter.insert_one_by_one();
        scope.finish();
    }
    template <class Values> static void read_known(const row_batch<Driver>& batch, std::size_t row, Values& values) {
        [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            const auto read = [&](std::size_t column, auto& value) {
                const std::size_t at = batch.column_of(column);
                if (at != table_info::none) detail::read_value(batch.known, row, at, value);
            };
            (read(Values::columns.columns[Part], std::get<Part>(values.all)), ...);
        }(std::make_index_sequence<Values::columns.count>{});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
