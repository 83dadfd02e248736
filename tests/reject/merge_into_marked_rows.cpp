// expect: refract: a merge would take rows that are marked as deleted for rows that are there. Write an insert with on_conflict, which brings a deleted row back; what is merged from such a table is a query of it: using_table(from<T>(), ...). [E232]
#include "models.hpp"

struct Note {
    std::int64_t id{};
    std::string text;
    bool gone{};
};
struct Paper {
    std::int64_t id{};
    std::string text;
};
template <> inline constexpr auto refract::model<Note> = refract::table(refract::soft_delete<&Note::gone>);

#ifdef REFRACT_REJECT
using target = Note;
#else
using target = Post;
#endif
constexpr auto merged =
    merge_into<target>().using_table<Paper>(col<&target::id> == col<&Paper::id>).when_matched().do_delete();
constexpr auto text = sql<dialect::postgres>(merged);
