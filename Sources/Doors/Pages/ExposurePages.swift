// SPDX-License-Identifier: Apache-2.0

import Access
import Prioritization
import Server
import Store

extension WebPages {
    /// An operator's one page, and the list of what it runs.
    var exposures: [Route] {
        [exposurePage, inventoryPage, addItemForm, importForm, removeItemForm]
    }

    private var exposurePage: Route {
        ownPage("/exposure") { exchange in
            let (viewer, now) = (exchange.viewer, exchange.now)
            guard let participant = viewer.participant else { throw Refusal.forbidden }
            let (found, listed) = try await exchange.services.store.read { tables in
                (
                    try tables.exposure(of: participant, viewer: viewer, now: now),
                    try tables.inventorySize(viewer: viewer)
                )
            }
            return page(
                .exposure,
                ExposurePage(
                    frame: frame("My exposure", .exposure, exchange),
                    exposures: found,
                    listed: listed,
                    now: now
                )
            )
        }
    }

    private var inventoryPage: Route {
        ownPage("/inventory") { exchange in
            page(.inventory, try await inventory(exchange, InventoryForm()))
        }
    }

    private func inventory(
        _ exchange: Exchange,
        _ form: InventoryForm
    ) async throws -> InventoryPage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        try decide(viewer, .readInventory).hiding()
        let after = exchange.after(InventoryItemID.self)
        let (items, size) = try await exchange.services.store.read { tables in
            (
                try tables.inventory(
                    viewer: viewer,
                    now: now,
                    after: after,
                    limit: InventoryPage.rows + 1
                ),
                try tables.inventorySize(viewer: viewer)
            )
        }
        return InventoryPage(
            frame: frame("My inventory", .exposure, exchange),
            items: items,
            size: size,
            canKeep: (try? decide(viewer, .keepInventory).hiding()) != nil,
            key: newFormKey(),
            form: form
        )
    }

    private var addItemForm: Route {
        .form("/inventory") { exchange in
            try requireAccount(exchange)
            let typed = exchange.form
            return try await listing(exchange, "/inventory", InventoryForm.item(typed)) {
                var faults: [Refusal.Fault] = []
                let line = InventoryLine(
                    purl: typed["purl"] ?? "",
                    isExposed: InventoryForm.exposed(typed),
                    label: typed["label"],
                    at: "",
                    &faults
                )
                guard let line else { throw Refusal.invalidInventory(faults) }
                return ListInventory(viewer: exchange.viewer, lines: [line])
            }
        }
    }

    private var importForm: Route {
        .form("/inventory/import") { exchange in
            try requireAccount(exchange)
            let typed = exchange.form
            return try await listing(exchange, "/inventory/import", InventoryForm.list(typed)) {
                let text = typed["list"] ?? ""
                let isJSON = text.first { !$0.isWhitespace }.map { $0 == "{" || $0 == "[" }
                let file = try InventoryFile(
                    Array(text.utf8),
                    as: isJSON == true ? .json : .csv,
                    exposedUnlessSaid: InventoryForm.exposed(typed)
                )
                return ListInventory(
                    viewer: exchange.viewer,
                    lines: file.lines,
                    replacing: typed["replace"] == "yes"
                )
            }
        }
    }

    /// Lists what a form says, or shows it again with what is wrong.
    private func listing(
        _ exchange: Exchange,
        _ form: String,
        _ typed: InventoryForm,
        _ command: () throws -> ListInventory
    ) async throws -> Answer {
        try decide(exchange.viewer, .keepInventory).hiding()
        do {
            _ = try await exchange.services.store.submit(
                try command(),
                by: exchange.viewer.actor,
                repeating: repeatKey(exchange, form: form)
            )
            return .seeOther("/inventory")
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .limit {
            let again = typed.refused(refusal)
            return page(.inventory, try await inventory(exchange, again), status: 422)
        }
    }

    private var removeItemForm: Route {
        ownForm("/inventory/{id}/remove") { exchange in
            let id: InventoryItemID = try exchange.id()
            _ = try await exchange.services.store.submit(
                RemoveInventoryItem(viewer: exchange.viewer, id: id),
                by: exchange.viewer.actor
            )
            return "/inventory"
        }
    }
}
