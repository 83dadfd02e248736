// expect: refract: an argument is not of its parameter's type. Give a value of the type in param<...>, or of the key's field. [E035]
#include "models.hpp"

struct Author {
    using model = User;
    std::int64_t id{};
    std::string name;
};

inline void show(sqlite::database& db, const Author& author) {
#ifdef REFRACT_REJECT
    db.get<Author>(author.name);
#else
    db.get<Author>(author.id);
#endif
}
