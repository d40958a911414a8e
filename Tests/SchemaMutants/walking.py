# SPDX-License-Identifier: Apache-2.0
"""Walks a schema along documents, and makes documents for what none of them has."""

import copy

from breaking import FORMATS

# Branches within branches within branches are the last that are looked at.
DEEPEST = 3
# Entries of a list that are looked at.
ENTRIES = 4
# Documents in which a place is tried to be made before it counts as unreachable.
TRIALS = 12
# Values kept for a place, shortest first.
KEPT = 12


def general(path):
    """A place without the numbers of its entries."""
    return tuple("*" if isinstance(step, int) else step for step in path)


def at(document, path):
    """The value at a place."""
    for step in path:
        document = document[step]
    return document


def put(document, path, value):
    """The document with another value at a place."""
    if not path:
        return value
    copied = copy.copy(document)
    if isinstance(copied, list) and path[0] == len(copied):
        copied.append(None)
    inner = copied[path[0]] if len(path) > 1 else None
    copied[path[0]] = put(inner, path[1:], value)
    return copied


def is_deep(path):
    """Whether a name stands so often on the way to a place that what lies there is known."""
    return any(path.count(step) > DEEPEST for step in path if isinstance(step, str))


class Examples:
    """Values that a schema accepts: out of documents where they have some, else made."""

    def __init__(self, oracle, documents, hints):
        self.oracle = oracle
        self.values = {}
        self.texts = dict.fromkeys(hints)
        for document in documents:
            self.harvest(document, ())
        for kept in self.values.values():
            kept.sort(key=lambda value: len(repr(value)))
            del kept[KEPT:]

    def harvest(self, value, path):
        kept = self.values.setdefault(path, [])
        if len(kept) < 4 * KEPT and value not in kept:
            kept.append(value)
        if isinstance(value, dict):
            for name, inner in value.items():
                self.harvest(inner, path + (name,))
        elif isinstance(value, list):
            for inner in value:
                self.harvest(inner, path + ("*",))
        elif isinstance(value, str) and len(self.texts) < 4000 and len(value) < 200:
            self.texts.setdefault(value)

    def of(self, schema, resolver, path, depth=0):
        """Values that may suit a schema at a place, likely ones first."""
        for value in self.values.get(general(path), []):
            if self.oracle.fits(value, schema, resolver):
                yield value
        if depth < 12:
            for value in self.made(schema, resolver, path, depth):
                if self.oracle.fits(value, schema, resolver):
                    yield value

    def first(self, schema, resolver, path, depth):
        """One value at most, in a list."""
        for value in self.of(schema, resolver, path, depth + 1):
            return [value]
        return []

    def made(self, schema, resolver, path, depth):
        """Values made by what the keywords say; not all of them suit."""
        if not isinstance(schema, dict):
            return
        if "const" in schema:
            yield schema["const"]
        yield from schema.get("enum", [])
        yield from schema.get("examples", [])
        for inner, nearer, _ in parts(schema, resolver):
            yield from self.made(inner, nearer, path, depth + 1) if depth < 12 else []
        if "pattern" in schema:
            matches = (text for text in self.texts if self.oracle.matches(schema["pattern"], text))
            yield from (text for text, _ in zip(matches, range(6)))
        yield from FORMATS.get(schema.get("format"), [])[:3]
        kinds = schema.get("type", [])
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            yield from self.typed(kind, schema, resolver, path, depth)
        if not kinds and ("properties" in schema or "required" in schema):
            yield from self.typed("object", schema, resolver, path, depth)

    def typed(self, kind, schema, resolver, path, depth):
        low = schema.get("minimum", 0)
        simple = {
            "string": ["x" * max(1, schema.get("minLength", 1))], "null": [None],
            "number": [low, 7.5], "integer": [low, low + 1], "boolean": [False, True],
        }
        yield from simple.get(kind, [])
        if kind == "array":
            inner = schema.get("items", True)
            entries = list(zip(self.of(inner, resolver, path + (0,), depth + 1), range(8)))
            entries = [entry for entry, _ in entries] or ["x"]
            for count in {max(1, schema.get("minItems", 1)), len(entries)}:
                yield (entries * count)[:count]
        if kind == "object":
            names = list(schema.get("required", []))
            properties = schema.get("properties", {})
            for extra in [None, *[name for name in properties if name not in names]]:
                value = {}
                for name in [*names, extra] if extra else names:
                    inner = properties.get(name, True)
                    found = self.first(inner, resolver, path + (name,), depth)
                    value.update({name: one for one in found})
                yield value


