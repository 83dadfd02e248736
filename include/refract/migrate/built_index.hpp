// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/client/database.hpp>
#include <refract/dialect/deploy_facts.hpp>
#include <refract/migrate/outside.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Indexes that were built beside the work, and what is left where that was ended half-way.

namespace refract {
inline namespace v0 {
namespace detail {

/// "REINDEX (VERBOSE, CONCURRENTLY) TABLE ware": what is built anew, and its name as it is written.
struct reindex_target {
    std::string kind{}, name{}; ///< of "TABLE", "INDEX", "SCHEMA", "DATABASE"; empty: it is no such statement
};
inline reindex_target reindexed_alone(std::string_view sql) {
    const std::vector<sql_token> tokens = sql_tokenizer(sql, true).all();
    if (tokens.empty() || !tokens[0].is("REINDEX")) return {};
    bool is_alone = false;
    reindex_target made;
    for (std::size_t at = 1; at < tokens.size(); ++at) {
        is_alone |= tokens[at].is("CONCURRENTLY");
        for (const std::string_view kind : {"TABLE", "INDEX", "SCHEMA", "DATABASE"})
            if (made.kind.empty() && tokens[at].is(kind)) made.kind = kind;
        const bool is_name = !made.kind.empty() && !tokens[at].is(made.kind) && !tokens[at].is("CONCURRENTLY");
        if (is_name && (tokens[at].is_name() || tokens[at].is("."))) made.name.append(tokens[at].text);
    }
    return is_alone ? made : reindex_target();
}
/// No value: there is none of the name.
template <class Database> std::optional<bool> is_index_whole(Database& db, const std::string& index) {
    const constant_text& question = deploys_of<typename Database::dialect>.is_index_whole;
    if (question.empty()) return std::nullopt;
    const auto found = db.template query<bool>(unsafe_sql(question, {}), index);
    return found.empty() ? std::nullopt : std::optional<bool>(found.front());
}
/// Drops what the same statement left where it was ended before: the index that was not whole, or the copies of a
/// REINDEX, on which the next one would only pile others.
template <class Database> void drop_broken_indexes(Database& db, std::string_view sql) {
    static constexpr const deploy_facts& how = deploys_of<typename Database::dialect>;
    std::vector<std::string> names;
    if (const std::string made = index_built_alone(sql, "CREATE"); !made.empty()) {
        if (!is_index_whole(db, made).value_or(true)) names.push_back(made);
    } else if (const reindex_target again = reindexed_alone(sql); !again.kind.empty() && !how.reindex_left.empty()) {
        names = db.template query<std::string>(unsafe_sql(how.reindex_left, {}), again.kind, again.name);
    }
    for (const std::string& each : names) {
        const std::string drop = fill_pattern(how.drop_broken_index, {{"name", each}});
        db.execute(unsafe_sql(drop, {}));
    }
}

/// An index that serves no query: it was never built to its end.
struct broken_index {
    std::string name, table;
    bool is_copy = false; ///< that a REINDEX made and did not put in place
};
/// Those of the tables of some schemas that nobody is building now.
template <class Session>
std::vector<broken_index> find_broken_indexes(Session& session, const std::vector<std::string>& schemas) {
    std::vector<broken_index> all;
    const constant_text& question = deploys_of<typename Session::dialect>.broken_indexes;
    if (question.empty()) return all;
    for (const std::string& schema : schemas)
        for (broken_index& each : session.template query<broken_index>(unsafe_sql(question, {}), schema))
            all.push_back(std::move(each));
    return all;
}

} // namespace detail
} // namespace v0
} // namespace refract
