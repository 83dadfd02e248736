// SPDX-License-Identifier: MIT
// Dates and times: what is parsed prints to what parses the same, and SQLite understands it alike.
#include "support.hpp"

#include <refract/base/calendar.hpp>

namespace {

template <class Print> std::string printed(Print print) {
    char room[64];
    refract::detail::text_sink sink{.out = room};
    print(sink);
    return {room, sink.size};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace refract::detail;
    static sqlite_oracle oracle;
    const std::string_view text = as_text(data, size);
    if (const auto days = parse_date(text)) {
        const std::string again = printed([&](text_sink& out) { put_date(out, *days); });
        expect(parse_date(again) == days, "a date prints to what parses the same");
        if (*days >= -719528 && *days <= 2932896) // the years 0000 to 9999 are SQLite's
            expect(oracle.ask("SELECT date(?1)", again) == again, "SQLite reads the date alike");
    }
    if (const auto microseconds = parse_timestamp(text)) {
        const std::string again = printed([&](text_sink& out) { put_timestamp(out, *microseconds); });
        expect(parse_timestamp(again) == microseconds, "a time prints to what parses the same");
    }
    if (const auto microseconds = parse_time(text)) {
        const std::string again = printed([&](text_sink& out) { put_time(out, *microseconds); });
        expect(parse_time(again) == microseconds, "a time of day prints to what parses the same");
    }
    return 0;
}
