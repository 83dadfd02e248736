// SPDX-License-Identifier: MIT
#pragma once

// The calendar and the formatting of <chrono> cost 0.3 s per translation unit, a third of what the
// whole library may cost. libstdc++ keeps durations and time points in a header of their own; a
// program that stores `std::chrono::year_month_day` includes <chrono> itself.
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
