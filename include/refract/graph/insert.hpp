// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/object_verbs.hpp>
#include <refract/graph/load.hpp>
#include <refract/query/inserted_level.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

/// \file
/// Trees are inserted row by row, in one transaction: what a row's key comes from first, then the row, then what takes
/// its key.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row, class Above, std::size_t Field> struct row_traits<inserted_row<Row, Above, Field>> {
    static constexpr tied_places places = find_places(layout_of<Row>, ties_of<Above, Field>().returned, true);
    static constexpr std::size_t width() { return layout_of<Row>.size() + places.behind.count; }
    static constexpr result_column* describe(result_column* out, bool) {
        const table_info& table = table_of<level_model_t<Row>>();
        out = describe_layout(out, layout_of<Row>, table);
        for (std::size_t i = 0; i < places.behind.count; ++i) {
            const column_info& column = table.columns[places.behind.columns[i]];
            *out++ = {column.type, true, column.name};
        }
        return out;
    }
};

/// The keys of some columns of rows that were inserted, for columns that take them.
template <class Driver, class From, class To> using carried_keys_t =
    typename keys_between<row_of_driver<Driver>, From, To>::type;

/// What the columns of a relation travel as.
template <class Row, std::size_t Field> struct relation_wires {
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    template <class From, class To> struct ends {
        using first = From;
        using second = To;
    };
    template <std::size_t... Index> static auto list(std::index_sequence<Index...>)
        -> ends<type_list<wire_of_kind<relation.parent().columns[relation.from.columns[Index]].type.kind>...>,
                type_list<wire_of_kind<relation.tied()().columns[relation.to.columns[Index]].type.kind>...>>;
    template <std::size_t... Index> static auto list_of_link(std::index_sequence<Index...>)
        -> ends<type_list<wire_of_kind<relation.child().columns[relation.link_target.columns[Index]].type.kind>...>,
                type_list<wire_of_kind<relation.tied()().columns[relation.link_to.columns[Index]].type.kind>...>>;
    using near = decltype(list(std::make_index_sequence<relation.from.count>{}));
    using far = decltype(list_of_link(std::make_index_sequence<relation.link_to.count>{}));
};

/// Whether a row may hold a key that the database would make otherwise.
template <class Row> constexpr std::size_t find_generated_key() {
    constexpr const table_info& table = table_of<level_model_t<Row>>();
    if constexpr (table.key_is_generated)
        for (std::size_t i = 0; i < level_fields_of<Row>.size(); ++i)
            if (level_fields_of<Row>[i].is_value() && level_fields_of<Row>[i].column == table.key.columns[0]) return i;
    return table_info::none;
}
template <class Row> inline constexpr std::size_t generated_key_of = find_generated_key<Row>();

[[noreturn, gnu::cold]] inline void throw_null_key(std::string_view sql) {
    throw error(error_details{.message = "a row of a tree has NULL in its key, so that no other row can belong to it",
                              .sql = std::string(sql)});
}

