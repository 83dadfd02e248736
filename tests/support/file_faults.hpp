#pragma once

// What this process does to files, counted: at the n-th thing it is killed, or the disk is full from there on. The
// libraries call the functions below instead of the C library's, as those of the program come first.

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>

#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace refract_test {

enum class file_fault : std::uint8_t { none, kills, fills };

inline std::atomic<file_fault> fault_of_files{file_fault::none};
inline std::atomic<int> changes_of_files{0}, fault_at{0};

/// The disk takes nothing from the n-th change on, as long as it lives. Taking away files goes on.
struct full_disk {
    explicit full_disk(int n) {
        changes_of_files = 0, fault_at = n;
        fault_of_files = file_fault::fills;
    }
    full_disk(const full_disk&) = delete;
    ~full_disk() { fault_of_files = file_fault::none; }
    bool was_met() const { return changes_of_files >= fault_at; }
};

/// Runs work in a process of its own that is killed before the n-th change of a file, of which half of a text is
/// written then. False: it has ended before.
template <class Work> bool is_killed_at(int n, Work work) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        changes_of_files = 0, fault_at = n;
        fault_of_files = file_fault::kills;
        try {
            work();
        } catch (...) { std::puts("an exception in the child"); }
        fault_of_files = file_fault::none;
        _exit(0);
    }
    int state = 0;
    waitpid(child, &state, 0);
    return WIFSIGNALED(state) && WTERMSIG(state) == SIGKILL;
}

/// Whether this change has to fail.
template <class Half> bool meets_fault(Half half, bool takes_room = true) {
    const file_fault what = fault_of_files;
    if (what == file_fault::none) return false;
    const int now = ++changes_of_files;
    if (what == file_fault::kills) {
        if (now != fault_at) return false;
        half();
        kill(getpid(), SIGKILL);
    }
    if (now < fault_at || !takes_room) return false;
    errno = ENOSPC;
    return true;
}
inline constexpr auto no_half = [] {};

template <class Function> Function* next_function(Function*, const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

} // namespace refract_test

#define REFRACT_TEST_NEXT(name) static auto* const next = refract_test::next_function(&::name, #name)

extern "C" {

ssize_t write(int file, const void* text, size_t size) {
    REFRACT_TEST_NEXT(write);
    return refract_test::meets_fault([&] { next(file, text, size / 2); }) ? -1 : next(file, text, size);
}
ssize_t writev(int file, const iovec* parts, int count) {
    REFRACT_TEST_NEXT(writev);
    return refract_test::meets_fault([&] { next(file, parts, count / 2); }) ? -1 : next(file, parts, count);
}
ssize_t pwrite64(int file, const void* text, size_t size, off64_t at) {
    REFRACT_TEST_NEXT(pwrite64);
    return refract_test::meets_fault([&] { next(file, text, size / 2, at); }) ? -1 : next(file, text, size, at);
}
int ftruncate64(int file, off64_t size) noexcept {
    REFRACT_TEST_NEXT(ftruncate64);
    return refract_test::meets_fault(refract_test::no_half, false) ? -1 : next(file, size);
}
int fsync(int file) {
    REFRACT_TEST_NEXT(fsync);
    return refract_test::meets_fault(refract_test::no_half, false) ? -1 : next(file);
}
int fdatasync(int file) {
    REFRACT_TEST_NEXT(fdatasync);
    return refract_test::meets_fault(refract_test::no_half, false) ? -1 : next(file);
}
int rename(const char* from, const char* to) noexcept {
    REFRACT_TEST_NEXT(rename);
    return refract_test::meets_fault(refract_test::no_half) ? -1 : next(from, to);
}
int mkdir(const char* path, mode_t mode) noexcept {
    REFRACT_TEST_NEXT(mkdir);
    return refract_test::meets_fault(refract_test::no_half) ? -1 : next(path, mode);
}
int unlink(const char* path) noexcept {
    REFRACT_TEST_NEXT(unlink);
    return refract_test::meets_fault(refract_test::no_half, false) ? -1 : next(path);
}
int unlinkat(int folder, const char* path, int how) noexcept {
    REFRACT_TEST_NEXT(unlinkat);
    return refract_test::meets_fault(refract_test::no_half, false) ? -1 : next(folder, path, how);
}
int remove(const char* path) noexcept {
    REFRACT_TEST_NEXT(remove);
    return refract_test::meets_fault(refract_test::no_half, false) ? -1 : next(path);
}
}
