// SPDX-License-Identifier: MIT
#include "sqlite/setup.hpp"

namespace benchmark::sqlite {
namespace {

using namespace refract;

constexpr auto query = from<User>()
                           .where(col<&User::age> > 30 && col<&User::email>.like("%7@example.org"))
                           .order_by(col<&User::score>.desc(), col<&User::id>)
                           .limit(20);
constexpr std::string_view literal =
    R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user" WHERE "age" > ?1 AND "email" LIKE ?2 ORDER BY "score" DESC, "id" LIMIT ?3)";
// A constant like the one written by hand: nothing is left for the run time.
static_assert(sql<dialect::sqlite>(query) == literal);

side text_side(const char* name, bool by_hand) {
    return {.name = name, .run = [by_hand](const slice& work) {
                std::uint64_t sum = 0;
                for (std::size_t i = 0; i < work.operations; ++i) {
                    const std::string_view text = by_hand ? literal : sql<dialect::sqlite>(query);
                    keep(text.data());
                    sum += text.size();
                }
                return sum;
            }};
}

} // namespace

std::vector<workload> text_workloads() {
    return {{.name = "text of a query", .unit = "text", .sides = [] {
                 return std::vector<side>{text_side("tuned raw", true), text_side("refract", false)};
             }}};
}

} // namespace benchmark::sqlite
