// A plug-in that only reads. Its first statement has the first place that it could have in any list of statements, as
// the program's first one has. It is built twice, for two tables of which all names are of one length: loaded one after
// the other, both lie at one place.

#include "cities.hpp"

#include <cstdio>
#include <vector>

using namespace refract;
using Place = REFRACT_TEST_MODEL;

namespace {

int wrong(const char* what, std::int64_t seen, std::int64_t wanted) {
    if (seen == wanted) return 0;
    std::printf("the plug-in's %s: %lld rows, not %lld\n", what, static_cast<long long>(seen),
                static_cast<long long>(wanted));
    return 1;
}

} // namespace

extern "C" __attribute__((visibility("default"))) int read_places(sqlite::database& db, std::int64_t rows) {
    int mistakes = 0;
    for (int round = 0; round < 3; ++round) {
        const auto size = [](const auto& all) { return static_cast<std::int64_t>(all.size()); };
        mistakes += wrong("names", size(db.all(from<Place>().select(col<&Place::name>))), rows);
        mistakes += wrong("objects", size(db.all(from<Place>())), rows);
        mistakes += wrong("count", db.count(from<Place>()), rows);
        mistakes += wrong("key", db.find<Place>(1).has_value(), rows > 0);
        predicate<Place> condition{col<&Place::people> >= 0};
        mistakes += wrong("condition", size(db.all(from<Place>().where(condition))), rows);
        mistakes += wrong("flag", size(db.all(from<Place>().where_if(round > 0, col<&Place::people> >= 0))), rows);
        mistakes +=
            wrong("raw", db.query<std::int64_t>("SELECT count(*) FROM " REFRACT_TEST_TABLE " WHERE people >= {}", 0)[0],
                  rows);
        std::int64_t streamed = 0;
        for ([[maybe_unused]] const Place& each : db.each(from<Place>())) ++streamed;
        mistakes += wrong("stream", streamed, rows);
    }
    return mistakes;
}
