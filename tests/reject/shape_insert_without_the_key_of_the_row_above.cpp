// expect: refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]
#include "models.hpp"

struct LonePost { // nothing says who wrote it
    using model = Post;
    std::int64_t id{};
    std::string title;
    double score{};
    std::vector<std::byte> cover;
#ifndef REFRACT_REJECT
    std::int64_t author_id{};
#endif
};

std::int64_t insert_them(sqlite::database& db) { return db.insert_many(std::vector<LonePost>(2)); }
