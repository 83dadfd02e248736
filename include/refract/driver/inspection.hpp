// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/quote_name.hpp>
#include <refract/base/text_sink.hpp>
#include <refract/schema/sql_type.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a live database says of a statement without running it, as plain data.

namespace refract {
inline namespace v0 {
namespace detail {

/// A column of the rows that a statement yields.
struct live_result {
    std::string table{}, column{};  ///< where it comes from; empty of what is computed
    std::string type{};             ///< as the database names it; empty: not known
    bool fits = true;               ///< whether the program's field reads that type
    std::optional<bool> nullable{}; ///< as the table says it; without a value: not known
};
/// A parameter whose type the database would have chosen otherwise.
struct live_parameter {
    std::size_t number = 0; ///< from 1
    type_kind kind{};       ///< that the program sends
    std::string sent{}, wanted{};
};
/// A table that is read from its beginning to its end.
struct table_scan {
    std::string schema{}, table{}, alias{};
    std::optional<bool> has_condition{};     ///< that each row is held against; without a value: not told
    std::string condition{};                 ///< in the database's words
    std::vector<std::string> wanted_index{}; ///< columns of an index that the database makes for each run
    bool in_order = false;                   ///< along an index, mostly for the order
};
struct live_statement {
    std::vector<live_result> results{};
    std::vector<live_parameter> parameters{};
    std::vector<table_scan> scans{};
    bool sorts = false;    ///< its rows are put in order after they were read
    std::string no_plan{}; ///< why there is none
};
/// A column of a table as it is in the database.
struct live_column {
    std::string name{}, type{};
};

/// Does what the database may refuse; the failure, if it does. Errors: those of the connection.
template <class Work> std::optional<error> failure_of(Work work) {
    try {
        work();
        return std::nullopt;
    } catch (const connection_error&) { throw; } catch (const error& failure) {
        return failure;
    }
}

/// What asks a kind of connection; only of those that are a live database's.
template <class Connection> struct inspector_of;

} // namespace detail
} // namespace v0
} // namespace refract
