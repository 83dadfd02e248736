// pull <kind> <url> <folder> [schema ...]: writes the models of a database into models.hpp of a folder, and what is left
// out into left_out.txt. What a program of the pulled models then finds different is in compare.cpp.
#include "database.hpp"

#include <refract/migrate/print_models.hpp>
#include <refract/migrate/read_catalog.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

int main(int count, char** arguments) {
    const std::string folder = arguments[2];
    std::vector<std::string> schemas{""};
    for (int i = 3; i < count; ++i) schemas.emplace_back(arguments[i]);
    pulled::database db(arguments[1]);
    const auto made =
        refract::migrate::print_models<pulled::database::dialect>(refract::migrate::read_database(db, schemas));
    for (const refract::migrate::pulled_file& each : made.files) {
        const auto path = std::filesystem::path(folder) / each.name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << each.text;
    }
    std::ofstream left_out(std::filesystem::path(folder) / "left_out.txt");
    for (const std::string& each : made.left_out) left_out << each << '\n';
}
