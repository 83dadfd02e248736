// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/base/rules/migrate.hpp>

#include <array>

namespace refract {
inline namespace v0 {
namespace detail {

/// A setting that limits how long something takes, in milliseconds: {value} is a number.
struct limit_facts {
    constant_text ask{};      ///< a number
    constant_text set{};      ///< for the connection
    constant_text set_here{}; ///< until the transaction ends
};

/// What helps against errors that say what is refused, and not why: codes with blanks around each.
struct remedy_facts {
    constant_text codes{}, text{};
};

/// How a database is told to run migrations. Empty: it has no such thing.
struct deploy_facts {
    constant_text
        try_lock{}; ///< keeps other deploys away until the transaction ends, or answers false; empty: a write does
    constant_text try_hold{}, let_go{}; ///< the same for a connection, outside of a transaction
    constant_text who_deploys{};        ///< asks for the programs that have one of the two, in words
    limit_facts lock_timeout{}, statement_timeout{};
    /// Asks whether an index is whole: {} is its name as SQL. No row: it is not there.
    constant_text is_index_whole{};
    constant_text drop_broken_index{};
    /// Asks for what a REINDEX of {} ("TABLE", "INDEX", "SCHEMA", "DATABASE") {}, its name, left when it was ended.
    constant_text reindex_left{};
    /// Asks for indexes in a schema ('': as of drop_all) that serve no query and that nobody builds now: name, table,
    /// is_copy.
    constant_text broken_indexes{};
    constant_text harmless{}; ///< the first words of statements that may run twice, with blanks around each
    /// What is in a schema ('': the one that a connection looks in first), as statements that drop it: all that is
    /// known to Migrate.
    constant_text drop_all{};
    /// Asks for what stands in no schema and folders make, as "PUBLICATION" and its name, and what drops one of them.
    constant_text of_database{}, drop_of_database{};
    /// Asks for what of a schema is followed from outside, as parts of sentences: it is not when it was dropped.
    constant_text followed{};
    constant_text drop_schema{}; ///< {name}, with what is in it
    constant_text create_database{},
        drop_database{};                 ///< on a server, {name}; where a scratch database is not in memory
    constant_text may_create_database{}; ///< asks
    constant_text left_databases{};      ///< asks for those of programs that were ended before they dropped them
    constant_text ask_place{};   ///< asks for the schema that a connection looks in first, and for all that it looks in
    constant_text enter_place{}; ///< the same for a connection to another database: {name}, {value} as texts
    /// Asks for what the transaction has changed outside of the schema that it looks in first.
    constant_text changed_outside{};
    /// Asks for the extensions, which are there once for the whole database: name, and "here" in the schema that the
    /// connection looks in first.
    constant_text extensions{};
    /// Makes the database {name} as {from} is, rows included, or a file {path}; one of them is empty.
    constant_text copy_database{}, copy_to_file{};
    constant_text ask_database{}; ///< asks for the name of the database of a connection
    constant_text ask_settings{}; ///< asks for what is set for that database alone: name, value
    constant_text held_locks{};   ///< asks for the locks that the transaction holds, each as a text
    constant_text table_files{};  ///< asks for tables and where their rows are: name, value
    constant_text schemas_like{}; ///< asks for the schemas whose names are LIKE {}; empty: there are no schemas
    /// Asks why a connection finds nothing, or the wrong things: a part of a sentence; no row: it is as it should be.
    constant_text find_fault{};
    std::array<remedy_facts, 3> remedies{};
    constant_text enter_schema{}; ///< makes {name} the schema that the connection looks in first
};

/// Of a dialect; another than ours is a specialisation.
template <class Dialect> inline constexpr deploy_facts deploys_of = [] {
    require<failed<rule::catalog_is_known, Dialect>>();
    return deploy_facts{};
}();

} // namespace detail
} // namespace v0
} // namespace refract
