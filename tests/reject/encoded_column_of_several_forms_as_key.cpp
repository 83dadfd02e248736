// expect: refract: a column is compared, grouped, made distinct or a key whose codec stores one value in several forms, which are never equal. Keep beside it what finds its row, such as a keyed hash in a field of its own. [E282]
#include "models.hpp"

struct Salted {
#ifdef REFRACT_REJECT
    static constexpr bool is_deterministic = false;
#endif
    static std::string encode(const std::string& plain) { return plain; }
    static std::string decode(std::string_view stored) { return std::string(stored); }
};
struct Letter {
    encoded<std::string, Salted> id;
    int pages{};
};

constexpr auto text = sql<dialect::sqlite>(from<Letter>());
