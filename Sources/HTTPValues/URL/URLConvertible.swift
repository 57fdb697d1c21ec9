public import FoundationEssentials

/// A type that can be used as the URL of a request: `String`, ``FetchURL`` and Foundation's `URL`.
public protocol URLConvertible: Sendable {
    /// Returns the URL.
    ///
    /// - Parameter dialect: The rules for parsing a string. A ``FetchURL`` keeps its own.
    /// - Throws: ``InvalidURL`` if a string is not a URL.
    func url(in dialect: URLDialect) throws(InvalidURL) -> FetchURL
}

extension String: URLConvertible {
    public func url(in dialect: URLDialect) throws(InvalidURL) -> FetchURL {
        try FetchURL(self, dialect: dialect)
    }
}

extension URL: URLConvertible {
    public func url(in dialect: URLDialect) throws(InvalidURL) -> FetchURL {
        try FetchURL(absoluteString, dialect: dialect)
    }
}

extension FetchURL: URLConvertible {
    public func url(in dialect: URLDialect) -> FetchURL { self }
}
