// expect: refract: a function of full text names what is no full-text table, more weights than it has columns, or a column that is not searched. Name a model with table(full_text) or table(full_text_of<T>), and a text of it that is not its key. [E151]
#include "models.hpp"

struct Page {
    std::int64_t id{};
    std::string title;
};
#ifndef REFRACT_REJECT
template <> inline constexpr auto refract::model<Page> = table(full_text);
#endif

constexpr auto query = from<Page>().where(full_text_match<Page>("cat"));
constexpr auto text = sql<dialect::sqlite>(query);
