#include <refract/cli/output.hpp>

#include "support/catch.hpp"

#include <cstdio>
#include <memory>
#include <string>

using refract::command_line::output;
using refract::command_line::terminal;
using refract::command_line::tone;

namespace {

struct screen {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), &std::fclose};

    std::string text() const {
        std::string all;
        std::rewind(file.get());
        for (int c = std::fgetc(file.get()); c != EOF; c = std::fgetc(file.get())) all += static_cast<char>(c);
        return all;
    }
};

} // namespace

TEST_CASE("tables stand under their titles, whatever the letters", "[output]") {
    screen shown;
    output out({.out = shown.file.get()}, false);
    out.table({"a", "b"}, {{"Zürich", "1"}, {"x", "2"}});
    CHECK(shown.text() == "a       b\nZürich  1\nx       2\n");
}

TEST_CASE("colours are there where they are seen", "[output]") {
    screen plain, colored;
    output({.out = plain.file.get()}, false).say("done", tone::good);
    output({.out = colored.file.get(), .has_colors = true}, false).say("done", tone::good);
    CHECK(plain.text() == "done\n");
    CHECK(colored.text() == "\033[32mdone\033[0m\n");
}

TEST_CASE("as JSON there is one object and nothing else", "[output]") {
    screen shown;
    output out({.out = shown.file.get(), .errors = shown.file.get(), .is_interactive = true}, true);
    out.say("done");
    out.note("slow");
    out.data()["text"] = "no UTF-8: \xff";
    CHECK_THROWS_AS(out.confirm("Really?", "--yes"), refract::command_line::command_failure);
    out.finish();
    CHECK(shown.text() == "{\n  \"text\": \"no UTF-8: \xef\xbf\xbd\"\n}\n");
}
