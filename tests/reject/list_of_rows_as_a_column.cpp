// expect: refract: rows_of takes a list of structs, or a document of one, and each field is of a type that has a column, apart from JSON and arrays. Give such a list: rows_of(std::vector<Row>{...}). [E272]
#include "models.hpp"

struct Line {
    std::int64_t id{};
    std::int64_t number{};
};
struct Bill {
    std::int64_t id{};
#ifdef REFRACT_REJECT
    row_list<Line> lines{};
#else
    json_of<std::vector<Line>> lines{};
#endif
};

inline auto find_bills() { return sql<dialect::sqlite>(from<Bill>()); }
