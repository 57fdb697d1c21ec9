"""Python has no protocol that both libraries share: this function works with httpx only."""
import asyncio
import json
import sys

import httpx


async def quote(number, server, client):
    response = await client.get(f"{server}/anything/quote", params={"number": number}, follow_redirects=True)
    response.raise_for_status()
    return response.json()["args"]["number"]


async def failure(url, client):
    try:
        await client.get(url)
        return "none"
    except httpx.UnsupportedProtocol:
        return "unsupportedScheme"


async def one_function(server):
    async with httpx.AsyncClient() as client:
        return {"quote": await quote(7, server, client), "failure": await failure("gopher://127.0.0.1", client)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(one_function(sys.argv[1]))))
