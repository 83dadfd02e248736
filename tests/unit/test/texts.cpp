#include <refract/test/texts.hpp>

#include <support/catch.hpp>

#include <set>
#include <string>

using namespace refract::detail;

TEST_CASE("names of columns say what their texts are about", "[test_texts]") {
    CHECK(guess_from_name("email") == text_about::email);
    CHECK(guess_from_name("work_mail") == text_about::email);
    CHECK(guess_from_name("name") == text_about::full_name);
    CHECK(guess_from_name("file_name") == text_about::words);
    CHECK(guess_from_name("first_name") == text_about::first_name);
    CHECK(guess_from_name("title") == text_about::words);
}

TEST_CASE("texts with the number of a row are another one for each row", "[test_texts]") {
    test_numbers random(7);
    std::set<std::string> seen;
    for (int about = 0; about <= static_cast<int>(text_about::country); ++about)
        for (int row = 1; row <= 200; ++row)
            seen.insert(make_plain_text(random, static_cast<text_about>(about), std::to_string(row)));
    CHECK(seen.size() == 9 * 200);
    const std::string mail = make_plain_text(random, text_about::email, "12");
    CHECK(mail.find("12@example.org") != std::string::npos);
}

TEST_CASE("texts are cut between characters", "[test_texts]") {
    CHECK(first_characters("abc", 2) == "ab");
    CHECK(first_characters("\xf0\x9f\x98\x80\xc3\xa9x", 2) == "\xf0\x9f\x98\x80\xc3\xa9");
    CHECK(first_characters("\xc3\xa9", 1) == "\xc3\xa9");
    CHECK(first_characters("\xc3\xa9", 0).empty());
    CHECK(first_characters("ab", 9) == "ab");
}

TEST_CASE("NUL comes only where it can be held", "[test_texts]") {
    bool came = false;
    for (unsigned seed = 0; seed < 500; ++seed) {
        test_numbers with(seed), without(seed);
        const std::string held = make_hostile_text(with, true), replaced = make_hostile_text(without, false);
        came |= held.find('\0') != std::string::npos;
        REQUIRE(replaced.find('\0') == std::string::npos);
        if (held != replaced) REQUIRE(held.find('\0') != std::string::npos);
    }
    CHECK(came);
}
