import HTTPValues

/// The fixed specs of every run.
enum Corpus {
    static let all: [Spec] =
        urls + requestLines + parameters + headers + bodies + replies + malformed + decoding + text + redirects
        + cookies + authentication + failures + proxies + secure + service
}
