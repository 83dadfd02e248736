// expect: refract: a merge would take rows of the other table that are marked as deleted for rows that are there. Give it a query of them, which hides these: using_table(from<T>(), ...). [E232]
#include "models.hpp"

struct Note {
    std::int64_t id{};
    std::string text;
    bool gone{};
};
template <> inline constexpr auto refract::model<Note> = refract::table(refract::soft_delete<&Note::gone>);

#ifdef REFRACT_REJECT
constexpr auto merged =
    merge_into<Post>().using_table<Note>(col<&Post::id> == col<&Note::id>).when_matched().do_delete();
#else
constexpr auto merged =
    merge_into<Post>().using_table(from<Note>(), col<&Post::id> == col<&Note::id>).when_matched().do_delete();
#endif
constexpr auto text = sql<dialect::postgres>(merged);
