/// The head of a message that one of the two ends of a connection reads: a request for a server, a response for a
/// client. Only the start line differs; the rest is told by ``grammar``.
protocol HTTP1Head: Sendable {
    /// How strictly it is read.
    static var grammar: HTTP1Grammar { get }

    /// The longest start line, and what a longer one is.
    static func startLineLimit(_ limits: HTTP1Limits) -> (length: Int, overflow: HTTP1Violation.Kind)

    /// Refuses what cannot become a start line, as early as possible.
    ///
    /// - Parameter beginning: The first bytes of the message, at least one.
    static func check(beginning: UnsafeRawBufferPointer) throws(HTTP1Violation)

    /// Reads a start line without its end. The headers are added later.
    init(startLine: UnsafeRawBufferPointer, _ limits: HTTP1Limits) throws(HTTP1Violation)

    var headers: Headers { get set }
}
