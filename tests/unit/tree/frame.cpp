#include <refract/tree/frame.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("a frame is kept as a number") {
    for (const auto unit : {frame_unit::rows, frame_unit::range, frame_unit::groups})
        for (unsigned from = 0; from < 5; ++from)
            for (unsigned to = 0; to < 5; ++to)
                for (const auto exclusion : {frame_exclusion::none, frame_exclusion::current_row,
                                             frame_exclusion::group, frame_exclusion::ties}) {
                    const frame shape{unit, static_cast<frame_bound>(from), static_cast<frame_bound>(to), exclusion};
                    CHECK(frame::of(shape.packed()) == shape);
                }
}
TEST_CASE("which frames are in order, and hold the row itself") {
    constexpr auto first = frame_bound::unbounded_preceding, last = frame_bound::unbounded_following;
    CHECK(frame{frame_unit::rows, frame_bound::preceding, frame_bound::preceding, {}}.is_in_order());
    CHECK_FALSE(frame{frame_unit::rows, frame_bound::following, frame_bound::preceding, {}}.is_in_order());
    CHECK_FALSE(frame{frame_unit::rows, last, last, {}}.is_in_order());
    CHECK(frame{frame_unit::rows, first, frame_bound::current_row, frame_exclusion::ties}.holds_current_row());
    CHECK_FALSE(frame{frame_unit::rows, first, last, frame_exclusion::group}.holds_current_row());
    CHECK_FALSE(frame{frame_unit::rows, first, frame_bound::preceding, {}}.holds_current_row());
}
