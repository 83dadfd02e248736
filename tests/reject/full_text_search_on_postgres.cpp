// expect: refract: a full-text table, or a search in one, is SQLite's, and this database has none. Search the column of an ordinary table: text_search<"english">(text, words). [E149]
#include "models.hpp"

struct Page {
    std::int64_t id{};
    std::string title;
};
template <> inline constexpr auto refract::model<Page> = table(full_text);

#ifdef REFRACT_REJECT
using database = dialect::postgres;
#else
using database = dialect::sqlite;
#endif
constexpr auto query = from<Page>().where(full_text_match<Page>("cat")).order_by(full_text_rank<Page>());
constexpr auto text = sql<database>(query);
