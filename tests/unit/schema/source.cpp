#include <refract/codec/number.hpp>
#include <refract/schema/model.hpp>
#include <refract/schema/source.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <type_traits>

namespace source_test {
struct Note {
    std::int64_t id{};
};
} // namespace source_test

using namespace refract;
using source_test::Note;

TEST_CASE("what stands for a table has a model, a table and perhaps an alias") {
    using old_note = as_table<Note, "old", "archive">;
    using other = alias<old_note, "other">;
    CHECK(std::is_same_v<detail::source_model<other>, Note>);
    CHECK(std::is_same_v<detail::source_table<other>, old_note>);
    CHECK(detail::source_traits<other>::alias_name == "other");
    CHECK(std::is_same_v<detail::source_table<alias<Note, "n">>, Note>);
    CHECK(detail::source_traits<Note>::alias_name.empty());
    CHECK(detail::table_of<old_note>().name == "old");
    CHECK(detail::table_of<old_note>().schema == "archive");
    CHECK(detail::table_of<old_note>().columns == detail::table_of<Note>().columns);
}
