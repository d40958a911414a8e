// SPDX-License-Identifier: Apache-2.0

import Access
import StrictJSON
import Testing

@testable import Validation

/// A recipe and its parts are checked before anything is stored: all faults at once, with places.
@Suite struct RecipeTests {
    private func read(_ reproducer: Reproducer) throws -> ReproducerBundle {
        var reader = BundleReader(sink: NoSink())
        try reader.take(reproducer.tar)
        return try reader.close()
    }

    private func faults(_ change: (inout Reproducer) -> Void) -> [String] {
        var reproducer = Reproducer()
        change(&reproducer)
        do {
            _ = try read(reproducer)
            return []
        } catch let refusal as Refusal {
            #expect(refusal.code == "invalid-reproducer")
            return refusal.faults.map { "\($0.place) \($0.code)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `a whole reproducer is read, with the digest that anybody can work out`() throws {
        let bundle = try read(Reproducer())
        #expect(bundle.hasPatch)
        #expect(
            bundle.recipe.oracle
                == .sanitizer(report: .heapBufferOverflow, function: "parse_record")
        )
        #expect(bundle.recipe.runs == Recipe.Runs(of: 3, needed: 3))
        #expect(bundle.parts["inputs/pov"]?.sizeBytes == 40)
        #expect(bundle.treeDigest.count == 64)
    }

    @Test func `a reproducer that lies about a digest is refused at that digest`() {
        let lie = String(repeating: "0", count: 64)
        #expect(
            faults { $0.lies = ["inputs/pov": lie] }
                == ["reproducer.json#/digests/inputs~1pov digest-mismatch"]
        )
        #expect(
            faults { $0.lies = ["tree": lie] }
                == ["reproducer.json#/digests/tree digest-mismatch"]
        )
        #expect(
            faults { $0.lies = ["inputs/none": lie] }
                == ["reproducer.json#/digests/inputs~1none missing-part"]
        )
        #expect(
            faults { $0.lies = ["tree": "ABC"] }.contains(
                "reproducer.json#/digests/tree invalid-digest"
            )
        )
    }

    @Test func `all faults of a recipe are told at once, each with its place`() {
        let told = faults {
            $0.recipe = [
                "format": 2, "build": "make", "run": ["./x"], "input": "../x", "what": 1,
                "oracle": ["kind": "guess"], "runs": ["of": 900], "limits": ["processes": -1],
                "stdin": "no",
            ]
        }
        let places = [
            "/what unknown-key", "/format unknown-format", "/build wrong-kind",
            "/input wrong-folder", "/stdin wrong-kind", "/run missing-input",
            "/oracle/kind unknown-oracle", "/runs/of out-of-range", "/limits/processes wrong-kind",
        ]
        for place in places {
            #expect(told.contains("reproducer.json#\(place)"), "\(place) in \(told)")
        }
    }

    @Test func `parts that are missing or unknown are named`() {
        #expect(
            faults { $0.files["inputs/pov"] = nil }.contains(
                "reproducer.json#/input missing-part"
            )
        )
        #expect(faults { $0.files["run.sh"] = "x" } == ["run.sh unknown-part"])
        #expect(
            faults { $0.files = $0.files.filter { !$0.key.hasPrefix("tree/") } }
                .contains("tree missing")
        )
        #expect(
            faults { $0.recipe["oracle"] = ["kind": "sanitizer", "report": "bug"] }
                == ["reproducer.json#/oracle/report unknown-report"]
        )
        #expect(
            faults { $0.recipe["oracle"] = ["kind": "signal", "signal": "SIGKILL"] }
                == ["reproducer.json#/oracle/signal unknown-signal"]
        )
    }
}
