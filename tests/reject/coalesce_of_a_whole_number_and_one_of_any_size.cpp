// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

#include <refract/codec/numeric.hpp>

struct Account {
    std::int64_t id{};
    std::optional<int> pieces{};
    numeric balance;
};

#ifdef REFRACT_REJECT
constexpr auto amount = coalesce(col<&Account::pieces>, col<&Account::balance>);
#else
constexpr auto amount = coalesce(cast<numeric>(col<&Account::pieces>), col<&Account::balance>);
#endif
