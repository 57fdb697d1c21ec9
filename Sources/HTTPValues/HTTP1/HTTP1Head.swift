/// The head of a message read by one end of a connection: a request for a server, a response for a client. Only the
/// start line differs; the rest depends on ``grammar``.
protocol HTTP1Head: Sendable {
    /// How strictly the head is parsed.
    static var grammar: HTTP1Grammar { get }

    /// The maximum length of the start line, and the violation if it is exceeded.
    static func startLineLimit(_ limits: HTTP1Limits) -> (length: Int, overflow: HTTP1Violation.Kind)

    /// Rejects bytes that cannot become a start line, as early as possible.
    ///
    /// - Parameter beginning: The first bytes of the message, at least one.
    static func check(beginning: UnsafeRawBufferPointer) throws(HTTP1Violation)

    /// Parses a start line without its line ending. The headers are added later.
    init(startLine: UnsafeRawBufferPointer, _ limits: HTTP1Limits) throws(HTTP1Violation)

    var headers: Headers { get set }
}
