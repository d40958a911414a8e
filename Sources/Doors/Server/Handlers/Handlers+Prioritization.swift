// SPDX-License-Identifier: Apache-2.0

import Prioritization

extension Handlers {
    static func prioritization(_ routes: inout RouteTable) {}
}
