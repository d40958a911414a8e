// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Glibc
import Store
import Synchronization
import Timestamps

/// Keeps a lease alive while something runs, and hears when it is over or advice changes.
struct LeaseKeeper {
    /// Why it stopped keeping.
    enum End {
        /// The owner or the clearinghouse ended the lease, and says why.
        case refused(Problem)
        /// The server could not be reached for as long as the lease held.
        case lost
        /// Somebody at this machine wants it to end.
        case interrupted
    }

    let client: ClearinghouseClient
    let scan: Wire.Scan
    /// Seconds between two heartbeats.
    let every: Int
    /// Told of each change.
    let say: @Sendable (Change) -> Void

    /// What happens to a lease while it holds.
    enum Change: Sendable {
        /// The advice on it is another one now.
        case advice(Wire.Scan)
        /// A heartbeat did not get through, and why.
        case unheard(String)
    }

    /// How often it looks whether somebody wants it to end.
    private static let look = Duration.milliseconds(200)

    /// Sends heartbeats until the lease is over; a cancelled task ends it, too.
    func keep() async throws -> End {
        var lease = scan
        var told = scan.adviceSentence
        while true {
            if try await waited() { return .interrupted }
            do {
                lease = try await client.ask(
                    Endpoints.heartbeat,
                    ByID(scan.id),
                    Wire.Heartbeat(fence: scan.fence)
                )
                if let advice = lease.adviceSentence, advice != told {
                    say(.advice(lease))
                    told = advice
                }
            } catch let fault as ClientFault {
                // A planned scan is waited for.
                if fault.problem?.code == "scan-not-begun" { continue }
                if let problem = fault.problem, problem.status == 410 || problem.status == 409 {
                    return .refused(problem)
                }
                say(.unheard("No heartbeat reached the clearinghouse: \(fault)"))
                if Timestamp.now > lease.expires { return .lost }
            }
        }
    }

    /// Waits for the next heartbeat; answers whether somebody wants it to end before.
    private func waited() async throws -> Bool {
        let next = ContinuousClock.now + .seconds(every)
        while ContinuousClock.now < next {
            if Interruption.isWanted { return true }
            try await Task.sleep(for: Self.look)
        }
        return Interruption.isWanted
    }
}

/// Whether the terminal or the system wants this process to end.
enum Interruption {
    private static let wanted = Atomic(false)

    static var isWanted: Bool { wanted.load(ordering: .relaxed) }

    /// From now on SIGINT, SIGTERM and SIGHUP are heard here; a started process has them afresh.
    static func listen() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interruption.wanted.store(true, ordering: .relaxed) }
        }
    }
}

extension Timestamp {
    /// What this machine's clock says.
    static var now: Timestamp { SystemClock().now().timestamp }
}
