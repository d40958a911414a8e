// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import SecurityFormats
import Store
import TestSupport
import Testing
import Timestamps

@Suite struct ProbeDescriptionTests {
    @Test func `a probe description has the fields of RFC 9511 and reads as security.txt`()
        async throws
    {
        let community = try await Community.open(.sqlite)
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        let address = "https://198.51.100.9/.well-known/probing.txt"
        let file = try ProbeDescription(
            of: scan,
            origin: "https://clearinghouse.example",
            address: address,
            languages: ["en", "fr"]
        )
        let read = try SecurityTxt(parsing: Array(file.text.utf8))
        #expect(read.canonical == [address])
        #expect(read.contacts == ["https://clearinghouse.example/alerts"])
        #expect(read.preferredLanguages == ["en", "fr"])
        #expect(read.expires.timestamp.microseconds == scan.lease.window.end.microseconds)
        #expect(read.extensions.map(\.name) == ["Description"])
        #expect(read.extensions[0].value.contains(scan.id.description))
        await community.close()
    }

    @Test func `a probe description is refused where its address or language is none`()
        async throws
    {
        let community = try await Community.open(.sqlite)
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        for wrong in ["http://198.51.100.9/.well-known/probing.txt", "https://a.example/x", "\n"] {
            let refusal = #expect(throws: Refusal.self) {
                try ProbeDescription(
                    of: scan,
                    origin: "https://clearinghouse.example",
                    address: wrong,
                    languages: []
                )
            }
            #expect(refusal?.faults.map(\.place) == ["at"])
        }
        #expect(throws: Refusal.self) {
            try ProbeDescription(
                of: scan,
                origin: "https://clearinghouse.example",
                address: nil,
                languages: ["no language"]
            )
        }
        await community.close()
    }
}
