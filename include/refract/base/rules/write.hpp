// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with an insert, update or delete.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number insert_is_complete{24};
}
template <class... About> struct sentence<failed<rule::insert_is_complete, About...>> {
    static constexpr void print() {
        static_assert(
            holds_for<About...>,
            "refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]");
    }
};

namespace rule {
inline constexpr rule_number assignment_of_table{25};
}
template <class... About> struct sentence<failed<rule::assignment_of_table, About...>> {
    static constexpr void print() {
        static_assert(
            holds_for<About...>,
            "refract: a column of another table is assigned. Set columns of the table that is written. [E025]");
    }
};

namespace rule {
inline constexpr rule_number assignment_fits{26};
}
template <class... About> struct sentence<failed<rule::assignment_fits, About...>> {
    static constexpr void print() {
        static_assert(
            holds_for<About...>,
            "refract: the assigned value is not of the column's type, would lose digits in it, or may be NULL where the column may not, or the column is generated. Assign a value of the field's type, or cast to it. [E026]");
    }
};

namespace rule {
inline constexpr rule_number assignment_once{27};
}
template <class... About> struct sentence<failed<rule::assignment_once, About...>> {
    static constexpr void print() {
        static_assert(holds_for<About...>,
                      "refract: a column is assigned twice in one statement. Assign it once. [E027]");
    }
};

namespace rule {
inline constexpr rule_number write_has_condition{28};
}
template <class... About> struct sentence<failed<rule::write_has_condition, About...>> {
    static constexpr void print() {
        static_assert(
            holds_for<About...>,
            "refract: update or delete without a condition. Add .where(...), or say .all_rows() if every row is meant. [E028]");
    }
};

namespace rule {
inline constexpr rule_number update_sets_columns{29};
}
template <class... About> struct sentence<failed<rule::update_sets_columns, About...>> {
    static constexpr void print() {
        static_assert(holds_for<About...>,
                      "refract: update without set. Say what changes: .set(refract::col<&T::field> = value). [E029]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
