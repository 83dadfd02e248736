// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/migrate/deploy_options.hpp>
#include <refract/migrate/draft.hpp>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// Commands that plan by what a database has, and then change it, while other programs may do the same.

namespace refract {
inline namespace v0 {
namespace command_line {

/// The database is another one than the plan was made for.
struct plan_is_late {};

/// Has a deploy, or what runs as one, look at the database once more when it has it for itself.
template <class Database> void refuse_late_plan(migrate::deploy_options<Database>& options,
                                                const migrate::database_definition& planned_for,
                                                const std::vector<std::string>& schemas) {
    options.on_begin = [&planned_for, &schemas](typename Database::transaction_type& transaction) {
        if (!(migrate::read_managed(transaction, schemas) == planned_for)) throw plan_is_late{};
    };
}

/// Plans anew where another program was first.
template <class Work> int while_plan_is_late(context& in, const Work& work) {
    for (int left = 5;; --left) {
        try {
            return work();
        } catch (const plan_is_late&) {
            constexpr std::string_view sentence = "Another program has changed the database in the meantime";
            if (left == 0) throw command_failure{1, fmt::format("{}, again and again", sentence)};
            in.out.note(fmt::format("{}; this one begins anew.", sentence), tone::caution);
        }
    }
}

} // namespace command_line
} // namespace v0
} // namespace refract
