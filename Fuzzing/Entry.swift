// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The target that `FUZZ_TARGET` names; libFuzzer calls the function below with ever new bytes.
private let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.named(name) else {
        print("FUZZ_TARGET must be one of: \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
        exit(2)
    }
    return target
}()

/// Stops the process where something does not hold, which libFuzzer takes for a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let problem = target.check(bytes) {
        // What is printed waits in a buffer, and an abort would take it along.
        print("\(target.name): \(problem)")
        fflush(nil)
        abort()
    }
    return 0
}
