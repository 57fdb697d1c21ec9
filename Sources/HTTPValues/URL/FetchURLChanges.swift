extension FetchURL {
    /// Returns the URL without user name and password.
    public func withoutUserInfo() -> FetchURL {
        components.userInfo == nil ? self : changed { $0.userInfo = nil }
    }

    /// Returns the URL without its fragment.
    public func withoutFragment() -> FetchURL {
        components.fragment == nil ? self : changed { $0.fragment = nil }
    }

    /// Returns the URL with this fragment, escaped as needed. Nil removes the fragment.
    public func with(fragment: String?) -> FetchURL {
        changed { $0.fragment = fragment.map { dialect.rules.encodings.fragment.encode($0) } }
    }

    /// Returns the URL with this query, escaped as needed; existing escapes are kept. Nil removes the query, an empty
    /// string leaves the `?`.
    public func with(query: String?) -> FetchURL {
        changed { $0.query = query.map { dialect.rules.encodings.query.encode($0) } }
    }

    /// Returns the URL with this scheme, which is not validated. A port that is the new scheme's default is dropped.
    package func with(scheme: String) -> FetchURL {
        changed {
            $0.scheme = scheme.lowercased()
            if $0.port == URLComponents.defaultPort(of: $0.scheme) { $0.port = nil }
        }
    }

    /// Returns the URL with this user name and password, escaped as needed. Nil or empty removes them.
    public func with(username: String?, password: String?) -> FetchURL {
        let credential = dialect.rules.encodings.credential
        let name = credential.encode(username ?? "")
        let userInfo = password.map { name + ":" + credential.encode($0) } ?? name
        return changed { $0.userInfo = userInfo.isEmpty || userInfo == ":" ? nil : userInfo }
    }

    /// Returns the URL with these query parameters.
    ///
    /// - Parameters:
    ///   - parameters: The parameters. Replacing with an empty list removes the query; appending one changes nothing.
    ///   - mode: How the existing query is handled.
    /// - Throws: ``InvalidURL`` in the aiohttp dialect if a value is nil, a Boolean or not finite, as in aiohttp.
    package func with(_ parameters: QueryParameters, mode: QueryMode) throws(InvalidURL) -> FetchURL {
        try dialect.rules.check(parameters)
        let added = parameters.encoded(in: dialect)
        switch mode {
        case .replace:
            return changed { $0.query = parameters.isEmpty ? nil : added }
        case .append:
            guard !added.isEmpty else { return self }
            guard let query = components.query, !query.isEmpty else { return changed { $0.query = added } }
            return changed { $0.query = query.utf8.last == UInt8(ascii: "&") ? query + added : query + "&" + added }
        }
    }

    func changed(_ change: (inout URLComponents) -> Void) -> FetchURL {
        var components = components
        change(&components)
        return FetchURL(components, dialect: dialect)
    }
}

/// How parameters are combined with the existing query of a URL.
package enum QueryMode: Sendable, Hashable {
    /// Replace the query, as in httpx.
    case replace
    /// Append to the query, as in aiohttp.
    case append
}
