extension FetchURL {
    /// The URL without user name and password.
    public func withoutUserInfo() -> FetchURL {
        components.userInfo == nil ? self : changed { $0.userInfo = nil }
    }

    /// The URL without its fragment.
    public func withoutFragment() -> FetchURL {
        components.fragment == nil ? self : changed { $0.fragment = nil }
    }

    /// The URL with this fragment, escaped where needed; nil removes it.
    public func with(fragment: String?) -> FetchURL {
        changed { $0.fragment = fragment.map { dialect.rules.encodings.fragment.encode($0) } }
    }

    /// The URL with this query, escaped where needed; existing escapes are kept. nil removes the query, an empty one
    /// leaves the `?`.
    public func with(query: String?) -> FetchURL {
        changed { $0.query = query.map { dialect.rules.encodings.query.encode($0) } }
    }

    /// The URL with this scheme, which is not checked. A port that is the new scheme's default is dropped.
    package func with(scheme: String) -> FetchURL {
        changed {
            $0.scheme = scheme.lowercased()
            if $0.port == URLComponents.defaultPort(of: $0.scheme) { $0.port = nil }
        }
    }

    /// The URL with this user name and password, escaped as needed; nil or empty removes them.
    public func with(username: String?, password: String?) -> FetchURL {
        let credential = dialect.rules.encodings.credential
        let name = credential.encode(username ?? "")
        let userInfo = password.map { name + ":" + credential.encode($0) } ?? name
        return changed { $0.userInfo = userInfo.isEmpty || userInfo == ":" ? nil : userInfo }
    }

    /// The URL with these query parameters.
    ///
    /// - Parameters:
    ///   - parameters: The parameters. Replacing with none removes the query; appending none changes nothing.
    ///   - mode: What happens to the existing query.
    /// - Throws: ``InvalidURL`` in the dialect of aiohttp if a value is nil, a Boolean or not a finite number, as
    ///   aiohttp refuses them.
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

/// What happens to the existing query of a URL when parameters are added.
package enum QueryMode: Sendable, Hashable {
    /// The parameters replace it, as in httpx.
    case replace
    /// The parameters follow it, as in aiohttp.
    case append
}
