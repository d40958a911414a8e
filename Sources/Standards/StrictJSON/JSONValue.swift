// SPDX-License-Identifier: Apache-2.0

/// Any JSON value as it was written.
public enum JSONValue: Sendable, Hashable {
    case null
    case string(String)
}
