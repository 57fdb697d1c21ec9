import CCurl
import HTTPValues

/// The user of a libcurl easy handle, which libcurl's callbacks find by the handle's private pointer.
class CurlUser {
    /// Notes a socket that was opened for the handle.
    func opened(_ socket: Int32) {}

    /// Notes that libcurl resolves a host name.
    func resolves() {}

    /// Handles the end of what libcurl does with the handle.
    func finished(_ code: CURLcode) {}

    /// Calls `body` with the user behind `context`. No reference is counted: the user owns libcurl's handle.
    static func with<Result>(_ context: UnsafeMutableRawPointer?, _ body: (CurlUser) -> Result) -> Result? {
        guard let context else { return nil }
        return Unmanaged<CurlUser>.fromOpaque(context)._withUnsafeGuaranteedRef { body($0) }
    }
}
