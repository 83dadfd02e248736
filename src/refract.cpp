// The program `refract`: what the command line does without models.
#include <refract/cli/program.hpp>

#include <string>
#include <vector>

int main(int argc, char** argv) {
    return refract::command_line::run({.name = argc > 0 ? argv[0] : "refract"},
                                      std::vector<std::string>(argv + (argc > 0), argv + argc),
                                      refract::command_line::process_terminal());
}
