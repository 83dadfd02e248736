// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/verify/queries.hpp>

#include <algorithm>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Which queries of a program a test run has executed.

namespace refract {
inline namespace v0 {

/// Counts, from its making to its end, how often each query of the program is executed, and its rows.
///
///     int main(int argc, char** argv) {
///         refract::coverage covered;
///         const int failures = run_tests(argc, argv);
///         covered.require_all();   // an error that lists the queries that no test has run
///         return failures;
///     }
///
/// It counts for the whole program, every thread and every database of it. Errors: there is one already. Cost: an
/// atomic addition or two for each execution.
class coverage {
public:
    coverage() {
        {
            const std::lock_guard held(detail::all_records);
            if (detail::all_records.counts.is_raised())
                throw error("a coverage is being recorded already; end it first");
            detail::all_records.counts.raise();
            detail::all_records.add_hearer(1);
        }
        detail::for_each_record([](detail::query_record& each) {
            __atomic_store_n(&each.executions, std::uint64_t{0}, __ATOMIC_RELAXED);
            __atomic_store_n(&each.rows, std::uint64_t{0}, __ATOMIC_RELAXED);
        });
    }
    coverage(const coverage&) = delete;
    coverage& operator=(const coverage&) = delete;
    ~coverage() {
        detail::all_records.counts.lower();
        detail::all_records.add_hearer(-1);
    }

    /// Every query, with its executions and rows up to now.
    std::vector<query_info> queries() const { return refract::queries(); }
    /// Those that were not executed. What `insert(object)` and the like run counts as executed if one statement of that
    /// kind was, for that table: an object with its key takes another one than an object without.
    std::vector<query_info> never_run() const {
        const std::vector<query_info> all = queries();
        std::vector<query_info> unseen;
        for (const query_info& each : all) {
            const auto is_same_kind = [&](const query_info& other) {
                return other.executions > 0 && are_alike(each, other);
            };
            if (std::none_of(all.begin(), all.end(), is_same_kind)) unseen.push_back(each);
        }
        return unseen;
    }
    /// Errors: `error` that lists the queries that were not executed.
    void require_all() const {
        const std::vector<query_info> unseen = never_run();
        if (unseen.empty()) return;
        std::string message = std::to_string(unseen.size()) + " queries of the program were never run:";
        for (const query_info& each : unseen) message.append("\n  ").append(each.to_string());
        throw error(message);
    }
    /// An array of objects, one for each query.
    std::string to_json() const {
        std::string json = "[";
        for (const query_info& each : queries()) json.append(json.size() > 1 ? ",\n" : "").append(each.to_json());
        return json.append("]\n");
    }

private:
    static bool are_alike(const query_info& left, const query_info& right) {
        const auto kind = [](const query_info& each) { return each.sql.substr(0, each.sql.find(' ')); };
        if (left.of_objects != right.of_objects || left.database != right.database) return false;
        if (left.of_objects) return left.tables == right.tables && kind(left) == kind(right);
        return left.sql == right.sql && left.name == right.name && left.has_runtime_parts == right.has_runtime_parts;
    }
};

} // namespace v0
} // namespace refract