template <class Driver, class Place> class tree_inserter {
public:
    using row_type = row_of_driver<Driver>;

    tree_inserter(session_state<Driver>& state, const Place& place, key_source keys, call_place where)
        : state_(state), place_(place), where_(where), keys_are_given_(keys == key_source::program) {}

    template <class Shape> void insert_tree(Shape& shape) { insert<Shape, void, 0>(shape, no_above, nullptr); }
    /// Inserts a row and what belongs to it; `wanted` gets its key.
    template <class Row, class Above, std::size_t Field, class Keys>
    void insert(Row& row, const Keys* above, keys_of_driver<Driver>* wanted) {
        if constexpr (kind_variant<Row>)
            visit([&]<class Kind>(Kind& kind) { insert<Kind, Above, Field>(kind, above, wanted); }, row);
        else if constexpr (has_levels<Row>)
            insert_with_levels<Row, Above, Field>(row, above, wanted, related_fields_of<Row>{});
        else
            insert_row<Row, Above, Field>(row, above, wanted, no_keys{});
    }

private:
    struct no_keys {};
    /// The keys of the row in a field, before the row that takes them; those of a row, before the rows that take them.
    template <class Row, std::size_t Field> struct field_keys {
        using near = typename relation_wires<Row, Field>::near;
        static constexpr bool is_parents = relation_of<Row, Field>.is_parents;
        using type = std::conditional_t<is_parents, carried_keys_t<Driver, typename near::second, typename near::first>,
                                        carried_keys_t<Driver, typename near::first, typename near::second>>;
        type keys{};
    };
    template <class Row, std::size_t... Index> struct all_keys : field_keys<Row, Index>... {};

    template <class Row, class Above, std::size_t Field, class Keys, std::size_t... Index> void
    insert_with_levels(Row& row, const Keys* above, keys_of_driver<Driver>* wanted, std::index_sequence<Index...>) {
        all_keys<Row, Index...> keys;
        (insert_before<Row, Index>(row, static_cast<field_keys<Row, Index>&>(keys).keys), ...);
        insert_row<Row, Above, Field>(row, above, wanted, keys);
        (insert_behind<Row, Index>(row, static_cast<field_keys<Row, Index>&>(keys).keys), ...);
    }
    template <class Field, class Use> static void for_each_row(Field& field, Use use) {
        if constexpr (related_rows<Field>::room == cardinality::many) {
            for (auto& each : field) use(each);
        } else if constexpr (related_rows<Field>::room == cardinality::one) {
            use(field);
        } else if (field) {
            use(*field);
        }
    }
    template <class Row, std::size_t Field, class Keys> void insert_before(Row& row, [[maybe_unused]] Keys& keys) {
        if constexpr (relation_of<Row, Field>.is_parents)
            for_each_row(field_of<Field>(row),
                         [&](auto& nested) { insert<level_row_t<Row, Field>, Row, Field>(nested, no_above, &keys); });
    }
    template <class Row, std::size_t Field, class Keys>
    void insert_behind(Row& row, [[maybe_unused]] const Keys& keys) {
        if constexpr (relation_of<Row, Field>.is_over_link())
            for_each_row(field_of<Field>(row), [&](auto& child) { insert_linked<Row, Field>(child, keys); });
        else if constexpr (!relation_of<Row, Field>.is_parents)
            for_each_row(field_of<Field>(row),
                         [&](auto& child) { insert<level_row_t<Row, Field>, Row, Field>(child, &keys, nullptr); });
    }
    template <class Row, std::size_t Field, class Near>
    void insert_linked(level_row_t<Row, Field>& child, const Near& near) {
        using wires = typename relation_wires<Row, Field>::far;
        carried_keys_t<Driver, typename wires::first, typename wires::second> far;
        insert<level_row_t<Row, Field>, Row, Field>(child, no_above, &far);
        using query = inserted_link<Row, Field>;
        const auto bind = [&](auto& statement, placeholders& next) {
            bind_key(statement, next, near, std::make_index_sequence<query::near>{});
            bind_key(statement, next, far, std::make_index_sequence<query::value_count - query::near>{});
        };
        run<query, result_form::changes>(bind, [](auto& begun) { begun.finish(); });
    }
    template <class Statement, class Keys, std::size_t... Part>
    static void bind_key(Statement& statement, placeholders& next, const Keys& keys, std::index_sequence<Part...>) {
        if (keys.empty()) throw_null_key(statement.sql());
        (keys.template bind_own<Part>(statement, *next.value++, 0), ...);
    }

    template <class Row, class Above, std::size_t Field, class Keys, class Levels>
    void insert_row(Row& row, const Keys* above, keys_of_driver<Driver>* wanted, Levels&& levels) {
        if constexpr (generated_key_of<Row> != table_info::none) {
            const auto& key = field_of<generated_key_of<Row>>(row);
            if (keys_are_given_ || key != std::remove_cvref_t<decltype(key)>{})
                return insert_row_as<inserted_level<Row, Above, Field, true>>(row, above, wanted, levels);
        }
        insert_row_as<inserted_level<Row, Above, Field, false>>(row, above, wanted, levels);
    }

    template <class Query, class Row, class Keys, class Levels>
    void insert_row_as(Row& row, const Keys* above, keys_of_driver<Driver>* wanted, Levels& levels) {
        const auto bind = [&](auto& statement, placeholders& next) {
            check_key<Query>(statement);
            bind_columns<Query>(statement, next, row, above, levels, std::make_index_sequence<Query::columns.count>{});
        };
        run<Query, result_form::rows>(bind, [&](auto& begun) {
            if (!begun.step())
                throw not_found(error_details{.message = "a row of a tree was not inserted: a trigger left it out",
                                              .sql = std::string(begun.sql())});
            take_back<Query>(begun.statement(), row, wanted, levels);
            begun.drain();
        });
    }
    /// Refuses to leave the key to a database that makes none.
    template <class Query, class Statement> void check_key([[maybe_unused]] Statement& statement) const {
        using model = typename Query::model;
        if constexpr (!Query::with_key && table_of<model>().key_is_generated && knows_made_keys<Statement>)
            if (!statement.knows_key()) [[unlikely]] {
                const auto& table = place_.template table<model>();
                statement.check_made_key(table, table.columns[table.key.columns[0]].name);
            }
    }
    template <class Query, class Row, class Levels> static void
    take_back(typename Driver::statement& statement, Row& row, keys_of_driver<Driver>* wanted, Levels& levels) {
        read_values(statement, row);
        const auto current = statement.row();
        if (wanted) {
            wanted->add_row(current, Query::places.at);
            if (wanted->empty()) throw_null_key(statement.sql());
        }
        note_levels<Row>(current, levels);
    }
    template <class Row> static void note_levels(const row_type&, no_keys&) {}
    template <class Row, std::size_t... Index>
    static void note_levels(const row_type& current, all_keys<Row, Index...>& levels) {
        (note_level<Row, Index>(current, static_cast<field_keys<Row, Index>&>(levels).keys), ...);
    }
    template <class Row, std::size_t Field, class Keys>
    static void note_level([[maybe_unused]] const row_type& current, [[maybe_unused]] Keys& keys) {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        if constexpr (!relation.is_parents) {
            std::uint16_t columns[max_key_columns]{};
            for (std::size_t i = 0; i < relation.from.count; ++i)
                columns[i] = static_cast<std::uint16_t>(layout_of<Row>.find(relation.from.columns[i]));
            keys.add_row(current, columns);
        }
    }

    template <class Query, class Row, class Statement, class Keys, class Levels, std::size_t... Index>
    static void bind_columns(Statement& statement, placeholders& next, const Row& row, const Keys* above,
                             const Levels& levels, std::index_sequence<Index...>) {
        (bind_column<Query, Index>(statement, *next.value++, row, above, levels), ...);
    }
    template <class Query, std::size_t Index, class Row, class Statement, class Keys, class Levels>
    static void bind_column(Statement& statement, int position, const Row& row, [[maybe_unused]] const Keys* above,
                            [[maybe_unused]] const Levels& levels) {
        constexpr inserted_column column = Query::columns.all[Index];
        if constexpr (column.from == column_source::above) {
            if (above->empty()) throw_null_key(statement.sql());
            above->template bind_own<column.part>(statement, position, 0);
        } else if constexpr (column.from == column_source::nested) {
            const auto& keys = static_cast<const field_keys<Row, column.rows>&>(levels).keys;
            if (!keys.empty())
                keys.template bind_own<column.part>(statement, position, 0);
            else if constexpr (column.field != inserted_column::none)
                detail::bind_value(statement, position, field_of<column.field>(row));
            else
                statement.bind_null(position);
        } else if constexpr (column.from == column_source::kind) {
            detail::bind_value(statement, position, kind_value_of<Row>);
        } else {
            detail::bind_value(statement, position, field_of<column.field>(row));
        }
    }

    template <class Row> static void read_values(typename Driver::statement& statement, Row& row) {
        int column = 0;
        const auto current = statement.row();
        try {
            detail::for_each_field(row, value_reader<std::remove_cvref_t<decltype(current)>>{current, column});
        } catch (error& failure) { rethrow_with_column(failure, statement.column_name(column), statement.sql()); }
    }
    template <class Source> struct value_reader {
        const Source& source;
        int& column;
        template <class Field> void operator()(Field& field) const {
            if constexpr (!holds_rows<Field>) {
                detail::read_field(source.cell(column), field);
                ++column;
            }
        }
    };

    /// Runs a statement: `bind(statement, placeholders)` binds its values, `use(execution)` sees to what comes.
    template <class Query, result_form Form, class Bind, class Use> void run(const Bind& bind, Use use) {
        static constexpr query_plan<Driver> plan = bound_plan<Query, Form, Bind>();
        const Query query{};
        const void* const call[] = {__builtin_addressof(query), __builtin_addressof(place_), __builtin_addressof(bind)};
        auto begun = begin_query(state_, where_, false, plan, call);
        use(begun.send());
    }
    template <class Query, result_form Form, class Bind> static constexpr query_plan<Driver> bound_plan() {
        query_plan<Driver> plan = checked_query_plan<Driver, Place, Form, Query>();
        plan.bind = [](typename Driver::statement& statement, placeholders& next, const void* const* call) {
            (*static_cast<const Bind*>(call[2]))(statement, next);
        };
        return plan;
    }
    static constexpr const no_keys* no_above = nullptr;

    session_state<Driver>& state_;
    const Place& place_;
    call_place where_;
    bool keys_are_given_;
};

