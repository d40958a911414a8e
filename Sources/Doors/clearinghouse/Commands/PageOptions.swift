// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Glibc
import Timestamps

/// Which page of a list.
struct PageOptions: ParsableArguments {
    @Option(help: "Go on after this cursor.")
    var after: String?

    @Option(help: "How many items at most.")
    var limit = PageLimit.usual

    var parameters: PageParameters { PageParameters(after: after, limit: limit) }

    /// The line that says how to go on, or nothing on the last page.
    static func further(_ cursor: String?) -> String {
        cursor.map { "\nThere is more: --after \($0)" } ?? ""
    }
}

/// The clock of the machine, for times that a person means from now.
enum SystemMoment {
    static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
        )
    }
}
