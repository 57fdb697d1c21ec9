"""A web app in the same process. aiohttp has no mock transport: a test that needs a failure replaces a method."""
import asyncio
from unittest import mock

import aiohttp
from aiohttp import test_utils, web


async def greeting(id, session):
    """The code under test."""
    async with session.get(f"/users/{id}") as response:
        response.raise_for_status()
        return f"Hello, {(await response.json())['name']}"


async def ada(request):
    return web.json_response({"name": "Ada"})


async def fake_server():
    app = web.Application()
    app.router.add_get("/users/1", ada)
    async with test_utils.TestServer(app) as server, aiohttp.ClientSession(server.make_url("/")) as session:
        print(await greeting(1, session))
        try:
            print(await greeting(2, session))
        except aiohttp.ClientResponseError as error:
            print("no user 2:", error.status)


async def failures():
    async with aiohttp.ClientSession("http://users.test") as session:
        with mock.patch.object(session, "_request", side_effect=aiohttp.SocketTimeoutError("too slow")):
            try:
                print(await greeting(1, session))
            except asyncio.TimeoutError:
                print("timeout")


if __name__ == "__main__":
    asyncio.run(fake_server())
    asyncio.run(failures())
