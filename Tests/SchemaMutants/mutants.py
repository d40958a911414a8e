# SPDX-License-Identifier: Apache-2.0
"""Makes documents that break one keyword of a JSON Schema at a time, and some that stay valid.

    mutants.py --schema FILE [--referenced ADDRESS=FILE…] --documents FILE… [--seed N]

Prints a line a document: where it was changed, for which keyword, whether the official schema
accepts it, and the document as text. The last line counts what was reached. The same seed makes
the same documents.
"""

import argparse
import gzip
import json
import random
import sys

from breaking import MAKERS, changed
from oracle import Oracle
from walking import Examples, Walk, at, put

# Texts that patterns of these formats ask for and that documents may not have.
HINTS = [
    "CVE-2026-10001", "CWE-79", "pkg:npm/tinyrecord@1.0.0", "1.0.0", "2", "x_example-1",
    "cpe:2.3:a:example:tinyrecord:1.0.0:*:*:*:*:*:*:*", "cpe:/a:example:tinyrecord:1.0.0",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "2026-11-21T10:00:00Z", "en", "en-US",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "2026-11-21",
    "2f9a1c1e-6e5b-4a57-8a3e-3d7f1d0c4b5a", "0" * 40, "a" * 64, "https://example.com/a.json",
    "https://example.com/provider-metadata.json", "https://example.com/aggregator.json", "Go:1",
]
# Keywords of which every value matters: a word forgotten is a document refused.
WHOLE = {"enum", "const", "required", "properties"}

# Keywords that fail themselves, where others only say where to look on.
ASSERTING = set(MAKERS) - {"properties", "items", "patternProperties"}


class Mutants:
    """Writes changed documents with their verdicts, each once."""

    def __init__(self, oracle, seed, each):
        self.oracle = oracle
        self.random = random.Random(seed)
        self.each = each
        self.written = set()
        self.keywords = set()
        self.broken = set()
        self.alone = set()

    def found(self, document, path, schema):
        """Changes a valid document at one place by each keyword that one schema has there."""
        self.write(document, path, "valid")
        value = at(document, path)
        for keyword in schema:
            values = changed(keyword, schema, value)
            if values and keyword in ASSERTING and id(schema) not in self.oracle.silent:
                self.keywords.add((id(schema), keyword))
            if keyword not in WHOLE and len(values) > self.each:
                values = self.random.sample(values, self.each)
            for other in values:
                self.write(put(document, path, other), path, keyword)

    def write(self, document, path, keyword):
        text = json.dumps(document, ensure_ascii=False)
        if text in self.written:
            return
        self.written.add(text)
        errors = self.oracle.errors(document)
        kinds = {(id(error.schema), error.validator) for error in leaves(errors)}
        self.broken |= kinds
        if len(kinds) == 1:
            self.alone |= kinds
        place = "".join(f"/{step}" for step in path)
        line = {"place": place, "keyword": keyword, "valid": not errors, "text": text}
        if errors:
            line["why"] = errors[0].message[:200]
        print(json.dumps(line))


def leaves(errors):
    """Errors with those of the branches below them."""
    for error in errors:
        yield error
        yield from leaves(error.context or [])


def documents(files, oracle, limit):
    """Valid documents out of files, of which some are lists by line; the smallest first."""
    texts = []
    for file in files:
        opened = gzip.open if file.endswith(".gz") else open
        with opened(file, "rt", encoding="utf-8") as stream:
            texts += [stream.read()] if file.endswith(".json") else stream.read().splitlines()
    texts.sort(key=lambda text: (len(text), text))
    step = max(1, len(texts) // limit)
    chosen = texts[:limit] + texts[limit::step]
    return [value for value in map(json.loads, chosen) if oracle.accepts(value)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--schema", required=True)
    parser.add_argument("--referenced", nargs="*", default=[])
    parser.add_argument("--documents", nargs="+", required=True)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--bases", type=int, default=150)
    asked = parser.parse_args()
    sys.setrecursionlimit(10_000)
    oracle = Oracle(asked.schema, dict(pair.split("=", 1) for pair in asked.referenced))
    bases = documents(asked.documents, oracle, asked.bases)
    mutants = Mutants(oracle, asked.seed, asked.each)
    walk = Walk(oracle, Examples(oracle, bases, HINTS), mutants.found)
    for base in bases:
        walk.visit(base, (), oracle.schema, oracle.resolver)
    reached = {
        "seed": asked.seed, "bases": len(bases), "documents": len(mutants.written),
        "keywords": len(mutants.keywords), "broken": len(mutants.keywords & mutants.broken),
        "alone": len(mutants.keywords & mutants.alone),
        "unreached": walk.unreached(),
    }
    print(json.dumps({"reached": reached}))


main()
