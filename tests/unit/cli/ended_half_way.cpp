// Commands that are killed at a change of a file, or whose disk is full from there on: the next one says what is there,
// and the same command ends it.

#include <refract/migrate/chain.hpp>

#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/file_faults.hpp"
#include "support/two_versions.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using namespace refract_test;
using two_versions::first_shop;
using two_versions::next_shop;

namespace {

/// A folder with a database, migrations and models.
class ended_project {
public:
    ended_project() { std::filesystem::create_directories(root_); }
    ended_project(const ended_project&) = delete;
    ~ended_project() { std::filesystem::remove_all(root_); }

    void become(const ended_project& other) const {
        std::filesystem::remove_all(root_);
        std::filesystem::copy(other.root_, root_, std::filesystem::copy_options::recursive);
    }
    template <class Schema = refract::schema<>> said run(std::vector<std::string> words) const {
        refract::command_line::program what{.name = "app"};
        if constexpr (!std::is_same_v<Schema, refract::schema<>>)
            refract::detail::add_included<Schema, refract::dialect::sqlite, std::nullptr_t>(what.databases);
        return run_program(what, std::move(words));
    }
    said run_program(const refract::command_line::program& what, std::vector<std::string> words) const {
        for (const std::string& each : {std::string("--url"), "sqlite:" + (root_ / "app.db").string(),
                                        std::string("--migrations"), (root_ / "migrations").string()})
            words.push_back(each);
        return command_line<on_sqlite>::run_plain(what, words);
    }
    std::string path(const std::string& file) const { return (root_ / file).string(); }
    std::string read(const std::string& file) const { return refract::detail::read_text_file(root_ / file); }
    void write(const std::string& file, const std::string& text) const {
        std::filesystem::create_directories((root_ / file).parent_path());
        refract::detail::write_text_file(root_ / file, text);
    }
    text_rows rows(const std::string& sql) const {
        refract::sqlite::database db(path("app.db"));
        text_rows all;
        const auto add = [](void* to, int count, char** values, char**) {
            std::string row;
            for (int i = 0; i < count; ++i) row.append(i > 0 ? "|" : "").append(values[i] ? values[i] : "NULL");
            static_cast<text_rows*>(to)->push_back(row);
            return 0;
        };
        sqlite3_exec(db.connection().native(), sql.c_str(), add, &all, nullptr);
        return all;
    }
    /// All that is there, without moments and hashes.
    std::string state() const {
        std::string all;
        for (const char* question :
             {"SELECT sql FROM sqlite_schema WHERE tbl_name <> '_refract_migrations' ORDER BY name",
              "SELECT * FROM ware ORDER BY id",
              "SELECT name, steps, finished_at IS NULL, is_outside FROM _refract_migrations ORDER BY name"})
            for (const std::string& row : rows(question)) all += plain(row) + "\n";
        std::vector<std::string> files;
        for (const auto& each : std::filesystem::recursive_directory_iterator(root_))
            if (!each.path().filename().string().starts_with("app.db"))
                files.push_back(plain(std::filesystem::relative(each.path(), root_).string()) + "\n" +
                                (each.is_directory() ? "" : plain(refract::detail::read_text_file(each.path()))) +
                                "\n");
        std::sort(files.begin(), files.end());
        for (const std::string& each : files) all += each;
        return all;
    }

private:
    static std::string plain(const std::string& text) {
        std::string made;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find_first_not_of("0123456789abcdef", at), text.size());
            if (end - at >= 14)
                made += '#';
            else
                made.append(text, at, std::max(end, at + 1) - at);
            at = std::max(end, at + 1);
        }
        return made;
    }
    std::filesystem::path root_ = std::filesystem::temp_directory_path() / unique_name();
};

struct ended_command {
    std::string name;
    std::function<void(const ended_project&)> prepare;
    std::function<said(const ended_project&)> run;
    int step = 1;           ///< between the changes at which it is ended
    bool is_whole = true;   ///< an error leaves all as it was
    bool may_repeat = true; ///< the same again changes nothing where it was done
};

