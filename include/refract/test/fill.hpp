// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/quote_name.hpp>
#include <refract/client/database.hpp>
#include <refract/driver/test_store.hpp>
#include <refract/query/query.hpp>
#include <refract/test/placed.hpp>
#include <refract/test/row_maker.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Tables full of rows that nobody wrote.

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
/// Rows in an order of their own: a database gives them in any.
template <class Model> void sort_rows(std::vector<Model>& rows) {
    const auto key_of = [](const Model& row) {
        const std::vector<any_value> values = detail::list_values(row);
        std::vector<std::tuple<bool, std::int64_t, double, std::string>> key;
        const column_list& columns = table_of<Model>().key;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (columns.count == 0 || columns.contains(i))
                key.emplace_back(values[i].null, values[i].number, values[i].real, values[i].text);
        return key;
    };
    std::vector<std::pair<decltype(key_of(rows.front())), std::size_t>> order;
    for (std::size_t i = 0; i < rows.size(); ++i) order.emplace_back(key_of(rows[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<Model> sorted;
    for (const auto& each : order) sorted.push_back(std::move(rows[each.second]));
    rows = std::move(sorted);
}

} // namespace by_name

/// Fills the table of one model.
template <class Model, class Database> class table_filler {
    using dialect = typename Database::dialect;
    using keys = key_options_of<Model>;
    static constexpr const table_info& table = table_of<Model>();
    static constexpr int most_parents_deep = 32;

public:
    table_filler(Database& db, const test::fill_options& how)
        : db_(db), how_(how), maker_(how, test_store_of<typename Database::driver>::type::holds_nul) {}

    /// `deep`: how many tables wait for this one.
    std::vector<Model> run(std::size_t count, int deep = 0) {
        if (deep > most_parents_deep)
            throw error(join_text({"the rows of \"", table.name,
                                   "\" need rows of tables that need theirs; make the "
                                   "foreign key of one of them nullable, or insert these rows by hand"}));
        find_parents(count, deep, keys{}, std::make_index_sequence<keys::size>{});
        const std::vector<Model> present = db_.all(from<Model>());
        for (const Model& each : present) maker_.remember(each);
        std::vector<wanted> all;
        for (std::size_t i = 0; i < count; ++i) {
            all.push_back({maker_.begin(present.size() + i + 1)});
            all.back().row = maker_.make_accepted(all.back().draft);
        }
        std::vector<Model> made = write(all);
        lead_to_own(made, keys{});
        return made;
    }
    /// Sets keys that are NULL, and could not lead anywhere before.
    void lead_to(const std::vector<bool>& which) {
        std::vector<Model> rows = db_.all(from<Model>());
        detail::sort_rows(rows);
        for (const Model& each : rows) maker_.remember(each);
        lead_to_these(rows, which, keys{});
    }

private:
    struct wanted {
        row_draft draft{};
        Model row{};
    };

    template <class... Key, std::size_t... Index> void find_parents([[maybe_unused]] std::size_t count,
                                                                    [[maybe_unused]] int deep, type_list<Key...>,
                                                                    std::index_sequence<Index...>) {
        (find_parents_of<Key>(std::get<Index>(maker_.parents), count, deep), ...);
    }
    template <class Key, class Parent> void find_parents_of([[maybe_unused]] std::vector<Parent>& all,
                                                            [[maybe_unused]] std::size_t count,
                                                            [[maybe_unused]] int deep) {
        using to = key_to_parent<Key>;
        if constexpr (std::is_same_v<Parent, Model>) {
            if constexpr (!to::is_nullable)
                throw error(join_text({"each row of \"", table.name,
                                       "\" needs another one of it, so that there can be "
                                       "no first one; make its foreign key nullable, or insert these rows by hand"}));
        } else {
            all = db_.all(from<Parent>());
            if (all.empty() && !to::is_nullable && count > 0)
                all = table_filler<Parent, Database>(db_, how_).run(count < 10 ? count : 10, deep + 1);
            detail::sort_rows(all);
        }
    }

    std::vector<Model> write(std::vector<wanted>& all) {
        std::vector<Model> made;
        try {
            db_.transaction([&](auto& inside) {
                for (const wanted& each : all) made.push_back(inside.insert(std::as_const(each.row)));
            });
        } catch (const constraint_violation&) { // what memory does not know is seen row by row
            made.clear();
            db_.transaction([&](auto& inside) {
                for (wanted& each : all) made.push_back(insert_for_certain(inside, each));
            });
        }
        return made;
    }
    template <class Transaction> Model insert_for_certain(Transaction& inside, wanted& row) {
        for (;;) {
            std::string why;
            try {
                return inside.transaction([&](auto& part) { return part.insert(std::as_const(row.row)); });
            } catch (const constraint_violation& failure) { why = "the database: " + failure.message(); }
            maker_.forget(row.row);
            maker_.retry(row.draft, {why});
            row.row = maker_.make_accepted(row.draft);
        }
    }

    // Keys that lead to rows of the same table, or of one that is filled later.

    template <class... Key> void lead_to_own([[maybe_unused]] std::vector<Model>& rows, type_list<Key...>) {
        (lead_one_to_own<Key>(rows), ...);
    }
    template <class Key> void lead_one_to_own([[maybe_unused]] std::vector<Model>& rows) {
        if constexpr (std::is_same_v<typename key_to_parent<Key>::target, Model> && key_to_parent<Key>::is_nullable) {
            test_numbers random(mix_seed(mix_seed(how_.seed, table.name), "own"));
            for (std::size_t i = 1; i < rows.size(); ++i) lead<Key>(rows[i], rows, i, random); // to one before: no ring
        }
    }
    template <class... Key> void lead_to_these([[maybe_unused]] std::vector<Model>& rows,
                                               [[maybe_unused]] const std::vector<bool>& which, type_list<Key...>) {
        [[maybe_unused]] std::size_t at = 0;
        (lead_to_table<Key>(rows, which[at++]), ...);
    }
    template <class Key>
    void lead_to_table([[maybe_unused]] std::vector<Model>& rows, [[maybe_unused]] bool is_wanted) {
        using to = key_to_parent<Key>;
        if constexpr (to::is_nullable && !std::is_same_v<typename to::target, Model>) {
            if (!is_wanted) return;
            std::vector<typename to::target> all = db_.all(from<typename to::target>());
            detail::sort_rows(all);
            test_numbers random(mix_seed(mix_seed(how_.seed, table.name), "others"));
            for (Model& row : rows)
                if (to::is_null(row)) lead<Key>(row, all, all.size(), random);
        }
    }
    template <class Key, class Parent>
    void lead(Model& row, const std::vector<Parent>& all, std::size_t count, test_numbers& random) {
        constexpr unsigned percent = 80;
        const std::uint64_t first = random.next();
        if (count == 0 || !random.happens(percent)) return;
        Model there = row;
        for (std::size_t i = 0; i < count; ++i) {
            key_to_parent<Key>::set(there, all[(first + i) % count]);
            maker_.forget(row);
            const bool is_accepted = !maker_.refusal(there);
            if (!is_accepted) maker_.remember(row);
            if (!is_accepted) continue;
            maker_.remember(there);
            if (update(there)) {
                row = there;
                return;
            }
            maker_.forget(there);
            maker_.remember(row);
            return;
        }
    }
    bool update([[maybe_unused]] Model& row) {
        if constexpr (table.key.count > 0) {
            try {
                db_.transaction([&](auto& inside) { inside.update(row); });
                return true;
            } catch (const constraint_violation&) {}
        }
        return false;
    }

    Database& db_;
    test::fill_options how_;
    row_maker<dialect, Model> maker_;
};

/// Fills the tables of a schema, parents first.
template <class Database, class... Model> class schema_filler {
    static constexpr std::size_t count = sizeof...(Model);
    /// A foreign key of one table of the schema to another.
    struct link {
        std::size_t from, number, to;
        bool is_nullable;
    };

public:
    schema_filler(Database& db, const test::fill_options& how) : db_(db), how_(how) {
        std::size_t at = 0;
        (add_links<Model>(at++, key_options_of<Model>{}), ...);
    }
    std::size_t run(std::size_t rows) {
        const auto fills = list_fills();
        const auto leads = list_leads();
        std::vector<bool> is_filled(count);
        std::size_t made = 0;
        for (std::size_t filled = 0; filled < count; ++filled) {
            const std::size_t next = find_next(is_filled);
            made += (this->*fills[next])(rows);
            is_filled[next] = true;
        }
        for (std::size_t i = 0; i < count; ++i)
            if (!later_[i].empty()) (this->*leads[i])(later_[i]);
        return made;
    }

private:
    using fill_call = std::size_t (schema_filler::*)(std::size_t);
    using lead_call = void (schema_filler::*)(const std::vector<bool>&);
    static constexpr std::array<fill_call, count> list_fills() { return {&schema_filler::fill_one<Model>...}; }
    static constexpr std::array<lead_call, count> list_leads() { return {&schema_filler::lead_one<Model>...}; }

    template <class Table> static constexpr bool is_filled_by_rows() {
        return std::is_same_v<source_model<Table>, Table> && table_of<Table>().kind == relation_kind::table;
    }
    template <class Table> std::size_t fill_one([[maybe_unused]] std::size_t rows) {
        if constexpr (is_filled_by_rows<Table>())
            return table_filler<Table, Database>(db_, how_).run(rows).size();
        else
            return 0; // a view, words to search for, or another table of a model
    }
    template <class Table> void lead_one([[maybe_unused]] const std::vector<bool>& which) {
        if constexpr (is_filled_by_rows<Table>()) table_filler<Table, Database>(db_, how_).lead_to(which);
    }
    template <class Table, class... Key> void add_links([[maybe_unused]] std::size_t from, type_list<Key...>) {
        [[maybe_unused]] std::size_t number = 0;
        (add_link<Key>(from, number++), ...);
    }
    template <class Key> void add_link(std::size_t from, std::size_t number) {
        constexpr table_ref target = &table_of<typename key_to_parent<Key>::target>;
        constexpr table_ref tables[]{&table_of<Model>...};
        for (std::size_t to = 0; to < count; ++to)
            if (tables[to] == target && to != from)
                links_.push_back({from, number, to, key_to_parent<Key>::is_nullable});
    }
    bool waits(std::size_t table, const std::vector<bool>& is_filled, bool for_nullable) const {
        for (const link& each : links_)
            if (each.from == table && !is_filled[each.to] && (for_nullable || !each.is_nullable)) return true;
        return false;
    }
    /// A table whose parents are filled; where there is none, one of whose parents only those are missing of which it
    /// can do without, which come later.
    std::size_t find_next(const std::vector<bool>& is_filled) {
        for (const bool for_nullable : {true, false})
            for (std::size_t i = 0; i < count; ++i) {
                if (is_filled[i] || waits(i, is_filled, for_nullable)) continue;
                for (const link& each : links_) {
                    if (each.from != i || is_filled[each.to]) continue;
                    later_[i].resize(max_foreign_keys);
                    later_[i][each.number] = true;
                }
                return i;
            }
        std::string names;
        constexpr const table_info* tables[]{&table_of<Model>()...};
        for (std::size_t i = 0; i < count; ++i)
            if (!is_filled[i]) names.append(names.empty() ? "" : ", ").append(quote_name(tables[i]->name));
        throw error(join_text({"the rows of ", names,
                               " need each other, so that none can be first; make one of their "
                               "foreign keys nullable, or insert these rows by hand"}));
    }

    static constexpr std::size_t max_foreign_keys = 64;
    Database& db_;
    test::fill_options how_;
    std::vector<link> links_{};
    std::array<std::vector<bool>, count> later_{};
};

template <class Database, class... Model> std::size_t
fill_schema(Database& db, std::size_t rows, const test::fill_options& how, std::type_identity<schema<Model...>>) {
    return schema_filler<Database, Model...>(db, how).run(rows);
}

} // namespace detail

namespace test {

/// Fills the table of a model with so many rows, and gives them: `fill<User>(db, 100, {.seed = 7})`; of a schema each
/// of its tables, parents first, and gives the number of rows: `fill<blog>(db, 20)`.
///
/// The rows keep to keys, foreign keys, uniques, checks and enums, beside those that are there. Rows that they need are
/// made where there are none. Errors: no values are found that the model allows.
///
/// `fill<Sale>(db.tenant(7), 20)` makes rows of that tenant, `fill<shop>(db.in_schema("shop_7"), 20)` those of a
/// schema.
template <class Model, detail::session_of_rows Session>
auto fill(Session&& db, std::size_t rows, const fill_options& how = {}) {
    return detail::in_one_transaction(db, [&](auto& on) {
        using database = std::remove_reference_t<decltype(on)>;
        if constexpr (requires { Model::tables; })
            return detail::fill_schema(on, rows, how, std::type_identity<Model>{});
        else
            return detail::table_filler<Model, database>(on, how).run(rows);
    });
}

} // namespace test
} // namespace v0
} // namespace refract
