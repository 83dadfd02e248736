// What a person does with the command line, one thing after the other: commands/*.scenario, on a database and a folder of
// migrations of its own. Sections, which are done in their order:
//     file 20260101000000_a/migration.sql   writes a file of the folder; `remove ...` takes it away, or a whole migration
//     bytes NAME                        the same, with \n, \r, \t, \\ and \xff, and nothing else behind the last letter
//     folder NAME                       makes a folder there
//     absent NAME                       nothing is there; `absent *_init`: no migration is called so
//     models                            the CREATE statements of the program's models from here on; a line
//                                       `-- renamed ware.price from cost` or `-- renamed article from ware` is one
//                                       of renamed_from
//     seed                              statements that are the program's seed from here on
//     sql                               statements that somebody runs by hand
//     fails REINDEX ...                 a statement that fails, or is ended when it waits for the snapshot of another
//                                       connection for half a second
//     run migrate deploy                a command; its lines: `code 1` (otherwise 0), `has ...` and `lacks ...` of what it
//                                       prints, `type ...` what the person at the keyboard answers, `json /applied/0 "x"`
//                                       what is there in the JSON that it prints
//     plain migrate deploy              the same without --url and --migrations
//     twice migrate deploy              the same two times at once; each has what is said
//     beside 800                        statements of another connection, which commits so many milliseconds after the
//                                       next command began
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

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <thread>
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
    refract::migrate::model_set models{.schemas = {""}, .creations = {made}};
    for (const std::string& line : lines_of(models_now)) {
        constexpr std::string_view mark = "-- renamed ", from = " from ";
        const std::size_t end = line.find(from);
        if (!line.starts_with(mark) || end == line.npos) continue;
        const std::string now = line.substr(mark.size(), end - mark.size());
        const std::size_t point = std::min(now.find('.'), now.size());
        models.renames.push_back(
            {"", now.substr(0, point), now.substr(std::min(point + 1, now.size())), line.substr(end + from.size())});
    }
    return models;
}
std::string seed_now;
template <class Database> void seed_of_text(const void*, void* db) {
    for (const auto& each : refract::migrate::split_script(seed_now, false))
        static_cast<Database*>(db)->execute(refract::unsafe_sql(each.sql));
}

std::string unescaped(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    std::string made;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\') {
            made += text[at];
            continue;
        }
        const char kind = text[++at];
        made += kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind == 't' ? '\t' : kind;
        if (kind != 'x') continue;
        made.back() = static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
        at += 2;
    }
    return made;
}

std::vector<std::string> words_of(const std::string& line) {
    if (line.empty()) return {};
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
            app_.write(path_of(argument), body);
        else if (what == "bytes")
            app_.write(argument, unescaped(body));
        else if (what == "folder")
            std::filesystem::create_directories(app_.folder() / argument);
        else if (what == "absent")
            CHECK(!std::filesystem::exists(app_.folder() / path_of(argument)));
        else if (what == "remove")
            std::filesystem::remove_all(app_.folder() / path_of(argument));
        else if (what == "models")
            set_models(body);
        else if (what == "sql")
            app_.fresh().rows(body);
        else if (what == "fails")
            fail_by_hand(argument);
        else if (what == "seed")
            set_seed(body);
        else if (what == "beside")
            hold(std::chrono::milliseconds(std::stoi(argument)), body);
        else if (what == "run" || what == "plain" || what == "twice")
            command(what, words_of(argument), lines_of(body));
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
    void set_seed(const std::string& sql) {
        seed_now = sql;
        for (auto& each : program_.databases) each.run_seed = &seed_of_text<typename Backend::database>;
    }
    void fail_by_hand(const std::string& sql) {
        auto other = app_.fresh().open();
        auto snapshot = other.begin();
        snapshot.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        snapshot.execute("SELECT count(*) FROM pg_class");
        app_.fresh().rows("SET statement_timeout TO 500");
        CHECK_THROWS_AS(app_.fresh().rows(sql), std::runtime_error);
        app_.fresh().rows("RESET statement_timeout");
    }
    void hold(std::chrono::milliseconds time, const std::string& sql) {
        other_.emplace(app_.fresh().open());
        held_.emplace(other_->begin());
        for (const auto& each : refract::migrate::split_script(sql, false))
            held_->execute(refract::unsafe_sql(each.sql));
        held_for_ = time;
    }
    void command(const std::string& how, std::vector<std::string> words, const std::vector<std::string>& expected) {
        int code = 0;
        std::string answers;
        for (const std::string& each : expected) {
            if (each.starts_with("type")) answers += (each.size() > 5 ? each.substr(5) : "") + "\n";
            if (each.starts_with("code ")) code = std::stoi(each.substr(5));
        }
        if (how != "plain")
            for (const std::string& each :
                 {std::string("--url"), app_.url(), std::string("--migrations"), app_.folder().string()})
                words.push_back(each);
        std::vector<said> results(how == "twice" ? 2 : 1);
        std::vector<std::thread> beside;
        for (said& each : results)
            beside.emplace_back(
                [&] { each = app_.run_plain(program_, words, answers.empty() ? nullptr : answers.c_str()); });
        if (held_) {
            std::this_thread::sleep_for(held_for_);
            held_->commit();
            held_.reset();
            other_.reset();
        }
        for (std::thread& each : beside) each.join();
        for (const said& each : results) {
            INFO(each.out << each.errors);
            CHECK(each.code == code);
            for (const std::string& line : expected) said_as(each, line);
        }
    }
    static void said_as(const said& result, const std::string& line) {
        const std::string all = result.out + result.errors;
        if (line.starts_with("has "))
            CHECK_THAT(all, refract_test::has_text(line.substr(4)));
        else if (line.starts_with("lacks "))
            CHECK_THAT(all, !refract_test::has_text(line.substr(6)));
        else if (line.starts_with("json "))
            json_as(result.out, line.substr(5));
        else if (!line.starts_with("type") && !line.starts_with("code "))
            FAIL("a command has no line '" << line << "'");
    }
    static void json_as(const std::string& text, const std::string& line) {
        using json = nlohmann::json;
        const std::size_t end = line.find(' ');
        const json found = json::parse(text, nullptr, false),
                   wanted = json::parse(line.substr(end + 1), nullptr, false);
        const json::json_pointer place(line.substr(0, end));
        INFO(line);
        REQUIRE(!found.is_discarded());
        REQUIRE(!wanted.is_discarded());
        REQUIRE(found.contains(place));
        CHECK(found.at(place) == wanted);
    }
    /// `*_init/migration.sql` is that of the migration whose name ends so.
    std::string path_of(const std::string& path) const {
        if (!path.starts_with("*")) return path;
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string found = app_.migration(path.substr(1, slash - 1));
        return (found.empty() ? "none" : found) + path.substr(slash);
    }
    void in_file(const std::string& path, const std::vector<std::string>& parts, bool is_there) {
        const std::string text = app_.read(path_of(path));
        for (const std::string& each : parts)
            if (is_there)
                CHECK_THAT(text, refract_test::has_text(each));
            else
                CHECK_THAT(text, !refract_test::has_text(each));
    }

    command_line<Backend> app_{};
    std::optional<command_line<Backend>> second_{};
    refract::command_line::program program_{.name = "app"};
    std::optional<typename Backend::database> other_{};
    std::optional<typename Backend::transaction> held_{};
    std::chrono::milliseconds held_for_{0};
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
