/// Dot segments in the path of a URL.
enum URLPath {
    /// Whether any segment is `.` or `..`.
    static func hasDotSegment(_ path: String) -> Bool {
        var (length, dots) = (0, 0)
        for byte in path.utf8 {
            if byte == UInt8(ascii: "/") {
                if length > 0, length < 3, dots == length { return true }
                (length, dots) = (0, 0)
            } else {
                length += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
            }
        }
        return length > 0 && length < 3 && dots == length
    }

    /// Returns `path` without its `.` and `..` segments.
    ///
    /// - Parameters:
    ///   - dropsRoot: Whether a `..` may remove the empty segment before the first slash.
    ///   - keepsLastSlash: Whether a final `.` or `..` leaves a slash.
    static func resolve(_ path: Substring, dropsRoot: Bool, keepsLastSlash: Bool) -> String {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        return resolve(segments, dropsRoot: dropsRoot, keepsLastSlash: keepsLastSlash)
    }

    /// Like ``resolve(_:dropsRoot:keepsLastSlash:)``, for a path already split into segments.
    static func resolve(_ segments: [Substring], dropsRoot: Bool, keepsLastSlash: Bool) -> String {
        var output: [Substring] = []
        for segment in segments {
            switch segment {
            case ".": break
            case "..": if !output.isEmpty, dropsRoot || output != [""] { output.removeLast() }
            default: output.append(segment)
            }
        }
        if keepsLastSlash, let last = segments.last, last == "." || last == ".." { output.append("") }
        return output.joined(separator: "/")
    }
}
