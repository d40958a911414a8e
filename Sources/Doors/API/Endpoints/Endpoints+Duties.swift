// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// What the order and its directive ask of agencies, with or without an account.
    package static let duties: [any AnyEndpoint] = [listDuties, duty, keepDuty, dutyCalendar]

    package static let listDuties = Endpoint<NoParameters, NoBody, Wire.DutyRegister>(
        .get,
        "/v1/duties",
        "listDuties",
        area: "duties",
        "The register of duties: who owes what until when, and what is known of it.",
        caller: .anyone,
        action: "readDuty"
    )

    package static let duty = Endpoint<Wire.ByDuty, NoBody, Wire.Duty>(
        .get,
        "/v1/duties/{duty}",
        "duty",
        area: "duties",
        "One duty, with what you may see of its evidence.",
        caller: .anyone,
        action: "readDuty"
    )

    package static let keepDuty = Endpoint<Wire.ByDuty, Wire.DutyKeeping, Wire.Duty>(
        .post,
        "/v1/duties/{duty}",
        "keepDuty",
        area: "duties",
        "Keeps your agency's status of a duty, or evidence on it, and who sees that.",
        action: "keepDuty",
        problems: [.conflict]
    )

    package static let dutyCalendar = Endpoint<NoParameters, NoBody, RawBody>(
        .get,
        "/duties.ics",
        "dutyCalendar",
        area: "duties",
        "The register's dates as an iCalendar feed to subscribe to.",
        caller: .anyone,
        action: "readDuty",
        answers: ["text/calendar"]
    )
}
