#!/usr/bin/env python3
"""Runs the benchmarks and writes their results as JSON and as one page of tables.

BUILD_DIR holds what benchmarks/CMakeLists.txt builds. PostgreSQL is measured on the server in REFRACT_POSTGRES_URL, or
on a private one that is started and stopped here. Parts: memory, file, postgres, tpch, trees, orders, count,
compile.
The data of TPC-H lies in the folder REFRACT_DATA.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "harness"))
sys.path.insert(0, str(HERE / "compile"))

import count_instructions
import measure_compilation
import tables

PARTS = ["memory", "file", "postgres", "tpch", "trees", "orders", "count", "compile"]


def restart_with_server():
    """Starts this program again inside a shell that owns a private PostgreSQL."""
    root = HERE.parent
    script = f"""
set -euo pipefail
fail() {{ echo "$*" >&2; exit 1; }}
quietly() {{ local log; log=$(mktemp); "$@" >"$log" 2>&1 || {{ cat "$log" >&2; return 1; }}; rm -f "$log"; }}
source "{root}/tools/postgres.sh"
start_postgres
use_postgres_database bench
python3 "$@"
"""
    command = ["bash", "-c", script, "bench", str(HERE / "run_benchmarks.py"), *sys.argv[1:]]
    sys.exit(subprocess.run(command).returncode)


def has_server_programs():
    check = f'source "{HERE.parent}/tools/postgres.sh"; postgres_programs'
    return subprocess.run(["bash", "-c", check], capture_output=True).returncode == 0


def run_timed(program, target, results, name, how):
    command = [program, target, "--pairs", str(how.pairs), "--json", results / f"{name}.json"]
    if how.only:
        command += ["--only", how.only]
    subprocess.run([str(each) for each in command], check=True)


def has_data():
    return (Path(os.environ.get("REFRACT_DATA", HERE.parent.parent / "shared" / "data")) / "tpch").is_dir()


def tpch_targets(how, file):
    """Where the queries of TPC-H run: the program, and what it opens, by the results' name."""
    program = how.build / "bench_tpch"
    if not program.exists() or not has_data():
        print("tpch: bench_tpch was not built, or there is no data in REFRACT_DATA, so it is left out")
        return {}
    targets = {"tpch_sqlite": (program, file)}
    if "REFRACT_POSTGRES_URL" in os.environ:
        targets["tpch_postgres"] = (program, os.environ["REFRACT_POSTGRES_URL"])
    return targets


def orders_targets(how, file):
    """Where the operations with customers and orders run; each count fills a database in memory first."""
    program = how.build / "bench_orders"
    if not program.exists():
        print("orders: bench_orders was not built, so it is left out")
        return {}
    targets = {"orders_sqlite": (program, file)}
    if "REFRACT_POSTGRES_URL" in os.environ:
        targets["orders_postgres"] = (program, os.environ["REFRACT_POSTGRES_URL"])
    return targets


def run_with_files(how, wanted, folder):
    """What is measured and counted of the same files."""
    orders = orders_targets(how, ":memory:") if "orders" in wanted or "count" in wanted else {}
    tpch = tpch_targets(how, folder / "tpch.db") if "tpch" in wanted or "count" in wanted else {}
    if "orders" in wanted:
        for name, (program, target) in orders.items():
            run_timed(program, target, how.results, name, how)
    run_with_tpch(how, wanted, tpch, orders)


def run_with_tpch(how, wanted, targets, orders):
    if "tpch" in wanted:
        for name, (program, target) in targets.items():
            run_timed(program, target, how.results, name, how)
    if "count" in wanted:
        usual = count_instructions.WORKLOADS
        programs = [("sqlite", how.build / "bench_sqlite", "memory", usual)]
        postgres = how.build / "bench_postgres"
        if "REFRACT_POSTGRES_URL" in os.environ and postgres.exists():
            programs.append(("postgres", postgres, os.environ["REFRACT_POSTGRES_URL"], usual))
        for name, (program, target) in targets.items():
            programs.append((name, program, target, count_instructions.TPCH_WORKLOADS))
        for name, (program, target) in orders.items():
            programs.append((name, program, target, count_instructions.ORDERS_WORKLOADS))
        count_instructions.run(programs, how.results, how.only)


def run_parts(how, wanted):
    sqlite, postgres = how.build / "bench_sqlite", how.build / "bench_postgres"
    if "memory" in wanted:
        run_timed(sqlite, "memory", how.results, "sqlite_memory", how)
    if "file" in wanted:
        with tempfile.TemporaryDirectory(prefix="refract-bench-", dir=how.folder) as folder:
            run_timed(sqlite, folder, how.results, "sqlite_file", how)
    if "postgres" in wanted:
        run_timed(postgres, os.environ["REFRACT_POSTGRES_URL"], how.results, "postgres", how)
    if "trees" in wanted:
        trees = how.build / "bench_trees"
        run_timed(trees, ":memory:", how.results, "trees_sqlite", how)
        if "REFRACT_POSTGRES_URL" in os.environ:
            run_timed(trees, os.environ["REFRACT_POSTGRES_URL"], how.results, "trees_postgres", how)
    if "tpch" in wanted or "orders" in wanted or "count" in wanted:
        with tempfile.TemporaryDirectory(prefix="refract-bench-", dir=how.folder) as folder:
            run_with_files(how, wanted, Path(folder))
    if "compile" in wanted:
        measure_compilation.run(how.results, 1 if how.quick else 3)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, metavar="BUILD_DIR")
    parser.add_argument("--quick", action="store_true", help="15 pairs instead of 101, each compilation once")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be repeated")
    parser.add_argument("--only", help="only workloads whose name holds this")
    parser.add_argument("--results", type=Path, default=HERE / "results", help="where the results go")
    parser.add_argument("--folder", help="where the files of the file benchmarks are; default: the temporary folder")
    how = parser.parse_args()
    how.pairs = 15 if how.quick else 101
    return how


def main():
    how = parse()
    wanted = how.part or PARTS
    if "postgres" in wanted and not (how.build / "bench_postgres").exists():
        print("postgres: bench_postgres was not built, so it is left out")
        wanted = [part for part in wanted if part != "postgres"]
    uses_server = (how.build / "bench_postgres").exists() and (
        "postgres" in wanted or "trees" in wanted or "orders" in wanted or "count" in wanted
    )
    if uses_server and "REFRACT_POSTGRES_URL" not in os.environ:
        if has_server_programs():
            restart_with_server()
        print("postgres: there is no server, so it is left out")
        wanted = [part for part in wanted if part != "postgres"]
    how.results.mkdir(parents=True, exist_ok=True)
    run_parts(how, wanted)
    page = tables.page(how.results)
    (how.results / "tables.md").write_text(page, encoding="utf-8")
    print(f"\nResults: {how.results}/*.json, {how.results}/tables.md")


if __name__ == "__main__":
    main()
