import HTTPValues

extension FetchPolicy {
    /// The behavior of httpx 0.28.1, with the fixes of httpx2.
    public static let httpx = FetchPolicy(
        dialect: .httpx,
        baseURLRule: .append,
        parameterMode: .replace,
        defaultHeaders: [
            "Accept": "*/*", "Accept-Encoding": ContentCoding.acceptEncoding, "Connection": "keep-alive",
            "User-Agent": "duet-httpx/\(Duet.version)",
        ],
        headerMerging: .defaultsFirst,
        headerOrder: [.emptyLength, .fields, .cookie, .body, .authorization],
        body: BodyRules(
            jsonFormat: .compact, bytesContentType: nil, textContentType: nil, emptyIsNone: true,
            emptyLength: .only([.post, .put, .patch, .query])),
        redirects: .httpx,
        cookies: .httpx,
        timeout: FetchTimeout(connect: .seconds(5), read: .seconds(5), write: .seconds(5), pool: .seconds(5)),
        limits: PoolLimits(total: 100, idle: 20, idleAge: .seconds(5)),
        trustsEnvironment: true,
        credentials: .precedence,
        showsUserInfo: true,
        acceptsLengthWithChunks: true)

    /// The behavior of aiohttp 3.14.5 on the wire.
    public static let aiohttp = FetchPolicy(
        dialect: .aiohttp,
        baseURLRule: .resolve,
        parameterMode: .append,
        defaultHeaders: [
            "Accept": "*/*", "Accept-Encoding": ContentCoding.acceptEncoding,
            "User-Agent": "duet-aiohttp/\(Duet.version)",
        ],
        headerMerging: .defaultsLast,
        headerOrder: [.fields, .cookie, .authorization, .emptyLength, .body],
        body: BodyRules(
            jsonFormat: .spacedASCII, bytesContentType: "application/octet-stream",
            textContentType: "text/plain; charset=utf-8", emptyIsNone: false,
            emptyLength: .allBut([.get, .head, .options, .trace])),
        redirects: .aiohttp,
        cookies: .aiohttp,
        timeout: FetchTimeout(connect: .seconds(30), total: .seconds(300)),
        limits: PoolLimits(total: 100, idle: 100, idleAge: .seconds(15)),
        trustsEnvironment: false,
        credentials: .onlyOne,
        showsUserInfo: false,
        acceptsLengthWithChunks: false)
}
