"""A function takes the place of the network."""
import asyncio

import httpx


async def greeting(id, client):
    """The code under test."""
    response = (await client.get(f"/users/{id}")).raise_for_status()
    return f"Hello, {response.json()['name']}"


def users(request):
    return httpx.Response(200, json={"name": "Ada"}) if request.url.path == "/users/1" else httpx.Response(404)


async def fake_server():
    async with httpx.AsyncClient(base_url="http://users.test", transport=httpx.MockTransport(users)) as client:
        print(await greeting(1, client))
        try:
            print(await greeting(2, client))
        except httpx.HTTPStatusError as error:
            print("no user 2:", error.response.status_code)


def too_slow(request):
    raise httpx.ReadTimeout("too slow", request=request)


async def failures():
    async with httpx.AsyncClient(base_url="http://users.test", transport=httpx.MockTransport(too_slow)) as client:
        try:
            print(await greeting(1, client))
        except httpx.TimeoutException:
            print("timeout")


if __name__ == "__main__":
    asyncio.run(fake_server())
    asyncio.run(failures())
