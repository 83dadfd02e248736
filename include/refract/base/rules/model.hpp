// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

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
            "refract: a field's type cannot be stored: there is no codec for it. Use a number, bool, string, bytes, enum, std::chrono type, refract::uuid, decimal or json, a std::optional of one; specialise refract::codec for it; name a struct whose fields are columns with refract::flat<&T::field>; a struct that holds rows of other tables names its own model: using model = User. [E002]");
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
            "refract: two columns of this model have one name. Give one of them another name with refract::column<&T::field>.named(\"...\"), or those of a flat member with .prefix(\"...\"). [E004]");
    }
};

namespace rule {
inline constexpr rule_number member_is_named{303};
}
template <class... About> struct sentence<failed<rule::member_is_named, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: between < and > stands what is no member of a struct. Write &T::field: col<&T::a>, column<&T::a>, primary_key<&T::a, &T::b>, index<&T::a>, excluded<&T::a>; a field of a flat member is member_path<&T::a, &A::b>. [E303]");
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
            "refract: a field is a bit-field, volatile, or of a packed struct. Make it a plain field, such as bool or std::uint8_t, of a struct that is laid out as usual. [E054]");
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
inline constexpr rule_number table_takes_options{115};
}
template <class... About> struct sentence<failed<rule::table_takes_options, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: table is given what is no option of a model. Write named(\"name\"), column<&T::field>.named(\"name\"), primary_key<&T::field>, unique<&T::field>, foreign_key<&T::field>.references<&U::id>(), check(\"name\", condition), or another of docs/reference/schema. [E115]");
    }
};

namespace rule {
inline constexpr rule_number key_has_one_form{285};
}
template <class... About> struct sentence<failed<rule::key_has_one_form, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a part of a key, of something unique or of a foreign key is stored_as a form that writes one value in several ways (iso_seconds, iso_milliseconds, julian_day), and the database does not know them equal. Store it as unix_milliseconds or text_milliseconds, or let another column be the key. [E285]");
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
