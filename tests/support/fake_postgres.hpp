#pragma once

// A server that speaks PostgreSQL's protocol, version 3, and can be told to speak it wrongly. It serves one
// connection after another on a thread of its own. https://www.postgresql.org/docs/current/protocol.html

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace refract_test {

template <class Number> std::string big_endian(Number value) {
    std::string bytes(sizeof value, '\0');
    for (std::size_t i = 0; i < sizeof value; ++i)
        bytes[sizeof value - 1 - i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
    return bytes;
}

struct fake_message {
    char type;
    std::string body;
    std::optional<std::int32_t> length{}; ///< another one than its own

    std::string bytes() const {
        return type + big_endian(length.value_or(static_cast<std::int32_t>(body.size() + 4))) + body;
    }
};
using fake_answer = std::vector<fake_message>;

struct fake_column {
    std::uint32_t type;
    std::int16_t format = 1;
    std::string name = "c";
};
using fake_cell = std::optional<std::string>;

inline fake_message fake_description(const std::vector<fake_column>& columns) {
    std::string body = big_endian(static_cast<std::int16_t>(columns.size()));
    for (const fake_column& column : columns)
        body += column.name + '\0' + big_endian(std::int32_t{0}) + big_endian(std::int16_t{0}) +
                big_endian(column.type) + big_endian(std::int16_t{-1}) + big_endian(std::int32_t{-1}) +
                big_endian(column.format);
    return {'T', body};
}
inline fake_message fake_row(const std::vector<fake_cell>& cells) {
    std::string body = big_endian(static_cast<std::int16_t>(cells.size()));
    for (const fake_cell& cell : cells)
        body += cell ? big_endian(static_cast<std::int32_t>(cell->size())) + *cell : big_endian(std::int32_t{-1});
    return {'D', body};
}
inline fake_message fake_failure(const std::string& code) {
    return {'E', std::string("SERROR\0VERROR\0C", 15) + code + '\0' + "Mmade up" + '\0' + '\0'};
}
inline fake_message fake_tag(const std::string& tag) { return {'C', tag + '\0'}; }

/// What the server does with one connection.
struct fake_behaviour {
    std::vector<fake_column> columns{}; ///< of the statements that yield rows
    std::vector<std::vector<fake_cell>> rows{};
    std::string tag = "SELECT 0";
    /// Changes an answer before it is sent; answers are numbered, 0 is that of the startup.
    std::function<void(int number, fake_answer&)> spoil = [](int, fake_answer&) {};
    /// Changes its bytes. False: the connection is closed behind them.
    std::function<bool(int number, std::string&)> damage = [](int, std::string&) { return true; };
    std::size_t piece = 0; ///< bytes that are sent at once; 0: all
    /// The answer behind which the client may wait for what does not come; it is not kept waiting.
    int last_good = 1'000'000;
};

class fake_postgres {
public:
    fake_postgres() {
        std::string made = "/tmp/refract-fake.XXXXXX"; // not under TMPDIR: a socket's path is short
        if (!mkdtemp(made.data())) throw std::runtime_error("no folder for a socket");
        folder_ = made;
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = folder_ + "/.s.PGSQL.5432";
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            listen(listener_, 8) != 0)
            throw std::runtime_error("no socket for a server");
        thread_ = std::thread([this] { serve(); });
    }
    fake_postgres(const fake_postgres&) = delete;
    ~fake_postgres() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string url() const { return "host=" + folder_ + " port=5432 user=fake dbname=fake"; }
    /// For the connections from now on.
    void behave(fake_behaviour how) {
        const std::lock_guard guard(mutex_);
        behaviour_ = std::move(how);
    }

private:
    void serve() {
        for (;;) {
            const int client = accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            {
                const std::lock_guard guard(mutex_);
                session(client, listener_, behaviour_).run();
            }
            close(client);
        }
    }

    class session {
    public:
        session(int client, int listener, const fake_behaviour& how)
            : client_(client), listener_(listener), how_(how) {}
        void run() {
            if (!start()) return;
            for (fake_message got; receive(got);)
                if (!handle(got)) return;
        }

    private:
        static constexpr std::int32_t process = 4242;

        bool start() {
            std::string head(8, '\0');
            if (!read_exactly(head)) return false;
            std::string rest(number_at(head, 0) - 8, '\0');
            if (!read_exactly(rest)) return false;
            if (number_at(head, 4) != 196'608) return false; // a request to cancel, or for encryption
            for (const auto& [name, value] : {std::pair("server_version", "15.0"), std::pair("client_encoding", "UTF8"),
                                              std::pair("TimeZone", "UTC"), std::pair("integer_datetimes", "on")})
                answer_.push_back({'S', std::string(name) + '\0' + value + '\0'});
            answer_.insert(answer_.begin(), {'R', big_endian(std::int32_t{0})});
            answer_.push_back({'K', big_endian(process) + big_endian(std::int32_t{1})});
            return ready();
        }
        bool handle(const fake_message& got) {
            switch (got.type) {
            case 'P': answer_.push_back({'1', ""}); return true;
            case 'B': answer_.push_back({'2', ""}); return true;
            case 'C': answer_.push_back({'3', ""}); return true;
            case 'D':
                if (got.body.starts_with('S')) answer_.push_back({'t', big_endian(std::int16_t{0})});
                answer_.push_back(how_.columns.empty() ? fake_message{'n', ""} : fake_description(how_.columns));
                return true;
            case 'E':
                for (const auto& row : how_.rows) answer_.push_back(fake_row(row));
                answer_.push_back(fake_tag(how_.tag));
                return true;
            case 'S': return ready();
            case 'H': return send_answer();
            case 'Q': return query(got.body);
            case 'c': answer_.push_back(fake_tag("COPY 3")); return ready();
            case 'f': answer_.push_back(fake_failure("57014")); return ready();
            case 'X': return false;
            default: return true;
            }
        }
        bool query(std::string_view sql) {
            sql = sql.substr(0, sql.find('\0'));
            if (sql.starts_with("BEGIN")) in_transaction_ = true;
            if (sql.starts_with("COMMIT") || sql.starts_with("ROLLBACK")) in_transaction_ = false;
            if (sql.starts_with("COPY ")) {
                answer_.push_back({'G', std::string(1, '\1') + big_endian(std::int16_t{0})});
                return send_answer();
            }
            if (sql.find("pg_backend_pid") != std::string_view::npos) {
                answer_.push_back(fake_description({{25, 0, "pg_backend_pid"}}));
                answer_.push_back(fake_row({std::to_string(process)}));
            }
            answer_.push_back(fake_tag(std::string(sql.substr(0, sql.find_first_of(" ;")))));
            return ready();
        }

        bool ready() {
            answer_.push_back({'Z', in_transaction_ ? "T" : "I"});
            return send_answer();
        }
        bool send_answer() {
            how_.spoil(number_, answer_);
            std::string bytes;
            for (const fake_message& each : answer_) bytes += each.bytes();
            answer_.clear();
            const bool goes_on = how_.damage(number_++, bytes);
            for (std::size_t at = 0; at < bytes.size();) {
                const std::size_t size = how_.piece ? std::min(how_.piece, bytes.size() - at) : bytes.size() - at;
                if (!wait_for(POLLOUT)) return false;
                const ssize_t sent = send(client_, bytes.data() + at, size, MSG_NOSIGNAL | MSG_DONTWAIT);
                if (sent <= 0) return false;
                at += static_cast<std::size_t>(sent);
            }
            return goes_on;
        }

        bool receive(fake_message& got) {
            std::string head(5, '\0');
            if (!read_exactly(head)) return false;
            got.type = head[0];
            got.body.assign(number_at(head, 1) - 4, '\0');
            return read_exactly(got.body);
        }
        /// A client that cancels waits for its request to be taken, and reads nothing meanwhile.
        bool wait_for(short events) {
            for (;;) {
                pollfd wait[] = {{client_, events, 0}, {listener_, POLLIN, 0}};
                if (poll(wait, 2, number_ > how_.last_good ? 10 : 10'000) <= 0) return false;
                if (wait[1].revents == 0) return true;
                const int other = accept(listener_, nullptr, nullptr);
                if (other < 0) return false; // the test is over
                close(other);
            }
        }
        bool read_exactly(std::string& to) {
            for (std::size_t at = 0; at < to.size();) {
                if (!wait_for(POLLIN)) return false;
                const ssize_t got = recv(client_, to.data() + at, to.size() - at, 0);
                if (got <= 0) return false;
                at += static_cast<std::size_t>(got);
            }
            return true;
        }
        static std::size_t number_at(const std::string& bytes, std::size_t at) {
            std::size_t number = 0;
            for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
            return number;
        }

        int client_, listener_;
        const fake_behaviour& how_;
        fake_answer answer_{};
        int number_ = 0;
        bool in_transaction_ = false;
    };

    std::string folder_{};
    int listener_ = -1;
    std::mutex mutex_{};
    fake_behaviour behaviour_{};
    std::thread thread_{};
};

} // namespace refract_test
