// A schema that evolves with its rows, step by step, on both databases: columns, types, keys, conditions, views, enums and
// names change at random, with care and without, up, down and up again. What rows have to say is kept apart and compared.
// REFRACT_EVOLUTION_STEPS: how many (100). REFRACT_RANDOM_SEED: from where.

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/draft.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/run_steps.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using migrate::database_definition;

namespace {

std::uint64_t setting(const char* name, std::uint64_t usual) {
    const char* const text = std::getenv(name);
    return text && *text ? std::strtoull(text, nullptr, 10) : usual;
}

struct dice {
    std::mt19937_64 source;
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(source() % end); }
    bool one_in(std::size_t chances) { return below(chances) == 0; }
};

constexpr std::size_t tables = 3, columns = 4;

struct column_plan {
    bool is_there = true, is_required = false, has_default = true, has_other_name = false;
    std::size_t type = 0, value = 1;
};
struct table_plan {
    bool has_other_name = false, has_key = false, checks = false, counts_twice = false, refers = false,
         has_index = false, is_partial = false, is_unique = false, has_mood = false;
    std::size_t action = 0, index_column = 0, bound = 0, checked = 0;
    std::array<column_plan, columns> list{};
};
struct schema_plan {
    std::array<table_plan, tables> list{};
    bool has_view = false, has_more = false;
    std::size_t view_column = 0, view_table = 0;
    std::vector<std::string> labels{"l1", "l2"};
};

std::string name_of(const table_plan& of, std::size_t i) {
    return "t" + std::to_string(i) + (of.has_other_name ? "_other" : "");
}
std::string name_of(const column_plan& of, std::size_t i) {
    return "c" + std::to_string(i) + (of.has_other_name ? " other" : "");
}
bool is_text(const column_plan& of, std::size_t i) { return i < 2 && of.type >= 2; }

void change(schema_plan& plan, dice& roll) {
    const auto turn = [&](bool& what, std::size_t chances = 4) { what = roll.one_in(chances) ? !what : what; };
    for (std::size_t t = 0; t < tables; ++t) {
        table_plan& table = plan.list[t];
        if (t < 2) turn(table.has_other_name, 8);
        for (bool* each : {&table.checks, &table.counts_twice, &table.refers, &table.has_index, &table.is_partial,
                           &table.is_unique, &table.has_mood})
            turn(*each);
        if (t == 0) turn(table.has_key);
        if (roll.one_in(4))
            table.action = roll.below(3), table.index_column = roll.below(columns), table.bound = roll.below(3);
        if (roll.one_in(4)) table.checked = roll.below(columns);
        for (column_plan& each : table.list) {
            turn(each.is_there, 6), turn(each.is_required), turn(each.has_default), turn(each.has_other_name, 8);
            if (roll.one_in(4)) each.type = roll.below(4), each.value = 1 + roll.below(9);
            each.has_default |= each.is_required; // rows that are there need something
        }
    }
    turn(plan.has_view), turn(plan.has_more);
    if (roll.one_in(4)) plan.view_column = roll.below(columns), plan.view_table = roll.below(tables);
    if (roll.one_in(3)) {
        plan.labels = {"l1", "l2"};
        for (const char* more : {"a", "it's"})
            if (roll.one_in(2)) plan.labels.emplace_back(more);
        std::shuffle(plan.labels.begin(), plan.labels.end(), roll.source);
    }
}

