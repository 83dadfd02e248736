// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/folder.hpp>
#include <refract/migrate/turn.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#if __has_include(<sys/file.h>)
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

/// \file
/// One program at a time writes into a folder of migrations.

namespace refract {
inline namespace v0 {
namespace detail {

/// ": process 4711 of app" of who holds a file or folder, where the system tells, as Linux does; else empty.
inline std::string holder_of_file(std::uintmax_t inode) {
    std::ifstream locks("/proc/locks");
    const std::string end = ":" + std::to_string(inode);
    for (std::string line; std::getline(locks, line);) { // 1: FLOCK  ADVISORY  WRITE 4711 fe:00:11273923 0 EOF
        std::istringstream words(line);
        std::string number, kind, how, mode, process, place;
        words >> number >> kind >> how >> mode >> process >> place;
        if (kind != "FLOCK" || !place.ends_with(end)) continue;
        std::string name;
        std::ifstream named("/proc/" + process + "/comm");
        std::getline(named, name);
        return name.empty() ? "" : join_text({": process ", process, " of ", name}); // it may be of another container
    }
    return "";
}

} // namespace detail

namespace migrate {

/// Holds a folder while a migration is drafted and written: `folder_lock hold("migrations", [] { ... })`. Who is ended
/// lets it go, and no file says so. The folder is made, with those that it is in, and gone again where nothing came
/// into it.
///
/// `on_wait()`, or `on_wait(who)` with "another program writes into migrations: process 4711 of app", is called when
/// another program has it, before this one waits: for as long as it takes, or `most`, behind which it gives up.
/// Where the system has no such locks (a shared drive may have none) nobody waits.
class folder_lock {
public:
    template <class Wait> folder_lock(const std::filesystem::path& folder, const Wait& on_wait,
                                      std::chrono::milliseconds most = std::chrono::milliseconds(0))
        : folder_(folder) {
        detail::refuse_file(folder_);
#if __has_include(<sys/file.h>)
        detail::wait_in_turn line(most);
        for (bool is_said = false;; close()) {
            make_folder();
            file_ = ::open(folder_.c_str(), O_RDONLY | O_CLOEXEC);
            if (file_ < 0) return;
            while (!take(LOCK_EX | LOCK_NB)) {
                if (errno != EWOULDBLOCK) return;
                if (!std::exchange(is_said, true)) tell(on_wait);
                wait(line);
            }
            if (is_still_it()) break; // who had it before may have taken an empty folder away
        }
        remove_drafts();
#else
        make_folder();
        static_cast<void>(on_wait);
        static_cast<void>(most);
#endif
    }
    folder_lock(const folder_lock&) = delete;
    folder_lock& operator=(const folder_lock&) = delete;
    ~folder_lock() {
        std::error_code ignored;
        for (auto each = made_.rbegin(); each != made_.rend(); ++each)
            if (!std::filesystem::remove(*each, ignored)) break; // an empty one only
        close();
    }

private:
    void make_folder() {
        std::error_code failure;
        std::vector<std::filesystem::path> missing;
        for (std::filesystem::path at = folder_; !at.empty() && !std::filesystem::exists(at, failure);
             at = at.parent_path())
            missing.push_back(at);
        for (auto each = missing.rbegin(); each != missing.rend(); ++each)
            if (std::filesystem::create_directory(*each, failure)) made_.push_back(*each);
        if (missing.empty()) std::filesystem::create_directories(folder_, failure);
        if (failure)
            throw error(detail::join_text({"cannot make the folder ", folder_.string(), ": ", failure.message()}));
    }
    static bool is_draft(std::string_view name) {
        if (name.starts_with(detail::draft_mark)) return true;
        if (!name.ends_with(detail::end_of_draft)) return false;
        name.remove_suffix(detail::end_of_draft.size());
        return name == detail::chain_file || name == detail::kept_file;
    }
    /// What a program left that was ended while it wrote.
    void remove_drafts() const {
        std::vector<std::filesystem::path> left;
        for (const auto& each : std::filesystem::directory_iterator(folder_))
            if (is_draft(each.path().filename().string())) left.push_back(each.path());
        std::error_code ignored;
        for (const std::filesystem::path& each : left) std::filesystem::remove_all(each, ignored);
    }
#if __has_include(<sys/file.h>)
    bool take(int how) const {
        int code = 0;
        do code = ::flock(file_, how);
        while (code != 0 && errno == EINTR);
        return code == 0;
    }
    std::string who() const {
        struct stat held{};
        const bool is_known = ::fstat(file_, &held) == 0;
        return detail::join_text({"another program writes into ", folder_.string(),
                                  is_known ? detail::holder_of_file(held.st_ino) : std::string()});
    }
    template <class Wait> void tell(const Wait& on_wait) const {
        if constexpr (std::is_invocable_v<const Wait&, const std::string&>)
            on_wait(who());
        else
            on_wait();
    }
    void wait(detail::wait_in_turn& line) {
        try {
            line.pause([&] { return who(); }, [](const auto&...) {});
        } catch (...) {
            close();
            throw;
        }
    }
    bool is_still_it() const {
        struct stat held{}, there{};
        return ::fstat(file_, &held) != 0 ||
               (::stat(folder_.c_str(), &there) == 0 && held.st_dev == there.st_dev && held.st_ino == there.st_ino);
    }
    void close() {
        if (file_ >= 0) ::close(file_);
        file_ = -1;
    }
    int file_ = -1;
#else
    void close() {}
#endif
    std::filesystem::path folder_;
    std::vector<std::filesystem::path> made_{}; ///< by this program, from the outer to the inner
};

} // namespace migrate
} // namespace v0
} // namespace refract
