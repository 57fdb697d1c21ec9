/// Rules for the path of a URL.
enum URLPath {
    /// `path` without its `.` and `..` segments.
    ///
    /// The dialect of httpx leaves no slash where a last `.` or `..` stood (`/a/b/..` is `/a`); that of aiohttp
    /// follows RFC 3986 section 5.2.4 (`/a/`).
    static func removingDotSegments(_ path: String, in dialect: URLDialect) -> String {
        guard hasDotSegment(path) else { return path }
        switch dialect {
        case .httpx: return resolve(path[...], dropsRoot: false, keepsLastSlash: false)
        case .aiohttp:
            let isRooted = path.utf8.first == UInt8(ascii: "/")
            return (isRooted ? "/" : "")
                + resolve(isRooted ? path.dropFirst() : path[...], dropsRoot: true, keepsLastSlash: true)
        }
    }

    private static func hasDotSegment(_ path: String) -> Bool {
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

    private static func resolve(_ path: Substring, dropsRoot: Bool, keepsLastSlash: Bool) -> String {
        var output: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
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

    /// The path of a relative reference without its `scheme:` look: the colon becomes `%3A`.
    static func hidingScheme(_ path: String) -> String {
        guard let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")), colon > path.startIndex,
            path.utf8[..<colon].allSatisfy({ schemeBytes.contains($0) })
        else { return path }
        return path[..<colon] + "%3A" + path[path.utf8.index(after: colon)...]
    }

    private static let schemeBytes = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.")

    /// The path that `reference` means seen from `base` (RFC 3986 section 5.2.3), dot segments not yet removed.
    static func merge(_ reference: String, into base: URLComponents) -> String {
        guard let slash = base.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "/" + reference }
        return base.path[...slash] + reference
    }

    /// The path that `reference` means seen from `base`, as Python's `urljoin` finds it: empty segments inside a
    /// relative path go, and a result without segments is the root.
    static func resolved(_ reference: String, against base: String) -> String {
        var segments = reference.split(separator: "/", omittingEmptySubsequences: false)
        if reference.utf8.first != UInt8(ascii: "/") {
            var parents = base.split(separator: "/", omittingEmptySubsequences: false)
            if parents.last != "" { parents.removeLast() }
            segments = withoutInnerEmpties(parents + segments)
        }
        var output: [Substring] = []
        for segment in segments {
            switch segment {
            case ".": break
            case "..": _ = output.popLast()
            default: output.append(segment)
            }
        }
        if segments.last == "." || segments.last == ".." { output.append("") }
        let path = output.joined(separator: "/")
        return path.isEmpty ? "/" : path
    }

    private static func withoutInnerEmpties(_ segments: [Substring]) -> [Substring] {
        guard segments.count > 2, let first = segments.first, let last = segments.last else { return segments }
        return [first] + segments.dropFirst().dropLast().filter { !$0.isEmpty } + [last]
    }
}
