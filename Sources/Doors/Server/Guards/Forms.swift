// SPDX-License-Identifier: Apache-2.0

import API
import HTTPTypes

/// The checks on what a browser's form sends (RULES D2).
enum Forms {
    /// Refuses a form that another site sent: a browser says so in `Origin`.
    static func checkOrigin(_ exchange: Exchange) throws {
        let origin = exchange.fields[.origin] ?? ""
        guard let authority = Hosts.authority(of: origin), authority == exchange.host.lowercased(),
            origin.hasPrefix("https://") || !exchange.isSecure
        else {
            throw Problem(.originRefused, detail: "Send the form from this site's own page.")
        }
    }

    /// Reads the fields, and with a session compares the token that only our own pages know.
    static func read(into exchange: inout Exchange) throws {
        guard let text = String(validating: exchange.body, as: UTF8.self) else {
            throw Problem(.malformed, detail: "A form is UTF-8.")
        }
        let pairs: [Target.Pair]
        do {
            pairs = try Target.pairs(text[...].utf8, most: Route.formFields)
        } catch {
            throw Problem(.malformed, detail: "The form's fields cannot be read.")
        }
        var form: [String: String] = [:]
        for pair in pairs {
            guard form.updateValue(pair.value, forKey: pair.name) == nil else {
                let error = ProblemError(
                    place: pair.name,
                    code: WireFault.Code.repeatedField.rawValue,
                    reason: "The field stands twice."
                )
                throw Problem(.malformed, errors: [error])
            }
        }
        if exchange.session != nil {
            guard isEqual(form["token"] ?? "", exchange.formToken) else {
                throw Problem(
                    .originRefused,
                    detail: "The form is not of this session. Load the page again and resend it."
                )
            }
        }
        exchange.form = form
    }

    /// Compares without telling by its time where two texts differ.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
