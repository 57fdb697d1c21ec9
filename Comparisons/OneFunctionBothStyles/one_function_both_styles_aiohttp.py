"""Python has no protocol that both libraries share: these functions work with aiohttp only."""
import asyncio
import sys

import aiohttp


async def quote(number, server, session):
    async with session.get(f"{server}/anything/quote", params={"number": number}) as response:
        response.raise_for_status()
        return (await response.json())["args"]["number"]


async def check(url, session):
    try:
        async with session.get(url) as response:
            print(response.status)
    except aiohttp.NonHttpUrlClientError:
        print("unsupportedScheme")


async def one_function(server):
    async with aiohttp.ClientSession() as session:
        print("quote", await quote(7, server, session))
        await check("gopher://127.0.0.1", session)


if __name__ == "__main__":
    asyncio.run(one_function(sys.argv[1]))
