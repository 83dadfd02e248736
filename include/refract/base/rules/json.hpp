// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with JSON documents, arrays and the functions that give rows.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number json_has_form{143};
}
template <class... About> struct sentence<failed<rule::json_has_form, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this type has no form in JSON. Use numbers, bool, std::string, enums, decimals, structs of them, and std::optional, std::vector and std::map<std::string, ...> of those; write a time as text or as a number. [E143]");
    }
};

namespace rule {
inline constexpr rule_number json_path_is_there{144};
}
template <class... About> struct sentence<failed<rule::json_path_is_there, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a step of a JSON path leads nowhere. Each step is a member of the struct before it, at<&Settings::address, &Address::city>(), or a number behind a std::vector, at<&Settings::tags, 0>(); the column is a refract::json_of<Settings>. [E144]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_json{145};
}
template <class... About> struct sentence<failed<rule::operand_is_json, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this is said to a JSON document, and the expression is none. Give a column of refract::json or refract::json_of<Struct>, or a part of one. [E145]");
    }
};

namespace rule {
inline constexpr rule_number documents_have_no_equality{284};
}
template <class... About> struct sentence<failed<rule::documents_have_no_equality, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: whole JSON documents, or columns of json, xml or point, are compared, ordered, grouped, made distinct or a key: one database compares their text, another one their values, a third refuses. Compare parts of a document, col<&T::doc>.at<&Settings::theme>() == ..., or cast<std::string>(column), or select the key of its row as well. [E284]");
    }
};

namespace rule {
inline constexpr rule_number documents_are_of_one_type{289};
}
template <class... About> struct sentence<failed<rule::documents_are_of_one_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a set operation puts a column of json beside documents of jsonb, and PostgreSQL takes no such two for one column. Select cast<refract::json>(column), which is jsonb. [E289]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_array{146};
}
template <class... About> struct sentence<failed<rule::operand_is_array, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this is said to an array, and the expression is none, or one of other items. Give a column of std::vector, or values of the type of its items. [E146]");
    }
};

namespace rule {
inline constexpr rule_number rows_fit_source{147};
}
template <class... About> struct sentence<failed<rule::rows_fit_source, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this struct does not fit the rows of the function, or none is named between < and >. Its first field takes the value, a second one the position as a std::int64_t: struct Element { std::string value; std::int64_t position{}; }. [E147]");
    }
};

namespace rule {
inline constexpr rule_number json_fields_match{148};
}
template <class... About> struct sentence<failed<rule::json_fields_match, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the values of a json_object do not fit the fields of its struct. Give one value for each field, in the order of the fields and of their types: json_object<Card>(col<&Post::title>, count()). [E148]");
    }
};

namespace rule {
inline constexpr rule_number rows_have_plain_fields{272};
}
template <class... About> struct sentence<failed<rule::rows_have_plain_fields, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: rows_of takes a list of structs, or a document of one, and each field is of a type that has a column, apart from JSON and arrays. Give such a list: rows_of(std::vector<Row>{...}). [E272]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
