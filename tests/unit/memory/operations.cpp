#include <refract/memory/operations.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("memory has every operation that is no aggregate, window or logical word") {
    // A new operation has a row in operations_in_memory, or stands here: databases only.
    std::size_t missing = 0;
    for (std::size_t i = 0; i < operation_count; ++i) missing += !is_known_in_memory(static_cast<operation>(i));
    for (const operation lazy : {operation::none, operation::logical_and, operation::logical_or, operation::coalesce,
                                 operation::in_list, operation::not_in_list})
        CHECK_FALSE(is_known_in_memory(lazy));
    CHECK_FALSE(is_known_in_memory(operation::sum));
    CHECK_FALSE(is_known_in_memory(operation::rank));
    CHECK(missing >= 6);
}
