#pragma once

// What takes compilers longer in most tests than the tests themselves. That each header stands alone is another test's.

#include "catch.hpp"

#if __has_include(<sqlite3.h>)
#include "databases.hpp"
#endif
