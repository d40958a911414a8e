// SPDX-License-Identifier: Apache-2.0

/// Gives the job that is due longest to a worker.
package struct LeaseJob: Command {
    package let kinds: [String]
    /// Who works, for people who look at the queue: a host and process, never a person.
    package let worker: String
    package let seconds: Int64

    package init(kinds: [String], worker: String, seconds: Int64) {
        self.kinds = kinds
        self.worker = worker
        self.seconds = min(max(seconds, 1), JobLimits.longestLeaseSeconds)
    }

    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> LeaseAnswer {
        let now = transaction.now
        try JobQueue.bury(kinds: kinds, in: transaction)
        let found = try transaction.first(
            """
            SELECT id, kind, subject, attempts FROM jobs
            WHERE kind IN (\(each: kinds)) AND dead_reason IS NULL AND due_at <= \(now)
            ORDER BY due_at, id LIMIT 1
            """
        ) { row in
            LeasedJob(
                id: try row.read(),
                kind: try row.read(),
                subject: try row.read(),
                fence: try row.read(Int64.self) + 1,
                until: now.adding(seconds: seconds)
            )
        }
        guard let job = found else { return LeaseAnswer(job: nil) }
        try transaction.run(
            """
            UPDATE jobs SET attempts = \(job.fence), worker = \(worker), due_at = \(job.until)
            WHERE id = \(job.id)
            """
        )
        return LeaseAnswer(job: job)
    }
}

/// The job that was leased, if one was due.
package struct LeaseAnswer: StoredAnswer {
    package let job: LeasedJob?

    package init(job: LeasedJob?) {
        self.job = job
    }

    /// Leases are never asked for with a key to repeat: a repeat would be a second worker.
    package init?(stored: [UInt8]) {
        job = nil
    }

    package var stored: [UInt8] { [] }
}

/// Moves the end of a lease, as long as nobody else has the job.
package struct HeartbeatJob: Command {
    package let job: LeasedJob
    package let seconds: Int64

    package init(_ job: LeasedJob, seconds: Int64) {
        self.job = job
        self.seconds = min(max(seconds, 1), JobLimits.longestLeaseSeconds)
    }

    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Done {
        try JobQueue.check(job, in: transaction)
        let until = transaction.now.adding(seconds: seconds)
        try transaction.run("UPDATE jobs SET due_at = \(until) WHERE id = \(job.id)")
        return Done()
    }
}

/// Takes a finished job out of the queue; what it did stands in the journal.
package struct CompleteJob: Command {
    package let job: LeasedJob

    package init(_ job: LeasedJob) {
        self.job = job
    }

    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Done {
        try JobQueue.check(job, in: transaction)
        try transaction.run("DELETE FROM jobs WHERE id = \(job.id)")
        return Done()
    }
}

/// Gives a job back: to be tried again after a pause, or dead after the last attempt.
package struct FailJob: Command {
    package let job: LeasedJob
    /// A code or a short sentence; never contents of what was worked on.
    package let reason: String

    package init(_ job: LeasedJob, reason: String) {
        self.job = job
        self.reason = reason
    }

    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Done {
        try JobQueue.check(job, in: transaction)
        guard job.fence < JobLimits.attempts else {
            try JobQueue.end(job.id, reason: reason, in: transaction)
            return Done()
        }
        let pause = JobLimits.pauseSeconds(after: job.fence)
        let due = transaction.now.adding(seconds: pause)
        try JobQueue.giveBack(job.id, due: due, in: transaction)
        return Done()
    }
}

/// Gives a job back at once, because its worker stops; it is due again immediately.
package struct ReleaseJob: Command {
    package let job: LeasedJob

    package init(_ job: LeasedJob) {
        self.job = job
    }

    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Done {
        try JobQueue.check(job, in: transaction)
        try JobQueue.giveBack(job.id, due: transaction.now, in: transaction)
        return Done()
    }
}
