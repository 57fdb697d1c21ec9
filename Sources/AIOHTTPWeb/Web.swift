/// The mini web server, modeled on `aiohttp.web`: applications, routes, requests and responses.
///
/// ```swift
/// let app = Web.Application()
/// app.get("/hello/{name}") { request in .json(["hello": .string(request.match["name"] ?? "")]) }
/// try await Web.run(app, port: 8080)
/// ```
public enum Web {}
