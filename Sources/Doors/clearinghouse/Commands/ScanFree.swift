// SPDX-License-Identifier: Apache-2.0

import API
import Scanning
import Server

extension Wire.Advice {
    /// Whether a plan may begin: nobody is there, and whoever asks anything there only welcomes it.
    ///
    /// A scope with the verdict `besides` does not hold it back either.
    func isFree(for manner: ScanManner, besides verdict: String? = nil) -> Bool {
        // A rule that the plan goes against is told with that, and so with other words.
        let fits = ruleLines(on: manner) == ruleLines(on: nil)
        return isFree
            || scopes.allSatisfy { scope in
                scope.verdict == ScanAdvice.Verdict.free.rawValue || scope.verdict == verdict
                    || fits && scope.isWelcoming
            }
    }
}

extension Wire.ScopeAdvice {
    /// Whether nobody is there, and every rule on it is a welcome that shares no budget out.
    fileprivate var isWelcoming: Bool {
        verdict == ScanAdvice.Verdict.rule.rawValue
            && rules.allSatisfy { rule in
                rule.stance == Stance.welcome.rawValue && rule.requestsPerHour == nil
            }
    }
}
