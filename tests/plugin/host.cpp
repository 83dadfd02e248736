// A program that hands its database to plug-ins which read: their statements are their own, also where the linker keeps
// apart what the program and a plug-in have of refract, and where one plug-in is loaded in the place of another.

#include "cities.hpp"

#include <cstdio>
#include <cstdlib>

#include <dlfcn.h>

using namespace refract;

namespace {

int run_plugin(const char* path, sqlite::database& db, std::int64_t rows, bool unload) {
    void* const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        std::puts(dlerror());
        return 1;
    }
    const int mistakes = reinterpret_cast<read_function>(dlsym(library, "read_places"))(db, rows);
    if (unload) dlclose(library);
    return mistakes;
}
int check_rows(sqlite::database& db, std::int64_t cities, std::int64_t towns) {
    const std::int64_t seen[] = {db.count(from<City>()), db.count(from<Town>())};
    if (seen[0] == cities && seen[1] == towns) return 0;
    std::printf("%lld cities and %lld towns are left\n", static_cast<long long>(seen[0]),
                static_cast<long long>(seen[1]));
    return 1;
}

} // namespace

int main(int count, char** paths) {
    if (count != 3) return EXIT_FAILURE;
    int mistakes = 0;
    for (const bool unload : {true, false}) {
        sqlite::database db{":memory:"};
        db.create_tables<schema<City, Town>>();
        // What a plug-in's statements would run if they were taken for the program's first ones.
        db.exec(delete_from<City>().all_rows());
        db.insert(City{.name = "Bern", .people = 1});
        db.insert(City{.name = "Rome", .people = 2});
        db.exec(delete_from<Town>().all_rows());
        db.insert(Town{.name = "Hay", .people = 3});
        for (int round = 0; round < 2; ++round) {
            mistakes += run_plugin(paths[1], db, 2, unload);
            mistakes += run_plugin(paths[2], db, 1, unload);
            mistakes += check_rows(db, 2, 1);
        }
    }
    if (mistakes == 0) std::puts("the plug-ins read what was there, and all of it still is");
    return mistakes == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
