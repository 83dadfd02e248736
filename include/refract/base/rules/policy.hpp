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
            "refract: a merge would take rows of the other table that are marked as deleted for rows that are there. Give it a query of them, which hides these: using_table(from<T>(), ...). [E232]");
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

namespace rule {
inline constexpr rule_number tenant_is_key{234};
}
template <class... About> struct sentence<failed<rule::tenant_is_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: tenant names a column that cannot say whose a row is. Make it a whole number, a text or a refract::uuid, and no std::optional. [E234]");
    }
};

namespace rule {
inline constexpr rule_number version_counts{326};
}
template <class... About> struct sentence<failed<rule::version_counts, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a version is no column that counts the updates of a row. Make it one whole number of the model, which is never NULL, no part of the key, not encoded and not generated. [E326]");
    }
};

namespace rule {
inline constexpr rule_number tenant_is_given{235};
}
template <class... About> struct sentence<failed<rule::tenant_is_given, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the rows of this table are of tenants, and the session is of none. Ask db.tenant(value), or say .all_tenants() to the query. [E235]");
    }
};

namespace rule {
inline constexpr rule_number tenants_are_there{236};
}
template <class... About> struct sentence<failed<rule::tenants_are_there, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: all_tenants is said of a query none of whose tables has tenants. Leave it out, or give the model the option tenant<&T::org_id>. [E236]");
    }
};

namespace rule {
inline constexpr rule_number tenant_is_of_session{237};
}
template <class... About> struct sentence<failed<rule::tenant_is_of_session, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a statement of one tenant says whose its rows are, by the column of the tenant, rows of a query or a merge. Leave the column out: the session sets it; or say .all_tenants(). [E237]");
    }
};

namespace rule {
inline constexpr rule_number tenant_is_alike{238};
}
template <class... About> struct sentence<failed<rule::tenant_is_alike, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the session's tenant is of another type than the table's column. Give db.tenant a value of the column's type. [E238]");
    }
};

namespace rule {
inline constexpr rule_number session_is_of_one{239};
}
template <class... About> struct sentence<failed<rule::session_is_of_one, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a session is a tenant's, or in a schema or with tables chosen at run time, and this one is to be both. Name the schema in the models (in_schema(\"shop\")), or give each tenant a schema and leave refract::tenant out. [E239]");
    }
};

namespace rule {
inline constexpr rule_number tenant_ties_rows{261};
}
template <class... About> struct sentence<failed<rule::tenant_ties_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of a tree is tied by the column of a tenant to a column that is none, so that the session and the other row would both say it. Give the other model tenant<...> of that column as well, or write these rows by themselves. [E261]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
