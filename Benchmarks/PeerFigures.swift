// SPDX-License-Identifier: Apache-2.0

/// The number beside a name in a peer's JSON line.
func figure(_ name: String, in line: String) throws -> Double {
    guard let start = line.firstRange(of: "\"\(name)\":")?.upperBound else {
        throw PeerAbsent("it printed no \(name)")
    }
    let text = line[start...].drop { $0 == " " }.prefix { $0.isNumber || "+-.eE".contains($0) }
    guard let value = Double(text) else { throw PeerAbsent("its \(name) is not a number") }
    return value
}
