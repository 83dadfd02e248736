// expect: refract: the column that tells kinds apart is no enum and no std::string, or may be NULL. Give refract::kinds<&Item::kind, ...> a member such as `Kind kind{};`. [E243]
#include "models.hpp"

struct Entry {
    std::int64_t id{};
#ifdef REFRACT_REJECT
    int sort{};
#else
    std::string sort;
#endif
    std::optional<std::string> text;
};
struct Comment {
    using model = Entry;
    std::string text;
};
template <> inline constexpr auto refract::model<Entry> = refract::table(refract::kinds<&Entry::sort, Comment>);

static_assert(!sql<dialect::sqlite>(from<Entry>()).empty());
