// expect: refract: a whole model stands in a shape that is written, and the database makes a default of it, as now(), which the field's value would take the place of. Write it by a shape that names the fields to be sent. [E222]
#include <refract/sqlite.hpp>

using namespace refract;

struct Visitor {
    std::int64_t id{};
    std::string name;
};
struct Visit {
    std::int64_t id{};
    std::int64_t visitor_id{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
};
template <> inline constexpr auto refract::model<Visit> =
    refract::table(refract::column<&Visit::at>.default_to(refract::now()),
                   refract::foreign_key<&Visit::visitor_id>.references<&Visitor::id>());

struct VisitLine {
    using model = Visit;
    std::int64_t id{};
};
struct VisitorTree {
    using model = Visitor;
    std::string name;
#ifdef REFRACT_REJECT
    std::vector<Visit> visits; // its time would be sent as 1970
#else
    std::vector<VisitLine> visits;
#endif
};

VisitorTree insert_it(sqlite::database& db) { return db.insert(VisitorTree{}); }
