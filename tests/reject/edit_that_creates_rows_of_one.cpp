// expect: refract: at<> is told to write several rows of a field that holds one at most. There are create(row), connect(key), connect_or_create(row), disconnect(), remove(), update(...) and upsert(row) of it. [E225]
#include "models.hpp"

struct WrittenCard {
    using model = Post;
    std::int64_t id{};
    std::string title;
    User author;
};

#ifdef REFRACT_REJECT
void write(sqlite::database& db, std::vector<User> authors) {
    db.update<WrittenCard>(1, at<&WrittenCard::author>.connect_or_create(std::move(authors)));
}
#else
void write(sqlite::database& db, const User& author) {
    db.update<WrittenCard>(1, at<&WrittenCard::author>.connect_or_create(author));
}
#endif
