#include <refract/codec/json_of.hpp>
#include <refract/schema/json_form.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {
struct Size {
    int width{};
    std::optional<int> height{};
};
struct Timed {
    std::chrono::sys_seconds at{};
};
} // namespace

static_assert(has_json_form<Size>());
static_assert(has_json_form<std::map<std::string, std::vector<Size>>>());
static_assert(has_json_form<json>() && !has_json_form<std::map<int, int>>());
static_assert(!has_json_form<Timed>());
static_assert(!has_json_form<std::optional<std::vector<std::chrono::seconds>>>());
