// SPDX-License-Identifier: Apache-2.0

package import Logging
package import Participants
package import Scanning
package import Store

/// What handlers stand on; made once by the command, which joins the parts.
package struct Services: Sendable {
    package let store: Store
    package let clock: any WallClock
    package let settings: Settings
    /// What withdrawal asks of the stages above Participants (RULES R1).
    package let withdrawalParts: [any WithdrawalPart]
    /// What has to hold for the server to be ready, beside what Server looks at itself.
    package let checks: [ReadinessCheck]
    /// The log's verifier key, as its readers are told it.
    package let logKey: String
    package let logger: Logger
    package let version: String
    /// Looks at what owners publish.
    package let witness: any ControlWitness
    let looks = LooksUnderWay()
    let documents = KeptDocuments()

    package init(
        store: Store,
        clock: any WallClock,
        settings: Settings,
        withdrawalParts: [any WithdrawalPart] = [],
        checks: [ReadinessCheck] = [],
        logKey: String = "",
        logger: Logger,
        version: String
    ) {
        self.store = store
        self.clock = clock
        self.settings = settings
        self.withdrawalParts = withdrawalParts
        self.checks = checks
        self.logKey = logKey
        self.logger = logger
        self.version = version
        witness = WebWitness(settings)
    }

    /// A new secret from the system's secure generator.
    package func newSecret(_ purpose: Secret.Purpose) -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret(purpose, using: &generator)
    }
}

/// One thing that has to hold for a server to be ready.
package struct ReadinessCheck: Sendable {
    package let name: String
    package let look: @Sendable () -> (isGood: Bool, about: String)

    package init(
        _ name: String,
        look: @escaping @Sendable () -> (isGood: Bool, about: String)
    ) {
        self.name = name
        self.look = look
    }
}
