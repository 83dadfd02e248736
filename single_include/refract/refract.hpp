// SPDX-License-Identifier: MIT
// refract 0.1.0, generated from include/refract by tools/amalgamate.py. Do not edit.
// Define REFRACT_NO_SQLITE, REFRACT_NO_POSTGRES or REFRACT_NO_RECORDER to leave that part out.
#pragma once

// refract/base/fixed_string.hpp
#ifndef REFRACT_BASE_FIXED_STRING_HPP
#define REFRACT_BASE_FIXED_STRING_HPP

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {

/// Text as a template argument: `alias<Employee, "manager">`.
/// A plain array of characters, so that compilers print it readably in their errors.
template <std::size_t Size> struct fixed_string {
    char text[Size]{};

    constexpr fixed_string() = default;
    constexpr fixed_string(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }
    /// Copies the first `Size - 1` characters of a text whose length is already known to fit.
    constexpr explicit fixed_string(std::string_view source) {
        for (std::size_t i = 0; i + 1 < Size && i < source.size(); ++i) text[i] = source[i];
    }

    constexpr std::string_view view() const { return {text, Size - 1}; }
    constexpr bool operator==(const fixed_string&) const = default;
};

} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_FIXED_STRING_HPP

// refract/base/type_name.hpp
#ifndef REFRACT_BASE_TYPE_NAME_HPP
#define REFRACT_BASE_TYPE_NAME_HPP

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_identifier_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

template <class Type> constexpr std::string_view printed_type() { return __PRETTY_FUNCTION__; }

struct type_name_probe {};

// Calibrated on a known type, never counted by hand: compilers change what they print around it.
inline constexpr std::string_view probe_name = "type_name_probe";
inline constexpr std::size_t type_name_suffix = [] {
    constexpr std::string_view printed = printed_type<type_name_probe>();
    return printed.size() - (printed.rfind(probe_name) + probe_name.size());
}();
inline constexpr std::size_t type_name_prefix = [] {
    // What stands before the qualified name is the same for every type.
    constexpr std::string_view printed = printed_type<type_name_probe>();
    std::size_t at = printed.rfind(probe_name);
    while (at > 0 && printed[at - 1] != ' ') --at;
    return at;
}();

/// The type's name with its namespaces, as the compiler prints it.
template <class Type> constexpr std::string_view qualified_type_name() {
    std::string_view printed = printed_type<Type>();
    // GCC lists further aliases behind a semicolon, whose length is in the suffix already.
    return printed.substr(type_name_prefix, printed.size() - type_name_prefix - type_name_suffix);
}

/// The type's own name, without namespaces and enclosing classes and functions; template arguments stay.
template <class Type> constexpr std::string_view type_name() {
    constexpr std::string_view opening = "(<{[", closing = ")>}]";
    const std::string_view name = qualified_type_name<Type>();
    int depth = 0;
    for (std::size_t at = name.size(); at > 0; --at) {
        const char c = name[at - 1];
        if (c == ':' && depth == 0) return name.substr(at);
        if (closing.find(c) != std::string_view::npos) ++depth;
        if (opening.find(c) != std::string_view::npos) --depth;
    }
    return name;
}

static_assert(type_name<type_name_probe>() == probe_name);
static_assert(type_name<int>() == "int");

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_TYPE_NAME_HPP

// refract/base/rule.hpp
#ifndef REFRACT_BASE_RULE_HPP
#define REFRACT_BASE_RULE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// What Clang says where a function is called with constants for which the condition holds.
#if defined(__clang__)
#define REFRACT_REFUSE_IF(condition, sentence)                                                                         \
    _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wgcc-compat\"")                              \
        __attribute__((diagnose_if(condition, sentence, "error"))) _Pragma("clang diagnostic pop")
#else
#define REFRACT_REFUSE_IF(condition, sentence)
#endif

/// \file
/// How a mistake becomes one sentence of ours in the compiler's output. The sentences stand in base/rules, one
/// struct each; docs/errors.md explains each, and tests/reject has a program for each.

namespace refract {
inline namespace v0 {
namespace detail {

/// The number that a rule has in docs/errors.md: 14 is [E014]. Each rule is declared once, beside its sentence, as
/// `rule::name`.
enum class rule_number : std::uint16_t {};
namespace rule {
inline constexpr rule_number none{0};
inline constexpr rule_number told{0xffff}; ///< a mistake that has its sentence already
} // namespace rule

/// Names in the type of a failed check: compilers print them beside our sentence.
template <fixed_string Text> struct name {};

/// The outcome of a check, as a type that tests can compare.
struct passed {};
template <rule_number Rule, class... About> struct failed {};

/// What the compiler prints for an outcome; each rule has its own. It stands in a function because Clang takes a class
/// with a failed assertion for invalid, and reports every constant behind it once more.
template <class Outcome> struct sentence;
template <> struct sentence<passed> {
    consteval void operator()() const {}
};
template <class... About> struct sentence<failed<rule::told, About...>> {
    consteval void operator()() const {}
};
/// `require<Outcome>()` reports a failed check and does nothing for `passed`. It is the sentence itself: between the
/// two the compiler prints no line.
template <class Outcome> inline constexpr sentence<Outcome> require{};

/// Never true: an assertion on it fails where it is instantiated, and the compiler names what it is about.
template <class... About> inline constexpr bool holds_for = false;

// Whether the compiler prints a message that is made at compile time. Clang does before C++26, too, with a warning each
// time.
#if defined(__cpp_static_assert) && __cpp_static_assert >= 202306L && __cplusplus > 202302L
#define REFRACT_HAS_WORDED_SENTENCES 1
#else
#define REFRACT_HAS_WORDED_SENTENCES 0
#endif

#if REFRACT_HAS_WORDED_SENTENCES
/// What a check is about, in words: names as they are, types as the compiler prints them.
template <class About> inline constexpr std::string_view told = qualified_type_name<About>();
template <fixed_string Text> inline constexpr std::string_view told<name<Text>> = Text.view();

/// A sentence and, behind it, what it is about: "refract: ... [E010] (post, title)". C++26 lets compilers print it.
template <fixed_string Sentence, class... About> struct worded_sentence {
    static constexpr std::string_view sentence = Sentence.view();
    // The type of a query fills pages; the places in the notes say which one it is.
    static constexpr std::size_t longest = 120;
    static constexpr bool is_told(std::string_view text) { return !text.empty() && text.size() <= longest; }

    static constexpr std::size_t size() {
        std::size_t names = 0;
        ((names += is_told(told<About>) ? told<About>.size() + 2 : 0), ...);
        return sentence.size() + (names > 0 ? names + 1 : 0); // " (" and ")", and ", " between them
    }
    static constexpr auto make_text() {
        std::array<char, size() + 1> made{};
        char* at = made.data();
        const auto add = [&](std::string_view text) {
            for (const char c : text) *at++ = c;
        };
        add(sentence);
        const char* separator = " (";
        ((is_told(told<About>) ? (add(separator), add(told<About>), void(separator = ", ")) : void()), ...);
        if (separator[0] == ',') add(")");
        return made;
    }
    static constexpr auto text = make_text();
    static constexpr const char* data() { return text.data(); }
};
#define REFRACT_SENTENCE(sentence) static_assert(holds_for<About...>, (worded_sentence<sentence, About...>{}))
#else
#define REFRACT_SENTENCE(sentence) static_assert(holds_for<About...>, sentence)
#endif

/// Ends a constant evaluation of values, about which no type can be asserted: GCC refuses the call, since this is not
/// constexpr, and prints the sentence in the function's name. Clang prints it where REFRACT_REFUSE_IF stands.
template <fixed_string Sentence> void refuse() {}
template <fixed_string Sentence> constexpr void refuse_if(bool is_mistaken) {
    if (is_mistaken) refuse<Sentence>();
}

/// The type of an expression that was refused. What is made of it is refused as well, without a word.
struct refused_type {};

template <bool Holds, rule_number Rule, class... About> struct check_outcome {
    using type =
        std::conditional_t<(std::is_same_v<About, refused_type> || ...), failed<rule::told>, failed<Rule, About...>>;
};
template <rule_number Rule, class... About> struct check_outcome<true, Rule, About...> {
    using type = passed;
};
/// `passed` or `failed<Rule, About...>`, from a condition.
template <bool Holds, rule_number Rule, class... About> using check_that =
    typename check_outcome<Holds, Rule, About...>::type;

template <class Outcome> inline constexpr bool is_passed = false;
template <> inline constexpr bool is_passed<passed> = true;

/// The first outcome that is not `passed`, or the last.
template <class First, class... Rest> struct first_failed {
    using type = First;
};
template <class Next, class... Rest> struct first_failed<passed, Next, Rest...> : first_failed<Next, Rest...> {};
template <class... Outcome> using first_failed_t = typename first_failed<Outcome...>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULE_HPP

// refract/base/rules/client.hpp
#ifndef REFRACT_BASE_RULES_CLIENT_HPP
#define REFRACT_BASE_RULES_CLIENT_HPP

/// \file
/// What can be wrong where a statement is run.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number argument_count{34};
}
template <class... About> struct sentence<failed<rule::argument_count, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the number of arguments is not the number of param<...> in the query. Give one argument for each, in the order in which they were written. [E034]");
    }
};

namespace rule {
inline constexpr rule_number argument_type{35};
}
template <class... About> struct sentence<failed<rule::argument_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an argument is not of its parameter's type. Give a value of the type in param<...>, or of the key's field. [E035]");
    }
};

namespace rule {
inline constexpr rule_number key_part_count{36};
}
template <class... About> struct sentence<failed<rule::key_part_count, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the number of key values is not the number of columns of the primary key. Give one value for each, in the key's order. [E036]");
    }
};

namespace rule {
inline constexpr rule_number feature_exists{37};
}
template <class... About> struct sentence<failed<rule::feature_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]");
    }
};

namespace rule {
inline constexpr rule_number statement_yields_rows{39};
}
template <class... About> struct sentence<failed<rule::statement_yields_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: this statement yields no rows. Run it with exec(), or add returning(...). [E039]");
    }
};

namespace rule {
inline constexpr rule_number placeholders_match{40};
}
#define REFRACT_PLACEHOLDERS_MATCH                                                                                     \
    "refract: the number of {} in the SQL is not the number of values. Give one value for each {}, and write {{}} for the two characters. [E040]"

namespace rule {
inline constexpr rule_number sql_is_constant{47};
}
template <class... About> struct sentence<failed<rule::sql_is_constant, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: SQL that is put together at run time is not taken as it stands. Write a constant with {} for each value, or refract::unsafe_sql(text) if you trust it. [E047]");
    }
};

namespace rule {
inline constexpr rule_number verb_takes_query{48};
}
template <class... About> struct sentence<failed<rule::verb_takes_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this call runs a query of refract, such as refract::from<T>(). SQL of your own goes to query<Row>(\"...\"), or to execute(\"...\") if it yields no rows. [E048]");
    }
};

namespace rule {
inline constexpr rule_number type_exists{63};
}
template <class... About> struct sentence<failed<rule::type_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database has no type for a column of this model, such as an array (a field that is a std::vector) outside PostgreSQL. Use a type that it has, or give the rows a table of their own. [E063]");
    }
};

namespace rule {
inline constexpr rule_number type_serves{64};
}
template <class... About> struct sentence<failed<rule::type_serves, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database has no exact number of any size: it finds a refract::numeric, but does not calculate with it, and where it is text neither orders it nor compares it with other numbers. Use == or in(...) with numerics, order by another column, or take refract::decimal. [E064]");
    }
};

namespace rule {
inline constexpr rule_number object_is_no_pointer{82};
}
template <class... About> struct sentence<failed<rule::object_is_no_pointer, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a pointer is given where an object is meant. Give the object: *pointer. [E082]");
    }
};

namespace rule {
inline constexpr rule_number object_is_no_range{83};
}
template <class... About> struct sentence<failed<rule::object_is_no_range, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a range is given where one object is meant. Write insert_many(range), or a loop around the call. [E083]");
    }
};

namespace rule {
inline constexpr rule_number objects_are_a_range{84};
}
template <class... About> struct sentence<failed<rule::objects_are_a_range, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: insert_many takes a range of objects. Write insert(object) for one. [E084]");
    }
};

namespace rule {
inline constexpr rule_number verb_names_its_model{85};
}
template <class... About> struct sentence<failed<rule::verb_names_its_model, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a key alone does not say whose row is meant. Name the model: find<Model>(key), get<Model>(key), erase<Model>(key). [E085]");
    }
};

namespace rule {
inline constexpr rule_number exec_writes{97};
}
template <class... About> struct sentence<failed<rule::exec_writes, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: exec runs a statement that writes, and a select only reads. Take its rows with all, each, first or one, or ask about them with count or exists. [E097]");
    }
};

namespace rule {
inline constexpr rule_number select_is_counted{98};
}
template <class... About> struct sentence<failed<rule::select_is_counted, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: count and exists ask about the rows of a select, and this statement writes. Run it with exec, which returns the number of rows that it wrote. [E098]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULES_CLIENT_HPP

// refract/base/rules/model.hpp
#ifndef REFRACT_BASE_RULES_MODEL_HPP
#define REFRACT_BASE_RULES_MODEL_HPP

/// \file
/// What can be wrong with a model.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number model_is_aggregate{1};
}
template <class... About> struct sentence<failed<rule::model_is_aggregate, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this type cannot be a model or a row: it has a base class, a constructor, private or virtual members, or no fields. Write a plain struct of fields: what a base class or a constructor holds becomes fields, what a class hides stays outside. [E001]");
    }
};

namespace rule {
inline constexpr rule_number field_is_storable{2};
}
template <class... About> struct sentence<failed<rule::field_is_storable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field's type cannot be stored: there is no codec for it. Use a number, bool, string, bytes, enum, std::chrono type, refract::uuid, decimal or json, a std::optional of one, or specialise refract::codec for it. [E002]");
    }
};

namespace rule {
inline constexpr rule_number model_has_key{3};
}
template <class... About> struct sentence<failed<rule::model_has_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this needs a primary key and the model has none. Name a field `id` or add refract::primary_key<&T::field> to its table. [E003]");
    }
};

namespace rule {
inline constexpr rule_number column_names_differ{4};
}
template <class... About> struct sentence<failed<rule::column_names_differ, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two columns of this model have one name. Give one of them another name with refract::column<&T::field>.named(\"...\"). [E004]");
    }
};

namespace rule {
inline constexpr rule_number column_is_of_table{5};
}
template <class... About> struct sentence<failed<rule::column_is_of_table, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a key, index, check or column option names a member of another struct. Use members of the struct that the model is for. [E005]");
    }
};

namespace rule {
inline constexpr rule_number key_types_match{6};
}
template <class... About> struct sentence<failed<rule::key_types_match, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a foreign key's columns and the columns that it references differ in number or type. Give both sides the same types. [E006]");
    }
};

namespace rule {
inline constexpr rule_number default_fits{7};
}
template <class... About> struct sentence<failed<rule::default_fits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the default, or the expression that generates the column, is not of the column's type. Give a value that the field could hold, or an expression of its type; a default such as refract::now() names no column. [E007]");
    }
};

namespace rule {
inline constexpr rule_number enumerators_are_known{8};
}
template <class... About> struct sentence<failed<rule::enumerators_are_known, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the names of this enum cannot be read: it has no fixed underlying type or no enumerator from -1 to 62. Write `enum class`, or list the names with refract::enumeration<E>. [E008]");
    }
};

namespace rule {
inline constexpr rule_number model_constants_fit{43};
}
template <class... About> struct sentence<failed<rule::model_constants_fit, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an expression of a model holds more than 8 constants. Split it into several checks. [E043]");
    }
};

namespace rule {
inline constexpr rule_number decimal_is_exact{61};
}
template <class... About> struct sentence<failed<rule::decimal_is_exact, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a decimal is made from a plain number: 2.5 is a binary fraction, and 250 may mean 250.00 or 2.50. Write 2.5_dec, or decimal<2>(\"2.50\"), decimal<2>::whole(250), decimal<2>::from_coefficient(250). [E061]");
    }
};

namespace rule {
inline constexpr rule_number field_has_default{51};
}
template <class... About> struct sentence<failed<rule::field_has_default, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field has no default: its type has no default constructor, or it is a reference. Give it an initialiser, for example `Money price = Money(0);`, and hold what is elsewhere by its key. [E051]");
    }
};

namespace rule {
inline constexpr rule_number field_count_is_bounded{52};
}
template <class... About> struct sentence<failed<rule::field_count_is_bounded, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this struct has more fields than refract reads: 128, or 256 from C++26 on. Move some of them into a second table with the same key. [E052]");
    }
};

namespace rule {
inline constexpr rule_number field_is_no_array{53};
}
template <class... About> struct sentence<failed<rule::field_is_no_array, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field is a C array. Use std::string for text, std::vector<std::byte> for bytes, and for a list single fields or a second table. [E053]");
    }
};

namespace rule {
inline constexpr rule_number field_is_plain{54};
}
template <class... About> struct sentence<failed<rule::field_is_plain, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field is a bit-field, or volatile. Make it a plain field, such as bool or std::uint8_t. [E054]");
    }
};

namespace rule {
inline constexpr rule_number field_is_variable{55};
}
template <class... About> struct sentence<failed<rule::field_is_variable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field is const, so a row cannot be read into it. Leave the word out of the struct and write `const User user = ...` where an object is used. [E055]");
    }
};

namespace rule {
inline constexpr rule_number form_fits{80};
}
template <class... About> struct sentence<failed<rule::form_fits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this stored form is none of the field's type. Dates and times: unix_seconds, unix_milliseconds, julian_day, text_seconds, text_milliseconds, text_microseconds, iso_seconds, iso_milliseconds; times of day: text_milliseconds, text_microseconds, hours_and_minutes; refract::uuid: uuid_bytes, uuid_digits, uuid_upper_case; bool: flag(yes, no). [E080]");
    }
};

namespace rule {
inline constexpr rule_number key_is_narrow{81};
}
template <class... About> struct sentence<failed<rule::key_is_narrow, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a key or an index has more than 16 columns. Use fewer, such as one generated key and a unique index. [E081]");
    }
};

namespace rule {
inline constexpr rule_number decimal_is_exact_text{62};
}
#define REFRACT_DECIMAL_IS_EXACT_TEXT                                                                                  \
    "refract: this is no decimal number, or has more digits than its type. Write digits and one point: 1234.50. [E062]"
template <class... About> struct sentence<failed<rule::decimal_is_exact_text, About...>> {
    consteval void operator()() const { static_assert(holds_for<About...>, REFRACT_DECIMAL_IS_EXACT_TEXT); }
};
#define REFRACT_COLUMN_IS_AS_FINE                                                                                      \
    "refract: the type of the column keeps fewer digits behind the point than its field, and the database would round what is written. Give the field as few (decimal<2>, std::chrono::sys_time<std::chrono::milliseconds>), or the column more. [E096]"
#define REFRACT_DEFAULT_FITS "refract: the default does not fit in the field. Give a smaller one. [E007]"

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULES_MODEL_HPP

// refract/base/rules/query.hpp
#ifndef REFRACT_BASE_RULES_QUERY_HPP
#define REFRACT_BASE_RULES_QUERY_HPP

/// \file
/// What can be wrong with an expression or a clause.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number column_in_query{10};
}
template <class... About> struct sentence<failed<rule::column_in_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]");
    }
};

namespace rule {
inline constexpr rule_number operands_are_comparable{11};
}
template <class... About> struct sentence<failed<rule::operands_are_comparable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]");
    }
};

namespace rule {
inline constexpr rule_number null_needs_optional{12};
}
template <class... About> struct sentence<failed<rule::null_needs_optional, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column that is never NULL is compared with NULL. Make the field a std::optional, or drop the comparison. [E012]");
    }
};

namespace rule {
inline constexpr rule_number optional_needs_null_safe{13};
}
template <class... About> struct sentence<failed<rule::optional_needs_null_safe, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]");
    }
};

namespace rule {
inline constexpr rule_number columns_are_grouped{14};
}
template <class... About> struct sentence<failed<rule::columns_are_grouped, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a plain column stands beside an aggregate without being grouped. Add it to group_by, or put it into an aggregate. [E014]");
    }
};

namespace rule {
inline constexpr rule_number aggregate_outside_where{15};
}
template <class... About> struct sentence<failed<rule::aggregate_outside_where, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having. [E015]");
    }
};

namespace rule {
inline constexpr rule_number having_needs_group_by{16};
}
template <class... About> struct sentence<failed<rule::having_needs_group_by, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: having without group_by. Add group_by, or write the condition in where. [E016]");
    }
};

namespace rule {
inline constexpr rule_number condition_is_boolean{17};
}
template <class... About> struct sentence<failed<rule::condition_is_boolean, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]");
    }
};

namespace rule {
inline constexpr rule_number aggregates_do_not_nest{18};
}
template <class... About> struct sentence<failed<rule::aggregates_do_not_nest, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an aggregate stands inside another aggregate. Aggregate once; use a second query for the other. [E018]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_number{19};
}
template <class... About> struct sentence<failed<rule::operand_is_number, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_text{20};
}
template <class... About> struct sentence<failed<rule::operand_is_text, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a text operator (+, like, starts_with, ends_with, contains, lower, ...) needs text. Use a text column, or cast it. [E020]");
    }
};

namespace rule {
inline constexpr rule_number clause_once{21};
}
template <class... About> struct sentence<failed<rule::clause_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a clause is given twice. Write it once; only where may be repeated, and then means and. [E021]");
    }
};

namespace rule {
inline constexpr rule_number table_once{22};
}
template <class... About> struct sentence<failed<rule::table_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: one table stands in the query twice under one name. Give one of them an alias: refract::alias<T, \"name\">. [E022]");
    }
};

namespace rule {
inline constexpr rule_number join_has_foreign_key{23};
}
template <class... About> struct sentence<failed<rule::join_has_foreign_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a join needs a condition, or a member whose foreign key leads to or from a table of the query. Write .join<T>(condition), or .join<&T::member>() where the model of T has refract::foreign_key<&T::member>. [E023]");
    }
};

namespace rule {
inline constexpr rule_number list_is_supported{41};
}
template <class... About> struct sentence<failed<rule::list_is_supported, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a list of this type cannot be bound as one parameter. Write in(a, b, c) with single values. [E041]");
    }
};

namespace rule {
inline constexpr rule_number count_is_whole_number{42};
}
template <class... About> struct sentence<failed<rule::count_is_whole_number, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: limit and offset take a whole number. Give an integer, or refract::param<std::int64_t>. [E042]");
    }
};

namespace rule {
inline constexpr rule_number value_is_known{44};
}
template <class... About> struct sentence<failed<rule::value_is_known, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: param<...> stands in a predicate or ordering, which is put together when its values are known. Give the value itself; it is bound, never printed. [E044]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_time{45};
}
template <class... About> struct sentence<failed<rule::operand_is_time, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: year_of, month_of, day_of and weekday_of need a date or a point in time, hour_of and minute_of a time of day or a point in time. Use a column of such a std::chrono type. [E045]");
    }
};

namespace rule {
inline constexpr rule_number clause_takes_expressions{46};
}
template <class... About> struct sentence<failed<rule::clause_takes_expressions, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_column{50};
}
template <class... About> struct sentence<failed<rule::operand_is_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_value{73};
}
template <class... About> struct sentence<failed<rule::operand_is_value, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a pointer stands where a value does. Dereference it: *pointer. [E073]");
    }
};

namespace rule {
inline constexpr rule_number null_is_nullopt{74};
}
template <class... About> struct sentence<failed<rule::null_is_nullopt, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: nullptr is not the NULL of SQL. Compare with std::nullopt, or write .is_null(). [E074]");
    }
};

namespace rule {
inline constexpr rule_number comparisons_do_not_chain{75};
}
template <class... About> struct sentence<failed<rule::comparisons_do_not_chain, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a comparison is compared with a value, as in 18 < x < 65. Join two comparisons: 18 < x && x < 65, or write x.between(18, 65). [E075]");
    }
};

namespace rule {
inline constexpr rule_number flag_is_no_condition{76};
}
template <class... About> struct sentence<failed<rule::flag_is_no_condition, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a bool of the program stands beside a condition of SQL. Write .where_if(flag, condition), or build a refract::predicate with if. [E076]");
    }
};

namespace rule {
inline constexpr rule_number condition_compares{77};
}
template <class... About> struct sentence<failed<rule::condition_compares, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]");
    }
};

namespace rule {
inline constexpr rule_number rows_have_one_length{59};
}
template <class... About> struct sentence<failed<rule::rows_have_one_length, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two rows of unlike length are compared. Give both tuples as many columns or values: tuple(a, b) > tuple(x, y). [E059]");
    }
};

namespace rule {
inline constexpr rule_number times_take_lengths{87};
}
template <class... About> struct sentence<failed<rule::times_take_lengths, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: these cannot be added to or subtracted from each other as times. A point in time takes a std::chrono duration behind it, a date whole days, as in x + std::chrono::days(3); two of one kind are subtracted. [E087]");
    }
};

namespace rule {
inline constexpr rule_number columns_are_arguments{60};
}
template <class... About> struct sentence<failed<rule::columns_are_arguments, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column stands between < and >. Give it as an argument: select(refract::col<&T::field>), group_by(...), order_by(...). [E060]");
    }
};

namespace rule {
inline constexpr rule_number query_keeps_its_type{78};
}
template <class... About> struct sentence<failed<rule::query_keeps_its_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query is assigned to a query of another type: each clause makes a new type. Write auto next = query.where(...), or .where_if(flag, condition), or a refract::predicate. [E078]");
    }
};

namespace rule {
inline constexpr rule_number subquery_has_one_column{70};
}
template <class... About> struct sentence<failed<rule::subquery_has_one_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query stands where a value does, and does not select exactly one column. Select one: from<T>().select(refract::col<&T::field>); exists(query) takes any. [E070]");
    }
};

namespace rule {
inline constexpr rule_number not_in_without_null{71};
}
template <class... About> struct sentence<failed<rule::not_in_without_null, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: not_in(query), and a column of the query may be NULL: one NULL among its rows, and SQL finds no row at all. Select coalesce(column, value), or write !exists(...) with the condition inside. [E071]");
    }
};

namespace rule {
inline constexpr rule_number window_in_select{72};
}
template <class... About> struct sentence<failed<rule::window_in_select, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a window function stands where rows are still being chosen or grouped. Put it into select or order_by; filter by it in a query around this one. [E072]");
    }
};

namespace rule {
inline constexpr rule_number distinct_orders_by_selected{79};
}
template <class... About> struct sentence<failed<rule::distinct_orders_by_selected, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: distinct with an order by what is not selected: rows that are one have no such order (PostgreSQL refuses it). Select it as well, or order by what is selected. [E079]");
    }
};

namespace rule {
inline constexpr rule_number table_count_is_bounded{86};
}
template <class... About> struct sentence<failed<rule::table_count_is_bounded, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the query has more than 32 tables. Split it, or join some of them in a view. [E086]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULES_QUERY_HPP

// refract/base/rules/row.hpp
#ifndef REFRACT_BASE_RULES_ROW_HPP
#define REFRACT_BASE_RULES_ROW_HPP

/// \file
/// What can be wrong with the rows that a query fills.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number row_field_exists{30};
}
template <class... About> struct sentence<failed<rule::row_field_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the row struct is no column of the query's tables, or of more than one. Name it like a field of the model, or select by position: select<Row>(columns...). [E030]");
    }
};

namespace rule {
inline constexpr rule_number row_field_type{31};
}
template <class... About> struct sentence<failed<rule::row_field_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the row struct is not of its column's type. Give the field the type of the column. [E031]");
    }
};

namespace rule {
inline constexpr rule_number row_field_nullable{32};
}
template <class... About> struct sentence<failed<rule::row_field_nullable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the row struct is not a std::optional, but its column may be NULL (an optional field, the far side of an outer join, or an aggregate of no rows). Make it a std::optional. [E032]");
    }
};

namespace rule {
inline constexpr rule_number row_width{33};
}
template <class... About> struct sentence<failed<rule::row_width, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the row struct and the selected columns differ in number. Select as many columns as the struct has fields. [E033]");
    }
};

namespace rule {
inline constexpr rule_number rows_are_owned{38};
}
template <class... About> struct sentence<failed<rule::rows_are_owned, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: these rows look into the driver's buffer and would outlive it. Stream them with each(), or use std::string and std::vector<std::byte>. [E038]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULES_ROW_HPP

// refract/base/rules/schema.hpp
#ifndef REFRACT_BASE_RULES_SCHEMA_HPP
#define REFRACT_BASE_RULES_SCHEMA_HPP

/// \file
/// What can be wrong between the models of a schema, and with their names in a database.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number models_have_own_tables{90};
}
template <class... About> struct sentence<failed<rule::models_have_own_tables, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two models of a schema are stored in one table. Give one of them another name with refract::named(\"...\") or another place with refract::in_schema(\"...\"); to read a part of a table, select a struct: select<Row>(). [E090]");
    }
};

namespace rule {
inline constexpr rule_number index_names_differ{91};
}
template <class... About> struct sentence<failed<rule::index_names_differ, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two indexes of a schema or two constraints of a table have one name, or an index has a table's. Give one of them another name with .named(\"...\"), or leave out the one that is there twice. [E091]");
    }
};

namespace rule {
inline constexpr rule_number name_fits{92};
}
template <class... About> struct sentence<failed<rule::name_fits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a name has more bytes than the database keeps (PostgreSQL: 63), which would cut it. Give the table, column, alias, index, constraint, schema or enum a shorter one with named(\"...\"). [E092]");
    }
};

namespace rule {
inline constexpr rule_number key_is_never_null{93};
}
template <class... About> struct sentence<failed<rule::key_is_never_null, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the primary key is a std::optional, and a key that is NULL finds no row. Give it a plain type (zero stands for a key that the database makes), or name other fields with refract::primary_key<&T::field>. [E093]");
    }
};

namespace rule {
inline constexpr rule_number foreign_key_stays_in_schema{94};
}
template <class... About> struct sentence<failed<rule::foreign_key_stays_in_schema, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a foreign key leads to a table of another attached database, where SQLite cannot look. Keep both tables in one database, or leave out the foreign key. [E094]");
    }
};

namespace rule {
inline constexpr rule_number name_is_stable{95};
}
template <class... About> struct sentence<failed<rule::name_is_stable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a struct that is a template gives its table a name that each compiler spells in its own way. Name the table with refract::named(\"...\") in the model of each instance. [E095]");
    }
};

namespace rule {
inline constexpr rule_number model_is_whole{65};
}
template <class... About> struct sentence<failed<rule::model_is_whole, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: create_tables cannot make the table of a partial model, which leaves columns out. Put a model with all columns into the schema, or make the table with SQL. [E065]");
    }
};

namespace rule {
inline constexpr rule_number tables_stand_alone{88};
}
template <class... About> struct sentence<failed<rule::tables_stand_alone, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a check, default, index or computed column of a model uses what this database cannot compute in a table, such as arithmetic with times on SQLite. Compare the columns themselves, or store numbers: refract::as_integer<T>. [E088]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULES_SCHEMA_HPP

// refract/base/rules/write.hpp
#ifndef REFRACT_BASE_RULES_WRITE_HPP
#define REFRACT_BASE_RULES_WRITE_HPP

/// \file
/// What can be wrong with an insert, update or delete.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number insert_is_complete{24};
}
template <class... About> struct sentence<failed<rule::insert_is_complete, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]");
    }
};

namespace rule {
inline constexpr rule_number assignment_of_table{25};
}
template <class... About> struct sentence<failed<rule::assignment_of_table, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column of another table is assigned. Set columns of the table that is written. [E025]");
    }
};

namespace rule {
inline constexpr rule_number assignment_fits{26};
}
template <class... About> struct sentence<failed<rule::assignment_fits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the assigned value is not of the column's type. Assign a value of the field's type, or cast to it. [E026]");
    }
};

namespace rule {
inline constexpr rule_number assignment_once{27};
}
template <class... About> struct sentence<failed<rule::assignment_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a column is assigned twice in one statement. Assign it once. [E027]");
    }
};

namespace rule {
inline constexpr rule_number write_has_condition{28};
}
template <class... About> struct sentence<failed<rule::write_has_condition, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: update or delete without a condition. Add .where(...), or say .all_rows() if every row is meant. [E028]");
    }
};

namespace rule {
inline constexpr rule_number update_sets_columns{29};
}
template <class... About> struct sentence<failed<rule::update_sets_columns, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: update without set. Say what changes: .set(refract::col<&T::field> = value). [E029]");
    }
};

namespace rule {
inline constexpr rule_number set_takes_assignments{49};
}
template <class... About> struct sentence<failed<rule::set_takes_assignments, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]");
    }
};

namespace rule {
inline constexpr rule_number assignment_keeps_digits{56};
}
template <class... About> struct sentence<failed<rule::assignment_keeps_digits, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the assigned value would lose digits in its column: a fraction in a whole number, a double in a decimal, microseconds in seconds. Assign a value of the field's type, or cast to it. [E056]");
    }
};

namespace rule {
inline constexpr rule_number assignment_is_never_null{57};
}
template <class... About> struct sentence<failed<rule::assignment_is_never_null, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]");
    }
};

namespace rule {
inline constexpr rule_number assignment_is_not_generated{58};
}
template <class... About> struct sentence<failed<rule::assignment_is_not_generated, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a generated column is assigned. Leave it out: the database computes it. [E058]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULES_WRITE_HPP

// refract/base/compiler.hpp
#ifndef REFRACT_BASE_COMPILER_HPP
#define REFRACT_BASE_COMPILER_HPP

/// \file
/// The floor under refract: C++20, GCC 12 or Clang 16; and what it asks of compilers in their own words.

#if __cplusplus < 202002L
#error "refract: this is a C++20 library. Compile with -std=c++20 or later."
#endif

#if defined(__clang__)
#if __clang_major__ < 16
#error "refract: this Clang is too old. Use Clang 16 or later."
#endif
#elif defined(__GNUC__)
#if __GNUC__ < 12
#error "refract: this GCC is too old. Use GCC 12 or later."
#endif
#endif

/// What stands between a row's cells and its fields is inlined whole: a call per cell would cost more than reading it.
/// Not without optimisation, where each copy would be compiled for itself.
#ifdef __OPTIMIZE__
#define REFRACT_INLINE [[gnu::always_inline]] inline
#else
#define REFRACT_INLINE inline
#endif

namespace refract {
inline namespace v0 {
namespace detail {
/// Functions whose parameters take anything. A call of the user's own function of that name, with an object of ours,
/// must not find them: argument-dependent lookup does not follow a using-directive.
namespace by_name {}
using namespace by_name;
} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_COMPILER_HPP

// refract/base/version.hpp
#ifndef REFRACT_BASE_VERSION_HPP
#define REFRACT_BASE_VERSION_HPP

#define REFRACT_VERSION_MAJOR 0
#define REFRACT_VERSION_MINOR 1
#define REFRACT_VERSION_PATCH 0

namespace refract {
inline namespace v0 {

/// The version of the library that a program was compiled with.
struct library_version {
    int major, minor, patch;
};

inline constexpr library_version version{REFRACT_VERSION_MAJOR, REFRACT_VERSION_MINOR, REFRACT_VERSION_PATCH};

} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_VERSION_HPP

// refract/base/join_text.hpp
#ifndef REFRACT_BASE_JOIN_TEXT_HPP
#define REFRACT_BASE_JOIN_TEXT_HPP

#include <initializer_list>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Texts one behind the other: `join_text({"no table ", name})`. The operators of std::string are many, and what
/// every program compiles uses this one function instead.
inline std::string join_text(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const std::string_view part : parts) all.append(part.data(), part.size());
    return all;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_JOIN_TEXT_HPP

// refract/base/error.hpp
#ifndef REFRACT_BASE_ERROR_HPP
#define REFRACT_BASE_ERROR_HPP

#include <exception>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

/// Everything that is known of a failure; `error` shows it.
struct error_details {
    std::string message;
    std::string sql{};
    std::string code{};
    std::source_location location{};
    bool can_retry = false;
    bool connection_lost = false;
    std::string constraint{};
    std::string table{};
    std::vector<std::string> columns{};
};

/// The root of everything that refract throws.
///
/// Ask it what can still be done rather than which class it is: `can_retry()` says that the same
/// transaction may succeed when it is run again, `connection_lost()` that the connection is gone.
class error : public std::exception {
public:
    explicit error(error_details details) : details_(std::move(details)) { compose(); }
    explicit error(std::string message) : error(error_details{.message = std::move(message)}) {}

    /// The message, and the SQL behind it where there is one; of a long one its beginning.
    const char* what() const noexcept override { return text_.c_str(); }
    /// What went wrong, without the SQL.
    const std::string& message() const noexcept { return details_.message; }
    /// The statement that failed, empty where there was none.
    const std::string& sql() const noexcept { return details_.sql; }
    /// The database's own code: SQLite's extended result code ("2067"), PostgreSQL's SQLSTATE ("23505").
    const std::string& code() const noexcept { return details_.code; }
    /// The call that failed; line 0 where it is not known.
    const std::source_location& location() const noexcept { return details_.location; }
    bool can_retry() const noexcept { return details_.can_retry; }
    bool connection_lost() const noexcept { return details_.connection_lost; }

    /// Adds the statement, for code that meets an error below it; what is there already stays.
    void add_sql(std::string_view sql) {
        if (!details_.sql.empty() || sql.empty()) return;
        details_.sql = sql;
        compose();
    }
    /// Says which call failed, for code that meets an error below it; what is there already stays.
    void add_location(const std::source_location& where) noexcept {
        if (details_.location.line() == 0) details_.location = where;
    }
    /// Says which column a conversion met, unless the message has it.
    void add_column(std::string_view column) { add_context(detail::join_text({"column \"", column, "\""})); }
    /// Says what a value was for, unless the message has it.
    void add_context(const std::string& what) {
        if (details_.message.find(what) != std::string::npos) return;
        details_.message = detail::join_text({what, ": ", details_.message});
        compose();
    }

protected:
    error_details details_;

private:
    void compose() {
        if (details_.sql.empty()) {
            text_ = details_.message;
            return;
        }
        constexpr std::size_t shown = 500; // the statement of a bulk insert is mostly placeholders
        const std::string_view sql = details_.sql;
        text_ =
            detail::join_text({details_.message, "\n  SQL: ", sql.substr(0, shown), sql.size() > shown ? " ..." : ""});
    }

    std::string text_;
};

/// A row was required and there is none.
class not_found : public error {
    using error::error;
};
/// One row was required and there are more.
class too_many_rows : public error {
    using error::error;
};

/// The data would break a rule of the schema; nothing was written.
class constraint_violation : public error {
public:
    using error::error;
    /// The constraint's name where the database tells it (PostgreSQL; checks on SQLite).
    const std::string& constraint() const noexcept { return details_.constraint; }
    const std::string& table() const noexcept { return details_.table; }
    const std::vector<std::string>& columns() const noexcept { return details_.columns; }
};
class unique_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
};
class foreign_key_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
};
class not_null_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
};
class check_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
};

/// Another transaction was in the way (deadlocks included): run the whole transaction again.
class serialization_failure : public error {
    using error::error;
};
/// The database is locked by another connection.
class busy : public error {
    using error::error;
};
/// The database stopped the statement because it took too long, or it was cancelled.
class timeout : public error {
    using error::error;
};
/// The connection could not be made, is closed, or broke.
class connection_error : public error {
    using error::error;
};
/// The database does not understand the statement, or knows no such table, column or function.
class syntax_error : public error {
    using error::error;
};
/// The database's columns are not what the program expects.
class schema_mismatch : public error {
    using error::error;
};
/// A value does not fit the type on the other side; it is never wrapped or cut.
class conversion_error : public error {
    using error::error;
};
/// The row was changed by somebody else since it was read (see `.version()`).
class stale_object : public error {
    using error::error;
};

} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_ERROR_HPP

// refract/base/call_location.hpp
#ifndef REFRACT_BASE_CALL_LOCATION_HPP
#define REFRACT_BASE_CALL_LOCATION_HPP

#include <source_location>

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_location(error& failure, std::source_location where) {
    failure.add_location(where);
    throw;
}

namespace by_name {
/// Does the work of a call of the program; an error that comes out of it says where the call stands.
///
/// The places that fail (a driver, a codec) are far below and do not know it. It travels with the call,
/// not with the thread, so that a call which is suspended and resumed elsewhere keeps its own.
template <class Work> REFRACT_INLINE decltype(auto) at_call(std::source_location where, Work&& work) {
    try {
        return work();
    } catch (error& failure) { rethrow_with_location(failure, where); }
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_CALL_LOCATION_HPP

// refract/base/message.hpp
#ifndef REFRACT_BASE_MESSAGE_HPP
#define REFRACT_BASE_MESSAGE_HPP

#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// The words of errors about values. A value may be a secret, or a megabyte long: messages name what was found
/// by its type and length, never by itself.

namespace refract {
inline namespace v0 {
namespace detail {

/// "a text of 12 bytes".
inline std::string text_of_length(std::size_t size) {
    return "a text of " + std::to_string(size) + (size == 1 ? " byte" : " bytes");
}
/// "a value of 12 bytes".
inline std::string bytes_of_length(std::size_t size) {
    return "a value of " + std::to_string(size) + (size == 1 ? " byte" : " bytes");
}

/// "a whole number does not fit in std::int16_t".
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_out_of_range(std::string_view found, std::string_view wanted) {
    throw conversion_error(std::string(found) + " does not fit in " + std::string(wanted));
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_MESSAGE_HPP

// refract/base/number_text.hpp
#ifndef REFRACT_BASE_NUMBER_TEXT_HPP
#define REFRACT_BASE_NUMBER_TEXT_HPP

#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// Decimal numbers of any length as text: "-12.50".

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// The value of a hexadecimal digit; -1 of anything else.
constexpr int hexadecimal_digit(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The parts of a number's text: its sign, what stands before the point, what behind it.
struct number_parts {
    bool negative = false;
    std::string_view whole{}; ///< without zeros in front; empty for 0.5
    std::string_view fraction{};

    constexpr bool is_zero() const {
        return whole.empty() && fraction.find_first_not_of('0') == std::string_view::npos;
    }
    /// The fraction without zeros at its end, which are no part of the value.
    constexpr std::string_view shortest_fraction() const {
        return fraction.substr(0, fraction.find_last_not_of('0') + 1);
    }
};

/// Takes "+1.50", ".5" and "007" apart; false for what is no number, such as "1e3" or "NaN".
constexpr bool parse_number(std::string_view text, number_parts& out) {
    out = {};
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        out.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    out.whole = text.substr(0, point);
    if (point != std::string_view::npos) out.fraction = text.substr(point + 1);
    if (out.whole.empty() && out.fraction.empty()) return false;
    for (const char c : out.whole)
        if (!is_digit(c)) return false;
    for (const char c : out.fraction)
        if (!is_digit(c)) return false;
    while (!out.whole.empty() && out.whole[0] == '0') out.whole.remove_prefix(1);
    if (out.is_zero()) out.negative = false;
    return true;
}

/// A number's text with all the digits of its fraction: "0.50".
inline std::string print_number(const number_parts& parts, std::string_view fraction) {
    std::string text(parts.negative ? "-" : "");
    if (parts.whole.empty())
        text += '0';
    else
        text += parts.whole;
    if (!fraction.empty()) text.append(1, '.').append(fraction);
    return text;
}

/// Below zero if the left number is the smaller one, above if it is the larger one.
constexpr int compare_numbers(const number_parts& left, const number_parts& right) {
    if (left.negative != right.negative) return left.negative ? -1 : 1;
    int size = 0;
    if (left.whole.size() != right.whole.size())
        size = left.whole.size() < right.whole.size() ? -1 : 1;
    else if (const int whole = left.whole.compare(right.whole); whole != 0)
        size = whole;
    else
        size = left.shortest_fraction().compare(right.shortest_fraction());
    return left.negative ? -size : size;
}

/// "1.50" without the zeros at its end; of a text as print_number makes it.
constexpr std::string_view shortest_number(std::string_view text) {
    if (text.find('.') == std::string_view::npos) return text;
    text = text.substr(0, text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}
/// Whether a text is the one way to write its number without what says nothing: "1.5", not "01.50" or "-0".
constexpr bool is_shortest_number(std::string_view text) {
    number_parts parts;
    if (!parse_number(text, parts)) return false;
    const std::size_t whole = parts.whole.empty() ? 1 : parts.whole.size();
    const std::size_t fraction = parts.fraction.empty() ? 0 : 1 + parts.fraction.size();
    return parts.fraction == parts.shortest_fraction() && text.size() == parts.negative + whole + fraction;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_NUMBER_TEXT_HPP

// refract/base/type_list.hpp
#ifndef REFRACT_BASE_TYPE_LIST_HPP
#define REFRACT_BASE_TYPE_LIST_HPP

#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Types in a row, without values.
template <class... Types> struct type_list {
    static constexpr std::size_t size = sizeof...(Types);
};

template <class First, class Second> struct concat_lists;
template <class... First, class... Second> struct concat_lists<type_list<First...>, type_list<Second...>> {
    using type = type_list<First..., Second...>;
};
// Most lists are empty: these keep the common case from making a new type.
template <class... First> struct concat_lists<type_list<First...>, type_list<>> {
    using type = type_list<First...>;
};
template <class Second, class... Rest> struct concat_lists<type_list<>, type_list<Second, Rest...>> {
    using type = type_list<Second, Rest...>;
};

template <class First, class Second> using concat_lists_t = typename concat_lists<First, Second>::type;

/// Joins any number of lists; a fold, so that its depth does not grow with the lists' lengths.
template <class... Lists> struct join_lists {
    using type = type_list<>;
};
template <class List> struct join_lists<List> {
    using type = List;
};
template <class First, class Second, class... Rest> struct join_lists<First, Second, Rest...>
    : join_lists<concat_lists_t<First, Second>, Rest...> {};

template <class... Lists> using join_lists_t = typename join_lists<Lists...>::type;

/// The type at a position of a list.
template <std::size_t Index, class List> struct list_element;
template <std::size_t Index, class First, class... Rest> struct list_element<Index, type_list<First, Rest...>>
    : list_element<Index - 1, type_list<Rest...>> {};
template <class First, class... Rest> struct list_element<0, type_list<First, Rest...>> {
    using type = First;
};

} // namespace detail
using detail::type_list; // were it of refract, calls with a query would find exists() and the like
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_TYPE_LIST_HPP

// refract/schema/wire.hpp
#ifndef REFRACT_SCHEMA_WIRE_HPP
#define REFRACT_SCHEMA_WIRE_HPP

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The kinds of columns, and the plain value that each travels as between codecs and drivers: one row per
/// type. docs/reference/codec/add_a_type.md says what else a new one needs.

namespace refract {
inline namespace v0 {

/// The types that a column can have, whatever the database calls them.
enum class type_kind : std::uint8_t {
    none,
    boolean,
    small_integer,
    integer,
    big_integer,
    real,
    double_precision,
    text,
    bytes,
    timestamp,
    date,
    time,
    interval,
    uuid,
    decimal,
    json,
    numeric,
    array,
    enumeration, // stays the last one
};

namespace detail {
inline constexpr int type_kind_count = static_cast<int>(type_kind::enumeration) + 1;
} // namespace detail

/// The plain values that pass between codecs and drivers, one for each kind of type.
/// The others are bool, the signed integers, float, double and std::string_view.
namespace wire {
using bytes = std::span<const std::byte>;
struct timestamp {
    std::int64_t microseconds; ///< since 1970-01-01 00:00:00 UTC
};
struct date {
    std::int32_t days; ///< since 1970-01-01
};
struct time {
    std::int64_t microseconds; ///< since midnight
};
struct interval {
    std::int64_t microseconds;
};
struct uuid {
    std::array<std::uint8_t, 16> bytes;
};
struct decimal {
    std::int64_t coefficient; ///< the value is coefficient / 10^scale
    std::uint8_t scale;
};
struct json {
    std::string_view text;
};
struct numeric {
    std::string text; ///< "-12.50": digits and one point
};
template <class Item> struct list_item {
    Item value{};
    bool null = false;
};
/// An array's items; views among them look into the driver's buffer, or into what the list keeps.
template <class Item> struct list {
    list() = default;
    list(list&&) = default; // a copy's views would look into the original
    list& operator=(list&&) = default;

    std::vector<list_item<Item>> items{};
    std::vector<std::string> kept{};
};
} // namespace wire

namespace detail {

/// What a kind of column is called in messages: "the field wants a whole number".
template <type_kind Kind, fixed_string Noun> struct wire_row_of {
    static constexpr type_kind kind = Kind;
    static constexpr std::string_view noun = Noun.view();
};

// How plain data (`literal`, `any_value`), whose members are number, real and text, keeps a value: `keep` writes
// it there, `make` has it back. `Member` is the only member of a wire type that is a struct.
template <class Wire, type_kind Kind, fixed_string Noun, auto Member = nullptr> struct kept_in_number
    : wire_row_of<Kind, Noun> {
    template <class Plain> static constexpr void keep(Plain& plain, const Wire& value) {
        if constexpr (std::is_arithmetic_v<Wire>)
            plain.number = value;
        else
            plain.number = value.*Member;
    }
    template <class Plain> static constexpr Wire make(const Plain& plain) {
        if constexpr (std::is_arithmetic_v<Wire>) {
            return static_cast<Wire>(plain.number);
        } else {
            Wire value{};
            value.*Member = static_cast<std::remove_cvref_t<decltype(value.*Member)>>(plain.number);
            return value;
        }
    }
};
template <class Wire, type_kind Kind, fixed_string Noun> struct kept_in_real : wire_row_of<Kind, Noun> {
    template <class Plain> static constexpr void keep(Plain& plain, Wire value) { plain.real = value; }
    template <class Plain> static constexpr Wire make(const Plain& plain) { return static_cast<Wire>(plain.real); }
};
/// Where a database has no such type the text is stored; a row may say that only one form of it is
/// (`text_to_store`, `is_stored_text`), so that what is equal is equal as text.
template <class Wire, type_kind Kind, fixed_string Noun> struct kept_in_text : wire_row_of<Kind, Noun> {
    template <class Plain> static constexpr void keep(Plain& plain, const Wire& value) {
        if constexpr (requires { value.text; })
            plain.text = value.text;
        else
            plain.text = value;
    }
    template <class Plain> static constexpr Wire make(const Plain& plain) {
        if constexpr (std::is_constructible_v<Wire, std::string_view>)
            return Wire(std::string_view(plain.text));
        else
            return Wire{decltype(Wire::text)(plain.text)};
    }
};

/// The row of a wire type; the primary template is that of types that no driver passes.
template <class Wire> struct wire_row : wire_row_of<type_kind::none, "anything"> {};

template <> struct wire_row<bool> : kept_in_number<bool, type_kind::boolean, "a boolean"> {};
template <> struct wire_row<std::int16_t> : kept_in_number<std::int16_t, type_kind::small_integer, "a whole number"> {};
template <> struct wire_row<std::int32_t> : kept_in_number<std::int32_t, type_kind::integer, "a whole number"> {};
template <> struct wire_row<std::int64_t> : kept_in_number<std::int64_t, type_kind::big_integer, "a whole number"> {};
template <> struct wire_row<float> : kept_in_real<float, type_kind::real, "a number"> {};
template <> struct wire_row<double> : kept_in_real<double, type_kind::double_precision, "a number"> {};
template <> struct wire_row<std::string_view> : kept_in_text<std::string_view, type_kind::text, "text"> {};
template <> struct wire_row<wire::timestamp>
    : kept_in_number<wire::timestamp, type_kind::timestamp, "a time", &wire::timestamp::microseconds> {};
template <> struct wire_row<wire::date> : kept_in_number<wire::date, type_kind::date, "a date", &wire::date::days> {};
template <> struct wire_row<wire::time>
    : kept_in_number<wire::time, type_kind::time, "a time of day", &wire::time::microseconds> {};
template <> struct wire_row<wire::interval>
    : kept_in_number<wire::interval, type_kind::interval, "an interval", &wire::interval::microseconds> {};
template <> struct wire_row<wire::json> : kept_in_text<wire::json, type_kind::json, "JSON"> {};
template <> struct wire_row<wire::numeric> : kept_in_text<wire::numeric, type_kind::numeric, "a number"> {
    static constexpr std::string_view text_to_store(std::string_view text) { return shortest_number(text); }
    static constexpr const char* stored_noun = "a number in its shortest form as text";
    static constexpr bool is_stored_text(std::string_view text) { return is_shortest_number(text); }
};
template <> struct wire_row<wire::bytes> : wire_row_of<type_kind::bytes, "bytes"> {
    template <class Plain> static constexpr void keep(Plain& plain, wire::bytes value) {
        plain.text = std::string_view(reinterpret_cast<const char*>(value.data()), value.size());
    }
    template <class Plain> static wire::bytes make(const Plain& plain) {
        return {reinterpret_cast<const std::byte*>(plain.text.data()), plain.text.size()};
    }
};
template <> struct wire_row<wire::uuid> : wire_row_of<type_kind::uuid, "a UUID"> {
    template <class Plain> static constexpr void keep(Plain& plain, const wire::uuid& value) {
        plain.text = std::string_view(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
    }
    template <class Plain> static constexpr wire::uuid make(const Plain& plain) {
        wire::uuid value{};
        for (std::size_t i = 0; i < value.bytes.size() && i < plain.text.size(); ++i)
            value.bytes[i] = static_cast<std::uint8_t>(plain.text[i]);
        return value;
    }
};
template <> struct wire_row<wire::decimal> : wire_row_of<type_kind::decimal, "a decimal"> {
    template <class Plain> static constexpr void keep(Plain& plain, wire::decimal value) {
        plain.number = value.coefficient;
        plain.type.scale = value.scale;
    }
    template <class Plain> static constexpr wire::decimal make(const Plain& plain) {
        return {plain.number, plain.type.scale};
    }
};

template <class Item> struct wire_row<wire::list<Item>> : wire_row_of<type_kind::array, "an array"> {
    template <class Plain> static void keep(Plain& plain, const wire::list<Item>& value) {
        if (plain.type.item == type_kind::none) plain.type.item = wire_row<Item>::kind;
        plain.list.clear();
        for (const auto& each : value.items) {
            auto& item = plain.list.emplace_back();
            item.type = plain.type;
            item.type.kind = std::exchange(item.type.item, type_kind::none);
            item.null = each.null;
            if (!each.null) wire_row<Item>::keep(item, each.value);
        }
    }
    template <class Plain> static wire::list<Item> make(const Plain& plain) {
        wire::list<Item> value;
        value.items.reserve(plain.list.size());
        for (const auto& each : plain.list) {
            auto& item = value.items.emplace_back();
            item.null = each.null;
            if (!each.null) item.value = wire_row<Item>::make(each);
        }
        return value;
    }
};
template <class> inline constexpr bool is_wire_list = false;
template <class Item> inline constexpr bool is_wire_list<wire::list<Item>> = true;

/// A wire type that is text with a meaning.
template <class Wire>
concept text_wire = requires(const Wire& value) { std::string_view(value.text); };

/// Every row, for what looks one up by its kind.
using wire_types = type_list<bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string_view,
                             wire::bytes, wire::timestamp, wire::date, wire::time, wire::interval, wire::uuid,
                             wire::decimal, wire::json, wire::numeric>;

/// The kind of column that a wire type comes from; `none` where no driver passes it.
template <class Wire> inline constexpr type_kind kind_of_wire = wire_row<Wire>::kind;

/// Calls `use` with std::type_identity of the wire type that a kind travels as: text, where it has none of its own.
template <class... Wire, class Use> constexpr void with_wire_among(type_list<Wire...>, type_kind kind, Use use) {
    const bool found = ((wire_row<Wire>::kind == kind ? (use(std::type_identity<Wire>{}), true) : false) || ...);
    if (!found) use(std::type_identity<std::string_view>{});
}
template <class Use> constexpr void with_wire(type_kind kind, Use use) { with_wire_among(wire_types{}, kind, use); }

template <class... Wire> constexpr std::string_view noun_among(type_list<Wire...>, type_kind kind) {
    std::string_view noun = kind == type_kind::enumeration ? "an enumerator"
                            : kind == type_kind::array     ? "an array"
                                                           : "anything";
    ((wire_row<Wire>::kind == kind ? static_cast<void>(noun = wire_row<Wire>::noun) : void()), ...);
    return noun;
}
/// "a whole number": what a field of that kind wants, for messages.
constexpr std::string_view noun_of(type_kind kind) { return noun_among(wire_types{}, kind); }

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_WIRE_HPP

// refract/schema/sql_type.hpp
#ifndef REFRACT_SCHEMA_SQL_TYPE_HPP
#define REFRACT_SCHEMA_SQL_TYPE_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {

/// How a C++ type is stored; specialise it for a type of your own (see docs/reference/codec).
///
/// A specialisation has `static constexpr sql_type type`, `using wire`, `encode(const T&)` to the
/// wire type and `decode(wire, T&)` from it. `codec_through<Stored>` supplies the first two.
template <class Value> struct codec;

/// The names of an enum's values as the database holds them.
struct enumeration_info {
    const std::string_view* names;
    std::size_t count;
    std::string_view native_name{}; ///< the PostgreSQL enum type, where one was requested
    std::string_view native_schema{};
};

/// How the type that a model spells for a column is beside the usual one of its kind.
enum class column_form : std::uint8_t {
    usual,
    other,   ///< read through a cast, sent as text
    address, ///< likewise, but a cast would write a network's size behind every address
};

/// A column's type. Plain data: rules, printing and drivers look at it without templates.
struct sql_type {
    type_kind kind = type_kind::none;
    std::uint8_t precision = 0; ///< digits of a decimal
    std::uint8_t scale = 0;     ///< digits behind a decimal's point
    bool list = false;          ///< a whole list bound as one parameter
    bool of_column = false;     ///< it has its column's type: the model spells it, or it may be two
    bool as_bytes = false;      ///< a UUID whose column stores its bytes
    column_form form = column_form::usual;
    type_kind item = type_kind::none; ///< of an array; the other members say the rest of its items
    const enumeration_info* enumeration = nullptr;

    constexpr bool operator==(const sql_type&) const = default;
};

namespace detail {

/// One character that is stored as text.
struct single_character {
    char character;
};

template <class Value> struct optional_traits {
    using value = Value;
    static constexpr bool is_optional = false;
};
template <class Value> struct optional_traits<std::optional<Value>> {
    using value = Value;
    static constexpr bool is_optional = true;
};
/// The type without std::optional: what a column holds when it is not NULL.
template <class Value> using without_optional = typename optional_traits<Value>::value;
template <class Value> inline constexpr bool is_optional = optional_traits<Value>::is_optional;

template <class Value>
concept storable = requires { codec<without_optional<Value>>::type; };
/// False of an enum whose enumerators nobody knows; enums say so themselves.
template <class Value> inline constexpr bool has_known_values = true;

template <class Value> inline constexpr sql_type type_of = codec<without_optional<Value>>::type;
/// `none` of what has no type in a database.
template <class Type> inline constexpr type_kind kind_of = type_kind::none;
template <storable Type> inline constexpr type_kind kind_of<Type> = type_of<Type>.kind;

constexpr bool is_whole_number(type_kind kind) {
    return kind == type_kind::small_integer || kind == type_kind::integer || kind == type_kind::big_integer;
}
constexpr bool is_number(type_kind kind) {
    return is_whole_number(kind) || kind == type_kind::real || kind == type_kind::double_precision ||
           kind == type_kind::decimal || kind == type_kind::numeric;
}
/// Whether the database compares the two as they stand.
constexpr bool are_comparable(const sql_type& left, const sql_type& right) {
    if (is_number(left.kind) && is_number(right.kind)) return true;
    return left.kind == right.kind && left.item == right.item && left.enumeration == right.enumeration;
}
/// Whether a key of one type can name a row by a key of the other; numbers of any size name only each other.
constexpr bool are_key_types(const sql_type& left, const sql_type& right) {
    return are_comparable(left, right) && (left.kind == type_kind::numeric) == (right.kind == type_kind::numeric);
}
/// Whether a column takes the value without losing digits. Databases would round: 2.5 becomes 3 in a
/// whole number on PostgreSQL, and stays 2.5 on SQLite.
constexpr bool is_assignable(const sql_type& column, const sql_type& value) {
    if (!are_comparable(column, value)) return false;
    if (!is_number(column.kind) || is_whole_number(value.kind)) return true;
    if (column.kind == type_kind::numeric) return value.kind == type_kind::decimal || value.kind == type_kind::numeric;
    if (value.kind == type_kind::numeric) return false;
    if (value.kind == type_kind::decimal) return column.kind == type_kind::decimal && column.scale >= value.scale;
    return column.kind == type_kind::real || column.kind == type_kind::double_precision;
}
/// Whether a time point or duration holds the other's digits, by the rule of <chrono>: seconds become
/// microseconds, not the other way. True of everything else.
template <class Field, class Value> constexpr bool keeps_digits_of_time() {
    if constexpr (requires {
                      typename Field::period;
                      typename Field::rep;
                      typename Value::period;
                      typename Value::rep;
                  })
        return std::is_convertible_v<Value, Field>;
    else
        return true;
}
template <class Field, class Value> constexpr bool is_assignable_type() {
    return is_assignable(type_of<Field>, type_of<Value>) &&
           keeps_digits_of_time<without_optional<Field>, without_optional<Value>>();
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_SQL_TYPE_HPP

// refract/codec/codec.hpp
#ifndef REFRACT_CODEC_CODEC_HPP
#define REFRACT_CODEC_CODEC_HPP

#include <string>

namespace refract {
inline namespace v0 {

/// A codec that stores a type as another: derive from it and add `encode` and `decode`.
///
///     template <> struct refract::codec<Email> : refract::codec_through<std::string> {
///         static std::string_view encode(const Email& email) { return email.text; }
///         static void decode(std::string_view text, Email& out) { out.text = text; }
///     };
///
/// Lifetime: `encode` may return a view into the value; a std::string or std::vector<std::byte> that it
/// returns is copied.
/// Errors: `decode` throws `conversion_error` for what it cannot hold.
template <class Stored> struct codec_through {
    static constexpr sql_type type = codec<Stored>::type;
    using wire = typename codec<Stored>::wire;
};

namespace detail {

/// Values that databases know as they are: the codec copies.
template <class Value, type_kind Kind> struct plain_codec {
    static constexpr sql_type type{.kind = Kind};
    using wire = Value;
    static constexpr Value encode(Value value) { return value; }
    static constexpr void decode(Value stored, Value& out) { out = stored; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_CODEC_HPP

// refract/meta/field_count.hpp
#ifndef REFRACT_META_FIELD_COUNT_HPP
#define REFRACT_META_FIELD_COUNT_HPP

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// How many fields a struct has, asked by the number of values that its braces take, and whether each
/// of those values is a field.

/// C++26 binds any number of fields; before it, each number needs a function of its own: meta/tie.hpp.
#if __cplusplus > 202302L && defined(__cpp_structured_bindings) && __cpp_structured_bindings >= 202411L
#define REFRACT_HAS_BINDING_PACKS 1
#else
#define REFRACT_HAS_BINDING_PACKS 0
#endif

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t max_field_count = REFRACT_HAS_BINDING_PACKS ? 256 : 128;

/// Stands for a value of any field's type.
struct any_field {
    template <class Field> operator Field&() const&&;
};
/// The same for structs that cannot be copied.
struct any_moved_field {
    template <class Field> operator Field() const&&;
};
template <class Struct> using field_value =
    std::conditional_t<std::is_copy_constructible_v<Struct>, any_field, any_moved_field>;

template <class Struct, std::size_t... Index> constexpr bool takes_values(std::index_sequence<Index...>) {
    return requires { Struct{(void(Index), field_value<Struct>{})...}; };
}
/// The largest number of values that a struct takes, between one that it takes and one that it does not.
template <class Struct, std::size_t Taken, std::size_t Refused> constexpr std::size_t count_between() {
    constexpr std::size_t middle = Taken + (Refused - Taken) / 2;
    if constexpr (middle == Taken)
        return Taken;
    else if constexpr (takes_values<Struct>(std::make_index_sequence<middle>{}))
        return count_between<Struct, middle, Refused>();
    else
        return count_between<Struct, Taken, middle>();
}
/// Doubles the number of values until there are too many, which compilers can do fast.
template <class Struct, std::size_t Taken = 0, std::size_t Tried = 8> constexpr std::size_t count_fields() {
    if constexpr (Tried > max_field_count)
        return count_between<Struct, Taken, max_field_count + 2>();
    else if constexpr (takes_values<Struct>(std::make_index_sequence<Tried>{}))
        return count_fields<Struct, Tried, 2 * Tried>();
    else
        return count_between<Struct, Taken, Tried>();
}
/// The number of fields of an aggregate with defaults; of one that has too many, one more than is allowed.
template <class Struct> inline constexpr std::size_t field_count = count_fields<std::remove_cv_t<Struct>>();

/// A struct of which `Struct{}` is one: rows are made so before they are filled.
template <class Struct>
concept has_defaults = requires { Struct{}; };

/// Converts to the base classes of a struct only: an aggregate that begins with it has one.
template <class Struct> struct any_base {
    template <class Base>
        requires(std::is_base_of_v<Base, Struct> && !std::is_same_v<Base, Struct>)
    operator Base() const;
};
/// Converts to nothing: a first field that takes this takes everything.
struct no_value {};
template <class Struct>
concept has_base_class = requires { Struct{any_base<Struct>{}}; } && !requires { Struct{no_value{}}; };

// Empty braces stand for one field, but for a whole array, whose elements are counted as fields:
// with an array among the next `Braces` fields, there are more values than fields.
template <class Struct, std::size_t Braces, std::size_t... Before, std::size_t... After>
constexpr bool are_single_fields(std::index_sequence<Before...>, std::index_sequence<After...>) {
    using value = field_value<Struct>;
    if constexpr (Braces == 8)
        return requires {
            Struct{(void(Before), value{})..., {}, {}, {}, {}, {}, {}, {}, {}, (void(After), value{})...};
        };
    else if constexpr (requires { Struct{(void(Before), value{})..., {}, (void(After), value{})...}; })
        return true;
    else // a type without a default takes no empty braces, but unlike an array not two values either
        return !requires { Struct{(void(Before), value{})..., {value{}, value{}}}; };
}
template <class Struct, std::size_t Braces, std::size_t From> constexpr bool are_single_at() {
    return are_single_fields<Struct, Braces>(std::make_index_sequence<From>{},
                                             std::make_index_sequence<field_count<Struct> - From - Braces>{});
}
template <class Struct, std::size_t From> constexpr bool has_eight_single_fields() {
    if constexpr (field_count<Struct> - From >= 8)
        return are_single_at<Struct, 8, From>();
    else
        return false;
}
/// Whether each of the values that the struct takes is a field.
template <class Struct, std::size_t From = 0> constexpr bool has_single_fields() {
    if constexpr (From == field_count<Struct>)
        return true;
    else if constexpr (has_eight_single_fields<Struct, From>())
        return has_single_fields<Struct, From + 8>();
    else if constexpr (are_single_at<Struct, 1, From>())
        return has_single_fields<Struct, From + 1>();
    else
        return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_FIELD_COUNT_HPP

// refract/meta/tie.hpp
#ifndef REFRACT_META_TIE_HPP
#define REFRACT_META_TIE_HPP

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// All fields of a struct at once, by structured bindings. Everything that refract does with a struct's
/// values goes through `with_fields`.

namespace refract {
inline namespace v0 {
namespace detail {

#if REFRACT_HAS_BINDING_PACKS

template <std::size_t> struct field_binding {
    template <class Struct, class Use> REFRACT_INLINE static constexpr decltype(auto) bind(Struct& object, Use&& use) {
        auto& [... field] = object;
        return use(field...);
    }
};

#else

template <std::size_t Count> struct field_binding;

#define REFRACT_BIND(count, ...)                                                                                       \
    template <> struct field_binding<(count)> {                                                                        \
        template <class Struct, class Use>                                                                             \
        REFRACT_INLINE static constexpr decltype(auto) bind(Struct& object, Use&& use) {                               \
            auto& [__VA_ARGS__] = object;                                                                              \
            return use(__VA_ARGS__);                                                                                   \
        }                                                                                                              \
    };
#define REFRACT_EIGHT(x) x##1, x##2, x##3, x##4, x##5, x##6, x##7, x##8
/// The next eight numbers of fields, behind all names `before`, which end in a comma.
#define REFRACT_BIND_EIGHT(from, x, before)                                                                            \
    REFRACT_BIND(from + 1, before() x##1)                                                                              \
    REFRACT_BIND(from + 2, before() x##1, x##2)                                                                        \
    REFRACT_BIND(from + 3, before() x##1, x##2, x##3)                                                                  \
    REFRACT_BIND(from + 4, before() x##1, x##2, x##3, x##4)                                                            \
    REFRACT_BIND(from + 5, before() x##1, x##2, x##3, x##4, x##5)                                                      \
    REFRACT_BIND(from + 6, before() x##1, x##2, x##3, x##4, x##5, x##6)                                                \
    REFRACT_BIND(from + 7, before() x##1, x##2, x##3, x##4, x##5, x##6, x##7)                                          \
    REFRACT_BIND(from + 8, before() REFRACT_EIGHT(x))

#define REFRACT_NAMES_0()
#define REFRACT_NAMES_8() REFRACT_EIGHT(a_),
#define REFRACT_NAMES_16() REFRACT_NAMES_8() REFRACT_EIGHT(b_),
#define REFRACT_NAMES_24() REFRACT_NAMES_16() REFRACT_EIGHT(c_),
#define REFRACT_NAMES_32() REFRACT_NAMES_24() REFRACT_EIGHT(d_),
#define REFRACT_NAMES_40() REFRACT_NAMES_32() REFRACT_EIGHT(e_),
#define REFRACT_NAMES_48() REFRACT_NAMES_40() REFRACT_EIGHT(f_),
#define REFRACT_NAMES_56() REFRACT_NAMES_48() REFRACT_EIGHT(g_),
#define REFRACT_NAMES_64() REFRACT_NAMES_56() REFRACT_EIGHT(h_),
#define REFRACT_NAMES_72() REFRACT_NAMES_64() REFRACT_EIGHT(i_),
#define REFRACT_NAMES_80() REFRACT_NAMES_72() REFRACT_EIGHT(j_),
#define REFRACT_NAMES_88() REFRACT_NAMES_80() REFRACT_EIGHT(k_),
#define REFRACT_NAMES_96() REFRACT_NAMES_88() REFRACT_EIGHT(l_),
#define REFRACT_NAMES_104() REFRACT_NAMES_96() REFRACT_EIGHT(m_),
#define REFRACT_NAMES_112() REFRACT_NAMES_104() REFRACT_EIGHT(n_),
#define REFRACT_NAMES_120() REFRACT_NAMES_112() REFRACT_EIGHT(o_),

REFRACT_BIND_EIGHT(0, a_, REFRACT_NAMES_0)
REFRACT_BIND_EIGHT(8, b_, REFRACT_NAMES_8)
REFRACT_BIND_EIGHT(16, c_, REFRACT_NAMES_16)
REFRACT_BIND_EIGHT(24, d_, REFRACT_NAMES_24)
REFRACT_BIND_EIGHT(32, e_, REFRACT_NAMES_32)
REFRACT_BIND_EIGHT(40, f_, REFRACT_NAMES_40)
REFRACT_BIND_EIGHT(48, g_, REFRACT_NAMES_48)
REFRACT_BIND_EIGHT(56, h_, REFRACT_NAMES_56)
REFRACT_BIND_EIGHT(64, i_, REFRACT_NAMES_64)
REFRACT_BIND_EIGHT(72, j_, REFRACT_NAMES_72)
REFRACT_BIND_EIGHT(80, k_, REFRACT_NAMES_80)
REFRACT_BIND_EIGHT(88, l_, REFRACT_NAMES_88)
REFRACT_BIND_EIGHT(96, m_, REFRACT_NAMES_96)
REFRACT_BIND_EIGHT(104, n_, REFRACT_NAMES_104)
REFRACT_BIND_EIGHT(112, o_, REFRACT_NAMES_112)
REFRACT_BIND_EIGHT(120, p_, REFRACT_NAMES_120)

#undef REFRACT_BIND
#undef REFRACT_EIGHT
#undef REFRACT_BIND_EIGHT
#undef REFRACT_NAMES_0
#undef REFRACT_NAMES_8
#undef REFRACT_NAMES_16
#undef REFRACT_NAMES_24
#undef REFRACT_NAMES_32
#undef REFRACT_NAMES_40
#undef REFRACT_NAMES_48
#undef REFRACT_NAMES_56
#undef REFRACT_NAMES_64
#undef REFRACT_NAMES_72
#undef REFRACT_NAMES_80
#undef REFRACT_NAMES_88
#undef REFRACT_NAMES_96
#undef REFRACT_NAMES_104
#undef REFRACT_NAMES_112
#undef REFRACT_NAMES_120

#endif

template <class Visitor> struct field_visitor {
    Visitor& visit;
    template <class... Field> REFRACT_INLINE constexpr void operator()(Field&... field) const { (visit(field), ...); }
};

namespace by_name {
/// Calls `use` with all fields at once: one function per struct and use, where a function per field
/// would be the largest part of what a model costs the compiler.
template <class Struct, class Use> REFRACT_INLINE constexpr decltype(auto) with_fields(Struct& object, Use&& use) {
    return field_binding<field_count<Struct>>::bind(object, static_cast<Use&&>(use));
}

/// Calls `visit(field)` for each field in order.
template <class Struct, class Visitor> REFRACT_INLINE constexpr void for_each_field(Struct& object, Visitor&& visit) {
    detail::with_fields(object, field_visitor<std::remove_reference_t<Visitor>>{visit});
}
} // namespace by_name

template <class Before> struct field_picker;
template <std::size_t... Before> struct field_picker<std::index_sequence<Before...>> {
    template <std::size_t> using skipped = const volatile void*;
    template <class Field> static constexpr Field& pick(skipped<Before>..., Field* field, ...) { return *field; }
    template <class... Field> constexpr auto& operator()(Field&... field) const {
        return pick(__builtin_addressof(field)...);
    }
};
/// A field by its position.
template <std::size_t Index, class Struct> constexpr auto& field_of(Struct& object) {
    return detail::with_fields(object, field_picker<std::make_index_sequence<Index>>{});
}

struct list_types {
    template <class... Field> type_list<Field...> operator()(Field&...) const { return {}; }
};
/// The types of the fields, in order.
template <class Struct> using field_types = decltype(detail::with_fields(std::declval<Struct&>(), list_types{}));

template <class Struct, std::size_t Index> using field_type = typename list_element<Index, field_types<Struct>>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_TIE_HPP

// refract/base/array_view.hpp
#ifndef REFRACT_BASE_ARRAY_VIEW_HPP
#define REFRACT_BASE_ARRAY_VIEW_HPP

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Constant items that stand one behind the other. std::span does more, and its first use is a twentieth of what
/// compiling the library costs each program.
template <class Item> class array_view {
public:
    constexpr array_view() = default;
    constexpr array_view(const Item* first, std::size_t count) : first_(first), count_(count) {}
    template <std::size_t Count> constexpr array_view(const Item (&array)[Count]) : first_(array), count_(Count) {}
    /// A std::array, which outlives this.
    template <class Array>
        requires requires(const Array& array) { array.max_size(); }
    constexpr array_view(const Array& array) : first_(array.data()), count_(array.size()) {}

    constexpr const Item* begin() const { return first_; }
    constexpr const Item* end() const { return first_ + count_; }
    constexpr const Item* data() const { return first_; }
    constexpr std::size_t size() const { return count_; }
    constexpr bool empty() const { return count_ == 0; }
    constexpr const Item& operator[](std::size_t index) const { return first_[index]; }

private:
    const Item* first_ = nullptr;
    std::size_t count_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_ARRAY_VIEW_HPP

// refract/base/values.hpp
#ifndef REFRACT_BASE_VALUES_HPP
#define REFRACT_BASE_VALUES_HPP

#include <cstddef>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// One value at a position of `values`.
template <std::size_t Index, class Value> struct value_slot {
    Value value;
};

/// The values of a query in one flat sequence, in the order in which they were written.
///
/// Flat, because nested empty nodes would pad the query: two sub-objects of one type may not share
/// an address. A query without values is an empty class.
template <class Indexes, class... Values> struct value_slots;

template <std::size_t... Index, class... Values> struct value_slots<std::index_sequence<Index...>, Values...>
    : value_slot<Index, Values>... {
    static constexpr std::size_t size = sizeof...(Values);
};

template <class... Values> using values = value_slots<std::index_sequence_for<Values...>, Values...>;

template <std::size_t Index, class Value> constexpr const Value& get(const value_slot<Index, Value>& slot) {
    return slot.value;
}

namespace by_name {
/// Joins two sequences that nobody needs any more.
template <std::size_t... First, class... Left, std::size_t... Second, class... Right>
constexpr auto concat_moved(value_slots<std::index_sequence<First...>, Left...>&& left,
                            value_slots<std::index_sequence<Second...>, Right...>&& right) {
    if constexpr (sizeof...(Right) == 0)
        return value_slots<std::index_sequence<First...>, Left...>(std::move(left));
    else if constexpr (sizeof...(Left) == 0)
        return value_slots<std::index_sequence<Second...>, Right...>(std::move(right));
    else
        return values<Left..., Right...>{
            {static_cast<Left&&>(static_cast<value_slot<First, Left>&>(left).value)}...,
            {static_cast<Right&&>(static_cast<value_slot<Second, Right>&>(right).value)}...};
}
template <class First> constexpr First concat_moved(First&& first) { return static_cast<First&&>(first); }
template <class First, class Second, class Third, class... Rest>
constexpr auto concat_moved(First&& first, Second&& second, Third&& third, Rest&&... rest) {
    return detail::concat_moved(detail::concat_moved(std::move(first), std::move(second)), std::move(third),
                                std::move(rest)...);
}

/// Joins any number of sequences, left to right.
template <class First, class... Rest> constexpr auto concat_all(First first, Rest... rest) {
    if constexpr ((Rest::size + ... + 0) == 0) // columns, for the most part
        return first;
    else
        return detail::concat_moved(static_cast<First&&>(first), static_cast<Rest&&>(rest)...);
}
constexpr values<> concat_all() { return {}; }
} // namespace by_name

template <class First, class... Left, class Second, class... Right>
constexpr auto concat(value_slots<First, Left...> left, value_slots<Second, Right...> right) {
    return detail::concat_moved(std::move(left), std::move(right));
}
/// What `concat` makes of two sequences.
template <class Left, class Right> using joined = decltype(concat(std::declval<Left>(), std::declval<Right>()));

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_VALUES_HPP

// refract/meta/field_names.hpp
#ifndef REFRACT_META_FIELD_NAMES_HPP
#define REFRACT_META_FIELD_NAMES_HPP

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

/// \file
/// The names of a struct's fields: the compiler prints them with the addresses of the fields of an
/// object that is declared and never defined.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Struct> struct field_holder {
    const Struct value;
};
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal" // the same, of a struct inside a function
#endif
/// Declared and never defined: its fields have addresses in constant expressions, so that a field
/// can be known by where it is, even of a struct that has no constexpr constructor.
template <class Struct> extern const field_holder<Struct> field_probe;

struct list_addresses {
    template <class Field> static constexpr const void* address_of(const volatile Field& field) {
        return const_cast<const Field*>(__builtin_addressof(field));
    }
    // A reference to constant binds to a bit-field, too: to a copy, which is no constant.
    template <class... Field> constexpr auto operator()(const Field&... field) const {
        return std::array<const void*, sizeof...(Field)>{address_of(field)...};
    }
};
template <class Struct> constexpr auto collect_addresses() {
    return detail::with_fields(field_probe<Struct>.value, list_addresses{});
}
template <bool> struct constant {};
/// A struct without bit-fields, which have no address.
template <class Struct>
concept has_addresses = requires { typename constant<(static_cast<void>(collect_addresses<Struct>()), true)>; };

#if defined(__clang__)
template <class Struct> inline constexpr auto kept_addresses = collect_addresses<Struct>();
template <class Struct> constexpr const auto& field_addresses() { return kept_addresses<Struct>; }
#else
// GCC would emit the variable of a struct inside a function or an unnamed namespace, and the linker
// would miss the probe. It remembers what a function returned, so that asking again is cheap.
template <class Struct> constexpr auto field_addresses() { return collect_addresses<Struct>(); }
#endif

// Clang below 18 accepts the address of a sub-object as a template argument only inside a class.
struct field_address {
    const void* address;
};
/// All fields in one function name: one instantiation per struct, not one per field.
template <field_address... Address> constexpr std::string_view printed_fields() { return __PRETTY_FUNCTION__; }
template <class Struct, std::size_t... Index> constexpr std::string_view print_fields(std::index_sequence<Index...>) {
    constexpr auto all = field_addresses<Struct>();
    return printed_fields<field_address{all[Index]}...>();
}

/// Reads the names out of a printed list. Every compiler prints an element as "field_address{...}",
/// and last in it the member's name, perhaps with closing parentheses.
template <std::size_t Count> constexpr std::array<std::string_view, Count> parse_field_names(std::string_view printed) {
    constexpr std::string_view opening = "field_address{";
    std::array<std::string_view, Count> names{};
    // Plain pointers, and only the first element is taken apart: the others differ from it in the
    // name alone. Compilers spend a microsecond on each step here, for each character of each model.
    const char* const element = printed.data() + printed.find(opening, printed.find('='));
    const char* end = element + opening.size();
    for (int braces = 1; braces > 0; ++end) braces += (*end == '{') - (*end == '}');
    const char* last = end - 1;
    while (!is_identifier_character(last[-1])) --last;
    const char* first = last;
    while (is_identifier_character(first[-1])) --first;
    const auto prefix = first - element, suffix = end - last;
    constexpr std::ptrdiff_t separator = 2; // ", "
    for (std::size_t i = 0; i < Count; ++i) {
        while (is_identifier_character(*last)) ++last;
        names[i] = std::string_view(first, static_cast<std::size_t>(last - first));
        if (i + 1 < Count) first = last = last + suffix + separator + prefix;
    }
    return names;
}

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <std::size_t Count, std::size_t Size> struct joined_names {
    std::array<char, Size + 1> text{};
    std::array<std::size_t, Count + 1> ends{}; // ends[i + 1] is the end of name i
};

template <class Struct> inline constexpr auto parsed_field_names =
    parse_field_names<field_count<Struct>>(print_fields<Struct>(std::make_index_sequence<field_count<Struct>>{}));

template <class Struct> constexpr std::size_t field_names_size() {
    std::size_t size = 0;
    for (std::string_view name : parsed_field_names<Struct>) size += name.size();
    return size;
}
// Copied, so that the compilers' long function names do not stay in the binary.
template <class Struct> constexpr auto join_field_names() {
    joined_names<field_count<Struct>, field_names_size<Struct>()> result;
    std::size_t at = 0, index = 0;
    for (std::string_view name : parsed_field_names<Struct>) {
        for (char c : name) result.text[at++] = c;
        result.ends[++index] = at;
    }
    return result;
}
template <class Struct> inline constexpr auto field_names_of = join_field_names<Struct>();

/// The name of a field, as the struct spells it.
template <class Struct> constexpr std::string_view field_name(std::size_t index) {
    const auto& joined = field_names_of<Struct>;
    return {joined.text.data() + joined.ends[index], joined.ends[index + 1] - joined.ends[index]};
}

/// A field's name among what a failed check is about.
template <class Struct, std::size_t Index> using name_of_field =
    name<fixed_string<field_name<Struct>(Index).size() + 1>(field_name<Struct>(Index))>;

namespace self_check {
struct sample {
    int first;
    double second_2;
};
static_assert(
    field_name<sample>(0) == "first" && field_name<sample>(1) == "second_2",
    "refract: this compiler prints member names in an unknown way. Please report it with the compiler's version.");
} // namespace self_check

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_FIELD_NAMES_HPP

// refract/meta/reflectable.hpp
#ifndef REFRACT_META_REFLECTABLE_HPP
#define REFRACT_META_REFLECTABLE_HPP

#include <cstddef>
#include <type_traits>

/// \file
/// Which structs can be read field by field; and of others, what is in the way. Each question is asked
/// only when those before it are answered, because the answer to the wrong struct would be an error of
/// the compiler's own.

namespace refract {
inline namespace v0 {
namespace detail {

template <class... Field> constexpr bool are_variable(type_list<Field...>) { return (... && !std::is_const_v<Field>); }
template <class... Field> constexpr std::size_t first_constant(type_list<Field...>) {
    std::size_t at = 0;
    static_cast<void>((... || (std::is_const_v<Field> || (++at, false))));
    return at;
}
template <class... Field> constexpr bool are_volatile(type_list<Field...>) {
    return (... || std::is_volatile_v<Field>);
}

template <class... Field> constexpr bool holds_array(type_list<Field...>) { return (... || std::is_array_v<Field>); }

template <class Struct> constexpr rule_number find_model_fault() {
    if constexpr (!std::is_class_v<Struct> || !std::is_aggregate_v<Struct> || std::is_polymorphic_v<Struct> ||
                  std::is_empty_v<Struct> || has_base_class<Struct>)
        return rule::model_is_aggregate;
    else if constexpr (!has_defaults<Struct>)
        return rule::field_has_default;
    else if constexpr (field_count<Struct> > max_field_count)
        return rule::field_count_is_bounded;
    else if constexpr (!has_single_fields<Struct>())
        return rule::field_is_no_array;
    else if constexpr (!has_addresses<Struct>)
        return rule::field_is_plain;
    else if constexpr (are_volatile(field_types<Struct>{}))
        return rule::field_is_plain;
    else if constexpr (holds_array(field_types<Struct>{}))
        return rule::field_is_no_array; // of one element, which is one value as well
    else if constexpr (!are_variable(field_types<Struct>{}))
        return rule::field_is_variable;
    else
        return rule::none;
}
/// Why a struct cannot be a model, nor a row.
template <class Struct> inline constexpr rule_number model_fault = find_model_fault<std::remove_cv_t<Struct>>();

template <class Struct> struct model_failure_of {
    using type = failed<model_fault<Struct>, Struct>;
};
template <class Struct>
    requires(model_fault<Struct> == rule::field_is_variable)
struct model_failure_of<Struct> {
    using type = failed<rule::field_is_variable, Struct, name_of_field<Struct, first_constant(field_types<Struct>{})>>;
};
/// The outcome of a check of a struct that is no model.
template <class Struct> using model_failure = typename model_failure_of<Struct>::type;

/// A struct whose fields can be visited one by one.
template <class Struct>
concept reflectable = model_fault<Struct> == rule::none;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_REFLECTABLE_HPP

// refract/meta/member.hpp
#ifndef REFRACT_META_MEMBER_HPP
#define REFRACT_META_MEMBER_HPP

#include <cstddef>

/// \file
/// Which field a member pointer means.

namespace refract {
inline namespace v0 {
namespace detail {

template <class> struct member_pointer;
template <class Struct, class Field> struct member_pointer<Field Struct::*> {
    using owner = Struct;
    using field = Field;
};
/// The struct and the type of a member pointer: `&User::id`.
template <auto Member> using member_owner = typename member_pointer<decltype(Member)>::owner;
template <auto Member> using member_type = typename member_pointer<decltype(Member)>::field;

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
template <auto Member> constexpr std::size_t find_member() {
    using owner = member_owner<Member>;
    if constexpr (reflectable<owner>) {
        const void* wanted = &(field_probe<owner>.value.*Member);
        const auto& all = field_addresses<owner>();
        std::size_t index = 0;
        while (all[index] != wanted) ++index;
        return index;
    } else {
        require<model_failure<owner>>();
        return 0;
    }
}
/// The position of a member in its struct.
template <auto Member> inline constexpr std::size_t member_index = find_member<Member>();
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_MEMBER_HPP

// refract/base/text_sink.hpp
#ifndef REFRACT_BASE_TEXT_SINK_HPP
#define REFRACT_BASE_TEXT_SINK_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Append-only text that either counts or writes.
///
/// One plain type serves both passes and every length: a sink templated on its length would
/// instantiate every printing function again for every query.
struct text_sink {
    char* out = nullptr; ///< null while counting
    std::size_t size = 0;
    std::size_t room = out ? static_cast<std::size_t>(-1) : 0; ///< what does not fit is counted

    constexpr void put(char character) {
        if (size < room) out[size] = character;
        ++size;
    }
    constexpr void put(std::string_view text) {
        const std::size_t count = text.size();
        if (size + count <= room) { // by address: the compiler runs this for each character of each constant statement
            const char* from = text.data();
            for (char *to = out + size, *const end = to + count; to != end; ++to, ++from) *to = *from;
        }
        size += count;
    }
    constexpr void put_number(std::uint64_t number) {
        if (number >= 10) put_number(number / 10);
        put(static_cast<char>('0' + number % 10));
    }
    constexpr void put_number(std::int64_t number) {
        if (number < 0) {
            put('-');
            put_number(std::uint64_t{0} - static_cast<std::uint64_t>(number));
        } else {
            put_number(static_cast<std::uint64_t>(number));
        }
    }
    /// Text between quotes, with the closing one doubled inside: the one way in which names and literals enter SQL.
    constexpr void put_quoted(std::string_view text, char open, char close) {
        put(open);
        const char* from = text.data();
        for (const char* const end = from + text.size(); from != end; ++from) {
            if (*from == close) put(close);
            if (size < room) out[size] = *from;
            ++size;
        }
        put(close);
    }
    constexpr void put_quoted(std::string_view text, char quote) { put_quoted(text, quote, quote); }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_TEXT_SINK_HPP

// refract/schema/naming.hpp
#ifndef REFRACT_SCHEMA_NAMING_HPP
#define REFRACT_SCHEMA_NAMING_HPP

#include <array>
#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_lower_or_digit(char c) { return is_lower(c) || (c >= '0' && c <= '9'); }

/// Writes a C++ name as the tables of a database are named: PostTag -> post_tag, HTTPLog -> http_log,
/// MD5Sum -> md5_sum.
constexpr void put_snake_case(text_sink& sink, std::string_view name) {
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool starts_word =
            is_upper(c) && i > 0 &&
            (is_lower_or_digit(name[i - 1]) || (is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1])));
        if (starts_word) sink.put('_');
        sink.put(is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
}

template <class Type> constexpr std::size_t snake_case_size() {
    text_sink sink;
    put_snake_case(sink, type_name<Type>());
    return sink.size;
}
template <class Type> constexpr auto make_snake_case() {
    std::array<char, snake_case_size<Type>() + 1> text{};
    text_sink sink{.out = text.data()};
    put_snake_case(sink, type_name<Type>());
    return text;
}
/// A struct's name in snake_case, kept once per struct.
template <class Type> inline constexpr auto snake_case_text = make_snake_case<Type>();
template <class Type> constexpr std::string_view snake_case_name() {
    return {snake_case_text<Type>.data(), snake_case_text<Type>.size() - 1};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_NAMING_HPP

// refract/base/chrono.hpp
#ifndef REFRACT_BASE_CHRONO_HPP
#define REFRACT_BASE_CHRONO_HPP

// The calendar and the formatting of <chrono> cost 0.3 s per translation unit, a third of what the
// whole library may cost. libstdc++ keeps durations and time points in a header of their own; a
// program that stores `std::chrono::year_month_day` includes <chrono> itself.
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif

#endif // REFRACT_BASE_CHRONO_HPP

// refract/schema/spelled_type.hpp
#ifndef REFRACT_SCHEMA_SPELLED_TYPE_HPP
#define REFRACT_SCHEMA_SPELLED_TYPE_HPP

#include <cstddef>
#include <string_view>

/// \file
/// Types that a model spells, `.type("varchar(40)")`, and the kinds of fields that they are the usual type of.

namespace refract {
inline namespace v0 {
namespace detail {

struct usual_type {
    type_kind kind;
    std::string_view name; ///< without what stands in parentheses
};
inline constexpr usual_type usual_types[] = {
    {type_kind::boolean, "boolean"},
    {type_kind::boolean, "bool"},
    {type_kind::small_integer, "smallint"},
    {type_kind::small_integer, "int2"},
    {type_kind::small_integer, "smallserial"},
    {type_kind::integer, "integer"},
    {type_kind::integer, "int"},
    {type_kind::integer, "int4"},
    {type_kind::integer, "serial"},
    {type_kind::big_integer, "bigint"},
    {type_kind::big_integer, "int8"},
    {type_kind::big_integer, "bigserial"},
    {type_kind::real, "real"},
    {type_kind::real, "float4"},
    {type_kind::double_precision, "double precision"},
    {type_kind::double_precision, "float8"},
    {type_kind::double_precision, "float"},
    {type_kind::text, "text"},
    {type_kind::text, "varchar"},
    {type_kind::text, "character varying"},
    {type_kind::text, "char"},
    {type_kind::text, "character"},
    {type_kind::text, "bpchar"},
    {type_kind::text, "name"},
    {type_kind::text, "citext"},
    {type_kind::bytes, "bytea"},
    {type_kind::timestamp, "timestamptz"},
    {type_kind::timestamp, "timestamp"},
    {type_kind::timestamp, "timestamp with time zone"},
    {type_kind::timestamp, "timestamp without time zone"},
    {type_kind::date, "date"},
    {type_kind::time, "time"},
    {type_kind::time, "time without time zone"},
    {type_kind::interval, "interval"},
    {type_kind::uuid, "uuid"},
    {type_kind::decimal, "numeric"},
    {type_kind::decimal, "decimal"},
    {type_kind::json, "json"},
    {type_kind::json, "jsonb"},
    {type_kind::numeric, "numeric"},
    {type_kind::numeric, "decimal"},
    {type_kind::enumeration, "text"},
    {type_kind::enumeration, "varchar"},
    {type_kind::enumeration, "character varying"},
    {type_kind::enumeration, "char"},
    {type_kind::enumeration, "character"},
    {type_kind::enumeration, "bpchar"},
    {type_kind::enumeration, "name"},
    {type_kind::enumeration, "citext"},
};

/// Whether two names are the same but for case, blanks beside parentheses, and what stands in them.
constexpr bool is_type_named(std::string_view spelled, std::string_view name) {
    std::size_t at = 0;
    int depth = 0;
    for (char c : spelled) {
        if (c == '(') {
            while (at > 0 && at < name.size() && name[at - 1] == ' ') --at;
            ++depth;
        }
        if (depth == 0) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            const bool more = at < name.size();
            if (c == ' ' && (!more || name[at] != ' ')) continue;
            if (!more || name[at] != c) return false;
            ++at;
        }
        if (c == ')') --depth;
    }
    return at == name.size();
}

/// How a column of that type is read, written and compared: as a field of the kind is by itself, or otherwise.
constexpr column_form form_of(type_kind kind, std::string_view spelled) {
    if (kind == type_kind::array) return column_form::usual; // whatever its items are
    for (const usual_type& each : usual_types)
        if (each.kind == kind && is_type_named(spelled, each.name)) return column_form::usual;
    const bool is_text = kind == type_kind::text || kind == type_kind::enumeration;
    return is_text && is_type_named(spelled, "inet") ? column_form::address : column_form::other;
}

/// The digits behind the point that a column of that type keeps: 2 of `numeric(10, 2)`, 3 of `timestamp(3)`; -1 where
/// the type does not say.
constexpr int spelled_digits(type_kind kind, std::string_view spelled) {
    const std::size_t open = spelled.find('('), comma = spelled.find(','), close = spelled.find(')');
    if (open == spelled.npos || close == spelled.npos) return -1;
    const bool is_decimal = kind == type_kind::decimal;
    if (is_decimal && comma == spelled.npos) return 0;
    int digits = 0;
    for (const char c : spelled.substr(is_decimal ? comma : open, close - (is_decimal ? comma : open))) {
        if (c == '-') return 0; // of tens or hundreds
        if (c >= '0' && c <= '9') digits = 10 * digits + (c - '0');
    }
    return digits;
}
/// The digits behind the point that a field has; -1 where that says nothing. Times are stored in microseconds.
template <class Field> constexpr int field_digits() {
    if constexpr (type_of<Field>.kind == type_kind::decimal) {
        return type_of<Field>.scale;
    } else if constexpr (requires { typename Field::precision::period; }) {
        return field_digits<typename Field::precision>();
    } else if constexpr (requires { typename Field::period; }) {
        int digits = 0;
        for (std::intmax_t unit = 1; digits < 6 && unit % Field::period::den != 0; unit *= 10) ++digits;
        return digits;
    } else {
        return -1;
    }
}
/// Whether a database would have to round what such a field holds.
template <class Field> constexpr bool is_finer_than(std::string_view spelled) {
    const int digits = spelled_digits(type_of<Field>.kind, spelled);
    return digits >= 0 && field_digits<Field>() > digits && form_of(type_of<Field>.kind, spelled) == column_form::usual;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_SPELLED_TYPE_HPP

// refract/schema/literal.hpp
#ifndef REFRACT_SCHEMA_LITERAL_HPP
#define REFRACT_SCHEMA_LITERAL_HPP

#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// A constant of a model (a default, a number in a check) as plain data, for DDL.
///
/// DDL has no parameters, so these are the only values that are printed; they are compile-time
/// constants of the program, never input.
struct literal {
    sql_type type{};
    std::int64_t number = 0; ///< also a boolean, a decimal's coefficient, days, microseconds
    double real = 0;
    std::string_view text{};
    std::uint64_t uuid[2]{}; ///< a uuid that was not given as text
};

namespace by_name {
/// Writes what a codec made of a value into plain data.
template <class Value, class Plain> constexpr void keep_encoded(Plain& plain, const Value& value) {
    using wire = typename codec<Value>::wire;
    wire_row<wire>::keep(plain, codec<Value>::encode(value));
}

template <class Value> constexpr literal make_literal(const Value& value) {
    literal result{.type = codec<Value>::type};
    if constexpr (std::is_same_v<typename codec<Value>::wire, wire::uuid>)
        // Copied: the codec's bytes would not outlive the constant.
        for (std::size_t i = 0; std::uint8_t byte : codec<Value>::encode(value).bytes) {
            std::uint64_t& half = result.uuid[i++ / 8];
            half = half << 8 | byte;
        }
    else
        detail::keep_encoded(result, value);
    return result;
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_LITERAL_HPP

// refract/schema/stored_form.hpp
#ifndef REFRACT_SCHEMA_STORED_FORM_HPP
#define REFRACT_SCHEMA_STORED_FORM_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Forms in which other programs store what a database has no type of its own for. A column says its form with
/// `column<&T::x>.stored_as(...)`; it is then read, written and compared in that form.

namespace refract {
inline namespace v0 {
namespace detail {

enum class stored_kind : std::uint8_t {
    usual,
    unix_seconds,
    unix_milliseconds,
    julian_day,
    text_seconds,
    text_milliseconds,
    text_microseconds,
    iso_seconds,
    iso_milliseconds,
    hours_and_minutes,
    uuid_bytes,
    uuid_digits,
    uuid_upper_case,
    number_flag,
    text_flag, // stays the last one
};
inline constexpr std::size_t stored_kind_count = static_cast<std::size_t>(stored_kind::text_flag) + 1;

/// How a column's values are stored, where that is not the usual way.
struct stored_form {
    stored_kind kind = stored_kind::usual;
    std::int64_t yes_number = 1, no_number = 0; ///< of a flag
    std::string_view yes_text{}, no_text{};

    constexpr bool is_flag() const { return kind >= stored_kind::number_flag; }
};

/// A form whose kind is known to the compiler.
template <stored_kind Kind> struct stored_form_of : stored_form {
    static constexpr stored_kind form = Kind;
    constexpr stored_form_of(stored_form given = {}) : stored_form(given) { kind = Kind; }
};

/// Whether a form is one of a type's.
constexpr bool is_form_of(stored_kind form, type_kind type) {
    const auto between = [form](stored_kind first, stored_kind last) { return form >= first && form <= last; };
    switch (type) {
    case type_kind::boolean: return between(stored_kind::number_flag, stored_kind::text_flag);
    case type_kind::uuid: return between(stored_kind::uuid_bytes, stored_kind::uuid_upper_case);
    case type_kind::timestamp:
    case type_kind::date: return between(stored_kind::unix_seconds, stored_kind::iso_milliseconds);
    case type_kind::time:
        return between(stored_kind::text_milliseconds, stored_kind::text_microseconds) ||
               form == stored_kind::hours_and_minutes;
    default: return false;
    }
}

/// What a database calls a form, and how it gets from there to the usual form and back: `{}` is the operand, `{yes}`
/// and `{no}` are a flag's values.
struct stored_spelling {
    stored_kind kind{};
    type_kind type{};
    std::string_view column{}; ///< in CREATE TABLE
    std::string_view read{}, write{};
    bool is_exact = false;    ///< each value has one stored form: values can be compared in it
    bool binds_bytes = false; ///< a bound value is sent as its bytes, and needs no `write`
};

} // namespace detail

// Times and dates. What is finer than the form is a `conversion_error` when it is written.
inline constexpr detail::stored_form_of<detail::stored_kind::unix_seconds> unix_seconds{};           ///< 1710072000
inline constexpr detail::stored_form_of<detail::stored_kind::unix_milliseconds> unix_milliseconds{}; ///< 1710072000500
inline constexpr detail::stored_form_of<detail::stored_kind::julian_day> julian_day{};               ///< 2460380.0
inline constexpr detail::stored_form_of<detail::stored_kind::text_seconds> text_seconds{}; ///< "2024-03-10 12:00:00"
/// "2024-03-10 12:00:00.500", also of times of day; always three digits behind the point.
inline constexpr detail::stored_form_of<detail::stored_kind::text_milliseconds> text_milliseconds{};
/// "2024-03-10 12:00:00.500000", also of times of day; always six digits behind the point.
inline constexpr detail::stored_form_of<detail::stored_kind::text_microseconds> text_microseconds{};
inline constexpr detail::stored_form_of<detail::stored_kind::iso_seconds> iso_seconds{}; ///< "2024-03-10T12:00:00Z"
inline constexpr detail::stored_form_of<detail::stored_kind::iso_milliseconds>
    iso_milliseconds{}; ///< "...T12:00:00.500Z"
inline constexpr detail::stored_form_of<detail::stored_kind::hours_and_minutes> hours_and_minutes{}; ///< "09:30"

// UUIDs.
inline constexpr detail::stored_form_of<detail::stored_kind::uuid_bytes> uuid_bytes{};   ///< a blob of 16 bytes
inline constexpr detail::stored_form_of<detail::stored_kind::uuid_digits> uuid_digits{}; ///< 32 digits in lower case
inline constexpr detail::stored_form_of<detail::stored_kind::uuid_upper_case> uuid_upper_case{};

/// A bool that is stored as two numbers: `flag(1, 0)`, `flag(-1, 0)`.
template <std::integral Yes, std::integral No>
constexpr detail::stored_form_of<detail::stored_kind::number_flag> flag(Yes yes, No no) {
    return detail::stored_form{.yes_number = static_cast<std::int64_t>(yes),
                               .no_number = static_cast<std::int64_t>(no)};
}
/// A bool that is stored as two texts: `flag("Y", "N")`.
constexpr detail::stored_form_of<detail::stored_kind::text_flag> flag(std::string_view yes, std::string_view no) {
    return detail::stored_form{.yes_text = yes, .no_text = no};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_STORED_FORM_HPP

// refract/schema/table_info.hpp
#ifndef REFRACT_SCHEMA_TABLE_INFO_HPP
#define REFRACT_SCHEMA_TABLE_INFO_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

/// \file
/// Models as plain constant data: what queries and DDL read. No templates.

namespace refract {
inline namespace v0 {

/// What happens to rows that reference a row which is deleted, or whose key changes (SQL standard).
enum class referential_action : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

inline constexpr auto no_action = referential_action::no_action;
inline constexpr auto restrict = referential_action::restrict;
inline constexpr auto cascade = referential_action::cascade;
inline constexpr auto set_null = referential_action::set_null;
inline constexpr auto set_default = referential_action::set_default;

namespace detail {

struct node;
struct table_info;
/// A table, by the function that describes it: comparable and usable before the model is complete.
using table_ref = const table_info& (*)();

inline constexpr std::size_t max_expression_literals = 8;
inline constexpr std::size_t max_key_columns = 16;

/// An expression of a model, with its constants.
struct expression_info {
    const node* nodes = nullptr;
    std::uint16_t node_count = 0;
    literal values[max_expression_literals]{};

    constexpr explicit operator bool() const { return nodes != nullptr; }
};

enum class default_kind : std::uint8_t { none, value, expression };

/// The whole numbers that a field holds, where it is one.
struct number_range {
    std::int64_t least = 0, greatest = 0;
    constexpr bool is_known() const { return least < greatest; }
};
template <class Number> constexpr number_range limits_of() {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    constexpr Number greatest = std::numeric_limits<Number>::max();
    return {static_cast<std::int64_t>(std::numeric_limits<Number>::min()),
            static_cast<std::uint64_t>(greatest) > static_cast<std::uint64_t>(largest)
                ? largest
                : static_cast<std::int64_t>(greatest)};
}
template <class Field> constexpr number_range range_of() {
    using value = without_optional<Field>;
    if constexpr (!storable<Field>)
        return {};
    else if constexpr (!is_whole_number(type_of<value>.kind))
        return {};
    else if constexpr (std::is_integral_v<value>)
        return limits_of<value>();
    else
        return limits_of<typename codec<value>::wire>(); // an enum, or a type of the program's own
}

/// What a query needs to know of a column.
struct column_info {
    std::string_view name;  ///< in the database
    std::string_view field; ///< in the struct
    sql_type type{};
    default_kind default_from = default_kind::none;
    bool nullable = false;
    bool key = false;       ///< part of the primary key
    bool generated = false; ///< computed by the database from other columns; never written
    bool updated_at = false;
    bool version = false;
    stored_form stored{}; ///< where it is not the usual one
    number_range range{};
};

/// What only the DDL of a column needs.
struct column_details {
    std::string_view type_name{}, collation{}, renamed_from{};
    literal default_value{};
    expression_info default_expression{}, generated{};
};

/// Columns of a table, by position.
struct column_list {
    std::uint8_t count = 0;
    std::uint16_t columns[max_key_columns]{};
    bool descending[max_key_columns]{};

    constexpr void add(std::size_t column) { columns[count++] = static_cast<std::uint16_t>(column); }
    constexpr bool contains(std::size_t column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (columns[i] == column) return true;
        return false;
    }
};

/// What a query needs to know of a table.
struct table_info {
    std::string_view name;
    std::string_view schema{}; ///< PostgreSQL's schema, SQLite's attached database; empty: where the connection looks
    const column_info* columns = nullptr;
    std::size_t column_count = 0;
    column_list key{};
    bool key_is_generated = false;     ///< one whole number that the database makes when it is zero
    std::size_t longest_name = 0;      ///< in bytes: of the table's, its schema's and its columns' names
    bool is_partial = false;           ///< the table has more columns than the model
    bool is_named_by_compiler = false; ///< after a struct whose name each compiler spells in its own way

    constexpr array_view<column_info> all() const { return {columns, column_count}; }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    constexpr std::size_t find_field(std::string_view field) const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].field == field) return i;
        return none;
    }
    constexpr bool has_nullable_key() const {
        for (std::size_t i = 0; i < key.count; ++i)
            if (columns[key.columns[i]].nullable) return true;
        return false;
    }
};

struct index_info {
    std::string_view name{};
    column_list columns{};
    bool unique = false;
    bool constraint = false; ///< declared with unique<>: a constraint of the table
    expression_info where{};
};
struct foreign_key_info {
    column_list columns{};
    table_ref target = nullptr;
    column_list target_columns{};
    referential_action on_delete = no_action, on_update = no_action;
    std::string_view name{};
};
struct check_info {
    std::string_view name{};
    expression_info condition{};
};

/// Everything that is known of a table, for DDL and the tools.
struct table_description {
    const table_info* table = nullptr;
    std::string_view renamed_from{};
    array_view<column_details> columns{};
    array_view<index_info> indexes{};
    array_view<foreign_key_info> foreign_keys{};
    array_view<check_info> checks{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_TABLE_INFO_HPP

// refract/schema/options.hpp
#ifndef REFRACT_SCHEMA_OPTIONS_HPP
#define REFRACT_SCHEMA_OPTIONS_HPP

#include <string_view>
#include <type_traits>

/// \file
/// What stands inside `refract::table(...)`. Each option keeps its members in its type and the rest
/// as plain data; it is applied to a table's data when that is first needed.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Model> constexpr const table_info& table_of();

/// What an expression looks like from here, so that the schema need not know the expressions.
template <class Type>
concept described_expression = requires(const Type& expression) { expression.describe(); };

/// Where an option holds no expression. Others are kept as they are and described once the model is
/// complete: their columns mean its table.
struct no_expression {};

/// The base of all options: nothing to say about anything.
///
/// `check<Model>` is the outcome of what an option asks of its model by types alone, `check_expressions<Model>` of what
/// its expressions do with the model's table. A query reports both where it begins.
struct table_option {
    template <class Model> using check = passed;
    template <class Model> using check_expressions = passed;
    template <class Model> constexpr void apply(table_info&, column_info*) const {}
    template <class Model> constexpr void apply(column_details*) const {}
    template <class Model> constexpr bool describe(index_info&) const { return false; }
    template <class Model> constexpr bool describe(foreign_key_info&) const { return false; }
    template <class Model> constexpr bool describe(check_info&) const { return false; }
    constexpr std::string_view old_table_name() const { return {}; }
};

template <class Model, auto Member> using check_member =
    check_that<std::is_same_v<member_owner<Member>, Model>, rule::column_is_of_table, Model, member_owner<Member>>;
template <class Model, auto... Member> using check_members =
    first_failed_t<check_that<(sizeof...(Member) <= max_key_columns), rule::key_is_narrow, Model>,
                   check_member<Model, Member>...>;

template <class Model, auto Member> constexpr std::size_t column_position() {
    require<check_member<Model, Member>>();
    if constexpr (!std::is_same_v<member_owner<Member>, Model>)
        return 0; // a column that the model has, so that no further error follows
    else
        return member_index<Member>;
}
template <class Model, auto... Member> constexpr column_list column_positions() {
    constexpr bool fits = sizeof...(Member) <= max_key_columns;
    require<check_that<fits, rule::key_is_narrow, Model>>();
    column_list list;
    if constexpr (fits) (list.add(column_position<Model, Member>()), ...);
    return list;
}

struct named_option : table_option {
    std::string_view name;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.name = name; }
};

struct schema_option : table_option {
    std::string_view name;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.schema = name; }
};

struct partial_option : table_option {
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.is_partial = true; }
};

struct renamed_option : table_option {
    std::string_view old_name;
    constexpr std::string_view old_table_name() const { return old_name; }
};

struct column_attributes {
    std::string_view name{};
    default_kind default_from = default_kind::none;
    bool is_updated_at = false, is_version = false;
    stored_form form{};
    column_details details{};
};

/// What an expression of a model, if there is one, may be: of its table alone, with few constants.
template <class Model, class Expression> struct expression_outcome {
    using type = first_failed_t<check_that<Expression::is_of(&table_of<Model>), rule::column_is_of_table, Model>,
                                typename Expression::check_constants>;
};
template <class Model> struct expression_outcome<Model, no_expression> {
    using type = passed;
};
template <class Model, class Expression> using check_model_expression =
    typename expression_outcome<Model, Expression>::type;

/// Whether a whole number keeps its value in another type; of anything else the types decide.
template <class Value, class Given> constexpr bool holds_exactly(const Given& given) {
    if constexpr (std::is_integral_v<Given> && std::is_integral_v<Value>) {
        const Value converted = static_cast<Value>(given);
        return static_cast<Given>(converted) == given && (converted < Value{}) == (given < Given{});
    } else {
        return true;
    }
}

/// A default, if it is an expression, names no column. That is asked for a model, when it is complete: what a column
/// means is known only then.
template <class Model, class Field, class Default> struct default_outcome {
    using type = first_failed_t<check_that<Default::is_of(nullptr), rule::default_fits, Field>,
                                typename Default::check_constants>;
};
template <class Model, class Field> struct default_outcome<Model, Field, no_expression> {
    using type = passed;
};
template <class Model, class Field, class Default> using check_default =
    typename default_outcome<Model, Field, Default>::type;

/// The attributes of one column; each call gives a changed copy.
template <auto Member, class Default = no_expression, class Generated = no_expression>
struct column_option : table_option, column_attributes {
    using field = member_type<Member>;
    using value = without_optional<field>;

    template <class Model> using check = check_member<Model, Member>;
    template <class Model> using check_expressions =
        first_failed_t<check_default<Model, field, Default>, check_model_expression<Model, Generated>>;

    [[no_unique_address]] Default default_expression{};
    [[no_unique_address]] Generated generated_from{};

    constexpr column_option named(std::string_view column_name) const {
        auto copy = *this;
        copy.name = column_name;
        return copy;
    }
    /// The column's type as the database spells it, where the usual one is not wanted.
    constexpr column_option type(std::string_view spelling) const
        REFRACT_REFUSE_IF(is_finer_than<value>(spelling), REFRACT_COLUMN_IS_AS_FINE) {
        if (is_finer_than<value>(spelling)) refuse<REFRACT_COLUMN_IS_AS_FINE>();
        auto copy = *this;
        copy.details.type_name = spelling;
        return copy;
    }
    /// The form in which the column stores its values, where it is not the usual one: `stored_as(unix_seconds)`,
    /// `stored_as(flag("Y", "N"))`. Reads, writes and comparisons are in that form. Errors: `conversion_error` for a
    /// time that is finer than the form holds.
    template <stored_kind Kind> constexpr column_option stored_as(const stored_form_of<Kind>& wanted) const {
        require<check_that<is_form_of(Kind, type_of<value>.kind), rule::form_fits, field>>();
        auto copy = *this;
        copy.form = wanted;
        return copy;
    }
    /// A value, or an expression that the database evaluates for each row (`refract::now()`).
    template <class Given> constexpr auto default_to(const Given& given) const
        REFRACT_REFUSE_IF(!detail::holds_exactly<value>(given), REFRACT_DEFAULT_FITS) {
        if constexpr (described_expression<Given>) {
            require<check_that<is_of_type<Given>(), rule::default_fits, field, typename Given::type>>();
            column_option<Member, Given, Generated> copy{{}, *this, given, generated_from};
            copy.default_from = default_kind::expression;
            return copy;
        } else {
            require<check_that<is_default<Given>(), rule::default_fits, field, Given>>();
            auto copy = *this;
            copy.default_from = default_kind::value;
            if constexpr (!is_default<Given>())
                return copy;
            else if constexpr (std::is_convertible_v<const Given&, std::string_view>)
                copy.details.default_value = as_text(std::string_view(given));
            else
                copy.details.default_value = detail::make_literal<value>(exactly(given));
            return copy;
        }
    }
    /// A column that the database computes from others and stores; it is never written.
    template <class Expression> constexpr auto generated(const Expression& from) const {
        require<check_that<is_of_type<Expression>(), rule::default_fits, field, typename Expression::type>>();
        return column_option<Member, Default, Expression>{{}, *this, default_expression, from};
    }
    /// Set to the time of each update, which has microseconds.
    constexpr column_option updated_at() const {
        using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
        require<check_that<type_of<value>.kind == type_kind::timestamp && keeps_digits_of_time<value, moment>(),
                           rule::default_fits, field, moment>>();
        auto copy = *this;
        copy.is_updated_at = true;
        return copy;
    }
    /// Counts updates; `db.update(object)` throws `stale_object` when somebody else was faster.
    constexpr column_option version() const {
        auto copy = *this;
        copy.is_version = true;
        return copy;
    }
    constexpr column_option collate(std::string_view collation) const {
        auto copy = *this;
        copy.details.collation = collation;
        return copy;
    }
    constexpr column_option renamed_from(std::string_view old_name) const {
        auto copy = *this;
        copy.details.renamed_from = old_name;
        return copy;
    }

    template <class Model> constexpr void apply(table_info&, column_info* columns) const {
        column_info& column = columns[column_position<Model, Member>()];
        if (!name.empty()) column.name = name;
        if (default_from != default_kind::none) column.default_from = default_from;
        if constexpr (described_expression<Generated>) column.generated = true;
        column.updated_at |= is_updated_at;
        column.version |= is_version;
        if (form.kind != stored_kind::usual) column.stored = form;
        const bool is_text = column.type.kind == type_kind::text || column.type.kind == type_kind::enumeration;
        column.type.of_column |= is_text && !details.type_name.empty();
        if (!details.type_name.empty()) column.type.form = form_of(column.type.kind, details.type_name);
        column.type.of_column |= column.type.form != column_form::usual;
    }
    template <class Model> constexpr void apply(column_details* all) const {
        column_details& column = all[column_position<Model, Member>()];
        if (!details.type_name.empty()) column.type_name = details.type_name;
        if (!details.collation.empty()) column.collation = details.collation;
        if (!details.renamed_from.empty()) column.renamed_from = details.renamed_from;
        if (default_from == default_kind::value) column.default_value = details.default_value;
        if constexpr (described_expression<Default>) {
            require<check_default<Model, field, Default>>();
            column.default_expression = default_expression.describe();
        }
        if constexpr (described_expression<Generated>) {
            require<check_model_expression<Model, Generated>>();
            column.generated = generated_from.describe();
        }
    }

private:
    template <class Expression> static constexpr bool is_of_type() {
        return is_assignable_type<value, typename Expression::type>();
    }
    template <class Given> static constexpr bool is_default() {
        if constexpr (std::is_arithmetic_v<Given> && std::is_arithmetic_v<value>)
            return std::is_same_v<Given, bool> == std::is_same_v<value, bool> &&
                   (std::is_integral_v<Given> || std::is_floating_point_v<value>);
        else if constexpr (std::is_convertible_v<const Given&, std::string_view>)
            return type_of<value>.kind == type_kind::text || type_of<value>.kind == type_kind::json ||
                   type_of<value>.kind == type_kind::uuid;
        else
            return std::is_convertible_v<const Given&, value>;
    }
    template <class Given> static constexpr value exactly(const Given& given) {
        refuse_if<REFRACT_DEFAULT_FITS>(!detail::holds_exactly<value>(given));
        return static_cast<value>(given);
    }
    // Text keeps its view: a codec's own string would not outlive the constant.
    static constexpr literal as_text(std::string_view text) { return {.type = codec<value>::type, .text = text}; }
};

template <auto... Member> struct primary_key_option : table_option {
    template <class Model> using check = check_members<Model, Member...>;
    bool is_given = false;
    /// The program gives the key; the database makes none.
    constexpr primary_key_option given() const {
        auto copy = *this;
        copy.is_given = true;
        return copy;
    }
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info* columns) const {
        table.key = column_positions<Model, Member...>();
        for (std::size_t i = 0; i < table.column_count; ++i) columns[i].key = table.key.contains(i);
        table.key_is_generated =
            !is_given && table.key.count == 1 && is_whole_number(columns[table.key.columns[0]].type.kind);
    }
};

/// A check, or the condition of a partial index.
template <class Model, class Expression> struct condition_outcome {
    using type = first_failed_t<check_that<std::is_same_v<typename Expression::type, bool>, rule::condition_is_boolean,
                                           typename Expression::type>,
                                check_model_expression<Model, Expression>>;
};
template <class Model> struct condition_outcome<Model, no_expression> {
    using type = passed;
};
template <class Model, class Expression> using check_condition = typename condition_outcome<Model, Expression>::type;

template <class Where, auto... Member> struct index_option : table_option {
    template <class Model> using check = check_members<Model, Member...>;
    template <class Model> using check_expressions = check_condition<Model, Where>;
    index_info info{};
    std::uint16_t descending_mask = 0;
    [[no_unique_address]] Where condition{};

    constexpr index_option unique() const {
        auto copy = *this;
        copy.info.unique = true;
        return copy;
    }
    constexpr index_option named(std::string_view name) const {
        auto copy = *this;
        copy.info.name = name;
        return copy;
    }
    /// A partial index: only rows that satisfy the condition.
    template <class Expression> constexpr auto where(const Expression& given) const {
        return index_option<Expression, Member...>{{}, info, descending_mask, given};
    }
    template <auto Descending> constexpr index_option descending() const {
        auto copy = *this;
        std::uint16_t bit = 1;
        ((same_member<Member, Descending>() ? void(copy.descending_mask |= bit) : void(),
          bit = static_cast<std::uint16_t>(bit << 1)),
         ...);
        return copy;
    }

    using table_option::describe;
    template <class Model> constexpr bool describe(index_info& out) const {
        out = info;
        if constexpr (described_expression<Where>) {
            require<check_condition<Model, Where>>();
            out.where = condition.describe();
        }
        out.columns = column_positions<Model, Member...>();
        for (std::size_t i = 0; i < sizeof...(Member); ++i) out.columns.descending[i] = (descending_mask >> i & 1) != 0;
        return true;
    }

private:
    template <auto Left, auto Right> static constexpr bool same_member() {
        if constexpr (std::is_same_v<decltype(Left), decltype(Right)>)
            return Left == Right;
        else
            return false;
    }
};

template <class Columns, class Targets> struct foreign_key_option;
template <auto...> struct member_list {};

template <auto First, auto...> struct first_member {
    using owner = member_owner<First>;
};

template <class Columns, class Targets> inline constexpr bool key_types_match = false;
template <auto... Member, auto... Target>
    requires(sizeof...(Member) == sizeof...(Target))
inline constexpr bool key_types_match<member_list<Member...>, member_list<Target...>> =
    (are_key_types(type_of<member_type<Member>>, type_of<member_type<Target>>) && ...);

template <auto... Member, auto... Target> struct foreign_key_option<member_list<Member...>, member_list<Target...>>
    : table_option {
    using target = typename first_member<Target...>::owner;
    template <class Model> using check_types =
        check_that<key_types_match<member_list<Member...>, member_list<Target...>>, rule::key_types_match, Model,
                   target>;
    template <class Model> using check =
        first_failed_t<check_members<Model, Member...>, check_types<Model>, check_members<target, Target...>>;

    referential_action delete_action = no_action, update_action = no_action;
    std::string_view constraint_name{};

    constexpr foreign_key_option on_delete(referential_action action) const {
        auto copy = *this;
        copy.delete_action = action;
        return copy;
    }
    constexpr foreign_key_option on_update(referential_action action) const {
        auto copy = *this;
        copy.update_action = action;
        return copy;
    }
    constexpr foreign_key_option named(std::string_view name) const {
        auto copy = *this;
        copy.constraint_name = name;
        return copy;
    }

    using table_option::describe;
    template <class Model> constexpr bool describe(foreign_key_info& out) const {
        require<check_types<Model>>();
        out.columns = column_positions<Model, Member...>();
        out.target = &table_of<target>;
        out.target_columns = column_positions<target, Target...>();
        out.on_delete = delete_action;
        out.on_update = update_action;
        out.name = constraint_name;
        return true;
    }
};

template <auto... Member> struct foreign_key_start {
    template <auto... Target> constexpr auto references() const {
        return foreign_key_option<member_list<Member...>, member_list<Target...>>{};
    }
};

template <class Expression> struct check_option : table_option {
    template <class Model> using check_expressions = check_condition<Model, Expression>;
    std::string_view name;
    Expression condition;
    using table_option::describe;
    template <class Model> constexpr bool describe(check_info& out) const {
        require<check_condition<Model, Expression>>();
        out = {.name = name, .condition = condition.describe()};
        return true;
    }
};

} // namespace detail

/// The table's name in the database; without it, the struct's name in snake_case.
/// It is one name, whatever stands in it: `named("app.sale")` is a table called "app.sale".
constexpr detail::named_option named(std::string_view name) { return {{}, name}; }
/// Where the table is: a schema of PostgreSQL, an attached database of SQLite. `table(in_schema("sales"))` is
/// printed `"sales"."item"`; without it the database looks where it always does (search_path; main, then attached).
constexpr detail::schema_option in_schema(std::string_view name) { return {{}, name}; }
/// The table has columns that the model leaves out. Everything works on those that it has: an insert leaves the others
/// to their defaults, an update and an upsert of a row that is there leave them as they are. `create_tables` refuses
/// such a model.
/// Errors: an insert or upsert is a `not_null_violation` where a column that is left out has no default and may not be
/// NULL.
inline constexpr detail::partial_option partial{};
/// The table's name before, for tools that change tables: rename it instead of making a new one.
constexpr detail::renamed_option renamed_from(std::string_view name) { return {{}, name}; }

/// The attributes of a column: `column<&User::role>.default_to(Role::reader)`.
template <auto Member> inline constexpr detail::column_option<Member> column{};
/// The primary key; one whole number is made by the database unless `.given()`.
template <auto... Member> inline constexpr detail::primary_key_option<Member...> primary_key{};
/// No two rows are alike in these columns.
template <auto... Member> inline constexpr detail::index_option<detail::no_expression, Member...> unique{
    {}, {.unique = true, .constraint = true}};
/// An index over these columns; `.unique()`, `.where(...)`, `.named(...)`, `.descending<&T::x>()`.
template <auto... Member> inline constexpr detail::index_option<detail::no_expression, Member...> index{};
/// These columns hold the key of a row of another table: `.references<&User::id>()`.
template <auto... Member> inline constexpr detail::foreign_key_start<Member...> foreign_key{};
/// A named condition that every row satisfies.
template <class Expression>
constexpr detail::check_option<Expression> check(std::string_view name, const Expression& condition) {
    return {{}, name, condition};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_OPTIONS_HPP

// refract/schema/row_info.hpp
#ifndef REFRACT_SCHEMA_ROW_INFO_HPP
#define REFRACT_SCHEMA_ROW_INFO_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

/// \file
/// Structs that rows fill, as plain constant data. `struct Card { std::string title; std::int64_t views; }` has two
/// fields and is no table: it has no name in the database, no key and no options.

namespace refract {
inline namespace v0 {
namespace detail {

/// What fills a field of a row.
enum class field_kind : std::uint8_t {
    unknown, ///< nothing: its type has no codec, which has been said
    column,
};

struct field_info {
    std::string_view name;
    field_kind kind = field_kind::unknown;
    sql_type type{};
    bool nullable = false;
};

struct row_info {
    std::string_view (*name)() = nullptr; ///< of the struct; asked for messages only
    array_view<field_info> fields{};

    constexpr bool has(std::string_view field) const {
        for (const field_info& each : fields)
            if (each.name == field) return true;
        return false;
    }
};

/// The first field for which `Holds` is false, or their number.
template <template <class> class Holds, class... Field> constexpr std::size_t first_without(type_list<Field...>) {
    std::size_t at = 0;
    static_cast<void>((... || (!Holds<Field>::value || (++at, false))));
    return at;
}
template <class Field> using is_storable = std::bool_constant<storable<Field>>;
template <class Field> using is_enum_of_known_values = std::bool_constant<has_known_values<without_optional<Field>>>;

template <class Struct> consteval auto find_field_outcome() {
    using fields = field_types<Struct>;
    // Enumerators first: what is storable asks an enum's codec, which would say it far from the user's line.
    constexpr std::size_t unknown = first_without<is_enum_of_known_values>(fields{});
    if constexpr (unknown < fields::size) {
        return failed<rule::enumerators_are_known, without_optional<field_type<Struct, unknown>>>{};
    } else {
        constexpr std::size_t unstored = first_without<is_storable>(fields{});
        if constexpr (unstored < fields::size)
            return failed<rule::field_is_storable, Struct, name_of_field<Struct, unstored>,
                          field_type<Struct, unstored>>{};
        else
            return passed{};
    }
}
template <class Struct> using check_fields = decltype(find_field_outcome<Struct>());

template <class Field> constexpr sql_type stored_type() {
    if constexpr (storable<Field>)
        return type_of<Field>;
    else
        return {};
}

template <class Struct, std::size_t... Index, class... Field>
constexpr std::array<field_info, sizeof...(Field)> list_fields(std::index_sequence<Index...>, type_list<Field...>) {
    return {field_info{.name = field_name<Struct>(Index),
                       .kind = storable<Field> ? field_kind::column : field_kind::unknown,
                       .type = stored_type<Field>(),
                       .nullable = is_optional<Field>}...};
}
template <class Struct> constexpr auto make_fields() {
    require<check_fields<Struct>>();
    return list_fields<Struct>(std::make_index_sequence<field_count<Struct>>{}, field_types<Struct>{});
}
template <class Struct> inline constexpr auto fields_of = make_fields<Struct>();
template <class Struct> inline constexpr row_info described_row{&type_name<Struct>, fields_of<Struct>};

/// Stands for what no row can fill, after that has been said.
inline constexpr row_info no_row{};

/// A struct that rows fill: the Row of `select<Row>()`.
template <class Struct> constexpr const row_info& row_info_of() {
    if constexpr (reflectable<Struct>) {
        return described_row<Struct>;
    } else {
        require<model_failure<Struct>>();
        return no_row;
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_ROW_INFO_HPP

// refract/schema/model.hpp
#ifndef REFRACT_SCHEMA_MODEL_HPP
#define REFRACT_SCHEMA_MODEL_HPP

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The options of one model.
template <class... Option> struct table_options {
    values<Option...> options;
};

} // namespace detail

/// The options of a model: `template <> inline constexpr auto refract::model<User> = refract::table(...)`.
template <class... Option> constexpr detail::table_options<Option...> table(const Option&... option) {
    return {{{option}...}};
}

/// How a struct is stored. Without a specialisation it is a model by convention: the table has the
/// struct's name in snake_case, columns have the fields' names, and `id` is the primary key.
template <class Struct> inline constexpr auto model = table();

namespace detail {

template <class Struct> inline constexpr bool is_model_by_convention =
    std::is_same_v<std::remove_const_t<decltype(model<Struct>)>, table_options<>>;

template <class Struct, class Options> struct members_outcome;
template <class Struct, class... Option> struct members_outcome<Struct, table_options<Option...>> {
    using type = first_failed_t<passed, typename Option::template check<Struct>...>;
};
template <class Struct, class Options> using check_members_of = typename members_outcome<Struct, Options>::type;

template <class Struct, class Options> struct expressions_outcome;
template <class Struct, class... Option> struct expressions_outcome<Struct, table_options<Option...>> {
    using type = first_failed_t<passed, typename Option::template check_expressions<Struct>...>;
};
template <class Struct, class Options> using check_expressions_of = typename expressions_outcome<Struct, Options>::type;

/// A struct's columns with their types.
template <class... Field> constexpr std::array<column_info, sizeof...(Field)> list_columns(type_list<Field...>) {
    return {column_info{.name = {},
                        .field = {},
                        .type = stored_type<Field>(),
                        .nullable = is_optional<Field>,
                        .range = range_of<Field>()}...};
}

template <std::size_t... Index, class... Option, class Apply>
constexpr void for_each_option([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Option...>& options,
                               [[maybe_unused]] const Apply& apply) {
    (apply(detail::get<Index>(options)), ...);
}

template <std::size_t Count> struct table_data {
    table_info table{};
    std::array<column_info, Count> columns{};
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class Struct> constexpr auto make_table_data() {
    require<check_fields<Struct>>();
    table_data<field_count<Struct>> data{.columns = list_columns(field_types<Struct>{})};
    data.table.name = snake_case_name<Struct>();
    data.table.column_count = data.columns.size();
    for (std::size_t i = 0; i < data.columns.size(); ++i) {
        data.columns[i].field = data.columns[i].name = field_name<Struct>(i);
        if (data.columns[i].field != "id") continue;
        data.columns[i].key = true;
        data.table.key.add(i);
        data.table.key_is_generated = is_whole_number(data.columns[i].type.kind);
    }
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        option.template apply<Struct>(data.table, data.columns.data());
    });
    return data;
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Struct> inline constexpr auto table_data_of = make_table_data<Struct>();

constexpr bool column_names_differ(array_view<column_info> columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string_view name = columns[i].name;
        // Compilers take long for each step: their ends differ most, and the rest is seldom looked at.
        const char last = name.empty() ? '\0' : name.back();
        for (std::size_t j = 0; j < i; ++j) {
            const std::string_view& other = columns[j].name;
            if (other.size() == name.size() && (name.empty() || other.back() == last) && other == name) return false;
        }
    }
    return true;
}

template <class Struct> using check_column_names =
    check_that<column_names_differ(table_data_of<Struct>.columns), rule::column_names_differ, Struct>;

constexpr std::size_t longest_name_of(const table_info& table) {
    std::size_t longest = table.name.size() > table.schema.size() ? table.name.size() : table.schema.size();
    for (const column_info& column : table.all())
        if (column.name.size() > longest) longest = column.name.size();
    return longest;
}

/// Template arguments and the like are spelled differently by each compiler and standard library.
constexpr bool is_identifier(std::string_view name) {
    for (const char c : name)
        if (!is_identifier_character(c)) return false;
    return true;
}

template <class Struct> constexpr table_info finish_table_info() {
    table_info table = table_data_of<Struct>.table;
    table.columns = table_data_of<Struct>.columns.data();
    table.longest_name = longest_name_of(table);
    constexpr std::string_view own_name = snake_case_name<Struct>();
    table.is_named_by_compiler = !is_identifier(own_name) && table.name == own_name;
    require<check_column_names<Struct>>();
    return table;
}

template <class Struct> inline constexpr table_info table_info_of = finish_table_info<Struct>();

/// Stands for the table of what is no model, after that has been said.
inline constexpr column_info no_columns[1]{};
inline constexpr table_info no_table{.name = {}, .columns = no_columns, .column_count = 1};

/// The table of a model; its address is the table's identity.
template <class Struct> constexpr const table_info& table_of() {
    if constexpr (reflectable<Struct>) {
        return table_info_of<Struct>;
    } else {
        require<model_failure<Struct>>();
        return no_table;
    }
}

template <class Struct> consteval auto find_model_outcome() {
    using options = std::remove_const_t<decltype(model<Struct>)>;
    if constexpr (!reflectable<Struct>)
        return model_failure<Struct>{};
    else if constexpr (!is_passed<check_fields<Struct>>)
        return check_fields<Struct>{};
    else if constexpr (!is_passed<check_members_of<Struct, options>>)
        return check_members_of<Struct, options>{};
    else if constexpr (!is_passed<check_column_names<Struct>>)
        return check_column_names<Struct>{};
    else
        return check_expressions_of<Struct, options>{};
}
/// What is wrong with a struct as a model. It is asked as a whole where a query, a schema or a verb begins: from there
/// the compiler's way to the sentence is short. Deeper down the same is asked where it is needed.
template <class Struct> using check_model = decltype(find_model_outcome<Struct>());

/// The column that a member pointer means.
template <auto Member> constexpr const column_info& column_of() {
    return table_of<member_owner<Member>>().columns[member_index<Member>];
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_MODEL_HPP

// refract/expr/mistake.hpp
#ifndef REFRACT_EXPR_MISTAKE_HPP
#define REFRACT_EXPR_MISTAKE_HPP

#include <optional>
#include <string_view>
#include <type_traits>

/// \file
/// What a wrong operand was probably meant as. Looked at only once a check has failed, so that a right program does
/// not pay for it.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Node, class Values> struct expression;

template <class> inline constexpr bool is_expression = false;
template <class Node, class Values> inline constexpr bool is_expression<expression<Node, Values>> = true;
template <class Type>
concept any_expression = is_expression<std::remove_cvref_t<Type>>;

template <auto Member, class Value, class Values> struct assignment;

template <class> inline constexpr bool is_assignment = false;
template <auto Member, class Value, class Values>
inline constexpr bool is_assignment<assignment<Member, Value, Values>> = true;

/// Whether a node is a comparison, which orders as little as a boolean does.
template <class Node> inline constexpr bool is_comparison = false;

template <class Type> inline constexpr bool is_nullopt = std::is_same_v<std::remove_cvref_t<Type>, std::nullopt_t>;
template <class Type> inline constexpr bool is_optional_value = is_optional<std::remove_cvref_t<Type>>;

/// Pointers, plain and smart; not the C strings, which are text.
template <class Type>
concept pointer_like =
    (std::is_pointer_v<Type> && !std::is_convertible_v<Type, std::string_view>) || requires(const Type& pointer) {
        typename Type::element_type;
        pointer.get();
        *pointer;
    };

/// The mistake that a value itself is, as an operand; `passed` if it is none that people make.
template <class Given> consteval auto operand_mistake() {
    using value = std::decay_t<Given>;
    if constexpr (std::is_member_pointer_v<value>)
        return failed<rule::operand_is_column, value>{};
    else if constexpr (std::is_null_pointer_v<value>)
        return failed<rule::null_is_nullopt>{};
    else if constexpr (pointer_like<value>)
        return failed<rule::operand_is_value, value>{};
    else if constexpr (is_nullopt<value> || is_optional_value<value>)
        return failed<rule::optional_needs_null_safe, value>{};
    else if constexpr (is_assignment<value>)
        return failed<rule::condition_compares, value>{};
    else
        return passed{};
}

/// Why these operands, which a check has refused with `Otherwise`, do not belong together.
template <class Otherwise, class... Given> using explain =
    first_failed_t<decltype(operand_mistake<Given>())..., Otherwise>;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_MISTAKE_HPP

// refract/tree/operation.hpp
#ifndef REFRACT_TREE_OPERATION_HPP
#define REFRACT_TREE_OPERATION_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Operators and functions, by meaning.
enum class operation : std::uint8_t {
    none,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    is_distinct_from,
    is_not_distinct_from,
    logical_and,
    logical_or,
    logical_not,
    add,
    subtract,
    multiply,
    divide,
    divide_whole, ///< of whole numbers: 7 / 2 is 3
    modulo,
    negate,
    concatenate,
    like,
    not_like,
    ilike,
    like_escaped,
    not_like_escaped,
    ilike_escaped,
    starts_with,
    ends_with,
    contains,
    is_null,
    is_not_null,
    in_list,
    not_in_list,
    // functions
    cast,
    cast_to_whole,        ///< of a number with a fraction, which is cut
    cast_boolean_to_text, ///< 'true' or 'false'
    lower,
    upper,
    length,
    trim,
    abs,
    sign,
    coalesce,
    now,
    now_in_seconds,
    year_of,
    month_of,
    day_of,
    weekday_of,
    hour_of,
    minute_of,
    // arithmetic with times; lengths of time are added and subtracted as numbers are
    add_to_moment,
    subtract_from_moment,
    moments_between,
    add_to_date, ///< whole days
    subtract_from_date,
    days_between,
    // aggregates
    count,
    sum,
    avg,
    min,
    max,
    // window functions
    row_number,
    rank,
    dense_rank,
};

/// How tightly the parts of an expression bind.
namespace precedence {
inline constexpr int none = 0;
inline constexpr int logical_or = 1;
inline constexpr int logical_and = 2;
inline constexpr int logical_not = 3;
inline constexpr int comparison = 4;
inline constexpr int concatenation = 5; // || binds differently in databases: its operands are atoms
inline constexpr int sum = 6;
inline constexpr int product = 7;
inline constexpr int sign = 8;
inline constexpr int atom = 9;
} // namespace precedence

/// How an operation is written: a pattern, and how tightly the result binds.
///
/// `{0}`, `{1}` are its operands, `{(0)}` one in parentheses where it binds no more tightly than the whole, `{...}` all
/// of them with commas between them, `{utc(0)}` a time in UTC, `{type}` the type of the result, `{column0}` a column's
/// type that holds the first operand. A pattern without
/// operands stands between the two that there are; of an aggregate it is the name. Empty: the database lacks it.
struct spelling {
    operation op = operation::none;
    std::string_view pattern{};
    int binds = precedence::atom;
};

/// How standard SQL writes each operation, in the order of the enumeration; dialects have rows for what they write
/// otherwise. A new operation is one enumerator and one row.
inline constexpr spelling standard_spellings[] = {
    {operation::none, ""},
    {operation::equal, "=", precedence::comparison},
    {operation::not_equal, "<>", precedence::comparison},
    {operation::less, "<", precedence::comparison},
    {operation::less_equal, "<=", precedence::comparison},
    {operation::greater, ">", precedence::comparison},
    {operation::greater_equal, ">=", precedence::comparison},
    {operation::is_distinct_from, "IS DISTINCT FROM", precedence::comparison},
    {operation::is_not_distinct_from, "IS NOT DISTINCT FROM", precedence::comparison},
    {operation::logical_and, "AND", precedence::logical_and},
    {operation::logical_or, "OR", precedence::logical_or},
    {operation::logical_not, "NOT {(0)}", precedence::logical_not},
    {operation::add, "+", precedence::sum},
    {operation::subtract, "-", precedence::sum},
    {operation::multiply, "*", precedence::product},
    {operation::divide, "/", precedence::product},
    {operation::divide_whole, "/", precedence::product},
    {operation::modulo, "%", precedence::product},
    {operation::negate, "-{(0)}", precedence::sign},
    {operation::concatenate, "||", precedence::concatenation},
    {operation::like, "LIKE", precedence::comparison},
    {operation::not_like, "NOT LIKE", precedence::comparison},
    {operation::ilike, "LIKE", precedence::comparison},
    {operation::like_escaped, "{(0)} LIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::not_like_escaped, "{(0)} NOT LIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::ilike_escaped, "{(0)} LIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::starts_with, "substr({0}, 1, length({1})) = {1}", precedence::comparison},
    {operation::ends_with, "right({0}, length({1})) = {1}", precedence::comparison},
    {operation::contains, "position({1} IN {0}) > 0", precedence::comparison},
    {operation::is_null, "{(0)} IS NULL", precedence::comparison},
    {operation::is_not_null, "{(0)} IS NOT NULL", precedence::comparison},
    {operation::in_list, "", precedence::comparison},
    {operation::not_in_list, "", precedence::comparison},
    {operation::cast, "CAST({0} AS {type})"},
    {operation::cast_to_whole, "CAST({0} AS {type})"},
    {operation::cast_boolean_to_text, "CASE WHEN {0} THEN 'true' WHEN NOT {(0)} THEN 'false' END"},
    {operation::lower, "lower({0})"},
    {operation::upper, "upper({0})"},
    {operation::length, "char_length({0})"},
    {operation::trim, "trim({0})"},
    {operation::abs, "abs({0})"},
    {operation::sign, "CAST(sign({0}) AS {type})"},
    {operation::coalesce, "coalesce({...})"},
    {operation::now, "current_timestamp"},
    {operation::now_in_seconds, "current_timestamp(0)"},
    {operation::year_of, "extract(YEAR FROM {(0)})"},
    {operation::month_of, "extract(MONTH FROM {(0)})"},
    {operation::day_of, "extract(DAY FROM {(0)})"},
    {operation::weekday_of, ""},
    {operation::hour_of, "extract(HOUR FROM {(0)})"},
    {operation::minute_of, "extract(MINUTE FROM {(0)})"},
    {operation::add_to_moment, "+", precedence::sum},
    {operation::subtract_from_moment, "-", precedence::sum},
    {operation::moments_between, "-", precedence::sum},
    {operation::add_to_date, "+", precedence::sum},
    {operation::subtract_from_date, "-", precedence::sum},
    {operation::days_between, "-", precedence::sum},
    {operation::count, "count"},
    {operation::sum, "sum"},
    {operation::avg, "avg"},
    {operation::min, "min"},
    {operation::max, "max"},
    {operation::row_number, "row_number()"},
    {operation::rank, "rank()"},
    {operation::dense_rank, "dense_rank()"},
};
inline constexpr std::size_t operation_count = static_cast<std::size_t>(operation::dense_rank) + 1;

constexpr bool spells_in_order(const spelling* rows, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (static_cast<std::size_t>(rows[i].op) != i) return false;
    return count == operation_count;
}
static_assert(spells_in_order(standard_spellings, sizeof standard_spellings / sizeof *standard_spellings));

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_TREE_OPERATION_HPP

// refract/tree/node.hpp
#ifndef REFRACT_TREE_NODE_HPP
#define REFRACT_TREE_NODE_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

enum class node_kind : std::uint8_t {
    column,
    value,     ///< bound from the query's own values
    parameter, ///< bound from an argument given later
    unary,
    binary,
    row_comparison, ///< of rows: first all of the left one, then all of the right one
    between,
    in_values,
    in_list, ///< one parameter that holds the whole list
    function,
    aggregate,
    cast,
    case_when,    ///< conditions and values in turn; one more operand is the ELSE
    window,       ///< a function, the group it is partitioned by, the group it is ordered by
    group,        ///< expressions side by side: a part of a window
    scalar_query, ///< the only value of a query's only row
    exists_query,
    in_query,   ///< an operand, compared with each row of the query
    star,       ///< the * of count(*)
    null,       ///< the literal NULL
    ordering,   ///< an expression with its direction
    assignment, ///< a column, set to its operand
    refused,    ///< what was no expression; the compiler has said so
};

struct statement_view;

enum class nulls_order : std::uint8_t { unspecified, first, last };

/// One node of an expression as plain data. Expressions are stored in prefix order: a node, then
/// its `arity` operands. Rules, printing and the tools read this; none of them is a template.
struct node {
    node_kind kind{};
    operation op = operation::none;
    std::uint16_t arity = 0;
    bool negated = false;    ///< NOT IN, NOT BETWEEN
    bool distinct = false;   ///< count(DISTINCT x)
    bool filtered = false;   ///< an aggregate whose last operand is its FILTER condition
    bool descending = false; ///< of an ordering
    bool nullable = false;   ///< of a value or parameter: a std::optional
    nulls_order nulls = nulls_order::unspecified;
    std::uint16_t column = 0;
    table_ref table = nullptr;
    std::string_view alias{};              ///< of the column's table; the name of a function of the user's
    sql_type type{};                       ///< of the value that the node yields
    const statement_view* query = nullptr; ///< of the kinds that hold a query
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_TREE_NODE_HPP

// refract/expr/expression.hpp
#ifndef REFRACT_EXPR_EXPRESSION_HPP
#define REFRACT_EXPR_EXPRESSION_HPP

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// An expression is a node type (what it is) and a flat sequence of values (what it holds). Node
/// types are empty; they only describe themselves as plain data.

namespace refract {
inline namespace v0 {
namespace detail {

/// The node types of the DSL have `size`, the number of nodes below and including them, and `append`,
/// which writes those; `nodes_of` keeps them as one constant array.
template <class Node> constexpr auto collect_nodes() {
    std::array<node, Node::size> nodes{};
    Node::append(nodes.data());
    return nodes;
}
template <class Node> inline constexpr auto nodes_of = collect_nodes<Node>();

/// A node and the nodes of its operands, in prefix order.
template <class Self, class Type, class... Operand> struct node_base {
    using type = Type; ///< of the value it yields, without std::optional
    using parameters = join_lists_t<typename Operand::parameters...>;
    static constexpr std::size_t size = (std::size_t{1} + ... + Operand::size);
    static constexpr node* append(node* at) {
        *at = Self::describe();
        at->arity = sizeof...(Operand);
        if constexpr (storable<Type>) at->type = type_of<Type>;
        ++at;
        ((at = Operand::append(at)), ...);
        return at;
    }
};

/// A value that the query holds.
template <class Value> struct value_node : node_base<value_node<Value>, without_optional<Value>> {
    static constexpr node describe() { return {.kind = node_kind::value, .nullable = is_optional<Value>}; }
};

template <class Value> using value_expression = expression<value_node<Value>, values<Value>>;

/// The type in which a value is kept when it meets an operand of type `Other`.
///
/// Literals and views stay views, strings are owned, and whole numbers take the other side's type
/// where it holds all of theirs, so that a parameter has its column's type.
template <class Other, class Given> struct operand_storage {
    using type = Given;
};
template <class Other, class Given>
    requires(std::is_integral_v<Given> && std::is_integral_v<Other> && !std::is_same_v<Given, bool> &&
             !std::is_same_v<Other, bool> &&
             (sizeof(Given) < sizeof(Other) ||
              (sizeof(Given) == sizeof(Other) && std::is_signed_v<Given> == std::is_signed_v<Other>)) &&
             (std::is_signed_v<Other> || std::is_unsigned_v<Given>))
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_integral_v<Given> && std::is_floating_point_v<Other> && !std::is_same_v<Given, bool>)
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_floating_point_v<Given> && std::is_floating_point_v<Other>)
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_convertible_v<const Given&, std::string_view> && !std::is_same_v<Given, std::string> &&
             !std::is_null_pointer_v<Given>)
struct operand_storage<Other, Given> {
    using type = std::string_view;
};

template <class Other, class Given> using operand_storage_t =
    typename operand_storage<Other, std::decay_t<Given>>::type;

/// An operand as an expression; `Other` is the type on the operator's other side.
template <class Other, class Given> struct operand {
    using type = value_expression<operand_storage_t<Other, Given>>;
};
template <class Other, any_expression Given> struct operand<Other, Given> {
    using type = typename std::remove_cvref_t<Given>::expression_type;
};
template <class Other, class Given> using operand_t = typename operand<Other, Given>::type;

/// A double as a float, whose column it meets. Errors: `conversion_error` beyond a float's range.
constexpr float narrow_real(double value) {
    constexpr double greatest = std::numeric_limits<float>::max();
    const double size = value < 0 ? -value : value;
    if (size > greatest && size <= std::numeric_limits<double>::max())
        throw conversion_error("a number is beyond the range of a float column");
    return static_cast<float>(value);
}

template <class Other, class Given> constexpr operand_t<Other, Given> as_operand(Given&& given) {
    if constexpr (any_expression<Given>) {
        return static_cast<Given&&>(given);
    } else {
        using stored = operand_storage_t<Other, Given>;
        if constexpr (!storable<stored>) require<explain<failed<rule::operands_are_comparable, Other, Given>, Given>>();
        if constexpr (std::is_same_v<stored, float> && std::is_same_v<std::remove_cvref_t<Given>, double>)
            return {{{narrow_real(given)}}};
        else if constexpr (std::is_arithmetic_v<stored>)
            return {{{static_cast<stored>(given)}}};
        else
            return {{{stored(static_cast<Given&&>(given))}}};
    }
}

/// The type an operand has for the operator's other side.
template <class Given> struct met_type {
    using type = void;
};
template <any_expression Given> struct met_type<Given> {
    using type = typename std::remove_cvref_t<Given>::type;
};
template <class Given> using met_type_t = typename met_type<Given>::type;

/// Whether the database compares values of these C++ types as they stand.
template <class Left, class Right> constexpr bool comparable_types() {
    if constexpr (storable<Left> && storable<Right>)
        return are_comparable(type_of<Left>, type_of<Right>);
    else
        return std::is_same_v<Left, refused_type> || std::is_same_v<Right, refused_type>;
}

template <class Left, class Right> using check_comparable =
    check_that<comparable_types<Left, Right>(), rule::operands_are_comparable, Left, Right>;
/// Where a value of one type or of another is the result, which is of the first: of any size only if that is.
template <class Type, class Other> constexpr bool yields_as() {
    if constexpr (comparable_types<Type, Other>())
        return kind_of<Type> == type_kind::numeric || kind_of<Other> != type_kind::numeric;
    else
        return false;
}
template <class Type, class Other> using check_yields =
    check_that<yields_as<Type, Other>(), rule::operands_are_comparable, Type, Other>;
template <class Type> using check_text = check_that<kind_of<Type> == type_kind::text, rule::operand_is_text, Type>;
template <class Type> using check_number = check_that<is_number(kind_of<Type>), rule::operand_is_number, Type>;
template <class Type> using check_boolean = check_that<std::is_same_v<Type, bool>, rule::condition_is_boolean, Type>;

struct refused_node : node_base<refused_node, refused_type> {
    static constexpr node describe() { return {.kind = node_kind::refused}; }
};
/// Reports a mistake and stands for the expression that cannot be made, so that no further error follows.
template <class Mistake, class Node = refused_node> constexpr auto refused() {
    require<Mistake>();
    return expression<Node, values<>>{};
}

/// Joins the values of operands under a new node.
template <class Node, class... Operand> constexpr auto make_expression(Operand... operand) {
    using all = decltype(detail::concat_all(operand.bound...));
    return expression<Node, all>{detail::concat_all(static_cast<Operand&&>(operand).bound...)};
}

template <operation Op, class Type, class Left, class Right> struct binary_node
    : node_base<binary_node<Op, Type, Left, Right>, Type, Left, Right> {
    static constexpr node describe() { return {.kind = node_kind::binary, .op = Op}; }
};
template <operation Op, class Left, class Right>
inline constexpr bool is_comparison<binary_node<Op, bool, Left, Right>> =
    Op == operation::equal || Op == operation::not_equal || Op == operation::less || Op == operation::less_equal ||
    Op == operation::greater || Op == operation::greater_equal;
/// A test of text with the character that makes wildcards plain.
template <operation Op, class... Operand> struct escaped_node
    : node_base<escaped_node<Op, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::binary, .op = Op}; }
};
template <operation Op, class Type, class Operand> struct unary_node
    : node_base<unary_node<Op, Type, Operand>, Type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::unary, .op = Op}; }
};
template <operation Op, class Type, class... Argument> struct function_node
    : node_base<function_node<Op, Type, Argument...>, Type, Argument...> {
    static constexpr node describe() { return {.kind = node_kind::function, .op = Op}; }
};

template <bool Descending, nulls_order Nulls, class Operand> struct ordering_node
    : node_base<ordering_node<Descending, Nulls, Operand>, typename Operand::type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::ordering, .descending = Descending, .nulls = Nulls}; }
};
/// An expression with the direction in which it orders.
template <bool Descending, nulls_order Nulls, class Node, class Values> struct ordering_term {
    using node_type = ordering_node<Descending, Nulls, Node>;
    [[no_unique_address]] Values bound;

    constexpr auto nulls_first() const { return ordering_term<Descending, nulls_order::first, Node, Values>{bound}; }
    constexpr auto nulls_last() const { return ordering_term<Descending, nulls_order::last, Node, Values>{bound}; }
};

/// The node by which a term of `order_by` orders; a plain expression ascends.
template <class Term> struct ordering_of {
    using type = typename Term::node_type;
};
template <any_expression Term> struct ordering_of<Term> {
    using type = ordering_node<false, nulls_order::unspecified, typename Term::node_type>;
};
template <class Term> using ordering_node_of = typename ordering_of<Term>::type;

// Defined with lists, between and text operators, which complete this class's members.
template <bool Negated, class Self, class... Item> constexpr auto make_in(Self self, Item&&... item);
template <bool Negated, class Self, class Low, class High>
constexpr auto make_between(Self self, Low&& low, High&& high);

/// An operator between two operands, one of which may be a plain value.
///
/// Each query has its own instance of this, so it calls only what many queries share.
template <operation Op, class Type, class Left, class Right> constexpr auto make_binary(Left&& left, Right&& right) {
    using first = operand_t<met_type_t<Right>, Left>;
    using second = operand_t<met_type_t<Left>, Right>;
    using made = expression<binary_node<Op, Type, typename first::node_type, typename second::node_type>,
                            joined<typename first::bound_type, typename second::bound_type>>;
    if constexpr (any_expression<Left> && any_expression<Right>)
        return made{concat(static_cast<Left&&>(left).bound, static_cast<Right&&>(right).bound)};
    else if constexpr (any_expression<Left>)
        return made{concat(static_cast<Left&&>(left).bound,
                           detail::as_operand<met_type_t<Left>>(static_cast<Right&&>(right)).bound)};
    else
        return made{concat(detail::as_operand<met_type_t<Right>>(static_cast<Left&&>(left)).bound,
                           static_cast<Right&&>(right).bound)};
}

template <operation Op, class Left, class Right> constexpr auto make_text_test(const Left& left, Right&& right) {
    using check = first_failed_t<check_text<typename Left::type>,
                                 check_text<typename operand_t<typename Left::type, Right>::type>>;
    if constexpr (is_passed<check>)
        return detail::make_binary<Op, bool>(left, static_cast<Right&&>(right));
    else
        return refused<explain<check, Right>>();
}
template <operation Op, class Left, class Pattern>
constexpr auto make_escaped_test(const Left& left, Pattern&& pattern, char escape) {
    require<check_text<typename Left::type>>();
    require<check_text<typename operand_t<typename Left::type, Pattern>::type>>();
    auto second = detail::as_operand<typename Left::type>(static_cast<Pattern&&>(pattern));
    using third = value_node<single_character>;
    using made = escaped_node<Op, typename Left::node_type, typename decltype(second)::node_type, third>;
    using held = decltype(detail::concat_all(left.bound, second.bound, values<single_character>{}));
    return expression<made, held>{detail::concat_all(left.bound, static_cast<decltype(second)&&>(second).bound,
                                                     values<single_character>{{{escape}}})};
}
template <operation Op, class Left, class Right> constexpr auto make_comparison(const Left& left, Right&& right) {
    using type = typename operand_t<typename Left::type, Right>::type;
    if constexpr (comparable_types<typename Left::type, type>())
        return detail::make_binary<Op, bool>(left, static_cast<Right&&>(right));
    else
        return refused<explain<check_comparable<typename Left::type, type>, Right>>();
}

/// An expression of SQL: what it is in its type, what it holds in its values.
template <class Node, class Values> struct expression {
    using node_type = Node;
    using bound_type = Values;
    using expression_type = expression;
    using type = typename Node::type;
    [[no_unique_address]] Values bound;

    constexpr auto asc() const { return ordering_term<false, nulls_order::unspecified, Node, Values>{bound}; }
    constexpr auto desc() const { return ordering_term<true, nulls_order::unspecified, Node, Values>{bound}; }
    /// `LIKE`: % and _ are wildcards, all else is itself, a backslash too; SQLite ignores the case of ASCII letters,
    /// PostgreSQL does not. Behind `escape` a wildcard is a plain character: like("100!%%", '!').
    template <class Pattern> constexpr auto like(Pattern&& pattern) const {
        return detail::make_text_test<operation::like>(*this, static_cast<Pattern&&>(pattern));
    }
    template <class Pattern> constexpr auto like(Pattern&& pattern, char escape) const {
        return detail::make_escaped_test<operation::like_escaped>(*this, static_cast<Pattern&&>(pattern), escape);
    }
    template <class Pattern> constexpr auto not_like(Pattern&& pattern) const {
        return detail::make_text_test<operation::not_like>(*this, static_cast<Pattern&&>(pattern));
    }
    template <class Pattern> constexpr auto not_like(Pattern&& pattern, char escape) const {
        return detail::make_escaped_test<operation::not_like_escaped>(*this, static_cast<Pattern&&>(pattern), escape);
    }
    /// `ILIKE` on PostgreSQL, `LIKE` on SQLite: the case of letters does not matter.
    template <class Pattern> constexpr auto ilike(Pattern&& pattern) const {
        return detail::make_text_test<operation::ilike>(*this, static_cast<Pattern&&>(pattern));
    }
    template <class Pattern> constexpr auto ilike(Pattern&& pattern, char escape) const {
        return detail::make_escaped_test<operation::ilike_escaped>(*this, static_cast<Pattern&&>(pattern), escape);
    }
    /// Whether the text begins with exactly this, case included; % and _ are plain characters.
    template <class Text> constexpr auto starts_with(Text&& text) const {
        return detail::make_text_test<operation::starts_with>(*this, static_cast<Text&&>(text));
    }
    template <class Text> constexpr auto ends_with(Text&& text) const {
        return detail::make_text_test<operation::ends_with>(*this, static_cast<Text&&>(text));
    }
    template <class Text> constexpr auto contains(Text&& text) const {
        return detail::make_text_test<operation::contains>(*this, static_cast<Text&&>(text));
    }
    /// `IN`: single values, `in(1, 2, 3)`, or one range, which is bound as one parameter.
    template <class... Item>
        requires(sizeof...(Item) > 0)
    constexpr auto in(Item&&... item) const {
        return detail::make_in<false>(*this, static_cast<Item&&>(item)...);
    }
    template <class Item> constexpr auto in(std::initializer_list<Item> list) const {
        return detail::make_in<false>(*this, list);
    }
    template <class... Item>
        requires(sizeof...(Item) > 0)
    constexpr auto not_in(Item&&... item) const {
        return detail::make_in<true>(*this, static_cast<Item&&>(item)...);
    }
    template <class Item> constexpr auto not_in(std::initializer_list<Item> list) const {
        return detail::make_in<true>(*this, list);
    }
    template <class Low, class High> constexpr auto between(Low&& low, High&& high) const {
        return detail::make_between<false>(*this, static_cast<Low&&>(low), static_cast<High&&>(high));
    }
    template <class Low, class High> constexpr auto not_between(Low&& low, High&& high) const {
        return detail::make_between<true>(*this, static_cast<Low&&>(low), static_cast<High&&>(high));
    }
    constexpr auto is_null() const {
        return detail::make_expression<unary_node<operation::is_null, bool, Node>>(*this);
    }
    constexpr auto is_not_null() const {
        return detail::make_expression<unary_node<operation::is_not_null, bool, Node>>(*this);
    }
    /// Equality for which NULL equals NULL: `IS` on SQLite, `IS NOT DISTINCT FROM` on PostgreSQL.
    template <class Right> constexpr auto is_not_distinct_from(Right&& right) const {
        return detail::make_comparison<operation::is_not_distinct_from>(*this, static_cast<Right&&>(right));
    }
    template <class Right> constexpr auto is_distinct_from(Right&& right) const {
        return detail::make_comparison<operation::is_distinct_from>(*this, static_cast<Right&&>(right));
    }

    /// Whether all columns are of one table; a query inside reads others.
    static constexpr bool is_of(table_ref table) {
        for (const node& each : nodes_of<Node>)
            if (each.query || (each.kind == node_kind::column && each.table != table)) return false;
        return true;
    }
    /// Of an expression that stands in a model.
    using check_constants = check_that<(Values::size <= max_expression_literals), rule::model_constants_fit>;
    /// The expression as constant data, for DDL: its values become literals.
    constexpr expression_info describe() const {
        expression_info info{.nodes = nodes_of<Node>.data(), .node_count = Node::size};
        describe_values(info, bound);
        return info;
    }

private:
    template <std::size_t... Index, class... Value> static constexpr void
    describe_values(expression_info& info, const value_slots<std::index_sequence<Index...>, Value...>& all) {
        require<check_constants>();
        if constexpr (sizeof...(Value) <= max_expression_literals)
            ((info.values[Index] = detail::make_literal(detail::get<Index>(all))), ...);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_EXPRESSION_HPP

// refract/expr/time_arithmetic.hpp
#ifndef REFRACT_EXPR_TIME_ARITHMETIC_HPP
#define REFRACT_EXPR_TIME_ARITHMETIC_HPP

#include <type_traits>

/// \file
/// What + and - mean between points in time, dates and lengths of time, and of which type the result is: as in
/// std::chrono, to which dates are added whole days.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_time(type_kind kind) {
    return kind == type_kind::timestamp || kind == type_kind::date || kind == type_kind::time ||
           kind == type_kind::interval;
}
template <class Left, class Right> inline constexpr bool are_times = is_time(kind_of<Left>) || is_time(kind_of<Right>);

template <class Length> inline constexpr bool counts_days = false;
template <class Length>
    requires std::is_integral_v<typename Length::rep>
inline constexpr bool counts_days<Length> = Length::period::den == 1 && Length::period::num % 86'400 == 0;

/// The operation that `add` or `subtract` of two times is; none if they do not go together.
template <operation Op, class Left, class Right> consteval operation operation_of_times() {
    constexpr type_kind left = kind_of<Left>, right = kind_of<Right>;
    constexpr bool adds = Op == operation::add;
    if constexpr (right == type_kind::interval) {
        if (left == type_kind::interval) return Op;
        if (left == type_kind::timestamp) return adds ? operation::add_to_moment : operation::subtract_from_moment;
        if (left == type_kind::date && counts_days<Right>)
            return adds ? operation::add_to_date : operation::subtract_from_date;
    } else if constexpr (left == right && !adds) {
        if (left == type_kind::timestamp) return operation::moments_between;
        if (left == type_kind::date) return operation::days_between;
    }
    return operation::none;
}

/// The common type of <chrono> where both are its own; else what holds microseconds.
template <class Left, class Right> consteval auto length_result() {
    if constexpr (requires { std::common_type_t<Left, Right>::period::num; })
        return std::type_identity<std::common_type_t<Left, Right>>{};
    else
        return std::type_identity<std::chrono::microseconds>{};
}
template <class Type> struct own_length {
    using type = Type;
};
template <class Moment>
    requires requires { typename Moment::clock; }
struct own_length<Moment> {
    using type = typename Moment::duration;
};

template <operation Op, class Left, class Right> consteval auto time_result() {
    using length =
        typename decltype(length_result<typename own_length<Left>::type, typename own_length<Right>::type>())::type;
    if constexpr (Op == operation::add_to_date || Op == operation::subtract_from_date)
        return std::type_identity<Left>{};
    else if constexpr (Op == operation::days_between)
        return std::type_identity<std::chrono::days>{};
    else if constexpr (Op == operation::add_to_moment || Op == operation::subtract_from_moment)
        return std::type_identity<std::chrono::time_point<std::chrono::system_clock, length>>{};
    else
        return std::type_identity<length>{};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_TIME_ARITHMETIC_HPP

// refract/expr/operators.hpp
#ifndef REFRACT_EXPR_OPERATORS_HPP
#define REFRACT_EXPR_OPERATORS_HPP

#include <concepts>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Left, class Right>
concept operands = any_expression<Left> || any_expression<Right>;

template <class Left, class Right> constexpr bool compares() {
    if constexpr (is_optional_value<Left> || is_optional_value<Right>)
        return false;
    else
        return comparable_types<typename operand_t<met_type_t<Right>, Left>::type,
                                typename operand_t<met_type_t<Left>, Right>::type>();
}
template <class Given> constexpr bool holds_comparison() {
    if constexpr (any_expression<Given>)
        return is_comparison<typename std::remove_cvref_t<Given>::node_type>;
    else
        return false;
}
/// Why two operands cannot be compared.
template <class Left, class Right> using comparison_mistake =
    explain<first_failed_t<check_that<!holds_comparison<Left>() && !holds_comparison<Right>(),
                                      rule::comparisons_do_not_chain, Left, Right>,
                           failed<rule::operands_are_comparable, Left, Right>>,
            Left, Right>;

/// What a comparison with `std::nullopt` means: a null test of the other side.
template <operation Op, class Left, class Right> constexpr auto make_null_test(const Left& left, const Right& right) {
    if constexpr (is_nullopt<Right>)
        return detail::make_expression<unary_node<Op, bool, typename Left::node_type>>(left);
    else
        return detail::make_expression<unary_node<Op, bool, typename Right::node_type>>(right);
}

/// The type of an arithmetic result: the wider of the two as they are stored, as in SQL. A decimal
/// stays one, with the longer fraction, unless it meets a floating-point number; so does a number of any size, whatever
/// else it meets.
template <class Left, class Right> constexpr auto arithmetic_result() {
    using left_wire = typename codec<Left>::wire;
    using right_wire = typename codec<Right>::wire;
    constexpr bool floats = std::is_floating_point_v<left_wire> || std::is_floating_point_v<right_wire>;
    constexpr bool numbers = std::is_arithmetic_v<left_wire> && std::is_arithmetic_v<right_wire>;
    if constexpr (floats && std::is_same_v<left_wire, right_wire>)
        return std::type_identity<left_wire>{};
    else if constexpr (floats)
        return std::type_identity<double>{};
    else if constexpr (numbers)
        return std::type_identity<
            std::conditional_t<(sizeof(left_wire) >= sizeof(right_wire)), left_wire, right_wire>>{};
    else if constexpr (type_of<Left>.kind == type_kind::numeric)
        return std::type_identity<Left>{};
    else if constexpr (type_of<Right>.kind == type_kind::numeric)
        return std::type_identity<Right>{};
    else if constexpr (type_of<Right>.scale > type_of<Left>.scale || std::is_arithmetic_v<left_wire>)
        return std::type_identity<Right>{};
    else
        return std::type_identity<Left>{};
}

template <class Type> using check_whole_number =
    check_that<is_whole_number(kind_of<Type>), rule::operand_is_number, Type>;

template <class Left, class Right> constexpr bool are_whole_numbers() {
    if constexpr (storable<Left> && storable<Right>)
        return is_whole_number(type_of<Left>.kind) && is_whole_number(type_of<Right>.kind);
    else
        return false;
}

template <class Type> inline constexpr bool is_text = false;
template <storable Type> inline constexpr bool is_text<Type> = type_of<Type>.kind == type_kind::text;

/// Why two operands do not go together; nothing, if one of them was refused already.
template <class Otherwise, class Left, class Right> using explain_beside =
    std::conditional_t<std::is_same_v<met_type_t<Left>, refused_type> ||
                           std::is_same_v<met_type_t<Right>, refused_type>,
                       passed, explain<Otherwise, Left, Right>>;

template <operation Op, class Left, class Right> struct check_arithmetic
    : first_failed<check_number<Left>, check_number<Right>> {};
template <class Left, class Right> struct check_arithmetic<operation::modulo, Left, Right>
    : first_failed<check_whole_number<Left>, check_whole_number<Right>> {}; // PostgreSQL has none of floating point

template <operation Op, class Left, class Right> constexpr auto calculate(Left&& left, Right&& right) {
    using left_type = typename operand_t<met_type_t<Right>, Left>::type;
    using right_type = typename operand_t<met_type_t<Left>, Right>::type;
    using check = typename check_arithmetic<Op, left_type, right_type>::type;
    if constexpr (is_passed<check>) {
        using result = typename decltype(arithmetic_result<left_type, right_type>())::type;
        return detail::make_binary<Op, result>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return refused<explain_beside<check, Left, Right>>();
    }
}

template <class Left, class Right> inline constexpr bool calculates_times =
    are_times<typename operand_t<met_type_t<Right>, Left>::type, typename operand_t<met_type_t<Left>, Right>::type>;

/// A length of time that stands before the time to which it is added: its arguments, if it had any, would come second.
template <class Given> constexpr bool may_change_places() {
    if constexpr (any_expression<Given>)
        return std::remove_cvref_t<Given>::node_type::parameters::size == 0;
    else
        return true;
}
template <operation Op, class Left, class Right> constexpr auto calculate_times(Left&& left, Right&& right) {
    using left_type = typename operand_t<met_type_t<Right>, Left>::type;
    using right_type = typename operand_t<met_type_t<Left>, Right>::type;
    constexpr operation meant = operation_of_times<Op, left_type, right_type>();
    constexpr bool is_reversed = Op == operation::add && may_change_places<Left>() &&
                                 operation_of_times<Op, right_type, left_type>() != operation::none;
    if constexpr (meant != operation::none) {
        using result = typename decltype(time_result<meant, left_type, right_type>())::type;
        return detail::make_binary<meant, result>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else if constexpr (is_reversed) {
        return detail::calculate_times<Op>(static_cast<Right&&>(right), static_cast<Left&&>(left));
    } else {
        return refused<explain_beside<failed<rule::times_take_lengths, left_type, right_type>, Left, Right>>();
    }
}

template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator==(Left&& left, Right&& right) {
    if constexpr (is_nullopt<Left> || is_nullopt<Right>) {
        return detail::make_null_test<operation::is_null>(left, right);
    } else if constexpr (compares<Left, Right>()) {
        return detail::make_binary<operation::equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return refused<comparison_mistake<Left, Right>>();
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator!=(Left&& left, Right&& right) {
    if constexpr (is_nullopt<Left> || is_nullopt<Right>) {
        return detail::make_null_test<operation::is_not_null>(left, right);
    } else if constexpr (compares<Left, Right>()) {
        return detail::make_binary<operation::not_equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return refused<comparison_mistake<Left, Right>>();
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator<(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::less, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator<=(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::less_equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator>(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::greater, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator>=(Left&& left, Right&& right) {
    if constexpr (compares<Left, Right>())
        return detail::make_binary<operation::greater_equal, bool>(static_cast<Left&&>(left),
                                                                   static_cast<Right&&>(right));
    else
        return refused<comparison_mistake<Left, Right>>();
}

/// What stands beside a condition, and is no expression.
template <class Given> using condition_mistake =
    explain<std::conditional_t<std::is_same_v<Given, bool>, failed<rule::flag_is_no_condition, Given>,
                               failed<rule::condition_is_boolean, Given>>,
            Given>;

template <any_expression Left, any_expression Right> constexpr auto operator&&(Left&& left, Right&& right) {
    using check = first_failed_t<check_boolean<met_type_t<Left>>, check_boolean<met_type_t<Right>>>;
    if constexpr (is_passed<check>)
        return detail::make_binary<operation::logical_and, bool>(static_cast<Left&&>(left),
                                                                 static_cast<Right&&>(right));
    else
        return refused<check>();
}
template <class Left, class Right>
    requires(any_expression<Left> != any_expression<Right>)
constexpr auto operator&&(const Left&, const Right&) {
    return refused<condition_mistake<std::conditional_t<any_expression<Left>, Right, Left>>>();
}
template <any_expression Left, any_expression Right> constexpr auto operator||(Left&& left, Right&& right) {
    using check = first_failed_t<check_boolean<met_type_t<Left>>, check_boolean<met_type_t<Right>>>;
    if constexpr (is_passed<check>)
        return detail::make_binary<operation::logical_or, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return refused<check>();
}
template <class Left, class Right>
    requires(any_expression<Left> != any_expression<Right>)
constexpr auto operator||(const Left&, const Right&) {
    return refused<condition_mistake<std::conditional_t<any_expression<Left>, Right, Left>>>();
}
template <any_expression Operand> constexpr auto operator!(const Operand& operand) {
    if constexpr (std::is_same_v<typename Operand::type, bool>)
        return detail::make_expression<unary_node<operation::logical_not, bool, typename Operand::node_type>>(operand);
    else
        return refused<check_boolean<typename Operand::type>>();
}

/// Adds numbers and lengths of time, moves times by a std::chrono duration, and joins texts (`||` in SQL).
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator+(Left&& left, Right&& right) {
    if constexpr (is_text<met_type_t<Left>> || is_text<met_type_t<Right>>) {
        using check = first_failed_t<check_text<typename operand_t<met_type_t<Right>, Left>::type>,
                                     check_text<typename operand_t<met_type_t<Left>, Right>::type>>;
        if constexpr (is_passed<check>)
            return detail::make_binary<operation::concatenate, std::string>(static_cast<Left&&>(left),
                                                                            static_cast<Right&&>(right));
        else
            return refused<explain_beside<check, Left, Right>>();
    } else if constexpr (calculates_times<Left, Right>) {
        return detail::calculate_times<operation::add>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return detail::calculate<operation::add>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator-(Left&& left, Right&& right) {
    if constexpr (calculates_times<Left, Right>)
        return detail::calculate_times<operation::subtract>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return detail::calculate<operation::subtract>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator*(Left&& left, Right&& right) {
    return detail::calculate<operation::multiply>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// Whole numbers divide to whole numbers, as in C++. By zero the result is NULL.
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator/(Left&& left, Right&& right) {
    if constexpr (are_whole_numbers<typename operand_t<met_type_t<Right>, Left>::type,
                                    typename operand_t<met_type_t<Left>, Right>::type>())
        return detail::calculate<operation::divide_whole>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    else
        return detail::calculate<operation::divide>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator%(Left&& left, Right&& right) {
    return detail::calculate<operation::modulo>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <any_expression Operand> constexpr auto operator-(const Operand& operand) {
    using type = typename Operand::type;
    if constexpr (is_passed<check_number<type>>)
        return detail::make_expression<unary_node<operation::negate, type, typename Operand::node_type>>(operand);
    else
        return refused<check_number<type>>();
}

// Rows of columns. The operators of std::tuple would compare them element by element, into booleans of C++.
template <class> inline constexpr bool holds_expression = false;
template <class... Element> inline constexpr bool holds_expression<std::tuple<Element...>> =
    (any_expression<Element> || ...);
template <class Left, class Right>
concept compared_rows = holds_expression<Left> || holds_expression<Right>;

/// `(a, b) < (x, y)`: the operands of both rows.
template <operation Op, class... Operand> struct row_comparison_node
    : node_base<row_comparison_node<Op, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::row_comparison, .op = Op}; }
};
template <operation Op, class... Operand> inline constexpr bool is_comparison<row_comparison_node<Op, Operand...>> =
    true;

template <class Left, class Right> using check_pair =
    std::conditional_t<compares<Left, Right>(), passed, comparison_mistake<Left, Right>>;

template <class Left, class Right> struct check_rows_alike {
    using type = failed<rule::rows_have_one_length, Left, Right>;
};
template <class... Left, class... Right>
    requires(sizeof...(Left) == sizeof...(Right))
struct check_rows_alike<std::tuple<Left...>, std::tuple<Right...>> : first_failed<check_pair<Left, Right>...> {};

template <operation Op, class... Operand> constexpr auto make_row_comparison(const Operand&... operand) {
    using made = row_comparison_node<Op, typename Operand::node_type...>;
    return expression<made, decltype(detail::concat_all(operand.bound...))>{detail::concat_all(operand.bound...)};
}
template <operation Op, class... Left, class... Right>
constexpr auto compare_rows(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    using check = typename check_rows_alike<std::tuple<Left...>, std::tuple<Right...>>::type;
    if constexpr (!is_passed<check>) {
        return refused<check>();
    } else {
        return std::apply(
            [&](const Left&... first) {
                return std::apply(
                    [&](const Right&... second) {
                        return detail::make_row_comparison<Op>(detail::as_operand<met_type_t<Right>>(first)...,
                                                               detail::as_operand<met_type_t<Left>>(second)...);
                    },
                    right);
            },
            left);
    }
}

template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
constexpr auto operator==(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::equal>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
constexpr auto operator!=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::not_equal>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
constexpr auto operator<(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::less>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
constexpr auto operator<=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::less_equal>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
constexpr auto operator>(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::greater>(left, right);
}
template <class... Left, class... Right>
    requires compared_rows<std::tuple<Left...>, std::tuple<Right...>>
constexpr auto operator>=(const std::tuple<Left...>& left, const std::tuple<Right...>& right) {
    return compare_rows<operation::greater_equal>(left, right);
}

} // namespace detail

using std::tuple; // tuple(a, b) < tuple(x, y): rows, which SQL compares from the left to the right

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_OPERATORS_HPP

// refract/expr/parameter.hpp
#ifndef REFRACT_EXPR_PARAMETER_HPP
#define REFRACT_EXPR_PARAMETER_HPP

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> struct parameter_node : node_base<parameter_node<Type>, without_optional<Type>> {
    using parameters = type_list<Type>;
    static constexpr node describe() { return {.kind = node_kind::parameter, .nullable = is_optional<Type>}; }
};

} // namespace detail

/// A value that is given when the query runs: `db.all(query, value)`. Arguments follow the order in
/// which the parameters were written in C++.
template <class Type> inline constexpr detail::expression<detail::parameter_node<Type>, detail::values<>> param{};

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_PARAMETER_HPP

// refract/expr/column.hpp
#ifndef REFRACT_EXPR_COLUMN_HPP
#define REFRACT_EXPR_COLUMN_HPP

#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// A table under another name, so that it can stand in a query twice:
///
///     using manager = alias<Employee, "manager">;
///     from<Employee>().left_join<manager>(col<&Employee::reports_to> == col<&Employee::id, manager>)
template <class Model, fixed_string Name> struct alias {};

} // namespace detail
using detail::alias; // were it of refract, calls of user's functions with its columns would find count() and the like

namespace detail {

/// What stands in `from` and `join`: a model or an alias of one.
template <class Source> struct source_traits {
    using model = Source;
    static constexpr std::string_view alias_name{};
};
template <class Model, fixed_string Name> struct source_traits<alias<Model, Name>> {
    using model = Model;
    static constexpr std::string_view alias_name = Name.view();
};
template <class Source> using source_model = typename source_traits<Source>::model;

template <auto Member, class Source> struct column_node
    : node_base<column_node<Member, Source>, without_optional<member_type<Member>>> {
    static constexpr node describe() {
        return {.kind = node_kind::column,
                .column = static_cast<std::uint16_t>(member_index<Member>),
                .table = &table_of<member_owner<Member>>,
                .alias = source_traits<Source>::alias_name};
    }
};

template <auto Member, class Value> struct assignment_node
    : node_base<assignment_node<Member, Value>, typename Value::type, Value> {
    static constexpr node describe() {
        return {.kind = node_kind::assignment,
                .column = static_cast<std::uint16_t>(member_index<Member>),
                .table = &table_of<member_owner<Member>>};
    }
};

/// `column = value`, for insert and update.
template <auto Member, class Value, class Values> struct assignment {
    using node_type = assignment_node<Member, Value>;
    using field = member_type<Member>;
    [[no_unique_address]] Values bound;
};

template <class Field, class Value> constexpr bool assignable_types() {
    if constexpr (storable<Field> && storable<Value>)
        return is_assignable_type<Field, Value>();
    else
        return std::is_same_v<Value, refused_type>;
}
/// Why a value cannot be assigned to a field.
template <class Field, class Value, class Given> using assignment_mistake =
    explain<std::conditional_t<comparable_types<without_optional<Field>, Value>(),
                               failed<rule::assignment_keeps_digits, Field, Value>,
                               failed<rule::assignment_fits, Field, Value>>,
            Given>;

/// SQL's NULL.
template <class Type> struct null_node : node_base<null_node<Type>, Type> {
    static constexpr node describe() { return {.kind = node_kind::null}; }
};

/// A column of a model: an expression that can also be assigned.
template <auto Member, class Source> struct column_expression : expression<column_node<Member, Source>, values<>> {
    using field = member_type<Member>;

    column_expression() = default;
    column_expression(const column_expression&) = default;
    void operator=(const column_expression&) const = delete;

    /// An assignment for `.set(...)`; it changes nothing by itself.
    template <class Value> constexpr auto operator=(Value&& value) const {
        if constexpr (is_nullopt<Value>) {
            using check = check_that<is_optional<field>, rule::assignment_is_never_null, field, std::nullopt_t>;
            require<check>();
            if constexpr (is_passed<check>)
                return assignment<Member, null_node<without_optional<field>>, values<>>{};
            else
                return refused_assignment{};
        } else {
            using assigned = operand_t<without_optional<field>, Value>;
            if constexpr (assignable_types<field, typename assigned::type>()) {
                return assignment<Member, typename assigned::node_type, typename assigned::bound_type>{
                    detail::as_operand<without_optional<field>>(static_cast<Value&&>(value)).bound};
            } else {
                require<assignment_mistake<field, typename assigned::type, Value>>();
                return refused_assignment{};
            }
        }
    }
    template <class Value> constexpr auto operator+=(Value&& value) const {
        return *this = *this + static_cast<Value&&>(value);
    }
    template <class Value> constexpr auto operator-=(Value&& value) const {
        return *this = *this - static_cast<Value&&>(value);
    }
    template <class Value> constexpr auto operator*=(Value&& value) const {
        return *this = *this * static_cast<Value&&>(value);
    }
    template <class Value> constexpr auto operator/=(Value&& value) const {
        return *this = *this / static_cast<Value&&>(value);
    }

private:
    /// The column assigned to itself, of which nothing further can be wrong.
    using refused_assignment = assignment<Member, column_node<Member, member_owner<Member>>, values<>>;
};
template <auto Member, class Source> inline constexpr bool is_expression<column_expression<Member, Source>> = true;

} // namespace detail

/// A column of a query: `col<&User::id>`, or `col<&User::id, manager>` of an alias.
template <auto Member, class Source = detail::member_owner<Member>>
inline constexpr detail::column_expression<Member, Source> col{};

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_COLUMN_HPP

// refract/tree/statement.hpp
#ifndef REFRACT_TREE_STATEMENT_HPP
#define REFRACT_TREE_STATEMENT_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Statements as plain data: what rules and printing read of a query.

namespace refract {
inline namespace v0 {
namespace detail {

enum class verb : std::uint8_t { select, insert, update, remove };

enum class clause_kind : std::uint8_t {
    from, ///< also the table of insert, update and delete
    join,
    where,
    where_if,        ///< a condition of which the run time says whether it stands
    where_predicate, ///< a condition that the run time puts together
    group_by,
    having,
    select,
    order_by,
    ordering, ///< an order that the run time puts together
    limit,
    offset,
    distinct,
    set,
    set_if, ///< assignments of which the run time says whether they are made
    returning,
    all_rows,
    for_update,
    for_share,
    refused, ///< what was no clause; the compiler has said so
};

enum class join_kind : std::uint8_t { inner, left, right, full, cross };

/// How much of what arrives from outside a piece of a statement holds: a condition `id = 3 AND n = {}` holds a
/// value and an argument. Sums of it say where a piece's own begin.
struct content {
    std::uint16_t values = 0;     ///< kept in the query
    std::uint16_t parameters = 0; ///< arguments given when it runs
    std::uint16_t parts = 0;      ///< pieces that only the run time knows
    std::uint16_t queries = 0;    ///< queries inside, at any depth

    constexpr content& operator+=(const content& other) {
        values = static_cast<std::uint16_t>(values + other.values);
        parameters = static_cast<std::uint16_t>(parameters + other.parameters);
        parts = static_cast<std::uint16_t>(parts + other.parts);
        queries = static_cast<std::uint16_t>(queries + other.queries);
        return *this;
    }
    constexpr bool operator==(const content&) const = default;
};

/// What the run time knows of one clause that is not constant. Parts stand in the order of the query's values;
/// those inside a predicate follow it.
struct dynamic_part {
    bool stands = true;
    const node* nodes = nullptr;
    std::size_t items = 0;
    content holds{}; ///< values of its nodes, and the parts inside it
};

/// A clause as plain data.
struct clause {
    clause_kind kind{};
    join_kind join = join_kind::inner;
    std::uint16_t items = 0; ///< expressions in `nodes`
    content holds{};         ///< as far as the compiler knows
    const node* nodes = nullptr;
    table_ref table = nullptr;     ///< of from and join; of select and returning: the table whose objects they give
    const row_info* row = nullptr; ///< of select and returning: the struct that they fill
    std::string_view alias{};
};

/// Whether the run time decides what a clause holds, or whether it stands.
constexpr bool is_dynamic(clause_kind kind) {
    return kind == clause_kind::where_if || kind == clause_kind::where_predicate || kind == clause_kind::ordering ||
           kind == clause_kind::set_if;
}
/// Whether a clause is constant apart from a flag that says whether it stands.
constexpr bool has_flag(clause_kind kind) { return kind == clause_kind::where_if || kind == clause_kind::set_if; }
constexpr bool sets_columns(clause_kind kind) { return kind == clause_kind::set || kind == clause_kind::set_if; }
constexpr bool is_condition(clause_kind kind) {
    return kind == clause_kind::where || kind == clause_kind::where_if || kind == clause_kind::where_predicate;
}

/// A statement as plain data.
struct statement_view {
    verb kind{};
    const clause* clauses = nullptr;
    std::size_t count = 0;

    constexpr const clause* begin() const { return clauses; }
    constexpr const clause* end() const { return clauses + count; }
    constexpr const clause* find(clause_kind wanted) const {
        for (const clause& each : *this)
            if (each.kind == wanted) return &each;
        return nullptr;
    }
    constexpr bool has(clause_kind wanted) const { return find(wanted) != nullptr; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_TREE_STATEMENT_HPP

// refract/tree/walk.hpp
#ifndef REFRACT_TREE_WALK_HPP
#define REFRACT_TREE_WALK_HPP

#include <cstddef>

/// \file
/// Ways through the tree. Nodes lie in prefix order, so what follows an operand is found by skipping it.

namespace refract {
inline namespace v0 {
namespace detail {

/// The node behind an expression and all its operands.
constexpr const node* skip(const node* at) {
    std::size_t left = 1;
    while (left > 0) {
        left += at->arity;
        --left;
        ++at;
    }
    return at;
}

/// Expressions side by side: `for (const node& each : operands_of(parent))`.
struct expression_range {
    struct iterator {
        const node* at;
        std::size_t left;
        constexpr const node& operator*() const { return *at; }
        constexpr iterator& operator++() {
            // Not behind the last one: there may be nothing there.
            if (--left > 0) at = skip(at);
            return *this;
        }
        constexpr bool operator!=(const iterator& other) const { return left != other.left; }
    };
    const node* first;
    std::size_t count;

    constexpr iterator begin() const { return {first, count}; }
    constexpr iterator end() const { return {nullptr, 0}; }
};
constexpr expression_range operands_of(const node& parent) { return {&parent + 1, parent.arity}; }
constexpr const node& operand_of(const node& parent, std::size_t index) {
    const node* at = &parent + 1;
    for (; index > 0; --index) at = skip(at);
    return *at;
}
constexpr expression_range items_of(const clause& each) { return {each.nodes, each.items}; }
constexpr expression_range items_of(const clause* each) {
    return each ? items_of(*each) : expression_range{nullptr, 0};
}

/// Whether a `set` assigns a column.
constexpr bool assigns(const clause* set, std::size_t column) {
    for (const node& item : items_of(set))
        if (item.column == column) return true;
    return false;
}

constexpr const node* end_of(const node* nodes, std::size_t items) {
    for (; items > 0; --items) nodes = skip(nodes);
    return nodes;
}

/// Where the parts behind some others are; null where none are known.
constexpr const dynamic_part* behind(const dynamic_part* parts, const content& before) {
    return parts ? parts + before.parts : nullptr;
}

/// What a statement, a clause or nodes side by side hold, queries inside them included. `parts` are those of the
/// run time, from the piece's first on; without them only the constant pieces are counted.
constexpr content content_of(const statement_view& statement, const dynamic_part* parts = nullptr);

constexpr content content_of(const node* first, const node* last, const dynamic_part* parts = nullptr) {
    content all;
    for (; first != last; ++first) {
        if (first->kind == node_kind::value) all += {.values = 1};
        if (first->kind == node_kind::parameter) all += {.parameters = 1};
        if (!first->query) continue;
        all += content_of(*first->query, behind(parts, all));
        all += {.queries = 1};
    }
    return all;
}
constexpr content content_of(const clause& each, const dynamic_part* parts = nullptr) {
    if (!parts || each.holds.parts == 0) return each.holds; // all of it is constant
    content all;
    if (is_dynamic(each.kind)) {
        all.parts = 1;
        all += parts->holds;
        if (!has_flag(each.kind)) return all;
    }
    all += content_of(each.nodes, end_of(each.nodes, each.items), behind(parts, all));
    return all;
}
constexpr content content_of(const statement_view& statement, const dynamic_part* parts) {
    content all;
    for (const clause& each : statement) all += content_of(each, behind(parts, all));
    return all;
}

/// Whether a kind of node stands anywhere in a statement, queries inside included.
constexpr bool has_node(const statement_view& statement, node_kind kind) {
    for (const clause& each : statement)
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at->kind == kind || (at->query && has_node(*at->query, kind))) return true;
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_TREE_WALK_HPP

// refract/query/clause.hpp
#ifndef REFRACT_QUERY_CLAUSE_HPP
#define REFRACT_QUERY_CLAUSE_HPP

#include <cstddef>
#include <type_traits>

/// \file
/// The clauses of a statement as types, which make a query's type; each describes itself as plain data.

namespace refract {
inline namespace v0 {
namespace detail {

/// Several expressions in one array of nodes.
template <class... Node> struct node_sequence {
    using parameters = join_lists_t<typename Node::parameters...>;
    static constexpr std::size_t size = (std::size_t{0} + ... + Node::size);
    static constexpr node* append(node* at) {
        ((at = Node::append(at)), ...);
        return at;
    }
};

/// A clause that holds expressions.
template <clause_kind Kind, class... Node> struct expression_clause {
    using sequence = node_sequence<Node...>;
    using parameters = typename sequence::parameters;
    static constexpr clause describe() {
        clause result{.kind = Kind, .items = sizeof...(Node)};
        if constexpr (sizeof...(Node) > 0) {
            result.nodes = nodes_of<sequence>.data();
            result.holds = content_of(result.nodes, result.nodes + sequence::size);
        }
        return result;
    }
};

/// The value that says whether a clause stands; it is never bound.
struct condition_flag {
    bool stands;
};

/// A clause that stands only if a flag, kept before its values, is set.
template <clause_kind Kind, class... Node> struct flagged_clause {
    using parameters = typename node_sequence<Node...>::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<Kind, Node...>::describe();
        result.holds += {.parts = 1};
        return result;
    }
};

/// A clause whose nodes are known only at run time.
template <clause_kind Kind> struct dynamic_clause {
    using parameters = type_list<>;
    static constexpr clause describe() { return {.kind = Kind, .holds = {.parts = 1}}; }
};

/// Stands for what was no clause, so that one mistake has one sentence: no rule says anything further of its query.
struct refused_clause {
    using parameters = type_list<>;
    static constexpr clause describe() { return {.kind = clause_kind::refused}; }
};

template <class Source> struct from_clause {
    using parameters = type_list<>;
    static constexpr clause describe() {
        return {.kind = clause_kind::from,
                .table = &table_of<source_model<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};

template <join_kind Kind, class Source, class... Condition> struct join_clause {
    using parameters = typename node_sequence<Condition...>::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::join, Condition...>::describe();
        result.join = Kind;
        result.table = &table_of<source_model<Source>>;
        result.alias = source_traits<Source>::alias_name;
        return result;
    }
};

template <class Source, class Sources> inline constexpr bool is_source = false;
template <class Source, class... Sources> inline constexpr bool is_source<Source, type_list<Sources...>> =
    (std::is_same_v<Source, Sources> || ...);

/// The selected or returned columns, and the struct that they fill; or a table of the query, of which all are meant.
template <clause_kind Kind, class Row, class... Node> struct row_clause {
    using parameters = typename node_sequence<Node...>::parameters;
    template <class Sources> static constexpr clause describe() {
        clause result = expression_clause<Kind, Node...>::describe();
        if constexpr (!std::is_void_v<Row>) {
            result.alias = source_traits<Row>::alias_name;
            if constexpr (sizeof...(Node) == 0 && is_source<Row, Sources>)
                result.table = &table_of<source_model<Row>>;
            else
                result.row = &row_info_of<source_model<Row>>();
        }
        return result;
    }
};

/// A clause as plain data. What a struct between < and > means depends on the tables of the query.
template <class Clause, class Sources> constexpr clause describe_clause() {
    if constexpr (requires { Clause::describe(); })
        return Clause::describe();
    else
        return Clause::template describe<Sources>();
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_CLAUSE_HPP

// refract/query/rules/violation.hpp
#ifndef REFRACT_QUERY_RULES_VIOLATION_HPP
#define REFRACT_QUERY_RULES_VIOLATION_HPP

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The first rule that a statement breaks, with the names of what breaks it.
struct violation {
    rule_number broken = rule::none;
    std::string_view table{}, column{};

    constexpr explicit operator bool() const { return broken != rule::none; }
};

constexpr violation of_column(rule_number broken, const node& column) {
    return {broken, column.table().name, column.table().columns[column.column].field};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_VIOLATION_HPP

// refract/tree/scope.hpp
#ifndef REFRACT_TREE_SCOPE_HPP
#define REFRACT_TREE_SCOPE_HPP

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// One table of a query under the name that its columns are called by.
struct source {
    table_ref table = nullptr;
    std::string_view alias{};
    bool nullable = false; ///< the far side of an outer join

    constexpr std::string_view name() const { return alias.empty() ? table().name : alias; }
    /// Whether a column's name could mean either: tables of one name differ by their schema only where both have one,
    /// since `"item"."id"` means the item of any schema.
    constexpr bool is_mistaken_for(const source& other) const {
        if (name() != other.name()) return false;
        if (!alias.empty() || !other.alias.empty()) return true;
        const std::string_view schema = table().schema, others = other.table().schema;
        return schema.empty() || others.empty() || schema == others;
    }
};

inline constexpr std::size_t max_sources = 32;

/// The tables of a query, in order, and whether its rows are groups. A query inside another one sees the tables of
/// that one as well: they are its scope outside.
struct scope {
    source sources[max_sources]{};
    std::size_t count = 0;
    expression_range group_keys{nullptr, 0};
    const scope* outer = nullptr;
    bool grouped = false; ///< of a scope outside: the query stands where plain columns must be group keys

    constexpr const source* find_own(const node& column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (sources[i].table == column.table && sources[i].alias == column.alias) return &sources[i];
        return nullptr;
    }
    /// The innermost scope that has a column's table; null without one.
    constexpr const scope* home_of(const node& column) const {
        for (const scope* each = this; each; each = each->outer)
            if (each->find_own(column)) return each;
        return nullptr;
    }
    constexpr const source* find(const node& column) const {
        const scope* home = home_of(column);
        return home ? home->find_own(column) : nullptr;
    }
};

constexpr scope make_scope(const statement_view& statement, const scope* outer = nullptr) {
    scope result;
    result.outer = outer;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::group_by) result.group_keys = items_of(each);
        if (each.kind != clause_kind::from && each.kind != clause_kind::join) continue;
        if (each.kind == clause_kind::join && (each.join == join_kind::right || each.join == join_kind::full))
            for (std::size_t i = 0; i < result.count; ++i) result.sources[i].nullable = true;
        if (result.count == max_sources) break; // a rule says so
        result.sources[result.count++] = {each.table, each.alias,
                                          each.kind == clause_kind::join &&
                                              (each.join == join_kind::left || each.join == join_kind::full)};
    }
    return result;
}

/// The table whose whole rows a select means; null where it means others.
constexpr const source* find_whole(const clause& columns, const scope& in) {
    if (columns.items > 0 || !columns.table) return nullptr;
    return in.find_own({.table = columns.table, .alias = columns.alias});
}

/// Where a field of a row struct that is filled by name comes from: the column of that name, if there is exactly one.
struct field_source {
    const source* from = nullptr;
    std::size_t column = 0;
    std::size_t found = 0;
};
constexpr field_source find_field(std::string_view field, const scope& in) {
    field_source result;
    for (std::size_t i = 0; i < in.count; ++i) {
        const std::size_t column = in.sources[i].table().find_field(field);
        if (column == table_info::none) continue;
        result.from = &in.sources[i];
        result.column = column;
        ++result.found;
    }
    return result;
}

/// Whether a query inside another one names a column of a table outside.
constexpr bool is_correlated(const statement_view& statement, const scope& in);

constexpr bool names_outside(const node* first, const node* last, const scope& in) {
    for (; first != last; ++first) {
        if (first->kind == node_kind::column && !in.find_own(*first)) return true;
        if (first->query && is_correlated(*first->query, make_scope(*first->query, &in))) return true;
    }
    return false;
}
constexpr bool is_correlated(const statement_view& statement, const scope& in) {
    if (!in.outer) return false;
    for (const clause& each : statement)
        if (each.items > 0 && names_outside(each.nodes, end_of(each.nodes, each.items), in)) return true;
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_TREE_SCOPE_HPP

// refract/tree/nullable.hpp
#ifndef REFRACT_TREE_NULLABLE_HPP
#define REFRACT_TREE_NULLABLE_HPP

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_nullable(const node& at, const scope& in);

constexpr bool any_nullable(const expression_range& operands, const scope& in) {
    for (const node& each : operands)
        if (is_nullable(each, in)) return true;
    return false;
}
constexpr bool all_nullable(const expression_range& operands, const scope& in) {
    for (const node& each : operands)
        if (!is_nullable(each, in)) return false;
    return true;
}

/// Whether a row of a query that selects one column may be NULL.
constexpr bool yields_null(const statement_view& query, const scope& in) {
    const clause* columns = query.find(clause_kind::select);
    return !columns || columns->items != 1 || is_nullable(*columns->nodes, make_scope(query, &in));
}

/// A query has no row, and its value is then NULL, unless it is one aggregate over all rows.
constexpr bool is_nullable_query(const statement_view& query, const scope& in) {
    for (const clause_kind kind : {clause_kind::group_by, clause_kind::having, clause_kind::limit, clause_kind::offset})
        if (query.has(kind)) return true;
    const clause* columns = query.find(clause_kind::select);
    return !columns || columns->nodes->kind != node_kind::aggregate || yields_null(query, in);
}

/// CASE gives one of its values, or NULL where no condition holds and there is no ELSE.
constexpr bool is_nullable_case(const node& at, const scope& in) {
    std::size_t index = 0;
    for (const node& each : operands_of(at)) {
        const bool is_value = index % 2 == 1 || index + 1 == at.arity;
        if (is_value && is_nullable(each, in)) return true;
        ++index;
    }
    return at.arity % 2 == 0;
}

/// A window holds its own row, so that an aggregate over it is of at least one.
constexpr bool is_nullable_over(const node& function, const scope& in) {
    if (function.kind != node_kind::aggregate || function.filtered) return is_nullable(function, in);
    return function.op != operation::count && any_nullable(operands_of(function), in);
}

constexpr bool is_nullable_column(const node& at, const scope& in) {
    const source* table = in.find(at);
    return (table && table->nullable) || at.table().columns[at.column].nullable;
}

/// By zero the result is NULL. What the program gives as a divisor it knows not to be zero, and a group has rows to
/// count.
constexpr bool may_divide_by_zero(const node& at, const scope& in) {
    if (at.op != operation::divide && at.op != operation::divide_whole && at.op != operation::modulo) return false;
    const node& divisor = operand_of(at, 1);
    if (divisor.kind == node_kind::value || divisor.kind == node_kind::parameter) return false;
    const bool counts_a_group = divisor.kind == node_kind::aggregate && divisor.op == operation::count &&
                                operand_of(divisor, 0).kind == node_kind::star && !divisor.filtered &&
                                in.group_keys.count > 0;
    return !counts_a_group;
}

/// Whether an expression can be NULL, by SQL's rules: NULL goes through operators and functions.
constexpr bool is_nullable(const node& at, const scope& in) {
    switch (at.kind) {
    case node_kind::column: return is_nullable_column(at, in);
    case node_kind::value:
    case node_kind::parameter: return at.nullable;
    case node_kind::null: return true;
    case node_kind::exists_query: return false;
    case node_kind::scalar_query: return is_nullable_query(*at.query, in);
    case node_kind::in_query: return any_nullable(operands_of(at), in) || yields_null(*at.query, in);
    case node_kind::case_when: return is_nullable_case(at, in);
    case node_kind::window: return is_nullable_over(operand_of(at, 0), in);
    case node_kind::aggregate:
        if (at.op == operation::count) return false;
        // A group has at least one row, unless a filter takes it away.
        if (in.group_keys.count == 0 || at.filtered) return true;
        break;
    case node_kind::unary:
        if (at.op == operation::is_null || at.op == operation::is_not_null) return false;
        break;
    case node_kind::binary:
        if (at.op == operation::is_distinct_from || at.op == operation::is_not_distinct_from) return false;
        break;
    default: break;
    }
    if (may_divide_by_zero(at, in)) return true;
    // One operand that is never NULL is enough.
    if (at.op == operation::coalesce) return all_nullable(operands_of(at), in);
    return any_nullable(operands_of(at), in);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_TREE_NULLABLE_HPP

// refract/query/rules/assignments.hpp
#ifndef REFRACT_QUERY_RULES_ASSIGNMENTS_HPP
#define REFRACT_QUERY_RULES_ASSIGNMENTS_HPP

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Each assigned column is of the table, takes the value, and is assigned once.
constexpr violation check_assignments(const clause& set, const scope& in) {
    for (const node& item : items_of(set)) {
        if (item.table != in.sources[0].table) return of_column(rule::assignment_of_table, item);
        const column_info& column = item.table().columns[item.column];
        if (column.generated) return of_column(rule::assignment_is_not_generated, item);
        if (!column.nullable && is_nullable(operand_of(item, 0), in))
            return of_column(rule::assignment_is_never_null, item);
        for (const node& earlier : items_of(set)) {
            if (&earlier == &item) break;
            if (earlier.column == item.column) return of_column(rule::assignment_once, item);
        }
    }
    return {};
}

/// What is set under a flag is set in no other place: the flags are not known yet.
constexpr violation check_set_once(const statement_view& statement) {
    for (const clause& set : statement) {
        if (!sets_columns(set.kind)) continue;
        for (const node& item : items_of(set))
            for (const clause* earlier = statement.begin(); earlier != &set; ++earlier)
                if (sets_columns(earlier->kind) && assigns(earlier, item.column))
                    return of_column(rule::assignment_once, item);
    }
    return {};
}

/// What an insert leaves out must be optional, have a default, or be made by the database.
constexpr violation check_insert_is_complete(const clause* set, const table_info& table) {
    for (std::size_t c = 0; c < table.column_count; ++c) {
        const column_info& column = table.columns[c];
        const bool fills_itself = column.nullable || column.generated || column.default_from != default_kind::none ||
                                  (column.key && table.key_is_generated);
        if (!fills_itself && !assigns(set, c)) return {rule::insert_is_complete, table.name, column.field};
    }
    return {};
}

constexpr violation check_write(const statement_view& statement, const scope& in) {
    const clause* set = statement.find(clause_kind::set);
    if (statement.kind == verb::update && !set && !statement.has(clause_kind::set_if))
        return {rule::update_sets_columns, in.sources[0].name()};
    for (const clause& each : statement)
        if (sets_columns(each.kind))
            if (auto found = check_assignments(each, in)) return found;
    if (auto found = check_set_once(statement)) return found;
    if (statement.kind == verb::insert) return check_insert_is_complete(set, in.sources[0].table());
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_ASSIGNMENTS_HPP

// refract/query/rules/clauses.hpp
#ifndef REFRACT_QUERY_RULES_CLAUSES_HPP
#define REFRACT_QUERY_RULES_CLAUSES_HPP

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_order(clause_kind kind) { return kind == clause_kind::order_by || kind == clause_kind::ordering; }

/// Conditions and assignments under a flag add up, and joins follow each other; of everything else a statement has one.
constexpr violation check_clauses_once(const statement_view& statement) {
    for (std::size_t i = 0; i < statement.count; ++i) {
        const clause_kind kind = statement.clauses[i].kind;
        if (kind == clause_kind::refused) return {rule::told};
        if (is_condition(kind) || kind == clause_kind::join || kind == clause_kind::set_if) continue;
        for (std::size_t j = 0; j < i; ++j) {
            const clause_kind other = statement.clauses[j].kind;
            if (kind == other || (is_order(kind) && is_order(other))) return {rule::clause_once};
        }
    }
    return {};
}

constexpr violation check_table_count(const statement_view& statement) {
    std::size_t count = 0;
    for (const clause& each : statement) count += each.kind == clause_kind::from || each.kind == clause_kind::join;
    return count > max_sources ? violation{rule::table_count_is_bounded} : violation{};
}

/// A table of a query outside counts as well: inside, its name would mean the inner one.
constexpr violation check_tables_once(const scope& in) {
    for (std::size_t i = 0; i < in.count; ++i) {
        const source& each = in.sources[i];
        for (std::size_t j = 0; j < i; ++j)
            if (each.is_mistaken_for(in.sources[j])) return {rule::table_once, each.name()};
        for (const scope* outer = in.outer; outer; outer = outer->outer)
            for (std::size_t j = 0; j < outer->count; ++j)
                if (each.is_mistaken_for(outer->sources[j])) return {rule::table_once, each.name()};
    }
    return {};
}

/// A write without a condition touches every row; that has to be said.
constexpr violation check_write_has_condition(const statement_view& statement, const scope& in) {
    if (statement.kind != verb::update && statement.kind != verb::remove) return {};
    for (const clause& each : statement)
        if (is_condition(each.kind) || each.kind == clause_kind::all_rows) return {};
    return {rule::write_has_condition, in.sources[0].name()};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_CLAUSES_HPP

// refract/query/rules/expressions.hpp
#ifndef REFRACT_QUERY_RULES_EXPRESSIONS_HPP
#define REFRACT_QUERY_RULES_EXPRESSIONS_HPP

namespace refract {
inline namespace v0 {
namespace detail {

/// What an expression may hold where it stands.
struct context {
    bool aggregates = false; ///< aggregates may stand here
    bool windows = false;    ///< and window functions
    bool grouped = false;    ///< plain columns must be group keys
    bool inside = false;     ///< inside an aggregate
};

constexpr bool same_expression(const node& left, const node& right) {
    const node* const end = skip(&left);
    for (const node *a = &left, *b = &right; a != end; ++a, ++b)
        if (a->kind != b->kind || a->op != b->op || a->arity != b->arity || a->table != b->table ||
            a->column != b->column || a->alias != b->alias || a->query != b->query || a->kind == node_kind::value)
            return false; // two values are two parameters: the database cannot know them equal
    return true;
}

constexpr bool is_group_key(const node& at, const scope& in) {
    for (const node& key : in.group_keys) {
        if (same_expression(at, key)) return true;
        // The primary key determines its row (SQL:1999; both databases accept it).
        if (at.kind == node_kind::column && key.kind == node_kind::column && at.table == key.table &&
            at.alias == key.alias && key.table().key.count == 1 && key.table().key.columns[0] == key.column)
            return true;
    }
    return false;
}

/// Comparisons that NULL never satisfies, whatever stands on the other side.
constexpr bool never_holds_for_null(const node& at) {
    switch (at.op) {
    case operation::equal:
    case operation::not_equal:
    case operation::less:
    case operation::less_equal:
    case operation::greater:
    case operation::greater_equal:
    case operation::like:
    case operation::not_like:
    case operation::ilike:
    case operation::starts_with:
    case operation::ends_with:
    case operation::contains: return true;
    default: return at.kind == node_kind::between || at.kind == node_kind::in_values;
    }
}

constexpr violation check_column(const node& at, const scope& in, const context& where) {
    const scope* home = in.home_of(at);
    if (!home) return of_column(rule::column_in_query, at);
    // A query inside a grouped one sees the groups, as everything beside it does.
    const bool must_be_grouped =
        home == &in ? where.grouped && !where.inside : home->grouped && !is_group_key(at, *home);
    return must_be_grouped ? of_column(rule::columns_are_grouped, at) : violation{};
}
constexpr violation check_null_test(const node& at, const scope& in) {
    const node& tested = operand_of(at, 0);
    const bool never = (at.op == operation::is_null || at.op == operation::is_not_null) &&
                       tested.kind == node_kind::column && in.find(tested) && !is_nullable(tested, in);
    return never ? of_column(rule::null_needs_optional, tested) : violation{};
}
/// What the place of an expression means for its operands.
constexpr context context_of_operands(const node& at, context where) {
    if (at.kind == node_kind::aggregate) {
        where.inside = true;
        where.windows = false;
    }
    if (at.kind == node_kind::window) where.windows = false;
    return where;
}

constexpr violation check_node(const node& at, const scope& in, const context& where) {
    switch (at.kind) {
    case node_kind::column: return check_column(at, in, where);
    case node_kind::unary: return check_null_test(at, in);
    case node_kind::window: return where.windows ? violation{} : violation{rule::window_in_select};
    case node_kind::aggregate:
        if (where.inside) return {rule::aggregates_do_not_nest};
        return where.aggregates ? violation{} : violation{rule::aggregate_outside_where};
    case node_kind::refused: return {rule::told};
    default: return {};
    }
}

constexpr violation check_expression(const node& at, const scope& in, context where) {
    if (where.grouped && !where.inside && is_group_key(at, in)) where.grouped = false;
    if (auto found = check_node(at, in, where)) return found;
    const bool rejects_null = never_holds_for_null(at);
    const context inner = context_of_operands(at, where);
    for (const node& operand : operands_of(at)) {
        if (rejects_null && operand.nullable) return {rule::optional_needs_null_safe};
        // The function of a window is no aggregate of the rows: it leaves them as they are.
        if (at.kind == node_kind::window && &operand == &at + 1 && operand.kind == node_kind::aggregate) {
            for (const node& argument : operands_of(operand))
                if (auto found = check_expression(argument, in, inner)) return found;
            continue;
        }
        if (auto found = check_expression(operand, in, inner)) return found;
    }
    return {};
}

constexpr violation check_items(const clause& each, const scope& in, const context& where) {
    for (const node& item : items_of(each))
        if (auto found = check_expression(item, in, where)) return found;
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_EXPRESSIONS_HPP

// refract/query/rules/distinct.hpp
#ifndef REFRACT_QUERY_RULES_DISTINCT_HPP
#define REFRACT_QUERY_RULES_DISTINCT_HPP

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether an expression is one of the selected columns.
constexpr bool is_selected(const node& at, const clause* columns, const scope& in) {
    if (columns && columns->items > 0) {
        for (const node& item : items_of(*columns))
            if (same_expression(at, item)) return true;
        return false;
    }
    if (at.kind != node_kind::column) return false;
    if (const source* const whole = columns ? find_whole(*columns, in) : nullptr)
        return at.table == whole->table && at.alias == whole->alias;
    // Whole rows, or the fields of a struct that is filled by name.
    const std::string_view field = at.table().columns[at.column].field;
    return !columns || columns->row->has(field);
}

/// Rows that are one to `distinct` may differ in what was not selected, so that cannot order them.
constexpr violation check_distinct_order(const statement_view& statement, const scope& in) {
    if (!statement.has(clause_kind::distinct)) return {};
    const clause* columns = statement.find(clause_kind::select);
    for (const node& term : items_of(statement.find(clause_kind::order_by))) {
        const node& ordered = operand_of(term, 0);
        if (is_selected(ordered, columns, in)) continue;
        if (ordered.kind == node_kind::column) return of_column(rule::distinct_orders_by_selected, ordered);
        return {rule::distinct_orders_by_selected};
    }
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_DISTINCT_HPP

// refract/query/rules/grouping.hpp
#ifndef REFRACT_QUERY_RULES_GROUPING_HPP
#define REFRACT_QUERY_RULES_GROUPING_HPP

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether an expression makes one row of many: holds an aggregate that is not the function of a window.
constexpr bool holds_aggregate(const node& at) {
    if (at.kind == node_kind::aggregate) return true;
    const bool is_window = at.kind == node_kind::window;
    for (const node& operand : operands_of(at)) {
        if (is_window && &operand == &at + 1) {
            for (const node& argument : operands_of(operand))
                if (holds_aggregate(argument)) return true;
        } else if (holds_aggregate(operand)) {
            return true;
        }
    }
    return false;
}
constexpr bool holds_aggregate(const clause* each) {
    for (const node& item : items_of(each))
        if (holds_aggregate(item)) return true;
    return false;
}

/// Whether the rows of a select are groups, or one for all.
constexpr bool is_grouped(const statement_view& statement) {
    return statement.has(clause_kind::group_by) || holds_aggregate(statement.find(clause_kind::select)) ||
           holds_aggregate(statement.find(clause_kind::order_by));
}

/// Whole rows, or fields by name, of a grouped query: every column must follow from a key.
constexpr violation check_whole_groups(const clause* columns, const scope& in) {
    const source* const whole = columns ? find_whole(*columns, in) : nullptr;
    for (std::size_t i = 0; i < in.count; ++i) {
        if (whole && whole != &in.sources[i]) continue;
        node column{.kind = node_kind::column, .table = in.sources[i].table, .alias = in.sources[i].alias};
        const table_info& table = in.sources[i].table();
        for (std::size_t c = 0; c < table.column_count; ++c) {
            column.column = static_cast<std::uint16_t>(c);
            if (columns && !whole && !columns->row->has(table.columns[c].field)) continue;
            if (!is_group_key(column, in)) return of_column(rule::columns_are_grouped, column);
        }
    }
    return {};
}

constexpr violation check_select(const statement_view& statement, const scope& in) {
    const clause* columns = statement.find(clause_kind::select);
    const clause* having = statement.find(clause_kind::having);
    if (having && !statement.has(clause_kind::group_by)) return {rule::having_needs_group_by};
    context of_group{.aggregates = true, .windows = true, .grouped = is_grouped(statement)};
    if (of_group.grouped && (!columns || columns->items == 0))
        if (auto found = check_whole_groups(columns, in)) return found;
    for (const clause* each : {columns, statement.find(clause_kind::order_by)})
        if (each)
            if (auto found = check_items(*each, in, of_group)) return found;
    of_group.windows = false;
    return having ? check_items(*having, in, of_group) : violation{};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_GROUPING_HPP

// refract/query/rules/row_struct.hpp
#ifndef REFRACT_QUERY_RULES_ROW_STRUCT_HPP
#define REFRACT_QUERY_RULES_ROW_STRUCT_HPP

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a field can hold what a column yields; views and owning types are alike.
constexpr bool same_stored_type(const sql_type& field, const sql_type& column) {
    return field.kind == column.kind && field.item == column.item && field.enumeration == column.enumeration &&
           field.scale == column.scale;
}

/// The columns of the rows and the fields of the struct that they fill; of what is no row, all has been said.
constexpr violation check_row_struct(const clause& each, const scope& in) {
    const row_info& row = *each.row;
    if (row.fields.empty()) return {};
    if (!each.alias.empty()) return {rule::column_in_query, each.alias};
    if (each.items > 0 && each.items != row.fields.size()) return {rule::row_width, row.name()};
    const node* next = each.items > 0 ? each.nodes : nullptr;
    for (const field_info& field : row.fields) {
        const node* const item = next;
        if (item) next = skip(item);
        if (field.kind == field_kind::unknown) continue;
        sql_type type{};
        bool nullable = false;
        if (item) {
            type = item->type;
            nullable = is_nullable(*item, in);
        } else {
            const field_source found = find_field(field.name, in);
            if (found.found != 1) return {rule::row_field_exists, row.name(), field.name};
            const column_info& column = found.from->table().columns[found.column];
            type = column.type;
            nullable = column.nullable || found.from->nullable;
        }
        if (!same_stored_type(field.type, type)) return {rule::row_field_type, row.name(), field.name};
        if (nullable && !field.nullable) return {rule::row_field_nullable, row.name(), field.name};
    }
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_ROW_STRUCT_HPP

// refract/query/rules/statement.hpp
#ifndef REFRACT_QUERY_RULES_STATEMENT_HPP
#define REFRACT_QUERY_RULES_STATEMENT_HPP

#include <cstddef>

/// \file
/// The rules that make a wrong query not compile, as plain functions over a statement's data.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr violation find_violation(const statement_view& statement, const scope* outer = nullptr);

/// Whether NULL among the rows of a query makes NOT IN unknown, so that it holds for no row.
constexpr bool is_null_trap(const node& at, const scope& in) {
    return at.kind == node_kind::in_query && at.negated && yields_null(*at.query, in);
}

/// The queries inside an expression: they see the tables around them.
constexpr violation check_inner_queries(const node& at, const scope& in, bool grouped = false) {
    if (at.kind == node_kind::aggregate || (grouped && is_group_key(at, in))) grouped = false;
    if (at.query) {
        scope around = in;
        around.grouped = grouped;
        if (auto found = find_violation(*at.query, &around)) return found;
        if (is_null_trap(at, in)) return {rule::not_in_without_null};
    }
    for (const node& operand : operands_of(at))
        if (auto found = check_inner_queries(operand, in, grouped)) return found;
    return {};
}

/// Everything that is evaluated row by row. A join sees the tables up to its own.
constexpr violation check_rows(const statement_view& statement, const scope& in) {
    scope visible = in;
    visible.count = 0;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::from || each.kind == clause_kind::join) ++visible.count;
        const bool of_groups = each.kind == clause_kind::select || each.kind == clause_kind::having ||
                               each.kind == clause_kind::order_by; // these are checked as such
        const scope& around = each.kind == clause_kind::join ? visible : in;
        if (!of_groups)
            if (auto found = check_items(each, around, {})) return found;
        if (each.holds.queries == 0) continue;
        for (const node& item : items_of(each))
            if (auto found = check_inner_queries(item, around, of_groups && is_grouped(statement))) return found;
    }
    return {};
}

/// The first rule that the statement breaks.
constexpr violation find_violation(const statement_view& statement, const scope* outer) {
    const scope in = make_scope(statement, outer);
    if (auto found = check_clauses_once(statement)) return found;
    if (auto found = check_table_count(statement)) return found;
    if (auto found = check_tables_once(in)) return found;
    if (auto found = check_rows(statement, in)) return found;
    if (auto found = statement.kind == verb::select ? check_select(statement, in) : check_write(statement, in))
        return found;
    if (auto found = check_distinct_order(statement, in)) return found;
    if (auto found = check_write_has_condition(statement, in)) return found;
    for (const clause& each : statement)
        if (each.row)
            if (auto found = check_row_struct(each, in)) return found;
    return {};
}

template <class Query> inline constexpr violation violation_of = find_violation(Query::view);

template <class Query, bool Holds> struct query_outcome {
    using type = passed;
};
template <class Query> struct query_outcome<Query, false> {
    static constexpr violation found = violation_of<Query>;
    using type = failed<found.broken, name<fixed_string<found.table.size() + 1>(found.table)>,
                        name<fixed_string<found.column.size() + 1>(found.column)>>;
};
/// `passed`, or the rule that a query breaks with the names of what breaks it.
template <class Query> using check_query =
    typename query_outcome<Query, violation_of<Query>.broken == rule::none>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_STATEMENT_HPP

// refract/schema/any_value.hpp
#ifndef REFRACT_SCHEMA_ANY_VALUE_HPP
#define REFRACT_SCHEMA_ANY_VALUE_HPP

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

/// A value of any storable type, owned: what conditions known only at run time hold, and what the
/// recorder plays back. Two are equal if the database would hold the same.
struct any_value {
    sql_type type{};
    bool null = true;
    std::int64_t number = 0; ///< also a boolean, a decimal's coefficient, days, microseconds
    double real = 0;
    std::string text{};
    std::vector<any_value> list{};

    any_value() = default;
    template <class Value>
        requires detail::storable<Value> || std::is_same_v<Value, std::nullopt_t>
    any_value(const Value& value) {
        if constexpr (std::is_same_v<Value, std::nullopt_t>) {
            return;
        } else if constexpr (detail::is_optional<Value>) {
            type = detail::type_of<Value>;
            if (value) *this = any_value(*value);
        } else {
            type = codec<Value>::type;
            null = false;
            detail::keep_encoded(*this, value);
        }
    }
    // A template, so that it is looked at only where the codecs are known.
    template <std::same_as<char> Character> any_value(const Character* value)
        : any_value(std::basic_string_view<Character>(value)) {}

    bool operator==(const any_value& other) const {
        if (null || other.null) return null == other.null;
        return type == other.type && number == other.number && real == other.real && text == other.text &&
               list == other.list;
    }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_ANY_VALUE_HPP

// refract/query/predicate.hpp
#ifndef REFRACT_QUERY_PREDICATE_HPP
#define REFRACT_QUERY_PREDICATE_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

template <class... Source> class predicate;
template <class... Source> class ordering;

namespace detail {

template <class> inline constexpr bool is_predicate = false;
template <class... Source> inline constexpr bool is_predicate<predicate<Source...>> = true;
template <class Type>
concept any_condition = any_expression<Type> || is_predicate<Type>;

/// What a query holds for a clause that the run time puts together: a predicate or an ordering.
template <class> inline constexpr bool is_runtime_part = false;
template <class... Source> inline constexpr bool is_runtime_part<predicate<Source...>> = true;
template <class... Source> inline constexpr bool is_runtime_part<ordering<Source...>> = true;

/// A run-time part of a query that stands inside a predicate; its values are among those of the predicate.
struct inner_part {
    bool stands = true;
    std::vector<node> nodes{};
    std::uint16_t items = 0;
    content holds{};
};

/// Expressions known only at run time: nodes, owned values, and the run-time parts of queries inside, each in order.
///
/// What fills it are templates: programs that have no such expressions do not compile it.
struct dynamic_nodes {
    std::vector<node> nodes{};
    std::vector<any_value> values{};
    std::vector<inner_part> parts{};
    std::uint16_t items = 0;

    template <class Node, class Values> void append(const expression<Node, Values>& added) {
        append_all(nodes, nodes_of<Node>);
        append_values(added.bound);
    }
    template <std::size_t... Index, class... Value>
    void append_values([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Value...>& all) {
        (append_value(detail::get<Index>(all)), ...);
    }
    template <std::same_as<dynamic_nodes> Nodes> void append(const Nodes& added) {
        append_all(nodes, added.nodes);
        append_content(added);
    }
    /// What it holds as a part of a query.
    content holds() const {
        return {.values = static_cast<std::uint16_t>(values.size()), .parts = static_cast<std::uint16_t>(parts.size())};
    }

private:
    /// Not `insert`, which takes longer to compile, for each of them.
    template <class Item, class Items> static void append_all(std::vector<Item>& all, const Items& added) {
        for (const Item& each : added) all.push_back(each);
    }
    template <class Value> void append_value(const Value& value) {
        if constexpr (std::is_same_v<Value, condition_flag>) {
            parts.push_back({.stands = value.stands});
        } else if constexpr (is_runtime_part<Value>) {
            const dynamic_nodes& inner = value.parts();
            parts.push_back({!inner.nodes.empty(), inner.nodes, inner.items, inner.holds()});
            append_content(inner);
        } else {
            values.push_back(own(value));
        }
    }
    template <class Nodes> void append_content(const Nodes& added) {
        append_all(values, added.values);
        append_all(parts, added.parts);
    }
    template <class Value> static any_value own(const Value& value) {
        if constexpr (requires { value.items; }) {
            any_value list;
            list.null = false;
            for (const auto& item : value.items) list.list.push_back(any_value(item));
            using item = std::remove_cvref_t<decltype(value.items[0])>;
            list.type = type_of<item>;
            list.type.list = true;
            return list;
        } else {
            return any_value(value);
        }
    }
};

/// What is wrong with an expression that is added at run time. Where its query stands is not known
/// here: its tables may be the far side of an outer join, and an ordering's query may be grouped.
template <class Node, class... Source> constexpr violation find_violation_on(const context& where) {
    scope in;
    ((in.sources[in.count++] = {.table = &table_of<source_model<Source>>,
                                .alias = source_traits<Source>::alias_name,
                                .nullable = true}),
     ...);
    if (auto found = check_expression(nodes_of<Node>[0], in, where)) return found;
    return check_inner_queries(nodes_of<Node>[0], in);
}
template <class Node, bool Aggregates, class... Source> constexpr void require_on_sources() {
    constexpr violation found = find_violation_on<Node, Source...>({.aggregates = Aggregates});
    require<check_that<found.broken == rule::none, found.broken, Source...>>();
    require<check_that<Node::parameters::size == 0, rule::value_is_known, Source...>>();
}

} // namespace detail

/// A condition on one model, or on several of a query, that is put together at run time, with columns
/// and types still checked.
///
///     predicate<User> wanted;
///     if (!name.empty()) wanted &= col<&User::name> == name;
///     db.all(from<User>().where(wanted));
///
/// SQL: the conditions joined with AND and OR; assembled once per distinct shape, then cached.
/// An empty predicate selects every row; in an update or delete it is a run-time error.
template <class... Source> class predicate {
public:
    predicate() = default;
    template <class Node, class Values> predicate(const detail::expression<Node, Values>& condition) {
        *this &= condition;
    }

    template <class Node, class Values> predicate& operator&=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_and, condition);
    }
    template <class Node, class Values> predicate& operator|=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_or, condition);
    }
    predicate& operator&=(const predicate& other) { return join(detail::operation::logical_and, other); }
    predicate& operator|=(const predicate& other) { return join(detail::operation::logical_or, other); }

    bool empty() const noexcept { return parts_.nodes.empty(); }
    const detail::dynamic_nodes& parts() const noexcept { return parts_; }

private:
    template <class Node, class Values>
    predicate& join(detail::operation op, const detail::expression<Node, Values>& condition) {
        detail::require<detail::check_boolean<typename Node::type>>();
        detail::require_on_sources<Node, false, Source...>();
        start(op);
        parts_.append(condition);
        return *this;
    }
    predicate& join(detail::operation op, const predicate& other) {
        if (other.empty()) return *this;
        const predicate added = other; // it may be this one
        start(op);
        parts_.append(added.parts_);
        return *this;
    }
    void start(detail::operation op) {
        if (!empty())
            parts_.nodes.insert(parts_.nodes.begin(), {.kind = detail::node_kind::binary, .op = op, .arity = 2});
        parts_.items = 1;
    }

    detail::dynamic_nodes parts_;
};

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_PREDICATE_HPP

// refract/query/ordering.hpp
#ifndef REFRACT_QUERY_ORDERING_HPP
#define REFRACT_QUERY_ORDERING_HPP

namespace refract {
inline namespace v0 {

/// An order of the rows of one model, or of several of a query, that is put together at run time.
///
///     ordering<User> order;
///     order.by(col<&User::name>.desc());
///     db.all(from<User>().order_by(order));
///
/// An empty ordering leaves the order to the database.
template <class... Source> class ordering {
public:
    ordering() = default;
    template <class Term> ordering(const Term& term) { by(term); }

    template <bool Descending, detail::nulls_order Nulls, class Node, class Values>
    ordering& by(const detail::ordering_term<Descending, Nulls, Node, Values>& term) {
        using node = detail::ordering_node<Descending, Nulls, Node>;
        detail::require_on_sources<node, true, Source...>();
        parts_.append(detail::expression<node, Values>{term.bound});
        ++parts_.items;
        return *this;
    }
    template <class Node, class Values> ordering& by(const detail::expression<Node, Values>& term) {
        return by(term.asc());
    }

    bool empty() const noexcept { return parts_.nodes.empty(); }
    const detail::dynamic_nodes& parts() const noexcept { return parts_; }

private:
    detail::dynamic_nodes parts_;
};

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_ORDERING_HPP

// refract/query/builder.hpp
#ifndef REFRACT_QUERY_BUILDER_HPP
#define REFRACT_QUERY_BUILDER_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

/// \file
/// What the verbs have in common: a query is a value whose type lists its clauses. Each clause gives a new query.

namespace refract {
inline namespace v0 {
namespace detail {

// What a query's rows are made of.
struct whole_tables {};                         ///< every column of every table
template <class... Node> struct selected {};    ///< a value, or a tuple of values
template <class Row> struct selected_struct {}; ///< a struct, by position
template <class Row> struct selected_fields {}; ///< a struct, by name; or the whole object of a table of the query
template <class Row, class... Column> using selected_row =
    std::conditional_t<sizeof...(Column) == 0, selected_fields<Row>, selected_struct<Row>>;
struct no_rows {};

/// The node of the only selected column; void of anything else.
template <class Selection> struct only_column {
    using type = void;
};
template <class Node> struct only_column<selected<Node>> {
    using type = Node;
};

/// A statement as a value: what it is in its type, what it holds in its flat values. Its size is theirs.
template <verb Verb, class Sources, class Selection, class Clauses, class Values> struct query_base;

template <verb Verb, class Sources, class Selection, class... Clause, class Values>
struct query_base<Verb, Sources, Selection, type_list<Clause...>, Values> {
    using query_type = query_base;
    using sources = Sources;
    using selection = Selection;
    using bound_type = Values;
    using parameters = join_lists_t<typename Clause::parameters...>;
    using column_node = typename only_column<Selection>::type;
    static constexpr verb kind = Verb;
    static constexpr std::size_t value_count = Values::size;
    static constexpr std::array<clause, sizeof...(Clause)> clauses{describe_clause<Clause, Sources>()...};
    static constexpr statement_view view{Verb, clauses.data(), clauses.size()};

    /// A query with another clause is of another type, and cannot be kept in this one.
    template <class Other>
        requires requires { typename Other::query_type; }
    constexpr void operator=(const Other&) {
        require<failed<rule::query_keeps_its_type, Other>>();
    }

    [[no_unique_address]] Values bound;
};

/// What can be said to a query. It is one empty part beside the base, so that a query is made by `{{values}, {}}`:
/// constructors would be compiled for each.
template <class Query, template <class> class... Part> struct query_parts : Part<Query>... {};

template <class Type>
concept any_query = requires { typename std::remove_cvref_t<Type>::query_type; };

template <class Query> inline constexpr std::size_t value_count = Query::value_count;

/// Whether what a clause is given are expressions, terms or assignments; else the compiler says so.
template <class Part>
concept clause_part = requires { typename Part::node_type; };
template <class... Part> consteval bool takes_parts() {
    require<check_that<(clause_part<Part> && ...), rule::clause_takes_expressions, Part...>>();
    return (clause_part<Part> && ...);
}

namespace by_name {
/// The query behind a clause that was refused.
template <class Query> constexpr auto refused_query(const Query& query) {
    return typename Query::template with<refused_clause, values<>>{{query.bound}, {}};
}
} // namespace by_name

/// The values that parts of a clause hold, in one sequence.
template <class... Part> using joined_all = decltype(detail::concat_all(std::declval<const Part&>().bound...));

template <class Node> constexpr bool is_count() {
    const node& given = nodes_of<Node>[0];
    return (given.kind == node_kind::value || given.kind == node_kind::parameter) && is_whole_number(given.type.kind) &&
           !given.nullable;
}
template <class Node> using check_count =
    check_that<is_count<Node>(), rule::count_is_whole_number, typename Node::type>;

/// The conditions of select, update and delete. `Query` is the query that has them; its `with<Clause, Values>` is the
/// same query with one more clause. A clause moves what a temporary query holds, and copies a query with a name first.
template <class Query> struct has_conditions {
    /// `WHERE`; given again, both conditions hold.
    template <class Node, class Held> constexpr auto where(expression<Node, Held> condition) const& {
        return Query(self()).where(static_cast<expression<Node, Held>&&>(condition));
    }
    template <class Node, class Held> constexpr auto where(expression<Node, Held> condition) && {
        require<check_boolean<typename Node::type>>();
        using added = typename Query::template with<expression_clause<clause_kind::where, Node>, Held>;
        return added{{concat(static_cast<Query&&>(*this).bound, static_cast<Held&&>(condition.bound))}, {}};
    }
    /// A condition put together at run time.
    template <class... Source> constexpr auto where(predicate<Source...> condition) const& {
        return Query(self()).where(static_cast<predicate<Source...>&&>(condition));
    }
    template <class... Source> constexpr auto where(predicate<Source...> condition) && {
        using held = values<predicate<Source...>>;
        require<check_that<(is_source<Source, typename Query::sources> && ...), rule::column_in_query, Source...>>();
        using added = typename Query::template with<dynamic_clause<clause_kind::where_predicate>, held>;
        return added{
            {concat(static_cast<Query&&>(*this).bound, held{{static_cast<predicate<Source...>&&>(condition)}})}, {}};
    }
    /// What is no condition, such as the assignment that = is instead of ==.
    template <class Wrong>
        requires(!any_condition<Wrong>)
    constexpr auto where(const Wrong&) const& {
        require<condition_mistake<Wrong>>();
        return detail::refused_query(self());
    }
    /// A condition that stands only if the flag is set.
    template <class Node, class Held> constexpr auto where_if(bool flag, expression<Node, Held> condition) const& {
        return Query(self()).where_if(flag, static_cast<expression<Node, Held>&&>(condition));
    }
    template <class Node, class Held> constexpr auto where_if(bool flag, expression<Node, Held> condition) && {
        require<check_boolean<typename Node::type>>();
        using held = joined<values<condition_flag>, Held>;
        using added = typename Query::template with<flagged_clause<clause_kind::where_if, Node>, held>;
        return added{{concat(static_cast<Query&&>(*this).bound,
                             concat(values<condition_flag>{{{flag}}}, static_cast<Held&&>(condition.bound)))},
                     {}};
    }
    template <class Wrong>
        requires(!any_expression<Wrong>)
    constexpr auto where_if(bool, const Wrong&) const& {
        require<condition_mistake<Wrong>>();
        return detail::refused_query(self());
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

/// The rows that insert, update and delete bring back.
template <class Query> struct has_returning {
    /// `RETURNING` these columns of the written rows.
    template <class First, class... Rest> constexpr auto returning(const First& first, const Rest&... rest) const& {
        return Query(self()).returning(first, rest...);
    }
    template <class First, class... Rest> constexpr auto returning(const First& first, const Rest&... rest) && {
        if constexpr (takes_parts<First, Rest...>()) {
            using columns = selected<typename First::node_type, typename Rest::node_type...>;
            using added = typename Query::template with_rows<clause_kind::returning, columns, void, First, Rest...>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound, first.bound, rest.bound...)}, {}};
        } else {
            return detail::refused_query(self());
        }
    }
    /// `RETURNING` whole rows.
    constexpr auto returning() const& { return Query(self()).returning(); }
    constexpr auto returning() && {
        return typename Query::template with_rows<clause_kind::returning, whole_tables, void>{
            {static_cast<Query&&>(*this).bound}, {}};
    }
    /// A struct whose fields are named like fields of the model, or are filled in the order of the columns.
    template <class Row, class... Column> constexpr auto returning(const Column&... columns) const& {
        return Query(self()).template returning<Row>(columns...);
    }
    template <class Row, class... Column> constexpr auto returning(const Column&... columns) && {
        if constexpr (takes_parts<Column...>()) {
            using added = typename Query::template with_rows<clause_kind::returning, selected_row<Row, Column...>, Row,
                                                             Column...>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound, columns.bound...)}, {}};
        } else {
            return detail::refused_query(self());
        }
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

/// The columns that insert and update assign.
template <class Query> struct has_assignments {
    template <class... Assignment>
        requires(sizeof...(Assignment) > 0)
    constexpr auto set(Assignment... assignments) const& {
        return Query(self()).set(static_cast<Assignment&&>(assignments)...);
    }
    template <class... Assignment>
        requires(sizeof...(Assignment) > 0)
    constexpr auto set(Assignment... assignments) && {
        require<check_that<(is_assignment<Assignment> && ...), rule::set_takes_assignments, Assignment...>>();
        if constexpr ((is_assignment<Assignment> && ...)) {
            using added =
                typename Query::template with<expression_clause<clause_kind::set, typename Assignment::node_type...>,
                                              joined_all<Assignment...>>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound,
                                             static_cast<Assignment&&>(assignments).bound...)},
                         {}};
        } else {
            return detail::refused_query(self());
        }
    }
    /// Assignments that are made only if the flag is set. What is left out stays as it is; an insert takes its default.
    template <class... Assignment>
        requires(sizeof...(Assignment) > 0)
    constexpr auto set_if(bool flag, Assignment... assignments) const& {
        return Query(self()).set_if(flag, static_cast<Assignment&&>(assignments)...);
    }
    template <class... Assignment>
        requires(sizeof...(Assignment) > 0)
    constexpr auto set_if(bool flag, Assignment... assignments) && {
        require<check_that<(is_assignment<Assignment> && ...), rule::set_takes_assignments, Assignment...>>();
        if constexpr ((is_assignment<Assignment> && ...)) {
            using flagged = flagged_clause<clause_kind::set_if, typename Assignment::node_type...>;
            using held = joined<values<condition_flag>, joined_all<Assignment...>>;
            using added = typename Query::template with<flagged, held>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound, values<condition_flag>{{{flag}}},
                                             static_cast<Assignment&&>(assignments).bound...)},
                         {}};
        } else {
            return detail::refused_query(self());
        }
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_BUILDER_HPP

// refract/query/row.hpp
#ifndef REFRACT_QUERY_ROW_HPP
#define REFRACT_QUERY_ROW_HPP

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Query> inline constexpr scope scope_of = make_scope(Query::view);

template <class Type, bool Nullable> using optional_if = std::conditional_t<Nullable, std::optional<Type>, Type>;

template <class... Type> struct tuple_or_single {
    using type = std::tuple<Type...>;
};
template <class Type> struct tuple_or_single<Type> {
    using type = Type;
};

template <class Query, class Selection, class Sources> struct row;

template <class Query, class... Source> struct row<Query, whole_tables, type_list<Source...>> {
    template <std::size_t... Index> static auto make(std::index_sequence<Index...>)
        -> tuple_or_single<optional_if<source_model<Source>, scope_of<Query>.sources[Index].nullable>...>;
    using type = typename decltype(make(std::index_sequence_for<Source...>{}))::type;
};
template <class Query, class... Node, class Sources> struct row<Query, selected<Node...>, Sources> {
    using type = typename tuple_or_single<
        optional_if<typename Node::type, is_nullable(nodes_of<Node>[0], scope_of<Query>)>...>::type;
};
template <class Query, class Row, class Sources> struct row<Query, selected_struct<Row>, Sources> {
    using type = Row;
};
template <class Query, class Row, class... Source> struct row<Query, selected_fields<Row>, type_list<Source...>> {
    static constexpr bool is_missing() {
        std::size_t index = 0;
        const bool found = ((std::is_same_v<Row, Source> || (++index, false)) || ...);
        return found && scope_of<Query>.sources[index].nullable;
    }
    using type = optional_if<source_model<Row>, is_missing()>;
};
template <class Query, class Sources> struct row<Query, no_rows, Sources> {
    using type = void;
};

/// The C++ type of a query's rows; void where it has none.
template <class Query> using row_of = typename row<Query, typename Query::selection, typename Query::sources>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_ROW_HPP

// refract/dialect/schema_facts.hpp
#ifndef REFRACT_DIALECT_SCHEMA_FACTS_HPP
#define REFRACT_DIALECT_SCHEMA_FACTS_HPP

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where a database keeps tables, what it takes for a name, and how it is asked what is there.
///
/// A question has two values, a name and a schema, and answers with a row: the whole name of what it found, so that
/// two names of one table have one answer. The schema '' is that of a table without
/// one: along search_path on PostgreSQL, main on SQLite.
struct schema_facts {
    std::string_view find_table{}; ///< tables and views, with or without rights on them
    std::string_view find_type{};
    std::string_view find_schema{};
    std::string_view create_schema{}; ///< stands before a name; empty: a schema is a file that the program attaches
    std::string_view lock{};          ///< keeps other programs from making the same tables; empty: a write does
    std::string_view main_schema{};   ///< another way to say that a table has no schema
    std::size_t longest_name = 0;     ///< in bytes; 0: any length
    bool ignores_case = false;        ///< "Item" and "item" are one name
    bool index_has_schema = false;    ///< the schema stands before an index's name instead of before its table's
    bool references_cross = true;     ///< a foreign key may lead to another schema
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_SCHEMA_FACTS_HPP

// refract/dialect/spelling.hpp
#ifndef REFRACT_DIALECT_SPELLING_HPP
#define REFRACT_DIALECT_SPELLING_HPP

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Every operation's row, in the order of the enumeration.
struct spelling_table {
    spelling rows[operation_count]{};
    constexpr const spelling& operator[](operation op) const { return rows[static_cast<std::size_t>(op)]; }
};

/// The standard's spellings with a dialect's own rows in their places:
///
///     inline constexpr spelling_table mine = spell({{operation::concatenate, "concat({0}, {1})"}});
template <std::size_t Count> constexpr spelling_table spell(const spelling (&own)[Count]) {
    spelling_table all{};
    for (std::size_t i = 0; i < operation_count; ++i) all.rows[i] = standard_spellings[i];
    for (const spelling& each : own) all.rows[static_cast<std::size_t>(each.op)] = each;
    return all;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_SPELLING_HPP

// refract/dialect/stored_forms.hpp
#ifndef REFRACT_DIALECT_STORED_FORMS_HPP
#define REFRACT_DIALECT_STORED_FORMS_HPP

/// \file
/// How databases spell the forms of `stored_as`. A form that is not in a dialect's table is stored the usual way
/// there: PostgreSQL has types of its own for dates, times of day and UUIDs.

namespace refract {
inline namespace v0 {
namespace detail {

using stored_spellings = array_view<stored_spelling>;

/// The row of a form; null where the database stores such values the usual way.
constexpr const stored_spelling* find_spelling(stored_spellings rows, stored_kind form, type_kind type) {
    if (form == stored_kind::usual) return nullptr;
    for (const stored_spelling& each : rows)
        if (each.kind == form && each.type == type) return &each;
    return nullptr;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_STORED_FORMS_HPP

// refract/dialect/type_names.hpp
#ifndef REFRACT_DIALECT_TYPE_NAMES_HPP
#define REFRACT_DIALECT_TYPE_NAMES_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a database can do with the values of a kind, each together with what stands before it.
enum class kind_use : std::uint8_t {
    finds,      ///< `==` and IN, among values of the kind: they are text, of which it does not know what it says
    sorts,      ///< `<`, ORDER BY, and comparison with other kinds
    calculates, ///< arithmetic that keeps every digit
};

/// What a database calls a kind of column.
struct kind_name {
    type_kind kind = type_kind::none;
    std::string_view column{}; ///< in CREATE TABLE; empty: the database has no such type
    std::string_view cast{};   ///< in CAST(x AS ...); empty: as in CREATE TABLE
    kind_use use = kind_use::calculates;
};
using kind_names = array_view<kind_name>;

/// The row of a kind; an empty one where the database has no such type.
constexpr kind_name find_type_name(kind_names names, type_kind kind) {
    for (const kind_name& each : names)
        if (each.kind == kind) return each;
    return {};
}
constexpr std::string_view cast_name(const kind_name& name) { return name.cast.empty() ? name.column : name.cast; }

/// Whether each kind but `none` has exactly one row.
constexpr bool names_every_kind(kind_names names) {
    for (int kind = 1; kind < type_kind_count; ++kind) {
        int rows = 0;
        for (const kind_name& each : names) rows += each.kind == static_cast<type_kind>(kind);
        if (rows != 1) return false;
    }
    return find_type_name(names, type_kind::none).column.empty();
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_TYPE_NAMES_HPP

// refract/dialect/dialect.hpp
#ifndef REFRACT_DIALECT_DIALECT_HPP
#define REFRACT_DIALECT_DIALECT_HPP

#include <cstdint>
#include <string_view>

/// \file
/// What differs between databases, as data. What stands here is a fact or a form with a name of its own; no code asks
/// which database it is for. A new database is one header with one `dialect_info`: docs/reference/dialect/dialect.md.

namespace refract {
inline namespace v0 {
namespace detail {

/// How placeholders are written. Where they have no number, a value that the text needs twice is bound twice.
enum class placeholder_form : std::uint8_t {
    numbered, ///< the mark and a number: ?1, $1, @p1
    plain,    ///< the mark alone: ?
};

/// How a list is bound as one parameter.
enum class list_form : std::uint8_t { array, json };

/// How a statement that writes says which columns of its rows come back.
enum class returning_form : std::uint8_t {
    none,
    at_the_end, ///< RETURNING "id"
    output,     ///< OUTPUT inserted.[id], before VALUES and WHERE
};

/// How an insert becomes an update of the row that is there.
enum class upsert_form : std::uint8_t {
    on_conflict,      ///< ON CONFLICT (key) DO UPDATE SET a = excluded.a
    on_duplicate_key, ///< ON DUPLICATE KEY UPDATE a = VALUES(a)
    merge,            ///< MERGE INTO t USING (VALUES (...)) AS excluded ON ... WHEN MATCHED ...
};

/// Of what type the sum and the average of whole numbers are.
enum class aggregate_form : std::uint8_t {
    of_result,   ///< wide enough for the program's
    wider,       ///< numeric, or the like: the result is cast
    of_argument, ///< 7 / 2 is 3 in an average: the argument is cast
};

/// Names, parameters and constants.
struct lexical_facts {
    char quote_open = '"', quote_close = '"'; ///< around names; the closing one is doubled inside
    placeholder_form placeholders = placeholder_form::numbered;
    std::string_view placeholder_mark = "?";
    bool backslash_escapes = false; ///< a backslash in a text may be an escape: such a text is written E'...'
    std::string_view true_word = "true", false_word = "false";
    std::string_view not_a_number{}, infinity{}, minus_infinity{}; ///< empty: it cannot be stored
    std::string_view interval_before{}, interval_behind{};         ///< around a constant's microseconds
    std::string_view zone_suffix{};                                ///< of a constant moment, in UTC
};

/// The forms of statements.
struct statement_facts {
    // Rows from and to: {limit} and {offset} are what was given.
    std::string_view limit = " LIMIT {limit}";
    std::string_view offset = " OFFSET {offset}";
    std::string_view limit_and_offset = " LIMIT {limit} OFFSET {offset}";
    std::string_view order_of_limit{}; ///< stands before them in a query without an order
    std::string_view exists = "SELECT EXISTS ({query})";
    bool orders_inner_queries = true; ///< a query in FROM may have an order without a limit
    bool sends_whole_results = false; ///< a query for one row says LIMIT 1
    bool has_full_join = true;
    std::string_view for_update{}, for_share{}; ///< empty: it has no locks of rows
    // {0} is an expression, {order} its direction.
    std::string_view nulls_first = "{0}{order} NULLS FIRST", nulls_last = "{0}{order} NULLS LAST";
    bool nulls_are_smallest = true; ///< where NULL stands unless it is said
    // Writes.
    std::string_view insert_of_defaults = " DEFAULT VALUES";
    returning_form insert_returning = returning_form::at_the_end;
    returning_form update_returning = returning_form::at_the_end;
    returning_form delete_returning = returning_form::at_the_end;
    upsert_form upsert = upsert_form::on_conflict;
    std::string_view excluded = "excluded.{0}"; ///< in an upsert, the value that was to be inserted
    // Transactions inside transactions; {0} is a name. Empty: they end with the one around them.
    std::string_view savepoint = "SAVEPOINT {0}", release_savepoint = "RELEASE SAVEPOINT {0}";
    std::string_view roll_back_to_savepoint = "ROLLBACK TO SAVEPOINT {0}";
};

/// The facts about values and types.
struct value_facts {
    list_form lists = list_form::json;
    bool conditions_are_values = true; ///< SELECT a > 1, and WHERE flag; else CASE and flag = 1
    bool compares_rows = true;         ///< (a, b) < (x, y)
    bool filters_aggregates = true;    ///< count(x) FILTER (WHERE ...); else CASE inside
    aggregate_form aggregate_types = aggregate_form::of_result;
    bool has_exact_decimals = true; ///< numeric(18, 2), and arithmetic without binary fractions
    std::string_view in_utc{};      ///< behind a moment whose parts would be those of the session's zone
    std::string_view moment{};      ///< the time of the statement, where `now` is that of its transaction
    /// What a time is cast to when it is read from a column whose type the model spells otherwise; empty where
    /// columns of any type can be read as they are.
    std::string_view moment_when_read{};
    std::string_view address_when_read{}; ///< stands before a network address that becomes text
    std::string_view fit{};           ///< a function that refuses what does not fit a column; empty: the database does
    std::string_view own_functions{}; ///< what the names of functions begin with that only refract's connections have
};

/// The forms of CREATE statements.
struct definition_facts {
    kind_names type_names{};          ///< one row per kind
    std::string_view generated_key{}; ///< behind the type of a key that the database makes
    bool generates_by_type = false;   ///< such a key has the type of its kind, to the letter
    bool adds_foreign_keys = false;   ///< ALTER TABLE ... ADD FOREIGN KEY, needed where references must exist
    bool has_named_enums = false;     ///< CREATE TYPE ... AS ENUM
};

/// How a database spells things, and what it has. Plain data: printing is no template on it.
struct dialect_info {
    std::string_view name;
    lexical_facts lexical{};
    statement_facts statements{};
    value_facts values{};
    definition_facts definitions{};
    schema_facts schemas{};
    stored_spellings stored_forms{}; ///< one row per form that is not the usual one
    const spelling (*spellings)[operation_count] = &standard_spellings;

    constexpr const spelling& spelled(operation op) const { return (*spellings)[static_cast<std::size_t>(op)]; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_DIALECT_HPP

// refract/sql/check_names.hpp
#ifndef REFRACT_SQL_CHECK_NAMES_HPP
#define REFRACT_SQL_CHECK_NAMES_HPP

#include <string_view>

/// \file
/// A name that is longer than the database keeps is cut by it, and then means another table or none.

namespace refract {
inline namespace v0 {
namespace detail {

/// The rule that a table's names break on a database, if any.
constexpr rule_number name_fault(const table_info& table, const dialect_info& dialect) {
    if (table.is_named_by_compiler) return rule::name_is_stable;
    const std::size_t limit = dialect.schemas.longest_name;
    return limit > 0 && table.longest_name > limit ? rule::name_fits : rule::none;
}
/// The same of the tables of a statement and of its aliases, the queries inside it included.
constexpr rule_number name_fault(const statement_view& statement, const dialect_info& dialect) {
    const std::size_t limit = dialect.schemas.longest_name;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::from || each.kind == clause_kind::join) {
            if (limit > 0 && each.alias.size() > limit) return rule::name_fits;
            if (const rule_number found = name_fault(each.table(), dialect); found != rule::none) return found;
        }
        if (each.holds.queries == 0) continue;
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at->query)
                if (const rule_number found = name_fault(*at->query, dialect); found != rule::none) return found;
    }
    return rule::none;
}

template <rule_number Fault, class About> using check_no_fault = check_that<Fault == rule::none, Fault, About>;
template <class Dialect, class Query> using check_query_names =
    check_no_fault<name_fault(Query::view, Dialect::info), Query>;
template <class Dialect, class Model> using check_model_names =
    check_no_fault<name_fault(table_of<Model>(), Dialect::info), Model>;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_CHECK_NAMES_HPP

// refract/sql/exact_decimal.hpp
#ifndef REFRACT_SQL_EXACT_DECIMAL_HPP
#define REFRACT_SQL_EXACT_DECIMAL_HPP

/// \file
/// Where decimals have to be made exact again, on databases that compute with binary fractions.

namespace refract {
inline namespace v0 {
namespace detail {

/// Arithmetic whose result is a decimal, or a sum of decimals.
constexpr bool is_decimal_arithmetic(const node& at) {
    if (at.type.kind != type_kind::decimal) return false;
    return (at.kind == node_kind::aggregate && at.op == operation::sum) ||
           (at.kind == node_kind::binary &&
            (at.op == operation::add || at.op == operation::subtract || at.op == operation::multiply));
}
/// How many digits behind the point such arithmetic yields when it is exact.
constexpr unsigned exact_digits(const node* at) {
    if (!is_decimal_arithmetic(*at)) return at->type.kind == type_kind::decimal ? at->type.scale : 0;
    const unsigned left = exact_digits(at + 1);
    if (at->kind == node_kind::aggregate) return left;
    const unsigned right = exact_digits(skip(at + 1));
    if (at->op == operation::multiply) return left + right;
    return left > right ? left : right;
}
/// A sum of decimals adds up whole numbers where the database has no exact decimals. Not where
/// products have more digits than their type: those numbers might not fit in 64 bits.
constexpr bool is_whole_sum(const dialect_info& dialect, const node* at) {
    if (dialect.values.has_exact_decimals || at->kind != node_kind::aggregate || at->op != operation::sum) return false;
    return at[1].type.kind == type_kind::decimal && exact_digits(at + 1) <= at[1].type.scale;
}

/// A database that computes with binary fractions is off in the last digits: 0.1 + 0.2 is not 0.3.
/// Rounding to the digits that the exact result has gives that result, once for a whole term.
constexpr bool needs_rounding(const dialect_info& dialect, const node& at) {
    if (dialect.values.has_exact_decimals || is_whole_sum(dialect, &at)) return false;
    return is_decimal_arithmetic(at) || (at.kind == node_kind::cast && at.type.kind == type_kind::decimal);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_EXACT_DECIMAL_HPP

// refract/base/calendar.hpp
#ifndef REFRACT_BASE_CALENDAR_HPP
#define REFRACT_BASE_CALENDAR_HPP

#include <cstdint>
#include <optional>
#include <string_view>

/// \file
/// Dates and times as text and back, for databases that store them so. <chrono> has all of it, at a
/// third of a second per translation unit.

namespace refract {
inline namespace v0 {
namespace detail {

/// A date of the proleptic Gregorian calendar.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
struct civil_date {
    std::int64_t year;
    unsigned month, day;
};
constexpr civil_date civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146097);
    const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted_month = (5 * day_of_year + 2) / 153;
    const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

constexpr void put_padded(text_sink& out, std::int64_t number, int width) {
    if (number < 0) {
        out.put('-');
        number = -number;
    }
    std::int64_t limit = 10;
    for (int digits = 1; digits < width; ++digits, limit *= 10)
        if (number < limit) out.put('0');
    out.put_number(number);
}

/// "2026-01-31".
constexpr void put_date(text_sink& out, std::int64_t days) {
    const civil_date date = civil_from_days(days);
    put_padded(out, date.year, 4);
    out.put('-');
    put_padded(out, date.month, 2);
    out.put('-');
    put_padded(out, date.day, 2);
}

/// "23:59:59.5": up to six digits behind the point, without trailing zeros.
constexpr void put_time(text_sink& out, std::int64_t microseconds) {
    const std::int64_t seconds = microseconds / 1'000'000;
    put_padded(out, seconds / 3600, 2);
    out.put(':');
    put_padded(out, seconds / 60 % 60, 2);
    out.put(':');
    put_padded(out, seconds % 60, 2);
    std::int64_t fraction = microseconds % 1'000'000;
    if (fraction == 0) return;
    out.put('.');
    for (std::int64_t unit = 100'000; fraction > 0; unit /= 10) {
        out.put(static_cast<char>('0' + fraction / unit));
        fraction %= unit;
    }
}

/// "2026-01-31 23:59:59.5", in UTC.
constexpr void put_timestamp(text_sink& out, std::int64_t microseconds) {
    constexpr std::int64_t day = 86'400'000'000;
    std::int64_t days = microseconds / day, time = microseconds % day;
    if (time < 0) {
        --days;
        time += day;
    }
    put_date(out, days);
    out.put(' ');
    put_time(out, time);
}

/// Days since 1970-01-01 of a date; the inverse of `civil_from_days`.
constexpr std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

/// Reads text from the front; every step says whether it found what it wanted.
struct time_reader {
    std::string_view rest;

    constexpr bool accept(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    constexpr bool number(std::size_t width, std::int64_t& out) {
        if (rest.size() < width) return false;
        out = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (rest[i] < '0' || rest[i] > '9') return false;
            out = out * 10 + (rest[i] - '0');
        }
        rest.remove_prefix(width);
        return true;
    }
    constexpr bool date(std::int64_t& days) {
        const bool negative = accept('-');
        std::int64_t year = 0, month = 0, day = 0;
        std::size_t width = 0;
        while (width < rest.size() && rest[width] >= '0' && rest[width] <= '9') ++width;
        if (width < 4 || width > 6 || !number(width, year) || !accept('-') || !number(2, month) || !accept('-') ||
            !number(2, day))
            return false;
        if (month < 1 || month > 12 || day < 1) return false;
        if (negative) year = -year;
        days = days_from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
        return civil_from_days(days).day == static_cast<unsigned>(day);
    }
    constexpr bool time(std::int64_t& microseconds) {
        std::int64_t hours = 0, minutes = 0, seconds = 0, fraction = 0;
        if (!number(2, hours) || !accept(':') || !number(2, minutes)) return false;
        const bool has_seconds = accept(':');
        if (has_seconds && !number(2, seconds)) return false;
        if (has_seconds && accept('.')) {
            std::int64_t unit = 100'000;
            if (rest.empty() || rest.front() < '0' || rest.front() > '9') return false;
            for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1)) {
                fraction += (rest.front() - '0') * unit;
                unit /= 10; // digits beyond microseconds add nothing
            }
        }
        if (hours > 24 || minutes > 59 || seconds > 59) return false;
        microseconds = ((hours * 60 + minutes) * 60 + seconds) * 1'000'000 + fraction;
        return microseconds <= 86'400'000'000;
    }
    /// "Z", "+02", "+02:00", "+0200" or nothing.
    constexpr bool offset(std::int64_t& microseconds) {
        microseconds = 0;
        while (accept(' ')) {}
        if (rest.empty() || accept('Z') || accept('z')) return true;
        const bool negative = rest.front() == '-';
        std::int64_t hours = 0, minutes = 0;
        if (!accept('-') && !accept('+')) return false;
        if (!number(2, hours)) return false;
        accept(':');
        if (!rest.empty() && !number(2, minutes)) return false;
        microseconds = (hours * 60 + minutes) * 60'000'000 * (negative ? -1 : 1);
        return true;
    }
};

/// Days since 1970-01-01 of "2026-01-31"; none for anything else and for dates that do not exist.
constexpr std::optional<std::int64_t> parse_date(std::string_view text) {
    time_reader reader{text};
    std::int64_t days = 0;
    if (!reader.date(days)) return std::nullopt;
    // A time of 00:00:00 behind it is how other programs store a date.
    std::int64_t time = 0;
    if (!reader.rest.empty() && (!(reader.accept(' ') || reader.accept('T')) || !reader.time(time) || time != 0))
        return std::nullopt;
    return reader.rest.empty() ? std::optional<std::int64_t>(days) : std::nullopt;
}
/// Microseconds since midnight of "23:59:59.5".
constexpr std::optional<std::int64_t> parse_time(std::string_view text) {
    time_reader reader{text};
    std::int64_t microseconds = 0;
    if (!reader.time(microseconds) || !reader.rest.empty()) return std::nullopt;
    return microseconds;
}
/// Microseconds since 1970-01-01 UTC of a date, "2026-01-31 23:59:59.5", with T, Z or an offset.
constexpr std::optional<std::int64_t> parse_timestamp(std::string_view text) {
    time_reader reader{text};
    std::int64_t days = 0, time = 0, offset = 0;
    if (!reader.date(days)) return std::nullopt;
    if (!reader.rest.empty() && ((!reader.accept(' ') && !reader.accept('T')) || !reader.time(time) ||
                                 !reader.offset(offset) || !reader.rest.empty()))
        return std::nullopt;
    std::int64_t microseconds = 0;
    if (__builtin_mul_overflow(days, std::int64_t{86'400'000'000}, &microseconds) ||
        __builtin_add_overflow(microseconds, time - offset, &microseconds))
        return std::nullopt;
    return microseconds;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_CALENDAR_HPP

// refract/sql/writer.hpp
#ifndef REFRACT_SQL_WRITER_HPP
#define REFRACT_SQL_WRITER_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where printing has got to: placeholders given out, and the values, arguments and parts behind which the next are.
struct position {
    std::uint16_t placeholders = 0;
    content next{};
};

/// A placeholder without a number, of a value that the text needs once more.
struct repeated_placeholder {
    std::uint16_t placeholder = 0; ///< from 1
    std::uint16_t index = 0;       ///< of the value or argument
    bool is_argument = false;
};

/// Not constexpr: no query that is a constant comes near it.
[[noreturn]] inline void refuse_placeholder() {
    throw error(
        "a statement has more than 65535 values; give many values as a list, in(values), or run several statements");
}

/// What printing writes to, and what it needs to know. Counts first, writes when it has room.
struct writer {
    text_sink text{};
    const dialect_info& dialect;
    const detail::scope* scope = nullptr;
    bool qualify = false;        ///< columns with their table's name
    std::string_view row_name{}; ///< of the written row whose columns come back, where it has a name
    bool rounded = false;        ///< inside a round() that makes decimals exact again
    bool as_stored = false;      ///< columns stand in the form in which they are stored
    position at{};
    std::uint16_t* value_numbers = nullptr; ///< out: the placeholder of each value; 0 is unused
    std::uint16_t* parameter_numbers = nullptr;
    sql_type* types = nullptr;               ///< out: the type of each placeholder
    repeated_placeholder* repeats = nullptr; ///< out, where placeholders have no numbers
    std::uint16_t repeat_count = 0;
    bool again = false;                  ///< an operand is printed once more
    const literal* literals = nullptr;   ///< DDL: values are printed
    const dynamic_part* parts = nullptr; ///< what the run time knows, in the order of the values
    /// Prints a query inside an expression; statements are printed above expressions, which therefore cannot name it.
    void (*print_query)(writer&, const statement_view&) = nullptr;

    constexpr void put(char c) { text.put(c); }
    constexpr void put(std::string_view piece) { text.put(piece); }
    constexpr void identifier(std::string_view name) {
        text.put_quoted(name, dialect.lexical.quote_open, dialect.lexical.quote_close);
    }
    /// A name in a schema, each quoted by itself: "sales"."item".
    constexpr void qualified(std::string_view schema, std::string_view name) {
        if (!schema.empty()) {
            identifier(schema);
            put('.');
        }
        identifier(name);
    }
    constexpr void table(const table_info& named) { qualified(named.schema, named.name); }
    /// What stands before a column's name: the alias of its table, else the table, and a dot.
    constexpr void qualifier(const table_info& of, std::string_view alias) {
        if (alias.empty())
            table(of);
        else
            identifier(alias);
        put('.');
    }
    constexpr void before_column(const table_info& of, std::string_view alias, bool qualified) {
        if (row_name.empty()) {
            if (qualified) qualifier(of, alias);
        } else {
            put(row_name);
            put('.');
        }
    }
    /// Where a backslash may be an escape, as the server's settings say, it always is one in E'...'.
    constexpr void text_literal(std::string_view value) {
        if (!dialect.lexical.backslash_escapes || value.find('\\') == value.npos) return text.put_quoted(value, '\'');
        put("E'");
        for (const char c : value) {
            if (c == '\'' || c == '\\') put(c);
            put(c);
        }
        put('\'');
    }

    constexpr void placeholder(const node& value) {
        if (at.placeholders == 65'535) refuse_placeholder();
        if (types) types[at.placeholders] = value.type;
        ++at.placeholders;
        const bool is_value = value.kind == node_kind::value;
        std::uint16_t* const numbers = is_value ? value_numbers : parameter_numbers;
        std::uint16_t& next = is_value ? at.next.values : at.next.parameters;
        if (again && dialect.lexical.placeholders == placeholder_form::plain) {
            if (repeats) repeats[repeat_count] = {at.placeholders, next, !is_value};
            ++repeat_count;
        } else if (numbers) {
            numbers[next] = at.placeholders;
        }
        ++next;
        put(dialect.lexical.placeholder_mark);
        if (dialect.lexical.placeholders == placeholder_form::numbered) text.put_number(std::uint64_t{at.placeholders});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_WRITER_HPP

// refract/sql/print_literal.hpp
#ifndef REFRACT_SQL_PRINT_LITERAL_HPP
#define REFRACT_SQL_PRINT_LITERAL_HPP

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A whole number times 10^-scale, without an exponent.
constexpr void put_decimal(text_sink& out, std::int64_t coefficient, unsigned scale) {
    if (coefficient < 0) out.put('-');
    std::uint64_t rest = coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                                         : static_cast<std::uint64_t>(coefficient);
    std::array<char, 24> digits{};
    unsigned count = 0;
    for (; rest > 0 || count <= scale; rest /= 10) digits[count++] = static_cast<char>('0' + rest % 10);
    while (count > 0) {
        out.put(digits[--count]);
        if (count == scale && scale > 0) out.put('.');
    }
}

/// "'01234567-89ab-cdef-0123-456789abcdef'".
constexpr void put_uuid(text_sink& out, const std::uint64_t (&halves)[2]) {
    out.put('\'');
    for (unsigned digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) out.put('-');
        out.put("0123456789abcdef"[halves[digit / 16] >> (15 - digit % 16) * 4 & 15]);
    }
    out.put('\'');
}

/// The shortest text that reads back as the same number. DDL is no hot path, and <charconv> would
/// cost every translation unit more than it saves here.
inline void put_real(text_sink& out, double value) {
    char text[40];
    int size = 0;
    for (int digits = 15; digits <= 17; ++digits) {
        size = std::snprintf(text, sizeof text, "%.*g", digits, value);
        if (std::strtod(text, nullptr) == value) break;
    }
    bool whole = true;
    for (int i = 0; i < size; ++i) {
        whole &= text[i] == '-' || (text[i] >= '0' && text[i] <= '9');
        out.put(text[i] == ',' ? '.' : text[i]); // the program's locale may have a comma there
    }
    if (whole) out.put(".0"); // "2" would divide as a whole number
}

/// Infinities, and NaN, which some databases have not.
inline void put_special_real(writer& out, double value) {
    const lexical_facts& facts = out.dialect.lexical;
    const std::string_view word = value != value ? facts.not_a_number
                                  : value < 0    ? facts.minus_infinity
                                                 : facts.infinity;
    if (word.empty())
        throw conversion_error("a default is NaN or infinite, which " + std::string(out.dialect.name) +
                               " cannot store");
    out.put(word);
}

/// A constant of a model in DDL.
constexpr void print_literal(writer& out, const literal& value) {
    const lexical_facts& facts = out.dialect.lexical;
    switch (value.type.kind) {
    case type_kind::boolean: return out.put(value.number ? facts.true_word : facts.false_word);
    case type_kind::small_integer:
    case type_kind::integer:
    case type_kind::big_integer: return out.text.put_number(value.number);
    case type_kind::real:
    case type_kind::double_precision:
        if (!__builtin_isfinite(value.real)) return put_special_real(out, value.real);
        return put_real(out.text, value.real);
    case type_kind::decimal: return put_decimal(out.text, value.number, value.type.scale);
    case type_kind::interval:
        out.put(facts.interval_before);
        out.text.put_number(value.number);
        return out.put(facts.interval_behind);
    case type_kind::timestamp:
        out.put('\'');
        put_timestamp(out.text, value.number);
        out.put(facts.zone_suffix);
        return out.put('\'');
    case type_kind::date:
        out.put('\'');
        put_date(out.text, value.number);
        return out.put('\'');
    case type_kind::time:
        out.put('\'');
        put_time(out.text, value.number);
        return out.put('\'');
    case type_kind::uuid:
        if (!value.text.empty()) return out.text_literal(value.text);
        return put_uuid(out.text, value.uuid);
    default: return out.text_literal(value.text);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_LITERAL_HPP

// refract/sql/print_stored.hpp
#ifndef REFRACT_SQL_PRINT_STORED_HPP
#define REFRACT_SQL_PRINT_STORED_HPP

#include <cstdint>
#include <limits>
#include <string_view>

/// \file
/// Columns that store their values in a form of their own: the operand inside the pattern of the dialect.

namespace refract {
inline namespace v0 {
namespace detail {

/// The dialect's row of a column's form; null if it is the usual one.
constexpr const stored_spelling* spelling_of(const dialect_info& dialect, const column_info& column) {
    return find_spelling(dialect.stored_forms, column.stored.kind, column.type.kind);
}
/// Whether some column of a table is stored in a form of its own in this database.
constexpr bool has_stored_forms(const dialect_info& dialect, const table_info& table) {
    for (const column_info& each : table.all())
        if (spelling_of(dialect, each)) return true;
    return false;
}
/// The type of a value that is bound for a column.
constexpr sql_type bound_type(const dialect_info& dialect, const column_info& column) {
    sql_type type = column.type;
    const stored_spelling* const form = spelling_of(dialect, column);
    type.as_bytes = form && form->binds_bytes;
    return type;
}

constexpr void print_flag_value(writer& out, const stored_form& form, bool yes) {
    if (form.kind == stored_kind::text_flag)
        out.text_literal(yes ? form.yes_text : form.no_text);
    else
        out.text.put_number(yes ? form.yes_number : form.no_number);
}

/// Prints a pattern; where it has its operand several times, all of them have the same placeholders.
template <class Operand>
constexpr void print_form(writer& out, std::string_view pattern, const stored_form& form, Operand operand) {
    const auto before = out.at;
    for (std::size_t brace = 0; (brace = pattern.find('{')) != pattern.npos;) {
        out.put(pattern.substr(0, brace));
        const char kind = pattern[brace + 1];
        if (kind == '}') {
            out.at = before;
            operand();
        } else {
            print_flag_value(out, form, kind == 'y');
        }
        pattern.remove_prefix(pattern.find('}', brace) + 1);
    }
    out.put(pattern);
}

/// Prints a column in the usual form, whatever the form in which it is stored.
template <class Column> constexpr void print_read(writer& out, const column_info& column, Column print) {
    const stored_spelling* const form = spelling_of(out.dialect, column);
    if (!form) return print();
    out.put('(');
    print_form(out, form->read, column.stored, print);
    out.put(')');
}
/// The same in a list of columns, where it keeps its name.
template <class Column> constexpr void print_read_as(writer& out, const column_info& column, Column print) {
    print_read(out, column, print);
    if (!spelling_of(out.dialect, column)) return;
    out.put(" AS ");
    out.identifier(column.name);
}
/// The whole numbers that a kind of value can be.
constexpr number_range range_of_kind(type_kind kind) {
    if (kind == type_kind::small_integer) return {-32'768, 32'767};
    if (kind == type_kind::integer) return {-2'147'483'648, 2'147'483'647};
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
}
/// Whether what a column is set to may be more than its field holds, where the database does not look.
constexpr bool may_overflow(const dialect_info& dialect, const node& value, const column_info& column) {
    if (dialect.values.fit.empty() || value.kind == node_kind::null) return false;
    const bool is_computed =
        value.kind != node_kind::value && value.kind != node_kind::parameter && value.kind != node_kind::column;
    if (column.type.kind == type_kind::real) return is_computed || value.type.kind != type_kind::real;
    if (column.type.kind == type_kind::decimal || column.type.kind == type_kind::interval) return is_computed;
    if (!column.range.is_known()) return false;
    if (is_computed) return true;
    const number_range given =
        value.kind == node_kind::column ? value.table().columns[value.column].range : range_of_kind(value.type.kind);
    return given.least < column.range.least || given.greatest > column.range.greatest;
}
/// Prints what a column is set to so that what does not fit is refused.
template <class Value>
constexpr void print_fitting(writer& out, const node& value, const column_info& column, Value print) {
    if (!may_overflow(out.dialect, value, column)) return print();
    out.put(out.dialect.values.fit);
    out.put('(');
    print();
    const number_range widest = range_of_kind(type_kind::big_integer);
    if (column.type.kind == type_kind::interval ||
        (column.range.is_known() && column.range.least == widest.least && column.range.greatest == widest.greatest))
        return out.put(')'); // whole numbers of 64 bits need no limits
    for (const bool least : {true, false}) {
        out.put(", ");
        if (column.range.is_known())
            out.text.put_number(least ? column.range.least : column.range.greatest);
        else if (column.type.kind == type_kind::decimal)
            put_decimal(out.text, least ? -999'999'999'999'999 : 999'999'999'999'999, column.type.scale);
        else
            out.put(least ? "-3.4028234663852886e38" : "3.4028234663852886e38"); // of a float
    }
    out.put(')');
}
/// Prints a value in the form in which a column stores it.
template <class Value>
constexpr void print_written(writer& out, const column_info& column, bool is_bound, Value print) {
    const stored_spelling* const form = spelling_of(out.dialect, column);
    if (!form || (is_bound && form->binds_bytes)) return print();
    out.put('(');
    print_form(out, form->write, column.stored, print);
    out.put(')');
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_STORED_HPP

// refract/sql/read_column.hpp
#ifndef REFRACT_SQL_READ_COLUMN_HPP
#define REFRACT_SQL_READ_COLUMN_HPP

#include <string_view>

/// \file
/// Columns whose type the model spells and which are not of a field's usual form: `CAST("ip" AS text)` where
/// they are read. What is bound for a column takes its type.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a column of the rows is printed with a cast. Elsewhere its table's name stands before it: in ORDER BY
/// its own name would mean what is read, a text, and sort as one.
constexpr bool is_read_otherwise(const writer& out, const column_info& column) {
    return column.type.form != column_form::usual && !out.dialect.values.moment_when_read.empty() &&
           !spelling_of(out.dialect, column);
}

/// Prints a column of the rows; `print` prints the column itself.
template <class Print> constexpr void print_read_column(writer& out, const column_info& column, Print print) {
    if (!is_read_otherwise(out, column)) return print_read_as(out, column, print);
    const column_form form = column.type.form;
    out.put(form == column_form::address ? out.dialect.values.address_when_read : "CAST(");
    print();
    if (form != column_form::address) {
        const kind_name usual = find_type_name(out.dialect.definitions.type_names, column.type.kind);
        out.put(" AS ");
        out.put(column.type.kind == type_kind::timestamp ? out.dialect.values.moment_when_read : cast_name(usual));
    }
    out.put(')');
}

/// What a value is declared as that is stored in a column or compared with it. Times and JSON are of two types
/// each, which only the database can tell apart.
constexpr sql_type bound_type(const column_info& column, sql_type value) {
    if (column.stored.kind != stored_kind::usual) return value;
    value.of_column |=
        column.type.of_column || column.type.kind == type_kind::timestamp || column.type.kind == type_kind::json;
    value.form = column.type.form;
    return value;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_READ_COLUMN_HPP

// refract/sql/print_operand.hpp
#ifndef REFRACT_SQL_PRINT_OPERAND_HPP
#define REFRACT_SQL_PRINT_OPERAND_HPP

#include <cstdint>
#include <string_view>

/// \file
/// What expressions are made of: columns, values and the names of types.

namespace refract {
inline namespace v0 {
namespace detail {

/// A type as CREATE TABLE spells it, or CAST.
constexpr void print_type_name(writer& out, sql_type type, bool cast) {
    const kind_names names = out.dialect.definitions.type_names;
    const bool is_array = type.kind == type_kind::array;
    if (is_array) type.kind = type.item;
    const bool is_named = type.enumeration && !type.enumeration->native_name.empty();
    const kind_name name = find_type_name(names, type.kind);
    if (is_named && out.dialect.definitions.has_named_enums)
        out.qualified(type.enumeration->native_schema, type.enumeration->native_name);
    else
        out.put(cast ? cast_name(name) : name.column);
    if (type.kind == type_kind::decimal && out.dialect.values.has_exact_decimals) {
        out.put('(');
        out.text.put_number(std::uint64_t{type.precision});
        out.put(", ");
        out.text.put_number(std::uint64_t{type.scale});
        out.put(')');
    }
    if (is_array) out.put(find_type_name(names, type_kind::array).column);
}

constexpr void print_column(writer& out, const node& at) {
    const column_info& column = at.table().columns[at.column];
    const bool is_named = out.scope && (!out.scope->find_own(at) || is_read_otherwise(out, column));
    out.before_column(at.table(), at.alias, out.qualify || is_named);
    out.identifier(column.name);
}

/// A column's value in the usual form, unless its stored one is asked for.
constexpr void print_column_value(writer& out, const node& at) {
    if (out.as_stored) return print_column(out, at);
    print_read(out, at.table().columns[at.column], [&] { print_column(out, at); });
}

constexpr void print_value(writer& out, const node& at) {
    if (out.literals)
        print_literal(out, out.literals[out.at.next.values++]);
    else
        out.placeholder(at);
}

constexpr const column_info* column_of(const node& at) {
    return at.kind == node_kind::column ? &at.table().columns[at.column] : nullptr;
}
constexpr bool is_bound(const node& at) { return at.kind == node_kind::value || at.kind == node_kind::parameter; }

/// Whether an expression is a condition by its form, rather than a boolean value.
constexpr bool is_condition(const node& at) {
    switch (at.kind) {
    case node_kind::row_comparison:
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::exists_query:
    case node_kind::in_query: return true;
    case node_kind::unary: return at.op != operation::negate;
    case node_kind::binary:
        return at.op <= operation::logical_or || (at.op >= operation::like && at.op <= operation::contains);
    default: return false;
    }
}
} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_OPERAND_HPP

// refract/sql/print_expression.hpp
#ifndef REFRACT_SQL_PRINT_EXPRESSION_HPP
#define REFRACT_SQL_PRINT_EXPRESSION_HPP

#include <cstddef>
#include <string_view>

/// \file
/// Expressions as SQL text, with as few parentheses as all databases' precedences allow. What they spell differently
/// are the dialect's patterns.

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints an expression where a value stands, in parentheses where it binds more loosely than what is around it.
constexpr void print_expression(writer& out, const node* at, int outer = precedence::none);
/// The same where a condition stands: WHERE, ON, AND ...
constexpr void print_condition(writer& out, const node* at, int outer = precedence::none);

constexpr void print_list(writer& out, const expression_range& items) {
    std::string_view separator;
    for (const node& item : items) {
        out.put(separator);
        separator = ", ";
        print_expression(out, &item);
    }
}

/// Prints what is compared with a column or assigned to it; a text may have the column's type.
constexpr void print_beside(writer& out, const node* at, const column_info* column, int outer) {
    if (out.literals || !is_bound(*at) || !column) return print_expression(out, at, outer);
    node bound = *at;
    bound.type = bound_type(*column, at->type);
    bound.type.as_bytes = out.as_stored && bound_type(out.dialect, *column).as_bytes;
    if (bound.type == at->type) return print_expression(out, at, outer);
    out.placeholder(bound);
}
/// Prints what a column is set to, in the form in which it is stored.
constexpr void print_assigned(writer& out, const node* at, const column_info& column) {
    if (at->kind == node_kind::null) return out.put("NULL"); // in every form
    const bool as_stored = out.as_stored;
    const bool bound = is_bound(*at) && !out.literals;
    print_written(out, column, bound, [&] {
        out.as_stored = bound;
        print_fitting(out, *at, column, [&] { print_beside(out, at, &column, precedence::none); });
        out.as_stored = as_stored;
    });
}

/// Operators whose operands are of one type: text beside a column takes the column's.
constexpr bool compares(operation op) {
    return (op >= operation::equal && op <= operation::is_not_distinct_from) || op == operation::in_list ||
           op == operation::not_in_list;
}

/// Makes what an operand holds the next; the operands of `at` begin at `begins`.
constexpr void seek_operand(writer& out, const node& at, std::size_t index, const content& begins) {
    content before = begins;
    const node* operand = &at + 1;
    for (; index > 0; --index) {
        const node* const next = skip(operand);
        before += content_of(operand, next, behind(out.parts, before));
        operand = next;
    }
    out.at.next = before;
}

/// Fills the holes of a dialect's pattern with a node's operands, in any order and more than once.
struct pattern_printer {
    static constexpr std::size_t most_operands = 4;

    writer& out;
    const node& at;
    int own;
    content begins = out.at.next;
    std::uint16_t placeholders[most_operands]{}; ///< how many were given out before an operand was first printed
    bool printed[most_operands]{};
    std::size_t expected = 0; ///< the operand that comes next if they are printed in their order
    bool in_order = true;

    constexpr void print(std::string_view pattern) {
        while (true) {
            const std::size_t open = pattern.find('{');
            out.put(pattern.substr(0, open));
            if (open == std::string_view::npos) break;
            const std::size_t close = pattern.find('}', open);
            hole(pattern.substr(open + 1, close - open - 1));
            pattern.remove_prefix(close + 1);
        }
        if (!in_order) seek_operand(out, at, at.arity, begins);
    }

private:
    constexpr void hole(std::string_view what) {
        if (what == "...") return print_list(out, operands_of(at));
        if (what == "order") return out.put(at.descending ? " DESC" : "");
        if (what == "type") return print_type_name(out, at.type, true);
        if (what == "column0") return print_type_name(out, operand_of(at, 0).type, false);
        const bool in_utc = what.front() == 'u';
        const bool binds = what.back() == ')';
        const std::size_t index = static_cast<std::size_t>(what[what.size() - (binds ? 2 : 1)] - '0');
        operand(index, binds ? (own < precedence::atom ? own + 1 : own) : precedence::none);
        if (in_utc && operand_of(at, index).type.kind == type_kind::timestamp) out.put(out.dialect.values.in_utc);
    }
    constexpr void operand(std::size_t index, int outer) {
        const bool again = printed[index];
        const std::uint16_t after = out.at.placeholders;
        if (index != expected) {
            in_order = false;
            seek_operand(out, at, index, begins);
        }
        expected = index + 1;
        // Under the numbers that it had the first time, where placeholders have numbers.
        const bool rewinds = again && out.dialect.lexical.placeholders == placeholder_form::numbered;
        if (rewinds) out.at.placeholders = placeholders[index];
        if (!again) placeholders[index] = after;
        printed[index] = true;
        const bool outside = out.again;
        out.again = out.again || again;
        const node& printed_operand = operand_of(at, index);
        const bool beside = compares(at.op) && at.arity == 2;
        print_beside(out, &printed_operand, beside ? column_of(operand_of(at, 1 - index)) : nullptr, outer);
        out.again = outside;
        if (rewinds) out.at.placeholders = after;
    }
};
constexpr void print_pattern(writer& out, const node* at, std::string_view pattern, int own) {
    pattern_printer{out, *at, own}.print(pattern);
}

/// Whether a column and a bound value are equal in the form in which the column is stored, so that an index serves.
constexpr bool is_equal_as_stored(const writer& out, const node* column, const node* value, operation op) {
    if (op != operation::equal && op != operation::not_equal) return false;
    if (column->kind != node_kind::column || !is_bound(*value) || out.literals) return false;
    const stored_spelling* const form = spelling_of(out.dialect, column->table().columns[column->column]);
    return form && form->is_exact;
}
constexpr void print_equal_as_stored(writer& out, const node* left, const node* right, operation op) {
    const node* const column = left->kind == node_kind::column ? left : right;
    for (const node* each : {left, right}) {
        if (each == right) out.put(op == operation::equal ? " = " : " <> ");
        if (each == column)
            print_column(out, *each);
        else
            print_assigned(out, each, column->table().columns[column->column]);
    }
}

/// An operator between its operands. AND and OR associate, so do + and * of their left side; everything else puts its
/// operands in parentheses.
constexpr void print_infix(writer& out, const node* at, std::string_view text, int own) {
    const bool joins = own == precedence::logical_or || own == precedence::logical_and;
    const bool chains = joins || own == precedence::sum || own == precedence::product;
    const bool concatenates = own == precedence::concatenation;
    const int atoms = precedence::atom;
    const int left = concatenates ? (at[1].op == at->op ? own : atoms) : (chains ? own : own + 1);
    const int right = concatenates ? atoms : (joins ? own : own + 1);
    const node* const second = skip(at + 1);
    if (joins)
        print_condition(out, at + 1, left);
    else
        print_beside(out, at + 1, compares(at->op) ? column_of(*second) : nullptr, left);
    out.put(' ');
    out.put(text);
    out.put(' ');
    if (joins)
        print_condition(out, second, right);
    else
        print_beside(out, second, compares(at->op) ? column_of(at[1]) : nullptr, right);
}

constexpr void print_operation(writer& out, const node* at) {
    if (at->kind == node_kind::binary)
        if (const node* const second = skip(at + 1);
            is_equal_as_stored(out, at + 1, second, at->op) || is_equal_as_stored(out, second, at + 1, at->op))
            return print_equal_as_stored(out, at + 1, second, at->op);
    const spelling& spelled = out.dialect.spelled(at->op);
    if (at->op == operation::logical_not) {
        out.put("NOT ");
        print_condition(out, at + 1, spelled.binds);
    } else if (at->arity == 2 && spelled.pattern.find('{') == std::string_view::npos) {
        print_infix(out, at, spelled.pattern, spelled.binds);
    } else {
        print_pattern(out, at, spelled.pattern, spelled.binds);
    }
}

/// (a, b) < (x, y)
constexpr void print_row_comparison(writer& out, const node* at) {
    const std::size_t width = at->arity / 2;
    const auto print_row = [&](const node* each, const node* beside) {
        for (std::size_t i = 0; i < width; ++i, each = skip(each), beside = skip(beside)) {
            out.put(i == 0 ? "(" : ", ");
            print_beside(out, each, column_of(*beside), precedence::none);
        }
        out.put(')');
    };
    const node *left = at + 1, *right = &operand_of(*at, width);
    print_row(left, right);
    out.put(' ');
    out.put(out.dialect.spelled(at->op).pattern);
    out.put(' ');
    print_row(right, left);
}

constexpr void print_between(writer& out, const node* at) {
    const node* low = skip(at + 1);
    print_expression(out, at + 1, precedence::comparison + 1);
    out.put(at->negated ? " NOT BETWEEN " : " BETWEEN ");
    print_beside(out, low, column_of(at[1]), precedence::comparison + 1);
    out.put(" AND ");
    print_beside(out, skip(low), column_of(at[1]), precedence::comparison + 1);
}

constexpr void print_in_values(writer& out, const node* at) {
    print_expression(out, at + 1, precedence::comparison + 1);
    out.put(at->negated ? " NOT IN (" : " IN (");
    const node* item = skip(at + 1);
    for (std::size_t i = 1; i < at->arity; ++i, item = skip(item)) {
        if (i > 1) out.put(", ");
        print_beside(out, item, column_of(at[1]), precedence::none);
    }
    out.put(')');
}

constexpr void print_inner_query(writer& out, const node* at) {
    if (at->kind == node_kind::exists_query) out.put("EXISTS ");
    if (at->kind == node_kind::in_query) {
        print_expression(out, at + 1, precedence::comparison + 1);
        out.put(at->negated ? " NOT IN " : " IN ");
    }
    out.put('(');
    out.print_query(out, *at->query);
    out.put(')');
}

constexpr void print_case(writer& out, const node* at) {
    out.put("CASE");
    const node* operand = at + 1;
    for (std::size_t i = 0; i + 1 < at->arity; i += 2) {
        out.put(" WHEN ");
        print_condition(out, operand);
        operand = skip(operand);
        out.put(" THEN ");
        print_expression(out, operand);
        operand = skip(operand);
    }
    if (at->arity % 2 == 1) {
        out.put(" ELSE ");
        print_expression(out, operand);
    }
    out.put(" END");
}

constexpr void print_power_of_ten(writer& out, unsigned exponent) {
    out.put('1');
    for (; exponent > 0; --exponent) out.put('0');
}
constexpr void print_whole_argument(writer& out, const node* at) {
    const bool rounded = out.rounded;
    out.put("CAST(round(");
    out.rounded = true;
    print_expression(out, at, precedence::product);
    out.rounded = rounded;
    out.put(" * ");
    print_power_of_ten(out, exact_digits(at));
    out.put(") AS INTEGER)");
}

/// Whether the sum or the average of a type is of another one in SQL than in C++.
constexpr bool changes_type(const node* at) {
    if (at->op != operation::sum && at->op != operation::avg) return false;
    return at[1].type.kind != at->type.kind || (at->op == operation::sum && at->type.kind == type_kind::big_integer);
}
constexpr void print_argument(writer& out, const node* at) {
    const bool casts = out.dialect.values.aggregate_types == aggregate_form::of_argument && changes_type(at) &&
                       at[1].type.kind != at->type.kind;
    if (casts) out.put("CAST(");
    if (is_whole_sum(out.dialect, at))
        print_whole_argument(out, at + 1);
    else
        print_expression(out, at + 1);
    if (!casts) return;
    out.put(" AS ");
    print_type_name(out, at->type, true);
    out.put(')');
}
/// The rows that an aggregate counts: the argument, NULL of the others where there is no FILTER.
constexpr void print_filtered_argument(writer& out, const node* at) {
    const content begins = out.at.next;
    out.put("CASE WHEN ");
    seek_operand(out, *at, 1, begins);
    print_condition(out, skip(at + 1));
    out.put(" THEN ");
    seek_operand(out, *at, 0, begins);
    if (at[1].kind == node_kind::star)
        out.put('1');
    else
        print_argument(out, at);
    out.put(" END");
    seek_operand(out, *at, 2, begins);
}

/// The window of a function: PARTITION BY and ORDER BY.
constexpr void print_over(writer& out, const node* window) {
    const node& partition = operand_of(*window, 1);
    const node& order = operand_of(*window, 2);
    out.put(" OVER (");
    if (partition.arity > 0) {
        out.put("PARTITION BY ");
        print_list(out, operands_of(partition));
    }
    if (order.arity > 0) {
        out.put(partition.arity > 0 ? " ORDER BY " : "ORDER BY ");
        print_list(out, operands_of(order));
    }
    out.put(')');
}

/// `window`: the node above it, if it is the function of a window. What is wrapped around an aggregate goes around
/// both.
constexpr void print_aggregate(writer& out, const node* at, const node* window = nullptr) {
    const bool casts = out.dialect.values.aggregate_types == aggregate_form::wider && changes_type(at);
    const bool filters = out.dialect.values.filters_aggregates;
    if (casts) out.put("CAST(");
    out.put(out.dialect.spelled(at->op).pattern);
    out.put(at->distinct ? "(DISTINCT " : "(");
    if (at->filtered && !filters)
        print_filtered_argument(out, at);
    else
        print_argument(out, at);
    out.put(')');
    if (at->filtered && filters) {
        out.put(" FILTER (WHERE ");
        print_condition(out, skip(at + 1));
        out.put(')');
    }
    if (window) print_over(out, window);
    if (is_whole_sum(out.dialect, at)) {
        out.put(" / ");
        print_power_of_ten(out, exact_digits(at + 1));
        out.put(".0");
    }
    if (!casts) return;
    out.put(" AS ");
    print_type_name(out, at->type, true);
    out.put(')');
}
constexpr void print_window(writer& out, const node* at) {
    if (at[1].kind == node_kind::aggregate) return print_aggregate(out, at + 1, at);
    print_expression(out, at + 1);
    print_over(out, at);
}

constexpr void print_rounded(writer& out, const node* at) {
    const bool casts = at->kind == node_kind::cast;
    out.put("round(");
    out.rounded = true;
    print_expression(out, casts ? at + 1 : at);
    out.rounded = false;
    out.put(", ");
    out.text.put_number(std::uint64_t{casts ? at->type.scale : exact_digits(at)});
    out.put(')');
}

/// Where NULL stands anyway nothing is said, so that an index serves the order.
constexpr void print_ordering(writer& out, const node* at) {
    const statement_facts& facts = out.dialect.statements;
    const bool first = at->nulls == nulls_order::first;
    const bool anyway = first == (facts.nulls_are_smallest != at->descending);
    if (at->nulls == nulls_order::unspecified || anyway) return print_pattern(out, at, "{0}{order}", precedence::none);
    print_pattern(out, at, first ? facts.nulls_first : facts.nulls_last, precedence::none);
}

constexpr void print_node(writer& out, const node* at) {
    switch (at->kind) {
    case node_kind::column: return print_column_value(out, *at);
    case node_kind::value: return print_value(out, *at);
    case node_kind::parameter: return out.placeholder(*at);
    case node_kind::star: return out.put('*');
    case node_kind::null: return out.put("NULL");
    case node_kind::unary:
    case node_kind::binary:
    case node_kind::in_list:
    case node_kind::function:
    case node_kind::cast: return print_operation(out, at);
    case node_kind::row_comparison: return print_row_comparison(out, at);
    case node_kind::between: return print_between(out, at);
    case node_kind::in_values: return print_in_values(out, at);
    case node_kind::aggregate: return print_aggregate(out, at);
    case node_kind::ordering: return print_ordering(out, at);
    case node_kind::assignment:
        out.identifier(at->table().columns[at->column].name);
        out.put(" = ");
        return print_assigned(out, at + 1, at->table().columns[at->column]);
    case node_kind::case_when: return print_case(out, at);
    case node_kind::window: return print_window(out, at);
    case node_kind::group: return print_list(out, operands_of(*at));
    case node_kind::exists_query:
    case node_kind::scalar_query:
    case node_kind::in_query: return print_inner_query(out, at);
    case node_kind::refused: return;
    }
}

constexpr int precedence_of(const writer& out, const node& at) {
    if (is_whole_sum(out.dialect, &at)) return precedence::product;
    switch (at.kind) {
    case node_kind::row_comparison:
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_query: return precedence::comparison;
    case node_kind::unary:
    case node_kind::binary:
    case node_kind::in_list:
    case node_kind::function: return out.dialect.spelled(at.op).binds;
    default: return precedence::atom;
    }
}
constexpr void print_term(writer& out, const node* at, int outer) {
    if (!out.rounded && needs_rounding(out.dialect, *at)) return print_rounded(out, at);
    const bool rounded = out.rounded;
    out.rounded = rounded && is_decimal_arithmetic(*at);
    const bool encloses = precedence_of(out, *at) < outer;
    if (encloses) out.put('(');
    print_node(out, at);
    if (encloses) out.put(')');
    out.rounded = rounded;
}

/// NULL stays NULL: a condition is true, false, or unknown.
constexpr void print_condition_as_value(writer& out, const node* at) {
    const position before = out.at;
    out.put("CASE WHEN ");
    print_term(out, at, precedence::none);
    const position after = out.at;
    out.put(" THEN 1 WHEN NOT (");
    const bool numbered = out.dialect.lexical.placeholders == placeholder_form::numbered;
    out.at.next = before.next;
    if (numbered) out.at.placeholders = before.placeholders;
    const bool again = out.again;
    out.again = true;
    print_term(out, at, precedence::none);
    out.again = again;
    if (numbered) out.at.placeholders = after.placeholders;
    out.put(") THEN 0 END");
}

constexpr void print_expression(writer& out, const node* at, int outer) {
    if (!out.dialect.values.conditions_are_values && is_condition(*at)) return print_condition_as_value(out, at);
    print_term(out, at, outer);
}
constexpr void print_condition(writer& out, const node* at, int outer) {
    if (out.dialect.values.conditions_are_values || is_condition(*at)) return print_term(out, at, outer);
    const bool encloses = precedence::comparison < outer;
    if (encloses) out.put('(');
    print_term(out, at, precedence::comparison + 1);
    out.put(" = ");
    out.put(out.dialect.lexical.true_word);
    if (encloses) out.put(')');
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_EXPRESSION_HPP

// refract/sql/print_clauses.hpp
#ifndef REFRACT_SQL_PRINT_CLAUSES_HPP
#define REFRACT_SQL_PRINT_CLAUSES_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints the clauses of one statement, in SQL's order whatever the order they were written in.
struct clause_printer {
    writer& out;
    const statement_view& statement;
    content begins = out.at.next; ///< what stands before the statement, if it is inside another one

    constexpr const dynamic_part* parts_behind(const content& before) const { return behind(out.parts, before); }

    /// Makes what a clause holds the next: values and arguments are numbered as they were written.
    constexpr void enter(const clause& wanted) const {
        content before = begins;
        for (const clause* each = statement.begin(); each != &wanted; ++each)
            before += content_of(*each, parts_behind(before));
        out.at.next = before;
    }
    constexpr void leave() const {
        content all = begins;
        all += content_of(statement, parts_behind(begins));
        out.at.next = all;
    }
    /// What is printed of a clause; the clause is entered. Parts that only the run time knows do not stand without it.
    constexpr dynamic_part part_of(const clause& wanted) const {
        enter(wanted);
        if (!is_dynamic(wanted.kind)) return {true, wanted.nodes, wanted.items};
        dynamic_part part = out.parts ? out.parts[out.at.next.parts] : dynamic_part{.stands = false};
        ++out.at.next.parts;
        if (!has_flag(wanted.kind)) return part;
        return {part.stands, wanted.nodes, wanted.items};
    }

    constexpr void print_source(const clause& each) const {
        out.table(each.table());
        if (each.alias.empty()) return;
        out.put(" AS ");
        out.identifier(each.alias);
    }

    constexpr void print_items(std::string_view before, clause_kind kind) const {
        const clause* each = statement.find(kind);
        if (!each) return;
        enter(*each);
        out.put(before);
        print_list(out, items_of(*each));
    }

    /// A column of the rows that the program reads. Inside another statement columns keep their type.
    template <class Print> constexpr void print_read_item(const column_info& column, Print print) const {
        if (out.scope->outer) return print_read_as(out, column, print);
        print_read_column(out, column, print);
    }
    constexpr void print_items_of_row(const clause& columns) const {
        enter(columns);
        std::string_view separator;
        for (const node& item : items_of(columns)) {
            out.put(separator);
            separator = ", ";
            const column_info* const column = column_of(item);
            if (column && is_read_otherwise(out, *column))
                print_read_item(*column, [&] { print_column(out, item); });
            else
                print_expression(out, &item);
        }
    }
    constexpr void print_columns_of(const source& from, std::string_view& separator) const {
        for (const column_info& column : from.table().all()) {
            out.put(separator);
            separator = ", ";
            print_read_item(column, [&] {
                out.before_column(from.table(), from.alias, out.qualify);
                out.identifier(column.name);
            });
        }
    }

    constexpr void print_fields(const row_info& row) const {
        std::string_view separator;
        for (const field_info& field : row.fields) {
            out.put(separator);
            separator = ", ";
            const field_source found = find_field(field.name, *out.scope);
            if (!found.from) continue; // the rules have said so
            print_read_item(found.from->table().columns[found.column], [&] {
                print_column(out, {.column = static_cast<std::uint16_t>(found.column),
                                   .table = found.from->table,
                                   .alias = found.from->alias});
            });
        }
    }

    /// The columns of the rows: expressions, a struct's fields by name, or every table's columns.
    constexpr void print_row(const clause* columns) const {
        if (columns && columns->items > 0) {
            print_items_of_row(*columns);
        } else if (const source* const whole = columns ? find_whole(*columns, *out.scope) : nullptr) {
            std::string_view separator;
            print_columns_of(*whole, separator);
        } else if (columns && columns->row) {
            print_fields(*columns->row);
        } else {
            std::string_view separator;
            for (std::size_t i = 0; i < out.scope->count; ++i) print_columns_of(out.scope->sources[i], separator);
        }
    }

    constexpr void print_join(join_kind kind) const {
        switch (kind) {
        case join_kind::inner: return out.put(" JOIN ");
        case join_kind::left: return out.put(" LEFT JOIN ");
        case join_kind::right: return out.put(" RIGHT JOIN ");
        case join_kind::full: return out.put(" FULL JOIN ");
        case join_kind::cross: return out.put(" CROSS JOIN ");
        }
    }
    constexpr void print_joins() const {
        for (const clause& each : statement) {
            if (each.kind != clause_kind::join) continue;
            print_join(each.join);
            print_source(each);
            if (each.items == 0) continue;
            enter(each);
            out.put(" ON ");
            print_condition(out, each.nodes);
        }
    }

    constexpr void print_where() const {
        std::size_t count = 0;
        for (const clause& each : statement)
            if (is_condition(each.kind) && part_of(each).stands) ++count;
        std::string_view before = " WHERE ";
        for (const clause& each : statement) {
            if (!is_condition(each.kind)) continue;
            const dynamic_part part = part_of(each);
            if (!part.stands) continue;
            out.put(before);
            before = " AND ";
            print_condition(out, part.nodes, count > 1 ? precedence::logical_and : precedence::none);
        }
    }

    /// Whether there is an order.
    constexpr bool print_order() const {
        print_items(" ORDER BY ", clause_kind::order_by);
        if (statement.has(clause_kind::order_by)) return true;
        const clause* order = statement.find(clause_kind::ordering);
        if (!order) return false;
        const dynamic_part part = part_of(*order);
        if (!part.stands) return false;
        out.put(" ORDER BY ");
        print_list(out, {part.nodes, part.items});
        return true;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_CLAUSES_HPP

// refract/sql/print_select.hpp
#ifndef REFRACT_SQL_PRINT_SELECT_HPP
#define REFRACT_SQL_PRINT_SELECT_HPP

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints `LIMIT` and `OFFSET`, in the dialect's form. `at_most`: rows that are wanted of a query without a limit; 0:
/// all.
struct limit_printer {
    const clause_printer& clauses;
    bool is_ordered;
    std::uint64_t at_most;

    constexpr void print() const {
        const statement_facts& facts = clauses.out.dialect.statements;
        const bool limit = at_most > 0 || clauses.statement.has(clause_kind::limit);
        const bool offset = clauses.statement.has(clause_kind::offset);
        if (!limit && !offset) return;
        if (!is_ordered) clauses.out.put(facts.order_of_limit);
        form(limit && offset ? facts.limit_and_offset : limit ? facts.limit : facts.offset);
    }

private:
    constexpr void form(std::string_view pattern) const {
        for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{')) {
            clauses.out.put(pattern.substr(0, open));
            const std::size_t close = pattern.find('}', open);
            count(pattern[open + 1] == 'l' ? clause_kind::limit : clause_kind::offset);
            pattern.remove_prefix(close + 1);
        }
        clauses.out.put(pattern);
    }
    constexpr void count(clause_kind kind) const {
        if (kind == clause_kind::limit && at_most > 0)
            clauses.out.text.put_number(at_most);
        else
            clauses.print_items("", kind);
    }
};

/// `is_inner`: the query stands in another one's FROM, where its order has a meaning only beside a limit.
constexpr void print_select(const clause_printer& clauses, std::uint64_t at_most = 0, bool is_inner = false) {
    writer& out = clauses.out;
    const statement_view& statement = clauses.statement;
    out.put(statement.has(clause_kind::distinct) ? "SELECT DISTINCT " : "SELECT ");
    clauses.print_row(statement.find(clause_kind::select));
    out.put(" FROM ");
    clauses.print_source(*statement.find(clause_kind::from));
    clauses.print_joins();
    clauses.print_where();
    clauses.print_items(" GROUP BY ", clause_kind::group_by);
    if (const clause* having = statement.find(clause_kind::having)) {
        clauses.enter(*having);
        out.put(" HAVING ");
        print_condition(out, having->nodes);
    }
    const bool is_limited = statement.has(clause_kind::limit) || statement.has(clause_kind::offset);
    const bool may_order = out.dialect.statements.orders_inner_queries || !is_inner || is_limited;
    const bool is_ordered = may_order && clauses.print_order();
    limit_printer{clauses, is_ordered, at_most}.print();
    if (statement.has(clause_kind::for_update)) out.put(out.dialect.statements.for_update);
    if (statement.has(clause_kind::for_share)) out.put(out.dialect.statements.for_share);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_SELECT_HPP

// refract/sql/print_write.hpp
#ifndef REFRACT_SQL_PRINT_WRITE_HPP
#define REFRACT_SQL_PRINT_WRITE_HPP

#include <cstddef>
#include <string_view>

/// \file
/// What all writes have in common, of queries and of whole objects: how a table is inserted into, what a column that
/// counts or tells the time is set to, and how written columns come back.

namespace refract {
inline namespace v0 {
namespace detail {

/// Text between items: nothing before the first.
struct separator {
    writer& out;
    std::string_view next{};
    constexpr void operator()() {
        out.put(next);
        next = ", ";
    }
};

/// The parts of INSERT, UPDATE and DELETE of one table.
struct write_printer {
    writer& out;
    const table_info& table;
    std::string_view alias{}; ///< of the row that is there, in an insert

    constexpr void name(std::size_t column) const { out.identifier(table.columns[column].name); }
    /// A column of the row that is there, beside one that is to be inserted.
    constexpr void name_of_row(std::size_t column) const {
        out.qualifier(table, alias);
        name(column);
    }
    /// Prints each column that passes, with commas between them; how many.
    template <class Test, class Print> constexpr std::size_t each(Test test, Print print) const {
        separator next{out};
        std::size_t count = 0;
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!test(i)) continue;
            next();
            print(i);
            ++count;
        }
        return count;
    }
    template <class Test> constexpr bool any(Test test) const {
        for (std::size_t i = 0; i < table.column_count; ++i)
            if (test(i)) return true;
        return false;
    }

    /// Columns that every update sets by itself: the time of the last one, and their number.
    constexpr bool sets_itself(std::size_t column) const {
        return table.columns[column].updated_at || table.columns[column].version;
    }
    /// `of_row`: the number is that of the row that is there, beside one that is to be inserted.
    constexpr void set_by_itself(std::size_t column, bool of_row = false) const {
        name(column);
        out.put(" = ");
        if (table.columns[column].updated_at)
            return print_written(out, table.columns[column], false, [&] { out.put(out.dialect.values.moment); });
        if (of_row)
            name_of_row(column);
        else
            name(column);
        out.put(" + 1");
    }

    constexpr void insert_into() const {
        out.put("INSERT INTO ");
        out.table(table);
        if (alias.empty()) return;
        out.put(" AS ");
        out.identifier(alias);
    }
    /// What begins and what ends the columns that come back: RETURNING at the end, or OUTPUT in the middle.
    template <class Print>
    constexpr void returning(returning_form own, returning_form here, std::string_view row, Print print) const {
        if (own != here) return;
        out.put(own == returning_form::output ? " OUTPUT " : " RETURNING ");
        if (own == returning_form::output) out.row_name = row;
        print();
        out.row_name = {};
    }
};

/// The writes that queries say.
struct statement_writer {
    const clause_printer& clauses;
    const clause& target = *clauses.statement.find(clause_kind::from);
    write_printer to{clauses.out, target.table()};

    /// Calls `use` with each assignment that is made, in the order in which they were written.
    template <class Use> constexpr void each_assignment(Use use) const {
        for (const clause& each : clauses.statement)
            if (sets_columns(each.kind) && clauses.part_of(each).stands)
                for (const node& item : items_of(each)) use(item);
    }
    constexpr bool assigns(std::size_t column) const {
        bool found = false;
        each_assignment([&](const node& item) { found |= item.column == column; });
        return found;
    }

    constexpr void insert() const {
        writer& out = clauses.out;
        to.insert_into();
        const returning_form form = out.dialect.statements.insert_returning;
        bool is_empty = true;
        each_assignment([&](const node&) { is_empty = false; });
        if (is_empty) {
            returning(form, returning_form::output, "inserted");
            out.put(out.dialect.statements.insert_of_defaults);
            return returning(form, returning_form::at_the_end, "inserted");
        }
        out.put(" (");
        separator next{out};
        each_assignment([&](const node& item) {
            next();
            to.name(item.column);
        });
        out.put(')');
        returning(form, returning_form::output, "inserted");
        out.put(" VALUES (");
        separator comma{out};
        each_assignment([&](const node& item) {
            comma();
            print_assigned(out, &operand_of(item, 0), to.table.columns[item.column]);
        });
        out.put(')');
        returning(form, returning_form::at_the_end, "inserted");
    }
    constexpr void update() const {
        writer& out = clauses.out;
        out.put("UPDATE ");
        clauses.print_source(target);
        separator next{out, " SET "};
        each_assignment([&](const node& item) {
            next();
            print_expression(out, &item);
        });
        for (std::size_t i = 0; i < to.table.column_count; ++i) {
            if (!to.sets_itself(i) || assigns(i)) continue;
            next();
            to.set_by_itself(i);
        }
        const returning_form form = out.dialect.statements.update_returning;
        returning(form, returning_form::output, "inserted");
        clauses.print_where();
        returning(form, returning_form::at_the_end, "inserted");
    }
    constexpr void remove() const {
        writer& out = clauses.out;
        out.put("DELETE FROM ");
        clauses.print_source(target);
        const returning_form form = out.dialect.statements.delete_returning;
        returning(form, returning_form::output, "deleted");
        clauses.print_where();
        returning(form, returning_form::at_the_end, "deleted");
    }

private:
    constexpr void returning(returning_form own, returning_form here, std::string_view row) const {
        const clause* columns = clauses.statement.find(clause_kind::returning);
        if (columns) to.returning(own, here, row, [&] { clauses.print_row(columns); });
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_WRITE_HPP

// refract/sql/print_statement.hpp
#ifndef REFRACT_SQL_PRINT_STATEMENT_HPP
#define REFRACT_SQL_PRINT_STATEMENT_HPP

#include <cstdint>
#include <string_view>

/// \file
/// Statements as SQL text. One function serves every query, at compile time and at run time.

namespace refract {
inline namespace v0 {
namespace detail {

/// What is wanted of a query: its rows, an answer about them, or how many it wrote.
enum class result_form : std::uint8_t { rows, first, one, count, exists, changes };

/// A query inside another one. Its columns go without their table's name as long as it names no table outside.
constexpr void print_inner_statement(writer& out, const statement_view& statement) {
    const scope* const outer = out.scope;
    const bool qualified = out.qualify;
    const scope in = make_scope(statement, outer);
    out.scope = &in;
    out.qualify = in.count > 1 || is_correlated(statement, in);
    const clause_printer clauses{out, statement};
    print_select(clauses, 0, true);
    clauses.leave();
    out.scope = outer;
    out.qualify = qualified;
}

/// How many rows a query is to bring that is asked for one; 0: as many as it has.
constexpr std::uint64_t wanted_rows(const statement_view& statement, const dialect_info& dialect, result_form form) {
    const bool is_bounded = statement.has(clause_kind::limit) || statement.has(clause_kind::for_update) ||
                            statement.has(clause_kind::for_share);
    if (!dialect.statements.sends_whole_results || is_bounded) return 0;
    return form == result_form::first ? 1 : form == result_form::one ? 2 : 0;
}

constexpr void print_verb(const clause_printer& clauses, result_form form) {
    switch (clauses.statement.kind) {
    case verb::select: {
        const bool is_inner = form == result_form::count || form == result_form::exists;
        return print_select(clauses, wanted_rows(clauses.statement, clauses.out.dialect, form), is_inner);
    }
    case verb::insert: return statement_writer{clauses}.insert();
    case verb::update: return statement_writer{clauses}.update();
    case verb::remove: return statement_writer{clauses}.remove();
    }
}

constexpr void print_statement(writer& out, const statement_view& statement, const scope& in,
                               result_form form = result_form::rows) {
    out.scope = &in;
    out.qualify = in.count > 1;
    out.print_query = &print_inner_statement;
    std::string_view around = form == result_form::exists  ? out.dialect.statements.exists
                              : form == result_form::count ? "SELECT count(*) FROM ({query}) AS {rows}"
                                                           : "{query}";
    const std::size_t query = around.find("{query}");
    out.put(around.substr(0, query));
    print_verb(clause_printer{out, statement}, form);
    around.remove_prefix(query + std::string_view("{query}").size());
    if (form != result_form::count) return out.put(around);
    out.put(") AS ");
    out.identifier("rows");
}

/// What a statement uses and the database has not; empty if it has everything.
constexpr std::string_view missing_feature(const statement_view& statement, const dialect_info& dialect) {
    const statement_facts& facts = dialect.statements;
    if (statement.has(clause_kind::for_update) && facts.for_update.empty()) return "FOR UPDATE";
    if (statement.has(clause_kind::for_share) && facts.for_share.empty()) return "FOR SHARE";
    if (!facts.has_full_join)
        for (const clause& each : statement)
            if (each.kind == clause_kind::join && each.join == join_kind::full) return "FULL JOIN";
    if (!dialect.values.compares_rows && has_node(statement, node_kind::row_comparison)) return "comparison of rows";
    const returning_form returning = statement.kind == verb::insert   ? facts.insert_returning
                                     : statement.kind == verb::update ? facts.update_returning
                                                                      : facts.delete_returning;
    if (statement.has(clause_kind::returning) && returning == returning_form::none) return "RETURNING";
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_STATEMENT_HPP

// refract/sql/ready_statement.hpp
#ifndef REFRACT_SQL_READY_STATEMENT_HPP
#define REFRACT_SQL_READY_STATEMENT_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a row's column must be: what a driver compares with what the database sends.
struct result_column {
    sql_type type{};
    bool nullable = false;
    std::string_view field{};
};

/// What a statement is, as one number: its text and the types that it takes and gives. It is made of their
/// content and of no address, so that it says the same in every shared object of a program, also in one that is
/// loaded where another one was.
using statement_identity = std::uint64_t;

/// A statement ready for a driver: constant data, except where the run time put it together.
struct ready_statement {
    const char* sql = nullptr; ///< ends with NUL
    std::size_t size = 0;
    const sql_type* parameters = nullptr;
    std::uint16_t parameter_count = 0;
    const result_column* columns = nullptr;
    std::uint16_t column_count = 0;
    statement_identity identity = 0; ///< 0: not asked for

    constexpr std::string_view text() const { return {sql, size}; }
};

/// Makes an identity of content, piece by piece (FNV-1a).
struct identity_maker {
    statement_identity value = 0xcbf2'9ce4'8422'2325;

    constexpr void add(std::uint64_t number) { value = (value ^ number) * 0x0000'0100'0000'01b3; }
    constexpr void add(std::string_view text) {
        for (const char each : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(each)));
        add(text.size());
    }
    constexpr void add(const sql_type& type) {
        add(static_cast<std::uint64_t>(type.kind) | std::uint64_t{type.precision} << 8 |
            std::uint64_t{type.scale} << 16 | std::uint64_t{type.list} << 24 | std::uint64_t{type.of_column} << 25 |
            static_cast<std::uint64_t>(type.form) << 26 | static_cast<std::uint64_t>(type.item) << 32);
        if (type.enumeration) {
            add(type.enumeration->native_schema);
            add(type.enumeration->native_name);
        }
    }
    /// Never 0.
    constexpr statement_identity made() const { return value != 0 ? value : 1; }
};

constexpr statement_identity identity_of(const ready_statement& text) {
    identity_maker maker;
    maker.add(text.text());
    for (std::uint16_t i = 0; i < text.parameter_count; ++i) maker.add(text.parameters[i]);
    for (std::uint16_t i = 0; i < text.column_count; ++i) maker.add(text.columns[i].type);
    return maker.made();
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_READY_STATEMENT_HPP

// refract/sql/type_support.hpp
#ifndef REFRACT_SQL_TYPE_SUPPORT_HPP
#define REFRACT_SQL_TYPE_SUPPORT_HPP

#include <cstddef>
#include <cstdint>

/// \file
/// Whether a database has the types of a model, and can order them and calculate with them.

namespace refract {
inline namespace v0 {
namespace detail {

/// Of the columns of a table, or of the fields of a row. What has no type at all has been refused already.
template <class Columns> constexpr bool has_types_of(const Columns& columns, const dialect_info& dialect) {
    for (const auto& column : columns)
        if (column.type.kind != type_kind::none &&
            find_type_name(dialect.definitions.type_names, column.type.kind).column.empty())
            return false;
    return true;
}
constexpr bool has_types(const table_info& table, const dialect_info& dialect) {
    return has_types_of(table.all(), dialect);
}
/// Queries inside included.
constexpr bool has_types(const statement_view& statement, const dialect_info& dialect) {
    for (const clause& each : statement) {
        if (each.table && !has_types(each.table(), dialect)) return false;
        if (each.row && !has_types_of(each.row->fields, dialect)) return false;
        if (each.holds.queries == 0) continue;
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at->query && !has_types(*at->query, dialect)) return false;
    }
    return true;
}

/// The kinds with which the database cannot do everything, as a set of bits.
constexpr std::uint32_t limited_kinds(const dialect_info& dialect) {
    std::uint32_t kinds = 0;
    for (const kind_name& each : dialect.definitions.type_names)
        if (each.use != kind_use::calculates) kinds |= std::uint32_t{1} << static_cast<unsigned>(each.kind);
    return kinds;
}
constexpr bool is_among(const sql_type& type, std::uint32_t kinds) {
    return (kinds >> static_cast<unsigned>(type.kind) & 1) != 0;
}
constexpr kind_use use_of(const sql_type& type, const dialect_info& dialect) {
    return find_type_name(dialect.definitions.type_names, type.kind).use;
}

/// What a node asks of the values of its operands.
constexpr kind_use asked_by(const node& at) {
    switch (at.op) {
    case operation::less:
    case operation::less_equal:
    case operation::greater:
    case operation::greater_equal:
    case operation::min:
    case operation::max: return kind_use::sorts;
    case operation::add:
    case operation::subtract:
    case operation::multiply:
    case operation::divide:
    case operation::divide_whole:
    case operation::modulo:
    case operation::negate:
    case operation::abs:
    case operation::sign:
    case operation::sum:
    case operation::avg: return kind_use::calculates;
    default: return at.kind == node_kind::between || at.kind == node_kind::ordering ? kind_use::sorts : kind_use::finds;
    }
}
/// Whether two numbers meet of which one is text there: "5.0" is not "5".
constexpr bool are_unlike(const sql_type& left, const sql_type& right, const dialect_info& dialect) {
    return left.kind != right.kind && is_number(left.kind) && is_number(right.kind) &&
           (use_of(left, dialect) == kind_use::finds || use_of(right, dialect) == kind_use::finds);
}
/// Of whole numbers the text is the shortest one, and approximate is what is asked for.
constexpr bool is_inexact_cast(const sql_type& from, const sql_type& to, const dialect_info& dialect) {
    return are_unlike(from, to, dialect) && !is_whole_number(from.kind) && to.kind != type_kind::real &&
           to.kind != type_kind::double_precision;
}
/// Whether the operands of a node are compared, or one of them is its value; arguments stand side by side only.
constexpr bool brings_together(const node& at) {
    switch (at.kind) {
    case node_kind::binary:
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::case_when: return true;
    default: return at.op == operation::coalesce;
    }
}
/// Whether numbers that meet under a node are unlike.
constexpr bool meet_unlike(const node& at, const dialect_info& dialect) {
    switch (at.kind) {
    case node_kind::assignment: return are_unlike(at.table().columns[at.column].type, operand_of(at, 0).type, dialect);
    case node_kind::cast: return is_inexact_cast(operand_of(at, 0).type, at.type, dialect);
    case node_kind::in_query: {
        const clause* const selected = at.query->find(clause_kind::select);
        return selected && selected->items == 1 && are_unlike(operand_of(at, 0).type, selected->nodes->type, dialect);
    }
    case node_kind::row_comparison:
        for (std::size_t i = 0, width = at.arity / 2; i < width; ++i)
            if (are_unlike(operand_of(at, i).type, operand_of(at, width + i).type, dialect)) return true;
        return false;
    default:
        if (!brings_together(at)) return false;
    }
    const node* number = nullptr;
    for (const node& each : operands_of(at)) {
        if (!is_number(each.type.kind)) continue;
        if (number && are_unlike(number->type, each.type, dialect)) return true;
        number = &each;
    }
    return false;
}
constexpr bool serves(const node& at, const dialect_info& dialect) {
    const kind_use asked = asked_by(at);
    if (asked != kind_use::finds)
        for (const node& each : operands_of(at))
            if (use_of(each.type, dialect) < asked) return false;
    return !meet_unlike(at, dialect);
}

/// Whether something of a limited kind may stand under a node; few queries have it, and the others cost no more.
constexpr bool is_suspect(const node& at, std::uint32_t limited) {
    if (at.kind == node_kind::assignment && is_among(at.table().columns[at.column].type, limited)) return true;
    return at.query || is_among(at.type, limited);
}
constexpr bool serves_all(const statement_view& statement, const dialect_info& dialect);

/// Whether the database can do with each value what expressions ask: order it, calculate with it.
constexpr bool serves_all(const expression_range& items, std::uint32_t limited, const dialect_info& dialect) {
    for (const node& item : items) {
        const node* const end = skip(&item);
        bool looks = false;
        for (const node* at = &item; at != end && !looks; ++at) looks = is_suspect(*at, limited);
        for (const node* at = &item; looks && at != end; ++at)
            if (!serves(*at, dialect) || (at->query && !serves_all(*at->query, dialect))) return false;
    }
    return true;
}
constexpr bool serves_all(const statement_view& statement, const dialect_info& dialect) {
    const std::uint32_t limited = limited_kinds(dialect);
    if (limited == 0) return true;
    for (const clause& each : statement)
        if (!serves_all(items_of(each), limited, dialect)) return false;
    return true;
}

template <class Tables> constexpr bool have_types(const Tables& tables, const dialect_info& dialect) {
    for (const table_description* each : tables)
        if (!has_types(*each->table, dialect)) return false;
    return true;
}

template <class Schema, class Dialect> using check_types_of_all =
    check_that<have_types(Schema::tables, Dialect::info), rule::type_exists, Schema, Dialect>;
template <class Model, class Dialect> using check_types_of =
    check_that<has_types(table_of<Model>(), Dialect::info), rule::type_exists, Model, Dialect>;
template <class Query, class Dialect> using check_types =
    check_that<has_types(Query::view, Dialect::info), rule::type_exists, Dialect>;
template <class Query, class Dialect> using check_uses =
    check_that<serves_all(Query::view, Dialect::info), rule::type_serves, Dialect>;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_TYPE_SUPPORT_HPP

// refract/sql/statement.hpp
#ifndef REFRACT_SQL_STATEMENT_HPP
#define REFRACT_SQL_STATEMENT_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The text of a statement, and which placeholder each of its values and arguments has.
template <std::size_t Size, std::size_t Placeholders, std::size_t Values, std::size_t Arguments,
          std::size_t Repeats = 0>
struct statement_data {
    std::array<char, Size + 1> text{};
    std::array<sql_type, Placeholders + 1> types{};
    std::array<std::uint16_t, Values + 1> value_numbers{};
    std::array<std::uint16_t, Arguments + 1> argument_numbers{};
    std::array<repeated_placeholder, Repeats + 1> repeats{}; ///< what is bound once more
    static constexpr std::size_t repeat_count = Repeats;
};

/// A statement in more room than most need, so that it is printed once and then cut to its size.
template <std::size_t Values, std::size_t Arguments> struct statement_draft {
    static constexpr std::size_t room = 1024;
    char text[room]{};
    sql_type types[Values + Arguments + 1]{};
    std::uint16_t value_numbers[Values + 1]{}, argument_numbers[Arguments + 1]{};
    std::size_t size = 0, placeholders = 0, repeats = 0;
    bool is_whole = false;
};
template <std::size_t Values, std::size_t Arguments>
constexpr auto draft(const statement_view& view, const dialect_info& dialect, result_form form) {
    statement_draft<Values, Arguments> made;
    // Else a value may have several placeholders, and their number is not known.
    const bool is_numbered = dialect.lexical.placeholders == placeholder_form::numbered;
    const scope in = make_scope(view);
    writer out{.text = {.out = made.text, .room = made.room}, .dialect = dialect};
    if (is_numbered) {
        out.value_numbers = made.value_numbers;
        out.parameter_numbers = made.argument_numbers;
        out.types = made.types;
    }
    print_statement(out, view, in, form);
    made.size = out.text.size;
    made.placeholders = out.at.placeholders;
    made.repeats = out.repeat_count;
    made.is_whole = is_numbered && made.size <= made.room;
    return made;
}
template <class Item, std::size_t Count> constexpr void copy_items(const Item* from, std::array<Item, Count>& to) {
    for (Item *at = to.data(), *const end = at + Count - 1; at != end; ++at, ++from) *at = *from;
}
/// Cuts a draft to size; prints again what did not fit.
template <class Data, class Draft>
constexpr Data finish(const Draft& draft, const statement_view& view, const dialect_info& dialect, result_form form) {
    Data data;
    if (draft.is_whole) {
        copy_items(draft.text, data.text);
        copy_items(draft.types, data.types);
        copy_items(draft.value_numbers, data.value_numbers);
        copy_items(draft.argument_numbers, data.argument_numbers);
        return data;
    }
    const scope in = make_scope(view);
    writer out{.text = {.out = data.text.data()},
               .dialect = dialect,
               .value_numbers = data.value_numbers.data(),
               .parameter_numbers = data.argument_numbers.data(),
               .types = data.types.data(),
               .repeats = data.repeats.data()};
    print_statement(out, view, in, form);
    return data;
}

template <class Query, class Dialect> using check_features =
    check_that<missing_feature(Query::view, Dialect::info).empty(), rule::feature_exists, Dialect>;

template <class Dialect, class Query> consteval auto find_statement_outcome() {
    if constexpr (violation_of<Query>.broken != rule::none)
        return check_query<Query>{};
    else
        return first_failed_t<check_features<Query, Dialect>, check_query_names<Dialect, Query>,
                              check_types<Query, Dialect>, check_uses<Query, Dialect>>{};
}
/// What is wrong with a query, in itself or on a database; asked near the user's line and where its text is made.
template <class Dialect, class Query> using check_statement = decltype(find_statement_outcome<Dialect, Query>());

template <class Dialect, class Query, result_form Form> constexpr auto make_statement_data() {
    require<check_statement<Dialect, Query>>();
    if constexpr (violation_of<Query>.broken == rule::none) {
        constexpr std::size_t values = value_count<Query>, arguments = Query::parameters::size;
        constexpr auto first = draft<values, arguments>(Query::view, Dialect::info, Form);
        using data = statement_data<first.size, first.placeholders, values, arguments, first.repeats>;
        return finish<data>(first, Query::view, Dialect::info, Form);
    } else {
        return statement_data<0, 0, value_count<Query>, Query::parameters::size>{};
    }
}
/// The text of a query in the program's read-only data, made by the compiler.
template <class Dialect, class Query, result_form Form = result_form::rows> inline constexpr auto statement_data_of =
    make_statement_data<Dialect, Query, Form>();

template <class Dialect, class Query> constexpr std::string_view statement_text() {
    constexpr auto& text = statement_data_of<Dialect, Query>.text;
    return {text.data(), text.size() - 1};
}

/// Whether some of a statement's text is known only at run time.
constexpr bool is_dynamic(const statement_view& view) { return content_of(view).parts > 0; }

} // namespace detail

/// The SQL of a query as a constant: `sql<dialect::sqlite>(query)`. Costs nothing at run time.
/// Of a query with run-time conditions it shows the text without them.
template <class Dialect, detail::any_query Query> constexpr std::string_view sql(const Query&) {
    detail::require<detail::check_statement<Dialect, Query>>();
    return detail::statement_text<Dialect, Query>();
}

} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_STATEMENT_HPP

// refract/client/row_reader.hpp
#ifndef REFRACT_CLIENT_ROW_READER_HPP
#define REFRACT_CLIENT_ROW_READER_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Rows: which columns a C++ type wants, and filling it from a statement's current row.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row> struct row_traits;

[[noreturn, gnu::cold]] inline void rethrow_with_column(error& failure, std::string_view column, std::string_view sql) {
    failure.add_column(column);
    failure.add_sql(sql);
    throw;
}

namespace by_name {
template <class Cell, class Field> REFRACT_INLINE void read_field(const Cell& cell, Field& out) {
    if constexpr (is_optional<Field>) {
        if (cell.is_null()) return out.reset();
        if constexpr (std::is_same_v<Field, std::optional<std::string>>) {
            if (!out) return static_cast<void>(out.emplace(cell.template read<std::string_view>())); // not first empty
        } else {
            if (!out) out.emplace();
        }
        detail::read_field(cell, *out);
    } else {
        using stored = codec<Field>;
        stored::decode(cell.template read<typename stored::wire>(), out);
    }
}

/// Fills a row from the statement's current row; an error names the column.
template <class Row, class Statement> void read_row(Statement& statement, Row& out) {
    int column = 0;
    const auto current = statement.row();
    try {
        row_traits<Row>::read(current, column, out);
    } catch (error& failure) { rethrow_with_column(failure, statement.column_name(column), statement.sql()); }
}
} // namespace by_name

/// Reads the fields that it visits from consecutive columns.
template <class Source> struct field_reader {
    const Source& source;
    int& column;
    template <class Field> REFRACT_INLINE void operator()(Field& field) const {
        detail::read_field(source.cell(column), field);
        ++column;
    }
};

/// The fields of a struct with the types that their columns have: a model says more of them than its fields do.
template <class Row> constexpr auto fields_to_read() {
    if constexpr (is_model_by_convention<Row>)
        return row_info_of<Row>().fields;
    else
        return table_of<Row>().all();
}

/// How a row type is made of columns.
template <class Row> struct row_traits {
    static constexpr bool is_struct = !storable<Row>;
    static constexpr std::size_t width() {
        if constexpr (is_struct)
            return fields_to_read<Row>().size();
        else
            return 1;
    }
    static constexpr result_column* describe(result_column* out, bool nullable) {
        if constexpr (is_struct) {
            std::size_t index = 0;
            for (const auto& column : fields_to_read<Row>())
                *out++ = {column.type, nullable || column.nullable, field_name<Row>(index++)};
        } else {
            *out++ = {type_of<Row>, nullable || is_optional<Row>, {}};
        }
        return out;
    }
    template <class Source> REFRACT_INLINE static void read(const Source& source, int& column, Row& out) {
        if constexpr (is_struct)
            detail::for_each_field(out, field_reader<Source>{source, column});
        else
            field_reader<Source>{source, column}(out);
    }
};

/// The far side of an outer join: missing when a column that is never NULL is NULL.
template <class Row>
    requires(!storable<Row>)
struct row_traits<std::optional<Row>> {
    static constexpr std::size_t width() { return row_traits<Row>::width(); }
    static constexpr result_column* describe(result_column* out, bool) { return row_traits<Row>::describe(out, true); }
    template <class Source>
    REFRACT_INLINE static void read(const Source& source, int& column, std::optional<Row>& out) {
        if (is_missing(source, column)) {
            out.reset();
            column += static_cast<int>(width());
            return;
        }
        if (!out) out.emplace();
        row_traits<Row>::read(source, column, *out);
    }

private:
    template <class Source> static bool is_missing(const Source& source, int column) {
        constexpr auto columns = fields_to_read<Row>();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!columns[i].nullable) return source.cell(column + static_cast<int>(i)).is_null();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!source.cell(column + static_cast<int>(i)).is_null()) return false;
        return true;
    }
};

template <class... Part> struct row_traits<std::tuple<Part...>> {
    static constexpr std::size_t width() { return (std::size_t{0} + ... + row_traits<Part>::width()); }
    static constexpr result_column* describe(result_column* out, bool nullable) {
        ((out = row_traits<Part>::describe(out, nullable)), ...);
        return out;
    }
    template <class Source>
    REFRACT_INLINE static void read(const Source& source, int& column, std::tuple<Part...>& out) {
        read_parts(source, column, out, std::index_sequence_for<Part...>{});
    }

private:
    template <class Source, std::size_t... Index> REFRACT_INLINE static void
    read_parts(const Source& source, int& column, std::tuple<Part...>& out, std::index_sequence<Index...>) {
        (row_traits<Part>::read(source, column, std::get<Index>(out)), ...);
    }
};

template <class Row> constexpr auto list_result_columns() {
    std::array<result_column, row_traits<Row>::width()> columns{};
    row_traits<Row>::describe(columns.data(), false);
    return columns;
}
/// What a row type wants of each column, for drivers to compare with what the database sends.
template <class Row> inline constexpr auto result_columns_of = list_result_columns<Row>();
template <> inline constexpr std::array<result_column, 0> result_columns_of<void>{};

/// What is wrong with a type of rows: its structs have to be such as can be read.
template <class Row> struct row_outcome {
    using type = check_model<Row>;
};
template <storable Row> struct row_outcome<Row> {
    using type = passed;
};
template <class Row>
    requires(!storable<Row>)
struct row_outcome<std::optional<Row>> : row_outcome<Row> {};
template <class... Part> struct row_outcome<std::tuple<Part...>> {
    using type = first_failed_t<passed, typename row_outcome<Part>::type...>;
};
template <class Row> using check_row = typename row_outcome<Row>::type;

/// Whether some of a row looks into the driver's buffer and dies with the next row.
template <class Row> struct view_traits {
    template <class... Field> static constexpr bool any_view(type_list<Field...>) {
        return (view_traits<Field>::value || ...);
    }
    static constexpr bool find() {
        if constexpr (reflectable<Row>)
            return any_view(field_types<Row>{});
        else
            return false; // what it is has been said, or will be
    }
    static constexpr bool value = find();
};
template <storable Row> struct view_traits<Row> {
    using type = without_optional<Row>;
    static constexpr bool value = std::is_same_v<type, std::string_view> || std::is_same_v<type, wire::bytes>;
};
template <class Row>
    requires(!storable<Row>)
struct view_traits<std::optional<Row>> : view_traits<Row> {};
template <class... Part> struct view_traits<std::tuple<Part...>> {
    static constexpr bool value = (view_traits<Part>::value || ...);
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_ROW_READER_HPP

// refract/base/atomic.hpp
#ifndef REFRACT_BASE_ATOMIC_HPP
#define REFRACT_BASE_ATOMIC_HPP

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// A flag that one thread at a time can take. <atomic> would cost every translation unit a tenth of
/// a second for these two operations, which GCC and Clang have as builtins.
class exclusive_flag {
public:
    /// Takes the flag; false if it is taken.
    bool take() noexcept { return !__atomic_exchange_n(&taken_, true, __ATOMIC_ACQUIRE); }
    /// The same for what is done for every row, without the locked instruction, which is a twentieth
    /// of a row. Threads that come within nanoseconds of each other may both pass; their next rows
    /// will hardly.
    bool take_quickly() noexcept {
        if (__atomic_load_n(&taken_, __ATOMIC_ACQUIRE)) return false;
        __atomic_store_n(&taken_, true, __ATOMIC_RELAXED);
        return true;
    }
    void release() noexcept { __atomic_store_n(&taken_, false, __ATOMIC_RELEASE); }

private:
    bool taken_ = false;
};

/// Says to whoever comes next that there is something to see to.
class signal_flag {
public:
    void raise() noexcept { __atomic_store_n(&raised_, true, __ATOMIC_RELEASE); }
    void lower() noexcept { __atomic_store_n(&raised_, false, __ATOMIC_RELEASE); }
    bool is_raised() const noexcept { return __atomic_load_n(&raised_, __ATOMIC_RELAXED); }

private:
    bool raised_ = false;
};

/// A heap of objects that any thread may add to, and one at a time takes away. Each object has a member
/// `next_left` of its own for it, so that adding takes no memory and cannot fail.
template <class Item> class left_items {
public:
    void add(Item* item) noexcept {
        item->next_left = __atomic_load_n(&first_, __ATOMIC_RELAXED);
        while (!__atomic_compare_exchange_n(&first_, &item->next_left, item, true, __ATOMIC_RELEASE, __ATOMIC_RELAXED));
    }
    /// Takes all of them away: the first one, from which `next_left` leads to the others; null without any.
    Item* take_all() noexcept { return __atomic_exchange_n(&first_, static_cast<Item*>(nullptr), __ATOMIC_ACQUIRE); }

private:
    Item* first_ = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_ATOMIC_HPP

// refract/base/owner.hpp
#ifndef REFRACT_BASE_OWNER_HPP
#define REFRACT_BASE_OWNER_HPP

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> void delete_object(Type* owned) noexcept { delete owned; }

/// Owns an object that `Release` ends: made with `new`, or by a C library. std::unique_ptr does no more, and <memory>
/// costs a quarter of a second per translation unit.
template <class Type, auto Release = &delete_object<Type>> class owner {
public:
    owner() = default;
    explicit owner(Type* owned) noexcept : owned_(owned) {}
    owner(owner&& other) noexcept : owned_(other.release()) {}
    owner& operator=(owner&& other) noexcept {
        reset(other.release());
        return *this;
    }
    ~owner() { reset(); }

    Type* get() const noexcept { return owned_; }
    Type* operator->() const noexcept { return owned_; }
    Type& operator*() const noexcept { return *owned_; }
    explicit operator bool() const noexcept { return owned_ != nullptr; }
    Type* release() noexcept { return std::exchange(owned_, nullptr); }
    void reset(Type* owned = nullptr) noexcept {
        if (Type* const before = std::exchange(owned_, owned)) Release(before);
    }

private:
    Type* owned_ = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_OWNER_HPP

// refract/base/plain_array.hpp
#ifndef REFRACT_BASE_PLAIN_ARRAY_HPP
#define REFRACT_BASE_PLAIN_ARRAY_HPP

#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The memory of a plain_array: one class for items of all types.
class growing_block {
public:
    growing_block() = default;
    growing_block(growing_block&& other) noexcept { swap(other); }
    growing_block& operator=(growing_block&& other) noexcept {
        swap(other);
        return *this;
    }
    ~growing_block() { ::operator delete(data_); }

    void swap(growing_block& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(bytes_, other.bytes_);
        std::swap(room_, other.room_);
    }
    void* data() const noexcept { return data_; }
    std::size_t bytes() const noexcept { return bytes_; }
    void cut(std::size_t bytes) noexcept { bytes_ = bytes; }

    /// Makes room for `wanted` bytes. Errors: std::bad_alloc; then everything is as it was.
    void reserve(std::size_t wanted) {
        if (wanted <= room_) return;
        const std::size_t room = wanted < 2 * room_ ? 2 * room_ : wanted;
        void* const made = ::operator new(room);
        if (bytes_ > 0) std::memcpy(made, data_, bytes_);
        ::operator delete(std::exchange(data_, made));
        room_ = room;
    }
    /// `added` more bytes at the end, whose values are whatever was there.
    void* extend(std::size_t added) {
        reserve(bytes_ + added);
        void* const at = static_cast<char*>(data_) + bytes_;
        bytes_ += added;
        return at;
    }

private:
    void* data_ = nullptr;
    std::size_t bytes_ = 0, room_ = 0;
};

/// Items that can be copied as bytes, in a growing array. std::vector does more, and each new type of it costs a
/// program as much to compile as a query does.
template <class Item> class plain_array {
public:
    const Item* begin() const noexcept { return static_cast<const Item*>(block_.data()); }
    const Item* end() const noexcept { return begin() + size(); }
    Item* begin() noexcept { return static_cast<Item*>(block_.data()); }
    Item* end() noexcept { return begin() + size(); }
    const Item* data() const noexcept { return begin(); }
    Item* data() noexcept { return begin(); }
    std::size_t size() const noexcept { return block_.bytes() / sizeof(Item); }
    bool empty() const noexcept { return block_.bytes() == 0; }
    Item& operator[](std::size_t index) noexcept { return begin()[index]; }
    const Item& operator[](std::size_t index) const noexcept { return begin()[index]; }
    const Item& back() const noexcept { return begin()[size() - 1]; }

    /// Room for so many items, after which adding them cannot fail.
    void reserve(std::size_t count) { block_.reserve(count * sizeof(Item)); }
    void push_back(Item item) { ::new (block_.extend(sizeof(Item))) Item(item); }
    /// So many items, each as a default-made one.
    void assign(std::size_t count) {
        clear();
        reserve(count);
        while (size() < count) push_back(Item{});
    }
    void append(const Item* from, std::size_t count) {
        if (count > 0) std::memcpy(block_.extend(count * sizeof(Item)), from, count * sizeof(Item));
    }
    /// Takes out all that are equal to one.
    void remove(Item item) noexcept {
        std::size_t kept = 0;
        for (const Item& each : *this)
            if (each != item) (*this)[kept++] = each;
        block_.cut(kept * sizeof(Item));
    }
    void pop_back() noexcept { block_.cut(block_.bytes() - sizeof(Item)); }
    void clear() noexcept { block_.cut(0); }
    void swap(plain_array& other) noexcept { block_.swap(other.block_); }

private:
    static_assert(std::is_trivially_copyable_v<Item>);
    growing_block block_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_PLAIN_ARRAY_HPP

// refract/driver/driver.hpp
#ifndef REFRACT_DRIVER_DRIVER_HPP
#define REFRACT_DRIVER_DRIVER_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// \file
/// What a driver is: bytes, never queries. A database is one dialect and one driver; the client is
/// written against this page and knows no database.

namespace refract {
inline namespace v0 {

/// How far a transaction is kept from others (SQL standard). SQLite is always serializable.
enum class isolation : std::uint8_t {
    standard, ///< the database's default
    read_uncommitted,
    read_committed,
    repeatable_read,
    serializable,
};

/// How a transaction begins.
struct transaction_options {
    refract::isolation isolation = refract::isolation::standard;
    bool read_only = false;
    /// SQLite: take the write lock at once (BEGIN IMMEDIATE), so that a writer does not meet
    /// `busy` half-way. PostgreSQL has no such lock.
    bool immediate = true;
};

namespace detail {

/// One item of a list parameter; a class, because std::vector<bool> has no items.
template <class Wire> struct list_item {
    Wire value;
};

/// A cell of the current row.
///
/// `read<Wire>()` gives the cell as one of the plain values of `wire` (or bool, a signed integer,
/// float, double, std::string_view). Views live until the next `step`. Errors: `schema_mismatch`
/// for a NULL or a value of another type.
template <class Cell>
concept driver_cell = requires(const Cell& cell) {
    { cell.is_null() } -> std::same_as<bool>;
    { cell.template read<std::int64_t>() } -> std::same_as<std::int64_t>;
    { cell.template read<std::string_view>() } -> std::same_as<std::string_view>;
    { cell.template read<wire::timestamp>() } -> std::same_as<wire::timestamp>;
};

/// The current row of a statement, until the next step; a small object that is copied.
template <class Row>
concept driver_row = requires(const Row& row) {
    { row.cell(0) } -> driver_cell;
};

/// A prepared statement: begin, bind, send, step until it says false, reset; then again.
///
/// An rvalue (std::string, std::vector<std::byte>) is copied: it was made for the call.
/// Placeholders count from 1, columns from 0. `begin(streamed)` comes before the first bind of an
/// execution; `streamed` says that the values may not live until the last step, and that rows should
/// come one by one.
/// `send` starts the execution with the values that are bound, and may return before the database has
/// answered; `step` waits for the next row, and sends first if nobody has. A second `send` does nothing.
/// After a `step` that said false or threw, only `reset` may follow. It never throws and may be called
/// at any time.
template <class Statement>
concept driver_statement =
    requires(Statement& statement, int position, std::string_view text, std::span<const list_item<std::int64_t>> list) {
        statement.begin(true);
        statement.bind(position, std::int64_t{});
        statement.bind(position, text);
        statement.bind_null(position);
        statement.bind_list(position, list);
        statement.send();
        { statement.step() } -> std::same_as<bool>;
        { statement.changes() } -> std::same_as<std::int64_t>;
        { statement.row() } -> driver_row;
        { statement.column_count() } -> std::convertible_to<int>;
        { statement.column_name(0) } -> std::convertible_to<std::string_view>;
        { statement.reset() } noexcept;
    };

/// Optional: a statement that may have to refuse to leave a key to the database, and whose `changes` may not count
/// what a view's triggers wrote.
template <class Statement>
concept knows_made_keys = requires(Statement& statement, const table_info& table, std::string_view column) {
    statement.check_made_key(table, column);
    { statement.knows_key() } -> std::same_as<bool>;
    { statement.writes_view(table) } -> std::same_as<bool>;
};

/// Rows on their way into a table in bulk, for drivers that have something faster than INSERT.
///
/// For each row `begin_row`, one `bind` or `bind_null` per column in order (positions from 1, as in
/// statements), `end_row`. Nothing is written before `finish`, which gives the count of rows; an object
/// that dies without it takes everything back.
template <class Copy>
concept driver_copy = requires(Copy& copy, int position, std::string_view text) {
    copy.begin_row();
    copy.bind(position, std::int64_t{});
    copy.bind(position, text);
    copy.bind_null(position);
    copy.end_row();
    { copy.finish() } -> std::same_as<std::int64_t>;
};

/// A connection. Its destructor closes it and never throws. After `close` statements may still be
/// stepped, reset and destroyed: they answer with errors, or with the rows that they have.
template <class Connection>
concept driver_connection = requires(Connection& connection, const ready_statement& text, std::string_view script,
                                     const transaction_options& options) {
    { connection.is_open() } -> std::same_as<bool>;
    { connection.close() } noexcept;
    /// `cached`: the statement will be kept and run again.
    { connection.prepare(text, true) } -> driver_statement;
    /// Any number of statements without parameters.
    connection.execute(script);
    /// One statement without parameters and rows; takes no memory of its own beside what the client
    /// library takes, so that a transaction can be undone when memory is short.
    connection.command("ROLLBACK");
    /// Rows that the last statement of the last script touched.
    { connection.changes() } -> std::same_as<std::int64_t>;
    connection.begin(options);
    connection.commit();
    /// Ends the transaction and what `begin` has set for it. Where none is open any more it only does
    /// the latter; after a failure it may be called again.
    connection.rollback();
    /// Whether a transaction is open, as the database sees it.
    { connection.in_transaction() } -> std::same_as<bool>;
    { connection.last_key() } -> std::same_as<std::int64_t>;
};

/// Whether a connection copies in bulk: `copy(sql, types of the columns, how many)`.
template <class Connection>
concept copies_in_bulk = requires(Connection& connection, std::string_view sql, const sql_type* columns) {
    { connection.copy(sql, columns, std::size_t{}) } -> driver_copy;
};

/// What an execution that was sent waits for.
enum class execution_progress : std::uint8_t {
    waiting_read,  ///< until the socket can be read
    waiting_write, ///< until the socket can be written
    row,           ///< nothing: a row is there, and the next `step` does not block
    end,           ///< nothing: the end or a failure is there, which the next `step` tells
};

/// Whether somebody else can wait for the database (an event loop): `progress` never blocks, and says
/// what the socket has to be ready for before it is asked again.
template <class Driver>
concept waits_outside = requires(typename Driver::connection& connection, typename Driver::statement& statement) {
    { connection.socket() } -> std::same_as<int>;
    { statement.progress() } -> std::same_as<execution_progress>;
};

/// Whether several executions can be under way: between `enter_pipeline` and `sync` each `send` adds one,
/// and their results come in that order.
template <class Driver>
concept pipelines = requires(typename Driver::connection& connection) {
    connection.enter_pipeline();
    connection.sync();
};

/// A driver names its parts.
template <class Driver>
concept database_driver = requires {
    typename Driver::dialect;
    typename Driver::options;
    requires driver_connection<typename Driver::connection>;
    requires driver_statement<typename Driver::statement>;
    /// Whether the key of the last inserted row is known without RETURNING.
    { Driver::knows_last_key } -> std::convertible_to<bool>;
    /// How many rows of `insert_many` go into one INSERT; 0: the connection copies in bulk.
    { Driver::rows_per_insert } -> std::convertible_to<std::size_t>;
    requires Driver::rows_per_insert != 0 || copies_in_bulk<typename Driver::connection>;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_DRIVER_HPP

// refract/client/statement_cache.hpp
#ifndef REFRACT_CLIENT_STATEMENT_CACHE_HPP
#define REFRACT_CLIENT_STATEMENT_CACHE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// \file
/// Prepared statements of one connection. Those that are constants of the program stay, and are found by what they
/// are; those put together at run time are found by a key and bounded in number.

namespace refract {
inline namespace v0 {
namespace detail {

/// A statement whose text was put together at run time.
struct runtime_statement {
    std::string key; ///< what its text is made of
    std::string sql;
    plain_array<sql_type> types;
    plain_array<std::uint16_t> value_numbers, argument_numbers;
    plain_array<result_column> columns;

    ready_statement view() const {
        return {.sql = sql.c_str(),
                .size = sql.size(),
                .parameters = types.data(),
                .parameter_count = static_cast<std::uint16_t>(types.size()),
                .columns = columns.data(),
                .column_count = static_cast<std::uint16_t>(columns.size())};
    }
};

template <class Driver> class statement_cache {
    using prepared = typename Driver::statement;
    using connection = typename Driver::connection;

public:
    /// A prepared statement and whether somebody is stepping through it.
    struct entry {
        prepared statement;
        statement_identity identity = 0; ///< of a constant
        const void* address = nullptr;   ///< of the constant's text where it was met last; nothing is read there
        bool in_use = false;
        bool kept;                    ///< by the cache; otherwise who holds it deletes it
        bool made_at_runtime = false; ///< it is a runtime_entry
        owner<entry> spare{};         ///< the same statement once more, for when this one is in use
        entry* next_left = nullptr;

        entry(prepared made, bool keep) : statement(std::move(made)), kept(keep) {}
        entry(const entry&) = delete;

        void end() noexcept {
            statement.reset();
            in_use = false;
            if (!kept) destroy(this);
        }
    };
    struct runtime_entry : entry {
        runtime_statement text;
        std::uint64_t last_used = 0;

        runtime_entry(prepared made, runtime_statement from) : entry(std::move(made), true), text(std::move(from)) {
            this->made_at_runtime = true;
        }
    };
    /// Nothing virtual: the code of a plug-in that has made an entry may be unloaded by now.
    static void destroy(entry* each) noexcept {
        if (each->made_at_runtime)
            delete static_cast<runtime_entry*>(each);
        else
            delete each;
    }

    /// Holds a statement until the end of its execution, then resets it.
    class lease {
    public:
        explicit lease(entry* held) noexcept : held_(held) { held_->in_use = true; }
        lease(lease&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
        lease& operator=(lease&&) = delete;
        ~lease() { end(); }

        bool holds() const noexcept { return held_ != nullptr; }
        prepared& statement() const noexcept { return held_->statement; }
        void end() noexcept {
            if (entry* const held = std::exchange(held_, nullptr)) held->end();
        }
        /// Another thread is inside the connection, so the execution cannot end now: `end_left` will do it.
        void leave(statement_cache& to) noexcept {
            if (entry* const held = std::exchange(held_, nullptr)) to.left_.add(held);
        }

    private:
        entry* held_;
    };

    /// How many texts put together at run time are kept prepared.
    static constexpr std::size_t runtime_limit = 64;

    statement_cache() { slots_.assign(first_slots); }
    statement_cache(const statement_cache&) = delete;
    statement_cache& operator=(const statement_cache&) = delete;
    ~statement_cache() { clear(); }

    /// The prepared statement of a constant; prepared at its first use on this connection.
    lease acquire(connection& on, const ready_statement& text) {
        return acquire(on, text.identity, text.sql, [&] { return text; });
    }
    /// The same where the text itself is put together from a constant at `address`, by `make`, when it is needed.
    template <class Make>
    REFRACT_INLINE lease acquire(connection& on, statement_identity identity, const void* address, Make make) {
        entry* const found = slots_[identity & last_slot_];
        if (found && found->address == address && found->identity == identity && !found->in_use) [[likely]]
            return lease(found);
        return acquire_slowly(on, identity, address, make());
    }

    /// The text of a key, or null.
    runtime_entry* find(std::string_view key) {
        for (runtime_entry* each : runtime_)
            if (each->text.key == key) {
                each->last_used = ++clock_;
                return each;
            }
        return nullptr;
    }
    runtime_entry* add(connection& on, runtime_statement text) {
        prepared first = on.prepare(text.view(), true); // before a short text moves, and its bytes with it
        runtime_.reserve(runtime_.size() + 1);
        auto* made = new runtime_entry(std::move(first), std::move(text));
        made->last_used = ++clock_;
        if (runtime_.size() >= runtime_limit) forget_one();
        runtime_.push_back(made);
        return made;
    }
    /// A found text; prepared once more if it is being stepped through.
    lease acquire(connection& on, runtime_entry* found) {
        if (!found->in_use) return lease(found);
        return acquire_spare(on, *found, found->text.view());
    }

    /// Ends the executions that were left to be ended; whether there were any.
    bool end_left() noexcept {
        entry* each = left_.take_all();
        const bool any = each != nullptr;
        while (each) {
            entry* const next = each->next_left; // it may be deleted by its end
            each->end();
            each = next;
        }
        return any;
    }

    /// Statements that are prepared now, for tests and statistics.
    std::size_t size() const noexcept {
        std::size_t count = 0;
        for (const entry* each : slots_) count += chain_size(each);
        for (const entry* each : runtime_) count += chain_size(each);
        return count;
    }

    void clear() noexcept {
        end_left();
        for (entry*& each : slots_) release(std::exchange(each, nullptr));
        for (entry* each : runtime_) release(each);
        runtime_.clear();
        constants_ = 0;
    }

private:
    static constexpr std::size_t first_slots = 64; ///< a power of two, as all sizes of the table

    // A constant stands in the first free slot from the one that its identity says.
    template <class Wanted> std::size_t find_slot(Wanted is_wanted, statement_identity identity) const {
        std::size_t slot = identity & last_slot_;
        while (slots_[slot] && !is_wanted(*slots_[slot])) slot = (slot + 1) & last_slot_;
        return slot;
    }
    /// Further away, in use, met in another shared object, or not there yet.
    [[gnu::noinline]] lease acquire_slowly(connection& on, statement_identity identity, const void* address,
                                           const ready_statement& text) {
        const auto same = [&](const entry& each) {
            return each.identity == identity && (each.address == address || each.statement.sql() == text.text());
        };
        entry* found = slots_[find_slot(same, identity)];
        if (!found) {
            if (2 * (constants_ + 1) > slots_.size()) grow();
            found = new entry(on.prepare(text, true), true);
            found->identity = identity;
            slots_[find_slot([](const entry&) { return false; }, identity)] = found;
            ++constants_;
        }
        found->address = address;
        if (!found->in_use) return lease(found);
        return acquire_spare(on, *found, text);
    }
    void grow() {
        plain_array<entry*> before;
        before.assign(2 * slots_.size());
        before.swap(slots_);
        last_slot_ = slots_.size() - 1;
        for (entry* each : before)
            if (each) slots_[find_slot([](const entry&) { return false; }, each->identity)] = each;
    }

    /// The statement is being stepped through: another one of it, which is kept too unless there are many.
    static lease acquire_spare(connection& on, entry& first, const ready_statement& text) {
        constexpr int most = 8;
        entry* last = &first;
        for (int i = 0; i < most; ++i) {
            if (!last->spare) {
                last->spare = owner<entry>(new entry(on.prepare(text, true), true));
                return lease(last->spare.get());
            }
            last = last->spare.get();
            if (!last->in_use) return lease(last);
        }
        return lease(new entry(on.prepare(text, false), false));
    }
    static std::size_t chain_size(const entry* each) noexcept {
        std::size_t count = 0;
        for (; each; each = each->spare.get()) ++count;
        return count;
    }
    // A stream that outlives the cache deletes its own statement.
    static void release(entry* each) noexcept {
        while (each) {
            owner<entry> spare = std::move(each->spare);
            if (each->in_use)
                each->kept = false;
            else
                destroy(each);
            each = spare.release();
        }
    }

    /// Forgets the older of two that are picked blindly. Forgetting the oldest of all would forget, where one text
    /// more is run in turn than are kept, always the one that comes next.
    void forget_one() {
        const std::size_t first = pick_unused(), second = pick_unused();
        if (first == runtime_.size()) return; // all are being stepped through
        const std::size_t older = runtime_[first]->last_used < runtime_[second]->last_used ? first : second;
        release(runtime_[older]);
        runtime_[older] = runtime_.back();
        runtime_.pop_back();
    }
    std::size_t pick_unused() {
        random_ = random_ * 6364136223846793005U + 1442695040888963407U;
        for (std::size_t i = 0, at = (random_ >> 33) % runtime_.size(); i < runtime_.size(); ++i, ++at) {
            at = at < runtime_.size() ? at : 0;
            if (!runtime_[at]->in_use) return at;
        }
        return runtime_.size();
    }

    plain_array<entry*> slots_{}; ///< the constants, by their identity
    std::size_t last_slot_ = first_slots - 1;
    std::size_t constants_ = 0;
    plain_array<runtime_entry*> runtime_{};
    left_items<entry> left_{};
    std::uint64_t clock_ = 0, random_ = 1;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_STATEMENT_CACHE_HPP

// refract/client/raw_sql.hpp
#ifndef REFRACT_CLIENT_RAW_SQL_HPP
#define REFRACT_CLIENT_RAW_SQL_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// SQL that is put together at run time: says that its author trusts it.
struct unsafe_sql {
    std::string_view text;
    std::source_location where;
    explicit constexpr unsafe_sql(std::string_view sql,
                                  const std::source_location& call = std::source_location::current())
        : text(sql), where(call) {}
};

namespace detail {

/// The number of `{}` in a text; `{{}}` stands for the two characters.
constexpr std::size_t count_placeholders(std::string_view sql) {
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < sql.size(); ++i) {
        if (sql.substr(i, 4) == "{{}}") {
            i += 3;
        } else if (sql[i] == '{' && sql[i + 1] == '}') {
            ++count;
            ++i;
        }
    }
    return count;
}

/// How a value of raw SQL is stored while it is bound: literals are text.
template <class Value> using raw_value =
    std::conditional_t<std::is_convertible_v<const Value&, std::string_view>, std::string_view, Value>;

/// What a value is declared as; of NULL only the database knows.
template <class Value> constexpr sql_type raw_type_of() {
    if constexpr (std::is_same_v<std::remove_cvref_t<Value>, std::nullopt_t>)
        return {};
    else
        return type_of<raw_value<std::remove_cvref_t<Value>>>;
}

/// What a raw text with such values is, among the constants of a program.
template <class... Value> constexpr statement_identity raw_identity(std::string_view text) {
    identity_maker maker;
    maker.add(text);
    (maker.add(raw_type_of<std::decay_t<Value>>()), ...);
    return maker.made();
}

/// Whether a text has one `{}` for each value; also asked of what is no text, before its overload is left out.
template <class Text> constexpr bool has_placeholders(const Text& sql, std::size_t values) {
    if constexpr (std::is_convertible_v<const Text&, std::string_view>)
        return count_placeholders(sql) == values;
    else
        return true;
}

/// SQL that is a constant of the program, with one `{}` for each value.
template <class... Value> struct raw_sql {
    std::string_view text;
    std::source_location where;
    statement_identity identity;

    template <class Text>
        requires std::is_convertible_v<const Text&, std::string_view>
    consteval raw_sql(const Text& sql,
                      std::source_location call = std::source_location::current()) // GCC 16: no reference
        REFRACT_REFUSE_IF(!has_placeholders(sql, sizeof...(Value)), REFRACT_PLACEHOLDERS_MATCH)
        : text(sql), where(call), identity(raw_identity<Value...>(text)) {
        refuse_if<REFRACT_PLACEHOLDERS_MATCH>(!has_placeholders(text, sizeof...(Value)));
    }
};

/// The text with the database's own placeholders.
inline std::string number_placeholders(std::string_view sql, std::string_view mark) {
    std::string result;
    result.reserve(sql.size() + 8);
    std::size_t number = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql.substr(i, 4) == "{{}}") {
            result += "{}";
            i += 3;
        } else if (sql.substr(i, 2) == "{}") {
            result += mark;
            result += std::to_string(++number);
            ++i;
        } else {
            result += sql[i];
        }
    }
    return result;
}

/// `HasPlaceholders`: not of text from the run time without values, in which braces are braces.
template <bool HasPlaceholders, class... Value>
runtime_statement make_raw_statement(std::string_view key, std::string_view sql, const dialect_info& dialect) {
    runtime_statement made;
    made.key = key;
    made.sql = HasPlaceholders ? number_placeholders(sql, dialect.lexical.placeholder_mark) : std::string(sql);
    (made.types.push_back(raw_type_of<Value>()), ...);
    return made;
}

/// Where each field of a row struct stands among the columns that came; by name, so that the order
/// of the SELECT does not matter.
template <class Row> using column_map = std::array<int, row_traits<Row>::width()>;

[[noreturn, gnu::cold]] inline void throw_missing_column(std::string_view field, std::string_view sql) {
    throw schema_mismatch(error_details{
        .message = "the rows have no column \"" + std::string(field) +
                   "\" for the field of that name; select it under this name: ... AS \"" + std::string(field) + "\"",
        .sql = std::string(sql)});
}

/// The first column of a name that no field has taken yet; -1 without one.
template <class Row, class Statement>
int find_column(Statement& statement, const column_map<Row>& taken, std::string_view name) {
    for (int column = 0; column < statement.column_count(); ++column) {
        bool free = true;
        for (const int each : taken) free = free && each != column;
        if (free && statement.column_name(column) == name) return column;
    }
    return -1;
}
/// The names in the database come first: one column may have the name of another column's field.
template <class Row, class Statement> column_map<Row> map_columns(Statement& statement) {
    const auto columns = fields_to_read<Row>();
    column_map<Row> map;
    map.fill(-1);
    for (std::size_t i = 0; i < map.size(); ++i) map[i] = find_column<Row>(statement, map, columns[i].name);
    for (std::size_t i = 0; i < map.size(); ++i) {
        if (map[i] < 0) map[i] = find_column<Row>(statement, map, field_name<Row>(i));
        if (map[i] < 0) throw_missing_column(field_name<Row>(i), statement.sql());
    }
    return map;
}

/// Reads a struct by the names of the columns, anything else by position.
template <class Row, class Statement> class raw_reader {
public:
    explicit raw_reader(Statement& statement) : statement_(statement) {
        if constexpr (by_name) {
            map_ = detail::map_columns<Row>(statement);
        } else if (statement.column_count() != static_cast<int>(row_traits<Row>::width())) {
            throw schema_mismatch(error_details{.message = "the rows have " + std::to_string(statement.column_count()) +
                                                           " columns and the row type " +
                                                           std::to_string(row_traits<Row>::width()),
                                                .sql = std::string(statement.sql())});
        }
    }
    void read(Row& out) {
        if constexpr (!by_name) {
            detail::read_row(statement_, out);
        } else {
            std::size_t index = 0;
            const auto row = statement_.row();
            try {
                detail::for_each_field(out, [&](auto& field) {
                    detail::read_field(row.cell(map_[index]), field);
                    ++index;
                });
            } catch (error& failure) {
                rethrow_with_column(failure, statement_.column_name(map_[index]), statement_.sql());
            }
        }
    }

private:
    static constexpr bool is_tuple = requires { std::tuple_size<Row>::value; };
    static constexpr bool by_name = !storable<Row> && !is_tuple;
    struct no_map {};
    Statement& statement_;
    [[no_unique_address]] std::conditional_t<by_name, column_map<Row>, no_map> map_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_RAW_SQL_HPP

// refract/schema/schema.hpp
#ifndef REFRACT_SCHEMA_SCHEMA_HPP
#define REFRACT_SCHEMA_SCHEMA_HPP

#include <array>
#include <cstddef>
#include <span>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Struct, class Info> constexpr std::size_t count_options() {
    std::size_t count = 0;
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        Info info;
        if (option.template describe<Struct>(info)) ++count;
    });
    return count;
}
/// All options of one kind (indexes, foreign keys, checks) of a model, in the order of the model.
template <class Struct, class Info> constexpr auto collect_options() {
    std::array<Info, count_options<Struct, Info>()> all{};
    std::size_t at = 0;
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        Info info;
        if (option.template describe<Struct>(info)) all[at++] = info;
    });
    return all;
}
template <class Struct, class Info> inline constexpr auto options_of = collect_options<Struct, Info>();

template <class Struct> constexpr auto collect_column_details() {
    std::array<column_details, field_count<Struct>> all{};
    detail::for_each_option(model<Struct>.options,
                            [&](const auto& option) { option.template apply<Struct>(all.data()); });
    return all;
}
template <class Struct> inline constexpr auto column_details_of = collect_column_details<Struct>();

template <class Struct> constexpr std::string_view old_table_name() {
    std::string_view name;
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        if (!option.old_table_name().empty()) name = option.old_table_name();
    });
    return name;
}

/// Everything that is known of a model's table.
template <class Struct> inline constexpr table_description description_of{
    .table = &table_of<Struct>(),
    .renamed_from = old_table_name<Struct>(),
    .columns = column_details_of<Struct>,
    .indexes = options_of<Struct, index_info>,
    .foreign_keys = options_of<Struct, foreign_key_info>,
    .checks = options_of<Struct, check_info>,
};

} // namespace detail

/// A set of models: what a database holds.
template <class... Model> struct schema {
    static constexpr std::size_t size = sizeof...(Model);
    /// The tables as plain constant data, in the order of the list.
    static constexpr std::array<const detail::table_description*, sizeof...(Model)> tables{
        (detail::require<detail::check_model<Model>>(), &detail::description_of<Model>)...};
};

} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_SCHEMA_HPP

// refract/sql/index_name.hpp
#ifndef REFRACT_SQL_INDEX_NAME_HPP
#define REFRACT_SQL_INDEX_NAME_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The names of indexes to which the program gives none: post_author_id_idx.

namespace refract {
inline namespace v0 {
namespace detail {

/// FNV-1a: the same number from every compiler, since names in databases outlive programs.
template <class Number, Number Start, Number Prime> struct text_hash {
    Number value = Start;

    constexpr void add(char byte) { value = (value ^ static_cast<unsigned char>(byte)) * Prime; }
    constexpr void add(std::string_view text) {
        for (const char byte : text) add(byte);
        add('\0'); // "ab", "c" is not "a", "bc"
    }
    constexpr void add(std::uint64_t number) {
        for (int shift = 0; shift < 64; shift += 8) add(static_cast<char>(number >> shift & 0xff));
    }
};
using name_hash = text_hash<std::uint32_t, 2'166'136'261u, 16'777'619u>;
using wide_hash = text_hash<std::uint64_t, 14'695'981'039'346'656'037u, 1'099'511'628'211u>;

/// As much of a text as stands in so many bytes, without half a character of UTF-8.
constexpr std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

/// Makes the name of an index: table_column_column_idx.
///
/// No two definitions give one name. A table that has an underscore is followed by two (order_item__id_idx), so that
/// post + author_id and post_author + id differ; an index with a condition, one that shares its columns with another
/// of its table, and whatever is still ambiguous or too long for the database carries a number made of its definition.
struct index_namer {
    const dialect_info& dialect;
    const table_description& of;
    const index_info& index;

    static constexpr std::string_view suffix = "_idx";
    static constexpr std::size_t number_size = 9; ///< "_01234567"

    /// Calls `put` with the pieces of the name before its number.
    template <class Put> constexpr void stem(Put put) const {
        const std::string_view table = of.table->name;
        put(table);
        put(table.find('_') == table.npos ? std::string_view("_") : std::string_view("__"));
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            if (i > 0) put(std::string_view("_"));
            put(of.table->columns[index.columns.columns[i]].name);
            if (index.columns.descending[i]) put(std::string_view("_desc"));
        }
    }
    constexpr std::size_t stem_size() const {
        std::size_t size = 0;
        stem([&](std::string_view piece) { size += piece.size(); });
        return size;
    }
    constexpr std::uint32_t stem_hash() const {
        name_hash hash;
        stem([&](std::string_view piece) {
            for (const char c : piece) hash.add(c);
        });
        return hash.value;
    }

    constexpr bool is_too_long() const {
        return dialect.schemas.longest_name > 0 && stem_size() + suffix.size() > dialect.schemas.longest_name;
    }
    /// Whether the stem could be read as that of another table: it has more double underscores than the one of its own.
    constexpr bool is_ambiguous() const {
        std::size_t pairs = 0;
        char before = '\0';
        stem([&](std::string_view piece) {
            for (const char c : piece) {
                if (c == '_' && before == '_') ++pairs;
                before = c;
            }
        });
        return pairs != (of.table->name.find('_') == std::string_view::npos ? 0u : 1u);
    }
    constexpr bool has_twin() const {
        for (const index_info& other : of.indexes)
            if (&other != &index && !other.constraint && other.name.empty() && !other.where &&
                index_namer{dialect, of, other}.stem_hash() == stem_hash())
                return true;
        return false;
    }

    constexpr void add_condition(name_hash& hash) const {
        writer counting{.dialect = dialect};
        print_expression(counting, index.where.nodes);
        char* const text = new char[counting.text.size];
        writer writing{.text = {.out = text}, .dialect = dialect};
        print_expression(writing, index.where.nodes);
        hash.add(std::string_view(text, writing.text.size));
        delete[] text;
        for (const literal& value : index.where.values) {
            hash.add(static_cast<std::uint64_t>(value.number));
            hash.add(std::bit_cast<std::uint64_t>(value.real));
            hash.add(value.uuid[0]);
            hash.add(value.uuid[1]);
            if (!value.text.empty()) hash.add(value.text); // GCC 12 takes a copy of an empty one for a change
        }
    }
    constexpr std::uint32_t number() const {
        name_hash hash;
        hash.add(of.table->name);
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            hash.add(of.table->columns[index.columns.columns[i]].name);
            hash.add(index.columns.descending[i] ? 'd' : 'a');
        }
        hash.add(index.unique ? 'u' : 'i');
        if (index.where) add_condition(hash);
        return hash.value;
    }

    /// Calls `put` with the pieces of the whole name, which is at most as long as the database takes.
    template <class Put> constexpr void pieces(Put put) const {
        if (!index.name.empty()) return put(index.name);
        const bool is_numbered = index.where || is_too_long() || is_ambiguous() || has_twin();
        const std::size_t limit = dialect.schemas.longest_name;
        std::size_t room = limit > 0 ? limit - suffix.size() - (is_numbered ? number_size : 0) : stem_size();
        stem([&](std::string_view piece) {
            const std::string_view kept = cut_utf8(piece, room);
            put(kept);
            room = kept.size() < piece.size() ? 0 : room - kept.size();
        });
        if (is_numbered) {
            char text[number_size] = {'_'};
            for (std::uint32_t rest = number(), i = number_size - 1; i > 0; --i, rest >>= 4)
                text[i] = "0123456789abcdef"[rest & 15];
            put(std::string_view(text, number_size));
        }
        put(suffix);
    }
};

/// Calls `use` with the name of an index, given or made.
template <class Use> constexpr void with_index_name(const dialect_info& dialect, const table_description& of,
                                                    const index_info& index, Use use) {
    const index_namer namer{dialect, of, index};
    text_sink counting;
    namer.pieces([&](std::string_view piece) { counting.put(piece); });
    char* const text = new char[counting.size]; // for constants, which std::string would cost more
    text_sink writing{.out = text};
    namer.pieces([&](std::string_view piece) { writing.put(piece); });
    use(std::string_view(text, writing.size));
    delete[] text;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_INDEX_NAME_HPP

// refract/sql/print_ddl.hpp
#ifndef REFRACT_SQL_PRINT_DDL_HPP
#define REFRACT_SQL_PRINT_DDL_HPP

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// \file
/// Tables as CREATE statements.

namespace refract {
inline namespace v0 {
namespace detail {

struct ddl_printer {
    writer& out;
    const table_description& description;

    constexpr const table_info& table() const { return *description.table; }

    constexpr void expression(const expression_info& info) const {
        out.literals = info.values;
        out.at.next.values = 0;
        if (info.nodes->type.kind == type_kind::boolean)
            print_condition(out, info.nodes);
        else
            print_expression(out, info.nodes);
        out.literals = nullptr;
    }
    constexpr void names(const table_info& of, const column_list& list, bool ordered = false) const {
        out.put('(');
        for (std::size_t i = 0; i < list.count; ++i) {
            if (i > 0) out.put(", ");
            out.identifier(of.columns[list.columns[i]].name);
            if (ordered && list.descending[i]) out.put(" DESC");
        }
        out.put(')');
    }
    constexpr void constraint(std::string_view name) const {
        if (name.empty()) return;
        out.put("CONSTRAINT ");
        out.identifier(name);
        out.put(' ');
    }

    /// An integer primary key of one column is the row id on SQLite, and has to be spelled so.
    constexpr bool is_generated_key(std::size_t index) const {
        return table().key_is_generated && table().columns[index].key;
    }
    constexpr void enumeration_check(const column_info& column) const {
        const enumeration_info* names = column.type.enumeration;
        if (!names || (out.dialect.definitions.has_named_enums && !names->native_name.empty())) return;
        const bool is_array = column.type.kind == type_kind::array;
        out.put(is_array ? " CHECK (array_remove(" : " CHECK (");
        out.identifier(column.name);
        out.put(is_array ? ", NULL) <@ ARRAY[" : " IN (");
        for (std::size_t i = 0; i < names->count; ++i) {
            if (i > 0) out.put(", ");
            out.text_literal(names->names[i]);
        }
        out.put(is_array ? "])" : "))");
    }
    /// Numbers of which the field holds fewer than the database's type; without it an update could store one that no
    /// read accepts. A database that has no such types looks at what is written instead, for a fifth of the cost.
    constexpr void range_check(const column_info& column) const {
        const number_range whole = range_of_kind(column.type.kind);
        if (!column.range.is_known() || !out.dialect.values.fit.empty()) return;
        const bool is_full = column.range.greatest == whole.greatest;
        if (is_full && column.range.least == whole.least) return;
        out.put(" CHECK (");
        out.identifier(column.name);
        out.put(is_full ? " >= " : " BETWEEN ");
        out.text.put_number(column.range.least);
        if (!is_full) {
            out.put(" AND ");
            out.text.put_number(column.range.greatest);
        }
        out.put(')');
    }
    constexpr void flag_check(const column_info& column) const {
        if (!column.stored.is_flag()) return;
        out.put(" CHECK (");
        out.identifier(column.name);
        out.put(" IN (");
        print_flag_value(out, column.stored, true);
        out.put(", ");
        print_flag_value(out, column.stored, false);
        out.put("))");
    }
    constexpr void default_of(const column_info& column, const column_details& details) const {
        if (column.default_from == default_kind::value) {
            out.put(" DEFAULT ");
            print_written(out, column, false, [&] { print_literal(out, details.default_value); });
        } else if (column.default_from == default_kind::expression) {
            out.put(" DEFAULT (");
            print_written(out, column, false, [&] { expression(details.default_expression); });
            out.put(')');
        }
    }
    constexpr void column(std::size_t index) const {
        const column_info& info = table().columns[index];
        const column_details& details = description.columns[index];
        out.identifier(info.name);
        out.put(' ');
        // SQLite makes keys for columns that are INTEGER to the letter.
        const bool is_rowid = is_generated_key(index) && out.dialect.definitions.generates_by_type;
        if (!details.type_name.empty() && !is_rowid)
            out.put(details.type_name);
        else if (const stored_spelling* const form = spelling_of(out.dialect, info))
            out.put(form->column);
        else
            print_type_name(out, info.type, false);
        if (!details.collation.empty()) {
            out.put(" COLLATE ");
            out.identifier(details.collation);
        }
        if (is_generated_key(index)) {
            out.put(out.dialect.definitions.generated_key);
            return out.put(" PRIMARY KEY");
        }
        if (!info.nullable) out.put(" NOT NULL");
        default_of(info, details);
        if (details.generated) {
            out.put(" GENERATED ALWAYS AS (");
            expression(details.generated);
            out.put(") STORED");
        }
        enumeration_check(info);
        flag_check(info);
        range_check(info);
    }

    constexpr void action(std::string_view before, referential_action wanted) const {
        if (wanted == no_action) return;
        out.put(before);
        switch (wanted) {
        case referential_action::no_action: break;
        case referential_action::restrict: return out.put("RESTRICT");
        case referential_action::cascade: return out.put("CASCADE");
        case referential_action::set_null: return out.put("SET NULL");
        case referential_action::set_default: return out.put("SET DEFAULT");
        }
    }
    constexpr void foreign_key(const foreign_key_info& key) const {
        constraint(key.name);
        out.put("FOREIGN KEY ");
        names(table(), key.columns);
        out.put(" REFERENCES ");
        // Where keys stay in their schema, its name is not repeated.
        out.qualified(out.dialect.schemas.references_cross ? key.target().schema : std::string_view(),
                      key.target().name);
        out.put(' ');
        names(key.target(), key.target_columns);
        action(" ON DELETE ", key.on_delete);
        action(" ON UPDATE ", key.on_update);
    }

    /// `keys_inside`: whether foreign keys stand in the table; otherwise they are added later.
    constexpr void create_table(bool keys_inside) const {
        out.put("CREATE TABLE ");
        out.table(table());
        out.put(" (");
        for (std::size_t i = 0; i < table().column_count; ++i) {
            if (i > 0) out.put(", ");
            column(i);
        }
        if (table().key.count > 0 && !table().key_is_generated) {
            out.put(", PRIMARY KEY ");
            names(table(), table().key);
        }
        for (const index_info& index : description.indexes) {
            if (!index.constraint) continue;
            out.put(", ");
            constraint(index.name);
            out.put("UNIQUE ");
            names(table(), index.columns);
        }
        for (const check_info& check : description.checks) {
            out.put(", ");
            constraint(check.name);
            out.put("CHECK (");
            expression(check.condition);
            out.put(')');
        }
        if (keys_inside)
            for (const foreign_key_info& key : description.foreign_keys) {
                out.put(", ");
                foreign_key(key);
            }
        out.put(')');
    }

    constexpr void add_foreign_key(const foreign_key_info& key) const {
        out.put("ALTER TABLE ");
        out.table(table());
        out.put(" ADD ");
        foreign_key(key);
    }

    constexpr void create_index(const index_info& index) const {
        const bool is_qualified = out.dialect.schemas.index_has_schema;
        out.put(index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
        with_index_name(out.dialect, description, index, [this, is_qualified](std::string_view name) {
            out.qualified(is_qualified ? table().schema : std::string_view(), name);
        });
        out.put(" ON ");
        out.qualified(is_qualified ? std::string_view() : table().schema, table().name);
        out.put(' ');
        names(table(), index.columns, true);
        if (!index.where) return;
        out.put(" WHERE ");
        expression(index.where);
    }

    constexpr void create_enumeration(const enumeration_info& names) const {
        out.put("CREATE TYPE ");
        out.qualified(names.native_schema, names.native_name);
        out.put(" AS ENUM (");
        for (std::size_t i = 0; i < names.count; ++i) {
            if (i > 0) out.put(", ");
            out.text_literal(names.names[i]);
        }
        out.put(')');
    }
};

/// Runs a printing function twice, to count and to write, into a string.
template <class Print> std::string print_to_string(const dialect_info& dialect, Print print) {
    writer counting{.dialect = dialect};
    print(counting);
    std::string text(counting.text.size, '\0');
    writer writing{.text = {.out = text.data()}, .dialect = dialect};
    print(writing);
    return text;
}

} // namespace detail

/// The CREATE TABLE of a model, with its foreign keys: `create_table<dialect::sqlite, User>()`.
template <class Dialect, class Model> std::string create_table() {
    return detail::print_to_string(Dialect::info, [](detail::writer& out) {
        detail::ddl_printer{out, detail::description_of<Model>}.create_table(true);
    });
}

} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_DDL_HPP

// refract/sql/print_schema.hpp
#ifndef REFRACT_SQL_PRINT_SCHEMA_HPP
#define REFRACT_SQL_PRINT_SCHEMA_HPP

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The statements that make what a schema needs, in an order in which they can run.

namespace refract {
inline namespace v0 {
namespace detail {

/// Something that a schema needs: how the database is asked for it, and what makes it where it is missing.
struct creation {
    std::string_view question{}; ///< one of schema_facts, with the values name and schema
    std::string name{}, schema{};
    std::vector<std::string> make{};   ///< empty: the program has to see to it
    std::vector<std::string> finish{}; ///< run when all is made: foreign keys between new tables
};

/// What the program is told where a schema is a file that only it knows.
inline std::string what_to_attach(const std::string& schema) {
    return "no database is attached as \"" + schema +
           "\", where models have their tables; run ATTACH DATABASE '...' AS \"" + schema + "\" before create_tables";
}

struct schema_printer {
    const dialect_info& dialect;
    array_view<const table_description*> tables;

    /// Schemas first, then enum types, then tables with their indexes.
    std::vector<creation> creations() const {
        std::vector<creation> all;
        for (const table_description* each : tables) add_schema(all, each->table->schema);
        add_enumerations(all);
        for (const table_description* each : tables) all.push_back(table(*each));
        return all;
    }

private:
    void add_schema(std::vector<creation>& all, std::string_view name) const {
        if (name.empty() || is_known(all, dialect.schemas.find_schema, name, {})) return;
        creation made{.question = dialect.schemas.find_schema, .name = std::string(name)};
        const std::string_view before = dialect.schemas.create_schema;
        if (!before.empty())
            made.make.push_back(print([&](writer& out) {
                out.put(before);
                out.identifier(name);
            }));
        all.push_back(std::move(made));
    }
    void add_enumerations(std::vector<creation>& all) const {
        if (!dialect.definitions.has_named_enums) return;
        for (const table_description* each : tables)
            for (const column_info& column : each->table->all())
                if (column.type.enumeration && !column.type.enumeration->native_name.empty())
                    add_enumeration(all, *each, *column.type.enumeration);
    }
    void add_enumeration(std::vector<creation>& all, const table_description& of, const enumeration_info& names) const {
        const std::string_view question = dialect.schemas.find_type;
        if (is_known(all, question, names.native_name, names.native_schema)) return;
        add_schema(all, names.native_schema);
        all.push_back({.question = question,
                       .name = std::string(names.native_name),
                       .schema = std::string(names.native_schema),
                       .make = {print([&](writer& out) { ddl_printer{out, of}.create_enumeration(names); })}});
    }
    creation table(const table_description& of) const {
        creation made{.question = dialect.schemas.find_table,
                      .name = std::string(of.table->name),
                      .schema = std::string(of.table->schema)};
        made.make.push_back(
            print([&](writer& out) { ddl_printer{out, of}.create_table(!dialect.definitions.adds_foreign_keys); }));
        for (const index_info& index : of.indexes)
            if (!index.constraint)
                made.make.push_back(print([&](writer& out) { ddl_printer{out, of}.create_index(index); }));
        if (dialect.definitions.adds_foreign_keys)
            for (const foreign_key_info& key : of.foreign_keys)
                made.finish.push_back(print([&](writer& out) { ddl_printer{out, of}.add_foreign_key(key); }));
        return made;
    }

    static bool is_known(const std::vector<creation>& all, std::string_view question, std::string_view name,
                         std::string_view schema) {
        for (const creation& each : all)
            if (each.question == question && each.name == name && each.schema == schema) return true;
        return false;
    }
    template <class Print> std::string print(Print put) const { return print_to_string(dialect, put); }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_SCHEMA_HPP

// refract/client/create_tables.hpp
#ifndef REFRACT_CLIENT_CREATE_TABLES_HPP
#define REFRACT_CLIENT_CREATE_TABLES_HPP

#include <string>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// What the database calls a thing that is to be there; empty: it is not there.
template <class Session> std::string find_created(Session& session, const creation& each) {
    const auto found = session.template query<std::string>(unsafe_sql(each.question, {}), each.name, each.schema);
    return found.empty() ? std::string() : found.front();
}

/// Refuses two models of one table, which only the database knows to be one: search_path leads from "item" to
/// "public"."item".
template <class Session> void refuse_twins(Session& session, const std::vector<creation>& all) {
    for (const creation& first : all)
        for (const creation* second = &first + 1; second != all.data() + all.size(); ++second)
            if (first.question == second->question && first.name == second->name &&
                find_created(session, first) == find_created(session, *second))
                throw error(join_text({"\"", first.name, "\" of the schema \"", first.schema, "\" and of the schema \"",
                                       second->schema,
                                       "\" are one and the same in this database; give both models their "
                                       "place with refract::in_schema(\"...\"), or one another name"}));
}

/// Makes what is missing, inside a transaction that the caller has begun.
template <class Session> void create_missing(Session& session, const schema_printer& wanted) {
    const auto run = [&](std::string_view sql) { session.execute(unsafe_sql(sql, {})); };
    if (!wanted.dialect.schemas.lock.empty()) run(wanted.dialect.schemas.lock);
    const std::vector<creation> all = wanted.creations();
    std::vector<std::string> last;
    for (const creation& each : all) {
        if (!find_created(session, each).empty()) continue;
        if (each.make.empty()) throw error(what_to_attach(each.name));
        for (const std::string& sql : each.make) run(sql);
        for (const std::string& sql : each.finish) last.push_back(sql);
    }
    for (const std::string& sql : last) run(sql);
    refuse_twins(session, all);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_CREATE_TABLES_HPP

// refract/sql/print_savepoint.hpp
#ifndef REFRACT_SQL_PRINT_SAVEPOINT_HPP
#define REFRACT_SQL_PRINT_SAVEPOINT_HPP

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

enum class savepoint_verb : std::uint8_t { begin, undo, release };

/// `SAVEPOINT refract_7` and what ends it, in a buffer of its own: undoing must not need memory.
class savepoint_command {
public:
    constexpr savepoint_command(const dialect_info& dialect, savepoint_verb verb, std::uint32_t number) {
        const statement_facts& facts = dialect.statements;
        const std::string_view pattern = verb == savepoint_verb::begin  ? facts.savepoint
                                         : verb == savepoint_verb::undo ? facts.roll_back_to_savepoint
                                                                        : facts.release_savepoint;
        const std::size_t hole = pattern.find("{0}");
        if (hole == std::string_view::npos) return; // it ends with the transaction around it
        text_sink out{.out = text_};
        out.put(pattern.substr(0, hole));
        out.put("refract_");
        out.put_number(std::uint64_t{number});
    }
    constexpr const char* text() const { return text_; }

private:
    char text_[48]{}; // ends with NUL: the longest is 40
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_SAVEPOINT_HPP

// refract/client/savepoint.hpp
#ifndef REFRACT_CLIENT_SAVEPOINT_HPP
#define REFRACT_CLIENT_SAVEPOINT_HPP

#include <cstdint>

/// \file
/// The levels of a transaction: the outermost one is the database's own, those inside it are savepoints.

namespace refract {
inline namespace v0 {
namespace detail {

/// A transaction, or a savepoint inside one, that was begun.
struct transaction_level {
    std::uint32_t number = 0; ///< of its connection, from 1; those inside have higher ones
    bool is_savepoint = false;
};

namespace by_name {
template <class Driver>
void run_savepoint(typename Driver::connection& connection, savepoint_verb verb, std::uint32_t number) {
    const savepoint_command command(Driver::dialect::info, verb, number);
    if (*command.text() != '\0') connection.command(command.text());
}
template <class Driver> transaction_level begin_level(typename Driver::connection& connection, std::uint32_t number,
                                                      const transaction_options& options) {
    const transaction_level begun{.number = number, .is_savepoint = connection.in_transaction()};
    if (begun.is_savepoint)
        run_savepoint<Driver>(connection, savepoint_verb::begin, number);
    else
        connection.begin(options);
    return begun;
}
template <class Driver> void keep_level(typename Driver::connection& connection, transaction_level level) {
    if (level.is_savepoint)
        run_savepoint<Driver>(connection, savepoint_verb::release, level.number);
    else
        connection.commit();
}
/// May be called again when it has failed.
template <class Driver> void undo_level(typename Driver::connection& connection, transaction_level level) {
    if (!level.is_savepoint) return connection.rollback();
    if (!connection.in_transaction()) return; // the database has undone everything already
    run_savepoint<Driver>(connection, savepoint_verb::undo, level.number);
    run_savepoint<Driver>(connection, savepoint_verb::release, level.number);
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_SAVEPOINT_HPP

// refract/client/session_state.hpp
#ifndef REFRACT_CLIENT_SESSION_STATE_HPP
#define REFRACT_CLIENT_SESSION_STATE_HPP

#include <cstdint>
#include <string>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_two_users(const char* what = "") {
    throw error(
        join_text({what, "a connection is used by two threads at once, or by one that is inside another call of it, as "
                         "insert_many is while the range that it is given reads; give each its own connection"}));
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_no_session() {
    throw connection_error("this database or transaction is ended or moved from");
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_closed(const char* what = "the connection is closed or lost") {
    throw connection_error(error_details{.message = what, .connection_lost = true});
}

/// What a database and its transactions share: the connection and its prepared statements.
template <class Driver> struct session_state {
    typename Driver::connection connection;
    statement_cache<Driver> statements{};          // ends before the connection does
    plain_array<transaction_level> transactions{}; ///< those that are open, innermost last
    std::uint32_t last_transaction = 0;
    std::uint32_t shares = 0;
    exclusive_flag in_use{};
    /// Raised with each of the following: the next use of the connection sees to it first.
    signal_flag attention{};
    signal_flag broken{};       ///< a transaction died while another thread used the connection
    signal_flag close_wanted{}; ///< likewise the database was closed
    transaction_level owed{};   ///< its rollback has failed; level 0: none

    template <class... Argument> explicit session_state(Argument&&... argument)
        : connection(std::forward<Argument>(argument)...) {}

    bool is_open() const noexcept { return connection.is_open() && !close_wanted.is_raised(); }
    /// Whether statements can run as the program expects: what follows on a transaction that has ended by itself
    /// would no longer be undone with the rest.
    bool is_ready() const noexcept {
        return connection.is_open() && !attention.is_raised() && (transactions.empty() || connection.in_transaction());
    }
    bool has_level(std::uint32_t number) const noexcept {
        for (const transaction_level& open : transactions)
            if (open.number == number) return true;
        return false;
    }

    /// Ends the connection; what transactions and streams still ask for is an error. While another thread is in a
    /// call, it is the next one that ends it.
    void close() noexcept {
        if (in_use.take()) {
            close_now();
            in_use.release();
        } else {
            close_wanted.raise();
            attention.raise();
        }
    }
    /// Undoes a level for certain: if it fails, what is to be undone stays owed, and nothing runs before it.
    void undo_for_certain(transaction_level level) noexcept {
        try {
            undo(level);
        } catch (...) { // memory is short, for one; it is tried again
            owe(level);
        }
    }
    void undo(transaction_level level) {
        undo_level<Driver>(connection, level);
        if (owed.number >= level.number) owed = {};
    }
    /// Does what could not be done in its time. This thread has the connection. Errors: what it cannot do, and once
    /// that two threads met.
    void settle() {
        if (close_wanted.is_raised()) close_now();
        if (!connection.is_open()) return;
        if (broken.is_raised())
            throw error(
                "a transaction died while another thread used the connection, so it is still open; close the database");
        const bool met = statements.end_left();
        if (owed.number != 0) undo(owed);
        attention.lower();
        if (met) throw_two_users("a stream ended while another thread was in a call: ");
    }

private:
    void owe(transaction_level level) noexcept {
        if (owed.number == 0 || level.number < owed.number) owed = level; // an outer one undoes those inside it
        attention.raise();
    }
    void close_now() noexcept {
        transactions.clear();
        statements.clear();
        owed = {};
        connection.close();
    }
};

/// A share in a session's state: of its database, of a transaction, of a stream. The last one to end ends the state.
template <class Driver> class session_share {
public:
    std::uint32_t level = 0; ///< of the transaction whose share it is; 0: a database's, a stream's

    explicit session_share(session_state<Driver>* state) noexcept : state_(state) { ++state_->shares; }
    session_share(session_share&& other) noexcept : level(other.level), state_(std::exchange(other.state_, nullptr)) {}
    session_share& operator=(session_share&&) = delete;
    ~session_share() { reset(); }

    void reset() noexcept {
        session_state<Driver>* const state = std::exchange(state_, nullptr);
        // If another thread is inside a call, leaving the state to it is better than pulling it away.
        if (state && --state->shares == 0 && state->in_use.take()) delete state;
    }
    void swap(session_share& other) noexcept {
        std::swap(level, other.level);
        std::swap(state_, other.state_);
    }
    explicit operator bool() const noexcept { return state_ != nullptr; }
    session_state<Driver>* operator->() const noexcept { return state_; }
    session_state<Driver>& operator*() const noexcept { return *state_; }

private:
    session_state<Driver>* state_;
};

/// This thread's use of a connection, to the end of the scope. Connections work without a lock of their own, so two
/// threads at once would corrupt it; they get an error instead.
template <class Driver> class exclusive_use {
public:
    /// For a statement. Errors: nothing can be run, and why.
    explicit exclusive_use(const session_share<Driver>& share) : state_(take(share)) {
        if (!state_.is_ready() || (share.level != 0 && !state_.has_level(share.level))) [[unlikely]]
            make_ready(share.level, true);
    }
    /// For the end of a transaction, which may have ended in the database already.
    struct to_end {};
    exclusive_use(const session_share<Driver>& share, to_end) : state_(take(share)) {
        if (!state_.is_ready() || !state_.has_level(share.level)) [[unlikely]]
            make_ready(share.level, false);
    }
    exclusive_use(const exclusive_use&) = delete;
    ~exclusive_use() { state_.in_use.release(); }

    session_state<Driver>& state() const noexcept { return state_; }

private:
    static session_state<Driver>& take(const session_share<Driver>& share) {
        if (!share) [[unlikely]]
            throw_no_session();
        if (!share->in_use.take()) [[unlikely]]
            throw_two_users();
        return *share;
    }
    [[gnu::cold, gnu::noinline]] void make_ready(std::uint32_t level, bool to_run) {
        try {
            if (state_.attention.is_raised()) state_.settle();
            if (!state_.connection.is_open()) throw_closed();
            if (level != 0 && !state_.has_level(level)) throw connection_error("this transaction has ended");
            if (to_run && !state_.transactions.empty() && !state_.connection.in_transaction())
                throw error("the database has rolled this transaction back by itself, or SQL of its own (COMMIT, "
                            "ROLLBACK) has ended it; begin it again");
        } catch (...) {
            state_.in_use.release(); // the destructor of what was not made does not run
            throw;
        }
    }

    session_state<Driver>& state_;
};

/// The same for one row.
class exclusive_row {
public:
    explicit exclusive_row(exclusive_flag& flag) : flag_(flag) {
        if (!flag_.take_quickly()) [[unlikely]]
            throw_two_users();
    }
    exclusive_row(const exclusive_row&) = delete;
    ~exclusive_row() { flag_.release(); }

private:
    exclusive_flag& flag_;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_SESSION_STATE_HPP

// refract/client/execution.hpp
#ifndef REFRACT_CLIENT_EXECUTION_HPP
#define REFRACT_CLIENT_EXECUTION_HPP

#include <cstddef>
#include <cstdint>
#include <source_location>
#include <string_view>
#include <utility>

/// \file
/// The one door through which statements go to the database: typed queries, objects, raw SQL, scripts and bulk copies
/// begin, are sent, step and end here, and nowhere else in the client. What is to happen around every statement has
/// its place here.

namespace refract {
inline namespace v0 {
namespace detail {

/// One run of one prepared statement: taken, given its values, sent, stepped through, ended.
///
/// It knows the call that it belongs to, so that it can be begun in one place and go on in another: a stream does.
template <class Driver> class execution {
public:
    using lease = typename statement_cache<Driver>::lease;
    using prepared = typename Driver::statement;

    /// `streamed`: its values may be gone before its last row, and its rows are wanted one by one.
    execution(lease held, std::source_location where, bool streamed) : held_(std::move(held)), where_(where) {
        held_.statement().begin(streamed);
    }
    execution(execution&&) noexcept = default;

    /// Gives it its values: `put(statement)` binds them. Errors of a value name the SQL.
    template <class Put> REFRACT_INLINE execution& bind(Put put) {
        try {
            put(held_.statement());
        } catch (error& failure) {
            failure.add_sql(held_.statement().sql());
            throw;
        }
        return *this;
    }
    /// Starts it. The database may still be at work afterwards.
    execution& send() {
        held_.statement().send();
        return *this;
    }
    /// Waits for the next row; sends first if nobody has. After false or an error comes only `end`.
    bool step() { return held_.statement().step(); }
    /// Runs it to its end, whatever else it yields.
    void drain() {
        while (step()) {}
    }
    /// Runs it to its end; the number of rows that it touched.
    std::int64_t finish() {
        drain();
        return held_.statement().changes();
    }

    /// For the columns of the current row.
    prepared& statement() const noexcept { return held_.statement(); }
    std::string_view sql() const { return held_.statement().sql(); }
    std::source_location where() const noexcept { return where_; }

    /// Whether it has neither ended nor been moved from.
    bool is_running() const noexcept { return held_.holds(); }
    void end() noexcept { held_.end(); }
    /// Ends it later: another thread is inside the connection now.
    void leave(session_state<Driver>& state) noexcept {
        held_.leave(state.statements);
        state.attention.raise();
    }

private:
    lease held_;
    std::source_location where_;
};

/// Begins a constant statement.
template <class Driver>
REFRACT_INLINE execution<Driver> begin_constant(session_state<Driver>& state, const ready_statement& text,
                                                std::source_location where, bool streamed = false) {
    return {state.statements.acquire(state.connection, text), where, streamed};
}
/// Begins a statement that was found or made at run time.
template <class Driver, class Entry> execution<Driver> begin_found(session_state<Driver>& state, Entry* found,
                                                                   std::source_location where, bool streamed = false) {
    return {state.statements.acquire(state.connection, found), where, streamed};
}
/// Runs SQL of any number of statements; the number of rows that the last one touched.
template <class Driver> std::int64_t run_script(session_state<Driver>& state, std::string_view sql) {
    state.connection.execute(sql);
    return state.connection.changes();
}
/// Begins a bulk copy into the columns that `sql` names.
template <class Driver>
auto begin_copy(session_state<Driver>& state, std::string_view sql, const sql_type* columns, std::size_t count) {
    return state.connection.copy(sql, columns, count);
}

/// Serves a call of the program: this thread alone is inside the connection meanwhile, and an error that comes out of
/// it says where the call stands.
template <class Driver, class Work>
REFRACT_INLINE decltype(auto) serve(const session_share<Driver>& share, std::source_location where, Work&& work) {
    try {
        const exclusive_use<Driver> use(share);
        return work(use.state());
    } catch (error& failure) { rethrow_with_location(failure, where); }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_EXECUTION_HPP

// refract/client/call_arguments.hpp
#ifndef REFRACT_CLIENT_CALL_ARGUMENTS_HPP
#define REFRACT_CLIENT_CALL_ARGUMENTS_HPP

#include <cstddef>
#include <source_location>
#include <type_traits>

/// \file
/// Verbs that take a few arguments and then, unseen, their place in the program.
///
/// `verb(const First&, const Rest&..., place = call_place::current())` cannot be called: a pack that is not last is
/// never deduced. So a verb has four arguments that need not be given, each of a type of its own, and the place behind
/// them.

namespace refract {
inline namespace v0 {
namespace detail {

/// The type of an argument that was not given; `{}` does not make one.
struct not_given {
    explicit not_given() = default;
};

/// Where a call stands in the program.
using call_place = std::source_location;

template <class Argument> inline constexpr bool is_given = !std::is_same_v<Argument, not_given>;
/// Somebody passes on the place that he was called at.
template <class Argument> inline constexpr bool is_place = std::is_same_v<Argument, call_place>;
/// Whether it is a value for a parameter.
template <class Argument> inline constexpr bool is_argument = is_given<Argument> && !is_place<Argument>;

/// Takes the place that somebody passed on, if there is one among the arguments.
template <class... Argument>
REFRACT_INLINE void take_place([[maybe_unused]] call_place& where, [[maybe_unused]] const Argument&... argument) {
    if constexpr ((is_place<Argument> || ...)) {
        const auto take = [&](const auto& each) {
            if constexpr (is_place<std::remove_cvref_t<decltype(each)>>) where = each;
        };
        (take(argument), ...);
    }
}

/// The types of the arguments that are values.
template <class... Argument> using given_arguments =
    join_lists_t<std::conditional_t<is_argument<Argument>, type_list<Argument>, type_list<>>...>;

/// The types that arguments are bound as, one for each: `not_given` for what is no value.
template <class Parameters, std::size_t Arguments> struct parameters_for : std::type_identity<Parameters> {};
template <class... Parameter, std::size_t Arguments>
    requires(sizeof...(Parameter) < Arguments)
struct parameters_for<type_list<Parameter...>, Arguments>
    : parameters_for<type_list<Parameter..., not_given>, Arguments> {};
template <class Parameters, class... Argument> using parameters_of =
    typename parameters_for<Parameters, sizeof...(Argument)>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_CALL_ARGUMENTS_HPP

// refract/expr/subquery.hpp
#ifndef REFRACT_EXPR_SUBQUERY_HPP
#define REFRACT_EXPR_SUBQUERY_HPP

#include <concepts>
#include <type_traits>
#include <utility>

/// \file
/// Queries where values and conditions stand. They see the tables of the query around them.

namespace refract {
inline namespace v0 {
namespace detail {

/// A query, as far as an expression needs to know it.
template <class Type>
concept inner_query = requires {
    typename std::remove_cvref_t<Type>::query_type;
    { std::remove_cvref_t<Type>::view } -> std::convertible_to<const statement_view&>;
};

/// The type of the only column of a query's rows; void of any other query.
template <class Column> struct column_type {
    using type = typename Column::type;
};
template <> struct column_type<void> {
    using type = void;
};
template <class Query> using column_type_of = typename column_type<typename Query::column_node>::type;

template <class Query> using check_yields_one_column =
    check_that<Query::kind == verb::select && !std::is_void_v<typename Query::column_node>,
               rule::subquery_has_one_column, Query>;
template <class Query> using check_is_select =
    check_that<Query::kind == verb::select, rule::subquery_has_one_column, Query>;

/// A query in an expression: its values follow those of the operands, its arguments likewise.
template <node_kind Kind, bool Negated, class Type, class Query, class... Operand> struct query_node
    : node_base<query_node<Kind, Negated, Type, Query, Operand...>, Type, Operand...> {
    using parameters = join_lists_t<typename Operand::parameters..., typename Query::parameters>;
    static constexpr node describe() { return {.kind = Kind, .negated = Negated, .query = &Query::view}; }
};

template <node_kind Kind, bool Negated, class Type, class Query, class... Operand>
constexpr auto make_query_expression(const Query& query, const Operand&... operand) {
    using made = query_node<Kind, Negated, Type, Query, typename Operand::node_type...>;
    using all = decltype(detail::concat_all(operand.bound..., query.bound));
    return expression<made, all>{detail::concat_all(operand.bound..., query.bound)};
}

template <bool Negated, class Self, class Query> constexpr auto make_in_query(Self self, const Query& query) {
    if constexpr (!is_passed<check_yields_one_column<Query>>) {
        return refused<check_yields_one_column<Query>>();
    } else {
        require<check_comparable<typename Self::type, column_type_of<Query>>>();
        return make_query_expression<node_kind::in_query, Negated, bool>(query, self);
    }
}

} // namespace detail

/// Whether a query has a row: `EXISTS (SELECT ...)`. The query sees the tables around it.
template <detail::inner_query Query> constexpr auto exists(const Query& query) {
    if constexpr (detail::is_passed<detail::check_is_select<Query>>)
        return detail::make_query_expression<detail::node_kind::exists_query, false, bool>(query);
    else
        return detail::refused<detail::check_is_select<Query>>();
}
/// The value of a query that selects one column, as an expression: `(SELECT ...)`. NULL of no rows, so that it may be
/// NULL unless the query is one count; several rows are an error on PostgreSQL, and the first of them on SQLite.
template <detail::inner_query Query> constexpr auto scalar(const Query& query) {
    if constexpr (detail::is_passed<detail::check_yields_one_column<Query>>)
        return detail::make_query_expression<detail::node_kind::scalar_query, false, detail::column_type_of<Query>>(
            query);
    else
        return detail::refused<detail::check_yields_one_column<Query>>();
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_SUBQUERY_HPP

// refract/expr/list.hpp
#ifndef REFRACT_EXPR_LIST_HPP
#define REFRACT_EXPR_LIST_HPP

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// A list that is bound as one parameter, so that its length does not change the SQL.
template <class Item> struct list_value {
    std::vector<Item> items;
};

template <class Item> struct list_node : node_base<list_node<Item>, Item> {
    static constexpr node describe() { return {.kind = node_kind::value}; }
    static constexpr node* append(node* at) {
        *at = describe();
        at->type = type_of<Item>;
        at->type.list = true;
        return at + 1;
    }
};

template <bool Negated, class... Operand> struct in_values_node
    : node_base<in_values_node<Negated, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::in_values, .negated = Negated}; }
};
template <bool Negated, class Operand, class List> struct in_list_node
    : node_base<in_list_node<Negated, Operand, List>, bool, Operand, List> {
    static constexpr node describe() {
        return {.kind = node_kind::in_list, .op = Negated ? operation::not_in_list : operation::in_list};
    }
};
template <bool Negated, class Operand, class Low, class High> struct between_node
    : node_base<between_node<Negated, Operand, Low, High>, bool, Operand, Low, High> {
    static constexpr node describe() { return {.kind = node_kind::between, .negated = Negated}; }
};

template <class Type>
concept value_range =
    !any_expression<Type> && !std::is_convertible_v<const Type&, std::string_view> && requires(const Type& range) {
        range.begin() != range.end();
        *range.begin();
    };

template <class Item> using check_list_item =
    check_that<storable<Item> && type_of<Item>.kind != type_kind::bytes && type_of<Item>.kind != type_kind::json,
               rule::list_is_supported, Item>;

template <bool Negated, class Self, class Range> constexpr auto make_in_list(Self self, const Range& range) {
    using item = operand_storage_t<typename Self::type, decltype(*range.begin())>;
    using check = typename first_failed<check_comparable<typename Self::type, item>, check_list_item<item>>::type;
    if constexpr (is_passed<check>) {
        list_value<item> list;
        for (const auto& each : range) list.items.push_back(static_cast<item>(each));
        using list_expression = expression<list_node<item>, values<list_value<item>>>;
        return detail::make_expression<in_list_node<Negated, typename Self::node_type, list_node<item>>>(
            std::move(self), list_expression{{{std::move(list)}}});
    } else {
        return refused<explain<check, item>>();
    }
}

template <bool Negated, class Self, class... Item> constexpr auto make_in(Self self, Item&&... item) {
    if constexpr (sizeof...(Item) == 1 && (inner_query<Item> && ...)) {
        return detail::make_in_query<Negated>(std::move(self), item...);
    } else if constexpr (sizeof...(Item) == 1 && (value_range<std::remove_cvref_t<Item>> && ...)) {
        return detail::make_in_list<Negated>(std::move(self), item...);
    } else if constexpr ((!comparable_types<typename Self::type,
                                            typename operand_t<typename Self::type, Item>::type>() ||
                          ...)) {
        return refused<first_failed_t<explain<
            check_comparable<typename Self::type, typename operand_t<typename Self::type, Item>::type>, Item>...>>();
    } else {
        return [&](auto... operand) {
            return detail::make_expression<
                in_values_node<Negated, typename Self::node_type, typename decltype(operand)::node_type...>>(
                std::move(self), std::move(operand)...);
        }(detail::as_operand<typename Self::type>(static_cast<Item&&>(item))...);
    }
}

template <bool Negated, class Self, class Low, class High>
constexpr auto make_between(Self self, Low&& low, High&& high) {
    using type = typename Self::type;
    using check = first_failed_t<check_comparable<type, typename operand_t<type, Low>::type>,
                                 check_comparable<type, typename operand_t<type, High>::type>>;
    if constexpr (is_passed<check>) {
        auto first = detail::as_operand<type>(static_cast<Low&&>(low));
        auto last = detail::as_operand<type>(static_cast<High&&>(high));
        return detail::make_expression<
            between_node<Negated, typename Self::node_type, typename decltype(first)::node_type,
                         typename decltype(last)::node_type>>(std::move(self), std::move(first), std::move(last));
    } else {
        return refused<explain<check, Low, High>>();
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_LIST_HPP

// refract/client/parameters.hpp
#ifndef REFRACT_CLIENT_PARAMETERS_HPP
#define REFRACT_CLIENT_PARAMETERS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Values on their way into a statement.

namespace refract {
inline namespace v0 {
namespace detail {

template <class> inline constexpr bool is_list_value = false;
template <class Item> inline constexpr bool is_list_value<list_value<Item>> = true;

template <class Statement, class Item>
void bind_list(Statement& statement, int position, const std::vector<Item>& items) {
    using wire = typename codec<Item>::wire;
    using made = std::remove_cvref_t<decltype(codec<Item>::encode(std::declval<const Item&>()))>;
    std::vector<list_item<wire>> encoded;
    encoded.reserve(items.size());
    if constexpr (std::is_same_v<made, wire>) {
        for (const auto& item : items) encoded.push_back({codec<Item>::encode(item)});
        statement.bind_list(position, std::span<const list_item<wire>>(encoded));
    } else { // what a codec makes is to live until it is bound
        std::vector<list_item<made>> kept;
        kept.reserve(items.size());
        for (const auto& item : items) {
            kept.push_back({codec<Item>::encode(item)});
            encoded.push_back({wire(kept.back().value)});
        }
        statement.bind_list(position, std::span<const list_item<wire>>(encoded));
    }
}

template <class Wire, class Statement> void bind_any_list(Statement& statement, int position, const any_value& value) {
    std::vector<list_item<Wire>> items;
    items.reserve(value.list.size());
    for (const any_value& each : value.list) items.push_back({wire_row<Wire>::make(each)});
    statement.bind_list(position, std::span<const list_item<Wire>>(items));
}

namespace by_name {
template <class Statement, class Value> void bind_value(Statement& statement, int position, const Value& value) {
    if constexpr (std::is_same_v<Value, std::nullopt_t>)
        statement.bind_null(position);
    else if constexpr (is_list_value<Value>)
        bind_list(statement, position, value.items);
    else if constexpr (!is_optional<Value>)
        statement.bind(position, codec<Value>::encode(value));
    else if (value)
        bind_value(statement, position, *value);
    else
        statement.bind_null(position);
}

/// Binds a value whose type only the run time knows.
template <class Statement> void bind_any(Statement& statement, int position, const any_value& value) {
    if (value.null) return statement.bind_null(position);
    if (value.type.kind == type_kind::array)
        return with_wire(value.type.item, [&]<class Wire>(std::type_identity<Wire>) {
            statement.bind(position, wire_row<wire::list<Wire>>::make(value));
        });
    with_wire(value.type.kind, [&]<class Wire>(std::type_identity<Wire>) {
        if constexpr (std::is_same_v<Wire, wire::bytes> || std::is_same_v<Wire, wire::json>)
            statement.bind(position, wire_row<Wire>::make(value));
        else if (value.type.list)
            bind_any_list<Wire>(statement, position, value);
        else
            statement.bind(position, wire_row<Wire>::make(value));
    });
}

[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_place(error& failure, const char* what, int number) {
    failure.add_context(what + std::to_string(number));
    throw;
}

/// The placeholders whose turn it is, of a query's own values and of a call's arguments; 0 where the text does not use
/// a value.
struct placeholders {
    const std::uint16_t* value = nullptr;
    const std::uint16_t* argument = nullptr;
};

/// Names the value that failed: the last whose turn it was.
[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_place(error& failure, const placeholders& first,
                                                                      const placeholders& next) {
    if (next.argument != first.argument)
        rethrow_with_place(failure, "argument ", static_cast<int>(next.argument - first.argument));
    rethrow_with_place(failure, "the value of parameter ", next.value[-1]);
}

/// Binds one of a query's values. A predicate has a placeholder for each of its values, and a flag has none.
template <class Statement, class Value> void bind_next(Statement& statement, placeholders& next, const Value& value) {
    if constexpr (is_runtime_part<Value>) {
        for (const any_value& each : value.parts().values)
            if (const int position = *next.value++; position != 0) bind_any(statement, position, each);
    } else if constexpr (!std::is_same_v<Value, condition_flag>) {
        if (const int position = *next.value++; position != 0) bind_value(statement, position, value);
    }
}
} // namespace by_name

template <class Statement, std::size_t... Index, class... Value> void
bind_values(Statement& statement, placeholders& next, const value_slots<std::index_sequence<Index...>, Value...>& all) {
    (detail::bind_next(statement, next, detail::get<Index>(all)), ...);
}

template <class Type> inline constexpr bool is_plain_text =
    std::is_same_v<Type, std::string> || std::is_same_v<Type, std::string_view> || std::is_same_v<Type, const char*>;
/// Whether a parameter's value may be made from an argument: not if the codec gives a view of what
/// dies before the statement runs.
template <class Type> inline constexpr bool survives_conversion =
    std::is_same_v<Type, typename codec<Type>::wire> ||
    !(std::is_same_v<typename codec<Type>::wire, std::string_view> ||
      std::is_same_v<typename codec<Type>::wire, wire::bytes> ||
      std::is_same_v<typename codec<Type>::wire, wire::json> || is_wire_list<typename codec<Type>::wire>);

/// Whether an argument can be given for a parameter or a key.
template <class Type, class Argument> constexpr bool fits_parameter() {
    using wanted = without_optional<Type>;
    if constexpr (std::is_same_v<Argument, std::nullopt_t>)
        return is_optional<Type>;
    else if constexpr (is_optional<Argument> && !is_optional<Type>)
        return false;
    else if constexpr (std::is_same_v<without_optional<Argument>, wanted>)
        return true;
    else if constexpr (std::is_arithmetic_v<wanted> && std::is_arithmetic_v<Argument>)
        return std::is_same_v<wanted, bool> == std::is_same_v<Argument, bool> &&
               (std::is_floating_point_v<wanted> || std::is_integral_v<Argument>);
    else if constexpr (is_plain_text<wanted>)
        return std::is_convertible_v<const Argument&, std::string_view>;
    else
        return std::is_convertible_v<const Argument&, wanted> && survives_conversion<wanted>;
}

/// Binds an argument as a value of its parameter's type; a number that does not fit is an error.
template <class Type, class Statement, class Argument>
void bind_argument(Statement& statement, int position, const Argument& argument) {
    using wanted = without_optional<Type>;
    using given = std::remove_cvref_t<Argument>;
    if (position == 0) return;
    if constexpr (!is_argument<given>) {
        return; // one too few, which has been said where arguments are checked
    } else if constexpr (std::is_same_v<given, std::nullopt_t>) {
        statement.bind_null(position);
    } else if constexpr (std::is_same_v<without_optional<given>, wanted>) {
        bind_value(statement, position, argument);
    } else if constexpr (std::is_integral_v<wanted> && std::is_integral_v<given>) {
        const auto converted = static_cast<wanted>(argument);
        if (!std::in_range<wanted>(argument)) throw_out_of_range("a whole number", "the parameter's type");
        bind_value(statement, position, converted);
    } else if constexpr (is_plain_text<wanted>) {
        bind_value(statement, position, std::string_view(argument));
    } else if constexpr (std::is_same_v<wanted, float> && std::is_same_v<given, double>) {
        bind_value(statement, position, narrow_real(argument));
    } else {
        bind_value(statement, position, static_cast<wanted>(argument));
    }
}

template <class Parameters, class Arguments> struct argument_check {
    using type = failed<rule::argument_count, Parameters, Arguments>;
};
template <class... Parameter, class... Argument>
    requires(sizeof...(Parameter) == sizeof...(Argument))
struct argument_check<type_list<Parameter...>, type_list<Argument...>> {
    using type = check_that<(fits_parameter<Parameter, std::decay_t<Argument>>() && ...), rule::argument_type,
                            type_list<Parameter...>, type_list<Argument...>>;
};
/// Whether arguments are as many and of the types that a query's parameters want.
template <class Parameters, class... Argument> using check_arguments =
    typename argument_check<Parameters, given_arguments<Argument...>>::type;

/// The same at the next of the placeholders.
template <class Type, class Statement, class Argument>
void bind_next_argument(Statement& statement, placeholders& next, const Argument& argument) {
    if constexpr (is_given<Type>) detail::bind_argument<Type>(statement, *next.argument++, argument);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_PARAMETERS_HPP

// refract/sql/print_object.hpp
#ifndef REFRACT_SQL_PRINT_OBJECT_HPP
#define REFRACT_SQL_PRINT_OBJECT_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The statements of whole objects: find, insert, update, upsert and erase by key.

namespace refract {
inline namespace v0 {
namespace detail {

/// `erase` has a key alone, `erase_object` an object, whose version has to be the row's.
enum class object_action : std::uint8_t { find, insert, update, upsert, erase, erase_object };

/// Which columns an insert leaves to the database, one bit for each column that it may leave.
using omitted_columns = std::uint32_t;
inline constexpr omitted_columns omit_nothing = 0;
inline constexpr omitted_columns omit_everything = ~omitted_columns{0};

/// Columns that the database can fill: a key that it makes, and defaults that it evaluates.
constexpr bool is_omittable(const table_info& table, std::size_t column) {
    return (table.columns[column].key && table.key_is_generated) ||
           table.columns[column].default_from == default_kind::expression;
}
constexpr bool is_omitted(const table_info& table, std::size_t column, omitted_columns omitted) {
    if (!is_omittable(table, column)) return false;
    std::size_t bit = 0;
    for (std::size_t i = 0; i < column; ++i)
        if (is_omittable(table, i)) ++bit;
    return bit < 32 && (omitted >> bit & 1) != 0;
}
constexpr bool is_sent(const table_info& table, std::size_t column, omitted_columns omitted) {
    return !table.columns[column].generated && !is_omitted(table, column, omitted);
}
/// Columns whose new value an insert brings back.
constexpr bool is_returned(const table_info& table, std::size_t column, omitted_columns omitted) {
    return table.columns[column].generated || is_omitted(table, column, omitted);
}
/// Columns whose new value an update brings back.
constexpr bool is_refreshed(const column_info& column) {
    return column.generated || column.updated_at || column.version;
}
/// Columns whose value an upsert brings back, whichever of the two it did.
constexpr bool is_returned_by_upsert(const table_info& table, std::size_t column, omitted_columns omitted) {
    return is_returned(table, column, omitted) || is_refreshed(table.columns[column]);
}

/// The statements of objects, over the parts that all writes have.
struct object_printer {
    writer& out;
    const table_info& table;
    write_printer to{out, table};

    constexpr void value(std::size_t index) const {
        const column_info& info = table.columns[index];
        const sql_type type = bound_type(info, bound_type(out.dialect, info));
        print_written(out, info, true, [&] { out.placeholder({.kind = node_kind::value, .type = type}); });
    }
    constexpr void names(std::string_view before, const column_list& columns) const {
        for (std::size_t i = 0; i < columns.count; ++i) {
            out.put(i == 0 ? before : ", ");
            to.name(columns.columns[i]);
        }
    }
    template <class Test> constexpr void names_that(Test test) const {
        to.each(test, [this](std::size_t i) { to.name(i); });
    }
    /// Columns whose values come back.
    template <class Test> constexpr void read_those_that(Test test) const {
        to.each(test, [this](std::size_t i) {
            print_read_column(out, table.columns[i], [&] {
                out.before_column(table, {}, false);
                to.name(i);
            });
        });
    }

    constexpr void where_key() const {
        for (std::size_t i = 0; i < table.key.count; ++i) {
            out.put(i == 0 ? " WHERE " : " AND ");
            to.name(table.key.columns[i]);
            out.put(" = ");
            value(table.key.columns[i]);
        }
    }
    constexpr void and_version() const {
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!table.columns[i].version) continue;
            out.put(" AND ");
            to.name(i);
            out.put(" = ");
            value(i);
        }
    }

    constexpr void find() const {
        out.put("SELECT ");
        read_those_that([](std::size_t) { return true; });
        out.put(" FROM ");
        out.table(table);
        where_key();
    }
    constexpr void erase() const {
        out.put("DELETE FROM ");
        out.table(table);
        where_key();
    }

    template <class Test> constexpr void returning(returning_form own, returning_form here, Test test) const {
        if (to.any(test)) to.returning(own, here, "inserted", [&] { read_those_that(test); });
    }
    template <class Returned>
    constexpr void insert(omitted_columns omitted, std::size_t rows, Returned returned) const {
        const returning_form form = out.dialect.statements.insert_returning;
        const auto sent = [&](std::size_t i) { return is_sent(table, i, omitted); };
        to.insert_into();
        const bool any = to.any(sent);
        if (any) {
            out.put(" (");
            names_that(sent);
            out.put(')');
        }
        returning(form, returning_form::output, returned);
        if (!any) return out.put(out.dialect.statements.insert_of_defaults);
        out.put(" VALUES ");
        for (std::size_t row = 0; row < rows; ++row) {
            out.put(row == 0 ? "(" : ", (");
            to.each(sent, [this](std::size_t i) { value(i); });
            out.put(')');
        }
    }

    constexpr bool is_updated(std::size_t i) const { return !table.columns[i].key && !table.columns[i].generated; }
    constexpr void update() const {
        const auto refreshed = [this](std::size_t i) { return is_refreshed(table.columns[i]); };
        const returning_form form = out.dialect.statements.update_returning;
        out.put("UPDATE ");
        out.table(table);
        out.put(" SET ");
        const std::size_t count = to.each([this](std::size_t i) { return is_updated(i); },
                                          [this](std::size_t i) {
                                              if (to.sets_itself(i)) return to.set_by_itself(i);
                                              to.name(i);
                                              out.put(" = ");
                                              value(i);
                                          });
        if (count == 0) keep_key(); // nothing but a key: still tells whether the row is there
        returning(form, returning_form::output, refreshed);
        where_key();
        and_version();
        returning(form, returning_form::at_the_end, refreshed);
    }

    /// An assignment that changes nothing, where the syntax wants one.
    constexpr void keep_key() const {
        to.name(table.key.columns[0]);
        out.put(" = ");
        to.name_of_row(table.key.columns[0]);
    }
    /// The value that was to be inserted, in an upsert.
    constexpr void excluded(std::size_t column) const {
        const std::string_view pattern = out.dialect.statements.excluded;
        const std::size_t hole = pattern.find("{0}");
        out.put(pattern.substr(0, hole));
        to.name(column);
        out.put(pattern.substr(hole + 3));
    }
    /// An upsert of a stale object touches nothing.
    constexpr void version_is_sent(std::string_view before) const {
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!table.columns[i].version) continue;
            out.put(before);
            before = " AND ";
            to.name_of_row(i);
            out.put(" = ");
            excluded(i);
        }
    }
    constexpr void set_from_excluded(omitted_columns omitted) const {
        const std::size_t count = to.each([&](std::size_t i) { return is_updated(i) && is_sent(table, i, omitted); },
                                          [this](std::size_t i) {
                                              if (to.sets_itself(i)) return to.set_by_itself(i, true);
                                              to.name(i);
                                              out.put(" = ");
                                              excluded(i);
                                          });
        if (count == 0) keep_key(); // DO NOTHING would bring nothing back
    }

    /// What the insert leaves to the database stays as it is in a row that is there already.
    constexpr void upsert(omitted_columns omitted) const {
        const statement_facts& facts = out.dialect.statements;
        const auto returned = [&](std::size_t i) { return is_returned_by_upsert(table, i, omitted); };
        if (facts.upsert == upsert_form::merge) return merge(omitted, returned);
        insert(omitted, 1, [](std::size_t) { return false; });
        if (facts.upsert == upsert_form::on_conflict) {
            names(" ON CONFLICT (", table.key);
            out.put(") DO UPDATE SET ");
        } else {
            out.put(" ON DUPLICATE KEY UPDATE ");
        }
        set_from_excluded(omitted);
        if (facts.upsert == upsert_form::on_conflict) version_is_sent(" WHERE ");
        returning(facts.insert_returning, returning_form::at_the_end, returned);
    }
    template <class Returned> constexpr void merge(omitted_columns omitted, Returned returned) const {
        const auto sent = [&](std::size_t i) { return is_sent(table, i, omitted); };
        out.put("MERGE INTO ");
        out.table(table);
        out.put(" WITH (HOLDLOCK) USING (VALUES (");
        to.each(sent, [this](std::size_t i) { value(i); });
        out.put(")) AS excluded (");
        names_that(sent);
        out.put(") ON ");
        for (std::size_t i = 0; i < table.key.count; ++i) {
            if (i > 0) out.put(" AND ");
            to.name_of_row(table.key.columns[i]);
            out.put(" = ");
            excluded(table.key.columns[i]);
        }
        out.put(" WHEN MATCHED");
        version_is_sent(" AND ");
        out.put(" THEN UPDATE SET ");
        set_from_excluded(omitted);
        out.put(" WHEN NOT MATCHED THEN INSERT (");
        names_that(sent);
        out.put(") VALUES (");
        to.each(sent, [this](std::size_t i) { excluded(i); });
        out.put(')');
        returning(out.dialect.statements.insert_returning, returning_form::output, returned);
        out.put(';');
    }
};

/// What an upsert calls the row that is there: a table called "excluded" would be taken for the one that is not.
constexpr std::string_view alias_in_upsert(const table_info& table, const dialect_info& dialect) {
    constexpr std::string_view taken = "excluded";
    bool is_taken = dialect.statements.upsert == upsert_form::on_conflict && table.name.size() == taken.size();
    for (std::size_t i = 0; is_taken && i < taken.size(); ++i) is_taken = (table.name[i] | 0x20) == taken[i];
    return is_taken ? std::string_view("stored") : std::string_view();
}

/// `returns_made`: whether an insert ends with RETURNING for what the database filled in.
constexpr void print_object(writer& out, const table_info& table, object_action action, omitted_columns omitted,
                            std::size_t rows, bool returns_made) {
    const object_printer printer{out, table};
    switch (action) {
    case object_action::find: return printer.find();
    case object_action::erase: return printer.erase();
    case object_action::erase_object: printer.erase(); return printer.and_version();
    case object_action::update: return printer.update();
    case object_action::upsert:
        return object_printer{out, table, {out, table, alias_in_upsert(table, out.dialect)}}.upsert(omitted);
    case object_action::insert: {
        const auto returned = [&](std::size_t i) { return returns_made && is_returned(table, i, omitted); };
        printer.insert(omitted, rows, returned);
        return printer.returning(out.dialect.statements.insert_returning, returning_form::at_the_end, returned);
    }
    }
}

/// `COPY table (columns) FROM STDIN`, for PostgreSQL's bulk insert.
constexpr void print_copy(writer& out, const table_info& table, omitted_columns omitted) {
    out.put("COPY ");
    out.table(table);
    out.put(" (");
    object_printer{out, table}.names_that([&](std::size_t i) { return is_sent(table, i, omitted); });
    out.put(") FROM STDIN (FORMAT binary)");
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_OBJECT_HPP

// refract/client/object.hpp
#ifndef REFRACT_CLIENT_OBJECT_HPP
#define REFRACT_CLIENT_OBJECT_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

/// \file
/// Whole objects on their way in and out: their constant statements, and which fields they send.

namespace refract {
inline namespace v0 {

/// Says that the objects hold their keys, 0 as well: `insert_many(rows, keys_are_given)` copies rows as they are.
struct keys_are_given_t {};
inline constexpr keys_are_given_t keys_are_given{};

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
    if constexpr (!is_passed<check_model<Model>>)
        return check_model<Model>{};
    else
        return first_failed_t<check_model_names<Dialect, Model>, check_types_of<Model, Dialect>>{};
}
/// What the verbs of objects ask of a model, where the program calls them.
template <class Dialect, class Model> using check_stored_model = decltype(find_stored_model_outcome<Dialect, Model>());

template <class Dialect, class Model, object_form Form> constexpr auto make_object_data() {
    require<check_stored_model<Dialect, Model>>();
    constexpr object_measure measured = measure_object(table_of<Model>(), Dialect::info, Form);
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
        std::array<result_column, field_count<Model>> columns{};
        std::uint16_t count = 0;
    } result;
    const table_info& table = table_of<Model>();
    for (std::size_t i = 0; i < table.column_count; ++i) {
        const bool comes_back =
            Form.action == object_action::find ||
            (Form.action == object_action::update && is_refreshed(table.columns[i])) ||
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
    [](std::size_t i) { return !table_of<Model>().columns[i].key && !is_refreshed(table_of<Model>().columns[i]); });
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
    if constexpr (requires { field == blank; })
        return field == blank;
    else
        return codec<Field>::encode(field) == codec<Field>::encode(blank);
}

/// Whether an object leaves its key to the database: it is 0, and nobody says that keys are given.
template <class Model> bool leaves_key(const Model& object, key_source keys) {
    if constexpr (!table_of<Model>().key_is_generated) {
        return false;
    } else {
        constexpr std::size_t key = table_of<Model>().key.columns[0];
        return keys == key_source::database &&
               codec<field_type<Model, key>>::encode(detail::field_of<key>(object)) == 0;
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
        if constexpr (is_optional<Field>)
            bind_value(statement, position++, field);
        else
            statement.bind(position++, codec<Field>::encode(field));
    }
};
template <class Statement> field_binder(Statement&, int) -> field_binder<Statement>;

/// Names the column of the value that could not be bound: the last of so many of the chosen ones.
[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_field(error& failure, const table_info& table,
                                                                      const bool* chosen, int count) {
    for (std::size_t column = 0; column < table.column_count; ++column)
        if (chosen[column] && --count == 0) failure.add_column(table.columns[column].name);
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
    failure.add_column(table.columns[table.key.columns[count - 1]].name);
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
template <class Model, class Statement> void check_made_key(Statement& statement, omitted_columns omitted) {
    constexpr const table_info& table = table_of<Model>();
    if constexpr (table.key_is_generated && knows_made_keys<Statement>)
        if (is_omitted(table, table.key.columns[0], omitted))
            statement.check_made_key(table, table.columns[table.key.columns[0]].name);
}
/// The same, unless it was asked for this statement before: for an insert that asks again when the key comes back.
template <class Model, class Statement> void check_first_key(Statement& statement, omitted_columns omitted) {
    if constexpr (table_of<Model>().key_is_generated && knows_made_keys<Statement>)
        if (!statement.knows_key()) [[unlikely]]
            check_made_key<Model>(statement, omitted);
}
/// The rows that an insert has made; what goes through a view may not be counted, and is what was sent.
template <class Model, class Statement> std::int64_t inserted(const Statement& statement, std::size_t sent) {
    const std::int64_t made = statement.changes();
    if constexpr (knows_made_keys<Statement>)
        if (made == 0 && statement.writes_view(table_of<Model>())) return static_cast<std::int64_t>(sent);
    return made;
}

/// Reads the columns that came back into their fields.
template <class Model, class Statement>
REFRACT_INLINE void read_back(Statement& statement, Model& object, const field_set<Model>& returned) {
    int column = 0;
    const auto current = statement.row();
    const field_reader<decltype(current)> reader{current, column};
    for_fields<Model>(object, returned, reader);
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
    -> type_list<field_type<Model, table_of<Model>().key.columns[Part]>...>;
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

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_OBJECT_HPP

// refract/client/text_key.hpp
#ifndef REFRACT_CLIENT_TEXT_KEY_HPP
#define REFRACT_CLIENT_TEXT_KEY_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// What a text that is put together at run time is made of, as something that can be compared. Names and not addresses:
/// where a table of one plug-in lay, another plug-in's may lie later.

namespace refract {
inline namespace v0 {
namespace detail {

/// The key of a text: equal where the text is equal.
struct text_key {
    std::string bytes;

    void add(std::uint64_t number) { bytes.append(reinterpret_cast<const char*>(&number), sizeof number); }
    void add(std::string_view text) {
        add(text.size());
        bytes += text;
    }
};

namespace by_name {

// Each of these takes a text_key, or an identity_maker at compile time.

template <class Key> constexpr void add_type(Key& key, const sql_type& type) {
    key.add(static_cast<std::uint64_t>(type.kind) | std::uint64_t{type.precision} << 8 |
            std::uint64_t{type.scale} << 16 | std::uint64_t{type.list} << 24 | std::uint64_t{type.of_column} << 25 |
            std::uint64_t{type.enumeration != nullptr} << 26 | static_cast<std::uint64_t>(type.item) << 32);
    if (!type.enumeration) return;
    key.add(type.enumeration->native_schema);
    key.add(type.enumeration->native_name);
}
template <class Key> constexpr void add_column(Key& key, const table_info& table, std::size_t column) {
    if (column >= table.column_count) return;
    key.add(table.columns[column].name);
    key.add(std::uint64_t{table.columns[column].nullable});
    add_type(key, table.columns[column].type);
}
template <class Key> constexpr void add_name(Key& key, const table_info& table) {
    key.add(table.schema);
    key.add(table.name);
}

template <class Key> constexpr void add_row(Key& key, const row_info& row) {
    key.add(row.fields.size());
    for (const field_info& field : row.fields) {
        key.add(field.name);
        key.add(std::uint64_t{field.nullable});
        add_type(key, field.type);
    }
}

template <class Key> constexpr void add_statement(Key& key, const statement_view& view);

template <class Key> constexpr void add_nodes(Key& key, const node* nodes, std::size_t count) {
    key.add(count);
    for (const node* each = nodes; each != nodes + count; ++each) {
        const unsigned flags = (each->negated ? 1U : 0U) | (each->distinct ? 2U : 0U) | (each->filtered ? 4U : 0U) |
                               (each->descending ? 8U : 0U) | (each->nullable ? 16U : 0U) | (each->table ? 32U : 0U) |
                               (each->query ? 64U : 0U);
        key.add(static_cast<std::uint64_t>(each->kind) | static_cast<std::uint64_t>(each->op) << 8 |
                std::uint64_t{each->arity} << 16 | std::uint64_t{each->column} << 32 | std::uint64_t{flags} << 48 |
                static_cast<std::uint64_t>(each->nulls) << 56);
        key.add(each->alias);
        add_type(key, each->type);
        if (each->table) {
            add_name(key, each->table());
            add_column(key, each->table(), each->column);
        }
        if (each->query) add_statement(key, *each->query);
    }
}
template <class Key> constexpr void add_statement(Key& key, const statement_view& view) {
    key.add(static_cast<std::uint64_t>(view.kind) | static_cast<std::uint64_t>(view.count) << 8);
    for (const clause& each : view) {
        key.add(static_cast<std::uint64_t>(each.kind) | static_cast<std::uint64_t>(each.join) << 8 |
                std::uint64_t{each.items} << 16 | std::uint64_t{each.table != nullptr} << 32 |
                std::uint64_t{each.row != nullptr} << 33);
        key.add(each.alias);
        if (each.table) {
            const table_info& table = each.table();
            add_name(key, table);
            for (std::size_t column = 0; column < table.column_count; ++column) add_column(key, table, column);
        }
        if (each.row) add_row(key, *each.row);
        const node* const end = each.nodes ? end_of(each.nodes, each.items) : nullptr;
        add_nodes(key, each.nodes, static_cast<std::size_t>(end - each.nodes));
    }
}

} // namespace by_name

/// What a query is, apart from what the run time knows of it.
constexpr statement_identity identity_of(const statement_view& view, std::uint64_t form) {
    identity_maker maker;
    maker.add(form);
    add_statement(maker, view);
    return maker.made();
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_TEXT_KEY_HPP

// refract/client/runtime_text.hpp
#ifndef REFRACT_CLIENT_RUNTIME_TEXT_HPP
#define REFRACT_CLIENT_RUNTIME_TEXT_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Statements of which some is known only at run time: what their text is made of, and the text.

namespace refract {
inline namespace v0 {
namespace detail {

/// The run-time parts of a query in the order of its values, and the key of the text that they come to. What fills it
/// are templates: programs that have no such queries do not compile it.
struct runtime_parts {
    std::vector<dynamic_part> parts{};
    text_key key{};

    template <std::same_as<dynamic_part> Part> void add(const Part& part) {
        parts.push_back(part);
        key.add(std::uint64_t{part.stands});
        const node* const end = part.nodes ? end_of(part.nodes, part.items) : nullptr;
        add_nodes(key, part.nodes, static_cast<std::size_t>(end - part.nodes));
    }
};

/// Adds a value of a query, if it is a run-time part.
template <class Value> void add_part([[maybe_unused]] runtime_parts& parts, [[maybe_unused]] const Value& value) {
    if constexpr (std::is_same_v<Value, condition_flag>) {
        parts.add(dynamic_part{.stands = value.stands});
    } else if constexpr (is_runtime_part<Value>) {
        const dynamic_nodes& own = value.parts();
        parts.add(dynamic_part{!own.nodes.empty(), own.nodes.data(), own.items, own.holds()});
        for (const inner_part& each : own.parts)
            parts.add(dynamic_part{each.stands, each.nodes.data(), each.items, each.holds});
    }
}

template <std::size_t... Index, class... Value>
void add_parts(runtime_parts& parts, const value_slots<std::index_sequence<Index...>, Value...>& all) {
    (detail::add_part(parts, detail::get<Index>(all)), ...);
}

/// `identity`: of the query and the form. Its address stands in the key as well, so that no two queries of one shared
/// object have one key.
template <class Query> runtime_parts collect_parts(const Query& query, const statement_identity& identity) {
    runtime_parts parts;
    parts.key.add(identity);
    parts.key.add(reinterpret_cast<std::uintptr_t>(&identity));
    add_parts(parts, query.bound);
    return parts;
}

/// An update whose assignments are all left out says nothing: what it touches would be reported as updated.
inline void refuse_empty_set(const statement_view& view, const runtime_parts& all) {
    if (view.kind != verb::update || view.has(clause_kind::set)) return;
    content before;
    for (const clause& each : view) {
        const dynamic_part* const part = all.parts.data() + before.parts;
        if (each.kind == clause_kind::set_if && part->stands) return;
        before += content_of(each, part);
    }
    throw error("an update sets nothing: each of its set_if is left out; add .set(...), or run it only if there is "
                "something to set");
}

/// A write whose only conditions are run-time ones that turned out empty would touch every row.
inline void refuse_empty_condition(const statement_view& view, const runtime_parts& all) {
    if (view.kind != verb::update && view.kind != verb::remove) return;
    content before;
    for (const clause& each : view) {
        if (each.kind == clause_kind::where || each.kind == clause_kind::all_rows) return;
        const dynamic_part* const part = all.parts.data() + before.parts;
        if (is_condition(each.kind) && part->stands) return;
        before += content_of(each, part);
    }
    throw error(
        "an update or delete has only run-time conditions and all of them are empty, which would touch every row; add a condition, or say .all_rows()");
}

/// What the compiler refuses in constant conditions (E064).
template <class Dialect> void refuse_missing_numbers(const runtime_parts& parts) {
    constexpr const dialect_info& dialect = Dialect::info;
    constexpr std::uint32_t limited = limited_kinds(dialect);
    for (const dynamic_part& each : parts.parts)
        if (each.nodes && !serves_all({each.nodes, each.items}, limited, dialect))
            throw error("a condition or ordering of the run time uses refract::numeric as a number, which " +
                        std::string(dialect.name) +
                        " does not order, calculate with, or compare with others; use == or in(...) with numerics");
}

/// Puts the text together.
template <class Dialect>
runtime_statement make_runtime_statement(const statement_view& view, result_form form, const runtime_parts& parts) {
    constexpr const dialect_info& dialect = Dialect::info;
    refuse_missing_numbers<Dialect>(parts);
    const scope in = make_scope(view);
    writer counting{.dialect = dialect, .parts = parts.parts.data()};
    print_statement(counting, view, in, form);

    runtime_statement made;
    made.key = parts.key.bytes;
    made.sql.resize(counting.text.size);
    made.types.assign(counting.at.placeholders);
    const content all = content_of(view, parts.parts.data());
    made.value_numbers.assign(all.values);
    made.argument_numbers.assign(all.parameters);
    writer writing{.text = {.out = made.sql.data()},
                   .dialect = dialect,
                   .value_numbers = made.value_numbers.data(),
                   .parameter_numbers = made.argument_numbers.data(),
                   .types = made.types.data(),
                   .parts = parts.parts.data()};
    print_statement(writing, view, in, form);
    return made;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_RUNTIME_TEXT_HPP

// refract/client/insert_many.hpp
#ifndef REFRACT_CLIENT_INSERT_MANY_HPP
#define REFRACT_CLIENT_INSERT_MANY_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <vector>

/// \file
/// Many objects at once: several rows to an INSERT, or the connection's bulk copy.

namespace refract {
inline namespace v0 {
namespace detail {

/// Keeps several objects until they are sent together: by address where the range keeps them alive,
/// as copies otherwise.
template <class Model, bool ByAddress> class insert_batch {
public:
    void add(const Model& object) {
        if constexpr (ByAddress)
            items_.push_back(&object);
        else
            items_.push_back(object);
    }
    std::size_t size() const { return items_.size(); }
    const Model& operator[](std::size_t index) const {
        if constexpr (ByAddress)
            return *items_[index];
        else
            return items_[index];
    }
    void clear() { items_.clear(); }

private:
    std::vector<std::conditional_t<ByAddress, const Model*, Model>> items_;
};

/// How many rows a statement of several rows has: as many as are fastest, within SQLite's 32,766 parameters. Where
/// rows are copied, only those with stored forms come in statements.
template <class Driver, class Model> inline constexpr std::size_t rows_per_statement = [] {
    constexpr std::size_t fastest = Driver::rows_per_insert == 0 ? 50 : Driver::rows_per_insert;
    constexpr std::size_t most = 32'000 / field_count<Model>;
    return fastest < most ? fastest : most;
}();

/// A bulk insert on its way.
template <class Driver> struct bulk_insertion {
    session_state<Driver>& shared;
    std::source_location where;
    key_source keys;
    std::int64_t rows = 0; ///< that were made so far; a trigger may leave some out

    template <class Model, object_form Form> execution<Driver> begin() const {
        auto run = begin_constant(shared, object_statement_of<typename Driver::dialect, Model, Form>, where);
        check_made_key<Model>(run.statement(), Form.omitted);
        return run;
    }
    /// Runs an insert of so many objects, whose values are bound.
    template <class Model> void finish(execution<Driver>& run, std::size_t sent) {
        run.send().finish();
        rows += inserted<Model>(run.statement(), sent);
    }
};

/// Whether an insert sends a column at all; `DEFAULT VALUES` is one row and cannot be copied.
template <class Model> constexpr bool sends_any(omitted_columns omitted) {
    for (std::size_t i = 0; i < table_of<Model>().column_count; ++i)
        if (is_sent(table_of<Model>(), i, omitted)) return true;
    return false;
}

template <class Driver, omitted_columns Omitted, class Model, class Batch>
void send_batch(bulk_insertion<Driver>& bulk, const Batch& batch) {
    constexpr std::size_t rows = sends_any<Model>(Omitted) ? rows_per_statement<Driver, Model> : 1;
    constexpr object_form many{.action = object_action::insert, .omitted = Omitted, .rows = rows};
    constexpr object_form single{.action = object_action::insert, .omitted = Omitted};
    std::size_t at = 0;
    if (batch.size() == rows) {
        auto run = bulk.template begin<Model, many>();
        run.bind([&](auto& statement) {
            int position = 1;
            for (; at < rows; ++at)
                position = bind_fields<Model>(statement, batch[at], sent_fields<Model, Omitted>, position);
        });
        bulk.template finish<Model>(run, rows);
    }
    for (; at < batch.size(); ++at) {
        auto run = bulk.template begin<Model, single>();
        run.bind([&](auto& statement) { bind_fields<Model>(statement, batch[at], sent_fields<Model, Omitted>, 1); });
        bulk.template finish<Model>(run, 1);
    }
}

/// Finds or makes the statement of an insert or upsert in which some, but not all, of what the database can fill is
/// set.
template <class Model, class Driver> auto* find_partial_insert(session_state<Driver>& shared, object_action action,
                                                               omitted_columns omitted, bool returns_made) {
    constexpr object_form all{.action = object_action::insert};
    text_key key;
    key.add(object_statement_of<typename Driver::dialect, Model, all>.identity);
    key.add(static_cast<std::uint64_t>(action) << 8 | std::uint64_t{returns_made});
    key.add(omitted);
    if (auto* found = shared.statements.find(key.bytes)) return found;
    const auto print = [&](writer& out) { print_object(out, table_of<Model>(), action, omitted, 1, returns_made); };
    runtime_statement made;
    made.key = key.bytes;
    writer counting{.dialect = Driver::dialect::info};
    print(counting);
    made.sql.resize(counting.text.size);
    made.types.assign(counting.at.placeholders);
    writer writing{.text = {.out = made.sql.data()}, .dialect = Driver::dialect::info, .types = made.types.data()};
    print(writing);
    return shared.statements.add(shared.connection, std::move(made));
}

/// A batch of rows that leave the same columns to the database.
template <class Driver, class Model, class Batch>
void send_batch(bulk_insertion<Driver>& bulk, const Batch& batch, omitted_columns omitted) {
    if (batch.size() == 0) return;
    if (omitted == omit_nothing) return detail::send_batch<Driver, omit_nothing, Model>(bulk, batch);
    if (omitted == omit_everything) return detail::send_batch<Driver, omit_everything, Model>(bulk, batch);
    // Only some of what the database can fill is set: rare, and put together at run time.
    auto* const found = find_partial_insert<Model>(bulk.shared, object_action::insert, omitted, false);
    for (std::size_t at = 0; at < batch.size(); ++at) {
        auto run = begin_found(bulk.shared, found, bulk.where);
        check_made_key<Model>(run.statement(), omitted);
        run.bind([&](auto& statement) { bind_sent(statement, batch[at], omitted, 1); });
        bulk.template finish<Model>(run, 1);
    }
}

template <class Range>
concept keeps_its_items = std::is_lvalue_reference_v<decltype(*std::begin(std::declval<Range&>()))> &&
                          std::forward_iterator<decltype(std::begin(std::declval<Range&>()))>;

template <class Driver, class Range> void insert_in_batches(bulk_insertion<Driver>& bulk, Range& objects) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    insert_batch<model, keeps_its_items<Range>> batch;
    omitted_columns omitted = omit_nothing;
    for (auto&& object : objects) {
        const omitted_columns wanted = detail::omitted_of<model>(object, bulk.keys);
        if (wanted != omitted || batch.size() == rows_per_statement<Driver, model>) {
            detail::send_batch<Driver, model>(bulk, batch, omitted);
            batch.clear();
            omitted = wanted;
        }
        batch.add(object);
    }
    detail::send_batch<Driver, model>(bulk, batch, omitted);
}

template <class Dialect, class Model> std::string copy_text(omitted_columns omitted) {
    return print_to_string(Dialect::info, [&](writer& out) { print_copy(out, table_of<Model>(), omitted); });
}
/// Begins a bulk copy of the columns that such rows send.
template <class Model, class Driver> auto begin_copy(session_state<Driver>& shared, omitted_columns omitted) {
    constexpr const table_info& table = table_of<Model>();
    std::array<sql_type, field_count<Model>> types{};
    std::uint16_t columns = 0;
    for (std::size_t i = 0; i < table.column_count; ++i)
        if (is_sent(table, i, omitted)) types[columns++] = table.columns[i].type;
    return begin_copy(shared, copy_text<typename Driver::dialect, Model>(omitted), types.data(), columns);
}

/// Copies runs of rows that leave the same columns to the database, each run with one COPY. Each
/// item is asked for once: a range may make it, and not the same one again.
template <class Driver, class Range> void insert_by_copy(bulk_insertion<Driver>& bulk, Range& objects) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    constexpr object_form defaults{.action = object_action::insert, .omitted = omit_everything};
    std::optional<decltype(begin_copy<model>(bulk.shared, omit_nothing))> copy;
    omitted_columns omitted = omit_nothing;
    const auto finish = [&] {
        if (copy) bulk.rows += copy->finish();
        copy.reset();
    };
    for (auto&& object : objects) {
        const omitted_columns wanted = detail::omitted_of<model>(object, bulk.keys);
        if (wanted != omitted) finish();
        omitted = wanted;
        if (!sends_any<model>(omitted)) {
            auto run = bulk.template begin<model, defaults>();
            bulk.template finish<model>(run, 1);
            continue;
        }
        if (!copy) copy.emplace(begin_copy<model>(bulk.shared, omitted));
        copy->begin_row();
        try {
            bind_sent(*copy, static_cast<const model&>(object), omitted, 1);
        } catch (error& failure) {
            failure.add_sql(copy_text<typename Driver::dialect, model>(omitted));
            throw;
        }
        copy->end_row();
    }
    finish();
}

/// Inserts every object of a range, or none; the number of rows that the database made.
template <class Driver, class Range>
std::int64_t bulk_insert(session_state<Driver>& shared, std::source_location where, Range& objects, key_source keys) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    require<check_stored_model<typename Driver::dialect, model>>();
    require<check_key_holds_value<model>>();
    bulk_insertion<Driver> bulk{shared, where, keys};
    const transaction_level level = begin_level<Driver>(shared.connection, ++shared.last_transaction, {});
    try {
        // A copy takes values as they are, and cannot bring them into a form of the column's own.
        if constexpr (Driver::rows_per_insert == 0 && !has_stored_forms(Driver::dialect::info, table_of<model>()))
            insert_by_copy(bulk, objects);
        else
            insert_in_batches(bulk, objects);
        keep_level<Driver>(shared.connection, level);
    } catch (...) {
        shared.undo_for_certain(level);
        throw;
    }
    return bulk.rows;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_INSERT_MANY_HPP

// refract/client/reading.hpp
#ifndef REFRACT_CLIENT_READING_HPP
#define REFRACT_CLIENT_READING_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The rows of an execution whose values are bound: all, the first, the only one.

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
/// Fills a new last row; std::vector<bool> has none to refer to.
template <class Row, class Fill> REFRACT_INLINE void append_row(std::vector<Row>& rows, Fill fill) {
    if constexpr (std::is_same_v<Row, bool>) {
        bool row{};
        fill(row);
        rows.push_back(row);
    } else {
        fill(rows.emplace_back());
    }
}

} // namespace by_name

[[noreturn, gnu::cold]] inline void throw_no_row(std::string_view sql) {
    throw not_found(error_details{.message = "a row was required and there is none", .sql = std::string(sql)});
}
[[noreturn, gnu::cold]] inline void throw_more_rows(std::string_view sql) {
    throw too_many_rows(error_details{.message = "one row was required and there are more", .sql = std::string(sql)});
}

// What a verb makes of the execution that it has begun.

template <class Row> struct all_rows {
    template <class Execution> static std::vector<Row> of(Execution& run) {
        auto& statement = run.statement();
        std::vector<Row> result;
        while (run.step()) {
            if constexpr (requires { statement.row_count(); })
                if (result.empty()) result.reserve(static_cast<std::size_t>(statement.row_count()));
            append_row(result, [&](Row& row) { detail::read_row(statement, row); });
        }
        return result;
    }
};
template <class Row> struct first_row {
    template <class Execution> static std::optional<Row> of(Execution& run) {
        std::optional<Row> result;
        if (run.step()) detail::read_row(run.statement(), result.emplace());
        return result;
    }
};
/// Errors: `not_found`, `too_many_rows`.
template <class Row> struct only_row {
    template <class Execution> static Row of(Execution& run) {
        Row result{};
        if (!run.step()) throw_no_row(run.sql());
        detail::read_row(run.statement(), result);
        if (run.step()) throw_more_rows(run.sql());
        return result;
    }
};
struct touched_rows {
    template <class Execution> static std::int64_t of(Execution& run) { return run.finish(); }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_READING_HPP

// refract/client/object_verbs.hpp
#ifndef REFRACT_CLIENT_OBJECT_VERBS_HPP
#define REFRACT_CLIENT_OBJECT_VERBS_HPP

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class session;

/// What a verb of one object takes: neither a pointer to it nor a range of them.
template <class Dialect, class Object> consteval auto find_object_outcome() {
    if constexpr (pointer_like<Object>)
        return failed<rule::object_is_no_pointer, Object>{};
    else if constexpr (value_range<Object>)
        return failed<rule::object_is_no_range, Object>{};
    else
        return check_stored_model<Dialect, Object>{};
}
template <class Dialect, class Object> using check_object = decltype(find_object_outcome<Dialect, Object>());

/// The verbs for whole objects.
template <class Driver> class object_verbs {
public:
    /// Inserts an object and returns it with what the database made.
    ///
    /// Sends every field as it stands, except a key made by the database that is still zero, and a
    /// column whose default is an expression and whose field is as a default-made object has it.
    /// Errors: `not_found` if a trigger left the row out.
    template <class Object>
    std::remove_cvref_t<Object> insert(Object&& object, call_place where = call_place::current()) {
        return insert_at(where, std::forward<Object>(object), key_source::database);
    }
    /// `insert<Model>(object)`, where the object is one with a name.
    template <class Object> Object insert(const Object& object, call_place where = call_place::current()) {
        return insert_at(where, object, key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object>
    std::remove_cvref_t<Object> insert(Object&& object, keys_are_given_t, call_place where = call_place::current()) {
        return insert_at(where, std::forward<Object>(object), key_source::program);
    }
    template <class Object>
    Object insert(const Object& object, keys_are_given_t, call_place where = call_place::current()) {
        return insert_at(where, object, key_source::program);
    }
    /// Inserts a range of objects in the fastest way that the database has; all of them or none. Gives the number of
    /// rows that were made: a trigger may leave some out.
    template <class Range> std::int64_t insert_many(Range&& objects, call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::database);
    }
    template <class Object>
    std::int64_t insert_many(std::initializer_list<Object> objects, call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::database);
    }
    /// The same with the objects' own keys, also those that are zero: copies rows as they are.
    template <class Range>
    std::int64_t insert_many(Range&& objects, keys_are_given_t, call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::program);
    }
    template <class Object> std::int64_t insert_many(std::initializer_list<Object> objects, keys_are_given_t,
                                                     call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::program);
    }
    /// The object with this key, if there is one; a key of several columns has several values.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
    std::optional<Model> find(const First& first, const Second& second = Second(), const Third& third = Third(),
                              const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return find_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::optional<Model> find(const First& first, const Second& second, const Third& third, const Fourth& fourth,
                              const Fifth& fifth, const More&... more) {
        return find_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// The object with this key. Errors: `not_found`.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
    Model get(const First& first, const Second& second = Second(), const Third& third = Third(),
              const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return get_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    Model get(const First& first, const Second& second, const Third& third, const Fourth& fourth, const Fifth& fifth,
              const More&... more) {
        return get_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Writes all fields of an object to its row. Columns that the database fills come back into an
    /// object that is not const. Errors: `not_found`; `stale_object` if the model has a version and
    /// the row another one.
    template <class Object> void update(Object&& object, call_place where = call_place::current()) {
        update_at(where, object);
    }
    /// `update<Model>(object)`, where the object is one with a name.
    template <class Object> void update(Object& object, call_place where = call_place::current()) {
        update_at(where, object);
    }
    template <class Object> void update(const Object& object, call_place where = call_place::current()) {
        update_at(where, object);
    }
    /// Inserts the object, or updates the row with its key: `ON CONFLICT (key) DO UPDATE`. What an
    /// insert would leave to the database stays as it is in a row that is there already.
    /// Returns the object as the row has it now. Errors: `stale_object` if the model has a version and the row
    /// another one; `not_found` if a trigger left the row out.
    template <class Object>
    std::remove_cvref_t<Object> upsert(Object&& object, call_place where = call_place::current()) {
        return upsert_at(where, std::forward<Object>(object), key_source::database);
    }
    /// `upsert<Model>(object)`, where the object is one with a name.
    template <class Object> Object upsert(const Object& object, call_place where = call_place::current()) {
        return upsert_at(where, object, key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object>
    std::remove_cvref_t<Object> upsert(Object&& object, keys_are_given_t, call_place where = call_place::current()) {
        return upsert_at(where, std::forward<Object>(object), key_source::program);
    }
    template <class Object>
    Object upsert(const Object& object, keys_are_given_t, call_place where = call_place::current()) {
        return upsert_at(where, object, key_source::program);
    }
    /// Deletes the object's row; whether there was one. Errors: `stale_object` if the model has a version and the
    /// row another one.
    template <class Object>
        requires(!storable<Object>)
    bool erase(const Object& object, call_place where = call_place::current()) {
        require<check_object<dialect, Object>>();
        if constexpr (is_passed<check_object<dialect, Object>>) {
            require<check_has_key<Object>>();
            return serve(share(), where, [&](state& shared) { return erase_object(shared, where, object); });
        }
    }
    /// Deletes the row with this key; whether there was one.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
        requires(!std::is_same_v<Model, First>)
    bool erase(const First& first, const Second& second = Second(), const Third& third = Third(),
               const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return erase_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    bool erase(const First& first, const Second& second, const Third& third, const Fourth& fourth, const Fifth& fifth,
               const More&... more) {
        return erase_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }

    // A key alone does not say whose.
    template <storable Key, class... Part> std::optional<Key> find(const Key& key, const Part&...) {
        require<failed<rule::verb_names_its_model, Key>>();
        return key;
    }
    template <storable Key, class... Part> Key get(const Key& key, const Part&...) {
        require<failed<rule::verb_names_its_model, Key>>();
        return key;
    }
    template <storable Key, class... Part> bool erase(const Key&, const Part&...) {
        require<failed<rule::verb_names_its_model, Key>>();
        return false;
    }

private:
    using state = session_state<Driver>;
    using dialect = typename Driver::dialect;
    using prepared = typename Driver::statement;
    template <object_action Action> static constexpr object_form usual_form{.action = Action};

    template <class Model, class... Part> std::optional<Model> find_key(call_place where, const Part&... part) {
        require<check_stored_model<dialect, Model>>();
        require<check_has_key<Model>>();
        require<check_key_parts<Model, Part...>>();
        take_place(where, part...);
        return serve(share(), where, [&](state& shared) {
            auto run = begin<Model, usual_form<object_action::find>>(shared, where);
            bind_key_parts<Model>(run, part...);
            return first_row<Model>::of(run.send());
        });
    }
    template <class Model, class... Part> Model get_key(call_place where, const Part&... part) {
        take_place(where, part...);
        auto found = find_key<Model>(where, part...);
        if (!found) throw_no_such_key<Model>(where);
        return std::move(*found);
    }
    template <class Model, class... Part> bool erase_key(call_place where, const Part&... part) {
        require<check_stored_model<dialect, Model>>();
        require<check_has_key<Model>>();
        require<check_key_parts<Model, Part...>>();
        take_place(where, part...);
        return serve(share(), where, [&](state& shared) {
            auto run = begin<Model, usual_form<object_action::erase>>(shared, where);
            bind_key_parts<Model>(run, part...);
            return run.send().finish() > 0;
        });
    }

    template <class Object> std::remove_cvref_t<Object> insert_at(call_place where, Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        require<check_object<dialect, model>>();
        if constexpr (is_passed<check_object<dialect, model>>)
            return serve(share(), where, [&](state& shared) {
                return insert_object(shared, where, std::forward<Object>(object), keys);
            });
        else
            return std::forward<Object>(object);
    }
    template <class Object> void update_at(call_place where, Object& object) {
        using model = std::remove_cvref_t<Object>;
        require<check_object<dialect, model>>();
        if constexpr (is_passed<check_object<dialect, model>>) {
            require<check_has_key<model>>();
            serve(share(), where, [&](state& shared) { update_object(shared, where, object); });
        }
    }
    template <class Range> std::int64_t insert_many_at(call_place where, Range& objects, key_source keys) {
        using range = std::remove_cv_t<Range>;
        // A range may be a plain struct, too.
        constexpr bool is_range = !reflectable<range> || requires { objects.begin() != objects.end(); };
        require<check_that<is_range, rule::objects_are_a_range, range>>();
        if constexpr (is_range)
            return serve(share(), where, [&](state& shared) { return bulk_insert(shared, where, objects, keys); });
        else
            return 0;
    }
    template <class Object> std::remove_cvref_t<Object> upsert_at(call_place where, Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        require<check_object<dialect, model>>();
        if constexpr (is_passed<check_object<dialect, model>>) {
            require<check_has_key<model>>();
            return serve(share(), where, [&](state& shared) {
                return upsert_object(shared, where, std::forward<Object>(object), keys);
            });
        } else {
            return std::forward<Object>(object);
        }
    }

    template <class Model, object_form Form> static execution<Driver> begin(state& shared, call_place where) {
        auto run = begin_constant(shared, object_statement_of<dialect, Model, Form>, where);
        if constexpr (Form.action == object_action::insert) check_first_key<Model>(run.statement(), Form.omitted);
        return run;
    }
    template <class Field, class Part> static void bind_key_part(prepared& statement, int& position, const Part& part) {
        if constexpr (is_given<Field>) detail::bind_argument<Field>(statement, ++position, part);
    }
    template <class Model, class... Part> static void bind_key_parts(execution<Driver>& run, const Part&... part) {
        run.bind([&](prepared& statement) {
            int position = 0;
            try {
                [&]<class... Field>(type_list<Field...>) {
                    (bind_key_part<Field>(statement, position, part), ...);
                }(parameters_of<key_types_of<Model>, Part...>{});
            } catch (error& failure) { rethrow_with_key_part<Model>(failure, position); }
        });
    }

    template <class Object> static std::remove_cvref_t<Object> insert_object(state& shared, call_place where,
                                                                             Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        using traits = object_traits<model>;
        require<check_key_holds_value<model>>();
        constexpr bool key_alone = Driver::knows_last_key && traits::omits_only_key;
        const omitted_columns omitted = detail::omitted_of(std::as_const(object), keys);
        if (omitted == omit_nothing) {
            constexpr object_form action{.action = object_action::insert, .returns_made = traits::has_generated};
            return finish_insert(shared, begin<model, action>(shared, where), std::forward<Object>(object),
                                 omit_nothing, false);
        }
        if constexpr (traits::has_omittable) {
            if (!traits::omits_some || omitted == omit_everything) {
                constexpr object_form action{
                    .action = object_action::insert, .omitted = omit_everything, .returns_made = !key_alone};
                return finish_insert(shared, begin<model, action>(shared, where), std::forward<Object>(object),
                                     omit_everything, key_alone);
            }
        }
        if constexpr (traits::omits_some) {
            return finish_insert(shared, begin_partial<model>(shared, where, object_action::insert, omitted),
                                 std::forward<Object>(object), omitted, false);
        } else {
            return std::forward<Object>(object); // not reached: nothing can be omitted
        }
    }
    template <class Object> static std::remove_cvref_t<Object>
    finish_insert(state& shared, execution<Driver> run, Object&& object, omitted_columns omitted, bool key_alone) {
        using model = std::remove_cvref_t<Object>;
        auto result = send_object<false>(shared, run, std::forward<Object>(object), omitted);
        if constexpr (table_of<model>().key_is_generated)
            if (key_alone) {
                check_made_key<model>(run.statement(), omitted); // it may have been prepared anew for another table
                set_key(result, shared.connection.last_key());
            }
        return result;
    }
    template <class Model> static void set_key(Model& object, std::int64_t made) {
        constexpr std::size_t key = table_of<Model>().key.columns[0];
        using field = codec<field_type<Model, key>>;
        if (!std::in_range<typename field::wire>(made))
            throw_out_of_range("the key that the database made", "the key's field; the row is there");
        field::decode(static_cast<typename field::wire>(made), detail::field_of<key>(object));
    }
    template <class Object> static std::remove_cvref_t<Object> upsert_object(state& shared, call_place where,
                                                                             Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        if (detail::leaves_key<model>(object, keys))
            return insert_object(shared, where, std::forward<Object>(object), keys);
        const omitted_columns omitted = detail::omitted_of(std::as_const(object), keys);
        auto run = omitted == omit_nothing ? begin<model, usual_form<object_action::upsert>>(shared, where)
                                           : begin_partial<model>(shared, where, object_action::upsert, omitted);
        return send_object<true>(shared, run, std::forward<Object>(object), omitted);
    }
    template <class Object> static bool erase_object(state& shared, call_place where, const Object& object) {
        auto run = begin<Object, usual_form<object_action::erase_object>>(shared, where);
        run.bind([&](prepared& statement) { bind_identity(statement, object, 1); });
        const bool erased = run.send().finish() > 0;
        if constexpr (object_traits<Object>::has_version)
            if (!erased && is_there(shared, object)) throw_stale<Object>(run.sql());
        return erased;
    }
    template <class Object> static void update_object(state& shared, call_place where, Object& object) {
        using model = std::remove_cv_t<Object>;
        auto run = begin<model, usual_form<object_action::update>>(shared, where);
        run.bind([&](prepared& statement) { detail::bind_update(statement, std::as_const(object)); }).send();
        bool touched = false;
        if constexpr (object_traits<model>::is_refreshed_by_update) {
            touched = run.step();
            if constexpr (!std::is_const_v<Object>)
                if (touched) detail::read_back(run.statement(), object, refreshed_fields<model>);
            if (touched) run.drain();
        } else {
            touched = run.finish() > 0;
        }
        if (!touched) throw_not_updated<model>(shared, run.sql(), object);
    }
    /// Sends an object and reads what came back into the one that is returned. A copy is made before the statement
    /// runs and a move behind it: if memory is short, there is neither a row that nobody was told of, nor an object
    /// that is gone without a row.
    template <bool IsUpsert, class Object> static std::remove_cvref_t<Object>
    send_object(state& shared, execution<Driver>& run, Object&& object, omitted_columns omitted) {
        if constexpr (std::is_lvalue_reference_v<Object>)
            return send_copy<IsUpsert>(shared, run, object, omitted);
        else
            return send_moved<IsUpsert>(shared, run, std::forward<Object>(object), omitted);
    }
    // GCC before 14 moves what is returned once more, unless it stands in the outermost block.
    template <bool IsUpsert, class Model>
    static Model send_copy(state& shared, execution<Driver>& run, const Model& object, omitted_columns omitted) {
        Model result = object;
        const bool row = send_fields<IsUpsert>(shared, run, std::as_const(result), omitted);
        if (row) read_sent<IsUpsert>(run, result, omitted);
        return result;
    }
    template <bool IsUpsert, class Object> static std::remove_cvref_t<Object>
    send_moved(state& shared, execution<Driver>& run, Object&& object, omitted_columns omitted) {
        const bool row = send_fields<IsUpsert>(shared, run, std::as_const(object), omitted);
        std::remove_cvref_t<Object> result = std::forward<Object>(object);
        if (row) read_sent<IsUpsert>(run, result, omitted);
        return result;
    }
    /// Whether a row comes back.
    template <bool IsUpsert, class Model>
    static bool send_fields(state& shared, execution<Driver>& run, const Model& object, omitted_columns omitted) {
        run.bind([&](prepared& statement) { bind_sent(statement, object, omitted, 1); }).send();
        const bool row = run.step();
        if (!row && inserted<Model>(run.statement(), 1) == 0) [[unlikely]]
            throw_not_inserted<IsUpsert>(shared, run.sql(), object);
        return row;
    }
    template <bool IsUpsert, class Model>
    static void read_sent(execution<Driver>& run, Model& object, omitted_columns omitted) {
        read_returned<Model, IsUpsert>(run.statement(), object, omitted);
        run.drain();
    }
    /// An insert or upsert in which some, but not all, of what the database can fill is set.
    template <class Model> static execution<Driver> begin_partial(state& shared, call_place where, object_action action,
                                                                  omitted_columns omitted) {
        auto run = begin_found(shared, find_partial_insert<Model>(shared, action, omitted, true), where);
        check_made_key<Model>(run.statement(), omitted);
        return run;
    }

    /// Whether the object's key has a row, for a write that touched none.
    template <class Model> static bool is_there(state& shared, const Model& object) {
        if constexpr (requires { Driver::holds_rows; }) {
            return true; // the recorder answers what it was told, and was asked to play a stale object
        } else {
            auto run = begin<Model, usual_form<object_action::find>>(shared, {});
            run.bind([&](prepared& statement) { bind_key(statement, object, 1); });
            return run.send().step();
        }
    }
    static std::string in_table(std::string_view table) { return "\"" + std::string(table) + "\""; }
    template <class Model> [[noreturn, gnu::cold]] static void throw_no_such_key(call_place where) {
        throw not_found(error_details{
            .message = "there is no row with this key in " + in_table(table_of<Model>().name),
            .sql = std::string(object_statement_of<dialect, Model, usual_form<object_action::find>>.text()),
            .location = where});
    }
    template <class Model>
    [[noreturn, gnu::cold]] static void throw_not_updated(state& shared, std::string_view sql, const Model& object) {
        if constexpr (object_traits<Model>::has_version)
            if (is_there(shared, object)) throw_stale<Model>(sql);
        throw not_found(error_details{.message = "there is no row with this key in " + in_table(table_of<Model>().name),
                                      .sql = std::string(sql)});
    }
    template <bool IsUpsert, class Model>
    [[noreturn, gnu::cold]] static void throw_not_inserted(state& shared, std::string_view sql, const Model& object) {
        if constexpr (IsUpsert && object_traits<Model>::has_version)
            if (is_there(shared, object)) throw_stale<Model>(sql);
        throw not_found(error_details{.message = "no row was written to " + in_table(table_of<Model>().name) +
                                                 ": a trigger or an ON CONFLICT of the table left it out",
                                      .sql = std::string(sql)});
    }
    template <class Model> [[noreturn, gnu::cold]] static void throw_stale(std::string_view sql) {
        throw stale_object(error_details{.message = "the row of " + in_table(table_of<Model>().name) +
                                                    " was changed since the object was read; read it again",
                                         .sql = std::string(sql),
                                         .can_retry = true});
    }
    const session_share<Driver>& share() const noexcept { return static_cast<const session<Driver>*>(this)->state_; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_OBJECT_VERBS_HPP

// refract/client/begin_query.hpp
#ifndef REFRACT_CLIENT_BEGIN_QUERY_HPP
#define REFRACT_CLIENT_BEGIN_QUERY_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// A typed query becomes an execution: its constant statement, or the text of its run-time parts, and its values.

namespace refract {
inline namespace v0 {
namespace detail {

/// What the rows of a form are: of the query, or the one number that is asked for.
template <class Query, result_form Form> using row_of_form =
    std::conditional_t<Form == result_form::count, std::int64_t,
                       std::conditional_t<Form == result_form::exists, bool, row_of<Query>>>;

namespace by_name {
template <class Data, class Columns>
constexpr ready_statement make_statement(const Data& data, const Columns& columns) {
    ready_statement made{.sql = data.text.data(),
                         .size = data.text.size() - 1,
                         .parameters = data.types.data(),
                         .parameter_count = static_cast<std::uint16_t>(data.types.size() - 1),
                         .columns = columns.data(),
                         .column_count = static_cast<std::uint16_t>(columns.size())};
    made.identity = identity_of(made);
    return made;
}
} // namespace by_name

/// A query as a driver takes it: constant data.
template <class Dialect, class Query, result_form Form> inline constexpr ready_statement constant_statement =
    make_statement(statement_data_of<Dialect, Query, Form>, result_columns_of<row_of_form<Query, Form>>);

template <class Query> using check_is_query = check_that<any_query<Query>, rule::verb_takes_query, Query>;

/// A row as it can be read although a value of it was refused, so that no error follows.
template <class Row> struct readable_row {
    using type = Row;
};
template <class Row> using readable_row_t = typename readable_row<Row>::type;
template <> struct readable_row<refused_type> {
    using type = int;
};
template <class Value> struct readable_row<std::optional<Value>> {
    using type = std::optional<readable_row_t<Value>>;
};
template <class... Value> struct readable_row<std::tuple<Value...>> {
    using type = std::tuple<readable_row_t<Value>...>;
};

/// The row type of a query that has rows.
template <class Query> consteval auto row_type_of() {
    require<check_is_query<Query>>();
    if constexpr (!any_query<Query>) {
        return std::type_identity<int>{};
    } else {
        using yields_rows = check_that<!std::is_void_v<row_of<Query>>, rule::statement_yields_rows, Query>;
        using outcome = first_failed_t<check_query<Query>, yields_rows>;
        require<outcome>(); // here already, near the user's line
        if constexpr (std::is_void_v<row_of<Query>>)
            return std::type_identity<int>{};
        else if constexpr (!is_passed<outcome>)
            return std::type_identity<readable_row_t<row_of<Query>>>{};
        else
            return std::type_identity<row_of<Query>>{};
    }
}
template <class Query> using streamed_row = typename decltype(row_type_of<Query>())::type;

template <class Row> consteval auto owned_row_type() {
    require<check_that<!view_traits<Row>::value, rule::rows_are_owned, Row>>();
    return std::type_identity<Row>{};
}
/// The row type of a query whose rows outlive the statement: without views into its buffer.
template <class Query> using owned_row = typename decltype(owned_row_type<streamed_row<Query>>())::type;

/// What a query with run-time parts is in one form.
template <class Query, result_form Form> inline constexpr statement_identity query_identity =
    identity_of(Query::view, static_cast<std::uint64_t>(Form));

/// Finds or makes the text that the query's run-time parts come to.
template <result_form Form, class Driver, class Query>
auto* find_runtime_statement(session_state<Driver>& state, const Query& query) {
    using dialect = typename Driver::dialect;
    const runtime_parts parts = collect_parts(query, query_identity<Query, Form>);
    refuse_empty_set(Query::view, parts);
    refuse_empty_condition(Query::view, parts);
    if (auto* found = state.statements.find(parts.key.bytes)) return found;
    auto made = make_runtime_statement<dialect>(Query::view, Form, parts);
    constexpr auto& columns = result_columns_of<row_of_form<Query, Form>>;
    made.columns.append(columns.data(), columns.size());
    return state.statements.add(state.connection, std::move(made));
}

/// What verbs know of a query, as constant data: they are compiled once per type of row, and not once per query. What
/// a call brings is an array of pointers: to the query, then to each argument.
template <class Driver> struct query_plan {
    using found_text = typename statement_cache<Driver>::runtime_entry;
    using prepared = typename Driver::statement;

    const ready_statement* text = nullptr; ///< null: its run-time parts decide
    placeholders first{};                  ///< of a constant text
    found_text* (*find)(session_state<Driver>&, const void* query) = nullptr;
    void (*bind)(prepared&, placeholders& next, const void* const* call) = nullptr; ///< null: there is no value
};

template <class Driver, result_form Form, class Query>
auto* find_text(session_state<Driver>& state, const void* query) {
    return find_runtime_statement<Form>(state, *static_cast<const Query*>(query));
}

template <class Query, class... Argument> struct call_binder {
    template <class Prepared> static void bind(Prepared& statement, placeholders& next, const void* const* call) {
        if constexpr (value_count<Query> > 0) bind_values(statement, next, static_cast<const Query*>(*call)->bound);
        if constexpr (Query::parameters::size > 0)
            bind_arguments(statement, next, call, parameters_of<typename Query::parameters, Argument...>{});
    }
    template <class Prepared, class... Parameter> static void
    bind_arguments(Prepared& statement, placeholders& next, const void* const* call, type_list<Parameter...>) {
        (bind_next_argument<Parameter>(statement, next, *static_cast<const Argument*>(*++call)), ...);
    }
};

template <class Driver, result_form Form, class Query, class... Argument>
constexpr query_plan<Driver> make_query_plan() {
    query_plan<Driver> plan;
    if constexpr (value_count<Query> > 0 || Query::parameters::size > 0)
        plan.bind = &call_binder<Query, Argument...>::template bind<typename Driver::statement>;
    if constexpr (is_dynamic(Query::view)) {
        plan.find = &find_text<Driver, Form, Query>;
    } else {
        using dialect = typename Driver::dialect;
        constexpr auto& data = statement_data_of<dialect, Query, Form>;
        plan.text = &constant_statement<dialect, Query, Form>;
        plan.first = {data.value_numbers.data(), data.argument_numbers.data()};
    }
    return plan;
}
template <class Driver, result_form Form, class Query, class... Argument>
inline constexpr query_plan<Driver> query_plan_of = make_query_plan<Driver, Form, Query, Argument...>();
template <class Driver> inline constexpr query_plan<Driver> no_plan{};

/// Whether a verb runs statements of this kind: a select has nothing to execute, unless it locks, and a write cannot
/// stand inside the select that counts its rows.
template <result_form Form> constexpr rule_number find_verb_mistake(const statement_view& view) {
    const bool is_select = view.kind == verb::select;
    if (Form == result_form::changes && is_select)
        return view.has(clause_kind::for_update) || view.has(clause_kind::for_share) ? rule::none : rule::exec_writes;
    if (Form == result_form::count || Form == result_form::exists)
        return is_select ? rule::none : rule::select_is_counted;
    return rule::none;
}
template <class Query, result_form Form> using check_verb =
    check_that<find_verb_mistake<Form>(Query::view) == rule::none, find_verb_mistake<Form>(Query::view), Query>;

/// The plan of what can be asked; of anything else one sentence, and no further error.
template <class Driver, result_form Form, class Query, class... Argument>
consteval const query_plan<Driver>& checked_query_plan() {
    require<check_is_query<Query>>();
    if constexpr (!any_query<Query>) {
        return no_plan<Driver>;
    } else {
        using outcome = first_failed_t<check_statement<typename Driver::dialect, Query>, check_verb<Query, Form>,
                                       check_arguments<typename Query::parameters, Argument...>>;
        require<outcome>();
        if constexpr (!is_passed<outcome>) {
            return no_plan<Driver>;
        } else {
            if constexpr (!is_dynamic(Query::view)) // here already: what its text refuses is said near the user's line
                [[maybe_unused]]
                constexpr auto& text = statement_data_of<typename Driver::dialect, Query, Form>;
            return query_plan_of<Driver, Form, Query, Argument...>;
        }
    }
}

/// Begins a query with the values that it holds and the arguments of its parameters.
template <class Driver> execution<Driver> begin_query(session_state<Driver>& state, std::source_location where,
                                                      bool streamed, const query_plan<Driver>& plan,
                                                      const void* const* call) {
    auto* const found = plan.text ? nullptr : plan.find(state, *call);
    auto run = found ? begin_found(state, found, where, streamed) : begin_constant(state, *plan.text, where, streamed);
    if (!plan.bind) return run;
    const placeholders first =
        found ? placeholders{found->text.value_numbers.data(), found->text.argument_numbers.data()} : plan.first;
    placeholders next = first;
    run.bind([&](auto& statement) {
        try {
            plan.bind(statement, next, call);
        } catch (error& failure) { rethrow_with_place(failure, first, next); }
    });
    return run;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_BEGIN_QUERY_HPP

// refract/client/rows.hpp
#ifndef REFRACT_CLIENT_ROWS_HPP
#define REFRACT_CLIENT_ROWS_HPP

#include <cstddef>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where rows end.
struct rows_end {};

/// Rows one by one, as an input range: `for (const User& user : db.each(query))`.
///
/// Never holds the whole result; one row object is filled again and again, so what it points to lives until the next
/// row. It can be walked once, and ends with its last row, with an error, or when it is destroyed. Must not outlive its
/// database. Moving it leaves the iterators behind: begin again.
template <class Row, class Driver> class rows {
public:
    rows(session_state<Driver>& state, execution<Driver> run) : state_(&state), run_(std::move(run)) {
        if constexpr (view_traits<Row>::value && requires { run_.statement().refuse_to_keep(); })
            run_.statement().refuse_to_keep();
    }
    rows(rows&& other) noexcept
        : state_(std::move(other.state_)), run_(std::move(other.run_)), row_(std::move(other.row_)),
          started_(other.started_) {}
    rows& operator=(rows&&) = delete;
    /// Ends the execution. If another thread is in a call, the next call ends it, and says that there were two.
    ~rows() {
        if (!run_.is_running()) return;
        session_state<Driver>& state = *state_;
        if (state.in_use.take()) {
            run_.end();
            state.in_use.release();
        } else {
            run_.leave(state);
        }
    }

    class iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        explicit iterator(rows* range) : range_(range) {}
        const Row& operator*() const { return range_->row_; }
        const Row* operator->() const { return &range_->row_; }
        iterator& operator++() {
            range_->advance();
            return *this;
        }
        void operator++(int) { range_->advance(); }
        bool operator==(rows_end) const { return !range_->run_.is_running(); }

    private:
        rows* range_ = nullptr;
    };

    /// Runs to the first row.
    iterator begin() {
        if (!started_ || !state_) {
            started_ = true;
            advance();
        }
        return iterator(this);
    }
    rows_end end() const { return {}; }

private:
    /// To the next row, or to the end. After an error nothing more comes: the statement would begin again, and what it
    /// writes would be written twice.
    void advance() {
        if (!run_.is_running()) [[unlikely]]
            return refuse_to_advance();
        try {
            const exclusive_row use(state_->in_use);
            try {
                if (!state_->connection.is_open()) [[unlikely]]
                    throw_closed("the connection is closed, and with it this stream");
                if (run_.step()) [[likely]]
                    detail::read_row(run_.statement(), row_);
                else
                    run_.end();
            } catch (...) {
                run_.end();
                throw;
            }
        } catch (error& failure) { rethrow_with_location(failure, run_.where()); }
    }
    [[gnu::cold, gnu::noinline]] void refuse_to_advance() const {
        if (state_) return; // at its end it stays there
        throw connection_error("this stream was moved from; walk the one that it was moved to");
    }

    session_share<Driver> state_;
    execution<Driver> run_;
    Row row_{};
    bool started_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_ROWS_HPP

// refract/client/query_verbs.hpp
#ifndef REFRACT_CLIENT_QUERY_VERBS_HPP
#define REFRACT_CLIENT_QUERY_VERBS_HPP

#include <cstdint>
#include <optional>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class session;

/// The verbs for typed queries. Arguments of `param<...>` follow the query, in the order in which they were written;
/// errors name the line of the call up to four of them.
template <class Driver> class query_verbs {
public:
    /// All rows, in a vector.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::vector<owned_row<Query>> all(const Query& query, const First& first = First(), const Second& second = Second(),
                                      const Third& third = Third(), const Fourth& fourth = Fourth(),
                                      call_place where = call_place::current()) {
        return run<result_form::rows, all_rows<owned_row<Query>>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::vector<owned_row<Query>> all(const Query& query, const First& first, const Second& second, const Third& third,
                                      const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return run<result_form::rows, all_rows<owned_row<Query>>>(query, call_place(), first, second, third, fourth,
                                                                  fifth, more...);
    }
    /// The first row, if there is one.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::optional<owned_row<Query>> first(const Query& query, const First& first = First(),
                                          const Second& second = Second(), const Third& third = Third(),
                                          const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return run<result_form::first, first_row<owned_row<Query>>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::optional<owned_row<Query>> first(const Query& query, const First& first, const Second& second,
                                          const Third& third, const Fourth& fourth, const Fifth& fifth,
                                          const More&... more) {
        return run<result_form::first, first_row<owned_row<Query>>>(query, call_place(), first, second, third, fourth,
                                                                    fifth, more...);
    }
    /// The only row. Errors: `not_found`, `too_many_rows`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    owned_row<Query> one(const Query& query, const First& first = First(), const Second& second = Second(),
                         const Third& third = Third(), const Fourth& fourth = Fourth(),
                         call_place where = call_place::current()) {
        return run<result_form::one, only_row<owned_row<Query>>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    owned_row<Query> one(const Query& query, const First& first, const Second& second, const Third& third,
                         const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return run<result_form::one, only_row<owned_row<Query>>>(query, call_place(), first, second, third, fourth,
                                                                 fifth, more...);
    }
    /// Rows one by one, for a range-based for; the whole result is never held.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    rows<streamed_row<Query>, Driver> each(const Query& query, const First& first = First(),
                                           const Second& second = Second(), const Third& third = Third(),
                                           const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return stream(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    rows<streamed_row<Query>, Driver> each(const Query& query, const First& first, const Second& second,
                                           const Third& third, const Fourth& fourth, const Fifth& fifth,
                                           const More&... more) {
        return stream(query, call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Runs a write; the number of rows that it touched. A select that locks may be run as well, and touches none.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::int64_t exec(const Query& query, const First& first = First(), const Second& second = Second(),
                      const Third& third = Third(), const Fourth& fourth = Fourth(),
                      call_place where = call_place::current()) {
        return run<result_form::changes, touched_rows>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::int64_t exec(const Query& query, const First& first, const Second& second, const Third& third,
                      const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return run<result_form::changes, touched_rows>(query, call_place(), first, second, third, fourth, fifth,
                                                       more...);
    }
    /// The number of rows: `SELECT count(*) FROM (query)`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::int64_t count(const Query& query, const First& first = First(), const Second& second = Second(),
                       const Third& third = Third(), const Fourth& fourth = Fourth(),
                       call_place where = call_place::current()) {
        return run<result_form::count, only_row<std::int64_t>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::int64_t count(const Query& query, const First& first, const Second& second, const Third& third,
                       const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return run<result_form::count, only_row<std::int64_t>>(query, call_place(), first, second, third, fourth, fifth,
                                                               more...);
    }
    /// Whether there is a row: `SELECT EXISTS (query)`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    bool exists(const Query& query, const First& first = First(), const Second& second = Second(),
                const Third& third = Third(), const Fourth& fourth = Fourth(),
                call_place where = call_place::current()) {
        return run<result_form::exists, only_row<bool>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    bool exists(const Query& query, const First& first, const Second& second, const Third& third, const Fourth& fourth,
                const Fifth& fifth, const More&... more) {
        return run<result_form::exists, only_row<bool>>(query, call_place(), first, second, third, fourth, fifth,
                                                        more...);
    }

private:
    /// Begins the query, sends it and reads what comes.
    template <result_form Form, class Read, class Query, class... Argument>
    auto run(const Query& query, call_place where, const Argument&... argument) {
        constexpr auto& plan = checked_query_plan<Driver, Form, Query, Argument...>();
        const void* const call[] = {__builtin_addressof(query), __builtin_addressof(argument)...};
        take_place(where, argument...);
        return read<Read>(plan, call, where);
    }
    template <class Read> auto read(const query_plan<Driver>& plan, const void* const* call, call_place where) {
        return serve(share(), where, [&](session_state<Driver>& state) {
            auto begun = begin_query(state, where, false, plan, call);
            return Read::of(begun.send());
        });
    }
    template <class Query, class... Argument>
    auto stream(const Query& query, call_place where, const Argument&... argument) {
        constexpr auto& plan = checked_query_plan<Driver, result_form::rows, Query, Argument...>();
        const void* const call[] = {__builtin_addressof(query), __builtin_addressof(argument)...};
        take_place(where, argument...);
        return serve(share(), where, [&](session_state<Driver>& state) {
            return rows<streamed_row<Query>, Driver>(state, begin_query(state, where, true, plan, call));
        });
    }
    const session_share<Driver>& share() const noexcept { return static_cast<const session<Driver>*>(this)->state_; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_QUERY_VERBS_HPP

// refract/client/raw_verbs.hpp
#ifndef REFRACT_CLIENT_RAW_VERBS_HPP
#define REFRACT_CLIENT_RAW_VERBS_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class session;

/// The verbs for raw SQL.
template <class Driver> class raw_verbs {
public:
    /// Rows of SQL that is a constant of the program; each `{}` is a bound value. A struct is filled
    /// by the columns' names, a tuple or single value by position.
    template <class Row, class... Value>
    std::vector<Row> query(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        return read<Row>(sql.where, [&](state& shared) { return begin_raw(shared, sql, value...); });
    }
    /// Without values its braces are braces, as in JSON.
    template <class Row, class... Value> std::vector<Row> query(unsafe_sql sql, const Value&... value) {
        return read<Row>(sql.where, [&](state& shared) { return begin_raw(shared, sql, value...); });
    }
    template <class Row, std::same_as<std::string> Text, class... Value>
    std::vector<Row> query(const Text&, const Value&...) {
        require<failed<rule::sql_is_constant, Row>>();
        return {};
    }
    /// Runs SQL that is a constant of the program; the number of rows that it touched.
    template <class... Value> std::int64_t execute(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        return serve(share(), sql.where, [&](state& shared) {
            if constexpr (sizeof...(Value) == 0)
                return run_script(shared, number_placeholders(sql.text, dialect::info.lexical.placeholder_mark));
            else
                return begin_raw(shared, sql, value...).send().finish();
        });
    }
    /// Runs SQL that was put together at run time; without values, any number of statements.
    template <class... Value> std::int64_t execute(unsafe_sql sql, const Value&... value) {
        return serve(share(), sql.where, [&](state& shared) {
            if constexpr (sizeof...(Value) == 0)
                return run_script(shared, sql.text);
            else
                return begin_raw(shared, sql, value...).send().finish();
        });
    }
    template <std::same_as<std::string> Text, class... Value> std::int64_t execute(const Text&, const Value&...) {
        require<failed<rule::sql_is_constant, Value...>>();
        return 0;
    }

private:
    using state = session_state<Driver>;
    using dialect = typename Driver::dialect;

    template <class Row, class Begin> std::vector<Row> read(call_place where, Begin begin) {
        require<check_row<Row>>();
        static_assert(std::is_same_v<decltype(owned_row_type<Row>()), std::type_identity<Row>>);
        return serve(share(), where, [&](state& shared) {
            auto run = begin(shared);
            std::vector<Row> result;
            if (!run.send().step()) return result;
            raw_reader<Row, typename Driver::statement> reader(run.statement());
            do append_row(result, [&](Row& row) { reader.read(row); });
            while (run.step());
            return result;
        });
    }

    /// A text that is a constant is one statement among the program's constants.
    template <class... Kept, class... Value>
    static execution<Driver> begin_raw(state& shared, const raw_sql<Kept...>& sql, const Value&... value) {
        runtime_statement made;
        const auto make = [&] {
            made = make_raw_statement<true, std::decay_t<Value>...>({}, sql.text, dialect::info);
            return made.view();
        };
        execution<Driver> run(shared.statements.acquire(shared.connection, sql.identity, sql.text.data(), make),
                              sql.where, false);
        bind_raw(run, value...);
        return run;
    }
    /// One that is not is kept with the texts of the run time.
    template <class... Value>
    static execution<Driver> begin_raw(state& shared, const unsafe_sql& sql, const Value&... value) {
        check_placeholders(sql, sizeof...(Value));
        constexpr bool has_placeholders = sizeof...(Value) > 0;
        std::string key = has_placeholders ? "raw " : "text ";
        ((key += static_cast<char>('A' + static_cast<int>(raw_type_of<Value>().kind))), ...);
        key += sql.text;
        auto* found = shared.statements.find(key);
        if (!found)
            found = shared.statements.add(
                shared.connection,
                make_raw_statement<has_placeholders, std::decay_t<Value>...>(key, sql.text, dialect::info));
        auto run = begin_found(shared, found, sql.where);
        bind_raw(run, value...);
        return run;
    }
    template <class... Value> static void bind_raw(execution<Driver>& run, const Value&... value) {
        run.bind([&](auto& statement) {
            int position = 0;
            try {
                (bind_value(statement, ++position,
                            static_cast<const raw_value<std::decay_t<Value>>&>(raw_operand(value))),
                 ...);
            } catch (error& failure) { rethrow_with_place(failure, "value ", position); }
        });
    }
    template <class Value> static decltype(auto) raw_operand(const Value& value) {
        if constexpr (std::is_convertible_v<const Value&, std::string_view>)
            return std::string_view(value);
        else
            return (value);
    }
    static void check_placeholders(const unsafe_sql& sql, std::size_t values) {
        if (values > 0 && count_placeholders(sql.text) != values)
            throw error(error_details{.message = "the SQL has " + std::to_string(count_placeholders(sql.text)) +
                                                 " {} and " + std::to_string(values) +
                                                 " values; give one value for each {}",
                                      .sql = std::string(sql.text)});
    }
    const session_share<Driver>& share() const noexcept { return static_cast<const session<Driver>*>(this)->state_; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_RAW_VERBS_HPP

// refract/client/session.hpp
#ifndef REFRACT_CLIENT_SESSION_HPP
#define REFRACT_CLIENT_SESSION_HPP

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The verbs of a database and of a transaction.
///
/// Errors: those of docs/reference/base/error.md; each names the SQL and the call. One thread at a time uses a
/// connection; a second one gets an error.
template <class Driver>
class session : public query_verbs<Driver>, public object_verbs<Driver>, public raw_verbs<Driver> {
public:
    using dialect = typename Driver::dialect;
    using driver = Driver;

    /// The driver's connection, for what refract does not cover. It may be asked for while another thread is in a call.
    typename Driver::connection& connection(call_place where = call_place::current()) {
        return at_call(where, [&]() -> typename Driver::connection& {
            if (!state_) throw_no_session();
            if (!state_->is_open()) throw_closed();
            if (state_->attention.is_raised() && state_->in_use.take()) settle_now();
            return state_->connection;
        });
    }

protected:
    explicit session(session_state<Driver>* shared) noexcept : state_(shared) {}
    session(session&&) noexcept = default;
    ~session() = default;

    session_share<Driver> state_;

private:
    friend class query_verbs<Driver>;
    friend class object_verbs<Driver>;
    friend class raw_verbs<Driver>;

    /// What a rollback that failed has left is done before the connection is handed out; this thread has it.
    [[gnu::cold, gnu::noinline]] void settle_now() {
        try {
            state_->settle();
        } catch (...) {
            state_->in_use.release();
            throw;
        }
        state_->in_use.release();
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_SESSION_HPP

// refract/client/transaction.hpp
#ifndef REFRACT_CLIENT_TRANSACTION_HPP
#define REFRACT_CLIENT_TRANSACTION_HPP

#include <cstdint>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

namespace by_name {
/// Runs `work()` or `work(scope)` and commits, unless the work has ended the transaction itself; what
/// it returns comes through.
template <class Transaction, class Work> decltype(auto) run_in(Transaction scope, Work& work, call_place where) {
    const auto run = [&]() -> decltype(auto) {
        if constexpr (std::is_invocable_v<Work&, Transaction&>)
            return work(scope);
        else
            return work();
    };
    if constexpr (std::is_void_v<decltype(run())>) {
        run();
        if (scope.is_active()) scope.commit(where);
    } else {
        decltype(auto) result = run();
        if (scope.is_active()) scope.commit(where);
        return result;
    }
}
} // namespace by_name

/// A transaction, with the verbs of its database. Without `commit()` it is rolled back.
///
/// Inside another one it is a savepoint: rolling it back undoes only what it did. Transactions of
/// one connection end in the reverse order of their beginning. Must not outlive its database.
template <class Driver> class basic_transaction : public session<Driver> {
public:
    basic_transaction(session_state<Driver>& shared, const transaction_options& options, call_place where = {})
        : session<Driver>(&shared) {
        serve(this->state_, where, [&](session_state<Driver>& state) { begin_here(state, options); });
    }
    basic_transaction(basic_transaction&& other) noexcept : session<Driver>(std::move(other)) {}
    basic_transaction& operator=(basic_transaction&&) = delete;

    /// Rolls back what was not committed, with what is still open inside it. Never throws: a rollback that fails is
    /// tried again before anything else runs on the connection.
    ~basic_transaction() {
        if (!this->state_) return;
        session_state<Driver>& shared = *this->state_;
        if (shared.in_use.take()) {
            if (is_open()) undo_all(shared);
            shared.in_use.release();
        } else if (is_open()) {
            // Another thread is in a call, so the transaction stays open: nothing may be added to it.
            shared.broken.raise();
            shared.attention.raise();
        }
    }

    /// Makes the changes lasting. Errors: those of the database (deferred constraints, serialization
    /// failures); then nothing was changed. If the connection is lost, nobody knows whether it was.
    void commit(call_place where = call_place::current()) {
        end(where, [&](session_state<Driver>& shared) {
            const transaction_level level = shared.transactions.back();
            if (!shared.connection.in_transaction()) {
                undo_all(shared); // for what the database keeps beside it, as that it only reads
                throw error("the database has rolled this transaction back by itself, or SQL of its own (COMMIT, "
                            "ROLLBACK) has ended it, so there is nothing to commit");
            }
            try {
                keep_level<Driver>(shared.connection, level);
            } catch (...) {
                // A failed COMMIT may leave the transaction open (SQLite: busy, deferred keys).
                if (!level.is_savepoint) undo_all(shared);
                throw;
            }
            shared.transactions.pop_back();
        });
    }

    /// Undoes the changes.
    void rollback(call_place where = call_place::current()) {
        end(where, [](session_state<Driver>& shared) {
            shared.undo(shared.transactions.back());
            shared.transactions.pop_back();
        });
    }

    /// A transaction inside this one, as a savepoint.
    basic_transaction begin(call_place where = call_place::current()) {
        return at_call(where, [&] {
            if (!this->state_) throw_no_session();
            return basic_transaction(*this->state_, {}, where);
        });
    }
    /// Runs `work()` or `work(transaction)` in a transaction inside this one.
    template <class Work> decltype(auto) transaction(Work&& work, call_place where = call_place::current()) {
        return run_in(begin(where), work, where);
    }

    /// Whether it can still be committed or rolled back.
    bool is_active() const noexcept { return this->state_ && is_open(); }

private:
    void begin_here(session_state<Driver>& shared, const transaction_options& options) {
        shared.transactions.reserve(shared.transactions.size() + 1); // nothing fails once it has begun
        if (shared.connection.in_transaction() && (options.read_only || options.isolation != isolation::standard))
            throw error(
                "a transaction inside another one cannot be read-only or have an isolation of its own; give them to the outermost");
        shared.transactions.push_back(begin_level<Driver>(shared.connection, ++shared.last_transaction, options));
        this->state_.level = shared.last_transaction;
    }
    std::uint32_t number() const noexcept { return this->state_.level; }
    bool is_open() const noexcept { return this->state_->has_level(number()); }
    /// Ends it with `work`, unless it cannot be ended now.
    template <class Work> void end(call_place where, Work work) {
        at_call(where, [&] {
            try {
                const exclusive_use<Driver> use(this->state_, typename exclusive_use<Driver>::to_end());
                if (use.state().transactions.back().number != number())
                    throw error("a transaction ends while one inside it is open; end that one first");
                work(use.state());
            } catch (...) {
                forget_if_ended();
                throw;
            }
            forget_if_ended();
        });
    }
    void forget_if_ended() noexcept {
        if (this->state_ && !is_open()) this->state_.reset();
    }
    /// Undoes this level and those inside it, now or before anything else runs.
    void undo_all(session_state<Driver>& shared) noexcept {
        while (shared.transactions.back().number != number()) shared.transactions.pop_back();
        shared.undo_for_certain(shared.transactions.back());
        shared.transactions.pop_back();
    }
};
template <class Driver> using transaction = basic_transaction<Driver>;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_TRANSACTION_HPP

// refract/sql/check_schema.hpp
#ifndef REFRACT_SQL_CHECK_SCHEMA_HPP
#define REFRACT_SQL_CHECK_SCHEMA_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The rules between the models of a schema that depend on the database: what it takes for one name, and how long.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a set of models breaks on a database, and the two tables that it is about.
struct schema_violation {
    rule_number broken = rule::none;
    std::size_t first = 0, second = 0;
};

constexpr char folded(char c, bool ignores_case) {
    return ignores_case && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A name in the space where it must be the only one, as a number: comparing texts pairwise takes the compiler long.
struct taken_name {
    std::uint64_t value = 0;
    std::size_t table = 0;
};

struct schema_checker {
    const dialect_info& dialect;
    array_view<const table_description*> tables;

    constexpr std::string_view schema_of(const table_info& table) const {
        const bool is_main = number_of(table.schema, "", "") == number_of(dialect.schemas.main_schema, "", "");
        return is_main ? std::string_view() : table.schema;
    }
    constexpr std::uint64_t number_of(std::string_view space, std::string_view inner, std::string_view name) const {
        wide_hash hash;
        for (const std::string_view part : {space, inner, name}) {
            for (const char c : part) hash.add(folded(c, dialect.schemas.ignores_case));
            hash.add('\0');
        }
        return hash.value;
    }
    constexpr bool is_too_long(std::string_view name) const {
        return dialect.schemas.longest_name > 0 && name.size() > dialect.schemas.longest_name;
    }

    /// Calls `use` with each name that indexes and constraints of a table have, and with where it must be the only
    /// one: an index in its schema, a constraint in its table.
    template <class Use> constexpr void each_name(const table_description& of, Use use) const {
        const std::string_view schema = schema_of(*of.table), table = of.table->name;
        for (const index_info& index : of.indexes)
            if (!index.constraint)
                with_index_name(dialect, of, index, [&](std::string_view name) { use(schema, "", name); });
            else if (!index.name.empty())
                use(schema, "", index.name); // PostgreSQL makes an index of this name
        for (const foreign_key_info& key : of.foreign_keys)
            if (!key.name.empty()) use(schema, table, key.name);
        for (const check_info& check : of.checks)
            if (!check.name.empty()) use(schema, table, check.name);
    }

    constexpr schema_violation check_spelling() const {
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const table_description& each = *tables[i];
            if (const rule_number found = name_fault(*each.table, dialect); found != rule::none) return {found, i, i};
            bool fits = true;
            for (const column_info& column : each.table->all())
                if (const enumeration_info* names = column.type.enumeration)
                    fits &= !is_too_long(names->native_name) && !is_too_long(names->native_schema);
            each_name(each,
                      [&](std::string_view, std::string_view, std::string_view name) { fits &= !is_too_long(name); });
            if (!fits) return {rule::name_fits, i, i};
        }
        return {};
    }
    constexpr bool are_one_name(std::string_view left, std::string_view right) const {
        if (left.size() != right.size()) return false;
        for (std::size_t i = left.size(); i > 0; --i) // their ends differ most
            if (folded(left[i - 1], dialect.schemas.ignores_case) != folded(right[i - 1], dialect.schemas.ignores_case))
                return false;
        return true;
    }
    constexpr schema_violation check_columns() const {
        if (!dialect.schemas.ignores_case) return {}; // names that are alike to the letter are no model's
        for (std::size_t i = 0; i < tables.size(); ++i)
            for (const column_info& column : tables[i]->table->all())
                for (const column_info* other = tables[i]->table->columns; other != &column; ++other)
                    if (are_one_name(column.name, other->name)) return {rule::column_names_differ, i, i};
        return {};
    }
    constexpr schema_violation check_references() const {
        if (dialect.schemas.references_cross) return {};
        for (std::size_t i = 0; i < tables.size(); ++i)
            for (const foreign_key_info& key : tables[i]->foreign_keys)
                if (number_of(schema_of(*tables[i]->table), "", "") != number_of(schema_of(key.target()), "", ""))
                    return {rule::foreign_key_stays_in_schema, i, i};
        return {};
    }
    /// Whether a table can hold an expression: other programs write it too.
    constexpr bool stands_alone(const expression_info& expression) const {
        const std::string_view own = dialect.values.own_functions;
        for (const node *at = expression.nodes, *end = at + expression.node_count; at != end; ++at) {
            if (!own.empty() && dialect.spelled(at->op).pattern.starts_with(own)) return false;
            if (at->kind == node_kind::row_comparison && !dialect.values.compares_rows) return false;
        }
        return true;
    }
    constexpr schema_violation check_expressions() const {
        for (std::size_t i = 0; i < tables.size(); ++i) {
            bool alone = true;
            for (const column_details& column : tables[i]->columns)
                alone &= stands_alone(column.default_expression) && stands_alone(column.generated);
            for (const index_info& index : tables[i]->indexes) alone &= stands_alone(index.where);
            for (const check_info& check : tables[i]->checks) alone &= stands_alone(check.condition);
            if (!alone) return {rule::tables_stand_alone, i, i};
        }
        return {};
    }
    constexpr bool serves_own(const expression_info& expression) const {
        return !expression || serves_all({expression.nodes, 1}, limited_kinds(dialect), dialect);
    }
    constexpr bool serves_column(const expression_info& expression, const sql_type& type) const {
        return serves_own(expression) && !(expression && are_unlike(type, expression.nodes->type, dialect));
    }
    constexpr schema_violation check_uses() const {
        if (limited_kinds(dialect) == 0) return {};
        for (std::size_t i = 0; i < tables.size(); ++i) {
            bool serves = true;
            for (std::size_t c = 0; c < tables[i]->columns.size(); ++c)
                for (const expression_info* each :
                     {&tables[i]->columns[c].default_expression, &tables[i]->columns[c].generated})
                    serves &= serves_column(*each, tables[i]->table->columns[c].type);
            for (const index_info& index : tables[i]->indexes) serves &= serves_own(index.where);
            for (const check_info& check : tables[i]->checks) serves &= serves_own(check.condition);
            if (!serves) return {rule::type_serves, i, i};
        }
        return {};
    }
    constexpr schema_violation check_whole() const {
        for (std::size_t i = 0; i < tables.size(); ++i)
            if (tables[i]->table->is_partial) return {rule::model_is_whole, i, i};
        return {};
    }
    constexpr schema_violation check_keys() const {
        for (std::size_t i = 0; i < tables.size(); ++i)
            if (tables[i]->table->has_nullable_key()) return {rule::key_is_never_null, i, i};
        return {};
    }
    constexpr schema_violation check_tables() const {
        for (std::size_t i = 0; i < tables.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (table_number(i) == table_number(j)) return {rule::models_have_own_tables, j, i};
        return {};
    }
    constexpr std::uint64_t table_number(std::size_t i) const {
        return number_of(schema_of(*tables[i]->table), "", tables[i]->table->name);
    }

    constexpr schema_violation check_names() const {
        std::size_t count = tables.size();
        for (const table_description* each : tables)
            each_name(*each, [&](std::string_view, std::string_view, std::string_view) { ++count; });
        taken_name* const all = new taken_name[count];
        const schema_violation found = find_twin(all);
        delete[] all;
        return found;
    }
    constexpr schema_violation find_twin(taken_name* all) const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < tables.size(); ++i) all[count++] = {table_number(i), i};
        schema_violation found;
        for (std::size_t i = 0; i < tables.size(); ++i)
            each_name(*tables[i], [&](std::string_view space, std::string_view inner, std::string_view name) {
                const std::uint64_t number = number_of(space, inner, name);
                for (std::size_t j = 0; j < count; ++j)
                    if (all[j].value == number) found = {rule::index_names_differ, all[j].table, i};
                all[count++] = {number, i};
            });
        return found;
    }

    constexpr schema_violation check() const {
        if (const auto found = check_tables(); found.broken != rule::none) return found;
        if (const auto found = check_whole(); found.broken != rule::none) return found;
        if (const auto found = check_keys(); found.broken != rule::none) return found;
        if (const auto found = check_spelling(); found.broken != rule::none) return found;
        if (const auto found = check_columns(); found.broken != rule::none) return found;
        if (const auto found = check_references(); found.broken != rule::none) return found;
        if (const auto found = check_expressions(); found.broken != rule::none) return found;
        if (const auto found = check_uses(); found.broken != rule::none) return found;
        return check_names();
    }
};

template <class Dialect, class Schema> inline constexpr schema_violation schema_violation_of =
    schema_checker{Dialect::info, Schema::tables}.check();

template <class Dialect, class Schema, bool Holds> struct schema_outcome {
    using type = passed;
};
template <class Dialect, class... Model> struct schema_outcome<Dialect, schema<Model...>, false> {
    static constexpr schema_violation found = schema_violation_of<Dialect, schema<Model...>>;
    using type = failed<found.broken, typename list_element<found.first, type_list<Model...>>::type,
                        typename list_element<found.second, type_list<Model...>>::type>;
};
/// `passed`, or the rule that a set of models breaks on a database, with the two models.
template <class Dialect, class Schema> using check_schema =
    typename schema_outcome<Dialect, Schema, schema_violation_of<Dialect, Schema>.broken == rule::none>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_CHECK_SCHEMA_HPP

// refract/client/database.hpp
#ifndef REFRACT_CLIENT_DATABASE_HPP
#define REFRACT_CLIENT_DATABASE_HPP

#include <string>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// A connection to a database, with the verbs of `session`. Movable; closed when destroyed.
///
/// One thread at a time may use it; give each thread its own.
template <class Driver> class database : public session<Driver> {
public:
    using options = typename Driver::options;
    using transaction_type = basic_transaction<Driver>;

    /// Connects. Errors: `connection_error`.
    explicit database(const std::string& target, const options& how = {}, call_place where = call_place::current())
        : session<Driver>(connect(target, how, where)) {}
    database(database&& other) noexcept : session<Driver>(std::move(other)) {}
    database& operator=(database&& other) noexcept {
        database taken(std::move(other));
        this->state_.swap(taken.state_);
        return *this;
    }
    ~database() { close(); }

    bool is_open() const noexcept { return this->state_ && this->state_->is_open(); }
    /// Closes the connection now; every later use is a `connection_error`. What is not committed is rolled back.
    void close() noexcept {
        if (this->state_) this->state_->close();
    }

    /// Begins a transaction; rolled back unless it is committed.
    transaction_type begin(const transaction_options& how = {}, call_place where = call_place::current()) {
        return at_call(where, [&] {
            if (!this->state_) throw_no_session();
            return transaction_type(*this->state_, how, where);
        });
    }

    /// Runs `work()` or `work(transaction)` in a transaction: commits, or rolls back and rethrows.
    /// Inside another transaction it is a savepoint. Returns what `work` returns.
    template <class Work> decltype(auto) transaction(Work&& work, call_place where = call_place::current()) {
        return run_in(begin({}, where), work, where);
    }
    template <class Work>
    decltype(auto) transaction(const transaction_options& how, Work&& work, call_place where = call_place::current()) {
        return run_in(begin(how, where), work, where);
    }

    /// Makes what a schema needs and is not there yet: schemas, enum types, tables with their keys and indexes; in one
    /// transaction, and safely when several programs begin at once. What is there is left as it is, be it a view.
    template <class Schema> void create_tables(call_place where = call_place::current()) {
        require<check_schema<typename Driver::dialect, Schema>>();
        require<check_types_of_all<Schema, typename Driver::dialect>>();
        at_call(where, [&] {
            transaction([this] { create_missing(*this, {Driver::dialect::info, Schema::tables}); }, where);
        });
    }

private:
    static session_state<Driver>* connect(const std::string& target, const options& how, call_place where) {
        return at_call(where, [&] { return new session_state<Driver>(target, how); });
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_DATABASE_HPP

// refract/codec/bytes.hpp
#ifndef REFRACT_CODEC_BYTES_HPP
#define REFRACT_CODEC_BYTES_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace refract {
inline namespace v0 {

namespace detail {
template <class Type>
concept any_byte = std::is_same_v<Type, std::byte> || std::is_same_v<Type, std::uint8_t>;
} // namespace detail

/// bytea; on SQLite a blob.
template <detail::any_byte Byte> struct codec<std::vector<Byte>> {
    static constexpr sql_type type{.kind = type_kind::bytes};
    using wire = refract::wire::bytes;
    static constexpr wire encode(const std::vector<Byte>& value) {
        if constexpr (std::is_same_v<Byte, std::byte>)
            return {value.data(), value.size()};
        else
            return {reinterpret_cast<const std::byte*>(value.data()), value.size()};
    }
    static void decode(wire stored, std::vector<Byte>& out) {
        const auto* const begin = reinterpret_cast<const Byte*>(stored.data());
        out.assign(begin, begin + stored.size());
    }
};

/// Bytes of a fixed number, such as a hash.
/// Errors: `conversion_error` for a stored value of another length.
template <detail::any_byte Byte, std::size_t Size> struct codec<std::array<Byte, Size>> {
    static constexpr sql_type type{.kind = type_kind::bytes};
    using wire = refract::wire::bytes;
    static wire encode(const std::array<Byte, Size>& value) {
        return {reinterpret_cast<const std::byte*>(value.data()), Size};
    }
    static void decode(wire stored, std::array<Byte, Size>& out) {
        if (stored.size() != Size)
            detail::throw_out_of_range(detail::bytes_of_length(stored.size()), "an array of " + std::to_string(Size));
        for (std::size_t i = 0; i < Size; ++i) out[i] = static_cast<Byte>(stored[i]);
    }
};

/// bytes as a parameter, or as a field of a streamed row that lives until the next one.
template <> struct codec<std::span<const std::byte>> : detail::plain_codec<wire::bytes, type_kind::bytes> {};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_BYTES_HPP

// refract/codec/array.hpp
#ifndef REFRACT_CODEC_ARRAY_HPP
#define REFRACT_CODEC_ARRAY_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// What an array can hold: what a column can hold, but for arrays, and for views, which nothing would keep alive.
/// Vectors of single bytes are bytes.
template <class Item> constexpr bool is_array_item() {
    using value = without_optional<Item>;
    if constexpr (any_byte<Item>) // which is not asked whether it is an enum
        return false;
    else if constexpr (!storable<Item>)
        return false;
    else
        return codec<value>::type.kind != type_kind::array && !std::is_same_v<value, std::string_view> &&
               !std::is_same_v<value, wire::bytes> && !std::is_pointer_v<value>;
}
template <class Item>
concept array_item = is_array_item<Item>();

constexpr sql_type array_of(sql_type item) {
    item.item = item.kind;
    item.kind = type_kind::array;
    return item;
}

/// Adds what a codec made of an item; a text or bytes that it made for the call are kept.
template <class Wire, class Made> void add_to_list(wire::list<Wire>& list, Made&& made) {
    if constexpr (std::is_same_v<std::remove_cvref_t<Made>, Wire>) {
        list.items.push_back({std::forward<Made>(made)});
    } else {
        using unit = typename std::remove_cvref_t<Made>::value_type;
        const std::string& kept = list.kept.emplace_back(reinterpret_cast<const char*>(made.data()), made.size());
        list.items.push_back({Wire(reinterpret_cast<const unit*>(kept.data()), kept.size())});
    }
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_null_in_array() {
    throw conversion_error("an array holds a NULL; a field that takes it is a std::vector of std::optional");
}

} // namespace detail

/// An array of PostgreSQL: integer[], text[], of an enum's type, ...; of one dimension. `std::vector<std::optional<T>>`
/// takes NULLs as well. SQLite has no arrays: a model with one does not compile there (E063).
/// Errors: `conversion_error` for a NULL among items that are not optional, and for a stored array of several
/// dimensions or one that does not begin at 1.
template <detail::array_item Item> struct codec<std::vector<Item>> {
    using value = detail::without_optional<Item>;
    using wire = refract::wire::list<typename codec<value>::wire>;
    static constexpr sql_type type = detail::array_of(codec<value>::type);

    static wire encode(const std::vector<Item>& values) {
        wire list;
        list.items.reserve(values.size());
        list.kept.reserve(std::is_same_v<decltype(codec<value>::encode(std::declval<const value&>())),
                                         typename codec<value>::wire>
                              ? 0
                              : values.size()); // what is kept may not move any more
        for (const auto& each : values)
            if constexpr (!detail::is_optional<Item>)
                detail::add_to_list(list, codec<value>::encode(each));
            else if (each)
                detail::add_to_list(list, codec<value>::encode(*each));
            else
                list.items.push_back({{}, true});
        return list;
    }
    static void decode(const wire& stored, std::vector<Item>& out) {
        out.clear();
        out.reserve(stored.items.size());
        for (const auto& each : stored.items) {
            if (each.null) {
                if constexpr (detail::is_optional<Item>)
                    out.emplace_back();
                else
                    detail::throw_null_in_array();
                continue;
            }
            value made{};
            codec<value>::decode(each.value, made);
            out.push_back(std::move(made));
        }
    }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_ARRAY_HPP

// refract/codec/chrono.hpp
#ifndef REFRACT_CODEC_CHRONO_HPP
#define REFRACT_CODEC_CHRONO_HPP

#include <cstdint>
#include <limits>
#include <ratio>
#include <string>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

// Units of which the databases' microseconds are a multiple, or the other way round; thirds of seconds are neither.
template <class Period>
concept counts_microseconds =
    std::ratio_divide<Period, std::micro>::den == 1 || std::ratio_divide<std::micro, Period>::den == 1;

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_time_out_of_range() {
    throw conversion_error("a time or duration is out of range, or finer than the type can hold");
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_finer_than_microseconds() {
    throw conversion_error("a time or duration is finer than the microseconds that databases store; round it, with "
                           "std::chrono::floor<std::chrono::microseconds>(...) for example");
}

/// Whether a number is the same in another type; a negative one is not in an unsigned type.
template <class Number> constexpr bool is_in_range(std::int64_t number) {
    return static_cast<std::int64_t>(static_cast<Number>(number)) == number &&
           (number >= 0 || !std::is_unsigned_v<Number>);
}

namespace by_name {
template <class Duration> constexpr std::int64_t to_microseconds(Duration duration) {
    using period = typename Duration::period;
    using rep = typename Duration::rep;
    using unit = std::ratio_divide<period, std::micro>;
    constexpr std::int64_t factor = unit::num;
    if constexpr (std::is_floating_point_v<rep>) {
        const double count = static_cast<double>(duration.count()) * static_cast<double>(factor) / unit::den;
        if (!(count > -9.2e18 && count < 9.2e18)) throw_time_out_of_range();
        return static_cast<std::int64_t>(count < 0 ? count - 0.5 : count + 0.5);
    } else if constexpr (unit::den > 1) {
        if (duration.count() % static_cast<rep>(unit::den) != 0) throw_finer_than_microseconds();
        return static_cast<std::int64_t>(duration.count() / static_cast<rep>(unit::den));
    } else {
        std::int64_t count = 0;
        if (__builtin_mul_overflow(duration.count(), factor, &count)) throw_time_out_of_range();
        return count;
    }
}
} // namespace by_name
/// Exact: what the duration cannot hold is an error, never rounded.
template <class Duration> constexpr Duration from_microseconds(std::int64_t microseconds) {
    using period = typename Duration::period;
    using rep = typename Duration::rep;
    using unit = std::ratio_divide<period, std::micro>;
    constexpr std::int64_t factor = unit::num;
    if constexpr (std::is_floating_point_v<rep>) {
        return Duration(static_cast<rep>(microseconds) / static_cast<rep>(factor) * static_cast<rep>(unit::den));
    } else if constexpr (unit::den > 1) {
        std::int64_t count = 0;
        if (__builtin_mul_overflow(microseconds, std::int64_t{unit::den}, &count) || !is_in_range<rep>(count))
            throw_time_out_of_range();
        return Duration(static_cast<rep>(count));
    } else {
        const std::int64_t count = microseconds / factor;
        if (count * factor != microseconds || !is_in_range<rep>(count)) throw_time_out_of_range();
        return Duration(static_cast<rep>(count));
    }
}

/// std::chrono::year_month_day, recognised by what it does: naming it would need all of <chrono>.
template <class Value>
concept calendar_date = requires(const Value& date) {
    static_cast<int>(date.year());
    static_cast<unsigned>(date.month());
    static_cast<unsigned>(date.day());
    date.ok();
    static_cast<std::chrono::sys_days>(date);
};
/// std::chrono::hh_mm_ss, recognised likewise.
template <class Value>
concept clock_time = requires(const Value& time) {
    time.hours();
    time.minutes();
    time.seconds();
    time.to_duration();
    typename Value::precision;
    requires counts_microseconds<typename Value::precision::period>;
};

} // namespace detail

/// A point in time, to the microsecond: timestamptz; on SQLite UTC text that sorts and that SQLite's
/// date functions read ("2026-01-31 23:59:59.5", without trailing zeros). Use
/// `refract::as_integer<T>` to store a number instead.
/// Errors: `conversion_error` for a time that is finer than microseconds (`system_clock::now()` mostly is: round it),
/// or beyond what the field can hold; and for a stored time that is finer than the field.
template <class Duration>
    requires detail::counts_microseconds<typename Duration::period>
struct codec<std::chrono::time_point<std::chrono::system_clock, Duration>> {
    using time_point = std::chrono::time_point<std::chrono::system_clock, Duration>;
    static constexpr sql_type type{.kind = type_kind::timestamp};
    using wire = refract::wire::timestamp;
    static constexpr wire encode(time_point value) { return {detail::to_microseconds(value.time_since_epoch())}; }
    static constexpr void decode(wire stored, time_point& out) {
        out = time_point(detail::from_microseconds<Duration>(stored.microseconds));
    }
};

/// A length of time, to the microsecond: interval; on SQLite an integer of microseconds.
/// Errors: `conversion_error` for an interval with months, which has no length.
template <class Rep, class Period>
    requires detail::counts_microseconds<Period>
struct codec<std::chrono::duration<Rep, Period>> {
    using duration = std::chrono::duration<Rep, Period>;
    static constexpr sql_type type{.kind = type_kind::interval};
    using wire = refract::wire::interval;
    static constexpr wire encode(duration value) { return {detail::to_microseconds(value)}; }
    static constexpr void decode(wire stored, duration& out) {
        out = detail::from_microseconds<duration>(stored.microseconds);
    }
};

/// std::chrono::year_month_day: date; on SQLite text ("2026-01-31").
/// Errors: `conversion_error` for a date that does not exist.
template <detail::calendar_date Date> struct codec<Date> {
    static constexpr sql_type type{.kind = type_kind::date};
    using wire = refract::wire::date;
    static constexpr wire encode(const Date& value) {
        if (!value.ok()) throw conversion_error("the date does not exist");
        const auto days = static_cast<std::chrono::sys_days>(value).time_since_epoch().count();
        return {static_cast<std::int32_t>(days)};
    }
    static constexpr void decode(wire stored, Date& out) {
        const std::chrono::sys_days days{std::chrono::days(stored.days)};
        out = Date(days);
        // Years beyond 32767 come back as others.
        if (!out.ok() || static_cast<std::chrono::sys_days>(out) != days) detail::throw_time_out_of_range();
    }
};

/// std::chrono::hh_mm_ss: time; on SQLite text ("23:59:59.5").
/// Errors: `conversion_error` for what is no time of a day.
template <detail::clock_time Time> struct codec<Time> {
    static constexpr sql_type type{.kind = type_kind::time};
    using wire = refract::wire::time;
    static constexpr wire encode(const Time& value) {
        const std::int64_t microseconds = detail::to_microseconds(value.to_duration());
        if (microseconds < 0 || microseconds > 86'400'000'000)
            throw conversion_error("a time of day lies between 00:00 and 24:00");
        return {microseconds};
    }
    static constexpr void decode(wire stored, Time& out) {
        out = Time(detail::from_microseconds<typename Time::precision>(stored.microseconds));
    }
};

/// Stores a time point, duration or enum as a number: time points and durations count their own
/// unit (`as_integer<std::chrono::sys_seconds>` is Unix time).
template <class Value> struct as_integer {
    Value value{};

    constexpr as_integer() = default;
    constexpr as_integer(Value given) : value(given) {}
    constexpr operator Value() const { return value; }
    constexpr bool operator==(const as_integer&) const = default;
    constexpr auto operator<=>(const as_integer&) const = default;
};

namespace detail {
/// The number behind a time point, duration or enum, and back.
template <class Value> struct counted {
    using number = typename Value::rep;
    static constexpr number to_number(Value value) {
        if constexpr (requires { value.time_since_epoch(); })
            return value.time_since_epoch().count();
        else
            return value.count();
    }
    static constexpr Value from_number(number count) {
        if constexpr (requires { typename Value::duration; })
            return Value(typename Value::duration(count));
        else
            return Value(count);
    }
};
template <class Value>
    requires std::is_enum_v<Value>
struct counted<Value> {
    using number = std::underlying_type_t<Value>;
    static constexpr number to_number(Value value) { return static_cast<number>(value); }
    static constexpr Value from_number(number count) { return static_cast<Value>(count); }
};
} // namespace detail

/// Errors: `conversion_error` for a number that does not fit on the other side.
template <class Value>
    requires std::is_integral_v<typename detail::counted<Value>::number>
struct codec<as_integer<Value>> {
    using counted = detail::counted<Value>;
    using number = typename counted::number;
    static constexpr sql_type type{.kind = type_kind::big_integer};
    using wire = std::int64_t;
    static constexpr wire encode(const as_integer<Value>& value) {
        const number count = counted::to_number(value.value);
        if (std::is_unsigned_v<number> && static_cast<wire>(count) < 0)
            detail::throw_out_of_range("a whole number", "a signed 64-bit column");
        return static_cast<wire>(count);
    }
    static constexpr void decode(wire stored, as_integer<Value>& out) {
        if (!detail::is_in_range<number>(stored)) detail::throw_out_of_range("a whole number", "the field's type");
        out.value = counted::from_number(static_cast<number>(stored));
    }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_CHRONO_HPP

// refract/codec/decimal.hpp
#ifndef REFRACT_CODEC_DECIMAL_HPP
#define REFRACT_CODEC_DECIMAL_HPP

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr std::int64_t power_of_ten(unsigned exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/// The same number with another count of digits behind the point; none where digits would be lost.
constexpr std::optional<std::int64_t> rescale(std::int64_t coefficient, unsigned from, unsigned to) {
    if (from <= to) {
        if (to - from > 18) return coefficient == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
        std::int64_t result = 0;
        if (__builtin_mul_overflow(coefficient, power_of_ten(to - from), &result)) return std::nullopt;
        return result;
    }
    if (from - to > 18) return coefficient == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
    const std::int64_t factor = power_of_ten(from - to);
    if (coefficient % factor != 0) return std::nullopt;
    return coefficient / factor;
}

/// Reads "-12.50" exactly; none for other text and for numbers beyond 64 bits or `scale` digits.
constexpr std::optional<std::int64_t> parse_decimal(std::string_view text, unsigned scale) {
    bool negative = false, seen_digit = false, behind_point = false;
    unsigned digits = 0;
    std::int64_t coefficient = 0;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    for (char c : text) {
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        seen_digit = true;
        if (behind_point && digits >= scale) {
            if (c != '0') return std::nullopt;
            continue;
        }
        if (behind_point) ++digits;
        if (__builtin_mul_overflow(coefficient, std::int64_t{10}, &coefficient) ||
            __builtin_sub_overflow(coefficient, std::int64_t{c - '0'}, &coefficient))
            return std::nullopt; // built up below zero, which reaches one further than above
    }
    if (!seen_digit) return std::nullopt;
    for (; digits < scale; ++digits)
        if (__builtin_mul_overflow(coefficient, std::int64_t{10}, &coefficient)) return std::nullopt;
    if (!negative && __builtin_sub_overflow(std::int64_t{0}, coefficient, &coefficient)) return std::nullopt;
    return coefficient;
}

/// The coefficient of a constant text.
consteval std::int64_t constant_decimal(std::string_view text, unsigned scale) {
    const auto coefficient = parse_decimal(text, scale);
    refuse_if<REFRACT_DECIMAL_IS_EXACT_TEXT>(!coefficient);
    return coefficient.value_or(0);
}

/// The digits of a literal such as 1'000.50, without what separates them; none if it is no decimal number.
template <char... Character> consteval std::optional<wire::decimal> decimal_of_literal() {
    constexpr char written[] = {Character...};
    std::array<char, sizeof written> digits{};
    std::size_t count = 0;
    unsigned scale = 0;
    bool behind_point = false;
    for (const char each : written) {
        if (each == '\'') continue;
        digits[count++] = each;
        scale += behind_point;
        behind_point |= each == '.';
    }
    const auto coefficient = parse_decimal({digits.data(), count}, scale);
    if (!coefficient) return std::nullopt;
    return wire::decimal{*coefficient, static_cast<std::uint8_t>(scale)};
}

constexpr std::string print_decimal(std::int64_t coefficient, unsigned scale) {
    std::uint64_t rest = coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                                         : static_cast<std::uint64_t>(coefficient);
    char text[260];               // a scale is below 256
    std::size_t at = sizeof text; // from the last character to the first
    for (unsigned digits = 0; rest > 0 || digits <= scale; ++digits) {
        if (digits == scale && scale > 0) text[--at] = '.';
        text[--at] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    if (coefficient < 0) text[--at] = '-';
    return std::string(text + at, sizeof text - at);
}

[[noreturn, gnu::cold]] inline void throw_decimal_out_of_range(unsigned stored, unsigned wanted) {
    throw_out_of_range("a number with " + std::to_string(stored) + " digits behind the point",
                       "refract::decimal<" + std::to_string(wanted) + ">");
}

} // namespace detail

/// An exact decimal number with `Scale` digits behind the point and 18 digits in all: money.
///
///     decimal<2> price = 19.99_dec;             // checked by the compiler; digits are never lost
///     decimal<2> same("19.99");                 // of a constant text
///     decimal<2>::whole(20)                     // 20.00
///     decimal<2>::from_coefficient(1999)        // 19.99
///     decimal<2>::parse(text)                   // of a text of the run time; none if it is no such number
template <unsigned Scale>
    requires(Scale <= 18)
struct decimal {
    std::int64_t coefficient = 0; ///< the value times 10^Scale

    constexpr decimal() = default;
    /// The number in a constant text; does not compile where it is none, or has more digits than fit.
    template <std::size_t Size> consteval explicit decimal(const char (&text)[Size])
        REFRACT_REFUSE_IF(!detail::parse_decimal({text, Size - 1}, Scale), REFRACT_DECIMAL_IS_EXACT_TEXT)
        : coefficient(detail::constant_decimal({text, Size - 1}, Scale)) {}
    /// The same number with more digits behind the point.
    /// Errors: `conversion_error` for a number that has too many before it.
    template <unsigned Fewer>
        requires(Fewer < Scale)
    constexpr decimal(decimal<Fewer> other) {
        const auto scaled = detail::rescale(other.coefficient, Fewer, Scale);
        if (!scaled) detail::throw_out_of_range("a decimal", "one with more digits behind the point");
        coefficient = *scaled;
    }
    /// Does not compile: 2.5 is a binary fraction, and 250 may mean 250.00 or 2.50.
    template <class Number>
        requires std::is_arithmetic_v<Number>
    constexpr decimal(Number) {
        detail::require<detail::failed<detail::rule::decimal_is_exact, decimal, Number>>();
    }

    /// `coefficient` / 10^Scale: 250 is 2.50 of a decimal<2>.
    static constexpr decimal from_coefficient(std::int64_t coefficient) {
        decimal made;
        made.coefficient = coefficient;
        return made;
    }
    /// A whole number: 250 is 250.00.
    /// Errors: `conversion_error` for one that does not fit.
    static constexpr decimal whole(std::int64_t number) {
        const auto scaled = detail::rescale(number, 0, Scale);
        if (!scaled) detail::throw_out_of_range("a whole number", "a decimal");
        return from_coefficient(*scaled);
    }
    /// Reads "12.5"; none for other text, or for more digits than fit.
    static constexpr std::optional<decimal> parse(std::string_view text) {
        if (auto coefficient = detail::parse_decimal(text, Scale)) return from_coefficient(*coefficient);
        return std::nullopt;
    }
    /// "12.50".
    constexpr std::string to_string() const { return detail::print_decimal(coefficient, Scale); }
    constexpr explicit operator double() const {
        return static_cast<double>(coefficient) / static_cast<double>(detail::power_of_ten(Scale));
    }

    // Of two scales the result has the finer one: the other converts to it.
    friend constexpr bool operator==(const decimal&, const decimal&) = default;
    friend constexpr auto operator<=>(const decimal&, const decimal&) = default;
    /// Errors: `conversion_error` for a result that does not fit.
    friend constexpr decimal operator+(decimal left, decimal right) {
        if (__builtin_add_overflow(left.coefficient, right.coefficient, &left.coefficient))
            detail::throw_out_of_range("a sum of decimals", "64 bits");
        return left;
    }
    friend constexpr decimal operator-(decimal left, decimal right) {
        if (__builtin_sub_overflow(left.coefficient, right.coefficient, &left.coefficient))
            detail::throw_out_of_range("a difference of decimals", "64 bits");
        return left;
    }
    friend constexpr decimal operator-(decimal number) { return decimal() - number; }
};

inline namespace literals {
/// 19.99_dec is a decimal<2>: as many digits behind the point as are written.
template <char... Character> consteval auto operator""_dec() {
    constexpr auto parts = detail::decimal_of_literal<Character...>();
    detail::require<detail::check_that<parts.has_value(), detail::rule::decimal_is_exact_text>>();
    if constexpr (parts.has_value())
        return decimal<parts->scale>::from_coefficient(parts->coefficient);
    else
        return decimal<0>{};
}
} // namespace literals

/// numeric(18, Scale). On SQLite a number, exact to 15 digits: more are refused when they are written.
/// Errors: `conversion_error` for more than 18 digits, and for a stored number with more digits behind
/// the point than the field has.
template <unsigned Scale> struct codec<decimal<Scale>> {
    static constexpr sql_type type{.kind = type_kind::decimal, .precision = 18, .scale = Scale};
    using wire = refract::wire::decimal;
    static constexpr wire encode(decimal<Scale> value) {
        constexpr std::int64_t limit = detail::power_of_ten(18);
        if (value.coefficient <= -limit || value.coefficient >= limit)
            detail::throw_out_of_range("a decimal of 19 digits", "a column of 18");
        return {value.coefficient, Scale};
    }
    static constexpr void decode(wire stored, decimal<Scale>& out) {
        const auto coefficient = detail::rescale(stored.coefficient, stored.scale, Scale);
        if (!coefficient) detail::throw_decimal_out_of_range(stored.scale, Scale);
        out.coefficient = *coefficient;
    }
};

} // namespace v0
} // namespace refract

template <unsigned Scale> struct std::hash<refract::decimal<Scale>> {
    std::size_t operator()(refract::decimal<Scale> value) const noexcept {
        return std::hash<std::int64_t>()(value.coefficient);
    }
};

#endif // REFRACT_CODEC_DECIMAL_HPP

// refract/codec/number.hpp
#ifndef REFRACT_CODEC_NUMBER_HPP
#define REFRACT_CODEC_NUMBER_HPP

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// Characters are text in C++ and numbers in a database: neither is guessed.
template <class Value>
concept whole_number = std::is_integral_v<Value> && !std::is_same_v<Value, bool> && !std::is_same_v<Value, char> &&
                       !std::is_same_v<Value, wchar_t> && !std::is_same_v<Value, char8_t> &&
                       !std::is_same_v<Value, char16_t> && !std::is_same_v<Value, char32_t>;

// An unsigned type is stored in the next wider signed one, so that every value fits but the upper
// half of 64 bits, which is refused.
template <class Value> using signed_wire =
    std::conditional_t<(sizeof(Value) == 1 || (sizeof(Value) == 2 && std::is_signed_v<Value>)), std::int16_t,
                       std::conditional_t<(sizeof(Value) == 2 || (sizeof(Value) == 4 && std::is_signed_v<Value>)),
                                          std::int32_t, std::int64_t>>;

template <class Wire> inline constexpr type_kind whole_number_kind = sizeof(Wire) == 2   ? type_kind::small_integer
                                                                     : sizeof(Wire) == 4 ? type_kind::integer
                                                                                         : type_kind::big_integer;

/// "std::uint16_t".
template <class Value> constexpr std::string_view whole_number_name() {
    constexpr std::string_view names[2][4] = {{"std::int8_t", "std::int16_t", "std::int32_t", "std::int64_t"},
                                              {"std::uint8_t", "std::uint16_t", "std::uint32_t", "std::uint64_t"}};
    return names[std::is_unsigned_v<Value>][std::countr_zero(sizeof(Value))];
}

} // namespace detail

/// Whole numbers: smallint, integer or bigint, by width.
/// Errors: `conversion_error` for a number out of range on either side; never wrapped.
template <detail::whole_number Value> struct codec<Value> {
    using wire = detail::signed_wire<Value>;
    static constexpr sql_type type{.kind = detail::whole_number_kind<wire>};

    static constexpr wire encode(Value value) {
        if constexpr (std::is_unsigned_v<Value> && sizeof(Value) == sizeof(wire))
            if (value > static_cast<Value>(std::numeric_limits<wire>::max()))
                detail::throw_out_of_range("a whole number", "a signed 64-bit column");
        return static_cast<wire>(value);
    }
    static constexpr void decode(wire stored, Value& out) {
        out = static_cast<Value>(stored);
        if constexpr (!std::is_same_v<Value, wire>)
            if (static_cast<wire>(out) != stored || (std::is_unsigned_v<Value> && stored < 0))
                detail::throw_out_of_range("a whole number", detail::whole_number_name<Value>());
    }
};

/// boolean; on SQLite 0 and 1.
template <> struct codec<bool> : detail::plain_codec<bool, type_kind::boolean> {};
/// real; on SQLite REAL, which has 64 bits.
template <> struct codec<float> : detail::plain_codec<float, type_kind::real> {};
/// double precision.
template <> struct codec<double> : detail::plain_codec<double, type_kind::double_precision> {};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_NUMBER_HPP

// refract/meta/enumerators.hpp
#ifndef REFRACT_META_ENUMERATORS_HPP
#define REFRACT_META_ENUMERATORS_HPP

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// One enumerator and the text that stands for it.
template <class Enum> struct enumerator {
    Enum value;
    std::string_view name;
};

namespace detail {

/// All candidates in one function name: one instantiation per enum, not one per value.
template <auto... Value> constexpr std::string_view printed_enumerators() { return __PRETTY_FUNCTION__; }

inline constexpr int enumerator_first = -1;
inline constexpr std::size_t enumerator_candidates = 64;
template <class Enum> inline constexpr std::size_t candidate_count =
    std::is_same_v<std::underlying_type_t<Enum>, bool> ? 2 : enumerator_candidates;

template <class Enum> constexpr Enum enumerator_candidate(std::size_t index) {
    using number = std::underlying_type_t<Enum>;
    if constexpr (std::is_same_v<number, bool>) return static_cast<Enum>(index != 0);
    // An unsigned type has no -1: its largest value, which enums use as "none", stands first.
    return static_cast<Enum>(static_cast<number>(static_cast<int>(index) + enumerator_first));
}

template <class Enum, std::size_t... Index>
constexpr std::string_view print_enumerators(std::index_sequence<Index...>) {
    return printed_enumerators<enumerator_candidate<Enum>(Index)...>();
}

// Only such enums may hold any number: casting beyond the enumerators of another is not constant.
template <class Enum>
concept has_fixed_type = std::is_enum_v<Enum> && requires { Enum{0}; };

struct found_enumerators {
    std::array<std::string_view, enumerator_candidates> names{};
    std::size_t count = 0, characters = 0;
};

/// Where an element of a printed list ends. Commas and brackets inside belong to template arguments
/// and to the names of unnamed namespaces.
constexpr std::size_t enumerator_end(std::string_view printed, std::size_t at) {
    constexpr std::string_view opening = "(<{[", closing = ")>}]";
    for (int depth = 0;; ++at) {
        if (opening.find(printed[at]) != std::string_view::npos) ++depth;
        const bool closes = closing.find(printed[at]) != std::string_view::npos;
        if (depth == 0 && (closes || printed[at] == ',')) return at;
        if (closes) --depth;
    }
}

/// Reads the names out of a printed list; a value without one is printed as a cast: "(Role)3".
constexpr found_enumerators parse_enumerators(std::string_view printed, std::size_t candidates) {
    found_enumerators result;
    // Every element is assigned: GCC 12 cannot copy a constant whose elements were left alone.
    result.names.fill({});
    std::size_t at = printed.find_first_of("{<", printed.find(" = ")) + 1;
    for (std::size_t i = 0; i < candidates; ++i) {
        const std::size_t end = enumerator_end(printed, at);
        std::size_t first = end;
        while (first > at && is_identifier_character(printed[first - 1])) --first;
        const bool is_number = first == end || (printed[first] >= '0' && printed[first] <= '9');
        if (is_number || printed[first - 1] == ')') first = end; // a cast
        result.names[i] = printed.substr(first, end - first);
        result.characters += end - first;
        if (first != end) ++result.count;
        at = end + 1;
    }
    return result;
}

template <class Enum> inline constexpr found_enumerators parsed_enumerators = parse_enumerators(
    print_enumerators<Enum>(std::make_index_sequence<candidate_count<Enum>>{}), candidate_count<Enum>);

// Copied, so that the compilers' long function names do not stay in the binary.
template <class Enum> constexpr auto copy_enumerator_text() {
    std::array<char, parsed_enumerators<Enum>.characters + 1> result{};
    std::size_t at = 0;
    for (std::string_view name : parsed_enumerators<Enum>.names)
        for (char c : name) result[at++] = c;
    return result;
}
template <class Enum> inline constexpr auto enumerator_text = copy_enumerator_text<Enum>();

template <class Enum> constexpr auto list_enumerators() {
    std::array<enumerator<Enum>, parsed_enumerators<Enum>.count> result{};
    std::size_t at = 0, index = 0;
    for (std::size_t i = 0; i < enumerator_candidates; ++i) {
        std::size_t size = parsed_enumerators<Enum>.names[i].size();
        if (size == 0) continue;
        result[index++] = {enumerator_candidate<Enum>(i), {enumerator_text<Enum>.data() + at, size}};
        at += size;
    }
    return result;
}
/// The enumerators of an enum that lie from -1 to 62, in the order of their values.
template <class Enum> inline constexpr auto enumerators_of = list_enumerators<Enum>();

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_ENUMERATORS_HPP

// refract/codec/enumeration.hpp
#ifndef REFRACT_CODEC_ENUMERATION_HPP
#define REFRACT_CODEC_ENUMERATION_HPP

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

enum class enumeration_storage : std::uint8_t { name, number, native };

template <class Enum, std::size_t Count> struct enumeration_options {
    std::array<enumerator<Enum>, Count> list{};
    enumeration_storage storage = enumeration_storage::name;
    std::string_view native_name{}, native_schema{};

    /// Store the number instead of the name.
    constexpr enumeration_options by_number() const {
        auto copy = *this;
        copy.storage = enumeration_storage::number;
        return copy;
    }
    /// A type of its own on PostgreSQL (CREATE TYPE ... AS ENUM); text with a check elsewhere.
    constexpr enumeration_options native(std::string_view name) const {
        auto copy = *this;
        copy.storage = enumeration_storage::native;
        copy.native_name = name;
        return copy;
    }
    /// The schema of that type: `.native("mood").in_schema("app")` is "app"."mood".
    constexpr enumeration_options in_schema(std::string_view name) const {
        auto copy = *this;
        copy.native_schema = name;
        return copy;
    }
};

} // namespace detail

/// The enumerators of an enum with the names to store: for enums whose names cannot be read, or
/// whose values should have other names in the database.
template <class Enum, std::size_t Count> constexpr auto enumerators(const enumerator<Enum> (&list)[Count]) {
    detail::enumeration_options<Enum, Count> options;
    for (std::size_t i = 0; i < Count; ++i) options.list[i] = list[i];
    return options;
}
/// The enumerators that the compiler sees from -1 to 62, under their own names.
template <class Enum> constexpr auto enumerators() {
    if constexpr (!detail::has_fixed_type<Enum>) {
        return detail::enumeration_options<Enum, 0>{};
    } else {
        constexpr std::size_t count = detail::enumerators_of<Enum>.size();
        return detail::enumeration_options<Enum, count>{detail::enumerators_of<Enum>};
    }
}

/// How an enum is stored. Specialise it to change that:
/// `template <> inline constexpr auto refract::enumeration<Role> = refract::enumerators<Role>().by_number();`
template <class Enum> inline constexpr auto enumeration = enumerators<Enum>();

namespace detail {

template <class Enum>
    requires std::is_enum_v<Enum>
inline constexpr bool has_known_values<Enum> = !enumeration<Enum>.list.empty();

template <class Enum> constexpr auto list_enumeration_names() {
    require<check_that<has_known_values<Enum>, rule::enumerators_are_known, Enum>>();
    std::array<std::string_view, enumeration<Enum>.list.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = enumeration<Enum>.list[i].name;
    return names;
}
template <class Enum> inline constexpr auto enumeration_names = list_enumeration_names<Enum>();
template <class Enum>
inline constexpr enumeration_info enumeration_info_of{enumeration_names<Enum>.data(), enumeration_names<Enum>.size(),
                                                      enumeration<Enum>.native_name, enumeration<Enum>.native_schema};

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_unknown_enumerator(std::size_t length, std::string_view type) {
    throw conversion_error(text_of_length(length) + " is no enumerator of " + std::string(type));
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_unnamed_enumerator(std::string_view type) {
    throw conversion_error("a value of " + std::string(type) + " has no name; list it with refract::enumeration<E>");
}

template <class Enum> struct enumeration_by_name {
    static constexpr sql_type type{.kind = type_kind::enumeration, .enumeration = &enumeration_info_of<Enum>};
    using wire = std::string_view;

    static constexpr std::string_view encode(Enum value) {
        for (const auto& known : enumeration<Enum>.list)
            if (known.value == value) return known.name;
        throw_unnamed_enumerator(type_name<Enum>());
    }
    static constexpr void decode(std::string_view stored, Enum& out) {
        for (const auto& known : enumeration<Enum>.list)
            if (known.name == stored) {
                out = known.value;
                return;
            }
        throw_unknown_enumerator(stored.size(), type_name<Enum>());
    }
};

template <class Enum> struct enumeration_by_number {
    using number = codec<std::underlying_type_t<Enum>>;
    static constexpr sql_type type = number::type;
    using wire = typename number::wire;

    static constexpr wire encode(Enum value) {
        return number::encode(static_cast<std::underlying_type_t<Enum>>(value));
    }
    static constexpr void decode(wire stored, Enum& out) {
        std::underlying_type_t<Enum> value{};
        number::decode(stored, value);
        out = static_cast<Enum>(value);
    }
};

template <class Enum> using enumeration_codec =
    std::conditional_t<enumeration<Enum>.storage == enumeration_storage::number, enumeration_by_number<Enum>,
                       enumeration_by_name<Enum>>;

} // namespace detail

/// Enums: text with the enumerator's name and a check; `refract::enumeration<E>` changes that.
/// Errors: `conversion_error` for a value without a name, or a text that is none. By number any value passes that the
/// underlying type holds: flags put together are such.
template <class Enum>
    requires std::is_enum_v<Enum>
struct codec<Enum> : detail::enumeration_codec<Enum> {};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_ENUMERATION_HPP

// refract/codec/json.hpp
#ifndef REFRACT_CODEC_JSON_HPP
#define REFRACT_CODEC_JSON_HPP

#include <cstddef>
#include <string>

namespace refract {
inline namespace v0 {

/// JSON text. The database checks it on PostgreSQL (jsonb, which may reorder and reformat it); on
/// SQLite it is stored as it is.
struct json {
    std::string text;

    bool operator==(const json&) const = default;
};

template <> struct codec<json> {
    static constexpr sql_type type{.kind = type_kind::json};
    using wire = refract::wire::json;
    static constexpr wire encode(const json& value) { return {value.text}; }
    static void decode(wire stored, json& out) { out.text.assign(stored.text); }
};

} // namespace v0
} // namespace refract

template <> struct std::hash<refract::json> {
    std::size_t operator()(const refract::json& value) const noexcept { return std::hash<std::string>()(value.text); }
};

#endif // REFRACT_CODEC_JSON_HPP

// refract/codec/numeric.hpp
#ifndef REFRACT_CODEC_NUMERIC_HPP
#define REFRACT_CODEC_NUMERIC_HPP

#include <compare>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {

/// An exact decimal number of any size, as PostgreSQL's `numeric` without limits: it keeps its digits. PostgreSQL
/// calculates with it, in queries; in C++ a library for numbers does, from its text.
///
///     numeric a = 5, b = 19.99_dec;
///     numeric c("123456789012345678901234567890.5");   // throws where it is no number
///
/// Numbers are compared by value: 1.5 equals 1.50, which it still prints as it was written.
class numeric {
public:
    numeric() : text_("0") {}
    template <std::integral Number>
        requires(!std::is_same_v<Number, bool>)
    numeric(Number number) : text_(std::to_string(number)) {}
    template <unsigned Scale> numeric(decimal<Scale> number) : text_(number.to_string()) {}
    /// Does not compile: 2.5 is a binary fraction.
    template <std::floating_point Number> numeric(Number) {
        detail::require<detail::failed<detail::rule::decimal_is_exact, numeric, Number>>();
    }
    /// Errors: `conversion_error` for a text that is no number: an exponent, NaN and infinity included.
    explicit numeric(std::string_view text) {
        detail::number_parts parts;
        if (!detail::parse_number(text, parts))
            detail::throw_out_of_range(detail::text_of_length(text.size()),
                                       "refract::numeric: it is no decimal number");
        text_ = detail::print_number(parts, parts.fraction);
    }
    /// Reads "-12.50"; none for a text that is no number.
    static std::optional<numeric> parse(std::string_view text) {
        detail::number_parts parts;
        if (!detail::parse_number(text, parts)) return std::nullopt;
        return numeric(text);
    }

    /// All digits, as they were written or stored: "12.50". Lives as long as the number.
    const std::string& to_string() const { return text_; }
    /// The digits behind the point.
    std::size_t scale() const { return parts().fraction.size(); }

    friend bool operator==(const numeric& left, const numeric& right) { return (left <=> right) == 0; }
    friend std::weak_ordering operator<=>(const numeric& left, const numeric& right) {
        return detail::compare_numbers(left.parts(), right.parts()) <=> 0;
    }

private:
    friend struct std::hash<numeric>;
    detail::number_parts parts() const {
        detail::number_parts parts;
        detail::parse_number(text_, parts);
        return parts;
    }

    std::string text_;
};

/// numeric; on SQLite text of the shortest form, which is found by `==`, and neither ordered nor calculated with.
/// Errors: `conversion_error` for a stored NaN or infinity.
template <> struct codec<numeric> {
    static constexpr sql_type type{.kind = type_kind::numeric};
    using wire = refract::wire::numeric;
    static wire encode(const numeric& value) { return {value.to_string()}; }
    static void decode(const wire& stored, numeric& out) { out = numeric(stored.text); }
};

} // namespace v0
} // namespace refract

template <> struct std::hash<refract::numeric> {
    std::size_t operator()(const refract::numeric& value) const {
        const auto parts = value.parts();
        return std::hash<std::string>()(print_number(parts, parts.shortest_fraction()));
    }
};

#endif // REFRACT_CODEC_NUMERIC_HPP

// refract/codec/text.hpp
#ifndef REFRACT_CODEC_TEXT_HPP
#define REFRACT_CODEC_TEXT_HPP

#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {

/// text.
template <> struct codec<std::string> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const std::string& value) { return value; }
    static void decode(std::string_view stored, std::string& out) { out.assign(stored); }
};

/// text that says that it is UTF-8.
template <> struct codec<std::u8string> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static std::string_view encode(const std::u8string& value) {
        return {reinterpret_cast<const char*>(value.data()), value.size()};
    }
    static void decode(std::string_view stored, std::u8string& out) { out.assign(stored.begin(), stored.end()); }
};

/// text, as a parameter or as a field of a streamed row.
/// Lifetime: a field looks into the driver's buffer and lives until the next row.
template <> struct codec<std::string_view> : detail::plain_codec<std::string_view, type_kind::text> {};

/// text, as a parameter only.
template <> struct codec<const char*> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const char* value) { return value; }
};

/// The character that makes wildcards plain in a pattern.
template <> struct codec<detail::single_character> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const detail::single_character& value) { return {&value.character, 1}; }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_TEXT_HPP

// refract/codec/uuid.hpp
#ifndef REFRACT_CODEC_UUID_HPP
#define REFRACT_CODEC_UUID_HPP

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sys/random.h>

namespace refract {
inline namespace v0 {

namespace detail {

/// Bytes from the operating system's generator, which no one can guess.
inline void fill_with_random(std::uint8_t* out, std::size_t size) {
    if (getentropy(out, size) != 0) throw error("the operating system has no random bytes");
}

/// Milliseconds since 1970, and a counter of twelve bits below them: a larger one than the `last` for each call, also
/// from several threads, also where the clock stands still or is set back.
inline std::uint64_t next_uuid_instant(std::uint64_t& last, std::uint64_t least) {
    std::uint64_t before = __atomic_load_n(&last, __ATOMIC_RELAXED);
    std::uint64_t next = 0;
    do next = before < least ? least : before + 1;
    while (!__atomic_compare_exchange_n(&last, &before, next, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    return next;
}

} // namespace detail

/// A universally unique identifier (RFC 9562): sixteen bytes.
struct uuid {
    std::array<std::uint8_t, 16> bytes{};

    constexpr bool operator==(const uuid&) const = default;
    constexpr auto operator<=>(const uuid&) const = default;

    /// A random one (version 4), from the operating system's generator.
    /// Errors: `error` where that fails. Cost: a system call.
    static uuid random() {
        uuid made;
        detail::fill_with_random(made.bytes.data(), made.bytes.size());
        return made.with_version(4);
    }
    /// One that begins with the time (version 7), so that new keys stand at the end of an index. Of two made one after
    /// the other in a process the second is the larger one.
    /// Errors, cost: those of `random`.
    static uuid v7() {
        static std::uint64_t last = 0;
        uuid made;
        detail::fill_with_random(made.bytes.data() + 6, made.bytes.size() - 6);
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const auto milliseconds =
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
        // Each millisecond begins in the lower half of the counter, so that there is room to count.
        const auto start = static_cast<std::uint64_t>((made.bytes[6] & 7) << 8 | made.bytes[7]);
        const std::uint64_t instant = detail::next_uuid_instant(last, milliseconds << 12 | start);
        for (std::size_t i = 0; i < 6; ++i) made.bytes[i] = static_cast<std::uint8_t>(instant >> (52 - 8 * i));
        made.bytes[6] = static_cast<std::uint8_t>(instant >> 8 & 15);
        made.bytes[7] = static_cast<std::uint8_t>(instant);
        return made.with_version(7);
    }

    /// Reads 32 hexadecimal digits, with or without hyphens and braces; none for anything else.
    static constexpr std::optional<uuid> parse(std::string_view text) {
        if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
        uuid result;
        std::size_t digits = 0;
        bool hyphen_may_follow = false; // behind each group of four digits, once
        for (char c : text) {
            if (c == '-' && hyphen_may_follow && digits < 32) {
                hyphen_may_follow = false;
                continue;
            }
            const int digit = detail::hexadecimal_digit(c);
            if (digit < 0 || digits == 32) return std::nullopt;
            auto& byte = result.bytes[digits / 2];
            byte = static_cast<std::uint8_t>(byte << 4 | digit);
            hyphen_may_follow = ++digits % 4 == 0;
        }
        if (digits != 32) return std::nullopt;
        return result;
    }

    /// "01234567-89ab-cdef-0123-456789abcdef".
    constexpr std::string to_string() const {
        constexpr std::string_view hexadecimal = "0123456789abcdef";
        std::string text;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
            text += hexadecimal[bytes[i] >> 4];
            text += hexadecimal[bytes[i] & 15];
        }
        return text;
    }

private:
    constexpr uuid with_version(unsigned number) const {
        uuid made = *this;
        made.bytes[6] = static_cast<std::uint8_t>((made.bytes[6] & 15) | number << 4);
        made.bytes[8] = static_cast<std::uint8_t>((made.bytes[8] & 63) | 128);
        return made;
    }
};

/// uuid; on SQLite text in its usual form, and sixteen bytes are read as well.
template <> struct codec<uuid> {
    static constexpr sql_type type{.kind = type_kind::uuid};
    using wire = refract::wire::uuid;
    static constexpr wire encode(const uuid& value) { return {value.bytes}; }
    static constexpr void decode(const wire& stored, uuid& out) { out.bytes = stored.bytes; }
};

} // namespace v0
} // namespace refract

template <> struct std::hash<refract::uuid> {
    std::size_t operator()(const refract::uuid& value) const noexcept {
        const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(value.bytes);
        // Of version 7 the first half is much alike, of others both are random.
        return std::hash<std::uint64_t>()(halves[0] * 31 + halves[1]);
    }
};

#endif // REFRACT_CODEC_UUID_HPP

// refract/dialect/postgres.hpp
#ifndef REFRACT_DIALECT_POSTGRES_HPP
#define REFRACT_DIALECT_POSTGRES_HPP

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr kind_name postgres_type_names[] = {
    {type_kind::boolean, "boolean"},
    {type_kind::small_integer, "smallint"},
    {type_kind::integer, "integer"},
    {type_kind::big_integer, "bigint"},
    {type_kind::real, "real"},
    {type_kind::double_precision, "double precision"},
    {type_kind::text, "text"},
    {type_kind::bytes, "bytea"},
    {type_kind::timestamp, "timestamptz"},
    {type_kind::date, "date"},
    {type_kind::time, "time"},
    {type_kind::interval, "interval"},
    {type_kind::uuid, "uuid"},
    {type_kind::decimal, "numeric"},
    {type_kind::json, "jsonb"},
    {type_kind::numeric, "numeric"},
    {type_kind::array, "[]"}, // behind the name of its items' type
    {type_kind::enumeration, "text"},
};
static_assert(names_every_kind(postgres_type_names));

// A backslash is a plain character in patterns, as on other databases: ESCAPE ''. The year before 1 is 0, as in ISO
// 8601, and -1 to extract().
inline constexpr spelling_table postgres_spellings = spell({
    {operation::like, "{(0)} LIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::not_like, "{(0)} NOT LIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::ilike, "{(0)} ILIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::ilike_escaped, "{(0)} ILIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::starts_with, "starts_with({0}, {1})"},
    {operation::contains, "strpos({0}, {1}) > 0", precedence::comparison},
    {operation::in_list, "{(0)} = ANY({1})", precedence::comparison},
    {operation::not_in_list, "{(0)} <> ALL({1})", precedence::comparison},
    {operation::cast_to_whole, "CAST(trunc({0}) AS {type})"},
    {operation::divide, "{(0)} / nullif({1}, 0)", precedence::product},
    {operation::divide_whole, "{(0)} / nullif({1}, 0)", precedence::product},
    {operation::modulo, "{(0)} % nullif({1}, 0)", precedence::product},
    {operation::length, "CAST(length({0}) AS {type})"},
    {operation::now, "now()"},
    {operation::now_in_seconds, "date_trunc('second', now())"},
    {operation::year_of,
     "CAST(extract(year FROM {utc(0)}) + CASE WHEN {utc(0)} < '0001-01-01' THEN 1 ELSE 0 END AS {type})"},
    {operation::month_of, "CAST(extract(month FROM {utc(0)}) AS {type})"},
    {operation::day_of, "CAST(extract(day FROM {utc(0)}) AS {type})"},
    {operation::weekday_of, "CAST(extract(dow FROM {utc(0)}) AS {type})"},
    {operation::hour_of, "CAST(extract(hour FROM {utc(0)}) AS {type})"},
    {operation::minute_of, "CAST(extract(minute FROM {utc(0)}) AS {type})"},
    // A day has 24 hours in UTC, whatever the session's zone.
    {operation::add_to_moment, "({utc(0)} + {(1)}) AT TIME ZONE 'UTC'", precedence::sign},
    {operation::subtract_from_moment, "({utc(0)} - {(1)}) AT TIME ZONE 'UTC'", precedence::sign},
    {operation::add_to_date, "CAST({(0)} + {(1)} AS {type})"},
    {operation::subtract_from_date, "CAST({(0)} - {(1)} AS {type})"},
    {operation::days_between, "make_interval(days => {(0)} - {(1)})"},
});

/// A number of seconds with a fraction, and a flag of another value, are no values of these types.
inline constexpr stored_spelling postgres_stored_forms[] = {
    {stored_kind::number_flag, type_kind::boolean, "integer",
     "CASE {} WHEN {yes} THEN true WHEN {no} THEN false ELSE CAST(CAST({} AS text) || ' is no flag' AS "
     "boolean) END",
     "CASE {} WHEN true THEN {yes} WHEN false THEN {no} END", true},
    {stored_kind::text_flag, type_kind::boolean, "text",
     "CASE {} WHEN {yes} THEN true WHEN {no} THEN false ELSE CAST(CAST({} AS text) || ' is no flag' AS "
     "boolean) END",
     "CASE {} WHEN true THEN {yes} WHEN false THEN {no} END", true},
    {stored_kind::unix_seconds, type_kind::timestamp, "bigint", "to_timestamp({})",
     "CAST(CAST(CAST(extract(epoch FROM {}) AS double precision) AS text) AS bigint)"},
    {stored_kind::unix_milliseconds, type_kind::timestamp, "bigint",
     "timestamptz '1970-01-01 00:00:00+00' + {} * interval '1 millisecond'",
     "CAST(CAST(CAST(extract(epoch FROM {}) * 1000 AS double precision) AS text) AS bigint)"},
};

} // namespace detail

namespace dialect {

/// PostgreSQL 12 or later. https://www.postgresql.org/docs/current/sql.html
struct postgres {
    static constexpr detail::dialect_info info{
        .name = "PostgreSQL",
        .lexical = {.placeholder_mark = "$",
                    .backslash_escapes = true,
                    .not_a_number = "'NaN'",
                    .infinity = "'Infinity'",
                    .minus_infinity = "'-Infinity'",
                    .interval_before = "interval '",
                    .interval_behind = " microseconds'",
                    .zone_suffix = "+00"},
        .statements = {.sends_whole_results = true,
                       .for_update = " FOR UPDATE",
                       .for_share = " FOR SHARE",
                       .nulls_are_smallest = false},
        .values = {.lists = detail::list_form::array,
                   .aggregate_types = detail::aggregate_form::wider,
                   .in_utc = " AT TIME ZONE 'UTC'",
                   .moment = "clock_timestamp()",
                   .moment_when_read = "timestamp", // with a zone it would be the session's
                   .address_when_read = "abbrev("},
        .definitions = {.type_names = detail::postgres_type_names,
                        .generated_key = " GENERATED BY DEFAULT AS IDENTITY",
                        .adds_foreign_keys = true,
                        .has_named_enums = true},
        // The functions look where queries look: along search_path, and at what others have committed since the
        // transaction began. information_schema hides what one has no rights on.
        .schemas = {.find_table = "SELECT found::text FROM (SELECT to_regclass(format('%2$s%1$I', {}, "
                                  "quote_ident(nullif({}, '')) || '.')) AS found) AS named "
                                  "WHERE found IS NOT NULL AND NOT EXISTS (SELECT FROM pg_class WHERE oid = found "
                                  "AND relkind NOT IN ('r', 'p', 'v', 'm', 'f'))",
                    .find_type = "SELECT found::text FROM (SELECT to_regtype(format('%2$s%1$I', {}, "
                                 "quote_ident(nullif({}, '')) || '.')) AS found) AS named WHERE found IS NOT NULL",
                    .find_schema =
                        "SELECT found::text FROM (SELECT to_regnamespace(quote_ident({})) AS found) AS named "
                        "WHERE found IS NOT NULL AND {} = ''",
                    .create_schema = "CREATE SCHEMA ",
                    .lock = "SELECT pg_advisory_xact_lock(hashtext('refract: create_tables'))",
                    .longest_name = 63},
        .stored_forms = detail::postgres_stored_forms,
        .spellings = &detail::postgres_spellings.rows,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_POSTGRES_HPP

// refract/dialect/sqlite.hpp
#ifndef REFRACT_DIALECT_SQLITE_HPP
#define REFRACT_DIALECT_SQLITE_HPP

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr kind_name sqlite_type_names[] = {
    {type_kind::boolean, "BOOLEAN"}, {type_kind::small_integer, "INTEGER"},
    {type_kind::integer, "INTEGER"}, {type_kind::big_integer, "INTEGER"},
    {type_kind::real, "REAL"},       {type_kind::double_precision, "REAL"},
    {type_kind::text, "TEXT"},       {type_kind::bytes, "BLOB"},
    {type_kind::timestamp, "TEXT"},  {type_kind::date, "TEXT"},
    {type_kind::time, "TEXT"},       {type_kind::interval, "INTEGER"},
    {type_kind::uuid, "TEXT"},       {type_kind::decimal, "NUMERIC"},
    {type_kind::json, "TEXT"},       {type_kind::numeric, "TEXT", "TEXT", kind_use::finds},
    {type_kind::array, ""},          {type_kind::enumeration, "TEXT"},
};
static_assert(names_every_kind(sqlite_type_names));

// CURRENT_TIMESTAMP has whole seconds; `now` has milliseconds, without trailing zeros. substr counts a negative start
// from the end, so the start of an ending is computed from the length. Its own arithmetic with times knows
// milliseconds, and is NULL beyond the year 9999.
inline constexpr spelling_table sqlite_spellings = spell({
    {operation::is_distinct_from, "IS NOT", precedence::comparison},
    {operation::is_not_distinct_from, "IS", precedence::comparison},
    {operation::in_list, "{(0)} IN (SELECT value FROM json_each({1}))", precedence::comparison},
    {operation::not_in_list, "{(0)} NOT IN (SELECT value FROM json_each({1}))", precedence::comparison},
    {operation::ends_with, "substr({0}, length({0}) - length({1}) + 1) = {1}", precedence::comparison},
    {operation::contains, "instr({0}, {1}) > 0", precedence::comparison},
    {operation::length, "length({0})"},
    {operation::now, "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')"},
    {operation::now_in_seconds, "strftime('%Y-%m-%d %H:%M:%S', 'now')"},
    {operation::year_of, "CAST(strftime('%Y', {0}) AS {type})"},
    {operation::month_of, "CAST(strftime('%m', {0}) AS {type})"},
    {operation::day_of, "CAST(strftime('%d', {0}) AS {type})"},
    {operation::weekday_of, "CAST(strftime('%w', {0}) AS {type})"},
    {operation::hour_of, "CAST(strftime('%H', {0}) AS {type})"},
    {operation::minute_of, "CAST(strftime('%M', {0}) AS {type})"},
    {operation::add_to_moment, "refract_add_time({0}, {1})"},
    {operation::subtract_from_moment, "refract_add_time({0}, -{(1)})"},
    {operation::moments_between, "refract_time_between({1}, {0})"},
    {operation::add_to_date, "refract_add_time({0}, {1})"},
    {operation::subtract_from_date, "refract_add_time({0}, -{(1)})"},
    {operation::days_between, "refract_time_between({1}, {0})"},
});

/// What is in another form than its column's becomes a blob, which every read refuses. `refract_refuse` is a function
/// of the driver: it fails with its text.
inline constexpr stored_spelling sqlite_stored_forms[] = {
    {stored_kind::unix_seconds, type_kind::timestamp, "INTEGER",
     "CASE typeof({}) WHEN 'text' THEN CAST({} AS BLOB) ELSE coalesce(strftime('%Y-%m-%d %H:%M:%S', {}, "
     "'unixepoch'), {}) END",
     "CASE WHEN length({}) > 19 THEN refract_refuse('a time is finer than the seconds that its column stores') "
     "ELSE CAST(strftime('%s', {}) AS INTEGER) END"},
    {stored_kind::unix_milliseconds, type_kind::timestamp, "INTEGER",
     "CASE typeof({}) WHEN 'text' THEN CAST({} AS BLOB) ELSE coalesce(rtrim(rtrim(strftime('%Y-%m-%d "
     "%H:%M:%f', {} / 1000.0, 'unixepoch'), '0'), '.'), {}) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE strftime('%s', {}) * 1000 + substr(substr({}, 21) || '000', 1, 3) END"},
    {stored_kind::julian_day, type_kind::timestamp, "REAL",
     "CASE typeof({}) WHEN 'text' THEN CAST({} AS BLOB) ELSE coalesce(rtrim(rtrim(strftime('%Y-%m-%d "
     "%H:%M:%f', {}), '0'), '.'), {}) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE julianday({}) END"},
    {stored_kind::text_seconds, type_kind::timestamp, "TEXT", "{}",
     "CASE WHEN length({}) > 19 THEN refract_refuse('a time is finer than the seconds that its column stores') "
     "ELSE {} END"},
    {stored_kind::text_milliseconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 23) END"},
    {stored_kind::text_microseconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 26)"},
    {stored_kind::iso_seconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', {}), '0'), '.'), {}) "
     "ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 19 THEN refract_refuse('a time is finer than the seconds that its column stores') "
     "ELSE strftime('%Y-%m-%dT%H:%M:%SZ', {}) END"},
    {stored_kind::iso_milliseconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', {}), '0'), '.'), {}) "
     "ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE strftime('%Y-%m-%dT%H:%M:%fZ', {}) END"},
    {stored_kind::text_milliseconds, type_kind::time, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 12 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 12) END"},
    {stored_kind::text_microseconds, type_kind::time, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 15)"},
    {stored_kind::hours_and_minutes, type_kind::time, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE length({}) WHEN 5 THEN {} || ':00' ELSE {} END, {}) ELSE "
     "CAST({} AS BLOB) END",
     "CASE WHEN substr({}, 6) <> ':00' THEN refract_refuse('a time of day is finer than the minutes that its "
     "column stores') ELSE substr({}, 1, 5) END"},
    {stored_kind::unix_seconds, type_kind::date, "INTEGER",
     "CASE WHEN typeof({}) = 'integer' AND {} % 86400 = 0 THEN coalesce(date({}, 'unixepoch'), {}) ELSE "
     "CAST({} AS BLOB) END",
     "CAST(strftime('%s', {}) AS INTEGER)"},
    {stored_kind::unix_milliseconds, type_kind::date, "INTEGER",
     "CASE WHEN typeof({}) = 'integer' AND {} % 86400000 = 0 THEN coalesce(date({} / 1000, 'unixepoch'), {}) "
     "ELSE CAST({} AS BLOB) END",
     "strftime('%s', {}) * 1000"},
    {stored_kind::julian_day, type_kind::date, "REAL",
     "CASE WHEN typeof({}) <> 'text' AND strftime('%H:%M:%f', {}) = '00:00:00.000' THEN date({}) ELSE CAST({} "
     "AS BLOB) END",
     "julianday({})"},
    {stored_kind::text_seconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = ' 00:00:00' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END", "{} || ' 00:00:00'"},
    {stored_kind::text_milliseconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = ' 00:00:00.000' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END",
     "{} || ' 00:00:00.000'"},
    {stored_kind::text_microseconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = ' 00:00:00.000000' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END",
     "{} || ' 00:00:00.000000'"},
    {stored_kind::iso_seconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = 'T00:00:00Z' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END", "{} || 'T00:00:00Z'"},
    {stored_kind::iso_milliseconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = 'T00:00:00.000Z' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END",
     "{} || 'T00:00:00.000Z'"},
    {stored_kind::uuid_bytes, type_kind::uuid, "BLOB",
     "CASE WHEN typeof({}) = 'blob' AND length({}) = 16 THEN lower(substr(hex({}), 1, 8) || '-' || "
     "substr(hex({}), 9, 4) || '-' || substr(hex({}), 13, 4) || '-' || substr(hex({}), 17, 4) || '-' || "
     "substr(hex({}), 21)) ELSE CAST({} AS BLOB) END",
     "unhex(replace({}, '-', ''))", true, true},
    {stored_kind::uuid_digits, type_kind::uuid, "TEXT",
     "CASE WHEN length({}) = 32 AND {} = lower({}) THEN lower(substr({}, 1, 8) || '-' || substr({}, 9, 4) || "
     "'-' || substr({}, 13, 4) || '-' || substr({}, 17, 4) || '-' || substr({}, 21)) ELSE CAST({} AS BLOB) END",
     "replace({}, '-', '')", true},
    {stored_kind::uuid_upper_case, type_kind::uuid, "TEXT",
     "CASE WHEN length({}) = 36 AND {} = upper({}) THEN lower({}) ELSE CAST({} AS BLOB) END", "upper({})", true},
    {stored_kind::number_flag, type_kind::boolean, "INTEGER",
     "CASE {} WHEN {yes} THEN 1 WHEN {no} THEN 0 ELSE CAST({} AS BLOB) END",
     "CASE {} WHEN 1 THEN {yes} WHEN 0 THEN {no} END", true},
    {stored_kind::text_flag, type_kind::boolean, "TEXT",
     "CASE {} WHEN {yes} THEN 1 WHEN {no} THEN 0 ELSE CAST({} AS BLOB) END",
     "CASE {} WHEN 1 THEN {yes} WHEN 0 THEN {no} END", true},
};

} // namespace detail

namespace dialect {

/// SQLite 3.39 or later (RIGHT and FULL JOIN, RETURNING). https://sqlite.org/lang.html
struct sqlite {
    static constexpr detail::dialect_info info{
        .name = "SQLite",
        // NaN is stored as NULL, and 9e999 overflows to infinity when it is read.
        .lexical = {.true_word = "1", .false_word = "0", .infinity = "9e999", .minus_infinity = "-9e999"},
        .statements = {.offset = " LIMIT -1 OFFSET {offset}"},
        .values = {.has_exact_decimals = false,
                   .moment = "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')",
                   .fit = "refract_fit",
                   .own_functions = "refract_"},
        // A key is the row's number, and made, if its column is INTEGER to the letter.
        .definitions = {.type_names = detail::sqlite_type_names, .generates_by_type = true},
        .schemas = {.find_table = "SELECT schema || '.' || name FROM pragma_table_list({}) "
                                  "WHERE schema = coalesce(nullif({}, ''), 'main') COLLATE NOCASE",
                    .find_schema = "SELECT name FROM (SELECT name FROM pragma_database_list UNION SELECT 'temp') "
                                   "WHERE name = {} COLLATE NOCASE AND {} = ''",
                    .main_schema = "main",
                    .ignores_case = true,
                    .index_has_schema = true,
                    .references_cross = false},
        .stored_forms = detail::sqlite_stored_forms,
        .spellings = &detail::sqlite_spellings.rows,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_SQLITE_HPP

// refract/expr/window.hpp
#ifndef REFRACT_EXPR_WINDOW_HPP
#define REFRACT_EXPR_WINDOW_HPP

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// Expressions side by side, as a part of a window.
template <class... Item> struct group_node : node_base<group_node<Item...>, void, Item...> {
    static constexpr node describe() { return {.kind = node_kind::group}; }
};
template <class Function, class Partition, class Order> struct window_node
    : node_base<window_node<Function, Partition, Order>, typename Function::type, Function, Partition, Order> {
    static constexpr node describe() { return {.kind = node_kind::window}; }
};

/// The expressions by which a window is partitioned, or ordered.
template <class Group, class Values> struct window_part {
    using group = Group;
    [[no_unique_address]] Values bound;
};
template <class Group, class Values> struct window_partition : window_part<Group, Values> {
    static constexpr bool orders = false;
};
template <class Group, class Values> struct window_order : window_part<Group, Values> {
    static constexpr bool orders = true;
};
using no_partition = window_partition<group_node<>, values<>>;
using no_order = window_order<group_node<>, values<>>;

template <class Function, class Held, class Partition, class Order>
constexpr auto make_window(const Held& held, const Partition& partition, const Order& order) {
    using made = window_node<Function, typename Partition::group, typename Order::group>;
    using all = decltype(detail::concat_all(held, partition.bound, order.bound));
    return expression<made, all>{detail::concat_all(held, partition.bound, order.bound)};
}

/// A function over the rows of a window: `over()`, `over(partition_by(...))`, `over(order_by(...))`, or both.
template <class Node, class Values> struct windowed {
    static constexpr auto over(const Values& held) {
        return detail::make_window<Node>(held, no_partition{}, no_order{});
    }
    template <class Group, class Bound>
    static constexpr auto over(const Values& held, const window_partition<Group, Bound>& partition) {
        return detail::make_window<Node>(held, partition, no_order{});
    }
    template <class Group, class Bound>
    static constexpr auto over(const Values& held, const window_order<Group, Bound>& order) {
        return detail::make_window<Node>(held, no_partition{}, order);
    }
    template <class First, class Held, class Second, class Kept> static constexpr auto
    over(const Values& held, const window_partition<First, Held>& partition, const window_order<Second, Kept>& order) {
        return detail::make_window<Node>(held, partition, order);
    }
};

/// A function that has a meaning in a window only.
template <operation Op> struct window_function {
    template <class... Part> constexpr auto over(const Part&... part) const {
        return windowed<function_node<Op, std::int64_t>, values<>>::over(values<>{}, part...);
    }
};

} // namespace detail

/// Windows of rows that are alike in these: `PARTITION BY a, b`.
template <detail::any_expression... Item> constexpr auto partition_by(const Item&... item) {
    using group = detail::group_node<typename Item::node_type...>;
    return detail::window_partition<group, decltype(detail::concat_all(item.bound...))>{
        {detail::concat_all(item.bound...)}};
}
/// The order of the rows in a window: `ORDER BY a, b DESC`.
template <class... Term> constexpr auto order_by(const Term&... term) {
    using group = detail::group_node<detail::ordering_node_of<Term>...>;
    return detail::window_order<group, decltype(detail::concat_all(term.bound...))>{
        {detail::concat_all(term.bound...)}};
}
/// The number of a row in its window, from 1.
constexpr auto row_number() { return detail::window_function<detail::operation::row_number>{}; }
/// The number of the first of the rows that are alike in the window's order: 1, 2, 2, 4.
constexpr auto rank() { return detail::window_function<detail::operation::rank>{}; }
/// The same without gaps: 1, 2, 2, 3.
constexpr auto dense_rank() { return detail::window_function<detail::operation::dense_rank>{}; }

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_WINDOW_HPP

// refract/expr/aggregate.hpp
#ifndef REFRACT_EXPR_AGGREGATE_HPP
#define REFRACT_EXPR_AGGREGATE_HPP

#include <cstdint>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <operation Op, bool Distinct, bool Filtered, class Type, class... Operand> struct aggregate_node
    : node_base<aggregate_node<Op, Distinct, Filtered, Type, Operand...>, Type, Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::aggregate, .op = Op, .distinct = Distinct, .filtered = Filtered};
    }
};

struct star_node : node_base<star_node, bool> {
    static constexpr node describe() { return {.kind = node_kind::star}; }
};

/// An aggregate: one value of a group of rows, or with `over` of a window of rows.
template <class Node, class Values> struct aggregate_base : expression<Node, Values> {
    template <class... Part> constexpr auto over(const Part&... part) const {
        return windowed<Node, Values>::over(this->bound, part...);
    }
};
template <class Node, class Values> inline constexpr bool is_expression<aggregate_base<Node, Values>> = true;

/// An aggregate that can be made distinct and filtered.
template <operation Op, bool Distinct, class Type, class Operand, class Values> struct aggregate_expression
    : aggregate_base<aggregate_node<Op, Distinct, false, Type, Operand>, Values> {

    /// Only different values: `count(DISTINCT x)`.
    constexpr auto distinct() const { return aggregate_expression<Op, true, Type, Operand, Values>{{{this->bound}}}; }
    /// Only the rows that satisfy the condition: `FILTER (WHERE ...)`.
    template <any_expression Condition> constexpr auto filter(const Condition& condition) const {
        require<check_boolean<typename Condition::type>>();
        using made = aggregate_node<Op, Distinct, true, Type, Operand, typename Condition::node_type>;
        using held = decltype(detail::concat_all(this->bound, condition.bound));
        return aggregate_base<made, held>{{detail::concat_all(this->bound, condition.bound)}};
    }
};
template <operation Op, bool Distinct, class Type, class Operand, class Values>
inline constexpr bool is_expression<aggregate_expression<Op, Distinct, Type, Operand, Values>> = true;

template <operation Op, class Type, class Operand> constexpr auto make_aggregate(const Operand& operand) {
    return aggregate_expression<Op, false, Type, typename Operand::node_type,
                                std::remove_const_t<decltype(operand.bound)>>{{{operand.bound}}};
}

template <operation Op, class Type, class Operand> constexpr auto make_number_aggregate(const Operand& operand) {
    using check = check_number<typename Operand::type>;
    if constexpr (is_passed<check>)
        return detail::make_aggregate<Op, Type>(operand);
    else
        return detail::make_aggregate<Op, refused_type>(refused<check>());
}

/// Sums widen, so that they do not overflow where their column does not.
template <class Type> using sum_type =
    std::conditional_t<std::is_floating_point_v<Type>, double,
                       std::conditional_t<std::is_integral_v<Type>, std::int64_t, Type>>;
/// A number of any size keeps its digits in an average as well.
template <class Type> using avg_type = std::conditional_t<kind_of<Type> == type_kind::numeric, Type, double>;

} // namespace detail

/// `count(*)`: the number of rows.
constexpr auto count() {
    return detail::aggregate_expression<detail::operation::count, false, std::int64_t, detail::star_node,
                                        detail::values<>>{};
}
/// The number of rows in which the expression is not NULL.
template <detail::any_expression Operand> constexpr auto count(const Operand& operand) {
    return detail::make_aggregate<detail::operation::count, std::int64_t>(operand);
}
/// NULL of no rows; whole numbers add up to std::int64_t, an overflow is the database's error.
template <detail::any_expression Operand> constexpr auto sum(const Operand& operand) {
    return detail::make_number_aggregate<detail::operation::sum, detail::sum_type<typename Operand::type>>(operand);
}
/// A double, or a number of any size if the column holds such; NULL of no rows.
template <detail::any_expression Operand> constexpr auto avg(const Operand& operand) {
    return detail::make_number_aggregate<detail::operation::avg, detail::avg_type<typename Operand::type>>(operand);
}
/// NULL of no rows.
template <detail::any_expression Operand> constexpr auto min(const Operand& operand) {
    return detail::make_aggregate<detail::operation::min, typename Operand::type>(operand);
}
/// NULL of no rows.
template <detail::any_expression Operand> constexpr auto max(const Operand& operand) {
    return detail::make_aggregate<detail::operation::max, typename Operand::type>(operand);
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_AGGREGATE_HPP

// refract/expr/case_when.hpp
#ifndef REFRACT_EXPR_CASE_WHEN_HPP
#define REFRACT_EXPR_CASE_WHEN_HPP

#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The type that an expression yields when it is read: of a kept view, a text of its own.
template <class Type> using read_type = std::conditional_t<std::is_same_v<Type, std::string_view>, std::string, Type>;

/// Conditions and values in turn; one more operand is the ELSE.
template <class Type, class... Operand> struct case_node : node_base<case_node<Type, Operand...>, Type, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::case_when}; }
};

/// A CASE: an expression already, NULL where no condition holds; `when` and `otherwise` go on.
template <class Type, class Values, class... Operand> struct case_expression
    : expression<case_node<Type, Operand...>, Values> {
    /// One more condition and its value.
    template <any_expression Condition, class Value>
    constexpr auto when(const Condition& condition, Value&& value) const {
        require<check_boolean<typename Condition::type>>();
        auto added = detail::as_operand<Type>(static_cast<Value&&>(value));
        require<check_yields<Type, typename decltype(added)::type>>();
        using held = decltype(detail::concat_all(this->bound, condition.bound, added.bound));
        return case_expression<Type, held, Operand..., typename Condition::node_type,
                               typename decltype(added)::node_type>{
            {detail::concat_all(this->bound, condition.bound, std::move(added.bound))}};
    }
    /// The value where no condition holds.
    template <class Value> constexpr auto otherwise(Value&& value) const {
        auto added = detail::as_operand<Type>(static_cast<Value&&>(value));
        require<check_yields<Type, typename decltype(added)::type>>();
        using made = case_node<Type, Operand..., typename decltype(added)::node_type>;
        using held = decltype(detail::concat_all(this->bound, added.bound));
        return expression<made, held>{detail::concat_all(this->bound, std::move(added.bound))};
    }
};
template <class Type, class Values, class... Operand>
inline constexpr bool is_expression<case_expression<Type, Values, Operand...>> = true;

} // namespace detail

/// `CASE WHEN condition THEN value ... END`; without `otherwise` it may be NULL.
template <detail::any_expression Condition, class Value>
constexpr auto case_when(const Condition& condition, Value&& value) {
    detail::require<detail::check_boolean<typename Condition::type>>();
    auto added = detail::as_operand<void>(static_cast<Value&&>(value));
    using type = detail::read_type<typename decltype(added)::type>;
    using held = decltype(detail::concat_all(condition.bound, added.bound));
    return detail::case_expression<type, held, typename Condition::node_type, typename decltype(added)::node_type>{
        {detail::concat_all(condition.bound, std::move(added.bound))}};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_CASE_WHEN_HPP

// refract/expr/function.hpp
#ifndef REFRACT_EXPR_FUNCTION_HPP
#define REFRACT_EXPR_FUNCTION_HPP

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <operation Op, class Type, class... Argument> constexpr auto make_function(Argument... argument) {
    return detail::make_expression<function_node<Op, Type, typename Argument::node_type...>>(std::move(argument)...);
}
template <operation Op, class Type, any_expression Argument>
constexpr auto make_text_function(const Argument& argument) {
    if constexpr (is_passed<check_text<typename Argument::type>>)
        return detail::make_function<Op, Type>(argument);
    else
        return refused<check_text<typename Argument::type>>();
}
template <operation Op, class Type, any_expression Argument>
constexpr auto make_number_function(const Argument& argument) {
    if constexpr (is_passed<check_number<typename Argument::type>>)
        return detail::make_function<Op, Type>(argument);
    else
        return refused<check_number<typename Argument::type>>();
}

/// Which cast it is: databases differ in how fractions become whole, and in how they write a boolean.
template <class Type, class Operand> constexpr operation cast_operation() {
    if constexpr (storable<Type> && storable<typename Operand::type>) {
        constexpr type_kind from = type_of<typename Operand::type>.kind, to = type_of<Type>.kind;
        if (is_whole_number(to) && is_number(from) && !is_whole_number(from)) return operation::cast_to_whole;
        if (from == type_kind::boolean && to == type_kind::text) return operation::cast_boolean_to_text;
    }
    return operation::cast;
}
template <class Type, class Operand> struct cast_node : node_base<cast_node<Type, Operand>, Type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::cast, .op = cast_operation<Type, Operand>()}; }
};

} // namespace detail

/// The time at which the transaction (PostgreSQL) or the statement (SQLite) began.
/// `now<std::chrono::seconds>()` is cut to whole seconds, for fields that hold no more.
template <class Duration = std::chrono::microseconds> constexpr auto now() {
    constexpr bool whole_seconds = std::is_same_v<Duration, std::chrono::seconds>;
    static_assert(whole_seconds || std::is_same_v<Duration, std::chrono::microseconds>,
                  "refract: now() has microseconds, or seconds. Write now() or now<std::chrono::seconds>().");
    return detail::make_function<whole_seconds ? detail::operation::now_in_seconds : detail::operation::now,
                                 std::chrono::time_point<std::chrono::system_clock, Duration>>();
}

/// Lower case; SQLite changes ASCII letters only.
template <detail::any_expression Text> constexpr auto lower(const Text& text) {
    return detail::make_text_function<detail::operation::lower, std::string>(text);
}
template <detail::any_expression Text> constexpr auto upper(const Text& text) {
    return detail::make_text_function<detail::operation::upper, std::string>(text);
}
template <detail::any_expression Text> constexpr auto trim(const Text& text) {
    return detail::make_text_function<detail::operation::trim, std::string>(text);
}
/// The number of characters.
template <detail::any_expression Text> constexpr auto length(const Text& text) {
    return detail::make_text_function<detail::operation::length, std::int64_t>(text);
}
template <detail::any_expression Number> constexpr auto abs(const Number& number) {
    return detail::make_number_function<detail::operation::abs, typename Number::type>(number);
}
/// -1, 0 or 1.
template <detail::any_expression Number> constexpr auto sign(const Number& number) {
    return detail::make_number_function<detail::operation::sign, std::int64_t>(number);
}
/// The first of the two that is not NULL; not NULL if one of them never is.
template <detail::any_expression First, class Second> constexpr auto coalesce(const First& first, Second&& second) {
    using type = typename First::type;
    auto other = detail::as_operand<type>(static_cast<Second&&>(second));
    detail::require<detail::check_yields<type, typename decltype(other)::type>>();
    return detail::make_function<detail::operation::coalesce, type>(first, std::move(other));
}
/// `CAST(x AS type)`, to the SQL type in which the C++ type is stored. A fraction is cut when it becomes a whole
/// number, as in C++; a boolean becomes 'true' or 'false'.
template <class Type, detail::any_expression Operand> constexpr auto cast(const Operand& operand) {
    return detail::make_expression<detail::cast_node<Type, typename Operand::node_type>>(operand);
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_FUNCTION_HPP

// refract/expr/date.hpp
#ifndef REFRACT_EXPR_DATE_HPP
#define REFRACT_EXPR_DATE_HPP

#include <cstdint>

/// \file
/// Parts of dates and times, to filter and to group by. Points in time are taken in UTC.

namespace refract {
inline namespace v0 {
namespace detail {

/// The part of a type that has it: a point in time has all, a date and a time of day their own.
template <class Type> using check_has_date =
    check_that<kind_of<Type> == type_kind::timestamp || kind_of<Type> == type_kind::date, rule::operand_is_time, Type>;
template <class Type> using check_has_clock =
    check_that<kind_of<Type> == type_kind::timestamp || kind_of<Type> == type_kind::time, rule::operand_is_time, Type>;

template <operation Op, class Moment> constexpr auto make_date_part(const Moment& moment) {
    if constexpr (is_passed<check_has_date<typename Moment::type>>)
        return detail::make_function<Op, std::int64_t>(moment);
    else
        return refused<check_has_date<typename Moment::type>>();
}
template <operation Op, class Moment> constexpr auto make_clock_part(const Moment& moment) {
    if constexpr (is_passed<check_has_clock<typename Moment::type>>)
        return detail::make_function<Op, std::int64_t>(moment);
    else
        return refused<check_has_clock<typename Moment::type>>();
}

} // namespace detail

/// The year: `extract(year FROM x)`, on SQLite `strftime('%Y', x)` as a number.
template <detail::any_expression Moment> constexpr auto year_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::year_of>(moment);
}
/// The month, 1 to 12.
template <detail::any_expression Moment> constexpr auto month_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::month_of>(moment);
}
/// The day of the month, 1 to 31.
template <detail::any_expression Moment> constexpr auto day_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::day_of>(moment);
}
/// The day of the week, from 0 for Sunday to 6, as std::chrono::weekday counts.
template <detail::any_expression Moment> constexpr auto weekday_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::weekday_of>(moment);
}
/// The hour, 0 to 23.
template <detail::any_expression Moment> constexpr auto hour_of(const Moment& moment) {
    return detail::make_clock_part<detail::operation::hour_of>(moment);
}
/// The minute, 0 to 59.
template <detail::any_expression Moment> constexpr auto minute_of(const Moment& moment) {
    return detail::make_clock_part<detail::operation::minute_of>(moment);
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_DATE_HPP

// refract/query/erase.hpp
#ifndef REFRACT_QUERY_ERASE_HPP
#define REFRACT_QUERY_ERASE_HPP

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct delete_query;

/// `DELETE FROM`.
template <class Model, class Selection, class... Clause, class Values>
struct delete_query<type_list<Model>, Selection, type_list<Clause...>, Values>
    : query_base<verb::remove, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<delete_query<type_list<Model>, Selection, type_list<Clause...>, Values>, has_conditions,
                  has_returning> {
    using base = query_base<verb::remove, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        delete_query<type_list<Model>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        delete_query<type_list<Model>, NewSelection,
                     type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    /// Says that every row is meant.
    constexpr auto all_rows() const& { return delete_query(*this).all_rows(); }
    constexpr auto all_rows() && {
        return with<expression_clause<clause_kind::all_rows>, values<>>{{std::move(this->bound)}, {}};
    }
};

} // namespace detail

/// `DELETE FROM`: needs either `.where(...)` or `.all_rows()`.
template <class Model> constexpr auto delete_from() {
    detail::require<detail::check_model<detail::source_model<Model>>>();
    using clauses = type_list<detail::from_clause<Model>>;
    return detail::delete_query<type_list<Model>, detail::no_rows, clauses, detail::values<>>{};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_ERASE_HPP

// refract/query/insert.hpp
#ifndef REFRACT_QUERY_INSERT_HPP
#define REFRACT_QUERY_INSERT_HPP

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct insert_query;

/// `INSERT INTO`.
template <class Model, class Selection, class... Clause, class Values>
struct insert_query<type_list<Model>, Selection, type_list<Clause...>, Values>
    : query_base<verb::insert, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<insert_query<type_list<Model>, Selection, type_list<Clause...>, Values>, has_assignments,
                  has_returning> {
    using base = query_base<verb::insert, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        insert_query<type_list<Model>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        insert_query<type_list<Model>, NewSelection,
                     type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;
};

} // namespace detail

/// `INSERT INTO`: `.set(...)` says the columns.
template <class Model> constexpr auto insert_into() {
    detail::require<detail::check_model<detail::source_model<Model>>>();
    using clauses = type_list<detail::from_clause<Model>>;
    return detail::insert_query<type_list<Model>, detail::no_rows, clauses, detail::values<>>{};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_INSERT_HPP

// refract/query/join.hpp
#ifndef REFRACT_QUERY_JOIN_HPP
#define REFRACT_QUERY_JOIN_HPP

#include <cstddef>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// The foreign key that begins with a member: what it references, and the condition that joins.
template <class Columns, class Targets> struct key_join;
template <auto Column, auto... Columns, auto Target, auto... Targets>
struct key_join<member_list<Column, Columns...>, member_list<Target, Targets...>> {
    using target = member_owner<Target>;
    template <class From, class To> static constexpr auto condition() {
        return ((col<Column, From> == col<Target, To>) && ... && (col<Columns, From> == col<Targets, To>));
    }
};
template <auto Member, std::size_t Index, auto... Columns, auto... Targets>
key_join<member_list<Member, Columns...>, member_list<Targets...>>
find_key_join(const value_slot<Index, foreign_key_option<member_list<Member, Columns...>, member_list<Targets...>>>*);
template <auto Member> void find_key_join(...);
template <auto Member> using key_join_of =
    decltype(detail::find_key_join<Member>(&model<member_owner<Member>>.options));

/// The joins of a select. `Query::with_source<Joined, Clause, Values>` is the same query with one more table.
template <class Query> struct has_joins {
    /// `JOIN ... ON`: rows that match on both sides.
    template <class Joined, class... Condition> constexpr auto join(const Condition&... condition) const {
        return join_on<join_kind::inner, Joined>(condition...);
    }
    /// `LEFT JOIN`: every row of the tables before; the joined one may be missing (std::optional).
    template <class Joined, class... Condition> constexpr auto left_join(const Condition&... condition) const {
        return join_on<join_kind::left, Joined>(condition...);
    }
    template <class Joined, class... Condition> constexpr auto right_join(const Condition&... condition) const {
        return join_on<join_kind::right, Joined>(condition...);
    }
    template <class Joined, class... Condition> constexpr auto full_join(const Condition&... condition) const {
        return join_on<join_kind::full, Joined>(condition...);
    }
    /// `CROSS JOIN`: every row with every row.
    template <class Joined> constexpr auto cross_join() const {
        require<check_model<source_model<Joined>>>();
        using added = typename Query::template with_source<Joined, join_clause<join_kind::cross, Joined>, values<>>;
        return added{{self().bound}, {}};
    }
    /// Joins by a foreign key, from either side; `As` is an alias of the joined table.
    template <auto Member, class As = void> constexpr auto join() const {
        return join_by_key<join_kind::inner, Member, As>();
    }
    template <auto Member, class As = void> constexpr auto left_join() const {
        return join_by_key<join_kind::left, Member, As>();
    }
    template <auto Member, class As = void> constexpr auto right_join() const {
        return join_by_key<join_kind::right, Member, As>();
    }
    template <auto Member, class As = void> constexpr auto full_join() const {
        return join_by_key<join_kind::full, Member, As>();
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }

    template <join_kind Kind, class Joined, class Node, class Held>
    constexpr auto join_on(const expression<Node, Held>& condition) const {
        require<check_model<source_model<Joined>>>();
        require<check_boolean<typename Node::type>>();
        using added = typename Query::template with_source<Joined, join_clause<Kind, Joined, Node>, Held>;
        return added{{concat(self().bound, condition.bound)}, {}};
    }
    template <join_kind Kind, class Joined, class Wrong>
        requires(!any_expression<Wrong>)
    constexpr auto join_on(const Wrong&) const {
        require<condition_mistake<Wrong>>();
        return detail::refused_query(self());
    }
    /// A table alone does not say which rows belong together.
    template <join_kind Kind, class Joined> constexpr auto join_on() const {
        require<failed<rule::join_has_foreign_key, Joined>>();
        return detail::refused_query(self());
    }
    template <join_kind Kind, auto Member, class As> constexpr auto join_by_key() const {
        require<check_model<member_owner<Member>>>();
        using key = key_join_of<Member>;
        using owner = member_owner<Member>;
        if constexpr (std::is_void_v<key>) {
            require<failed<rule::join_has_foreign_key, owner>>();
            return detail::refused_query(self());
        } else if constexpr (is_source<owner, typename Query::sources>) { // from the row that holds the key
            using joined = std::conditional_t<std::is_void_v<As>, typename key::target, As>;
            return join_on<Kind, joined>(key::template condition<owner, joined>());
        } else if constexpr (!is_source<typename key::target, typename Query::sources>) {
            require<failed<rule::join_has_foreign_key, owner>>();
            return detail::refused_query(self());
        } else {
            using joined = std::conditional_t<std::is_void_v<As>, owner, As>;
            return join_on<Kind, joined>(key::template condition<joined, typename key::target>());
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_JOIN_HPP

// refract/query/select.hpp
#ifndef REFRACT_QUERY_SELECT_HPP
#define REFRACT_QUERY_SELECT_HPP

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct select_query;

/// `SELECT`. Clauses come in any order, each once; a second `where` means *and*. Strings are owned, literals and
/// views are kept as views.
template <class... Source, class Selection, class... Clause, class Values>
struct select_query<type_list<Source...>, Selection, type_list<Clause...>, Values>
    : query_base<verb::select, type_list<Source...>, Selection, type_list<Clause...>, Values>,
      query_parts<select_query<type_list<Source...>, Selection, type_list<Clause...>, Values>, has_conditions,
                  has_joins> {
    using sources = type_list<Source...>;
    using base = query_base<verb::select, sources, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    // The types of the queries that clauses make of this one; the clauses themselves join the values.
    template <class Added, class Held> using with =
        select_query<sources, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class Joined, class Added, class Held> using with_source =
        select_query<type_list<Source..., Joined>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class NewSelection, class Row, class... Column> using with_rows =
        select_query<sources, NewSelection,
                     type_list<Clause..., row_clause<clause_kind::select, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    /// The selected values: one is the row itself, several are a std::tuple.
    template <class First, class... Rest> constexpr auto select(const First& first, const Rest&... rest) const& {
        return select_query(*this).select(first, rest...);
    }
    template <class First, class... Rest> constexpr auto select(const First& first, const Rest&... rest) && {
        if constexpr (takes_parts<First, Rest...>()) {
            using columns = selected<typename First::node_type, typename Rest::node_type...>;
            return with_rows<columns, void, First, Rest...>{
                {detail::concat_all(static_cast<select_query&&>(*this).bound, first.bound, rest.bound...)}, {}};
        } else {
            return detail::refused_query(*this);
        }
    }
    /// The whole object of one of the query's tables; or a struct whose fields are named like fields of the query's
    /// models, or are filled in the order of the columns.
    template <class Row, class... Column> constexpr auto select(const Column&... columns) const& {
        return select_query(*this).template select<Row>(columns...);
    }
    template <class Row, class... Column> constexpr auto select(const Column&... columns) && {
        require<check_model<source_model<Row>>>();
        if constexpr (takes_parts<Column...>())
            return with_rows<selected_row<Row, Column...>, Row, Column...>{
                {detail::concat_all(static_cast<select_query&&>(*this).bound, columns.bound...)}, {}};
        else
            return detail::refused_query(*this);
    }
    /// Columns between < and >, where a struct is meant.
    template <auto... Column>
        requires(sizeof...(Column) > 0)
    constexpr auto select() const& {
        return between_brackets<decltype(Column)...>();
    }
    constexpr auto distinct() const& { return select_query(*this).distinct(); }
    constexpr auto distinct() && { return with_word<clause_kind::distinct>(); }

    template <auto... Column>
        requires(sizeof...(Column) > 0)
    constexpr auto group_by() const& {
        return between_brackets<decltype(Column)...>();
    }
    template <class... Column>
        requires(sizeof...(Column) > 0)
    constexpr auto group_by(const Column&... columns) const& {
        return select_query(*this).group_by(columns...);
    }
    template <class... Column>
        requires(sizeof...(Column) > 0)
    constexpr auto group_by(const Column&... columns) && {
        if constexpr (takes_parts<Column...>()) {
            using added = expression_clause<clause_kind::group_by, typename Column::node_type...>;
            return with<added, joined_all<Column...>>{
                {detail::concat_all(static_cast<select_query&&>(*this).bound, columns.bound...)}, {}};
        } else {
            return detail::refused_query(*this);
        }
    }
    template <class Node, class Held> constexpr auto having(expression<Node, Held> condition) const& {
        return select_query(*this).having(static_cast<expression<Node, Held>&&>(condition));
    }
    template <class Node, class Held> constexpr auto having(expression<Node, Held> condition) && {
        require<check_boolean<typename Node::type>>();
        return with<expression_clause<clause_kind::having, Node>, Held>{
            {concat(static_cast<select_query&&>(*this).bound, static_cast<Held&&>(condition.bound))}, {}};
    }
    template <auto... Column>
        requires(sizeof...(Column) > 0)
    constexpr auto order_by() const& {
        return between_brackets<decltype(Column)...>();
    }
    template <class Wrong>
        requires(!any_expression<Wrong>)
    constexpr auto having(const Wrong&) const& {
        require<condition_mistake<Wrong>>();
        return detail::refused_query(*this);
    }
    template <class... Term>
        requires(sizeof...(Term) > 0)
    constexpr auto order_by(const Term&... terms) const& {
        return select_query(*this).order_by(terms...);
    }
    template <class... Term>
        requires(sizeof...(Term) > 0)
    constexpr auto order_by(const Term&... terms) && {
        if constexpr (takes_parts<Term...>()) {
            using added = expression_clause<clause_kind::order_by, ordering_node_of<Term>...>;
            return with<added, joined_all<Term...>>{
                {detail::concat_all(static_cast<select_query&&>(*this).bound, terms.bound...)}, {}};
        } else {
            return detail::refused_query(*this);
        }
    }
    /// An order put together at run time.
    template <class... Ordered> constexpr auto order_by(ordering<Ordered...> order) const& {
        return select_query(*this).order_by(static_cast<ordering<Ordered...>&&>(order));
    }
    template <class... Ordered> constexpr auto order_by(ordering<Ordered...> order) && {
        using held = values<ordering<Ordered...>>;
        require<check_that<(is_source<Ordered, sources> && ...), rule::column_in_query, Ordered...>>();
        return with<dynamic_clause<clause_kind::ordering>, held>{
            {concat(static_cast<select_query&&>(*this).bound, held{{static_cast<ordering<Ordered...>&&>(order)}})}, {}};
    }
    template <class Count> constexpr auto limit(const Count& count) const& { return select_query(*this).limit(count); }
    template <class Count> constexpr auto limit(const Count& count) && { return with_count<clause_kind::limit>(count); }
    template <class Count> constexpr auto offset(const Count& count) const& {
        return select_query(*this).offset(count);
    }
    template <class Count> constexpr auto offset(const Count& count) && {
        return with_count<clause_kind::offset>(count);
    }
    /// Locks the rows until the transaction ends: `FOR UPDATE` (PostgreSQL).
    constexpr auto for_update() const& { return select_query(*this).for_update(); }
    constexpr auto for_update() && { return with_word<clause_kind::for_update>(); }
    /// Keeps others from changing the rows until the transaction ends: `FOR SHARE` (PostgreSQL).
    constexpr auto for_share() const& { return select_query(*this).for_share(); }
    constexpr auto for_share() && { return with_word<clause_kind::for_share>(); }

private:
    template <class... Column> constexpr auto between_brackets() const {
        require<failed<rule::columns_are_arguments, Column...>>();
        return detail::refused_query(*this);
    }
    template <clause_kind Kind> constexpr auto with_word() {
        return with<expression_clause<Kind>, values<>>{{static_cast<select_query&&>(*this).bound}, {}};
    }
    template <clause_kind Kind, class Count> constexpr auto with_count(const Count& count) {
        using counted = operand_t<std::int64_t, Count>;
        require<check_count<typename counted::node_type>>();
        return with<expression_clause<Kind, typename counted::node_type>, typename counted::bound_type>{
            {concat(static_cast<select_query&&>(*this).bound, detail::as_operand<std::int64_t>(count).bound)}, {}};
    }
};

} // namespace detail

/// `SELECT ... FROM`: begins a query; without `select` its rows are whole objects.
template <class Model> constexpr auto from() {
    detail::require<detail::check_model<detail::source_model<Model>>>();
    using clauses = type_list<detail::from_clause<Model>>;
    return detail::select_query<type_list<Model>, detail::whole_tables, clauses, detail::values<>>{};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_SELECT_HPP

// refract/query/update.hpp
#ifndef REFRACT_QUERY_UPDATE_HPP
#define REFRACT_QUERY_UPDATE_HPP

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct update_query;

/// `UPDATE`.
template <class Model, class Selection, class... Clause, class Values>
struct update_query<type_list<Model>, Selection, type_list<Clause...>, Values>
    : query_base<verb::update, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<update_query<type_list<Model>, Selection, type_list<Clause...>, Values>, has_assignments,
                  has_conditions, has_returning> {
    using base = query_base<verb::update, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        update_query<type_list<Model>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        update_query<type_list<Model>, NewSelection,
                     type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    /// Says that every row is meant.
    constexpr auto all_rows() const& { return update_query(*this).all_rows(); }
    constexpr auto all_rows() && {
        return with<expression_clause<clause_kind::all_rows>, values<>>{{std::move(this->bound)}, {}};
    }
};

} // namespace detail

/// `UPDATE`: needs `.set(...)` and either `.where(...)` or `.all_rows()`.
template <class Model> constexpr auto update() {
    detail::require<detail::check_model<detail::source_model<Model>>>();
    using clauses = type_list<detail::from_clause<Model>>;
    return detail::update_query<type_list<Model>, detail::no_rows, clauses, detail::values<>>{};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_UPDATE_HPP

// refract/query/query.hpp
#ifndef REFRACT_QUERY_QUERY_HPP
#define REFRACT_QUERY_QUERY_HPP

/// \file
/// All that begins a query: from, insert_into, update, delete_from.

#endif // REFRACT_QUERY_QUERY_HPP

// refract/refract.hpp
#ifndef REFRACT_REFRACT_HPP
#define REFRACT_REFRACT_HPP

/// \file
/// Everything but drivers: models, queries, their SQL, and the client that runs them.

// Sentences first: compilers print the way of includes that leads to them.

#endif // REFRACT_REFRACT_HPP

// refract/postgres.hpp
#ifndef REFRACT_POSTGRES_HPP
#define REFRACT_POSTGRES_HPP

/// \file
/// refract with PostgreSQL: the line that a program writes.
///
/// Without libpq's header, or with REFRACT_NO_POSTGRES, this is refract.hpp, and a use of
/// `refract::postgres::database` says what is missing.

// Sentences first: compilers print the way of includes that leads to them.


#if !defined(REFRACT_NO_POSTGRES) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))


// refract/driver/postgres_error.hpp
#ifndef REFRACT_DRIVER_POSTGRES_ERROR_HPP
#define REFRACT_DRIVER_POSTGRES_ERROR_HPP

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// PostgreSQL's SQLSTATEs as exceptions.
/// Source: https://www.postgresql.org/docs/current/errcodes-appendix.html

namespace refract {
inline namespace v0 {
namespace detail {

/// A result that frees itself.
class postgres_result {
public:
    postgres_result() = default;
    explicit postgres_result(PGresult* handle) : handle_(handle) {}
    postgres_result(postgres_result&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    postgres_result& operator=(postgres_result&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~postgres_result() { reset(); }

    PGresult* get() const { return handle_; }
    ExecStatusType status() const { return PQresultStatus(handle_); }
    PGresult* release() { return std::exchange(handle_, nullptr); }
    void reset(PGresult* handle = nullptr) {
        if (handle_) PQclear(handle_);
        handle_ = handle;
    }

    /// A field of the server's error message; empty where it has none.
    std::string_view field(int code) const {
        const char* text = PQresultErrorField(handle_, code);
        return text ? text : std::string_view();
    }
    bool is_failure() const {
        const ExecStatusType now = status();
        return now == PGRES_FATAL_ERROR || now == PGRES_BAD_RESPONSE || now == PGRES_NONFATAL_ERROR;
    }

private:
    PGresult* handle_ = nullptr;
};

/// Rows that a statement touched, or of a select yielded; as libpq tells it, in digits.
inline std::int64_t read_count_of_rows(const char* digit) {
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    std::uint64_t count = 0;
    for (; *digit; ++digit) {
        count = count * 10 + static_cast<std::uint64_t>(*digit - '0');
        if (count > most / 10) [[unlikely]] // no server has touched so many
            return static_cast<std::int64_t>(most);
    }
    return static_cast<std::int64_t>(count);
}
/// The rows that a statement touched: those of a SELECT or FETCH were only read. No other tag begins as theirs and has
/// a count.
inline std::int64_t count_of_rows(const postgres_result& result) {
    if (!result.get()) return 0;
    const char first = *PQcmdStatus(result.get());
    return first == 'S' || first == 'F' ? 0 : read_count_of_rows(PQcmdTuples(result.get()));
}

/// The first cell of an answer, whatever has come; empty where there is none.
inline std::string_view read_postgres_answer(const postgres_result& answer) {
    if (PQntuples(answer.get()) < 1 || PQnfields(answer.get()) < 1) return {};
    return {PQgetvalue(answer.get(), 0, 0), static_cast<std::size_t>(PQgetlength(answer.get(), 0, 0))};
}

/// Reads `Key (a, "B c")=(1, 2) already exists.` into the columns a and B c. The sentence around is
/// in the server's language, the parentheses are not.
inline std::vector<std::string> read_key_columns(std::string_view detail) {
    std::vector<std::string> columns;
    const std::size_t end = detail.find(")=(");
    std::size_t at = detail.find('(');
    if (end == std::string_view::npos || at > end) return columns;
    std::string column;
    int depth = 0;
    bool quoted = false;
    for (++at; at < end; ++at) {
        const char c = detail[at];
        if (c == '"') {
            // A quote inside a name is doubled.
            if (quoted && at + 1 < end && detail[at + 1] == '"')
                column += detail[++at];
            else
                quoted = !quoted;
        } else if (c == ',' && !quoted && depth == 0) {
            columns.push_back(std::exchange(column, {}));
            if (at + 1 < end && detail[at + 1] == ' ') ++at;
        } else {
            // An index over an expression: lower(a, b) is one column.
            if (!quoted) depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            column += c;
        }
    }
    columns.push_back(std::move(column));
    return columns;
}

inline std::string postgres_message(const postgres_result& result, const char* fallback) {
    std::string message(result.field(PG_DIAG_MESSAGE_PRIMARY));
    if (message.empty()) {
        message = fallback ? fallback : "";
        while (!message.empty() && message.back() == '\n') message.pop_back();
        return message.empty() ? "the database gave no reason" : message;
    }
    const auto add = [&](std::string_view label, int code) {
        const std::string_view text = result.field(code);
        if (!text.empty()) message.append(label).append(text);
    };
    add(" at character ", PG_DIAG_STATEMENT_POSITION);
    add("\n  DETAIL: ", PG_DIAG_MESSAGE_DETAIL);
    add("\n  HINT: ", PG_DIAG_MESSAGE_HINT);
    // Which row of a bulk copy it was; elsewhere the context is the database's own functions.
    if (result.field(PG_DIAG_CONTEXT).starts_with("COPY")) add("\n  CONTEXT: ", PG_DIAG_CONTEXT);
    return message;
}

[[noreturn]] inline void throw_postgres_constraint(error_details details, const postgres_result& result) {
    details.constraint = result.field(PG_DIAG_CONSTRAINT_NAME);
    details.table = result.field(PG_DIAG_TABLE_NAME);
    if (const std::string_view column = result.field(PG_DIAG_COLUMN_NAME); !column.empty())
        details.columns.emplace_back(column);
    else
        details.columns = read_key_columns(result.field(PG_DIAG_MESSAGE_DETAIL));
    if (details.code == "23505") throw unique_violation(std::move(details));
    if (details.code == "23503") throw foreign_key_violation(std::move(details));
    if (details.code == "23502") throw not_null_violation(std::move(details));
    if (details.code == "23514") {
        details.columns.clear(); // the detail of a check shows the row, not the columns
        throw check_violation(std::move(details));
    }
    throw constraint_violation(std::move(details));
}

/// Whether the server ended the session, or the connection to it is gone.
inline bool is_lost(const PGconn* connection, const postgres_result& result, std::string_view code) {
    if (PQstatus(connection) == CONNECTION_BAD) return true;
    const std::string_view severity = result.field(PG_DIAG_SEVERITY_NONLOCALIZED);
    return severity == "FATAL" || severity == "PANIC" || code == "57P01" || code == "57P02" || code == "57P03";
}

/// Throws what the failed result means; a null result means that nothing could be sent.
[[noreturn, gnu::cold, gnu::noinline]] inline void
throw_postgres_error(const PGconn* connection, const postgres_result& result, std::string_view sql) {
    const std::string_view code = result.field(PG_DIAG_SQLSTATE);
    const char* fallback = result.get() ? PQresultErrorMessage(result.get()) : PQerrorMessage(connection);
    error_details details{
        .message = postgres_message(result, fallback), .sql = std::string(sql), .code = std::string(code)};
    // A NULL without a type, of which its place in the SQL says nothing either.
    if (code == "42P18") details.message += "; say what it is: CAST(... AS integer), in raw SQL CAST({} AS integer)";
    if (is_lost(connection, result, code)) {
        details.connection_lost = true;
        throw connection_error(std::move(details));
    }
    // A binary value that ends too early is a protocol violation; the session goes on.
    if (code == "08P01") throw conversion_error(std::move(details));
    if (code.starts_with("08")) throw connection_error(std::move(details)); // of a foreign server
    if (code.starts_with("23")) throw_postgres_constraint(std::move(details), result);
    details.can_retry = code == "40001" || code == "40P01" || code == "55P03" || code == "57014";
    if (code == "40001" || code == "40P01") throw serialization_failure(std::move(details));
    if (code == "55P03") throw busy(std::move(details));
    if (code == "57014") throw timeout(std::move(details));
    if (code.starts_with("22")) throw conversion_error(std::move(details));
    // 42501 is a missing permission: the database understood.
    if ((code.starts_with("42") && code != "42501") || code == "3F000") throw syntax_error(std::move(details));
    throw error(std::move(details));
}

[[noreturn]] inline void throw_postgres_closed(std::string_view sql) {
    throw connection_error(error_details{.message = "the connection to PostgreSQL is closed",
                                         .sql = std::string(sql),
                                         .code = "08003",
                                         .connection_lost = true});
}
/// In the parent the connection goes on.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_postgres_forked(std::string_view sql) {
    throw connection_error(error_details{
        .message =
            "the connection to PostgreSQL belongs to the process that this one was forked from; open another one",
        .sql = std::string(sql),
        .code = "08003",
        .connection_lost = true});
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_ERROR_HPP

// refract/driver/postgres_connect.hpp
#ifndef REFRACT_DRIVER_POSTGRES_CONNECT_HPP
#define REFRACT_DRIVER_POSTGRES_CONNECT_HPP

#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

/// \file
/// Connection strings and what can go wrong with them. Of a string that libpq does not take as it was
/// meant nothing is sent, and nothing repeated: a part of a password may stand anywhere in it.

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold]] inline void refuse_postgres_target(const char* reason) {
    throw connection_error(std::string("the connection string of PostgreSQL ") + reason +
                           " (it is not repeated here, it may hold a password)");
}

/// "mysql" of "mysql://user:..."; empty where the text begins with no scheme.
inline std::string_view scheme_of(std::string_view target) {
    const std::string_view scheme = target.substr(0, target.find("://"));
    if (scheme.size() == target.size()) return {};
    for (const char c : scheme)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '.' ||
              c == '-'))
            return {};
    return scheme;
}

/// What libpq would take otherwise than it was meant.
inline void check_postgres_url(std::string_view target) {
    constexpr const char* encode = "has an @ or / in a user's name or password; write it as %40 or %2F";
    std::string_view place = target.substr(target.find("://") + 3);
    place = place.substr(0, place.find('?'));
    const std::size_t at = place.find('@');
    if (at != place.rfind('@')) refuse_postgres_target(encode);
    if (at != std::string_view::npos && place.find('/') < at) refuse_postgres_target(encode);
}
inline void check_postgres_options(const PQconninfoOption* options) {
    for (; options && options->keyword; ++options)
        if (std::string_view(options->keyword) == "port" && options->val &&
            std::string_view(options->val).find_first_not_of("0123456789,") != std::string_view::npos)
            refuse_postgres_target("has a port that is no number");
}
using postgres_options_owner = owner<PQconninfoOption, &PQconninfoFree>;

/// The parts of a connection string, empty for the plain name of a database.
/// Errors: `connection_error` for what is neither libpq's keywords nor a URL of its own.
inline postgres_options_owner read_postgres_target(const std::string& target) {
    if (target.find('\0') != std::string::npos) refuse_postgres_target("holds a NUL character, where it would end");
    const std::string_view scheme = scheme_of(target);
    const bool is_url = scheme == "postgres" || scheme == "postgresql";
    if (!scheme.empty() && !is_url) refuse_postgres_target("is a URL of another kind; it begins with postgresql://");
    if (is_url) check_postgres_url(target);
    postgres_options_owner none;
    if (!is_url && target.find('=') == std::string::npos) {
        // Such a name goes to the server, and into its log.
        if (target.find_first_of("@:/") != std::string::npos)
            refuse_postgres_target("is neither pairs like host=localhost dbname=app nor a URL like "
                                   "postgresql://user:password@host/database");
        return none;
    }
    char* complaint = nullptr;
    postgres_options_owner options(PQconninfoParse(target.c_str(), &complaint));
    PQfreemem(complaint);
    if (!options)
        refuse_postgres_target("is not understood by libpq: in pairs like password='a b' blanks need quotes, in a URL "
                               "special characters are written like %20, and addresses like [::1]");
    check_postgres_options(options.get());
    return options;
}

/// The message without what is secret in the connection string.
inline std::string without_secrets(std::string message, const PQconninfoOption* options) {
    for (; options && options->keyword; ++options) {
        const std::string_view keyword = options->keyword;
        const std::string_view value = options->val ? options->val : "";
        if (value.size() < 3 || keyword.find("password") == std::string_view::npos) continue;
        for (std::size_t at = 0; (at = message.find(value, at)) != std::string::npos; at += 3)
            message.replace(at, value.size(), "***");
    }
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return message;
}

/// The SQLSTATE in "FATAL:  53300: too many ...", a message of the verbose kind; empty without one.
inline std::string_view find_sqlstate(std::string_view message) {
    constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (std::size_t at = 0; (at = message.find(":  ", at)) != std::string_view::npos; at += 3) {
        const std::string_view code = message.substr(at + 3, 5);
        if (code.size() == 5 && code.find_first_not_of(letters) == std::string_view::npos &&
            message.substr(at + 8, 2) == ": ")
            return code;
    }
    return {};
}

/// Whether a server that refused with that code may accept later; without a code, nobody was reached.
inline bool may_connect_later(std::string_view code) {
    return code.empty() || code.starts_with("53") || code.starts_with("57P") || code.starts_with("08");
}

/// A connection that is made, or the reason why not.
class postgres_attempt {
public:
    postgres_attempt(const std::string& target, const PQconninfoOption* options)
        // What stands behind the string overrides it: every text is UTF-8 in refract.
        : values_{"refract", target.c_str(), "UTF8", nullptr}, options_(options) {}

    /// Errors: `connection_error`; `code()` is the server's, empty where none was reached.
    PGconn* open() {
        timespec begin{}, end{};
        clock_gettime(CLOCK_MONOTONIC, &begin);
        handle_.reset(PQconnectdbParams(keywords_, values_, 1));
        if (PQstatus(handle_.get()) == CONNECTION_OK) return handle_.release();
        clock_gettime(CLOCK_MONOTONIC, &end);
        error_details details{.message = "cannot connect to PostgreSQL: " +
                                         without_secrets(PQerrorMessage(handle_.get()), options_)};
        if (find_reason(details, end.tv_sec - begin.tv_sec <= 1)) return handle_.release();
        throw connection_error(std::move(details));
    }

private:
    /// libpq does not tell the code of a refusal but in its longer messages, so it is asked once more; not
    /// where a password was refused or the time was long. True if it works now.
    bool find_reason(error_details& details, bool was_quick) {
        if (PQconnectionUsedPassword(handle_.get()) || PQconnectionNeedsPassword(handle_.get())) {
            details.code = "28P01";
        } else if (was_quick) {
            PQsetErrorVerbosity(handle_.get(), PQERRORS_VERBOSE);
            PQreset(handle_.get());
            details.code = find_sqlstate(PQerrorMessage(handle_.get()));
            PQsetErrorVerbosity(handle_.get(), PQERRORS_DEFAULT);
            if (PQstatus(handle_.get()) == CONNECTION_OK) return true;
        }
        // Options that libpq does not take are the same the next time.
        const bool tried =
            !was_quick || !details.code.empty() || PQpingParams(keywords_, values_, 1) != PQPING_NO_ATTEMPT;
        details.can_retry = tried && may_connect_later(details.code);
        return false;
    }

    static constexpr const char* keywords_[] = {"fallback_application_name", "dbname", "client_encoding", nullptr};
    const char* values_[4];
    const PQconninfoOption* options_;
    owner<PGconn, &PQfinish> handle_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_CONNECT_HPP

// refract/driver/postgres_cancel.hpp
#ifndef REFRACT_DRIVER_POSTGRES_CANCEL_HPP
#define REFRACT_DRIVER_POSTGRES_CANCEL_HPP

#if !defined(_WIN32)
#include <signal.h>
#endif

/// \file
/// Asks a server to stop what a connection runs.

namespace refract {
inline namespace v0 {
namespace detail {

#if defined(_WIN32)
struct no_sigpipe {};
#else
/// Keeps SIGPIPE from this thread, to the end of the scope: what is written to a connection that the other side has
/// closed is an error then, and not the end of the program. A signal that was there before stays.
class no_sigpipe {
public:
    no_sigpipe() noexcept : was_pending_(is_pending()) {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    no_sigpipe(const no_sigpipe&) = delete;
    ~no_sigpipe() {
        if (int taken = 0; !was_pending_ && is_pending()) sigwait(&pipe_, &taken);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    static bool is_pending() noexcept {
        sigset_t pending;
        return sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
    }

    sigset_t pipe_{}, before_{};
    bool was_pending_;
};
#endif

/// libpq asks through a connection of its own, and unlike everywhere else without care for SIGPIPE.
inline void cancel_postgres(PGconn* handle) noexcept {
    [[maybe_unused]] const no_sigpipe guard;
    char reason[256];
    if (PGcancel* request = PQgetCancel(handle)) {
        PQcancel(request, reason, sizeof reason);
        PQfreeCancel(request);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_CANCEL_HPP

// refract/driver/postgres_types.hpp
#ifndef REFRACT_DRIVER_POSTGRES_TYPES_HPP
#define REFRACT_DRIVER_POSTGRES_TYPES_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// PostgreSQL's type numbers (OIDs), which are the same on every server for built-in types.
/// Source: src/include/catalog/pg_type.dat

namespace refract {
inline namespace v0 {
namespace detail {

using postgres_oid = unsigned int;

namespace oid {
inline constexpr postgres_oid none = 0; ///< the server finds out
inline constexpr postgres_oid text_array = 1009;
inline constexpr postgres_oid boolean = 16, bytes = 17, character = 18, name = 19, int8 = 20, int2 = 21, int4 = 23,
                              text = 25, json = 114, float4 = 700, float8 = 701, unknown = 705, bpchar = 1042,
                              varchar = 1043, date = 1082, time = 1083, timestamp = 1114, timestamptz = 1184,
                              interval = 1186, numeric = 1700, uuid = 2950, jsonb = 3802;
/// Types that a program made (enums, citext) start here.
inline constexpr postgres_oid first_of_users = 16384;
} // namespace oid

/// What is known of a built-in type.
struct postgres_type_info {
    postgres_oid number;
    postgres_oid array; ///< the type of lists of it
    std::string_view name, short_name;
};

inline constexpr postgres_type_info postgres_types[] = {
    {oid::boolean, 1000, "boolean", "bool"},
    {oid::bytes, 1001, "bytea", ""},
    {oid::character, 1002, "\"char\"", ""},
    {oid::name, 1003, "name", ""},
    {oid::int8, 1016, "bigint", "int8"},
    {oid::int2, 1005, "smallint", "int2"},
    {oid::int4, 1007, "integer", "int4"},
    {oid::text, 1009, "text", ""},
    {26, 1028, "oid", ""},
    {oid::json, 199, "json", ""},
    {142, 143, "xml", ""},
    {oid::float4, 1021, "real", "float4"},
    {oid::float8, 1022, "double precision", "float8"},
    {oid::unknown, 0, "unknown", ""},
    {790, 791, "money", ""},
    {869, 1041, "inet", ""},
    {oid::bpchar, 1014, "character", "bpchar"},
    {oid::varchar, 1015, "character varying", "varchar"},
    {oid::date, 1182, "date", ""},
    {oid::time, 1183, "time without time zone", "time"},
    {oid::timestamp, 1115, "timestamp without time zone", "timestamp"},
    {oid::timestamptz, 1185, "timestamp with time zone", "timestamptz"},
    {oid::interval, 1187, "interval", ""},
    {1266, 1270, "time with time zone", "timetz"},
    {oid::numeric, 1231, "numeric", ""},
    {oid::uuid, 2951, "uuid", ""},
    {2278, 0, "void", ""},
    {oid::jsonb, 3807, "jsonb", ""},
};

constexpr const postgres_type_info* find_postgres_type(postgres_oid number) {
    for (const postgres_type_info& type : postgres_types)
        if (type.number == number) return &type;
    return nullptr;
}

constexpr postgres_oid postgres_type_named(std::string_view name) {
    for (const postgres_type_info& type : postgres_types)
        if (type.name == name || type.short_name == name) return type.number;
    return oid::none;
}
/// The built-in types that the dialect names, by kind.
inline constexpr auto postgres_types_of_kinds = [] {
    std::array<postgres_oid, type_kind_count> types{};
    for (const kind_name& each : postgres_type_names)
        types[static_cast<std::size_t>(each.kind)] = postgres_type_named(cast_name(each));
    return types;
}();
/// The type that a kind of column has; a single value of it, not a list.
constexpr postgres_oid postgres_type_of(type_kind kind) {
    return postgres_types_of_kinds[static_cast<std::size_t>(kind)];
}

/// An enum with a type of its own, whose number differs from database to database, or a text that
/// takes the type of the column that it is compared with or stored in.
constexpr bool is_typed_by_server(const sql_type& type) {
    return type.of_column || (type.enumeration && !type.enumeration->native_name.empty());
}

/// What a parameter's items are sent as; `none` where only the server knows.
constexpr postgres_oid postgres_item_type(const sql_type& type) {
    if (is_typed_by_server(type)) return oid::none;
    return postgres_type_of(type.kind == type_kind::array ? type.item : type.kind);
}

/// What a parameter is declared as.
constexpr postgres_oid postgres_parameter_type(const sql_type& type) {
    const postgres_oid item = postgres_item_type(type);
    if ((!type.list && type.kind != type_kind::array) || item == oid::none) return item;
    return find_postgres_type(item)->array;
}

constexpr bool is_postgres_array(postgres_oid number) {
    for (const postgres_type_info& type : postgres_types)
        if (type.array == number) return number != oid::none;
    return false;
}
/// Whether a column of the database can be read into a field of that kind. No conversions: a type
/// that almost fits is a mistake that would show only with the first large value.
constexpr bool postgres_accepts(type_kind kind, postgres_oid column) {
    switch (kind) {
    case type_kind::none: return true;
    case type_kind::text:
    case type_kind::enumeration:
        return column == oid::text || column == oid::varchar || column == oid::bpchar || column == oid::name ||
               column == oid::unknown || column == oid::character;
    // Without a time zone it is read as UTC; the connection's time zone makes writing agree.
    case type_kind::timestamp: return column == oid::timestamptz || column == oid::timestamp;
    case type_kind::json: return column == oid::jsonb || column == oid::json;
    case type_kind::array: return is_postgres_array(column);
    default: return column == postgres_type_of(kind);
    }
}

/// The same for a field whose type is known, the items of an array included.
constexpr bool postgres_accepts(const sql_type& wanted, postgres_oid column) {
    if (wanted.kind != type_kind::array) return postgres_accepts(wanted.kind, column);
    for (const postgres_type_info& type : postgres_types)
        if (type.array == column && column != oid::none) return postgres_accepts(wanted.item, type.number);
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_TYPES_HPP

// refract/driver/postgres_wire.hpp
#ifndef REFRACT_DRIVER_POSTGRES_WIRE_HPP
#define REFRACT_DRIVER_POSTGRES_WIRE_HPP

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// PostgreSQL's binary format of values, as parameters, COPY and results have it: big-endian.
/// Source: the *_send and *_recv functions in src/backend/utils/adt.

namespace refract {
inline namespace v0 {
namespace detail {

/// The most that a value of fixed size needs: a decimal of 19 digits.
inline constexpr std::size_t postgres_fixed_size = 24;
/// Microseconds and days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from.
inline constexpr std::int64_t postgres_epoch = 946'684'800'000'000;
inline constexpr std::int32_t postgres_epoch_days = 10'957;

template <std::size_t> struct unsigned_of_size;
template <> struct unsigned_of_size<2> {
    using type = std::uint16_t;
};
template <> struct unsigned_of_size<4> {
    using type = std::uint32_t;
};
template <> struct unsigned_of_size<8> {
    using type = std::uint64_t;
};

template <class Unsigned> constexpr Unsigned swap_to_big_endian(Unsigned value) {
    if constexpr (std::endian::native == std::endian::big)
        return value;
    else if constexpr (sizeof(Unsigned) == 2)
        return __builtin_bswap16(value);
    else if constexpr (sizeof(Unsigned) == 4)
        return __builtin_bswap32(value);
    else
        return __builtin_bswap64(value);
}
template <class Number> Number load_big_endian(const char* from) {
    typename unsigned_of_size<sizeof(Number)>::type bits;
    std::memcpy(&bits, from, sizeof bits);
    return std::bit_cast<Number>(swap_to_big_endian(bits));
}
template <class Number> std::size_t store_big_endian(char* to, Number value) {
    const auto bits = swap_to_big_endian(std::bit_cast<typename unsigned_of_size<sizeof(Number)>::type>(value));
    std::memcpy(to, &bits, sizeof bits);
    return sizeof bits;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_number_too_wide() {
    throw conversion_error("a whole number does not fit in the type of its column");
}

/// A whole number in the width of the column.
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int64_t value) {
    if (type == oid::int4) {
        if (value != static_cast<std::int32_t>(value)) throw_number_too_wide();
        return store_big_endian(to, static_cast<std::int32_t>(value));
    }
    if (type == oid::int2) {
        if (value != static_cast<std::int16_t>(value)) throw_number_too_wide();
        return store_big_endian(to, static_cast<std::int16_t>(value));
    }
    return store_big_endian(to, value);
}
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int32_t value) {
    if (type == oid::int4 || type == oid::none) return store_big_endian(to, value);
    return postgres_encode(to, type, std::int64_t{value});
}
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int16_t value) {
    if (type == oid::int2 || type == oid::none) return store_big_endian(to, value);
    return postgres_encode(to, type, std::int64_t{value});
}
inline std::size_t postgres_encode(char* to, postgres_oid, bool value) {
    *to = value ? 1 : 0;
    return 1;
}
inline std::size_t postgres_encode(char* to, postgres_oid type, double value) {
    if (type != oid::float4) return store_big_endian(to, value);
    // NaN and the infinities stay what they are.
    const double largest = static_cast<double>(std::numeric_limits<float>::max());
    if ((value > largest || value < -largest) && value - value == 0)
        throw conversion_error("a number does not fit in a real column");
    return store_big_endian(to, static_cast<float>(value));
}
inline std::size_t postgres_encode(char* to, postgres_oid type, float value) {
    if (type == oid::float8) return store_big_endian(to, static_cast<double>(value));
    return store_big_endian(to, value);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::timestamp value) {
    std::int64_t since_2000 = 0;
    if (__builtin_sub_overflow(value.microseconds, postgres_epoch, &since_2000) ||
        since_2000 == std::numeric_limits<std::int64_t>::min()) // what PostgreSQL calls -infinity
        throw conversion_error("a time lies before the first one that PostgreSQL knows");
    return store_big_endian(to, since_2000);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::date value) {
    std::int32_t since_2000 = 0;
    if (__builtin_sub_overflow(value.days, postgres_epoch_days, &since_2000) ||
        since_2000 == std::numeric_limits<std::int32_t>::min())
        throw conversion_error("a date lies before the first one that PostgreSQL knows");
    return store_big_endian(to, since_2000);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::time value) {
    return store_big_endian(to, value.microseconds);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::interval value) {
    store_big_endian(to, value.microseconds);
    std::memset(to + 8, 0, 8); // no days, no months: they have no fixed length
    return 16;
}
inline std::size_t postgres_encode(char* to, postgres_oid, const wire::uuid& value) {
    std::memcpy(to, value.bytes.data(), value.bytes.size());
    return value.bytes.size();
}

/// The head of a numeric; digits in base 10000 follow, the most significant first.
struct postgres_numeric {
    static constexpr std::uint16_t positive = 0, negative = 0x4000, not_a_number = 0xC000, infinity = 0xD000,
                                   negative_infinity = 0xF000;
    std::int16_t digit_count;
    std::int16_t weight; ///< of the first digit, in powers of 10000
    std::uint16_t sign;
    std::int16_t scale; ///< decimal digits shown behind the point

    static constexpr int size = 8;
};

inline std::size_t postgres_encode(char* to, postgres_oid, wire::decimal value) {
    // A magnitude, because the lowest coefficient has no positive counterpart.
    std::uint64_t rest = value.coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value.coefficient)
                                               : static_cast<std::uint64_t>(value.coefficient);
    std::array<std::int16_t, 6> digits{}; // the least significant first
    std::int16_t count = 0;
    const unsigned partial = value.scale % 4u;
    if (partial != 0 && rest != 0) {
        // The last digit is filled up with zeros, so that the point lies between digits.
        const auto unit = static_cast<std::uint64_t>(power_of_ten(partial));
        digits[0] = static_cast<std::int16_t>(rest % unit * static_cast<std::uint64_t>(power_of_ten(4 - partial)));
        rest /= unit;
        count = 1;
    }
    for (; rest != 0; rest /= 10'000)
        digits[static_cast<std::size_t>(count++)] = static_cast<std::int16_t>(rest % 10'000);
    const int behind_point = (value.scale + 3) / 4;
    char* out = to;
    out += store_big_endian(out, count);
    out += store_big_endian(out, static_cast<std::int16_t>(count == 0 ? 0 : count - 1 - behind_point));
    out += store_big_endian(out, value.coefficient < 0 ? postgres_numeric::negative : postgres_numeric::positive);
    out += store_big_endian(out, std::int16_t{value.scale});
    while (count > 0) out += store_big_endian(out, digits[static_cast<std::size_t>(--count)]);
    return static_cast<std::size_t>(out - to);
}

/// Why a stored value does not fit into the plain value; none where it does.
using postgres_complaint = const char*;

inline postgres_complaint postgres_decode(const char* from, wire::timestamp& out) {
    const auto since_2000 = load_big_endian<std::int64_t>(from);
    if (since_2000 == std::numeric_limits<std::int64_t>::max() ||
        since_2000 == std::numeric_limits<std::int64_t>::min())
        return "holds an infinite time, which the field cannot hold";
    if (__builtin_add_overflow(since_2000, postgres_epoch, &out.microseconds))
        return "holds a time beyond 64 bits of microseconds since 1970";
    return nullptr;
}
inline postgres_complaint postgres_decode(const char* from, wire::date& out) {
    const auto since_2000 = load_big_endian<std::int32_t>(from);
    if (since_2000 == std::numeric_limits<std::int32_t>::max() ||
        since_2000 == std::numeric_limits<std::int32_t>::min())
        return "holds an infinite date, which the field cannot hold";
    if (__builtin_add_overflow(since_2000, postgres_epoch_days, &out.days))
        return "holds a date beyond 32 bits of days since 1970";
    return nullptr;
}
inline postgres_complaint postgres_decode(const char* from, wire::interval& out) {
    std::int64_t days = load_big_endian<std::int32_t>(from + 8);
    if (load_big_endian<std::int32_t>(from + 12) != 0)
        return "holds an interval with months, which has no fixed length";
    if (__builtin_mul_overflow(days, std::int64_t{86'400'000'000}, &days) ||
        __builtin_add_overflow(load_big_endian<std::int64_t>(from), days, &out.microseconds))
        return "holds an interval beyond 64 bits of microseconds";
    return nullptr;
}

/// Multiplies by 10^exponent; false where that is beyond 64 bits.
inline bool shift_decimal(std::int64_t& coefficient, int exponent) {
    if (coefficient == 0) return true;
    if (exponent > 18) return false;
    return !__builtin_mul_overflow(coefficient, power_of_ten(static_cast<unsigned>(exponent)), &coefficient);
}

inline postgres_complaint postgres_decode_numeric(const char* from, int length, wire::decimal& out) {
    constexpr postgres_complaint too_long = "holds a number with more digits than the field can hold";
    constexpr postgres_complaint no_number = "holds no number as PostgreSQL writes it";
    if (length < postgres_numeric::size) return no_number;
    int count = load_big_endian<std::int16_t>(from);
    const int weight = load_big_endian<std::int16_t>(from + 2);
    const auto sign = load_big_endian<std::uint16_t>(from + 4);
    if (sign == postgres_numeric::not_a_number) return "holds NaN, which a decimal cannot hold";
    if (sign == postgres_numeric::infinity || sign == postgres_numeric::negative_infinity)
        return "holds an infinite number, which a decimal cannot hold";
    if (sign != postgres_numeric::positive && sign != postgres_numeric::negative) return no_number;
    if (count < 0 || length != postgres_numeric::size + 2 * count) return no_number;
    const auto digit = [&](int i) { return load_big_endian<std::int16_t>(from + postgres_numeric::size + 2 * i); };
    for (int i = 0; i < count; ++i)
        if (digit(i) < 0 || digit(i) > 9'999) return no_number;
    while (count > 0 && digit(count - 1) == 0) --count;
    out = {0, 0};
    if (count == 0) return nullptr;

    // Built up below zero, which reaches one further than above. Zeros at the end are left out:
    // they are no part of the value, and would take room.
    std::int64_t coefficient = 0;
    for (int i = 0; i < count - 1; ++i)
        if (!shift_decimal(coefficient, 4) || __builtin_sub_overflow(coefficient, std::int64_t{digit(i)}, &coefficient))
            return too_long;
    int last = digit(count - 1), zeros = 0;
    for (; last % 10 == 0; last /= 10) ++zeros;
    if (!shift_decimal(coefficient, 4 - zeros) || __builtin_sub_overflow(coefficient, std::int64_t{last}, &coefficient))
        return too_long;
    const int exponent = 4 * (weight - (count - 1)) + zeros;
    if (exponent < -18 || (exponent > 0 && !shift_decimal(coefficient, exponent))) return too_long;
    if (sign == postgres_numeric::positive && __builtin_sub_overflow(std::int64_t{0}, coefficient, &coefficient))
        return too_long;
    out = {coefficient, static_cast<std::uint8_t>(exponent < 0 ? -exponent : 0)};
    return nullptr;
}

/// Text as PostgreSQL can store it: everything but NUL characters. It checks UTF-8 itself.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_nul_character() {
    throw conversion_error("a text holds a NUL character, which PostgreSQL cannot store; use bytes for it");
}
REFRACT_INLINE void check_postgres_text(std::string_view text) {
    // data() of an empty view may be null, which memchr must not see.
    if (!text.empty() && std::memchr(text.data(), 0, text.size())) [[unlikely]]
        throw_nul_character();
}
/// The longest message to a server, and so the longest value, is 1 GiB; of what is longer it gives up
/// the connection. A little is left for what stands beside the values.
inline constexpr std::size_t longest_postgres_message = (std::size_t{1} << 30) - 8'192;
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_too_long(std::size_t size) {
    throw conversion_error("a value of " + std::to_string(size) +
                           " bytes is longer than PostgreSQL can store; it takes less than 1 GiB");
}
REFRACT_INLINE void check_postgres_size(std::size_t size) {
    if (size > longest_postgres_message) [[unlikely]]
        throw_too_long(size);
}
inline void check_postgres_message(std::size_t size, std::string_view sql) {
    if (size > longest_postgres_message)
        throw conversion_error(
            error_details{.message = "the values of the statement have " + std::to_string(size) +
                                     " bytes together; PostgreSQL takes less than 1 GiB in one statement",
                          .sql = std::string(sql.substr(0, 10'000))});
}

/// Bytes that grow, and that keep their room when they are emptied. (No std::string: it would zero what is then
/// written.)
class postgres_buffer {
public:
    postgres_buffer() = default;
    postgres_buffer(postgres_buffer&& other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)),
          room_(std::exchange(other.room_, 0)) {}
    postgres_buffer& operator=(postgres_buffer&&) = delete;
    ~postgres_buffer() { delete[] bytes_; }

    const char* data() const { return bytes_; }
    std::size_t size() const { return size_; }
    void clear() { size_ = 0; }

    /// Room for that many more bytes; `commit` says how many were used.
    REFRACT_INLINE char* room(std::size_t size) {
        if (room_ - size_ < size) [[unlikely]]
            grow(size_ + size);
        return bytes_ + size_;
    }
    void commit(std::size_t size) { size_ += size; }
    template <class Number> void put_number(Number value) { commit(store_big_endian(room(sizeof value), value)); }
    /// Writes a number over one that was put.
    template <class Number> void set_number(std::size_t at, Number value) { store_big_endian(bytes_ + at, value); }
    void put(const void* bytes, std::size_t size) {
        if (size == 0) return;
        std::memcpy(room(size), bytes, size);
        commit(size);
    }

private:
    [[gnu::noinline]] void grow(std::size_t least) {
        const std::size_t wanted = least > 2 * room_ ? least : 2 * room_;
        char* const larger = new char[wanted];
        if (size_ > 0) std::memcpy(larger, bytes_, size_);
        delete[] std::exchange(bytes_, larger);
        room_ = wanted;
    }

    char* bytes_ = nullptr;
    std::size_t size_ = 0, room_ = 0;
};

/// Appends bytes with their length before them; `head` (one character or none) counts as one of them.
REFRACT_INLINE void append_postgres_bytes(postgres_buffer& to, const void* bytes, std::size_t size,
                                          std::string_view head = {}) {
    const std::size_t whole = size + head.size();
    check_postgres_size(whole);
    char* out = to.room(4 + whole);
    out += store_big_endian(out, static_cast<std::int32_t>(whole));
    if (!head.empty()) *out++ = head.front();
    if (size > 0) std::memcpy(out, bytes, size); // the address of nothing may be null
    to.commit(4 + whole);
}
/// A type whose binary form has no fixed size: `put_postgres` appends it, `take_postgres` reads it.
template <class Wire>
concept postgres_varying = requires(postgres_buffer& to, const Wire& value) { put_postgres(to, oid::none, value); };

/// Appends a value with its length before it, as arrays and COPY have them.
template <class Wire>
REFRACT_INLINE void append_postgres_field(postgres_buffer& to, postgres_oid type, const Wire& value) {
    if constexpr (std::is_same_v<Wire, std::string_view>) {
        check_postgres_text(value);
        append_postgres_bytes(to, value.data(), value.size());
    } else if constexpr (std::is_same_v<Wire, wire::bytes>) {
        append_postgres_bytes(to, value.data(), value.size());
    } else if constexpr (std::is_same_v<Wire, wire::json>) {
        check_postgres_text(value.text);
        // jsonb has the version of its format before the text, json has not.
        append_postgres_bytes(to, value.text.data(), value.text.size(), type == oid::json ? "" : "\1");
    } else if constexpr (postgres_varying<Wire>) {
        const std::size_t start = to.size();
        to.put_number(std::int32_t{0});
        put_postgres(to, type, value);
        check_postgres_size(to.size() - start - 4);
        to.set_number(start, static_cast<std::int32_t>(to.size() - start - 4));
    } else {
        char* out = to.room(4 + postgres_fixed_size);
        const std::size_t size = postgres_encode(out + 4, type, value);
        store_big_endian(out, static_cast<std::int32_t>(size));
        to.commit(4 + size);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_WIRE_HPP

// refract/driver/postgres_numeric.hpp
#ifndef REFRACT_DRIVER_POSTGRES_NUMERIC_HPP
#define REFRACT_DRIVER_POSTGRES_NUMERIC_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// PostgreSQL's numeric of any size, from and to text.
/// Source: numeric_recv and numeric_send in src/backend/utils/adt/numeric.c.

namespace refract {
inline namespace v0 {
namespace detail {

/// Four decimal digits of a fraction or of a whole number; what lies outside the text is zero.
inline std::int16_t postgres_digit(std::string_view digits, std::ptrdiff_t first) {
    int value = 0;
    for (std::ptrdiff_t i = first; i < first + 4; ++i) {
        const bool inside = i >= 0 && i < static_cast<std::ptrdiff_t>(digits.size());
        value = 10 * value + (inside ? digits[static_cast<std::size_t>(i)] - '0' : 0);
    }
    return static_cast<std::int16_t>(value);
}

/// Errors: `conversion_error` for more than the 131,072 digits before and 16,383 behind the point that there can be.
inline void put_postgres(postgres_buffer& to, postgres_oid, const wire::numeric& value) {
    number_parts parts;
    parse_number(value.text, parts);
    if (parts.whole.size() > 131'072 || parts.fraction.size() > 16'383)
        throw_out_of_range("a number of " + std::to_string(parts.whole.size() + parts.fraction.size()) + " digits",
                           "a numeric of PostgreSQL");
    const auto whole = static_cast<std::ptrdiff_t>(parts.whole.size());
    const auto before = static_cast<std::int32_t>((whole + 3) / 4);
    auto behind = static_cast<std::int32_t>((parts.fraction.size() + 3) / 4);
    const auto digit = [&](std::int32_t i) {
        return i < before ? postgres_digit(parts.whole, whole - 4 * std::ptrdiff_t{before - i})
                          : postgres_digit(parts.fraction, 4 * std::ptrdiff_t{i - before});
    };
    std::int32_t first = 0, end = before + behind;
    while (first < end && digit(first) == 0) ++first;
    while (first < end && digit(end - 1) == 0) --end;
    to.put_number(static_cast<std::int16_t>(end - first));
    to.put_number(static_cast<std::int16_t>(first == end ? 0 : before - 1 - first));
    to.put_number(parts.negative ? postgres_numeric::negative : postgres_numeric::positive);
    to.put_number(static_cast<std::int16_t>(parts.fraction.size()));
    for (; first < end; ++first) to.put_number(digit(first));
}

inline postgres_complaint take_postgres(const char* from, int length, postgres_oid, wire::numeric& out) {
    if (length < postgres_numeric::size) return "holds no number";
    const int count = load_big_endian<std::int16_t>(from), weight = load_big_endian<std::int16_t>(from + 2);
    const auto sign = load_big_endian<std::uint16_t>(from + 4);
    const int scale = load_big_endian<std::int16_t>(from + 6);
    if (sign == postgres_numeric::not_a_number) return "holds NaN, which refract::numeric cannot hold";
    if (sign == postgres_numeric::infinity || sign == postgres_numeric::negative_infinity)
        return "holds an infinite number, which refract::numeric cannot hold";
    if (count < 0 || scale < 0 || length != postgres_numeric::size + 2 * count ||
        (sign != postgres_numeric::positive && sign != postgres_numeric::negative))
        return "holds no number";
    std::string& text = out.text;
    text = sign == postgres_numeric::negative ? "-" : "";
    // The digit of 10000^power; those that are not sent are zero.
    const auto put = [&](int power) {
        const int i = weight - power;
        const int digit =
            i >= 0 && i < count ? load_big_endian<std::int16_t>(from + postgres_numeric::size + 2 * i) : 0;
        if (digit < 0 || digit > 9999) return false;
        for (const int unit : {1000, 100, 10, 1}) text += static_cast<char>('0' + digit / unit % 10);
        return true;
    };
    for (int power = weight; power >= 0; --power)
        if (!put(power)) return "holds no number";
    if (weight < 0) text += '0';
    if (scale == 0) return nullptr;
    text += '.';
    const std::size_t point = text.size();
    for (int power = -1; text.size() - point < static_cast<std::size_t>(scale); --power)
        if (!put(power)) return "holds no number";
    text.resize(point + static_cast<std::size_t>(scale));
    return nullptr;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_NUMERIC_HPP

// refract/driver/postgres_array.hpp
#ifndef REFRACT_DRIVER_POSTGRES_ARRAY_HPP
#define REFRACT_DRIVER_POSTGRES_ARRAY_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

/// \file
/// PostgreSQL's arrays of one dimension, in the binary format.
/// Source: array_recv and array_send in src/backend/utils/adt/arrayfuncs.c.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Item> void put_postgres(postgres_buffer& to, postgres_oid item, const wire::list<Item>& list) {
    bool has_null = false;
    for (const auto& each : list.items) has_null |= each.null;
    to.put_number(std::int32_t{list.items.empty() ? 0 : 1}); // dimensions
    to.put_number(std::int32_t{has_null});
    to.put_number(item);
    if (list.items.empty()) return;
    check_postgres_size(list.items.size());
    to.put_number(static_cast<std::int32_t>(list.items.size()));
    to.put_number(std::int32_t{1}); // the first item's number
    for (const auto& each : list.items)
        if (each.null)
            to.put_number(std::int32_t{-1});
        else
            append_postgres_field(to, item, each.value);
}

/// One item; false where its bytes cannot be a value of the type.
template <class Item> postgres_complaint take_postgres_item(const char* from, int size, postgres_oid type, Item& out) {
    constexpr postgres_complaint no_item = "holds an array whose items have another length than their type";
    if constexpr (std::is_same_v<Item, bool>) {
        if (size != 1) return no_item;
        out = *from != 0;
    } else if constexpr (std::is_arithmetic_v<Item>) {
        if (size != static_cast<int>(sizeof(Item))) return no_item;
        out = load_big_endian<Item>(from);
    } else if constexpr (std::is_same_v<Item, std::string_view>) {
        out = {from, static_cast<std::size_t>(size)};
    } else if constexpr (std::is_same_v<Item, wire::bytes>) {
        out = {reinterpret_cast<const std::byte*>(from), static_cast<std::size_t>(size)};
    } else if constexpr (std::is_same_v<Item, wire::json>) {
        out.text = {from, static_cast<std::size_t>(size)};
        if (type != oid::jsonb) return nullptr;
        if (!out.text.starts_with('\1')) return "holds no jsonb of the version that is known";
        out.text.remove_prefix(1);
    } else if constexpr (std::is_same_v<Item, wire::uuid>) {
        if (size != static_cast<int>(out.bytes.size())) return no_item;
        std::memcpy(out.bytes.data(), from, out.bytes.size());
    } else if constexpr (std::is_same_v<Item, wire::decimal>) {
        return postgres_decode_numeric(from, size, out);
    } else if constexpr (std::is_same_v<Item, wire::time>) {
        if (size != 8) return no_item;
        out.microseconds = load_big_endian<std::int64_t>(from);
    } else if constexpr (postgres_varying<Item>) {
        return take_postgres(from, size, type, out);
    } else {
        constexpr int wanted = std::is_same_v<Item, wire::date> ? 4 : std::is_same_v<Item, wire::interval> ? 16 : 8;
        if (size != wanted) return no_item;
        return postgres_decode(from, out);
    }
    return nullptr;
}

/// `read_as`: the array's type. Of arrays of users' types only those whose items are text come here as text[].
template <class Item>
postgres_complaint take_postgres(const char* from, int length, postgres_oid read_as, wire::list<Item>& out) {
    constexpr postgres_complaint no_array = "holds no array as PostgreSQL writes it";
    constexpr int head = 12, dimension = 8;
    out.items.clear();
    if (length < head) return no_array;
    const auto dimensions = load_big_endian<std::int32_t>(from);
    const auto type = load_big_endian<postgres_oid>(from + 8);
    const bool is_users_text = type >= oid::first_of_users && read_as == oid::text_array;
    if (!postgres_accepts(kind_of_wire<Item>, is_users_text ? oid::text : type))
        return "holds an array of another type than the field's";
    if (dimensions == 0) return length == head ? nullptr : no_array;
    if (dimensions != 1) return "holds an array of several dimensions, where a std::vector has one";
    if (length < head + dimension) return no_array;
    const auto count = load_big_endian<std::int32_t>(from + head);
    if (count < 0 || count > (length - head - dimension) / 4) return no_array;
    if (load_big_endian<std::int32_t>(from + head + 4) != 1)
        return "holds an array that does not begin at 1, which a std::vector would forget";
    const char* const end = from + length;
    from += head + dimension;
    out.items.resize(static_cast<std::size_t>(count));
    for (auto& each : out.items) {
        if (end - from < 4) return no_array;
        const auto size = load_big_endian<std::int32_t>(from);
        from += 4;
        each.null = size == -1;
        if (each.null) continue;
        if (size < 0 || size > end - from) return no_array;
        if (const postgres_complaint complaint = take_postgres_item(from, size, type, each.value)) return complaint;
        from += size;
    }
    return from == end ? nullptr : no_array;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_ARRAY_HPP

// refract/driver/postgres_layout.hpp
#ifndef REFRACT_DRIVER_POSTGRES_LAYOUT_HPP
#define REFRACT_DRIVER_POSTGRES_LAYOUT_HPP

#include <cstdint>
#include <cstring>
#include <vector>

/// \file
/// Where the cells of a result are. A value must not be read beyond its bytes, and asking libpq for each
/// cell's address and length costs a tenth of a row. libpq keeps both beside each other, one row after
/// another, since version 8. They are read there if a result made for the purpose is found to lie so,
/// in a version that was looked at; otherwise libpq's functions fill such rows.

namespace refract {
inline namespace v0 {
namespace detail {

/// A cell as libpq keeps it.
struct postgres_stored_cell {
    int size; ///< -1: NULL
    const char* bytes;
};

/// The beginning of a result as libpq keeps it.
struct postgres_stored_rows {
    int row_count, column_count;
    const PGresAttDesc* columns;
    const postgres_stored_cell* const* rows;
};
inline postgres_stored_rows look_into(const PGresult* result) {
    postgres_stored_rows head;
    std::memcpy(&head, static_cast<const void*>(result), sizeof head);
    return head;
}

/// One row, asked of libpq cell by cell.
inline void copy_postgres_row(std::vector<postgres_stored_cell>& to, const PGresult* result, int row) {
    to.clear();
    for (int column = 0; column < PQnfields(result); ++column) {
        const bool null = PQgetisnull(result, row, column) != 0;
        to.push_back({null ? -1 : PQgetlength(result, row, column), PQgetvalue(result, row, column)});
    }
}

/// Two rows of two columns: texts, an empty text, a NULL.
inline bool fill_postgres_probe(PGresult* probe) {
    char name[] = "probe", text[] = "probe text", nothing[] = "";
    PGresAttDesc columns[2]{};
    columns[0].name = columns[1].name = name;
    columns[0].typid = 25;
    columns[1].typid = 1043;
    columns[1].format = 1;
    return PQsetResultAttrs(probe, 2, columns) && PQsetvalue(probe, 0, 0, text, 10) &&
           PQsetvalue(probe, 0, 1, nullptr, -1) && PQsetvalue(probe, 1, 0, nothing, 0) &&
           PQsetvalue(probe, 1, 1, text, 5);
}
inline bool find_postgres_layout() {
    // Outside these versions the words would be taken for addresses unseen.
    if (PQlibVersion() < 120'000 || PQlibVersion() >= 190'000) return false;
    const postgres_result probe(PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK));
    if (!probe.get() || !fill_postgres_probe(probe.get())) return false;
    const postgres_stored_rows head = look_into(probe.get());
    if (head.row_count != 2 || head.column_count != 2 || !head.rows || !head.columns) return false;
    if (head.columns[0].name != PQfname(probe.get(), 0) || head.columns[1].name != PQfname(probe.get(), 1) ||
        head.columns[0].typid != 25 || head.columns[1].typid != 1043 || head.columns[1].format != 1)
        return false;
    std::vector<postgres_stored_cell> asked;
    for (int row = 0; row < 2; ++row) {
        copy_postgres_row(asked, probe.get(), row);
        for (std::size_t column = 0; column < 2; ++column) {
            const postgres_stored_cell& kept = head.rows[row][column];
            if (kept.size != asked[column].size || kept.bytes != asked[column].bytes) return false;
        }
    }
    return true;
}
/// Whether results of this libpq lie as described above; found out once.
inline bool knows_postgres_layout() {
    static const bool known = find_postgres_layout();
    return known;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_LAYOUT_HPP

// refract/driver/postgres_cell.hpp
#ifndef REFRACT_DRIVER_POSTGRES_CELL_HPP
#define REFRACT_DRIVER_POSTGRES_CELL_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// "integer (int4)": the name of a built-in type as SQL and as the catalog have it.
inline std::string postgres_type_text(const postgres_type_info& type) {
    std::string text(type.name);
    if (!type.short_name.empty()) text.append(" (").append(type.short_name).append(")");
    return text;
}
inline std::string postgres_type_text(postgres_oid number) {
    if (const postgres_type_info* type = find_postgres_type(number)) return postgres_type_text(*type);
    return "the type with the OID " + std::to_string(number);
}
/// What a field of that kind wants its column to be.
inline std::string postgres_wanted_text(type_kind kind) {
    return kind == type_kind::array ? "an array of its items' type" : postgres_type_text(postgres_type_of(kind));
}

/// A column of a result: its type as it came, and the type that its values are read as. The two differ
/// for types of users whose binary form is text.
struct postgres_column {
    postgres_oid type, read_as;
};

/// Where cells are: a row of a result, and what is known of its columns.
struct postgres_cell_row {
    const PGresult* result = nullptr;
    const postgres_stored_cell* cells = nullptr;
    const postgres_column* columns = nullptr;
    int column_count = 0;
    int row = 0;
    /// The columns' types are known to be those of the fields.
    bool checked = false;
    std::string_view sql{};
};

/// A cell of the current row, read from the binary format.
/// Lifetime: that of the statement's current row.
class postgres_cell {
public:
    postgres_cell(const postgres_cell_row& at, int column) : at_(&at), column_(column) {}

    bool is_null() const { return (!at_->checked && !exists()) || stored().size < 0; }

    template <class Wire> Wire read() const {
        if (!at_->checked) [[unlikely]]
            check(kind_of_wire<Wire>);
        Wire out{};
        read_into(out);
        return out;
    }

private:
    bool exists() const { return at_->cells && column_ < at_->column_count; }
    const postgres_stored_cell& stored() const { return at_->cells[column_]; }

    /// The address of a value whose size follows from its type. NULL has none.
    template <class Wire, std::size_t Size = sizeof(Wire)> const char* fixed() const {
        const postgres_stored_cell& cell = stored();
        if (cell.size != static_cast<int>(Size)) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return cell.bytes;
    }
    /// A value of any length.
    template <class Wire> const postgres_stored_cell& variable() const {
        const postgres_stored_cell& cell = stored();
        if (cell.size < 0) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return cell;
    }

    void read_into(bool& out) const { out = *fixed<bool, 1>() != 0; }
    template <class Number>
        requires std::is_arithmetic_v<Number>
    void read_into(Number& out) const {
        out = load_big_endian<Number>(fixed<Number>());
    }
    void read_into(std::string_view& out) const {
        const postgres_stored_cell& cell = variable<std::string_view>();
        out = {cell.bytes, static_cast<std::size_t>(cell.size)};
    }
    void read_into(wire::bytes& out) const {
        const postgres_stored_cell& cell = variable<wire::bytes>();
        out = {reinterpret_cast<const std::byte*>(cell.bytes), static_cast<std::size_t>(cell.size)};
    }
    void read_into(wire::json& out) const {
        const postgres_stored_cell& cell = variable<wire::json>();
        out.text = {cell.bytes, static_cast<std::size_t>(cell.size)};
        if (at_->columns[column_].read_as != oid::jsonb) return;
        // jsonb has the version of its format before the text.
        if (!out.text.starts_with('\1')) throw_complaint("holds no jsonb of the version that is known");
        out.text.remove_prefix(1);
    }
    void read_into(wire::time& out) const { out.microseconds = load_big_endian<std::int64_t>(fixed<wire::time, 8>()); }
    void read_into(wire::timestamp& out) const { complain(postgres_decode(fixed<wire::timestamp, 8>(), out)); }
    void read_into(wire::date& out) const { complain(postgres_decode(fixed<wire::date, 4>(), out)); }
    void read_into(wire::interval& out) const { complain(postgres_decode(fixed<wire::interval, 16>(), out)); }
    void read_into(wire::uuid& out) const { std::memcpy(out.bytes.data(), fixed<wire::uuid, 16>(), 16); }
    template <postgres_varying Wire> void read_into(Wire& out) const {
        const postgres_stored_cell& cell = variable<Wire>();
        complain(take_postgres(cell.bytes, cell.size, at_->columns[column_].read_as, out));
    }
    void read_into(wire::decimal& out) const {
        const postgres_stored_cell& cell = variable<wire::decimal>();
        complain(postgres_decode_numeric(cell.bytes, cell.size, out));
    }

    /// For rows that nobody declared.
    [[gnu::noinline]] void check(type_kind kind) const {
        if (!exists() || !postgres_accepts(kind, at_->columns[column_].read_as)) fail(kind);
    }
    void complain(postgres_complaint complaint) const {
        if (complaint) [[unlikely]]
            throw_complaint(complaint);
    }
    std::string column_text() const {
        const char* name = PQfname(at_->result, column_);
        return name ? "column \"" + std::string(name) + "\"" : "column " + std::to_string(column_ + 1);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void throw_complaint(postgres_complaint complaint) const {
        throw conversion_error(error_details{.message = column_text() + " " + complaint, .sql = std::string(at_->sql)});
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(type_kind kind) const {
        std::string found = " does not exist";
        if (exists()) {
            const postgres_oid type = at_->columns[column_].type;
            if (!postgres_accepts(kind, at_->columns[column_].read_as))
                found = " is " + postgres_type_text(type);
            else if (stored().size < 0)
                found = " is NULL";
            else // no server of PostgreSQL does that
                found = " came in " + std::to_string(stored().size) + " bytes";
        }
        throw schema_mismatch(
            error_details{.message = column_text() + found + ", the field wants " + postgres_wanted_text(kind),
                          .sql = std::string(at_->sql)});
    }

    const postgres_cell_row* at_;
    int column_;
};

/// The current row of a statement.
struct postgres_row {
    const postgres_cell_row* at;
    postgres_cell cell(int column) const { return {*at, column}; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_CELL_HPP

// refract/driver/postgres_names.hpp
#ifndef REFRACT_DRIVER_POSTGRES_NAMES_HPP
#define REFRACT_DRIVER_POSTGRES_NAMES_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>
#if __has_include(<sys/random.h>)
#include <sys/random.h>
#endif

namespace refract {
inline namespace v0 {
namespace detail {

/// "refract_" and 13 characters that no other connection has: behind a pooler several clients use the
/// sessions of the server in turn, and one must never run what another has prepared.
inline std::string make_postgres_prefix() {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    std::uint64_t random = 0;
    if (getentropy(&random, sizeof random) != 0)
        throw error("the operating system gives no random numbers, which the names of prepared statements need");
    std::string prefix = "refract_";
    for (int i = 0; i < 13; ++i, random >>= 5) prefix += letters[random & 31];
    return prefix + '_';
}

/// The prepared statements of one connection: their names, and those that are to be deallocated when
/// there is occasion.
class postgres_names {
public:
    /// A name that was never used before.
    std::uint32_t next() { return ++last_; }
    std::string text(std::uint32_t number) const { return prefix_ + std::to_string(number); }
    const std::string& prefix() const { return prefix_; }

    void abandon(std::uint32_t number) noexcept {
        try {
            abandoned_.push_back(number);
        } catch (...) { // no memory: then the server keeps it until the session ends
        }
    }
    bool has_abandoned() const { return !abandoned_.empty(); }
    /// Asking which are there costs a round trip, and waits until it is worth it.
    bool has_many_abandoned() const { return abandoned_.size() >= 16; }

    /// Outside a transaction, where a failure undoes nothing.
    void deallocate(PGconn* handle) {
        const auto command = [this](std::uint32_t number) { return "DEALLOCATE " + text(number) + ";"; };
        std::string script;
        for (std::uint32_t number : abandoned_) script += command(number);
        const bool done = postgres_result(PQexec(handle, script.c_str())).status() == PGRES_COMMAND_OK;
        // One that is gone already (DISCARD ALL) ends the script.
        for (std::size_t i = 0; !done && i < abandoned_.size(); ++i)
            PQclear(PQexec(handle, command(abandoned_[i]).c_str()));
        abandoned_.clear();
    }
    /// Those that are there: a name that is gone would undo a transaction, and behind a pooler it may
    /// belong to another session.
    void deallocate_found(PGconn* handle) {
        std::string question = "SELECT 'DEALLOCATE ' || name FROM pg_catalog.pg_prepared_statements WHERE name IN (''";
        for (std::uint32_t number : abandoned_) question += ", '" + text(number) + "'";
        const postgres_result there(PQexec(handle, (question + ")").c_str()));
        std::string script;
        for (int row = 0; PQnfields(there.get()) == 1 && row < PQntuples(there.get()); ++row)
            script.append(PQgetvalue(there.get(), row, 0)).append(";");
        if (!script.empty()) PQclear(PQexec(handle, script.c_str()));
        abandoned_.clear();
    }
    /// The session ends, or nothing there is ours.
    void forget_abandoned() noexcept { abandoned_.clear(); }

private:
    std::string prefix_ = make_postgres_prefix();
    std::uint32_t last_ = 0;
    std::vector<std::uint32_t> abandoned_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_NAMES_HPP

// refract/driver/postgres_pipeline.hpp
#ifndef REFRACT_DRIVER_POSTGRES_PIPELINE_HPP
#define REFRACT_DRIVER_POSTGRES_PIPELINE_HPP

/// \file
/// Pipelines of libpq, which has them since version 14.
/// Source: https://www.postgresql.org/docs/current/libpq-pipeline-mode.html

namespace refract {
inline namespace v0 {
namespace detail {

#ifdef LIBPQ_HAS_PIPELINING
inline constexpr bool has_postgres_pipelines = true;
inline bool was_skipped(ExecStatusType status) { return status == PGRES_PIPELINE_ABORTED; }
inline bool ends_pipeline(const PGresult* result) { return PQresultStatus(result) == PGRES_PIPELINE_SYNC; }
#else
inline constexpr bool has_postgres_pipelines = false;
inline bool was_skipped(ExecStatusType) { return false; }
inline bool ends_pipeline(const PGresult*) { return false; }
inline int PQenterPipelineMode(PGconn*) { return 0; }
inline int PQexitPipelineMode(PGconn*) { return 0; }
inline int PQpipelineSync(PGconn*) { return 0; }
inline int PQsendFlushRequest(PGconn*) { return 0; }
#endif

/// What has become of the pipeline of a connection. It is open until its end has been read.
class postgres_pipeline {
public:
    bool is_open() const { return is_open_; }
    /// Whether its end was sent, so that no statement can be added.
    bool is_complete() const { return is_complete_; }
    bool has_statements() const { return has_statements_; }

    void enter(PGconn* handle) {
        if (PQenterPipelineMode(handle) == 0) throw_postgres_error(handle, {}, {});
        *this = {};
        is_open_ = true;
    }
    /// A statement was sent.
    void add() {
        has_statements_ = true;
        has_asked_ = false;
    }
    /// The server keeps its answers back until it is asked for them, or the end comes.
    void ask_for_answers(PGconn* handle) noexcept {
        if (!is_open_ || is_complete_ || has_asked_) return;
        PQsendFlushRequest(handle);
        has_asked_ = true;
    }
    /// Sends its end.
    void complete(PGconn* handle) noexcept {
        PQpipelineSync(handle); // what fails there, the next result tells
        is_complete_ = true;
    }
    /// Reads its end, which comes next, and closes it. Gives the failure that came with it (a constraint that was
    /// deferred to the commit), or null.
    PGresult* leave(PGconn* handle) noexcept {
        PGresult* failure = nullptr;
        // Each part of what comes ends with null; of a connection that is lost only those are left.
        for (int nothing = 0; is_complete_ && nothing < 3;) {
            PGresult* const result = PQgetResult(handle);
            if (!result) ++nothing;
            const bool ends = ends_pipeline(result);
            if (!ends && !failure && PQresultStatus(result) == PGRES_FATAL_ERROR)
                failure = result;
            else
                PQclear(result);
            if (ends) break;
        }
        PQexitPipelineMode(handle);
        *this = {};
        return failure;
    }

private:
    bool is_open_ = false;
    bool is_complete_ = false;
    bool has_statements_ = false;
    bool has_asked_ = false; ///< for the answers of all that was sent
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_PIPELINE_HPP

// refract/driver/postgres_pooler.hpp
#ifndef REFRACT_DRIVER_POSTGRES_POOLER_HPP
#define REFRACT_DRIVER_POSTGRES_POOLER_HPP

#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a pooler stands between the program and the server, and what it does with the names of
/// prepared statements.
///
/// A pooler in transaction mode gives each transaction a session of the server that is free. What one
/// session has prepared the next one does not know, and in a transaction it is too late to learn that from
/// a failure. Some poolers (PgBouncer from 1.21) carry statements along; in session mode nothing changes.
class postgres_pooler {
public:
    bool is_there() const { return state_ != state::none; }
    /// Whether it is still to be found out if names hold.
    bool is_unknown() const { return state_ == state::unknown; }
    /// Whether the open transaction is known to run in the first session, where statements were prepared.
    bool is_at_home() const { return at_home_; }

    /// At the beginning of a connection. The process that answers is another one than the one that the
    /// connection was made with: the numbers of poolers are their own.
    void look(PGconn* handle) {
        const postgres_result answer(PQexec(handle, process_question));
        home_ = read_postgres_answer(answer);
        if (!home_.empty() && home_ != std::to_string(PQbackendPID(handle))) state_ = state::unknown;
    }

    /// A transaction has begun in the session of that process, which stays. If it is another session than
    /// the first, a statement is prepared to see what becomes of its name: a pooler that carries statements
    /// along gives them names of its own.
    void enter(PGconn* handle, std::string_view process, const std::string& probe) {
        at_home_ = process == home_;
        if (at_home_) return;
        const postgres_result prepared(PQprepare(handle, probe.c_str(), "SELECT 1", 0, nullptr));
        const std::string question = "SELECT 1 FROM pg_catalog.pg_prepared_statements WHERE name = '" + probe + "'";
        const postgres_result found(PQexec(handle, question.c_str()));
        if (found.status() != PGRES_TUPLES_OK) return; // the transaction is lost, which its next statement says
        state_ = PQntuples(found.get()) == 0 ? state::keeps_names : state::loses_names;
    }
    /// A transaction has ended.
    void leave() { at_home_ = false; }

    /// Names do not hold, as a failure told.
    void lose_names() { state_ = state::loses_names; }
    bool loses_names() const { return state_ == state::loses_names; }

    static constexpr const char* process_question = "SELECT pg_catalog.pg_backend_pid()";

private:
    enum class state : unsigned char { none, unknown, keeps_names, loses_names };
    state state_ = state::none;
    bool at_home_ = false;
    std::string home_{}; ///< the process that answered first
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_POOLER_HPP

// refract/driver/postgres_link.hpp
#ifndef REFRACT_DRIVER_POSTGRES_LINK_HPP
#define REFRACT_DRIVER_POSTGRES_LINK_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

class postgres_rows;

/// What a connection and its statements share. It outlives both, so that a statement whose
/// connection is closed answers with an error.
///
/// One statement at a time may have its result on the way, in a pipeline several; whoever uses the
/// connection next asks them, in `make_ready`, to take it in.
struct postgres_link {
    PGconn* handle = nullptr;
    postgres_rows* stream = nullptr;      ///< whose result is on the way; in a pipeline others stand behind it,
    postgres_rows* last_stream = nullptr; ///< up to this one
    bool stream_in_transaction = false;
    bool copying = false;       ///< a bulk copy is under way: nothing else can run
    bool waits_outside = false; ///< an event loop waits for the socket: sending must not block
    /// Each statement is sent with its text: the program wants it so, or a pooler keeps no names.
    bool sends_text = false;
    pid_t process = getpid(); ///< whose connection it is: a process that is forked from it has only a copy
    postgres_names names{};
    postgres_pooler pooler{};
    postgres_pipeline pipeline{};
    /// Grows when a prepared statement turns out to be outdated: then all of them are made anew.
    std::uint32_t generation = 0;
    int owners = 1;
    struct user_type {
        postgres_oid number;
        bool is_text;
    };
    std::vector<user_type> user_types{}, user_arrays{}; ///< those of users, as far as they were met

    bool is_idle() const { return PQtransactionStatus(handle) == PQTRANS_IDLE; }
    bool in_transaction() const {
        switch (PQtransactionStatus(handle)) {
        case PQTRANS_INTRANS:
        case PQTRANS_INERROR: return true;
        case PQTRANS_ACTIVE: return (stream || pipeline.is_open()) && stream_in_transaction;
        default: return false;
        }
    }
    /// Whether this process may use the connection, or has only a copy of what its parent uses.
    bool is_ours() const { return getpid() == process; }

    /// A pooler changes the session between transactions.
    void lose_names() {
        pooler.lose_names();
        sends_text = true;
        names.forget_abandoned();
    }

    /// Before anything is sent.
    REFRACT_INLINE void make_ready(std::string_view sql) {
        if (stream || copying || pipeline.is_open() || names.has_abandoned() || !handle || !is_ours()) [[unlikely]]
            clear_the_way(sql);
    }
    /// Before what does not speak with the server, and would not notice.
    void make_ready_alive() {
        make_ready({});
        if (PQstatus(handle) != CONNECTION_OK) throw_postgres_error(handle, {}, {});
    }
    /// Begins a pipeline. Errors: those of a connection that is closed or lost.
    void enter_pipeline();
    /// Completes the pipeline; waits for its end only if all results have been read.
    void sync();
    /// Completes the pipeline and takes all results in.
    void end_pipeline();
    /// Sends what waits to be sent.
    void flush() noexcept;

    /// Whether the binary form of a type that a user or an extension made is text.
    bool is_text_type(postgres_oid number, std::string_view sql);
    /// The same of the items of an array type.
    bool is_text_array(postgres_oid number, std::string_view sql);
    bool asks_for_text(std::vector<user_type>& known, postgres_oid number, const char* joined, std::string_view sql);

    void clear_the_way(std::string_view sql);

    void release() noexcept {
        if (--owners == 0) delete this;
    }
};

/// A counted reference to the link; not for several threads, like the connection itself.
class postgres_link_owner {
public:
    postgres_link_owner() = default;
    explicit postgres_link_owner(postgres_link* link) : link_(link) {}
    postgres_link_owner(const postgres_link_owner& other) noexcept : link_(other.link_) {
        if (link_) ++link_->owners;
    }
    postgres_link_owner(postgres_link_owner&& other) noexcept : link_(std::exchange(other.link_, nullptr)) {}
    postgres_link_owner& operator=(postgres_link_owner other) noexcept {
        std::swap(link_, other.link_);
        return *this;
    }
    ~postgres_link_owner() {
        if (link_) link_->release();
    }

    postgres_link* operator->() const { return link_; }
    postgres_link& operator*() const { return *link_; }
    explicit operator bool() const { return link_ != nullptr; }

private:
    postgres_link* link_ = nullptr;
};

inline bool postgres_link::asks_for_text(std::vector<user_type>& known, postgres_oid number, const char* joined,
                                         std::string_view sql) {
    for (const user_type& type : known)
        if (type.number == number) return type.is_text;
    make_ready(sql); // rows that are on the way are taken in
    const std::string question =
        "SELECT p.proname IN ('enum_send', 'textsend', 'citextsend', 'bpcharsend', 'varcharsend') "
        "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_proc p ON p.oid = t.typsend " +
        std::string(joined) + std::to_string(number);
    const postgres_result answer(PQexec(handle, question.c_str()));
    if (answer.is_failure()) throw_postgres_error(handle, answer, sql);
    const bool is_text = read_postgres_answer(answer) == "t";
    known.push_back({number, is_text});
    return is_text;
}
inline bool postgres_link::is_text_type(postgres_oid number, std::string_view sql) {
    return asks_for_text(user_types, number, "WHERE t.oid = ", sql);
}
inline bool postgres_link::is_text_array(postgres_oid number, std::string_view sql) {
    return asks_for_text(user_arrays, number,
                         "JOIN pg_catalog.pg_type a ON a.typelem = t.oid AND a.typcategory = 'A' WHERE a.oid = ", sql);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_LINK_HPP

// refract/driver/postgres_rows.hpp
#ifndef REFRACT_DRIVER_POSTGRES_ROWS_HPP
#define REFRACT_DRIVER_POSTGRES_ROWS_HPP

#include <cstddef>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include <poll.h>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a result is a part of a stream, behind which more comes.
inline bool is_postgres_part(ExecStatusType status) {
#ifdef LIBPQ_HAS_CHUNK_MODE
    if (status == PGRES_TUPLES_CHUNK) return true;
#endif
    return status == PGRES_SINGLE_TUPLE;
}
/// Ends a COPY that nobody asked for: it would wait for ever to be served.
inline void finish_postgres_copy(PGconn* handle, ExecStatusType status) {
    if (status == PGRES_COPY_IN || status == PGRES_COPY_BOTH) {
        PQputCopyEnd(handle, "COPY was not expected here");
    } else if (status == PGRES_COPY_OUT) {
        char* line = nullptr;
        while (PQgetCopyData(handle, &line, 0) > 0) PQfreemem(line);
    }
}
/// The next result of what was sent.
inline PGresult* next_postgres_result(PGconn* handle) {
    PGresult* const result = PQgetResult(handle);
    finish_postgres_copy(handle, PQresultStatus(result));
    return result;
}
/// After a failure, and behind the last result that is wanted.
inline void discard_postgres_results(PGconn* handle) {
    while (PGresult* rest = next_postgres_result(handle)) PQclear(rest);
}

/// The result of one execution: all at once, or row by row while the server still sends.
class postgres_rows {
public:
    postgres_rows() = default;
    postgres_rows(postgres_rows&& other) noexcept
        : current_(std::move(other.current_)), at_(std::exchange(other.at_, {})),
          stored_(std::exchange(other.stored_, nullptr)), copy_(std::move(other.copy_)),
          count_(std::exchange(other.count_, 0)), kept_(std::move(other.kept_)),
          next_kept_(std::exchange(other.next_kept_, 0)), link_(std::exchange(other.link_, nullptr)),
          behind_(std::exchange(other.behind_, nullptr)), has_more_(std::exchange(other.has_more_, false)),
          is_direct_(std::exchange(other.is_direct_, false)), has_ended_(other.has_ended_), made_way_(other.made_way_),
          is_cut_(other.is_cut_), may_cancel_(other.may_cancel_) {
        if (link_) replace_in_queue(&other, this);
    }
    postgres_rows& operator=(postgres_rows&&) = delete;
    ~postgres_rows() { drop(); }

    const postgres_result& result() const { return current_; }
    /// Where its cells are.
    const postgres_cell_row& at() const { return at_; }
    /// What its cells should know about their statement.
    void describe(std::string_view sql) { at_.sql = sql; }
    /// What they should know about their columns; `checked`: that they are those of the program.
    void describe(const std::vector<postgres_column>& columns, bool checked) {
        at_.columns = columns.data();
        at_.column_count = static_cast<int>(columns.size());
        at_.checked = checked;
    }

    bool has_row() const { return at_.row < count_; }
    /// Whether parts of the result are to come.
    bool has_more() const { return has_more_; }
    /// Rows in the part of the result that is there.
    int count() const { return count_; }
    /// Moves within the part that is there; false at its end.
    bool next_in_part() {
        if (++at_.row >= count_) return false;
        show_row();
        return true;
    }

    /// Goes back to where the next move is onto the first row of the part.
    void stand_before() { at_.row = -1; }

    /// The statement is sent and its result will come.
    void start(postgres_link& link, bool in_transaction) {
        link_ = &link;
        (link.stream ? link.last_stream->behind_ : link.stream) = this;
        link.last_stream = this;
        link.stream_in_transaction = in_transaction;
        has_more_ = true;
        is_direct_ = !link.pipeline.is_open() && !link.waits_outside;
    }
    /// Whether somebody else has used the connection since it was sent.
    bool has_made_way() const { return made_way_; }

    /// The next part of the result: rows, the end, or a failure. False when nothing comes any more.
    bool fetch() {
        if (is_direct_) [[likely]] {
            if (++fetched_ % 64 == 0 && !link_->is_ours()) throw_postgres_forked(at_.sql);
            current_.reset(PQgetResult(link_->handle));
        } else {
            if (!has_more_) return false;
            current_.reset(next_part());
        }
        const ExecStatusType status = current_.status();
        count_ = 1;
        if (status != PGRES_SINGLE_TUPLE) [[unlikely]] {
            count_ = PQntuples(current_.get());
            // The last part of a stream has no rows, and tells how many there were.
            if (!is_postgres_part(status)) finish(status);
        }
        show_result();
        return true;
    }

    /// The whole result, if it is to come at once. The next move is onto its first row.
    void fetch_whole() {
        if (!is_direct_) [[unlikely]] {
            fetch();
            return stand_before();
        }
        PGconn* const handle = link_->handle;
        current_.reset(PQgetResult(handle));
        if (PGresult* const more = PQgetResult(handle)) [[unlikely]]
            end_copy(more);
        link_->stream = link_->last_stream = nullptr;
        link_ = nullptr;
        has_more_ = is_direct_ = false;
        at_.result = current_.get();
        at_.row = -1;
        count_ = PQntuples(at_.result);
        find_cells();
    }
    /// Whether the columns are those that came before and were compared with the program's.
    bool has_columns(const std::vector<postgres_column>& known) const {
        const PGresult* const result = current_.get();
        if (!knows_layout_) return asks_for_columns(known);
        const postgres_stored_rows head = look_into(result);
        if (static_cast<std::size_t>(head.column_count) != known.size()) return false;
        const PGresAttDesc* column = head.columns;
        for (const postgres_column& each : known) {
            if (column->typid != each.type || column->format != 1) return false;
            ++column;
        }
        return true;
    }

    /// Somebody else needs the connection: takes the rest into memory.
    void keep_rest() noexcept {
        made_way_ = true;
        if (!has_ended_)
            while (PGresult* part = next_postgres_result(link_->handle)) keep(part);
        end_turn();
    }

    /// Takes in what has come without waiting; what the next move waits for.
    execution_progress look() {
        if (at_.row + 1 < count_) return execution_progress::row;
        if (link_ && next_kept_ == kept_.size()) {
            const execution_progress missing = take_in();
            if (missing != execution_progress::end) return missing;
        }
        const bool has_rows = next_kept_ < kept_.size() && PQntuples(kept_[next_kept_].get()) > 0;
        return has_rows ? execution_progress::row : execution_progress::end;
    }

    /// Forgets everything; what the server still sends is thrown away.
    void drop() noexcept {
        if (link_) discard();
        if (!kept_.empty()) kept_.clear();
        next_kept_ = 0;
        current_.reset();
        at_.result = nullptr;
        at_.cells = nullptr;
        at_.row = count_ = 0;
        stored_ = nullptr;
        has_more_ = has_ended_ = made_way_ = is_cut_ = false;
    }
    /// Whether the rest of a stream may be cancelled: what only reads loses nothing by it.
    void allow_cancel(bool allowed) { may_cancel_ = allowed; }

    /// Nothing comes any more, or the connection is being closed.
    void detach() noexcept {
        is_direct_ = false;
        if (!link_) return;
        replace_in_queue(this, std::exchange(behind_, nullptr));
        link_ = nullptr;
    }

private:
    void show_result() {
        at_.result = current_.get();
        at_.row = 0;
        find_cells();
        show_row();
    }
    void find_cells() { stored_ = count_ > 0 && knows_layout_ ? look_into(at_.result).rows : nullptr; }
    void show_row() { at_.cells = stored_ ? stored_[at_.row] : ask_row(); }
    [[gnu::noinline]] const postgres_stored_cell* ask_row() {
        if (at_.row >= count_) return nullptr;
        copy_postgres_row(copy_, current_.get(), at_.row);
        return copy_.data();
    }

    bool has_kept() const { return next_kept_ < kept_.size() || is_cut_; }
    [[gnu::cold, gnu::noinline]] PGresult* next_part() {
        if (!link_ || has_kept()) return next_kept();
        if (!link_->is_ours()) throw_postgres_forked(at_.sql);
        await_turn();
        return PQgetResult(link_->handle);
    }
    PGresult* next_kept() {
        if (is_cut_) throw std::bad_alloc();
        if (next_kept_ == kept_.size()) return nullptr;
        PGresult* const part = kept_[next_kept_++].release();
        if (next_kept_ == kept_.size()) {
            kept_.clear();
            next_kept_ = 0;
        }
        return part;
    }
    /// If memory is short, the statement says so whose rows they are, not the one that needed the connection.
    void keep(PGresult* part) noexcept {
        is_direct_ = false;
        try {
            if (!is_cut_) kept_.emplace_back(part);
        } catch (...) {
            kept_.clear();
            next_kept_ = 0;
            is_cut_ = true;
        }
        if (is_cut_) PQclear(part);
    }
    void finish(ExecStatusType status) {
        if (link_) {
            finish_postgres_copy(link_->handle, status);
            if (!has_ended_) discard_postgres_results(link_->handle);
            end_turn();
        }
        has_more_ = has_kept(); // the failure of a pipeline's end
    }
    /// What else comes than one result belongs to a COPY.
    [[gnu::cold, gnu::noinline]] void end_copy(PGresult* more) {
        const ExecStatusType status = PQresultStatus(more);
        PQclear(more);
        finish_postgres_copy(link_->handle, status);
        discard_postgres_results(link_->handle);
    }
    [[gnu::cold, gnu::noinline]] bool asks_for_columns(const std::vector<postgres_column>& known) const {
        const PGresult* const result = current_.get();
        const int count = PQnfields(result);
        if (static_cast<std::size_t>(count) != known.size() || (count > 0 && PQbinaryTuples(result) == 0)) return false;
        for (int i = 0; i < count; ++i)
            if (PQftype(result, i) != known[static_cast<std::size_t>(i)].type) return false;
        return true;
    }
    bool is_last_of_pipeline() const { return link_->pipeline.is_complete() && !behind_; }
    /// Its own part of what comes has been read.
    void end_turn() noexcept {
        if (is_last_of_pipeline()) [[unlikely]]
            if (PGresult* failure = link_->pipeline.leave(link_->handle)) keep(failure);
        detach();
    }

    /// Those that stand before take theirs in.
    [[gnu::cold, gnu::noinline]] void await_turn() noexcept {
        link_->flush();
        while (link_->stream != this) link_->stream->keep_rest();
    }
    [[gnu::cold, gnu::noinline]] execution_progress take_in() {
        if (!link_->is_ours()) throw_postgres_forked(at_.sql);
        PGconn* const handle = link_->handle;
        link_->pipeline.ask_for_answers(handle);
        const bool is_unsent = PQflush(handle) == 1;
        PQconsumeInput(handle); // what fails here comes as a result
        while (link_) {
            if (PQisBusy(handle) != 0)
                return is_unsent ? execution_progress::waiting_write : execution_progress::waiting_read;
            link_->stream->take_part();
            if (next_kept_ < kept_.size() && is_postgres_part(kept_.back().status())) break;
        }
        return execution_progress::end;
    }
    /// What is there already.
    void take_part() noexcept {
        if (has_ended_) return end_turn();
        if (PGresult* const part = next_postgres_result(link_->handle)) return keep(part);
        if (is_last_of_pipeline())
            has_ended_ = true;
        else
            detach();
    }

    /// Puts another one, or none, where one stands whose results are on the way.
    void replace_in_queue(postgres_rows* old, postgres_rows* other) noexcept {
        if (link_->stream == old) {
            link_->stream = other;
            if (link_->last_stream == old) link_->last_stream = other;
            return;
        }
        postgres_rows* before = link_->stream;
        while (before->behind_ != old) before = before->behind_;
        before->behind_ = other;
        if (link_->last_stream == old) link_->last_stream = other ? other : before;
    }

    /// Cancelling costs a connection of its own, so what is nearly there is read instead. In a
    /// transaction it would undo the transaction, and a statement that writes would not have written.
    void discard() noexcept {
        constexpr int few = 1000;
        if (!link_->is_ours()) return detach(); // what comes is for another process
        PGconn* const handle = link_->handle;
        const bool is_piped = link_->pipeline.is_open();
        if (is_piped || link_->waits_outside) await_turn();
        bool cancels = may_cancel_ && !link_->stream_in_transaction && !is_piped;
        for (int parts = 0; !has_ended_; ++parts) {
            if (cancels && (parts == few || is_waiting(handle))) {
                cancel_postgres(handle);
                cancels = false;
            }
            PGresult* part = next_postgres_result(handle);
            if (!part) break;
            PQclear(part);
        }
        end_turn();
    }
    static bool is_waiting(PGconn* handle) noexcept {
        return PQisBusy(handle) != 0 && PQconsumeInput(handle) != 0 && PQisBusy(handle) != 0;
    }

    postgres_result current_{};
    postgres_cell_row at_{};
    const postgres_stored_cell* const* stored_ = nullptr; ///< the rows of the result, where their place is known
    std::vector<postgres_stored_cell> copy_{};            ///< the current one, where it is not
    int count_ = 0;
    unsigned fetched_ = 0;
    std::vector<postgres_result> kept_{};
    std::size_t next_kept_ = 0;
    postgres_link* link_ = nullptr;   ///< while its result is on the way
    postgres_rows* behind_ = nullptr; ///< whose result comes next
    bool has_more_ = false;
    bool is_direct_ = false; ///< all of it comes next, and nothing of it was kept
    bool has_ended_ = false; ///< in a pipeline whose end is still on the way
    bool made_way_ = false;
    bool is_cut_ = false; ///< memory was short for what had to be kept
    bool may_cancel_ = false;
    bool knows_layout_ = knows_postgres_layout();
};

inline void postgres_link::clear_the_way(std::string_view sql) {
    if (!handle) throw_postgres_closed(sql);
    if (!is_ours()) throw_postgres_forked(sql);
    if (copying)
        throw error(error_details{.message = "a bulk copy is under way on this connection; finish it first",
                                  .sql = std::string(sql)});
    if (pipeline.is_open()) end_pipeline();
    if (stream) {
        flush();
        stream->keep_rest();
    }
    if (!names.has_abandoned()) return;
    if (is_idle() && !pooler.is_there()) return names.deallocate(handle);
    const PGTransactionStatusType status = PQtransactionStatus(handle);
    if (names.has_many_abandoned() && (status == PQTRANS_INTRANS || status == PQTRANS_IDLE))
        names.deallocate_found(handle);
}

inline void postgres_link::enter_pipeline() {
    make_ready_alive();
    const bool in_transaction_now = in_transaction();
    pipeline.enter(handle);
    stream_in_transaction = in_transaction_now;
}
inline void postgres_link::sync() {
    if (!handle) throw_postgres_closed({});
    if (!is_ours()) throw_postgres_forked({});
    if (!pipeline.is_open() || pipeline.is_complete()) return;
    if (pipeline.has_statements()) pipeline.complete(handle);
    if (stream) return;
    const postgres_result failure(pipeline.leave(handle));
    if (failure.get()) throw_postgres_error(handle, failure, {});
}
inline void postgres_link::end_pipeline() {
    sync();
    flush();
    while (stream) stream->keep_rest();
}
inline void postgres_link::flush() noexcept {
    pipeline.ask_for_answers(handle);
    // What comes meanwhile is taken in: the server may wait for that.
    while (PQflush(handle) == 1) {
        pollfd wanted{.fd = PQsocket(handle), .events = POLLIN | POLLOUT, .revents = 0};
        if (::poll(&wanted, 1, -1) > 0 && (wanted.revents & POLLIN) != 0) PQconsumeInput(handle);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_ROWS_HPP

// refract/driver/postgres_text.hpp
#ifndef REFRACT_DRIVER_POSTGRES_TEXT_HPP
#define REFRACT_DRIVER_POSTGRES_TEXT_HPP

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Values as the text that every type of PostgreSQL reads: for columns whose type is not the field's own,
/// and of whose binary form nothing is known.
/// Source: https://www.postgresql.org/docs/current/datatype-datetime.html, "Date/Time Input".

namespace refract {
inline namespace v0 {
namespace detail {

/// A number with zeros before it, `width` digits at least.
inline void put_postgres_digits(std::string& to, std::int64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    if (digits.size() < width) to.append(width - digits.size(), '0');
    to += digits;
}

/// Days since 1970 in the calendar that goes on for ever; years before 1 are counted BC.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
inline bool put_postgres_date(std::string& to, std::int64_t days) {
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const std::int64_t day_of_era = days - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153; // March is 0
    const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    put_postgres_digits(to, year > 0 ? year : 1 - year, 4);
    to += '-';
    put_postgres_digits(to, month, 2);
    to += '-';
    put_postgres_digits(to, day_of_year - (153 * shifted + 2) / 5 + 1, 2);
    return year <= 0;
}
/// "12:30:00.000001"; there may be more hours than a day has.
inline void put_postgres_time(std::string& to, std::uint64_t microseconds) {
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds / 3'600'000'000), 2);
    to += ':';
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds / 60'000'000 % 60), 2);
    to += ':';
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds / 1'000'000 % 60), 2);
    to += '.';
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds % 1'000'000), 6);
}

inline std::string postgres_text_of(bool value) { return value ? "t" : "f"; }
template <class Number>
    requires std::is_arithmetic_v<Number>
std::string postgres_text_of(Number value) {
    if (value != value) return "NaN";
    if constexpr (std::is_floating_point_v<Number>)
        if (value - value != 0) return value > 0 ? "Infinity" : "-Infinity";
    char text[64];
    return std::string(text, std::to_chars(text, text + sizeof text, value).ptr);
}
inline std::string postgres_text_of(std::string_view value) {
    check_postgres_text(value);
    return std::string(value);
}
inline std::string postgres_text_of(wire::bytes value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "\\x";
    for (const std::byte each : value)
        for (const int shift : {4, 0}) text += digits[static_cast<std::size_t>(each) >> shift & 15];
    return text;
}
/// In UTC, which types without a zone leave away.
inline std::string postgres_text_of(wire::timestamp value) {
    constexpr std::int64_t day = 86'400'000'000;
    std::int64_t days = value.microseconds / day, rest = value.microseconds % day;
    if (rest < 0) rest += day, --days;
    std::string text;
    const bool before_christ = put_postgres_date(text, days);
    text += ' ';
    put_postgres_time(text, static_cast<std::uint64_t>(rest));
    return text + (before_christ ? "+00 BC" : "+00");
}
inline std::string postgres_text_of(wire::date value) {
    std::string text;
    return put_postgres_date(text, value.days) ? text + " BC" : text;
}
inline std::string postgres_text_of(wire::time value) {
    std::string text;
    put_postgres_time(text, static_cast<std::uint64_t>(value.microseconds));
    return text;
}
inline std::string postgres_text_of(wire::interval value) {
    const bool negative = value.microseconds < 0;
    const auto bits = static_cast<std::uint64_t>(value.microseconds);
    std::string text = negative ? "-" : "";
    put_postgres_time(text, negative ? std::uint64_t{0} - bits : bits);
    return text;
}
inline std::string postgres_text_of(const wire::uuid& value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < value.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += digits[value.bytes[i] >> 4];
        text += digits[value.bytes[i] & 15];
    }
    return text;
}
inline std::string postgres_text_of(wire::decimal value) { return print_decimal(value.coefficient, value.scale); }
inline std::string postgres_text_of(wire::json value) { return postgres_text_of(value.text); }
inline std::string postgres_text_of(const wire::numeric& value) { return value.text; }

/// An item of an array: in quotes, so that the text NULL is no NULL.
inline void put_postgres_text_item(std::string& to, std::string_view text) {
    to += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') to += '\\';
        to += c;
    }
    to += '"';
}
template <class Item> std::string postgres_text_of(const wire::list<Item>& list) {
    std::string text = "{";
    for (const auto& each : list.items) {
        if (text.size() > 1) text += ',';
        if (each.null)
            text += "NULL";
        else
            put_postgres_text_item(text, postgres_text_of(each.value));
    }
    return text + '}';
}
/// The items of a list that is one parameter; ends with NUL.
template <class Wire> void put_postgres_text_array(postgres_buffer& to, std::span<const list_item<Wire>> list) {
    std::string text = "{";
    for (const auto& each : list) {
        if (text.size() > 1) text += ',';
        put_postgres_text_item(text, postgres_text_of(each.value));
    }
    text += '}';
    to.put(text.c_str(), text.size() + 1);
}

/// A value as a cell of COPY in its text format.
inline void append_postgres_copy_text(postgres_buffer& to, std::string_view text) {
    char* const begin = to.room(2 * text.size());
    char* out = begin;
    for (const char c : text) {
        const char escape = c == '\\' ? '\\' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : '\0';
        if (escape) *out++ = '\\';
        *out++ = escape ? escape : c;
    }
    to.commit(static_cast<std::size_t>(out - begin));
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_TEXT_HPP

// refract/driver/postgres_copy.hpp
#ifndef REFRACT_DRIVER_POSTGRES_COPY_HPP
#define REFRACT_DRIVER_POSTGRES_COPY_HPP

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// `COPY "t" ("a", "b") FROM ...` as a SELECT of the same columns; empty where it is no such COPY.
inline std::string postgres_select_of_copy(std::string_view sql) {
    constexpr std::string_view head = "COPY ";
    if (!sql.starts_with(head)) return {};
    sql.remove_prefix(head.size());
    bool quoted = false;
    std::size_t open = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (open == 0 && sql.substr(i).starts_with(" FROM ")) return "SELECT * FROM " + std::string(sql.substr(0, i));
        if (sql[i] == '(' && open == 0) open = i;
        if (sql[i] == ')' && open > 0)
            return "SELECT " + std::string(sql.substr(open + 1, i - open - 1)) + " FROM " +
                   std::string(sql.substr(0, open));
    }
    return {};
}

/// Rows on their way into a table, by COPY in binary: the fastest way that PostgreSQL has.
///
/// For each row `begin_row`, one `bind` or `bind_null` per column in order, `end_row`; in the end
/// `finish`, which gives the count of rows. Nothing is written before that: an object that dies
/// without it takes everything back. Until then the connection does nothing else.
/// Errors: those of an insert. A failure may show only in a later call, at the latest in `finish`.
/// Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
class postgres_copy {
public:
    postgres_copy(const postgres_link_owner& link, std::string_view sql, std::span<const sql_type> columns)
        : link_(link), sql_(sql) {
        types_.reserve(columns.size());
        bool is_uncertain = false;
        for (const sql_type& column : columns) {
            types_.push_back(postgres_item_type(column));
            is_uncertain |= needs_type(column);
        }
        link_->make_ready(sql_);
        if (is_uncertain) learn_types(columns);
        postgres_result answer(PQexec(link_->handle, sql_.c_str()));
        if (answer.status() != PGRES_COPY_IN) refuse(answer);
        link_->copying = true;
        // Where sending does not block, libpq would keep what the server has not taken.
        if (link_->waits_outside) PQsetnonblocking(link_->handle, 0);
        buffer_.room(flush_size + flush_size / 2);
        if (as_text_) return;
        buffer_.put("PGCOPY\n\377\r\n\0", 11);
        buffer_.put_number(std::int32_t{0}); // flags
        buffer_.put_number(std::int32_t{0}); // length of what else the head holds
    }
    postgres_copy(postgres_copy&& other) noexcept
        : link_(std::move(other.link_)), sql_(std::move(other.sql_)), types_(std::move(other.types_)),
          buffer_(std::move(other.buffer_)), as_text_(other.as_text_) {}
    postgres_copy& operator=(postgres_copy&&) = delete;
    ~postgres_copy() {
        if (is_open()) end("the program gave the copy up");
    }

    void begin_row() {
        if (!as_text_) buffer_.put_number(static_cast<std::int16_t>(types_.size()));
    }
    /// `position` counts from 1 as in statements, and must come in order.
    template <class Wire> REFRACT_INLINE void bind(int position, const Wire& value) {
        if (as_text_) [[unlikely]]
            return append_text(position, postgres_text_of(value));
        append_postgres_field(buffer_, types_[static_cast<std::size_t>(position - 1)], value);
    }
    REFRACT_INLINE void bind(int position, std::string_view value) { append_long(position, value, value.size()); }
    void bind(int position, wire::bytes value) { append_long(position, value, value.size()); }
    void bind(int position, wire::json value) { append_long(position, value, value.text.size()); }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int position) {
        if (!as_text_) return buffer_.put_number(std::int32_t{-1});
        if (position > 1) buffer_.put("\t", 1);
        buffer_.put("\\N", 2);
    }
    void end_row() {
        if (as_text_) buffer_.put("\n", 1);
        if (buffer_.size() >= flush_size) flush();
    }

    /// Ends the copy; gives the count of rows written.
    std::int64_t finish() {
        if (!as_text_) buffer_.put_number(std::int16_t{-1});
        flush();
        postgres_result answer = end(nullptr);
        if (answer.status() != PGRES_COMMAND_OK) throw_postgres_error(link_->handle, answer, sql_);
        return count_of_rows(answer);
    }

private:
    static constexpr std::size_t flush_size = 64 * 1024; // larger ones are not faster

    bool is_open() const { return link_ && link_->handle && link_->copying && link_->is_ours(); }

    /// What is sent at once may end anywhere, and must be shorter than the longest message.
    template <class Wire> REFRACT_INLINE void append_long(int position, const Wire& value, std::size_t size) {
        if (as_text_) [[unlikely]]
            append_text(position, postgres_text_of(value));
        else
            append_postgres_field(buffer_, types_[static_cast<std::size_t>(position - 1)], value);
        if (size >= flush_size) [[unlikely]]
            flush();
    }
    [[gnu::noinline]] void append_text(int position, std::string_view text) {
        if (position > 1) buffer_.put("\t", 1);
        append_postgres_copy_text(buffer_, text);
    }

    static bool needs_type(const sql_type& column) {
        return column.of_column || column.kind == type_kind::json || column.kind == type_kind::array;
    }
    /// Asks what the columns are whose type only the database knows: json and jsonb differ in their binary form, and
    /// that of an array holds the number of its items' type. The rows go as text if the binary form of one is not
    /// known. A statement that is only described needs no permission to read the table.
    void learn_types(std::span<const sql_type> columns) {
        const std::string select = postgres_select_of_copy(sql_);
        if (select.empty()) return;
        PGconn* const handle = link_->handle;
        const postgres_result parsed(PQprepare(handle, "", select.c_str(), 0, nullptr));
        if (parsed.is_failure()) throw_postgres_error(handle, parsed, sql_);
        const postgres_result shape(PQdescribePrepared(handle, ""));
        if (shape.is_failure()) throw_postgres_error(handle, shape, sql_);
        if (static_cast<std::size_t>(PQnfields(shape.get())) != types_.size()) return;
        for (std::size_t i = 0; i < types_.size(); ++i)
            if (needs_type(columns[i]))
                learn_type(columns[i].kind, types_[i], PQftype(shape.get(), static_cast<int>(i)));
        constexpr std::string_view binary = " (FORMAT binary)";
        if (as_text_ && sql_.ends_with(binary)) sql_.resize(sql_.size() - binary.size());
    }
    void learn_type(type_kind kind, postgres_oid& type, postgres_oid found) {
        if (kind == type_kind::array) {
            type = item_type(found);
            return;
        }
        const bool is_users_text = found >= oid::first_of_users && link_->is_text_type(found, sql_);
        if (!postgres_accepts(kind, is_users_text ? oid::text : found)) as_text_ = true;
        type = found;
    }
    postgres_oid item_type(postgres_oid array) {
        if (is_postgres_array(array))
            for (const postgres_type_info& type : postgres_types)
                if (type.array == array) return type.number;
        const std::string question = "SELECT typelem FROM pg_catalog.pg_type WHERE oid = " + std::to_string(array);
        const postgres_result answer(PQexec(link_->handle, question.c_str()));
        if (answer.is_failure()) throw_postgres_error(link_->handle, answer, sql_);
        postgres_oid item = oid::none;
        const std::string_view text = read_postgres_answer(answer);
        std::from_chars(text.data(), text.data() + text.size(), item);
        return item;
    }

    [[gnu::noinline]] void flush() {
        if (link_->handle && !link_->is_ours()) throw_postgres_forked(sql_);
        if (!is_open()) throw_postgres_closed(sql_);
        constexpr std::size_t longest = 64 * 1024 * 1024;
        int sent = 1;
        for (std::size_t at = 0; sent == 1 && at < buffer_.size(); at += longest)
            sent = PQputCopyData(link_->handle, buffer_.data() + at,
                                 static_cast<int>(std::min(longest, buffer_.size() - at)));
        buffer_.clear();
        if (sent == 1) return;
        // The reason is what the server said last, if it said anything.
        postgres_result answer = end(nullptr);
        throw_postgres_error(link_->handle, answer, sql_);
    }
    /// Ends it well, or with a reason for giving up; the server's answer.
    postgres_result end(const char* reason) {
        link_->copying = false;
        PQputCopyEnd(link_->handle, reason);
        postgres_result answer(PQgetResult(link_->handle));
        discard_postgres_results(link_->handle);
        if (link_->waits_outside) PQsetnonblocking(link_->handle, 1);
        return answer;
    }
    [[noreturn]] void refuse(const postgres_result& answer) {
        finish_postgres_copy(link_->handle, answer.status());
        discard_postgres_results(link_->handle);
        if (answer.is_failure()) throw_postgres_error(link_->handle, answer, sql_);
        throw error(error_details{.message = "the statement is not a COPY ... FROM STDIN", .sql = sql_});
    }

    postgres_link_owner link_;
    std::string sql_;
    std::vector<postgres_oid> types_{};
    postgres_buffer buffer_{};
    bool as_text_ = false; ///< in COPY's text format
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_COPY_HPP

// refract/driver/postgres_parameters.hpp
#ifndef REFRACT_DRIVER_POSTGRES_PARAMETERS_HPP
#define REFRACT_DRIVER_POSTGRES_PARAMETERS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// The parameters of one statement in the form that libpq wants, kept between executions.
///
/// Values of fixed size live in slots of the statement; texts and bytes are passed by address, and
/// copied only where they may be gone before the statement runs.
class postgres_parameters {
public:
    postgres_parameters() = default;
    explicit postgres_parameters(std::span<const sql_type> declared)
        : types_(declared.size()), values_(declared.size()), lengths_(declared.size()), formats_(declared.size(), 1),
          slots_(declared.size()) {
        for (std::size_t i = 0; i < declared.size(); ++i) {
            types_[i] = postgres_parameter_type(declared[i]);
            slots_[i].item = postgres_item_type(declared[i]);
            if (travels_as_text(declared[i])) formats_[i] = 0;
        }
    }

    /// Every type reads its text form. In binary, of what has its column's type, only times are alike with and
    /// without a zone.
    static constexpr bool travels_as_text(const sql_type& type) {
        return type.form != column_form::usual || (type.of_column && type.kind != type_kind::timestamp) ||
               (type.kind == type_kind::array && postgres_item_type(type) == oid::none);
    }

    int size() const { return static_cast<int>(types_.size()); }
    const postgres_oid* types() const { return types_.data(); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

    /// Whether views may be gone before the statement runs, and are copied.
    void copy_views(bool copies) { copies_ = copies; }

    /// The server ends the session of a message that is too long.
    void check_size(std::string_view sql) const {
        if (!has_long_) [[likely]]
            return;
        std::size_t size = 0;
        for (std::size_t i = 0; i < values_.size(); ++i)
            if (values_[i]) size += static_cast<std::size_t>(lengths_[i]);
        check_postgres_message(size + 8 * values_.size(), sql);
    }

    void bind_null(int position) { values_[index(position)] = nullptr; }

    /// Numbers, times, UUIDs, decimals.
    template <class Wire> REFRACT_INLINE void bind(int position, const Wire& value) {
        const std::size_t i = index(position);
        if (formats_[i] == 0) [[unlikely]]
            return bind_text(i, postgres_text_of(value));
        slot& own = slots_[i];
        if constexpr (postgres_varying<Wire>) {
            postgres_buffer& buffer = buffer_of(i);
            put_postgres(buffer, own.item, value);
            return point_at(i, buffer);
        } else {
            lengths_[i] = static_cast<int>(postgres_encode(own.fixed.data(), own.item, value));
            values_[i] = own.fixed.data();
        }
    }
    REFRACT_INLINE void bind(int position, std::string_view value) {
        const std::size_t i = index(position);
        if (formats_[i] == 0 || copies_ || value.size() > longest_harmless) [[unlikely]]
            return bind_long(position, value);
        values_[i] = value.data() ? value.data() : ""; // without an address it would be NULL
        lengths_[i] = static_cast<int>(value.size());
        check_postgres_text(value);
    }
    void bind(int position, wire::bytes value) {
        if (formats_[index(position)] == 0) return bind_text(index(position), postgres_text_of(value));
        bind_bytes(position, reinterpret_cast<const char*>(value.data()), value.size(), copies_);
    }
    /// A text that dies before the statement runs.
    void bind_copy(int position, std::string_view value) {
        check_postgres_text(value);
        bind_bytes(position, value.data(), value.size(), true);
    }
    void bind_copy(int position, wire::bytes value) {
        if (formats_[index(position)] == 0) return bind_text(index(position), postgres_text_of(value));
        bind_bytes(position, reinterpret_cast<const char*>(value.data()), value.size(), true);
    }
    void bind(int position, wire::json value) {
        check_postgres_text(value.text);
        check_postgres_size(value.text.size() + 1);
        if (formats_[index(position)] == 0) return bind_bytes(position, value.text.data(), value.text.size(), true);
        postgres_buffer& buffer = buffer_of(index(position));
        buffer.put("\1", 1); // the version of jsonb's binary format
        buffer.put(value.text.data(), value.text.size());
        point_at(index(position), buffer);
    }

    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        const std::size_t i = index(position);
        postgres_buffer& buffer = buffer_of(i);
        if (slots_[i].item == oid::none) {
            // The number of the item's type is not known here, and the binary form of an array holds it. The text
            // form does not.
            put_postgres_text_array(buffer, list);
            point_at(i, buffer);
            formats_[i] = 0;
            return;
        }
        put_array(buffer, slots_[i].item, list);
        point_at(i, buffer);
    }

private:
    /// What one parameter needs to keep: a value of fixed size, or a buffer made when first needed.
    struct slot {
        std::array<char, postgres_fixed_size> fixed{};
        postgres_oid item = oid::none;
        std::uint32_t buffer = 0; ///< number in buffers_, from 1
    };

    /// As many as a statement can have of these are shorter than the longest message.
    static constexpr std::size_t longest_harmless = 16'000;

    static std::size_t index(int position) { return static_cast<std::size_t>(position - 1); }

    postgres_buffer& buffer_of(std::size_t i) {
        if (slots_[i].buffer == 0) {
            // All at once: values_ points into the buffers, which may not move any more.
            if (buffers_.empty()) buffers_.reserve(slots_.size());
            buffers_.emplace_back();
            slots_[i].buffer = static_cast<std::uint32_t>(buffers_.size());
        }
        postgres_buffer& buffer = buffers_[slots_[i].buffer - 1];
        buffer.clear();
        return buffer;
    }
    void point_at(std::size_t i, const postgres_buffer& buffer) {
        check_length(buffer.size());
        values_[i] = buffer.data();
        lengths_[i] = static_cast<int>(buffer.size());
    }
    /// The number of the items' type is not known here, and the binary form of an array holds it. The text form does
    /// not.
    void check_length(std::size_t size) {
        check_postgres_size(size);
        has_long_ |= size > longest_harmless;
    }
    void bind_text(std::size_t i, const std::string& text) {
        postgres_buffer& buffer = buffer_of(i);
        buffer.put(text.c_str(), text.size() + 1); // ends with NUL
        point_at(i, buffer);
    }
    [[gnu::noinline]] void bind_long(int position, std::string_view value) {
        check_postgres_text(value);
        bind_bytes(position, value.data(), value.size(), copies_);
    }
    void bind_bytes(int position, const char* data, std::size_t size, bool copies) {
        check_length(size);
        const std::size_t i = index(position);
        const bool as_text = formats_[i] == 0;
        if (copies || as_text) {
            postgres_buffer& buffer = buffer_of(i);
            buffer.put(data, size);
            if (as_text) buffer.put("", 1); // ends with NUL
            return point_at(i, buffer);
        }
        values_[i] = data ? data : ""; // without an address it would be NULL
        lengths_[i] = static_cast<int>(size);
    }

    /// Source: array_recv in src/backend/utils/adt/arrayfuncs.c.
    template <class Wire>
    static void put_array(postgres_buffer& to, postgres_oid item, std::span<const list_item<Wire>> list) {
        to.put_number(std::int32_t{list.empty() ? 0 : 1}); // dimensions
        to.put_number(std::int32_t{0});                    // no item is NULL
        to.put_number(item);
        if (list.empty()) return;
        check_postgres_size(list.size());
        to.put_number(static_cast<std::int32_t>(list.size()));
        to.put_number(std::int32_t{1}); // the first item's number
        for (const auto& each : list) append_postgres_field(to, item, each.value);
    }
    std::vector<postgres_oid> types_{};
    std::vector<const char*> values_{};
    std::vector<int> lengths_{};
    std::vector<int> formats_{};
    std::vector<slot> slots_{};
    std::vector<postgres_buffer> buffers_{};
    bool copies_ = false;
    bool has_long_ = false; ///< a value was bound that is worth adding up
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_PARAMETERS_HPP

// refract/driver/postgres_statement.hpp
#ifndef REFRACT_DRIVER_POSTGRES_STATEMENT_HPP
#define REFRACT_DRIVER_POSTGRES_STATEMENT_HPP

#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether the first word of a statement is this one.
constexpr bool begins_with_word(std::string_view sql, std::string_view word) {
    const std::size_t start = sql.find_first_not_of(" \t\r\n(");
    if (start == std::string_view::npos || sql.size() - start <= word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = sql[start + i];
        if ((c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) != word[i]) return false;
    }
    return true;
}
/// Whether a statement only reads, so that stopping it half-way changes nothing. (A select of a
/// function that writes is undone when its rows are not read to the end outside a transaction.)
constexpr bool only_reads(std::string_view sql) { return begins_with_word(sql, "SELECT"); }

/// A statement of PostgreSQL: prepared by name, or sent with its text each time.
class postgres_statement {
public:
    postgres_statement() = default;
    postgres_statement(const postgres_link_owner& link, const ready_statement& text)
        : link_(link), sql_(text.text()), columns_(text.columns, text.columns + text.column_count),
          parameters_(std::span(text.parameters, text.parameter_count)) {
        if (sql_.find('\0') != std::string::npos)
            throw syntax_error("a statement holds a NUL character, where PostgreSQL would stop reading");
        rows_.allow_cancel(only_reads(sql_));
        rows_.describe(sql_);
    }
    postgres_statement(postgres_statement&& other) noexcept
        : link_(std::move(other.link_)), sql_(std::move(other.sql_)), columns_(std::move(other.columns_)),
          parameters_(std::move(other.parameters_)), found_(std::move(other.found_)),
          number_(std::exchange(other.number_, 0)), generation_(other.generation_), name_(std::move(other.name_)),
          rows_(std::move(other.rows_)), is_kept_(other.is_kept_), is_at_home_(other.is_at_home_),
          is_streamed_(other.is_streamed_), by_name_(other.by_name_), now_(std::exchange(other.now_, state::idle)) {
        rows_.describe(sql_); // a short text lies elsewhere now
    }
    postgres_statement& operator=(postgres_statement&& other) noexcept {
        if (this != &other) {
            this->~postgres_statement();
            ::new (static_cast<void*>(this)) postgres_statement(std::move(other));
        }
        return *this;
    }
    ~postgres_statement() { abandon(); }

    /// Makes the server parse and plan it once, and compares its columns with the program's.
    void prepare() {
        is_kept_ = true;
        if (link_->pipeline.is_open()) return; // it would have to wait; the first run outside does it
        link_->make_ready(sql_);
        if (goes_by_name()) prepare_again();
    }

    void begin(bool streamed) {
        is_streamed_ = streamed;
        parameters_.copy_views(streamed);
    }
    template <class Wire> REFRACT_INLINE void bind(int position, const Wire& value) {
        parameters_.bind(position, value);
    }
    void bind(int position, std::string&& value) { parameters_.bind_copy(position, value); }
    void bind(int position, std::vector<std::byte>&& value) { parameters_.bind_copy(position, wire::bytes(value)); }
    void bind_null(int position) { parameters_.bind_null(position); }
    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        parameters_.bind_list(position, list);
    }

    /// Starts the execution, and does not wait for the answer: `step` does. (It waits where the statement has to be
    /// prepared anew, or another one has to make way.)
    void send() {
        if (now_ != state::idle) return;
        now_ = state::answered; // if it fails
        run();
        now_ = state::sent;
    }
    bool step() {
        if (rows_.next_in_part()) return true;
        return (now_ != state::answered || rows_.has_more()) && advance();
    }
    /// What the next `step` would wait for; sends first if nobody has.
    execution_progress progress() {
        send();
        return rows_.look();
    }

    /// Rows touched; none of what only reads.
    std::int64_t changes() const { return count_of_rows(rows_.result()); }
    postgres_row row() const { return {&rows_.at()}; }
    /// Known after the first step, like the columns.
    int row_count() const { return rows_.count(); }
    int column_count() const { return PQnfields(rows_.at().result); }
    std::string_view column_name(int column) const {
        const char* name = PQfname(rows_.at().result, column);
        return name ? name : std::string_view();
    }
    std::string_view sql() const { return sql_; }
    void reset() noexcept {
        rows_.drop();
        now_ = state::idle;
    }

private:
    enum class state : unsigned char { idle, sent, answered };

    /// The next part of the result; the first call runs the statement.
    [[gnu::noinline]] bool advance() {
        if (now_ != state::answered) {
            send();
            receive();
            if (rows_.next_in_part()) return true;
        }
        while (rows_.fetch()) {
            if (rows_.has_row()) return true; // a failure has none
            check_part();
        }
        return false;
    }

    void run() {
        if (!link_) throw_postgres_closed(sql_);
        const bool is_piped = link_->pipeline.is_open() && !link_->pipeline.is_complete();
        if (!is_piped) [[likely]]
            link_->make_ready(sql_);
        else if (begins_with_word(sql_, "COPY")) // the server would take those behind it for its rows, and give up
            throw_copy();
        parameters_.check_size(sql_);
        by_name_ = goes_by_name(is_piped);
        if (by_name_ && generation_ != link_->generation) [[unlikely]]
            prepare_again();
        transmit();
        if (is_piped) link_->pipeline.add();
    }
    /// The first part of the result.
    REFRACT_INLINE void receive() {
        now_ = state::answered;
        fetch();
        if (!is_good(rows_.result().status())) [[unlikely]] {
            if (by_name_ && lost_its_plan()) run_again();
            check_part();
        }
        check_columns();
    }
    void fetch() {
        if (!is_streamed_) return rows_.fetch_whole();
        rows_.fetch();
        rows_.stand_before();
    }

    /// Whether it is run by the name of a prepared statement.
    bool goes_by_name(bool is_piped = false) {
        if (!is_kept_ || link_->sends_text) return false;
        // In a pipeline nothing can be asked, nor prepared.
        if (is_piped) return !link_->pooler.is_unknown() && number_ != 0 && generation_ == link_->generation;
        return !link_->pooler.is_unknown() || is_name_safe();
    }
    /// Behind a pooler of which nothing is known: a name that is not there would undo a transaction.
    [[gnu::cold, gnu::noinline]] bool is_name_safe() {
        if (!link_->in_transaction()) return true; // there a failure can be answered
        if (!link_->pooler.is_at_home()) return false;
        if (is_at_home_ || number_ == 0) return true;
        const std::string question = "SELECT 1 FROM pg_catalog.pg_prepared_statements WHERE name = '" + name_ + "'";
        is_at_home_ = PQntuples(postgres_result(PQexec(link_->handle, question.c_str())).get()) == 1;
        return is_at_home_;
    }

    void transmit() {
        PGconn* const handle = link_->handle;
        const bool in_transaction = link_->in_transaction();
        const int sent = by_name_
                             ? PQsendQueryPrepared(handle, name_.c_str(), parameters_.size(), parameters_.values(),
                                                   parameters_.lengths(), parameters_.formats(), 1)
                             : PQsendQueryParams(handle, sql_.c_str(), parameters_.size(), parameters_.types(),
                                                 parameters_.values(), parameters_.lengths(), parameters_.formats(), 1);
        if (sent == 0) throw_postgres_error(handle, {}, sql_);
        if (is_streamed_ && !link_->pipeline.is_open()) ask_for_rows(handle);
        rows_.start(*link_, in_transaction);
    }
    /// Row by row, not all at once.
    static void ask_for_rows(PGconn* handle) {
#ifdef LIBPQ_HAS_CHUNK_MODE
        PQsetChunkedRowsMode(handle, 64);
#else
        PQsetSingleRowMode(handle);
#endif
    }

    static bool is_good(ExecStatusType status) {
        return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || is_postgres_part(status);
    }
    /// Throws when the part of the result that has come is a failure.
    void check_part() {
        if (!is_good(rows_.result().status())) [[unlikely]]
            fail();
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail() {
        const ExecStatusType status = rows_.result().status();
        if (status == PGRES_EMPTY_QUERY)
            throw syntax_error(error_details{.message = "the statement is empty", .sql = sql_});
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) throw_copy();
        if (was_skipped(status) && PQstatus(link_->handle) == CONNECTION_OK)
            throw error(error_details{
                .message = "the statement was not run: another one before it in the pipeline failed", .sql = sql_});
        if (!link_->handle) throw_postgres_closed(sql_);
        if (was_skipped(status)) throw_postgres_error(link_->handle, {}, sql_); // with the connection's own reason
        throw_postgres_error(link_->handle, rows_.result(), sql_);
    }

    [[noreturn]] void throw_copy() const {
        throw error(error_details{.message = "COPY cannot be run as a statement", .sql = sql_});
    }

    /// A table was altered so that the prepared statement would yield other columns, one of its types
    /// was replaced, or somebody deallocated it. The function's name is in no language, nor are the
    /// messages of internal errors.
    bool lost_its_plan() {
        const std::string_view code = rows_.result().field(PG_DIAG_SQLSTATE);
        return code == "26000" ||
               (code == "XX000" &&
                rows_.result().field(PG_DIAG_MESSAGE_PRIMARY).starts_with("cache lookup failed for type")) ||
               (code == "0A000" && rows_.result().field(PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
    }
    [[gnu::cold, gnu::noinline]] void run_again() {
        ++link_->generation;
        const bool name_is_gone = rows_.result().field(PG_DIAG_SQLSTATE) == "26000";
        if (name_is_gone && link_->pooler.is_there()) link_->lose_names();
        // The failure has undone the transaction, or others have run since; run anew, it will meet a new plan.
        if (!link_->is_idle() || rows_.has_made_way()) fail_transaction(name_is_gone);
        rows_.drop();
        run();
        fetch();
        if (!by_name_ || is_good(rows_.result().status()) || !lost_its_plan()) return;
        // Not even the name just made is known: what is sent next goes to another session each time.
        link_->lose_names();
        rows_.drop();
        run();
        fetch();
    }
    [[noreturn]] void fail_transaction(bool name_is_gone) {
        throw error(error_details{
            .message =
                name_is_gone
                    ? "the server's session does not know a prepared statement any more: somebody has deallocated "
                      "it, or a pooler has changed the session; run the transaction again"
                    : "the tables behind a prepared statement were altered; run the transaction again",
            .sql = sql_,
            .code = std::string(rows_.result().field(PG_DIAG_SQLSTATE)),
            .can_retry = true});
    }

    void prepare_again() {
        link_->make_ready(sql_);
        PGconn* const handle = link_->handle;
        abandon();
        std::uint32_t number = link_->names.next();
        postgres_result prepared = prepare_as(number);
        if (prepared.field(PG_DIAG_SQLSTATE) == "42P05" && link_->is_idle()) // somebody else has that name
            prepared = prepare_as(number = link_->names.next());
        if (prepared.status() != PGRES_COMMAND_OK) throw_postgres_error(handle, prepared, sql_);
        number_ = number;
        is_at_home_ = link_->pooler.is_at_home();
        if (can_be_described()) {
            const postgres_result description(PQdescribePrepared(handle, name_.c_str()));
            if (description.status() == PGRES_COMMAND_OK)
                learn_columns(description, false);
            else if (description.field(PG_DIAG_SQLSTATE) != "26000" || !link_->is_idle())
                throw_postgres_error(handle, description, sql_);
            // Behind a pooler another session may have answered; the columns are compared when they come.
        }
        generation_ = link_->generation;
    }
    postgres_result prepare_as(std::uint32_t number) {
        name_ = link_->names.text(number);
        return postgres_result(
            PQprepare(link_->handle, name_.c_str(), sql_.c_str(), parameters_.size(), parameters_.types()));
    }
    /// libpq takes a description of more than 7,498 parameters for a broken connection. Where it is not asked
    /// for, columns are compared when rows come, as they are anyway.
    bool can_be_described() const { return !columns_.empty() && parameters_.size() <= 7'000; }

    /// Leaves the prepared statement to be deallocated when the connection is used again.
    void abandon() noexcept {
        if (number_ != 0 && link_ && link_->handle && !link_->sends_text) link_->names.abandon(number_);
        number_ = 0;
    }

    /// Compares the columns that have come with those that came before, once for each result: a server that
    /// sends others than it described must not be believed.
    void check_columns() {
        if (!rows_.has_columns(found_)) [[unlikely]]
            learn_columns(rows_.result(), true);
    }
    /// Compares the columns that come with those that the program reads, and remembers them.
    [[gnu::noinline]] void learn_columns(const postgres_result& shape, bool has_run) {
        const int count = PQnfields(shape.get());
        found_.clear();
        rows_.describe(found_, false);
        if (!columns_.empty() && static_cast<std::size_t>(count) != columns_.size())
            fail_columns("the statement yields " + std::to_string(count) + " columns, the program reads " +
                             std::to_string(columns_.size()),
                         has_run);
        if (has_run && count > 0 && PQbinaryTuples(shape.get()) == 0)
            fail_columns("the server has sent text where values in the binary format were asked for", has_run);
        std::vector<postgres_column> columns(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            postgres_column& column = columns[static_cast<std::size_t>(i)];
            column.type = column.read_as = PQftype(shape.get(), i);
            // Arrays, composites and the like of users are no texts in the binary form.
            if (column.type >= oid::first_of_users && link_->is_text_type(column.type, sql_))
                column.read_as = oid::text;
            else if (column.type >= oid::first_of_users && link_->is_text_array(column.type, sql_))
                column.read_as = oid::text_array;
            if (columns_.empty()) continue;
            const type_kind kind = columns_[static_cast<std::size_t>(i)].type.kind;
            if (!postgres_accepts(columns_[static_cast<std::size_t>(i)].type, column.read_as))
                fail_column(shape, i, kind, has_run);
        }
        found_ = std::move(columns);
        rows_.describe(found_, !columns_.empty());
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail_column(const postgres_result& shape, int column, type_kind kind,
                                                            bool has_run) {
        const std::string name = PQfname(shape.get(), column);
        const postgres_oid type = PQftype(shape.get(), column);
        rows_.drop(); // so that the connection can be asked for the type's name
        fail_columns("column " + std::to_string(column + 1) + " \"" + name + "\" is " + type_name(type) +
                         ", the field wants " + postgres_wanted_text(kind),
                     has_run);
    }
    [[noreturn]] void fail_columns(std::string message, bool has_run) {
        if (has_run && !only_reads(sql_)) message += "; the statement has run";
        throw schema_mismatch(error_details{.message = std::move(message), .sql = sql_});
    }
    /// The name of any type; those of users are asked for.
    std::string type_name(postgres_oid type) {
        const PGTransactionStatusType status = PQtransactionStatus(link_->handle);
        if (!find_postgres_type(type) && (status == PQTRANS_IDLE || status == PQTRANS_INTRANS)) {
            const std::string question = "SELECT format_type(" + std::to_string(type) + ", NULL)";
            const postgres_result answer(PQexec(link_->handle, question.c_str()));
            if (const std::string_view name = read_postgres_answer(answer); !name.empty()) return std::string(name);
        }
        return postgres_type_text(type);
    }

    postgres_link_owner link_{};
    std::string sql_{};
    std::vector<result_column> columns_{};
    postgres_parameters parameters_{};
    std::vector<postgres_column> found_{};         ///< the columns that came
    std::uint32_t number_ = 0;                     ///< of the server's statement; 0 without one
    std::uint32_t generation_ = ~std::uint32_t{0}; ///< of the link when it was prepared
    std::string name_{};
    postgres_rows rows_{};
    bool is_kept_ = false;    ///< the program will run it again, so it is worth a name
    bool is_at_home_ = false; ///< see postgres_pooler
    bool is_streamed_ = false;
    bool by_name_ = false;
    state now_ = state::idle;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_STATEMENT_HPP

// refract/driver/postgres.hpp
#ifndef REFRACT_DRIVER_POSTGRES_HPP
#define REFRACT_DRIVER_POSTGRES_HPP

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace postgres {

/// How a connection is made. Everything about the server itself (host, user, TLS, keepalives)
/// stands in libpq's connection string or URL:
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
struct options {
    /// Prepare each statement once, by name. False for poolers that hand every transaction to
    /// another session (PgBouncer before 1.21): the text is then sent each time.
    bool prepare = true;
    /// How long a statement may run before `timeout` is thrown; zero: the server's own setting.
    std::chrono::milliseconds statement_timeout{0};
    /// How long to wait for another connection's lock before `busy` is thrown; zero: likewise.
    std::chrono::milliseconds lock_timeout{0};
    /// The session's time zone. Columns without a time zone are read as UTC, so that they are
    /// written so too; empty: the server's own setting.
    std::string time_zone = "UTC";
};

} // namespace postgres

namespace detail {

/// What BEGIN says of a level; nothing of the database's default.
constexpr std::string_view postgres_isolation_level(isolation level) {
    switch (level) {
    case isolation::standard: break;
    case isolation::read_uncommitted: return " ISOLATION LEVEL READ UNCOMMITTED";
    case isolation::read_committed: return " ISOLATION LEVEL READ COMMITTED";
    case isolation::repeatable_read: return " ISOLATION LEVEL REPEATABLE READ";
    case isolation::serializable: return " ISOLATION LEVEL SERIALIZABLE";
    }
    return {};
}

/// A connection to PostgreSQL; one thread at a time uses it.
class postgres_connection {
public:
    explicit postgres_connection(const std::string& connection_string, const postgres::options& options = {})
        : link_(new postgres_link) {
        link_->sends_text = !options.prepare;
        if (options.time_zone.find('\0') != std::string::npos)
            throw connection_error("the time zone in the options holds a NUL character, where it would end");
        const postgres_options_owner parts = read_postgres_target(connection_string);
        link_->handle = postgres_attempt(connection_string, parts.get()).open();
        try {
            PQsetNoticeProcessor(link_->handle, [](void*, const char*) {}, nullptr);
            configure(options);
        } catch (...) {
            close();
            throw;
        }
    }
    postgres_connection(const postgres_connection&) = delete;
    postgres_connection& operator=(const postgres_connection&) = delete;
    ~postgres_connection() { close(); }

    bool is_open() const noexcept { return PQstatus(link_->handle) == CONNECTION_OK; }
    void close() noexcept {
        PGconn* const handle = link_->handle;
        while (link_->stream) link_->stream->detach();
        link_->handle = nullptr;
        link_->copying = false;
        link_->pipeline = {};
        // The words with which PQfinish takes leave would end the parent's session.
        if (handle && !link_->is_ours())
            ::close(PQsocket(handle));
        else
            PQfinish(handle);
    }

    /// What runs once is sent with its text: one round trip instead of three.
    postgres_statement prepare(const ready_statement& text, bool cached) {
        postgres_statement prepared(link_, text);
        if (cached && !link_->sends_text) prepared.prepare();
        return prepared;
    }

    /// Any number of statements, in one transaction of their own unless they say otherwise.
    void execute(std::string_view script) {
        if (script.find('\0') != std::string_view::npos)
            throw syntax_error("a script holds a NUL character, where PostgreSQL would stop reading");
        check_postgres_message(script.size(), script);
        run(std::string(script).c_str());
    }
    /// One statement without parameters and rows, without a copy of its text.
    void command(const char* text) { run(text); }
    /// Rows that the last statement of the last script touched.
    std::int64_t changes() const noexcept { return changes_; }

    /// Rows to write in bulk: `sql` is a COPY ... FROM STDIN (FORMAT binary), `columns` are its columns.
    postgres_copy copy(std::string_view sql, const sql_type* columns, std::size_t count) {
        return {link_, sql, std::span(columns, count)};
    }

    void begin(const transaction_options& options) {
        std::string text = "BEGIN";
        text += postgres_isolation_level(options.isolation);
        if (options.read_only) text += " READ ONLY";
        if (link_->pooler.is_there() || !local_settings_.empty())
            return begin_pooled(std::move(text), options.isolation);
        run(text.c_str());
    }
    void commit() {
        // After a failed statement the server answers COMMIT with a ROLLBACK, and no error.
        link_->pooler.leave();
        if (std::string_view(PQcmdStatus(run("COMMIT").get())) == "ROLLBACK")
            throw error(
                error_details{.message = "the transaction was rolled back, not committed: a statement in it had failed",
                              .sql = "COMMIT",
                              .code = "25P02"});
    }
    void rollback() {
        link_->pooler.leave();
        if (link_->pipeline.is_open()) link_->end_pipeline(); // it may have begun a transaction
        if (in_transaction()) run("ROLLBACK");
    }
    bool in_transaction() const noexcept { return link_->in_transaction(); }
    /// Not known without RETURNING.
    std::int64_t last_key() const noexcept { return 0; }

    /// The socket, for somebody who waits outside with `progress`. From now on `send` does not block: what the
    /// socket does not take at once waits for `progress` or `step`.
    int socket() {
        link_->make_ready_alive();
        if (!link_->waits_outside && PQsetnonblocking(link_->handle, 1) != 0)
            throw_postgres_error(link_->handle, {}, {});
        link_->waits_outside = true;
        return PQsocket(link_->handle);
    }

#ifdef LIBPQ_HAS_PIPELINING
    /// Up to `sync`, `send` only adds a statement to the pipeline, and all of them go in one journey. They are one
    /// transaction: after a failure those behind it are not run and those before it are undone, unless the
    /// statements themselves begin and commit. `step` before `sync` fetches what was sent so far. Whatever else
    /// uses the connection completes the pipeline first.
    void enter_pipeline() { link_->enter_pipeline(); }
    /// Sends the end of the pipeline; the results come by `step`. One that was read before is certain only now: if
    /// all were, it waits for the end. Errors: what fails at the commit, where no statement is left to tell it.
    void sync() { link_->sync(); }
#endif

    /// The handle, for what refract does not cover; the caller keeps to one thread.
    PGconn* native() const noexcept { return link_->handle; }

private:
    /// Runs a script; the result of its last statement.
    postgres_result run(const char* script) {
        link_->make_ready(script);
        postgres_result result(PQexec(link_->handle, script));
        const ExecStatusType status = result.status();
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            finish_postgres_copy(link_->handle, status);
            discard_postgres_results(link_->handle);
            throw error(error_details{.message = "COPY cannot be run in a script", .sql = script});
        }
        if (result.is_failure()) throw_postgres_error(link_->handle, result, script);
        changes_ = count_of_rows(result);
        return result;
    }

    /// Settings of a session would reach whoever gets it next, so they are the transaction's. Where it is
    /// not known if names of statements hold, the session is asked who it is; not where the question would
    /// decide which moment the transaction sees.
    void begin_pooled(std::string text, isolation level) {
        const bool asks = link_->pooler.is_unknown() && !link_->sends_text &&
                          (level == isolation::standard || level == isolation::read_committed);
        text += local_settings_;
        if (asks) text.append("; ").append(postgres_pooler::process_question);
        link_->pooler.leave();
        try {
            const postgres_result answer = run(text.c_str());
            if (!asks) return;
            link_->pooler.enter(link_->handle, read_postgres_answer(answer), link_->names.text(link_->names.next()));
            if (link_->pooler.loses_names()) link_->lose_names();
        } catch (...) { // it may have begun before it failed
            if (in_transaction()) PQclear(PQexec(link_->handle, "ROLLBACK"));
            throw;
        }
    }

    void configure(const postgres::options& options) {
        link_->pooler.look(link_->handle);
        // The server tells its time zone unasked, mostly it is right already.
        const char* const zone = PQparameterStatus(link_->handle, "TimeZone");
        if (!options.time_zone.empty() && (!zone || options.time_zone != zone)) set("TimeZone", options.time_zone);
        if (options.statement_timeout.count() > 0) set("statement_timeout", to_setting(options.statement_timeout));
        if (options.lock_timeout.count() > 0) set("lock_timeout", to_setting(options.lock_timeout));
    }
    static std::string to_setting(std::chrono::milliseconds wait) {
        constexpr std::int64_t longest = std::numeric_limits<std::int32_t>::max();
        return std::to_string(wait.count() < longest ? wait.count() : longest);
    }
    /// Poolers carry the time zone from session to session, as the server reports it; not the others.
    void set(const char* name, const std::string& value) {
        const bool is_carried = std::string_view(name) == "TimeZone";
        if (!is_carried && (link_->pooler.is_there() || link_->sends_text)) {
            local_settings_.append("; SET LOCAL ").append(name).append(" TO ").append(value);
            return;
        }
        constexpr const char* sql = "SELECT pg_catalog.set_config($1, $2, false)";
        const char* const values[] = {name, value.c_str()};
        const postgres_result result(PQexecParams(link_->handle, sql, 2, nullptr, values, nullptr, nullptr, 0));
        if (result.is_failure())
            throw connection_error(error_details{.message = "cannot connect to PostgreSQL: the setting " +
                                                            std::string(name) +
                                                            " is not taken: " + postgres_message(result, ""),
                                                 .code = std::string(result.field(PG_DIAG_SQLSTATE))});
    }

    postgres_link_owner link_;
    std::string local_settings_{}; ///< behind a pooler: said at the beginning of each transaction
    std::int64_t changes_ = 0;
};

/// PostgreSQL, for the client.
struct postgres_driver {
    using dialect = refract::dialect::postgres;
    using options = refract::postgres::options;
    using connection = postgres_connection;
    using statement = postgres_statement;
    static constexpr bool knows_last_key = false;
    static constexpr std::size_t rows_per_insert = 0; // the connection copies in bulk
};
static_assert(database_driver<postgres_driver> && waits_outside<postgres_driver>);
static_assert(pipelines<postgres_driver> == has_postgres_pipelines);

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_HPP


namespace refract {
inline namespace v0 {
namespace postgres {

/// A PostgreSQL database, by libpq's connection string or URL.
using database = detail::database<detail::postgres_driver>;
using transaction = detail::transaction<detail::postgres_driver>;

} // namespace postgres
} // namespace v0
} // namespace refract

#else

#ifdef REFRACT_NO_POSTGRES
#define REFRACT_POSTGRES_IS_MISSING                                                                                    \
    __attribute__((unavailable("refract: PostgreSQL is switched off. Compile without REFRACT_NO_POSTGRES to have it.")))
#else
#define REFRACT_POSTGRES_IS_MISSING                                                                                    \
    __attribute__((unavailable("refract: libpq-fe.h was not found. Install libpq's header (Debian, Ubuntu: "           \
                               "libpq-dev; Fedora: libpq-devel), or name its folder with -I.")))
#endif

namespace refract {
inline namespace v0 {
namespace postgres {

struct REFRACT_POSTGRES_IS_MISSING options {};
struct REFRACT_POSTGRES_IS_MISSING transaction {};
struct REFRACT_POSTGRES_IS_MISSING database {
    template <class... Any> explicit database(Any&&...) {}
};

} // namespace postgres
} // namespace v0
} // namespace refract

#undef REFRACT_POSTGRES_IS_MISSING

#endif

#endif // REFRACT_POSTGRES_HPP

// refract/sqlite.hpp
#ifndef REFRACT_SQLITE_HPP
#define REFRACT_SQLITE_HPP

/// \file
/// refract with SQLite: the line that a program writes.
///
/// Without SQLite's header, or with REFRACT_NO_SQLITE, this is refract.hpp, and a use of
/// `refract::sqlite::database` says what is missing.

// Sentences first: compilers print the way of includes that leads to them.


#if !defined(REFRACT_NO_SQLITE) && __has_include(<sqlite3.h>)


// refract/driver/sqlite_time.hpp
#ifndef REFRACT_DRIVER_SQLITE_TIME_HPP
#define REFRACT_DRIVER_SQLITE_TIME_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Dates and times as SQLite stores them: text in one form, so that equal times are equal texts and later times
/// greater ones. Only that form is read: another one would be read as a time that no comparison finds.

namespace refract {
inline namespace v0 {
namespace detail {

/// Dates and times on their way into SQLite.
struct sqlite_moment {
    std::array<char, 48> text{};
    text_sink sink{.out = nullptr};

    explicit sqlite_moment(wire::timestamp value) {
        check_year(value.microseconds >= first_day * day && value.microseconds < (last_day + 1) * day);
        print([&](text_sink& out) { put_timestamp(out, value.microseconds); });
    }
    explicit sqlite_moment(wire::date value) {
        check_year(value.days >= first_day && value.days <= last_day);
        print([&](text_sink& out) { put_date(out, value.days); });
    }
    explicit sqlite_moment(wire::time value) {
        print([&](text_sink& out) { put_time(out, value.microseconds); });
    }

    std::string_view view() const { return {text.data(), sink.size}; }

private:
    // 0000-01-01 and 9999-12-31 in days since 1970-01-01.
    static constexpr std::int64_t first_day = -719'528, last_day = 2'932'896, day = 86'400'000'000;

    static void check_year(bool has_four_digits) {
        if (!has_four_digits)
            throw conversion_error("SQLite compares dates as text, which sorts for the years 0 to 9999 only; store "
                                   "another value, or refract::as_integer<T>");
    }
    template <class Print> void print(Print put) {
        sink = {.out = text.data()};
        put(sink);
    }
};

/// What a stored text is to a field of dates or times.
enum class stored_time : std::uint8_t { good, not_there /** 2026-02-30, 25:00 */, other_form };

/// Reads the one form of each; every part has its place.
struct stored_time_reader {
    std::string_view text;

    constexpr stored_time timestamp(std::int64_t& microseconds) const {
        constexpr std::int64_t day = 86'400'000'000;
        if (text.size() < 19 || text[10] != ' ') return stored_time::other_form;
        std::int64_t days = 0, time_of_day = 0;
        const stored_time first = stored_time_reader{text.substr(0, 10)}.date(days);
        if (first == stored_time::other_form) return first;
        const stored_time second = stored_time_reader{text.substr(11)}.time(time_of_day);
        if (second == stored_time::other_form) return second;
        microseconds = days * day + time_of_day; // of four digits of years: nothing overflows
        return first == stored_time::good && second == stored_time::good && time_of_day < day ? stored_time::good
                                                                                              : stored_time::not_there;
    }
    constexpr stored_time date(std::int64_t& days) const {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') return stored_time::other_form;
        bool digits = true;
        const unsigned year = pair(0, digits) * 100 + pair(2, digits), month = pair(5, digits),
                       of_month = pair(8, digits);
        if (!digits) return stored_time::other_form;
        if (month < 1 || month > 12 || of_month < 1) return stored_time::not_there;
        days = days_from_civil(year, month, of_month);
        return of_month <= 28 || civil_from_days(days).day == of_month ? stored_time::good : stored_time::not_there;
    }
    /// 24:00:00 is the end of a day; digits behind the point end in none that is 0.
    constexpr stored_time time(std::int64_t& microseconds) const {
        if (text.size() < 8 || text[2] != ':' || text[5] != ':') return stored_time::other_form;
        bool digits = true;
        const unsigned hour = pair(0, digits), minute = pair(3, digits), second = pair(6, digits);
        std::int64_t fraction = 0;
        if (text.size() > 8) {
            if (text[8] != '.' || text.size() == 9 || text.size() > 15 || text.back() == '0')
                return stored_time::other_form;
            std::int64_t unit = 100'000;
            for (std::size_t i = 9; i < text.size(); ++i, unit /= 10) fraction += digit(i, digits) * unit;
        }
        if (!digits) return stored_time::other_form;
        microseconds = ((std::int64_t{hour} * 60 + minute) * 60 + second) * 1'000'000 + fraction;
        return minute <= 59 && second <= 59 && microseconds <= 86'400'000'000 ? stored_time::good
                                                                              : stored_time::not_there;
    }

private:
    constexpr unsigned digit(std::size_t at, bool& digits) const {
        const auto value = static_cast<unsigned>(static_cast<unsigned char>(text[at])) - '0';
        digits &= value <= 9;
        return value;
    }
    constexpr unsigned pair(std::size_t at, bool& digits) const {
        return digit(at, digits) * 10 + digit(at + 1, digits);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_TIME_HPP

// refract/driver/sqlite_functions.hpp
#ifndef REFRACT_DRIVER_SQLITE_FUNCTIONS_HPP
#define REFRACT_DRIVER_SQLITE_FUNCTIONS_HPP

#include <sqlite3.h>

#include <cstdint>
#include <string_view>

/// \file
/// Functions that refract's statements use on SQLite: SQLite itself raises errors only in triggers, and stores what
/// arithmetic yields, whatever the column. They are the connection's; no table depends on them.

namespace refract {
inline namespace v0 {
namespace detail {

/// Stands before their messages.
inline constexpr std::string_view sqlite_refusal = "refract: ";

inline void sqlite_fail(sqlite3_context* context, std::string_view why) {
    char* const message = sqlite3_mprintf("%s%.*s", sqlite_refusal.data(), static_cast<int>(why.size()), why.data());
    if (!message) return sqlite3_result_error_nomem(context); // no exception passes through SQLite
    sqlite3_result_error(context, message, -1);
    sqlite3_free(message);
}

/// `refract_refuse(text)` fails with the text.
inline void sqlite_refuse(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* const why = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    sqlite_fail(context, why ? why : "");
}

/// `refract_fit(value, least, greatest)` is the value if it lies between the two, or is NULL. Between whole numbers
/// lie whole numbers: what has overflowed 64 bits is a real number to SQLite. Without limits it is a whole number.
inline void sqlite_fit(sqlite3_context* context, int count, sqlite3_value** values) {
    const int type = sqlite3_value_type(values[0]);
    bool fits = type == SQLITE_NULL;
    if (count == 1) {
        fits |= type == SQLITE_INTEGER;
    } else if (sqlite3_value_type(values[1]) == SQLITE_INTEGER) {
        const sqlite3_int64 whole = type == SQLITE_INTEGER ? sqlite3_value_int64(values[0]) : 0;
        fits |= type == SQLITE_INTEGER && whole >= sqlite3_value_int64(values[1]) &&
                whole <= sqlite3_value_int64(values[2]);
    } else if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        const double real = sqlite3_value_double(values[0]);
        fits = real >= sqlite3_value_double(values[1]) && real <= sqlite3_value_double(values[2]);
    }
    if (fits) return sqlite3_result_value(context, values[0]);
    sqlite_fail(context, "the result does not fit in the type of the column's field");
}

/// What a function is given as a time: a point in time, or a date as its beginning. Without a time it has failed.
struct sqlite_time_value {
    std::int64_t microseconds = 0;
    bool is_date = false;
    bool is_there = false;

    sqlite_time_value(sqlite3_context* context, sqlite3_value* value) {
        if (sqlite3_value_type(value) == SQLITE_TEXT) {
            const std::string_view text(reinterpret_cast<const char*>(sqlite3_value_text(value)),
                                        static_cast<std::size_t>(sqlite3_value_bytes(value)));
            is_date = text.size() == 10;
            const stored_time_reader reader{text};
            is_there = (is_date ? reader.date(microseconds) : reader.timestamp(microseconds)) == stored_time::good;
            if (is_date) microseconds *= 86'400'000'000;
        }
        if (is_there || sqlite3_value_type(value) == SQLITE_NULL) return;
        sqlite_fail(context, "a time that is calculated with is stored in another form than refract's, or is none");
    }
};

/// `refract_add_time(time, microseconds)`: a point in time or a date, in the form in which it came.
inline void sqlite_add_time(sqlite3_context* context, int, sqlite3_value** values) {
    const sqlite_time_value time(context, values[0]);
    if (!time.is_there || sqlite3_value_type(values[1]) == SQLITE_NULL) return;
    std::int64_t sum = 0;
    const bool is_whole = sqlite3_value_type(values[1]) == SQLITE_INTEGER;
    if (!is_whole || __builtin_add_overflow(time.microseconds, sqlite3_value_int64(values[1]), &sum))
        return sqlite_fail(context, "a time is out of range");
    const auto give = [context](const sqlite_moment& made) {
        sqlite3_result_text(context, made.text.data(), static_cast<int>(made.sink.size), SQLITE_TRANSIENT);
    };
    constexpr std::int64_t day = 86'400'000'000;
    try {
        if (!time.is_date) return give(sqlite_moment(wire::timestamp{sum}));
        if (sum % day != 0) return sqlite_fail(context, "a date moves by whole days");
        give(sqlite_moment(wire::date{static_cast<std::int32_t>(sum / day)}));
    } catch (const error& failure) { sqlite_fail(context, failure.what()); } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

/// `refract_time_between(first, last)` in microseconds.
inline void sqlite_time_between(sqlite3_context* context, int, sqlite3_value** values) {
    const sqlite_time_value first(context, values[0]), last(context, values[1]);
    if (first.is_there && last.is_there) sqlite3_result_int64(context, last.microseconds - first.microseconds);
}

/// `unhex(digits)`, which SQLite itself has since 3.41: bytes, or NULL for what is not pairs of digits.
inline void sqlite_unhex(sqlite3_context* context, int, sqlite3_value** values) {
    const unsigned char* const digits = sqlite3_value_text(values[0]);
    const int count = sqlite3_value_bytes(values[0]);
    if (!digits || count % 2 != 0) return;
    auto* const bytes = static_cast<unsigned char*>(sqlite3_malloc(count / 2 + 1));
    if (!bytes) return sqlite3_result_error_nomem(context);
    for (int i = 0; i < count; ++i) {
        const int digit = hexadecimal_digit(static_cast<char>(digits[i]));
        if (digit < 0) return sqlite3_free(bytes);
        unsigned char& byte = bytes[i / 2];
        byte = static_cast<unsigned char>((i % 2 == 0 ? 0 : byte << 4) | digit);
    }
    sqlite3_result_blob(context, bytes, count / 2, &sqlite3_free);
}

inline void add_sqlite_functions(sqlite3* connection) {
    struct function {
        const char* name;
        int values;
        void (*run)(sqlite3_context*, int, sqlite3_value**);
        int built_in_since = 0; ///< the version of SQLite that has it itself; 0: none
    };
    for (const function& each :
         {function{"refract_refuse", 1, &sqlite_refuse}, function{"refract_fit", 1, &sqlite_fit},
          function{"refract_fit", 3, &sqlite_fit}, function{"refract_add_time", 2, &sqlite_add_time},
          function{"refract_time_between", 2, &sqlite_time_between}, function{"unhex", 1, &sqlite_unhex, 3'041'000}}) {
        if (each.built_in_since != 0 && sqlite3_libversion_number() >= each.built_in_since) continue;
        if (sqlite3_create_function_v2(connection, each.name, each.values,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, each.run,
                                       nullptr, nullptr, nullptr) != SQLITE_OK)
            throw error(sqlite3_errmsg(connection));
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_FUNCTIONS_HPP

// refract/driver/sqlite_error.hpp
#ifndef REFRACT_DRIVER_SQLITE_ERROR_HPP
#define REFRACT_DRIVER_SQLITE_ERROR_HPP

#include <sqlite3.h>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// SQLite's result codes as exceptions. Source: https://sqlite.org/rescode.html

namespace refract {
inline namespace v0 {
namespace detail {

/// Reads "UNIQUE constraint failed: users.email, users.name" into the table and its columns.
inline void read_failed_columns(error_details& details) {
    const std::size_t colon = details.message.find(": ");
    if (colon == std::string::npos) return;
    std::string_view rest = std::string_view(details.message).substr(colon + 2);
    while (!rest.empty()) {
        std::string_view item = rest.substr(0, rest.find(", "));
        rest.remove_prefix(item.size() == rest.size() ? item.size() : item.size() + 2);
        const std::size_t dot = item.rfind('.');
        if (dot == std::string_view::npos) continue;
        details.table = item.substr(0, dot);
        details.columns.emplace_back(item.substr(dot + 1));
    }
}

[[noreturn]] inline void throw_sqlite_constraint(int code, error_details details) {
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: read_failed_columns(details); throw unique_violation(std::move(details));
    case SQLITE_CONSTRAINT_NOTNULL: read_failed_columns(details); throw not_null_violation(std::move(details));
    case SQLITE_CONSTRAINT_TRIGGER: // RESTRICT is a trigger inside SQLite; others say what they want
        if (std::string_view(details.message) != "FOREIGN KEY constraint failed")
            throw constraint_violation(std::move(details));
        [[fallthrough]];
    case SQLITE_CONSTRAINT_FOREIGNKEY: throw foreign_key_violation(std::move(details));
    case SQLITE_CONSTRAINT_CHECK: {
        const std::size_t colon = details.message.find(": ");
        if (colon != std::string::npos) details.constraint = std::string_view(details.message).substr(colon + 2);
        throw check_violation(std::move(details));
    }
    default: throw constraint_violation(std::move(details));
    }
}

/// When the failure happened, where the code alone does not tell what it means.
enum class sqlite_stage { open, prepare, run };

[[noreturn]] inline void throw_sqlite_error(sqlite3* connection, int result, std::string_view sql, sqlite_stage stage) {
    const int code = connection ? sqlite3_extended_errcode(connection) : result;
    error_details details{.message = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(result),
                          .sql = std::string(sql),
                          .code = std::to_string(code)};
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT: throw_sqlite_constraint(code, std::move(details));
    case SQLITE_BUSY:
        details.can_retry = true;
        if (code == SQLITE_BUSY_SNAPSHOT) throw serialization_failure(std::move(details));
        throw busy(std::move(details));
    case SQLITE_LOCKED:
        // Otherwise this connection stands in its own way.
        details.can_retry = code == SQLITE_LOCKED_SHAREDCACHE;
        throw busy(std::move(details));
    case SQLITE_INTERRUPT: details.can_retry = true; throw timeout(std::move(details));
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE: throw conversion_error(std::move(details));
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_IOERR: details.connection_lost = true; throw connection_error(std::move(details));
    case SQLITE_ERROR:
        // A statement that is prepared is prepared anew when the schema has changed.
        if (stage == sqlite_stage::prepare || details.message.starts_with("no such "))
            throw syntax_error(std::move(details));
        if (details.message == "integer overflow") throw conversion_error(std::move(details));
        if (details.message.starts_with(sqlite_refusal)) {
            details.message.erase(0, sqlite_refusal.size());
            throw conversion_error(std::move(details));
        }
        if (stage == sqlite_stage::open) throw connection_error(std::move(details));
        throw error(std::move(details));
    default: throw error(std::move(details));
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_ERROR_HPP

// refract/driver/sqlite_catalog.hpp
#ifndef REFRACT_DRIVER_SQLITE_CATALOG_HPP
#define REFRACT_DRIVER_SQLITE_CATALOG_HPP

#include <sqlite3.h>

#include <string>
#include <string_view>

/// \file
/// What SQLite's catalog says of a table, where the meaning of an insert depends on it.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a question to the catalog has a row; `{table, schema, column}` are its values.
inline bool sqlite_catalog_has(sqlite3* connection, std::string_view sql, const table_info& table,
                               std::string_view column) {
    sqlite3_stmt* asked = nullptr;
    int result = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &asked, nullptr);
    int position = 0;
    for (const std::string_view each : {table.name, table.schema, column})
        if (result == SQLITE_OK && ++position <= sqlite3_bind_parameter_count(asked))
            result = each.empty() ? sqlite3_bind_null(asked, position)
                                  : sqlite3_bind_text(asked, position, each.data(), static_cast<int>(each.size()),
                                                      SQLITE_STATIC);
    if (result == SQLITE_OK) result = sqlite3_step(asked);
    sqlite3_finalize(asked);
    if (result != SQLITE_ROW && result != SQLITE_DONE) throw_sqlite_error(connection, result, sql, sqlite_stage::run);
    return result == SQLITE_ROW;
}

/// Whether a column is another name of the row's id. It is for INTEGER PRIMARY KEY alone, to the letter; every
/// other primary key is an index of its own (INT, BIGINT, INTEGER ... DESC, WITHOUT ROWID), and is not made.
/// Source: https://sqlite.org/lang_createtable.html#rowid
inline bool sqlite_makes_key(sqlite3* connection, const table_info& table, std::string_view column) {
    return sqlite_catalog_has(connection,
                              "SELECT 1 FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE AND pk = 1 AND "
                              "NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')",
                              table, column) ||
           // The row's id has these names where the table does not use them, as in full-text tables.
           (sqlite_catalog_has(connection,
                               "SELECT 1 WHERE lower(?3) IN ('rowid', 'oid', '_rowid_') AND NOT EXISTS (SELECT 1 "
                               "FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE)",
                               table, column));
}

/// SQLite does not count what is written through a view.
inline bool sqlite_is_view(sqlite3* connection, const table_info& table) {
    return sqlite_catalog_has(
        connection, "SELECT 1 FROM pragma_table_list(?1) WHERE type = 'view' AND schema = coalesce(?2, schema)", table,
        {});
}

[[noreturn, gnu::cold, gnu::noinline]] inline void
throw_key_is_not_made(const table_info& table, std::string_view column, std::string_view sql) {
    throw schema_mismatch(error_details{
        .message = join_text(
            {"SQLite makes no key for \"", column, "\" of \"", table.name,
             "\": only a table's column of the type INTEGER PRIMARY KEY, to the letter, is the row's id. Give the "
             "key, with .given() in the model or refract::keys_are_given in the call"}),
        .sql = std::string(sql)});
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_CATALOG_HPP

// refract/driver/sqlite_cell.hpp
#ifndef REFRACT_DRIVER_SQLITE_CELL_HPP
#define REFRACT_DRIVER_SQLITE_CELL_HPP

#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The decimal of at most 15 digits that is stored as this double, if there is one; from there on a double is itself
/// a whole number, and taken as it is.
inline std::optional<wire::decimal> decimal_from_double(double value) {
    constexpr double fifteen_digits = 1e15, largest = 9.2e18;
    if (value >= fifteen_digits || value <= -fifteen_digits) {
        if (!(value < largest && value > -largest)) return std::nullopt;
        const auto whole = static_cast<std::int64_t>(value);
        if (static_cast<double>(whole) != value) return std::nullopt;
        return wire::decimal{whole, 0};
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, 14);
    const std::string_view printed(text.data(), static_cast<std::size_t>(end.ptr - text.data()));
    const std::size_t exponent_at = printed.find('e');
    if (exponent_at == std::string_view::npos) return std::nullopt; // infinity, not a number
    std::int64_t coefficient = 0;
    for (char c : printed.substr(0, exponent_at))
        if (c >= '0' && c <= '9') coefficient = coefficient * 10 + (c - '0');
    if (printed.front() == '-') coefficient = -coefficient;
    int exponent = 0;
    const char* digits = printed.data() + exponent_at + (printed[exponent_at + 1] == '+' ? 2 : 1);
    std::from_chars(digits, end.ptr, exponent);
    int scale = 14 - exponent;
    while (scale > 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        --scale;
    }
    if (coefficient == 0) return value == 0 ? std::optional(wire::decimal{0, 0}) : std::nullopt;
    if (scale > 18 || scale < 0) return std::nullopt;
    // 0.30000000000000004 is no 0.3: it is printed alike, and equals another number.
    if (static_cast<double>(coefficient) / static_cast<double>(power_of_ten(static_cast<unsigned>(scale))) != value)
        return std::nullopt;
    return wire::decimal{coefficient, static_cast<std::uint8_t>(scale)};
}

/// A UUID from its usual text, in lower case and with hyphens.
inline std::optional<wire::uuid> uuid_from_text(std::string_view text) {
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return std::nullopt;
    for (const char c : text)
        if (c >= 'A' && c <= 'F') return std::nullopt;
    const auto id = uuid::parse(text);
    return id ? std::optional(wire::uuid{id->bytes}) : std::nullopt;
}

/// A column's name; SQLite has none when it is out of memory.
inline std::string_view sqlite_column_name(sqlite3_stmt* statement, int column) {
    const char* const name = sqlite3_column_name(statement, column);
    return name ? name : "";
}

/// A cell of the current row, read through `sqlite3_column_value`, which takes no mutex. That is
/// only right while one thread at a time uses the connection; the client sees to it.
/// Source: https://sqlite.org/c3ref/column_blob.html, "unprotected sqlite3_value".
class sqlite_cell {
public:
    sqlite_cell(sqlite3_stmt* statement, int column)
        : value_(sqlite3_column_value(statement, column)), statement_(statement), column_(column) {}

    bool is_null() const { return sqlite3_value_type(value_) == SQLITE_NULL; }

    template <class Wire> REFRACT_INLINE Wire read() const {
        Wire out{};
        read_into(out);
        return out;
    }

private:
    REFRACT_INLINE void read_into(std::int64_t& out) const {
        if (sqlite3_value_type(value_) != SQLITE_INTEGER) mismatch("a whole number");
        out = sqlite3_value_int64(value_);
    }
    void read_into(std::int32_t& out) const { read_narrow(out); }
    void read_into(std::int16_t& out) const { read_narrow(out); }
    template <class Narrow> REFRACT_INLINE void read_narrow(Narrow& out) const {
        std::int64_t wide = 0;
        read_into(wide);
        out = static_cast<Narrow>(wide);
        if (out != wide) [[unlikely]]
            throw_too_wide();
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_too_wide() {
        throw conversion_error("the stored number does not fit in the field's whole number type");
    }
    void read_into(bool& out) const {
        std::int64_t number = 2;
        if (sqlite3_value_type(value_) == SQLITE_INTEGER) number = sqlite3_value_int64(value_);
        if ((number & 1) != number) mismatch("a boolean", "0 or 1", "flag(\"Y\", \"N\")");
        out = number != 0;
    }
    REFRACT_INLINE void read_into(double& out) const {
        const int type = sqlite3_value_type(value_);
        if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) mismatch("a number");
        out = sqlite3_value_double(value_);
    }
    void read_into(float& out) const {
        double wide = 0;
        read_into(wide);
        if (__builtin_fabs(wide) > static_cast<double>(std::numeric_limits<float>::max()) && !__builtin_isinf(wide))
            throw conversion_error("the stored number does not fit in a float");
        out = static_cast<float>(wide);
    }
    REFRACT_INLINE void read_into(std::string_view& out) const {
        // Numbers come out as their text, as SQLite has it. A blob equals no text, whatever is in it.
        if (sqlite3_value_type(value_) == SQLITE_BLOB) mismatch("text");
        const void* text = sqlite3_value_text(value_);
        if (!text) mismatch("text");
        out = {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    /// A template, as all that makes a std::span: it takes long to compile, and few models have bytes.
    template <class Byte> void read_into(std::span<const Byte>& out) const {
        // Text is no bytes: it equals none, and has others where the database is in UTF-16.
        if (sqlite3_value_type(value_) != SQLITE_BLOB) mismatch("bytes");
        const void* bytes = sqlite3_value_blob(value_);
        out = {static_cast<const Byte*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    template <text_wire Wire> void read_into(Wire& out) const {
        std::string_view text;
        read_into(text);
        if constexpr (requires { wire_row<Wire>::is_stored_text(text); })
            if (sqlite3_value_type(value_) != SQLITE_TEXT || !wire_row<Wire>::is_stored_text(text))
                mismatch(wire_row<Wire>::stored_noun);
        out.text = text;
    }
    template <class Item> void read_into(wire::list<Item>&) const { mismatch("an array, which SQLite has not"); }
    void read_into(wire::interval& out) const { read_into(out.microseconds); }
    void read_into(wire::timestamp& out) const {
        const stored_time found =
            stored_text([&](const stored_time_reader& in) { return in.timestamp(out.microseconds); });
        if (found != stored_time::good) [[unlikely]]
            no_time(found, "a time", "the text \"2026-01-31 23:59:59.5\" in UTC", "unix_seconds");
    }
    void read_into(wire::date& out) const {
        std::int64_t days = 0;
        const stored_time found = stored_text([&](const stored_time_reader& in) { return in.date(days); });
        if (found != stored_time::good) [[unlikely]]
            no_time(found, "a date", "the text \"2026-01-31\"", "julian_day");
        out.days = static_cast<std::int32_t>(days);
    }
    void read_into(wire::time& out) const {
        const stored_time found = stored_text([&](const stored_time_reader& in) { return in.time(out.microseconds); });
        if (found != stored_time::good) [[unlikely]]
            no_time(found, "a time of day", "the text \"23:59:59.5\"", "hours_and_minutes");
    }
    void read_into(wire::uuid& out) const {
        const auto id = sqlite3_value_type(value_) == SQLITE_TEXT ? uuid_from_text(read<std::string_view>())
                                                                  : std::optional<wire::uuid>();
        if (!id) mismatch("a UUID", "the text \"01234567-89ab-cdef-0123-456789abcdef\"", "uuid_bytes");
        out = *id;
    }
    void read_into(wire::decimal& out) const {
        std::optional<wire::decimal> number;
        const int type = sqlite3_value_type(value_);
        if (type == SQLITE_INTEGER) number = wire::decimal{sqlite3_value_int64(value_), 0};
        if (type == SQLITE_FLOAT) number = decimal_from_double(sqlite3_value_double(value_));
        if (!number) mismatch("a decimal number", "a number of at most 15 digits, as round(x, 2) makes it");
        out = *number;
    }

    template <class Read> REFRACT_INLINE stored_time stored_text(Read read_text) const {
        if (sqlite3_value_type(value_) != SQLITE_TEXT) return stored_time::other_form;
        return read_text(stored_time_reader{read<std::string_view>()});
    }
    [[noreturn]] REFRACT_INLINE void no_time(stored_time found, const char* wanted, const char* stored,
                                             const char* form) const {
        if (found == stored_time::other_form) mismatch(wanted, stored, form);
        throw_not_there(wanted);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_not_there(const char* wanted) {
        throw conversion_error(join_text({"the stored text looks like ", wanted, " that does not exist"}));
    }

    /// Passes the parts, not itself: a cell then needs no memory where nothing fails.
    [[noreturn]] REFRACT_INLINE void mismatch(const char* wanted, const char* stored = nullptr,
                                              const char* form = nullptr) const {
        throw_mismatch(value_, statement_, column_, {wanted, stored, form});
    }
    /// What the field wants, how that is stored, and an example of what says that it is stored otherwise.
    struct expected {
        const char *wanted, *stored, *form;
    };
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_mismatch(sqlite3_value* value, sqlite3_stmt* statement,
                                                                      int column, const expected& field) {
        // What cannot be converted for want of memory looks like NULL.
        sqlite3* const connection = sqlite3_db_handle(statement);
        if (sqlite3_errcode(connection) == SQLITE_NOMEM)
            throw_sqlite_error(connection, SQLITE_NOMEM, sqlite3_sql(statement), sqlite_stage::run);
        constexpr const char* types[] = {"", "a whole number", "a real number", "text", "a blob", "NULL"};
        const int type = sqlite3_value_type(value);
        std::string message = join_text({"column \"", sqlite_column_name(statement, column), "\" holds ", types[type],
                                         " where the field wants ", field.wanted});
        if (field.stored && type != SQLITE_NULL) {
            message += join_text({", stored as ", field.stored, "; nothing else would be found by comparisons"});
            if (field.form)
                message +=
                    join_text({". Say how the column stores it: column<...>.stored_as(refract::", field.form, ")"});
        }
        throw schema_mismatch(error_details{.message = std::move(message), .sql = sqlite3_sql(statement)});
    }

    sqlite3_value* value_;
    sqlite3_stmt* statement_;
    int column_;
};

/// The current row of a statement.
struct sqlite_row {
    sqlite3_stmt* statement;
    sqlite_cell cell(int column) const { return {statement, column}; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_CELL_HPP

// refract/driver/sqlite_kept_rows.hpp
#ifndef REFRACT_DRIVER_SQLITE_KEPT_ROWS_HPP
#define REFRACT_DRIVER_SQLITE_KEPT_ROWS_HPP

#include <sqlite3.h>

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

/// \file
/// The rest of a stream, taken into memory before the same connection writes. SQLite's statements see what is written
/// while they run: a stream over a table into which its loop inserts would never end.

namespace refract {
inline namespace v0 {
namespace detail {

/// Rows that were there, which a statement of their own gives again, so that reading them is as before.
class sqlite_kept_rows {
public:
    /// Takes what is left of a statement. An error among it comes at its place.
    sqlite_kept_rows(sqlite3* connection, sqlite3_stmt* from) : columns_(sqlite3_column_count(from)) {
        std::string sql = "SELECT ";
        for (int i = 0; i < columns_; ++i)
            sql += join_text({i > 0 ? ", ?" : "?", std::to_string(i + 1), quoted_name(from, i)});
        const int prepared = sqlite3_prepare_v2(connection, sql.c_str(), -1, &replay_, nullptr);
        if (prepared != SQLITE_OK) throw_sqlite_error(connection, prepared, sql, sqlite_stage::prepare);
        try {
            take(connection, from);
        } catch (...) {
            free_all();
            throw;
        }
    }
    sqlite_kept_rows(const sqlite_kept_rows&) = delete;
    ~sqlite_kept_rows() { free_all(); }

    /// Gives the next row to the statement; false at the end.
    bool step() {
        sqlite3_reset(replay_);
        if (at_ == values_.size()) {
            if (failure_) std::rethrow_exception(failure_);
            return false;
        }
        for (int i = 1; i <= columns_; ++i) {
            sqlite3_bind_value(replay_, i, values_[at_]);
            sqlite3_value_free(values_[at_++]);
        }
        return sqlite3_step(replay_) == SQLITE_ROW;
    }
    sqlite3_stmt* statement() const { return replay_; }

private:
    static std::string quoted_name(sqlite3_stmt* from, int column) {
        std::string name = " AS \"";
        const char* const known = sqlite3_column_name(from, column);
        for (const char* each = known ? known : ""; *each; ++each) {
            if (*each == '"') name += '"';
            name += *each;
        }
        name += '"';
        return name;
    }
    void take(sqlite3* connection, sqlite3_stmt* from) {
        int result = SQLITE_DONE;
        while ((result = sqlite3_step(from)) == SQLITE_ROW)
            for (int i = 0; i < columns_; ++i) {
                values_.reserve(values_.size() + 1); // first room, then what takes it
                values_.push_back(sqlite3_value_dup(sqlite3_column_value(from, i)));
                if (!values_.back()) throw_sqlite_error(connection, SQLITE_NOMEM, sqlite3_sql(from), sqlite_stage::run);
            }
        if (result == SQLITE_DONE) return;
        try {
            throw_sqlite_error(connection, result, sqlite3_sql(from), sqlite_stage::run);
        } catch (...) { failure_ = std::current_exception(); }
    }
    void free_all() noexcept {
        for (; at_ < values_.size(); ++at_) sqlite3_value_free(values_[at_]);
        sqlite3_finalize(replay_);
    }

    int columns_;
    sqlite3_stmt* replay_ = nullptr;
    plain_array<sqlite3_value*> values_{};
    std::size_t at_ = 0;
    std::exception_ptr failure_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_KEPT_ROWS_HPP

// refract/driver/sqlite_list.hpp
#ifndef REFRACT_DRIVER_SQLITE_LIST_HPP
#define REFRACT_DRIVER_SQLITE_LIST_HPP

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// SQLite has no arrays: a list is bound as a JSON text, which `json_each` takes apart.

namespace refract {
inline namespace v0 {
namespace detail {

/// A double holds 15 decimal digits exactly; what it could not is refused, not rounded.
inline void check_sqlite_decimal(wire::decimal value) {
    if (value.coefficient > 999'999'999'999'999 || value.coefficient < -999'999'999'999'999)
        throw conversion_error(join_text({"the decimal ", print_decimal(value.coefficient, value.scale),
                                          " has more than the 15 digits that SQLite stores exactly"}));
}

/// Appends one item of a list to the JSON text that SQLite reads it from.
struct json_list_writer {
    std::string& out;

    void put(std::string_view text) const {
        out += '"';
        for (char c : text) {
            if (c == '\0')
                throw conversion_error(
                    "a text in a list holds a NUL character, which SQLite's JSON cuts off; compare with single values: in(a, b)");
            if (c == '"' || c == '\\') out += '\\';
            if (static_cast<unsigned char>(c) < 0x20) {
                constexpr std::string_view digits = "0123456789abcdef";
                out += "\\u00";
                out += digits[static_cast<unsigned char>(c) >> 4];
                out += digits[static_cast<unsigned char>(c) & 15];
            } else {
                out += c;
            }
        }
        out += '"';
    }
    void put(std::int64_t number) const { out += std::to_string(number); }
    void put(double number) const {
        if (!__builtin_isfinite(number)) throw conversion_error("a list for SQLite cannot hold infinities");
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
        out.append(text.data(), end);
    }
    void put(wire::interval value) const { put(value.microseconds); }
    void put(wire::decimal value) const {
        check_sqlite_decimal(value);
        out += print_decimal(value.coefficient, value.scale);
    }
    void put(const wire::uuid& value) const { put(std::string_view(uuid{value.bytes}.to_string())); }
    template <text_wire Wire> void put(const Wire& value) const { put(wire_row<Wire>::text_to_store(value.text)); }
    template <class Moment> void put(const Moment& value) const { put(sqlite_moment(value).view()); }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_LIST_HPP

// refract/driver/sqlite.hpp
#ifndef REFRACT_DRIVER_SQLITE_HPP
#define REFRACT_DRIVER_SQLITE_HPP

#include <sqlite3.h>

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace sqlite {

/// How changes reach the file: it keeps this for good, for all programs.
enum class journal : std::uint8_t {
    unchanged, ///< a file that is there keeps what it has; a new one gets the write-ahead log
    wal,       ///< readers and one writer work at once
    rollback,
};

/// How a database file is opened.
struct options {
    bool read_only = false;
    bool create = true; ///< make the file if there is none
    bool foreign_keys = true;
    /// How long to wait for another connection's lock before `busy` is thrown.
    std::chrono::milliseconds busy_timeout{5000};
    /// A file that is there is converted only when this says so; databases in memory have no journal.
    sqlite::journal journal = sqlite::journal::unchanged;
};

} // namespace sqlite

namespace detail {

class sqlite_statement;
/// The statements of a connection that are streamed.
using sqlite_streams = plain_array<sqlite_statement*>;

/// A prepared statement of SQLite.
class sqlite_statement {
public:
    sqlite_statement() = default;
    sqlite_statement(sqlite3* connection, sqlite3_stmt* handle, sqlite_streams* streams = nullptr)
        : connection_(connection), handle_(handle), streams_(streams) {}
    sqlite_statement(sqlite_statement&& other) noexcept
        : connection_(other.connection_), handle_(std::exchange(other.handle_, nullptr)),
          key_checked_(other.key_checked_), copies_(other.copies_), bytes_at_(std::move(other.bytes_at_)),
          streams_(other.streams_) {}
    sqlite_statement& operator=(sqlite_statement&& other) noexcept {
        std::swap(connection_, other.connection_);
        std::swap(handle_, other.handle_);
        std::swap(streams_, other.streams_);
        std::swap(key_checked_, other.key_checked_);
        bytes_at_.swap(other.bytes_at_);
        return *this;
    }
    ~sqlite_statement() {
        leave_streams();
        sqlite3_finalize(handle_);
    }

    void begin(bool streamed) {
        copies_ = streamed;
        if (!streamed || !streams_) return;
        send(); // a stream may write: RETURNING
        streams_->push_back(this);
        is_stream_ = true;
    }
    /// Says that the rows of this stream are looked into: they cannot be taken into memory.
    void refuse_to_keep() { is_viewed_ = true; }

    void bind(int position, bool value) { check(sqlite3_bind_int(handle_, position, value ? 1 : 0)); }
    void bind(int position, std::int16_t value) { check(sqlite3_bind_int(handle_, position, value)); }
    void bind(int position, std::int32_t value) { check(sqlite3_bind_int(handle_, position, value)); }
    void bind(int position, std::int64_t value) { check(sqlite3_bind_int64(handle_, position, value)); }
    void bind(int position, float value) { bind(position, static_cast<double>(value)); }
    void bind(int position, double value) {
        if (__builtin_isnan(value)) throw conversion_error("SQLite cannot store NaN: it would become NULL");
        check(sqlite3_bind_double(handle_, position, value));
    }
    void bind(int position, std::string_view value) {
        // A view without an address would be NULL, not empty text.
        check(sqlite3_bind_text64(handle_, position, value.data() ? value.data() : "", value.size(),
                                  copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
    }
    void bind(int position, std::string&& value) { bind_copy(position, value); }
    void bind(int position, wire::bytes value) {
        if (value.empty()) return check(sqlite3_bind_zeroblob(handle_, position, 0));
        check(sqlite3_bind_blob64(handle_, position, value.data(), value.size(),
                                  copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC));
    }
    /// Bytes that a codec has made: they die before the statement runs.
    void bind(int position, std::vector<std::byte>&& value) {
        if (value.empty()) return check(sqlite3_bind_zeroblob(handle_, position, 0));
        check(sqlite3_bind_blob64(handle_, position, value.data(), value.size(), SQLITE_TRANSIENT));
    }
    /// What is text with a meaning is text here.
    template <text_wire Wire> void bind(int position, const Wire& value) {
        if constexpr (requires { wire_row<Wire>::text_to_store(value.text); })
            bind_copy(position, wire_row<Wire>::text_to_store(value.text)); // the codec made the text for the call
        else
            bind(position, value.text);
    }
    void bind(int position, wire::interval value) { bind(position, value.microseconds); }
    void bind(int position, wire::timestamp value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, wire::date value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, wire::time value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, const wire::uuid& value) {
        if (bytes_at_.empty() || !takes_bytes(position)) return bind_copy(position, uuid{value.bytes}.to_string());
        check(sqlite3_bind_blob64(handle_, position, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT));
    }
    void bind(int position, wire::decimal value) {
        check_sqlite_decimal(value);
        bind(position, static_cast<double>(value.coefficient) / static_cast<double>(power_of_ten(value.scale)));
    }
    template <class Item> void bind(int, const wire::list<Item>&) { throw conversion_error("SQLite has no arrays"); }
    void bind_null(int position) { check(sqlite3_bind_null(handle_, position)); }
    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        std::string text = "[";
        json_list_writer writer{text};
        for (const auto& item : list) {
            if (text.size() > 1) text += ',';
            if constexpr (std::is_same_v<Wire, bool> || std::is_integral_v<Wire>)
                writer.put(static_cast<std::int64_t>(item.value));
            else if constexpr (std::is_floating_point_v<Wire>)
                writer.put(static_cast<double>(item.value));
            else
                writer.put(item.value);
        }
        text += ']';
        bind_copy(position, text);
    }

    /// SQLite runs in the program: its work is done in `step`. Streams keep the rows that were there before a write.
    void send() {
        if (streams_ && !streams_->empty() && !sqlite3_stmt_readonly(handle_)) [[unlikely]]
            keep_all(*streams_);
    }
    bool step() {
        if (kept_) [[unlikely]]
            return kept_->step();
        const int result = sqlite3_step(handle_);
        if (result == SQLITE_ROW) return true;
        if (result == SQLITE_DONE) return false;
        fail(result);
    }
    /// Of what only reads, the connection would tell an earlier write's.
    std::int64_t changes() const { return sqlite3_stmt_readonly(handle_) ? 0 : sqlite3_changes64(connection_); }
    /// Refuses an insert that leaves its key to the database where the database makes none, so that the key that
    /// comes back is the row's. Asks once, and again when SQLite has prepared the statement anew.
    void check_made_key(const table_info& table, std::string_view column) {
        const int prepared = 1 + sqlite3_stmt_status(handle_, SQLITE_STMTSTATUS_REPREPARE, 0);
        if (key_checked_ == prepared) [[likely]]
            return;
        if (!sqlite_makes_key(connection_, table, column)) throw_key_is_not_made(table, column, sql());
        key_checked_ = prepared;
    }
    bool knows_key() const { return key_checked_ != 0; } ///< that was asked before
    /// Whether `changes` counts nothing because the rows went through a view.
    bool writes_view(const table_info& table) const { return sqlite_is_view(connection_, table); }
    sqlite_row row() const { return {kept_ ? kept_->statement() : handle_}; }
    int column_count() const { return sqlite3_column_count(handle_); }
    std::string_view column_name(int column) const { return sqlite_column_name(handle_, column); }
    std::string_view sql() const { return handle_ ? sqlite3_sql(handle_) : ""; }
    void reset() noexcept {
        leave_streams();
        sqlite3_reset(handle_);
    }
    /// Takes what is left of each stream into memory.
    static void keep_all(const sqlite_streams& streams) {
        for (sqlite_statement* each : streams) each->keep_rest();
    }

    /// Notes which placeholders are UUIDs that their columns store as bytes.
    void note_bytes(const ready_statement& text) {
        for (int i = 0; i < text.parameter_count; ++i)
            if (text.parameters[i].as_bytes) bytes_at_.push_back(i + 1);
    }

private:
    void keep_rest() {
        if (kept_ || !sqlite3_stmt_busy(handle_)) return;
        if (is_viewed_)
            throw error(
                "a stream whose rows look into the database (std::string_view, std::span) is open, and this would "
                "write: stream rows of std::string, or read all() of them first");
        kept_ = owner<sqlite_kept_rows>(new sqlite_kept_rows(connection_, handle_));
        sqlite3_reset(handle_);
    }
    void leave_streams() noexcept {
        if (!is_stream_) [[likely]]
            return;
        streams_->remove(this);
        is_stream_ = is_viewed_ = false;
        kept_.reset();
    }
    bool takes_bytes(int position) const {
        for (const int each : bytes_at_)
            if (each == position) return true;
        return false;
    }
    void bind_copy(int position, std::string_view value) {
        check(sqlite3_bind_text64(handle_, position, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    void check(int result) {
        if (result != SQLITE_OK) [[unlikely]]
            fail(result);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(int result) {
        throw_sqlite_error(connection_, result, sql(), sqlite_stage::run);
    }

    sqlite3* connection_ = nullptr;
    sqlite3_stmt* handle_ = nullptr;
    int key_checked_ = 0; ///< which preparation of the statement; 0: none
    bool copies_ = false, is_stream_ = false, is_viewed_ = false;
    plain_array<int> bytes_at_{};
    sqlite_streams* streams_ = nullptr;
    owner<sqlite_kept_rows> kept_{};
};

/// A connection to SQLite, opened without its mutex: one thread at a time uses it.
class sqlite_connection {
public:
    using dialect = refract::dialect::sqlite;

    sqlite_connection(const std::string& path, const sqlite::options& options) {
        if (path.find('\0') != std::string::npos)
            throw connection_error(
                "the path of the SQLite database holds a NUL character, where SQLite would stop reading");
        // Without the flag, what "file:" means would depend on how SQLite was built.
        int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
        flags |= options.read_only ? SQLITE_OPEN_READONLY
                                   : SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
        const int result = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
        if (result != SQLITE_OK) fail_to_open(result, path);
        try {
            configure(options, path);
        } catch (...) {
            sqlite3_close_v2(handle_);
            throw;
        }
    }
    sqlite_connection(const sqlite_connection&) = delete;
    sqlite_connection& operator=(const sqlite_connection&) = delete;
    // Statements that still stream keep the file open until they end (close_v2).
    ~sqlite_connection() { close(); }
    void close() noexcept { sqlite3_close_v2(std::exchange(handle_, nullptr)); }

    bool is_open() const noexcept { return handle_ != nullptr; }

    sqlite_statement prepare(const ready_statement& text, bool cached) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v3(handle_, text.sql, static_cast<int>(text.size) + 1,
                                              cached ? SQLITE_PREPARE_PERSISTENT : 0, &prepared, &tail);
        if (result != SQLITE_OK) throw_sqlite_error(handle_, result, text.text(), sqlite_stage::prepare);
        sqlite_statement made(handle_, prepared, &streams_);
        if (!prepared) refuse(text.text(), "the statement is empty");
        check_placeholders(prepared, text.parameter_count, text.text());
        if (tail != text.sql + text.size) check_tail(text, tail);
        made.note_bytes(text);
        return made;
    }

    void execute(std::string_view script) {
        const std::string text(script);
        if (text.find('\0') != std::string::npos)
            throw syntax_error("a script holds a NUL character, where SQLite would stop reading");
        changes_ = 0;
        for (const char* rest = text.c_str(); *rest;) rest = execute_one(rest);
    }

    /// One statement without parameters and rows, without a copy of its text.
    void command(const char* text) { execute_one(text); }

    void begin(const transaction_options& options) {
        end_read_only(); // of a transaction that has ended without its object
        if (options.read_only) {
            command("PRAGMA query_only = ON");
            reads_only_ = true;
        }
        try {
            command(options.immediate && !options.read_only ? "BEGIN IMMEDIATE" : "BEGIN");
        } catch (...) {
            end_read_only();
            throw;
        }
    }
    void commit() {
        for (sqlite3_stmt* each = nullptr; (each = sqlite3_next_stmt(handle_, each));)
            if (sqlite3_stmt_busy(each) && !sqlite3_stmt_readonly(each))
                throw error(
                    "the rows of a RETURNING are still being read, and SQLite cannot commit before; read them to the end, or all() of them");
        command("COMMIT");
        end_read_only();
    }
    void rollback() {
        // SQLite rolls back by itself on some errors (a full disk, for one); then nothing is left to do.
        if (in_transaction()) command("ROLLBACK");
        end_read_only();
    }
    bool in_transaction() const noexcept { return sqlite3_get_autocommit(handle_) == 0; }
    std::int64_t last_key() const noexcept { return sqlite3_last_insert_rowid(handle_); }
    /// The rows that the last statement of the last script touched.
    std::int64_t changes() const noexcept { return changes_; }

    /// The handle, for what refract does not cover; the caller keeps to one thread.
    sqlite3* native() const noexcept { return handle_; }

private:
    /// Runs the first statement of a script; what stands behind it.
    const char* execute_one(const char* script) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v2(handle_, script, -1, &prepared, &tail);
        sqlite_statement one(handle_, prepared);
        if (result != SQLITE_OK) throw_sqlite_error(handle_, result, script, sqlite_stage::prepare);
        if (!prepared) return tail; // a comment
        check_placeholders(prepared, 0, script);
        // BEGIN IMMEDIATE writes nothing yet.
        if (!streams_.empty() && !sqlite3_stmt_readonly(prepared) && !std::string_view(script).starts_with("BEGIN"))
            sqlite_statement::keep_all(streams_);
        // What is no write leaves the count of an earlier one as it is.
        const std::int64_t before = sqlite3_total_changes64(handle_);
        while (one.step()) {}
        changes_ = sqlite3_total_changes64(handle_) == before ? 0 : sqlite3_changes64(handle_);
        return tail;
    }
    /// A placeholder without a value would be NULL to SQLite, and a value without one would be dropped.
    static void check_placeholders(sqlite3_stmt* prepared, int values, std::string_view sql) {
        const int wanted = sqlite3_bind_parameter_count(prepared);
        if (wanted == values) [[likely]]
            return;
        const auto counted = [](int count, const char* what) {
            return join_text({std::to_string(count), what, count == 1 ? "" : "s"});
        };
        refuse(sql,
               join_text({"the statement has ", counted(wanted, " placeholder"), " and is given ",
                          counted(values, " value"), "; write {} for each value, outside of quotes and comments"}));
    }
    /// SQLite prepares the first statement of a text and leaves the rest: it would never run.
    void check_tail(const ready_statement& text, const char* tail) {
        const char* const end = text.sql + text.size;
        while (tail != end) {
            if (*tail == '\0')
                refuse(text.text(), "a statement holds a NUL character, where SQLite would stop reading");
            sqlite3_stmt* next = nullptr;
            const int result = sqlite3_prepare_v3(handle_, tail, static_cast<int>(end - tail) + 1, 0, &next, &tail);
            sqlite3_finalize(next);
            // Comments and blanks are nothing.
            if (next || result != SQLITE_OK)
                refuse(text.text(), "there are several statements in the text; run them as a script");
        }
    }
    [[noreturn]] static void refuse(std::string_view sql, std::string why) {
        throw syntax_error(error_details{.message = std::move(why), .sql = std::string(sql)});
    }
    void configure(const sqlite::options& options, const std::string& path) {
        constexpr std::int64_t longest = std::numeric_limits<int>::max();
        const auto wait = options.busy_timeout.count();
        sqlite3_busy_timeout(handle_, static_cast<int>(wait < longest ? wait : longest));
        // A quoted name that is no column would be a text: "typo" instead of an error.
        // Source: https://sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        add_sqlite_functions(handle_);
        execute(options.foreign_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
        if (!options.read_only) check_writable(path);
        // Also the first read of the file: what is no database is found here, not at the first query.
        const bool is_new = read_number("PRAGMA page_count") == 0;
        execute("SELECT count(*) FROM sqlite_schema");
        if (options.read_only || (options.journal == sqlite::journal::unchanged && !is_new)) return;
        set_journal(options.journal == sqlite::journal::rollback ? "PRAGMA journal_mode = DELETE"
                                                                 : "PRAGMA journal_mode = WAL",
                    wait);
    }
    /// SQLite opens a file that may not be written for reading, and would say so at the first write.
    void check_writable(const std::string& path) {
        const char* const name = sqlite3_db_filename(handle_, "main");
        if (sqlite3_db_readonly(handle_, "main") != 1) return;
        const char* const mode = name ? sqlite3_uri_parameter(name, "mode") : nullptr;
        if ((mode && std::string_view(mode) == "ro") || (name && sqlite3_uri_boolean(name, "immutable", 0))) return;
        throw connection_error(error_details{
            .message =
                join_text({"the SQLite database \"", path, "\" may not be written; open it with read_only = true"}),
            .code = std::to_string(SQLITE_READONLY)});
    }
    std::int64_t read_number(const char* sql) {
        sqlite_statement one = prepare({.sql = sql, .size = std::string_view(sql).size()}, false);
        return one.step() ? one.row().cell(0).read<std::int64_t>() : 0;
    }
    /// SQLite does not wait for others while it changes the journal, so this does.
    void set_journal(const char* pragma, std::int64_t milliseconds) {
        for (;;) {
            try {
                return execute(pragma);
            } catch (const busy&) {
                if (milliseconds <= 0) throw;
                milliseconds -= sqlite3_sleep(milliseconds < 5 ? static_cast<int>(milliseconds) : 5);
            }
        }
    }
    void end_read_only() {
        if (!reads_only_) return;
        command("PRAGMA query_only = OFF");
        reads_only_ = false; // not before: it is tried again
    }
    [[noreturn]] void fail_to_open(int result, const std::string& path) {
        error_details details{.message = join_text({"cannot open the SQLite database \"", path, "\": ",
                                                    handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(result)}),
                              .code = std::to_string(result),
                              .connection_lost = true};
        sqlite3_close_v2(handle_);
        throw connection_error(std::move(details));
    }

    sqlite3* handle_ = nullptr;
    std::int64_t changes_ = 0;
    bool reads_only_ = false;
    sqlite_streams streams_{};
};

/// SQLite, for the client.
struct sqlite_driver {
    using dialect = refract::dialect::sqlite;
    using options = refract::sqlite::options;
    using connection = sqlite_connection;
    using statement = sqlite_statement;
    static constexpr bool knows_last_key = true;
    static constexpr std::size_t rows_per_insert = 50; // measured: 0.59 of single rows, 500 are slower
};
static_assert(database_driver<sqlite_driver>);

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_HPP


namespace refract {
inline namespace v0 {
namespace sqlite {

/// A SQLite database: a file, or ":memory:".
using database = detail::database<detail::sqlite_driver>;
using transaction = detail::transaction<detail::sqlite_driver>;

} // namespace sqlite
} // namespace v0
} // namespace refract

#else

#ifdef REFRACT_NO_SQLITE
#define REFRACT_SQLITE_IS_MISSING                                                                                      \
    __attribute__((unavailable("refract: SQLite is switched off. Compile without REFRACT_NO_SQLITE to have it.")))
#else
#define REFRACT_SQLITE_IS_MISSING                                                                                      \
    __attribute__((unavailable("refract: sqlite3.h was not found. Install SQLite's header (Debian, Ubuntu: "           \
                               "libsqlite3-dev; Fedora: sqlite-devel), or name its folder with -I.")))
#endif

namespace refract {
inline namespace v0 {
namespace sqlite {

struct REFRACT_SQLITE_IS_MISSING options {};
struct REFRACT_SQLITE_IS_MISSING transaction {};
struct REFRACT_SQLITE_IS_MISSING database {
    template <class... Any> explicit database(Any&&...) {}
};

} // namespace sqlite
} // namespace v0
} // namespace refract

#undef REFRACT_SQLITE_IS_MISSING

#endif

#endif // REFRACT_SQLITE_HPP

#ifndef REFRACT_NO_RECORDER

// refract/driver/recorder_value.hpp
#ifndef REFRACT_DRIVER_RECORDER_VALUE_HPP
#define REFRACT_DRIVER_RECORDER_VALUE_HPP

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Values of any type as the recorder needs them: to show, to compare, to play back.

namespace refract {
inline namespace v0 {
namespace detail {

inline std::string quoted_text(std::string_view text) {
    constexpr std::size_t shown = 200;
    std::string out = "'";
    for (char c : text.substr(0, shown)) out.append(c == '\'' ? 2 : 1, c);
    out += text.size() > shown ? "'... (" + std::to_string(text.size()) + " bytes)" : "'";
    return out;
}
inline std::string hexadecimal_text(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "x'";
    for (char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out + "'";
}
namespace by_name {
template <class Put> std::string moment_text(Put put) {
    std::array<char, 48> buffer{};
    text_sink sink{.out = buffer.data()};
    put(sink);
    return "'" + std::string(buffer.data(), sink.size) + "'";
}
} // namespace by_name
inline std::string show(const any_value& value);

inline std::string show_list(const std::vector<any_value>& values, char open, char close) {
    std::string out(1, open);
    for (const any_value& each : values) {
        if (out.size() > 1) out += ", ";
        out += show(each);
    }
    return out + close;
}

/// A value as SQL would spell it, for messages.
inline std::string show(const any_value& value) {
    if (value.null) return "NULL";
    if (value.type.list || value.type.kind == type_kind::array) return show_list(value.list, '[', ']');
    switch (value.type.kind) {
    case type_kind::boolean: return value.number != 0 ? "true" : "false";
    case type_kind::small_integer:
    case type_kind::integer:
    case type_kind::big_integer: return std::to_string(value.number);
    case type_kind::real:
    case type_kind::double_precision: {
        std::array<char, 32> text{};
        return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value.real).ptr};
    }
    case type_kind::decimal: return print_decimal(value.number, value.type.scale);
    case type_kind::timestamp: return moment_text([&](text_sink& out) { put_timestamp(out, value.number); });
    case type_kind::date: return moment_text([&](text_sink& out) { put_date(out, value.number); });
    case type_kind::time: return moment_text([&](text_sink& out) { put_time(out, value.number); });
    case type_kind::interval: return std::to_string(value.number) + " microseconds";
    case type_kind::uuid: return "'" + uuid{wire_row<wire::uuid>::make(value).bytes}.to_string() + "'";
    case type_kind::bytes: return hexadecimal_text(value.text);
    default: return quoted_text(value.text);
    }
}

constexpr bool holds_text(type_kind kind) {
    return kind == type_kind::text || kind == type_kind::enumeration || kind == type_kind::json;
}
constexpr bool holds_real(type_kind kind) { return kind == type_kind::real || kind == type_kind::double_precision; }

/// The text of a number that is kept exactly; empty of floating point.
inline std::string exact_text(const any_value& value) {
    if (value.type.kind == type_kind::numeric) return value.text;
    return holds_real(value.type.kind) ? std::string() : print_decimal(value.number, value.type.scale);
}
/// Whether a parameter is what a test expects. More lenient than `==`: whoever writes 7 means 7 in
/// whatever width the column has.
inline bool is_same_value(const any_value& expected, const any_value& got) {
    if (expected.null || got.null) return expected.null == got.null;
    const type_kind left = expected.type.kind, right = got.type.kind;
    if (expected.type.list || got.type.list || left == type_kind::array || right == type_kind::array) {
        if (left != right && !expected.type.list && !got.type.list) return false;
        if (expected.list.size() != got.list.size()) return false;
        for (std::size_t i = 0; i < got.list.size(); ++i)
            if (!is_same_value(expected.list[i], got.list[i])) return false;
        return true;
    }
    if (is_number(left) && is_number(right) && (left == type_kind::numeric || right == type_kind::numeric)) {
        number_parts first, second;
        return parse_number(exact_text(expected), first) && parse_number(exact_text(got), second) &&
               compare_numbers(first, second) == 0;
    }
    if (is_number(left) && is_number(right)) {
        const auto real = [](const any_value& value) {
            return holds_real(value.type.kind)
                       ? value.real
                       : static_cast<double>(value.number) / static_cast<double>(power_of_ten(value.type.scale));
        };
        if (holds_real(left) || holds_real(right)) return real(expected) == real(got);
        const unsigned wider = expected.type.scale > got.type.scale ? expected.type.scale : got.type.scale;
        const auto first = rescale(expected.number, expected.type.scale, wider);
        return first && first == rescale(got.number, got.type.scale, wider);
    }
    if (left != right && !(holds_text(left) && holds_text(right))) return false;
    return expected.number == got.number && expected.text == got.text;
}

/// What a driver's plain value is as an owned one.
template <class Wire> any_value make_any_value(const sql_type& declared, const Wire& value) {
    any_value made;
    made.type = declared;
    made.type.list = made.type.of_column = false; // of the parameter, not of the value
    made.type.form = column_form::usual;
    if (made.type.kind == type_kind::none) made.type.kind = kind_of_wire<Wire>;
    made.null = false;
    wire_row<Wire>::keep(made, value);
    return made;
}

/// A canned value as the wire type that a field reads; false where it is of another type.
class recorder_reader {
public:
    explicit recorder_reader(const any_value& value) : value_(value), kind_(value.type.kind) {}

    template <class Number>
        requires std::is_integral_v<Number>
    bool read(Number& out) const {
        if (kind_ != type_kind::boolean && !is_whole_number(kind_)) return false;
        out = static_cast<Number>(value_.number);
        if constexpr (!std::is_same_v<Number, bool>)
            if (static_cast<std::int64_t>(out) != value_.number)
                throw conversion_error("a whole number does not fit in the field's whole number type");
        return true;
    }
    template <class Number>
        requires std::is_floating_point_v<Number>
    bool read(Number& out) const {
        if (!holds_real(kind_) && !is_whole_number(kind_)) return false;
        out = static_cast<Number>(holds_real(kind_) ? value_.real : static_cast<double>(value_.number));
        return true;
    }
    bool read(std::string_view& out) const {
        out = value_.text;
        return holds_text(kind_);
    }
    template <text_wire Wire> bool read(Wire& out) const {
        out = wire_row<Wire>::make(value_);
        return kind_ == kind_of_wire<Wire> || (std::is_same_v<Wire, wire::json> && holds_text(kind_));
    }
    template <class Item> bool read(wire::list<Item>& out) const {
        if (kind_ != type_kind::array || value_.type.item != kind_of_wire<Item>) return false;
        out = wire_row<wire::list<Item>>::make(value_);
        return true;
    }
    bool read(wire::bytes& out) const {
        out = {reinterpret_cast<const std::byte*>(value_.text.data()), value_.text.size()};
        return kind_ == type_kind::bytes;
    }
    bool read(wire::uuid& out) const {
        out = wire_row<wire::uuid>::make(value_);
        return kind_ == type_kind::uuid;
    }
    bool read(wire::decimal& out) const {
        out = {value_.number, value_.type.scale};
        return kind_ == type_kind::decimal || is_whole_number(kind_);
    }
    bool read(wire::date& out) const {
        out.days = static_cast<std::int32_t>(value_.number);
        return kind_ == type_kind::date;
    }
    template <class Moment>
        requires requires(Moment& moment) { moment.microseconds; }
    bool read(Moment& out) const {
        out.microseconds = value_.number;
        return kind_ == kind_of_wire<Moment>;
    }

private:
    const any_value& value_;
    type_kind kind_;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_RECORDER_VALUE_HPP

// refract/driver/recorder_script.hpp
#ifndef REFRACT_DRIVER_RECORDER_SCRIPT_HPP
#define REFRACT_DRIVER_RECORDER_SCRIPT_HPP

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Savepoints are part of transactions, which need not be expected.
inline bool is_transaction_text(std::string_view sql) {
    for (std::string_view word : {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"})
        if (sql.starts_with(word)) return true;
    return false;
}

inline bool is_insert_text(std::string_view sql) { return sql.starts_with("INSERT "); }

} // namespace detail

namespace recorder {

/// A statement that the program ran.
struct call {
    std::string sql;
    std::vector<any_value> parameters;

    /// The statement with its parameters, for messages.
    std::string to_string() const {
        return parameters.empty() ? sql : sql + " with " + detail::show_list(parameters, '(', ')');
    }
};

/// What a test expects the program to run, and what the recorder answers.
///
///     db.connection().expect(sql<dialect::sqlite>(by_email)).with("a@example.org").row(User{.id = 1});
class expectation {
public:
    /// None: any statement but BEGIN and its like.
    explicit expectation(std::optional<std::string> sql) : is_any_(!sql) {
        if (sql) texts_.push_back(std::move(*sql));
    }

    /// The parameters in the order of the placeholders; without it any will do.
    template <class... Value> expectation& with(const Value&... value) {
        parameters_ = std::vector<any_value>{any_value(value)...};
        return *this;
    }
    expectation& with_values(std::vector<any_value> values) {
        parameters_ = std::move(values);
        return *this;
    }

    /// Answers with a row, of single values or of structs whose fields are its columns. Where the statement
    /// brings back fewer columns than the struct has fields, those with these names are taken.
    template <class... Value> expectation& row(const Value&... value) {
        if (has_made_row()) columns_.clear(); // what the test says counts
        made_row_.clear();
        rows_.emplace_back();
        if (columns_.empty()) (name_columns(value), ...);
        (append(rows_.back(), value), ...);
        return *this;
    }
    /// Answers with rows.
    expectation& returns(std::vector<std::vector<any_value>> rows) {
        rows_ = std::move(rows);
        return *this;
    }
    /// The columns' names, for raw SQL that is read by name.
    expectation& columns(std::vector<std::string> names) {
        columns_ = std::move(names);
        return *this;
    }
    /// How many rows the statement touches; without it as many as it answers with, or as it inserts, else one.
    expectation& changes(std::int64_t count) {
        changes_ = count;
        return *this;
    }
    /// The key that the database makes; without it 1, 2, ... on each connection.
    expectation& key(std::int64_t made) {
        key_ = made;
        return *this;
    }
    /// Answers with an exception.
    template <class Failure> expectation& throws(Failure failure) {
        failure_ = std::make_exception_ptr(std::move(failure));
        return *this;
    }
    /// How often the statement is to run; once without it.
    expectation& times(std::size_t count) {
        times_ = count;
        return *this;
    }
    /// The statement may run as often as it likes, or not at all.
    expectation& any_times() {
        times_.reset();
        return *this;
    }

    bool is_met() const { return !times_ || seen_ == *times_; }
    /// Whether the statement may still come.
    bool is_open() const { return !times_ || seen_ < *times_; }
    bool matches(const call& got) const {
        if (is_any_ ? detail::is_transaction_text(got.sql) : !has_text(got.sql)) return false;
        if (!parameters_) return true;
        if (parameters_->size() != got.parameters.size()) return false;
        for (std::size_t i = 0; i < got.parameters.size(); ++i)
            if (!detail::is_same_value((*parameters_)[i], got.parameters[i])) return false;
        return true;
    }
    std::string to_string() const {
        std::string text = is_any_ ? "any statement" : texts_.front();
        if (is_beginning_) text += " ...";
        if (parameters_) text += " with " + detail::show_list(*parameters_, '(', ')');
        if (times_ && *times_ != 1) text += ", " + std::to_string(*times_) + " times";
        if (seen_ > 0) text += ", seen " + std::to_string(seen_) + " times";
        return text;
    }

    // For recorder.hpp: which statements are meant, and what one brings back without a row of the test's.
    void accept(std::string other_text) { texts_.push_back(std::move(other_text)); }
    /// The text is the beginning of a statement; those with `without` in them are not meant.
    void take_as_beginning(std::string_view without) {
        is_beginning_ = true;
        without_ = without;
    }
    template <class Object> void brings_back(const Object& object) {
        made_row_.clear();
        columns_.clear();
        name_columns(object);
        detail::for_each_field(object, [this](const auto& field) {
            try {
                made_row_.emplace_back(field);
            } catch (const error&) { // a blank field may hold what no column takes
                made_row_.emplace_back();
            }
        });
    }

    // For the driver.
    void meet() { ++seen_; }
    void answer() const {
        if (failure_) std::rethrow_exception(failure_);
    }
    const std::vector<std::vector<any_value>>& rows() const { return rows_; }
    const std::vector<any_value>& made_row() const { return made_row_; }
    const std::vector<std::string>& column_names() const { return columns_; }
    bool has_made_row() const { return !made_row_.empty(); }
    /// Where a column stands in a row, by its name.
    std::optional<std::size_t> position_of(std::string_view column) const {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i] == column) return i;
        return std::nullopt;
    }
    std::int64_t changed(std::int64_t otherwise = 1) const {
        return changes_.value_or(rows_.empty() ? otherwise : static_cast<std::int64_t>(rows_.size()));
    }
    const std::optional<std::int64_t>& made_key() const { return key_; }

private:
    bool has_text(std::string_view sql) const {
        for (const std::string& each : texts_) {
            if (sql == each) return true;
            const bool goes_on = sql.starts_with(each) && sql[each.size()] == ' ';
            if (is_beginning_ && goes_on && (without_.empty() || sql.find(without_) == sql.npos)) return true;
        }
        return false;
    }

    template <class Value> static constexpr bool is_single = std::is_convertible_v<const Value&, any_value>;

    template <class Value> static void append(std::vector<any_value>& row, const Value& value) {
        if constexpr (is_single<Value>)
            row.push_back(any_value(value));
        else
            detail::for_each_field(value, [&](const auto& field) { row.push_back(any_value(field)); });
    }
    template <class Value> void name_columns(const Value&) {
        if constexpr (is_single<Value>)
            columns_.emplace_back();
        else
            for (std::size_t i = 0; i < detail::field_count<Value>; ++i)
                columns_.emplace_back(detail::field_name<Value>(i));
    }

    bool is_any_ = false, is_beginning_ = false;
    std::vector<std::string> texts_{}; // one of them
    std::string without_{};
    std::optional<std::vector<any_value>> parameters_{};
    std::vector<std::vector<any_value>> rows_{};
    std::vector<any_value> made_row_{};
    std::vector<std::string> columns_{};
    std::optional<std::int64_t> changes_{}, key_{};
    std::exception_ptr failure_{};
    std::optional<std::size_t> times_ = 1;
    std::size_t seen_ = 0;
};

/// How strict a recorder is.
struct options {
    /// Statements come in the order in which they are expected.
    bool in_order = true;
    /// A statement that nobody expects is an error; otherwise it is recorded, and answered with no rows.
    bool refuses_unexpected = true;
};

} // namespace recorder

namespace detail {

/// What is expected and what has come.
class recorder_script {
public:
    explicit recorder_script(const recorder::options& options) : options_(options) {}

    recorder::expectation& add(std::optional<std::string> sql) { return expected_.emplace_back(std::move(sql)); }
    recorder::expectation& add(recorder::expectation made) { return expected_.emplace_back(std::move(made)); }

    /// Records a call and finds its answer; null where nothing is expected and nothing refused.
    /// Errors: an unexpected statement, with what was expected.
    recorder::expectation* play(recorder::call got) {
        calls_.push_back(std::move(got));
        const recorder::call& call = calls_.back();
        recorder::expectation* const found = find(call);
        if (found) {
            found->meet();
            found->answer();
            return found;
        }
        if (!options_.refuses_unexpected || is_transaction_text(call.sql)) return nullptr;
        unexpected_.push_back(call.to_string());
        throw error(error_details{.message = "the recorder met an unexpected statement\n  got: " + call.to_string() +
                                             "\n  expected: " + next_text(),
                                  .sql = call.sql});
    }

    const std::vector<recorder::call>& calls() const { return calls_; }

    /// Throws when something expected did not come, or something came that was not expected.
    void verify() const {
        std::string message;
        for (const recorder::expectation& each : expected_)
            if (!each.is_met()) message += "\n  expected, not met: " + each.to_string();
        for (const std::string& each : unexpected_) message += "\n  not expected: " + each;
        if (!message.empty()) throw error("the program did not run what the recorder expected" + message);
    }
    void clear() {
        expected_.clear();
        calls_.clear();
        unexpected_.clear();
    }

private:
    recorder::expectation* find(const recorder::call& call) {
        for (recorder::expectation& each : expected_) {
            if (each.is_open() && each.matches(call)) return &each;
            // In order, only what may be left out is passed over.
            if (options_.in_order && !each.is_met()) return nullptr;
        }
        return nullptr;
    }
    std::string next_text() const {
        std::string text;
        for (const recorder::expectation& each : expected_) {
            if (!each.is_open()) continue;
            if (!text.empty()) text += "\n        or: ";
            text += each.to_string();
            if (options_.in_order && !each.is_met()) break;
        }
        return text.empty() ? "nothing more" : text;
    }

    recorder::options options_;
    std::deque<recorder::expectation> expected_{}; // who set one up holds a reference
    std::vector<recorder::call> calls_{};
    std::vector<std::string> unexpected_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_RECORDER_SCRIPT_HPP

// refract/driver/recorder.hpp
#ifndef REFRACT_DRIVER_RECORDER_HPP
#define REFRACT_DRIVER_RECORDER_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// A driver without a database, for tests of programs: it knows what should come, answers with rows
/// that the test made, and tells what came.

namespace refract {
inline namespace v0 {
namespace detail {

/// A canned value in the place of a cell.
class recorder_cell {
public:
    recorder_cell(const any_value& value, std::string_view column) : value_(&value), column_(column) {}

    bool is_null() const { return value_->null; }
    template <class Wire> Wire read() const {
        Wire out{};
        if (value_->null || !recorder_reader(*value_).read(out)) mismatch(kind_of_wire<Wire>);
        return out;
    }

private:
    [[noreturn]] void mismatch(type_kind wanted) const {
        throw schema_mismatch("column \"" + std::string(column_) + "\" holds " + show(*value_) +
                              " where the field wants " + std::string(noun_of(wanted)));
    }

    const any_value* value_;
    std::string_view column_;
};

class recorder_connection;

class recorder_statement;

/// The current row of a statement.
struct recorder_row {
    const recorder_statement* statement;
    recorder_cell cell(int column) const;
};

/// A statement that is recorded when it runs.
class recorder_statement {
public:
    recorder_statement() = default;
    recorder_statement(recorder_connection& connection, const ready_statement& text)
        : connection_(&connection), sql_(text.text()), types_(text.parameters, text.parameters + text.parameter_count),
          parameters_(text.parameter_count), columns_(text.columns, text.columns + text.column_count) {}

    void begin(bool) {}
    template <class Wire> void bind(int position, const Wire& value) {
        at(position) = make_any_value(type(position), value);
    }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int position) {
        at(position) = any_value();
        at(position).type = type(position);
    }
    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        any_value made;
        made.type = type(position);
        made.type.list = true;
        made.null = false;
        for (const auto& each : list) made.list.push_back(make_any_value(type(position), each.value));
        at(position) = std::move(made);
    }

    void send();
    bool step();
    std::int64_t changes() const { return changes_; }
    int column_count() const {
        const bool as_answered = made_row_.empty() && answer_ && !answer_->rows().empty();
        return static_cast<int>(as_answered ? answer_->rows().front().size() : columns_.size());
    }
    std::string_view column_name(int column) const {
        const auto i = static_cast<std::size_t>(column);
        if (made_row_.empty() && answer_ && i < answer_->column_names().size() && !answer_->column_names()[i].empty())
            return answer_->column_names()[i];
        return i < columns_.size() ? columns_[i].field : std::string_view();
    }
    recorder_row row() const { return {this}; }
    recorder_cell cell(int column) const {
        const auto i = static_cast<std::size_t>(column);
        if (!made_row_.empty()) return {made_row_[i], columns_[i].field};
        const std::vector<any_value>& row = answer_->rows()[row_ - 1];
        if (i < columns_.size() && row.size() > columns_.size()) {
            const std::optional<std::size_t> named = answer_->position_of(columns_[i].field);
            if (named) return {row[*named], columns_[i].field};
        }
        if (i >= row.size())
            throw schema_mismatch(
                error_details{.message = "the recorder was given a row of " + std::to_string(row.size()) +
                                         " columns, the program reads column " + std::to_string(column + 1),
                              .sql = sql_});
        return {row[i], column_name(column)};
    }
    std::string_view sql() const { return sql_; }
    void reset() noexcept {
        answer_ = nullptr;
        made_row_.clear();
        row_ = 0;
        is_executed_ = false;
    }

private:
    void make_row();
    any_value& at(int position) { return parameters_[static_cast<std::size_t>(position - 1)]; }
    const sql_type& type(int position) const { return types_[static_cast<std::size_t>(position - 1)]; }

    recorder_connection* connection_ = nullptr;
    std::string sql_{};
    std::vector<sql_type> types_{};
    std::vector<any_value> parameters_{};
    std::vector<result_column> columns_{};
    const recorder::expectation* answer_ = nullptr;
    std::vector<any_value> made_row_{}; ///< the answer where the test gives none
    std::size_t row_ = 0;               ///< the current one, from 1
    std::int64_t changes_ = 0;
    bool is_executed_ = false;
};

inline recorder_cell recorder_row::cell(int column) const { return statement->cell(column); }

/// Rows in bulk: one statement, whose parameters are the values of all rows.
class recorder_copy {
public:
    recorder_copy(recorder_connection& connection, std::string_view sql, std::span<const sql_type> columns)
        : connection_(&connection), got_{.sql = std::string(sql), .parameters = {}},
          types_(columns.begin(), columns.end()) {}

    void begin_row() {}
    template <class Wire> void bind(int position, const Wire& value) {
        got_.parameters.push_back(make_any_value(types_[static_cast<std::size_t>(position - 1)], value));
    }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int) { got_.parameters.emplace_back(); }
    void end_row() { ++rows_; }
    std::int64_t finish();

private:
    recorder_connection* connection_;
    recorder::call got_;
    std::vector<sql_type> types_;
    std::int64_t rows_ = 0;
};

/// Expects, answers and records; the client's `connection()` leads here.
class recorder_connection {
public:
    explicit recorder_connection(const std::string& = {}, const recorder::options& options = {}) : script_(options) {}
    recorder_connection(const recorder_connection&) = delete;
    recorder_connection& operator=(const recorder_connection&) = delete;

    /// Expects a statement with this text; what it answers with is said on the result.
    /// BEGIN, COMMIT, ROLLBACK and savepoints are recorded, but need no expectation.
    recorder::expectation& expect(std::string_view sql) { return script_.add(std::string(sql)); }
    /// Expects a statement, whatever it is; BEGIN and its like are not meant.
    recorder::expectation& expect_any() { return script_.add(std::nullopt); }
    /// Expects what was put together elsewhere.
    recorder::expectation& expect(recorder::expectation made) { return script_.add(std::move(made)); }
    /// Every statement that was run, in order.
    const std::vector<recorder::call>& calls() const { return script_.calls(); }
    /// Errors: `error` that lists what was expected and did not come, and what came unexpected.
    void verify() const { script_.verify(); }
    /// Forgets expectations and calls; not while rows are read.
    void clear() { script_.clear(); }

    bool is_open() const { return is_open_; }
    void close() noexcept { is_open_ = false; }
    recorder_statement prepare(const ready_statement& text, bool) {
        last_prepared_ = text.text();
        return {*this, text};
    }
    /// The text of the last statement that was made, whether it ran or not.
    const std::string& last_prepared() const { return last_prepared_; }
    recorder_copy copy(std::string_view sql, const sql_type* columns, std::size_t count) {
        last_prepared_ = sql;
        return {*this, sql, std::span(columns, count)};
    }
    void execute(std::string_view script) { run({.sql = std::string(script), .parameters = {}}); }
    void command(const char* text) { execute(text); }
    void begin(const transaction_options&) {
        execute("BEGIN");
        in_transaction_ = true;
    }
    void commit() {
        execute("COMMIT");
        in_transaction_ = false;
    }
    void rollback() {
        in_transaction_ = false;
        execute("ROLLBACK");
    }
    bool in_transaction() const { return in_transaction_; }
    std::int64_t last_key() const { return last_key_; }
    std::int64_t changes() const { return changes_; }

    /// For statements: records the call, gives its answer.
    const recorder::expectation* run(recorder::call call) {
        const std::int64_t rows = rows_inserted(call.sql);
        const recorder::expectation* const answer = script_.play(std::move(call));
        changes_ = answer ? answer->changed(rows) : rows;
        const bool inserts = is_insert_text(script_.calls().back().sql);
        last_key_ = answer && answer->made_key() ? *answer->made_key() : last_key_ + (inserts ? 1 : 0);
        return answer;
    }

private:
    /// The rows of `INSERT ... VALUES (...), (...)`; 1 for everything else.
    static std::int64_t rows_inserted(std::string_view sql) {
        std::int64_t rows = 1;
        std::size_t at = sql.starts_with("INSERT INTO ") ? sql.find(" VALUES (") : sql.npos;
        while (at != sql.npos)
            if ((at = sql.find("), (", at)) != sql.npos) ++rows, ++at;
        return rows;
    }

    recorder_script script_;
    std::string last_prepared_{};
    std::int64_t last_key_ = 0, changes_ = 0;
    bool in_transaction_ = false, is_open_ = true;
};

inline void recorder_statement::send() {
    if (is_executed_) return;
    is_executed_ = true;
    answer_ = connection_->run({.sql = sql_, .parameters = parameters_});
    changes_ = connection_->changes();
    const bool has_answer = answer_ && (!answer_->rows().empty() || changes_ == 0);
    if (!has_answer && !columns_.empty()) make_row();
}
/// A write that brings something back has made a row: that of the expected object, with the next key.
inline void recorder_statement::make_row() {
    const bool inserts = is_insert_text(sql_);
    if (!inserts && !(answer_ && answer_->has_made_row())) return;
    bool wants_key = inserts;
    for (const result_column& column : columns_) {
        any_value value;
        value.type = column.type;
        value.null = column.nullable;
        const std::optional<std::size_t> named = answer_ ? answer_->position_of(column.field) : std::nullopt;
        if (named && answer_->has_made_row()) value = answer_->made_row()[*named];
        if (wants_key && is_whole_number(column.type.kind)) {
            if (value.number == 0) value.number = connection_->last_key();
            wants_key = false;
        }
        made_row_.push_back(std::move(value));
    }
}
inline bool recorder_statement::step() {
    send();
    ++row_;
    return made_row_.empty() ? answer_ && row_ <= answer_->rows().size() : row_ == 1;
}
inline std::int64_t recorder_copy::finish() {
    connection_->run(std::move(got_));
    return rows_;
}

/// A driver without a database, which speaks the dialect of one.
template <class Dialect = refract::dialect::sqlite> struct recorder_driver {
    using dialect = Dialect;
    using options = refract::recorder::options;
    using connection = recorder_connection;
    using statement = recorder_statement;
    // As the driver of that dialect has it, so that the statements are the same.
    static constexpr bool knows_last_key = Dialect::info.definitions.generates_by_type;
    static constexpr std::size_t rows_per_insert = knows_last_key ? 50 : 0;
    static constexpr bool holds_rows = false;
};
static_assert(database_driver<recorder_driver<>>);

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_RECORDER_HPP

// refract/recorder.hpp
#ifndef REFRACT_RECORDER_HPP
#define REFRACT_RECORDER_HPP

/// \file
/// refract without a database, for tests of programs that use it.

// Sentences first: compilers print the way of includes that leads to them.


#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace recorder {

/// A database that a test plays: it expects statements, answers them, and tells what came.
///
///     recorder::database db;
///     db.expect(sql<dialect::sqlite>(by_email)).with("a@example.org").row(User{.id = 1, .name = "Ann"});
///     greet(db, "a@example.org");
///     db.verify();
template <class Dialect> class basic_database : public detail::database<detail::recorder_driver<Dialect>> {
    using base = detail::database<detail::recorder_driver<Dialect>>;

public:
    explicit basic_database(const recorder::options& how = {},
                            const std::source_location& where = std::source_location::current())
        : base("", how, where) {}

    /// Expects a statement with this text; what it answers with is said on the result.
    expectation& expect(std::string_view sql) { return this->connection().expect(sql); }
    /// Expects the statement of a query, with which verb the program may run it.
    template <detail::any_query Query> expectation& expect(const Query& query) {
        expectation made{std::string(refract::sql<Dialect>(query))};
        if constexpr (Query::view.kind == detail::verb::select) {
            using enum detail::result_form;
            made.accept(text_of<Query, first>());
            made.accept(text_of<Query, one>());
            made.accept(text_of<Query, count>());
            made.accept(text_of<Query, exists>());
        }
        return add(std::move(made));
    }
    /// Expects a statement, whatever it is; BEGIN and its like are not meant.
    expectation& expect_any() { return this->connection().expect_any(); }

    // Whole objects: any of a model, or this one. Where the database would bring something back, that is what the
    // object holds, with the next key; `.key(n)` and `.row(object)` say otherwise.

    /// Expects `find<Model>(key)` or `get<Model>(key)`; without a key, any. There is no row unless `.row` gives one.
    template <class Model, class... Key> expectation& expect_find(const Key&... key) {
        const auto find = [](auto& db, const auto&... part) { db.template find<Model>(part...); };
        if constexpr (sizeof...(Key) > 0)
            return add(this_one([&](auto& db) { find(db, key...); }));
        else
            return add(any_one([&](auto& db) { with_blank_key(db, find, detail::key_types_of<Model>{}); }));
    }
    /// Expects `insert` of an object of this model.
    template <class Model> expectation& expect_insert() {
        return add(beginning<Model>([](auto& db) { db.insert(Model{}); }, " ON CONFLICT "), Model{});
    }
    /// Expects `insert` of this object.
    template <class Object> expectation& expect_insert(const Object& object) {
        return add(this_one([&](auto& db) { db.insert(Object(object)); }), object);
    }
    /// Expects a statement of `insert_many`. On SQLite 50 rows are one, and each row of the rest; say `.times(n)`.
    template <class Model> expectation& expect_insert_many() {
        return add(beginning<Model>([](auto& db) { db.insert_many(std::vector<Model>(1)); }, " ON CONFLICT "));
    }
    /// Expects `update` of an object of this model.
    template <class Model> expectation& expect_update() {
        return add(any_one([](auto& db) { db.update(Model{}); }), Model{});
    }
    /// Expects `update` of this object.
    template <class Object> expectation& expect_update(const Object& object) {
        return add(this_one([&](auto& db) { db.update(object); }), object);
    }
    /// Expects `upsert` of an object of this model.
    template <class Model> expectation& expect_upsert() {
        return add(beginning<Model>([](auto& db) { db.upsert(Model{}); }, {}), Model{});
    }
    /// Expects `upsert` of this object.
    template <class Object> expectation& expect_upsert(const Object& object) {
        return add(this_one([&](auto& db) { db.upsert(Object(object)); }), object);
    }
    /// Expects `erase` of the row with this key, or of an object with it; without a key, any of the model.
    template <class Model, class... Key> expectation& expect_erase(const Key&... key) {
        if constexpr (sizeof...(Key) > 0)
            return add(this_one([&](auto& db) { db.template erase<Model>(key...); }));
        else
            return add(any_one([](auto& db) { db.erase(Model{}); }));
    }
    /// Expects `erase` of this object, which is of its key.
    template <class Object>
        requires std::is_class_v<Object>
    expectation& expect_erase(const Object& object) {
        return add(this_one([&](auto& db) { db.erase(object); }));
    }

    /// Every statement that was run, in order, with BEGIN, COMMIT and ROLLBACK.
    const std::vector<call>& calls() { return this->connection().calls(); }
    /// Errors: `error` that lists what was expected and did not come, and what came unexpected.
    void verify() { this->connection().verify(); }

private:
    expectation& add(expectation made) { return this->connection().expect(std::move(made)); }
    template <class Object> expectation& add(expectation made, const Object& object) {
        made.brings_back(object);
        return add(std::move(made));
    }
    template <class Query, detail::result_form Form> static std::string text_of() {
        constexpr auto& text = detail::statement_data_of<Dialect, Query, Form>.text;
        return {text.data(), text.size() - 1};
    }

    // What a verb would send is seen by running it on a recorder of its own.

    /// The statement with its values.
    template <class Use> static expectation this_one(Use use) {
        basic_database trial{{.refuses_unexpected = false}};
        try {
            use(trial);
        } catch (const error&) { // there is no row to touch or to bring back
            if (trial.calls().empty()) throw;
        }
        const call& sent = trial.calls().front();
        expectation made{sent.sql};
        made.with_values(sent.parameters);
        return made;
    }
    /// The statement alone: a blank object may hold what no column takes, so it need not run.
    template <class Use> static expectation any_one(Use use) { return expectation{text_of_verb(use)}; }
    /// The statement up to its table: which columns follow depends on the object.
    template <class Model, class Use> static expectation beginning(Use use, std::string_view without) {
        constexpr auto all = refract::delete_from<Model>().all_rows();
        constexpr std::string_view erasing = refract::sql<Dialect>(all); // ends with the table
        const std::string_view table = erasing.substr(erasing.find(' ', erasing.find(' ') + 1) + 1);
        const std::string text = text_of_verb(use);
        expectation made{text.substr(0, text.find(table) + table.size())};
        made.take_as_beginning(without);
        return made;
    }
    template <class Use> static std::string text_of_verb(Use use) {
        basic_database trial{{.refuses_unexpected = false}};
        try {
            use(trial);
        } catch (const error&) {} // as above
        return trial.connection().last_prepared();
    }
    template <class Use, class... Part> static void with_blank_key(auto& db, Use use, type_list<Part...>) {
        use(db, Part{}...);
    }
};

/// Speaks as SQLite does.
using database = basic_database<dialect::sqlite>;
/// Speaks as PostgreSQL does.
using postgres_database = basic_database<dialect::postgres>;

} // namespace recorder
} // namespace v0
} // namespace refract

#endif // REFRACT_RECORDER_HPP

#endif // refract/recorder.hpp
