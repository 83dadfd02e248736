// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/verify.hpp>

#include <string>

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
                const verification found = refract::verify(db);
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
