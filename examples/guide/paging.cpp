// Pages of a long list: by number, and behind the last row that was seen.
#include "models.hpp"

#include <refract/sqlite.hpp>

#include <iostream>
#include <string_view>
#include <vector>

using namespace refract;

// [offset]
// Page 0, 1, 2 ...: simple, and fine for the first dozens. The database walks over all that it skips, and rows
// that come or go in between shift the pages.
std::vector<Tool> numbered_page(sqlite::database& db, std::int64_t page, std::int64_t size) {
    constexpr auto query = from<Tool>()
                               .order_by(col<&Tool::name>, col<&Tool::id>)
                               .limit(param<std::int64_t>)
                               .offset(param<std::int64_t>);
    return db.all(query, size, page * size);
}
// [/offset]

// [keyset]
// The page behind a row: as quick for the last page as for the first, given an index on the columns of the order.
// The order ends in a key, or rows with the same name would be lost between two pages.
std::vector<Tool> page_behind(sqlite::database& db, const Tool& last, std::int64_t size) {
    return db.all(from<Tool>().order_by(col<&Tool::name>, col<&Tool::id>).after(last).limit(size));
}
// [/keyset]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<shed>();
    for (const char* name : {"saw", "axe", "saw", "file", "vice", "saw", "awl"})
        db.insert(Tool{.name = name});

    const auto show = [](std::string_view what, const std::vector<Tool>& page) {
        std::cout << what << ':';
        for (const Tool& tool : page) std::cout << ' ' << tool.name << ' ' << tool.id;
        std::cout << '\n';
    };
    show("page 1", numbered_page(db, 1, 3));

    // [walk]
    std::vector<Tool> page = numbered_page(db, 0, 3);
    while (!page.empty()) {
        show("page", page);
        page = page_behind(db, page.back(), 3);
    }
    // [/walk]
}
