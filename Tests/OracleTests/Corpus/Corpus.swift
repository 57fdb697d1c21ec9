import HTTPValues

/// The specs that are always asked.
enum Corpus {
    static let all: [Spec] =
        urls + requestLines + parameters + headers + bodies + replies + malformed + decoding + text + redirects
        + cookies + authentication + failures + proxies + secure + service
}
