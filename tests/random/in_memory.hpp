#pragma once

// A third opinion on random statements: those that memory can do (joins of plain tables, where, select, order, limit) are
// evaluated over the structs that were stored, by the library's own evaluator.

#include "engines.hpp"
#include "models.hpp"

#include <refract/memory.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <list>
#include <optional>
#include <string>
#include <vector>

namespace random_test {

using refract::any_value;

class memory_engine {
public:
    memory_engine(const std::vector<Person>& people, const std::vector<Task>& tasks, const std::vector<Word>& words) {
        add(people);
        add(tasks);
        add(words);
    }

    /// Whether memory knows all that a statement says.
    bool can_do(const statement_view& view) const {
        memory_scope in{.tables = make_scope(view)};
        for (auto& each : in.is_otherwise) each = [](std::size_t) { return false; };
        for (const clause& each : view) {
            if (each.query || !is_clause_known(each)) return false;
            for (const node& item : items_of(each))
                if (each.kind != clause_kind::limit && each.kind != clause_kind::offset && in.find_violation(item))
                    return false;
        }
        return true;
    }
    /// Its rows; nothing where a number overflows, which a database may not have calculated.
    std::optional<std::vector<cells>> rows(const flat_statement& statement) const {
        try {
            return run(statement);
        } catch (const refract::conversion_error&) { return std::nullopt; }
    }

private:
    struct stored {
        table_ref table;
        std::vector<const void*> objects{};
        any_value (*read)(const void* object, std::size_t column);
    };
    struct source {
        const stored* of;
        std::string_view alias;
        const void* object = nullptr; ///< none: the far side of an outer join that found no row
    };
    using combination = std::vector<source>;
    struct selected {
        std::vector<any_value> terms{};
        cells row{};
    };

    template <class Model> void add(const std::vector<Model>& all) {
        stored made{&table_of<Model>, {}, [](const void* object, std::size_t column) {
                        return nth_field(*static_cast<const Model*>(object), column);
                    }};
        for (const Model& each : all) made.objects.push_back(&each);
        tables_.push_back(std::move(made));
    }
    const stored* find(table_ref table) const {
        for (const stored& each : tables_)
            if (each.table == table) return &each;
        return nullptr;
    }
    bool is_clause_known(const clause& each) const {
        switch (each.kind) {
        case clause_kind::from: return find(each.table) != nullptr;
        case clause_kind::join:
            return find(each.table) != nullptr && each.join != join_kind::right && each.join != join_kind::full;
        case clause_kind::where:
        case clause_kind::select:
        case clause_kind::distinct:
        case clause_kind::order_by:
        case clause_kind::limit:
        case clause_kind::offset: return true;
        default: return false;
        }
    }

    static any_value read(const void* objects, const node& column) {
        any_value found;
        for (const source& each : *static_cast<const combination*>(objects))
            if (each.of->table == column.table && each.alias == column.alias && each.object)
                found = each.of->read(each.object, column.column);
        found.type = column.type;
        return found;
    }
    /// The values of a clause's items for one combination of objects.
    static std::vector<any_value> values(const clause& of, const combination& row, const any_value* held) {
        const row_source objects{&row, &read};
        evaluation evaluating(refract::dialect::postgres::info, objects, held, nullptr);
        std::vector<any_value> all;
        for (const node& item : items_of(of)) all.push_back(evaluating.value_of(item));
        return all;
    }
    static bool holds(const clause& condition, const combination& row, const any_value* held) {
        for (const any_value& each : values(condition, row, held))
            if (truth_of(each) != true) return false;
        return true;
    }
    std::vector<combination> join(const std::vector<combination>& left, const clause& at, const any_value* held) const {
        const stored* const table = find(at.table);
        std::vector<combination> all;
        for (const combination& each : left) {
            bool found = false;
            for (const void* object : table->objects) {
                combination row = each;
                row.push_back({table, at.alias, object});
                if (!holds(at, row, held)) continue;
                found = true;
                all.push_back(std::move(row));
            }
            if (found || at.join != join_kind::left || at.kind != clause_kind::join) continue;
            all.push_back(each);
            all.back().push_back({table, at.alias});
        }
        return all;
    }
    std::vector<cells> run(const flat_statement& statement) const {
        std::vector<combination> rows{{}};
        const clause *select = nullptr, *order = nullptr;
        const any_value *select_held = nullptr, *order_held = nullptr, *held = statement.values().data();
        std::size_t limit = static_cast<std::size_t>(-1), offset = 0;
        bool distinct = false;
        for (const clause& each : statement.view()) {
            switch (each.kind) {
            case clause_kind::from:
            case clause_kind::join: rows = join(rows, each, held); break;
            case clause_kind::where:
                std::erase_if(rows, [&](const combination& row) { return !holds(each, row, held); });
                break;
            case clause_kind::select: select = &each, select_held = held; break;
            case clause_kind::order_by: order = &each, order_held = held; break;
            case clause_kind::distinct: distinct = true; break;
            case clause_kind::limit: limit = static_cast<std::size_t>(held->number); break;
            default: offset = static_cast<std::size_t>(held->number); break;
            }
            held += each.holds.values;
        }
        std::vector<selected> all;
        for (const combination& row : rows) {
            selected made;
            for (const any_value& each : values(*select, row, select_held)) made.row.push_back(cell(each));
            if (order) made.terms = values(*order, row, order_held);
            all.push_back(std::move(made));
        }
        if (distinct) drop_repeated(all);
        if (order) sort(all, *order);
        std::vector<cells> cut;
        for (std::size_t i = offset; i < all.size() && i - offset < limit; ++i) cut.push_back(std::move(all[i].row));
        return cut;
    }
    static std::string cell(const any_value& value) {
        return value.null ? "NULL" : normal_cell(text_of(value), value.type.kind);
    }
    static void drop_repeated(std::vector<selected>& all) {
        std::vector<selected> kept;
        for (selected& each : all)
            if (std::none_of(kept.begin(), kept.end(), [&](const selected& other) { return other.row == each.row; }))
                kept.push_back(std::move(each));
        all = std::move(kept);
    }
    static void sort(std::vector<selected>& all, const clause& order) {
        // A list's sort is stable; std::stable_sort uses what the language has deprecated, about which Clang 19 warns.
        std::list<selected> listed(std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()));
        listed.sort([&](const selected& one, const selected& other) {
            std::size_t i = 0;
            for (const node& term : items_of(order)) {
                const any_value &left = one.terms[i], &right = other.terms[i];
                ++i;
                if (left.null != right.null) return left.null == (term.nulls == nulls_order::first);
                if (left.null) continue;
                const auto& dialect = refract::dialect::postgres::info;
                if (compare(dialect, operation::equal, left, right) == true) continue;
                return compare(dialect, term.descending ? operation::greater : operation::less, left, right) == true;
            }
            return false;
        });
        all.assign(std::make_move_iterator(listed.begin()), std::make_move_iterator(listed.end()));
    }

    std::vector<stored> tables_{};
};

} // namespace random_test
