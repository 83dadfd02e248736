// The commands of refract::cli: compiled once, whatever a program's models are.
#include <refract/cli/run.hpp>
