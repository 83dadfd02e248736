// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with the policies of a model, and with queries of models that have some.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number deletion_is_marked{230};
}
template <class... About> struct sentence<failed<rule::deletion_is_marked, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: soft_delete names a column that cannot say whether a row is deleted. Make it a bool, or the time of the deletion: a std::optional of a std::chrono::sys_time with microseconds. [E230]");
    }
};

namespace rule {
inline constexpr rule_number something_is_marked{231};
}
template <class... About> struct sentence<failed<rule::something_is_marked, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: with_deleted or for_good is said of a query none of whose tables has rows that are marked as deleted. Leave it out, or give the model the option soft_delete<&T::deleted_at>. [E231]");
    }
};

namespace rule {
inline constexpr rule_number merge_sees_all{232};
}
template <class... About> struct sentence<failed<rule::merge_sees_all, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a merge would take rows that are marked as deleted for rows that are there. Write an insert with on_conflict, which brings a deleted row back; what is merged from such a table is a query of it: using_table(from<T>(), ...). [E232]");
    }
};

namespace rule {
inline constexpr rule_number related_may_be_deleted{233};
}
template <class... About> struct sentence<failed<rule::related_may_be_deleted, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a row that may be marked as deleted stands in a shape as if it were always there. Make the field a std::optional or a std::unique_ptr, or ask with_deleted(). [E233]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
