import Fetch
package import HTTPValues

/// One thing that a scripted server does on a connection.
package indirect enum ServerAction: Sendable {
    /// Sends these bytes, with `{port}`, `{origin}` and `{other}` filled in.
    case send(String)
    /// Sends these bytes as they are.
    case sendBytes(Bytes)
    /// Sends these bytes, one at a time with a pause of so many milliseconds before each.
    case drip(String, milliseconds: Int)
    /// Sends these bytes again and again, so many times, or until the client goes away.
    case flood(Bytes, times: Int = .max)
    /// Reads a request up to its empty line, and notes it.
    case readHead
    /// Reads a request with its body, and notes it.
    case readRequest
    /// Reads the body of the request whose head was read last.
    case readBody
    /// Reads a message of a SOCKS 5 client, and notes it.
    case readSOCKS(SOCKSMessage)
    /// Sends the body of the request last read.
    case echoBody
    /// Reads the chunks of the request whose head was read last, and sends each back as a chunk as soon as it came.
    case echoChunks
    /// Does nothing for so many milliseconds.
    case pause(milliseconds: Int)
    /// Runs this on the thread of the connection, which may be held up as long as is wanted.
    case run(@Sendable () -> Void)
    /// Does nothing until the client goes away, and notes that it did.
    case waitForClient
    /// Ends the sending half of the connection.
    case halfClose
    /// Closes the connection.
    case close
    /// Closes the connection with a reset.
    case reset
}

/// What a client says to a SOCKS 5 proxy.
package enum SOCKSMessage: Sendable {
    /// Which ways to log in it knows (RFC 1928 section 3).
    case greeting
    /// Name and password (RFC 1929 section 2).
    case login
    /// Where it wants to be connected to (RFC 1928 section 4).
    case request
}

/// How a scripted server behaves.
package enum ServerPlan: Sendable {
    /// Every request gets the next of these in order of arrival, on whatever connection it comes; the last one
    /// serves all that follow. Connections stay open unless a script closes them.
    case replies([[ServerAction]])
    /// Each connection plays the next of these from its beginning, without waiting for a request; the last one
    /// serves all that follow. A connection is closed at the end of its script.
    case connections([[ServerAction]])
    /// A real server with the routes of httpbin; what the wire looks like cannot be asked.
    case live
    /// Every request gets what this function gives.
    case routes(@Sendable (ReceivedRequest) -> [ServerAction])

    /// Every request gets this reply.
    package static func reply(_ text: String) -> ServerPlan { .replies([[.send(text)]]) }

    /// Every connection reads one request, sends this and closes.
    package static func lastWords(_ text: String) -> ServerPlan { .replies([[.send(text), .close]]) }
}

/// A request as the server saw it.
package struct ReceivedRequest: Sendable {
    /// The number of the connection that it came on, from 0.
    package var connection: Int
    /// Whether it came to the second origin.
    package var isOther: Bool
    /// The request line.
    package var line: String
    /// The fields, in order.
    package var headers: Headers
    /// The body, without its chunks; empty when it was not read.
    package var body: Bytes
    /// The sizes of the chunks that the body came in; empty when it had a length.
    package var chunkSizes: [Int]

    /// The method.
    package var method: String { String(line.prefix { $0 != " " }) }
    /// The target of the request line.
    package var target: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
}
