// SPDX-License-Identifier: MIT
// Decimals and UUIDs: what is parsed prints to what parses the same.
#include "support.hpp"

#include <refract/codec/decimal.hpp>
#include <refract/codec/uuid.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace refract;
    const std::string_view text = as_text(data, size);
    if (const auto id = uuid::parse(text)) expect(uuid::parse(id->to_string()) == id, "a UUID prints to itself");
    for (unsigned scale : {0U, 2U, 18U}) {
        const auto coefficient = detail::parse_decimal(text, scale);
        if (!coefficient) continue;
        const std::string again = detail::print_decimal(*coefficient, scale);
        expect(detail::parse_decimal(again, scale) == coefficient, "a decimal prints to itself");
    }
    return 0;
}
