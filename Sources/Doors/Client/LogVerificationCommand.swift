// SPDX-License-Identifier: Apache-2.0

package import FoundationEssentials
package import TransparencyLog

/// `clearinghouse log verify`: one check with its memory, as exit status and sentences.
package struct LogVerificationCommand: Sendable {
    /// Bytes of a published key at most: a name, a number and 33 bytes in Base64.
    private static let keyBytes = 1_024

    /// What a run came to.
    package struct Outcome: Sendable, Hashable {
        /// 0 verified, 1 the log broke its promise (a fork or a rollback), 2 not verified.
        package let status: Int32
        /// What to tell the person, line by line.
        package let sentences: [String]
        /// What was seen; nil where the check failed.
        package let report: LogVerification.Report?
    }

    /// The log's address, under which `checkpoint` and `tile/` lie; without a slash at its end.
    package let address: String
    /// The key that the person named; nil uses the pinned one, and pins the published one first.
    package let key: NoteVerifierKey?
    /// The file that remembers the last checkpoint.
    package let stateFile: URL

    /// Prepares a run; without a file of its own the memory lies below the person's home.
    package init(address: String, key: NoteVerifierKey? = nil, stateFile: URL? = nil) {
        self.address = address
        self.key = key
        self.stateFile = stateFile ?? Self.defaultStateFile(for: address)
    }

    /// `~/.config/clearinghouse/checkpoints/NAME`, or below `XDG_CONFIG_HOME` where that is set.
    package static func defaultStateFile(
        for address: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> URL {
        // A relative path is to be passed over (XDG Base Directory Specification).
        func folder(_ name: String) -> URL? {
            environment[name].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
        }
        let home = folder("HOME") ?? FileManager.default.homeDirectoryForCurrentUser
        let configuration = folder("XDG_CONFIG_HOME") ?? home.appending(path: ".config")
        return configuration.appending(path: "clearinghouse/checkpoints")
            .appending(path: LogVerificationState.fileName(for: address))
    }

    /// Checks the log that `fetch` reads, and remembers what it saw when nothing is wrong.
    package func run(fetch: @escaping LogVerification.Fetch) async -> Outcome {
        let state: LogVerificationState?
        do {
            state = try remembered()
        } catch {
            return Outcome(status: 2, sentences: sentences(unreadable: error), report: nil)
        }
        do throws(LogVerificationFault) {
            let key = try await trusted(state, fetch)
            let check = LogVerification(key: key, known: state?.last, fetch: fetch)
            let report = try await check.verify()
            return remember(report, key: key, isNew: self.key == nil && state?.key == nil)
        } catch {
            return Outcome(
                status: error.isBrokenPromise ? 1 : 2,
                sentences: error.sentences + advice(on: error),
                report: nil
            )
        }
    }

    /// The key that was named, or the pinned one, or on the first use the published one.
    ///
    /// The pinned one must still be what is published; a log of plain files may publish none.
    private func trusted(
        _ state: LogVerificationState?,
        _ fetch: LogVerification.Fetch
    ) async throws(LogVerificationFault) -> NoteVerifierKey? {
        if let key { return key }
        guard let bytes = try? await fetch("key", Self.keyBytes) else { return state?.key }
        let published: NoteVerifierKey
        do {
            let text = String(decoding: bytes, as: UTF8.self)
            published = try NoteVerifierKey(parsing: String(text.prefix { $0 != "\n" }))
        } catch {
            throw .noKey("\(error)")
        }
        guard let pinned = state?.key else { return published }
        // Of another log: then the check of the origin says so, with what to do.
        guard published.id.name.utf8.elementsEqual(pinned.id.name.utf8) else { return published }
        guard pinned == published else {
            throw .otherKey(pinned: pinned, published: published)
        }
        return pinned
    }

    private func remember(
        _ report: LogVerification.Report,
        key: NoteVerifierKey?,
        isNew: Bool
    ) -> Outcome {
        let state = LogVerificationState(address: address, key: key, last: report.seen)
        do {
            try write(state)
        } catch {
            let sentence = "Nothing is wrong, but \(stateFile.path) could not be written: \(error)."
            return Outcome(status: 2, sentences: [sentence], report: report)
        }
        var sentences = sentences(for: report)
        if isNew, let key {
            sentences.append(
                "Its published key is trusted on first use and pinned: "
                    + LogVerification.shown("\(key)")
            )
        }
        return Outcome(status: 0, sentences: sentences, report: report)
    }
}

// MARK: - Memory

extension LogVerificationCommand {
    /// No file is a first time; a file that cannot be read is not.
    private func remembered() throws -> LogVerificationState? {
        guard FileManager.default.fileExists(atPath: stateFile.path) else { return nil }
        let bytes = try Data(contentsOf: stateFile)
        let state = try LogVerificationState(parsing: Array(bytes))
        guard state.address.utf8.elementsEqual(address.utf8) else {
            throw LogVerificationStateFault.otherAddress(state.address)
        }
        return state
    }

    private func write(_ state: LogVerificationState) throws {
        try FileManager.default.createDirectory(
            at: stateFile.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        // Atomic: a run that dies half-way must not cost the memory.
        try Data(state.bytes).write(to: stateFile, options: .atomic)
    }
}

// MARK: - Words

extension LogVerificationCommand {
    private func sentences(for report: LogVerification.Report) -> [String] {
        let seen = report.seen.checkpoint
        let origin = LogVerification.shown(seen.origin)
        var sentences = ["\(origin): \(seen.size) entries, root \(seen.root)."]
        switch report.continues?.checkpoint {
        case nil:
            sentences.append("First time here: this checkpoint is trusted and remembered.")
        case .some(let last) where last.size == seen.size:
            sentences.append("Unchanged since the last check.")
        case .some(let last):
            sentences.append("It continues the \(last.size) entries that were seen before.")
        }
        if !report.entries.isEmpty {
            let (first, last) = (report.entries.lowerBound, report.entries.upperBound - 1)
            sentences.append("Entries \(first) to \(last) were hashed into its root.")
        }
        if !report.isSigned {
            sentences.append(
                "No key is published or named, so no signature was checked: anybody on the way "
                    + "could have shown this log. Get its key by another way, for --key."
            )
        }
        return sentences
    }

    /// What to do where that needs the memory's name.
    private func advice(on fault: LogVerificationFault) -> [String] {
        guard case .otherOrigin = fault else { return [] }
        return [
            "After a loss that its keepers announced a log may begin anew under a new origin: "
                + "then remove \(stateFile.path), which remembers the old one."
        ]
    }

    private func sentences(unreadable error: any Error) -> [String] {
        let why =
            switch error {
            case LogVerificationStateFault.otherAddress(let other): "it remembers \(other)"
            case LogVerificationStateFault.unreadable: "it is not in the format of this program"
            default: "\(error)"
            }
        return [
            "\(stateFile.path) cannot be used: \(why).",
            "Nothing was compared. Removing the file means to trust the log anew.",
        ]
    }
}
