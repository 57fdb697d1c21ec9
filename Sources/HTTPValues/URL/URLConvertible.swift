/// What a request may be sent to: a text or a URL.
public protocol URLConvertible: Sendable {
    /// The URL that this means.
    ///
    /// - Parameter dialect: The rules to read a text by; a ``FetchURL`` keeps its own.
    /// - Throws: ``InvalidURL`` when a text is no URL.
    func url(in dialect: URLDialect) throws(InvalidURL) -> FetchURL
}

extension String: URLConvertible {
    public func url(in dialect: URLDialect) throws(InvalidURL) -> FetchURL {
        try FetchURL(self, dialect: dialect)
    }
}

extension FetchURL: URLConvertible {
    public func url(in dialect: URLDialect) -> FetchURL { self }
}
