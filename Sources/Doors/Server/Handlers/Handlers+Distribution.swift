// SPDX-License-Identifier: Apache-2.0

import Distribution

extension Handlers {
    static func distribution(_ routes: inout RouteTable) {}
}
