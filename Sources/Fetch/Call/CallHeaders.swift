import HTTPValues

/// The headers of each sending: the user's, and those that are made anew.
extension Call {
    /// Adds all headers to `headers`, in the order of the style; gives the request that the authentication has to send
    /// first, if there is one.
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
        headers.add("Content-Length", "0")
    }

    private func addCookies(to headers: inout Headers) {
        let jar = context.jar
        if settings.cookies.isEmpty, !jar.hasEntries { return }
        let given = sendsRequestCookies ? settings.cookies : []
        let own = request.headers["Cookie"]
        guard own == nil || context.policy.cookies.mergesCookieField else { return }
        guard let others = jar.header(for: request.url.cookieContext, adding: given) else { return }
        guard let own else {
            headers.add("Cookie", others)
            return
        }
        headers.remove("Cookie")
        let all = jar.header(for: request.url.cookieContext, adding: given + CookiePair.all(in: own))
        headers.add("Cookie", all ?? others)
    }

    private func addBodyHeaders(to headers: inout Headers) {
        guard !body.isNone else { return }
        let isFramed = request.headers.contains("Content-Length") || request.headers.contains("Transfer-Encoding")
        if !isFramed, let length = body.length { headers.add("Content-Length", String(length)) }
        if let type = body.contentType, !request.headers.contains("Content-Type") {
            headers.add("Content-Type", type)
        }
        if !isFramed, body.length == nil { headers.add("Transfer-Encoding", "chunked") }
    }
}

/// The rules about lengths, of what is sent and of what is received.
extension Call {
    /// The head of a request of the authentication, with the length of its own body: it may have been made from the
    /// headers of the user's request.
    func framed(_ own: AuthenticationRequest) -> RequestHead {
        var head = own.head
        head.headers.remove("Transfer-Encoding")
        head.headers.remove("Content-Length")
        if !own.body.isEmpty || context.policy.body.emptyLength.contains(head.method) {
            head.headers.add("Content-Length", String(own.body.count))
        }
        return head
    }

    /// A length that is not that of the body would make the rest of it the next request (RFC 9112 section 11.2).
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

    /// A length that the user states for a sequence is believed, and checked while it is sent.
    func wireBody(_ headers: Headers) -> WireBody {
        guard case .upload(length: nil) = body.wire, !headers.contains("Transfer-Encoding"),
            let stated = headers.first("Content-Length").flatMap(Int.init)
        else { return body.wire }
        return .upload(length: stated)
    }

    /// What is not framed as everybody reads it can be read as two responses by somebody (RFC 9112 section 11.1).
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
    /// This URL without what must not or need not leave the process.
    var forTransport: FetchURL {
        var url = self
        if url.username != nil || url.password != nil { url = url.withoutUserInfo() }
        return url.encodedFragment == nil ? url : url.withoutFragment()
    }

    /// What cookie rules need to know of this URL.
    package var cookieContext: CookieContext {
        CookieContext(host: bareHost, path: encodedPath, isSecure: isSecure)
    }

    /// The user information of this URL as credentials.
    var credentials: Credentials? {
        guard username != nil || password != nil else { return nil }
        return Credentials(BasicAuthentication(username: username ?? "", password: password ?? ""))
    }
}
