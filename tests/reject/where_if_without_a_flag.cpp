// expect: refract: where_if and having_if take a bool of the program and one condition behind it. Write .where_if(flag, condition); a condition that always holds stands in where(...). [E288]
#include <refract/refract.hpp>

struct Entry {
    std::int64_t id{};
    std::int64_t size{};
    std::string text;
};
using namespace refract;

#ifdef REFRACT_REJECT
const auto query = from<Entry>().where_if(col<&Entry::size> > 3);
#else
const auto query = from<Entry>().where_if(true, col<&Entry::size> > 3);
#endif
