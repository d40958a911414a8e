// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import HummingbirdTLS
import NIOCore
import NIOHTTP1
package import Scanning

/// Looks at what owners published, in DNS and at well-known paths: the one door by which this
/// server asks others' (RULES R2).
///
/// A file is asked for over https, at a public address, once, without following a redirect.
package struct WebWitness: ControlWitness {
    /// Seconds until a connection stands, and until all is read.
    private static let connectSeconds: Int64 = 5
    private static let allSeconds: Int64 = 10
    /// The longest file, in bytes.
    private static let fileBytes = 64 << 10

    private let resolver: DNSResolver
    private let allowed: PublicAddresses
    private let authorities: String?

    package init(_ settings: Settings) {
        resolver = DNSResolver(server: settings.resolver)
        allowed = PublicAddresses(besides: settings.proofNetworks)
        authorities = settings.proofAuthorities
    }

    package func texts(at place: ControlPlace) async throws(ControlSightFault) -> [String] {
        switch place {
        case .record(let name): return try await resolver.texts(at: name)
        case .file(let host, _):
            let addresses = try await resolver.addresses(of: host)
            guard !addresses.isEmpty else { throw ControlSightFault(.unreachable) }
            guard let address = addresses.first(where: allowed.allow) else {
                throw ControlSightFault(.privateAddress)
            }
            return try await file(place.text, of: host, at: address)
        }
    }

    /// The file's lines; none where there is no such file.
    private func file(
        _ url: String,
        of host: String,
        at address: String
    ) async throws(ControlSightFault) -> [String] {
        do {
            let client = HTTPClient(
                eventLoopGroupProvider: .singleton,
                configuration: configuration(host, address)
            )
            let result: Result<[String], any Error>
            do {
                result = .success(try await Self.lines(url, client))
            } catch {
                result = .failure(error)
            }
            try await client.shutdown()
            return try result.get()
        } catch let fault as ControlSightFault {
            throw fault
        } catch {
            throw ControlSightFault(Self.fault(error))
        }
    }

    /// Leads the host's name to the address that was looked at, and to no other.
    private func configuration(_ host: String, _ address: String) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let authorities { tls.trustRoots = .file(authorities) }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(Self.connectSeconds))
        )
        configuration.dnsOverride = [host: address]
        configuration.httpVersion = .http1Only
        return configuration
    }

    private static func lines(_ url: String, _ client: HTTPClient) async throws -> [String] {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "user-agent", value: "clearinghouse")
        let response = try await client.execute(request, timeout: .seconds(allSeconds))
        switch response.status.code {
        case 200: break
        case 300..<400: throw ControlSightFault(.redirected)
        case 404, 410: return []
        default: throw ControlSightFault(.unreachable)
        }
        let body: ByteBuffer
        do {
            body = try await response.body.collect(upTo: fileBytes)
        } catch is NIOTooManyBytesError {
            throw ControlSightFault(.tooLarge)
        }
        return String(decoding: body.readableBytesView, as: UTF8.self)
            .split { $0 == "\n" || $0 == "\r\n" }
            .map { line in String(line.drop { $0 == " " }.prefix { $0 != " " && $0 != "\r" }) }
    }

    private static func fault(_ error: any Error) -> ControlFault {
        switch error as? HTTPClientError {
        case .connectTimeout, .deadlineExceeded, .readTimeout, .tlsHandshakeTimeout:
            return .timedOut
        default: break
        }
        // The library's own type is not to be named without importing it.
        return String(reflecting: type(of: error)).contains("SSL") ? .untrusted : .unreachable
    }
}
