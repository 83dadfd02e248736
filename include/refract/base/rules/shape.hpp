// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with shapes and relations.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number member_is_foreign_key{203};
}
template <class... About> struct sentence<failed<rule::member_is_foreign_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a relation is named by a member that is no foreign key of its model, or that several keys share. Declare it in the model, foreign_key<&Post::author_id>.references<&User::id>(), and name a column that one key alone has. [E203]");
    }
};

namespace rule {
inline constexpr rule_number relation_is_of_query{204};
}
template <class... About> struct sentence<failed<rule::relation_is_of_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a relation is asked of a query that has no table on its other side. some, every, none and count_of<&Post::author_id> stand in a query of User, related and parent_of<&Post::author_id> in one of Post; where that is an alias it is named: some<&Post::author_id, the_alias>(). [E204]");
    }
};

namespace rule {
inline constexpr rule_number link_has_two_keys{205};
}
template <class... About> struct sentence<failed<rule::link_has_two_keys, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a model reaches others through<Link>, and Link does not have a foreign key to the model and a second one. Give the link both: foreign_key<&PostTag::post_id>.references<&Post::id>(), foreign_key<&PostTag::tag_id>.references<&Tag::id>(). [E205]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
