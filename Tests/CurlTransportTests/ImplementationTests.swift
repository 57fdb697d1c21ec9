import Fetch
import Testing

@testable import CurlTransport

@Suite("The implementation of HTTP/1.1")
struct ImplementationTests {
    @Test("The options decide before the environment")
    func options() throws {
        for implementation in HTTP1Implementation.allCases {
            #expect(try HTTP1Implementation.chosen(CurlOptions(http1: implementation)) == implementation)
        }
    }

    @Test(
        "The environment may name one, and anything else is an error that names the variable",
        arguments: [(nil, .duet), ("", .duet), ("duet", .duet), ("libcurl", .libcurl), ("curl", nil)]
            as [(String?, HTTP1Implementation?)])
    func environment(name: String?, expected: HTTP1Implementation?) throws {
        guard let expected else {
            let error = #expect(throws: FetchError.self) { _ = try HTTP1Implementation(environment: name) }
            #expect("\(error, default: "")".contains("DUET_HTTP1 is 'curl', but must be 'duet' or 'libcurl'"))
            return
        }
        #expect(try HTTP1Implementation(environment: name) == expected)
    }
}
