"""The kinds of queries of the compile benchmark, each as a function body for refract and for the C API."""

from dataclasses import dataclass
from typing import Callable

MODELS = ["account", "book", "city", "device", "event", "flight", "game", "hotel", "invoice", "journal"]
QUERIES_PER_MODEL = 5
FIELDS = [
    ("std::int64_t", "id"),
    ("std::string", "name"),
    ("std::string", "email"),
    ("std::optional<std::string>", "note"),
    ("int", "age"),
    ("double", "score"),
    ("bool", "active"),
    ("std::int64_t", "other"),
]


def fields_of(model):
    """Every model has names of its own, but for its key and its name."""
    return [(kind, name if name in ("id", "name") else f"{name}_{model}") for kind, name in FIELDS]


@dataclass
class Kind:
    refract: Callable[[int, int], str]
    raw: Callable[[int, int], str]


class Names:
    """What the texts of a query speak of: its model, the next one, and their columns."""

    def __init__(self, number, model):
        self.number = number
        self.m = MODELS[model]
        following = (model + 1) % len(MODELS)
        self.joined = MODELS[following]
        for kind, name in fields_of(model):
            short = name.split("_")[0]
            setattr(self, short, name)
            setattr(self, "c_" + short, f"col<&{self.m}::{name}>")
        self.columns = ", ".join(f'"{name}"' for _, name in fields_of(model))
        self.values = ", ".join(f"?{i + 1}" for i in range(1, len(FIELDS)))
        self.sent = ", ".join(f'"{name}"' for _, name in fields_of(model)[1:])
        self.sets = ", ".join(f'"{name}" = ?{i + 1}' for i, (_, name) in enumerate(fields_of(model)[1:]))
        self.both = ", ".join(f'"{self.m}"."{name}"' for _, name in fields_of(model)) + ", " + ", ".join(
            f'"{self.joined}"."{name}"' for _, name in fields_of(following))


def kind(refract, raw):
    def fill(text):
        return lambda number, model: text.format(n=Names(number, model)) + "\n"

    return Kind(fill(refract), fill(raw))


def rows(call):
    return f"    return static_cast<long>({call}.size());"


PREPARE = "    static sqlite3_stmt* cached = nullptr;\n    sqlite3_stmt* s = prepare(db, cached, R\"({sql})\");\n"
RESET = "    sqlite3_reset(s);\n"


def raw_rows(sql, row, read, bind="bind(s, 1, n);"):
    return (PREPARE.replace("{sql}", sql) + f"    {bind}\n    std::vector<{row}> rows;\n"
            f"    while (step(s)) {{{{\n        auto& row = rows.emplace_back();\n        {read}\n    }}}}\n"
            + RESET + "    return static_cast<long>(rows.size());")


def raw_write(sql, bind):
    return (PREPARE.replace("{sql}", sql) + f"    {bind}\n    step(s);\n" + RESET +
            "    return static_cast<long>(sqlite3_changes64(db));")


def raw_first(sql, row, read, bind="bind(s, 1, n);"):
    return (PREPARE.replace("{sql}", sql) + f"    {bind}\n    std::optional<{row}> found;\n"
            f"    if (step(s)) {{{{\n        auto& row = found.emplace();\n        {read}\n    }}}}\n" + RESET +
            "    return found ? 1 : 0;")


def bind_object(first):
    fields = ["name", "email", "note", "age", "score", "active", "other"]
    return " ".join(f"bind(s, {first + i}, object.{{n.{field}}});" for i, field in enumerate(fields))


