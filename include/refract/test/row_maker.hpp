// SPDX-License-Identifier: MIT
#pragma once

#include <refract/memory/prepared.hpp>
#include <refract/schema/schema.hpp>
#include <refract/test/value.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Rows of a model that keep to what the model says: keys, foreign keys, uniques, checks.

namespace refract {
inline namespace v0 {
namespace test {

/// How rows are made.
struct fill_options {
    std::uint64_t seed = 1; ///< the same rows for the same seed, on every database
    /// Also what programs stumble over: quotes, SQL, letters of four bytes, NUL where the database holds it, the
    /// least and the greatest.
    bool hostile = false;
};

} // namespace test

namespace detail {

template <class Option> inline constexpr bool is_foreign_key = false;
template <class Columns, class Targets> inline constexpr bool is_foreign_key<foreign_key_option<Columns, Targets>> =
    true;
template <class Option> inline constexpr bool is_check = false;
template <class Expression> inline constexpr bool is_check<check_option<Expression>> = true;

template <class Options> struct key_options_in;
template <class... Option> struct key_options_in<table_options<Option...>> {
    using type = join_lists_t<std::conditional_t<is_foreign_key<Option>, type_list<Option>, type_list<>>...>;
};
/// The foreign keys of a model, as its options say them.
template <class Model> using key_options_of = typename key_options_in<options_type<Model>>::type;

namespace by_name {
template <class To, class From> void assign_key(To& to, const From& from) {
    if constexpr (is_optional<From>) {
        if (from)
            detail::assign_key(to, *from);
        else
            to = To{};
    } else if constexpr (std::is_same_v<without_optional<To>, From>) {
        to = from;
    } else if constexpr (std::is_arithmetic_v<From>) {
        to = static_cast<without_optional<To>>(from);
    } else {
        without_optional<To> made{};
        codec<without_optional<To>>::decode(codec<From>::encode(from), made);
        to = std::move(made);
    }
}

} // namespace by_name

/// What a foreign key asks of a row, and gives it.
template <class Key> struct key_to_parent;
template <auto... Member, auto... Target>
struct key_to_parent<foreign_key_option<member_list<Member...>, member_list<Target...>>> {
    using target = typename foreign_key_option<member_list<Member...>, member_list<Target...>>::target;
    static constexpr bool is_nullable = (is_optional<member_type<Member>> || ...);
    static constexpr std::size_t columns[]{member_index<Member>...};
    static constexpr bool has(std::size_t column) {
        for (const std::size_t each : columns)
            if (each == column) return true;
        return false;
    }
    template <class Model> static void set(Model& row, const target& parent) {
        (detail::assign_key(detail::field_of<member_index<Member>>(row),
                            detail::field_of<member_index<Target>>(parent)),
         ...);
    }
    template <class Model> static void clear(Model& row) {
        (clear_field(detail::field_of<member_index<Member>>(row)), ...);
    }
    template <class Model> static bool is_null(const Model& row) {
        return (any_value(detail::field_of<member_index<Member>>(row)).null || ...);
    }

private:
    template <class Field> static void clear_field(Field& field) {
        if constexpr (is_optional<Field>) field.reset();
    }
};

namespace by_name {
/// The values of a row's columns.
template <class Model> std::vector<any_value> list_values(const Model& row) {
    std::vector<any_value> all;
    detail::for_each_field(row, [&](const auto& field) { all.push_back(any_value(field)); });
    return all;
}

} // namespace by_name

/// All that two rows may not share, as one text; empty where NULL makes it no key.
inline std::string text_of_key(const std::vector<any_value>& values, const column_list& columns) {
    std::string text;
    for (std::size_t i = 0; i < columns.count; ++i) {
        const any_value& value = values[columns.columns[i]];
        if (value.null) return {};
        text.append(std::to_string(value.number)).append(1, '/').append(std::to_string(value.real)).append(1, '/');
        text.append(std::to_string(value.text.size())).append(1, ':').append(value.text);
    }
    return text;
}

/// A row on its way: how often each of its columns was made anew.
struct row_draft {
    std::uint64_t number = 0;
    std::vector<int> attempts{};
    std::uint64_t step = 0; ///< of the parents: each takes another combination of them, so that all of them come
    int tries = 0;
};
/// What refuses a row, and the columns that it looks at; nobody knows which if there are none.
struct row_refusal {
    std::string why{};
    std::vector<std::size_t> columns{};

    explicit operator bool() const { return !why.empty(); }
};

/// Makes rows of a model, one after another, and remembers what no other may share with them.
template <class Dialect, class Model> class row_maker {
    using keys = key_options_of<Model>;
    template <class... Key> static auto parents_for(type_list<Key...>)
        -> std::tuple<std::vector<typename key_to_parent<Key>::target>...>;

public:
    using parents_type = decltype(parents_for(keys{}));

    row_maker(const test::fill_options& how, bool holds_nul) : how_(how), holds_nul_(holds_nul) {
        for (const check_info& each : about.checks)
            for (const literal& value : each.condition.values)
                if (value.type.kind != type_kind::none) hints_.push_back(value);
        if (table.key.count > 0 && !table.key_is_generated) uniques_.push_back({"primary key", table.key});
        for (const index_info& each : about.indexes)
            if (each.unique && !each.where) uniques_.push_back({"unique", each.columns});
    }

    /// The rows that foreign keys can lead to, in the order of the foreign keys; where there are none, none is set.
    parents_type parents{};

    static row_draft begin(std::uint64_t number) {
        return {.number = number, .attempts = std::vector<int>(table.column_count)};
    }
    Model make(const row_draft& draft) const {
        Model row{};
        const std::uint64_t own = mix_seed(mix_seed(how_.seed, table.name), draft.number);
        std::size_t column = 0;
        detail::for_each_field(row, [&](auto& field) {
            const std::size_t at = column++;
            if (is_made(at)) make_field(field, at, draft, mix_seed(own, at));
        });
        set_parents(row, mix_seed(own, "parents"), draft.step, keys{}, std::make_index_sequence<keys::size>{});
        return row;
    }
    /// What refuses a row, as far as it is known here.
    row_refusal refusal(const Model& row) const {
        if (row_refusal broken = broken_check(row)) return broken;
        const std::vector<any_value> values = detail::list_values(row);
        for (const unique_columns& each : uniques_) {
            const std::string key = text_of_key(values, each.columns);
            if (key.empty() || each.taken.count(key) == 0) continue;
            const auto& all = each.columns;
            return {name_of(each), std::vector<std::size_t>(all.columns, all.columns + all.count)};
        }
        return {};
    }
    /// Has the columns that a refusal looks at made anew. Errors: that was tried often enough.
    void retry(row_draft& draft, const row_refusal& refused) const {
        if (++draft.tries >= most_tries()) throw_no_row(draft, refused.why);
        bool is_of_parent = refused.columns.empty();
        for (const std::size_t column : refused.columns) {
            ++draft.attempts[column];
            is_of_parent |= leads_anywhere(column, keys{});
        }
        if (refused.columns.empty())
            for (int& each : draft.attempts) ++each;
        if (is_of_parent) ++draft.step;
    }
    void remember(const Model& row) {
        const std::vector<any_value> values = detail::list_values(row);
        for (unique_columns& each : uniques_)
            if (std::string key = text_of_key(values, each.columns); !key.empty()) each.taken.insert(std::move(key));
    }
    void forget(const Model& row) {
        const std::vector<any_value> values = detail::list_values(row);
        for (unique_columns& each : uniques_) each.taken.erase(text_of_key(values, each.columns));
    }
    /// The next row that nothing refuses, which no later one may be like. Errors: none is found.
    Model make_accepted(row_draft& draft) {
        for (;;) {
            Model row = make(draft);
            const row_refusal refused = refusal(row);
            if (!refused) {
                remember(row);
                return row;
            }
            retry(draft, refused);
        }
    }

private:
    struct unique_columns {
        std::string_view kind;
        column_list columns;
        std::set<std::string> taken{};
    };
    static constexpr const table_info& table = table_of<Model>();
    static constexpr const table_description& about = description_of<Model>;

    [[noreturn]] static void throw_no_row(const row_draft& draft, const std::string& why) {
        throw error(join_text({"row ", std::to_string(draft.number), " of \"", table.name, "\" cannot be made: ",
                               std::to_string(draft.tries), " tries were refused, the last one by ", why,
                               "; ask for fewer rows, or write them with a factory"}));
    }
    template <class... Key> static bool leads_anywhere([[maybe_unused]] std::size_t column, type_list<Key...>) {
        return (key_to_parent<Key>::has(column) || ...);
    }
    /// Whether a column is given a value of its own: not those of foreign keys, nor what the database makes.
    static bool is_made(std::size_t at) {
        const column_info& column = table.columns[at];
        if (column.generated || column.version || at == table.tenant || at == table.deleted) return false;
        if (about.columns[at].identity != identity_form::none || (column.key && table.key_is_generated)) return false;
        return !leads_anywhere(at, keys{});
    }
    bool is_unique(std::size_t column) const {
        for (const unique_columns& each : uniques_)
            if (each.columns.contains(column)) return true;
        return false;
    }
    template <class Field>
    void make_field(Field& field, std::size_t at, const row_draft& draft, std::uint64_t seed) const {
        detail::make_value(field,
                           {.column = &table.columns[at],
                            .details = &about.columns[at],
                            .row = draft.number,
                            .attempt = draft.attempts[at],
                            .is_unique = is_unique(at),
                            .is_hostile = how_.hostile,
                            .holds_nul = holds_nul_,
                            .is_never_null = table.columns[at].key,
                            .hints = hints_},
                           mix_seed(seed, static_cast<std::uint64_t>(draft.attempts[at])));
    }

    template <class... Key, std::size_t... Index>
    void set_parents(Model& row, [[maybe_unused]] std::uint64_t seed, [[maybe_unused]] std::uint64_t step,
                     type_list<Key...>, std::index_sequence<Index...>) const {
        test_numbers random(seed);
        [[maybe_unused]] std::vector<bool> is_set(table.column_count);
        (set_parent<Key>(row, std::get<Index>(parents), random, step, is_set), ...);
    }
    template <class Key> static void set_parent(Model& row, const std::vector<typename key_to_parent<Key>::target>& all,
                                                test_numbers& random, std::uint64_t& step, std::vector<bool>& is_set) {
        using to = key_to_parent<Key>;
        constexpr unsigned percent_of_null = 15;
        const std::uint64_t first = random.next();
        const bool is_null = to::is_nullable && random.happens(percent_of_null);
        if (all.empty() || is_null) return to::clear(row);
        const std::uint64_t at = (first % all.size() + step) % all.size();
        step /= all.size();
        bool shares = false;
        for (const std::size_t column : to::columns) shares |= is_set[column];
        for (std::size_t i = 0; i < all.size(); ++i) { // a column that two keys have leads both to their rows
            const auto& parent = all[(at + i) % all.size()];
            if (shares && !agrees<to>(row, parent, is_set)) continue;
            to::set(row, parent);
            for (const std::size_t column : to::columns) is_set[column] = true;
            return;
        }
    }
    template <class To, class Parent>
    static bool agrees(const Model& row, const Parent& parent, const std::vector<bool>& is_set) {
        Model there = row;
        To::set(there, parent);
        const std::vector<any_value> before = detail::list_values(row), after = detail::list_values(there);
        for (const std::size_t column : To::columns)
            if (is_set[column] && !(before[column] == after[column])) return false;
        return true;
    }

    row_refusal broken_check(const Model& row) const {
        row_refusal found;
        std::size_t number = 0;
        detail::for_each_option(model<Model>.options, [&]<class Option>(const Option& option) {
            if constexpr (is_check<Option>) {
                if (!found && breaks(option.condition, row))
                    found = {join_text({"check \"", option.name, "\""}), columns_in(about.checks[number].condition)};
                ++number;
            }
        });
        return found;
    }
    static std::vector<std::size_t> columns_in(const expression_info& condition) {
        std::vector<std::size_t> found;
        for (std::uint16_t i = 0; i < condition.node_count; ++i)
            if (condition.nodes[i].kind == node_kind::column) found.push_back(condition.nodes[i].column);
        return found;
    }
    /// Unknown where memory does not evaluate it: then the database says it.
    template <class Expression> static bool breaks(const Expression& condition, const Model& row) {
        using plain = memory_form<Expression>;
        if constexpr (is_passed<check_in_memory<Model, plain>>) {
            try {
                return truth_of(prepared_expression<Dialect, plain>(condition).value(row)) == false;
            } catch (const conversion_error&) { return true; }
        } else {
            return false;
        }
    }
    static std::string name_of(const unique_columns& broken) {
        std::string names;
        for (std::size_t i = 0; i < broken.columns.count; ++i)
            names.append(i > 0 ? ", " : "").append(table.columns[broken.columns.columns[i]].name);
        return join_text({broken.kind, " (", names, ")"});
    }
    int most_tries() const {
        std::size_t combinations = 1;
        const auto count = [&](const auto& all) {
            if (!all.empty() && combinations < 100'000) combinations *= all.size();
        };
        std::apply([&](const auto&... all) { (count(all), ...); }, parents);
        return 2'000 + static_cast<int>(combinations < 100'000 ? combinations : 100'000);
    }

    test::fill_options how_;
    bool holds_nul_;
    std::vector<literal> hints_{};
    std::vector<unique_columns> uniques_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
