// expect: refract: where_if and having_if take a bool of the program and one condition behind it. Write .where_if(flag, condition); a condition that always holds stands in where(...). [E288]
#include <refract/refract.hpp>

struct Entry {
    std::int64_t id{};
    std::int64_t size{};
    std::string text;
};
using namespace refract;

#ifdef REFRACT_REJECT
const auto query = from<Entry>().group_by(col<&Entry::size>).select(col<&Entry::size>).having_if(count() > 3, true);
#else
const auto query = from<Entry>().group_by(col<&Entry::size>).select(col<&Entry::size>).having_if(true, count() > 3);
#endif
