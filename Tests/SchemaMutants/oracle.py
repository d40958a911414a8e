# SPDX-License-Identifier: Apache-2.0
"""What an official JSON Schema says of a document, by the Python library jsonschema.

Two things are put right where the library does as Python does and JSON Schema says otherwise: a
pattern is an expression of ECMA-262, and a format is checked, not only noted.
"""

import json
import re
from pathlib import Path

import jsonschema
from jsonschema import FormatChecker, ValidationError, validators
from referencing import Registry, Resource
from referencing.jsonschema import specification_with

DRAFTS = {
    "http://json-schema.org/draft-04/schema": validators.Draft4Validator,
    "http://json-schema.org/draft-06/schema": validators.Draft6Validator,
    "http://json-schema.org/draft-07/schema": validators.Draft7Validator,
    "https://json-schema.org/draft/2020-12/schema": validators.Draft202012Validator,
}

# White space in ECMA-262: Unicode's, and what ends a line.
SPACE = "\\t-\\r\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"
CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": SPACE}


def ecma(pattern):
    """The pattern as Python's re understands it: ends are ends, digits are those of ASCII."""
    out, inside, index = [], False, 0
    while index < len(pattern):
        character = pattern[index]
        if character == "\\" and index + 1 < len(pattern):
            index += 1
            out.append(escape(pattern[index], inside))
        elif inside:
            inside = character != "]"
            out.append("\\[" if character == "[" else character)
        elif character == "[":
            inside = True
            out.append(character)
        elif character == "$":
            out.append("\\Z")
        elif character == ".":
            out.append("[^\\n\\r\\u2028\\u2029]")
        else:
            out.append(character)
        index += 1
    return "".join(out)


def escape(letter, inside):
    """What a letter after a backslash means, inside a class or outside."""
    if letter in CLASSES:
        return CLASSES[letter] if inside else f"[{CLASSES[letter]}]"
    if letter.lower() in CLASSES and letter.isupper() and not inside:
        return f"[^{CLASSES[letter.lower()]}]"
    return letter if letter in "/-" and not inside else "\\" + letter


class Oracle:
    """A schema with those it refers to, and the verdicts it gives."""

    def __init__(self, path, referenced):
        self.schema = load(path)
        draft = DRAFTS[self.schema["$schema"].rstrip("#")]
        registry = Registry()
        others = {address: load(file) for address, file in referenced.items()}
        for address, other in others.items():
            registry = registry.with_resource(address, resource(other))
        base = self.schema.get("$id", self.schema.get("id", ""))
        registry = registry.with_resource(base, resource(self.schema))
        self.silent = set()
        for schema in [self.schema, *others.values()]:
            self.note_silent(schema, False)
        self.compiled = {}
        kind = validators.extend(draft, {"pattern": self.pattern})
        self.validator = kind(self.schema, registry=registry, format_checker=checker(draft))
        self.resolver = registry.resolver(base)

    def note_silent(self, schema, is_silent):
        """Notes the schemas that only ask: what they refuse is no error."""
        if is_silent and isinstance(schema, dict):
            self.silent.add(id(schema))
        inner = schema.items() if isinstance(schema, dict) else enumerate(schema)
        for key, value in inner:
            if isinstance(value, (dict, list)):
                self.note_silent(value, is_silent or key in ("if", "not"))

    def matches(self, pattern, text):
        """Whether a text has the pattern somewhere."""
        if pattern not in self.compiled:
            self.compiled[pattern] = re.compile(ecma(pattern))
        return self.compiled[pattern].search(text) is not None

    def pattern(self, validator, pattern, instance, schema):
        """The keyword, for jsonschema."""
        if validator.is_type(instance, "string") and not self.matches(pattern, instance):
            yield ValidationError(f"{instance!r} does not match {pattern!r}")

    def errors(self, document):
        """What is wrong with a document: for each the sub-schema's identity and the keyword."""
        return list(self.validator.iter_errors(document))

    def accepts(self, document):
        """Whether a document is valid."""
        return self.validator.is_valid(document)

    def fits(self, value, schema, resolver):
        """Whether a value alone is valid by a sub-schema."""
        return self.validator.evolve(schema=schema, _resolver=resolver).is_valid(value)


def load(path):
    """A JSON file; `package:` begins one that a Python package carries."""
    if path.startswith("package:"):
        path = Path(jsonschema.__file__).parent.parent / path.removeprefix("package:")
    return json.loads(Path(path).read_text(encoding="utf-8"))


def resource(schema):
    """A schema as others refer to it."""
    return Resource(schema, specification_with(schema["$schema"].rstrip("#")))


def checker(draft):
    """The formats of a draft; those that no library at hand checks would be a silent gap.

    The libraries for these two end their patterns with Python's $, which a line break may follow.
    """
    formats = dict(draft.FORMAT_CHECKER.checkers)
    for name in ("date-time", "uri"):
        if name not in formats:
            raise SystemExit(f"no checker for {name}: install jsonschema[format-nongpl]")
        formats[name] = (in_one_line(formats[name][0]), formats[name][1])
    checker = FormatChecker([])
    checker.checkers = formats
    return checker


def in_one_line(holds):
    """A check of a format that no text with a line break passes."""
    return lambda value: holds(value) and not (isinstance(value, str) and "\n" in value)
