import Glibc

/// What a client is asked to do. The C twin is Clients/Curl/assignment.h, the Python one bench/python_client.py.
public struct Assignment: Sendable {
    /// One thing to do, `count` times.
    public enum Operation: String, Sendable {
        /// A GET whose body is collected.
        case get
        /// A POST of ``jsonBody``.
        case post
        /// A GET whose body is read in pieces and dropped.
        case stream
        /// A POST of ``bigBodySize`` bytes.
        case upload
    }

    /// Which client, and where it runs; each program has its own.
    public let style: String
    public let operation: Operation
    /// Operations in all.
    public let count: Int
    /// Operations that are started together.
    public let batch: Int
    /// Operations at a time.
    public let limit: Int
    public let url: String
    /// A PEM file; nil for the system's.
    public let authorities: String?

    /// The assignment on the command line, after so many arguments of the program's own; ends the program when there is
    /// none.
    public static func fromCommandLine(after count: Int = 0) -> Assignment {
        let arguments = Array(CommandLine.arguments.dropFirst(count))
        guard arguments.count >= 7, let operation = Operation(rawValue: arguments[2]), let count = Int(arguments[3]),
            let batch = Int(arguments[4]), let limit = Int(arguments[5])
        else { giveUp("STYLE get|post|stream|upload COUNT BATCH LIMIT URL [AUTHORITIES]") }
        return Assignment(
            style: arguments[1], operation: operation, count: count, batch: batch, limit: limit, url: arguments[6],
            authorities: arguments.count > 7 ? arguments[7] : nil)
    }

    /// As many connections as there are requests at once.
    public var connectionLimit: Int { max(limit, 1000) }

    /// The size of an upload.
    public static let bigBodySize = 100 << 20

    /// 972 bytes of JSON, as all clients send.
    public static let jsonText: String = {
        var text = #"{"name": "duet", "values": ["#
        var number = 100
        while text.utf8.count < 960 {
            text += "\(number), "
            number += 1
        }
        return text + String(repeating: " ", count: 969 - text.utf8.count) + "0]}"
    }()
}

/// Ends the program with a line on standard error.
public func giveUp(_ reason: String) -> Never {
    let line = Array("\(CommandLine.arguments[0]): \(reason)\n".utf8)
    write(STDERR_FILENO, line, line.count)
    exit(1)
}
