// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Discovery
import Server
import Store
import StrictJSON

extension WebPages {
    /// Reporting in a browser, without an account if one likes (ORDER V1).
    var report: [Route] { [reportPage, reportForm] }

    private var reportPage: Route {
        .page("/report") { exchange in
            page(
                .report,
                ReportPage(
                    frame: frame("Report a vulnerability", .report, exchange),
                    key: newFormKey()
                )
            )
        }
    }

    /// Takes the form in as the same short report that programs send.
    private var reportForm: Route {
        .form("/report") { exchange in
            let frame = frame("Report a vulnerability", .report, exchange)
            var generator = SystemRandomNumberGenerator()
            let receipt = SubmissionReceipt(using: &generator)
            do {
                let accepted = try await Intake(store: exchange.services.store).accept(
                    .finding,
                    bytes: ReportPage.document(exchange.form),
                    terms: ReportTerms(),
                    viewer: exchange.viewer,
                    receipt: receipt,
                    repeating: repeatKey(exchange, form: "/report")
                )
                let shown = accepted.isRepeat ? ReportPage.shownBefore : receipt.text
                return page(.report, ReportPage(frame: frame, key: "", receipt: shown))
            } catch let refusal as Refusal where refusal.kind == .invalid {
                let model = ReportPage(
                    frame: frame,
                    key: newFormKey(),
                    values: exchange.form,
                    faults: refusal.faults
                )
                return page(.report, model, status: 422)
            }
        }
    }
}

/// The form of a report, what was wrong with it, or the receipt of a stored one.
struct ReportPage: Sendable {
    /// One fault: its place in the report as programs send it.
    struct Fault: Sendable {
        let place: String
        let reason: String
    }

    static let shownBefore = "The receipt was shown when the report was first sent."

    let frame: PageFrame
    let key: String
    let receipt: String?
    let fields: [ReportField]
    let hasFaults: Bool
    /// Faults that belong to no field of the form.
    let elsewhere: [Fault]

    init(
        frame: PageFrame,
        key: String,
        receipt: String? = nil,
        values: [String: String] = [:],
        faults all: [Refusal.Fault] = []
    ) {
        let faults = all.map { Fault(place: $0.place, reason: $0.reason) }
        let fields = ReportField.all.map { $0.holding(values[$0.name] ?? "", faults) }
        let placed = Set(fields.map(\.place))
        self.frame = frame
        self.key = key
        self.receipt = receipt
        self.fields = fields
        hasFaults = !faults.isEmpty
        elsewhere = faults.filter { !placed.contains($0.place) }
    }

    /// The form's fields as the short report that programs send; empty fields are left out.
    static func document(_ form: [String: String]) -> [UInt8] {
        var report = JSONObject()
        for name in ["package", "title", "description", "weakness", "credit"] {
            if let value = form[name], !value.isEmpty {
                // Browsers send line ends as CR LF (HTML, form submission).
                report[name] = .string(value.replacing("\r\n", with: "\n"))
            }
        }
        var symbol = JSONObject()
        for name in ["function", "file"] {
            if let value = form[name], !value.isEmpty { symbol[name] = .string(value) }
        }
        if !symbol.isEmpty { report["symbol"] = .object(symbol) }
        return JSONValue.object(report).serialized()
    }
}
