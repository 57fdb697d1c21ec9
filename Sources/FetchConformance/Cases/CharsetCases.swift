import Fetch
import HTTPValues

extension Suite {
    /// A body with these bytes and this type decodes to `httpx` or `aiohttp` in that style, or is refused if nil.
    private static func text(_ type: String, _ bytes: Bytes, httpx: String, aiohttp: String?, _ name: String) -> Case {
        Case(
            name, why: "RFC 9110 section 8.3.2: the wrong charset garbles the text",
            server: .replies([reply(["Content-Type: \(type)"], bytes)]),
            expect: [.bytes(bytes), .style(.httpx, .text(httpx)), .style(.aiohttp, .text(aiohttp))])
    }

    static let charsets = group(
        "charsets",
        [
            text("text/plain; charset=utf-8", Bytes("é€😀"), httpx: "é€😀", aiohttp: "é€😀", "UTF-8 is decoded"),
            text("text/plain", Bytes("é"), httpx: "é", aiohttp: "é", "text without a charset is decoded as UTF-8"),
            text("text/plain; charset=ISO-8859-1", [0x68, 0xE9], httpx: "hé", aiohttp: "hé", "ISO-8859-1 is decoded"),
            text("text/plain; charset=windows-1252", [0x80], httpx: "€", aiohttp: "€", "windows-1252 is decoded"),
            text("text/plain; charset=windows-1251", [0xCF], httpx: "П", aiohttp: "П", "windows-1251 is decoded"),
            text("text/plain; charset=Shift_JIS", [0x82, 0xA0], httpx: "あ", aiohttp: "あ", "Shift_JIS is decoded"),
            text(
                "text/plain; charset=\"utf-16\"", [0xFF, 0xFE, 0x61, 0x00], httpx: "a", aiohttp: "a",
                "UTF-16 with a byte order mark is decoded, even with its name in quotes"),
            text(
                "text/plain; charset=nope", Bytes("é"), httpx: "é", aiohttp: "é",
                "an unknown charset is decoded as UTF-8"),
            text(
                "text/plain; charset=utf-8", [0x61, 0xFF, 0xC3], httpx: "a\u{FFFD}\u{FFFD}", aiohttp: nil,
                "invalid UTF-8: httpx replaces it, aiohttp refuses"),
            text(
                "text/plain; charset=base64", Bytes("é"), httpx: "é", aiohttp: "é",
                "a codec that is not a charset is decoded as UTF-8"),
        ])
}
