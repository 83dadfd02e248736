#pragma once

// A PgBouncer of one's own before the server of the tests; nothing where it is not installed.

#include "postgres_url.hpp"
#include "skip.hpp"

#include <refract/driver/postgres_error.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace refract_test {

class pgbouncer {
public:
    /// `settings`: further lines of its configuration.
    explicit pgbouncer(int pool_size, const std::string& settings = "pool_mode = transaction") {
        const auto url = postgres_url();
        if (!url) return;
        const std::string program = find_program();
        if (program.empty()) {
            skip("no pgbouncer on this machine");
            return;
        }
        std::string made = "/tmp/refract-pgbouncer.XXXXXX"; // not under TMPDIR: a socket's path is short
        if (!mkdtemp(made.data())) throw std::runtime_error("no folder for pgbouncer");
        folder_ = made;
        const std::filesystem::path file = folder_ / "pgbouncer.ini";
        std::ofstream(file) << configuration(*url, pool_size, settings);
        start(program, file);
        wait_until_it_answers();
    }
    pgbouncer(const pgbouncer&) = delete;
    ~pgbouncer() {
        if (process_ > 0) {
            kill(process_, SIGKILL);
            waitpid(process_, nullptr, 0);
        }
        std::error_code ignored;
        if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    }
    explicit operator bool() const { return process_ > 0; }

    /// A connection string through it.
    std::string url() const { return "host=" + folder_.string() + " port=6432 user=" + user_ + " dbname=pooled"; }

    /// 1018 for 1.18.
    static int version() {
        const std::unique_ptr<FILE, int (*)(FILE*)> out(popen((find_program() + " --version").c_str(), "r"), pclose);
        int major = 0, minor = 0;
        return out && std::fscanf(out.get(), "PgBouncer %d.%d", &major, &minor) == 2 ? major * 1000 + minor : 0;
    }

private:
    static std::string find_program() {
        for (const char* path : {"/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"})
            if (access(path, X_OK) == 0) return path;
        return {};
    }
    std::string configuration(const std::string& url, int pool_size, const std::string& settings) {
        const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> parts(
            PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
        std::string target;
        for (const PQconninfoOption* part = parts.get(); part && part->keyword; ++part) {
            const std::string keyword = part->keyword;
            if (!part->val || !*part->val) continue;
            if (keyword == "user") user_ = part->val;
            if (keyword == "host" || keyword == "port" || keyword == "dbname" || keyword == "user")
                target += " " + keyword + "=" + part->val;
        }
        return "[databases]\npooled =" + target +
               "\n[pgbouncer]\nlisten_addr =\nlisten_port = 6432\nunix_socket_dir = " + folder_.string() +
               "\nauth_type = any\ndefault_pool_size = " + std::to_string(pool_size) +
               "\nlogfile = " + (folder_ / "log").string() + "\npidfile = " + (folder_ / "pid").string() + "\n" +
               settings + "\n";
    }
    void start(const std::string& program, const std::filesystem::path& file) {
        const passwd* account = nullptr;
        if (geteuid() == 0) { // it refuses to run as root
            account = getpwnam("postgres");
            if (!account) account = getpwnam("nobody");
            if (!account || chown(folder_.c_str(), account->pw_uid, account->pw_gid) != 0 || chmod(file.c_str(), 0644))
                throw std::runtime_error("no unprivileged account for pgbouncer");
        }
        const uid_t user = account ? account->pw_uid : geteuid();
        const gid_t group = account ? account->pw_gid : getegid();
        process_ = fork();
        if (process_ != 0) return;
        if (account && (setgid(group) != 0 || setuid(user) != 0)) std::_Exit(1);
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execl(program.c_str(), program.c_str(), file.c_str(), nullptr);
        std::_Exit(1);
    }
    void wait_until_it_answers() {
        for (int i = 0; i < 200; ++i) {
            const std::unique_ptr<PGconn, void (*)(PGconn*)> one(PQconnectdb(url().c_str()), PQfinish);
            if (PQstatus(one.get()) == CONNECTION_OK) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        std::ifstream log(folder_ / "log");
        throw std::runtime_error("pgbouncer does not answer: " + std::string(std::istreambuf_iterator<char>(log), {}));
    }

    std::filesystem::path folder_{};
    std::string user_{};
    pid_t process_ = -1;
};

} // namespace refract_test
