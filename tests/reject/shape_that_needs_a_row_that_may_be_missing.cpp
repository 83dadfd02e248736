// expect: refract: a row that may be missing stands in a shape as if it were always there: its key may be NULL, or it is another row that has the key, or a condition leaves it out. Make the field a std::optional or a std::unique_ptr. [E192]
#include "models.hpp"

struct Note {
    std::int64_t id{};
    std::optional<std::int64_t> user_id;
};
template <> inline constexpr auto refract::model<Note> =
    refract::table(refract::foreign_key<&Note::user_id>.references<&User::id>());

#ifdef REFRACT_REJECT
struct NoteTree {
    using model = Note;
    User user;
};
#else
struct NoteTree {
    using model = Note;
    std::optional<User> user;
};
#endif

constexpr auto query = from<Note>().select<NoteTree>();
