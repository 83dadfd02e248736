"""The results as tables in markdown."""

import json


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def number(value, digits):
    return "–" if value is None else f"{value:,.{digits}f}"


def timed_table(found):
    rows = []
    for each in found["results"]:
        times, ratios = each["nanoseconds"], each["refract_to"]
        rows.append([each["workload"], each["item"], number(times.get("ordinary raw"), 0), number(times["tuned raw"], 0),
                     number(times["refract"], 0), number(ratios.get("ordinary raw"), 3),
                     number(ratios["tuned raw"], 3), number(each["noise"], 3)])
    head = ["workload", "item", "ordinary raw, ns", "tuned raw, ns", "refract, ns", "to ordinary", "to tuned", "noise"]
    pairs = found["results"][0]["pairs"] if found["results"] else 0
    return f"### {found['group']}, {pairs} pairs\n\n" + table(head, rows)


def count_table(found):
    rows = []
    for each in found["results"]:
        counts = each["instructions"]
        ordinary, tuned, ours = counts.get("ordinary raw"), counts["tuned raw"], counts["refract"]
        rows.append([each["workload"], number(ordinary, 0), number(tuned, 0), number(ours, 0),
                     number(ordinary and ours / ordinary, 3), number(ours / tuned, 3)])
    head = ["workload", "ordinary raw", "tuned raw", "refract", "to ordinary", "to tuned"]
    return f"### Instructions per item, {found['group']}\n\n" + table(head, rows)


def compile_table(rows):
    cells = [[row["program"], row["compiler"], row["level"], f"{row['seconds']:.2f}", f"{row['processor_seconds']:.2f}",
              f"{row['peak_mb']:.0f}", f"{row['object_kb']:.0f}", f"{row['stripped_kb']:.0f}",
              f"{row['million_instructions']:,}" if row["million_instructions"] else ""] for row in rows]
    cells.sort(key=lambda row: row[0])
    head = ["program", "compiler", "level", "seconds", "of processor", "peak MB", "object KB", "stripped KB",
            "million instructions"]
    return "### Compilation\n\n" + table(head, cells)


def page(results):
    parts = []
    for name in ("sqlite_memory", "sqlite_file", "postgres", "tpch_sqlite", "tpch_postgres", "trees_sqlite", "trees_postgres"):
        path = results / f"{name}.json"
        if path.exists():
            parts.append(timed_table(json.loads(path.read_text(encoding="utf-8"))))
    if (results / "instructions.json").exists():
        parts += [count_table(each) for each in json.loads((results / "instructions.json").read_text(encoding="utf-8"))]
    if (results / "compilation.json").exists():
        parts.append(compile_table(json.loads((results / "compilation.json").read_text(encoding="utf-8"))))
    return "\n".join(parts)
