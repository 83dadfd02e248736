// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// What a database holds, as data, and the statements that make it what another is.

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/read_catalog.hpp>
