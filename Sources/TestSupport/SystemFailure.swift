import Glibc
import HTTPValues

/// The error thrown if the system cannot provide something that a test needs.
package struct SystemFailure: Error, CustomStringConvertible {
    /// A human-readable sentence, never empty.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// Describes what failed and the system's error.
    init(_ what: String, code: Int32 = errno) {
        self.init("\(what): \(strerror(code).map { String(cString: $0) } ?? "error \(code)")")
    }
}
