// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_statement.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Columns, types and constraints, in CREATE TABLE and in ALTER TABLE.

namespace refract {
inline namespace v0 {
namespace detail {

class lint_column_reader {
    using kind = lint_constraint_kind;

public:
    explicit lint_column_reader(lint_cursor& in) : in_(in) {}

    /// Behind a column's name: `varchar(20)`, `timestamp with time zone`, `int[]`.
    lint_type type() {
        lint_type found;
        const std::size_t begin = in_.place();
        if (!in_.look().is_name() || begins_constraint()) return found; // SQLite needs none
        const bool is_quoted = in_.look().kind == sql_token_kind::quoted_name;
        found.name = in_.name().name;
        if (is_quoted && found.name == "char") found.name = "\"char\""; // a byte, another type
        if (found.name == "double" || found.name == "bit" || found.name == "character" || found.name == "national")
            second_word(found.name);
        arguments(found);
        zone(found.name);
        while (!in_.is_done() && !ends_element() && !begins_constraint() && !in_.is("USING")) type_suffix(found);
        found.text = in_.text_from(begin);
        found.name = usual_name(found.name);
        return found;
    }

    lint_column column() {
        lint_column made{.written = in_.here()};
        made.name = in_.word();
        made.type = type();
        take_serial(made);
        while (!in_.is_done() && !ends_element()) {
            const std::size_t before = in_.place();
            column_constraint(made);
            if (in_.place() == before) in_.skip_group();
        }
        return made;
    }

    bool begins_table_constraint() const {
        return in_.are({"CONSTRAINT"}) || in_.are({"PRIMARY", "KEY"}) || in_.are({"FOREIGN", "KEY"}) ||
               in_.are({"CHECK", "("}) || in_.are({"UNIQUE", "("}) || in_.are({"UNIQUE", "NULLS"}) ||
               in_.are({"UNIQUE", "USING"}) || in_.are({"EXCLUDE", "("}) || in_.are({"EXCLUDE", "USING"}) ||
               in_.are({"NOT", "NULL"});
    }
    lint_constraint table_constraint() {
        lint_constraint made{.written = in_.here()};
        if (in_.take("CONSTRAINT")) made.name = in_.word();
        if (in_.take("PRIMARY", "KEY")) {
            made.kind = kind::primary_key;
        } else if (in_.take("UNIQUE")) {
            made.kind = kind::unique;
            if (in_.take("NULLS") && in_.take("NOT")) {}
            in_.take("DISTINCT");
        } else if (in_.take("FOREIGN", "KEY")) {
            made.kind = kind::foreign_key;
        } else if (in_.take("EXCLUDE")) {
            made.kind = kind::exclusion;
        } else if (in_.take("NOT", "NULL")) {
            made.kind = kind::not_null;
            made.columns.push_back(in_.word());
            made.is_not_null = made.columns.front();
        } else if (in_.take("CHECK")) {
            check(made);
        }
        if (made.kind != kind::check && made.kind != kind::exclusion && in_.is("(")) made.columns = in_.listed_names();
        while (!in_.is_done() && !ends_element()) constraint_suffix(made);
        return made;
    }

private:
    bool ends_element() const { return in_.is(",") || in_.is(")"); }
    bool begins_constraint() const {
        return in_.is_one_of({"CONSTRAINT", "DEFAULT", "CHECK", "PRIMARY", "UNIQUE", "REFERENCES", "GENERATED",
                              "COLLATE", "AS", "STORAGE", "COMPRESSION", "NULL", "AUTOINCREMENT", "DEFERRABLE",
                              "INITIALLY", "OPTIONS"}) ||
               in_.are({"NOT", "NULL"}) || in_.are({"NOT", "DEFERRABLE"}) || in_.are({"ON", "CONFLICT"});
    }
    void second_word(std::string& name) {
        for (const std::string_view each : {"PRECISION", "VARYING", "CHARACTER", "CHAR"})
            if (in_.take(each)) name.append(" ").append(small_letters(each));
        if (name.starts_with("national") && in_.take("VARYING")) name += " varying";
    }
    void arguments(lint_type& type) {
        if (!in_.is("(")) return;
        const std::size_t begin = in_.place();
        in_.skip_group();
        const std::string text = in_.text_from(begin);
        type.arguments = text.size() >= 2 ? text.substr(1, text.size() - 2) : "";
    }
    void zone(std::string& name) {
        if (in_.take("WITH", "TIME", "ZONE")) name += "tz";
        in_.take("WITHOUT", "TIME", "ZONE");
    }
    void type_suffix(lint_type& type) {
        if (in_.is("[") || in_.is("ARRAY") || in_.look().text == "[]") type.is_array = true;
        in_.skip_group();
    }
    static std::string usual_name(const std::string& name) {
        static constexpr std::pair<std::string_view, std::string_view> same[]{{"int", "integer"},
                                                                              {"int4", "integer"},
                                                                              {"int8", "bigint"},
                                                                              {"int2", "smallint"},
                                                                              {"serial4", "serial"},
                                                                              {"serial8", "bigserial"},
                                                                              {"serial2", "smallserial"},
                                                                              {"character", "char"},
                                                                              {"nchar", "char"},
                                                                              {"bpchar", "char"},
                                                                              {"national character", "char"},
                                                                              {"national char", "char"},
                                                                              {"character varying", "varchar"},
                                                                              {"national character varying", "varchar"},
                                                                              {"national char varying", "varchar"},
                                                                              {"char varying", "varchar"},
                                                                              {"decimal", "numeric"},
                                                                              {"bool", "boolean"},
                                                                              {"float4", "real"},
                                                                              {"float8", "double precision"},
                                                                              {"bit varying", "varbit"}};
        for (const auto& [other, usual] : same)
            if (name == other) return std::string(usual);
        return name;
    }
    void take_serial(lint_column& made) const {
        const std::string name = made.type.name;
        made.is_serial = name == "serial" || name == "bigserial" || name == "smallserial";
    }
    void column_constraint(lint_column& made) {
        lint_constraint one{.columns = {made.name}, .written = in_.here()};
        if (in_.take("CONSTRAINT")) one.name = in_.word();
        if (in_.take("NOT", "NULL")) {
            made.is_not_null = true;
        } else if (in_.take("DEFAULT")) {
            default_value(made);
        } else if (in_.take("PRIMARY", "KEY")) {
            one.kind = kind::primary_key;
            made.constraints.push_back(one);
        } else if (in_.take("UNIQUE")) {
            one.kind = kind::unique;
            made.constraints.push_back(one);
        } else if (in_.take("CHECK")) {
            check(one);
            made.constraints.push_back(one);
        } else if (in_.is("REFERENCES")) {
            one.kind = kind::foreign_key;
            constraint_suffix(one);
            made.constraints.push_back(one);
        } else if (in_.is("GENERATED") || in_.is("AS")) {
            generated(made);
        } else if (in_.take("AUTOINCREMENT")) {
            made.keeps_counting = true;
        }
    }
    void default_value(lint_column& made) {
        const std::size_t begin = in_.place();
        const lint_cursor first = in_;
        in_.skip_group();
        while (!in_.is_done() && !ends_element() && !begins_constraint()) in_.skip_group();
        made.default_sql = in_.text_from(begin);
        if (small_letters(made.default_sql) == "null") made.default_sql = "null";
        made.is_volatile = is_volatile_expression(first, in_.place());
    }
    void generated(lint_column& made) {
        in_.take("GENERATED");
        in_.take("ALWAYS");
        in_.take("BY", "DEFAULT");
        in_.take("AS");
        if (in_.take("IDENTITY")) {
            made.generated = lint_generated::identity;
            if (in_.is("(")) in_.skip_group();
            return;
        }
        if (in_.is("(")) in_.skip_group();
        made.generated = in_.take("STORED") ? lint_generated::stored : lint_generated::computed;
        in_.take("VIRTUAL");
    }
    void check(lint_constraint& made) {
        made.kind = kind::check;
        const std::size_t begin = in_.place();
        lint_cursor inside = in_;
        in_.skip_group();
        const std::string text = in_.text_from(begin);
        if (text.size() >= 2) made.expression = text.substr(1, text.size() - 2);
        while (inside.take("(")) {}
        const std::string column = inside.word();
        if (!inside.take("IS", "NOT", "NULL")) return;
        while (inside.take(")")) {}
        if (inside.place() == in_.place()) made.is_not_null = column;
    }
    void constraint_suffix(lint_constraint& made) {
        if (in_.take("NOT", "VALID")) {
            made.is_not_valid = true;
        } else if (in_.take("USING", "INDEX")) {
            if (!in_.take("TABLESPACE")) made.using_index = in_.word();
        } else if (in_.take("REFERENCES")) {
            made.target = in_.name();
            if (in_.is("(")) in_.skip_group();
            references_suffix();
        } else {
            in_.skip_group();
        }
    }
    /// `ON DELETE SET DEFAULT` is not the default of a column.
    void references_suffix() {
        while (in_.is("ON") || in_.is("MATCH")) {
            in_.skip();
            if (!in_.take("DELETE") && !in_.take("UPDATE")) {
                in_.skip();
                continue;
            }
            if (in_.take("SET") || in_.take("NO")) {}
            in_.skip();
            if (in_.is("(")) in_.skip_group();
        }
    }

    lint_cursor& in_;
};

class lint_alter_reader {
    using kind = lint_action_kind;

public:
    lint_alter_reader(lint_cursor& in, std::string_view object) : in_(in), object_(object) {}

    std::vector<lint_action> actions() {
        std::vector<lint_action> found;
        while (!in_.is_done()) {
            found.push_back(action());
            while (!in_.is_done() && !in_.is(",")) in_.skip_group();
            in_.take(",");
        }
        return found;
    }

private:
    lint_action action() {
        lint_action made{.written = in_.here()};
        if (in_.take("ADD"))
            add(made);
        else if (in_.take("DROP"))
            drop(made);
        else if (in_.take("ALTER"))
            alter_column(made);
        else if (in_.take("RENAME"))
            rename(made);
        else if (in_.take("VALIDATE", "CONSTRAINT"))
            made.kind = kind::validate, made.name = in_.word();
        else if (in_.take("SET"))
            set(made);
        else if (in_.take("ATTACH", "PARTITION"))
            made.kind = kind::attach, made.other = in_.name();
        else if (in_.take("DETACH", "PARTITION"))
            detach(made);
        else if (in_.take("DISABLE", "TRIGGER"))
            made.kind = kind::disable_trigger, made.name = in_.word();
        else if (in_.take("DISABLE", "ROW") || in_.take("NO", "FORCE"))
            made.kind = kind::row_security_off;
        else if (in_.take("ENABLE", "ROW"))
            made.kind = kind::row_security_on;
        return made;
    }
    void add(lint_action& made) {
        if (object_ == "type") {
            if (in_.take("VALUE")) add_value(made);
            return;
        }
        lint_column_reader read(in_);
        if (in_.take("GENERATED")) return; // of ALTER COLUMN
        if (read.begins_table_constraint()) {
            made.kind = kind::add_constraint;
            made.constraint = read.table_constraint();
            made.name = made.constraint.name;
            return;
        }
        in_.take("COLUMN");
        made.is_if_exists = in_.take_if_exists();
        made.kind = kind::add_column;
        made.column = read.column();
        made.name = made.column.name;
    }
    void add_value(lint_action& made) {
        made.kind = kind::add_value;
        made.is_if_exists = in_.take_if_exists();
        made.name = unquote_sql(in_.look().text);
        in_.skip();
        made.has_place = in_.is("BEFORE") || in_.is("AFTER");
    }
    void drop(lint_action& made) {
        const bool is_constraint = in_.take("CONSTRAINT");
        const bool is_attribute = in_.take("ATTRIBUTE");
        if (!is_constraint && !is_attribute && object_ != "table" && object_ != "foreign table") return;
        in_.take("COLUMN");
        made.kind = is_constraint ? kind::drop_constraint : kind::drop_column;
        made.is_if_exists = in_.take_if_exists();
        made.name = in_.word();
        made.is_cascading = in_.is("CASCADE");
    }
    void alter_column(lint_action& made) {
        if (in_.take("CONSTRAINT")) return;
        in_.take("COLUMN");
        made.name = in_.word();
        if (in_.take("SET", "DATA", "TYPE") || in_.take("TYPE")) {
            made.kind = kind::set_type;
            made.column.type = lint_column_reader(in_).type();
            if (in_.seek({"USING", ","}) && in_.is("USING")) made.has_place = true;
        } else if (in_.take("SET", "NOT", "NULL")) {
            made.kind = kind::set_not_null;
        } else if (in_.take("DROP", "NOT", "NULL")) {
            made.kind = kind::drop_not_null;
        } else if (in_.take("SET", "DEFAULT")) {
            made.kind = kind::set_default;
        } else if (in_.take("DROP", "DEFAULT")) {
            made.kind = kind::drop_default;
        } else if (in_.take("SET", "EXPRESSION")) {
            made.kind = kind::set_expression;
        } else if (in_.take("ADD", "GENERATED")) {
            made.kind = kind::add_identity;
        }
    }
    void rename(lint_action& made) {
        if (in_.take("TO")) {
            made.kind = kind::rename;
            made.to = in_.word();
        } else if (in_.take("VALUE")) {
            made.kind = kind::rename_value;
            made.name = unquote_sql(in_.look().text);
            in_.skip();
            if (in_.take("TO")) made.to = unquote_sql(in_.look().text);
        } else {
            made.kind = in_.take("CONSTRAINT") ? kind::rename_constraint : kind::rename_column;
            in_.take("COLUMN");
            in_.take("ATTRIBUTE");
            made.name = in_.word();
            if (in_.take("TO")) made.to = in_.word();
        }
    }
    void set(lint_action& made) {
        if (in_.take("SCHEMA")) {
            made.kind = kind::set_schema;
            made.to = in_.word();
        } else if (in_.is_one_of({"LOGGED", "UNLOGGED", "TABLESPACE"}) || in_.are({"ACCESS", "METHOD"})) {
            made.kind = kind::rewrite;
            made.to = small_letters(in_.look().text);
        } else if (in_.take("NOT", "NULL")) {
            made.kind = kind::set_not_null; // of a domain
        }
    }
    void detach(lint_action& made) {
        made.kind = kind::detach;
        made.other = in_.name();
        made.is_concurrent = in_.take("CONCURRENTLY") || in_.take("FINALIZE");
    }

    lint_cursor& in_;
    std::string_view object_;
};

} // namespace detail
} // namespace v0
} // namespace refract
