// SPDX-License-Identifier: Apache-2.0

import Store
import Synchronization
import TestSupport
import Testing

/// Puts a job into the queue, and fails afterwards if it is told to.
private struct Enqueue: Command {
    var kind: StaticString = "test.work"
    var notBefore: Instant?
    var isRefused = false

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        let subject = transaction.newID(Job.self)
        try transaction.enqueue(JobDraft(kind: kind, subject: subject, notBefore: notBefore))
        if isRefused { throw LedgerRefusal.late }
        return Done()
    }
}

@Suite(.timeLimit(.minutes(10)))
struct JobsTests {
    private static let kinds = ["test.work"]

    private static func lease(
        _ test: TestStore,
        worker: String = "one",
        seconds: Int64 = 30
    ) async throws -> LeasedJob? {
        let command = LeaseJob(kinds: kinds, worker: worker, seconds: seconds)
        return try await test.store.submit(command, by: .system).answer.job
    }

    @Test(arguments: Engine.allCases)
    func `a job exists only if its command commits`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        await #expect(throws: LedgerRefusal.late) {
            try await test.store.submit(Enqueue(isRefused: true), by: .system)
        }
        #expect(try await Self.lease(test) == nil)
        _ = try await test.store.submit(Enqueue(), by: .system)
        #expect(try await Self.lease(test) != nil)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a job is with one worker at a time and gone when it is done`(
        _ engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine)
        for _ in 0..<20 { _ = try await test.store.submit(Enqueue(), by: .system) }
        let leased = try await withThrowingTaskGroup(of: LeasedJob?.self) { group in
            for number in 0..<30 {
                group.addTask { try await Self.lease(test, worker: "worker \(number)") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let jobs = leased.compactMap(\.self)
        #expect(jobs.count == 20)
        #expect(Set(jobs.map(\.id)).count == 20)
        for job in jobs { _ = try await test.store.submit(CompleteJob(job), by: .system) }
        test.clock.advance(seconds: 3_600)
        #expect(try await Self.lease(test) == nil)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a lease that ran out goes to another worker, and the first can end nothing`(
        _ engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine)
        _ = try await test.store.submit(Enqueue(), by: .system)
        let first = try #require(try await Self.lease(test))
        #expect(try await Self.lease(test, worker: "two") == nil)
        test.clock.advance(seconds: 30)
        let second = try #require(try await Self.lease(test, worker: "two"))
        #expect(second.id == first.id)
        #expect(second.fence > first.fence)
        await #expect(throws: JobFault.leaseLost) {
            try await test.store.submit(CompleteJob(first), by: .system)
        }
        await #expect(throws: JobFault.leaseLost) {
            try await test.store.submit(HeartbeatJob(first, seconds: 30), by: .system)
        }
        _ = try await test.store.submit(CompleteJob(second), by: .system)
        await #expect(throws: JobFault.leaseLost) {
            try await test.store.submit(CompleteJob(second), by: .system)
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a heartbeat keeps a lease beyond its end`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        _ = try await test.store.submit(Enqueue(), by: .system)
        let job = try #require(try await Self.lease(test))
        test.clock.advance(seconds: 20)
        _ = try await test.store.submit(HeartbeatJob(job, seconds: 30), by: .system)
        test.clock.advance(seconds: 20)
        #expect(try await Self.lease(test, worker: "two") == nil)
        _ = try await test.store.submit(CompleteJob(job), by: .system)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a failing job rests longer each time and is dead in the end, with its reason`(
        _ engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine)
        _ = try await test.store.submit(Enqueue(), by: .system)
        for attempt in 1...JobLimits.attempts {
            let job = try #require(try await Self.lease(test))
            #expect(job.fence == attempt)
            let failure = FailJob(job, reason: "no route " + String(repeating: "x", count: 500))
            _ = try await test.store.submit(failure, by: .system)
            #expect(try await Self.lease(test) == nil)
            test.clock.advance(seconds: JobLimits.pauseSeconds(after: attempt))
        }
        #expect(try await Self.lease(test) == nil)
        let dead = try await test.store.read { try $0.deadJobs(limit: 10) }
        #expect(dead.map(\.attempts) == [JobLimits.attempts])
        #expect(dead[0].reason.hasPrefix("no route"))
        #expect(dead[0].reason.count == JobLimits.reasonCharacters)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a job whose workers all die is given up too`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        _ = try await test.store.submit(Enqueue(), by: .system)
        for _ in 1...JobLimits.attempts {
            _ = try #require(try await Self.lease(test))
            test.clock.advance(seconds: 30)
        }
        #expect(try await Self.lease(test) == nil)
        #expect(try await test.store.read { try $0.deadJobs(limit: 10) }.count == 1)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a job waits for its moment, and another kind is not touched`(
        _ engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine)
        let later = test.clock.now().adding(seconds: 60)
        _ = try await test.store.submit(Enqueue(notBefore: later), by: .system)
        _ = try await test.store.submit(Enqueue(kind: "test.other"), by: .system)
        #expect(try await Self.lease(test) == nil)
        test.clock.advance(seconds: 60)
        #expect(try await Self.lease(test)?.kind == "test.work")
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a runner does what is due, tries again what failed, and stops when told`(
        _ engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine)
        for _ in 0..<5 { _ = try await test.store.submit(Enqueue(), by: .system) }
        let seen = Mutex<[ID<Job>]>([])
        let runner = JobRunner(
            store: test.store,
            worker: "runner",
            handlers: [
                "test.work": { job in
                    let isFirst = seen.withLock { seen in
                        seen.append(job.id)
                        return seen.count == 1
                    }
                    if isFirst { throw LedgerRefusal.early }
                }
            ]
        )
        while try await runner.runOne() {}
        #expect(seen.withLock { $0.count } == 5)
        test.clock.advance(seconds: JobLimits.pauseSeconds(after: 1))
        #expect(try await runner.runOne())
        #expect(seen.withLock { $0.first == $0.last })
        #expect(try await test.store.read { try $0.nextJobDue(kinds: Self.kinds) } == nil)
        let running = Task { await runner.run() }
        running.cancel()
        await running.value
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a runner that is stopped gives its job back at once`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        _ = try await test.store.submit(Enqueue(), by: .system)
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let runner = JobRunner(
            store: test.store,
            worker: "runner",
            handlers: [
                "test.work": { _ in
                    begin.yield()
                    try await Task.sleep(for: .seconds(3_600))
                }
            ]
        )
        let running = Task { await runner.run() }
        for await _ in begun { break }
        running.cancel()
        await running.value
        #expect(try await Self.lease(test, worker: "two")?.fence == 2)
        await test.close()
    }
}
