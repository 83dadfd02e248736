// What is known of a row while what belongs to it is written.

#include <refract/refract.hpp>

#include <refract/graph/row_writer.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace noted {
struct Guest {
    std::int64_t id{};
    std::optional<std::string> code{};
    std::optional<std::int64_t> host_id{};
};
struct Bill {
    std::int64_t id{};
    std::optional<std::string> guest_code{};
};
} // namespace noted
template <> inline constexpr auto refract::model<noted::Guest> = refract::table(
    refract::unique<&noted::Guest::code>, foreign_key<&noted::Guest::host_id>.references<&noted::Guest::id>());
template <> inline constexpr auto refract::model<noted::Bill> =
    refract::table(foreign_key<&noted::Bill::guest_code>.references<&noted::Guest::code>());
namespace noted {
struct GuestTree {
    using model = Guest;
    std::int64_t id{};
    std::optional<Guest> host{};
    std::vector<Bill> bills{};
};
} // namespace noted

// Its key, and the columns that other rows have or that name other rows.
using known = known_row<noted::GuestTree>;
static_assert(known::columns.count == 3 && known::columns.contains(0) && known::columns.contains(1) &&
              known::columns.contains(2));
static_assert(known_row<noted::Bill>::columns.count == 1);
static_assert(holds_columns(known::columns, table_of<noted::Guest>().key));

TEST_CASE("a row without a value that others would refer to is told from one with it", "[graph]") {
    known row;
    value_of_column<0>(row) = 7;
    CHECK_FALSE(has_null(row, table_of<noted::Guest>().key));
    CHECK(has_null(row, relation_of<noted::GuestTree, 2>.from));
    value_of_column<1>(row) = "x";
    CHECK_FALSE(has_null(row, relation_of<noted::GuestTree, 2>.from));
}
