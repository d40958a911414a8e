// SPDX-License-Identifier: Apache-2.0

import NIOCore

extension SettingsTable {
    /// How this server looks for what owners publish (docs/operate/control.md).
    static let proofs: [Setting] = [
        Setting(
            "resolver",
            "ADDRESS:PORT",
            standard: "those of /etc/resolv.conf",
            "The DNS server that is asked for proofs of control; let it check DNSSEC."
        ) { settings, text in
            settings.resolver = place(text)
            let address = settings.resolver.map { try? SocketAddress(ipAddress: $0.host, port: 53) }
            return address.flatMap(\.self) == nil
                ? "An address and a port, such as 127.0.0.1:53 or [::1]:53." : nil
        },
        Setting(
            "proof-authorities",
            "FILE",
            standard: "the system's",
            "Certificates in PEM by which hosts of proofs are believed, in place of the system's."
        ) {
            $0.proofAuthorities = $1
            return $1.isEmpty ? "Name a file." : nil
        },
        Setting(
            "proof-networks",
            "NETWORKS",
            standard: "none",
            isList: true,
            "Networks that are not public and may be asked for proofs, such as 10.1.0.0/16."
        ) {
            $0.proofNetworks = split($1)
            return $0.proofNetworks.allSatisfy(PublicAddresses.isNetwork)
                ? nil : "Addresses with a prefix length, such as 10.1.0.0/16."
        },
    ]
}
