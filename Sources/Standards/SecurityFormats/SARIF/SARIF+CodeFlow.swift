// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension SARIF {
    /// How a program comes to what a result says (section 3.36): one flow for each thread.
    public struct CodeFlow: Sendable, Hashable {
        /// What it says to a person (section 3.36.2).
        public var message: String? {
            get { said.text }
            set { said = MessageParts(text: newValue) }
        }
        /// The threads (section 3.36.3).
        public var threadFlows: [ThreadFlow] = []
        var said = MessageParts()

        /// A flow of threads.
        public init(_ threadFlows: [ThreadFlow] = [], message: String? = nil) {
            self.threadFlows = threadFlows
            said.text = message
        }
    }

    /// The places that one thread passes, in time order (section 3.37).
    public struct ThreadFlow: Sendable, Hashable {
        /// What names the thread in its code flow (section 3.37.2).
        public var id: String?
        /// What it says to a person (section 3.37.3).
        public var message: String? {
            get { said.text }
            set { said = MessageParts(text: newValue) }
        }
        /// The places (section 3.37.6).
        public var locations: [ThreadFlowLocation] = []
        /// What the tool's variables hold at the start (section 3.37.4), in plain text.
        public var initialState: [String: String] = [:]
        var said = MessageParts()

        /// A thread by the places that it passes.
        public init(_ locations: [ThreadFlowLocation] = [], id: String? = nil) {
            self.locations = locations
            self.id = id
        }
    }

    /// One place that a thread passes (section 3.38).
    public struct ThreadFlowLocation: Sendable, Hashable {
        /// The place (section 3.38.3); from the run's own list when only indexed.
        public var location: Location?
        /// Its index among the run's places of threads (section 3.38.2).
        public var index: Int?
        /// How much it matters to a reader (section 3.38.13).
        public var importance = Importance.important
        /// How deep it lies in the calls (section 3.38.10).
        public var nestingLevel: Int?
        /// When it is passed, counted over all threads (section 3.38.11).
        public var executionOrder: Int?
        /// What sort of place it is, for example `call` or `branch` (section 3.38.8).
        public var kinds: [String] = []
        /// What the tool's variables hold there (section 3.38.9), in plain text.
        public var state: [String: String] = [:]
        /// The module that it lies in (section 3.38.7).
        public var module: String?

        /// A place that a thread passes.
        public init(_ location: Location? = nil) { self.location = location }

        /// Whether nothing but an index is known of it.
        var isReference: Bool {
            guard index != nil else { return false }
            var bare = Self()
            bare.index = index
            return self == bare
        }
    }

    /// How much a place of a thread matters to a reader (section 3.38.13).
    public enum Importance: String, Sendable, Hashable, CaseIterable {
        /// The flow cannot be understood without it.
        case essential
        /// It helps to understand the flow.
        case important
        /// Only who wants all details needs it.
        case unimportant
    }
}

extension SARIF.Result {
    /// How the program comes to it (section 3.27.18), where `Details.codeFlows` asked for it.
    public var codeFlows: [SARIF.CodeFlow] {
        get { extras.first?.codeFlows ?? [] }
        set { change { $0.codeFlows = newValue } }
    }

    /// Places that help to understand it (section 3.27.22), where asked for.
    public var relatedLocations: [SARIF.Location] {
        get { extras.first?.relatedLocations ?? [] }
        set { change { $0.relatedLocations = newValue } }
    }

    /// Its property bag as it stands (section 3.8), where `Details.properties` asked for it.
    public var properties: JSONObject {
        get { extras.first?.properties ?? JSONObject() }
        set { change { $0.properties = newValue } }
    }

    /// Changes what few results have; nothing known takes no memory.
    mutating func change(_ change: (inout ResultExtras) -> Void) {
        var changed = extras.first ?? ResultExtras()
        change(&changed)
        extras = changed == ResultExtras() ? [] : [changed]
    }
}

/// What of a result is read only where asked for.
struct ResultExtras: Sendable, Hashable {
    var codeFlows: [SARIF.CodeFlow] = []
    var relatedLocations: [SARIF.Location] = []
    var properties = JSONObject()
    /// Where the rule is said to stand, which was not found there.
    var missingRule: Reference?
}

/// What few places have.
struct Remark: Sendable, Hashable {
    var id: String?
    var message = MessageParts()
}

extension SARIF.Result {
    /// The result without indexes into tables of the log that it was read from.
    ///
    /// What they lead to was looked up when it was read, so nothing is lost; two logs that say the
    /// same in other tables come to equal results.
    public var unindexed: SARIF.Result {
        var result = self
        for index in locations.indices { result.locations[index].dropIndexes() }
        result.change { extras in
            for index in extras.relatedLocations.indices {
                extras.relatedLocations[index].dropIndexes()
            }
            for flow in extras.codeFlows.indices {
                for thread in extras.codeFlows[flow].threadFlows.indices {
                    extras.codeFlows[flow].threadFlows[thread].dropIndexes()
                }
            }
        }
        return result
    }
}

extension SARIF.Location {
    fileprivate mutating func dropIndexes() {
        artifact?.index = nil
        for place in logical.indices {
            logical[place].index = nil
            logical[place].parentIndex = nil
        }
    }
}

extension SARIF.ThreadFlow {
    fileprivate mutating func dropIndexes() {
        for place in locations.indices {
            locations[place].index = nil
            locations[place].location?.dropIndexes()
        }
    }
}
