"""Sends a body while it is produced, and reads responses as they arrive."""
import asyncio
import json
import sys

import aiohttp


async def upload():
    for word in (b"one ", b"two ", b"three"):
        yield word


async def streaming(server):
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server}/echo", data=upload()) as response:
            response.raise_for_status()
            size = 0
            async for chunk in response.content.iter_any():
                size += len(chunk)
            print("echoed", size, "bytes")
        async with session.get(f"{server}/stream/20") as response:
            async for line in response.content:
                id = json.loads(line)["id"]
                print("line", id)
                if id == 2:
                    break


if __name__ == "__main__":
    asyncio.run(streaming(sys.argv[1]))
