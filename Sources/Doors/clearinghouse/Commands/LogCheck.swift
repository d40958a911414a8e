// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Scanning
import SecurityFormats
import Timestamps

/// Which lines of a log are printed; the others are counted alone.
struct LogCheckFilter {
    /// Those that `--only` names; nil is all.
    private let only: Set<AlertVerdict>?
    private let hidesUnrelated: Bool

    init(only names: String?, hidesUnrelated: Bool) throws {
        self.hidesUnrelated = hidesUnrelated
        only = try names.map { names in
            let words = names.split(separator: ",", omittingEmptySubsequences: false)
            return try Set(words.map { try Self.verdict(String($0)) })
        }
    }

    private static func verdict(_ name: String) throws -> AlertVerdict {
        guard let verdict = AlertVerdict(rawValue: name) else {
            let names = AlertVerdict.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--only takes some of \(names), with commas between.")
        }
        return verdict
    }

    /// Whether lines that cannot be read are printed.
    var showsUnreadable: Bool { only == nil }

    /// Whether an answered line is printed; without a verdict it is about a target of others.
    func shows(_ verdict: String?) -> Bool {
        let known = verdict.flatMap { AlertVerdict(rawValue: $0) }
        if hidesUnrelated, verdict == nil || known == .unrelated { return false }
        guard let only else { return true }
        return known.map { only.contains($0) } ?? false
    }
}

/// A log on its way through: it holds one piece of the file and one request, however long the
/// log is.
struct LogCheck {
    /// Bytes of questions in one request at most, below what the server takes.
    private static let requestBytes = 200_000
    /// Lines that are tried before the first that can be read: a log of another kind is to end
    /// soon, and not to be named line by line.
    private static let hopelessLines = 100

    /// A line that waits for those before it, so that all are printed in their order.
    private struct Waiting {
        enum What {
            case question(Wire.AlertQuestion)
            case fault(code: String, reason: String)
        }

        let line: Int
        let what: What

        var question: Wire.AlertQuestion? {
            switch what {
            case .question(let seen): seen
            case .fault: nil
            }
        }

        /// About how many bytes of a request it takes.
        var bytes: Int {
            guard let question else { return 0 }
            let texts = [question.source, question.target, question.token ?? ""]
            return texts.reduce(120) { $0 + $1.utf8.count }
        }
    }

    private let client: ClearinghouseClient
    private var printer: LogCheckPrinter
    private let filter: LogCheckFilter
    private let target: String?
    private let port: UInt16?
    private var lines = ConnectionLogLines()
    private var reader: ConnectionLogReader
    private var hasRead = false
    private var waiting: [Waiting] = []
    private var waitingBytes = 0
    private var tally = LogCheckTally()

    init(
        _ client: ClearinghouseClient,
        _ printer: LogCheckPrinter,
        _ filter: LogCheckFilter,
        _ format: ConnectionLogFormat?,
        target: String?,
        port: UInt16?
    ) {
        self.client = client
        self.printer = printer
        self.filter = filter
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
            return try await take(error, at: line.number)
        }
        hasRead = true
        guard let target = record.target ?? target else {
            try await end(
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
            let what = Waiting.What.fault(code: fault.code, reason: fault.reason)
            return try await wait(Waiting(line: line.number, what: what))
        }
        try await wait(Waiting(line: line.number, what: .question(seen)))
    }

    /// A line that cannot be read; some end the log.
    private mutating func take(_ fault: ConnectionLogFault, at line: Int) async throws {
        // Something else may have been put behind a log, and a further log behind that.
        let isBehind = hasRead && (fault == .badHeading || fault == .noHeading)
        let endsLog = fault.endsLog && !isBehind
        // Programs find it among the lines, people in the sentence that the command ends with.
        if !endsLog || printer.json {
            let what = Waiting.What.fault(code: fault.rawValue, reason: fault.reason)
            try await wait(Waiting(line: line, what: what))
        }
        if endsLog {
            try await end((line == 1 ? "" : "Line \(line): ") + fault.sentence)
        }
        if !hasRead, tally.lines + waiting.count == Self.hopelessLines {
            try await end(
                """
                None of the first \(Self.hopelessLines) lines can be read: is the log of another \
                format (--format)? Of line \(line): \(fault.reason)
                """
            )
        }
    }

    /// Tells of all that came before, then ends the command with a sentence.
    private mutating func end(_ sentence: String) async throws -> Never {
        try await ask()
        if tally.lines > 0 { try printer.finish(tally) }
        throw CommandFailure(sentence)
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

    private mutating func wait(_ line: Waiting) async throws {
        let bytes = line.bytes
        let isFull =
            waiting.count >= Wire.AlertBatch.most || waitingBytes + bytes > Self.requestBytes
        if isFull { try await ask() }
        waiting.append(line)
        waitingBytes += bytes
    }

    /// Asks about all lines that wait, and tells of each in its place.
    private mutating func ask() async throws {
        var answered = try await answers(to: waiting.compactMap(\.question))[...]
        for line in waiting {
            switch line.what {
            case .fault(let code, let reason): tell(line.line, code, reason)
            case .question(let seen): tell(line.line, seen, answered.removeFirst())
            }
        }
        waiting.removeAll(keepingCapacity: true)
        waitingBytes = 0
        try printer.flush(tally)
    }

    private func answers(to questions: [Wire.AlertQuestion]) async throws -> [Wire.AlertLine] {
        guard !questions.isEmpty else { return [] }
        let batch = Wire.AlertBatch(questions: questions)
        let told = try await client.ask(Endpoints.checkAlerts, NoParameters(), batch)
        guard told.answers.count == questions.count else {
            throw CommandFailure("The server answered another number of lines than was asked.")
        }
        return told.answers
    }

    private mutating func tell(
        _ line: Int,
        _ seen: Wire.AlertQuestion,
        _ answer: Wire.AlertLine
    ) {
        let isShown = filter.shows(answer.verdict)
        if let verdict = answer.verdict {
            tally.count(verdict, answer.reason ?? "", from: seen.source, isShown: isShown)
        } else if let refused = answer.refused, refused == "not-controlled" {
            tally.countRefused(refused, isShown: isShown)
        } else {
            let place = answer.place.map { "\($0.drop { $0 == "/" }) cannot be asked about" }
            return tell(line, answer.refused ?? "refused", place ?? "It is refused.")
        }
        if isShown { printer.answer(line, seen, answer) }
    }

    private mutating func tell(_ line: Int, _ code: String, _ reason: String) {
        tally.countUnreadable(code)
        if filter.showsUnreadable { printer.unreadable(line, code, reason) }
    }
}

extension ConnectionLogFault {
    /// What is wrong with a log beyond which nothing is read, and what to do about it here.
    fileprivate var sentence: String {
        switch self {
        case .compressed: "\(reason) For gzip: gunzip -c FILE | clearinghouse scan check -"
        case .wideText: "\(reason) iconv -f UTF-16 -t UTF-8 FILE | clearinghouse scan check -"
        case .noFormat: "\(reason) --format names one, and passes over what is none."
        case .tooLong, .notText, .noHeading, .badHeading, .wrongFields, .badJSON, .badTime,
            .badSource, .badPort, .badLine:
            reason
        }
    }
}
