#!/usr/bin/env python3
"""Writes typed_0.cpp and its like: 200 queries of the typed language, each beside the SQL that says the same.

They were made once, and stand in the repository: a change of this script is a change of what is tested. What is
random is drawn from one seed, so that equal scripts write equal files.
"""

import random
from pathlib import Path

FILES, QUERIES = 10, 20
HEAD = """// Written by make_typed_queries.py: do not edit.

#include "typed.hpp"

"""

COLUMNS = {  # of each table: field, kind, whether it may be NULL
    "Person": [("id", "n", 0), ("boss_id", "n", 1), ("name", "t", 0), ("nick", "t", 1), ("age", "n", 0),
               ("points", "n", 1), ("active", "b", 0)],
    "Task": [("id", "n", 0), ("person_id", "n", 1), ("title", "t", 0), ("size", "n", 1), ("done", "b", 1)],
    "Word": [("id", "n", 0), ("task_id", "n", 0), ("text", "t", 0), ("weight", "n", 1)],
}
TEXTS = ["a", "A", "ab", "b", "x", ""]


class Table:
    def __init__(self, model, alias=None):
        self.model, self.alias = model, alias
        self.cpp = f'alias<{model}, "{alias}">' if alias else model
        self.sql = f'{model.lower()} AS {alias}' if alias else model.lower()
        self.name = alias or model.lower()

    def columns(self):
        for field, kind, nullable in COLUMNS[self.model]:
            of = f", {self.cpp}" if self.alias else ""
            yield f"col<&{self.model}::{field}{of}>", f"{self.name}.{field}", kind, nullable


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def column(self, tables, kind, nullable=None):
        fitting = [each for table in tables for each in table.columns()
                   if each[2] == kind and (nullable is None or each[3] == nullable)]
        return self.random.choice(fitting)[:2] if fitting else None

    def value(self, kind):
        if kind == "n":
            number = self.random.randint(-3, 6)
            return str(number), str(number)
        if kind == "t":
            text = self.random.choice(TEXTS)
            return f'"{text}"', f"'{text}'"
        return None

    def number(self, tables, depth):
        first = self.column(tables, "n")
        if depth == 0 or self.random.random() < 0.3:
            return first
        x = self.number(tables, depth - 1)
        match self.random.randrange(7):
            case 0:
                y = self.number(tables, depth - 1)
                op = self.random.choice("+-")
                return f"({x[0]} {op} {y[0]})", f"({x[1]} {op} {y[1]})"
            case 1:
                n = self.random.randint(2, 5)
                op = self.random.choice("*/%")
                return f"({x[0]} {op} {n})", f"({x[1]} {op} {n})"
            case 2:
                return f"abs({x[0]})", f"abs({x[1]})"
            case 3:
                t = self.text(tables, depth - 1)
                return f"length({t[0]})", f"length({t[1]})"
            case 4:
                y = self.number(tables, depth - 1)
                return f"coalesce({x[0]}, {y[0]})", f"coalesce({x[1]}, {y[1]})"
            case 5:
                b, y = self.condition(tables, depth - 1), self.number(tables, depth - 1)
                return (f"case_when({b[0]}, {x[0]}).otherwise({y[0]})",
                        f"CASE WHEN {b[1]} THEN {x[1]} ELSE {y[1]} END")
            case _:
                return f"(-{x[0]})", f"(-{x[1]})"

    def text(self, tables, depth):
        first = self.column(tables, "t")
        if depth == 0 or self.random.random() < 0.4:
            return first
        x = self.text(tables, depth - 1)
        match self.random.randrange(4):
            case 0:
                y = self.text(tables, depth - 1)
                return f"({x[0]} + {y[0]})", f"({x[1]} || {y[1]})"
            case 1:
                return f"trim({x[0]})", f"trim({x[1]})"
            case 2:
                return f'coalesce({x[0]}, "-")', f"coalesce({x[1]}, '-')"
            case _:
                return f'replace({x[0]}, "a", "<a>")', f"replace({x[1]}, 'a', '<a>')"

    def condition(self, tables, depth):
        if depth > 0 and self.random.random() < 0.5:
            a, b = self.condition(tables, depth - 1), self.condition(tables, depth - 1)
            match self.random.randrange(3):
                case 0:
                    return f"({a[0]} && {b[0]})", f"({a[1]} AND {b[1]})"
                case 1:
                    return f"({a[0]} || {b[0]})", f"({a[1]} OR {b[1]})"
                case _:
                    return f"!({a[0]})", f"NOT ({a[1]})"
        match self.random.randrange(8):
            case 0 if (x := self.column(tables, "b")):
                return x
            case 1 if (x := self.column(tables, self.random.choice("nt"), 1)):
                word = self.random.choice(["", "not_"])
                return f"{x[0]}.is_{word}null()", f"{x[1]} IS {word.upper().replace('_', ' ')}NULL"
            case 2:
                x, low, high = self.number(tables, depth), self.random.randint(-3, 1), self.random.randint(1, 6)
                return f"{x[0]}.between({low}, {high})", f"{x[1]} BETWEEN {low} AND {high}"
            case 3:
                x, (a, b) = self.column(tables, "n"), (self.value("n")[0], self.value("n")[0])
                word = self.random.choice(["", "not_"])
                return f"{x[0]}.{word}in({a}, {b})", f"{x[1]} {word.upper().replace('_', ' ')}IN ({a}, {b})"
            case 4:
                x, v = self.text(tables, depth), self.value("t")
                op = self.random.choice(["==", "<", ">=", "!="])
                return f"{x[0]} {op} {v[0]}", f"{x[1]} {op.replace('==', '=').replace('!=', '<>')} {v[1]}"
            case 5:
                x, n = self.column(tables, "n"), self.value("n")[0]
                return (f"{x[0]}.is_not_distinct_from({n})", f"coalesce({x[1]} = {n}, {n} IS NULL)")
            case _:
                x = self.number(tables, depth)
                y = self.value("n") if self.random.random() < 0.5 else self.number(tables, depth)
                op = self.random.choice(["==", "<", ">", "<=", "!="])
                return f"{x[0]} {op} {y[0]}", f"{x[1]} {op.replace('==', '=').replace('!=', '<>')} {y[1]}"

    def item(self, tables, depth=2):
        return self.number(tables, depth) if self.random.random() < 0.7 else self.text(tables, depth)

    def source(self, joins):
        """The tables, and how they are joined."""
        models = self.random.sample(["Person", "Task", "Word"], k=min(joins + 1, 3))
        tables = [Table(models[0])]
        cpp, sql = f"from<{tables[0].cpp}>()", f"FROM {tables[0].sql}"
        for model in models[1:]:
            used = [each.model for each in tables]
            again = self.random.random() < 0.3
            table = Table(used[0] if again else model, f"o{len(tables)}" if again else None)
            kind = self.random.choice(["join", "left_join", "join"])
            left, right = self.column(tables, "n"), self.column([table], "n")
            extra = self.condition([*tables, table], 0)
            on = (f"{left[0]} == {right[0]}", f"{left[1]} = {right[1]}")
            if self.random.random() < 0.3:
                on = f"{on[0]} || {extra[0]}", f"{on[1]} OR {extra[1]}"
            cpp += f".{kind}<{table.cpp}>({on[0]})"
            sql += f" {kind.upper().replace('_', ' ')} {table.sql} ON {on[1]}"
            tables.append(table)
        return tables, cpp, sql

    def where(self, tables, depth=2):
        c = self.condition(tables, depth)
        return f".where({c[0]})", f" WHERE {c[1]}"

    def plain(self):
        tables, cpp, sql = self.source(self.random.randint(0, 2))
        items = [self.item(tables) for _ in range(self.random.randint(1, 3))]
        w = self.where(tables)
        return (f"{cpp}{w[0]}.select({', '.join(i[0] for i in items)})",
                f"SELECT {', '.join(i[1] for i in items)} {sql}{w[1]}")

    def grouped(self):
        tables, cpp, sql = self.source(self.random.randint(0, 1))
        key = self.column(tables, self.random.choice("nt"))
        x, y = self.column(tables, "n"), self.number(tables, 1)
        f = self.condition(tables, 0)
        made = [("count()", "count(*)"), (f"max({y[0]})", f"max({y[1]})"), (f"sum({x[0]})", f"sum({x[1]})"),
                (f"count({x[0]}).distinct()", f"count(DISTINCT {x[1]})"),
                (f"count().filter({f[0]})", f"count(*) FILTER (WHERE {f[1]})")]
        a, b = self.random.sample(made, 2)
        having = self.random.choice([("", ""), (".having(count() > 1)", " HAVING count(*) > 1"),
                                     (f".having(min({x[0]}) < 3)", f" HAVING min({x[1]}) < 3")])
        return (f"{cpp}.group_by({key[0]}){having[0]}.select({key[0]}, {a[0]}, {b[0]})",
                f"SELECT {key[1]}, {a[1]}, {b[1]} {sql} GROUP BY {key[1]}{having[1]}")

    def inside(self):
        """A query inside another one: exists, in, a scalar one."""
        outer, inner = self.random.sample(["Person", "Task", "Word"], 2)
        tables, within = [Table(outer)], [Table(inner)]
        left, right = self.column(tables, "n"), self.column(within, "n")
        more = self.condition([*within, *tables], 1)
        w = f"{left[0]} == {right[0]} && {more[0]}", f"{left[1]} = {right[1]} AND {more[1]}"
        item = self.item(tables)
        match self.random.randrange(3):
            case 0:
                word = self.random.choice([("", ""), ("!", "NOT ")])
                return (f"from<{outer}>().where({word[0]}exists(from<{inner}>().where({w[0]}))).select({item[0]})",
                        f"SELECT {item[1]} FROM {outer.lower()} WHERE {word[1]}EXISTS (SELECT 1 FROM {inner.lower()} "
                        f"WHERE {w[1]})")
            case 1:
                x, y = self.column(tables, "n"), self.column(within, "n")
                return (f"from<{outer}>().where({x[0]}.in(from<{inner}>().where({more[0]}).select({y[0]})))"
                        f".select({item[0]})",
                        f"SELECT {item[1]} FROM {outer.lower()} WHERE {x[1]} IN (SELECT {y[1]} FROM {inner.lower()} "
                        f"WHERE {more[1]})")
            case _:
                y = self.column(within, "n")
                a = self.random.choice([(f"max({y[0]})", f"max({y[1]})"), ("count()", "count(*)")])
                return (f"from<{outer}>().select({item[0]}, scalar(from<{inner}>().where({w[0]}).select({a[0]})))",
                        f"SELECT {item[1]}, (SELECT {a[1]} FROM {inner.lower()} WHERE {w[1]}) FROM {outer.lower()}")

    def window(self):
        tables, cpp, sql = self.source(self.random.randint(0, 1))
        p, o, x = self.column(tables, "n"), self.number(tables, 1), self.column(tables, "n")
        made = [("rank()", "rank()"), ("dense_rank()", "dense_rank()"), (f"max({x[0]})", f"max({x[1]})"),
                ("count()", "count(*)"), (f"sum({x[0]})", f"sum({x[1]})")]
        f = self.random.choice(made)
        return (f"{cpp}.select({x[0]}, {f[0]}.over(partition_by({p[0]}), order_by({o[0]}.desc().nulls_last())))",
                f"SELECT {x[1]}, {f[1]} OVER (PARTITION BY {p[1]} ORDER BY {o[1]} DESC NULLS LAST) {sql}")

    def sets(self):
        parts = []
        for _ in range(2):
            table = [Table(self.random.choice(["Person", "Task", "Word"]))]
            x, t = self.column(table, "n"), self.column(table, "t")
            w = self.where(table, 1)
            # Columns of one type to the letter, as sets want them.
            parts.append((f"from<{table[0].cpp}>(){w[0]}.select(cast<std::int64_t>({x[0]}), {t[0]})",
                          f"SELECT {x[1]}, {t[1]} FROM {table[0].sql}{w[1]}"))
        op = self.random.choice([("union_all", "UNION ALL"), ("union_distinct", "UNION"),
                                 ("intersect", "INTERSECT"), ("except", "EXCEPT")])
        return f"{parts[0][0]}.{op[0]}({parts[1][0]})", f"{parts[0][1]} {op[1]} {parts[1][1]}"

    def derived(self):
        """A query that stands as a table, alone or joined, or in WITH."""
        table = [Table(self.random.choice(["Person", "Task", "Word"]))]
        other = Table(self.random.choice([m for m in COLUMNS if m != table[0].model]))
        # Of the type of the struct's field.
        key = self.random.choice([each[:2] for each in table[0].columns() if each[1].endswith((".id", "task_id"))])
        w = self.where(table, 1)
        rows = (f"from<{table[0].cpp}>(){w[0]}.group_by({key[0]}).select<Tally>({key[0]}, count())",
                f"SELECT {key[1]} AS key, count(*) AS rows FROM {table[0].sql}{w[1]} GROUP BY {key[1]}")
        n = self.random.randint(0, 2)
        x = self.column([other], "n")
        match self.random.randrange(3):
            case 0:
                return (f"from({rows[0]}).where(col<&Tally::rows> > {n}).select(col<&Tally::key> + 1)",
                        f"SELECT key + 1 FROM ({rows[1]}) AS tally WHERE rows > {n}")
            case 1:
                return (f"from<{other.cpp}>().left_join({rows[0]}, col<&Tally::key> == {x[0]})"
                        f".select({x[0]}, col<&Tally::rows>)",
                        f"SELECT {x[1]}, tally.rows FROM {other.sql} LEFT JOIN ({rows[1]}) AS tally ON tally.key = {x[1]}")
            case _:
                return (f"with({rows[0]}).from<{other.cpp}>().join<Tally>(col<&Tally::key> == {x[0]})"
                        f".select({x[0]}, col<&Tally::rows>)",
                        f"WITH tally AS ({rows[1]}) SELECT {x[1]}, tally.rows FROM {other.sql} JOIN tally ON tally.key = {x[1]}")

    def query(self):
        kinds = [self.plain, self.plain, self.grouped, self.inside, self.window, self.sets, self.derived]
        return self.random.choice(kinds)()


def main():
    folder = Path(__file__).parent
    maker = Maker(20261126)
    for number in range(FILES):
        made = [maker.query() for _ in range(QUERIES)]
        text = HEAD + "namespace {\n"
        text += "".join(f"const auto query_{i} = {cpp};\n" for i, (cpp, _) in enumerate(made)) + "} // namespace\n\n"
        text += (f'TEMPLATE_TEST_CASE("typed queries {number}", "[typed]", REFRACT_TEST_DATABASES) {{\n'
                 "    typed_queries<TestType> of;\n    if (!of.fresh) return;\n")
        text += "".join(f'    of.same(query_{i}, "{sql}");\n' for i, (_, sql) in enumerate(made)) + "}\n"
        (folder / f"typed_{number}.cpp").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
