extension Comparison {
    /// All topics, in the order in which someone who leaves blocking code behind meets them.
    public static let all = [
        firstRequest, syncAndAsync, sessionReuse, hundredsAtOnce, limitedConcurrency, codableValues, cookiesAndLogin,
        streaming, errors, timeouts, cancellation, testingWithoutNetwork, oneFunction, choosing,
    ]

    private static let firstRequest = Comparison(
        "FirstRequest", shows: "The smallest program in each style.",
        parts: [
            Part(
                "one request",
                httpx: .blocking { try firstRequestHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await firstRequestAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...1))
        ])

    private static let syncAndAsync = Comparison(
        "SyncAndAsync", shows: "The same HTTPX code with and without await; AIOHTTP is async only.",
        parts: [
            Part(
                "blocking",
                httpx: .blocking { try syncHTTPX(server: $0.url) },
                aiohttp: .absent(reason: "no blocking calls"),
                counts: Counts(connections: 1...1)),
            Part(
                "asynchronous",
                httpx: .asynchronous { try await asyncHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await asyncAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...1)),
            Part(
                "a blocking call in async code",
                httpx: .refused(
                    file: "BlockingInAsync.swift", message: "is unavailable from asynchronous contexts"),
                aiohttp: .absent(reason: "no blocking calls"),
                isInPython: false),
        ])

    private static let sessionReuse = Comparison(
        "SessionReuse", shows: "Why to keep a client: the cost of 20 requests with and without it, over TLS.",
        isSecure: true, ratio: Ratio(slower: "a client per request", faster: "one client for all"),
        parts: [
            Part(
                "a client per request",
                httpx: .asynchronous { try await clientPerRequestHTTPX(server: $0.secureURL, authority: $0.authority) },
                aiohttp: .asynchronous {
                    try await sessionPerRequestAIOHTTP(server: $0.secureURL, authority: $0.authority)
                },
                counts: Counts(connections: 20...20, handshakes: 20...20)),
            Part(
                "one client for all",
                httpx: .asynchronous { try await oneClientHTTPX(server: $0.secureURL, authority: $0.authority) },
                aiohttp: .asynchronous { try await oneSessionAIOHTTP(server: $0.secureURL, authority: $0.authority) },
                counts: Counts(connections: 1...1, handshakes: 1...1)),
        ])

    private static let hundredsAtOnce = Comparison(
        "HundredsAtOnce", shows: "200 requests of 50 ms each with gather; one after another they take 10 s.",
        parts: [
            Part(
                "200 requests",
                httpx: .asynchronous { try await hundredsAtOnceHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await hundredsAtOnceAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...100, atOnce: 2...100))
        ])

    private static let limitedConcurrency = Comparison(
        "LimitedConcurrency", shows: "200 requests, at most 20 in flight, as counted by the server.",
        parts: [
            Part(
                "a semaphore of 20",
                httpx: .asynchronous { try await semaphoreHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await semaphoreAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...20, atOnce: 2...20)),
            Part(
                "gather with a limit of 20",
                httpx: .asynchronous { try await limitedGatherHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await limitedGatherAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...20, atOnce: 2...20), isInPython: false),
            Part(
                "a pool of 20 connections",
                httpx: .asynchronous { try await limitedPoolHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await limitedPoolAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...20, atOnce: 2...20)),
        ])

    private static let codableValues = Comparison(
        "CodableValues", shows: "JSON in both directions, typed and untyped.",
        parts: [
            Part(
                "a user, sent and received",
                httpx: .asynchronous { try await codableValuesHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await codableValuesAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...1))
        ])

    private static let cookiesAndLogin = Comparison(
        "CookiesAndLogin", shows: "Cookies that a server sets, a password, and cookies of your own.",
        parts: [
            Part(
                "a session cookie",
                httpx: .asynchronous { try await loginHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await loginAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...1)),
            Part(
                "a password",
                httpx: .asynchronous { try await passwordHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await passwordAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...1)),
            Part(
                "cookies of your own",
                httpx: .asynchronous { try await ownCookiesHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await ownCookiesAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...1)),
        ])

    private static let streaming = Comparison(
        "Streaming", shows: "Bodies that are sent while they are produced and read as they arrive.",
        parts: [
            Part(
                "an upload, and lines",
                httpx: .asynchronous { try await streamingHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await streamingAIOHTTP(server: $0.url) })
        ])

    private static let errors = Comparison(
        "Errors", shows: "What can go wrong, and what each style calls it.", isTable: true,
        parts: [
            Part(
                "a status of 404",
                httpx: .asynchronous { try await ErrorsHTTPX.status(server: $0.url) },
                aiohttp: .asynchronous { try await ErrorsAIOHTTP.status(server: $0.url) }),
            Part(
                "a server that is too slow",
                httpx: .asynchronous { try await ErrorsHTTPX.slowServer(server: $0.url) },
                aiohttp: .asynchronous { try await ErrorsAIOHTTP.slowServer(server: $0.url) },
                agreement: .differing(httpx: "ReadTimeout", aiohttp: "SocketTimeoutError")),
            Part(
                "no server at that port",
                httpx: .asynchronous { _ in try await ErrorsHTTPX.noServer() },
                aiohttp: .asynchronous { _ in try await ErrorsAIOHTTP.noServer() },
                agreement: .differing(httpx: "ConnectError", aiohttp: "ClientConnectorError")),
            Part(
                "a URL without a host",
                httpx: .asynchronous { _ in try await ErrorsHTTPX.badURL() },
                aiohttp: .asynchronous { _ in try await ErrorsAIOHTTP.badURL() },
                agreement: .differing(httpx: "UnsupportedProtocol", aiohttp: "InvalidUrlClientError")),
        ])

