#include <refract/meta/field_count.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <any>
#include <array>
#include <memory>
#include <string>
#include <vector>

using namespace refract::detail;

namespace {

struct One {
    int only;
};
struct Nested {
    One first;
    std::array<int, 3> second;
    std::vector<Nested> third;
    std::string last;
};
struct MoveOnly {
    int id = 0;
    std::unique_ptr<int> owned;
};
struct MovedExplicitly {
    int id = 0;
    MovedExplicitly(MovedExplicitly&&) = default;
};
struct Base {
    int first;
};
struct Derived : Base {
    int second;
};
struct EmptyBase {};
struct DerivedFromNothing : EmptyBase {
    int first;
};
struct TakesEverything {
    std::any first;
    int second;
};
struct Array {
    int id;
    int codes[3];
};
struct ArrayInside {
    std::string name;
    char letters[2];
    double last;
};
struct ArrayBehindMany {
    int a, b, c, d, e, f, g, h, i, j;
    char letters[20];
};
struct MovedArray {
    std::unique_ptr<int> owned;
    char letters[20];
};
struct Reference {
    int& other;
};
struct WithoutDefault {
    struct Number {
        explicit Number(int) {}
    };
    int id;
    Number number;
};

} // namespace

static_assert(member_count<User> == 6 && member_count<const Tag> == 2 && member_count<One> == 1);
static_assert(member_count<Nested> == 4 && member_count<MoveOnly> == 2 && member_count<TakesEverything> == 2);
static_assert(member_count<Wide> == 100);

static_assert(has_defaults<User> && has_defaults<Nested> && has_defaults<MoveOnly> && has_defaults<Array>);
static_assert(!has_defaults<Reference> && !has_defaults<WithoutDefault> && !has_defaults<MovedExplicitly>);

static_assert(has_base_class<Derived> && has_base_class<DerivedFromNothing>);
static_assert(!has_base_class<User> && !has_base_class<Nested> && !has_base_class<TakesEverything>);

static_assert(has_single_fields<User>() && has_single_fields<Nested>() && has_single_fields<Wide>());
static_assert(has_single_fields<MoveOnly>() && has_single_fields<TakesEverything>());
static_assert(!has_single_fields<Array>() && !has_single_fields<ArrayInside>());
static_assert(!has_single_fields<ArrayBehindMany>() && !has_single_fields<MovedArray>());

TEST_CASE("a hundred fields are counted, and one more than is allowed is enough to know") {
    REQUIRE(member_count<Wide> == 100);
    struct TooWide {
        std::array<int, 2> a, b, c;
        char many[max_field_count];
    };
    REQUIRE(member_count<TooWide> == max_field_count + 1);
}
