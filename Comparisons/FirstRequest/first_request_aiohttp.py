"""A session, and a response for the time of a block."""
import asyncio
import json
import sys

import aiohttp


async def first_request(server):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server}/get", params={"q": "duet"}) as response:
            body = await response.json()
            return {"status": response.status, "q": body["args"]["q"]}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(first_request(sys.argv[1]))))
