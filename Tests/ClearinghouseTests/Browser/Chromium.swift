// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Testing

/// A real browser without a window, told what to do through its debugging pipe.
///
/// The Chrome DevTools Protocol: JSON objects, each ended by a NUL, on the descriptors 3 and 4.
final class Chromium {
    /// What a call of the protocol answered, or what the browser did not do.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// How long anything may take on a busy machine.
    private static let patienceSeconds = 60.0
    private static let programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]

    /// The browser of this machine, if it has one.
    static let program = programs.first { FileManager.default.isExecutableFile(atPath: $0) }

    private let process = Process()
    private let folder: Scratch
    private let toBrowser: CInt
    private let fromBrowser: CInt
    private var unread: [UInt8] = []
    private var lastCall = 0
    /// What the browser told without being asked, oldest first.
    private var events: [[String: Any]] = []

    init() throws {
        guard let program = Self.program else {
            throw Fault(description: "No Chromium is installed: apt-get install chromium.")
        }
        folder = try Scratch()
        let (tellIn, tellOut) = (folder.path + "/in", folder.path + "/out")
        for pipe in [tellIn, tellOut] {
            guard mkfifo(pipe, 0o600) == 0 else { throw Fault(description: "No \(pipe).") }
        }
        // Both ends open at once, so that neither side waits for the other to begin.
        toBrowser = open(tellIn, O_RDWR | O_CLOEXEC)
        fromBrowser = open(tellOut, O_RDWR | O_CLOEXEC)
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" 3<'\(tellIn)' 4>'\(tellOut)' 2>/dev/null", program,
            "--headless", "--remote-debugging-pipe", "--user-data-dir=\(folder.path)/profile",
            "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
            "--disable-component-update", "--no-first-run", "--hide-scrollbars",
        ]
        // Its own sandbox refuses to start as root, as which containers run tests.
        if getuid() == 0 { process.arguments?.append("--no-sandbox") }
        process.arguments?.append("about:blank")
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        close(toBrowser)
        close(fromBrowser)
        folder.remove()
    }

    /// Opens a tab with cookies of its own.
    func tab() throws -> Tab {
        let context = try call("Target.createBrowserContext", [:])["browserContextId"] as? String
        let target = try call(
            "Target.createTarget",
            ["url": "about:blank", "browserContextId": context ?? ""]
        )
        let attached = try call(
            "Target.attachToTarget",
            ["targetId": target["targetId"] ?? "", "flatten": true]
        )
        guard let session = attached["sessionId"] as? String else {
            throw Fault(description: "No tab could be opened.")
        }
        return try Tab(self, session)
    }

    /// Calls a method of the protocol and waits for its answer.
    @discardableResult
    func call(
        _ method: String,
        _ parameters: [String: Any],
        session: String? = nil
    ) throws -> [String: Any] {
        lastCall += 1
        var message: [String: Any] = ["id": lastCall, "method": method, "params": parameters]
        message["sessionId"] = session
        try send(try JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let heard = try next(for: method)
            guard heard["id"] as? Int == lastCall else {
                events.append(heard)
                continue
            }
            if let error = heard["error"] as? [String: Any] {
                throw Fault(description: "\(method): \(error["message"] ?? "refused")")
            }
            return heard["result"] as? [String: Any] ?? [:]
        }
    }

    /// Waits until a tab tells something.
    func wait(for method: String, session: String) throws {
        func isIt(_ event: [String: Any]) -> Bool {
            event["method"] as? String == method && event["sessionId"] as? String == session
        }
        if let place = events.firstIndex(where: isIt) {
            events.remove(at: place)
            return
        }
        while true {
            let heard = try next(for: method)
            if isIt(heard) { return }
            events.append(heard)
        }
    }

    /// What a tab has told since it was last asked, and forgets it.
    func takeEvents(session: String) -> [[String: Any]] {
        defer { events.removeAll { $0["sessionId"] as? String == session } }
        return events.filter { $0["sessionId"] as? String == session }
    }

    private func send(_ bytes: Data) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(toBrowser, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Fault(description: "The browser does not listen.") }
            rest = rest.dropFirst(count)
        }
    }

    /// The next message.
    private func next(for method: String) throws -> [String: Any] {
        while true {
            if let end = unread.firstIndex(of: 0) {
                let message = Data(unread[..<end])
                unread.removeSubrange(...end)
                let value = try JSONSerialization.jsonObject(with: message)
                return value as? [String: Any] ?? [:]
            }
            var waiting = pollfd(fd: fromBrowser, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, CInt(Self.patienceSeconds * 1000)) > 0 else {
                throw Fault(description: "The browser did not answer \(method).")
            }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(fromBrowser, &buffer, buffer.count)
            guard count > 0 else { throw Fault(description: "The browser went away.") }
            unread += buffer[..<count]
        }
    }
}
