// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/options.hpp>
#include <refract/schema/table_info.hpp>

#include <string_view>

/// \file
/// What a database can say of a table and models have no words for: SQL of the program's own, which its statements
/// never read and CREATE prints as it is.

namespace refract {
inline namespace v0 {
namespace detail {

struct spelled_option : table_option {
    spelled_part part{};
    using table_option::describe;
    template <class Model> constexpr bool describe(spelled_part& out) const {
        out = part;
        return true;
    }
};
struct spelled_index_option : spelled_option {
    constexpr spelled_index_option unique(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.part.kind = spelled_kind::unique_index;
        return copy;
    }
};

} // namespace detail

/// A constraint: `constraint("apart", "EXCLUDE USING gist (during WITH &&)")`. Without a name, the name is empty.
constexpr detail::spelled_option constraint(std::string_view name, std::string_view sql) {
    return {{}, {detail::spelled_kind::constraint, name, sql}};
}
REFRACT_REFUSE_OPTION(constraint)
/// An index: `index_as("post_words", "USING gin (words)")` is all that stands behind the table's name; `.unique()`.
constexpr detail::spelled_index_option index_as(std::string_view name, std::string_view sql) {
    return {{{}, {detail::spelled_kind::index, name, sql}}};
}
REFRACT_REFUSE_OPTION(index_as)
/// What the database keeps as the table's description, where it does (PostgreSQL).
constexpr detail::spelled_option comment(std::string_view text) {
    return {{}, {detail::spelled_kind::comment, {}, text}};
}
REFRACT_REFUSE_OPTION(comment)
/// What stands behind the columns in CREATE TABLE: `stored_with("WITHOUT ROWID")`, `stored_with("PARTITION BY ...")`.
constexpr detail::spelled_option stored_with(std::string_view sql) {
    return {{}, {detail::spelled_kind::storage, {}, sql}};
}
REFRACT_REFUSE_OPTION(stored_with)
/// What stands behind a view's name in CREATE VIEW: `defined_as("AS SELECT ...")`.
constexpr detail::spelled_option defined_as(std::string_view sql) {
    return {{}, {detail::spelled_kind::definition, {}, sql}};
}
REFRACT_REFUSE_OPTION(defined_as)
/// A statement that runs before the table is made, where it is made: `run_before("CREATE DOMAIN ...")`.
constexpr detail::spelled_option run_before(std::string_view sql) {
    return {{}, {detail::spelled_kind::before, {}, sql}};
}
REFRACT_REFUSE_OPTION(run_before)
/// A statement that runs when the table and its indexes are made: `run_after("CREATE TRIGGER ...")`.
constexpr detail::spelled_option run_after(std::string_view sql) {
    return {{}, {detail::spelled_kind::after, {}, sql}};
}
REFRACT_REFUSE_OPTION(run_after)
/// A statement that runs when all tables and views are made, and the foreign keys of this one:
/// `run_last("COMMENT ON CONSTRAINT ...")`.
constexpr detail::spelled_option run_last(std::string_view sql) { return {{}, {detail::spelled_kind::last, {}, sql}}; }
REFRACT_REFUSE_OPTION(run_last)

} // namespace v0
} // namespace refract
