// SPDX-License-Identifier: Apache-2.0

import Foundation
import Server
import Testing

/// One table of settings, and what is made from it (RULES D4).
@Suite struct SettingsTests {
    @Test func `the reference page lists every setting as the table has it`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = root.appendingPathComponent("docs/reference/settings.md")
        let written = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
        if written != SettingsTable.page {
            let copy = root.appendingPathComponent(".build/settings.md")
            try SettingsTable.page.write(to: copy, atomically: true, encoding: .utf8)
        }
        #expect(written == SettingsTable.page, "copy .build/settings.md to docs/reference")
    }

    @Test func `a flag goes before a variable, and a variable before the file`() throws {
        let file = Array(
            #"{"listen":"127.0.0.1:1","connections":7,"allowed-hosts":["a","b"]}"#.utf8
        )
        let settings = try Settings.read(
            flags: ["listen": "127.0.0.1:3"],
            environment: [
                "CLEARINGHOUSE_LISTEN": "127.0.0.1:2", "CLEARINGHOUSE_STOP_SECONDS": "9",
            ],
            file: file
        )
        #expect(settings.listen.port == 3)
        #expect(settings.stopSeconds == 9)
        #expect(settings.connections == 7)
        #expect(settings.hosts == ["a", "b"])
    }

    @Test func `what is not a setting is refused, wherever it stands`() {
        let bad: [([String: String], [String: String], String?)] = [
            (["lisen": "x"], [:], nil), ([:], ["CLEARINGHOUSE_LISEN": "x"], nil),
            ([:], [:], #"{"lisen":"x"}"#), ([:], [:], #"{"listen":1,"listen":2}"#), ([:], [:], "["),
            (["listen": "8080"], [:], nil), (["connections": "0"], [:], nil),
            (["listen": "0.0.0.0:80"], [:], nil), (["tls-key": "k"], [:], nil),
        ]
        for (flags, environment, file) in bad {
            #expect(throws: SettingFaults.self) {
                try Settings.read(
                    flags: flags,
                    environment: environment,
                    file: file.map { Array($0.utf8) }
                )
            }
        }
    }
}
