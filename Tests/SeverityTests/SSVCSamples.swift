// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

/// A small table of our own: two questions, three answers to one of them, two outcomes.
enum Sample {
    static func id(_ text: String) -> SSVC.ID {
        guard let id = SSVC.ID(text) else { preconditionFailure("\(text) is no identifier") }
        return id
    }

    static func point(_ text: String, _ name: String, _ values: [(String, String)]) -> String {
        let id = id(text)
        let all = values.map { key, name in
            "{\"key\":\"\(key)\",\"name\":\"\(name)\",\"definition\":\"d\"}"
        }
        return """
            {"namespace":"\(id.namespace)","key":"\(id.key)","version":"\(id.version)",\
            "name":"\(name)","definition":"d","schemaVersion":"2.0.0",\
            "values":[\(all.joined(separator: ","))]}
            """
    }

    static let exploitation = point(
        "ssvc:E:1.1.0",
        "Exploitation",
        [("N", "None"), ("P", "Public PoC"), ("A", "Active")]
    )
    static let impact = point(
        "x_org.example#ours:TI:1.0.0",
        "Technical Impact",
        [("P", "Partial"), ("T", "Total")]
    )
    static let outcome = point("ssvc:DO:1.0.0", "What, to Do", [("W", "Wait"), ("G", "Go")])

    static let points = """
        "decision_points":{"ssvc:E:1.1.0":\(exploitation),\
        "x_org.example#ours:TI:1.0.0":\(impact),"ssvc:DO:1.0.0":\(outcome)}
        """

    static let rows = ["NPW", "NTW", "PPW", "PTG", "APG", "ATG"]

    static func mapping(_ rows: [String] = rows) -> String {
        let all = rows.map { row in
            let keys = Array(row)
            return "{\"ssvc:E:1.1.0\":\"\(keys[0])\","
                + "\"x_org.example#ours:TI:1.0.0\":\"\(keys[1])\",\"ssvc:DO:1.0.0\":\"\(keys[2])\"}"
        }
        return "\"mapping\":[\(all.joined(separator: ","))]"
    }

    static func table(
        _ parts: [String] = [points, "\"outcome\":\"ssvc:DO:1.0.0\"", mapping()]
    ) -> [UInt8] {
        let head = """
            {"namespace":"x_org.example#ours","key":"DT_US","version":"1.0.0","name":"Ours",\
            "definition":"d","schemaVersion":"2.0.0"
            """
        return Array((([head] + parts).joined(separator: ",") + "}").utf8)
    }

    static let csv = """
        row,Exploitation v1.1.0,Technical Impact v1.0.0 (x_org.example#ours),"What, to Do v1.0.0"
        0,none,partial,wait
        1,none,total,wait
        2,public poc,partial,wait
        3,public poc,total,go
        4,active,partial,go
        5,active,total,go

        """
}
