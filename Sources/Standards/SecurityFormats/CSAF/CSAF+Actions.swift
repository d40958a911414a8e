// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CSAF {
    /// What can be done about a vulnerability (section 3.2.3.12).
    public struct Remediation: Sendable, Hashable {
        /// What a remediation can be.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// There will be a fix; CSAF 2.1 alone.
            case fixPlanned = "fix_planned"
            /// It lowers the risk, and the vulnerability stays.
            case mitigation
            /// There will be no fix.
            case noFixPlanned = "no_fix_planned"
            /// There is no fix now.
            case noneAvailable = "none_available"
            /// A patch that one may do without; CSAF 2.1 alone.
            case optionalPatch = "optional_patch"
            /// The vendor's fix.
            case vendorFix = "vendor_fix"
            /// A setting that keeps the vulnerability out of reach.
            case workaround
        }

        /// What kind it is.
        public var category: Category
        /// What to do.
        public var details: String
        /// Identifiers of the products it is for.
        public var products: [String]
        /// Identifiers of groups of products it is for.
        public var groups: [String] = []
        /// Where it is to be had.
        public var url: String?
        /// From when on.
        public var date: DateTime?
        /// What one has to have or to sign to get it.
        public var entitlements: [String] = []
        /// What has to be started again.
        public var restart: Restart?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What can be done about a vulnerability in products.
        public init(
            _ category: Category,
            details: String,
            products: [String],
            url: String? = nil
        ) {
            self.category = category
            self.details = details
            self.products = products
            self.url = url
        }
    }

    /// What has to be started again for a remediation to work (section 3.2.3.12.7).
    public struct Restart: Sendable, Hashable {
        /// What can be started again.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// What it is connected to.
            case connected
            /// What depends on it.
            case dependencies
            /// The machine.
            case machine
            /// Nothing.
            case none
            /// What it is part of.
            case parent
            /// The service.
            case service
            /// The system.
            case system
            /// The component itself.
            case vulnerableComponent = "vulnerable_component"
            /// All within a security zone.
            case zone
        }

        /// What it is.
        public var category: Category
        /// More on it.
        public var details: String?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What has to be started again.
        public init(_ category: Category, details: String? = nil) {
            self.category = category
            self.details = details
        }
    }

    /// What may change about a vulnerability with time (section 3.2.3.14).
    public struct Threat: Sendable, Hashable {
        /// What a threat can be about.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// How far exploitation has come.
            case exploitStatus = "exploit_status"
            /// What it does to whom.
            case impact
            /// Who is likely to be attacked.
            case targetSet = "target_set"
        }

        /// What it is about.
        public var category: Category
        /// What is known.
        public var details: String
        /// Since when.
        public var date: DateTime?
        /// Identifiers of the products it is about.
        public var products: [String]
        /// Identifiers of groups of products it is about.
        public var groups: [String] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// What is known of a threat to products.
        public init(_ category: Category, details: String, products: [String] = []) {
            self.category = category
            self.details = details
            self.products = products
        }
    }

    /// Why products are not affected, in a word that programs know (section 3.2.3.5).
    public struct Flag: Sendable, Hashable {
        /// The words.
        public enum Label: String, Sendable, Hashable, CaseIterable {
            /// The component is not there.
            case componentNotPresent = "component_not_present"
            /// Protections are built in.
            case inlineMitigationsExist = "inline_mitigations_already_exist"
            /// No attacker can control the code.
            case codeNotControllable = "vulnerable_code_cannot_be_controlled_by_adversary"
            /// The code never runs.
            case codeNotExecuted = "vulnerable_code_not_in_execute_path"
            /// The code is not there.
            case codeNotPresent = "vulnerable_code_not_present"
        }

        /// The word.
        public var label: Label
        /// Identifiers of the products.
        public var products: [String]
        /// Identifiers of groups of products.
        public var groups: [String] = []
        /// When it was found so.
        public var date: DateTime?
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// Why products are not affected.
        public init(_ label: Label, products: [String]) {
            self.label = label
            self.products = products
        }
    }

    /// How somebody took part in handling a vulnerability (section 3.2.3.7).
    public struct Involvement: Sendable, Hashable {
        /// Who can take part.
        public enum Party: String, Sendable, Hashable, CaseIterable {
            /// Who coordinates.
            case coordinator
            /// Who found it.
            case discoverer
            /// Anybody else.
            case other
            /// Who uses the product.
            case user
            /// Who makes the product.
            case vendor
        }

        /// How far they are.
        public enum Status: String, Sendable, Hashable, CaseIterable {
            /// They are done.
            case completed
            /// They were asked.
            case contactAttempted = "contact_attempted"
            /// They say it is none.
            case disputed
            /// They are at it.
            case inProgress = "in_progress"
            /// They were not asked.
            case notContacted = "not_contacted"
            /// They know of it.
            case open
        }

        /// Who.
        public var party: Party
        /// How far they are.
        public var status: Status
        /// Since when.
        public var date: DateTime?
        /// What there is to say about it.
        public var summary: String?
        /// How to reach them; CSAF 2.1 alone.
        public internal(set) var contact: String?
        /// Identifiers of the products it is about; CSAF 2.1 alone.
        public internal(set) var products: [String] = []
        /// Identifiers of groups of products it is about; CSAF 2.1 alone.
        public internal(set) var groups: [String] = []
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// How somebody took part.
        public init(_ party: Party, _ status: Status, date: Timestamp?, summary: String? = nil) {
            self.party = party
            self.status = status
            self.date = date.map { DateTime($0) }
            self.summary = summary
        }
    }
}
