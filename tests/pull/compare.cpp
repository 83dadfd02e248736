// compare <url> [<other url>]: what a database and the models that were pulled from it say differently, a line each.
// The models are made in the other one, which is empty: so they stand on nothing that only the first one has.
#include "database.hpp"

#include <models.hpp>
#include <refract/migrate/compare.hpp>
#include <refract/migrate/describe_models.hpp>

#include <cstdio>
#include <string>

namespace {

void say(const std::string& what) { std::puts(what.c_str()); }
template <class Change> const char* how(const Change& each) {
    return each.is_new() ? "only in models: " : each.is_gone() ? "only in the database: " : "differs: ";
}
template <class Change> const auto& of(const Change& each) { return each.after ? *each.after : *each.before; }

} // namespace

int main(int count, char** arguments) {
    using namespace refract::migrate;
    pulled::database db(arguments[1]);
    pulled::database empty(arguments[count > 2 ? 2 : 1]);
    const database_definition wanted = refract::migrate::describe_models<models::all_models>(empty);
    std::vector<std::string> schemas{""};
    for (const std::string& each : wanted.schemas) schemas.push_back(each);
    const database_definition now = read_database(db, schemas);
    const difference found = compare(now, wanted);
    for (const auto& each : found.schemas) say(how(each) + of(each));
    for (const auto& each : found.enums) say(how(each) + of(each).name);
    for (const auto& each : found.objects)
        say(how(each) + of(each).kind + " " + of(each).name +
            (each.is_changed() ? "\n    " + each.before->sql + "\n    " + each.after->sql : ""));
    for (const auto& each : found.tables)
        say(how(each) + of(each).name +
            (each.is_changed() ? "\n    " + each.before->sql + "\n    " + each.after->sql : ""));
    for (const table_change& table : found.changed) {
        const std::string& name = table.after->name;
        for (const auto& each : table.columns) {
            say(how(each) + name + "." + of(each).name);
            if (!each.is_changed()) continue;
            say("    " + refract::detail::print_column(*each.before) + " -- " + each.before->comment);
            say("    " + refract::detail::print_column(*each.after) + " -- " + each.after->comment);
        }
        for (const auto& each : table.constraints)
            say(how(each) + name + ": " + of(each).name +
                (each.is_changed() ? "\n    " + each.before->sql + "\n    " + each.after->sql : " " + of(each).sql));
        for (const auto& each : table.indexes)
            say(how(each) + name + ": " + of(each).name +
                (each.is_changed() ? "\n    " + each.before->sql + "\n    " + each.after->sql : " " + of(each).sql));
        for (const auto& each : table.attachments)
            say(how(each) + name + ": " + of(each).name +
                (each.is_changed() ? "\n    " + each.before->sql + "\n    " + each.after->sql : " " + of(each).sql));
        if (table.before->options != table.after->options || table.before->comment != table.after->comment ||
            table.before->keeps_counting != table.after->keeps_counting)
            say("differs: " + name + "\n    " + table.before->options + table.before->comment + "\n    " +
                table.after->options + table.after->comment);
    }
    return 0;
}
