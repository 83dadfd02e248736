// expect: refract: a row that at<> writes is of no kind that its field holds, or says no kind. Give create(), connect_or_create() and upsert() one of the structs of the field, or a std::variant of them. [E214]
#include "forum.hpp"

#ifdef REFRACT_REJECT
void write(sqlite::database& db) { db.update<Pictures>(1, at<&Pictures::replies>.create(Words{})); }
#else
void write(sqlite::database& db) { db.update<Pictures>(1, at<&Pictures::replies>.create(Picture{})); }
#endif
