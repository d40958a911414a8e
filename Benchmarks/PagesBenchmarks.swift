// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import Logging
import Measuring

/// Every page of a large database through HTTP, beside what a bare route takes.
func pages(_ bench: Bench) async throws {
    let trial = try ServerTrial(bench)
    defer { trial.clear() }
    let server = try trial.start(PagesTown.unhurried)
    defer { server.stop() }
    _ = try server.waitUntilReady()
    let town = try PagesTown(server, tokenFile: trial.tokenFile)
    let began = seconds()
    let visits = try await town.fill()
    bench.say("pages: filled in \(Int(seconds() - began)) s; \(PagesTown.about)")
    let bare = try await bareRouteSeconds()
    for page in visits {
        let visit = try page.visitor.visit(page.path, rounds: pageRounds)
        let note = "95th percentile of \(pageRounds); \(PagesTown.about)"
        try bench.record(
            Figure(
                "pages.\(page.name)",
                percentile(95, of: visit.seconds) * 1e3,
                "ms",
                better: .less,
                peer: .measured("a bare Hummingbird route", bare * 1e3),
                bar: .value(100),
                note: note
            )
        )
        try bench.record(
            Figure(
                "pages.\(page.name)-size",
                Double(visit.bytes) / 1e3,
                "kB",
                better: .less,
                bar: .value(100),
                note: "the whole answer; \(PagesTown.about)"
            )
        )
    }
}

/// How often each page is asked for.
private let pageRounds = 200

/// What the same client waits for a route that has its 20 kB ready.
private func bareRouteSeconds() async throws -> Double {
    let port = try LocalSocket.freePort()
    let text = String(repeating: "<p>Nothing that had to be looked up.</p>", count: 500)
    let router = Router()
    router.get("/") { _, _ in text }
    let application = Application(
        router: router,
        configuration: .init(address: .hostname("127.0.0.1", port: Int(port))),
        logger: Logger(label: "bare") { _ in SwiftLogNoOpLogHandler() }
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await application.run() }
        let request = Data("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        while LocalSocket.status(port: port, request: request) != 200 {
            try await Task.sleep(for: .milliseconds(10))
        }
        let waits = (0..<pageRounds).map { _ in
            let began = seconds()
            keep(LocalSocket.answer(port: port, request: request))
            return seconds() - began
        }
        group.cancelAll()
        return percentile(95, of: waits)
    }
}
