// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// The queries of a program seen from outside: a list of them, and which of them a test run has executed. Opt-in; the
/// rest of refract never includes this.

// Sentences first: compilers print the way of includes that leads to them.
#include <refract/base/rule.hpp>

#include <refract/verify/coverage.hpp>
#include <refract/verify/queries.hpp>
#include <refract/verify/repeats.hpp>
#include <refract/verify/round_trips.hpp>
#include <refract/verify/verify.hpp>
