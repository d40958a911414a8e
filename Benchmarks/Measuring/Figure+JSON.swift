// SPDX-License-Identifier: Apache-2.0

extension Figure {
    /// One line of a report: the same members in the same order for every figure.
    package var jsonLine: String {
        var members = [
            ("name", quoted(name)), ("value", number(value)), ("unit", quoted(unit)),
            ("better", quoted(better.rawValue)), ("peer", peerName.map(quoted)),
            ("peerValue", peerValue.flatMap(number)), ("ratio", ratio.flatMap(number)),
            ("bar", barValue.flatMap(number)), ("ok", ok.map { "\($0)" }),
        ]
        if let p99 { members.append(("p99", number(p99))) }
        if case .recorded(_, _, machine: let machine) = peer {
            members.append(("peerRecorded", quoted(machine)))
        }
        if case .absent(_, why: let why) = peer { members.append(("peerAbsent", quoted(why))) }
        if let note { members.append(("note", quoted(note))) }
        return "{" + members.map { "\"\($0)\":\($1 ?? "null")" }.joined(separator: ",") + "}"
    }

    /// The peer's name and version.
    package var peerName: String? {
        switch peer {
        case .measured(let name, _), .recorded(let name, _, machine: _), .absent(let name, why: _):
            name
        case nil: nil
        }
    }

    /// The bar's figure; it stands for the ratio where there is a peer to hold against.
    package var barValue: Double? {
        switch bar {
        case .value(let value), .ratio(let value): value
        case nil: nil
        }
    }

    private func number(_ value: Double) -> String? {
        value.isFinite ? "\(value)" : nil
    }

    private func quoted(_ text: String) -> String {
        var line = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": line += "\\\(scalar)"
            case " "...: line.unicodeScalars.append(scalar)
            default: line += " "
            }
        }
        return line + "\""
    }
}
