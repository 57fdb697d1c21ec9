extension Headers {
    /// Checks that every header may be sent: names are tokens, values contain no control character except tab and no
    /// leading or trailing white space (RFC 9110 sections 5.1 and 5.5).
    ///
    /// - Throws: ``HeaderError`` for the first invalid header.
    package func validate() throws(HeaderError) {
        if let problem { throw problem }
    }

    /// The first reason not to send these headers, or nil.
    package var problem: HeaderError? {
        let fields = fields
        for index in fields.indices {
            if let problem = fields[index].problem { return problem }
        }
        return nil
    }
}

extension Headers.Field {
    /// The reason not to send this header, or nil.
    package var problem: HeaderError? {
        guard name.isToken else { return .illegalName(name) }
        return value.isFieldValue ? nil : .illegalValue(name: name)
    }
}

/// A header that must not be sent. The error omits the value, which may be a secret.
package enum HeaderError: Error, Hashable, CustomStringConvertible {
    /// The name is empty or contains a character that is not allowed in a token.
    case illegalName(String)
    /// The value contains a control character, or starts or ends with white space.
    case illegalValue(name: String)

    package var description: String {
        switch self {
        case .illegalName(let name): "Illegal header name \(name.debugDescription)"
        case .illegalValue(let name): "Illegal header value for \(name.debugDescription)"
        }
    }
}
