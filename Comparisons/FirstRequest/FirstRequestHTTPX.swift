import HTTPX

/// One line. It blocks, as a script may.
func firstRequestHTTPX(server: String) throws -> JSON {
    let response = try HTTPX.get("\(server)/get", params: ["q": "duet"])
    return [
        "status": .integer(response.statusCode),
        "q": try response.json["args"]["q"],
    ]
}
