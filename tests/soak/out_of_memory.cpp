// Memory runs out at each allocation of SQLite, and of the program, in turn: out_of_memory [--quick].
//
// Whatever happens, what comes out is an error of refract or std::bad_alloc, what was acknowledged is in the file
// afterwards, and a transaction is there as a whole or not at all.

#include <refract/sqlite.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace {

/// Fails from the allocation `first` on, for `failures` allocations.
struct shortage {
    long first = 0, failures = 0, count = 0;
    bool armed = false;

    bool strikes() {
        if (!armed) return false;
        ++count;
        return count >= first && count < first + failures;
    }
    bool has_struck() const { return count >= first; }
};
shortage of_sqlite, of_program;
sqlite3_mem_methods real{};

void* allocate(int size) { return of_sqlite.strikes() ? nullptr : real.xMalloc(size); }
void* reallocate(void* at, int size) { return of_sqlite.strikes() ? nullptr : real.xRealloc(at, size); }

struct Item {
    std::int64_t id{};
    std::string name;
    std::optional<double> price{};
};

} // namespace

void* operator new(std::size_t size) {
    if (of_program.strikes()) throw std::bad_alloc();
    if (void* const made = std::malloc(size)) return made;
    throw std::bad_alloc();
}
void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }

namespace {

using namespace refract;

/// What a scenario has been told, in rows; `whole` is how many rows its transaction has.
struct outcome {
    std::int64_t acknowledged = 0;
    std::int64_t whole = 1;
};
using scenario = void (*)(sqlite::database&, outcome&);

void insert_one(sqlite::database& db, outcome& told) {
    for (int i = 0; i < 2; ++i) {
        db.insert(Item{0, std::string(40, 'a'), 1.5});
        ++told.acknowledged;
    }
}
void insert_many(sqlite::database& db, outcome& told) {
    told.whole = 60;
    std::vector<Item> items(60, Item{0, std::string(50, 'm'), {}});
    db.insert_many(items);
    told.acknowledged += 60;
}
void update_rows(sqlite::database& db, outcome&) {
    db.update(Item{1, std::string(60, 'u'), 2.5});
    db.exec(update<Item>().set(col<&Item::name> = std::string(70, 'v')).where(col<&Item::id> == 2));
    db.upsert(Item{3, std::string(60, 'w'), {}});
}
void in_transaction(sqlite::database& db, outcome& told) {
    told.whole = 3;
    db.transaction([&](auto& tx) {
        tx.insert(Item{0, std::string(40, 't'), {}});
        tx.transaction([&](auto& inner) { inner.insert(Item{0, "inner", {}}); });
        tx.insert(Item{0, "last", {}});
    });
    told.acknowledged += 3;
}
void stream(sqlite::database& db, outcome& told) {
    std::size_t seen = 0;
    for (const Item& each : db.each(from<Item>().order_by(col<&Item::id>))) {
        seen += each.name.size();
        if (each.id != 2) continue;
        db.insert(Item{0, "from a stream", {}});
        ++told.acknowledged;
    }
    for (const Item& each : db.all(from<Item>())) seen += each.name.size();
    if (seen == 0) throw std::logic_error("nothing was read");
}

void require(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

/// One scenario with one shortage; whether memory was short at all.
bool try_once(const std::string& path, scenario run, shortage& short_of, long first, long failures) {
    constexpr std::int64_t before = 5;
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path + part);
    outcome told;
    {
        sqlite::database db(path);
        db.execute("PRAGMA synchronous = OFF");
        db.create_tables<schema<Item>>();
        for (int i = 1; i <= before; ++i) db.insert(Item{i, std::string(30, 'b'), {}});
        short_of = {first, failures, 0, true};
        try {
            run(db, told);
        } catch (const error&) {
        } catch (const std::bad_alloc&) {}
        short_of.armed = false;
        try { // memory is back: the connection works again, or says that it does not
            db.insert(Item{0, "afterwards", {}});
            ++told.acknowledged;
        } catch (const error&) {}
    }
    const std::int64_t rows = sqlite::database(path).count(from<Item>()) - before;
    require(rows >= told.acknowledged,
            std::to_string(told.acknowledged) + " rows were acknowledged and " + std::to_string(rows) + " are there");
    const std::int64_t unasked = rows - told.acknowledged;
    require(unasked == 0 || unasked == told.whole || unasked == 1,
            std::to_string(unasked) + " rows of a transaction of " + std::to_string(told.whole));
    return short_of.has_struck();
}

} // namespace

int main(int argc, char** argv) {
    const bool quick = argc > 1 && std::string_view(argv[1]) == "--quick";
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    sqlite3_mem_methods failing = real;
    failing.xMalloc = &allocate;
    failing.xRealloc = &reallocate;
    // Its pools would hide allocations.
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) != SQLITE_OK)
        return std::puts("SQLite is configured already"), 1;
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);

    const std::string path =
        (std::filesystem::temp_directory_path() / ("refract_oom_" + std::to_string(getpid()) + ".db")).string();
    struct {
        const char* name;
        scenario run;
    } const scenarios[] = {{"insert", insert_one},
                           {"insert_many", insert_many},
                           {"update", update_rows},
                           {"transaction", in_transaction},
                           {"stream", stream}};
    long points = 0;
    int failed = 0;
    for (const auto& each : scenarios)
        for (shortage* of : {&of_sqlite, &of_program})
            for (const long failures : {1L, 50L}) {
                long first = 1;
                try {
                    for (; try_once(path, each.run, *of, first, failures); first += quick ? 17 : 1) ++points;
                } catch (const std::exception& failure) {
                    of->armed = false;
                    ++failed;
                    std::fprintf(stderr, "%s, %s short at %ld for %ld: %s\n", each.name,
                                 of == &of_sqlite ? "SQLite" : "the program", first, failures, failure.what());
                }
            }
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path + part);
    std::printf("memory was short at %ld points, %d scenarios failed\n", points, failed);
    return failed == 0 ? 0 : 1;
}
