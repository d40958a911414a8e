// SPDX-License-Identifier: Apache-2.0

extension RunReferences {
    /// Fills in what a location gives by index only (sections 3.4.5 and 3.33.3).
    func complete(_ location: inout SARIF.Location) {
        if var artifact = location.artifact, let index = artifact.index, let artifacts,
            index < artifacts.count
        {
            artifact.uri = artifact.uri ?? artifacts[index].uri
            artifact.uriBaseID = artifact.uriBaseID ?? artifacts[index].uriBaseID
            location.artifact = artifact
        }
        for position in location.logical.indices {
            guard let index = location.logical[position].index, let logicalLocations,
                index < logicalLocations.count
            else { continue }
            let known = logicalLocations[index]
            var logical = location.logical[position]
            logical.name = logical.name ?? known.name
            logical.fullyQualifiedName = logical.fullyQualifiedName ?? known.fullyQualifiedName
            logical.decoratedName = logical.decoratedName ?? known.decoratedName
            logical.kind = logical.kind ?? known.kind
            logical.parentIndex = logical.parentIndex ?? known.parentIndex
            location.logical[position] = logical
        }
    }

    /// Section 3.11.7: the message's own text, else the rule's by its id, else the component's.
    func message(
        _ message: inout MessageParts,
        _ rule: SARIF.Rule?,
        _ reference: Reference?
    ) -> String {
        let text =
            message.text.take()
            ?? message.id.flatMap {
                rule?.messageStrings[$0] ?? component(reference)?.messageStrings[$0]
            } ?? ""
        if message.arguments.isEmpty, message.id == nil { return text }
        return Placeholders.fill(text, message.arguments, atMost: plan.limits.textLengthBytes)
    }

    /// Completes what was read only because it was asked for.
    func completeExtras(of draft: inout Draft, _ component: SARIF.Component?) {
        var room = Self.filledBytesPerResult
        if draft.needsMessages {
            for index in draft.result.locations.indices {
                say(&draft.result.locations[index], component, &room)
            }
        }
        guard var extras = draft.result.extras.first else { return }
        for index in extras.relatedLocations.indices {
            complete(&extras.relatedLocations[index])
            say(&extras.relatedLocations[index], component, &room)
        }
        for flow in extras.codeFlows.indices {
            say(&extras.codeFlows[flow].said, component, &room)
            for thread in extras.codeFlows[flow].threadFlows.indices {
                complete(&extras.codeFlows[flow].threadFlows[thread], component, &room)
            }
        }
        draft.result.extras = [extras]
    }

    /// Sections 3.37 and 3.38.2.
    private func complete(
        _ thread: inout SARIF.ThreadFlow,
        _ component: SARIF.Component?,
        _ room: inout Int
    ) {
        say(&thread.said, component, &room)
        for index in thread.locations.indices {
            if thread.locations[index].isReference, let known = thread.locations[index].index,
                let steps, known < steps.count
            {
                thread.locations[index] = steps[known]
                thread.locations[index].index = known
            }
            guard var location = thread.locations[index].location else { continue }
            complete(&location)
            say(&location, component, &room)
            thread.locations[index].location = location
        }
    }

    private func say(
        _ location: inout SARIF.Location,
        _ component: SARIF.Component?,
        _ room: inout Int
    ) {
        guard var message = location.remark.first?.message, message.isOpen else { return }
        say(&message, component, &room)
        location.change { $0.message = message }
    }

    /// Section 3.11.7 for messages beside a result's own: none of a rule's strings is theirs.
    private func say(
        _ message: inout MessageParts,
        _ component: SARIF.Component?,
        _ room: inout Int
    ) {
        guard message.isOpen else { return }
        let text = message.text ?? message.id.flatMap { component?.messageStrings[$0] }
        let limit = min(plan.limits.textLengthBytes, room)
        let whole = text.map { text in
            limit > 0 ? Placeholders.fill(text, message.arguments, atMost: limit) : text
        }
        if limit > 0 { room -= whole?.utf8.count ?? 0 }
        message = MessageParts(text: whole)
    }

    /// 1 MiB of messages beside a result's own: a step that a run lists once is named for a few
    /// bytes, and its message filled each time; beyond that, messages keep their placeholders.
    private static let filledBytesPerResult = 1 << 20
}
