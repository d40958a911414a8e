// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A server started by the command, and what the command says to it.
struct Served {
    let run: CommandRun
    let address: String
    let data: String
    /// What its log's checkpoints are checked with.
    let key: String

    init(_ data: String) throws {
        self.data = data
        run = try CommandRun(["serve", "--listen", "127.0.0.1:0", "--data", data])
        let line = try #require(run.line(with: "listens on"))
        let word = try #require(line.split(separator: " ").last { $0.hasPrefix("http://") })
        address = String(word.hasSuffix(".") ? word.dropLast() : word)
        let told = try #require(run.line(with: "Its log's key is "))
        key = String(told.dropFirst("Its log's key is ".count))
    }

    func ask(_ arguments: [String], isKnown: Bool = true) throws -> CommandRun.Ended {
        var environment = ["CLEARINGHOUSE_URL": address]
        if isKnown { environment["CLEARINGHOUSE_TOKEN_FILE"] = data + "/administrator.token" }
        return try CommandRun.run(arguments, environment: environment)
    }
}
