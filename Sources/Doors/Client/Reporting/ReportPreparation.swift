// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// What the reporter's own side adds to a SARIF file before it is sent.
///
/// Paths become relative to the source, and each place gets the function around it (SARIF 2.1.0
/// §3.33 logicalLocation).
/// Analysers that name only absolute paths and lines could not be compared with others'. Nothing
/// that the tool said is changed otherwise, and the server keeps what it receives byte for byte.
package struct ReportPreparation {
    /// The source folder as the tool saw it: absolute, with a slash at its end.
    package let sourceFolder: String
    private let read: (String) -> [UInt8]?
    private var finders: [String: FunctionFinder?] = [:]

    /// `read` gives the bytes of a file named relative to the source folder, or nil.
    package init(sourceFolder: String, read: @escaping (String) -> [UInt8]?) {
        self.sourceFolder = sourceFolder.hasSuffix("/") ? sourceFolder : sourceFolder + "/"
        self.read = read
    }

    /// The log with relative paths and function names filled in.
    package mutating func prepared(_ log: JSONValue) -> JSONValue {
        log.changing("runs") { runs in
            runs.mapping { run in
                run.changing("artifacts") {
                    $0.mapping { changingLocation(of: $0, under: "location") }
                }
                .changing("results") { results in results.mapping { prepared(result: $0) } }
            }
        }
    }

    private mutating func prepared(result: JSONValue) -> JSONValue {
        relativised(result).changing("locations") { locations in
            locations.mapping { location in
                guard location["logicalLocations"] == nil, let name = function(around: location),
                    case .object(var object) = location
                else { return location }
                object["logicalLocations"] = [["name": .string(name), "kind": "function"]]
                return .object(object)
            }
        }
    }

    private mutating func function(around location: JSONValue) -> String? {
        let physical = location["physicalLocation"]
        guard let path = physical?["artifactLocation"]?["uri"]?.stringValue,
            let line = physical?["region"]?["startLine"]?.int64Value
        else { return nil }
        return finder(for: path)?.name(atLine: Int(clamping: line))
    }

    private mutating func finder(for path: String) -> FunctionFinder? {
        if let known = finders[path] { return known }
        let isC = [".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".m", ".mm"].contains { suffix in
            path.hasSuffix(suffix)
        }
        let isInside = !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
        let finder = isC && isInside ? read(path).map(FunctionFinder.init(source:)) : nil
        finders[path] = .some(finder)
        return finder
    }

    /// Every artifact location below a value, made relative to the source folder.
    private func relativised(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var changed = object
            for (key, member) in object {
                changed[key] = relativised(
                    key == "artifactLocation" ? relativeLocation(member) : member
                )
            }
            return .object(changed)
        case .array(let elements): return .array(elements.map(relativised))
        case .null, .bool, .number, .string: return value
        }
    }

    private func changingLocation(of artifact: JSONValue, under key: String) -> JSONValue {
        artifact.changing(key, relativeLocation)
    }

    private func relativeLocation(_ location: JSONValue) -> JSONValue {
        location.changing("uri") { uri in
            guard let text = uri.stringValue else { return uri }
            for prefix in ["file://" + sourceFolder, sourceFolder] where text.hasPrefix(prefix) {
                return .string(String(text.dropFirst(prefix.count)))
            }
            return uri
        }
    }
}

extension JSONValue {
    /// The object with one member changed; any other value as it is.
    fileprivate func changing(_ key: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        guard case .object(var object) = self, let member = object[key] else { return self }
        object[key] = change(member)
        return .object(object)
    }

    /// The array with each element changed; any other value as it is.
    fileprivate func mapping(_ change: (JSONValue) -> JSONValue) -> JSONValue {
        guard case .array(let elements) = self else { return self }
        return .array(elements.map(change))
    }
}
