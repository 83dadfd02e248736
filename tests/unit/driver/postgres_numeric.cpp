// PostgreSQL's numeric, from and to text.

#include <refract/driver/postgres_numeric.hpp>

#include <support/postgres_session.hpp>

#include <random>
#include <string>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

std::string there_and_back(const std::string& text) {
    postgres_buffer bytes;
    put_postgres(bytes, oid::numeric, wire::numeric{text});
    wire::numeric out;
    if (const auto complaint = take_postgres(bytes.data(), static_cast<int>(bytes.size()), oid::numeric, out))
        return complaint;
    // The codec takes the zeros in front away.
    number_parts parts;
    parse_number(out.text, parts);
    return print_number(parts, parts.fraction);
}
std::string taken(std::initializer_list<int> words) {
    postgres_buffer bytes;
    for (const int word : words) bytes.put_number(static_cast<std::uint16_t>(word));
    wire::numeric out;
    const auto complaint = take_postgres(bytes.data(), static_cast<int>(bytes.size()), oid::numeric, out);
    return complaint ? complaint : out.text;
}

} // namespace

TEST_CASE("numbers keep their digits in the binary form", "[postgres_numeric]") {
    for (const char* text : {"0", "0.00", "1", "-1", "10000", "9999", "0.0001", "0.00001", "-0.5", "12345.678900",
                             "100000000", "0.00000000000000000001", "1.000000000000000000000000000000000001"})
        CHECK(there_and_back(text) == text);
    std::mt19937_64 random(7);
    for (int i = 0; i < 2000; ++i) {
        std::string text(random() % 2 ? "-" : "");
        text += static_cast<char>('1' + random() % 9);
        for (auto n = random() % 40; n > 0; --n) text += static_cast<char>('0' + (random() % 3 ? random() % 10 : 0));
        if (random() % 3) {
            text += '.';
            for (auto n = 1 + random() % 40; n > 0; --n)
                text += static_cast<char>('0' + (random() % 3 ? random() % 10 : 0));
        }
        CHECK(there_and_back(text) == text);
    }
}

TEST_CASE("the server understands the binary form", "[postgres_numeric]") {
    postgres_session session;
    if (!session) return;
    for (const std::string text : {"0", "0.00", "-1", "10000", "0.0001", "-12345.678900", "100000000"}) {
        postgres_buffer bytes;
        put_postgres(bytes, oid::numeric, wire::numeric{text});
        std::string hex;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            hex += "0123456789abcdef"[static_cast<unsigned char>(bytes.data()[i]) >> 4];
            hex += "0123456789abcdef"[static_cast<unsigned char>(bytes.data()[i]) & 15];
        }
        CHECK(session.ask("SELECT encode(numeric_send(" + text + "), 'hex')") == hex);
    }
}

TEST_CASE("what is no numeric is refused", "[postgres_numeric]") {
    CHECK(taken({0, 0, 0xC000, 0}).find("NaN") != std::string::npos);
    CHECK(taken({0, 0, 0xD000, 0}).find("infinite") != std::string::npos);
    CHECK(taken({0, 0, 0xF000, 0}).find("infinite") != std::string::npos);
    CHECK(taken({0xFFFF, 0, 0, 0}) == "holds no number");
    CHECK(taken({1, 0, 0, 0}) == "holds no number");         // no digit follows
    CHECK(taken({1, 0, 0, 0, 10'000}) == "holds no number"); // no digit of base 10000
    CHECK(taken({0, 0, 0x1234, 0}) == "holds no number");
    CHECK(taken({0, 0, 0, 0xFFFF}) == "holds no number");
    CHECK(taken({0, 0}) == "holds no number");
    CHECK(taken({1, 0, 0, 2, 7}) == "0007.00");
    postgres_buffer bytes;
    CHECK_THROWS_AS(put_postgres(bytes, oid::numeric, wire::numeric{std::string(131'073, '1')}), conversion_error);
    CHECK_THROWS_AS(put_postgres(bytes, oid::numeric, wire::numeric{"0." + std::string(16'384, '1')}),
                    conversion_error);
}
