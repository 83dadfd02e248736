// expect: refract: the codec of an encoded field does not store its value, or does not give it back. Write static encode(const Value&), which returns a std::string, a std::vector<std::byte>, a number or a time, and static decode of that, which returns the value. [E280]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Sealed {
    static std::string encode(const std::string& plain) { return plain; }
};
#else
struct Sealed {
    static std::string encode(const std::string& plain) { return plain; }
    static std::string decode(std::string_view stored) { return std::string(stored); }
};
#endif
struct Letter {
    int id{};
    encoded<std::string, Sealed> text;
};

const auto query = from<Letter>();
