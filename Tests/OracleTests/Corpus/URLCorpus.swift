import HTTPValues

extension Corpus {
    static let urls: [Spec] =
        absolute.map { Spec(.url, $0, .none, [urlLine($0)]) }
        + relative.map { Spec(.url, "\($0) on a base", .none, [urlLine($0, base: "http://example.com/a/b/c?q=1#f")]) }

    private static let absolute = [
        "http://example.org", "http://example.org/", "HTTPS://Example.ORG/Path", "http://h:80/", "https://h:443/",
        "http://h:443/", "http://h:8080/x", "http://h:/", "http://h:0/", "http://h:abc/", "http://h:99999/",
        "http://[::1]/", "http://[::1]:8080/x", "http://[::1", "http://[fe80::1%25eth0]/", "http://1.2.3.4/",
        "http://u:p@h/", "http://u@h/", "http://u:@h/", "http://:p@h/", "http://@h/", "http://u%20v:p%40q@h/",
        "http://usér:pß@h/", "http://u:p@q@h/", "http://h/a b", "http://h/a%20b", "http://h/%7Euser/%2f",
        "http://h/%zz", "http://h/%", "http://h/%2", "http://h/é", "http://h/日本", "http://h/a/../b", "http://h/a/./b",
        "http://h/../..", "http://h/a/b/..", "http://h//a//b", "http://h/a/b/.", "http://h/a;b=1", "http://h/a+b",
        "http://h/a&b=c", "http://h/a:b@c", "http://h/a,b!$'()*", "http://h?", "http://h?a", "http://h?a=1&b=2",
        "http://h/?a b", "http://h/?é=é", "http://h/?a=%20+%2B", "http://h/?a=1#", "http://h/#", "http://h/#a b",
        "http://h/#é", "http://h?#", "http://h/?q=a/b?c", "http://h/?q='x'", "http://h/?a=1;b=2", "http://h#f?g",
        "http://müller.de/", "http://faß.de/", "http://βόλος.com/", "http://xn--mller-kva.de/", "http://日本語.jp/",
        "http://☃.net/", "http://ex ample.com/", "http://a_b.example/", "http://example.com./",
        "http://EXAMPLE.com:80/",
        "http://999.1.1.1/", "http://0x7f.1/", "http://127.1/", "http://1.2.3/", "ftp://h/x", "mailto:me@x.org",
        "data:text/plain,x", "//h/x", "/x", "?a", "#f", "", "a/b", "http:///x", "http://", "http:", "ws://h:80/",
        "wss://h:443/x", "http://h/\tx", "http://h/\u{7F}", "http://h/a\nb", " http://h/", "http://h/ ",
        "http://h/[a]", "http://h/?[a]{b}|c", "http://h/a|b", "http://h/a^b`c", "http://h/\"<>\"", "http://h/?\"<>\"",
        "http://h/\\x", "http://h\\x", "http://h/?a=\\", "http://h/%41%42", "http://h/?%41=%42", "http://h/%E9",
        "http://h/~a", "http://h/a.b-c_d", "http://user%3Ax:y@h", "http://h:80a/", "http://h:-1/", "http://h: 80/",
    ]

    private static let relative = [
        "d", "./d", "../d", "../../../d", "/d", "//o/d", "?x=1", "#z", "", ".", "..", "http:g", "http://o", "g;x",
        "g?y#s",
        "g/./h", "../g/", "d e", "é", "?é", "/a/../b", "./", "../", "https://o:444/p?q#r",
    ]
}
