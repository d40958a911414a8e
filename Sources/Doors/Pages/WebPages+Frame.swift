// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Participants
import Server
import Store
import Timestamps

extension WebPages {
    /// The frame of a page for whoever looks.
    func frame(_ title: String, _ place: PageFrame.Place?, _ exchange: Exchange) -> PageFrame {
        PageFrame(
            title: title,
            account: Self.account(exchange),
            formToken: exchange.formToken,
            place: place
        )
    }

    /// The signed-in person and their roles as the header shows them; nil for nobody.
    static func account(_ exchange: Exchange) -> PageFrame.Account? {
        guard exchange.viewer.isKnown else { return nil }
        let roles = exchange.viewer.roles.map(\.rawValue).sorted().joined(separator: ", ")
        let meaning = exchange.viewer.roles.sorted { $0.rawValue < $1.rawValue }
            .map { "\($0.rawValue): \($0.sentence)" }.joined(separator: "; ")
        return PageFrame.Account(name: "\(exchange.viewerName) (\(roles))", meaning: meaning)
    }

    /// Refuses whoever is not signed in.
    func requireAccount(_ exchange: Exchange) throws {
        guard exchange.viewer.isKnown else { throw Refusal.unauthenticated }
    }

    /// What makes sending a form twice harmless: the page's own random key (RULES S10).
    func repeatKey(_ exchange: Exchange, form: String) -> RepeatKey? {
        guard let key = exchange.form["key"], !key.isEmpty, key.utf8.count <= Self.keyBytes else {
            return nil
        }
        return exchange.repeatKey(key, endpoint: "POST \(form)")
    }

    /// Bytes of a form's key at most: ours are 32.
    private static let keyBytes = 64

    /// A fresh key for a form.
    func newFormKey() -> String {
        let high = String(UInt64.random(in: .min ... .max), radix: 16)
        return high + String(UInt64.random(in: .min ... .max), radix: 16)
    }
}

extension Instant {
    /// `2026-06-02 12:30 UTC`, for people.
    var forPeople: String {
        Timestamp(microseconds: microseconds).forPeople
    }
}
