import HTTPValues

/// The headers of each attempt: the user's, and those that are computed each time.
extension Call {
    /// Adds all headers to `headers` in the style's order. Returns a request that the authentication must send first,
    /// if any.
    func compose(_ headers: inout Headers) throws(FetchError) -> AuthenticationRequest? {
        for group in context.policy.headerOrder {
            switch group {
            case .emptyLength: addEmptyLength(to: &headers)
            case .fields: headers.add(contentsOf: request.headers)
            case .cookie: addCookies(to: &headers)
            case .authorization: if let first = try authorize(&headers) { return first }
            case .body: addBodyHeaders(to: &headers)
            }
        }
        return nil
    }

    private func addEmptyLength(to headers: inout Headers) {
        guard body.isNone, context.policy.body.emptyLength.contains(request.method),
            !request.headers.contains("Content-Length"), !request.headers.contains("Transfer-Encoding")
        else { return }
        headers.add(name: "Content-Length", value: "0")
    }

    private func addCookies(to headers: inout Headers) {
        let jar = context.jar
        if settings.cookies.isEmpty, !jar.hasEntries { return }
        let given = sendsRequestCookies ? settings.cookies : []
        let own = request.headers["Cookie"]
        guard own == nil || context.policy.cookies.mergesCookieField else { return }
        guard let others = jar.header(for: request.url.cookieContext, adding: given) else { return }
        guard let own else {
            headers.add(name: "Cookie", value: others)
            return
        }
        headers.remove("Cookie")
        let all = jar.header(for: request.url.cookieContext, adding: given + CookiePair.all(in: own))
        headers.add(name: "Cookie", value: all ?? others)
    }

    private func addBodyHeaders(to headers: inout Headers) {
        guard !body.isNone else { return }
        let isFramed = request.headers.contains("Content-Length") || request.headers.contains("Transfer-Encoding")
        if !isFramed, let length = body.length { headers.add(name: "Content-Length", value: String(length)) }
        if let type = body.contentType, !request.headers.contains("Content-Type") {
            headers.add(name: "Content-Type", value: type)
        }
        if !isFramed, body.length == nil { headers.add(name: "Transfer-Encoding", value: "chunked") }
    }
}

/// Rules for the length and framing of requests and responses.
extension Call {
    /// The head of an authentication request with the length of its own body. Its headers may have been copied from the
    /// user's request.
    func framed(_ own: AuthenticationRequest) -> RequestHead {
        var head = own.head
        head.headers.remove("Transfer-Encoding")
        head.headers.remove("Content-Length")
        if !own.body.isEmpty || context.policy.body.emptyLength.contains(head.method) {
            head.headers.add(name: "Content-Length", value: String(own.body.count))
        }
        return head
    }

    /// With a wrong length, the rest of the body would be read as the next request (RFC 9112 section 11.2).
    func checkLength(_ headers: Headers) throws(FetchError) {
        guard let length = body.length, headers.number("Content-Length") != length else { return }
        for stated in headers.all("Content-Length") {
            guard Int(stated) == length else {
                let stated = stated.debugDescription
                throw FetchError(
                    .invalidRequest, "The body has \(length) bytes, but its length was given as \(stated)")
            }
        }
    }

    /// A user-supplied length for a sequence is trusted here and checked while the body is sent.
    func wireBody(_ headers: Headers) -> WireBody {
        guard case .upload(length: nil) = body.wire, !headers.contains("Transfer-Encoding"),
            let stated = headers.first("Content-Length").flatMap(Int.init)
        else { return body.wire }
        return .upload(length: stated)
    }

    /// Recipients that interpret ambiguous framing differently may see two responses in one (RFC 9112 section 11.1).
    func checkFraming(_ head: ResponseHead) throws(FetchError) {
        guard let coding = head.headers["Transfer-Encoding"] else { return }
        guard ["chunked", "identity"].contains(where: coding.equalsIgnoringASCIICase) else {
            throw FetchError(
                HTTP1Violation("it used the transfer coding \(coding.debugDescription)"))
        }
        if !context.policy.acceptsLengthWithChunks, head.headers.contains("Content-Length") {
            throw FetchError(HTTP1Violation("it sent both Content-Length and Transfer-Encoding"))
        }
    }
}

extension FetchURL {
    /// This URL without user information and fragment.
    var forTransport: FetchURL {
        var url = self
        if url.username != nil || url.password != nil { url = url.withoutUserInfo() }
        return url.encodedFragment == nil ? url : url.withoutFragment()
    }

    /// The parts of this URL that matter for cookies.
    package var cookieContext: CookieContext {
        CookieContext(host: bareHost, path: encodedPath, isSecure: isSecure)
    }

    /// The user information of this URL as credentials, if any.
    var credentials: Credentials? {
        guard username != nil || password != nil else { return nil }
        return Credentials(BasicAuthentication(username: username ?? "", password: password ?? ""))
    }
}
