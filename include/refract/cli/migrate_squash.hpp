// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/migrate_dev.hpp>
#include <refract/migrate/adopt.hpp>
#include <refract/migrate/squash.hpp>

#include <string>
#include <vector>

/// \file
/// `migrate squash` and `migrate adopt`: a folder of migrations becomes another.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int squash_folder(context& in, Database& db) {
    refuse_unusable_name(in.said.name);
    detail::require_folder(in.said.folder);
    const migrate::squash_result made =
        migrate::squash(db, in.said.folder, in.said.name, in.said.up_to,
                        in.said.all ? migrate::squash_text::joined : migrate::squash_text::planned);
    in.out.data() = {{"migration", made.made.name}, {"replaced", made.replaced}, {"notes", made.notes}};
    in.out.say(
        fmt::format("wrote {}/{}, in place of {} migrations", in.said.folder, made.made.name, made.replaced.size()),
        tone::good);
    for (const std::string& each : made.notes) in.out.note(each, tone::caution);
    return 0;
}
template <class Database> int adopt_folder(context& in, Database& db) {
    const migrate::adoption made = migrate::adopt(db, in.said.from, in.said.folder, told_wait<Database>(in));
    in.out.data() = {{"written", made.written}, {"applied", made.applied}, {"notes", made.notes}};
    in.out.say(fmt::format("{} migrations are in {}, of which the database has run {}", made.written.size(),
                           in.said.folder, made.applied.size()),
               tone::good);
    for (const std::string& each : made.notes) in.out.note(each, tone::caution);
    return 0;
}

inline constexpr command migrate_squash{
    .path = "migrate squash",
    .summary = "Make one migration of many.",
    .details = "A database that has run them all has run the new one; one that has run some is deployed with the older "
               "folder first. The text is what the migrations make, from nothing; with --joined, their statements.\n\n"
               "  app migrate squash --name baseline --up-to 20260101000000_first",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--name", into.name, "The name of the new one")->required();
            to.add_option("--up-to", into.up_to, "The last one to squash; all unless said");
            to.add_flag("--joined", into.all, "Join the statements instead of planning anew");
        },
    .run =
        [](context& in) {
            detail::require_folder(in.said.folder);
            const hold_folder hold(in);
            return with_database(in, when_missing::is_not_needed, [&](auto& db) { return squash_folder(in, db); });
        },
};
inline constexpr command migrate_adopt{
    .path = "migrate adopt",
    .summary = "Take over the migrations that Prisma, Flyway, Diesel or golang-migrate have begun.",
    .details = "The tool is known by the table of its history. Nothing is run; its folder and table stay.\n\n"
               "  app migrate adopt --from prisma/migrations",
    .add_options = [](CLI::App& to,
                      arguments& into) { to.add_option("--from", into.from, "The other tool's folder")->required(); },
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) {
                const hold_folder hold(in);
                return adopt_folder(in, db);
            });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract
