// SPDX-License-Identifier: Apache-2.0

/// How a server is set up; every field is a line of `SettingsTable`.
package struct Settings: Sendable, Equatable {
    /// Where to listen.
    package struct Listen: Sendable, Equatable {
        package let host: String
        package let port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// Whether only this machine can connect.
        package var isLoopback: Bool {
            host == "localhost" || host == "::1" || host.hasPrefix("127.")
        }
    }

    package var listen = Listen(host: "127.0.0.1", port: 8_080)
    package var folder = "./data"
    package var database: String?
    package var masterKeyFile: String?
    package var origin: String?
    /// Where documents say that they are found; the origin, where it is nil.
    package var publisherAddress: String?
    package var hosts: [String] = []
    package var tlsCertificate: String?
    package var tlsKey: String?
    package var proxies: [String] = []
    /// 0 is any free port; nil is none.
    package var metricsPort: Int?
    package var addressPerMinute = 1_200
    package var tokenPerMinute = 6_000
    package var connections = 1_024
    package var stopSeconds = 20
    /// Validations that run at a time; 0 is none here.
    package var validationWorkers = 1
    package var logLevel = "info"
    /// The DNS server that is asked for proofs of control; the machine's own where it is nil.
    package var resolver: Listen?
    /// A file of certificates that hosts of proofs are believed by, in place of the system's.
    package var proofAuthorities: String?
    /// Networks that are not public, and may be asked for proofs all the same.
    package var proofNetworks: [String] = []

    package init() {}

    /// What does not go together, or would be unsafe (RULES D2).
    package var faults: [SettingFault] {
        var faults: [SettingFault] = []
        if (tlsCertificate == nil) != (tlsKey == nil) {
            faults.append(
                SettingFault("tls-certificate", "It needs tls-key beside it, and that it.")
            )
        }
        if !listen.isLoopback, tlsCertificate == nil, proxies.isEmpty {
            faults.append(
                SettingFault(
                    "listen",
                    """
                    Beyond this machine it needs TLS (tls-certificate and tls-key), or \
                    behind-proxy with the addresses of the proxies in front of it.
                    """
                )
            )
        }
        if !listen.isLoopback, hosts.isEmpty, origin == nil {
            faults.append(
                SettingFault(
                    "allowed-hosts",
                    "Beyond this machine it has to know its names: set origin or allowed-hosts."
                )
            )
        }
        return faults
    }
}

/// What is wrong with a setting.
package struct SettingFault: Error, Sendable, Equatable, CustomStringConvertible {
    package let setting: String
    package let reason: String

    package init(_ setting: String, _ reason: String) {
        self.setting = setting
        self.reason = reason
    }

    package var description: String { "\(setting): \(reason)" }
}

/// Everything that is wrong with the settings.
package struct SettingFaults: Error, Sendable, CustomStringConvertible {
    package let faults: [SettingFault]

    package init(_ faults: [SettingFault]) {
        self.faults = faults
    }

    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
