// Which structs hold rows of their own kind that one statement finds; what it reads is in graph/subtree.cpp.

#include <refract/query/own_kind.hpp>

#include <refract/sqlite.hpp>

#include "support/catch.hpp"

#include <map>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace own_kinds {

struct Shelf {
    std::int64_t id{};
    std::optional<std::int64_t> inside_id{};
};
struct Word { // whose key is text, which may be equal to another one
    std::string text{};
    std::optional<std::string> root{};
};
struct Cell { // whose key has two columns
    std::int32_t row{}, column{};
    std::optional<std::int32_t> above_row{}, above_column{};
};
struct Wide { // whose key is narrower where it is held
    std::int64_t id{};
    std::optional<std::int32_t> inside_id{};
};

struct ShelfTree {
    using model = Shelf;
    std::vector<ShelfTree> inside{};
};
struct ShelfMap {
    using model = Shelf;
    std::int64_t id{};
    std::map<std::int64_t, ShelfMap> inside{};
};
struct ShelfTwice {
    using model = Shelf;
    std::vector<Shelf> inside{};
};
struct ShelfAbove {
    using model = Shelf;
    std::int64_t id{};
    std::vector<ShelfTree> inside{};
};
struct WordTree {
    using model = Word;
    std::vector<WordTree> made{};
};
struct CellTree {
    using model = Cell;
    std::vector<CellTree> below{};
};
struct WideTree {
    using model = Wide;
    std::vector<WideTree> inside{};
};

} // namespace own_kinds

template <> inline constexpr auto refract::model<own_kinds::Shelf> =
    refract::table(refract::foreign_key<&own_kinds::Shelf::inside_id>.references<&own_kinds::Shelf::id>());
template <> inline constexpr auto refract::model<own_kinds::Word> =
    refract::table(refract::primary_key<&own_kinds::Word::text>,
                   refract::foreign_key<&own_kinds::Word::root>.references<&own_kinds::Word::text>());
template <> inline constexpr auto refract::model<own_kinds::Cell> = refract::table(
    refract::primary_key<&own_kinds::Cell::row, &own_kinds::Cell::column>,
    refract::foreign_key<&own_kinds::Cell::above_row, &own_kinds::Cell::above_column>.references<&own_kinds::Cell::row, &own_kinds::Cell::column>());
template <> inline constexpr auto refract::model<own_kinds::Wide> =
    refract::table(refract::foreign_key<&own_kinds::Wide::inside_id>.references<&own_kinds::Wide::id>());

TEST_CASE("rows of their own kind are found by a key of one number, in no map") {
    using namespace own_kinds;
    STATIC_REQUIRE(find_own_kind<ShelfTree, 0>());
    STATIC_REQUIRE(find_own_kinds<ShelfTree>());
    STATIC_REQUIRE(find_own_kinds<ShelfAbove>()); // at a level below
    STATIC_REQUIRE_FALSE(find_own_kind<ShelfAbove, 1>());
    STATIC_REQUIRE_FALSE(find_own_kinds<ShelfMap>());
    STATIC_REQUIRE_FALSE(find_own_kinds<ShelfTwice>());
    STATIC_REQUIRE_FALSE(find_own_kinds<WordTree>());
    STATIC_REQUIRE_FALSE(find_own_kinds<CellTree>());
    STATIC_REQUIRE_FALSE(find_own_kinds<WideTree>());
}
