#include <refract/codec/number.hpp>
#include <refract/schema/options.hpp>
#include <refract/schema/table.hpp>

#include <string_view>

namespace table_options_test {
struct Plain {
    int id{};
};
struct Named {
    int id{};
    int rank{};
};
} // namespace table_options_test
using namespace table_options_test;

template <> inline constexpr auto refract::model<Named> =
    refract::table(refract::named("ranks"), refract::column<&Named::rank>.named("place"));

using namespace refract::detail;

static_assert(is_model_by_convention<Plain> && !is_model_by_convention<Named>);
static_assert(std::is_same_v<options_type<Plain>, table_options<>>);

constexpr int count_options_of_named() {
    int count = 0;
    for_each_option(refract::model<Named>.options, [&](const auto&) { ++count; });
    return count;
}
static_assert(count_options_of_named() == 2 && get<0>(refract::model<Named>.options).name == std::string_view("ranks"));
