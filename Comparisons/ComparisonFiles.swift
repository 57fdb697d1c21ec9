extension Comparison {
    /// The files of a topic, by their names in its folder.
    public struct Files: Sendable {
        /// The program in the style of httpx.
        public let httpx: String
        /// The program in the style of aiohttp.
        public let aiohttp: String
        /// The program in Python with httpx.
        public let pythonHTTPX: String
        /// The program in Python with aiohttp.
        public let pythonAIOHTTP: String
        /// The page.
        public let page = "README.md"

        /// All five.
        public var all: [String] { [httpx, aiohttp, pythonHTTPX, pythonAIOHTTP, page] }
    }

    /// The files in ``folder``.
    public var files: Files {
        let snakeCase = String(name.flatMap { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.drop { $0 == "_" })
        return Files(
            httpx: "\(name)HTTPX.swift", aiohttp: "\(name)AIOHTTP.swift",
            pythonHTTPX: "\(snakeCase)_httpx.py", pythonAIOHTTP: "\(snakeCase)_aiohttp.py")
    }

    /// The path of the folder of this topic, in the sources this was built from.
    public var folder: String { "\(Self.root)/\(name)" }

    /// The path of the folder of all topics, in the sources this was built from.
    public static var root: String {
        let file = #filePath
        return String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
    }
}
