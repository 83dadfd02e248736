#include <refract/refract.hpp>
#include <refract/schema/kinds.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace refract::detail;

namespace schema_kinds_test {

enum class Sort { HTTPLog = 4, plain_note, picture };
struct Entry {
    int id{};
    Sort sort{};
    std::optional<std::string> text;
    std::optional<int> width;
};
struct HttpLog {
    using model = Entry;
    std::string text;
};
struct PlainNote {
    using model = Entry;
    int id{};
    std::string text;
};
struct Photo {
    using model = Entry;
    int width{};
    int id{};
};
struct Other {
    using model = Entry;
    int id{};
};
using Any = std::variant<PlainNote, Photo>;

struct Wide {
    int id{};
    std::string sort;
};
struct ALog {
    using model = Wide;
    int id{};
};

} // namespace schema_kinds_test
using namespace schema_kinds_test;

template <> inline constexpr auto refract::model<Entry> =
    refract::table(refract::named("entries"),
                   refract::kinds<&Entry::sort, PlainNote, refract::kind_as<Sort::picture, Photo>, HttpLog>);
template <> inline constexpr auto refract::model<Wide> = refract::table(refract::kinds<&Wide::sort, ALog>);

// A kind is known by its name in snake_case, however the enumerator is spelled, or by what is said.
static_assert(kind_value_of<HttpLog> == Sort::HTTPLog && kind_value_of<PlainNote> == Sort::plain_note);
static_assert(kind_value_of<Photo> == Sort::picture && kind_value_of<ALog> == std::string_view("a_log"));
static_assert(kind_column_of<Photo> == 1);
static_assert(is_kind<Photo> && !is_kind<Other> && !is_kind<Entry> && !is_kind<int>);
static_assert(kind_value<std::string, kind_as<refract::fixed_string("x"), Photo>>::get() == "x");
static_assert(!kind_value<Sort, kind_as<4, Photo>>::exists && !kind_value<Sort, Other>::exists);

static_assert(kind_variant<Any> && !kind_variant<Photo> && !kind_variant<std::vector<Photo>> && !kind_variant<int>);
static_assert(tree_row<Any> && tree_row<Other> && !tree_row<Entry>);
static_assert(is_passed<check_variant<Any>> && is_passed<check_variant<Photo>>);
static_assert(!is_passed<check_variant<std::variant<Photo, Other>>> &&
              !is_passed<check_variant<std::variant<Photo, ALog>>>);
static_assert(!is_passed<check_variant<std::variant<Photo, Photo>>> && !is_passed<check_variant<std::variant<int>>>);
static_assert(is_passed<check_model<Entry>>);

// A row of a variant: what tells kinds apart, then each column once.
static_assert(level_fields_of<Any>.size() == 4 && level_fields_of<Any>[0].name == "sort");
static_assert(level_fields_of<Any>[2].name == "text" && level_fields_of<Any>[3].name == "width");
static_assert(kind_places<Any, Photo>[0] == 3 && kind_places<Any, Photo>[1] == 1);
