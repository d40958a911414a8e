// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One tab of the browser, with cookies of its own.
struct Tab {
    /// What came of following a link.
    enum Arrival: Equatable {
        case page(path: String, status: Int)
        /// A file to keep, or nothing at all.
        case noPage
    }

    private let browser: Chromium
    private let session: String

    init(_ browser: Chromium, _ session: String) throws {
        self.browser = browser
        self.session = session
        for domain in ["Page", "Runtime", "Log"] { try call("\(domain).enable") }
    }

    @discardableResult
    func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        try browser.call(method, parameters, session: session)
    }

    /// Goes to an address and waits until all of it is there.
    func open(_ address: String) throws -> Arrival {
        _ = browser.takeEvents(session: session)
        let answer = try call("Page.navigate", ["url": address])
        guard answer["errorText"] == nil, answer["isDownload"] as? Bool != true else {
            return .noPage
        }
        try browser.wait(for: "Page.loadEventFired", session: session)
        let found = try ask(
            """
            ({path: location.pathname, type: document.contentType,
              status: performance.getEntriesByType('navigation')[0].responseStatus})
            """
        )
        guard found["type"] as? String == "text/html", let path = found["path"] as? String else {
            return .noPage
        }
        return .page(path: path, status: found["status"] as? Int ?? 0)
    }

    /// The window's width in CSS pixels, and whether it prefers dark colours.
    func setWindow(width: Int, isDark: Bool = false) throws {
        try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false]
        )
        let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
        try call("Emulation.setEmulatedMedia", ["features": [scheme]])
    }

    /// Asks the page: the value of an expression, which is an object.
    func ask(_ expression: String) throws -> [String: Any] {
        let answer = try call(
            "Runtime.evaluate",
            ["expression": expression, "returnByValue": true]
        )
        if let fault = answer["exceptionDetails"] {
            throw Chromium.Fault(description: "\(fault)")
        }
        let result = answer["result"] as? [String: Any]
        return result?["value"] as? [String: Any] ?? [:]
    }

    /// Presses a key, as a person without a mouse does.
    func press(_ key: String, code: Int) throws {
        for type in ["keyDown", "keyUp"] {
            try call(
                "Input.dispatchKeyEvent",
                ["type": type, "key": key, "code": key, "windowsVirtualKeyCode": code]
            )
        }
    }

    /// Everything of the page as a picture.
    func screenshot() throws -> Data {
        let answer = try call("Page.captureScreenshot", ["captureBeyondViewport": true])
        return (answer["data"] as? String).flatMap { Data(base64Encoded: $0) } ?? Data()
    }

    /// What the browser complained of since the page was opened: policies broken, errors, scripts.
    func complaints() throws -> [String] {
        // A question that costs nothing, so that all told so far has been heard.
        _ = try ask("({})")
        return browser.takeEvents(session: session).compactMap { event in
            let told = event["params"] as? [String: Any] ?? [:]
            switch event["method"] as? String {
            case "Log.entryAdded":
                let entry = told["entry"] as? [String: Any] ?? [:]
                // Browsers ask for an icon by themselves; the site has none.
                let isIcon = (entry["url"] as? String)?.hasSuffix("/favicon.ico") == true
                guard entry["level"] as? String == "error", !isIcon else { return nil }
                return entry["text"] as? String
            case "Runtime.exceptionThrown": return "An exception: \(told)"
            case "Runtime.consoleAPICalled": return "The console was written to: \(told)"
            default: return nil
            }
        }
    }
}
