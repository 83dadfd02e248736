#pragma once

#include "skip.hpp"

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

namespace refract_test {

// Where the PostgreSQL server of the tests is; nothing where there is none, and the test returns.
// With REFRACT_REQUIRE_POSTGRES, which CI sets, a missing server is a failure instead.
inline std::optional<std::string> postgres_url() {
    if (const char* url = std::getenv("REFRACT_POSTGRES_URL"); url && *url) { return url; }
    if (std::getenv("REFRACT_REQUIRE_POSTGRES")) {
        throw std::runtime_error("REFRACT_REQUIRE_POSTGRES is set, but REFRACT_POSTGRES_URL is not");
    }
    skip("no PostgreSQL server, REFRACT_POSTGRES_URL is not set");
    return std::nullopt;
}

} // namespace refract_test