void with_first(const ended_project& project) {
    REQUIRE(project.run<first_shop>({"migrate", "dev", "--name", "first"}).code == 0);
    project.rows("INSERT INTO ware (name, cost, note) VALUES ('Tea', 3, 'fine'), ('Jam', 4, NULL)");
}
const std::vector<std::string> renamed{"--rename", "ware.cost=price", "--accept-data-loss"};
said run_next(const ended_project& project, std::vector<std::string> words) {
    words.insert(words.end(), renamed.begin(), renamed.end());
    return project.run<next_shop>(words);
}
void with_both(const ended_project& project) {
    with_first(project);
    REQUIRE(run_next(project, {"migrate", "dev", "--name", "next"}).code == 0);
}
void with_script(const ended_project& project) {
    project.write("migrations/20260101000000_a/migration.sql", "CREATE TABLE a (x);\n-- refract: commit\nnonsense;");
    project.run({"migrate", "deploy"});
}
said seed_ended(const ended_project& project) {
    static constexpr auto seed = [](auto& db) {
        db.insert(two_versions::Ware{.name = "Tea"});
        db.insert(two_versions::Ware{.name = "Jam"});
    };
    refract::command_line::program what{.name = "app"};
    refract::detail::add_included<first_shop, refract::dialect::sqlite, decltype(seed)>(what.databases);
    what.seed = &seed;
    return project.run_program(what, {"db", "seed"});
}
std::string called(std::string text, const std::string& was, const std::string& is) {
    for (std::size_t at = text.find(was); at != text.npos; at = text.find(was, at + is.size()))
        text.replace(at, was.size(), is);
    return text;
}
void with_models(const ended_project& project) {
    project.rows("CREATE TABLE ware (id INTEGER PRIMARY KEY, name TEXT)");
    REQUIRE(project.run({"db", "pull", "--output", project.path("src/models.hpp")}).code == 0);
    project.write("src/models.hpp", "// ours\n" + called(project.read("src/models.hpp"), "Ware", "Good"));
    project.rows("CREATE TABLE more (id INTEGER PRIMARY KEY)");
}

const std::vector<ended_command>& commands_to_end() {
    static const std::vector<ended_command> all{
        {"migrate down", with_both, [](const auto& in) { return in.run({"migrate", "down", "--to", "0"}); }, 5, false},
        {"migrate resolve", with_script,
         [](const auto& in) { return in.run({"migrate", "resolve", "--rolled-back", "20260101000000_a"}); }, 7},
        {"migrate baseline",
         [](const auto& in) {
             for (const std::string name : {"20260101000000_a", "20260102000000_b"})
                 in.write("migrations/" + name + "/migration.sql", "CREATE TABLE " + name.substr(15) + " (x);");
             in.rows("CREATE TABLE a (x); CREATE TABLE b (x)");
         },
         [](const auto& in) { return in.run({"migrate", "baseline"}); }, 7},
        {"migrate dev", [](const auto&) {},
         [](const auto& in) { return in.template run<first_shop>({"migrate", "dev", "--name", "first"}); }, 1, false},
        {"migrate dev, the next one", with_first,
         [](const auto& in) { return run_next(in, {"migrate", "dev", "--name", "next"}); }, 1, false},
        {"migrate dev --create-only", with_first,
         [](const auto& in) { return run_next(in, {"migrate", "dev", "--name", "next", "--create-only"}); }, 1, true,
         false},
        {"db push", with_first, [](const auto& in) { return run_next(in, {"db", "push"}); }, 2},
        {"migrate reset", with_both,
         [](const auto& in) { return in.template run<next_shop>({"migrate", "reset", "--force"}); }, 7, false},
        {"migrate squash", with_both, [](const auto& in) { return in.run({"migrate", "squash", "--name", "all"}); }, 1,
         false},
        {"migrate chain",
         [](const auto& in) { in.write("migrations/20260101000000_a/migration.sql", "CREATE TABLE a (x);"); },
         [](const auto& in) { return in.run({"migrate", "chain"}); }},
        {"db seed", [](const auto& in) { in.template run<first_shop>({"db", "push"}); }, seed_ended, 7, true, false},
        {"db execute",
         [](const auto& in) { in.write("fix.sql", "CREATE TABLE ware (id);\nINSERT INTO ware VALUES (1);"); },
         [](const auto& in) { return in.run({"db", "execute", "--file", in.path("fix.sql")}); }, 7, true, false},
        {"db pull", with_models,
         [](const auto& in) { return in.run({"db", "pull", "--output", in.path("src/models.hpp")}); }},
    };
    return all;
}

