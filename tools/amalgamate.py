#!/usr/bin/env python3
"""Writes single_include/refract/refract.hpp: the library in one file, with each driver whose client library is there.

Equal headers give equal bytes. --check FOLDER writes into that folder instead and compares.
"""

import argparse
import re
import sys
from pathlib import Path, PurePosixPath

TARGET = Path("refract") / "refract.hpp"
CORE = PurePosixPath("refract.hpp")
# header, and when it comes in: with its client library unless it is switched off; the recorder on request
DRIVERS = [
    (PurePosixPath("sqlite.hpp"), "!defined(REFRACT_NO_SQLITE) && (__has_include(<sqlite3.h>))"),
    (
        PurePosixPath("postgres.hpp"),
        "!defined(REFRACT_NO_POSTGRES) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))",
    ),
    (PurePosixPath("recorder.hpp"), "defined(REFRACT_RECORDER)"),
]

INCLUDE = re.compile(r'\s*#\s*include\s*[<"]([^>"]+)[>"]')
CONDITION_BEGIN = re.compile(r"\s*#\s*if")
CONDITION_END = re.compile(r"\s*#\s*endif")
DROPPED = re.compile(r"\s*#\s*pragma\s+once\b|// SPDX-License-Identifier:")

OPENING = """\
// SPDX-License-Identifier: MIT
// refract {version}, generated from include/refract by tools/amalgamate.py. Do not edit.
// Define REFRACT_NO_SQLITE or REFRACT_NO_POSTGRES to leave that driver out, REFRACT_RECORDER to have the recorder.
#pragma once
"""


class Amalgamation:
    def __init__(self, folder):
        self.folder = folder

    def ours(self, name, line):
        """The header of ours that the line includes, or None."""
        match = INCLUDE.match(line)
        if not match:
            return None
        if match[1].startswith("refract/"):
            return PurePosixPath(match[1].removeprefix("refract/"))
        beside = (self.folder / name).parent / match[1]
        if '"' in line and beside.exists():
            return PurePosixPath(beside.resolve().relative_to(self.folder.resolve()))
        return None

    def expand(self, name, written):
        """The header after all that it includes; nothing when it is among the written ones already.

        A header that is included under a condition is put in its place there, and may be needed elsewhere once
        more: the guards keep one of the copies.
        """
        if name in written:
            return ""
        written.add(name)
        before, own, depth = [], [], 0
        for line in (self.folder / name).read_text(encoding="utf-8").splitlines():
            target = self.ours(name, line)
            if CONDITION_BEGIN.match(line):
                depth += 1
            elif CONDITION_END.match(line):
                depth -= 1
            if DROPPED.match(line):
                continue
            if target is None:
                own.append(line)
            elif depth == 0:
                before.append(self.expand(target, written))
            else:
                own.append(self.expand(target, set(written)))
        return "".join(before) + guarded(name, own)

    def text(self):
        written = set()
        parts = [OPENING.format(version=self.version()), self.expand(CORE, written)]
        for name, condition in DRIVERS:
            if (self.folder / name).exists():
                body = self.expand(name, set(written))
                parts.append(f"\n#if {condition}\n{body}\n#endif // refract/{name}\n")
        return "".join(parts)

    def version(self):
        header = (self.folder / "base" / "version.hpp").read_text(encoding="utf-8")
        return ".".join(re.findall(r"#define REFRACT_VERSION_\w+ (\d+)", header))


def guarded(name, lines):
    body = "\n".join(lines).strip("\n")
    if not body:
        return ""
    guard = "REFRACT_" + re.sub(r"\W", "_", str(name)).upper()
    return f"\n// refract/{name}\n#ifndef {guard}\n#define {guard}\n\n{body}\n\n#endif // {guard}\n"


def main():
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=root, help="of the repository")
    parser.add_argument("--check", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()

    kept = arguments.root / "single_include" / TARGET
    target = arguments.check / TARGET if arguments.check else kept
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(Amalgamation(arguments.root / "include" / "refract").text(), encoding="utf-8")

    if arguments.check and not (kept.exists() and kept.read_bytes() == target.read_bytes()):
        print(f"single_include/{TARGET} is not what the headers give. Run: ./run amalgamate")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
