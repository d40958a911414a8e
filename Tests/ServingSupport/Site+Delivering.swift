// SPDX-License-Identifier: Apache-2.0

import API
import Distribution
import Foundation
import Store
import StrictJSON
import TestSupport
import Timestamps

/// A case and what was released of it; lab and coordinator are named by their tokens.
package struct ReleasedCase: Sendable {
    package let onCase: String
    package let vulnerability: String
    package let bundle: String
    package let delivery: String
    package let recipientKey: String
}

/// Why a case could not be brought to its release.
package struct NotReleased: Error, CustomStringConvertible {
    package let description: String
}

extension Site {
    /// Does the jobs that are due, as a server that runs does beside its requests.
    package func work() async throws {
        let handlers = ReleaseJobs.handlers(in: store)
        let runner = JobRunner(store: store, worker: "test", handlers: handlers)
        while try await runner.runOne() {}
    }

    /// Counts the months that have ended, as a server that runs does every hour.
    package func countMonths() async throws {
        try await PublicFigures.keepUp(in: store)
    }

    /// A public key that nobody has the private part of.
    package static let publicKey =
        "hpke-x25519:" + Data([9] + [UInt8](repeating: 7, count: 31)).base64EncodedString()

    /// Brings a case to its prepared bundle: the lab found it, runs it and is its supplier.
    package func preparedBundle(
        of package: String,
        lab: String,
        member: String,
        coordinator: String
    ) async throws -> (onCase: String, vulnerability: String, bundle: String) {
        let report = try await asked(
            "/v1/intake/finding",
            #"{"package":"\#(package)","title":"t","description":"d","credit":"Lab A"}"#,
            member
        )
        let finding = report["outcomes"]?[0]?["finding"]?.stringValue ?? ""
        let vulnerability = try await id(
            "/v1/findings/\(finding)/vulnerability",
            #"{"title":"A very secret bug","range":"vers:all/*"}"#,
            coordinator
        )
        _ = try await asked(
            "/v1/inventory",
            #"{"purl":"\#(package)@1.0.0","exposed":true}"#,
            member
        )
        let path = "/v1/vulnerabilities/\(vulnerability)/cases"
        let onCase = try await id(path, #"{"title":"t"}"#, coordinator)
        _ = try await asked(
            "/v1/cases/\(onCase)/members",
            #"{"participant":"\#(lab)","roles":["supplier"]}"#,
            coordinator
        )
        _ = try await asked("/v1/cases/\(onCase)/consent", #"{"terms":0}"#, member)
        let bundle = try await id("/v1/cases/\(onCase)/bundles", plan, member)
        return (onCase, vulnerability, bundle)
    }

    /// From a plan to its moment: less than after which a browser's session ends by itself.
    package static let secondsToRelease: Int64 = 600

    /// A plan for a bundle of one patch, ten minutes from now.
    package var plan: String {
        let minute: Int64 = 60_000_000
        let now = test.clock.now().microseconds
        let moment = Instant(microseconds: (now / minute + 10) * minute)
        let patch = Data("--- a\n+++ b\n".utf8).base64EncodedString()
        return """
            {"whatToDo":"Apply it.","needsRestart":true,"releaseAt":"\(moment)",
            "files":[{"name":"fix.patch","role":"patch","content":"\(patch)"}]}
            """
    }

    /// Signs a bundle as it is seen.
    package func sign(_ bundle: String, _ token: String) async throws -> Got {
        let seen = try JSONValue(
            parsing: try await send("GET", "/v1/bundles/\(bundle)", token: token).bytes
        )
        let digest = seen["digest"]?.stringValue ?? ""
        let moment = seen["releaseAt"]?.stringValue ?? ""
        return try await post(
            "/v1/bundles/\(bundle)/signatures",
            #"{"digest":"\#(digest)","releaseAt":"\#(moment)"}"#,
            token: token
        )
    }

    /// Brings a case to its release, to the lab that runs what it mends.
    package func releasedCase(
        of package: String,
        lab: String,
        member: String,
        coordinator: String
    ) async throws -> ReleasedCase {
        let prepared = try await preparedBundle(
            of: package,
            lab: lab,
            member: member,
            coordinator: coordinator
        )
        let key = try await id(
            "/v1/recipient-keys",
            #"{"publicKey":"\#(Self.publicKey)","name":"pump room"}"#,
            member
        )
        for token in [member, coordinator] {
            let signed = try await sign(prepared.bundle, token)
            guard signed.status == 200 else { throw NotReleased(description: signed.text) }
        }
        test.clock.advance(seconds: Self.secondsToRelease)
        try await work()
        let found = try await send("GET", "/v1/deliveries", token: member)
        let delivery = try JSONValue(parsing: found.bytes)["items"]?[0]?["id"]?.stringValue
        guard let delivery else { throw NotReleased(description: found.text) }
        return ReleasedCase(
            onCase: prepared.onCase,
            vulnerability: prepared.vulnerability,
            bundle: prepared.bundle,
            delivery: delivery,
            recipientKey: key
        )
    }

    private func asked(_ path: String, _ body: String, _ token: String) async throws -> JSONValue {
        let got = try await post(path, body, token: token)
        guard (200..<300).contains(got.status) else {
            throw NotReleased(description: "\(path): \(got.text)")
        }
        return try JSONValue(parsing: got.bytes)
    }

    private func id(_ path: String, _ body: String, _ token: String) async throws -> String {
        try await asked(path, body, token)["id"]?.stringValue ?? ""
    }
}
