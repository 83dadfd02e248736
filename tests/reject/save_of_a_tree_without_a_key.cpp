// expect: refract: save() tells rows apart by their keys, and a struct of the tree lacks a column of its model's key, or the model has none. Give the struct the fields of the key. [E213]
#include "models.hpp"

struct WrittenAuthor {
    using model = User;
    std::int64_t id{};
    std::string name;
    std::string email;
    Role role{};
};
struct WrittenCard {
    using model = Post;
#ifndef REFRACT_REJECT
    std::int64_t id{};
#endif
    std::string title;
    double score{};
    std::vector<std::byte> cover;
    WrittenAuthor author;
};

WrittenCard save_it(sqlite::database& db) { return db.save(WrittenCard{}); }
