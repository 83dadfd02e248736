// Memory that is short at each single allocation, of the program's and of SQLite's: what was acknowledged is there
// afterwards, what was refused is not, and the connection is as good as before or says why not.
//
// `shortage [step]` tries every step-th allocation; 1, all of them, takes a minute.

#include <refract/sqlite.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <new>
#include <string>
#include <vector>

#include <unistd.h>

namespace {

/// When allocations fail: from the `first` one that is counted while it is `armed`, `length` of them.
struct shortage_plan {
    bool armed = false;
    long seen = 0, first = 0, length = 0;

    bool fails() {
        if (!armed) return false;
        const long now = seen++;
        return now >= first && now - first < length;
    }
};
shortage_plan plan;
sqlite3_mem_methods plain_memory;

} // namespace

void* operator new(std::size_t size) {
    if (!plan.fails())
        if (void* made = std::malloc(size)) return made;
    throw std::bad_alloc();
}
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wunknown-warning-option"
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
void operator delete(void* made) noexcept { std::free(made); }
void operator delete(void* made, std::size_t) noexcept { std::free(made); }
#pragma GCC diagnostic pop

namespace {

using namespace refract;

struct Entry {
    std::int64_t id{};
    std::string label;
};

/// What the program was told, as it has to be found afterwards.
struct ledger {
    std::vector<std::string> kept{};

    void add(const char* label) { kept.emplace_back(label); }
    void remove(const char* label) { kept.erase(std::find(kept.begin(), kept.end(), label)); }
};

const std::string padding(40, '.'); // long enough to be allocated

Entry entry(const char* label) { return {.label = label + padding}; }

/// Runs `work`; its labels are acknowledged if it comes back. They may stand instead of another one.
template <class Work> void acknowledge(ledger& told, std::initializer_list<const char*> labels, Work work,
                                       int times = 1, const char* instead_of = nullptr) {
    try {
        work();
    } catch (const std::exception&) { return; }
    const bool armed = std::exchange(plan.armed, false); // the test's own memory is never short
    for (int i = 0; i < times; ++i)
        for (const char* label : labels) told.add(label);
    if (instead_of) told.remove(instead_of);
    plan.armed = armed;
}

/// Everything that writes, in turn, in and out of transactions.
void write_all(sqlite::database& db, ledger& told) {
    const Entry kept = entry("one");
    std::vector<Entry> many;
    for (int i = 0; i < 60; ++i) many.push_back({.label = "many"});
    static constexpr auto by_value = insert_into<Entry>().set(col<&Entry::label> = param<std::string_view>);

    for (const char* label : {"first", "second", "third"}) {
        db.insert(entry(label));
        told.add(label);
    }
    plan.armed = true;
    acknowledge(told, {"updated"}, [&] { db.update(Entry{1, "updated" + padding}); }, 1, "first");
    acknowledge(
        told, {"set"}, [&] { db.exec(update<Entry>().set(col<&Entry::label> = "set").where(col<&Entry::id> == 2)); }, 1,
        "second");
    acknowledge(told, {"upserted"}, [&] { db.upsert(Entry{3, "upserted" + padding}); }, 1, "third");
    acknowledge(told, {"one"}, [&] { db.insert(kept); });
    acknowledge(told, {"typed"}, [&] { db.exec(by_value, "typed"); });
    acknowledge(told, {"raw"}, [&] { db.execute("INSERT INTO entry (label) VALUES ({})", "raw"); });
    acknowledge(told, {"in transaction", "also"}, [&] {
        db.transaction([&](auto& tx) {
            tx.insert(entry("in transaction"));
            try {
                tx.transaction([&](auto& inner) {
                    inner.insert(entry("of a savepoint that is undone"));
                    throw 1;
                });
            } catch (int) {} // what is undone must stay so, whatever its rollback met
            tx.execute("INSERT INTO entry (label) VALUES ('also')");
        });
    });
    acknowledge(told, {"many"}, [&] { db.insert_many(many); }, 60);
    acknowledge(told, {}, [&] {
        bool first = true;
        for (const Entry& each : db.each(from<Entry>().limit(2))) // which may end early, after the row is written
            if (std::exchange(first, false) && each.id > 0)
                acknowledge(told, {"beside a stream"}, [&] { db.insert(Entry{.label = "beside a stream"}); });
    });
    acknowledge(told, {}, [&] { static_cast<void>(db.all(from<Entry>())); });
    acknowledge(told, {"last"}, [&] { db.transaction([&] { db.insert(entry("last")); }); });
    plan.armed = false;
}

/// The labels of a file, as SQLite itself tells them.
std::vector<std::string> labels_in(const std::string& path) {
    std::vector<std::string> all;
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    const auto add = [](void* to, int, char** values, char**) {
        std::string label = values[0];
        label.erase(label.find_last_not_of('.') + 1);
        static_cast<std::vector<std::string>*>(to)->push_back(label);
        return 0;
    };
    sqlite3_exec(handle, "SELECT label FROM entry", add, &all, nullptr);
    sqlite3_close(handle);
    return all;
}

std::string list(std::vector<std::string> all) {
    std::sort(all.begin(), all.end());
    std::string text;
    for (std::size_t i = 0, count = 1; i < all.size(); i += count, count = 1) {
        while (i + count < all.size() && all[i + count] == all[i]) ++count;
        text += all[i] + " x" + std::to_string(count) + "; ";
    }
    return text;
}

/// One round with one shortage; whether it was met at all.
bool run_round(const std::string& path, long first, long length, int& mistakes) {
    for (const char* part : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + part);
    ledger told;
    bool met = false;
    {
        sqlite::database db{path};
        db.execute("PRAGMA synchronous = OFF");
        db.create_tables<schema<Entry>>();
        plan = {.armed = false, .seen = 0, .first = first, .length = length};
        write_all(db, told);
        met = plan.seen > first;
        // Memory is back: the connection is clean, or it says that it is not.
        acknowledge(told, {"afterwards"}, [&] { db.insert(entry("afterwards")); });
        acknowledge(told, {"then"}, [&] { db.transaction([&] { db.insert(entry("then")); }); });
        if (db.connection().in_transaction()) {
            ++mistakes;
            std::printf("from %ld, %ld long: a transaction is still open\n", first, length);
        }
    }
    const std::string wanted = list(told.kept), found = list(labels_in(path));
    if (wanted != found) {
        ++mistakes;
        std::printf("from %ld, %ld long:\n  told  %s\n  found %s\n", first, length, wanted.c_str(), found.c_str());
    }
    return met;
}

void* count_malloc(int size) { return plan.fails() ? nullptr : plain_memory.xMalloc(size); }
void* count_realloc(void* made, int size) { return plan.fails() ? nullptr : plain_memory.xRealloc(made, size); }

} // namespace

int main(int count, char** arguments) {
    const long step = count > 1 ? std::max(1L, std::atol(arguments[1])) : 1;
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain_memory);
    sqlite3_mem_methods counting = plain_memory;
    counting.xMalloc = count_malloc;
    counting.xRealloc = count_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &counting);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);

    const std::string path =
        (std::filesystem::temp_directory_path() / ("refract_shortage_" + std::to_string(getpid()))).string();
    int mistakes = 0;
    long rounds = 0;
    for (const long length : {1L, 5L, 200L, 1'000'000L})
        for (long first = 0; run_round(path, first, length, mistakes); first += step) ++rounds;
    for (const char* part : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + part);
    std::printf("%ld shortages, %d mistakes\n", rounds, mistakes);
    return mistakes == 0 && rounds > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
