// expect: refract: on_conflict does not say what happens to a row that is there already. Write .do_nothing() or .do_update(...) behind it. [E287]
#include <refract/sqlite.hpp>

struct Entry {
    std::int64_t id{};
    std::int64_t size{};
    std::string text;
};
using namespace refract;

template <> inline constexpr auto refract::model<Entry> = table(unique<&Entry::text>);

void add(sqlite::database& db) {
    const auto entry = insert_into<Entry>().set(col<&Entry::size> = 1, col<&Entry::text> = "x");
#ifdef REFRACT_REJECT
    db.exec(entry.on_conflict<&Entry::text>());
#else
    db.exec(entry.on_conflict<&Entry::text>().do_nothing());
#endif
}
