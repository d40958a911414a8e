// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Go's own log code (golang.org/x/mod/sumdb), run as a program beside ours.
enum GoChecker {
    /// Where Debian's package golang-golang-x-mod-dev puts Go's sources.
    private static let path = "/usr/share/gocode"

    static let isThere =
        FileManager.default.fileExists(atPath: path + "/src/golang.org/x/mod/sumdb/tlog")
        && ["/usr/bin/go", "/usr/local/go/bin/go"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        }

    static let absence: Comment =
        "not checked by Go: install Debian's golang-go and golang-golang-x-mod-dev"

    /// Gives the program these lines and takes back what it prints, one line for each.
    static func run(_ lines: [String]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "check.go")
        let input = folder.appending(path: "input")
        try Data(program.utf8).write(to: source)
        try Data(lines.joined(separator: "\n").utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["go", "run", source.path]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["GO111MODULE": "off", "GOPATH": path, "GOCACHE": folder.appending(path: "c").path]
        ) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: input)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// One command a line; `ok`, a value, or the error.
    private static let program = """
        package main

        import (
            "bufio"
            "encoding/base64"
            "fmt"
            "os"
            "strconv"
            "strings"

            "golang.org/x/mod/sumdb/note"
            "golang.org/x/mod/sumdb/tlog"
        )

        type stored []tlog.Hash

        func (s *stored) ReadHashes(places []int64) ([]tlog.Hash, error) {
            var out []tlog.Hash
            for _, place := range places {
                out = append(out, (*s)[place])
            }
            return out, nil
        }

        func bytes(text string) []byte {
            data, err := base64.StdEncoding.DecodeString(text)
            if err != nil {
                panic(err)
            }
            return data
        }

        func number(text string) int64 {
            n, err := strconv.ParseInt(text, 10, 64)
            if err != nil {
                panic(err)
            }
            return n
        }

        func hash(text string) (h tlog.Hash) {
            copy(h[:], bytes(text))
            return h
        }

        func path(texts []string) (p []tlog.Hash) {
            for _, text := range texts {
                p = append(p, hash(text))
            }
            return p
        }

        func said(value string, err error) string {
            if err != nil {
                return err.Error()
            }
            return value
        }

        var records stored

        func answer(f []string) string {
            switch f[0] {
            case "records":
                for i := int64(0); i < number(f[1]); i++ {
                    hashes, err := tlog.StoredHashes(i, []byte(fmt.Sprintf("entry %d", i)), &records)
                    if err != nil {
                        return err.Error()
                    }
                    records = append(records, hashes...)
                }
                return "ok"
            case "root":
                h, err := tlog.TreeHash(number(f[1]), &records)
                return said(h.String(), err)
            case "inclusion":
                index := number(f[2])
                leaf := tlog.RecordHash([]byte(fmt.Sprintf("entry %d", index)))
                return said("ok", tlog.CheckRecord(path(f[4:]), number(f[1]), hash(f[3]), index, leaf))
            case "consistency":
                proof := tlog.TreeProof(path(f[5:]))
                return said("ok", tlog.CheckTree(proof, number(f[2]), hash(f[4]), number(f[1]), hash(f[3])))
            case "tile":
                tile := tlog.Tile{H: 8, L: int(number(f[1])), N: number(f[2]), W: int(number(f[3]))}
                data, err := tlog.ReadTileData(tile, &records)
                return said(base64.StdEncoding.EncodeToString(data), err)
            case "open":
                verifier, err := note.NewVerifier(f[1])
                if err != nil {
                    return err.Error()
                }
                n, err := note.Open(bytes(f[2]), note.VerifierList(verifier))
                if err != nil {
                    return err.Error()
                }
                return base64.StdEncoding.EncodeToString([]byte(n.Text))
            case "sign":
                signer, err := note.NewSigner(f[1])
                if err != nil {
                    return err.Error()
                }
                message, err := note.Sign(&note.Note{Text: string(bytes(f[2]))}, signer)
                return said(base64.StdEncoding.EncodeToString(message), err)
            }
            return "unknown command"
        }

        func main() {
            lines := bufio.NewScanner(os.Stdin)
            lines.Buffer(nil, 1<<20)
            for lines.Scan() {
                fmt.Println(answer(strings.Fields(lines.Text())))
            }
        }
        """
}
