// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecurityFormats
import StrictJSON

/// What of a source does not stand in the result, on the standard error.
struct LossReport {
    /// 200 lines are more than one reads; `--losses json` has all.
    static let mostShown = 200

    let conversion: AdvisoryConversion
    let style: TerminalStyle

    /// Tells the losses; in text what is not really lost is counted only.
    func write(_ form: LossStyle) {
        switch form {
        case .json:
            for loss in conversion.losses { Self.say("\(loss.json)") }
        case .text, .fail: Self.say(text)
        }
    }

    private var text: String {
        let real = conversion.losses.filter(\.isReal)
        let names = "from \(conversion.source.name) to \(conversion.target.name)"
        let rest = conversion.losses.count - real.count
        guard !real.isEmpty else {
            return "\(style.good("✓")) Converted \(names); nothing was lost."
        }
        var lines = ["\(style.bad("!")) Converted \(names); this does not stand there:"]
        let width = min(real.prefix(Self.mostShown).map(\.pointer.count).max() ?? 0, 48)
        for loss in real.prefix(Self.mostShown) {
            let pointer = Table.harmless(loss.pointer)
            let space = String(repeating: " ", count: max(0, width - pointer.count) + 2)
            lines.append("  \(pointer)\(space)\(Table.harmless(loss.sentence))")
        }
        if real.count > Self.mostShown {
            lines.append("  … and \(real.count - Self.mostShown) more; --losses json tells all.")
        }
        if rest > 0 {
            let members = rest == 1 ? "member is" : "members are"
            lines.append("  \(rest) more \(members) form or implied; --losses json tells all.")
        }
        return lines.joined(separator: "\n")
    }

    /// A line on the standard error.
    static func say(_ text: String) {
        // Where nobody listens, there is nobody to tell.
        try? TextFile.writeOut(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}

extension Loss {
    /// One loss for a program; docs/reference/convert.md is its description.
    fileprivate var json: JSONValue {
        [
            "pointer": .string(pointer), "kind": .string(kind.rawValue),
            "isReal": .bool(isReal), "sentence": .string(sentence),
        ]
    }
}
