// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/base/rules/migrate.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// How a database is asked what it holds.
///
/// Each question has a value, a schema ('': the one that a connection looks in first), and answers with rows whose
/// columns are the fields of the structs in migrate/read_catalog.hpp. An empty one: the database has no such things.
struct catalog_facts {
    constant_text tables{};
    constant_text columns{};
    constant_text columns_of_one{};
    constant_text constraints{}; ///< empty: they stand in the texts of tables
    constant_text indexes{};
    constant_text attachments{};
    constant_text enums{};
    constant_text objects{};
    constant_text unsaid{};             ///< what there is beside it, as a kind and a name
    constant_text object_attachments{}; ///< of enums and objects, and of the sequences that columns have for themselves
    /// Asks for settings of the connection by which the catalog is written otherwise: name, value, and the one wanted.
    constant_text settings{};
    constant_text set{};         ///< gives the setting {} the value {}
    bool brackets_quote = false; ///< [name] is a name, and not a place in an array
    bool ignores_case = false;   ///< names that differ in the case of letters alone are one
    bool keeps_texts = false;    ///< tables are kept as the texts that made them
    constant_text scratch{};     ///< where an empty database is opened that nobody else sees; empty: nowhere
    /// Makes an empty schema the first to be looked in, until the transaction ends; where there is no such database.
    constant_text enter_scratch{};
    constant_text hide_schema{}; ///< gives a schema another name, {new}, there
};

/// Of a dialect; another than ours is a specialisation.
template <class Dialect> inline constexpr catalog_facts catalog_of = [] {
    require<failed<rule::catalog_is_known, Dialect>>();
    return catalog_facts{};
}();

} // namespace detail
} // namespace v0
} // namespace refract
