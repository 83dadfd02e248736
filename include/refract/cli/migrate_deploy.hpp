// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/folder.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// `migrate deploy`: what is pending is run, in production too.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int deploy_one(context& in, Database& db) {
    const migrate::history_report before = migrate::report_history(db, in.said.folder, schemas_of(in, db));
    for (const migrate::history_problem& each : before.problems) in.out.note(text_of(each), tone::caution);
    in.out.data()["problems"] = json_of_problems(before.problems);
    const std::vector<std::string> done = migrate::deploy(db, in.said.folder, shown_deploy<Database>(in));
    if (done.empty()) in.out.say("Nothing is pending.", tone::good);
    return 0;
}

/// What a deploy of a whole folder would refuse, before a database is made for it.
inline constexpr auto refuse_undeployable = [](const context& in) {
    return [&in]<class Database>(const Database*) {
        const std::vector<migrate::migration> all = migrate::read_folder(in.said.folder);
        detail::refuse_both(all);
        detail::refuse_broken_chain(in.said.folder, all);
        detail::list_deploy<Database>(all, migrate::compare_history(all, {}), {}, {.up_to = in.said.up_to});
        for (const migrate::migration& each : all) detail::read_statements<typename Database::dialect>(each);
    };
};

/// Goes on where one of many fails, so that the next run has only those left.
class deploy_round {
public:
    explicit deploy_round(context& in) : in_(in) {}

    template <class Deploy> void run(const std::string& place, const Deploy& deploy) {
        in_.out.say(fmt::format("[{}] {}", ++count_, place));
        json_object one = {{"place", place}};
        try {
            deploy();
            one["applied"] = in_.out.data()["applied"];
        } catch (const command_failure& failure) { fail(one, place, failure.sentence); } catch (const error& failure) {
            fail(one, place, failure.message());
        } catch (const std::exception& failure) { fail(one, place, failure.what()); }
        all_.push_back(one);
    }
    int end() {
        if (count_ == 0) throw command_failure{1, "there is no URL in " + in_.said.url_list};
        in_.out.data() = {{"deployed", all_}};
        if (failed_ > 0)
            in_.out.fail(fmt::format("{} of {} failed; run it again when they are mended, the others have nothing left",
                                     failed_, count_));
        return failed_ > 0 ? 1 : 0;
    }

private:
    void fail(json_object& one, const std::string& place, const std::string& sentence) {
        ++failed_;
        one["error"] = sentence;
        in_.out.fail(fmt::format("{}: {}", place, sentence)); // the places go another way than errors
    }

    context& in_;
    json_object all_ = json_object::array();
    std::size_t count_ = 0, failed_ = 0;
};

template <class Database> int deploy_schemas(context& in, Database& db) {
    const detail::deploy_facts& how = detail::deploys_of<typename Database::dialect>;
    if (how.schemas_like.empty())
        throw command_failure{64, fmt::format("{} has no schemas; --url-list deploys to many databases",
                                              std::string_view(Database::dialect::info.name))};
    const auto schemas = db.template query<std::string>(unsafe_sql(how.schemas_like, {}), in.said.each_schema);
    if (schemas.empty()) throw command_failure{1, fmt::format("no schema is like \"{}\"", in.said.each_schema)};
    deploy_round round(in);
    for (const std::string& each : schemas)
        round.run(each, [&] {
            const std::string sql = detail::fill_pattern(how.enter_schema, {{"name", detail::quote_name(each)}});
            db.execute(unsafe_sql(sql, {}));
            const detail::creation place{.question = Database::dialect::info.schemas.find_schema, .name = each};
            if (detail::find_created(db, place).empty())
                throw command_failure{1, "the schema was dropped in the meantime"};
            deploy_one(in, db);
        });
    return round.end();
}
/// A line is a URL; blank ones and those that begin with # are none.
inline int deploy_urls(context& in) {
    const std::string list = detail::checked_script(detail::read_named_script(in.said.url_list), in.said.url_list);
    deploy_round round(in);
    for (std::size_t at = 0, line = 1; at < list.size(); ++line) {
        const std::size_t end = std::min(list.find('\n', at), list.size());
        const std::string_view url = detail::trim(std::string_view(list).substr(at, end - at));
        at = end + 1;
        if (url.empty() || url.starts_with('#')) continue;
        // A URL may hold a password: its line is named instead.
        round.run(fmt::format("{}, line {}", in.said.url_list, line), [&] {
            with_url(
                in, url, when_missing::is_made, [&](auto& db) { return deploy_one(in, db); }, refuse_undeployable(in));
        });
    }
    return round.end();
}

inline void add_deploy_options(CLI::App& to, arguments& into) {
    to.add_option("--up-to", into.up_to, "The last migration to run");
    constexpr auto milliseconds = [](const std::string& said) { // as many as databases know
        const bool is_number = !said.empty() && said.size() <= 10 && said.find_first_not_of("0123456789") == said.npos;
        return is_number && std::stoull(said) <= 2147483647
                   ? std::string()
                   : "a whole number up to 2147483647 is needed, not \"" + said + "\"";
    };
    to.add_option("--lock-timeout", into.lock_timeout,
                  "Milliseconds that a statement waits for a lock before it is tried again later; 3000 unless said")
        ->check(milliseconds);
    to.add_option("--statement-timeout", into.statement_timeout, "Milliseconds that a statement may take")
        ->check(milliseconds);
    CLI::Option* const schemas =
        to.add_option("--each-schema", into.each_schema, "Deploy to each schema that is LIKE this: tenant_%");
    to.add_option("--url-list", into.url_list, "Deploy to each database of a file, a URL on each line")
        ->excludes(schemas);
}
inline int deploy_all_said(context& in) {
    detail::require_folder(in.said.folder);
    if (!in.said.url_list.empty()) return deploy_urls(in);
    return with_database(
        in, when_missing::is_made,
        [&](auto& db) { return in.said.each_schema.empty() ? deploy_one(in, db) : deploy_schemas(in, db); },
        refuse_undeployable(in));
}

inline constexpr command migrate_deploy{
    .path = "migrate deploy",
    .summary = "Run the migrations that the database has not seen.",
    .details =
        "Each runs in a transaction of its own, where its statements can; one that fails leaves nothing of it. "
        "Several programs may deploy at once: they wait for each other, and each migration runs once.\n\n"
        "  app migrate deploy --url postgresql://deployer@db/app\n"
        "  app migrate deploy --each-schema 'tenant_%'          # one schema after the other; goes on where one fails\n"
        "  app migrate deploy --url-list databases.txt          # a URL on each line",
    .add_options = add_deploy_options,
    .run = deploy_all_said,
};

} // namespace command_line
} // namespace v0
} // namespace refract
