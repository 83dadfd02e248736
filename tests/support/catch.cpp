// The precompiled header of most tests is made beside this file.
#include "support/catch.hpp"
