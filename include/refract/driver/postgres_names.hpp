// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_error.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>
#if __has_include(<sys/random.h>)
#include <sys/random.h>
#endif

namespace refract {
inline namespace v0 {
namespace detail {

/// "refract_" and 13 characters that no other connection has: behind a pooler several clients use the
/// sessions of the server in turn, and one must never run what another has prepared.
inline std::string make_postgres_prefix() {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    std::uint64_t random = 0;
    if (getentropy(&random, sizeof random) != 0)
        throw error("the operating system gives no random numbers, which the names of prepared statements need");
    std::string prefix = "refract_";
    for (int i = 0; i < 13; ++i, random >>= 5) prefix += letters[random & 31];
    return prefix + '_';
}

/// The prepared statements of one connection: their names, and those that are to be deallocated when
/// there is occasion.
class postgres_names {
public:
    /// A name that was never used before.
    std::uint32_t next() { return ++last_; }
    std::string text(std::uint32_t number) const { return prefix_ + std::to_string(number); }
    const std::string& prefix() const { return prefix_; }

    void abandon(std::uint32_t number) noexcept {
        try {
            abandoned_.push_back(number);
        } catch (...) { // no memory: then the server keeps it until the session ends
        }
    }
    bool has_abandoned() const { return !abandoned_.empty(); }
    /// Asking which are there costs a round trip, and waits until it is worth it.
    bool has_many_abandoned() const { return abandoned_.size() >= 16; }

    /// Outside a transaction, where a failure undoes nothing.
    void deallocate(PGconn* handle) {
        const auto command = [this](std::uint32_t number) { return "DEALLOCATE " + text(number) + ";"; };
        std::string script;
        for (std::uint32_t number : abandoned_) script += command(number);
        const bool done = postgres_result(PQexec(handle, script.c_str())).status() == PGRES_COMMAND_OK;
        // One that is gone already (DISCARD ALL) ends the script.
        for (std::size_t i = 0; !done && i < abandoned_.size(); ++i)
            PQclear(PQexec(handle, command(abandoned_[i]).c_str()));
        abandoned_.clear();
    }
    /// Those that are there: a name that is gone would undo a transaction, and behind a pooler it may
    /// belong to another session.
    void deallocate_found(PGconn* handle) {
        std::string question = "SELECT 'DEALLOCATE ' || name FROM pg_catalog.pg_prepared_statements WHERE name IN (''";
        for (std::uint32_t number : abandoned_) question += ", '" + text(number) + "'";
        const postgres_result there(PQexec(handle, (question + ")").c_str()));
        std::string script;
        for (int row = 0; PQnfields(there.get()) == 1 && row < PQntuples(there.get()); ++row)
            script.append(PQgetvalue(there.get(), row, 0)).append(";");
        if (!script.empty()) PQclear(PQexec(handle, script.c_str()));
        abandoned_.clear();
    }
    /// The session ends, or nothing there is ours.
    void forget_abandoned() noexcept { abandoned_.clear(); }

private:
    std::string prefix_ = make_postgres_prefix();
    std::uint32_t last_ = 0;
    std::vector<std::uint32_t> abandoned_{};
};

} // namespace detail
} // namespace v0
} // namespace refract
