"""200 requests, at most 20 at once: by a semaphore, and by the pool."""
import asyncio
import json
import sys

import aiohttp


async def semaphore(server):
    semaphore = asyncio.Semaphore(20)
    async with aiohttp.ClientSession() as session:

        async def ask():
            async with semaphore, session.get(f"{server}/delay/0.02") as response:
                return response.status

        codes = await asyncio.gather(*(ask() for _ in range(200)))
    return {"answers": codes.count(200)}


async def limited_pool(server):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=20)) as session:

        async def ask():
            async with session.get(f"{server}/delay/0.02") as response:
                return response.status

        codes = await asyncio.gather(*(ask() for _ in range(200)))
    return {"answers": codes.count(200)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(semaphore(sys.argv[1]))))
    print(json.dumps(asyncio.run(limited_pool(sys.argv[1]))))
