"""Cookies that a server sets, a password, and cookies of your own."""
import asyncio
import sys

import aiohttp


async def login(server):
    jar = aiohttp.CookieJar(unsafe=True)  # keeps cookies of servers without a name, such as 127.0.0.1
    async with aiohttp.ClientSession(server, cookie_jar=jar) as session:
        async with session.get("/cookies/set", params={"session": "s3cret"}):
            pass
        async with session.get("/cookies") as response:
            cookies = (await response.json())["cookies"]
        print("logged in, session", cookies.get("session", "none"))
        print("cookies kept:", len(jar))


async def password(server):
    async with aiohttp.ClientSession(server) as session:
        async with session.get("/basic-auth/ada/secret", auth=aiohttp.BasicAuth("ada", "secret")) as response:
            print(response.status, (await response.json())["user"])
        async with session.get("/basic-auth/ada/secret") as stranger:  # a session's password cannot be left out
            print(stranger.status, "without the password")


async def own_cookies(server):
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(server, cookies={"theme": "dark"}, cookie_jar=jar) as session:
        async with session.get("/cookies", cookies={"lang": "en"}) as response:
            cookies = (await response.json())["cookies"]
        print("theme", cookies.get("theme", "none"))
        print("lang", cookies.get("lang", "none"))


if __name__ == "__main__":
    asyncio.run(login(sys.argv[1]))
    asyncio.run(password(sys.argv[1]))
    asyncio.run(own_cookies(sys.argv[1]))
