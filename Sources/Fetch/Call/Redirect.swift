package import HTTPValues

/// The request to send next after a redirect.
package struct Redirect: Sendable {
    /// The method, URL and headers. The URL may contain user information.
    package var head: RequestHead
    /// Whether the body is sent again.
    package var keepsBody: Bool
    /// Whether the target has another origin.
    package var isCrossOrigin: Bool
}

extension RedirectPolicy {
    /// Whether `response` is a redirect that can be followed (RFC 9110 section 15.4). An empty `Location` is ignored.
    package static func isRedirect(_ response: ResponseHead) -> Bool {
        switch response.status {
        case 301, 302, 303, 307, 308: !(response.headers.first("Location") ?? "").isEmpty
        default: false
        }
    }

    /// The request that `response` redirects `request` to.
    ///
    /// - Throws: ``FetchError`` of kind `invalidRedirect` or `unsupportedRedirect` if the target cannot be requested.
    package func next(after request: RequestHead, _ response: ResponseHead) throws(FetchError) -> Redirect {
        let target = try self.target(of: request, response)
        let method = method(after: request.method, status: response.status)
        let isCrossOrigin = target.origin != request.url.origin
        var headers = request.headers
        headers.remove("Cookie")  // set from the jar for each hop
        let keepsBody = method == request.method
        if !keepsBody {
            headers.remove("Content-Length")
            headers.remove("Transfer-Encoding")
            if dropsContentType { headers.remove("Content-Type") }
        }
        if isCrossOrigin { dropSecrets(from: &headers, from: request.url, to: target) }
        return Redirect(
            head: RequestHead(method: method, url: target, headers: headers), keepsBody: keepsBody,
            isCrossOrigin: isCrossOrigin)
    }

    private func target(of request: RequestHead, _ response: ResponseHead) throws(FetchError) -> FetchURL {
        let location = response.headers.first("Location") ?? ""
        guard !namesNoHost(location) else {
            throw FetchError(.invalidRedirect, "Invalid URL in location header: it has no host")
        }
        var target: FetchURL
        do {
            // An absolute target is used as is. Resolving it would lose an empty query.
            let reference = try FetchURL(location, dialect: request.url.dialect)
            target = !reference.scheme.isEmpty && reference.isAbsolute ? reference : request.url.joined(reference)
        } catch {
            throw FetchError(.invalidRedirect, "Invalid URL in location header: \(error)")
        }
        guard target.scheme == "http" || target.scheme == "https" else {
            throw FetchError(
                .unsupportedRedirect, "The redirect goes to the scheme '\(target.scheme)', which is not HTTP")
        }
        guard !target.host.isEmpty else {
            throw FetchError(.invalidRedirect, "Invalid URL in location header: it has no host")
        }
        if inheritsFragment, target.encodedFragment == nil, let fragment = request.url.encodedFragment {
            target = target.with(fragment: fragment)
        }
        return target
    }

    /// Whether `location` is an HTTP URL without a host. Resolving a bare `http://` would lead back to the origin that
    /// sent it, forever.
    private func namesNoHost(_ location: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: { location.lowercased().hasPrefix($0) }) else {
            return false
        }
        let rest = location.dropFirst(scheme.count)
        return rest.isEmpty || (rest.first == "/" && !inheritsMissingHost)
    }

    private func method(after method: HTTPMethod, status: Int) -> HTTPMethod {
        switch (status, method) {
        case (_, .head): method
        case (303, _), (301, .post), (302, .post): .get
        case (302, _): foundTurnsAllMethods ? .get : method
        default: method
        }
    }

    private func dropSecrets(from headers: inout Headers, from old: FetchURL, to new: FetchURL) {
        let isUpgrade =
            old.host == new.host && old.scheme == "http" && old.effectivePort == 80 && new.scheme == "https"
            && new.effectivePort == 443
        if !(isUpgrade && keepsAuthorizationOnUpgrade) { headers.remove("Authorization") }
        headers.remove("Proxy-Authorization")
        headers.remove("Host")
        for name in sensitiveHeaders { headers.remove(name) }
    }
}
