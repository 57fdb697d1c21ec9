import HTTPValues
import Testing

@Suite("Reason phrases")
struct ReasonPhraseTests {
    @Test(
        "A status has the phrase of the IANA registry, and an unknown one has an empty phrase",
        arguments: [
            (100, "Continue"), (200, "OK"), (204, "No Content"), (404, "Not Found"), (418, "I'm a Teapot"),
            (511, "Network Authentication Required"), (299, ""), (306, ""), (999, ""), (0, ""), (-1, ""),
        ])
    func phrases(status: Int, phrase: String) {
        #expect(ReasonPhrase.text(for: status) == phrase)
    }
}
