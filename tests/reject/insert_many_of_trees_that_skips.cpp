// expect: refract: on_conflict_do_nothing is said of shapes, and the rows inside one that is skipped would belong to nobody. Insert the trees without it, or whole objects of one model: db.insert_many(objects, on_conflict_do_nothing). [E260]
#include <refract/sqlite.hpp>

using namespace refract;

struct Reader {
    std::int64_t id{};
    std::string name;
};
struct Loan {
    std::int64_t id{};
    std::int64_t reader_id{};
};
template <> inline constexpr auto refract::model<Loan> =
    refract::table(refract::foreign_key<&Loan::reader_id>.references<&Reader::id>());

struct ReaderTree {
    using model = Reader;
    std::string name;
    std::vector<Loan> loans;
};

std::int64_t insert_them(sqlite::database& db, const std::vector<ReaderTree>& readers) {
#ifdef REFRACT_REJECT
    return db.insert_many(readers, on_conflict_do_nothing);
#else
    return db.insert_many(readers);
#endif
}
