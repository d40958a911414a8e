// SPDX-License-Identifier: Apache-2.0

package import API
package import HTTPTypes
import StrictJSON

/// What goes back: a status, fields and bytes that are all there before the first is sent.
package struct Answer: Sendable {
    package var status: Int
    package var fields: HTTPFields
    package var bytes: [UInt8]
    /// The problem it tells of, for logs and counters.
    package var problem: Problem?

    package init(status: Int, fields: HTTPFields = [:], bytes: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.bytes = bytes
    }

    /// A body with its media type; without one, no body.
    package init(status: Int, body: some WireBody) {
        self.init(status: status, bytes: body.bytes)
        fields[.contentType] = body.mediaType
    }

    /// A refusal in the one form (RFC 9457).
    package init(_ problem: Problem, fields: HTTPFields = [:]) {
        self.init(status: problem.status, body: problem)
        self.fields.append(contentsOf: fields)
        self.problem = problem
    }

    /// A page.
    package static func html(_ bytes: [UInt8], status: Int = 200) -> Answer {
        var answer = Answer(status: status, bytes: bytes)
        answer.fields[.contentType] = "text/html; charset=utf-8"
        return answer
    }

    /// A page.
    package static func html(_ text: String, status: Int = 200) -> Answer {
        html(Array(text.utf8), status: status)
    }

    /// A file of ours that browsers may keep.
    package static func asset(_ bytes: [UInt8], mediaType: String, cacheSeconds: Int) -> Answer {
        var answer = Answer(status: 200, bytes: bytes)
        answer.fields[.contentType] = mediaType
        answer.fields[.cacheControl] = "public, max-age=\(cacheSeconds)"
        return answer
    }

    /// Sends a browser on by GET after a form (RFC 9110 §15.4.4); only to a path of ours.
    package static func seeOther(_ path: String) -> Answer {
        var answer = Answer(status: 303)
        let isOurs = path.hasPrefix("/") && !path.hasPrefix("//") && !path.hasPrefix("/\\")
        answer.fields[.location] = isOurs ? path : "/"
        return answer
    }

    /// Bytes that somebody sent us: never shown, only handed out as a file, and sandboxed (RULES
    /// D2).
    package static func attachment(_ bytes: [UInt8], name: String) -> Answer {
        var answer = Answer(status: 200, bytes: bytes)
        let safe = name.unicodeScalars.filter { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || scalar == "." || scalar == "-" || scalar == "_")
        }
        answer.fields[.contentType] = "application/octet-stream"
        answer.fields[.contentDisposition] = "attachment; filename=\"\(String(safe))\""
        answer.fields[.contentSecurityPolicy] = "sandbox; default-src 'none'"
        return answer
    }

    /// The same with a new session in the browser.
    package func settingSession(_ secret: String, in exchange: Exchange, seconds: Int64) -> Answer {
        settingCookie("\(secret); Max-Age=\(seconds)", in: exchange)
    }

    /// The same without a session in the browser.
    package func endingSession(in exchange: Exchange) -> Answer {
        settingCookie("; Max-Age=0", in: exchange)
    }

    private func settingCookie(_ value: String, in exchange: Exchange) -> Answer {
        var answer = self
        let secure = exchange.isSecure ? "; Secure" : ""
        let name = Cookies.sessionName(isSecure: exchange.isSecure)
        answer.fields[.setCookie] = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(secure)"
        return answer
    }
}

/// The cookies of the pages.
enum Cookies {
    /// The session's cookie; `__Host-` keeps other hosts of the domain from setting it (RFC
    /// 6265bis).
    static func sessionName(isSecure: Bool) -> String {
        isSecure ? "__Host-clearinghouse-session" : "clearinghouse-session"
    }

    /// The value of a cookie in a `Cookie` field; nil where it is missing or stands twice.
    static func value(of name: String, in field: String?) -> String? {
        guard let field else { return nil }
        let values = field.split(separator: ";").compactMap { part -> String? in
            let pair = part.drop { $0 == " " }
            guard pair.hasPrefix(name + "=") else { return nil }
            return String(pair.dropFirst(name.utf8.count + 1))
        }
        return values.count == 1 ? values[0] : nil
    }
}
