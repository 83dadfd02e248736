// expect: refract: the number of key values is not the number of columns of the primary key. Give one value for each, in the key's order. [E036]
#include "models.hpp"

struct LinkLine {
    using model = PostTag;
    std::int64_t post_id{};
    std::int64_t tag_id{};
};

inline void show(sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.find<LinkLine>(1);
#else
    db.find<LinkLine>(1, 2);
#endif
}
