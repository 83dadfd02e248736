// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

/// \file
/// Who is asked before a session sends something. Nobody is in programs; tests make statements fail by it.

namespace refract {
inline namespace v0 {
namespace detail {

/// What is about to happen.
enum class watched : std::uint8_t {
    call,      ///< a call of the program begins; asked only where `asks_calls`
    begin,     ///< a transaction or a savepoint begins
    statement, ///< a statement, a script or a copy in bulk begins
    commit,    ///< a transaction is committed, or a savepoint kept
};

/// One who is asked; what it throws is the failure of what was about to happen.
struct statement_watch {
    void (*ask)(statement_watch& self, watched what, std::string_view sql) = nullptr;
    statement_watch* next = nullptr;
    bool asks_calls = false;
};

/// Asks all of a list.
[[gnu::cold, gnu::noinline]] inline void ask_all(statement_watch* first, watched what, std::string_view sql = {}) {
    for (statement_watch *each = first, *next = nullptr; each; each = next) {
        next = each->next;
        if (what != watched::call || each->asks_calls) each->ask(*each, what, sql);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
