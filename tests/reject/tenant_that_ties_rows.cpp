// expect: refract: a field of a tree is tied by the column of a tenant to a column that is none, so that the session and the other row would both say it. Give the other model tenant<...> of that column as well, or write these rows by themselves. [E261]
// times: 2
#include "models.hpp"

struct Org {
    std::int64_t id{};
    std::string name;
};
struct Seat {
    std::int64_t id{};
    std::int64_t org_id{};
};
template <> inline constexpr auto refract::model<Seat> =
    refract::table(refract::tenant<&Seat::org_id>, refract::foreign_key<&Seat::org_id>.references<&Org::id>());

struct SeatLine {
    using model = Seat;
    std::int64_t id{};
};
struct OrgTree {
    using model = Org;
    std::int64_t id{};
    std::string name;
    std::vector<SeatLine> seats{};
};

#ifdef REFRACT_REJECT
void write(sqlite::database& db) {
    (void)db.tenant(7).insert(OrgTree{7, "a", {{1}}});
    db.tenant(7).update<OrgTree>(7, refract::at<&OrgTree::seats>.connect(1));
}
#else
void write(sqlite::database& db) { (void)db.tenant(7).insert(Seat{1, 7}); }
#endif
