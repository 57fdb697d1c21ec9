/// The mini web server: applications, routes, requests and responses in the manner of `aiohttp.web`.
///
/// ```swift
/// let app = Web.Application()
/// app.get("/hello/{name}") { request in .json(["hello": .string(request.match["name"] ?? "")]) }
/// try await Web.run(app, port: 8080)
/// ```
public enum Web {}
