// SPDX-License-Identifier: Apache-2.0

import Mustache

/// The templates, compiled once at start; a template that does not parse stops the start.
package struct Templates: Sendable {
    /// The name of a page's template; its file in Resources has the same name.
    package enum Name: String, CaseIterable, Sendable {
        case accesses
        case advisories
        case advisory
        case authorizations
        case alert
        case alerts
        case bundle
        case caseFile = "case"
        case cases
        case control
        case controls
        case coverage
        case coverageRecord = "coverage-record"
        case deliveries
        case delivery
        case engagement
        case engagements
        case duties
        case duty
        case exposure
        case finding
        case holder
        case inbox
        case inventory
        case leases
        case log
        case people
        case problem
        case queue
        case record
        case report
        case rules
        case scan
        case scans
        case search
        case signIn = "sign-in"
        case transparency
        case validation
        case vulnerability
    }

    private let library: MustacheLibrary

    package init() throws {
        var templates = [
            "layout": try Self.compile(PackageResources.layout_mustache),
            "bundle-content": try Self.compile(PackageResources.bundle_content_mustache),
            "chart": try Self.compile(PackageResources.chart_mustache),
            "owners": try Self.compile(PackageResources.owners_mustache),
            "drawing": try Self.compile(PackageResources.drawing_mustache),
            "timeline": try Self.compile(PackageResources.timeline_mustache),
        ]
        for name in Name.allCases {
            templates[name.rawValue] = try Self.compile(Self.source(of: name))
        }
        library = MustacheLibrary(templates: templates)
    }

    /// A page as HTML; every value is escaped, since no template uses the unescaped form.
    package func render(_ name: Name, _ model: some Sendable) -> String {
        Self.showingDirections(library.render(model, withTemplate: name.rawValue) ?? "")
    }

    /// Characters that turn the direction of writing are shown by their numbers.
    ///
    /// With them, text from outside could show a name backwards or reach over into its
    /// neighbours; no template of ours has any.
    private static func showingDirections(_ html: String) -> String {
        let turns = html.unicodeScalars.contains(where: isTurn)
        guard turns else { return html }
        var shown = ""
        for scalar in html.unicodeScalars {
            if isTurn(scalar) {
                shown += "[U+" + String(scalar.value, radix: 16, uppercase: true) + "]"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// The embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX 9).
    private static func isTurn(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func compile(_ bytes: [UInt8]) throws -> MustacheTemplate {
        try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
    }

    private static func source(of name: Name) -> [UInt8] {
        switch name {
        case .accesses: PackageResources.accesses_mustache
        case .advisories: PackageResources.advisories_mustache
        case .advisory: PackageResources.advisory_mustache
        case .alert, .alerts, .authorizations, .control, .controls, .coverage, .coverageRecord,
            .leases, .rules, .scan, .scans:
            scanning(name)
        case .bundle: PackageResources.bundle_mustache
        case .caseFile: PackageResources.case_mustache
        case .cases: PackageResources.cases_mustache
        case .deliveries: PackageResources.deliveries_mustache
        case .delivery: PackageResources.delivery_mustache
        case .engagement: PackageResources.engagement_mustache
        case .engagements: PackageResources.engagements_mustache
        case .duties: PackageResources.duties_mustache
        case .duty: PackageResources.duty_mustache
        case .exposure: PackageResources.exposure_mustache
        case .finding: PackageResources.finding_mustache
        case .holder: PackageResources.holder_mustache
        case .inbox: PackageResources.inbox_mustache
        case .inventory: PackageResources.inventory_mustache
        case .log: PackageResources.log_mustache
        case .people: PackageResources.people_mustache
        case .problem: PackageResources.problem_mustache
        case .queue: PackageResources.queue_mustache
        case .record: PackageResources.record_mustache
        case .report: PackageResources.report_mustache
        case .search: PackageResources.search_mustache
        case .signIn: PackageResources.sign_in_mustache
        case .transparency: PackageResources.transparency_mustache
        case .validation: PackageResources.validation_mustache
        case .vulnerability: PackageResources.vulnerability_mustache
        }
    }

    /// The pages on who scans what, and what its owners say.
    private static func scanning(_ name: Name) -> [UInt8] {
        switch name {
        case .alert: PackageResources.alert_mustache
        case .alerts: PackageResources.alerts_mustache
        case .authorizations: PackageResources.authorizations_mustache
        case .control: PackageResources.control_mustache
        case .controls: PackageResources.controls_mustache
        case .coverage: PackageResources.coverage_mustache
        case .coverageRecord: PackageResources.coverage_record_mustache
        case .leases: PackageResources.leases_mustache
        case .rules: PackageResources.rules_mustache
        case .scan: PackageResources.scan_mustache
        default: PackageResources.scans_mustache
        }
    }
}
