// SPDX-License-Identifier: MIT
// Texts of a list reach SQLite as they are, through the JSON that carries them.
#include "support.hpp"

#include <refract/driver/sqlite.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static sqlite_oracle oracle;
    const std::string_view text = as_text(data, size);
    std::string json = "[";
    const refract::detail::json_list_writer writer{json};
    try {
        writer.put(text);
    } catch (const refract::conversion_error&) {
        expect(text.find('\0') != std::string_view::npos, "only NUL is refused");
        return 0;
    }
    json += ']';
    expect(oracle.ask("SELECT value FROM json_each(?1)", json) == text, "a text of a list is that text");
    return 0;
}
