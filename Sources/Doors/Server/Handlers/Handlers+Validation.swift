// SPDX-License-Identifier: Apache-2.0

import Validation

extension Handlers {
    static func validation(_ routes: inout RouteTable) {}
}
