// SPDX-License-Identifier: Apache-2.0

import FrontierModels
import Server
import Store

extension WebPages {
    /// The forms on an engagement's page, one a command.
    var engagementForms: [Route] {
        developerForms + windowForms + officialForms + sharedForms
    }

    private var developerForms: [Route] {
        [
            engagementForm("fields") { exchange, id in
                KeepField(
                    viewer: exchange.viewer,
                    engagement: id,
                    field: EngagementField(rawValue: exchange.form["field"] ?? "") ?? .model,
                    text: exchange.form["text"] ?? "",
                    isShared: exchange.form["shared"] == "yes"
                )
            },
            engagementForm("official") { exchange, id in
                AskOfficial(
                    viewer: exchange.viewer,
                    engagement: id,
                    participant: try EngagementForm.id(exchange, "participant")
                )
            },
            engagementForm("terms") { exchange, id in
                StateTerms(
                    viewer: exchange.viewer,
                    engagement: id,
                    text: exchange.form["text"] ?? ""
                )
            },
            engagementForm("give") { exchange, id in
                GiveGrant(
                    viewer: exchange.viewer,
                    engagement: id,
                    grant: try EngagementForm.id(exchange, "grant")
                )
            },
        ]
    }

    private var windowForms: [Route] {
        [
            engagementForm("window") { exchange, id in
                OpenWindow(
                    viewer: exchange.viewer,
                    engagement: id,
                    opens: try EngagementForm.day(exchange, "opens"),
                    plannedRelease: try EngagementForm.day(exchange, "plannedRelease")
                )
            },
            engagementForm("plan") { exchange, id in
                PlanRelease(
                    viewer: exchange.viewer,
                    engagement: id,
                    plannedRelease: try EngagementForm.day(exchange, "plannedRelease")
                )
            },
            engagementForm("end") { exchange, id in
                EndWindow(viewer: exchange.viewer, engagement: id)
            },
        ]
    }

    private var officialForms: [Route] {
        [
            engagementForm("name") { exchange, id in
                let isOwn = (exchange.form["person"] ?? "").isEmpty
                return NamePerson(
                    viewer: exchange.viewer,
                    engagement: id,
                    person: isOwn ? nil : try EngagementForm.id(exchange, "person")
                )
            },
            engagementForm("acknowledge") { exchange, id in
                AcknowledgeTerms(
                    viewer: exchange.viewer,
                    engagement: id,
                    version: Int(exchange.form["version"] ?? "") ?? 0
                )
            },
            engagementForm("use") { exchange, id in
                UseAccess(
                    viewer: exchange.viewer,
                    engagement: id,
                    purpose: exchange.form["purpose"] ?? ""
                )
            },
            engagementForm("designation") { exchange, id in
                let outcome = DesignationOutcome(rawValue: exchange.form["outcome"] ?? "")
                let lines = (exchange.form["consulted"] ?? "").split(whereSeparator: \.isNewline)
                return RecordDesignation(
                    viewer: exchange.viewer,
                    engagement: id,
                    outcome: outcome ?? .notCovered,
                    official: exchange.form["official"] ?? "",
                    decided: try EngagementForm.day(exchange, "decided"),
                    consulted: lines.map { String($0).withoutEnds }.filter { !$0.isEmpty },
                    reference: exchange.form["reference"] ?? ""
                )
            },
        ]
    }

    private var sharedForms: [Route] {
        [
            engagementForm("end-grant") { exchange, id in
                EndGrant(
                    viewer: exchange.viewer,
                    engagement: id,
                    grant: try EngagementForm.id(exchange, "grant")
                )
            },
            engagementForm("partners") { exchange, id in
                ProposePartner(
                    viewer: exchange.viewer,
                    engagement: id,
                    name: exchange.form["name"] ?? "",
                    reason: exchange.form["reason"] ?? ""
                )
            },
            engagementForm("answer") { exchange, id in
                AnswerPartner(
                    viewer: exchange.viewer,
                    engagement: id,
                    partner: try EngagementForm.id(exchange, "partner"),
                    concurs: exchange.form["answer"] == "concur",
                    reason: exchange.form["reason"] ?? ""
                )
            },
            engagementForm("assessments") { exchange, id in
                let hasPartner = !(exchange.form["partner"] ?? "").isEmpty
                return ShareAssessment(
                    viewer: exchange.viewer,
                    engagement: id,
                    reference: exchange.form["reference"] ?? "",
                    summary: exchange.form["summary"] ?? "",
                    partner: hasPartner ? try EngagementForm.id(exchange, "partner") : nil
                )
            },
        ]
    }
}
