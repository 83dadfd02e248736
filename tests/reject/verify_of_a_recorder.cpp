// expect: refract: verify asks a live database, and this one is none. Give it a refract::sqlite::database or a refract::postgres::database. [E121]
#include <refract/recorder.hpp>
#include <refract/verify.hpp>

void check(refract::recorder::database& db) {
#ifdef REFRACT_REJECT
    refract::verify(db);
#else
    refract::queries();
    static_cast<void>(db);
#endif
}
