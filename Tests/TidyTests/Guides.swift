// SPDX-License-Identifier: Apache-2.0

/// What a page for people says there is: links, paths, types and verbs.
enum Guides {
    private static let link = Pattern(#"\]\(([^)\s]+)\)"#)
    private static let quoted = Pattern("`([^`]+)`")
    private static let place = Pattern(
        #"^(?:Sources|Tests|Fuzzing|Benchmarks|Scripts|docs|\.ci)/[\w./+-]*\w$"#
    )
    private static let type = Pattern(#"^[A-Z][a-z]+(?:[A-Z]+[a-z0-9]+)+$"#)
    private static let verb = Pattern(#"(?<![\w.-])(?<!-u )clearinghouse ([a-z][a-z-]+)\b"#)
    private static let target = Pattern(#"(?:^|[;&|(]) *make ([a-z]+)\b"#)
    private static let command = Pattern(#"commandName: "([a-z-]+)""#)
    private static let rule = Pattern(#"(?m)^([a-z]+):.*##"#)

    /// What there is, read off the tree once.
    struct Known {
        let paths: Set<String>
        let names: Set<String>
        let verbs: Set<String>
        let targets: Set<String>

        /// Of names only those are looked for that are asked for: the tree is large.
        init(paths: [String], swift: [SwiftText], makefile: String, asked: Set<String>) {
            let folders = paths.flatMap(Guides.folders)
            self.paths = Set(paths).union(folders)
            let pattern = Pattern(#"\b(?:"# + asked.sorted().joined(separator: "|") + #")\b"#)
            let whole = swift.map { $0.lines.joined(separator: "\n") }
            names = Set(asked.isEmpty ? [] : whole.flatMap { pattern.groups($0).map { $0[0] } })
                .union(folders.compactMap { $0.split(separator: "/").last.map(String.init) })
            verbs = Set(whole.flatMap { command.groups($0).map { $0[1] } }).union(["help"])
            targets = Set(rule.groups(makefile).map { $0[1] })
        }
    }

    /// The names of types that pages tell.
    static func names(in texts: [String]) -> Set<String> {
        let lines = texts.flatMap { $0.split(separator: "\n").map(String.init) }
        return Set(lines.flatMap { quoted.groups($0).map { $0[1] }.filter(type.matches) })
    }

    /// What a page names and is not there.
    ///
    /// A name that a code block of the page introduces may be an example's own.
    static func faults(path: String, text: String, known: Known) -> [Fault] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var inBlock = false
        let isCode = lines.map { line in
            if line.hasPrefix("```") { inBlock.toggle() }
            return inBlock || line.hasPrefix("    ")
        }
        let own = Set(zip(lines, isCode).filter(\.1).flatMap { words(of: $0.0) })
        return lines.indices.flatMap { index -> [String] in
            let line = lines[index]
            let told = isCode[index] ? [line] : quoted.groups(line).map { $0[1] }
            return (isCode[index] ? [] : missingLinks(in: line, of: path, known))
                + told.flatMap { missing(in: $0, own: own, known) }
        }.map { Fault(path, 1, $0) }
    }

    /// Links to files and folders that are not there; a heading is left to the reader.
    private static func missingLinks(in line: String, of path: String, _ known: Known) -> [String] {
        link.groups(line).map { $0[1] }.filter { !$0.contains(":") && !$0.hasPrefix("#") }
            .filter { !known.paths.contains(resolved($0, from: path)) }
            .map { "links to \($0), which is not there" }
    }

    private static func missing(in text: String, own: Set<String>, _ known: Known) -> [String] {
        let bare = text.split(separator: "#").first.map(String.init) ?? text
        let places = place.matches(bare) && !own.contains(bare) ? [bare] : []
        let types = type.matches(text) ? [text] : []
        return places.filter { !known.paths.contains($0) }.map { "names \($0), which is not there" }
            + types.filter { !known.names.contains($0) && !own.contains($0) }
            .map { "names \($0), which no source has" }
            + verb.groups(text).map { $0[1] }.filter { !known.verbs.contains($0) }
            .map { "names the verb \($0), which the command has not" }
            + target.groups(text).map { $0[1] }.filter { !known.targets.contains($0) }
            .map { "names make \($0), which the Makefile has not" }
    }

    /// A link as a path from the root.
    private static func resolved(_ link: String, from path: String) -> String {
        let file = link.split(separator: "#").first ?? ""
        var parts = path.split(separator: "/").dropLast()
        for part in file.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    /// The folders that a file lies in.
    private static func folders(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        return (1..<max(parts.count, 1)).map { parts.prefix($0).joined(separator: "/") }
    }

    private static func words(of line: String) -> [String] {
        line.split { !$0.isLetter && !$0.isNumber && !"./_-".contains($0) }.flatMap { word in
            [String(word)] + word.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
    }
}
