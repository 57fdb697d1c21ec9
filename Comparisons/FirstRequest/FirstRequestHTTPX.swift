import HTTPX

/// One line. It blocks, as a script may.
func firstRequestHTTPX(server: String) throws {
    let response = try HTTPX.get("\(server)/get", params: ["q": "duet"])
    print(response.statusCode, response.headers["Content-Type"] ?? "")
    print("q =", try response.json["args"]["q"].string ?? "")
}
