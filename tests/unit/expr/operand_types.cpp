#include <refract/expr/operand_types.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <string>
#include <string_view>

using namespace refract::detail;

static_assert(comparable_types<int, std::int64_t>());
static_assert(comparable_types<std::string, std::string_view>());
static_assert(!comparable_types<int, std::string>());
static_assert(comparable_types<int, refused_type>()); // which has its sentence already
static_assert(assignable_types<std::int64_t, int>());
static_assert(!assignable_types<int, double>());
static_assert(is_passed<check_boolean<bool>> && !is_passed<check_boolean<int>>);

TEST_CASE("Types of operands are asked by the compiler", "[expr]") { CHECK(comparable_types<int, int>()); }
