// expect: refract: query is not told what its rows are. Name a struct, a std::tuple or one type: query<Row>("..."). [E009]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.query("SELECT label FROM tag");
#else
    db.query<std::string>("SELECT label FROM tag");
#endif
}
