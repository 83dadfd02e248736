// expect: refract: a pointer stands where a value does. Dereference it: *pointer. [E073]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto find(const std::unique_ptr<std::int64_t>& id) { return from<User>().where(col<&User::id>.in(id, 2)); }
#else
inline auto find(const std::unique_ptr<std::int64_t>& id) { return from<User>().where(col<&User::id>.in(*id, 2)); }
#endif
