"""The Python servers: aiohttp|uvicorn PORT. They send the same responses as the Swift servers in Servers."""

import json
import sys

BIG = b"a" * (64 << 10)


def greeting(name):
    return json.dumps({"message": f"Hello, {name}!", "number": 42, "list": [1, 2, 3]}).encode()


def serve_aiohttp(port):
    from aiohttp import web

    async def hello(request):
        return web.Response(body=greeting(request.match_info["name"]), content_type="application/json")

    async def big(_):
        return web.Response(body=BIG)

    async def echo(request):
        return web.Response(body=await request.read(), content_type="application/json")

    app = web.Application()
    app.add_routes([web.get("/hello/{name}", hello), web.get("/64k", big), web.post("/echo", echo)])
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


async def application(scope, receive, send):
    """A bare ASGI application, without a framework."""
    if scope["type"] != "http":
        return
    body, kind = b"", b"application/json"
    if scope["path"] == "/64k":
        body, kind = BIG, b"application/octet-stream"
    elif scope["path"] == "/echo":
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
    else:
        body = greeting(scope["path"].removeprefix("/hello/"))
    fields = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": fields})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    port = int(sys.argv[2])
    if sys.argv[1] == "aiohttp":
        serve_aiohttp(port)
    else:
        import uvicorn

        uvicorn.run(application, host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="off")
