#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>
#include <vector>

using namespace refract_test;
using two_versions::first_shop;

namespace {

const refract::command_line::program ready{.name = "/usr/bin/refract"};

said call(const std::vector<std::string>& arguments) { return command_line<on_sqlite>::run_plain(ready, arguments); }

} // namespace

TEST_CASE("help, wrong commands and wrong options", "[run]") {
    CHECK(call({"--help"}).code == 0);
    CHECK(call({"--help"}).out.find("migrate") != std::string::npos);
    CHECK(call({"migrate", "deploy", "--help"}).out.find("Run the migrations") != std::string::npos);
    CHECK(call({"--version"}).out == "0.1.0\n");
    for (const std::vector<std::string>& each :
         std::vector<std::vector<std::string>>{{}, {"migrate"}, {"nonsense"}, {"migrate", "deploy", "--nonsense"}}) {
        const said wrong = call(each);
        CHECK(wrong.code == 64);
        CHECK(wrong.out.empty());
        CHECK(wrong.has("See refract --help"));
    }
}

TEST_CASE("a command that is not there names those that are, or the program that has it", "[run]") {
    CHECK(call({"migrate", "statu"}).has("there is no command migrate statu; after migrate there are deploy, status"));
    CHECK(call({"migrat"}).has("there is no command migrat; after the program there are migrate, db"));
    CHECK(call({"migrate", "dev", "--name", "x"}).has("migrate dev needs models"));
    CHECK(call({"migrate", "status", "--url", "app.db"}).has("say sqlite:app.db or postgresql://"));
    // A wrong path is not taken for a folder of which all is done.
    for (const char* each : {"deploy", "chain"})
        CHECK(call({"migrate", each, "--url", "sqlite::memory:", "--migrations", "/nowhere/at/all"})
                  .has("there is no folder /nowhere/at/all"));
}

TEST_CASE("a URL that nothing opens is an error without its secrets", "[run]") {
    const said unknown = call({"migrate", "status", "--url", "oracle://me:secret@host/x"});
    CHECK(unknown.code == 1);
    CHECK(unknown.has("oracle"));
    CHECK(!unknown.has("secret"));
    CHECK(call({"migrate", "status", "--url", "sqlite:/nowhere/at/all.db"}).has("there is no file /nowhere/at/all.db"));
    const said closed = call({"migrate", "status", "--url", "postgresql://me:secret@127.0.0.1:1/x"});
    CHECK(closed.code == 1);
    CHECK(!closed.has("secret"));
}

TEST_CASE("with --json an error is JSON too", "[run]") {
    const said failed = call({"migrate", "status", "--json", "--url", "sqlite:/nowhere/at/all.db"});
    CHECK(failed.code == 1);
    CHECK(failed.errors.empty());
    CHECK(nlohmann::json::parse(failed.out)["error"]["message"] ==
          "there is no file /nowhere/at/all.db; migrate deploy and db push make one");
}

TEST_CASE("with --json arguments that mean nothing are JSON too", "[run]") {
    for (const std::vector<std::string>& each : std::vector<std::vector<std::string>>{
             {"--json"}, {"--json", "migrate"}, {"migrate", "deploy", "--nonsense", "--json"}}) {
        const said wrong = call(each);
        CHECK(wrong.code == 64);
        CHECK(wrong.errors.empty());
        CHECK(!nlohmann::json::parse(wrong.out)["error"]["message"].get<std::string>().empty());
    }
}

TEST_CASE("what cannot be written is no success", "[run]") {
    std::FILE* const full = std::fopen("/dev/full", "w"); // as a full disk
    if (!full) return;
    std::FILE* const errors = std::tmpfile();
    const auto code = [&](const std::vector<std::string>& arguments) {
        std::clearerr(full);
        return refract::command_line::run(ready, arguments, {.out = full, .errors = errors});
    };
    CHECK(code({"--help"}) == 1);
    CHECK(code({"completion", "bash"}) == 1);
    CHECK(code({"migrate", "diff", "--from", "empty", "--to", "database", "--url", "sqlite::memory:"}) == 1);
    CHECK(code({"migrate", "diff", "--from", "empty", "--to", "database", "--url", "sqlite::memory:", "--json"}) == 1);
    std::rewind(errors);
    char text[100] = {};
    CHECK(std::fread(text, 1, sizeof text - 1, errors) > 0);
    CHECK(std::string(text).find("what this command prints cannot be written") == 0);
    std::fclose(errors);
    std::fclose(full);
}

TEST_CASE("a program is not ended where nobody reads what it prints", "[run]") {
    int ends[2] = {-1, -1};
    REQUIRE(::pipe(ends) == 0);
    ::close(ends[0]);
    std::FILE* const out = ::fdopen(ends[1], "w");
    std::FILE* const errors = std::tmpfile();
    REQUIRE((out && errors));
    CHECK(refract::command_line::run(ready, {"completion", "bash"}, {.out = out, .errors = errors}) == 1);
    CHECK(std::ftell(errors) > 0);
    std::fclose(errors);
    std::fclose(out);
}
