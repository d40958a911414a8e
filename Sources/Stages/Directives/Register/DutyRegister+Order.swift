// SPDX-License-Identifier: Apache-2.0

extension DutyRegister {
    /// Defence of the Government's own systems, and help for others (section 2).
    static let defence = [
        Duty(
            "eo-14409-national-security-systems",
            .order,
            section: "section 2",
            owner: "Committee on National Security Systems",
            "Give priority to the cyber defense of National Security Systems.",
            term: ofOrder(30),
            basis: .accounts
        ),
        Duty(
            "eo-14409-department-of-war",
            .order,
            section: "section 2",
            owner: "Secretary of War",
            "Give priority to the cyber defense of Department of War information systems.",
            term: ofOrder(30),
            basis: .accounts
        ),
        Duty(
            "eo-14409-2-c-directives",
            .order,
            section: "section 2(c)",
            owner: "Secretary of Homeland Security, through the Director of CISA",
            "Issue binding operational directives for civilian federal information systems.",
            term: ofOrder(30),
            basis: .text,
            note: "BOD 26-04 was issued on 10 June 2026; whether it is all that is owed is not "
                + "publicly known."
        ),
        Duty(
            "eo-14409-2-c-programs",
            .order,
            section: "section 2(c)",
            owner: "Secretary of Homeland Security, through the Director of CISA",
            "Establish or expand programs and services that enhance AI-enabled defensive tools.",
            term: ofOrder(30),
            basis: .accounts
        ),
        Duty(
            "eo-14409-2-c-access",
            .order,
            section: "section 2(c)",
            owner: "Secretary of Homeland Security, through the Director of CISA",
            "Facilitate access to cybersecurity tools and services for agencies, state and local "
                + "authorities and operators of critical infrastructure.",
            term: ofOrder(30),
            basis: .accounts
        ),
        Duty(
            "eo-14409-hiring",
            .order,
            section: "section 2",
            owner: "Office of Personnel Management",
            "Expand the pathways by which cybersecurity specialists are hired.",
            term: ofOrder(60),
            basis: .accounts
        ),
        Duty(
            "eo-14409-grants",
            .order,
            section: "section 2",
            owner: "Office of Management and Budget",
            "Identify federal grant funding for finding vulnerabilities with AI.",
            term: nil,
            basis: .accounts,
            note: "The term is not known here."
        ),
    ]

    /// The clearinghouse itself (section 2(d)).
    static let clearinghouse = [
        Duty(
            "eo-14409-2-d",
            .order,
            section: "section 2(d)",
            owner: "Secretary of the Treasury, with others that the order names",
            "Form an AI cybersecurity clearinghouse, in voluntary collaboration with the AI "
                + "industry and operators of critical infrastructure.",
            term: ofOrder(30),
            basis: .text
        )
    ]

    private static let modelOwners =
        "Secretary of the Treasury, Secretary of War through the Director of NSA, and Secretary of "
        + "Homeland Security through the Director of CISA"

    /// Frontier models (section 3): duties of the Government, none of developers.
    static let models = [
        Duty(
            "eo-14409-3-a",
            .order,
            section: "section 3(a)",
            owner: modelOwners,
            "Develop a classified process that assesses the advanced cyber capabilities of AI "
                + "models and sets the threshold of a covered frontier model.",
            term: ofOrder(60),
            basis: .text,
            note: "What the process measures is classified; this register keeps none of it."
        ),
        Duty(
            "eo-14409-3-b",
            .order,
            section: "section 3(b)",
            owner: modelOwners,
            "Design a voluntary framework with AI developers for access, for up to 30 days before "
                + "they plan to release a model to other trusted partners.",
            term: ofOrder(60),
            basis: .text
        ),
    ]

    /// Enforcement (section 4).
    static let enforcement = [
        Duty(
            "eo-14409-4",
            .order,
            section: "section 4",
            owner: "Attorney General",
            "Give priority to cases in which AI is used to break into computers.",
            term: nil,
            basis: .text,
            note: "A standing duty: the order sets no term."
        )
    ]
}
