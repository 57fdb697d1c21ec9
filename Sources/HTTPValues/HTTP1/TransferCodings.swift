/// The transfer codings of a message (RFC 9112 section 6.1). Both ends implement only `chunked`.
struct TransferCodings {
    private let names: [String]

    init(_ value: String) {
        names = value.listTokens
    }

    /// - Throws: ``HTTP1Violation``, which is ``HTTP1Violation/Kind/notImplemented`` if known codings precede
    ///   `chunked`.
    func checkOnlyChunked() throws(HTTP1Violation) {
        guard let last = names.last, last.equalsIgnoringASCIICase("chunked"), names.dropLast().allSatisfy(Self.isKnown)
        else { throw HTTP1Violation("bad Transfer-Encoding") }
        guard names.count == 1 else { throw HTTP1Violation(.notImplemented, "a compressed transfer") }
    }

    private static func isKnown(_ name: String) -> Bool {
        ["gzip", "x-gzip", "deflate", "compress", "x-compress"].contains { $0.equalsIgnoringASCIICase(name) }
    }
}
