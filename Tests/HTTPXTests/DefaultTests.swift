import Fetch
import HTTPX
import Testing

/// Client defaults match httpx's policy.
@Suite struct DefaultTests {
    @Test("Options without arguments match the policy")
    func options() {
        let options = ClientOptions()
        #expect(options.timeout.limits == FetchPolicy.httpx.timeout)
        #expect(options.limits == FetchPolicy.httpx.limits)
        #expect(options.maxRedirects == FetchPolicy.httpx.redirects.maximum)
        #expect(options.followRedirects == FetchPolicy.httpx.redirects.isFollowed)
        #expect(options.trustEnv == FetchPolicy.httpx.trustsEnvironment)
    }
}
