// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/join_text.hpp>
#include <refract/base/rules/client.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/rules/schema.hpp>
#include <refract/client/parameters.hpp>
#include <refract/client/query_record.hpp>
#include <refract/client/row_reader.hpp>
#include <refract/codec/same_value.hpp>
#include <refract/sql/print_object.hpp>
#include <refract/sql/statement.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <source_location>
#include <type_traits>
#include <utility>

/// \file
/// Whole objects on their way in and out: their constant statements, and which fields they send.

namespace refract {
inline namespace v0 {

/// Says that the objects hold their keys, 0 as well: `insert_many(rows, keys_are_given)` copies rows as they are.
struct keys_are_given_t {};
inline constexpr keys_are_given_t keys_are_given{};

/// Says that objects whose key, or whose values of unique columns, are there already are skipped:
/// `insert_many(rows, on_conflict_do_nothing)`.
struct on_conflict_do_nothing_t {};
inline constexpr on_conflict_do_nothing_t on_conflict_do_nothing{};

/// Says that a tree has all rows that its fields are to have, although it was read without some:
/// `save(tree, tree_is_whole)`.
struct tree_is_whole_t {};
inline constexpr tree_is_whole_t tree_is_whole{};

namespace detail {

/// Who makes a key that is still unset.
enum class key_source : std::uint8_t { database, program };

/// What a statement of whole objects does, as plain data.
struct object_form {
    object_action action{};
    omitted_columns omitted = omit_nothing;
    std::size_t rows = 1;
    bool returns_made = false;
};

struct object_measure {
    std::size_t size = 0, placeholders = 0;
};
constexpr object_measure measure_object(const table_info& table, const dialect_info& dialect, object_form form) {
    writer out{.dialect = dialect};
    print_object(out, table, form.action, form.omitted, form.rows, form.returns_made);
    return {out.text.size, out.at.placeholders};
}

template <class Dialect, class Model> consteval auto find_stored_model_outcome() {
    if constexpr (!is_passed<check_table<Model>>)
        return check_table<Model>{};
    else
        return first_failed_t<check_model_names<Dialect, Model>, check_types_of<Model, Dialect>>{};
}
/// What the verbs of objects ask of a model, where the program calls them.
template <class Dialect, class Model> using check_stored_model = decltype(find_stored_model_outcome<Dialect, Model>());

template <class Dialect, class Model, object_form Form> inline constexpr object_measure object_measure_of =
    measure_object(table_of<Model>(), Dialect::info, Form);

template <class Dialect, class Model, object_form Form> constexpr auto make_object_data() {
    require<check_stored_model<Dialect, Model>>();
    constexpr auto& measured = object_measure_of<Dialect, Model, Form>;
    statement_data<measured.size, measured.placeholders, 0, 0> data;
    writer out{.text = {.out = data.text.data()}, .dialect = Dialect::info, .types = data.types.data()};
    print_object(out, table_of<Model>(), Form.action, Form.omitted, Form.rows, Form.returns_made);
    return data;
}
template <class Dialect, class Model, object_form Form> inline constexpr auto object_data_of =
    make_object_data<Dialect, Model, Form>();

/// The columns that a statement brings back, for drivers to check.
template <class Model, object_form Form> constexpr auto list_object_columns() {
    struct {
        std::array<result_column, field_count<source_model<Model>>> columns{};
        std::uint16_t count = 0;
    } result;
    const table_info& table = table_of<Model>();
    for (std::size_t i = 0; i < table.column_count; ++i) {
        const bool comes_back =
            is_find(Form.action) || (Form.action == object_action::update && is_refreshed(table.columns[i])) ||
            (Form.action == object_action::upsert && is_returned_by_upsert(table, i, Form.omitted)) ||
            (Form.action == object_action::insert && Form.returns_made && is_returned(table, i, Form.omitted));
        if (comes_back)
            result.columns[result.count++] = {table.columns[i].type, table.columns[i].nullable, table.columns[i].field};
    }
    return result;
}
template <class Model, object_form Form> inline constexpr auto object_columns_of = list_object_columns<Model, Form>();

template <class Dialect, class Model, object_form Form> constexpr ready_statement make_object_statement() {
    constexpr auto& data = object_data_of<Dialect, Model, Form>;
    constexpr auto& columns = object_columns_of<Model, Form>;
    ready_statement made{.sql = data.text.data(),
                         .size = data.text.size() - 1,
                         .parameters = data.types.data(),
                         .parameter_count = static_cast<std::uint16_t>(data.types.size() - 1),
                         .columns = columns.columns.data(),
                         .column_count = columns.count};
    made.identity = identity_of(made);
    return made;
}
template <class Dialect, class Model, object_form Form> inline constexpr ready_statement object_statement_of =
    make_object_statement<Dialect, Model, Form>();

/// Notes that a statement for objects begins. One whose text is made at run time counts as the constant one.
template <class Dialect, class Table, object_form Form> void note_objects(std::source_location where) {
    note_execution(record_of<Dialect, object_statement_of<Dialect, Table, Form>, nullptr, &table_of<Table>>, where);
}

/// The facts of a model that decide how its objects travel.
template <class Model> struct object_traits {
    static constexpr const table_info& table = table_of<Model>();

    template <class Test> static constexpr bool any(Test test) {
        for (std::size_t i = 0; i < table.column_count; ++i)
            if (test(i)) return true;
        return false;
    }
    static constexpr bool has_omittable = any([](std::size_t i) { return is_omittable(table, i); });
    static constexpr bool has_generated = any([](std::size_t i) { return table.columns[i].generated; });
    static constexpr bool has_default_expression =
        any([](std::size_t i) { return table.columns[i].default_from == default_kind::expression; });
    static constexpr bool has_version = any([](std::size_t i) { return table.columns[i].version; });
    static constexpr bool is_refreshed_by_update = any([](std::size_t i) { return is_refreshed(table.columns[i]); });
    /// Whether an object may leave some, but not all, of what it could leave to the database.
    static constexpr bool omits_some = [] {
        std::size_t count = 0;
        for (std::size_t i = 0; i < table.column_count; ++i)
            if (is_omittable(table, i)) ++count;
        return count > 1;
    }();
    static constexpr bool omits_only_key = table.key_is_generated && !has_default_expression && !has_generated;
};

template <class Model> using check_has_key =
    std::conditional_t<table_of<Model>().has_nullable_key(), failed<rule::key_is_never_null, Model>,
                       check_that<(table_of<Model>().key.count > 0), rule::model_has_key, Model>>;

template <class Model> using check_is_written = first_failed_t<
    check_that<!is_view(table_of<Model>().kind), rule::view_is_read_only, Model>,
    check_that<table_of<Model>().kind != relation_kind::full_text_index, rule::full_text_is_written_simply, Model>>;
template <class Model> using check_key_holds_value =
    check_that<!table_of<Model>().has_nullable_key(), rule::key_is_never_null, Model>;

/// Some of a model's fields, by their position.
template <class Model> using field_set = std::array<bool, field_count<Model>>;
template <class Model, class Test> constexpr field_set<Model> fields_that(Test test) {
    field_set<Model> chosen{};
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = test(i);
    return chosen;
}
template <class Model, omitted_columns Omitted> inline constexpr field_set<Model> sent_fields =
    fields_that<Model>([](std::size_t i) { return is_sent(table_of<Model>(), i, Omitted); });
template <class Model> inline constexpr field_set<Model> updated_fields = fields_that<Model>(
    [](std::size_t i) { return is_updated(table_of<Model>(), i) && !is_refreshed(table_of<Model>().columns[i]); });
template <class Model> inline constexpr field_set<Model> refreshed_fields =
    fields_that<Model>([](std::size_t i) { return is_refreshed(table_of<Model>().columns[i]); });
template <class Model, bool IsUpsert> constexpr field_set<Model> list_returned_fields(omitted_columns omitted) {
    return fields_that<Model>([omitted](std::size_t i) {
        return IsUpsert ? is_returned_by_upsert(table_of<Model>(), i, omitted)
                        : is_returned(table_of<Model>(), i, omitted);
    });
}
template <class Model, bool IsUpsert, omitted_columns Omitted> inline constexpr field_set<Model> returned_fields =
    list_returned_fields<Model, IsUpsert>(Omitted);
template <class Model> inline constexpr field_set<Model> version_fields =
    fields_that<Model>([](std::size_t i) { return table_of<Model>().columns[i].version; });

template <class Visitor> struct chosen_visitor {
    const bool* chosen;
    Visitor& visit;
    template <class... Field> REFRACT_INLINE constexpr void operator()(Field&... field) const {
        const bool* next = chosen;
        ((*next++ ? visit(field) : void()), ...);
    }
};
/// Calls `visit(field)` for some of the fields.
template <class Model, class Object, class Visitor>
REFRACT_INLINE constexpr void for_fields(Object& object, const field_set<Model>& chosen, Visitor& visit) {
    detail::with_fields(object, chosen_visitor<Visitor>{chosen.data(), visit});
}

namespace by_name {
/// Whether a field that the database can fill still holds what a default-made object holds.
template <class Field> bool is_unset(const Field& field, const Field& blank) {
    return detail::is_same_value(field, blank);
}

/// Whether an object leaves its key to the database: it is 0, and nobody says that keys are given.
template <class Model> bool leaves_key(const Model& object, key_source keys) {
    if constexpr (!table_of<Model>().key_is_generated) {
        return false;
    } else {
        constexpr std::size_t key = table_of<Model>().key.columns[0];
        using field = field_type<Model, key>;
        if constexpr (std::is_integral_v<field>)
            return keys == key_source::database && detail::field_of<key>(object) == 0;
        else
            return keys == key_source::database && codec<field>::encode(detail::field_of<key>(object)) == 0;
    }
}

template <class Model, std::size_t Index>
omitted_columns omitted_bit(const Model& object, omitted_columns bit, key_source keys) {
    constexpr const table_info& table = table_of<Model>();
    if constexpr (!is_omittable(table, Index)) {
        return omit_nothing;
    } else if constexpr (table.columns[Index].key && table.key_is_generated) {
        return detail::leaves_key(object, keys) ? bit : omit_nothing;
    } else {
        static const Model blank{};
        return is_unset(detail::field_of<Index>(object), detail::field_of<Index>(blank)) ? bit : omit_nothing;
    }
}

/// Which columns an insert of this object leaves to the database.
template <class Model> omitted_columns omitted_of(const Model& object, key_source keys = key_source::database) {
    if constexpr (!object_traits<Model>::has_omittable) {
        return omit_nothing;
    } else if constexpr (!object_traits<Model>::has_default_expression) {
        return detail::leaves_key(object, keys) ? omit_everything : omit_nothing;
    } else {
        return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            omitted_columns bit = 1, all = 0, set = 0;
            (((all |= is_omittable(table_of<Model>(), Index) ? bit : 0),
              (set |= omitted_bit<Model, Index>(object, bit, keys)),
              (bit = is_omittable(table_of<Model>(), Index) ? bit << 1 : bit)),
             ...);
            return set == all ? omit_everything : set;
        }(std::make_index_sequence<field_count<Model>>{});
    }
}

/// Binds the fields that it visits to consecutive placeholders.
template <class Statement> struct field_binder {
    Statement& statement;
    int position = 1;
    template <class Field> REFRACT_INLINE void operator()(const Field& field) {
        const int own = position++; // counted first, also where the value then has no form to be stored in
        if constexpr (is_optional<Field>)
            bind_value(statement, own, field);
        else
            statement.bind(own, codec<Field>::encode(field));
    }
};
template <class Statement> field_binder(Statement&, int) -> field_binder<Statement>;

/// Names the column of the value that could not be bound: the last of so many of the chosen ones.
[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_field(error& failure, const table_info& table,
                                                                      const bool* chosen, int count) {
    for (std::size_t column = 0; column < table.column_count; ++column)
        if (chosen[column] && --count == 0) failure.add_column(table.columns[column].name, table.name);
    throw;
}

template <class Model, class Statement> REFRACT_INLINE int bind_fields(Statement& statement, const Model& object,
                                                                       const field_set<Model>& chosen, int position) {
    field_binder binder{statement, position};
    try {
        for_fields<Model>(object, chosen, binder);
    } catch (error& failure) {
        rethrow_with_field(failure, table_of<Model>(), chosen.data(), binder.position - position);
    }
    return binder.position;
}
/// Binds the fields that an insert sends, from a position on; returns the next position. Each of the
/// constant sets has code of its own, in which nothing is left to choose.
template <class Model, class Statement>
int bind_sent(Statement& statement, const Model& object, omitted_columns omitted, int position) {
    if (omitted == omit_everything)
        return bind_fields(statement, object, sent_fields<Model, omit_everything>, position);
    if (omitted == omit_nothing) return bind_fields(statement, object, sent_fields<Model, omit_nothing>, position);
    const auto some = fields_that<Model>([omitted](std::size_t i) { return is_sent(table_of<Model>(), i, omitted); });
    return bind_fields(statement, object, some, position);
}
/// The same for a part of a key.
template <class Model> [[noreturn, gnu::cold, gnu::noinline]] void rethrow_with_key_part(error& failure, int count) {
    const table_info& table = table_of<Model>();
    failure.add_column(table.columns[table.key.columns[count - 1]].name, table.name);
    throw;
}
/// Binds the key, part by part in the key's order; returns the next position.
template <class Model, class Statement> int bind_key(Statement& statement, const Model& object, int position) {
    field_binder binder{statement, position};
    try {
        [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            (binder(detail::field_of<table_of<Model>().key.columns[Part]>(object)), ...);
        }(std::make_index_sequence<table_of<Model>().key.count>{});
    } catch (error& failure) { rethrow_with_key_part<Model>(failure, binder.position - position); }
    return binder.position;
}
/// The key and, where the model has one, the version that the row is expected to have.
template <class Model, class Statement> void bind_identity(Statement& statement, const Model& object, int position) {
    position = bind_key(statement, object, position);
    if constexpr (object_traits<Model>::has_version) bind_fields(statement, object, version_fields<Model>, position);
}
/// Binds the fields that an update sets, then the key and the version that it expects.
template <class Model, class Statement> void bind_update(Statement& statement, const Model& object) {
    bind_identity(statement, object, bind_fields(statement, object, updated_fields<Model>, 1));
}
} // namespace by_name

/// Refuses to leave the key to a database that makes none, where only the run time knows.
template <class Model, class Statement>
REFRACT_INLINE void check_made_key(Statement& statement, omitted_columns omitted,
                                   const table_info& table = table_of<Model>(), bool has_run = false) {
    if constexpr (table_of<Model>().key_is_generated && knows_made_keys<Statement>)
        if (is_omitted(table, table.key.columns[0], omitted))
            statement.check_made_key(table, table.columns[table.key.columns[0]].name, has_run);
}
/// The same, unless it was asked for this statement before: for an insert that asks again when the key comes back.
template <class Model, class Statement> void check_first_key(Statement& statement, omitted_columns omitted) {
    if constexpr (table_of<Model>().key_is_generated && knows_made_keys<Statement>)
        if (!statement.knows_key()) [[unlikely]]
            check_made_key<Model>(statement, omitted);
}
[[noreturn, gnu::cold]] inline void throw_key_does_not_fit(const char* field, std::string_view sql) {
    throw conversion_error(error_details{
        .message = join_text({"the key that the database made does not fit in ", field}), .sql = std::string(sql)});
}
/// Refuses a key that the database made and the field cannot hold: no read would accept the row.
template <class Model, class Run> REFRACT_INLINE void check_key_fits(std::int64_t made, const char* field, Run& run) {
    constexpr number_range fits = table_of<Model>().columns[table_of<Model>().key.columns[0]].range;
    if constexpr (fits.is_known())
        if (made < fits.least || made > fits.greatest) [[unlikely]]
            throw_key_does_not_fit(field, run.sql());
}
/// The rows that an insert has made; what goes through a view may not be counted, and is what was sent.
template <class Statement>
REFRACT_INLINE std::int64_t inserted(const Statement& statement, std::size_t sent, const table_info& table) {
    const std::int64_t made = statement.changes();
    if constexpr (knows_made_keys<Statement>)
        if (made == 0 && statement.writes_view(table)) return static_cast<std::int64_t>(sent);
    return made;
}

/// Reads the columns that came back into their fields.
template <class Model, class Statement>
REFRACT_INLINE void read_back(Statement& statement, Model& object, const field_set<Model>& returned) {
    int column = 0;
    const auto current = statement.row();
    const field_reader<decltype(current)> reader{current, column};
    try {
        for_fields<Model>(object, returned, reader);
    } catch (error& failure) { rethrow_with_column(failure, statement.column_name(column), column, statement.sql()); }
}
/// The same for what an insert or upsert returns, which depends on what it left to the database.
template <class Model, bool IsUpsert, class Statement>
void read_returned(Statement& statement, Model& object, omitted_columns omitted) {
    if (omitted == omit_everything)
        return detail::read_back(statement, object, returned_fields<Model, IsUpsert, omit_everything>);
    if (omitted == omit_nothing)
        return detail::read_back(statement, object, returned_fields<Model, IsUpsert, omit_nothing>);
    detail::read_back(statement, object, list_returned_fields<Model, IsUpsert>(omitted));
}

/// The types of a model's key, in the key's order, as parameters.
template <class Model, std::size_t... Part> auto key_types(std::index_sequence<Part...>)
    -> type_list<field_type<source_model<Model>, table_of<Model>().key.columns[Part]>...>;
template <class Model> using key_types_of =
    decltype(detail::key_types<Model>(std::make_index_sequence<table_of<Model>().key.count>{}));

template <class Model, class Parts> struct key_check {
    using type = failed<rule::key_part_count, Model, Parts>;
};
template <class Model, class... Part>
    requires(sizeof...(Part) == key_types_of<Model>::size)
struct key_check<Model, type_list<Part...>> {
    using type = check_arguments<key_types_of<Model>, Part...>;
};
/// Whether arguments are a key of the model.
template <class Model, class... Argument> using check_key_parts =
    typename key_check<Model, given_arguments<Argument...>>::type;

template <class Dialect, class Model, class... Argument> consteval auto find_key_outcome() {
    if constexpr (!is_passed<check_stored_model<Dialect, Model>>)
        return check_stored_model<Dialect, Model>{};
    else if constexpr (!is_passed<check_has_key<Model>>)
        return check_has_key<Model>{};
    else
        return check_key_parts<Model, Argument...>{};
}
/// What the verbs ask that find a row by its key.
template <class Dialect, class Model, class... Argument> using check_key =
    decltype(find_key_outcome<Dialect, Model, Argument...>());

template <class Dialect, class Model, class... Argument> consteval auto find_erased_key_outcome() {
    if constexpr (!is_passed<check_key<Dialect, Model, Argument...>>)
        return check_key<Dialect, Model, Argument...>{};
    else
        return check_is_written<Model>{};
}
template <class Dialect, class Model, class... Argument> using check_erased_key =
    decltype(find_erased_key_outcome<Dialect, Model, Argument...>());

/// What a verb of one object takes: neither a pointer to it nor a range of them.
template <class Dialect, class Object> consteval auto find_object_outcome() {
    if constexpr (pointer_like<Object>)
        return failed<rule::object_is_no_pointer, Object>{};
    else if constexpr (value_range<Object>)
        return failed<rule::object_is_no_range, Object>{};
    else if constexpr (reflectable<source_model<Object>>)
        return check_stored_model<Dialect, Object>{};
    else if constexpr (std::is_array_v<Object> && !std::is_convertible_v<const Object&, std::string_view>)
        return failed<rule::object_is_no_range, Object>{};
    else if constexpr (any_query<Object>)
        return failed<rule::query_is_no_object, Object>{};
    else if constexpr (is_optional<Object>)
        return failed<rule::optional_is_no_object, Object>{};
    else
        return model_failure<Object>{};
}
template <class Dialect, class Object> using check_object = decltype(find_object_outcome<Dialect, Object>());

/// What an insert asks of an object, and what the verbs that find its row ask.
template <class Dialect, class Object> consteval auto find_inserted_outcome() {
    if constexpr (!is_passed<check_object<Dialect, Object>>)
        return check_object<Dialect, Object>{};
    else
        return first_failed_t<check_is_written<Object>, check_key_holds_value<Object>>{};
}
template <class Dialect, class Object> using check_inserted = decltype(find_inserted_outcome<Dialect, Object>());
template <class Dialect, class Object> consteval auto find_kept_outcome() {
    if constexpr (!is_passed<check_object<Dialect, Object>>)
        return check_object<Dialect, Object>{};
    else
        return first_failed_t<check_is_written<Object>, check_has_key<Object>>{};
}
template <class Dialect, class Object> using check_kept = decltype(find_kept_outcome<Dialect, Object>());
/// What an upsert asks beside that: a full-text table knows no conflicts.
template <class Dialect, class Object> consteval auto find_upserted_outcome() {
    if constexpr (!is_passed<check_kept<Dialect, Object>>)
        return check_kept<Dialect, Object>{};
    else
        return check_that<!is_full_text(table_of<Object>().kind), rule::full_text_is_written_simply, Object>{};
}
template <class Dialect, class Object> using check_upserted = decltype(find_upserted_outcome<Dialect, Object>());
/// What skipping rows asks of an object: the database knows which are there.
template <class Dialect, class Object> consteval auto find_inserted_new_outcome() {
    if constexpr (shape_struct<Object>)
        return failed<rule::trees_are_all_new, Object>{};
    else if constexpr (!is_passed<check_inserted<Dialect, Object>>)
        return check_inserted<Dialect, Object>{};
    else
        return check_that<!is_full_text(table_of<Object>().kind), rule::full_text_is_written_simply, Object>{};
}
template <class Dialect, class Object> using check_inserted_new =
    decltype(find_inserted_new_outcome<Dialect, Object>());

/// What is given for a key without its model.
template <class Given>
concept bare_key = storable<Given> || std::is_array_v<Given> || any_query<Given>;
template <class Given> using bare_key_mistake =
    std::conditional_t<any_query<Given>, failed<rule::query_is_no_object, Given>,
                       failed<rule::verb_names_its_model, Given>>;

/// Whether a verb of one object is given one, and perhaps how or where.
template <class... Given> inline constexpr bool is_one_object = false;
template <class Object> inline constexpr bool is_one_object<Object> = true;
template <class Object, class Option, class... More> inline constexpr bool is_one_object<Object, Option, More...> =
    std::is_same_v<Option, keys_are_given_t> || is_place<Option>;
/// The same of a verb of many: what stands behind them.
template <class... Given> inline constexpr bool is_one_range = is_one_object<Given...>;
template <class Range, class... More> inline constexpr bool is_one_range<Range, on_conflict_do_nothing_t, More...> =
    true;
template <class Range, class... More>
inline constexpr bool is_one_range<Range, keys_are_given_t, on_conflict_do_nothing_t, More...> = true;

} // namespace detail
} // namespace v0
} // namespace refract
