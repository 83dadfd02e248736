// expect: refract: an encoded column is ordered, searched or calculated with, and the database has its stored form alone. Compare it with == or in(...), or read it and let the program do the rest; cast<std::string>(column) is the stored form itself. [E281]
#include "models.hpp"

struct Sealed {
    static std::string encode(const std::string& plain) { return plain; }
    static std::string decode(std::string_view stored) { return std::string(stored); }
};
struct Letter {
    int id{};
    encoded<std::string, Sealed> text;
};

#ifdef REFRACT_REJECT
predicate<Letter> wanted() { return col<&Letter::text>.like("Dear%"); }
#else
predicate<Letter> wanted() { return col<&Letter::text> == "Dear"; }
#endif
