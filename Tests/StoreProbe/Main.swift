// SPDX-License-Identifier: Apache-2.0

import Glibc
import Store
import Synchronization
import TestSupport

/// A process that writes under load and tells each outcome in one line, so that a test may kill it.
///
/// `store-probe ENGINE FOLDER URL WRITER CALLERS`: runs until its standard input ends. Lines are
/// `ready`, then `ok`, `no` or `unknown` with the marker of the note, and the position for `ok`.
@main
struct Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 6, let writer = Int(arguments[4]), let callers = Int(arguments[5])
        else { return say("usage: store-probe ENGINE FOLDER URL WRITER CALLERS") }
        let configuration: StoreConfiguration =
            arguments[1] == "sqlite"
            ? .sqlite(folder: arguments[2]) : .postgres(url: arguments[3], folder: arguments[2])
        let store = try await Store.open(
            configuration,
            schema: [Ledger.part],
            followers: [NoteNames.self]
        )
        say("ready")
        try OSInput.stopAtEnd()
        let next = Counter(writer * 100_000)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<callers {
                group.addTask { await write(to: store, writer: writer, next) }
            }
        }
        await store.close()
    }

    private static func write(to store: Store, writer: Int, _ next: Counter) async {
        while !OSInput.hasEnded {
            let marker = Ledger.marker(next.take())
            let key = RepeatKey(endpoint: "probe", key: marker, digest: [1])
            do {
                let note = AddNote(name: marker, writer: writer)
                let done = try await store.submit(note, by: .system, repeating: key)
                say("ok \(marker) \(done.position.next)")
            } catch StoreFault.notStored {
                say("no \(marker)")
                try? await Task.sleep(for: .milliseconds(2))
            } catch {
                say("unknown \(marker) \(error)")
            }
        }
    }

    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

/// Numbers for markers.
final class Counter: Sendable {
    private let value: Atomic<Int>

    init(_ start: Int) {
        value = Atomic(start)
    }

    func take() -> Int { value.add(1, ordering: .relaxed).oldValue }
}

/// The end of standard input, or SIGTERM, is the order to stop.
enum OSInput {
    private static let ended = Atomic(false)

    static var hasEnded: Bool { ended.load(ordering: .relaxed) }

    static func stopAtEnd() throws {
        signal(SIGTERM) { _ in OSInput.ended.store(true, ordering: .relaxed) }
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { _ in
                var byte: UInt8 = 0
                while read(STDIN_FILENO, &byte, 1) > 0 {}
                OSInput.ended.store(true, ordering: .relaxed)
                return nil
            },
            nil
        )
    }
}
