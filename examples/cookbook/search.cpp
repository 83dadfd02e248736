// Questions about lists that people look through. docs/cookbook.md shows each.
#include "show_as_run.hpp"

using namespace refract;
using namespace cookbook;

struct Tool {
    std::int64_t id{};
    std::string name, kind;
    decimal<2> price{};
    std::int64_t stock{};
};
constexpr auto id = col<&Tool::id>;
constexpr auto tool = col<&Tool::name>;
constexpr auto kind = col<&Tool::kind>;
constexpr auto price = col<&Tool::price>;

// [page]
// Dearer first, then by key: the order ends in a key, so that each row has its place.
constexpr auto tools = from<Tool>().order_by(price.desc(), id);
constexpr auto first_page = tools.limit(2);
auto page_behind(const Tool& last) { return tools.after(last).limit(2); }
// [/page]

// [total]
constexpr auto page_with_total =
    from<Tool>().order_by(id).limit(2).offset(2).select(id, tool, count().over());
// [/total]

// [filters]
struct Wish {
    std::string text{};
    std::vector<std::string> kinds{};
    std::optional<decimal<2>> up_to{};
};
auto search(const Wish& wish) {
    predicate<Tool> wanted; // empty: every row
    if (!wish.text.empty()) wanted &= tool.contains(wish.text);
    if (!wish.kinds.empty()) wanted &= kind.in(wish.kinds);
    if (wish.up_to) wanted &= price <= *wish.up_to;
    return from<Tool>().where(wanted).order_by(id).select(id, tool);
}
// [/filters]

// [facets]
constexpr auto facets = [](const predicate<Tool>& wanted) {
    return from<Tool>().where(wanted).group_by(kind).order_by(kind).select(
        kind, count(), min(price), max(price));
};
// [/facets]

// [relevance]
constexpr auto relevance = [](std::string_view text) {
    return case_when(tool == text, 3)
        .when(tool.starts_with(text), 2)
        .when(tool.contains(text), 1)
        .otherwise(0);
};
auto best_matches(std::string_view text) {
    return from<Tool>()
        .where(tool.contains(text))
        .order_by(relevance(text).desc(), tool)
        .select(tool);
}
// [/relevance]

// [neighbours]
struct Neighbours {
    std::int64_t id{};
    std::optional<std::string> before, after;
};
constexpr auto in_order = window(order_by(tool, id));
constexpr auto all_neighbours =
    from<Tool>().select<Neighbours>(id, lag(tool).over(in_order), lead(tool).over(in_order));
constexpr auto neighbours = from(all_neighbours).where(col<&Neighbours::id> == param<std::int64_t>);
// [/neighbours]

// [reuse]
constexpr auto available = col<&Tool::stock> > 0;
constexpr auto cheapest_first = order_by(price, id);
constexpr auto names = [](const auto& query) { return query.select(tool); };
constexpr auto offer = from<Tool>() | available | cheapest_first | names;
// [/reuse]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Tool>>();
    db.insert_many<Tool>(
        {{1, "hammer", "hand", 12.00_dec, 3},
         {2, "drill", "power", 90.00_dec, 0},
         {3, "hammer drill", "power", 140.00_dec, 1},
         {4, "jackhammer", "power", 140.00_dec, 2},
         {5, "saw", "hand", 15.50_dec, 9}});
    show("page", db, first_page);
    show("page-behind", db, page_behind(db.all(first_page).back()));
    show("total", db, page_with_total);
    show_as_run(
        "filters",
        db,
        search({.text = "hammer", .kinds = {"power", "garden"}, .up_to = 200.00_dec}));
    predicate<Tool> wanted = price < 100.00_dec;
    show_as_run("facets", db, facets(wanted));
    show("relevance", db, best_matches("hammer"));
    show("neighbours", db, neighbours, 3);
    show("reuse", db, offer);
}
