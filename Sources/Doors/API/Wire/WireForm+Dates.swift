// SPDX-License-Identifier: Apache-2.0

import StrictJSON
package import Timestamps

extension WireForm where Value == CalendarDate {
    /// A day, `YYYY-MM-DD` (RFC 3339 `full-date`); whose day it is the field says.
    package static let day = WireForm<CalendarDate>(
        fixed: ["type": "string", "format": "date"],
        read: { value, place, faults in
            guard case .string(let text) = value, let day = CalendarDate(text) else {
                faults.note(.notADay, at: place, "A day such as 2026-07-02.")
                return nil
            }
            return day
        },
        write: { .string($0.description) }
    )
}
