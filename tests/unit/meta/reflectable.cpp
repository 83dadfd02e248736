#include <refract/meta/reflectable.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <any>
#include <array>
#include <memory>
#include <string>
#include <vector>

using namespace refract::detail;

namespace {

template <class Struct> constexpr bool has_fault(rule_number fault) { return model_fault<Struct> == fault; }

class Private {
    [[maybe_unused]] int hidden = 0;
};
class PrivateBesidePublic {
public:
    int shown = 0;

private:
    [[maybe_unused]] int hidden = 0;
};
struct Constructed {
    Constructed(int) {}
};
struct Virtual {
    virtual ~Virtual() = default;
    int x;
};
struct Plain {
    int first;
};
struct Derived : Plain {
    int third;
};
struct Empty {};
union Either {
    int number;
    float real;
};
static_assert(has_fault<int>(rule::model_is_aggregate) && has_fault<Private>(rule::model_is_aggregate));
static_assert(has_fault<PrivateBesidePublic>(rule::model_is_aggregate) && has_fault<Either>(rule::model_is_aggregate));
static_assert(has_fault<Constructed>(rule::model_is_aggregate) && has_fault<Virtual>(rule::model_is_aggregate));
static_assert(has_fault<Derived>(rule::model_is_aggregate) && has_fault<Empty>(rule::model_is_aggregate));
static_assert(has_fault<std::string>(rule::model_is_aggregate) && has_fault<Role>(rule::model_is_aggregate));

struct Reference {
    int id{};
    int& other;
};
struct WithoutDefault {
    struct Number {
        explicit Number(int) {}
    };
    Number number;
};
struct WithoutDefaultButInitialised {
    WithoutDefault::Number number{1};
    int id = 0;
};
static_assert(has_fault<Reference>(rule::field_has_default) && has_fault<WithoutDefault>(rule::field_has_default));
struct AmongMany {
    int a{}, b{}, c{}, d{}, e{};
    WithoutDefault::Number number{1};
    std::string g, h, i, j, k;
};
static_assert(reflectable<WithoutDefaultButInitialised> && reflectable<AmongMany>);

struct Array {
    int id{};
    int codes[3]{};
};
struct Letters {
    char name[20];
    std::string rest;
};
struct ArrayOfArrays {
    std::string name;
    double matrix[2][2]{};
    std::unique_ptr<int> owned;
};
struct TooWide {
    int first = 0;
    std::string many[max_field_count];
};
static_assert(has_fault<Array>(rule::field_is_no_array) && has_fault<Letters>(rule::field_is_no_array));
struct OneElement {
    int id{};
    int one[1]{};
};
static_assert(has_fault<ArrayOfArrays>(rule::field_is_no_array) && has_fault<OneElement>(rule::field_is_no_array));
static_assert(has_fault<TooWide>(rule::field_count_is_bounded));

struct Flags {
    int id = 0;
    bool read : 1 = false;
    bool written : 1 = false;
};
struct OneBit {
    unsigned bit : 1;
};
struct BitAtTheEnd {
    std::string name;
    std::int64_t big{};
    unsigned long long rest : 40 = 0;
};
static_assert(has_fault<Flags>(rule::field_is_plain) && has_fault<OneBit>(rule::field_is_plain));
static_assert(has_fault<BitAtTheEnd>(rule::field_is_plain));

struct Constant {
    const int id = 0;
    std::string line;
};
struct ConstantText {
    int id = 0;
    const std::string line;
};
struct Volatile {
    volatile int id = 0;
};
static_assert(has_fault<Constant>(rule::field_is_variable) && has_fault<ConstantText>(rule::field_is_variable));
static_assert(has_fault<Volatile>(rule::field_is_plain));

struct Everything2 {
    std::any any;
    std::array<int, 3> three{};
    std::vector<Everything2> children;
    std::unique_ptr<Everything2> next;
    Plain nested{};
    const char* text = nullptr;
    int Plain::* member = nullptr;
};
static_assert(reflectable<User> && reflectable<const User> && reflectable<Wide> && reflectable<Everything>);
static_assert(reflectable<Plain> && reflectable<Everything2>);

} // namespace

TEST_CASE("structs in functions are read like others, and refused like others") {
    struct Local {
        int id = 0;
        std::string name;
    };
    struct LocalFlags {
        bool bit : 1 = false;
    };
    REQUIRE(reflectable<Local>);
    REQUIRE(model_fault<LocalFlags> == rule::field_is_plain);
}
