// SPDX-License-Identifier: Apache-2.0

import Access
import Foundation
import Testing

@Suite("The reference page on access")
struct ReferenceTests {
    private var page: String {
        get throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            return try String(
                contentsOf: root.appending(path: "docs/reference/access.md"),
                encoding: .utf8
            )
        }
    }

    private func words(_ asker: Permission.Asker) -> String {
        switch asker {
        case .anyone: "anyone"
        case .participants: "any role"
        case .roles(let roles): list(roles)
        case .persons(let roles):
            roles == Set(Role.allCases) ? "any role, persons" : list(roles) + ", persons"
        }
    }

    private func list(_ roles: Set<Role>) -> String {
        Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ", ")
    }

    private func row(_ action: Action) -> String {
        let permission = Permission.of(action)
        let kinds = ThingKind.allCases.filter(permission.kinds.contains).map(\.rawValue)
        let on = kinds.joined(separator: ", ") + limits(permission)
        return "| `\(action.rawValue)` | \(words(permission.asker)) | \(on) |"
    }

    private func limits(_ permission: Permission) -> String {
        switch permission.onThing {
        case .always: ""
        case .thing(.owned): "; own"
        default: "; own, or any as an administrator"
        }
    }

    @Test func `the page says of every action what the table says`() throws {
        let lines = try page.split(separator: "\n").map(String.init)
        for action in Action.allCases {
            #expect(lines.contains(row(action)), "the page lacks: \(row(action))")
        }
        for role in Role.allCases {
            let line = "| `\(role.rawValue)` | \(role.sentence) |"
            #expect(lines.contains(line), "the page lacks: \(line)")
        }
        let listed = lines.count { $0.hasPrefix("| `") && $0.contains("` | ") }
        #expect(listed == Action.allCases.count + Role.allCases.count)
    }
}
