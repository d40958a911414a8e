// SPDX-License-Identifier: Apache-2.0

import CommunitySupport
import Participants
import Testing

@Suite("Secrets")
struct SecretTests {
    @Test(arguments: Secret.Purpose.allCases)
    func `a secret is read back from its text and from nothing like it`(
        purpose: Secret.Purpose
    ) throws {
        let secret = House.secret(purpose)
        let read = try #require(Secret(purpose, text: secret.text))
        #expect(read.digest == secret.digest)
        #expect(secret.text.utf8.count == 4 + 72)
        for index in secret.text.indices {
            var mistyped = secret.text
            let other: Character = mistyped[index] == "a" ? "b" : "a"
            mistyped.replaceSubrange(index...index, with: [other])
            #expect(Secret(purpose, text: mistyped) == nil)
        }
        #expect(Secret(purpose, text: secret.text.uppercased()) == nil)
        #expect(Secret(purpose, text: secret.text + "0") == nil)
        #expect(Secret(purpose, text: "") == nil)
    }

    @Test func `one sort of secret does not open what another opens`() {
        let session = House.secret(.session)
        #expect(Secret(.token, text: session.text) == nil)
        #expect(Secret(.token, text: "chk" + session.text.dropFirst(3)) == nil)
    }

    @Test func `a secret that is printed by mistake stays one`() {
        let secret = House.secret(.token)
        let digits = secret.text.dropFirst(4)
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains(digits))
    }

    @Test func `no two secrets are alike, and a form's token is not the session`() {
        let secrets = (0..<1_000).map { _ in House.secret(.session) }
        #expect(Set(secrets.map(\.text)).count == 1_000)
        #expect(Set(secrets.map(\.formToken)).count == 1_000)
        #expect(secrets.allSatisfy { !$0.text.contains($0.formToken) })
    }
}
