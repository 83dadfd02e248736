// What refract_embed_migrations puts into a program is what the folder holds, to the byte.
#include <refract/sqlite.hpp>

#include <refract/migrate.hpp>
#include <refract_migrations.hpp>

#include <cstdio>
#include <string>
#include <vector>

int main() {
    const std::vector<refract::migrate::migration> folder = refract::migrate::read_folder(EMBED_FOLDER);
    bool is_same = folder.size() == refract_migrations.size() && folder.size() == 2;
    for (std::size_t i = 0; is_same && i < folder.size(); ++i)
        is_same = folder[i].name == refract_migrations[i].name && folder[i].up == refract_migrations[i].up &&
                  folder[i].down == refract_migrations[i].down;
    refract::sqlite::database db{":memory:"};
    const std::vector<std::string> done = refract::migrate::deploy(db, refract_migrations);
    const bool is_done = done.size() == 2 && refract::migrate::report_history(db, EMBED_FOLDER).pending.empty();
    std::puts(is_same && is_done ? "embedded" : is_done ? "the texts differ" : "not all is run");
    return is_same && is_done ? 0 : 1;
}
