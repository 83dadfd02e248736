#!/usr/bin/env python3
"""Writes docs/errors.md: each rule's number, its sentence, and a program of tests/reject that breaks it.

What stands before the first number is written by hand. --check compares instead, and finds sentences without a
program and programs that expect a sentence that no header has.
"""

import argparse
import re
import sys
from pathlib import Path

SENTENCE = re.compile(r'"(refract: (?:[^"\\]|\\.)*?) \[(E\d{3})\]"')
DECLARED = re.compile(r"inline constexpr rule_number (\w+)\{(\d+)\};")
EXPECT = re.compile(r"// expect: (refract: .*) \[(E\d{3})\]")
VARIANTS = re.compile(r"#ifdef REFRACT_REJECT\n(.*?)#else\n(.*?)#endif", re.DOTALL)


def sentences(root):
    """The sentences of each number."""
    found = {}
    for path in sorted(root.glob("include/**/*.hpp")):
        for text, number in SENTENCE.findall(path.read_text(encoding="utf-8")):
            texts = found.setdefault(number, [])
            if (sentence := text.replace('\\"', '"')) not in texts:
                texts.append(sentence)
    return found


def misnumbered(root):
    """Rules whose number is not that of the sentence behind them."""
    for path in sorted(root.glob("include/refract/base/rules/*.hpp")):
        text = path.read_text(encoding="utf-8")
        for rule in DECLARED.finditer(text):
            sentence = SENTENCE.search(text, rule.end())
            if not sentence or sentence[2] != f"E{int(rule[2]):03}":
                yield f"{path.name}: {rule[1]} is {rule[2]}, its sentence ends in {sentence[2] if sentence else 'nothing'}"


def expectation(path):
    """The sentence and number that a program has to provoke."""
    found = EXPECT.match(path.read_text(encoding="utf-8").partition("\n")[0])
    return found.groups() if found else ("", "")


def example(root, number):
    """The shortest program that breaks a rule, and its control."""
    paths = [path for path in sorted(root.glob("tests/reject/*.cpp")) if expectation(path)[1] == number]
    pairs = [found.groups() for path in paths if (found := VARIANTS.search(path.read_text(encoding="utf-8")))]
    return min(pairs, key=lambda pair: sum(map(len, pair)), default=None)


def unindented(code):
    lines = code.rstrip("\n").split("\n")
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[margin:] for line in lines)


def section(root, number, texts):
    parts = [f"## {number}\n", *(f"> {text}\n" for text in texts)]
    pair = example(root, number)
    if pair:
        parts += [f"Does not compile:\n\n```\n{unindented(pair[0])}\n```\n", f"Compiles:\n\n```\n{unindented(pair[1])}\n```\n"]
    return "\n".join(parts)


def page(root):
    path = root / "docs" / "errors.md"
    opening = path.read_text(encoding="utf-8").partition("## E0")[0]
    return opening + "\n".join(section(root, number, texts) for number, texts in sorted(sentences(root).items()))


def problems(root):
    yield from misnumbered(root)
    known = sentences(root)
    programs = {path.name: expectation(path) for path in sorted(root.glob("tests/reject/*.cpp"))}
    provoked = {number for _, number in programs.values()}
    for number in sorted(set(known) - provoked):
        yield f"{number} has no program in tests/reject"
    for name, (sentence, number) in programs.items():
        if sentence not in known.get(number, []):
            yield f"{name} expects a sentence that no header has: {sentence} [{number}]"
    if page(root) != (root / "docs" / "errors.md").read_text(encoding="utf-8"):
        yield "docs/errors.md is not what the headers and programs give. Run: python3 tools/errors.py"


def main():
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=root, help="of the repository")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if not arguments.check:
        (arguments.root / "docs" / "errors.md").write_text(page(arguments.root), encoding="utf-8")
        return 0
    found = list(problems(arguments.root))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
