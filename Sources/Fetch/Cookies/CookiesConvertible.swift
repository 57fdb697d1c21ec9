/// A type that can be sent as the cookies of a request.
///
/// A dictionary has no order, so its cookies are sent sorted by name; `KeyValuePairs` keeps its order.
public protocol CookiesConvertible: Sendable {
    /// Returns the names and values of the cookies.
    func makeCookies() -> [(name: String, value: String)]
}

extension KeyValuePairs: CookiesConvertible where Key == String, Value == String {
    public func makeCookies() -> [(name: String, value: String)] { map { (name: $0.key, value: $0.value) } }
}

extension Dictionary: CookiesConvertible where Key == String, Value == String {
    public func makeCookies() -> [(name: String, value: String)] {
        sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }
}
