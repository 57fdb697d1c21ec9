public import HTTPValues

typealias RequestHead = ReceivedRequestHead

extension Web {
    /// A version of HTTP.
    public typealias HTTPVersion = HTTPValues.HTTPVersion
}
