// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/client/raw_sql.hpp>
#include <refract/sql/print_schema.hpp>

#include <string>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Makes what is missing, inside a transaction that the caller has begun.
template <class Session> void create_missing(Session& session, const schema_printer& wanted) {
    const auto run = [&](std::string_view sql) { session.execute(unsafe_sql(sql, {})); };
    const auto is_there = [&](const creation& each) {
        const auto question = unsafe_sql(each.question, {});
        return !session.template query<std::string>(question, each.name, each.schema).empty();
    };
    if (!wanted.dialect.schemas.lock.empty()) run(wanted.dialect.schemas.lock);
    std::vector<std::string> last;
    for (const creation& each : wanted.creations()) {
        if (is_there(each)) continue;
        if (each.make.empty()) throw error(what_to_attach(each.name));
        for (const std::string& sql : each.make) run(sql);
        for (const std::string& sql : each.finish) last.push_back(sql);
    }
    for (const std::string& sql : last) run(sql);
}

} // namespace detail
} // namespace v0
} // namespace refract
