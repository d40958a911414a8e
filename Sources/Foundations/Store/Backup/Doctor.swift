// SPDX-License-Identifier: Apache-2.0

/// One thing that the doctor looked at.
package struct DoctorFinding: Sendable, Equatable {
    /// How bad it is.
    package enum Level: String, Sendable, CaseIterable {
        /// As it should be.
        case fine
        /// Works, and should be looked after.
        case warning
        /// Something is lost, wrong or unsafe.
        case broken
    }

    package let level: Level
    /// What was looked at, in one word.
    package let subject: String
    /// What was found, and what to do about it.
    package let sentence: String
}

/// Looks at everything that must hold, changes nothing, and says what it found in sentences.
package struct Doctor: Sendable {
    /// Findings of one sort that are told one by one; the rest are counted.
    static let toldAtMost = 5

    /// A running server signs every two seconds; this leaves it time for a long round.
    static let signedWithinSeconds: Int64 = 15

    let store: Store
    /// Where the last checkpoint is kept outside the database.
    let outsideFile: String
    /// The master key file that the store was opened with.
    let masterKeyFile: String

    package init(store: Store, outsideFile: String, masterKeyFile: String) {
        self.store = store
        self.outsideFile = outsideFile
        self.masterKeyFile = masterKeyFile
    }

    /// Every finding; an examination that itself fails is one.
    package func examine() async -> [DoctorFinding] {
        var findings: [DoctorFinding] = []
        let all: [(String, @Sendable () async throws -> [DoctorFinding])] = [
            ("database", { try await durability() }),
            ("schema", { try await schema() }),
            ("clock", { try await clock() }),
            ("keys", { try await keyFiles() }),
            ("journal", { try await journal() }),
            ("entries", { try await entries() }),
            ("log", { try await unsigned() }),
            ("log", { try await log() }),
            ("blobs", { try await blobs() }),
            ("jobs", { try await jobs() }),
        ]
        for (subject, examination) in all {
            do {
                findings += try await examination()
            } catch {
                findings.append(.broken(subject, "Could not be examined: \(error)."))
            }
        }
        return findings
    }
}

extension DoctorFinding {
    static func fine(_ subject: String, _ sentence: String) -> DoctorFinding {
        DoctorFinding(level: .fine, subject: subject, sentence: sentence)
    }

    static func warning(_ subject: String, _ sentence: String) -> DoctorFinding {
        DoctorFinding(level: .warning, subject: subject, sentence: sentence)
    }

    static func broken(_ subject: String, _ sentence: String) -> DoctorFinding {
        DoctorFinding(level: .broken, subject: subject, sentence: sentence)
    }
}
