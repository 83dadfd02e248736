// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/query_record.hpp>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <source_location>
#include <string>
#include <vector>

/// \file
/// Which queries a program runs again and again from one line, as a loop does that asks for what belongs to each row.

namespace refract {
inline namespace v0 {

/// A query that one line has run more often than was allowed.
struct query_repeat {
    std::string sql; ///< without run-time parts
    std::string file;
    std::uint32_t line = 0;
    std::uint64_t count = 0;
    std::string advice{}; ///< what to do instead

    std::string to_string() const {
        return file + ":" + std::to_string(line) + ": one query was run " + std::to_string(count) + " times: " + sql +
               "\n  " + advice;
    }
};

namespace detail {
inline const char* advice_for(const query_record& record, bool writes_tree) {
    // Of statements of whole objects the first letter tells which they are.
    const char letter = record.text->text().front();
    const verb does = record.view     ? record.view->kind
                      : letter == 'I' ? verb::insert
                      : letter == 'S' ? verb::select
                                      : verb::update;
    if (writes_tree && does == verb::select) // a tree that is saved is looked for first
        return "write many trees at once: save the tree around them, insert_many(trees) if they are new, or one update "
               "or delete, where in(keys)";
    switch (does) {
    case verb::insert: return "write many rows at once: insert_many(objects)";
    case verb::update:
    case verb::remove: return "write many rows at once: by one update or delete, where in(keys)";
    default: return "read what belongs to many rows at once: by a shape, load<&Shape::rows>(objects), or in(keys)";
    }
}
} // namespace detail

/// Counts, from its making to its end, how often its thread runs the same query from the same line, and reports at its
/// end what was run more often than allowed: to the standard error output, unless it is given a function.
///
///     {
///         refract::repeat_watch watch(10);
///         serve(request); // a loop in it asks for the posts of each author
///     }                   // serve.cpp:12: one query was run 50 times: SELECT ...
///
/// It ends on its thread, in reverse order of other ones. A call counts once, whatever it sends; calls of five
/// arguments and more, which do not know their line, and raw SQL are not seen. Cost: a search in a short list for each
/// execution, of all threads a look.
class repeat_watch : detail::execution_hearer {
public:
    using report_function = void (*)(const query_repeat&);

    explicit repeat_watch(std::uint64_t most = 10, report_function report = &print)
        : execution_hearer{.hear = &note, .outer = detail::thread_hearer}, most_(most), report_(report) {
        detail::thread_hearer = this;
        detail::all_records.add_hearer(1);
    }
    repeat_watch(const repeat_watch&) = delete;
    ~repeat_watch() {
        detail::all_records.add_hearer(-1);
        detail::thread_hearer = outer;
        try {
            for (const query_repeat& each : repeats()) report_(each);
        } catch (...) {} // what is out of memory has other troubles
    }

    /// What was run more often than allowed, up to now.
    std::vector<query_repeat> repeats() const {
        std::vector<query_repeat> found;
        for (const run& each : runs_)
            if (each.count > most_)
                found.push_back({std::string(each.record->text->text()), each.where.file_name(), each.where.line(),
                                 each.count, detail::advice_for(*each.record, each.writes_tree)});
        return found;
    }
    static void print(const query_repeat& repeat) { std::fputs((repeat.to_string() + "\n").c_str(), stderr); }

private:
    struct run {
        const detail::query_record* record;
        std::source_location where;
        std::uint64_t count;
        bool writes_tree;

        bool is_of(const detail::query_record& other, const std::source_location& place) const {
            return record == &other && where.line() == place.line() && where.column() == place.column() &&
                   std::strcmp(where.file_name(), place.file_name()) == 0;
        }
    };
    static void note(execution_hearer& self, const detail::query_record& record, std::source_location where) {
        if (where.line() == 0) return;
        auto& runs = static_cast<repeat_watch&>(self).runs_;
        for (run& each : runs)
            if (each.is_of(record, where)) {
                ++each.count;
                return;
            }
        runs.push_back({&record, where, 1, detail::thread_hearer->writes_tree});
    }

    std::uint64_t most_;
    report_function report_;
    std::vector<run> runs_{};
};

} // namespace v0
} // namespace refract
