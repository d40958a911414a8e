// SPDX-License-Identifier: Apache-2.0

import Glibc

extension Doctor {
    /// More than this off the database's clock and writes are refused (RULES S8), in microseconds.
    private static let clockLimit: Int64 = 2_000_000

    /// The settings without which an answer is not durable (RULES S4), asked of a new connection.
    func durability() async throws -> [DoctorFinding] {
        let engine = store.parts.engine
        return try await store.blocking {
            // Opening a writer reads the settings back and refuses those that are unsafe.
            try engine.openWriter().close()
            return [
                .fine("database", "The settings keep every answered change (\(engine.kind)).")
            ]
        }
    }

    func schema() async throws -> [DoctorFinding] {
        let versions = try await store.read { try $0.schemaVersions() }
        let text = versions.map { "\($0.owner) \($0.version)" }.joined(separator: ", ")
        return [.fine("schema", "The tables have these versions: \(text).")]
    }

    func clock() async throws -> [DoctorFinding] {
        let engine = store.parts.engine
        let (database, here) = try await store.blocking {
            let session = try engine.openReader()
            defer { session.close() }
            return (try session.databaseTime(), SystemClock().now())
        }
        let apart = abs(database.microseconds - here.microseconds)
        guard apart <= Self.clockLimit else {
            return [
                .broken(
                    "clock",
                    "This machine's clock is \(apart / 1_000) ms off the database's. "
                        + "Set both by NTP; writes are refused until then."
                )
            ]
        }
        return [.fine("clock", "This machine's clock is \(apart / 1_000) ms off the database's.")]
    }

    func keyFiles() async throws -> [DoctorFinding] {
        let keys = store.keys
        let folder = store.folder + "/keys"
        let master = masterKeyFile
        return try await store.blocking {
            var findings: [DoctorFinding] = []
            _ = try MasterKey.load(from: master, makingIfAbsent: false)
            _ = try keys.prepare([.house])
            for name in try DurableFile.names(in: folder) {
                let file = try OpenFile("\(folder)/\(name)", flags: O_RDONLY)
                let mode = try file.status().st_mode & 0o777
                guard mode & 0o077 != 0 else { continue }
                findings.append(
                    .broken(
                        "keys",
                        "\(file.path) can be read by others (mode 0\(String(mode, radix: 8))). "
                            + "Run: chmod 600 \(file.path)"
                    )
                )
            }
            if findings.isEmpty {
                findings.append(.fine("keys", "Only this user can read the keys' files."))
            }
            return findings
        }
    }

    func jobs() async throws -> [DoctorFinding] {
        let dead = try await store.read { try $0.deadJobs(limit: 1_000) }
        guard !dead.isEmpty else { return [.fine("jobs", "No job was given up.")] }
        let told = dead.prefix(Self.toldAtMost).map { job in
            DoctorFinding.warning(
                "jobs",
                "The job \(job.id) (\(job.kind)) was given up after \(job.attempts) tries: "
                    + job.reason
            )
        }
        return told + Self.rest(of: dead.count, subject: "jobs", what: "given-up jobs")
    }

    /// One sentence for all that were not told one by one.
    static func rest(of count: Int, subject: String, what: String) -> [DoctorFinding] {
        guard count > toldAtMost else { return [] }
        return [.warning(subject, "And \(count - toldAtMost) more \(what).")]
    }
}
