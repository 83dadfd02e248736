// expect: refract: a full-text table has one whole number for a key, columns that are not called rank, rowid or as the table, and no indexes, checks, foreign keys, defaults or generated columns; what is full_text_of<T> has fields of T with T's types, and T such a key. Change the model. [E152]
#include "models.hpp"

struct Page {
    std::int64_t id{};
    std::string rank;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Page> = table(full_text);
#else
template <> inline constexpr auto refract::model<Page> = table(full_text, column<&Page::rank>.named("grade"));
#endif

constexpr auto query = from<Page>().where(full_text_match<Page>("cat"));
constexpr auto text = sql<dialect::sqlite>(query);
