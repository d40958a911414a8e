// SPDX-License-Identifier: Apache-2.0

import Crypto
import Store
import StrictJSON

@testable import Validation

/// A reproducer of a small C program, as somebody would send it; tests change what they are about.
struct Reproducer {
    var files: [String: String] = [
        "tree/parse.c": Self.source(check: ""),
        "tree/test.sh": "set -e\nprintf ok > good\n./parse good\n",
        "inputs/pov": String(repeating: "A", count: 40),
        "inputs/good": "hello",
        "fix.patch": Self.patch,
    ]
    var recipe: JSONObject = [
        "format": 1, "build": ["clang", "-g", "-fsanitize=address", "-o", "parse", "parse.c"],
        "run": ["./parse", "{input}"], "input": "inputs/pov", "benign": "inputs/good",
        "oracle": [
            "kind": "sanitizer", "report": "heap-buffer-overflow", "function": "parse_record",
        ],
        "tests": ["sh", "test.sh"], "runs": ["of": 3, "needed": 3],
        "limits": ["runSeconds": 10, "buildSeconds": 60],
    ]
    /// Digests that are told although they are not so.
    var lies: [String: String] = [:]

    /// A program that copies a file into eight bytes, without looking.
    static func source(check: String) -> String {
        """
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>

        __attribute__((noinline)) void parse_record(const char *from, size_t count) {
            char *to = malloc(8);
        \(check)    for (size_t index = 0; index < count; index++) to[index] = from[index];
            printf("%c %zu\\n", to[0], count);
            free(to);
        }

        int main(int argc, char **argv) {
            char text[64];
            FILE *file = argc > 1 ? fopen(argv[1], "rb") : stdin;
            if (!file) return 2;
            parse_record(text, fread(text, 1, sizeof text, file));
            return 0;
        }

        """
    }

    static let patch = """
        --- a/parse.c
        +++ b/parse.c
        @@ -5,4 +5,5 @@
         __attribute__((noinline)) void parse_record(const char *from, size_t count) {
             char *to = malloc(8);
        +    if (count > 8) count = 8;
             for (size_t index = 0; index < count; index++) to[index] = from[index];
             printf("%c %zu\\n", to[0], count);

        """

    /// The bundle with digests of all that is in it.
    var tar: [UInt8] {
        var digests = JSONObject()
        var tree = TreeDigest()
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let digest = SHA256.hash(data: Array(text.utf8)).hexadecimal
            if path.hasPrefix("tree/") {
                tree.add(String(path.dropFirst(5)), digest: digest)
            } else {
                digests[path] = .string(digest)
            }
        }
        digests["tree"] = .string(tree.text)
        for (path, lie) in lies { digests[path] = .string(lie) }
        var recipe = recipe
        recipe["digests"] = .object(digests)
        var writer = TarWriter()
        _ = writer.add("reproducer.json", JSONValue.object(recipe).serialized())
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            _ = writer.add(path, Array(text.utf8))
        }
        return writer.finished()
    }
}
