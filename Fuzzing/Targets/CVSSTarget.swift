// SPDX-License-Identifier: Apache-2.0
import Severity

extension FuzzTarget {
    /// What was read is read again from its canonical text and scores within bounds; a change
    /// of one metric leads to another vector that reads back; a fault lies within the text.
    static let cvss = FuzzTarget(name: "cvss") { bytes in
        do throws(CVSSFault) {
            let vector = try CVSSVector(parsing: bytes.span)
            let text = vector.description
            guard try CVSSVector(parsing: text) == vector else {
                return "\(text) reads differently"
            }
            let scores = vector.scores
            guard vector.version != .v40 || scores.environmental == vector.score else {
                return "\(text) has two scores"
            }
            for effect in vector.effects {
                let changed = try CVSSVector(parsing: effect.vector.description)
                guard changed == effect.vector, changed != vector, changed.score == effect.score
                else { return "\(text) with \(effect.metric):\(effect.to) does not read back" }
            }
            return nil
        } catch {
            guard (0...bytes.count).contains(error.offset) else {
                return "\(error) is outside the text"
            }
            return error.description.isEmpty ? "a fault without words" : nil
        }
    }
}
