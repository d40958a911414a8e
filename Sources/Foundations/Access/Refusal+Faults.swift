// SPDX-License-Identifier: Apache-2.0

extension [Refusal.Fault] {
    /// Notes what is wrong at a place.
    package mutating func note(_ place: String, _ code: String, _ reason: String) {
        append(Refusal.Fault(place: place, code: code, reason: reason))
    }

    /// The word of a closed list that a text names; what is none of them is noted at its place.
    package mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String,
        at place: String,
        _ code: String
    ) -> Word? {
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        note(place, code, "It is one of \(known).")
        return nil
    }
}
