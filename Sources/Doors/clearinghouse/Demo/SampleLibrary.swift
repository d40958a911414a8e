// SPDX-License-Identifier: Apache-2.0

import Glibc
import Subprocess

/// The sample library that comes with the demo, laid out in a folder, and what tools say of it.
struct SampleLibrary {
    /// SARIF bytes, and a sentence on where they are from.
    struct Results {
        let bytes: [UInt8]
        let about: String
    }

    /// The folder of the sources.
    let path: String

    /// Bytes of a tool's results at most; the sample's are some kilobytes.
    private static let resultBytes = 4 << 20
    private static let files = [
        ("tinyrecord.c", PackageResources.tinyrecord_c),
        ("tinyrecord.h", PackageResources.tinyrecord_h),
    ]

    /// Lays the sources out.
    init(folder: String) throws {
        path = folder + "/tinyrecord"
        guard mkdir(path, 0o700) == 0 else {
            throw CommandFailure("\(path) cannot be made: \(String(cString: strerror(errno))).")
        }
        for (name, bytes) in Self.files {
            try TextFile.writePrivately(
                String(decoding: bytes, as: UTF8.self),
                to: path + "/" + name
            )
        }
    }

    /// The bytes of a source file by its name.
    func source(_ name: String) -> [UInt8]? {
        Self.files.first { $0.0 == name }?.1
    }

    /// Clang's analyzer, run now if this machine has it.
    func clangResults() async -> Results {
        let file = path + "/clang.sarif"
        let ran = await hasRun(
            "clang",
            ["--analyze", "--analyzer-output", "sarif", "-o", file, path + "/tinyrecord.c"]
        )
        return results(
            of: "clang --analyze",
            ran ? file : nil,
            otherwise: PackageResources.clang_sarif
        )
    }

    /// Cppcheck, run now if this machine has one that writes SARIF.
    func cppcheckResults() async -> Results {
        let file = path + "/cppcheck.sarif"
        let ran = await hasRun(
            "cppcheck",
            ["--output-format=sarif", "--output-file=" + file, path + "/tinyrecord.c"]
        )
        return results(
            of: "cppcheck",
            ran ? file : nil,
            otherwise: PackageResources.cppcheck_sarif
        )
    }

    private func results(of tool: String, _ file: String?, otherwise: [UInt8]) -> Results {
        if let file, let read = try? TextFile.read(file, limitBytes: Self.resultBytes),
            !read.bytes.isEmpty
        {
            return Results(bytes: read.bytes, about: "\(tool), run just now on the sample library")
        }
        return Results(
            bytes: otherwise,
            about: "\(tool), run earlier on the same source: this machine need not have the tool"
        )
    }

    private func hasRun(_ tool: String, _ arguments: [String]) async -> Bool {
        let ended = try? await Subprocess.run(
            .name(tool),
            arguments: Arguments(arguments),
            output: .discarded,
            error: .discarded
        )
        return ended?.terminationStatus.isSuccess ?? false
    }
}
