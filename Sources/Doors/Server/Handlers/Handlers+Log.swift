// SPDX-License-Identifier: Apache-2.0

import API
import Access
import HTTPTypes
import Store
import TransparencyLog

extension Handlers {
    /// Seconds that a full tile may be kept: it never changes (C2SP tlog-tiles).
    private static let tileSeconds = 31_536_000

    static func log(_ routes: inout RouteTable) {
        routes.on(Endpoints.checkpoint) { call in
            let (found, time) = try await call.read {
                (try $0.logCheckpoint(), try $0.logCheckpointTime())
            }
            guard let note = found else { throw Refusal.notFound }
            var reply = Reply(RawBody(note, mediaType: "text/plain; charset=utf-8"))
            reply.fields[.cacheControl] = "no-cache"
            reply.fields[.lastModified] = time.map { HTTPDate.text($0.timestamp) }
            return reply
        }
        routes.on(Endpoints.logKey) { call in
            let key = call.services.logKey
            guard !key.isEmpty else { throw Refusal.notFound }
            var reply = Reply(
                RawBody(Array((key + "\n").utf8), mediaType: "text/plain; charset=utf-8")
            )
            reply.fields[.cacheControl] = "no-cache"
            return reply
        }
        routes.on(Endpoints.tile) { call in
            guard let address = TileAddress(path: "tile/" + call.parameters.path),
                let bytes = try await call.read({ try $0.logTile(at: address) })
            else { throw Refusal.notFound }
            var reply = Reply(RawBody(bytes, mediaType: "application/octet-stream"))
            let isFull = address.width == TileAddress.fullWidth
            reply.fields[.cacheControl] =
                isFull ? "public, max-age=\(tileSeconds), immutable" : "public, max-age=60"
            return reply
        }
        logProof(&routes)
        logEntry(&routes)
    }

    private static func logProof(_ routes: inout RouteTable) {
        routes.on(Endpoints.logProof) { call in
            let sequence = Int64(call.parameters.sequence)
            guard let found = try await call.read({ try $0.logInclusion(of: sequence) }) else {
                throw Refusal.notFound
            }
            var reply = Reply(
                RawBody(Array(found.standalone.text.utf8), mediaType: "text/plain; charset=utf-8")
            )
            reply.fields[.cacheControl] = "no-cache"
            return reply
        }
    }

    private static func logEntry(_ routes: inout RouteTable) {
        routes.on(Endpoints.logEntry) { call in
            let (viewer, now) = (call.viewer, call.now)
            let sequence = Int64(call.parameters.sequence)
            try decide(viewer, .readChanges).hiding()
            return Reply(
                try await call.read { tables in
                    // Only who may read all of an entry gets its opening (RULES J1).
                    guard try tables.openEntry(sequence, viewer: viewer, now: now) != nil,
                        let opening = try tables.logOpening(of: sequence),
                        let inclusion = try tables.logInclusion(of: sequence)
                    else { throw Refusal.notFound }
                    return Wire.LogEntry(sequence: sequence, opening, inclusion)
                }
            )
        }
    }
}

extension Wire.LogEntry {
    init(sequence: Int64, _ opening: LogOpening, _ inclusion: LogInclusion) {
        self.init()
        self.sequence = Int(sequence)
        self.opening = String(decoding: opening.canonical, as: UTF8.self)
        salt = opening.salt.hexadecimal
        commitment = inclusion.commitment.hexadecimal
        size = Int(inclusion.proof.subtree.end)
        proof = inclusion.proof.path.map { $0.bytes.hexadecimal }
        checkpoint = String(decoding: inclusion.checkpoint, as: UTF8.self)
    }
}
