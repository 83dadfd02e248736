// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with what an option of a model is told.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number option_takes_text{262};
}
template <class... About> struct sentence<failed<rule::option_takes_text, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an option of a model that takes a text is given something else, none, or more than it takes. Write named(\"users\"), in_schema(\"sales\"), comment(\"text\"), renamed_from(\"old\"), stored_with(\"SQL\"), run_before(\"SQL\"), constraint(\"name\", \"SQL\"), index_as(\"name\", \"SQL\"), check(\"name\", condition), .type(\"varchar(40)\"), .collate(\"nocase\"), .default_as(\"SQL\"), .generated_as(\"SQL\"), .prefix(\"work_\"). [E262]");
    }
};

namespace rule {
inline constexpr rule_number option_takes_no_more{263};
}
template <class... About> struct sentence<failed<rule::option_takes_no_more, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an option of a model is given more than it takes. Nothing stands in .given(), .autoincrement(), .unique(), .nullable(), .identity(), .version(), .updated_at(), .deferred(), .deferrable(); one thing in .default_to(value), .where(condition), .stored_as(form), .on_delete(action), two in .generated(expression, not_stored); and primary_key<&T::a>, unique<&T::a>, tenant<&T::a>, partial have no ( ). [E263]");
    }
};

namespace rule {
inline constexpr rule_number option_has_part{264};
}
template <class... About> struct sentence<failed<rule::option_has_part, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an option of a model is followed by what belongs to another one. Behind column<&T::a>: named, type, stored_as, default_to, default_as, generated, generated_as, identity, nullable, collate, comment, version, updated_at, renamed_from; primary_key: named, given, autoincrement; index, unique: named, unique, where, descending; foreign_key<&T::a>: references<&U::id>(), then on_delete, on_update, named, deferred, deferrable; flat: prefix; full_text: tokenized_by. What is of the table stands by itself: table(named(\"users\"), check(\"name\", condition)). [E264]");
    }
};

namespace rule {
inline constexpr rule_number action_is_known{265};
}
template <class... About> struct sentence<failed<rule::action_is_known, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: on_delete and on_update say what becomes of the rows that refer to another one, and this is no answer. Write one of refract::cascade, set_null, set_default, restrict, no_action: .on_delete(refract::cascade). [E265]");
    }
};

namespace rule {
inline constexpr rule_number option_stands_once{266};
}
template <class... About> struct sentence<failed<rule::option_stands_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a table has two names, schemas, old names, primary keys, tenants, marks of deletion, or is twice a view, a full-text table or partial. Write each option of these once; a key of several columns is primary_key<&T::a, &T::b>. [E266]");
    }
};

namespace rule {
inline constexpr rule_number option_is_no_operand{310};
}
template <class... About> struct sentence<failed<rule::option_is_no_operand, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an operator stands beside an option of a model, such as column<&T::x>, which has no value. Write col<&T::x> for the column in a query or a check: from<T>().where(col<&T::x> == 1). [E310]");
    }
};

namespace rule {
inline constexpr rule_number option_names_members{302};
}
template <class... About> struct sentence<failed<rule::option_names_members, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an option of a model names no member, or names it in the wrong place. Write members between < and >: primary_key<&T::a, &T::b>, unique<&T::a>, index<&T::a, &T::b>.descending<&T::b>(), one column of the index, and foreign_key<&T::a>.references<&U::id>(). [E302]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
