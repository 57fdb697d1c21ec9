public import FoundationEssentials
import Glibc
import NIOCore
import NIOPosix

extension Web {
    /// The reason a server cannot listen on its address.
    ///
    /// ```swift
    /// do {
    ///     try await Web.run(app, port: 8080)
    /// } catch let error as Web.ListenError where error.kind == .addressInUse {
    ///     try await Web.run(app, port: 0)
    /// }
    /// ```
    public struct ListenError: Error, Hashable, CustomStringConvertible {
        /// The kind of failure.
        public let kind: Kind
        /// The host to listen on; nil for a Unix socket.
        public let host: String?
        /// The port to listen on; nil for a Unix socket.
        public let port: Int?
        /// The path of the Unix socket to listen on, if that is the address.
        public let unixSocketPath: String?
        /// The operating system's error number, if any.
        public let osError: Int32?
        /// A sentence that names the address, the problem and, if there is a usual one, the remedy.
        public let description: String

        /// The kinds of failure. The raw value is the name.
        public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
            /// The name of the kind.
            public let rawValue: String

            /// Creates a kind from its name.
            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            public var description: String { rawValue }
        }
    }
}

// Not an enumeration: a kind can be added without breaking a `switch` in a user's code.
extension Web.ListenError.Kind {
    /// Another socket listens on the port.
    public static let addressInUse = Self(rawValue: "addressInUse")
    /// The process may not use the port, or may not create the Unix socket.
    public static let permissionDenied = Self(rawValue: "permissionDenied")
    /// The host is an address of another machine.
    public static let addressNotAvailable = Self(rawValue: "addressNotAvailable")
    /// The host name cannot be resolved.
    public static let unknownHost = Self(rawValue: "unknownHost")
    /// The port is not from 0 to 65535.
    public static let invalidPort = Self(rawValue: "invalidPort")
    /// The path of the Unix socket is longer than 103 bytes.
    public static let pathTooLong = Self(rawValue: "pathTooLong")
    /// The path of the Unix socket exists and is not a socket. An existing socket is replaced.
    public static let pathInUse = Self(rawValue: "pathInUse")
    /// The folder of the Unix socket does not exist.
    public static let folderNotFound = Self(rawValue: "folderNotFound")
    /// Any other reason. The description contains it.
    public static let other = Self(rawValue: "other")
}

extension Web.ListenError {
    /// Creates the error for `configuration`, whose address could not be bound because of `cause`.
    init(_ cause: any Error, listeningOn configuration: Web.ServerConfiguration) {
        switch cause {
        case let error as IOError:
            self.init(osError: error.errnoCode, listeningOn: configuration)
        case let error as SocketAddressError.UnknownHost:
            self.init(Reason(kind: .unknownHost, words: error.errorDescription), configuration)
        case SocketAddressError.unixDomainSocketPathTooLong:
            self.init(Reason(kind: .pathTooLong), configuration)
        case is UnixDomainSocketPathWrongType:
            self.init(Reason(kind: .pathInUse), configuration)
        default:
            self.init(Reason(kind: .other, words: "\(cause)"), configuration)
        }
    }

    /// Creates the error for `configuration` from an error number of the operating system.
    init(osError code: Int32, listeningOn configuration: Web.ServerConfiguration) {
        let kind: Kind =
            switch code {
            case EADDRINUSE: .addressInUse
            case EACCES, EPERM: .permissionDenied
            case EADDRNOTAVAIL: .addressNotAvailable
            case ENOENT, ENOTDIR: configuration.unixSocketPath == nil ? .other : .folderNotFound
            default: .other
            }
        self.init(Reason(kind: kind, osError: code, words: String(cString: strerror(code))), configuration)
    }

    /// Throws if the port is out of range. The system would take its lower 16 bits.
    static func checkPort(of configuration: Web.ServerConfiguration) throws {
        guard configuration.unixSocketPath == nil, !(0...65535).contains(configuration.port) else { return }
        throw Self(Reason(kind: .invalidPort), configuration)
    }

    private init(_ reason: Reason, _ configuration: Web.ServerConfiguration) {
        kind = reason.kind
        osError = reason.osError
        unixSocketPath = configuration.unixSocketPath
        host = unixSocketPath == nil ? configuration.host : nil
        port = unixSocketPath == nil ? configuration.port : nil
        description =
            if let path = configuration.unixSocketPath {
                reason.text(path: path)
            } else {
                reason.text(host: configuration.host, port: configuration.port)
            }
    }
}

/// The cause of a failure, without the address.
private struct Reason {
    let kind: Web.ListenError.Kind
    var osError: Int32?
    /// The description by the system.
    var words = ""

    func text(host: String, port: Int) -> String {
        let problem = "cannot listen on port \(port) of \(host): "
        return switch kind {
        case .addressInUse:
            "port \(port) on \(host) is already in use; choose another one, or 0 for any free port"
        case .permissionDenied: problem + "permission denied; ports below 1024 usually need root"
        case .addressNotAvailable:
            problem + "not an address of this machine; 0.0.0.0 stands for all of its IPv4 addresses"
        case .unknownHost: problem + "the host is unknown (\(words))"
        case .invalidPort: problem + "ports go from 0 to 65535"
        default: problem + words
        }
    }

    func text(path: String) -> String {
        let problem = "cannot listen on the Unix socket \(path): "
        return switch kind {
        case .pathTooLong: problem + "the path has \(path.utf8.count) bytes, and at most 103 are possible"
        case .pathInUse: problem + "the path exists and is not a socket"
        case .folderNotFound: problem + "its folder does not exist"
        default: problem + words
        }
    }
}

extension Web.ListenError: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}
