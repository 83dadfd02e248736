// expect: refract: of a field that holds many rows at<> is told the key of each: update(key, ...), upsert(key, row), disconnect(key), remove(key); of a field that holds one at most there is no key: update(...), upsert(row), disconnect(), remove(). [E227]
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
void write(sqlite::database& db) {
    db.update<WrittenCard>(1, at<&WrittenCard::author>.update(1, col<&User::name> = "Ann"));
}
#else
void write(sqlite::database& db) {
    db.update<WrittenCard>(1, at<&WrittenCard::author>.update(col<&User::name> = "Ann"));
}
#endif
