// SPDX-License-Identifier: Apache-2.0
import Foundation
import FuzzTargets
import Testing

@Suite struct FailCaseTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzzing")

    @Test(arguments: FuzzTarget.all.map(\.name), ["Seeds", "FailCases"])
    func `what a reader once stumbled over it reads or refuses now`(
        name: String,
        part: String
    ) throws {
        let target = try #require(FuzzTarget.named(name))
        let cases = Self.folder.appending(path: "\(part)/\(name)")
        let files = try FileManager.default.contentsOfDirectory(atPath: cases.path).sorted()
        #expect(!files.isEmpty)
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: cases.appending(path: file)))
            #expect(target.check(bytes) == nil, "\(part)/\(name)/\(file)")
        }
    }
}
