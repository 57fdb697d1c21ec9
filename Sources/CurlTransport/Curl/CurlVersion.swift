/// A version of libcurl.
struct CurlVersion: Hashable, Comparable {
    let major: Int
    let minor: Int
    let patch: Int

    init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Creates a version from `version_num` of libcurl, which has a byte for each part.
    init(number: UInt32) {
        self.init(Int(number >> 16 & 0xFF), Int(number >> 8 & 0xFF), Int(number & 0xFF))
    }

    static func < (left: CurlVersion, right: CurlVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

extension CurlVersion: CustomStringConvertible {
    var description: String { "\(major).\(minor).\(patch)" }
}
