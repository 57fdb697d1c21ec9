"""The decision table, a line of code for each row."""
import asyncio
import json
import sys

import aiohttp
from aiohttp import test_utils, web


async def rows(server):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server}/redirect/1") as response:
            yield response.status
        async with session.get(f"{server}/redirect/1", allow_redirects=False) as response:
            try:
                response.raise_for_status()
                yield "is no error"
            except aiohttp.ClientResponseError:
                yield "is an error"
        async with session.get(f"{server}/get?a=1", params={"b": "2"}) as response:
            yield (await response.json())["args"]
    async with aiohttp.ClientSession(f"{server}/anything/") as session:
        async with session.get("/get") as response:
            yield response.url.path
        yield "300 s for everything" if session.timeout.total == 300 else "another"
    yield await web_server()


async def web_server():
    async def hello(request):
        return web.Response(text=f"Hello, {request.match_info['name']}")

    app = web.Application()
    app.router.add_get("/hello/{name}", hello)
    async with test_utils.TestServer(app) as server, aiohttp.ClientSession() as session:
        async with session.get(server.make_url("/hello/duet")) as response:
            return await response.text()


async def main(server):
    async for row in rows(server):
        print(json.dumps(row))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
