// expect: refract: this struct does not fit the rows of the function, or none is named between < and >. Its first field takes the value, a second one the position as a std::int64_t: struct Element { std::string value; std::int64_t position{}; }. [E147]
#include <refract/refract.hpp>

struct Account {
    int id{};
    refract::json notes{"[]"};
};
struct Note {
    std::optional<std::string> text{};
};

#ifdef REFRACT_REJECT
constexpr auto notes = refract::json_each(refract::col<&Account::notes>);
#else
constexpr auto notes = refract::json_each<Note>(refract::col<&Account::notes>);
#endif
constexpr auto query = refract::from<Account>().cross_join(notes);
