// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A moment on the clock that nobody sets.
struct Moment: Comparable {
    private let milliseconds: Int

    static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(milliseconds: time.tv_sec * 1_000 + time.tv_nsec / 1_000_000)
    }

    func milliseconds(to later: Moment) -> Int { later.milliseconds - milliseconds }

    static func + (moment: Moment, milliseconds: Int) -> Moment {
        Moment(milliseconds: moment.milliseconds + milliseconds)
    }

    static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}
