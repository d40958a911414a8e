// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import SecurityFormats

extension ScanCommand {
    /// `clearinghouse scan check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask of each line of a log whether it was a declared scan.",
            discussion: """
                Reads web servers' logs (common and combined format), Zeek's conn.log (tabs or
                JSON lines) and CSV with a heading: time, source, target, port, token. Only lines
                about targets that you have proven to be yours are answered; nothing is relayed.

                Exit codes: 0, every line was read and none is undetermined; 1, the log could not \
                be read on; 2, some line is undetermined; 3, none is, and some line could not be \
                read, or no line is about a target that you have proven to be yours \
                (`clearinghouse control claim`).
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The log; - is the standard input.") var file: String
        @Option(help: "common, zeek, zeek-json or csv; by the first line otherwise.")
        var format: String?
        @Option(help: "Your address or name, where the log does not say it.") var target: String?
        @Option(help: "The port, where the log does not say it.") var port: UInt16?
        @Flag(help: "Leave out lines that nobody declared anything for, and targets of others.")
        var hideUnrelated = false
        @Option(
            help: ArgumentHelp(
                "Print such lines alone: confirmed, undetermined, unrelated, with commas between.",
                valueName: "verdicts"
            )
        )
        var only: String?

        func run() async throws {
            let printer = LogCheckPrinter(json: connection.json)
            let filter = try LogCheckFilter(only: only, hidesUnrelated: hideUnrelated)
            let format = try asked()
            let tally = try await connection.withClient { client in
                var check = LogCheck(client, printer, filter, format, target: target, port: port)
                let input = try LogInput(file)
                while let bytes = try input.next() { try await check.take(bytes) }
                return try await check.finish()
            }
            if tally.status != 0 { throw ExitCode(tally.status) }
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
