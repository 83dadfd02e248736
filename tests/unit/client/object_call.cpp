#include <refract/client/object_call.hpp>

#include <support/databases.hpp>

#include <cstdint>
#include <type_traits>

namespace object_call_test {
struct Note {
    std::int64_t id{};
};
} // namespace object_call_test

using namespace refract;
using object_call_test::Note;

TEST_CASE("a call knows its table's model, and costs nothing for the usual place") {
    using usual = detail::object_call<refract_test::on_sqlite::driver, Note, detail::usual_place>;
    using other = detail::object_call<refract_test::on_sqlite::driver, as_table<Note, "old">, detail::chosen_place>;
    CHECK(std::is_same_v<other::model, Note>);
    CHECK(sizeof(usual) == sizeof(void*) + sizeof(std::source_location));
    CHECK(sizeof(other) > sizeof(usual));
}
