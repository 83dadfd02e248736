// PostgreSQL's arrays in the binary format: written, read, and what a hostile server might send.

#include <refract/driver/postgres_array.hpp>
#include <refract/driver/postgres_text.hpp>

#include <support/catch.hpp>

#include <initializer_list>
#include <random>
#include <string>
#include <string_view>

using namespace refract;
using namespace refract::detail;

namespace {

template <class Item>
std::string complaint_of(std::initializer_list<std::int32_t> words, postgres_oid type = 1007 /* integer[] */) {
    postgres_buffer bytes;
    for (const std::int32_t word : words) bytes.put_number(word);
    wire::list<Item> out;
    const auto complaint = take_postgres(bytes.data(), static_cast<int>(bytes.size()), type, out);
    return complaint ? complaint : "";
}
constexpr std::int32_t int4 = static_cast<std::int32_t>(oid::int4);

} // namespace

TEST_CASE("an array is read as it was written", "[postgres_array]") {
    wire::list<std::string_view> texts;
    texts.items = {{"a", false}, {"", false}, {{}, true}, {"NULL", false}};
    postgres_buffer bytes;
    put_postgres(bytes, oid::text, texts);
    wire::list<std::string_view> out;
    REQUIRE(take_postgres(bytes.data(), static_cast<int>(bytes.size()), oid::text_array, out) == nullptr);
    REQUIRE(out.items.size() == 4);
    CHECK(out.items[0].value == "a");
    CHECK(out.items[1].value.empty());
    CHECK(out.items[2].null);
    CHECK(out.items[3].value == "NULL");
    CHECK(postgres_text_of(texts) == "{\"a\",\"\",NULL,\"NULL\"}");
}

TEST_CASE("what is no array of one dimension is refused", "[postgres_array]") {
    CHECK(complaint_of<std::int32_t>({0, 0, int4}).empty());
    CHECK(complaint_of<std::int32_t>({1, 0, int4, 1, 1, 4, 7}).empty());
    CHECK(complaint_of<std::int32_t>({1, 0, int4, 0, 1}).empty());
    CHECK(complaint_of<std::int32_t>({2, 0, int4, 1, 1, 1, 1, 4, 7}).find("several dimensions") != std::string::npos);
    CHECK(complaint_of<std::int32_t>({1, 0, int4, 1, 0, 4, 7}).find("begin at 1") != std::string::npos);
    CHECK(complaint_of<std::int64_t>({1, 0, int4, 1, 1, 4, 7}).find("another type") != std::string::npos);
    CHECK(complaint_of<std::string_view>({1, 0, 20'000, 1, 1, 4, 7}, 20'001).find("another type") != std::string::npos);
    CHECK(complaint_of<std::string_view>({1, 0, 20'000, 1, 1, 4, 7}, oid::text_array).empty());
    for (const auto& words :
         std::initializer_list<std::initializer_list<std::int32_t>>{{},
                                                                    {0, 0},
                                                                    {1, 0, int4},
                                                                    {1, 0, int4, 1},
                                                                    {1, 0, int4, 1, 1},
                                                                    {1, 0, int4, -1, 1},
                                                                    {1, 0, int4, 1, 1, 4},
                                                                    {1, 0, int4, 1'000'000'000, 1, 4, 7},
                                                                    {1, 0, int4, 1, 1, -2, 7},
                                                                    {1, 0, int4, 1, 1, 8, 7},
                                                                    {1, 0, int4, 1, 1, 4, 7, 9},
                                                                    {0, 0, int4, 5},
                                                                    {1, 0, int4, 2, 1, -1, 3}})
        CHECK(complaint_of<std::int32_t>(words).starts_with("holds"));
}

TEST_CASE("no bytes make the reader leave the array", "[postgres_array]") {
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        // Mostly right, so that the inner checks are reached.
        std::string bytes;
        const std::int32_t words[] = {1, 0, int4, 3, 1, 4, 7, -1, 4, 9};
        for (std::int32_t word : words) {
            if (random() % 12 == 0) word = static_cast<std::int32_t>(random() >> random() % 32);
            char stored[4];
            store_big_endian(stored, word);
            bytes.append(stored, 4);
        }
        bytes.resize(random() % (bytes.size() + 1));
        const std::string exact(bytes); // its end is watched by the address sanitizer
        wire::list<std::int32_t> numbers;
        (void)take_postgres(exact.data(), static_cast<int>(exact.size()), 1007, numbers);
        wire::list<wire::numeric> any;
        (void)take_postgres(exact.data(), static_cast<int>(exact.size()), 1231, any);
    }
    SUCCEED();
}
