// expect: refract: at<> is told to write several rows of a field that holds one at most. There are create(row), connect(key), connect_or_create(row), disconnect(), remove(), update(...) and upsert(row) of it. [E225]
#include "models.hpp"

struct WrittenAuthor {
    using model = User;
    std::int64_t id{};
    std::string name;
};
struct WrittenCard {
    using model = Post;
    std::int64_t id{};
    std::string title;
    WrittenAuthor author;
};

#ifdef REFRACT_REJECT
void write(sqlite::database& db) { db.update<WrittenCard>(1, at<&WrittenCard::author>.connect(1, 2)); }
#else
void write(sqlite::database& db) { db.update<WrittenCard>(1, at<&WrittenCard::author>.connect(1)); }
#endif
