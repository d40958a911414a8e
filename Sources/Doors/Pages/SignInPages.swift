// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Server
import Store

extension WebPages {
    /// Signing in by a link, and signing out.
    var signIn: [Route] { [signInPage, signInForm, signOutForm] }

    private var signInPage: Route {
        .page("/sign-in") { exchange in
            let asked = exchange.query["link"]
            let now = exchange.now
            var link = asked.flatMap { Secret(.signInLink, text: $0) }
            if let digest = link?.digest {
                let holds = try await exchange.services.store.read {
                    try $0.isSignInLink(digest, now: now)
                }
                if !holds { link = nil }
            }
            let model = SignInPage(
                frame: frame("Sign in", nil, exchange),
                link: link?.text,
                hasEnded: asked != nil && link == nil
            )
            return page(.signIn, model)
        }
    }

    /// Redeems the link; a session that was there before ends with it (RULES D2).
    private var signInForm: Route {
        .form("/sign-in") { exchange in
            let text = exchange.form["link"].map(Self.code) ?? ""
            guard let link = Secret(.signInLink, text: text) else {
                throw Refusal(
                    .gone,
                    code: "link-ended",
                    detail: "This is no sign-in link that works. Ask for a new one."
                )
            }
            let command = RedeemSignInLink(
                link: link.digest,
                session: exchange.services.newSecret(.session),
                replacing: exchange.session?.digest
            )
            let committed = try await exchange.services.store.submit(command, by: .nobody)
            guard let session = committed.answer.session else { return .seeOther("/sign-in") }
            return Answer.seeOther("/")
                .settingSession(session.text, in: exchange, seconds: Session.lifeSeconds)
        }
    }

    private var signOutForm: Route {
        .form("/sign-out") { exchange in
            if let session = exchange.session {
                _ = try await exchange.services.store.submit(
                    EndSession(session: session.digest),
                    by: exchange.viewer.actor
                )
            }
            return Answer.seeOther("/sign-in").endingSession(in: exchange)
        }
    }

    /// The code of a pasted link, whether the whole address was pasted or the code alone.
    private static func code(_ pasted: String) -> String {
        let text = pasted.filter { !$0.isWhitespace }
        return text.firstRange(of: "link=").map { String(text[$0.upperBound...]) } ?? text
    }
}

/// The page that redeems a link, or says how to get one.
struct SignInPage: Sendable {
    let frame: PageFrame
    let link: String?
    /// Whether somebody came with a link that was used, has expired or never was.
    let hasEnded: Bool
}
