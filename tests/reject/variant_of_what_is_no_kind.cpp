// expect: refract: a std::variant of rows holds what its model does not call a kind, or one kind twice. List the structs in the model: refract::kinds<&Item::kind, Comment, Photo>. [E246]
#include "models.hpp"

#include <variant>

struct Entry {
    std::int64_t id{};
    std::string sort;
    std::optional<std::string> text, url;
};
struct Comment {
    using model = Entry;
    std::string text;
};
struct Photo {
    using model = Entry;
    std::string url;
};
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Entry> = refract::table(refract::kinds<&Entry::sort, Comment>);
#else
template <> inline constexpr auto refract::model<Entry> = refract::table(refract::kinds<&Entry::sort, Comment, Photo>);
#endif

static_assert(!sql<dialect::sqlite>(from<Entry>().select<std::variant<Comment, Photo>>()).empty());
