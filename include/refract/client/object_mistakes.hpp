// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/client/object.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <type_traits>

/// \file
/// Calls of the verbs for objects that are none, each with its sentence.

namespace refract {
inline namespace v0 {
namespace detail {

/// What stands between braces without a type, where C++ cannot say what it is.
struct in_braces {
    constexpr in_braces() = default;
    template <class... Part> constexpr in_braces(const Part&...) {}
    constexpr in_braces(std::initializer_list<in_braces>) {}
};
/// The same of several, where one in braces is a key.
struct several_in_braces {
    template <class First, class Second, class... More>
    constexpr several_in_braces(const First&, const Second&, const More&...) {}
};

/// Whether `save` is given one tree, and perhaps how or where.
template <class... Given> inline constexpr bool is_one_tree = sizeof...(Given) == 1;
template <class Shape, class Option, class... More> inline constexpr bool is_one_tree<Shape, Option, More...> =
    std::is_same_v<Option, tree_is_whole_t> || is_place<Option>;

/// The verbs as they are called with too little, too much or something else.
template <class Dialect> class object_mistakes {
public:
    // A key alone does not say whose.
    template <bare_key Key, class... Part> std::optional<std::decay_t<const Key>> find(const Key& key, const Part&...) {
        require<bare_key_mistake<Key>>();
        return key;
    }
    template <bare_key Key, class... Part> std::decay_t<const Key> get(const Key& key, const Part&...) {
        require<bare_key_mistake<Key>>();
        return key;
    }
    template <storable Key, class... Part> bool erase(const Key&, const Part&...) {
        require<failed<rule::verb_names_its_model, Key>>();
        return false;
    }
    // A model without a key, or nothing at all.
    template <class Model = not_given> auto find() { return refuse_no_key<Model>(); }
    template <class Model = not_given> auto get() { return *refuse_no_key<Model>(); }
    template <class Model = not_given> bool erase() { return refuse_no_key<Model>().has_value(); }
    template <class Model = not_given> bool erase_for_good() { return refuse_no_key<Model>().has_value(); }
    // The values of a key as one.
    template <class Model> auto find(in_braces) { return refuse_braces<Model>(); }
    template <class Model> auto get(in_braces) { return *refuse_braces<Model>(); }
    template <class Model> bool erase(in_braces) { return refuse_braces<Model>().has_value(); }
    template <class Model> bool erase_for_good(in_braces) { return refuse_braces<Model>().has_value(); }
    template <class Row, class... Part> void update(several_in_braces, const Part&...) { refuse_braces<Row>(); }
    // No object, or several.
    template <class Model> void insert() { require<failed<rule::verb_takes_one_object, Model>>(); }
    template <class Model> void update() { require<failed<rule::verb_takes_one_object, Model>>(); }
    template <class... Wrong>
        requires(!is_one_object<Wrong...>)
    auto insert(const Wrong&...) {
        require<failed<rule::verb_takes_one_object, Wrong...>>();
        return refused_type();
    }
    template <class... Wrong>
        requires(!is_one_object<Wrong...>)
    auto upsert(const Wrong&...) {
        require<failed<rule::verb_takes_one_object, Wrong...>>();
        return refused_type();
    }
    template <class... Wrong>
        requires(!is_one_object<Wrong...>)
    void update(const Wrong&...) {
        require<failed<rule::verb_takes_one_object, Wrong...>>();
    }
    template <class... Wrong>
        requires(!is_one_tree<Wrong...>)
    auto save(const Wrong&...) {
        require<failed<rule::verb_takes_one_object, Wrong...>>();
        return refused_type();
    }
    template <class Object, class Second, class... More>
        requires(!storable<Object> && !is_place<Second>)
    bool erase(const Object&, const Second&, const More&...) {
        require<failed<rule::verb_takes_one_object, Object, Second>>();
        return false;
    }
    template <class... Wrong>
        requires(!is_one_range<Wrong...>)
    std::int64_t insert_many(const Wrong&...) {
        require<failed<rule::objects_are_a_range, Wrong...>>();
        return 0;
    }
    // Something else than an object of the table that is named.
    template <class Table, class Given>
        requires(!std::is_convertible_v<const Given&, const source_model<Table>&>)
    auto insert(const Given&) {
        require<failed<rule::object_is_of_named_table, Table, Given>>();
        return refused_type();
    }
    template <class Table, class Given>
        requires(!std::is_convertible_v<const Given&, const source_model<Table>&>)
    auto upsert(const Given&) {
        require<failed<rule::object_is_of_named_table, Table, Given>>();
        return refused_type();
    }
    template <class Table, class Given, class... How>
        requires(!std::is_convertible_v<const Given&, const Table&>)
    auto save(const Given&, const How&...) {
        require<failed<rule::object_is_of_named_table, Table, Given>>();
        return refused_type();
    }
    template <class Table, class Given>
        requires(std::is_same_v<source_model<Table>, Table> && !std::is_convertible_v<const Given&, const Table&>)
    std::int64_t insert_many(const Given&) {
        require<failed<rule::object_is_of_named_table, Table, Given>>();
        return 0;
    }

private:
    template <class Model> static std::optional<Model> refuse_no_key() {
        if constexpr (row_of_other_model<Model>)
            require<check_key<Dialect, level_model_t<Model>>>();
        else if constexpr (is_given<Model>)
            require<check_key<Dialect, Model>>();
        else
            require<failed<rule::verb_names_its_model, Model>>();
        return std::nullopt;
    }
    template <class Model> static std::optional<Model> refuse_braces() {
        require<failed<rule::values_stand_in_braces, Model>>();
        return std::nullopt;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
