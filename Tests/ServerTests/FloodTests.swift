// SPDX-License-Identifier: Apache-2.0

import API
import CommunitySupport
import Glibc
import Participants
import Server
import ServingSupport
import TestSupport
import Testing

/// What one hostile address can take from everybody else: nothing.
@Suite struct FloodTests {
    private static let half = "GET /health HTTP/1.1\r\nHost: localhost\r\n"

    /// Seconds at most until connections too many are closed.
    private static let polls = 30

    /// Of 160 connections one address may hold 20.
    private func site() async throws -> Site {
        try await Site.open(settings: { $0.connections = 160 })
    }

    @Test func `one address holds so many connections and no more, and others are answered`()
        async throws
    {
        let site = try await site()
        let port = site.ports.main
        let counts = await RawConnection.aside { () -> [Int] in
            let held = (0..<40).compactMap { _ in RawConnection(port: port, from: "127.0.0.77") }
            for connection in held { connection.say(Self.half) }
            // A busy machine takes its time to turn the others away.
            for _ in 1...Self.polls where held.count(where: { $0.isOpen }) > 20 { sleep(1) }
            return [held.count, held.count { $0.isOpen }]
        }
        #expect(counts == [40, 20])
        #expect(try await site.send("GET", "/health").status == 200)
        try await site.close()
    }

    @Test func `an address whose connections have ended may open others`() async throws {
        let site = try await site()
        let port = site.ports.main
        for _ in 0..<60 {
            let answer = await RawConnection.aside { () -> String? in
                let connection = RawConnection(port: port, from: "127.0.0.78")
                connection?.say(Self.half + "Connection: close\r\n\r\n")
                return connection?.hearToTheEnd(seconds: 10)
            }
            #expect(answer?.hasPrefix("HTTP/1.1 200") == true, "\(answer ?? "nothing")")
        }
        try await site.close()
    }

    @Test func `a connection that asks nothing in ten seconds is closed`() async throws {
        let site = try await site()
        let port = site.ports.main
        let began = ContinuousClock.now
        let heard = await RawConnection.aside { () -> String? in
            let connection = RawConnection(port: port)
            connection?.say(Self.half)
            return connection?.hearToTheEnd(seconds: 30)
        }
        #expect(heard?.isEmpty == true, "\(heard ?? "still open")")
        #expect(began.duration(to: .now) > .seconds(5))
        try await site.close()
    }

    @Test func `whoever guesses credentials waits after the second guess`() async throws {
        let site = try await Site.open(settings: { $0.addressPerMinute = 60 })
        var statuses: [Int] = []
        for _ in 1...3 {
            let guess = House.secret(.token).text
            statuses.append(try await site.send("GET", "/v1/me", token: guess).status)
        }
        #expect(statuses == [401, 401, 429])
        let told = try await site.send("GET", "/health")
        let seconds = told["Retry-After"].flatMap { Int($0) } ?? 0
        #expect(told.status == 429 && seconds > 5, "\(seconds)")
        try await site.close()
    }

    @Test func `a report that the key file does not take is not stored, and says so`() async throws
    {
        let site = try await Site.open()
        let path = site.test.folder + "/keys/scope-keys.db"
        let file = open(path, O_WRONLY)
        let garbage = [UInt8](repeating: 0x55, count: 65_536)
        #expect(pwrite(file, garbage, garbage.count, 0) == garbage.count)
        close(file)
        let told = try await site.post("/v1/intake/finding", WriteTests.report)
        #expect(told.status == 503, "\(told.text)")
        #expect(told.problem?.code == "not-stored" && told["Retry-After"] != nil)
        try await site.close()
    }
}
