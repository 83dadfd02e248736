// What a person does with the command line, one thing after the other: commands/*.scenario, on a database and a folder of
// migrations of its own. Sections, which are done in their order:
//     file 20260101_a/migration.sql     writes a file of the folder; `remove ...` takes it away, or a whole migration
//     models                            the CREATE statements of the program's models from here on
//     sql                               statements that somebody runs by hand
//     run migrate deploy                a command; its lines: `code 1` (otherwise 0), `has ...` and `lacks ...` of what it
//                                       prints, `type ...` what the person at the keyboard answers
//     rows SELECT ...                   what the database has then
//     in *_init/migration.sql           parts that a file of the folder has
//     not in *_init/migration.sql       parts that it has not
//     not yet                           why this is not run
// {url} and {folder} are the database's and the folder's, {second} is the URL of an empty database.

#include "scenario_file.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/script.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

using namespace refract_test;

namespace {

/// Models are asked for by a function without arguments, as those of a program are known beforehand.
std::string models_now;
template <class Dialect> refract::migrate::model_set models_of_text() {
    refract::detail::creation made;
    for (const auto& each :
         refract::migrate::split_script(models_now, refract::detail::lint_of<Dialect>.brackets_quote))
        made.make.emplace_back(each.sql);
    return {.schemas = {""}, .creations = {made}};
}

std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words(1);
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '"')
            is_quoted = !is_quoted;
        else if (c == ' ' && !is_quoted)
            words.emplace_back();
        else
            words.back() += c;
    }
    return words;
}
std::string replaced(std::string text, std::string_view mark, const std::string& by) {
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + by.size()))
        text.replace(at, mark.size(), by);
    return text;
}

template <class Backend> class command_test {
    using dialect = typename Backend::database::dialect;

public:
    static constexpr const char* name = Backend::is_sqlite ? "SQLite" : "PostgreSQL";

    void run(const scenario& what) {
        for (const section& each : what.sections) {
            const std::string common(common_name(each.name));
            if (common != each.name && !each.name.ends_with(name)) continue;
            const std::size_t end = std::min(common.find(' '), common.size());
            INFO("--- " << each.name);
            one(common.substr(0, end), filled(common.substr(std::min(end + 1, common.size()))), filled(each.body));
        }
    }

private:
    void one(const std::string& what, const std::string& argument, const std::string& body) {
        if (what == "file")
            app_.write(argument, body);
        else if (what == "remove")
            std::filesystem::remove_all(app_.folder() / argument);
        else if (what == "models")
            set_models(body);
        else if (what == "sql")
            app_.fresh().db().execute(refract::unsafe_sql(body));
        else if (what == "run")
            command(argument, lines_of(body));
        else if (what == "rows")
            CHECK(app_.fresh().rows(argument) == lines_of(body));
        else if (what == "in")
            in_file(argument, lines_of(body), true);
        else if (what == "not" && argument.starts_with("in "))
            in_file(argument.substr(3), lines_of(body), false);
        else
            FAIL("no section is named so");
    }
    std::string filled(const std::string& text) {
        std::string made = replaced(replaced(text, "{url}", app_.url()), "{folder}", app_.folder().string());
        if (made.find("{second}") != made.npos) {
            if (!second_) second_.emplace();
            made = replaced(made, "{second}", second_->url());
        }
        return made;
    }
    void set_models(const std::string& sql) {
        models_now = sql;
        program_.databases = {{.name = dialect::info.name, .models = &models_of_text<dialect>}};
    }
    void command(const std::string& line, const std::vector<std::string>& expected) {
        int code = 0;
        std::string answers;
        for (const std::string& each : expected) {
            if (each.starts_with("type")) answers += (each.size() > 5 ? each.substr(5) : "") + "\n";
            if (each.starts_with("code ")) code = std::stoi(each.substr(5));
        }
        const said result = app_.run_program(program_, words_of(line), answers.empty() ? nullptr : answers.c_str());
        INFO(result.out << result.errors);
        CHECK(result.code == code);
        for (const std::string& each : expected) {
            if (each.starts_with("has "))
                CHECK_THAT(result.out + result.errors, Catch::Contains(each.substr(4)));
            else if (each.starts_with("lacks "))
                CHECK_THAT(result.out + result.errors, !Catch::Contains(each.substr(6)));
            else if (!each.starts_with("type") && !each.starts_with("code "))
                FAIL("a command has no line '" << each << "'");
        }
    }
    void in_file(const std::string& path, const std::vector<std::string>& parts, bool is_there) {
        std::string file = path;
        if (path.starts_with("*")) {
            const std::size_t slash = path.find('/');
            file = app_.migration(path.substr(1, slash - 1)) + path.substr(slash);
        }
        const std::string text = app_.read(file);
        for (const std::string& each : parts)
            if (is_there)
                CHECK_THAT(text, Catch::Contains(each));
            else
                CHECK_THAT(text, !Catch::Contains(each));
    }

    command_line<Backend> app_{};
    std::optional<command_line<Backend>> second_{};
    refract::command_line::program program_{.name = "app"};
};

} // namespace

TEMPLATE_TEST_CASE("commands one after the other, as other suites run them", "[commands]", REFRACT_TEST_DATABASES) {
    static const std::vector<scenario> all = scenarios_in("commands");
    if (!TestType::is_sqlite && !postgres_url()) return;
    for (const scenario& each : all) {
        if (!each.is_for(command_test<TestType>::name)) continue;
        DYNAMIC_SECTION(each.suite << ": " << each.title) { command_test<TestType>().run(each); }
    }
}
