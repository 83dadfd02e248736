// expect: refract: erase() finds the row of a tree by the key of its model, which the struct has not as fields, or in other types. Give the struct the fields of the key, or name the key: erase<Author>(7). [E248]
#include "models.hpp"

struct Novel {
    std::int64_t id{};
    std::string title;
};
struct NovelLine {
    using model = Novel;
    std::string title;
};

inline void forget(refract::sqlite::database& db, [[maybe_unused]] const NovelLine& line) {
#ifdef REFRACT_REJECT
    db.erase(line);
#else
    db.erase<NovelLine>(7);
#endif
}
