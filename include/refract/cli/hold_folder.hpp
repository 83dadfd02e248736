// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/migrate/folder_lock.hpp>
#include <refract/migrate/turn.hpp>

#include <filesystem>
#include <string>

/// \file
/// A command that writes into the folder of migrations has it to itself.

namespace refract {
inline namespace v0 {
namespace command_line {

/// As long as it lives no other command writes there; one that comes waits for a time, and says so.
class hold_folder {
public:
    explicit hold_folder(context& in) : hold_folder(in, in.said.folder) {}
    hold_folder(context& in, const std::filesystem::path& folder)
        : lock_(
              folder,
              [&](const std::string& who) {
                  in.out.note(fmt::format("A{}; this one goes on when that is done, and waits up to {}.", who.substr(1),
                                          detail::text_of_time(time_to_wait(in))),
                              tone::caution);
              },
              time_to_wait(in)) {}

private:
    migrate::folder_lock lock_;
};

} // namespace command_line
} // namespace v0
} // namespace refract
