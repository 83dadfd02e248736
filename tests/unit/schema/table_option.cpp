#include <refract/schema/options.hpp>
#include <refract/schema/table.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string_view>

// What refuses stands beside what is right and changes nothing of it.

namespace {
struct Counter {
    std::int64_t id{}, owner_id{};
};
// Functions of the program with names of options.
constexpr int comment(const char*, ...) { return 1; }
struct widget {
    constexpr widget(int) {}
};
constexpr int constraint(widget) { return 2; }

namespace program {
using namespace refract;
constexpr int in_schema(long) { return 3; }
static_assert(::comment("%d", 1) == 1);
static_assert(::constraint(1) == 2);
static_assert(in_schema(3) == 3);
} // namespace program
} // namespace

using namespace refract;

static_assert(detail::option_text("x").text == "x");
static_assert(detail::option_text(std::string_view("y")).text == "y");
static_assert(detail::option_action(cascade).action == cascade);
static_assert(column<&Counter::id>.named("key").named("number").name == "number");
static_assert(primary_key<&Counter::id>.named("key").said.name == "key");
static_assert(foreign_key<&Counter::owner_id>.references<&Counter::id>().on_delete(set_null).delete_action == set_null);
static_assert(std::is_empty_v<detail::table_option>);
static_assert(detail::is_finished<decltype(partial)>);
static_assert(!detail::is_finished<detail::foreign_key_start<&Counter::owner_id>>);

TEST_CASE("Options keep what they are told", "[schema]") {
    CHECK(table(refract::named("counters"), in_schema("a")).options.size == 2);
    CHECK(index<&Counter::id>.named("by_id").unique().info.name == "by_id");
}
