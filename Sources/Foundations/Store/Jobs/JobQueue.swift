// SPDX-License-Identifier: Apache-2.0

/// A piece of work in the queue.
package enum Job {}

/// A job in the hands of one worker, until the lease ends.
package struct LeasedJob: Sendable, Equatable {
    package let id: ID<Job>
    /// Which handler understands it.
    package let kind: String
    package let subject: ID<AnyThing>
    /// Rises with every lease: a worker that lost its lease can no longer end the job.
    package let fence: Int64
    /// The lease's end, unless a heartbeat moves it.
    package let until: Instant
}

/// The limits of the queue.
package enum JobLimits {
    /// Leases given to a job before it is dead: with the pauses below, tries over about an hour.
    package static let attempts: Int64 = 10
    /// The pause after the first failure, in seconds; each further one doubles it.
    package static let firstPauseSeconds: Int64 = 5
    /// The longest pause between two tries, in seconds.
    package static let longestPauseSeconds: Int64 = 3_600
    /// The longest lease, in seconds: work that takes longer sends heartbeats.
    package static let longestLeaseSeconds: Int64 = 3_600
    /// Characters kept of a reason: enough to find the cause, too few to carry contents.
    package static let reasonCharacters = 200

    /// How long a job rests after so many attempts.
    package static func pauseSeconds(after attempts: Int64) -> Int64 {
        let doublings = min(max(attempts - 1, 0), 20)
        return min(firstPauseSeconds << doublings, longestPauseSeconds)
    }
}

/// Why a worker may not go on with a job.
package enum JobFault: Error, Sendable, Equatable {
    /// Its lease ran out and the job was given to another, ended or removed.
    case leaseLost
}

/// The rows of the queue; used inside commands only.
package enum JobQueue {
    /// Adds a job; it is there once the command has committed.
    package static func add(_ job: JobDraft, in transaction: any Transaction) throws {
        let id = transaction.newID(Job.self)
        let now = transaction.now
        try transaction.run(
            """
            INSERT INTO jobs (id, kind, subject, enqueued_at, due_at, attempts)
            VALUES (\(id), \(job.kind), \(job.subject), \(now), \(job.notBefore ?? now), \(0))
            """
        )
    }

    /// Ends the jobs whose last lease ran out; `now` decides, no entry or timer does.
    static func bury(kinds: [String], in transaction: any Transaction) throws {
        let exhausted = try transaction.all(
            """
            SELECT id FROM jobs WHERE kind IN (\(each: kinds)) AND dead_reason IS NULL
            AND due_at <= \(transaction.now) AND attempts >= \(JobLimits.attempts)
            """
        ) { try $0.read(ID<Job>.self) }
        for id in exhausted {
            try end(id, reason: "The lease of its last attempt ran out.", in: transaction)
        }
    }

    static func end(_ id: ID<Job>, reason: String, in transaction: any Transaction) throws {
        let kept = String(reason.prefix(JobLimits.reasonCharacters))
        try transaction.run(
            "UPDATE jobs SET dead_reason = \(kept), worker = NULL WHERE id = \(id)"
        )
    }

    /// Lets any worker have it from that moment on.
    static func giveBack(
        _ id: ID<Job>,
        due: Instant,
        in transaction: any Transaction
    ) throws {
        try transaction.run("UPDATE jobs SET worker = NULL, due_at = \(due) WHERE id = \(id)")
    }

    /// Refuses unless the job is still in the hands of that lease.
    static func check(_ job: LeasedJob, in transaction: any Transaction) throws {
        let fence = try transaction.first(
            "SELECT attempts FROM jobs WHERE id = \(job.id) AND worker IS NOT NULL"
        ) { try $0.read(Int64.self) }
        guard fence == job.fence else { throw JobFault.leaseLost }
    }
}

extension Querying {
    /// When the next job of these kinds is due; nil when none waits.
    package func nextJobDue(kinds: [String]) throws -> Instant? {
        try first(
            """
            SELECT due_at FROM jobs WHERE kind IN (\(each: kinds)) AND dead_reason IS NULL
            ORDER BY due_at LIMIT 1
            """
        ) { try $0.read() }
    }

    /// The jobs that were given up, and why, oldest first.
    package func deadJobs(limit: Int) throws -> [DeadJob] {
        try all(
            """
            SELECT id, kind, subject, attempts, dead_reason FROM jobs
            WHERE dead_reason IS NOT NULL ORDER BY id LIMIT \(limit)
            """
        ) { row in
            DeadJob(
                id: try row.read(),
                kind: try row.read(),
                subject: try row.read(),
                attempts: try row.read(),
                reason: try row.read()
            )
        }
    }
}

/// A job that was given up.
package struct DeadJob: Sendable, Equatable {
    package let id: ID<Job>
    package let kind: String
    package let subject: ID<AnyThing>
    package let attempts: Int64
    package let reason: String
}
