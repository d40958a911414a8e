// SPDX-License-Identifier: Apache-2.0

/// One field of the report form, with what was typed and what is wrong with it.
struct ReportField: Sendable {
    let name: String
    let label: String
    let hint: String
    let isNeeded: Bool
    let isLong: Bool
    /// Whether it takes a name of a machine's world, which no dictionary knows.
    let isCode: Bool
    /// Characters at most.
    let most: Int
    /// Where the value stands in the report as programs send it.
    let place: String
    var value = ""
    var faults: [ReportPage.Fault] = []
    var hasFaults = false

    private init(
        _ name: String,
        _ label: String,
        hint: String = "",
        place: String? = nil,
        isNeeded: Bool = false,
        isLong: Bool = false,
        isCode: Bool = false,
        most: Int = 0
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.isNeeded = isNeeded
        self.isLong = isLong
        self.isCode = isCode
        self.most = most
        self.place = place ?? "/\(name)"
    }

    /// The same with what was typed, and with the faults that are its own.
    func holding(_ value: String, _ faults: [ReportPage.Fault]) -> ReportField {
        var field = self
        field.value = value
        field.faults = faults.filter { $0.place == place }
        field.hasFaults = !field.faults.isEmpty
        return field
    }

    /// The fields in their order; the lengths are those that the intake takes.
    static let all = [
        ReportField(
            "package",
            "Package",
            hint: "A package URL such as pkg:npm/left-pad@1.3.0",
            isNeeded: true,
            isCode: true,
            most: 512
        ),
        ReportField("title", "In one line", isNeeded: true, most: 256),
        ReportField(
            "description",
            "What happens, and how it can be seen",
            isNeeded: true,
            isLong: true
        ),
        ReportField(
            "function",
            "Function",
            hint: "If you know it",
            place: "/symbol/function",
            isCode: true,
            most: 256
        ),
        ReportField(
            "file",
            "File",
            hint: "If you know it",
            place: "/symbol/file",
            isCode: true,
            most: 512
        ),
        ReportField(
            "weakness",
            "Weakness",
            hint: "A CWE number such as CWE-122, if you know it",
            isCode: true,
            most: 16
        ),
        ReportField(
            "credit",
            "How you want to be named",
            hint: "Leave empty to stay unnamed",
            most: 256
        ),
    ]
}