    private static let timeouts = Comparison(
        "Timeouts", shows: "Limits for one request, for every request, and for the whole of a request.",
        parts: [
            Part(
                "a limit for one request",
                httpx: .asynchronous { try await requestTimeoutHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await requestTimeoutAIOHTTP(server: $0.url) },
                agreement: .differing(httpx: "ReadTimeout", aiohttp: "TimeoutError")),
            Part(
                "limits per phase",
                httpx: .asynchronous { try await phaseTimeoutsHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await phaseTimeoutsAIOHTTP(server: $0.url) }),
            Part(
                "a limit for everything",
                httpx: .asynchronous { try await totalTimeoutHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await totalTimeoutAIOHTTP(server: $0.url) },
                agreement: .differing(httpx: "TotalTimeout", aiohttp: "TimeoutError"), isInPython: false),
        ])

    private static let cancellation = Comparison(
        "Cancellation", shows: "A request ends with its task, and the client can still be used.",
        parts: [
            Part(
                "a cancelled task",
                httpx: .asynchronous { try await cancelledTaskHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await cancelledTaskAIOHTTP(server: $0.url) }),
            Part(
                "the first of two responses",
                httpx: .asynchronous { try await firstResponseHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await firstResponseAIOHTTP(server: $0.url) },
                counts: Counts(connections: 2...2)),
        ])

    private static let testingWithoutNetwork = Comparison(
        "TestingWithoutNetwork", shows: "Responses and failures made up by a test.",
        parts: [
            Part(
                "a server that is not there",
                httpx: .asynchronous { _ in try await fakeServerHTTPX() },
                aiohttp: .asynchronous { _ in try await fakeServerAIOHTTP() },
                counts: Counts(connections: 0...0)),
            Part(
                "a failure on demand",
                httpx: .asynchronous { _ in try await failuresHTTPX() },
                aiohttp: .asynchronous { _ in try await failuresAIOHTTP() },
                counts: Counts(connections: 0...0)),
        ])

    private static let oneFunction = Comparison(
        "OneFunctionBothStyles", shows: "One function over the protocol that both styles implement.",
        parts: [
            Part(
                "the same function",
                httpx: .asynchronous { try await oneFunctionHTTPX(server: $0.url) },
                aiohttp: .asynchronous { try await oneFunctionAIOHTTP(server: $0.url) },
                counts: Counts(connections: 1...1))
        ])

    private static let choosing = Comparison(
        "Choosing", shows: "The decision table. Each row is a line of code that runs.", isTable: true,
        parts: [
            Part(
                "code without await",
                httpx: .blocking { try ChoosingHTTPX.withoutAwait(server: $0.url) },
                aiohttp: .absent(reason: "asynchronous only")),
            Part(
                "redirects by default",
                httpx: .asynchronous { try await ChoosingHTTPX.redirect(server: $0.url) },
                aiohttp: .asynchronous { try await ChoosingAIOHTTP.redirect(server: $0.url) },
                agreement: .differing(httpx: "302", aiohttp: "200")),
            Part(
                "raiseForStatus() for a 302",
                httpx: .asynchronous { try await ChoosingHTTPX.redirectStatus(server: $0.url) },
                aiohttp: .asynchronous { try await ChoosingAIOHTTP.redirectStatus(server: $0.url) },
                agreement: .differing(httpx: "throws", aiohttp: "does not throw")),
            Part(
                "?a=1 in the URL, b=2 in params",
                httpx: .asynchronous { try await ChoosingHTTPX.parameters(server: $0.url) },
                aiohttp: .asynchronous { try await ChoosingAIOHTTP.parameters(server: $0.url) },
                agreement: .differing(httpx: "b=2", aiohttp: "a=1&b=2")),
            Part(
                "/get on the base URL …/anything/",
                httpx: .asynchronous { try await ChoosingHTTPX.baseURL(server: $0.url) },
                aiohttp: .asynchronous { try await ChoosingAIOHTTP.baseURL(server: $0.url) },
                agreement: .differing(httpx: "/anything/get", aiohttp: "/get")),
            Part(
                "timeouts",
                httpx: .asynchronous { _ in ChoosingHTTPX.timeouts() },
                aiohttp: .asynchronous { _ in ChoosingAIOHTTP.timeouts() },
                agreement: .differing(httpx: "5 s per phase", aiohttp: "300 s in total")),
            Part(
                "HTTP/2",
                httpx: .asynchronous { try await ChoosingHTTPX.http2(server: $0.secureURL, authority: $0.authority) },
                aiohttp: .asynchronous {
                    try await ChoosingAIOHTTP.http2(server: $0.secureURL, authority: $0.authority)
                },
                isInPython: false),
            Part(
                "a web server of your own",
                httpx: .absent(reason: "a client only"),
                aiohttp: .asynchronous { _ in try await ChoosingAIOHTTP.webServer() }),
        ])
}
