// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPTypes
import Hummingbird
import Store

/// Answers `/metrics` on a port of this machine only (RULES D4).
struct MetricsResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let counters: Counters
    let services: Services

    func respond(to request: Request, context: BasicRequestContext) async -> Response {
        guard request.head.path == "/metrics", request.method == .get else {
            return Response(status: .notFound)
        }
        let store = services.store.statistics
        let text = counters.text(gauges: [
            ("process_resident_memory_bytes", "Resident memory.", Self.residentBytes),
            ("clearinghouse_store_batches", "Transactions committed.", store.batches),
            ("clearinghouse_store_commands", "Commands done.", store.commands),
            ("clearinghouse_store_refusals", "Commands refused.", store.refusals),
            ("clearinghouse_store_failures", "Batches that failed.", store.failures),
            ("clearinghouse_store_waiting", "Commands that wait now.", store.waiting),
        ])
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// From the second number of /proc/self/statm, in pages; 0 where the system has none.
    private static var residentBytes: Int {
        let file = open("/proc/self/statm", O_RDONLY)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return 0 }
        let numbers = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: " ")
        guard numbers.count > 1, let pages = Int(numbers[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
