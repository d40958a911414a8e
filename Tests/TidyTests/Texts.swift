// SPDX-License-Identifier: Apache-2.0

/// What holds for every tracked file, whatever its language.
enum Texts {
    /// Endings of files that carry the licence line.
    private static let licensed = ["swift", "c", "h", "sh"]
    /// Files without an ending that do.
    private static let licensedNames = ["Makefile", "run", "prepare", "announce"]

    private static let outsideFolder = Pattern(#"\.\./"# + "shared")
    private static let machinePath = Pattern(
        #"(?<![\w.:/])/(?:work|root|home|Users|mnt|opt/swift)/(?=[\w.])"#
    )

    /// The licence stands in the first line, or in the second under a line that has to be first.
    static func licence(path: String, text: String) -> [Fault] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        guard licensed.contains(ending) || licensedNames.contains(name) else { return [] }
        let head = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
            .prefix(2)
        let first = head.first ?? ""
        let mayBeSecond = first.hasPrefix("#!") || first.hasPrefix("// swift-tools-version")
        let line = mayBeSecond ? head.last ?? "" : first
        let found = line.hasSuffix("SPDX-License-Identifier: Apache-2.0")
        return found ? [] : [Fault(path, 1, "no SPDX-License-Identifier: Apache-2.0 at the top")]
    }

    /// Places that exist on one machine only (RULES T3).
    static func places(path: String, text: String) -> [Fault] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .flatMap { index, line -> [Fault] in
                let line = String(line)
                var faults: [Fault] = []
                if !path.hasPrefix(".ci/"), outsideFolder.matches(line) {
                    faults.append(Fault(path, index + 1, "names the folder beside the project"))
                }
                if machinePath.matches(line) {
                    faults.append(Fault(path, index + 1, "names a path of one machine"))
                }
                return faults
            }
    }
}