OBJECT = "{n.m} object; object.name = \"n\"; object.{n.age} = n;"
KINDS = [
    kind(rows("db.all(from<{n.m}>().where({n.c_age} > n && {n.c_active} == true).order_by({n.c_name}).limit(20))"),
         raw_rows('SELECT {n.columns} FROM "{n.m}" WHERE "{n.age}" > ?1 AND "{n.active}" = ?2 ORDER BY "name" LIMIT ?3',
                  "{n.m}", "read(s, 0, row);", "bind(s, 1, n); bind(s, 2, 1); bind(s, 3, 20);")),
    kind("    return db.first(from<{n.m}>().where({n.c_email} == \"a@example.org\")) ? n : 0;",
         raw_first('SELECT {n.columns} FROM "{n.m}" WHERE "{n.email}" = ?1', "{n.m}", "read(s, 0, row);",
                   'const std::string wanted = "a@example.org"; bind(s, 1, wanted);')),
    kind("    return db.find<{n.m}>(n) ? 1 : 0;",
         raw_first('SELECT {n.columns} FROM "{n.m}" WHERE "id" = ?1', "{n.m}", "read(s, 0, row);")),
    kind("    " + OBJECT + "\n    return static_cast<long>(db.insert(object).id);",
         raw_write('INSERT INTO "{n.m}" ({n.sent}) VALUES ({n.values})', OBJECT + " " + bind_object(2))),
    kind("    return static_cast<long>(db.exec(update<{n.m}>().set({n.c_score} = 1.5, {n.c_note} = \"x\").where({n.c_id} == n)));",
         raw_write('UPDATE "{n.m}" SET "{n.score}" = ?1, "{n.note}" = ?2 WHERE "id" = ?3',
                   'const std::string note = "x"; bind(s, 1, 1.5); bind(s, 2, note); bind(s, 3, n);')),
    kind("    return static_cast<long>(db.exec(delete_from<{n.m}>().where({n.c_age} < n || {n.c_note} == std::nullopt)));",
         raw_write('DELETE FROM "{n.m}" WHERE "{n.age}" < ?1 OR "{n.note}" IS NULL', "bind(s, 1, n);")),
    kind("    return static_cast<long>(db.count(from<{n.m}>().where({n.c_active} == true && {n.c_score} >= n * 0.5)));",
         raw_first('SELECT count(*) FROM (SELECT {n.columns} FROM "{n.m}" WHERE "{n.active}" = ?1 AND "{n.score}" >= ?2)',
                   "std::int64_t", "row = sqlite3_column_int64(s, 0);", "bind(s, 1, 1); bind(s, 2, n * 0.5);")),
    kind(rows("db.all(from<{n.m}>().select({n.c_id}, {n.c_name}).where({n.c_name}.like(\"a%\") && {n.c_age} != n))"),
         raw_rows('SELECT "id", "name" FROM "{n.m}" WHERE "name" LIKE ?1 AND "{n.age}" <> ?2',
                  "std::tuple<std::int64_t, std::string>",
                  "std::get<0>(row) = sqlite3_column_int64(s, 0); std::get<1>(row) = text(s, 1);",
                  'const std::string wanted = "a%"; bind(s, 1, wanted); bind(s, 2, n);')),
    kind(rows("db.all(from<{n.m}>().join<{n.joined}>({n.c_other} == col<&{n.joined}::id>).where({n.c_age} > n)"
              ".order_by({n.c_id}.desc()))"),
         raw_rows('SELECT {n.both} FROM "{n.m}" JOIN "{n.joined}" ON "{n.m}"."{n.other}" = "{n.joined}"."id"'
                  ' WHERE "{n.m}"."{n.age}" > ?1 ORDER BY "{n.m}"."id" DESC',
                  "std::pair<{n.m}, {n.joined}>", "read(s, 0, row.first); read(s, 8, row.second);")),
    kind("    static constexpr auto query = from<{n.m}>().where({n.c_other} == param<std::int64_t> && "
         "{n.c_score} < param<double>).order_by({n.c_score}.desc(), {n.c_id});\n" + rows("db.all(query, n, 2.5)"),
         raw_rows('SELECT {n.columns} FROM "{n.m}" WHERE "{n.other}" = ?1 AND "{n.score}" < ?2 ORDER BY "{n.score}" DESC, "id"',
                  "{n.m}", "read(s, 0, row);", "bind(s, 1, n); bind(s, 2, 2.5);")),
    kind(rows("db.all(from<{n.m}>().select<card>().where({n.c_other}.between(n, n + 10)).limit(n))"),
         raw_rows('SELECT "id", "name" FROM "{n.m}" WHERE "{n.other}" BETWEEN ?1 AND ?2 LIMIT ?3', "card",
                  "row.id = sqlite3_column_int64(s, 0); row.name = text(s, 1);",
                  "bind(s, 1, n); bind(s, 2, n + 10); bind(s, 3, n);")),
    kind("    return static_cast<long>(db.exec(insert_into<{n.m}>().set({n.c_name} = \"x\", {n.c_email} = \"y\", "
         "{n.c_age} = n, {n.c_score} = 0.5, {n.c_active} = true, {n.c_other} = 7)));",
         raw_write('INSERT INTO "{n.m}" ("name", "{n.email}", "{n.age}", "{n.score}", "{n.active}", "{n.other}")'
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   'const std::string name = "x", email = "y"; bind(s, 1, name); bind(s, 2, email); bind(s, 3, n); '
                   "bind(s, 4, 0.5); bind(s, 5, 1); bind(s, 6, 7);")),
    kind(rows("db.all(from<{n.m}>().group_by({n.c_age}).having(count() > n).select({n.c_age}, count(), sum({n.c_other})))"),
         raw_rows('SELECT "{n.age}", count(*), sum("{n.other}") FROM "{n.m}" GROUP BY "{n.age}" HAVING count(*) > ?1',
                  "std::tuple<int, std::int64_t, std::int64_t>",
                  "std::get<0>(row) = sqlite3_column_int(s, 0); std::get<1>(row) = sqlite3_column_int64(s, 1); "
                  "std::get<2>(row) = sqlite3_column_int64(s, 2);")),
    kind("    " + OBJECT + "\n    object.id = n;\n    db.update(object);\n    return 1;",
         raw_write('UPDATE "{n.m}" SET {n.sets} WHERE "id" = ?8', OBJECT + " " + bind_object(1) + " bind(s, 8, n);")),
    kind(rows("db.all(from<{n.m}>().where({n.c_age}.in(1, 2, n) && !({n.c_active} == true)).order_by({n.c_age}.desc()).offset(5).limit(10))"),
         raw_rows('SELECT {n.columns} FROM "{n.m}" WHERE "{n.age}" IN (?1, ?2, ?3) AND NOT ("{n.active}" = ?4)'
                  ' ORDER BY "{n.age}" DESC LIMIT ?5 OFFSET ?6', "{n.m}", "read(s, 0, row);",
                  "bind(s, 1, 1); bind(s, 2, 2); bind(s, 3, n); bind(s, 4, 1); bind(s, 5, 10); bind(s, 6, 5);")),
]
