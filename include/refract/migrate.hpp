// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// What a database holds, as data, the statements that make it what models say, and migrations in a folder. Opt-in; the
/// rest of refract never includes this.

#include <refract/refract.hpp>

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/adopt.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/down.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/expect.hpp>
#include <refract/migrate/loss.hpp>
#include <refract/migrate/merge_models.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/print_diagram.hpp>
#include <refract/migrate/print_models.hpp>
#include <refract/migrate/read_catalog.hpp>
#include <refract/migrate/report.hpp>
#include <refract/migrate/resolve.hpp>
#include <refract/migrate/shadow.hpp>
#include <refract/migrate/snapshot.hpp>
#include <refract/migrate/squash.hpp>