/// What is there behind a command that was ended: something that is said, and that the same command brings to its end.
void check_ended(const ended_command& what, const ended_project& project, const std::string& before,
                 const std::string& after) {
    const std::string between = project.state();
    if (std::filesystem::exists(project.path("app.db")) && std::filesystem::exists(project.path("migrations"))) {
        const said status = project.run({"migrate", "status"});
        INFO(status.out << status.errors);
        CHECK((status.code == 0 || status.code == 2));
    }
    if (!what.may_repeat && between != before) return;
    const said again = what.run(project);
    INFO(again.out << again.errors);
    CHECK(project.state() == after);
}

} // namespace

TEST_CASE("a command that is killed at any change of a file is ended by the same one", "[ended_half_way]") {
    for (const ended_command& what : commands_to_end()) {
        CAPTURE(what.name);
        const ended_project begun, clean, project;
        what.prepare(begun);
        clean.become(begun);
        CHECK(what.run(clean).code == 0);
        const std::string before = begun.state(), after = clean.state();
        REQUIRE(before != after);
        int n = 1;
        for (; n < 200; n += what.step) {
            CAPTURE(n);
            project.become(begun);
            if (!is_killed_at(n, [&] { what.run(project); })) break;
            check_ended(what, project, before, after);
        }
        CHECK(n > 2);
    }
}

TEST_CASE("a command whose disk is full says so, and is ended when there is room", "[ended_half_way]") {
    for (const ended_command& what : commands_to_end()) {
        CAPTURE(what.name);
        const ended_project begun, clean, project;
        what.prepare(begun);
        clean.become(begun);
        what.run(clean);
        const std::string before = begun.state(), after = clean.state();
        int n = 1, failures = 0;
        for (bool was_met = true; was_met && n < 200; n += what.step) {
            CAPTURE(n);
            project.become(begun);
            said result;
            {
                const full_disk full(n);
                result = what.run(project);
                was_met = full.was_met();
            }
            INFO(result.out << result.errors);
            if (result.code == 0) {
                CHECK(project.state() == after);
                continue;
            }
            ++failures;
            CHECK((result.has("No space left on device") || result.has("disk is full")));
            if (what.is_whole) CHECK(project.state() == before);
            check_ended(what, project, before, after);
        }
        CHECK(failures > 0);
    }
}

TEST_CASE("files that are pulled are all new or all old, and keep what somebody wrote into them", "[ended_half_way]") {
    const ended_project begun, clean, project;
    for (int i = 0; i < 42; ++i)
        begun.rows("CREATE TABLE part_" + std::to_string(i) + " (id INTEGER PRIMARY KEY, name TEXT)");
    const auto pull = [](const ended_project& in) {
        return in.run({"db", "pull", "--output", in.path("src/models.hpp")});
    };
    REQUIRE(pull(begun).code == 0);
    const std::string part = "src/models/part7.hpp";
    begun.write(part, called(begun.read(part), "Part7", "Piece") + "// ours\n");
    begun.rows("ALTER TABLE part_7 ADD COLUMN more INTEGER");
    clean.become(begun);
    REQUIRE(pull(clean).code == 0);
    REQUIRE(clean.read(part).find("struct Piece {") != std::string::npos);
    REQUIRE(clean.read(part).find("// ours") != std::string::npos);
    int kills = 0;
    for (int n = 1; n < 400; n += 13, ++kills) {
        CAPTURE(n);
        project.become(begun);
        if (!is_killed_at(n, [&] { pull(project); })) break;
        // Once more, at another place: what the first one has put in place is not lost.
        is_killed_at(n + 5, [&] { pull(project); });
        CHECK(pull(project).code == 0);
        CHECK(project.state() == clean.state());
    }
    CHECK(kills > 5);
}
