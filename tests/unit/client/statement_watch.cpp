// What is asked, when, and in which order; what tests make of it is in tests/unit/test.
#include <refract/client/statement_watch.hpp>

#include <support/catch.hpp>

#include <string>

using namespace refract::detail;

namespace {

std::string heard;
struct listener : statement_watch {
    char name;
    listener(char called, statement_watch* then, bool calls) : statement_watch{&hear, then, calls}, name(called) {}
    static void hear(statement_watch& self, watched, std::string_view sql) {
        heard += static_cast<listener&>(self).name;
        heard += sql;
    }
};

} // namespace

TEST_CASE("all of a list are asked, of calls only those who want it", "[statement_watch]") {
    listener last('b', nullptr, true), first('a', &last, false);
    heard.clear();
    refract::detail::ask_all(nullptr, watched::begin);
    refract::detail::ask_all(&first, watched::statement, "S;");
    refract::detail::ask_all(&first, watched::call);
    CHECK(heard == "aS;bS;b");
}
