// SPDX-License-Identifier: Apache-2.0
extension Handlers {
    static func intake(_ routes: inout RouteTable) {}
    static func findings(_ routes: inout RouteTable) {}
}
