// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Prioritization
import Severity
import Store
import Timestamps

extension Handlers {
    /// What the asker's participant runs, and what affects it.
    static func inventories(_ routes: inout RouteTable) {
        lines(&routes)
        lists(&routes)
        exposure(&routes)
    }

    private static func lines(_ routes: inout RouteTable) {
        routes.on(Endpoints.listInventory) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readInventory, id: \.id, as: Wire.InventoryItem.init) {
                try $0.inventory(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.addInventoryItem) { call in
            let item = call.body
            try decide(call.viewer, .keepInventory).hiding()
            var faults: [Refusal.Fault] = []
            let line = InventoryLine(
                purl: item.purl,
                isExposed: item.isExposed,
                label: item.label,
                at: "",
                &faults
            )
            guard let line else { throw Refusal.invalidInventory(faults) }
            let done = try await call.submit(ListInventory(viewer: call.viewer, lines: [line]))
            guard let id = done.answer.item else { throw Refusal.notFound }
            let (viewer, now) = (call.viewer, call.services.clock.now())
            let found = try await call.readBack(done.position) {
                try $0.inventoryItem(id, viewer: viewer, now: now)
            }
            return Reply(Wire.InventoryItem(found), at: done.position)
        }
        routes.on(Endpoints.removeInventoryItem) { call in
            let id = try InventoryItemID(wire: call.parameters.id)
            let done = try await call.submit(RemoveInventoryItem(viewer: call.viewer, id: id))
            return Reply(NoBody(), at: done.position)
        }
    }

    private static func lists(_ routes: inout RouteTable) {
        routes.on(Endpoints.importInventory) { call in
            try decide(call.viewer, .keepInventory).hiding()
            let file = try InventoryFile(
                call.body.bytes,
                as: call.body.mediaType == "text/csv" ? .csv : .json,
                exposedUnlessSaid: call.parameters.isExposed
            )
            let command = ListInventory(
                viewer: call.viewer,
                lines: file.lines,
                replacing: call.parameters.isReplacing
            )
            let done = try await call.submit(command)
            return Reply(Wire.InventoryChange(done.answer, file), at: done.position)
        }
    }

    private static func exposure(_ routes: inout RouteTable) {
        routes.on(Endpoints.exposure) { call in
            let (viewer, now) = (call.viewer, call.now)
            try decide(viewer, .readInventory).hiding()
            guard let participant = viewer.participant else { throw Refusal.forbidden }
            let (found, listed) = try await call.read { tables in
                (
                    try tables.exposure(of: participant, viewer: viewer, now: now),
                    try tables.inventorySize(viewer: viewer)
                )
            }
            var answer = Wire.Exposures()
            answer.items = found.map { Wire.Exposure($0, now: now) }
            answer.listed = listed
            return Reply(answer)
        }
    }
}

extension Wire.InventoryItem {
    init(_ item: InventoryItem) {
        self.init()
        id = item.id.description
        purl = item.purl
        isExposed = item.reach.isExposed
        label = item.label
        addedAt = Timestamp(item.addedAt)
    }
}

extension Wire.InventoryChange {
    init(_ change: InventoryChange, _ file: InventoryFile) {
        self.init()
        added = change.added
        kept = change.kept
        removed = change.removed
        setAside = file.setAside
    }
}

extension Wire.Exposure {
    init(_ exposure: Exposure, now: Instant) {
        self.init()
        vulnerability = Wire.Vulnerability(exposure.vulnerability)
        step = exposure.step
        deadline = Wire.Deadline(exposure.deadline, now: now)
        assets = exposure.assets.map { asset in
            var wire = Wire.ExposedAsset()
            wire.item = Wire.InventoryItem(asset.item)
            wire.deadline = Wire.Deadline(asset.deadline, now: now)
            return wire
        }
        outcome = exposure.settled?.outcome.rawValue
        settledAt = exposure.settled.map { Timestamp($0.at) }
    }
}

extension Wire.Deadline {
    init(_ deadline: Deadline, now: Instant) {
        self.init()
        force = deadline.force.rawValue
        timeline = deadline.timeline.rawValue
        due = deadline.due?.description
        dueBefore = deadline.due?.adding(days: 1).map { Timestamp(startOf: $0) }
        start = Timestamp(deadline.start)
        sentence = deadline.sentence
        basis = deadline.basis
        isOverdue = deadline.isOverdue(at: now)
    }
}
