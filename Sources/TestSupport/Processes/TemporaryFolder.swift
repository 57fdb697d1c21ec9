import FoundationEssentials
import Glibc
import HTTPValues

/// A folder that is removed with its last reference.
package final class TemporaryFolder: Sendable {
    /// The path of the folder.
    package let path: String

    package init() throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/duet-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw SystemFailure("the system gives no temporary folder")
        }
        path = String(cString: made)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
