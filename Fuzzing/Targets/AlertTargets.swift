// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON

extension FuzzTarget {
    /// Base 64 has one text, a signed message reads back, and a set of keys is written as it reads.
    static let jws = FuzzTarget(name: "jws") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let decoded = Base64URL.decode(text), Base64URL.encode(decoded) != text {
            return "bytes have two texts in base 64"
        }
        if let signed = try? CompactJWS(parsing: text) {
            let again = CompactJWS.text(header: signed.header, payload: signed.payload) { _ in
                signed.signature
            }
            // The header is written anew here, which may make it longer than is read.
            if let read = try? CompactJWS(parsing: again),
                read.payload != signed.payload || read.signature != signed.signature
                    || read.header != signed.header
            {
                return "a signed message does not read back"
            }
            let parts = text.split(separator: ".")
            guard signed.signedBytes == Array("\(parts[0]).\(parts[1])".utf8) else {
                return "what is signed is not what was received"
            }
        }
        guard let keys = try? JWKSet(parsing: bytes) else { return nil }
        let again = try? JWKSet(parsing: keys.json.serialized())
        return again == keys ? nil : "a set of keys does not read back"
    }

    /// However a log is cut into pieces, its lines and what they say are the same.
    static let connectionLog = FuzzTarget(name: "connection-log") { bytes in
        let next = pieces(bytes)
        var parts: [[UInt8]] = []
        while let part = next() { parts.append(part) }
        guard read(parts, nil) == read([bytes], nil) else { return "a cut changes what is read" }
        for format in ConnectionLogFormat.allCases { _ = read([bytes], format) }
        return nil
    }

    private static func read(_ parts: [[UInt8]], _ format: ConnectionLogFormat?) -> [String] {
        var lines = ConnectionLogLines()
        var reader = ConnectionLogReader(format)
        var told: [String] = []
        let tell = { (line: ConnectionLogLines.Line) in
            do throws(ConnectionLogFault) {
                guard let record = try reader.record(of: line) else { return }
                told.append("\(line.number) \(record)")
            } catch {
                told.append("\(line.number) \(error.rawValue)")
            }
        }
        for part in parts { lines.take(part, tell) }
        lines.finish(tell)
        return told
    }
}
