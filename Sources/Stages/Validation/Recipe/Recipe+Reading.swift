// SPDX-License-Identifier: Apache-2.0

package import Access
import StrictJSON

extension Recipe {
    /// Arguments of one command, and bytes of one: what a shell line holds.
    private static let argumentLimit = 64
    private static let argumentBytes = 4_096
    /// Bytes of a function's name: C++ names are long.
    private static let functionBytes = 1_024
    /// Digests at most: one for each entry of the archive.
    private static let digestLimit = ArchiveLimits.entries

    private static let members: Set<String> = [
        "format", "build", "run", "input", "benign", "stdin", "oracle", "tests", "runs", "limits",
        "digests",
    ]

    /// Reads `reproducer.json`; throws a refusal with all its faults.
    package init(parsing bytes: [UInt8]) throws(Refusal) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, limits: .door(bytes: Self.bytes))
        } catch {
            throw .invalidReproducer(
                Refusal.unreadable(error).faults.map { fault in
                    Refusal.Fault(
                        place: Self.path + "#" + fault.place,
                        code: fault.code,
                        reason: fault.reason
                    )
                }
            )
        }
        var form = JSONForm(value, place: "\(Self.path)#", members: Self.members)
        if value["format"]?.int64Value != 1 {
            form.fault("format", "unknown-format", "It is 1.")
        }
        build = Self.command("build", &form, required: true) ?? []
        run = Self.command("run", &form, required: true) ?? []
        tests = Self.command("tests", &form, required: false)
        readInputs(value, &form)
        readOracle(&form)
        readRuns(&form)
        readLimits(&form)
        readDigests(value, &form)
        guard form.faults.isEmpty else { throw .invalidReproducer(form.faults) }
    }

    private static func command(
        _ member: String,
        _ form: inout JSONForm,
        required: Bool
    ) -> [String]? {
        let before = form.faults.count
        let arguments = form.texts(
            member,
            limit: argumentLimit,
            maximumBytes: argumentBytes
        )
        if arguments.isEmpty, required, form.faults.count == before {
            form.fault(member, "missing", "It is a list of texts: a program and its arguments.")
        }
        return arguments.isEmpty ? nil : arguments
    }

    private mutating func readInputs(_ value: JSONValue, _ form: inout JSONForm) {
        input = Self.inputPath("input", &form, required: true) ?? ""
        benign = Self.inputPath("benign", &form, required: false)
        switch value["stdin"] {
        case nil, .null: isOnStandardInput = false
        case .bool(let flag): isOnStandardInput = flag
        default: form.fault("stdin", "wrong-kind", "It is true or false.")
        }
        let isNamed = run.contains { $0.contains(Self.placeholder) }
        if !isNamed, !isOnStandardInput, !run.isEmpty {
            form.fault(
                "run",
                "missing-input",
                "Put {input} where the program takes the input's path, or set stdin to true."
            )
        }
    }

    private static func inputPath(
        _ member: String,
        _ form: inout JSONForm,
        required: Bool
    ) -> String? {
        guard let text = form.text(member, maximumBytes: 1_000, required: required) else {
            return nil
        }
        guard text.hasPrefix(inputs + "/") else {
            form.fault(member, "wrong-folder", "It is the path of a file below inputs/.")
            return nil
        }
        return text
    }

    private mutating func readOracle(_ form: inout JSONForm) {
        let members: Set = ["kind", "report", "function", "signal"]
        guard var part = form.object("oracle", members: members) else {
            form.fault("oracle", "missing", "It says what has to be seen.")
            return
        }
        switch part.text("kind", maximumBytes: 16, required: true) {
        case "sanitizer":
            let name = part.text("report", maximumBytes: 64, required: true)
            let function = part.text("function", maximumBytes: Self.functionBytes)
            if let kind = name.flatMap(SanitizerReport.Kind.init(rawValue:)) {
                oracle = .sanitizer(report: kind, function: function)
            } else if name != nil {
                let known = SanitizerReport.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                part.fault("report", "unknown-report", "It is one of \(known).")
            }
        case "signal":
            let name = part.text("signal", maximumBytes: 16, required: true)
            if let signal = name.flatMap(ProofSignal.init(rawValue:)) {
                oracle = .signal(signal)
            } else if name != nil {
                let known = ProofSignal.allCases.map(\.rawValue).joined(separator: ", ")
                part.fault("signal", "unknown-signal", "It is one of \(known).")
            }
        case nil: break
        default: part.fault("kind", "unknown-oracle", "It is sanitizer or signal.")
        }
        form.faults += part.faults
    }

    private mutating func readRuns(_ form: inout JSONForm) {
        guard var part = form.object("runs", members: ["of", "needed"]) else { return }
        runs.of = Self.number("of", 1...Runs.most, runs.of, &part)
        runs.needed = Self.number("needed", 1...runs.of, runs.of, &part)
        form.faults += part.faults
    }

    private mutating func readLimits(_ form: inout JSONForm) {
        let members: Set = [
            "buildSeconds", "runSeconds", "testSeconds", "memoryMegabytes", "processes",
            "diskMegabytes",
        ]
        guard var part = form.object("limits", members: members) else { return }
        func read(_ member: String, _ most: Int, _ standard: Int) -> Int {
            Self.number(member, 1...most, standard, &part)
        }
        limits.buildSeconds = read("buildSeconds", Limits.mostSeconds, limits.buildSeconds)
        limits.runSeconds = read("runSeconds", Limits.mostRunSeconds, limits.runSeconds)
        limits.testSeconds = read("testSeconds", Limits.mostSeconds, limits.testSeconds)
        limits.memoryMegabytes = read(
            "memoryMegabytes",
            Limits.mostMemoryMegabytes,
            limits.memoryMegabytes
        )
        limits.processes = read("processes", Limits.mostProcesses, limits.processes)
        limits.diskMegabytes = read(
            "diskMegabytes",
            Limits.mostDiskMegabytes,
            limits.diskMegabytes
        )
        form.faults += part.faults
    }

    private static func number(
        _ member: String,
        _ range: ClosedRange<Int>,
        _ standard: Int,
        _ form: inout JSONForm
    ) -> Int {
        let before = form.faults.count
        guard let number = form.count(member), form.faults.count == before else { return standard }
        guard range.contains(number) else {
            form.fault(
                member,
                "out-of-range",
                "It is a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
            return standard
        }
        return number
    }

    private mutating func readDigests(_ value: JSONValue, _ form: inout JSONForm) {
        guard let object = value["digests"]?.objectValue else {
            form.fault("digests", "missing", "It names the SHA-256 of each part by its path.")
            return
        }
        guard object.count <= Self.digestLimit else {
            form.fault("digests", "too-many", "It has at most \(Self.digestLimit) members.")
            return
        }
        for (path, digest) in object {
            let text = digest.stringValue ?? ""
            let isDigest =
                text.utf8.count == 64
                && text.utf8.allSatisfy { byte in
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
                }
            guard isDigest else {
                form.faults.append(
                    Refusal.Fault(
                        place: Self.digestPlace(path),
                        code: "invalid-digest",
                        reason: "It is 64 lower-case hexadecimal digits."
                    )
                )
                if form.faults.count >= 100 { return }
                continue
            }
            digests[path] = text
        }
    }

    /// Where the digest of a part stands.
    static func digestPlace(_ path: String) -> String {
        "\(Self.path)#/digests" + JSONPlace.token(String(path.prefix(200)))
    }
}
