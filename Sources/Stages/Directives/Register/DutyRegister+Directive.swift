// SPDX-License-Identifier: Apache-2.0

package import Severity

extension DutyRegister {
    private static let agencies = "Each federal civilian agency"

    /// The directive's phases, which bind federal civilian agencies only (ORDER V7).
    static let phases = [
        Duty(
            "bod-26-04-phase-1",
            .directive,
            section: "phase I",
            owner: agencies,
            "Bring the policy on vulnerability management in line with the directive.",
            term: ofDirective(0),
            basis: .accounts
        ),
        Duty(
            "bod-26-04-phase-2",
            .directive,
            section: "phase II",
            owner: agencies,
            "Decide on remediation by the four facts, with CVE and KEV data as their basis.",
            term: ofDirective(60),
            basis: .accounts
        ),
        Duty(
            "bod-26-04-phase-3",
            .directive,
            section: "phase III",
            owner: agencies,
            "Meet the directive's timelines, and keep track of assets and their exposure.",
            term: ofDirective(180),
            basis: .accounts
        ),
    ]

    /// One row of the directive's table.
    package struct Timelines: Hashable, Sendable {
        package let isExposed: Bool
        package let isInKEV: Bool
        package let isAutomatable: Bool
        package let total: BOD2604.Timeline
        package let partial: BOD2604.Timeline
    }

    /// The directive's own table, by which the deadlines of every exposure are counted.
    package static let timelines = [true, false].flatMap { isExposed in
        [true, false].flatMap { isInKEV in
            [true, false].map { isAutomatable in
                Timelines(
                    isExposed: isExposed,
                    isInKEV: isInKEV,
                    isAutomatable: isAutomatable,
                    total: timeline(isExposed, isInKEV, isAutomatable, .total),
                    partial: timeline(isExposed, isInKEV, isAutomatable, .partial)
                )
            }
        }
    }

    private static func timeline(
        _ isExposed: Bool,
        _ isInKEV: Bool,
        _ isAutomatable: Bool,
        _ impact: BOD2604.TechnicalImpact
    ) -> BOD2604.Timeline {
        let facts = BOD2604.Facts(
            isExposed: isExposed,
            isInKEV: isInKEV,
            isAutomatable: isAutomatable,
            impact: impact
        )
        // All four facts are given, so one timeline is left.
        return BOD2604.decide(facts).timeline ?? .threeDaysAndForensics
    }
}
