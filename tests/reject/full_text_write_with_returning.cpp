// expect: refract: a full-text table is written with returning, on_conflict or upsert, which it has not, or it is of another table's texts. Insert, update and delete its rows by their key; what is full_text_of<T> follows T, so write to T. [E150]
#include "models.hpp"

struct Page {
    std::int64_t id{};
    std::string title;
};
template <> inline constexpr auto refract::model<Page> = table(full_text);

#ifdef REFRACT_REJECT
constexpr auto query = delete_from<Page>().where(col<&Page::id> == 3).returning(col<&Page::title>);
#else
constexpr auto query = delete_from<Page>().where(col<&Page::id> == 3);
#endif
constexpr auto text = sql<dialect::sqlite>(query);
