// A schema from its first day to production: docs/guide/22-migrations.md.
//
// A real program has one version of its models at a time, and its main() is app_main(). Here the versions stand
// side by side, and the commands are called one after the other.
#include <refract/sqlite.hpp>

#include <refract/cli.hpp>

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

using namespace refract;

namespace day_1 {
// [first]
struct Member {
    std::int64_t id{};
    std::string name;
    std::string mail;
    std::string paid; // "12.50"
};
using club = refract::schema<Member>;
// [/first]

// [main]
// The main() of a program of its own.
int app_main(int argc, char** argv) { return refract::cli<club>(argc, argv); }
// [/main]
} // namespace day_1

namespace day_2 {
struct Member {
    std::int64_t id{};
    std::string name;
    std::string email;
    std::string paid;
};
using club = refract::schema<Member>;
} // namespace day_2
// [renamed]
template <> inline constexpr auto refract::model<day_2::Member> =
    refract::table(refract::column<&day_2::Member::email>.renamed_from("mail"));
// [/renamed]

namespace day_3 {
// [split]
struct Member {
    std::int64_t id{};
    std::string name;
    std::string first_name, last_name; // new
    std::string email;
    std::string paid;
};
// [/split]
using club = refract::schema<Member>;
} // namespace day_3
// [split_model]
template <> inline constexpr auto refract::model<day_3::Member> = refract::table(
    refract::column<&day_3::Member::first_name>.default_to(""),
    refract::column<&day_3::Member::last_name>.default_to(""));
// [/split_model]

namespace day_4 {
// [typed]
struct Member {
    std::int64_t id{};
    std::string first_name, last_name;
    std::string email;
    refract::decimal<2> paid; // a number at last; and name is gone
};
// [/typed]
using club = refract::schema<Member>;
} // namespace day_4
template <> inline constexpr auto refract::model<day_4::Member> = refract::table(
    refract::column<&day_4::Member::first_name>.default_to(""),
    refract::column<&day_4::Member::last_name>.default_to(""));

// What the guide shows is the same on every day: moments become this one.
std::string without_moments(std::string text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::size_t end = at;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
        if (end - at == 14) text.replace(at, 14, "20261127101500");
        at = end;
    }
    return text;
}
void show(std::FILE* printed) {
    std::rewind(printed);
    std::string text;
    for (int c = std::fgetc(printed); c != EOF; c = std::fgetc(printed))
        text += static_cast<char>(c);
    std::fclose(printed);
    std::cout << without_moments(text);
}

/// What `app LINE` does with the models of a day.
template <class Schema> void app(const std::string& line) {
    std::cout << "$ app " << line << "\n";
    std::istringstream words(line);
    std::vector<std::string> arguments{std::istream_iterator<std::string>(words), {}};
    if (line.find("--url") == std::string::npos)
        arguments.insert(arguments.end(), {"--url", "sqlite:club.db"});
    command_line::program what{.name = "app"};
    detail::add_included<Schema, dialect::sqlite, std::nullptr_t>(what.databases);
    std::FILE* const printed = std::tmpfile();
    const int code = command_line::run(what, arguments, {.out = printed, .errors = printed});
    show(printed);
    if (code != 0) std::cout << "(exit code " << code << ")\n";
}
/// The file of the migration whose name ends so.
std::filesystem::path migration(const std::string& ending) {
    for (const auto& each : std::filesystem::directory_iterator("migrations"))
        if (each.path().filename().string().ends_with(ending)) return each.path() / "migration.sql";
    return {};
}
void print_file(const std::filesystem::path& path) {
    std::cout << std::ifstream(path).rdbuf() << "\n";
}

int main() {
    const std::filesystem::path here =
        std::filesystem::temp_directory_path() / "refract_guide_migrations";
    std::filesystem::remove_all(here);
    std::filesystem::create_directories(here);
    std::filesystem::current_path(here);

    app<day_1::club>("migrate dev --name first");
    print_file(migration("_first"));
    app<day_1::club>("migrate deploy --url sqlite:production.db");
    sqlite::database{"production.db"}.insert(
        day_1::Member{.name = "Ann Lee", .mail = "ann@example.org", .paid = "12.50"});

    app<day_2::club>("migrate dev --name email");
    print_file(migration("_email"));

    app<day_3::club>("migrate dev --name split_name --create-only");
    // [edit]
    std::ofstream(migration("_split_name"), std::ios::app)
        << "\nUPDATE member SET first_name = substr(name, 1, instr(name, ' ') - 1),"
           " last_name = substr(name, instr(name, ' ') + 1);\n";
    // [/edit]
    app<day_3::club>("migrate dev");
    print_file(migration("_split_name"));

    app<day_4::club>("migrate dev --name paid_is_a_number");
    print_file(migration("_paid_is_a_number"));

    app<day_4::club>("migrate status --url sqlite:production.db");
    app<day_4::club>("migrate deploy --url sqlite:production.db");
    for (const day_4::Member& each : sqlite::database{"production.db"}.all(from<day_4::Member>()))
        std::cout << each.first_name << " / " << each.last_name << " / " << each.email << " / "
                  << each.paid.to_string() << "\n";
    app<day_4::club>("migrate diff --url sqlite:production.db");
    std::filesystem::remove_all(here);
}
