/// A message that breaks the grammar of HTTP/1.1 in a way that could make two readers see two different messages.
package struct HTTP1Violation: Error, Hashable {
    /// What is wrong, as the end of a sentence: "bad Content-Length".
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
