// SPDX-License-Identifier: Apache-2.0

/// The targets of the manifest and what they depend on, read off its text.
struct Manifest {
    /// Each target's dependencies, by module name.
    let dependencies: [String: Set<String>]

    init(_ text: String) {
        let constants = Self.constants(in: text)
        var found: [String: Set<String>] = [:]
        for kind in ["target", "executableTarget", "testTarget", "systemLibrary"] {
            for call in Self.calls(".\(kind)(", in: text) {
                guard let name = Self.name.groups(call).first?[1] else { continue }
                let list = Self.list.groups(call).first?[1] ?? ""
                found[name] = Self.dependencies(in: list, constants: constants)
            }
        }
        for room in Self.room.groups(text) {
            found[room[1]] = Self.dependencies(in: room[2], constants: constants)
        }
        dependencies = found
    }

    private static let name = Pattern(#"name: "([\w-]+)""#)
    private static let product = Pattern(#"\.product\(\s*name: "(\w+)"[^)]*\)"#)
    private static let constant = Pattern(
        #"let (\w+): Target\.Dependency = \.product\(name: "(\w+)""#
    )
    private static let room = Pattern(#"\n    "([\w-]+)": \[([^\]]*)\]"#)
    private static let list = Pattern(#"dependencies: \[([^\]]*)\]"#)
    private static let item = Pattern(#"^(?:"(\w+)"|(\w+))$"#)

    private static func constants(in text: String) -> [String: String] {
        constant.groups(text).reduce(into: [:]) { $0[$1[1]] = $1[2] }
    }

    private static func dependencies(
        in list: String,
        constants: [String: String]
    ) -> Set<String> {
        var found = Set(product.groups(list).map { $0[1] })
        var rest = list
        for match in product.groups(list) { rest = rest.replacing(match[0], with: "") }
        for part in rest.split(separator: ",") {
            let text = part.filter { !$0.isWhitespace }
            guard let match = item.groups(text).first else { continue }
            found.insert(match[1].isEmpty ? constants[match[2]] ?? match[2] : match[1])
        }
        return found
    }

    /// The text of every call that begins so, up to its own closing parenthesis.
    private static func calls(_ opening: String, in text: String) -> [String] {
        text.ranges(of: opening).map { range in
            var depth = 1
            let body = text[range.upperBound...].prefix { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth > 0
            }
            return String(body)
        }
    }
}
