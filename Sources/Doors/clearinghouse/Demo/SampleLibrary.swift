// SPDX-License-Identifier: Apache-2.0

import Glibc
import StrictJSON
import Subprocess
import Validation

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
        ("Makefile", PackageResources.Makefile),
        ("tests.c", PackageResources.tests_c),
        ("tinyrecord.c", PackageResources.tinyrecord_c),
        ("tinyrecord.h", PackageResources.tinyrecord_h),
        ("trcat.c", PackageResources.trcat_c),
    ]

    /// Lays the sources out, in a folder of that name.
    init(folder: String, name: String = "tinyrecord") throws {
        path = folder + "/" + name
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

    /// A reproducer bundle for its overflow: sources, inputs, the patch and the recipe.
    func reproducer() throws -> [UInt8] {
        var packing = BundlePacking()
        for (name, bytes) in Self.files { packing.add("tree/" + name, bytes) }
        packing.add("inputs/overflow.rec", PackageResources.overflow_rec)
        packing.add("inputs/plain.rec", PackageResources.plain_rec)
        packing.add("fix.patch", PackageResources.fix_patch)
        guard let bundle = packing.packed(recipe: Self.recipe) else {
            throw CommandFailure("The sample's reproducer could not be packed.")
        }
        return bundle
    }

    private static let recipe: JSONObject = [
        "format": 1,
        "build": ["make", "trcat"],
        "run": ["./trcat", "{input}"],
        "input": "inputs/overflow.rec",
        "benign": "inputs/plain.rec",
        "oracle": [
            "kind": "sanitizer", "report": "heap-buffer-overflow", "function": "copy_doubled",
        ],
        "tests": ["make", "test"],
        "runs": ["of": 5, "needed": 5],
    ]

    /// Applies a patch, as whoever runs the library would; answers whether it fitted.
    func apply(_ patch: [UInt8]) async throws -> Bool {
        let file = path + "/fix.patch"
        try TextFile.writePrivately(String(decoding: patch, as: UTF8.self), to: file)
        return await hasRun("patch", ["--quiet", "-p1", "-d", path, "-i", file])
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
