"""Cookies that a server sets, a password, and cookies of your own."""
import asyncio
import sys

import httpx


async def login(server):
    async with httpx.AsyncClient(base_url=server) as client:
        await client.get("/cookies/set", params={"session": "s3cret"}, follow_redirects=True)
        cookies = (await client.get("/cookies")).json()["cookies"]
        print("logged in, session", cookies.get("session", "none"))
        print("cookies kept:", len(client.cookies))


async def password(server):
    async with httpx.AsyncClient(base_url=server, auth=("ada", "secret")) as client:
        response = await client.get("/basic-auth/ada/secret")
        print(response.status_code, response.json()["user"])
        stranger = await client.get("/basic-auth/ada/secret", auth=None)
        print(stranger.status_code, "without the password")


async def own_cookies(server):
    async with httpx.AsyncClient(base_url=server, cookies={"theme": "dark"}) as client:
        client.cookies.set("lang", "en")  # cookies for one request are deprecated in httpx
        cookies = (await client.get("/cookies")).json()["cookies"]
        print("theme", cookies.get("theme", "none"))
        print("lang", cookies.get("lang", "none"))


if __name__ == "__main__":
    asyncio.run(login(sys.argv[1]))
    asyncio.run(password(sys.argv[1]))
    asyncio.run(own_cookies(sys.argv[1]))
