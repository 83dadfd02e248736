// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/attached_steps.hpp>
#include <refract/migrate/pull_objects.hpp>
#include <refract/migrate/pull_order.hpp>
#include <refract/migrate/pull_table.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a database holds as headers of models.

namespace refract {
inline namespace v0 {
namespace migrate {

/// Names that somebody gave to what is in the database: they stay when it is read again.
struct kept_names {
    std::string name{};                          ///< of the struct
    std::map<std::string, std::string> fields{}; ///< by column; of an enum its enumerators by label
    std::string file{};                          ///< of its own, where there are many tables
};

struct pull_options {
    std::string namespace_name = "models";
    std::string file_name = "models.hpp";
    std::string schema_name = "all_models";            ///< of the refract::schema of them all
    std::size_t split_above = 40;                      ///< with more tables each has a file of its own
    std::map<std::string, kept_names> names{};         ///< by table: "item", "app.item", or enum
    std::set<std::string> skip{"_refract_migrations"}; ///< tables that are no models
};

struct pulled_file {
    std::string name{}, text{};
};
/// Headers, the first of which includes the others, and what of the database no model says, each with its reason.
struct pulled_files {
    std::vector<pulled_file> files{};
    std::vector<std::string> left_out{};
    std::vector<std::string> gone{}; ///< what the headers had and the database has no more, where they are pulled again
};

} // namespace migrate

namespace detail {

class model_printer {
public:
    model_printer(const migrate::database_definition& of, const pull_facts& facts, const migrate::pull_options& options)
        : of_(of), facts_(facts), options_(options), left_out_{made_.left_out} {
        space_ = options.namespace_name.empty() ? "" : options.namespace_name + "::";
    }

    migrate::pulled_files print() {
        tables_ = pull_sorter(of_).sorted();
        choose_enums();
        choose_models();
        const sequence_owners owners(of_, tables_);
        for (pulled_model& each : models_) pull(each, owners);
        find_links();
        add_objects();
        add_late();
        make_views_ahead();
        if (models_.size() > options_.split_above)
            print_split();
        else
            print_whole();
        return std::move(made_);
    }

private:
    const migrate::kept_names* kept(const std::string& schema, const std::string& name) const {
        const auto found = options_.names.find(schema.empty() ? name : schema + "." + name);
        return found == options_.names.end() ? nullptr : &found->second;
    }
    std::string name_type(const std::string& schema, const std::string& name, std::string_view where_empty) {
        const migrate::kept_names* const given = kept(schema, name);
        if (given && !given->name.empty()) return given->name;
        std::string wanted = type_name_of(name, where_empty);
        if (names_.count(wanted) > 0 && !schema.empty()) wanted = type_name_of(schema, where_empty) + wanted;
        std::string free = wanted;
        for (int number = 2; names_.count(free) > 0; ++number) free = wanted + std::to_string(number);
        return free;
    }
    void choose_enums() {
        for (const auto& [place, each] : options_.names) names_.insert(each.name);
        for (const migrate::enum_definition& each : of_.enums) {
            if (each.labels.empty()) {
                left_out_.add("enum " + each.name, "it has no values, and its columns are read as text");
                continue;
            }
            const migrate::kept_names* const given = kept(each.schema, each.name);
            const std::string name = name_type(each.schema, each.name, "enumeration");
            names_.insert(name);
            enums_[&each] = {&each, name, given ? enumerator_names(each, given->fields) : enumerator_names(each)};
            leave_out_grants("enum", each);
        }
    }
    void choose_models() {
        for (const migrate::table_definition* each : tables_) {
            if (options_.skip.count(place_name(*each)) > 0) continue;
            if (is_a_part(*each)) {
                if (std::any_of(each->attachments.begin(), each->attachments.end(), &is_grant))
                    left_out_.add(place_name(*each) + ": grants and owner", "models have no words for them");
                continue;
            }
            if (const std::string why = why_no_model(*each); !why.empty())
                left_out_.add(place_name(*each), why);
            else
                models_.push_back({.table = each});
        }
        for (const bool now : {true, false}) // `order_item` is OrderItem, and not `order-item` beside it
            for (pulled_model& each : models_) {
                const std::string& name = each.table->name;
                if ((snake_name(name, "table") == name || is_taken_word(name)) != now) continue;
                each.name = name_type(each.table->schema, name, "table");
                names_.insert(each.name);
            }
        const type_chooser types(of_, facts_, enums_);
        for (pulled_model& each : models_) choose_fields(each, types);
    }
    void choose_fields(pulled_model& model, const type_chooser& types) {
        name_giver names;
        std::vector<std::string> wanted;
        std::vector<bool> are_names;
        const migrate::kept_names* const given = kept(model.table->schema, model.table->name);
        const bool has_key = table_puller::has_plain_key(*model.table, facts_);
        for (const migrate::column_definition& each : model.table->columns) {
            const auto found = given ? given->fields.find(each.name) : std::map<std::string, std::string>::iterator{};
            model.fields.push_back(given && found != given->fields.end() ? found->second : std::string());
            names.keep(model.fields.back());
            wanted.push_back(snake_name(each.name, "column"));
            if (wanted.back() == "id" && !has_key) wanted.back() = "id_column"; // a field `id` is the key by convention
            are_names.push_back(wanted.back() == each.name);
            model.types.push_back(types.choose(each.type));
            model.initial.emplace_back();
        }
        names.fill(model.fields, wanted, are_names);
    }
    void pull(pulled_model& model, const sequence_owners& owners) {
        table_puller(model, models_, facts_, owners, space_, left_out_).pull();
        std::vector<std::string> partitions, last;
        add_partitions(partitions, last, of_, *model.table);
        for (const std::string& each : partitions) model.options.push_back("run_after(" + cpp_literal(each) + ")");
        for (const std::string& each : last) model.options.push_back("run_last(" + cpp_literal(each) + ")");
    }
    /// A table of nothing but two keys links the rows of two others.
    void find_links() {
        for (pulled_model& each : models_) {
            const migrate::constraint_definition* const key = each.table->primary_key();
            if (each.uses.size() != 2 || !key) continue;
            std::set<std::string> of_keys;
            for (const migrate::constraint_definition& other : each.table->constraints)
                if (other.kind == migrate::constraint_kind::foreign_key)
                    of_keys.insert(other.columns.begin(), other.columns.end());
            each.is_link = of_keys == std::set<std::string>(key->columns.begin(), key->columns.end());
        }
        // Behind the loop above: what a target has more to include then is no key of its own.
        for (const pulled_model& each : models_)
            for (pulled_model& target : models_)
                if (each.is_link && &target == each.uses[0]) {
                    target.options.push_back("through<" + space_ + each.name + ">");
                    target.uses.push_back(&each);
                }
    }
    /// What stands beside tables is made before the first of them, or behind the last.
    void add_objects() {
        const auto is_table = [](const pulled_model& each) { return each.table->kind == migrate::table_kind::table; };
        const auto first = std::find_if(models_.begin(), models_.end(), is_table);
        const auto last = std::find_if(models_.rbegin(), models_.rend(), is_table);
        const bool has_table = first != models_.end();
        if (has_table) {
            pulled_objects made = object_puller(of_, tables_, bare_enums()).pull();
            for (const std::string& each : made.before_tables)
                first->options.push_back("run_before(" + cpp_literal(each) + ")");
            for (const std::string& each : made.after_tables)
                last->options.push_back("run_after(" + cpp_literal(each) + ")");
            move_indexes(*last, made.late_functions);
            for (pulled_model& model : models_)
                for (const std::string& each : made.after_view[model.table])
                    model.options.push_back("run_after(" + cpp_literal(each) + ")");
            for (const migrate::object_definition* each : made.without_model)
                left_out_.add("function " + each->name, "its body reads tables, which are not there before it");
        }
        if (has_table) add_enum_comments(*last);
        for (const migrate::object_definition& each : of_.objects)
            if (each.kind != "extension") leave_out_grants(each.kind, each);
        for (const migrate::object_definition& each : of_.objects)
            if (each.kind == "extension" || !has_table)
                left_out_.add(each.kind + " " + each.name, "no model makes it; it has to be there");
        for (const migrate::object_definition& each : of_.objects)
            if (has_table && each.kind != "extension" && is_place_of_extension(of_, each.schema))
                left_out_.add(each.kind + " " + each.schema + "." + each.name,
                              "it is beside an extension, in a schema without tables: no plan makes it");
        for (const std::string& each : of_.unsaid)
            left_out_.add(each, is_of_operation(each) ? "it is in no model" : "no model makes it; it has to be there");
        for (const migrate::enum_definition* each : bare_enums())
            if (!has_table) left_out_.add("enum " + each->name, "no column has it, so that no model makes it");
    }
    /// Those that no column has.
    std::vector<const migrate::enum_definition*> bare_enums() const {
        std::vector<const migrate::enum_definition*> found;
        for (const migrate::enum_definition& each : of_.enums) {
            const auto made = enums_.find(&each);
            if (made == enums_.end() || !is_used(made->second.name)) found.push_back(&each);
        }
        return found;
    }
    /// Those over functions of a table's own rows are made behind them.
    void move_indexes(pulled_model& to, const std::set<std::string>& late) {
        for (pulled_model& model : models_)
            for (const migrate::index_definition& each : model.table->indexes) {
                if (std::none_of(late.begin(), late.end(), [&](const auto& one) { return mentions(each.sql, one); }))
                    continue;
                const std::string option = "index_as(" + cpp_literal(each.name) + ",";
                if (std::erase_if(model.options, [&](const auto& one) { return one.starts_with(option); }) == 0)
                    continue;
                to.options.push_back("run_after(" + cpp_literal(make_index(*model.table, each)) + ")");
            }
    }
    static std::string make_index(const migrate::table_definition& of, const migrate::index_definition& index) {
        return "CREATE " + std::string(index.is_unique ? "UNIQUE " : "") + "INDEX " + quote_name(index.name) + " ON " +
               quote_name(of) + " " + index.sql;
    }
    void add_enum_comments(pulled_model& to) const {
        for (const auto& [each, made] : enums_) {
            if (each->comment.empty() || !is_used(made.name)) continue;
            const std::string name = quote_name(each->schema, each->name);
            to.options.push_back("run_last(" +
                                 cpp_literal("COMMENT ON TYPE " + name + " IS " + quote_text(each->comment)) + ")");
        }
    }
    template <class Object> void leave_out_grants(const std::string& kind, const Object& of) {
        if (std::any_of(of.attachments.begin(), of.attachments.end(), &is_grant))
            left_out_.add(kind + " " + of.name + ": grants and owner", "models have no words for them");
    }
    /// Policies and rules may read tables that come behind their own.
    void add_late() {
        for (std::size_t i = 0; i < models_.size(); ++i) {
            std::size_t place = i;
            std::vector<std::string> late;
            for (const migrate::attachment_definition& each : in_order_of_comments(*models_[i].table)) {
                if (!table_puller::is_late(each)) continue;
                late.push_back("run_after(" + cpp_literal(attachment_sql(*models_[i].table, each)) + ")");
                for (std::size_t j = place + 1; j < models_.size(); ++j)
                    if (mentions(each.sql, models_[j].table->name)) place = j;
            }
            models_[place].options.insert(models_[place].options.end(), late.begin(), late.end());
        }
    }
    /// A view whose rows a column holds is made before that table, and all others behind the tables.
    void make_views_ahead() {
        std::set<const migrate::table_definition*> made;
        for (pulled_model& model : models_) {
            if (model.table->kind != migrate::table_kind::table) continue;
            std::vector<std::string> before, after;
            for (const migrate::column_definition& each : model.table->columns)
                if (const migrate::table_definition* const row = find_row(each, of_))
                    make_ahead(*row, made, before, after);
            model.options.insert(model.options.begin(), before.begin(), before.end());
            model.options.insert(model.options.end(), after.begin(), after.end());
        }
    }
    void make_ahead(const migrate::table_definition& view, std::set<const migrate::table_definition*>& made,
                    std::vector<std::string>& before, std::vector<std::string>& after) {
        const auto model =
            std::find_if(models_.begin(), models_.end(), [&](const auto& one) { return one.table == &view; });
        if (!pull_sorter::is_view(view) || model == models_.end() || !made.insert(&view).second) return;
        for (const migrate::table_definition* each : read_by(view, of_)) make_ahead(*each, made, before, after);
        const std::string kind = view.kind == migrate::table_kind::view ? "VIEW " : "MATERIALIZED VIEW ";
        const std::string name = quote_name(view);
        const auto run = [&](std::vector<std::string>& to, const std::string& sql) {
            to.push_back("run_" + std::string(&to == &before ? "before(" : "after(") + cpp_literal(sql) + ")");
        };
        run(before, "CREATE " + kind + name + " " + table_puller::query_of(view, facts_));
        for (const migrate::index_definition& each : view.indexes) run(after, make_index(view, each));
        if (!view.comment.empty()) run(after, "COMMENT ON " + kind + name + " IS " + quote_text(view.comment));
        for (const migrate::column_definition& each : view.columns)
            if (!each.comment.empty())
                run(after,
                    "COMMENT ON COLUMN " + name + "." + quote_name(each.name) + " IS " + quote_text(each.comment));
        std::vector<std::string> kept;
        for (const std::string& each : model->options) {
            const bool is_run = each.starts_with("run_after(");
            if (is_run) after.push_back(each);
            if (!is_run && !each.starts_with("defined_as(") && !each.starts_with("index") &&
                !each.starts_with("comment("))
                kept.push_back(each);
        }
        model->options = std::move(kept);
    }
    bool is_used(const std::string& name) const {
        for (const pulled_model& each : models_)
            for (const pulled_field& field : each.types)
                if (field.type == name || field.type.find("<" + name + ">") != field.type.npos) return true;
        return false;
    }

    // Texts.

    static std::string region(const std::string& what, const std::string& text) {
        return "// refract: pulled " + what + "\n" + text + "// refract: end\n";
    }
    static std::string region(const std::string& what, const std::string& name, const std::string& text) {
        return region(what + " " + cpp_literal(name), text);
    }
    std::string enum_text(const pulled_enum& made, std::string& specialisation) const {
        const migrate::enum_definition& of = *made.definition;
        const std::string& name = made.name;
        const std::vector<std::string>& values = made.values;
        std::string list, pairs;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::string& value = values[i];
            list.append(list.empty() ? "" : ", ").append(value);
            pairs.append(pairs.empty() ? "{" : ", {").append(space_ + name + "::" + value);
            pairs.append(", ").append(cpp_literal(of.labels[i])).append("}");
        }
        specialisation = "template <> inline constexpr auto refract::enumeration<" + space_ + name +
                         "> = refract::enumerators<" + space_ + name + ">({" + pairs + "}).native(" +
                         cpp_literal(of.name) + ")" +
                         (of.schema.empty() ? "" : ".in_schema(" + cpp_literal(of.schema) + ")") + ";\n";
        return cpp_comment(of.comment, "///") + "enum class " + name + " : std::uint16_t { " + list + " };\n";
    }
    std::string struct_text(const pulled_model& model) const {
        std::string text = cpp_comment(model.table->comment, "///") + "struct " + model.name + " {\n";
        const migrate::constraint_definition* const key = model.table->primary_key();
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const migrate::column_definition& column = model.table->columns[i];
            const bool is_key = key && std::any_of(key->columns.begin(), key->columns.end(), [&](const auto& each) {
                                    return sql_token::is_like(each, column.name);
                                });
            text += cpp_comment(column.comment, "    ///") + "    ";
            const bool is_optional = column.nullable && !is_key;
            text += is_optional ? "std::optional<" + model.types[i].type + ">" : model.types[i].type;
            text += " " + model.fields[i];
            text += model.initial[i].empty() || is_optional ? "{};\n" : " = " + model.initial[i] + ";\n";
        }
        return text + "};\n";
    }
    std::string model_text(const pulled_model& model) const {
        if (model.options.empty()) return {};
        std::string text =
            "template <> inline constexpr auto refract::model<" + space_ + model.name + "> = refract::table(\n";
        for (std::size_t i = 0; i < model.options.size(); ++i)
            text += "    " + in_refract(model.options[i]) + (i + 1 < model.options.size() ? ",\n" : ");\n");
        return text;
    }
    /// Options are names of refract.
    static std::string in_refract(const std::string& option) { return "refract::" + option; }

    std::string opening() const {
        return options_.namespace_name.empty() ? "" : "namespace " + options_.namespace_name + " {\n\n";
    }
    std::string closing() const {
        return options_.namespace_name.empty() ? "" : "} // namespace " + options_.namespace_name + "\n\n";
    }
    std::string beginning(const std::string& more) const {
        return "// Pulled from a database by refract. What stands between \"refract: pulled\" and \"refract: end\" is "
               "written anew by the next pull;\n// names of structs and fields, and lines that end in \"// keep\", "
               "stay.\n" +
               more +
               "#pragma once\n\n#include <refract/refract.hpp>\n\n#include <chrono>\n#include <cstddef>\n"
               "#include <cstdint>\n#include <optional>\n#include <string>\n#include <vector>\n\n";
    }
    std::string list_of_left_out() const {
        std::string text;
        for (const std::string& each : made_.left_out) text += cpp_comment("Left out: " + each, "//");
        return text.empty() ? text : region("left out", text);
    }
    std::string enums_text() const {
        std::string types, specialisations;
        for (const migrate::enum_definition& each : of_.enums) {
            const auto found = enums_.find(&each);
            if (found == enums_.end()) continue;
            std::string specialisation;
            types += region("enum", each.schema.empty() ? each.name : each.schema + "." + each.name,
                            enum_text(found->second, specialisation));
            specialisations +=
                region("values", each.schema.empty() ? each.name : each.schema + "." + each.name, specialisation);
        }
        return types.empty() ? "" : opening() + types + "\n" + closing() + specialisations + "\n";
    }
    std::string schema_text() const {
        std::string list;
        for (const pulled_model& each : models_) list.append(list.empty() ? "" : ", ").append(each.name);
        return opening() +
               region("schema", options_.schema_name,
                      "using " + options_.schema_name + " = refract::schema<" + list + ">;\n") +
               "\n" + closing();
    }
    void print_whole() {
        std::string text = beginning(list_of_left_out()) + enums_text() + opening();
        for (const pulled_model& each : models_)
            text += region("struct", place_name(*each.table), struct_text(each)) + "\n";
        text += closing();
        for (const pulled_model& each : models_)
            text += region("model", place_name(*each.table), model_text(each)) + "\n";
        made_.files.push_back({options_.file_name, text + schema_text()});
    }
    /// A struct first, then the files of those that its keys name, then its model: so they may name each other.
    void print_split() {
        const std::size_t slash = options_.file_name.rfind('/') + 1, dot = options_.file_name.rfind('.');
        const std::string stem = options_.file_name.substr(slash, dot - slash);
        const std::string folder = options_.file_name.substr(0, slash) + stem + "/";
        const std::map<const pulled_model*, std::string> files = files_in(folder);
        made_.files.push_back({options_.file_name, ""});
        std::string list = "#include \"" + stem + "/enums.hpp\"\n";
        for (const pulled_model& each : models_) list += "#include \"" + stem + "/" + files.at(&each) + "\"\n";
        const std::string text = beginning(list_of_left_out()) + region("includes", options_.schema_name, list);
        made_.files.push_back({folder + "enums.hpp", beginning("") + enums_text()});
        for (const pulled_model& each : models_) {
            const std::string place = place_name(*each.table);
            std::string own = beginning("") + "#include \"enums.hpp\"\n\n" + opening() +
                              region("struct", place, struct_text(each)) + "\n" + closing();
            std::set<std::string> used;
            for (const pulled_model* other : each.uses)
                if (other != &each) used.insert(files.at(other));
            std::string others;
            for (const std::string& file : used) others += "#include \"" + file + "\"\n";
            own += region("includes", place, others) + "\n" + region("model", place, model_text(each));
            made_.files.push_back({folder + files.at(&each), std::move(own)});
        }
        made_.files[0].text = text + "\n" + schema_text();
    }

    /// The file of each model; one that was there stays its table's, whatever its struct is called now.
    std::map<const pulled_model*, std::string> files_in(const std::string& folder) const {
        std::map<const pulled_model*, std::string> files;
        name_giver names;
        names.keep("enums");
        for (const pulled_model& each : models_)
            if (const migrate::kept_names* const given = kept(each.table->schema, each.table->name);
                given && given->file.starts_with(folder)) {
                files[&each] = given->file.substr(folder.size());
                names.keep(files[&each].substr(0, files[&each].rfind('.')));
            }
        for (const pulled_model& each : models_)
            if (files.count(&each) == 0) files[&each] = names.give(snake_name(each.name, "table")) + ".hpp";
        return files;
    }

    const migrate::database_definition& of_;
    const pull_facts& facts_;
    const migrate::pull_options& options_;
    migrate::pulled_files made_{};
    left_out_list left_out_;
    std::string space_{};
    std::set<std::string> names_{};
    pulled_enums enums_{};
    std::vector<const migrate::table_definition*> tables_{}; ///< in the order in which they are made
    std::vector<pulled_model> models_{};
};

} // namespace detail

namespace migrate {

/// Headers of models that say what a database holds: `print_models<dialect::postgres>(read_database(db))`.
///
/// Names become names of C++ and say where they come from (`.named("Order ID")`). What models have no words for they
/// say in SQL; what they cannot say at all is in `left_out`, and a comment of the header.
template <class Dialect>
pulled_files print_models(const database_definition& definition, const pull_options& options = {}) {
    return detail::model_printer(definition, detail::pulls_of<Dialect>, options).print();
}

} // namespace migrate
} // namespace v0
} // namespace refract