std::string printed(const column_plan& of, std::size_t i, bool is_sqlite) {
    constexpr std::array<const char*, 4> whole{"INTEGER", "BIGINT", "TEXT", "VARCHAR(9)"},
        real{"NUMERIC(8,2)", "NUMERIC(9,2)", "DOUBLE PRECISION", "INTEGER"};
    std::string sql = detail::quote_name(name_of(of, i)) + " " + (i < 2 ? whole : real)[of.type];
    if (of.is_required) sql += " NOT NULL";
    const std::string value = std::to_string(of.value);
    if (of.has_default)
        sql += " DEFAULT " + (is_text(of, i)                ? "'" + value + "'"
                              : !is_sqlite && of.value == 9 ? "floor(9 + random())"
                                                            : value);
    return sql;
}
void add_table(std::string& sql, const schema_plan& plan, std::size_t t, bool is_sqlite) {
    constexpr std::array<const char*, 3> actions{"", " ON DELETE CASCADE", " ON DELETE SET NULL"};
    const table_plan& of = plan.list[t];
    const std::string name = name_of(of, t);
    sql += "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, k INTEGER NOT NULL, r INTEGER";
    for (std::size_t i = 0; i < columns; ++i)
        if (of.list[i].is_there) sql += ", " + printed(of.list[i], i, is_sqlite);
    if (of.has_mood) sql += std::string(", m ") + (is_sqlite ? "TEXT" : "mood") + " DEFAULT 'l2'";
    const auto column = [&](std::size_t i) { return detail::quote_name(name_of(of.list[i], i)); };
    if (of.counts_twice && of.list[0].is_there && !is_text(of.list[0], 0))
        sql += ", twice BIGINT GENERATED ALWAYS AS (" + column(0) + " * 2) STORED";
    if (of.checks && of.list[of.checked].is_there && !is_text(of.list[of.checked], of.checked))
        sql += ", CONSTRAINT small_" + name + " CHECK (" + column(of.checked) + " < " + std::to_string(50 + of.bound) +
               ")";
    const table_plan& target = plan.list[0];
    if (t == 0 && of.has_key) sql += ", CONSTRAINT one_k UNIQUE (k)";
    if (t != 0 && of.refers)
        sql += ", CONSTRAINT leads_" + name + " FOREIGN KEY (r) REFERENCES " + name_of(target, 0) +
               (target.has_key ? " (k)" : " (id)") + actions[of.action];
    sql += ");\n";
    if (of.has_index && of.list[of.index_column].is_there)
        sql += std::string("CREATE ") + (of.is_unique ? "UNIQUE " : "") + "INDEX i_" + std::to_string(t) + " ON " +
               name + " (" + column(of.index_column) + ", id)" + (of.is_partial ? " WHERE id > 1" : "") + ";\n";
}
std::string printed(const schema_plan& plan, bool is_sqlite) {
    std::string sql, labels;
    for (const std::string& each : plan.labels)
        labels.append(labels.empty() ? "" : ", ").append(detail::quote_text(each));
    if (!is_sqlite) sql += "CREATE TYPE mood AS ENUM (" + labels + ");\n";
    sql += "CREATE TABLE log (n INTEGER);\n";
    for (std::size_t t = 0; t < tables; ++t) add_table(sql, plan, t, is_sqlite);
    const table_plan& seen = plan.list[plan.view_table];
    if (plan.has_view && seen.list[plan.view_column].is_there)
        sql += "CREATE VIEW z_view AS SELECT id, " +
               detail::quote_name(name_of(seen.list[plan.view_column], plan.view_column)) + " FROM " +
               name_of(seen, plan.view_table) + ";\n";
    if (plan.has_view && plan.has_more && seen.list[plan.view_column].is_there)
        sql += "CREATE VIEW a_view AS SELECT id FROM z_view;\n";
    return sql;
}

/// Of columns that stay, tables first as a plan takes them: by the names that tables had.
std::vector<migrate::rename> renames_of(const schema_plan& from, const schema_plan& to) {
    std::vector<migrate::rename> all;
    for (std::size_t t = 0; t < tables; ++t) {
        const std::string was = name_of(from.list[t], t), is = name_of(to.list[t], t);
        for (std::size_t i = 0; i < columns; ++i) {
            const column_plan &one = from.list[t].list[i], &other = to.list[t].list[i];
            if (one.is_there && other.is_there && one.has_other_name != other.has_other_name)
                all.push_back({"", was, name_of(one, i), name_of(other, i)});
        }
        if (was != is) all.push_back({"", was, "", is});
    }
    return all;
}

using value = std::optional<double>;
struct row {
    std::array<value, columns> list{};
    value mood{}, lead{};
};
/// What rows are, kept apart.
struct contents {
    std::array<std::vector<row>, tables> list{};

    void follow(const schema_plan& from, const schema_plan& to) {
        for (std::size_t t = 0; t < tables; ++t)
            for (row& each : list[t]) {
                for (std::size_t i = 0; i < columns; ++i) {
                    const column_plan &one = from.list[t].list[i], &other = to.list[t].list[i];
                    const value usual = other.has_default ? value(static_cast<double>(other.value)) : std::nullopt;
                    if (!other.is_there)
                        each.list[i].reset();
                    else if (!one.is_there || (other.is_required && !each.list[i]))
                        each.list[i] = usual;
                }
                const bool had = from.list[t].has_mood, has = to.list[t].has_mood;
                if (!has)
                    each.mood.reset();
                else if (!had)
                    each.mood = 2;
            }
    }
};

