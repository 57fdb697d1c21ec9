import Fetch
import HTTPX
import Testing

/// The defaults of a client are those of httpx's policy.
@Suite struct DefaultTests {
    @Test("options without arguments are the policy of the style")
    func options() {
        let options = ClientOptions()
        #expect(options.timeout.limits == FetchPolicy.httpx.timeouts)
        #expect(options.limits == FetchPolicy.httpx.limits)
        #expect(options.maxRedirects == FetchPolicy.httpx.redirects.maximum)
        #expect(options.followRedirects == FetchPolicy.httpx.redirects.isFollowed)
        #expect(options.trustEnv == FetchPolicy.httpx.trustsEnvironment)
    }
}
