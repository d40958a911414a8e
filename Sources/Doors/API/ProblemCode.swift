// SPDX-License-Identifier: Apache-2.0

/// The sorts of answers that are not what was asked for; stable, so a program may rely on each.
///
/// Stages add more precise codes of their own, such as `lease-expired`, under the same status.
package enum ProblemCode: String, Sendable, CaseIterable {
    case malformed
    case badRequest = "bad-request"
    case unauthenticated
    case forbidden
    case originRefused = "origin-refused"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case requestTimeout = "request-timeout"
    case conflict
    case gone
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case unknownHost = "unknown-host"
    case invalid
    case limit
    case repeatKeyReused = "repeat-key-reused"
    case tooManyRequests = "too-many-requests"
    case headersTooLarge = "headers-too-large"
    case `internal`
    case notStored = "not-stored"
    case notReady = "not-ready"
    case outcomeUnknown = "outcome-unknown"

    /// The HTTP status that goes with it.
    package var status: Int {
        switch self {
        case .malformed, .badRequest: 400
        case .unauthenticated: 401
        case .forbidden, .originRefused: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .requestTimeout: 408
        case .conflict: 409
        case .gone: 410
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .unknownHost: 421
        case .invalid, .limit, .repeatKeyReused: 422
        case .tooManyRequests: 429
        case .headersTooLarge: 431
        case .internal: 500
        case .notStored, .notReady: 503
        case .outcomeUnknown: 504
        }
    }

    /// What it means, the same for every occurrence.
    package var title: String {
        switch self {
        case .malformed: "The body is not what its media type says"
        case .badRequest: "The request cannot be read"
        case .unauthenticated: "Say who you are"
        case .forbidden: "Not for you to do"
        case .originRefused: "The request came from another site"
        case .notFound: "Nothing here"
        case .methodNotAllowed: "Not with this method"
        case .requestTimeout: "The request took too long to arrive"
        case .conflict: "It contradicts the present state"
        case .gone: "It has ended"
        case .tooLarge: "The body is too large"
        case .unsupportedMediaType: "Not in this media type"
        case .unknownHost: "This server does not answer to that name"
        case .invalid: "What was sent is not acceptable"
        case .limit: "More than a limit allows"
        case .repeatKeyReused: "The Idempotency-Key was used for another request"
        case .tooManyRequests: "Too many requests"
        case .headersTooLarge: "The request's headers are too large"
        case .internal: "Something went wrong here"
        case .notStored: "Not stored; nothing has changed"
        case .notReady: "Not ready yet"
        case .outcomeUnknown: "It is unknown whether it was stored"
        }
    }

    /// What any endpoint may answer, whatever it does.
    package static let everywhere: [ProblemCode] = [
        .badRequest, .tooManyRequests, .internal, .notStored,
    ]
}
