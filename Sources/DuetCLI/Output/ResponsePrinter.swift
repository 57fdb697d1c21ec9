import Fetch
import Glibc
import HTTPValues

/// Prints a response, or writes its body to a file.
struct ResponsePrinter {
    let isVerbose: Bool
    /// Whether JSON is printed as received.
    let isRaw: Bool
    /// The file for the body, or nil for standard output.
    let path: String?

    func print(_ response: FetchResponse) throws {
        if isVerbose { printHead(of: response) }
        if let path {
            try response.body.write(toFile: path)
        } else if response.body.isEmpty {
            // Otherwise nothing would tell an empty success from an empty failure.
            if !isVerbose { StandardOutput.writeLine(statusLine(of: response)) }
        } else {
            printBody(of: response)
        }
    }

    private func statusLine(of response: FetchResponse) -> String {
        let reason = response.reason.isEmpty ? ReasonPhrase.text(for: response.status) : response.reason
        return "\(response.version) \(response.status) \(reason)"
    }

    private func printHead(of response: FetchResponse) {
        StandardOutput.writeLine(statusLine(of: response))
        for (name, value) in response.headers { StandardOutput.writeLine("\(name): \(value)") }
        let timings = response.summary.timings
        let marks = [("connected", timings.connected), ("first byte", timings.firstByte), ("total", timings.total)]
        StandardOutput.writeLine("* " + marks.map { "\($0) \(Self.milliseconds($1))" }.joined(separator: ", "))
        StandardOutput.writeLine("")
    }

    private func printBody(of response: FetchResponse) {
        guard String(validating: response.body, as: UTF8.self) != nil || response.headers.charset != nil else {
            if isatty(STDOUT_FILENO) == 1 {
                StandardOutput.writeLine("<\(response.body.count) bytes of binary data; use --output FILE>")
            } else {
                StandardOutput.write(response.body)
            }
            return
        }
        let text = isRaw ? response.text : indentedJSON(of: response) ?? response.text
        StandardOutput.write(text)
        if !text.hasSuffix("\n") { StandardOutput.writeLine("") }
    }

    private func indentedJSON(of response: FetchResponse) -> String? {
        guard MediaType(parsing: response.headers.first("Content-Type") ?? "").isJSON else { return nil }
        return try? response.json.text(.indented(4))
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(1) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
