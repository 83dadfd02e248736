#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/operators.hpp>
#include <refract/schema/schema.hpp>
#include <refract/sql/index_name.hpp>

#include "support/catch.hpp"

#include <set>
#include <string>

namespace index_name_test {
struct Job {
    std::int64_t id{};
    int state{}, prio{}, prio_desc{};
};
struct A {
    std::int64_t id{};
    int b_c{}, b{}, c{}, b__c{}, _b{};
};
struct AB {
    std::int64_t id{};
    int c{}, _c{};
};
struct Long {
    std::int64_t id{};
    int membership_number{}, membership_level{};
};
} // namespace index_name_test
using namespace index_name_test;

using refract::col;
template <> inline constexpr auto refract::model<Job> = refract::table(
    refract::index<&Job::prio>.where(col<&Job::state> == 1), refract::index<&Job::prio>.where(col<&Job::state> == 2),
    refract::index<&Job::prio>, refract::index<&Job::prio>.descending<&Job::prio>(), refract::index<&Job::prio_desc>,
    refract::index<&Job::state>, refract::index<&Job::state>.unique());
template <> inline constexpr auto refract::model<A> =
    refract::table(refract::index<&A::b_c>, refract::index<&A::b, &A::c>, refract::index<&A::b__c>,
                   refract::index<&A::_b>, refract::index<&A::c>.named("mine"));
template <> inline constexpr auto refract::model<AB> =
    refract::table(refract::named("a_b"), refract::index<&AB::c>, refract::index<&AB::_c>);
// 31 letters of two bytes, so that a cut at 63 bytes may fall into one.
template <> inline constexpr auto refract::model<Long> = refract::table(
    refract::named("\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4"
                   "\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4"),
    refract::index<&Long::membership_number>, refract::index<&Long::membership_level>);

using namespace refract;
using namespace refract::detail;

namespace {

template <class Model> std::string name_of(const dialect_info& dialect, std::size_t position) {
    const table_description& of = description_of<Model>;
    std::string name;
    with_index_name(dialect, of, of.indexes[position], [&](std::string_view made) { name = made; });
    return name;
}
template <class Model> void add_names(const dialect_info& dialect, std::multiset<std::string>& all) {
    for (std::size_t i = 0; i < description_of<Model>.indexes.size(); ++i) all.insert(name_of<Model>(dialect, i));
}
bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) continue;
        if ((byte & 0xe0) != 0xc0 || ++i == text.size() || (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
            return false;
    }
    return true;
}

} // namespace

// Names are constants, the same from every compiler and of every version: they stay in databases.
static_assert([] {
    bool same = false;
    with_index_name(dialect::postgres::info, description_of<Job>, description_of<Job>.indexes[0],
                    [&](std::string_view name) { same = name == "job_prio_8003cd34_idx"; });
    return same;
}());

TEST_CASE("an index is called after its table and columns") {
    for (const dialect_info& dialect : {dialect::sqlite::info, dialect::postgres::info}) {
        CHECK(name_of<AB>(dialect, 0) == "a_b__c_idx");
        CHECK(name_of<A>(dialect, 4) == "mine");
    }
    CHECK(name_of<Job>(dialect::sqlite::info, 2) == "job_prio_idx");
}

TEST_CASE("no two indexes have one name") {
    for (const dialect_info& dialect : {dialect::sqlite::info, dialect::postgres::info}) {
        std::multiset<std::string> all;
        add_names<Job>(dialect, all);
        add_names<A>(dialect, all);
        add_names<AB>(dialect, all);
        add_names<Long>(dialect, all);
        CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
        for (const std::string& each : all) {
            CHECK(is_utf8(each));
            CHECK((dialect.schemas.longest_name == 0 || each.size() <= 63));
        }
    }
}

TEST_CASE("text is cut between characters") {
    CHECK(cut_utf8("ab\u00e4", 3) == "ab");
    CHECK(cut_utf8("ab\u00e4", 4) == "ab\u00e4");
    CHECK(cut_utf8("\u20ac", 2).empty());
    CHECK(cut_utf8("", 0).empty());
}
