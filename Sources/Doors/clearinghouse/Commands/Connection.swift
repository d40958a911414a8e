// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Glibc
import StrictJSON

/// Which clearinghouse a command talks to, as whom, and how it prints; every verb of the client
/// takes it.
struct Connection: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The clearinghouse's address; CLEARINGHOUSE_URL otherwise.",
            valueName: "address"
        )
    )
    var url: String?

    @Option(
        help: ArgumentHelp(
            "A file with your token; CLEARINGHOUSE_TOKEN_FILE or CLEARINGHOUSE_TOKEN otherwise.",
            valueName: "file"
        )
    )
    var tokenFile: String?

    @Flag(help: "Print the answer as JSON.")
    var json = false

    /// Where a server started without settings listens.
    static let usualAddress = "http://127.0.0.1:8080"

    /// Calls an endpoint with a client of its own, and closes it.
    func call<Parameters, Body, Answer>(
        _ endpoint: Endpoint<Parameters, Body, Answer>,
        _ parameters: Parameters,
        _ body: Body
    ) async throws -> Answer {
        try await withClient { client in
            try await client.ask(endpoint, parameters, body)
        }
    }

    /// Runs something with a client, which is closed afterwards.
    func withClient<Value>(
        _ body: (ClearinghouseClient) async throws -> Value
    ) async throws -> Value {
        let address = url ?? Environment["CLEARINGHOUSE_URL"] ?? Self.usualAddress
        let client = try ClearinghouseClient(address: address, token: token())
        do {
            let value = try await body(client)
            await client.close()
            return value
        } catch {
            await client.close()
            throw error
        }
    }

    /// Prints an answer: as JSON if asked, else as `text` makes it.
    func show<Answer: WireValue>(_ answer: Answer, as text: (TerminalStyle) -> String) {
        print(
            json
                ? String(decoding: JSONValue.object(answer.object).serialized(), as: UTF8.self)
                : text(.standardOutput())
        )
    }

    private func token() throws -> String? {
        if let file = tokenFile ?? Environment["CLEARINGHOUSE_TOKEN_FILE"] {
            return try TextFile.read(file, limitBytes: TextFile.tokenLimitBytes).firstLine
        }
        return Environment["CLEARINGHOUSE_TOKEN"]
    }
}

/// The variables that the command was started with.
enum Environment {
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// All of them.
    static var all: [String: String] {
        var all: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1)
            if parts.count == 2 { all[String(parts[0])] = String(parts[1]) }
            next += 1
        }
        return all
    }
}
