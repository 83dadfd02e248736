#pragma once

// The tests run with Catch2 2 (Debian 12) and 3 alike; they use only what both spell the same way, and this.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx; // where Catch2 2 has it
#else
#include <catch2/catch.hpp>
#endif

#include <string>

namespace refract_test {

/// Matches what holds a text: `CHECK_THROWS_WITH(call, has_text("no such table"))`.
inline auto has_text(const std::string& part) {
#if __has_include(<catch2/catch_all.hpp>)
    return Catch::Matchers::ContainsSubstring(part);
#else
    return Catch::Matchers::Contains(part);
#endif
}

} // namespace refract_test
