// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counts what a server does, by route and never by who asked.
package final class Counters: Sendable {
    private struct Line {
        var byStatus: [Int: Int] = [:]
        var seconds = 0.0
    }

    private struct State {
        var lines: [String: Line] = [:]
        var limited = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Templates are a closed list, so the memory is bounded by the table of routes.
    func count(_ template: String, status: Int, duration: Duration) {
        let (seconds, attoseconds) = duration.components
        state.withLock { state in
            state.lines[template, default: Line()].byStatus[status, default: 0] += 1
            state.lines[template, default: Line()].seconds +=
                Double(seconds) + Double(attoseconds) / 1e18
        }
    }

    func countLimited() {
        state.withLock { $0.limited += 1 }
    }

    /// The Prometheus text format, version 0.0.4.
    package func text(gauges: [(name: String, about: String, value: Int)] = []) -> String {
        let (lines, limited) = state.withLock { ($0.lines, $0.limited) }
        var text = """
            # HELP clearinghouse_requests_total Requests answered, by route and status.
            # TYPE clearinghouse_requests_total counter

            """
        for (template, line) in lines.sorted(by: { $0.key < $1.key }) {
            for (status, count) in line.byStatus.sorted(by: { $0.key < $1.key }) {
                text += "clearinghouse_requests_total{"
                text += "route=\"\(template)\",status=\"\(status)\"} \(count)\n"
            }
        }
        text += """
            # HELP clearinghouse_request_seconds_total Time spent on requests, by route.
            # TYPE clearinghouse_request_seconds_total counter

            """
        for (template, line) in lines.sorted(by: { $0.key < $1.key }) {
            text += "clearinghouse_request_seconds_total{route=\"\(template)\"} \(line.seconds)\n"
        }
        text += """
            # HELP clearinghouse_limited_total Requests answered with 429.
            # TYPE clearinghouse_limited_total counter
            clearinghouse_limited_total \(limited)

            """
        for gauge in gauges {
            text += "# HELP \(gauge.name) \(gauge.about)\n# TYPE \(gauge.name) gauge\n"
            text += "\(gauge.name) \(gauge.value)\n"
        }
        return text
    }
}
