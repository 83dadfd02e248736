#include <refract/codec/chrono.hpp>
#include <refract/codec/number.hpp>
#include <refract/schema/model.hpp>
#include <refract/schema/policy.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace policy_test {
using moment = std::chrono::sys_time<std::chrono::microseconds>;
struct Marked {
    std::int64_t id{};
    std::optional<moment> deleted_at;
};
struct Flagged {
    std::int64_t id{};
    bool deleted{};
};
struct Plain {
    std::int64_t id{};
    bool deleted{};
};
} // namespace policy_test

template <> inline constexpr auto refract::model<policy_test::Marked> =
    refract::table(refract::soft_delete<&policy_test::Marked::deleted_at>);
template <> inline constexpr auto refract::model<policy_test::Flagged> =
    refract::table(refract::soft_delete<&policy_test::Flagged::deleted>);

using namespace refract::detail;
using namespace policy_test;

TEST_CASE("a model says which column marks its deleted rows") {
    CHECK(table_of<Marked>().deleted == 1);
    CHECK(table_of<Flagged>().deleted == 1);
    CHECK(table_of<Plain>().deleted == table_info::none);
}
TEST_CASE("a flag marks, and a time that may be missing and is as fine as the database's clock") {
    CHECK(marks_deletion<bool>());
    CHECK(marks_deletion<std::optional<moment>>());
    CHECK_FALSE(marks_deletion<moment>());
    CHECK_FALSE(marks_deletion<std::optional<std::chrono::sys_seconds>>());
    CHECK_FALSE(marks_deletion<std::optional<bool>>());
    CHECK_FALSE(marks_deletion<std::optional<std::int64_t>>());
    CHECK_FALSE(marks_deletion<std::optional<std::chrono::sys_days>>());
}
