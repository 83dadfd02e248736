// The precompiled header of tests that talk to databases is made beside this file.
#include "support/databases.hpp"
