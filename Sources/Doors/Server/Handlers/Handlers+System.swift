// SPDX-License-Identifier: Apache-2.0

import API
import Glibc
import Store
import Synchronization

extension Handlers {
    static func system(_ routes: inout RouteTable) {
        routes.on(Endpoints.health) { call in Reply(Wire.Health(version: call.services.version)) }
        routes.on(Endpoints.ready) { call in
            let readiness = Wire.Readiness(checks: await Readiness.look(call.services))
            return Reply(readiness, status: readiness.isGood ? nil : 503)
        }
        routes.on(Endpoints.openAPI) { call in
            Reply(Wire.Document(OpenAPI.document(version: call.services.version)))
        }
    }
}

/// What has to hold for a server to take requests.
enum Readiness {
    /// Bytes that the disk has to have free: a batch of large reports and the database's own log.
    static let freeBytes: UInt64 = 256 << 20

    static func look(_ services: Services) async -> [Wire.Check] {
        var checks = [await database(services.store), disk(services.settings.folder)]
        for check in services.checks {
            let (isGood, about) = check.look()
            checks.append(Wire.Check(name: check.name, isGood: isGood, about: about))
        }
        return checks
    }

    private static func database(_ store: Store) async -> Wire.Check {
        do {
            try await store.ping()
            return Wire.Check(name: "database", isGood: true, about: "It answers.")
        } catch {
            return Wire.Check(name: "database", isGood: false, about: "It does not answer.")
        }
    }

    private static func disk(_ folder: String) -> Wire.Check {
        var found = statvfs()
        guard statvfs(folder, &found) == 0 else {
            return Wire.Check(name: "disk", isGood: false, about: "The data folder cannot be read.")
        }
        let free = UInt64(found.f_bavail) * UInt64(found.f_frsize)
        return Wire.Check(
            name: "disk",
            isGood: free >= freeBytes,
            about: free >= freeBytes ? "There is room." : "Less than 256 MiB are free."
        )
    }
}
