// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/atomic.hpp>
#include <refract/schema/table_info.hpp>
#include <refract/sql/ready_statement.hpp>
#include <refract/tree/statement.hpp>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <source_location>
#include <utility>

/// \file
/// The statements that a program holds, known without running them. Each query type that a program instantiates makes
/// one constant record, which is linked into the list of its shared object before main: one pointer each. The first
/// execution adds its line; while a coverage is recorded, executions and rows are counted.
///
/// `-DREFRACT_QUERY_RECORDS=0`, the same for a whole program, leaves all of it out.

#ifndef REFRACT_QUERY_RECORDS
#define REFRACT_QUERY_RECORDS 1
#endif

namespace refract {
inline namespace v0 {
namespace detail {

struct query_record {
    const ready_statement* text;          ///< its run-time parts are left out
    const statement_view* view = nullptr; ///< of a typed query
    table_ref table = nullptr;            ///< of whole objects: their model
    std::string_view database{};          ///< the dialect's name
    const bool* linked = nullptr;         ///< asks for the initialization that links it
    query_record* next = nullptr;
    // What its executions say.
    const char* file = nullptr; ///< a copy of its own
    std::uint32_t line = 0;
    std::uint64_t executions = 0, rows = 0;
};

/// The records of one shared object, in the list of all of them.
struct record_list {
    query_record* first = nullptr;
    record_list* next = nullptr;
};
/// Shared by all objects of a program in which the dynamic linker finds it.
struct record_lists {
    record_list* first = nullptr;
    exclusive_flag in_use{};
    signal_flag counts{}; ///< whether executions and rows are counted
    int hearers = 0;      ///< that want to know of executions, of any thread

    bool is_heard() const noexcept { return __atomic_load_n(&hearers, __ATOMIC_RELAXED) != 0; }
    void add_hearer(int count) noexcept { __atomic_fetch_add(&hearers, count, __ATOMIC_RELAXED); }
    void lock() noexcept {
        while (!in_use.take()) {}
    }
    void unlock() noexcept { in_use.release(); }
};
[[gnu::visibility("default")]] inline constinit record_lists all_records{};
[[gnu::visibility("hidden")]] inline constinit record_list own_records{};

/// Takes the list of a shared object away before the object is unloaded.
struct [[gnu::visibility("hidden")]] listed_object {
    listed_object() noexcept {
        all_records.lock();
        own_records.next = all_records.first;
        all_records.first = &own_records;
        all_records.unlock();
    }
    listed_object(const listed_object&) = delete;
    listed_object& operator=(const listed_object&) = delete;
    ~listed_object() {
        all_records.lock();
        for (record_list** at = &all_records.first; *at; at = &(*at)->next)
            if (*at == &own_records) {
                *at = own_records.next;
                break;
            }
        for (query_record* each = own_records.first; each; each = each->next)
            std::free(const_cast<char*>(__atomic_exchange_n(&each->file, nullptr, __ATOMIC_RELAXED)));
        all_records.unlock();
    }
};
[[gnu::visibility("hidden"), gnu::cold, gnu::noinline]] inline bool link_record(query_record& record) noexcept {
    static const listed_object object;
    record.next = own_records.first;
    __atomic_store_n(&own_records.first, &record, __ATOMIC_RELEASE);
    return true;
}

#if REFRACT_QUERY_RECORDS
/// The record of a statement. Each shared object has its own, since one that is unloaded takes it along.
template <class Dialect, const ready_statement& Text, const statement_view* View, table_ref Table>
struct [[gnu::visibility("hidden")]] record_holder {
    static const bool linked;
    static inline constinit query_record record{
        .text = &Text, .view = View, .table = Table, .database = Dialect::info.name, .linked = &linked};
};
template <class Dialect, const ready_statement& Text, const statement_view* View, table_ref Table>
const bool record_holder<Dialect, Text, View, Table>::linked = link_record(record);

/// Null where a program keeps no records.
template <class Dialect, const ready_statement& Text, const statement_view* View, table_ref Table = nullptr>
inline constexpr query_record* record_of = &record_holder<Dialect, Text, View, Table>::record;
#else
template <class Dialect, const ready_statement& Text, const statement_view* View, table_ref Table = nullptr>
inline constexpr query_record* record_of = nullptr;
#endif

/// Hears of the executions of its thread, with those around it.
struct execution_hearer {
    void (*hear)(execution_hearer& self, const query_record& record, std::source_location where);
    execution_hearer* outer = nullptr;
    bool writes_tree = false; ///< what it hears is of a call that does
};
[[gnu::visibility("default")]] inline thread_local constinit execution_hearer* thread_hearer = nullptr;
/// Nobody hears of what runs in a scope: statements that the library repeats in one call of the program.
struct unheard_scope {
    unheard_scope() noexcept : hearer(std::exchange(thread_hearer, nullptr)) {}
    unheard_scope(const unheard_scope&) = delete;
    ~unheard_scope() { thread_hearer = hearer; }
    execution_hearer* hearer;
};

/// Tells of a call of the program. Those whose statements are all unheard tell themselves.
inline void tell_of(const query_record* record, std::source_location where) {
    if (!record) return;
    for (execution_hearer* each = thread_hearer; each; each = each->outer) each->hear(*each, *record, where);
}
/// Says that the call which is served writes a tree, whatever it looks at before.
inline void note_tree_write() noexcept {
    if (thread_hearer) [[unlikely]]
        thread_hearer->writes_tree = true;
}
/// Of what runs in a scope the first is heard: the statements of one call of the program.
struct heard_once_scope : execution_hearer {
    heard_once_scope() noexcept : execution_hearer{.hear = &tell_first}, around(thread_hearer), told(around) {
        if (around) thread_hearer = this;
    }
    heard_once_scope(const heard_once_scope&) = delete;
    ~heard_once_scope() { thread_hearer = around; }

    static void tell_first(execution_hearer& self, const query_record& record, std::source_location where) {
        execution_hearer* each = std::exchange(static_cast<heard_once_scope&>(self).told, nullptr);
        for (; each; each = each->outer) each->hear(*each, record, where);
    }
    execution_hearer* around;
    execution_hearer* told; ///< null: it has been
};
/// Keeps a copy of the file's name, since the call may be one of a plug-in that is unloaded before the record is.
[[gnu::cold, gnu::noinline]] inline void keep_place(query_record& record, std::source_location where) noexcept {
    char* const copy = strdup(where.file_name());
    const char* none = nullptr;
    if (copy && __atomic_compare_exchange_n(&record.file, &none, static_cast<const char*>(copy), false,
                                            __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        __atomic_store_n(&record.line, where.line(), __ATOMIC_RELAXED);
    else
        std::free(copy); // another thread was first, or memory is short: then the next execution tells
}
/// Notes the line of a first execution, counts, and tells who wants to hear of it.
[[gnu::cold, gnu::noinline]] inline void note_execution_slowly(query_record& record, std::source_location where) {
    // A call of five arguments and more does not know its line.
    if (where.line() != 0 && !__atomic_load_n(&record.file, __ATOMIC_RELAXED)) keep_place(record, where);
    if (all_records.counts.is_raised()) __atomic_fetch_add(&record.executions, std::uint64_t{1}, __ATOMIC_RELAXED);
    tell_of(&record, where);
}
inline void note_execution(query_record* record, std::source_location where) {
    if (!record) return;
    if (!__atomic_load_n(&record->file, __ATOMIC_RELAXED) || all_records.is_heard()) [[unlikely]]
        note_execution_slowly(*record, where);
}
inline void count_rows(query_record* record, std::uint64_t count) {
    if (record && all_records.counts.is_raised()) [[unlikely]]
        __atomic_fetch_add(&record->rows, count, __ATOMIC_RELAXED);
}

} // namespace detail
} // namespace v0
} // namespace refract
