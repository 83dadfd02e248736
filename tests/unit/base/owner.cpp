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

namespace {
int ended = 0;
void end_number(int*) { ++ended; }
} // namespace

TEST_CASE("what a C library made ends by its own function, and nothing does not") {
    using refract::detail::owner;
    ended = 0;
    int number = 1;
    {
        owner<int, &end_number> first(&number);
        owner<int, &end_number> second = std::move(first);
        CHECK(*second == 1);
        CHECK(ended == 0);
    }
    CHECK(ended == 1);
    { const owner<int, &end_number> none; }
    CHECK(ended == 1);
}
