#include <refract/meta/field_names.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <vector>

using namespace refract::detail;

namespace {

struct Hidden {
    int first_;
    int second;
};
struct Flags {
    int id;
    bool read : 1;
    bool written : 1;
};

} // namespace

namespace outer::inner {

struct Names {
    int x;
    int trailing_;
    int _leading;
    int digits2023;
    int snake_case_name;
    int camelCase;
    int UPPER;
    int größe;
    int field_address;
    std::vector<std::vector<int>> nested;
};
struct Shape {
    struct Corner {
        int left, top;
    };
    Corner corner;
    std::string label;
};
template <class Value> struct Pair {
    Value key;
    Value value;
};

} // namespace outer::inner

namespace {

template <class Struct> std::vector<std::string> names_of() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < member_count<Struct>; ++i) names.emplace_back(member_name<Struct>(i));
    return names;
}
using names = std::vector<std::string>;

} // namespace

static_assert(member_name<User>(0) == "id" && member_name<User>(5) == "created_at");
static_assert(member_name<Post>(3) == "views");
static_assert(has_addresses<User> && has_addresses<Wide> && has_addresses<outer::inner::Names>);
static_assert(!has_addresses<Flags>);

TEST_CASE("field names are those of the source, whatever characters they have") {
    REQUIRE(names_of<outer::inner::Names>() == names{"x", "trailing_", "_leading", "digits2023", "snake_case_name",
                                                     "camelCase", "UPPER", "größe", "field_address", "nested"});
    REQUIRE(names_of<outer::inner::Shape>() == names{"corner", "label"});
    REQUIRE(names_of<outer::inner::Pair<std::string>>() == names{"key", "value"});
    REQUIRE(names_of<outer::inner::Pair<outer::inner::Pair<int>>>() == names{"key", "value"});
}

TEST_CASE("structs in functions and in unnamed namespaces have names too") {
    struct Local {
        int here;
        std::string there_;
    };
    REQUIRE(names_of<Local>() == names{"here", "there_"});
    REQUIRE(names_of<Hidden>() == names{"first_", "second"});
    struct Wrapped {
        outer::inner::Pair<Hidden> pair;
        Local local;
    };
    REQUIRE(names_of<Wrapped>() == names{"pair", "local"});
}

TEST_CASE("a hundred names") {
    const names all = names_of<Wide>();
    REQUIRE(all.size() == 100);
    REQUIRE(all.front() == "id");
    REQUIRE(all[10] == "b0");
    REQUIRE(all[75] == "h5");
    REQUIRE(all.back() == "last");
}
