// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Scanning
import Server

extension Wire.AdviceRequest {
    /// What is asked about a plan before it is declared.
    init(_ plan: Wire.ScanPlan) {
        self.init()
        scopes = plan.scopes
        technique = plan.technique
        modelFamily = plan.modelFamily
        intensity = plan.intensity
        window = plan.window
    }
}

extension ScanManner {
    init(_ scan: Wire.Scan) {
        self.init(technique: scan.technique, intensity: scan.intensity, window: scan.window)
    }

    init(_ plan: Wire.AdviceRequest) {
        self.init(technique: plan.technique, intensity: plan.intensity, window: plan.window)
    }
}

extension Wire.Scan {
    /// The advice that came with it, for a person.
    var adviceSentence: String? { advice?.sentence(on: ScanManner(self)) }
}

extension Wire.Advice {
    /// The advice for a person, where it is not known how they would scan.
    var sentence: String { sentence(on: nil) }

    /// Whether nothing speaks against any of it.
    var isFree: Bool { scopes.allSatisfy { $0.verdict == "free" } }

    /// The advice for a person, who means to scan in that manner.
    func sentence(on manner: ScanManner?) -> String {
        lines(on: manner).map(Table.harmless).joined(separator: "\n")
    }
}

extension ClearinghouseClient {
    /// Declares a plan; where a rule refuses it, that is told first, and whom to ask.
    func declare(_ plan: Wire.ScanPlan) async throws -> Wire.Scan {
        do {
            return try await ask(Endpoints.declareScan, NoParameters(), plan)
        } catch let fault as ClientFault where fault.isByRule {
            let asked = Wire.AdviceRequest(plan)
            let advice = try? await ask(Endpoints.scanAdvice, NoParameters(), asked)
            let rules = advice?.ruleLines(on: ScanManner(asked), onlyRefusing: true) ?? []
            guard !rules.isEmpty else { throw fault }
            throw CommandFailure(
                (rules.map(Table.harmless) + ["Nothing was declared. \(fault)"]).joined(
                    separator: "\n"
                )
            )
        }
    }
}

extension ClientFault {
    /// Whether somebody asks that what was to be scanned is left alone.
    fileprivate var isByRule: Bool {
        problem?.errors.contains { $0.code == Scope.Fault.optedOut.rawValue } == true
    }
}
