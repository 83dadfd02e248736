// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/db_diagram.hpp>
#include <refract/cli/db_execute.hpp>
#include <refract/cli/db_pull.hpp>
#include <refract/cli/db_push.hpp>
#include <refract/cli/db_seed.hpp>
#include <refract/cli/migrate_chain.hpp>
#include <refract/cli/migrate_deploy.hpp>
#include <refract/cli/migrate_dev.hpp>
#include <refract/cli/migrate_diff.hpp>
#include <refract/cli/migrate_down.hpp>
#include <refract/cli/migrate_lint.hpp>
#include <refract/cli/migrate_rehearse.hpp>
#include <refract/cli/migrate_resolve.hpp>
#include <refract/cli/migrate_squash.hpp>
#include <refract/cli/migrate_status.hpp>
#include <refract/cli/verify_queries.hpp>

#include <string_view>

/// \file
/// All commands, in the order in which help lists them.

namespace refract {
inline namespace v0 {
namespace command_line {

inline constexpr const command* all_commands[] = {
    &migrate_dev,      &migrate_deploy, &migrate_status,  &migrate_diff,     &migrate_lint,
    &migrate_rehearse, &migrate_down,   &migrate_resolve, &migrate_baseline, &migrate_squash,
    &migrate_adopt,    &migrate_reset,  &migrate_chain,   &db_push,          &db_pull,
    &db_seed,          &db_execute,     &db_diagram,      &verify_queries,
};

inline std::string_view summary_of_group(std::string_view name) {
    if (name == "migrate") return "Schema changes, from development to production";
    return name == "db" ? "The database itself" : "";
}

} // namespace command_line
} // namespace v0
} // namespace refract
