// SPDX-License-Identifier: Apache-2.0

/// Looks at what an owner published; the server joins one, since stages open no socket (RULES R2).
package protocol ControlWitness: Sendable {
    /// The texts that stand at a place: a record's, or a file's lines.
    func texts(at place: ControlPlace) async throws(ControlSightFault) -> [String]
}

/// Why nothing was seen.
package struct ControlSightFault: Error, Sendable, Equatable {
    package let fault: ControlFault

    package init(_ fault: ControlFault) {
        self.fault = fault
    }
}
