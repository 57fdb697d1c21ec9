extension QueryParameters {
    /// The parameters as a query, without the `?`.
    ///
    /// The dialect of httpx puts the values of one name together and escapes all but unreserved characters; that of
    /// aiohttp keeps the order and some delimiters, and sends a parsed text as it was. In both a space is a `+`.
    public func encoded(in dialect: URLDialect) -> String {
        let encodings = dialect.encodings
        if dialect == .aiohttp, let source { return encodings.query.encode(source) }
        return FormEncoding.encode(ordered(in: dialect), with: encodings.parameter)
    }

    /// The pairs in the order that the dialect writes them.
    func ordered(in dialect: URLDialect) -> [(String, String)] {
        switch dialect {
        case .httpx: grouped.flatMap { name, values in values.map { (name, $0.text) } }
        case .aiohttp: items
        }
    }

    /// Refuses what the dialect of aiohttp cannot write: no value, a truth value, a number that is not finite.
    func check(in dialect: URLDialect) throws(InvalidURL) {
        guard dialect == .aiohttp else { return }
        for pair in pairs {
            switch pair.value {
            case .none, .boolean: throw InvalidURL(.parameter(pair.name))
            case .number(let number) where !number.isFinite: throw InvalidURL(.parameter(pair.name))
            default: continue
            }
        }
    }
}
