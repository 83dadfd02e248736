// expect: refract: the number of key values is not the number of columns of the primary key. Give one value for each, in the key's order. [E036]
#include "models.hpp"

struct Author {
    using model = User;
    std::int64_t id{};
    std::string name;
};

inline void show(sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.get<Author>();
#else
    db.get<Author>(1);
#endif
}
