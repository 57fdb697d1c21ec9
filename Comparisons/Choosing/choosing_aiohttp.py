"""The decision table, a few lines of code for each row."""
import asyncio
import sys

import aiohttp
from aiohttp import test_utils, web


async def rows(server):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server}/redirect/1") as response:
            print(response.status)
        async with session.get(f"{server}/redirect/1", allow_redirects=False) as response:
            try:
                response.raise_for_status()
                print("does not throw")
            except aiohttp.ClientResponseError:
                print("throws")
        async with session.get(f"{server}/get?a=1", params={"b": "2"}) as response:
            print(response.url.query_string)
    async with aiohttp.ClientSession(f"{server}/anything/") as session:
        async with session.get("/get") as response:
            print(response.url.path)
        print("300 s in total" if session.timeout.total == 300 else "other")
    await web_server()


async def web_server():
    async def hello(request):
        return web.Response(text=f"Hello, {request.match_info['name']}")

    app = web.Application()
    app.router.add_get("/hello/{name}", hello)
    async with test_utils.TestServer(app) as server, aiohttp.ClientSession() as session:
        async with session.get(server.make_url("/hello/duet")) as response:
            print(await response.text())


if __name__ == "__main__":
    asyncio.run(rows(sys.argv[1]))
