// expect: refract: a shape stands where a model has to: it reads and writes rows of its model, and has no table. Name the model, from<Post>().select<PostLine>() or db.erase<Post>(key); insert, save and update<PostLine>(key, ...) take shapes. [E283]
#include "models.hpp"

struct Novel {
    std::int64_t id{};
    std::string title;
};
struct NovelLine {
    using model = Novel;
    std::int64_t id{};
};

inline void forget(refract::sqlite::database& db, const NovelLine& line) {
#ifdef REFRACT_REJECT
    db.erase(line);
#else
    db.erase<Novel>(line.id);
#endif
}
