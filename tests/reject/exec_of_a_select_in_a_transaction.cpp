// expect: refract: exec runs a statement that writes, and a select only reads. Take its rows with all, each, first or one, or ask about them with count or exists. [E097]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
    auto transaction = db.begin();
    const auto of_author = from<Post>().select(count()).where(col<&Post::author_id> == param<std::int64_t>);
#ifdef REFRACT_REJECT
    transaction.exec(of_author, 3);
#else
    transaction.one(of_author, 3);
#endif
}
