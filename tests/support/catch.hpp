#pragma once

// The tests run with Catch2 2 (Debian 12) and 3 alike; they use only what both spell the same way.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
