// expect: refract: refract::kinds<...> names the column that tells kinds apart, and no kind. List the structs behind it: refract::kinds<&Item::kind, Comment, Photo>. [E329]
#include "models.hpp"

enum class Sort { comment };
struct Entry {
    std::int64_t id{};
    Sort sort{};
    std::optional<std::string> text;
};
struct Comment {
    using model = Entry;
    std::string text;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Entry> = refract::table(refract::kinds<&Entry::sort>);
#else
template <> inline constexpr auto refract::model<Entry> = refract::table(refract::kinds<&Entry::sort, Comment>);
#endif

static_assert(!sql<dialect::sqlite>(from<Entry>()).empty());
