// SPDX-License-Identifier: Apache-2.0

/// One thing to choose in a form.
struct Choice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
}

extension Sequence where Element: RawRepresentable<String> {
    /// Each of them to choose, the one that was chosen before marked; without words for them they
    /// are named as they are.
    func choices(
        _ chosen: String? = nil,
        label: (Element) -> String = { $0.rawValue.replacing("-", with: " ") }
    ) -> [Choice] {
        map {
            Choice(value: $0.rawValue, label: label($0), isChosen: $0.rawValue == chosen)
        }
    }
}
