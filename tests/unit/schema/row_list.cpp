#include <refract/codec/chrono.hpp>
#include <refract/codec/codec.hpp>
#include <refract/codec/json.hpp>
#include <refract/codec/number.hpp>
#include <refract/schema/row_list.hpp>

#include <optional>

using namespace refract;
using namespace refract::detail;

namespace row_list_schema_test {
struct Visit {
    std::chrono::sys_seconds at{};
    std::optional<int> number{};
};
struct WithDocument {
    json document{};
};
struct Nested {
    Visit inner{};
};
} // namespace row_list_schema_test
using namespace row_list_schema_test;

// What is written of it is in tests/unit/codec/row_list.cpp.
static_assert(is_listed_row<Visit>());
static_assert(!is_listed_row<WithDocument>());
static_assert(!is_listed_row<Nested>());
static_assert(!is_listed_row<int>());
static_assert(!has_known_values<row_list<Visit>>);
