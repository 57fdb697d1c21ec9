extension Headers {
    /// Checks that every field may be sent: the name is a token, the value has no control characters but tab and
    /// no white space at its ends (RFC 9110 sections 5.1 and 5.5).
    ///
    /// - Throws: ``HeaderError`` for the first field that may not.
    public func validate() throws(HeaderError) {
        if let problem { throw problem }
    }

    /// Why these fields may not be sent; nil when they may.
    package var problem: HeaderError? {
        let fields = fields
        for index in fields.indices {
            if let problem = fields[index].problem { return problem }
        }
        return nil
    }
}

extension Headers.Field {
    /// Why this line may not be sent; nil when it may.
    package var problem: HeaderError? {
        guard name.isToken else { return .illegalName(name) }
        return value.isFieldValue ? nil : .illegalValue(name: name)
    }
}

/// Why a header field may not be sent. The value is not part of it: it may be a secret.
public enum HeaderError: Error, Hashable, CustomStringConvertible {
    /// The name is empty or has a character that a token may not have.
    case illegalName(String)
    /// The value of this field has a control character, or white space at an end.
    case illegalValue(name: String)

    public var description: String {
        switch self {
        case .illegalName(let name): "Illegal header name \(name.debugDescription)"
        case .illegalValue(let name): "Illegal header value for \(name.debugDescription)"
        }
    }
}
