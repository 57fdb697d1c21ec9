"""A session, and a response that is valid inside a block."""
import asyncio
import sys

import aiohttp


async def first_request(server):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server}/get", params={"q": "duet"}) as response:
            print(response.status, response.headers["Content-Type"])
            print("q =", (await response.json())["args"]["q"])


if __name__ == "__main__":
    asyncio.run(first_request(sys.argv[1]))