template <class Backend> class evolution {
public:
    explicit evolution(std::uint64_t seed) : roll_{std::mt19937_64(seed)} {}

    bool is_there() { return static_cast<bool>(fresh_); }
    void run(std::uint64_t steps) {
        change(plan_, roll_);
        fresh_.db().execute(unsafe_sql(printed(plan_, Backend::is_sqlite)));
        if constexpr (Backend::is_sqlite) {
            fresh_.db().execute("CREATE TRIGGER own AFTER INSERT ON t2 BEGIN INSERT INTO log VALUES (new.id); END");
        } else {
            fresh_.db().execute(
                "CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES "
                "(NEW.id); RETURN NEW; END $$; CREATE TRIGGER own AFTER INSERT ON t2 FOR EACH ROW EXECUTE "
                "FUNCTION own()");
        }
        for (std::uint64_t i = 0; i < steps; ++i) {
            insert();
            INFO("step " << i);
            step();
        }
    }

private:
    using dialect = typename Backend::database::dialect;

    void insert() {
        for (std::size_t t = 0; t < tables; ++t) {
            if (!roll_.one_in(2) || rows_.list[t].size() > 20) continue;
            const std::string id = std::to_string(rows_.list[t].size() + 1);
            row made;
            std::string names = "id, k", values = id + ", " + id;
            for (std::size_t i = 0; i < columns; ++i) {
                const column_plan& of = plan_.list[t].list[i];
                if (!of.is_there || (!of.is_required && roll_.one_in(3))) {
                    if (of.is_there) names += ", " + detail::quote_name(name_of(of, i)), values += ", NULL";
                    continue;
                }
                made.list[i] = static_cast<double>(1 + roll_.below(9));
                names += ", " + detail::quote_name(name_of(of, i));
                const std::string text = std::to_string(static_cast<int>(*made.list[i]));
                values += ", " + (is_text(of, i) ? "'" + text + "'" : text);
            }
            if (plan_.list[t].has_mood) names += ", m", values += ", 'l1'", made.mood = 1;
            if (t != 0 && !rows_.list[0].empty() && roll_.one_in(2)) made.lead = 1, names += ", r", values += ", 1";
            fresh_.db().execute(
                unsafe_sql("INSERT INTO " + name_of(plan_.list[t], t) + " (" + names + ") VALUES (" + values + ")"));
            rows_.list[t].push_back(made);
        }
    }
    database_definition described(const schema_plan& plan) {
        fresh_database<Backend> other;
        other.db().execute(unsafe_sql(printed(plan, Backend::is_sqlite)));
        return migrate::read_database(other.db());
    }
    void step() {
        schema_plan next = plan_;
        change(next, roll_);
        const database_definition before = migrate::read_database(fresh_.db()), wanted = described(next);
        const auto renames = renames_of(plan_, next);
        const bool careful = roll_.one_in(2), returns = roll_.one_in(3);
        INFO("before:\n"
             << printed(plan_, Backend::is_sqlite) << "after:\n"
             << printed(next, Backend::is_sqlite) << (careful ? "with care" : "without"));
        const contents were = rows_;
        const database_definition settled = migrate::settle(migrate::rename_all(before, renames), wanted);
        go(migrate::plan<dialect>(before, wanted, renames, {.careful = careful}), plan_, next, settled);
        if (returns) {
            INFO("and back");
            const auto back = detail::renamed_back(renames);
            go(migrate::plan<dialect>(settled, before, back, {.careful = careful, .drops_undeclared = true}), next,
               plan_, before);
            go(migrate::plan<dialect>(before, wanted, renames, {.careful = careful}), plan_, next, settled);
        }
        plan_ = next;
    }
    void go(const std::vector<migrate::step>& steps, const schema_plan& from, const schema_plan& to,
            const database_definition& wanted) {
        run_steps<Backend>(fresh_.db(), steps);
        rows_.follow(from, to);
        const database_definition made = migrate::read_database(fresh_.db());
        for (const migrate::step& each : migrate::plan<dialect>(made, wanted, {}, {.drops_undeclared = true}))
            FAIL("left: " << each.sql);
        REQUIRE(migrate::compare(made, wanted).empty());
        compare_rows(to);
    }
    void compare_rows(const schema_plan& plan) {
        for (std::size_t t = 0; t < tables; ++t) {
            const table_plan& of = plan.list[t];
            std::string wanted = "coalesce(r, 0)";
            for (std::size_t i = 0; i < columns; ++i)
                if (of.list[i].is_there)
                    wanted += " || ' ' || coalesce(CAST(CAST(" + detail::quote_name(name_of(of.list[i], i)) +
                              " AS INTEGER) AS TEXT), '-')";
            if (of.has_mood) wanted += " || ' ' || coalesce(CAST(m AS TEXT), '-')";
            text_rows expected;
            for (const row& each : rows_.list[t]) {
                std::string text = each.lead ? "1" : "0";
                for (std::size_t i = 0; i < columns; ++i)
                    if (of.list[i].is_there)
                        text += " " + (each.list[i] ? std::to_string(static_cast<int>(*each.list[i])) : "-");
                if (of.has_mood) text += each.mood ? " l" + std::to_string(static_cast<int>(*each.mood)) : " -";
                expected.push_back(text);
            }
            REQUIRE(fresh_.rows("SELECT " + wanted + " FROM " + name_of(of, t) + " ORDER BY id") == expected);
        }
        REQUIRE(fresh_.rows("SELECT count(*) FROM log") ==
                text_rows{std::to_string(rows_.list[2].size())}); // the trigger
    }

    fresh_database<Backend> fresh_;
    dice roll_;
    schema_plan plan_{};
    contents rows_{};
};

} // namespace

TEMPLATE_TEST_CASE("a schema evolves with its rows", "[evolution]", REFRACT_TEST_DATABASES) {
    const std::uint64_t steps = setting("REFRACT_EVOLUTION_STEPS", 100), seed = setting("REFRACT_RANDOM_SEED", 1);
    for (std::uint64_t i = 0; i * 25 < steps; ++i) {
        INFO("REFRACT_RANDOM_SEED=" << seed + i);
        evolution<TestType> all(seed + i);
        if (!all.is_there()) return;
        all.run(25);
    }
}
