// SPDX-License-Identifier: MIT
// Placeholders of raw SQL: as many numbers as were counted, and nothing else is changed.
#include "support.hpp"

#include <refract/client/raw_sql.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace refract::detail;
    const std::string_view text = as_text(data, size);
    const std::string numbered = number_placeholders(text, "?");
    // The inverse: numbers back to braces, braces back to doubled ones.
    std::size_t count = 0, at = 0;
    std::string back;
    while (at < numbered.size()) {
        const std::string next = "?" + std::to_string(count + 1);
        const bool was_placeholder = text.substr(back.size(), 2) == "{}" && text.substr(back.size(), 4) != "{{}}" &&
                                     numbered.compare(at, next.size(), next) == 0;
        if (was_placeholder) {
            back += "{}";
            at += next.size();
            ++count;
        } else if (text.substr(back.size(), 4) == "{{}}") {
            expect(numbered.compare(at, 2, "{}") == 0, "doubled braces become the two characters");
            back += "{{}}";
            at += 2;
        } else {
            back += numbered[at++];
        }
    }
    expect(back == text, "nothing but placeholders is changed");
    expect(count == count_holes(text), "as many numbers as were counted");
    return 0;
}
