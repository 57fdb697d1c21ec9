extension FetchURL {
    /// Resolves `reference` against this URL (RFC 3986 section 5.2).
    ///
    /// The httpx dialect resolves like Python's `urljoin`: an empty query or fragment of the reference counts as
    /// missing, and a relative path loses its empty segments. The aiohttp dialect keeps this URL's fragment if the
    /// reference has neither path nor fragment.
    ///
    /// - Throws: ``InvalidURL`` if `reference` is malformed.
    public func joined(_ reference: String) throws(InvalidURL) -> FetchURL {
        joined(try FetchURL(reference, dialect: dialect))
    }

    /// Resolves `reference` against this URL (RFC 3986 section 5.2).
    public func joined(_ reference: FetchURL) -> FetchURL {
        guard !text.isEmpty else { return reference }
        guard !reference.text.isEmpty else { return self }
        let relative = reference.components
        let scheme = relative.scheme.isEmpty ? components.scheme : relative.scheme
        guard scheme == components.scheme, scheme.isEmpty || URLComponents.hierarchicalSchemes.contains(scheme) else {
            return reference
        }
        var result = relative
        result.scheme = scheme
        if !relative.hasAuthority {
            result.userInfo = components.userInfo
            result.host = components.host
            result.port = components.port
        }
        dialect.rules.join(relative, to: components, into: &result)
        if result.port == URLComponents.defaultPort(of: scheme) { result.port = nil }
        return FetchURL(result, dialect: dialect)
    }

    /// Appends the path and query of `reference` to this base URL, separated by one slash, as httpx does with
    /// `base_url`: on `http://h/v1`, both `x` and `/x` become `http://h/v1/x`. Returns an absolute reference unchanged.
    ///
    /// - Throws: ``InvalidURL`` if `reference` is malformed.
    package func appending(relative reference: String) throws(InvalidURL) -> FetchURL {
        let relative = try FetchURL(reference, dialect: dialect)
        guard !relative.isAbsolute else { return relative }
        let base = target.utf8.last == UInt8(ascii: "/") ? target : target + "/"
        let merged = base + relative.target.drop { $0 == "/" }
        let parts = merged.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return changed {
            $0.path = parts.first ?? ""
            if $0.hasAuthority || !$0.scheme.isEmpty { $0.path = dialect.rules.removingDotSegments($0.path) }
            $0.query = parts.count > 1 ? parts[1] : nil
        }
    }
}
