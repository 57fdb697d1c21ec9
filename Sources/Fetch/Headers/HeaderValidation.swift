extension Headers {
    /// Checks that every field may be sent: the name is a token, the value has no control characters but tab and
    /// no white space at its ends (RFC 9110 sections 5.1 and 5.5).
    ///
    /// - Throws: ``HeaderError`` for the first field that may not.
    public func validate() throws(HeaderError) {
        if let problem { throw problem }
    }

    /// Why these fields may not be sent; nil when they may.
    var problem: HeaderError? {
        let fields = fields
        for index in fields.indices {
            guard fields[index].name.isToken else { return HeaderError.illegalName(fields[index].name) }
            guard fields[index].value.isFieldValue else { return HeaderError.illegalValue(name: fields[index].name) }
        }
        return nil
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

extension String {
    /// Gives `body` the UTF-8 of this text, in place where it is native.
    func withUTF8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }

    /// Whether this is a token (RFC 9110 section 5.6.2).
    package var isToken: Bool {
        withUTF8Bytes { $0.isToken }
    }

    /// Whether this may stand as a field value (RFC 9110 section 5.5).
    package var isFieldValue: Bool {
        withUTF8Bytes { bytes in
            bytes.first?.isBlank != true && bytes.last?.isBlank != true && !bytes.contains { $0.isFieldControl }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes are a token (RFC 9110 section 5.6.2).
    var isToken: Bool { !isEmpty && allSatisfy { $0.isTokenByte } }
}

extension UInt8 {
    /// Whether this byte must not stand in a field value (RFC 9110 section 5.5).
    var isFieldControl: Bool { self < 0x20 && self != 0x09 || self == 0x7F }

    /// Whether this byte may stand in a token: a letter, a digit or one of ``!#$%&'*+-.^_`|~``. A bit a byte.
    fileprivate var isTokenByte: Bool {
        let bits: UInt64 = self & 0x40 == 0 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return self < 0x80 && bits &>> UInt64(self) & 1 == 1
    }

    /// Whether this byte is a space or a tab.
    @inlinable
    package var isBlank: Bool { self == 0x20 || self == 0x09 }
}
