import Fetch
package import HTTPValues

/// An action of a scripted server on a connection.
package indirect enum ServerAction: Sendable {
    /// Sends this string, with `{port}`, `{origin}` and `{other}` replaced.
    case send(String)
    /// Sends these bytes unchanged.
    case sendBytes(Bytes)
    /// Sends this string byte by byte, with a pause of this many milliseconds before each byte.
    case drip(String, milliseconds: Int)
    /// Sends these bytes this many times, or until the client closes the connection.
    case flood(Bytes, times: Int = .max)
    /// Reads a request up to its empty line and logs it.
    case readHead
    /// Reads a request with its body and logs it.
    case readRequest
    /// Reads the body of the last request whose head was read.
    case readBody
    /// Reads a message of a SOCKS 5 client and logs it.
    case readSOCKS(SOCKSMessage)
    /// Sends the body of the last request read.
    case echoBody
    /// Reads the chunks of the last request whose head was read, and echoes each as soon as it arrives.
    case echoChunks
    /// Waits for this many milliseconds.
    case pause(milliseconds: Int)
    /// Runs a closure on the connection's thread. The closure may block.
    case run(@Sendable () -> Void)
    /// Waits until the client closes the connection, and logs that it did.
    case waitForClient
    /// Shuts down the sending half of the connection.
    case halfClose
    /// Closes the connection.
    case close
    /// Closes the connection with a reset.
    case reset
}

/// A message from a client to a SOCKS 5 proxy.
package enum SOCKSMessage: Sendable {
    /// The supported authentication methods (RFC 1928 section 3).
    case greeting
    /// The user name and password (RFC 1929 section 2).
    case login
    /// The address to connect to (RFC 1928 section 4).
    case request
}

/// The behavior of a scripted server.
package enum ServerPlan: Sendable {
    /// Every request, on any connection, gets the next of these in order of arrival. The last one serves all later
    /// requests. Connections stay open unless a script closes them.
    case replies([[ServerAction]])
    /// Each connection plays the next of these from its start, without waiting for a request. The last one serves all
    /// later connections. A connection is closed at the end of its script.
    case connections([[ServerAction]])
    /// A real server with the routes of httpbin. Nothing can be expected about the wire.
    case live
    /// Every request gets the script returned by this closure.
    case routes(@Sendable (ReceivedRequest) -> [ServerAction])

    /// Sends this reply to every request.
    package static func reply(_ text: String) -> ServerPlan { .replies([[.send(text)]]) }

    /// Reads one request on every connection, sends this reply and closes.
    package static func lastWords(_ text: String) -> ServerPlan { .replies([[.send(text), .close]]) }
}

/// A request as seen by the server.
package struct ReceivedRequest: Sendable {
    /// The number of its connection, from 0.
    package var connection: Int
    /// Whether it was sent to the second origin.
    package var isOther: Bool
    /// The request line.
    package var line: String
    /// The headers, in order.
    package var headers: Headers
    /// The body with its chunks joined. Empty if it was not read.
    package var body: Bytes
    /// The sizes of the body's chunks. Empty if it had a length.
    package var chunkSizes: [Int]

    /// The method.
    package var method: String { String(line.prefix { $0 != " " }) }
    /// The request target.
    package var target: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
}
