"""200 requests, at most 20 at a time: with a semaphore, and with the pool."""
import asyncio
import sys

import aiohttp


async def semaphore(server):
    semaphore = asyncio.Semaphore(20)
    async with aiohttp.ClientSession() as session:

        async def status():
            async with semaphore, session.get(f"{server}/delay/0.02") as response:
                return response.status

        codes = await asyncio.gather(*(status() for _ in range(200)))
    print(codes.count(200), "responses")


async def limited_pool(server):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=20)) as session:

        async def status():
            async with session.get(f"{server}/delay/0.02") as response:
                return response.status

        codes = await asyncio.gather(*(status() for _ in range(200)))
    print(codes.count(200), "responses")


if __name__ == "__main__":
    asyncio.run(semaphore(sys.argv[1]))
    asyncio.run(limited_pool(sys.argv[1]))
