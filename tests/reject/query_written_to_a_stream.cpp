// expect: refract: an expression, a query or a part of one is written to a stream, and it has no value in the program. The text of a query is sql<dialect::sqlite>(query); its rows come from a database, db.all(query). [E312]
// times: 4
#include "models.hpp"

#include <ostream>

#ifdef REFRACT_REJECT
inline void way_1(std::ostream& out) { out << from<Post>().limit(1); }
inline void way_2(std::ostream& out) { out << "the title: " << col<&Post::title> << '\n'; }
inline void way_3(std::ostream& out) { out << lower(col<&User::name>) << 3; }
inline void way_4(std::ostream& out) { out << (col<&Post::views> = 2); }
#else
inline void way_1(std::ostream& out) { out << sql<dialect::sqlite>(from<Post>().limit(1)); }
inline void way_2(std::ostream& out, const Post& post) { out << "the title: " << post.title << '\n'; }
#endif
