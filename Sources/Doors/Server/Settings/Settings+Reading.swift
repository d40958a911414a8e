// SPDX-License-Identifier: Apache-2.0

import StrictJSON

extension Settings {
    /// The variable that names a file of settings.
    package static let fileVariable = "CLEARINGHOUSE_CONFIG"
    /// What begins the name of each of our variables.
    private static let prefix = "CLEARINGHOUSE_"
    /// Variables of ours that are no settings of a server.
    private static let otherVariables = [
        fileVariable, "CLEARINGHOUSE_SHARED", "CLEARINGHOUSE_TOKEN",
        "CLEARINGHOUSE_TOKEN_FILE", "CLEARINGHOUSE_URL",
    ]

    /// Puts settings together: a flag goes before a variable, and that before the file.
    ///
    /// An unknown key, flag or variable of ours is a fault, so that a misspelt one is never passed
    /// over.
    package static func read(
        flags: [String: String],
        environment: [String: String],
        file: [UInt8]?
    ) throws -> Settings {
        var faults: [SettingFault] = []
        let variables = Set(SettingsTable.all.map(\.variable) + otherVariables)
        for name in environment.keys.sorted()
        where name.hasPrefix(prefix) && !variables.contains(name) {
            faults.append(SettingFault(name, "There is no such setting."))
        }
        let stored = try file.map { try values(of: $0, &faults) } ?? [:]
        let keys = Set(SettingsTable.all.map(\.key))
        for key in (Array(stored.keys) + Array(flags.keys)).sorted() where !keys.contains(key) {
            faults.append(SettingFault(key, "There is no such setting."))
        }
        var settings = Settings()
        for setting in SettingsTable.all {
            let given = flags[setting.key] ?? environment[setting.variable] ?? stored[setting.key]
            guard let given else { continue }
            if let fault = setting.set(&settings, given) {
                faults.append(SettingFault(setting.key, fault))
            }
        }
        if faults.isEmpty { faults = settings.faults }
        guard faults.isEmpty else { throw SettingFaults(faults) }
        return settings
    }

    /// Reads a file: one JSON object of strings, numbers and lists of strings.
    private static func values(
        of file: [UInt8],
        _ faults: inout [SettingFault]
    ) throws -> [String: String] {
        let document: JSONValue
        do throws(JSONFaults) {
            document = try JSONValue(parsing: file, limits: .door(bytes: 1 << 20))
        } catch {
            throw SettingFaults(error.all.map { SettingFault("config", $0.description) })
        }
        guard case .object(let object) = document else {
            throw SettingFaults([SettingFault("config", "The file holds one JSON object.")])
        }
        var values: [String: String] = [:]
        for (key, value) in object {
            switch value {
            case .string(let text): values[key] = text
            case .number(let number): values[key] = number.text
            case .array(let items):
                values[key] = items.compactMap { item -> String? in
                    guard case .string(let text) = item else { return nil }
                    return text
                }.joined(separator: ",")
            case .null, .bool, .object:
                faults.append(SettingFault(key, "A string, a number or a list of strings."))
            }
        }
        return values
    }
}

extension SettingsTable {
    /// The reference page: docs/reference/settings.md holds exactly this.
    package static var page: String {
        var text = """
            # Settings of `clearinghouse serve`

            A flag goes before a variable, and a variable before the file. The file is one JSON
            object and is named by `--config` or `\(Settings.fileVariable)`. Unknown keys are
            refused. Lists are separated by commas; in the file they may be JSON arrays of strings.

            This page is made from the table in `Sources/Doors/Server/Settings`.

            | in the file | flag | variable | without it | what it does |
            |---|---|---|---|---|

            """
        for setting in all {
            text +=
                "| `\(setting.key)` | `\(setting.flag) \(setting.value)` | `\(setting.variable)` "
            text += "| \(setting.standard) | \(setting.about) |\n"
        }
        return text
    }
}
