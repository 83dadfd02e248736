// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/migrate/history.hpp>
#include <refract/verify.hpp>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// `verify`: the program's queries against a live database.

namespace refract {
inline namespace v0 {
namespace command_line {

inline constexpr command verify_queries{
    .path = "verify",
    .summary = "Prepare every query of the program on the database, without running one, and report what does not fit.",
    .details = "Missing tables and columns, types and nullability that differ, and queries that read whole tables.\n"
               "Exits with 0 where nothing but hints is found, with 2 where something is.",
    .add_options = [](CLI::App&, arguments&) {},
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) {
                verification found = refract::verify(db);
                const std::string_view history = detail::table_of<migrate::history_entry>().name;
                if (!detail::has_history(db)) // no deploy was here: what the commands ask it is none of the program's
                    std::erase_if(found.findings, [&](const auto& each) { return each.table == history; });
                in.out.data() = json_object::parse(found.to_json());
                in.out.product(found.to_string());
                return found.ok() ? 0 : 2;
            });
        },
    .needs_models = true,
};

} // namespace command_line
} // namespace v0
} // namespace refract
