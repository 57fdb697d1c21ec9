"""A body that is sent while it is made, and responses that are read while they arrive."""
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
        async with session.get(f"{server}/stream/20") as response:
            lines = 0
            async for line in response.content:
                lines += 1 if line.strip() else 0
                if lines == 3:
                    break
        return {"bytes": size, "lines": lines}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(streaming(sys.argv[1]))))
