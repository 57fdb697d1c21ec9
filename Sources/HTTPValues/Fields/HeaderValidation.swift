extension Headers {
    /// Checks that every header may be sent: names are tokens, values have no control character but tab and no white
    /// space at their ends (RFC 9110 sections 5.1 and 5.5).
    ///
    /// - Throws: ``HeaderError`` for the first one that may not.
    package func validate() throws(HeaderError) {
        if let problem { throw problem }
    }

    /// The first reason not to send these headers; nil if there is none.
    package var problem: HeaderError? {
        let fields = fields
        for index in fields.indices {
            if let problem = fields[index].problem { return problem }
        }
        return nil
    }
}

extension Headers.Field {
    /// The reason not to send this header; nil if there is none.
    package var problem: HeaderError? {
        guard name.isToken else { return .illegalName(name) }
        return value.isFieldValue ? nil : .illegalValue(name: name)
    }
}

/// A header that must not be sent. The value is left out: it may be a secret.
package enum HeaderError: Error, Hashable, CustomStringConvertible {
    /// The name is empty or has a character that is not allowed in a token.
    case illegalName(String)
    /// The value has a control character, or white space at an end.
    case illegalValue(name: String)

    package var description: String {
        switch self {
        case .illegalName(let name): "Illegal header name \(name.debugDescription)"
        case .illegalValue(let name): "Illegal header value for \(name.debugDescription)"
        }
    }
}
