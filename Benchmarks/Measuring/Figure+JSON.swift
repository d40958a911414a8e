// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension Figure {
    /// One line of a report: the same members in the same order for every figure.
    package var jsonLine: String {
        var members: [(String, JSONValue)] = [
            ("name", .string(name)), ("value", number(value)), ("unit", .string(unit)),
            ("better", .string(better.rawValue)), ("peer", text(peerName)),
            ("peerValue", number(peerValue)), ("ratio", number(ratio)),
            ("bar", number(barValue)), ("ok", ok.map(JSONValue.bool) ?? .null),
        ]
        if let p99 { members.append(("p99", number(p99))) }
        if case .recorded(_, _, machine: let machine) = peer {
            members.append(("peerRecorded", .string(machine)))
        }
        if case .absent(_, why: let why) = peer { members.append(("peerAbsent", .string(why))) }
        if let note { members.append(("note", .string(note))) }
        let line = JSONValue.object(JSONObject(members)).serialized()
        return String(decoding: line, as: UTF8.self)
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

    private func number(_ value: Double?) -> JSONValue {
        value.flatMap(JSONNumber.init(_:)).map(JSONValue.number) ?? .null
    }

    private func text(_ value: String?) -> JSONValue {
        value.map(JSONValue.string) ?? .null
    }
}
