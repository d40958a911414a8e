// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Glibc
import Scanning
import SecurityFormats
import Store
import StrictJSON
import Timestamps

extension ScanCommand {
    /// `clearinghouse scan check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask of each line of a log whether it was a declared scan.",
            discussion: """
                Reads web servers' logs (common and combined format), Zeek's conn.log (tabs or
                JSON lines) and CSV with a heading: time, source, target, port, token. Only lines
                about targets that you have proven to be yours are answered; nothing is relayed.

                Exit codes: 0, every line was read and none is undetermined; 2, some line is
                undetermined; 3, none is, and some line could not be read or is not about a target \
                that you have proven to be yours (`clearinghouse control claim`).
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The log; - is the standard input.") var file: String
        @Option(help: "common, zeek, zeek-json or csv; by the first line otherwise.")
        var format: String?
        @Option(help: "Your address or name, where the log does not say it.") var target: String?
        @Option(help: "The port, where the log does not say it.") var port: UInt16?
        @Flag(help: "Leave out the lines that nobody declared anything for.")
        var hideUnrelated = false

        func run() async throws {
            let printer = LogCheckPrinter(json: connection.json, hidesUnrelated: hideUnrelated)
            let format = try asked()
            let tally = try await connection.withClient { client in
                var check = LogCheck(client, printer, format, target: target, port: port)
                let input = try LogInput(file)
                while let bytes = try input.next() { try await check.take(bytes) }
                return try await check.finish()
            }
            if tally.verdicts["undetermined", default: 0] > 0 { throw ExitCode(2) }
            if tally.unreadable > 0 || tally.refused > 0 { throw ExitCode(3) }
        }

        private func asked() throws -> ConnectionLogFormat? {
            guard let format else { return nil }
            guard let known = ConnectionLogFormat(rawValue: format) else {
                let names = ConnectionLogFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--format is one of \(names).")
            }
            return known
        }
    }
}

/// What came of a log.
struct LogCheckTally {
    var lines = 0
    var verdicts: [String: Int] = [:]
    /// Lines about targets of others, outgoing connections among them.
    var refused = 0
    var unreadable = 0
}

/// A log on its way through: it holds one piece of the file and one request, however long the
/// log is.
struct LogCheck {
    /// Bytes of questions in one request at most, below what the server takes.
    private static let requestBytes = 200_000

    private let client: ClearinghouseClient
    private var printer: LogCheckPrinter
    private let target: String?
    private let port: UInt16?
    private var lines = ConnectionLogLines()
    private var reader: ConnectionLogReader
    private var pending: [(line: Int, seen: Wire.AlertQuestion)] = []
    private var pendingBytes = 0
    private var tally = LogCheckTally()

    init(
        _ client: ClearinghouseClient,
        _ printer: LogCheckPrinter,
        _ format: ConnectionLogFormat?,
        target: String?,
        port: UInt16?
    ) {
        self.client = client
        self.printer = printer
        self.target = target
        self.port = port
        reader = ConnectionLogReader(format)
    }

    /// Takes in a piece of the log.
    mutating func take(_ bytes: [UInt8]) async throws {
        var cut: [ConnectionLogLines.Line] = []
        lines.take(bytes) { cut.append($0) }
        for line in cut { try await take(line) }
    }

    /// Asks what is left.
    mutating func finish() async throws -> LogCheckTally {
        var cut: [ConnectionLogLines.Line] = []
        lines.finish { cut.append($0) }
        for line in cut { try await take(line) }
        try await ask()
        try printer.finish(tally)
        return tally
    }

    private mutating func take(_ line: ConnectionLogLines.Line) async throws {
        let record: ConnectionRecord
        do throws(ConnectionLogFault) {
            guard let read = try reader.record(of: line) else { return }
            record = read
        } catch {
            return try note(line.number, error.rawValue, error.reason)
        }
        guard let target = record.target ?? target else {
            throw CommandFailure(
                "Line \(line.number) does not say where to: name your address with --target."
            )
        }
        var seen = Wire.AlertQuestion()
        seen.source = record.source
        seen.target = target
        seen.port = (record.port ?? port).map { Int($0) }
        seen.time = record.time
        seen.token = record.token
        if let fault = Self.fault(of: seen) {
            return try note(line.number, fault.code, fault.reason)
        }
        let size = 120 + seen.source.utf8.count + target.utf8.count + (seen.token?.utf8.count ?? 0)
        let isFull =
            pending.count >= Wire.AlertBatch.most || pendingBytes + size > Self.requestBytes
        if isFull { try await ask() }
        pending.append((line.number, seen))
        pendingBytes += size
    }

    /// What is too long to be sent: no address is, and it must not stop the others.
    private static func fault(of seen: Wire.AlertQuestion) -> (code: String, reason: String)? {
        if seen.source.utf8.count > 64 { return ("not-an-address", "The source is no address.") }
        if seen.target.utf8.count > 512 { return ("not-a-target", "The target is no address.") }
        if seen.token.map({ $0.utf8.count > ProbeToken.byteLimit }) == true {
            return ("invalid-token", "The token is longer than any.")
        }
        let texts = [seen.source, seen.target, seen.token ?? ""]
        let isPlain = texts.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
        return isPlain ? nil : ("not-an-address", "Addresses and tokens are printable ASCII.")
    }

    private mutating func note(_ line: Int, _ code: String, _ reason: String) throws {
        tally.lines += 1
        tally.unreadable += 1
        printer.unreadable(line, code, reason)
        // A log of nothing else is not held, either.
        if tally.unreadable.isMultiple(of: Wire.AlertBatch.most) { try printer.flush(tally) }
    }

    private mutating func ask() async throws {
        guard !pending.isEmpty else { return }
        let batch = Wire.AlertBatch(questions: pending.map(\.seen))
        let told = try await client.ask(Endpoints.checkAlerts, NoParameters(), batch)
        guard told.answers.count == pending.count else {
            throw CommandFailure("The server answered another number of lines than was asked.")
        }
        for (asked, answer) in zip(pending, told.answers) {
            if let verdict = answer.verdict {
                tally.verdicts[verdict, default: 0] += 1
            } else if answer.refused == "not-controlled" {
                tally.refused += 1
            } else {
                let place = answer.place.map { "\($0.drop { $0 == "/" }) cannot be asked about" }
                try note(asked.line, answer.refused ?? "refused", place ?? "It is refused.")
                continue
            }
            tally.lines += 1
            printer.answer(asked.line, asked.seen, answer)
        }
        pending.removeAll(keepingCapacity: true)
        pendingBytes = 0
        try printer.flush(tally)
    }
}

/// Reads a file piece by piece; `-` is the standard input.
struct LogInput: ~Copyable {
    private static let pieceBytes = 1 << 16

    private let descriptor: Int32
    private let name: String

    init(_ path: String) throws {
        name = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The next piece; nil at the end.
    func next() throws -> [UInt8]? {
        var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
        var count = read(descriptor, &piece, piece.count)
        while count < 0, errno == EINTR { count = read(descriptor, &piece, piece.count) }
        guard count >= 0 else {
            throw CommandFailure("\(name) cannot be read: \(String(cString: strerror(errno))).")
        }
        return count == 0 ? nil : Array(piece.prefix(count))
    }
}
