// SPDX-License-Identifier: Apache-2.0

import CLibPQ
import Foundation
import Synchronization

/// A PostgreSQL server of the test run's own: started when first asked for, gone with the process.
///
/// It listens on a socket in a temporary folder only, and runs as somebody who is not root. A
/// machine without PostgreSQL fails the tests: both engines are the product.
package final class TestCluster: Sendable {
    /// The one cluster of this process.
    package static let shared = Result { try TestCluster() }

    /// What is missing or went wrong, and what to do.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Where the socket, the data and the log lie.
    package let folder: String
    /// Closed when this goes away, in whatever way; the supervisor then stops the server.
    private let lifeline: Pipe
    private let numbers = Mutex(0)

    /// Starts a server; `settings` are `-c` options beside those every test has.
    ///
    /// The environment is the server's alone: what is preloaded there does not reach `initdb`.
    package init(
        settings: [String] = [],
        environment: [String: String] = [:]
    ) throws {
        let binaries = try Self.findBinaries()
        let folder = "/tmp/clearinghouse-pg-\(UUID().uuidString.prefix(8))"
        self.folder = folder
        let lifeline = Pipe()
        self.lifeline = lifeline
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let user = try Self.chooseUser(ownerOf: folder)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let options = (["max_connections=1500", "listen_addresses="] + settings)
            .map { "-c \($0)" }.joined(separator: " ")
        process.arguments =
            user + ["sh", "-c", Self.supervisor, "sh", binaries, folder, options]
            + environment.map { "\($0)=\($1)" }
        process.standardInput = lifeline
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
        try process.run()
        try waitUntilReady()
    }

    /// Reads until this process is gone, however it ended, then stops the server and cleans up.
    ///
    /// A server that ends is started again, as a service would be, unless a file says not to.
    /// The order of text is not bytewise by default there, so that a missing COLLATE shows.
    private static let supervisor = """
        trap '' INT HUP
        programs=$1 folder=$2 options=$3
        shift 3
        "$programs/initdb" -D "$folder/data" -A trust -U test -N -E UTF8 --locale=C.UTF-8 \
        --locale-provider=icu --icu-locale=en-US >"$folder/initdb.log" 2>&1 || exit 1
        (
            trap 'kill -QUIT $server; wait $server; exit' TERM
            while :; do
                if [ -e "$folder/stopped" ]; then
                    sleep 0.1
                    continue
                fi
                env "$@" "$programs/postgres" -D "$folder/data" -k "$folder" $options \
                >>"$folder/server.log" 2>&1 &
                server=$!
                wait $server
                sleep 0.2
            done
        ) &
        loop=$!
        read -r _
        kill -TERM $loop
        wait $loop
        rm -rf "$folder"
        """

    /// Makes an empty database and answers how to reach it.
    package func makeDatabase() throws -> String {
        let number = numbers.withLock { number in
            number += 1
            return number
        }
        let name = "test_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
        try run("CREATE DATABASE \(name)")
        return "postgresql:///\(name)?host=\(folder)&user=test"
    }

    /// Runs one statement as the server's owner in the maintenance database; answers its first
    /// field.
    @discardableResult
    package func run(_ sql: String) throws -> String {
        let connection = PQconnectdb("host=\(folder) user=test dbname=postgres")
        defer { PQfinish(connection) }
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            throw Fault(description: String(cString: PQerrorMessage(connection)))
        }
        return PQntuples(result) == 0 ? "" : String(cString: PQgetvalue(result, 0, 0))
    }

    /// Ends the server at once, as a power failure would, and keeps it from coming back.
    package func stop() throws {
        _ = FileManager.default.createFile(atPath: "\(folder)/stopped", contents: nil)
        let file = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
        guard let line = file.split(separator: "\n").first, let server = pid_t(line) else {
            throw Fault(description: "there is no server to stop")
        }
        kill(server, SIGQUIT)
        while kill(server, 0) == 0 { Thread.sleep(forTimeInterval: 0.02) }
    }

    /// Lets the server come back and waits until it has.
    package func restart() throws {
        try FileManager.default.removeItem(atPath: "\(folder)/stopped")
        try waitUntilReady()
    }

    private func waitUntilReady() throws {
        let deadline = Date().addingTimeInterval(60)
        while Date() < deadline {
            if PQping("host=\(folder) user=test dbname=postgres") == PQPING_OK { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        let log = ["initdb.log", "server.log"]
            .compactMap { try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
        throw Fault(description: "PostgreSQL did not start: \(log.joined(separator: "\n"))")
    }

    private static func findBinaries() throws -> String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql"))
        let places =
            (versions ?? []).sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
            .map { "/usr/lib/postgresql/\($0)/bin" }
            + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(
                String.init
            )
        for place in places
        where FileManager.default.isExecutableFile(atPath: place + "/initdb")
            && FileManager.default.isExecutableFile(atPath: place + "/postgres")
        {
            return place
        }
        throw Fault(description: "PostgreSQL is missing: apt-get install postgresql")
    }

    /// PostgreSQL refuses to run as root; then the folder is given to another user, who runs it.
    private static func chooseUser(ownerOf folder: String) throws -> [String] {
        guard geteuid() == 0 else { return [] }
        for name in ["postgres", "nobody"] {
            guard let user = getpwnam(name)?.pointee else { continue }
            guard chown(folder, user.pw_uid, user.pw_gid) == 0 else { continue }
            return [
                "setpriv", "--reuid=\(user.pw_uid)", "--regid=\(user.pw_gid)", "--clear-groups",
            ]
        }
        throw Fault(description: "there is no user who could run PostgreSQL")
    }
}
