// SPDX-License-Identifier: MIT
// Whatever a name or a text holds, quoted it is one token that means exactly that name or text.
#include "support.hpp"

#include <refract/base/text_sink.hpp>

namespace {

std::string quoted(std::string_view text, char quote) {
    refract::detail::text_sink counting;
    counting.put_quoted(text, quote);
    std::string result(counting.size, '\0');
    refract::detail::text_sink writing{.out = result.data()};
    writing.put_quoted(text, quote);
    expect(writing.size == counting.size, "both passes agree");
    return result;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static sqlite_oracle oracle;
    const std::string_view text = as_text(data, size);
    if (text.find('\0') != std::string_view::npos) return 0; // SQL text ends at NUL; drivers refuse it
    expect(oracle.ask("SELECT " + quoted(text, '\'')) == text, "a literal is its text");
    expect(oracle.column_name("SELECT 1 AS " + quoted(text, '"')) == text, "an identifier is its name");
    return 0;
}
