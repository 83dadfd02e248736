"""Counts the instructions of one operation with callgrind: those of 2n operations without those of n."""

import json
import re
import shutil
import subprocess
from pathlib import Path

# The operations n of each workload, and the items in each of them.
WORKLOADS = {
    "find by key": (400, 1),
    "read 1,000 rows": (4, 1000),
    "stream 1,000 views": (4, 1000),
    "filter, order, limit 20": (10, 1),
    "insert one": (400, 1),
    "insert_many 2,000": (1, 2000),
    "update by key": (400, 1),
    "join of two tables": (2, 2000),
}
ORDERS_WORKLOADS = {
    **{name: (2, 1) for name in ["list", "list with orders"]},
    **{name: (20, 1) for name in ["list, filtered page", "nested upsert", "the same by save", "nested create"]},
    **{name: (50, 1) for name in ["first", "first with orders", "unique", "unique with orders", "create"]},
    **{name: (50, 1) for name in ["update", "nested update", "upsert", "delete"]},
}
TPCH_WORKLOADS = {f"TPC-H {number}": (1, 1) for number in range(1, 23)}
SIDES = ["ordinary raw", "tuned raw", "refract"]


def instructions(program, target, workload, side, operations):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, target]
    command += ["--count", workload, side, operations]
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True)
    if done.returncode == 2:
        return None  # there is no such workload or side
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        raise SystemExit(f"callgrind failed for {workload}, {side}:\n{done.stderr}")
    return int(found.group(1))


def count(program, target, workload, side, size):
    operations, items = size
    once = instructions(program, target, workload, side, operations)
    if once is None:
        return None
    return (instructions(program, target, workload, side, 2 * operations) - once) / (operations * items)


def count_program(group, program, target, workloads, only):
    rows = []
    for workload, size in workloads.items():
        if only and only not in workload:
            continue
        counts = {side: count(program, target, workload, side, size) for side in SIDES}
        counts = {side: value for side, value in counts.items() if value is not None}
        rows.append({"workload": workload, "instructions": counts})
        shown = "  ".join(f"{side} {value:.0f}" for side, value in counts.items())
        to_tuned = counts["refract"] / counts["tuned raw"]
        print(f"{group:10} {workload:24} {shown}  refract/tuned {to_tuned:.3f}", flush=True)
    return {"group": group, "results": rows}


def run(programs, results: Path, only=None):
    if not shutil.which("valgrind"):
        print("count: valgrind was not found, so it is left out")
        return
    found = [count_program(*program, only) for program in programs]
    (results / "instructions.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
