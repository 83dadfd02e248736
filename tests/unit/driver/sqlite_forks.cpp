// Connections of SQLite in a process that was forked.

#include <refract/driver/sqlite_forks.hpp>

#include <support/databases.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace refract;
using namespace refract_test;

namespace {

struct ForkedRow {
    std::int64_t id{};
    std::int64_t n{};
};

/// What happens in a forked process: the number of what was not as expected.
class forked {
public:
    template <class Work> static int run(Work work) {
        const pid_t child = fork();
        if (child == 0) {
            int wrong = 100;
            try {
                forked self;
                work(self);
                wrong = self.wrong_;
            } catch (const std::exception& failure) { std::printf("forked: %s\n", failure.what()); }
            std::fflush(stdout);
            _exit(wrong);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
    }
    void expect(bool good) { wrong_ += good ? 0 : 1; }
    template <class Call> void refused(Call call, const std::string& part = "forked from") {
        try {
            call();
            expect(false);
        } catch (const connection_error& failure) { expect(failure.message().find(part) != std::string::npos); }
    }

private:
    int wrong_ = 0;
};

} // namespace

TEST_CASE("a connection of SQLite is of no use to a process that was forked", "[sqlite_forks]") {
    fresh_database<on_sqlite> fresh(place::file);
    auto& db = fresh.db();
    db.create_tables<schema<ForkedRow>>();
    db.insert_many(std::vector<ForkedRow>(300, ForkedRow{0, 1}));
    auto rows = db.each(from<ForkedRow>());
    auto row = rows.begin();
    CHECK(forked::run([&](forked& child) {
              child.expect(!db.is_open());
              child.refused([&] { db.count(from<ForkedRow>()); });
              child.refused([&] { db.insert(ForkedRow{0, 2}); });
              child.refused([&] { db.begin(); });
              child.refused([&] { ++row; });
              auto inherited = std::move(rows); // ends there, and does nothing
              db.close();
              child.refused([&] { sqlite::database own(fresh.path()); }, "was open when this process was forked");
              sqlite::database other(":memory:");
              other.create_tables<schema<ForkedRow>>();
              child.expect(other.count(from<ForkedRow>()) == 0);
          }) == 0);
    int left = 1;
    for (++row; row != rows.end(); ++row) ++left;
    CHECK(left == 300);
    CHECK(db.count(from<ForkedRow>()) == 300);
}

TEST_CASE("what a process has open in SQLite is not undone by one that was forked from it", "[sqlite_forks]") {
    const auto how = GENERATE(sqlite::journal::wal, sqlite::journal::rollback);
    fresh_database<on_sqlite> fresh(place::file, {.journal = how});
    auto& db = fresh.db();
    db.create_tables<schema<ForkedRow>>();
    db.insert_many(std::vector<ForkedRow>(5000, ForkedRow{0, 1}));
    db.execute("PRAGMA cache_size = 5"); // so that the file is written before the commit
    auto tx = db.begin();
    tx.exec(update<ForkedRow>().set(col<&ForkedRow::n> = 2).all_rows());
    const std::string journal = fresh.path() + "-journal";
    const bool is_rollback = how == sqlite::journal::rollback;
    CHECK(std::filesystem::exists(journal) == is_rollback);
    CHECK(forked::run([&](forked& child) {
              child.refused([&] { tx.insert(ForkedRow{0, 3}); });
              child.refused([&] { tx.commit(); });
              auto inherited = std::move(tx);
          }) == 0);
    CHECK(std::filesystem::exists(journal) == is_rollback);
    tx.rollback();
    CHECK(db.count(from<ForkedRow>().where(col<&ForkedRow::n> == 1)) == 5000);
    auto written = db.each(insert_into<ForkedRow>().set(col<&ForkedRow::n> = 7).returning(col<&ForkedRow::id>));
    auto first = written.begin();
    CHECK(*first == 5001);
    CHECK(forked::run([&](forked&) { auto inherited = std::move(written); }) == 0);
    ++first;
    CHECK(first == written.end());
    CHECK(db.count(from<ForkedRow>()) == 5001);
}

TEST_CASE("a database in memory is copied by a fork, and each process has its own", "[sqlite_forks]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<ForkedRow>>();
    auto tx = db.begin();
    tx.insert(ForkedRow{0, 1});
    CHECK(forked::run([&](forked& child) {
              tx.insert(ForkedRow{0, 2});
              tx.commit();
              child.expect(db.count(from<ForkedRow>()) == 2);
          }) == 0);
    tx.commit();
    CHECK(db.count(from<ForkedRow>()) == 1);
}

TEST_CASE("processes that open SQLite after the fork keep what they commit", "[sqlite_forks]") {
    fresh_database<on_sqlite> fresh(place::file);
    fresh.db().create_tables<schema<ForkedRow>>();
    fresh.db().close();
    const int wrong = forked::run([&](forked& child) {
        sqlite::database own(fresh.path());
        own.insert(ForkedRow{0, 1});
        child.expect(forked::run([&](forked& inner) {
                         inner.refused([&] { sqlite::database again(fresh.path()); }, "was open when");
                     }) == 0);
        own.close(); // from now on none is open here
        child.expect(forked::run([&](forked&) { sqlite::database(fresh.path()).insert(ForkedRow{0, 2}); }) == 0);
    });
    CHECK(wrong == 0);
    CHECK(sqlite::database(fresh.path()).count(from<ForkedRow>()) == 2);
}
