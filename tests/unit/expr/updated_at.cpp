#include <refract/codec/chrono.hpp>
#include <refract/codec/number.hpp>
#include <refract/expr/updated_at.hpp>
#include <refract/schema/model.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace updated_at_test {
struct Changed {
    std::int64_t id{};
    std::chrono::sys_time<std::chrono::microseconds> changed_at{};
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> seen_at;
};
} // namespace updated_at_test

template <> inline constexpr auto refract::model<updated_at_test::Changed> =
    refract::table(refract::updated_at<&updated_at_test::Changed::changed_at>,
                   refract::updated_at<&updated_at_test::Changed::seen_at>);

TEST_CASE("a column of the last write is set by inserts and by updates") {
    const auto& table = refract::detail::table_of<updated_at_test::Changed>();
    for (const int column : {1, 2}) {
        CHECK(table.columns[column].updated_at);
        CHECK(table.columns[column].default_from == refract::detail::default_kind::expression);
    }
    CHECK_FALSE(table.columns[0].updated_at);
}
