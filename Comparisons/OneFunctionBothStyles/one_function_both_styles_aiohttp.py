"""Python has no protocol that both libraries share: this function works with aiohttp only."""
import asyncio
import json
import sys

import aiohttp


async def quote(number, server, session):
    async with session.get(f"{server}/anything/quote", params={"number": number}) as response:
        response.raise_for_status()
        return (await response.json())["args"]["number"]


async def failure(url, session):
    try:
        async with session.get(url):
            return "none"
    except aiohttp.NonHttpUrlClientError:
        return "unsupportedScheme"


async def one_function(server):
    async with aiohttp.ClientSession() as session:
        return {"quote": await quote(7, server, session), "failure": await failure("gopher://127.0.0.1", session)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(one_function(sys.argv[1]))))