template <class Row> consteval bool has_computed_field() {
    for (const level_field& each : level_fields_of<Row>)
        if (each.is_computed()) return true;
    return false;
}
/// Whether a whole model has a default that the database would have to be left to make, which its field cannot say.
template <class Row> consteval bool has_made_default() {
    if constexpr (!shape_struct<Row>)
        for (const column_info& each : table_of<Row>().all())
            if (each.default_from == default_kind::expression) return true;
    return false;
}
template <class Dialect, class Row, class Above, std::size_t Field> consteval auto find_written_row_outcome() {
    if constexpr (has_computed_field<Row>()) {
        return failed<rule::computed_is_not_written, Row>{};
    } else if constexpr (has_made_default<Row>()) {
        return failed<rule::default_is_left_out, Row>{};
    } else {
        using plain = inserted_level<Row, Above, Field, false>;
        if constexpr (plain::columns.is_tied_twice)
            return failed<rule::row_is_tied_once, Row>{};
        else
            return first_failed_t<check_statement<Dialect, plain>>{};
    }
}
template <class Dialect, class Row, std::size_t Field> consteval auto find_link_outcome() {
    if constexpr (relation_of<Row, Field>.is_over_link())
        return first_failed_t<check_statement<Dialect, inserted_link<Row, Field>>>{};
    else
        return passed{};
}
// Here, and not where the statements are: the compiler would name each call between before our sentence.
template <class Dialect, class Place, class... Before> struct written_outcome;
template <class Dialect, class Row, class Above, std::size_t Field, class... Before>
struct written_outcome<Dialect, inserted_row<Row, Above, Field>, Before...> {
    using here = inserted_row<Row, Above, Field>;
    template <std::size_t... Index> static consteval auto find_below(std::index_sequence<Index...>) {
        return first_failed_t<passed, decltype(find_link_outcome<Dialect, Row, Index>())...,
                              decltype(written_outcome<Dialect, inserted_row<level_row_t<Row, Index>, Row, Index>, here,
                                                       Before...>::find())...>{};
    }
    template <class... Kind> static consteval auto find_of_kinds(type_list<Kind...>) {
        return first_failed_t<
            passed, decltype(written_outcome<Dialect, inserted_row<Kind, Above, Field>, Before...>::find())...>{};
    }
    static consteval auto find() {
        if constexpr ((std::is_same_v<here, Before> || ...))
            return passed{};
        else if constexpr (kind_variant<Row>)
            return find_of_kinds(typename variant_kinds<Row>::type{});
        else if constexpr (constexpr auto own = find_written_row_outcome<Dialect, Row, Above, Field>();
                           !is_passed<std::remove_cv_t<decltype(own)>> || !has_levels<Row>)
            return own;
        else
            return find_below(related_fields_of<Row>{});
    }
};
/// What is wrong with a shape that is to be written.
template <class Dialect, class Shape> consteval auto find_written_shape_outcome() {
    if constexpr (is_passed<check_shape<Shape>>)
        return written_outcome<Dialect, inserted_row<Shape, void, 0>>::find();
    else
        return check_shape<Shape>{};
}
template <class Dialect, class Shape> using check_written_shape =
    decltype(find_written_shape_outcome<Dialect, Shape>());

template <class Driver, class Place, class Shape> struct tree_writer {
    using outcome = check_written_shape<typename Driver::dialect, Shape>;
    using inserter = tree_inserter<Driver, Place>;

    static void insert(session_state<Driver>& state, const Place& place, Shape& shape, key_source keys,
                       call_place where) {
        require<outcome>();
        if constexpr (is_passed<outcome>) {
            level_scope<Driver> scope(state, {}); // a savepoint inside a transaction of the program
            inserter(state, place, keys, where).insert_tree(shape);
            scope.finish();
        }
    }
    template <class Range> static std::int64_t insert_all(session_state<Driver>& state, const Place& place,
                                                          Range& shapes, key_source keys, call_place where) {
        require<outcome>();
        std::int64_t count = 0;
        if constexpr (is_passed<outcome>) {
            level_scope<Driver> scope(state, {}); // a savepoint inside a transaction of the program
            inserter each_tree(state, place, keys, where);
            for (const auto& each : shapes) {
                Shape shape = each;
                each_tree.insert_tree(shape);
                ++count;
            }
            scope.finish();
        }
        return count;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
