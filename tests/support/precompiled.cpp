// The precompiled header of all tests is made beside this file.
#include "support/precompiled.hpp"
