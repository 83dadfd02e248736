"""Just enough of C++ to see functions, declarations and string literals in formatted headers."""

import re

# Comments, raw strings, strings, characters; what is none of them is code.
PIECE = re.compile(
    r"//[^\n]*|/\*.*?\*/|R\"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)\"|\"(?:[^\"\\\n]|\\.)*\"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'",
    re.DOTALL,
)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
TYPE = re.compile(r"(?:inline |constexpr |typedef |extern )*(struct|class|union|enum)\b")
NAMESPACE = re.compile(r"(?:inline )?namespace\b\s*([\w:]*)")


MACRO_CALL = re.compile(r"^(?:\s*[A-Z_0-9]+\([^\n]*\)\n)+")


def blank(text):
    """As many lines and columns, but nothing in them."""
    return re.sub(r"[^\n]", " ", text)


def code_of(text):
    """The text without comments, directives and what stands in quotes."""

    def without(match):
        piece = match.group()
        return piece[0] + blank(piece[1:-1]) + piece[-1] if piece[0] in "\"'" else blank(piece)

    return DIRECTIVE.sub(lambda match: blank(match.group()), PIECE.sub(without, text))


def literals_of(text):
    """String literals with their lines; directives and static assertions, which speak to people, are left out."""
    for match in PIECE.finditer(text):
        piece = match.group()
        if piece[0] in "\"R" and not text.rpartition("\n")[0].endswith("\\"):
            yield text.count("\n", 0, match.start()) + 1, piece


def without_template(head):
    """A declaration without the template parameters, requirements and attributes before it."""
    head = re.sub(r"\[\[.*?\]\]", "", head).strip()
    while head.startswith("template"):
        depth, at = 0, head.find("<")
        for at in range(at, len(head)):
            depth += (head[at] == "<") - (head[at] == ">" and head[at - 1] != "-")
            if depth == 0:
                break
        head = head[at + 1 :].strip()
        if head.startswith("requires"):
            ends = [m.end() for m in re.finditer(r"\)\s+(?=[a-z~])", head)]
            head = head[ends[0] :] if ends else head
    return head


def name_of(declaration):
    """Of a type or a function; a specialisation's ends in "<"."""
    head = without_template(declaration)
    if TYPE.match(head):
        return re.match(r"(?:enum )?\w+\s+(?:\[\[.*?\]\]\s*)?(\w+\s*<?)", head[TYPE.match(head).start(1) :])[1].replace(" ", "")
    found = re.search(r"(operator\S+|[\w~]+)\s*\(", head)
    return found[1] if found else head


class Block:
    def __init__(self, kind, name, first, outer):
        self.kind, self.name, self.first, self.outer = kind, name, first, outer

    @property
    def path(self):
        inside = self.outer.path if self.outer else ()
        return (*inside, self.name) if self.name else inside


def kind_of(head, outer):
    """What the braces behind a declaration hold."""
    if outer and outer.kind in ("function", "value"):
        return outer.kind, ""
    head = without_template(head)
    if match := NAMESPACE.match(head):
        return "namespace", match[1]
    if (match := TYPE.match(head)) and "(" not in head.partition(":")[0].partition("=")[0]:
        words = re.findall(r"\w+", head[match.end() :])
        return "type", words[0] if words else ""
    return ("function", "") if "(" in head else ("value", "")


def blocks_of(text):
    """(kind, first line, last line, declaration, path of the scope around it) of namespaces, types and functions."""
    code = code_of(text)
    outer, start, brackets = None, 0, 0
    for at, c in enumerate(code):
        if c in "([":
            brackets += 1
        elif c in ")]":
            brackets -= 1
        elif brackets > 0:
            continue
        elif c == "{":
            written = MACRO_CALL.sub(lambda match: blank(match.group()), code[start:at])
            head = written.strip()
            kind, name = kind_of(head, outer)
            begin = start + len(written) - len(written.lstrip())
            block = Block(kind, name, code.count("\n", 0, begin) + 1, outer)
            if not (outer and outer.kind in ("function", "value")):
                block.head = head
            outer, start = block, at + 1
        elif c == "}":
            if outer is None:
                return
            if hasattr(outer, "head"):
                yield outer.kind, outer.first, code.count("\n", 0, at) + 1, outer.head, outer.outer.path if outer.outer else ()
            outer, start = outer.outer, at + 1
        elif c == ";" and not (outer and outer.kind in ("function", "value")):
            start = at + 1
