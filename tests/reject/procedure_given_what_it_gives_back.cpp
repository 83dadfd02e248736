// expect: refract: a function of the program's own is given other arguments than its declaration says. Give as many as it declares, each an expression or a value of that type; cast<Type>(x) makes a wider one narrower. [E153]
#include "models.hpp"

constexpr sql_procedure<"total", int(std::string_view, out_parameter<int>)> total;

#ifdef REFRACT_REJECT
constexpr auto call = total("tools", 3);
#else
constexpr auto call = total("tools");
#endif
