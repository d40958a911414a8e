// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// The transparency log, as C2SP tlog-tiles has it.
    package static let log: [any AnyEndpoint] = [checkpoint, logKey, tile, logProof, logEntry]

    package static let checkpoint = Endpoint<NoParameters, NoBody, RawBody>(
        .get,
        "/log/checkpoint",
        "logCheckpoint",
        area: "log",
        "The log's latest signed checkpoint.",
        caller: .anyone,
        action: "readPublic",
        answers: ["text/plain; charset=utf-8"],
        problems: [.notFound]
    )

    package static let logKey = Endpoint<NoParameters, NoBody, RawBody>(
        .get,
        "/log/key",
        "logKey",
        area: "log",
        "The key that checks the log's checkpoints, as one line (C2SP signed-note).",
        caller: .anyone,
        action: "readPublic",
        answers: ["text/plain; charset=utf-8"],
        problems: [.notFound]
    )

    package static let tile = Endpoint<Wire.TilePath, NoBody, RawBody>(
        .get,
        "/log/tile/{path…}",
        "logTile",
        area: "log",
        "A tile of the log's tree, or of its entries.",
        caller: .anyone,
        action: "readPublic",
        answers: ["application/octet-stream"]
    )

    package static let logProof = Endpoint<Wire.BySequence, NoBody, RawBody>(
        .get,
        "/log/proof/{sequence}",
        "logProof",
        area: "log",
        "The proof that an entry stands in the log, to be checked offline; never what it says.",
        caller: .anyone,
        action: "readPublic",
        answers: ["text/plain; charset=utf-8"],
        problems: [.notFound]
    )

    package static let logEntry = Endpoint<Wire.BySequence, NoBody, Wire.LogEntry>(
        .get,
        "/v1/log/entries/{sequence}",
        "logEntry",
        area: "log",
        "What an entry says, with the proof that it stands in the log.",
        action: "readChanges"
    )
}
