// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_error.hpp>

#if !defined(_WIN32)
#include <signal.h>
#endif

/// \file
/// Asks a server to stop what a connection runs.

namespace refract {
inline namespace v0 {
namespace detail {

#if defined(_WIN32)
struct no_sigpipe {};
#else
/// Keeps SIGPIPE from this thread, to the end of the scope: what is written to a connection that the other side has
/// closed is an error then, and not the end of the program. A signal that was there before stays.
class no_sigpipe {
public:
    no_sigpipe() noexcept : was_pending_(is_pending()) {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    no_sigpipe(const no_sigpipe&) = delete;
    ~no_sigpipe() {
        if (int taken = 0; !was_pending_ && is_pending()) sigwait(&pipe_, &taken);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    static bool is_pending() noexcept {
        sigset_t pending;
        return sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
    }

    sigset_t pipe_{}, before_{};
    bool was_pending_;
};
#endif

/// libpq asks through a connection of its own, and unlike everywhere else without care for SIGPIPE.
inline void cancel_postgres(PGconn* handle) noexcept {
    [[maybe_unused]] const no_sigpipe guard;
    char reason[256];
    if (PGcancel* request = PQgetCancel(handle)) {
        PQcancel(request, reason, sizeof reason);
        PQfreeCancel(request);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
