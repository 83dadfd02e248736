// expect: refract: insert, insert_many, upsert or save names one struct between < and > and is given something else. Give an object of that struct: insert<T>(T{...}), or leave out what stands between < and >. [E162]
// times: 2
#include "models.hpp"

#include <refract/graph/edit.hpp>

#ifdef REFRACT_REJECT
inline void way_1(refract::sqlite::database& db) { db.save<Tag>(3); }
inline void way_2(refract::sqlite::database& db, const std::vector<Tag>& tags) { db.insert_many<Tag>(tags); }
inline void way_3(refract::sqlite::database& db) { db.insert_many<Tag>(3); }
#else
inline void way_1(refract::sqlite::database& db, const Tag& tag) { db.save<Tag>(tag); }
inline void way_2(refract::sqlite::database& db, const std::vector<Tag>& tags) { db.insert_many(tags); }
inline void way_3(refract::sqlite::database& db) { db.save<Tag>(Tag{3, "x"}); }
#endif
