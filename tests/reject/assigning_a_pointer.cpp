// expect: refract: a pointer stands where a value does. Dereference it: *pointer. [E073]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto rename(const std::string* name) { return update<User>().set(col<&User::name> = name).all_rows(); }
#else
inline auto rename(const std::string* name) { return update<User>().set(col<&User::name> = *name).all_rows(); }
#endif
