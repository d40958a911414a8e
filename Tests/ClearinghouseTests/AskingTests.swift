// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What the command says to somebody who talks to a server, or means to.
@Suite(.ownThreads) struct AskingTests {
    /// Nothing listens on the port that the system keeps for a multiplexer nobody runs.
    private let nobody = "http://127.0.0.1:1"

    @Test func `where nothing listens that is said at once`() throws {
        let start = ContinuousClock.now
        let ended = try CommandRun.run(["me", "--url", nobody])
        #expect(ended.status == 1)
        #expect(
            ended.errors.contains("Nothing listens on \(nobody). Is the server running?"),
            "\(ended.errors)"
        )
        #expect(ended.errors.contains("clearinghouse serve; --url or CLEARINGHOUSE_URL"))
        let byName = try CommandRun.run(["me", "--url", "http://localhost:1"])
        #expect(byName.errors.contains("Nothing listens on http://localhost:1"))
        let verified = try CommandRun.run(["log", "verify", nobody])
        #expect(verified.status == 2)
        #expect(verified.output == "Nothing listens on \(nobody). Is the server running?\n")
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func `an address without its scheme is told with the one that was meant`() throws {
        let ended = try CommandRun.run(
            ["me"],
            environment: ["CLEARINGHOUSE_URL": "127.0.0.1:8090"]
        )
        #expect(ended.status == 1)
        #expect(ended.errors.contains("CLEARINGHOUSE_URL"), "\(ended.errors)")
        #expect(ended.errors.contains("http://127.0.0.1:8090"))
        let named = try CommandRun.run(["log", "verify", "127.0.0.1:8090"])
        #expect(named.status == 2 && named.output.contains("http://127.0.0.1:8090"))
    }

    @Test func `a token that is missing, empty or none is told by its place`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let (empty, bad) = (scratch.path + "/e.token", scratch.path + "/bad.token")
        try "\n".write(toFile: empty, atomically: true, encoding: .utf8)
        try "hello\n".write(toFile: bad, atomically: true, encoding: .utf8)
        let cases = [
            ([], "No token: set CLEARINGHOUSE_TOKEN_FILE or --token-file"),
            (["--token-file", empty], "e.token is empty."),
            (["--token-file", bad], "bad.token is not one of this clearinghouse, or has ended."),
            (["--token-file", scratch.path + "/none"], "none cannot be read: No such file"),
        ]
        for (arguments, sentence) in cases {
            let ended = try served.ask(["me"] + arguments, isKnown: false)
            #expect(ended.status == 1)
            #expect(ended.errors.contains(sentence), "\(ended.errors)")
            for word in ["401", "Bearer", "Usage"] { #expect(!ended.errors.contains(word)) }
        }
        _ = served.run.stop()
    }

