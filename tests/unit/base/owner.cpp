#include <refract/base/owner.hpp>

#include "support/catch.hpp"

#include <utility>

namespace {

struct counted {
    int* alive;
    explicit counted(int* count) : alive(count) { ++*alive; }
    ~counted() { --*alive; }
};

} // namespace

TEST_CASE("what is owned ends with its last owner") {
    using refract::detail::owner;
    int alive = 0;
    {
        owner<counted> first(new counted(&alive));
        owner<counted> second = std::move(first);
        CHECK_FALSE(first);
        CHECK(second->alive == &alive);
        owner<counted> third;
        third = std::move(second);
        CHECK(alive == 1);
        third.reset(new counted(&alive));
        CHECK(alive == 1);
        delete third.release();
        CHECK(alive == 0);
        first.reset(new counted(&alive));
    }
    CHECK(alive == 0);
}
