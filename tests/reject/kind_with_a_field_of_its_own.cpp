// expect: refract: a kind is no struct of some columns of its model. Write `using model = Item;` in it, and name each field as a column of the model and with its type, or make it rows that belong to it. [E245]
#include "models.hpp"

struct Entry {
    std::int64_t id{};
    std::string sort;
    std::optional<std::string> text;
};
struct Comment {
    using model = Entry;
#ifdef REFRACT_REJECT
    std::string note;
#else
    std::string text;
#endif
};
template <> inline constexpr auto refract::model<Entry> = refract::table(refract::kinds<&Entry::sort, Comment>);

static_assert(!sql<dialect::sqlite>(from<Entry>()).empty());
