// The records of queries lie in a list per shared object; what is made of them is in tests/unit/verify.

#include <catch2/catch.hpp>
#include <refract/client/query_record.hpp>

#include <source_location>

using namespace refract::detail;

TEST_CASE("the first execution leaves its line, and nothing is counted unless somebody asks", "[query_record]") {
    query_record record{.text = nullptr};
    const auto here = std::source_location::current();
    note_execution(&record, here);
    CHECK(record.line == here.line());
    note_execution(&record, std::source_location::current());
    CHECK(record.line == here.line());
    count_rows(&record, 3);
    CHECK(record.executions == 0);
    CHECK(record.rows == 0);
    note_execution(nullptr, here); // a program without records
}