def parts(schema, resolver):
    """Schemas that may hold at the same place, each with one that has to hold for that."""
    if "$ref" in schema:
        found = resolver.lookup(schema["$ref"])
        yield found.contents, found.resolver, True
    for keyword in ("allOf", "anyOf", "oneOf"):
        for inner in schema.get(keyword, []):
            yield inner, resolver, True
    if "if" in schema:
        yield schema["if"], resolver, schema.get("then", True)
        yield schema.get("then", True), resolver, schema["if"]
        yield schema.get("else", True), resolver, True


class Walk:
    """Every place of a schema once, in a valid document that has it."""

    def __init__(self, oracle, examples, found):
        self.oracle = oracle
        self.examples = examples
        self.found = found
        self.seen = set()
        self.trials = {}

    def visit(self, document, path, schema, resolver):
        """Looks at one place by one schema, then at what lies below."""
        key = (general(path), id(schema))
        if not isinstance(schema, dict) or is_deep(path):
            return
        if key not in self.seen:
            self.seen.add(key)
            self.found(document, path, schema)
        for inner, nearer, guard in parts(schema, resolver):
            self.branch(document, path, inner, nearer, guard)
        value = at(document, path)
        if isinstance(value, dict):
            self.named(document, path, schema, resolver, value)
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            for index in range(min(len(value), ENTRIES)):
                self.visit(document, path + (index,), schema["items"], resolver)
            if not value:
                self.grow(document, path + (0,), schema["items"], resolver)

    def named(self, document, path, schema, resolver, value):
        """The members of an object, and those it does not have."""
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                self.visit(document, path + (name,), inner, resolver)
            else:
                self.grow(document, path + (name,), inner, resolver)
        for name, inner in schema.get("patternProperties", {}).items():
            for other in [other for other in value if self.oracle.matches(name, other)][:1]:
                self.visit(document, path + (other,), inner, resolver)
        others = schema.get("additionalProperties")
        for other in [other for other in value if other not in schema.get("properties", {})][:1]:
            self.visit(document, path + (other,), others, resolver)

    def branch(self, document, path, schema, resolver, guard):
        """A schema of the same place, with a value that it accepts where it is not this one."""
        value = at(document, path)
        both = {"allOf": [guard, schema]}
        if self.oracle.fits(value, both, resolver):
            return self.visit(document, path, schema, resolver)
        if self.gives_up(path, schema):
            return
        for other in self.suited(value, schema, resolver, path, guard):
            for place in self.places(document, path):
                changed = put(document, place, other)
                if self.oracle.fits(other, both, resolver) and self.oracle.accepts(changed):
                    return self.visit(changed, place, schema, resolver)

    def gives_up(self, path, schema):
        """Whether a place is known, too deep, or was tried often enough; counts the trials."""
        key = (general(path), id(schema))
        self.trials[key] = self.trials.get(key, 0) + 1
        return key in self.seen or is_deep(path) or self.trials[key] > TRIALS

    def places(self, document, path):
        """The place itself and, of a list, the one after its last entry."""
        yield path
        if path and isinstance(path[-1], int):
            yield path[:-1] + (len(at(document, path[:-1])),)

    def suited(self, value, schema, resolver, path, guard):
        """Values for a branch: the present one with the branch's members, then others."""
        firsts = [one for one, _ in zip(self.examples.of(guard, resolver, path), range(4))]
        others = [one for one, _ in zip(self.examples.of(schema, resolver, path), range(20))]
        for first in firsts or [{}]:
            for other in others:
                if isinstance(value, dict) and isinstance(other, dict):
                    yield {**value, **(first if isinstance(first, dict) else {}), **other}
                    yield {**value, **other}
        yield from others

    def grow(self, document, path, schema, resolver):
        """A place that the document does not have: a value is put there."""
        if self.gives_up(path, schema):
            return
        values = self.examples.of(schema, resolver, path)
        for value, _ in zip(values, range(40)):
            for ground in self.grounds(document, path):
                grown = put(ground, path, value)
                if self.oracle.accepts(grown):
                    return self.visit(grown, path, schema, resolver)

    def grounds(self, document, path):
        """The document, and where a member is to come in, those without one that is there."""
        yield document
        parent = at(document, path[:-1])
        for name in parent if isinstance(parent, dict) else []:
            fewer = {other: parent[other] for other in parent if other != name}
            yield put(document, path[:-1], fewer)

    def unreached(self):
        """Places that no valid document was found for."""
        left = {place for place, schema in self.trials if (place, schema) not in self.seen}
        return sorted("/".join(place) for place in left if not is_deep(place))
