"""Python has no protocol that both libraries share: these functions work with httpx only."""
import asyncio
import sys

import httpx


async def quote(number, server, client):
    response = await client.get(f"{server}/anything/quote", params={"number": number}, follow_redirects=True)
    response.raise_for_status()
    return response.json()["args"]["number"]


async def check(url, client):
    try:
        print((await client.get(url)).status_code)
    except httpx.UnsupportedProtocol:
        print("unsupportedScheme")


async def one_function(server):
    async with httpx.AsyncClient() as client:
        print("quote", await quote(7, server, client))
        await check("gopher://127.0.0.1", client)


if __name__ == "__main__":
    asyncio.run(one_function(sys.argv[1]))
