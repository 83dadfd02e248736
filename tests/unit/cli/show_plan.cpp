#include <refract/cli/show_plan.hpp>

#include "support/catch.hpp"

#include <cstdio>
#include <memory>

using namespace refract::command_line;
using refract::migrate::loss_kind;

TEST_CASE("losses are accepted by a flag or a person, and what stops is never", "[show_plan]") {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> nowhere(std::tmpfile(), &std::fclose);
    const program what;
    context in{what, {}, output({.out = nowhere.get(), .errors = nowhere.get()}, false)};
    CHECK_NOTHROW(accept_losses(in, {}));
    CHECK_THROWS_AS(accept_losses(in, {{loss_kind::loses_values, "gone", "", 1}}), command_failure);
    in.said.accept_data_loss = true;
    CHECK_NOTHROW(accept_losses(in, {{loss_kind::loses_values, "gone", "", 1}}));
    CHECK_THROWS_AS(accept_losses(in, {{loss_kind::stops, "twice", "", 1}}), command_failure);
    CHECK(in.out.data()["losses"][0]["kind"] == "stops");
}
