@testable import CurlTransport

extension HTTP1Implementation {
    /// The implementation that the environment chooses, which the tests run on.
    static var tested: HTTP1Implementation? { try? chosen(CurlOptions()) }
}