    @Test func `a person is named, and leaving asks for the participant's id`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let me = try served.ask(["me"])
        #expect(me.output.contains("Administrator ("), "\(me.output)")
        #expect(me.output.contains("Coordinator ("))
        let left = try served.ask(["withdraw", "--confirm", "x"])
        #expect(left.status == 1)
        let line = try #require(me.output.split(separator: "\n").first { $0.hasPrefix("for") })
        let id = try #require(line.split(whereSeparator: { "()".contains($0) }).last)
        #expect(left.errors.contains("--confirm \(id) (clearinghouse me)"), "\(left.errors)")
        let faulty = try served.ask(["participant", "register", "nobody", "X", "--sector", "x y"])
        #expect(faulty.status == 1 && !faulty.errors.contains("See the errors"))
        let changes = try served.ask(["changes"])
        #expect(changes.output.contains(" UTC  ") && !changes.output.contains(/:\d\d\.\d/))
        _ = served.run.stop()
    }

    @Test func `what is not there is no wrong usage`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let missing = scratch.path + "/none.sarif"
        let ended = try CommandRun.run(
            ["report", "sarif", missing, "--package", "pkg:npm/left-pad@1.3.0", "--url", nobody]
        )
        #expect(ended.status == 1 && ended.errors.contains("none.sarif cannot be read"))
        #expect(!ended.errors.contains("Usage"))
        let setting = try CommandRun.run(["serve", "--lisen", "127.0.0.1:0"])
        #expect(setting.status == 1 && !setting.errors.contains("Usage"))
    }

    @Test func `the log's memory lies below HOME, or where XDG_CONFIG_HOME says`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let (home, other) = (scratch.path + "/home", scratch.path + "/config")
        let places = [
            (["HOME": home], home + "/.config"),
            (["HOME": home, "XDG_CONFIG_HOME": other], other),
        ]
        for (environment, place) in places {
            let ended = try CommandRun.run(
                ["log", "verify", served.address],
                environment: environment
            )
            #expect(ended.status == 0, "\(ended.output)")
            let folder = place + "/clearinghouse/checkpoints"
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
        }
        _ = served.run.stop()
    }

    @Test func `help names every technique, and roles as they are typed`() throws {
        let declare = try CommandRun.run(["scan", "declare", "--help"])
        for word in ["fuzzing", "symbolic-execution", "dependency-analysis"] {
            #expect(declare.output.contains(word))
        }
        let person = try CommandRun.run(["participant", "add-person", "--help"])
        #expect(person.output.contains("reader, member"))
        #expect(!person.output.contains("Reader"))
    }

    /// What a verb made, which it printed alone.
    private func made(
        _ served: Served,
        _ arguments: [String],
        with credential: [String] = []
    ) throws -> String {
        let ended = try served.ask(arguments + credential + ["--quiet"])
        #expect(ended.status == 0, "\(arguments): \(ended.errors)")
        let id = ended.output.filter { !$0.isNewline }
        #expect(UUID(uuidString: id) != nil, "\(arguments): \(ended.output)")
        return id
    }

    /// Somebody new, by the option that names the file of their token.
    private func somebody(_ served: Served, _ arguments: [String]) throws -> [String] {
        let person = try made(served, ["participant", "add-person"] + arguments)
        let file = served.data + "/\(person).token"
        let issued = try served.ask(["token", "issue", "t", "--person", person, "--to", file])
        #expect(issued.status == 0, "\(issued.errors)")
        return ["--token-file", file]
    }

    @Test func `with --quiet each verb prints the id of what it made, and a search finds it`()
        throws
    {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let lab = try made(served, ["participant", "register", "ai-developer", "Aspen"])
        let dev = try somebody(served, ["Dev", "--participant", lab])
        let cora = try somebody(served, ["Cora", "--role", "coordinator", "--role", "member"])
        _ = try made(served, ["engagement", "open", "Blue Heron"], with: dev)
        let plan = ["scan", "declare", "pkg:npm/left-pad", "--technique", "fuzzing", "--tool"]
        let scan = try made(served, plan + ["afl"], with: dev)
        let shown = try served.ask(["scan", "show", scan] + dev)
        let inMinutes = /window   \d{4}-\d\d-\d\d \d\d:\d\d UTC to \d{4}-\d\d-\d\d \d\d:\d\d UTC\n/
        #expect(shown.output.contains(inMinutes), "\(shown.output)")
        let report = [
            "report", "finding", "--package", "pkg:npm/left-pad@1.3.0", "--title", "Pads",
        ]
        let finding = try made(served, report + ["--description", "A negative length is taken."])
        let record = ["vulnerability", "record", finding, "--title", "Pads", "--range"]
        let root = try made(served, record + ["vers:npm/<1.3.1"], with: cora)
        let onCase = try made(served, ["case", "open", root, "Left-pad"], with: cora)
        let moment = Date.now.addingTimeInterval(30 * 86_400).ISO8601Format()
        let prepare = ["bundle", "prepare", onCase, "--at", moment, "--what-to-do", "Apply it."]
        let bundle = try made(served, prepare + ["--workaround", "Do not pad."], with: cora)
        let found = try served.ask(["search", "LEFT-PAD"] + cora)
        for id in [finding, root, onCase, bundle] {
            #expect(found.output.contains(id), "\(found.output)")
        }
        let one = try served.ask(["search", bundle, "--json"] + cora)
        #expect(one.output.contains(#""page":"/bundles/\#(bundle)""#), "\(one.output)")
        let none = try served.ask(["search", "xylophone"])
        #expect(none.status == 0 && none.output.hasPrefix("Nothing that you may see has that."))
        _ = served.run.stop()
    }

    @Test
    func `a log that is asked for too much says how long it is, and a bad key that it is one`()
        throws
    {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let proof = try served.ask(["log", "proof", "9999"], isKnown: false)
        #expect(proof.status == 1)
        #expect(proof.errors.contains("The log has no entry 9999: it has "), "\(proof.errors)")
        #expect(proof.errors.contains("from 0 to ") && !proof.errors.contains("404"))
        let check = try CommandRun.run(["log", "check", "/dev/null", "--key", "nonsense"])
        #expect(check.status == 2)
        #expect(check.output.hasPrefix("--key is no verifier key: "), "\(check.output)")
        #expect(!(check.output + check.errors).contains("Usage"))
        _ = served.run.stop()
    }

    @Test func `what was done is told to anybody, as a table or as JSON`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let told = try served.ask(["transparency"], isKnown: false)
        #expect(told.status == 0 && told.output.contains("No month has ended yet."), "\(told)")
        #expect(told.output.contains("Check it: clearinghouse log verify http://"))
        let json = try served.ask(["transparency", "--json"], isKnown: false)
        #expect(json.output.hasPrefix("{") && json.output.contains("\"months\":[]"))
        _ = served.run.stop()
    }
}
