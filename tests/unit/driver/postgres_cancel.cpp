// A connection that the other side has closed must not end the program.

#include <refract/driver/postgres_cancel.hpp>

#include <support/catch.hpp>

#include <cerrno>

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

using refract::detail::no_sigpipe;

namespace {

bool is_pending() {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGPIPE) == 1;
}
bool is_blocked() {
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    return sigismember(&mask, SIGPIPE) == 1;
}
/// Writes to a socket whose other end is closed; the error.
int write_to_nobody() {
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    close(ends[1]);
    const ssize_t written = send(ends[0], "x", 1, 0);
    const int failure = written < 0 ? errno : 0;
    close(ends[0]);
    return failure;
}

} // namespace

TEST_CASE("what is written to a closed connection is an error and no signal", "[postgres_cancel]") {
    REQUIRE(!is_blocked());
    {
        const no_sigpipe guard;
        CHECK(is_blocked());
        CHECK(write_to_nobody() == EPIPE);
        CHECK(is_pending());
    }
    CHECK(!is_pending());
    CHECK(!is_blocked());
}

TEST_CASE("a program's own signal, and its own mask, stay", "[postgres_cancel]") {
    sigset_t pipe, before;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    raise(SIGPIPE);
    {
        const no_sigpipe guard;
        CHECK(write_to_nobody() == EPIPE);
    }
    CHECK(is_pending());
    CHECK(is_blocked());
    int taken = 0;
    sigwait(&pipe, &taken);
    CHECK(taken == SIGPIPE);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}
