/// Parses the names and values in a `Cookie` header (RFC 6265 section 4.2).
package enum CookiePair {
    /// Returns the pairs in `field`, in order. A part without `=` is a name with an empty value.
    package static func all(in field: String) -> [(name: String, value: String)] {
        field.split(separator: ";").compactMap { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(pair[0]).trimmingBlanks
            return name.isEmpty ? nil : (name, pair.count > 1 ? String(pair[1]).trimmingBlanks : "")
        }
    }
}
