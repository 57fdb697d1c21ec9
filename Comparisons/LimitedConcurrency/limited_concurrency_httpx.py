"""200 requests, at most 20 at once: by a semaphore, and by the pool."""
import asyncio
import json
import sys

import httpx


async def semaphore(server):
    semaphore = asyncio.Semaphore(20)
    async with httpx.AsyncClient() as client:

        async def ask():
            async with semaphore:
                return (await client.get(f"{server}/delay/0.02")).status_code

        codes = await asyncio.gather(*(ask() for _ in range(200)))
    return {"answers": codes.count(200)}


async def limited_pool(server):
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=20)) as client:

        async def ask():
            return (await client.get(f"{server}/delay/0.02")).status_code

        codes = await asyncio.gather(*(ask() for _ in range(200)))
    return {"answers": codes.count(200)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(semaphore(sys.argv[1]))))
    print(json.dumps(asyncio.run(limited_pool(sys.argv[1]))))
