import HTTPValues

/// The cases that every client must pass.
public enum Suite {
    /// All cases except those that need a real server.
    public static let cases: [Case] =
        requestLine + parameters + headers + authentication + bodies + replies + redirects + cookies + decoding
        + charsets + streaming + pool + timeouts + failures + malformed + limits + cancellation + proxies

    /// Sets the group of `cases`.
    static func group(_ name: String, _ cases: [Case]) -> [Case] {
        cases.map { test in
            var test = test
            test.group = name
            return test
        }
    }
}
