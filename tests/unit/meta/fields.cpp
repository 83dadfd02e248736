#include <refract/meta/fields.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <type_traits>
#include <vector>

using namespace refract::detail;

namespace {

struct Hidden {
    int first_;
    int second;
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
    for (std::size_t i = 0; i < field_count<Struct>; ++i) names.emplace_back(field_name<Struct>(i));
    return names;
}
using names = std::vector<std::string>;

class Private {
    [[maybe_unused]] int hidden = 0;
};
struct Constructed {
    Constructed(int) {}
};
struct Virtual {
    virtual ~Virtual() = default;
    int x;
};
struct Derived : Hidden {
    int third;
};
struct WithArray {
    int id;
    int codes[3];
};
struct ArrayInside {
    std::string name;
    char letters[2];
    double last;
};
struct WithReference {
    int& other;
};
struct Empty {};
union Either {
    int number;
    float real;
};
struct MoveOnly {
    int id = 0;
    MoveOnly(MoveOnly&&) = default;
};
struct OneField {
    int only;
};

} // namespace

static_assert(field_count<User> == 6 && field_count<Tag> == 2 && field_count<OneField> == 1);
static_assert(field_name<User>(0) == "id" && field_name<User>(5) == "created_at");
static_assert(field_name<Post>(3) == "views");
static_assert(member_index<&User::id> == 0 && member_index<&User::bio> == 3 && member_index<&User::created_at> == 5);
static_assert(std::is_same_v<member_owner<&User::bio>, User>);
static_assert(std::is_same_v<member_type<&User::bio>, std::optional<std::string>>);
static_assert(std::is_same_v<field_type<User, 4>, Role>);

static_assert(reflectable<User> && reflectable<Hidden> && reflectable<outer::inner::Names> && reflectable<Everything>);
static_assert(reflectable<outer::inner::Shape> && reflectable<OneField> && reflectable<Wide>);
static_assert(!reflectable<int> && !reflectable<Private> && !reflectable<Constructed> && !reflectable<Virtual>);
static_assert(!reflectable<Derived> && !reflectable<WithArray> && !reflectable<ArrayInside> &&
              !reflectable<WithReference>);
static_assert(!reflectable<Empty> && !reflectable<Either>);

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
    REQUIRE(member_index<&Local::there_> == 1);
    REQUIRE(member_index<&Hidden::second> == 1);
    struct Wrapped {
        outer::inner::Pair<Hidden> pair;
        Local local;
    };
    REQUIRE(names_of<Wrapped>() == names{"pair", "local"});
}

TEST_CASE("a hundred fields") {
    static_assert(field_count<Wide> == 100);
    static_assert(member_index<&Wide::last> == 99 && member_index<&Wide::f5> == 55 && member_index<&Wide::a0> == 1);
    const names all = names_of<Wide>();
    REQUIRE(all.front() == "id");
    REQUIRE(all[10] == "b0");
    REQUIRE(all[75] == "h5");
    REQUIRE(all.back() == "last");
}

TEST_CASE("a visit sees each field once, in order, and may change it") {
    Tag tag{.id = 7, .label = "c++"};
    std::string seen;
    for_each_field(tag, [&]<class Field>(Field& field) {
        if constexpr (std::is_same_v<Field, std::int64_t>)
            seen += std::to_string(field++) + ";";
        else
            seen += field + ";";
    });
    REQUIRE(seen == "7;c++;");
    REQUIRE(tag.id == 8);

    const Tag constant = tag;
    std::size_t count = 0;
    for_each_field(constant, [&](const auto& field) {
        static_assert(std::is_const_v<std::remove_reference_t<decltype(field)>>);
        ++count;
    });
    REQUIRE(count == 2);
}
