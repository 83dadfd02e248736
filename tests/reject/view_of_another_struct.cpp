// expect: refract: view_of gives what is no definition of this view: a select of the view's struct, select<View>(...), whose values are constants of the program, of a model with refract::read_only_view or refract::materialized_view. Write such a query, without parameters and conditions of the run time. [E175]
#include "models.hpp"

struct Author {
    std::int64_t id{};
    std::string name;
};
template <> inline constexpr auto refract::model<Author> = table(read_only_view);
#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::view_of<Author> = from<User>().where(col<&User::id> > 7);
#else
template <> inline constexpr auto refract::view_of<Author> = from<User>().where(col<&User::id> > 7).select<Author>();
#endif

inline void run(refract::sqlite::database& db) { db.create_tables<schema<User, Author>>(); }
