// SPDX-License-Identifier: Apache-2.0

import Client
import StrictJSON
import Testing

@Suite struct ReportPreparationTests {
    private static let source = """
        #include <stdlib.h>
        // int commented(void) {
        static const char *brace = "{ not a scope }";
        namespace outer {
        int first(int a)
        {
            if (a) { return '{'; }
            return 0;
        }
        struct Box { int size; };
        void Box::clear (void) {
            size = 0;
        }
        }
        int table[] = { 1, 2 };
        """

    @Test(arguments: [
        (5, "first"), (8, "first"), (11, "Box::clear"), (12, "Box::clear"), (3, nil), (10, nil),
        (15, nil), (99, nil),
    ])
    func `a line lies in the function around it, or in none`(line: Int, name: String?) {
        let finder = FunctionFinder(source: Array(Self.source.utf8))
        #expect(finder.name(atLine: line) == name)
    }

    @Test func `paths become relative and places get their function, and nothing else changes`()
        throws
    {
        let log = try JSONValue(
            parsing: Array(
                #"""
                {"version":"2.1.0","runs":[{"results":[{"ruleId":"x","message":{"text":"m"},
                "locations":[{"physicalLocation":{"artifactLocation":
                {"uri":"file:///src/a.c"},"region":{"startLine":8}}}]}]}]}
                """#.utf8
            )
        )
        var preparation = ReportPreparation(sourceFolder: "/src") { path in
            path == "a.c" ? Array(Self.source.utf8) : nil
        }
        let prepared = preparation.prepared(log)
        let result = prepared["runs"]?[0]?["results"]?[0]
        let place = result?["locations"]?[0]
        #expect(place?["physicalLocation"]?["artifactLocation"]?["uri"] == "a.c")
        #expect(place?["logicalLocations"]?[0]?["name"] == "first")
        #expect(result?["message"] == ["text": "m"])
        #expect(prepared["version"] == "2.1.0")
    }

    @Test(arguments: ["../secret.c", "/etc/secret.c", "a/../../secret.c", "notes.txt"])
    func `no file outside the source is read`(path: String) {
        var read: [String] = []
        var preparation = ReportPreparation(sourceFolder: "/src") { asked in
            read.append(asked)
            return nil
        }
        let log: JSONValue = [
            "runs": [
                [
                    "results": [
                        [
                            "locations": [
                                [
                                    "physicalLocation": [
                                        "artifactLocation": ["uri": .string(path)],
                                        "region": ["startLine": 1],
                                    ]
                                ]
                            ]
                        ]
                    ]
                ]
            ]
        ]
        _ = preparation.prepared(log)
        #expect(read.isEmpty)
    }
}
