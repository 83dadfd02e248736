// expect: refract: where_if, having_if, join_if and set_if take a bool of the program, and behind it what stands if it is set. Write .where_if(flag, condition), .join_if<T>(flag, condition), .set_if(flag, refract::col<&T::field> = value); a condition that always holds stands in where(...). [E288]
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
