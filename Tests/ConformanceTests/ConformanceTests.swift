// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import Testing

@Test func `a suite that falls one case short misses its bar`() {
    let short = Figure("a.suite", 317, "cases", better: .more, bar: .value(318))
    let whole = Figure("a.suite", 318, "cases", better: .more, bar: .value(318))
    #expect(short.ok == false)
    #expect(whole.ok == true)
}

@Test func `an absent peer is never passed`() {
    let peer = Figure.Peer.absent("orjson", why: "not installed")
    let figure = Figure("a.rate", 9, "results/s", better: .more, peer: peer, bar: .ratio(4))
    #expect(figure.ok == nil)
    #expect(figure.jsonLine.contains(#""peerValue":null,"ratio":null,"bar":4,"ok":null"#))
    #expect(FigureTable([figure]).text.contains("absent"))
}

@Test func `a ratio says how many times better, whichever way the unit runs`() {
    let faster = Figure("a.time", 2, "ms", better: .less, peer: .measured("theirs", 8))
    let more = Figure("a.rate", 8, "rows/s", better: .more, peer: .measured("theirs", 2))
    #expect(faster.ratio == 4)
    #expect(more.ratio == 4)
}
