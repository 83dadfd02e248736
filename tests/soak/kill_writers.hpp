#pragma once

// Four programs write to one database until they are killed, again and again. What they had been told is committed
// has to be there afterwards, and nothing half of a transaction.

#include <refract/refract.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace soak {

struct SoakRow {
    std::int64_t id{};
    std::int64_t writer{};
    std::int64_t number{};
    std::string text;
};
struct SoakCounter {
    std::int64_t id{};
    std::int64_t rows{};
};

struct acknowledged {
    std::int64_t writer, number;
};

constexpr int writers = 4;

/// A writer: each transaction adds one to three rows and counts them; what is committed is told to the pipe.
template <class Open> [[noreturn]] void write_until_killed(Open open, int writer, int pipe) {
    using namespace refract;
    try {
        auto db = open();
        std::int64_t number = db.count(from<SoakRow>().where(col<&SoakRow::writer> == writer));
        for (;;) {
            const std::int64_t many = 1 + number % 3;
            try {
                db.transaction([&] {
                    std::vector<SoakRow> rows;
                    for (std::int64_t i = 0; i < many; ++i)
                        rows.push_back(
                            {0, writer, number + i, std::string(static_cast<std::size_t>(number % 700), 'x')});
                    db.insert_many(rows);
                    db.exec(update<SoakCounter>()
                                .set(col<&SoakCounter::rows> += many)
                                .where(col<&SoakCounter::id> == writer));
                });
            } catch (const error& failure) {
                if (failure.can_retry()) continue;
                throw;
            }
            for (std::int64_t i = 0; i < many; ++i) {
                const acknowledged told{writer, number + i};
                if (::write(pipe, &told, sizeof told) != sizeof told) _exit(3);
            }
            number += many;
        }
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "writer %d: %s\n", writer, failure.what());
        _exit(2);
    }
}

inline void expect(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

/// Compares what is there with what was told.
template <class Database> std::int64_t check(Database& db, const std::vector<acknowledged>& told) {
    using namespace refract;
    for (const acknowledged& each : told)
        expect(db.count(from<SoakRow>().where(col<&SoakRow::writer> == each.writer &&
                                              col<&SoakRow::number> == each.number)) == 1,
               "row " + std::to_string(each.number) + " of writer " + std::to_string(each.writer) +
                   " was acknowledged and is not there once");
    std::int64_t all = 0;
    for (const SoakCounter& counter : db.all(from<SoakCounter>())) {
        const std::int64_t rows = db.count(from<SoakRow>().where(col<&SoakRow::writer> == counter.id));
        expect(rows == counter.rows, "writer " + std::to_string(counter.id) + " counted " +
                                         std::to_string(counter.rows) + " and has " + std::to_string(rows));
        all += rows;
    }
    return all;
}

/// One round: start, let them write, kill, read what they told.
template <class Open> std::vector<acknowledged> run_round(Open open, int milliseconds) {
    std::array<int, 2> ends{};
    expect(::pipe(ends.data()) == 0, "no pipe");
    std::array<pid_t, writers> children{};
    for (int i = 0; i < writers; ++i) {
        children[static_cast<std::size_t>(i)] = fork();
        if (children[static_cast<std::size_t>(i)] == 0) {
            ::close(ends[0]);
            write_until_killed(open, i + 1, ends[1]);
        }
    }
    ::close(ends[1]);
    // A pipe that is full would stop them: it is read while they write.
    std::vector<acknowledged> told;
    const pid_t killer = fork();
    if (killer == 0) {
        ::close(ends[0]);
        ::usleep(static_cast<useconds_t>(milliseconds) * 1000);
        for (const pid_t each : children) ::kill(each, SIGKILL);
        _exit(0);
    }
    for (acknowledged each{}; ::read(ends[0], &each, sizeof each) == sizeof each;) told.push_back(each);
    ::close(ends[0]);
    for (const pid_t each : children) {
        int status = 0;
        ::waitpid(each, &status, 0);
        expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "a writer ended before it was killed");
    }
    ::waitpid(killer, nullptr, 0);
    return told;
}

/// `open` connects; `settle` waits until the database has noticed that its clients are gone, and checks what is its own.
template <class Open, class Settle> int run(int rounds, Open open, Settle settle) {
    using namespace refract;
    try {
        {
            auto db = open();
            db.execute("DROP TABLE IF EXISTS soak_row");
            db.execute("DROP TABLE IF EXISTS soak_counter");
            db.template create_tables<schema<SoakRow, SoakCounter>>();
            for (int i = 1; i <= writers; ++i) db.insert(SoakCounter{i, 0});
        }
        std::size_t told = 0;
        std::int64_t rows = 0;
        for (int round = 0; round < rounds; ++round) {
            const std::vector<acknowledged> now = run_round(open, 100 + round * 37 % 250);
            told += now.size();
            auto db = open();
            settle(db);
            rows = check(db, now);
        }
        std::printf("%d rounds, %zu rows acknowledged, %lld there, none lost\n", rounds, told,
                    static_cast<long long>(rows));
        expect(told > 0, "nothing was written");
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}

} // namespace soak
