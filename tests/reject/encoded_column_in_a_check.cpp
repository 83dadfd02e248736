// expect: refract: a check, an index or a generated column compares an encoded column with a constant, which the codec would have to encode before the program runs. Look at the value in the program, or compare two encoded columns with each other. [E296]
#include "models.hpp"

struct Turned {
    static std::string encode(std::string_view plain) { return {plain.rbegin(), plain.rend()}; }
    static std::string decode(std::string_view stored) { return {stored.rbegin(), stored.rend()}; }
};
struct Letter {
    int id{};
    encoded<std::string, Turned> text, last;
};

template <> inline constexpr auto refract::model<Letter> = refract::table(
#ifdef REFRACT_REJECT
    refract::check("is_no_spam", refract::col<&Letter::text> != "spam"));
#else
    refract::check("is_new", refract::col<&Letter::text> != refract::col<&Letter::last>));
#endif

constexpr auto text = sql<dialect::sqlite>(from<Letter>());
