// SPDX-License-Identifier: Apache-2.0

/// One figure, what it is held against, and whether it holds.
package struct Figure: Sendable, Hashable {
    /// Whether a larger or a smaller value is the better one.
    package enum Better: String, Sendable {
        case more
        case less
    }

    /// What must be reached.
    package enum Bar: Sendable, Hashable {
        /// At least this value where more is better, at most it where less is.
        case value(Double)
        /// At least this many times as good as the peer.
        case ratio(Double)
    }

    /// Whom we are compared with (RULES T2).
    package enum Peer: Sendable, Hashable {
        /// It ran here, beside ours.
        case measured(String, Double)
        /// It ran elsewhere; the machine is named. It never counts as run here.
        case recorded(String, Double, machine: String)
        /// It could not be run; a bar on the ratio is then not passed.
        case absent(String, why: String)
    }

    /// Stage or standard, then what: `scanning.overlap-query`.
    package let name: String
    /// The median of the runs.
    package let value: Double
    /// For example `results/s`, `µs`, `MB`, `cases`.
    package let unit: String
    package let better: Better
    /// The 99th percentile in the same unit, where tails matter.
    package let p99: Double?
    package let peer: Peer?
    package let bar: Bar?
    /// What the figure was taken on: input, size, engine.
    package let note: String?

    package init(
        _ name: String,
        _ value: Double,
        _ unit: String,
        better: Better,
        p99: Double? = nil,
        peer: Peer? = nil,
        bar: Bar? = nil,
        note: String? = nil
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.better = better
        self.p99 = p99
        self.peer = peer
        self.bar = bar
        self.note = note
    }

    /// The peer's own figure, if there is one.
    package var peerValue: Double? {
        switch peer {
        case .measured(_, let value), .recorded(_, let value, machine: _): value
        case .absent, nil: nil
        }
    }

    /// How many times as good as the peer; above 1 we are better, whatever the unit.
    package var ratio: Double? {
        guard let peerValue, peerValue > 0, value > 0 else { return nil }
        return better == .more ? value / peerValue : peerValue / value
    }

    /// Whether the bar is reached; nil where that cannot be said because the peer is absent.
    package var ok: Bool? {
        switch bar {
        case nil: true
        case .value(let bar): better == .more ? value >= bar : value <= bar
        case .ratio(let bar): ratio.map { $0 >= bar }
        }
    }
}
