import FoundationEssentials
import Glibc
import HTTPValues

/// A folder that goes away with its last reference.
final class TemporaryFolder: Sendable {
    /// Where it is.
    let path: String

    init() throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/duet-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw HarnessError("the system gives no temporary folder: \(systemError(errno))")
        }
        path = String(cString: made)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
