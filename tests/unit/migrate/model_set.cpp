#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/migrate/model_set.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;

namespace set_of {

struct Firm {
    std::int64_t id{};
    std::string title{};
};
struct Sale {
    std::int64_t id{};
};

} // namespace set_of

template <> inline constexpr auto refract::model<set_of::Firm> =
    refract::table(refract::named("firm"), refract::renamed_from("company"),
                   refract::column<&set_of::Firm::title>.named("caption").renamed_from("title"));
template <> inline constexpr auto refract::model<set_of::Sale> =
    refract::table(refract::in_schema("sales"), refract::run_before("CREATE SCHEMA IF NOT EXISTS \"Audit\""));

TEST_CASE("models are a set of data: where they are, what makes them, and what they were called", "[model_set]") {
    const migrate::model_set models = migrate::models_of<dialect::sqlite, schema<set_of::Firm, set_of::Sale>>();
    CHECK(models.schemas == std::vector<std::string>{"", "Audit", "sales"});
    CHECK(models.creations.size() >= 2);
    REQUIRE(models.renames.size() == 2);
    CHECK(models.renames[0].table == "firm");
    CHECK(models.renames[0].column.empty());
    CHECK(models.renames[0].was == "company");
    CHECK(models.renames[1].column == "caption");
    CHECK(models.renames[1].was == "title");
}
