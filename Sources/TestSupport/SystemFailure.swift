import Glibc
import HTTPValues

/// Why something that a test needs of the system could not be had.
package struct SystemFailure: Error, CustomStringConvertible {
    /// A sentence for people; never empty.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// What could not be done, and what the system says to that.
    init(_ what: String, code: Int32 = errno) {
        self.init("\(what): \(strerror(code).map { String(cString: $0) } ?? "error \(code)")")
    }
}
