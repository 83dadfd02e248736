#pragma once

#include <cstdio>
#include <set>
#include <string>

namespace refract_test {

// Says once per program why tests are left out; Catch2 2 has no SKIP.
inline void skip(const std::string& reason) {
    static std::set<std::string> said;
    if (said.insert(reason).second) { std::printf("skipped: %s\n", reason.c_str()); }
}

} // namespace refract_test
