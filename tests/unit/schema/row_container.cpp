#include <refract/codec/text.hpp>
#include <refract/schema/row_container.hpp>

#include <support/catch.hpp>

#include <array>
#include <deque>
#include <forward_list>
#include <list>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

using namespace refract;

namespace {

struct Line {
    int id{};
};
template <class Container> constexpr int what_is() {
    using namespace detail;
    return row_sequence<Container> * 1 + moving_sequence<Container> * 2 + row_map<Container> * 4 +
           other_container<Container> * 8;
}
static_assert(what_is<std::vector<Line>>() == 3);
static_assert(what_is<std::deque<Line>>() == 1);
static_assert(what_is<std::list<Line>>() == 1);
static_assert(what_is<std::map<int, Line>>() == 4);
static_assert(what_is<std::unordered_map<std::string, Line>>() == 4);
static_assert(what_is<std::array<Line, 3>>() == 8);
static_assert(what_is<std::forward_list<Line>>() == 8);
static_assert(what_is<std::set<int>>() == 8);
static_assert(what_is<std::multimap<int, Line>>() == 8);
static_assert(what_is<std::map<int, int>>() == 8);
static_assert(what_is<Line>() == 0);
static_assert(what_is<std::string>() == 0);

} // namespace

TEST_CASE("rows are visited whatever holds them") {
    std::map<int, Line> by_key{{3, {3}}, {1, {1}}};
    std::list<Line> in_order{{7}, {5}};
    std::string seen;
    const auto see = [&](const Line& line) { seen += std::to_string(line.id) + " "; };
    detail::visit_rows(by_key, see);
    detail::visit_rows(static_cast<const std::list<Line>&>(in_order), see);
    CHECK(seen == "1 3 7 5 ");
    detail::visit_rows(by_key, [](Line& line) { line.id *= 10; });
    CHECK(by_key.at(3).id == 30);
}
