#include <refract/migrate/lint_rules.hpp>

#include "support/catch.hpp"

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

using namespace refract;

TEST_CASE("rules are sentences", "[lint_rules]") {
    for (const migrate::lint_rule* each : migrate::lint_rules()) {
        INFO(each->code() << " " << each->name);
        CHECK_FALSE(each->message.empty());
        CHECK_FALSE(each->message.ends_with('.'));
        CHECK((each->remedy.ends_with('.')));
        CHECK_FALSE(migrate::name_of(each->about).empty());
    }
    CHECK(migrate::name_of(migrate::severity::error) == "error");
    CHECK(migrate::name_of(migrate::lint_class::rebuilds) == "rebuilds");
}

namespace {

constexpr std::string_view lint_class_titles[]{"Locks and rewrites", "Programs that run", "Data", "Habits",
                                               "Tables that are made anew (SQLite)"};

/// The rules as the page has them, behind its "## Rules".
std::string lint_rules_page() {
    std::string page;
    for (std::size_t about = 0; about < std::size(lint_class_titles); ++about) {
        page.append("### ").append(lint_class_titles[about]).append("\n\n");
        for (const migrate::lint_rule* each : migrate::lint_rules()) {
            if (static_cast<std::size_t>(each->about) != about) continue;
            page.append("**").append(each->code()).append(" ").append(each->name).append("** (");
            page.append(migrate::name_of(each->weight)).append(each->is_usual ? "" : ", only if asked for");
            page.append("): ").append(each->message).append(". ").append(each->remedy).append("\n\n");
            if (!each->example.empty()) page.append("```sql\n").append(each->example).append("\n```\n\n");
        }
    }
    page.pop_back();
    return page;
}

} // namespace

TEST_CASE("the page has all rules", "[lint_rules]") {
    const std::string path = REFRACT_SOURCE_FOLDER "/docs/reference/migrate/lint.md";
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    const std::string page = text.str(), title = "## Rules\n\n";
    const std::size_t begin = page.find(title);
    REQUIRE(begin != std::string::npos);
    const std::string wanted = page.substr(0, begin + title.size()) + lint_rules_page();
    if (std::getenv("REFRACT_UPDATE") != nullptr) std::ofstream(path) << wanted; // REFRACT_UPDATE=1 writes it
    CHECK(page == wanted);
}
