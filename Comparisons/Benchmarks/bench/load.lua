-- What wrk sends, and its result as one line of JSON. The first argument is the path.
function init(arguments)
    path = arguments[1]
    if path == "/echo" then
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        wrk.body = '{"values": [' .. string.rep("100, ", 191) .. "0]}"
    end
    wrk.path = path
    request_text = wrk.format(nil, path)
end

function request()
    return request_text
end

function done(summary, latency)
    local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    print(string.format('{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "errors": %d}', summary.requests,
        summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6,
        errors + summary.errors.status))
end
