// Prints the statements of statements.hpp as one database spells them, one on a line.

#include "statements.hpp"

#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlserver.hpp>

#include <cstdio>
#include <string_view>

namespace {

template <class Dialect> int print() {
    for (const std::string& text : dialect_test::statements<Dialect>()) std::printf("%s\n", text.c_str());
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view name = argc == 2 ? argv[1] : "";
    if (name == "mariadb") return print<refract::dialect::mariadb>();
    if (name == "sqlserver") return print<refract::dialect::sqlserver>();
    if (name == "sqlite") return print<refract::dialect::sqlite>();
    if (name == "postgres") return print<refract::dialect::postgres>();
    std::fputs("usage: print_statements mariadb|sqlserver|sqlite|postgres\n", stderr);
    return 2;
}
