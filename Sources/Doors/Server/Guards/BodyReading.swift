// SPDX-License-Identifier: Apache-2.0

import API
import HTTPTypes
import Hummingbird

/// Reads a request's body: its media type first, then no more bytes and no longer than allowed.
enum BodyReading {
    /// Seconds for the whole body to arrive; more for large ones, at the pace of a slow line.
    static let seconds = 20
    /// Bytes a second that a slow line still has.
    static let slowBytesPerSecond = 64 << 10

    /// The media type of a body, in lower case and without parameters; refused unless it is
    /// accepted.
    static func mediaType(_ fields: HTTPFields, accepts: [String]) throws -> String {
        let given = (fields[.contentType] ?? "").split(separator: ";", maxSplits: 1).first ?? ""
        let type = given.filter { $0 != " " && $0 != "\t" }.lowercased()
        guard accepts.contains(type) else {
            throw Problem(
                .unsupportedMediaType,
                detail: "Send \(accepts.joined(separator: " or ")) and name it in Content-Type."
            )
        }
        guard fields[.contentEncoding] == nil || fields[.contentEncoding] == "identity" else {
            throw Problem(
                .unsupportedMediaType,
                detail: "Send the body without a Content-Encoding."
            )
        }
        return type
    }

    /// Refuses a body that says itself that it is too large, before a byte of it is read.
    static func checkLength(_ fields: HTTPFields, limitBytes: Int) throws {
        guard let text = fields[.contentLength] else { return }
        guard let length = Int(text), length >= 0 else {
            throw Problem(.badRequest, detail: "Content-Length is no number of bytes.")
        }
        guard length <= limitBytes else { throw tooLarge(limitBytes) }
    }

    /// Reads all of it.
    static func read(_ body: RequestBody, limitBytes: Int) async throws -> [UInt8] {
        let allowed = seconds + limitBytes / slowBytesPerSecond
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await collect(body, limitBytes: limitBytes) }
            group.addTask {
                try await Task.sleep(for: .seconds(allowed))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let bytes = first else {
                throw Problem(.requestTimeout, detail: "The body has to arrive in \(allowed) s.")
            }
            return bytes
        }
    }

    private static func collect(_ body: RequestBody, limitBytes: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in body {
                guard bytes.count + buffer.readableBytes <= limitBytes else {
                    throw tooLarge(limitBytes)
                }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
            return bytes
        } catch let problem as Problem {
            throw problem
        } catch let cancelled as CancellationError {
            throw cancelled
        } catch {
            // A broken chunk or an asker who hung up: their fault, and nothing to log as ours.
            throw Problem(.badRequest, detail: "The body did not arrive whole.")
        }
    }

    private static func tooLarge(_ limitBytes: Int) -> Problem {
        Problem(.tooLarge, detail: "A body here has at most \(limitBytes) bytes.")
    }
}
