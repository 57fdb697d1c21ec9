"""200 requests, at most 20 at a time: with a semaphore, and with the pool."""
import asyncio
import sys

import httpx


async def semaphore(server):
    semaphore = asyncio.Semaphore(20)
    async with httpx.AsyncClient() as client:

        async def status():
            async with semaphore:
                return (await client.get(f"{server}/delay/0.02")).status_code

        codes = await asyncio.gather(*(status() for _ in range(200)))
    print(codes.count(200), "responses")


async def limited_pool(server):
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=20)) as client:

        async def status():
            return (await client.get(f"{server}/delay/0.02")).status_code

        codes = await asyncio.gather(*(status() for _ in range(200)))
    print(codes.count(200), "responses")


if __name__ == "__main__":
    asyncio.run(semaphore(sys.argv[1]))
    asyncio.run(limited_pool(sys.argv[1]))
