// The conditions of queries, asked of plain objects: in unit tests, caches and filters of what is there already.

#include <refract/memory.hpp>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <ranges>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;

struct Author {
    std::int64_t id{};
    std::string name;
    std::optional<int> born;
};
struct Book {
    std::int64_t id{};
    std::int64_t author_id{};
    std::string title;
    decimal<2> price{};
};

// [conditions]
constexpr auto is_modern = col<&Author::born> >= 1900;
constexpr auto is_cheap = col<&Book::price> < 10_dec && !col<&Book::title>.contains("%");
constexpr auto wrote = col<&Book::author_id> == col<&Author::id>;
constexpr auto costs = param<int> * col<&Book::price>;
// [/conditions]

int main() {
    std::cout << std::boolalpha;
    const std::vector<Author> authors{
        {1, "Ann", 1920}, {2, "Bob", std::nullopt}, {3, "Cleo", 1850}};
    const Book book{.id = 1, .author_id = 1, .title = "Trees", .price = 9.50_dec};

    // [one]
    const Author& ann = authors[0];
    std::cout << matches(book, is_cheap) << '\n';
    std::cout << matches(std::tie(ann, book), wrote && is_modern) << '\n';
    std::cout << evaluate(book, costs, 3).to_string() << '\n'; // a decimal<2>: 28.50
    // [/one]

    // [many]
    // NULL: the database would return neither whom it is true of nor whom it is false of.
    std::cout << std::ranges::count_if(authors, matching(is_modern)) << " and "
              << std::ranges::count_if(authors, matching(!is_modern)) << " of " << authors.size()
              << '\n';
    for (const std::string& name : authors |
                                       std::views::filter(matching(col<&Author::id>.in(1, 3))) |
                                       std::views::transform(evaluating(upper(col<&Author::name>))))
        std::cout << name << '\n';
    // [/many]

    // Where databases differ, a dialect says which one is meant.
    std::cout << matches(ann, col<&Author::name>.like("a%")) << ' '
              << matches<dialect::sqlite>(ann, col<&Author::name>.like("a%")) << '\n';
}
