// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Glibc
import StrictJSON

/// Which clearinghouse a command talks to, and as whom; every verb of the client takes it.
struct Remote: ParsableArguments {
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
        let token = try token()
        let client = try client(token?.text)
        do {
            let value = try await body(client)
            await client.close()
            return value
        } catch ClientFault.noServer(let sentence) {
            await client.close()
            throw CommandFailure(
                "\(sentence) (clearinghouse serve; --url or CLEARINGHOUSE_URL name another)"
            )
        } catch let fault as ClientFault where fault.problem?.status == 401 {
            await client.close()
            throw CommandFailure(Self.sentence(refused: token))
        } catch {
            await client.close()
            throw error
        }
    }

    private func client(_ token: String?) throws -> ClearinghouseClient {
        let variable = Environment["CLEARINGHOUSE_URL"]
        let address = url ?? variable ?? Self.usualAddress
        do throws(ClientFault) {
            return try ClearinghouseClient(address: address, token: token)
        } catch {
            let name = url == nil && variable != nil ? "CLEARINGHOUSE_URL" : "--url"
            throw CommandFailure("\(name): \(Self.sentence(unfit: address, error))")
        }
    }

    /// What is wrong with an address, with the one that was probably meant.
    static func sentence(unfit address: String, _ fault: ClientFault) -> String {
        let address = Table.harmless(address)
        guard !address.contains("/") else { return "“\(address)” is no address. \(fault)" }
        let isHere = address.hasPrefix("127.0.0.1") || address.hasPrefix("localhost")
        return "“\(address)” is no address; did you mean \(isHere ? "http" : "https")://\(address)?"
    }

    private static func sentence(refused token: Token?) -> String {
        guard let token else { return "No token: set CLEARINGHOUSE_TOKEN_FILE or --token-file." }
        return "The token in \(token.place) is not one of this clearinghouse, or has ended."
    }

    /// A token and the file or variable that it came from.
    private struct Token {
        let text: String
        let place: String
    }

    private func token() throws -> Token? {
        if let file = tokenFile ?? Environment["CLEARINGHOUSE_TOKEN_FILE"] {
            let text = try TextFile.read(file, limitBytes: TextFile.tokenLimitBytes).firstLine
            guard !text.isEmpty else { throw CommandFailure("\(file) is empty.") }
            return Token(text: text, place: file)
        }
        let variable = "CLEARINGHOUSE_TOKEN"
        return Environment[variable].map { Token(text: $0, place: variable) }
    }
}

/// Which clearinghouse a command talks to, as whom, and how it prints what it is answered.
struct Connection: ParsableArguments {
    @OptionGroup var remote: Remote

    @Flag(help: "Print the answer as JSON.")
    var json = false

    /// Calls an endpoint with a client of its own, and closes it.
    func call<Parameters, Body, Answer>(
        _ endpoint: Endpoint<Parameters, Body, Answer>,
        _ parameters: Parameters,
        _ body: Body
    ) async throws -> Answer {
        try await remote.call(endpoint, parameters, body)
    }

    /// Runs something with a client, which is closed afterwards.
    func withClient<Value>(
        _ body: (ClearinghouseClient) async throws -> Value
    ) async throws -> Value {
        try await remote.withClient(body)
    }

    /// Prints an answer: as JSON if asked, else as `text` makes it.
    func show<Answer: WireValue>(_ answer: Answer, as text: (TerminalStyle) -> String) {
        print(
            json
                ? String(decoding: JSONValue.object(answer.object).serialized(), as: UTF8.self)
                : text(.standardOutput())
        )
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
