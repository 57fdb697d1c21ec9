import HTTPValues

/// The names of Python's codecs, which aiohttp and the line protocol use for charsets.
enum PythonCodec {
    /// The codec name for `charset`.
    static func name(of charset: String) -> String {
        let lowercased = charset.lowercased()
        return names[lowercased] ?? lowercased.replacing("_", with: "-")
    }

    private static let names: [String: String] = {
        var names = [
            "utf8": "utf-8", "us-ascii": "ascii", "latin1": "iso8859-1", "latin-1": "iso8859-1", "windows-31j": "cp932",
            "shift_jis": "shift_jis", "sjis": "shift_jis", "euc-jp": "euc_jp", "euc-kr": "euc_kr", "big5": "big5",
            "gb2312": "gb2312", "gbk": "gbk", "iso-2022-jp": "iso2022_jp", "koi8r": "koi8-r", "koi8u": "koi8-u",
            "utf16": "utf-16", "utf32": "utf-32", "macintosh": "mac-roman",
        ]
        for part in 1...16 { names["iso-8859-\(part)"] = "iso8859-\(part)" }
        for page in 1250...1258 { names["windows-\(page)"] = "cp\(page)" }
        return names
    }()
}
