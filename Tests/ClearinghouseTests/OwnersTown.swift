// SPDX-License-Identifier: Apache-2.0

import Testing

/// A server with an owner, a coordinator and a laboratory.
struct OwnersTown {
    let scratch: Scratch
    let served: Served
    let owner: Member
    let coordinator: Member
    let lab: Member

    init() throws {
        scratch = try Scratch()
        let path = scratch.path
        served = try Served(path + "/data")
        owner = try Member(served, "supplier", named: "Oak", token: path + "/owner.token")
        coordinator = try Member(
            served,
            "coordinator",
            named: "Rowan",
            roles: ["coordinator"],
            token: path + "/coordinator.token"
        )
        lab = try Member(served, token: path + "/lab.token")
    }

    /// Makes a scope the owner's, by the coordinator's word.
    func prove(_ scope: String) throws {
        let how = ["control", "claim", scope, "--method", "coordinator", "--quiet"]
        let claim = try owner.did(how)
        #expect(try lab.refused(["control", "show", claim]).contains("404"))
        #expect(try owner.refused(["control", "check", claim]).contains("word"))
        let waiting = try coordinator.did(["control", "list"])
        #expect(waiting.contains(scope) && waiting.contains("Oak"))
        let word = ["control", "approve", claim, "--reason", "Called back."]
        #expect(try coordinator.did(word).contains("proven"))
        #expect(try owner.did(["control", "show", claim]).contains("Called back."))
    }

    func close() {
        _ = served.run.stop()
        scratch.remove()
    }
}
