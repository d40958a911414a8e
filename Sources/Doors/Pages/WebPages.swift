// SPDX-License-Identifier: Apache-2.0

package import API
package import Server

/// The web interface: every page of it as a route, and the page that says what is wrong.
package struct WebPages: Sendable {
    let templates: Templates

    /// A template that does not parse throws.
    package init() throws {
        templates = try Templates()
    }

    /// Every page and form.
    package var routes: [Route] {
        [asset] + inbox + findings + scans + coverage + alerts + log + signIn + report
            + validation + prioritization + coordination + distribution + engagements + duties
            + search + people + transparency + controls + rules
    }

    /// The paths of all that can be looked at.
    package var paths: [String] { routes.filter(\.isRead).map(\.path) }

    /// The page for a refusal; it says no more than the problem does.
    package func problem(_ problem: Problem, exchange: Exchange?) -> Answer {
        let model = ProblemPage(
            problem,
            account: exchange.flatMap(Self.account),
            formToken: exchange?.formToken ?? ""
        )
        return .html(templates.render(.problem, model), status: problem.status)
    }

    /// Seconds for which a browser may keep the stylesheet: an upgrade shows within the hour.
    private static let assetSeconds = 3_600

    private var asset: Route {
        .page("/assets/style.css") { _ in
            .asset(
                PackageResources.style_css,
                mediaType: "text/css; charset=utf-8",
                cacheSeconds: Self.assetSeconds
            )
        }
    }

    /// A rendered page.
    func page(_ name: Templates.Name, _ model: some Sendable, status: Int = 200) -> Answer {
        .html(templates.render(name, model), status: status)
    }
}

/// What a refusal looks like as a page.
struct ProblemPage: Sendable {
    let frame: PageFrame
    let detail: String
    let advice: String
    let faults: [ProblemError]
    /// Whether signing in is what is missing.
    let signsIn: Bool

    init(_ problem: Problem, account: PageFrame.Account?, formToken: String) {
        frame = PageFrame(
            title: problem.status == 401 ? "Sign in" : problem.title,
            account: account,
            formToken: formToken,
            place: nil
        )
        // What the problem says then is for programs.
        signsIn = problem.status == 401
        detail = signsIn ? "Sign in to see this page." : problem.detail ?? problem.title
        advice = signsIn ? "Then come back to it." : ""
        faults = problem.errors
    }
}
