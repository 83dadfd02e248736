// expect: refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]
#include "models.hpp"

struct Labels {
    std::int64_t id{};
    std::vector<std::string> all{};
    std::vector<std::optional<std::string>> some{};
};
#ifdef REFRACT_REJECT
constexpr auto query = update<Labels>().set(col<&Labels::all> = col<&Labels::some>).all_rows();
#else
constexpr auto query = update<Labels>().set(col<&Labels::some> = col<&Labels::all>).all_rows();
#endif

constexpr auto text = sql<dialect::postgres>(query);
