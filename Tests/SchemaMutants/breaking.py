# SPDX-License-Identifier: Apache-2.0
"""Values that break a keyword of JSON Schema, or just do not."""

import copy

# One value of each type, and those that pass for another.
VALUES = [None, False, 0, 1.5, "", "x", [], {}, [None], {"x": 1}]

FORMATS = {
    "date-time": [
        "2026-11-21T10:00:00Z", "2026-11-21t10:00:00z", "2026-11-21T10:00:00.123456789Z",
        "2026-11-21T10:00:00+02:00", "2026-11-21T10:00:00-00:00", "2024-02-29T00:00:00Z",
        "2026-02-29T00:00:00Z", "2026-11-31T10:00:00Z", "2026-13-01T10:00:00Z",
        "2026-11-21 10:00:00Z", "2026-11-21T10:00:00", "2026-11-21", "2026-11-21T24:00:00Z",
        "2026-11-21T10:60:00Z", "2016-12-31T23:59:60Z", "2026-11-21T10:00:60Z",
        "2026-11-21T10:00:00+24:00", "2026-11-21T10:00:00+0200", "2026-11-21T10:00:00,5Z",
        "2026-11-21T10:00:00.Z", "2026-11-21T10:00Z", "0000-01-01T00:00:00Z",
        "20261121T100000Z", " 2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z\n", "",
        "2026-11-21T10:00:00Zx", "x2026-11-21T10:00:00Z", "+2026-11-21T10:00:00Z",
        "2026-11-21T1\u0660:00:00Z",
    ],
    "uri": [
        "https://example.com/", "https://example.com:8080/a?b=c#d", "urn:isbn:0451450523",
        "mailto:a@example.com", "http://[2001:db8::1]/", "https://user:pw@example.com/%20",
        "example.com", "/path", "//example.com/", "", "http:", "a:b", "1a:b", "http://a b/",
        "https://example.com/#a#b", "https://example.com/%zz", "https://example.com/<x>",
        "https://exämple.com/", "http://[::1", "http://example.com:x/", ":", "https://a\\b",
        "https://example.com/{a}", "https://example.com/\n", "http://", "https://example.com/[a]",
    ],
    "email": ["a@example.com", "a", "@", "a@", "", "a b@example.com"],
    "regex": ["a", "(", "[a", ""],
    "uuid": ["2f9a1c1e-6e5b-4a57-8a3e-3d7f1d0c4b5a", "2f9a1c1e", ""],
}


def edits(text):
    """Texts that are nearly this one."""
    middle = len(text) // 2
    yield from (text + "\n", "\n" + text, text + " ", " " + text, text + "x", "x" + text)
    yield from (text + "0", text + "-", text + "/", text + ":", text + "\u0660", text + "é")
    yield from ("", text[1:], text[:-1], text[:middle] + text[middle + 1:], text + text)
    yield from (text.upper(), text.lower(), text.swapcase(), text[:middle] + " " + text[middle:])
    yield from (text[:middle] + "\n" + text[middle:], text[:middle] + "." + text[middle:])
    for index, character in enumerate(text[:64]):
        if character in "0123456789":
            yield text[:index] + "0" + text[index + 1:]
            yield text[:index] + "\u0660" + text[index + 1:]
        elif character in "-_.:/+@":
            yield text[:index] + text[index + 1:]
            yield text[:index] + character + text[index:]


def changed(keyword, schema, value):
    """Values instead of `value` that have to do with one keyword of its schema."""
    argument = schema[keyword]
    make = MAKERS.get(keyword)
    return list(make(argument, value, schema)) if make else []


def types(argument, value, schema):
    return VALUES


def words(argument, value, schema):
    for word in argument:
        yield word
    for word in [word for word in argument if isinstance(word, str)][:3]:
        yield from (word.upper(), word.lower(), word + " ", word[:-1], word + "x")
    yield from ("x_other", "")


def patterns(argument, value, schema):
    if isinstance(value, str):
        yield from edits(value)


def formats(argument, value, schema):
    yield from FORMATS.get(argument, [])


def lengths(argument, value, schema):
    for length in (argument - 1, argument, argument + 1):
        if 0 <= length <= 5000:
            yield from ("x" * length, "🦉" * length)


def counts(argument, value, schema):
    if isinstance(value, list) and value and argument < 500:
        for count in (argument - 1, argument, argument + 1):
            yield value[:count] + [value[-1]] * max(0, count - len(value))


def unique(argument, value, schema):
    if isinstance(value, list) and value:
        yield value + [copy.deepcopy(value[0])]
        if isinstance(value[0], dict):
            yield value + [dict(reversed(value[0].items()))]
            yield value + [{**value[0], "x_other": 1}, {**value[0], "x_other": 1.0}]


def bounds(argument, value, schema):
    yield from (argument, argument - 1, argument + 1, float(argument), argument + 0.1)
    yield from (argument - 0.1, -argument, 1e3, 1e300)


def members(argument, value, schema):
    """Each named member gone, one that nobody names, and each written empty or as null."""
    if not isinstance(value, dict):
        return
    for name in value:
        yield {other: value[other] for other in value if other != name}
        yield {**value, name: None}
    yield {**value, "x_other": 1}
    yield {**value, "x_Other": {"a": [None]}}
    yield {}


def renamed(argument, value, schema):
    if isinstance(value, dict):
        for name in list(value)[:2]:
            for other in list(edits(name))[:30]:
                yield {other if key == name else key: value[key] for key in value}


def choices(argument, value, schema):
    """Members of two branches at a time."""
    if isinstance(value, dict):
        names = [name for branch in argument for name in branch.get("required", [])]
        for name in names:
            yield {key: value[key] for key in value if key != name}
            for other in names:
                yield {**value, name: value.get(name, "x"), other: value.get(other, "x")}


def held(argument, value, schema):
    """Lists without one of their entries, and with each alone."""
    if isinstance(value, list):
        for index, entry in enumerate(value[:4]):
            yield value[:index] + value[index + 1:]
            yield [entry]
        yield []


MAKERS = {
    "type": types, "enum": words, "pattern": patterns, "format": formats,
    "const": lambda argument, value, schema: words([argument], value, schema),
    "minLength": lengths, "maxLength": lengths, "minItems": counts, "maxItems": counts,
    "uniqueItems": unique, "minimum": bounds, "maximum": bounds, "multipleOf": bounds,
    "properties": members, "required": members, "minProperties": members, "maxProperties": members,
    "additionalProperties": members, "dependencies": members, "dependentRequired": members,
    "patternProperties": renamed, "propertyNames": renamed, "oneOf": choices, "anyOf": choices,
    "contains": held, "items": held,
}
