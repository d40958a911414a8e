// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What a run reads and writes: its ends are handed to the child, ours are watched.
struct RunStreams {
    /// One thing the child writes, kept up to a bound and read to its end.
    struct Reader {
        private(set) var descriptor: Int32
        private let mostBytes: Int
        private(set) var bytes: [UInt8] = []
        private(set) var isTruncated = false

        init(_ descriptor: Int32, mostBytes: Int) {
            self.descriptor = descriptor
            self.mostBytes = mostBytes
        }

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var isOpen: Bool { descriptor >= 0 }

        /// A flood is looked at in portions, so that the watcher keeps its eye on the rest.
        private static let mostChunks = 64

        /// Takes in what is there now; what is too much is read and dropped.
        mutating func drain() {
            for _ in 0..<Self.mostChunks {
                guard isOpen, let more = Files.read(descriptor) else { return }
                guard !more.isEmpty else { return finish() }
                let room = mostBytes - bytes.count
                bytes += more.prefix(room)
                if more.count > room { isTruncated = true }
            }
        }

        mutating func finish() {
            if isOpen { close(descriptor) }
            descriptor = -1
        }
    }

    var output: Reader
    var diagnostics: Reader
    var status: Reader
    var note: Reader
    /// Standard input, output, error, status, filter, note: in the order of the child's numbers.
    private(set) var child: [Int32]

    /// Bubblewrap and the shell write a line or two; a command could write into the note.
    private static let mostWordsBytes = 16_384

    init(
        in folder: RunFolder,
        input: [UInt8],
        filter: [UInt8],
        outputBytes: Int,
        owner: UInt32?
    ) throws(SandboxFailure) {
        let make = Maker(folder: folder.path, owner: owner)
        let input = try make.file("input", holding: input)
        let output = try make.pipe("output")
        let diagnostics = try make.pipe("diagnostics")
        let status = try make.pipe("status")
        let note = try make.pipe("note")
        let filter = try make.file("filter", holding: filter)
        self.output = Reader(output.ours, mostBytes: outputBytes)
        self.diagnostics = Reader(diagnostics.ours, mostBytes: outputBytes)
        self.status = Reader(status.ours, mostBytes: Self.mostWordsBytes)
        self.note = Reader(note.ours, mostBytes: Self.mostWordsBytes)
        child = [input, output.theirs, diagnostics.theirs, status.theirs, filter, note.theirs]
    }

    /// After the start: from now on the end of a stream means that nobody writes it any more.
    mutating func closeChildEnds() {
        for descriptor in child { close(descriptor) }
        child = []
    }

    mutating func closeAll() {
        closeChildEnds()
        for reader in [\Self.output, \.diagnostics, \.status, \.note] {
            self[keyPath: reader].finish()
        }
    }

    /// Waits for something to read, at most so long, and reads it.
    mutating func wait(milliseconds: Int32) {
        var polled = [output, diagnostics, status, note].map {
            pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0)
        }
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
        drain()
    }

    mutating func drain() {
        output.drain()
        diagnostics.drain()
        status.drain()
        note.drain()
    }
}

/// Makes files and pipes that close on exec from their first moment, which `pipe` cannot.
private struct Maker {
    let folder: String
    /// Who may open them again by their names in /proc/self/fd.
    let owner: UInt32?

    func pipe(_ name: String) throws(SandboxFailure) -> (ours: Int32, theirs: Int32) {
        let path = "\(folder)/\(name)"
        guard mkfifo(path, 0o600) == 0 else { throw fault(name) }
        defer { unlink(path) }
        let ours = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        let theirs = open(path, O_WRONLY | O_CLOEXEC)
        guard ours >= 0, theirs >= 0 else { throw fault(name) }
        try give(theirs, name)
        return (ours, theirs)
    }

    func file(_ name: String, holding bytes: [UInt8]) throws(SandboxFailure) -> Int32 {
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o400)
        guard descriptor >= 0 else { throw fault(name) }
        defer {
            close(descriptor)
            unlink(path)
        }
        guard Files.write(bytes, to: descriptor) else { throw fault(name) }
        try give(descriptor, name)
        let ours = open(path, O_RDONLY | O_CLOEXEC)
        guard ours >= 0 else { throw fault(name) }
        return ours
    }

    private func give(_ descriptor: Int32, _ name: String) throws(SandboxFailure) {
        guard let owner else { return }
        guard fchown(descriptor, owner, owner) == 0 else { throw fault(name) }
    }

    private func fault(_ name: String) -> SandboxFailure {
        .obstacle(.other("the run's \(name) could not be made (error \(errno))."))
    }
}
