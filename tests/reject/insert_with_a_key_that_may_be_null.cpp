// expect: refract: a field of the primary key is a std::optional, and a key that is NULL finds no row. Give it a plain type (zero stands for a key that the database makes), or name other fields with refract::primary_key<&T::field>. [E093]
#include <refract/sqlite.hpp>

#include <optional>

struct Seat {
#ifdef REFRACT_REJECT
    std::optional<std::int64_t> id;
#else
    std::int64_t id{};
#endif
};

void run(refract::sqlite::database& database) { database.insert(Seat{}); }
