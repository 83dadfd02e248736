#include <refract/cli/completion.hpp>

#include "support/catch.hpp"
#include "support/command_line.hpp"

using namespace refract_test;

TEST_CASE("what could come next is asked of the program", "[completion]") {
    const refract::command_line::program ready{.name = "refract"};
    const auto next = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"complete", "--"});
        return command_line<on_sqlite>::run_plain(ready, words).out;
    };
    CHECK(next({"mig"}) == "migrate\n");
    CHECK(next({"migrate", "dep"}) == "deploy\n");
    CHECK(next({"migrate", "deploy", "--migr"}) == "--migrations\n");
    CHECK(next({"nonsense", "--js"}) == "--json\n");
    CHECK(next({"completion", ""}).find("bash\nfish\nzsh\n") == 0);
    // What an option is set to: a shell completes files where nothing is said.
    CHECK(next({"db", "execute", "--file", ""}).empty());
    CHECK(next({"--migrations", "migrate", "mig"}) == "migrate\n");
    CHECK(next({"migrate", "diff", "--script", "--fr"}) == "--from\n");
}

TEST_CASE("shells are told whom to ask", "[completion]") {
    using refract::command_line::completion_script;
    CHECK(completion_script("bash", "my-app").find("complete -o default -F _my_app my-app") != std::string::npos);
    CHECK(completion_script("zsh", "app").find("compdef _app app") != std::string::npos);
    CHECK(completion_script("fish", "app").find("complete -c app") != std::string::npos);
    CHECK_THROWS_AS(completion_script("tcsh", "app"), refract::command_line::command_failure);
}
