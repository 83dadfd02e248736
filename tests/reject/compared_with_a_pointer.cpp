// expect: refract: a pointer stands where a value does. Dereference it: *pointer. [E073]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto find(const std::string* email) { return from<User>().where(col<&User::email> == email); }
#else
inline auto find(const std::string* email) { return from<User>().where(col<&User::email> == *email); }
#endif
