// SPDX-License-Identifier: Apache-2.0

import Coordination
import Distribution
import Store

/// What waits for the viewer beside findings: patches that were released to it, and cases.
struct InboxWaiting: Sendable {
    /// Deliveries and cases that are looked at: the newest.
    static let looked = 50

    /// One that waits.
    struct Line: Sendable {
        let href: String
        let title: String
        let step: String
        let due: String?
    }

    let deliveries: [Line]
    let cases: [Line]

    init(deliveries: [Delivery], cases: [CaseFile]) {
        self.deliveries = deliveries.filter { $0.step != .nothing }.map { delivery in
            Line(
                href: "/deliveries/\(delivery.id)",
                title: delivery.description?.title ?? "A patch",
                step: delivery.step.sentence,
                due: nil
            )
        }
        self.cases = cases.filter(\.waitsForViewer).map { file in
            Line(
                href: "/cases/\(file.id)",
                title: file.title ?? "A case you are invited to",
                step: file.step.sentence,
                due: file.step.until?.forPeople
            )
        }
    }
}

extension CaseFile {
    /// Whether it is the viewer's turn to do more than to keep silent.
    var waitsForViewer: Bool { step.actor == .you && step.kind != .keepSilent }
}
