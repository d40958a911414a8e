// SPDX-License-Identifier: Apache-2.0

/// Small reports in the shapes that tools write.
enum Samples {
    /// One SARIF result.
    struct Result {
        var rule: String
        var message: String
        var file = "src/imgread.c"
        var line = 40
        var function: String?
        var more = ""

        var json: String {
            let logical =
                function.map {
                    #", "logicalLocations": [{"fullyQualifiedName": "\#($0)", "kind": "function"}]"#
                } ?? ""
            return #"""
                {"ruleId": "\#(rule)", "level": "error", "message": {"text": "\#(message)"},
                 "locations": [{"physicalLocation": {"artifactLocation": {"uri": "\#(file)"},
                   "region": {"startLine": \#(line)}}\#(logical)}]\#(more)}
                """#
        }
    }

    static func sarif(tool: String, _ results: [Result]) -> String {
        #"""
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "\#(tool)"}},
         "results": [\#(results.map(\.json).joined(separator: ","))]}]}
        """#
    }

    /// The same use after free as two tools see it: other words, other lines, another name's form.
    static func gcc(function: String = "img_free_rows") -> String {
        sarif(
            tool: "GNU C17",
            [
                Result(
                    rule: "-Wanalyzer-use-after-free",
                    message: "use after 'free' of 'row'",
                    line: 57,
                    function: function
                )
            ]
        )
    }

    static func clang(function: String = "img_free_rows(struct image *)") -> String {
        sarif(
            tool: "clang",
            [
                Result(
                    rule: "unix.Malloc",
                    message: "Use of memory after it is freed",
                    file: "file:///build/imgread/src/imgread.c",
                    line: 61,
                    function: function
                )
            ]
        )
    }

    static func short(
        function: String? = "img_free_rows",
        weakness: String? = "CWE-416",
        says: String = "Open the sample twice.",
        more: String = ""
    ) -> String {
        var symbol = ""
        if let function { symbol = #", "symbol": {"function": "\#(function)"}"# }
        let named = weakness.map { #", "weakness": "\#($0)""# } ?? ""
        return #"""
            {"package": "pkg:generic/imgread@2.1", "title": "Rows are read after they are freed",
             "description": "\#(says)"\#(symbol)\#(named)\#(more)}
            """#
    }
}
