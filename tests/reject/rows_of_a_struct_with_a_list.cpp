// expect: refract: rows_of takes a list of structs, or a document of one, and each field is of a type that has a column, apart from JSON and arrays. Give such a list: rows_of(std::vector<Row>{...}). [E272]
#include "models.hpp"

struct Visit {
    std::int64_t user_id{};
#ifdef REFRACT_REJECT
    std::vector<std::int64_t> at{};
#else
    std::chrono::sys_seconds at{};
#endif
};

inline auto find_visitors(const std::vector<Visit>& visits) {
    return sql<dialect::sqlite>(
        from<User>().join(rows_of(visits), col<&Visit::user_id> == col<&User::id>).select(col<&User::name>));
}
