"""A body that is sent while it is made, and responses that are read while they arrive."""
import asyncio
import json
import sys

import httpx


async def upload():
    for word in (b"one ", b"two ", b"three"):
        yield word


async def streaming(server):
    async with httpx.AsyncClient() as client:
        async with client.stream("POST", f"{server}/echo", content=upload()) as response:
            response.raise_for_status()
            size = 0
            async for chunk in response.aiter_bytes():
                size += len(chunk)
        async with client.stream("GET", f"{server}/stream/20") as response:
            lines = 0
            async for line in response.aiter_lines():
                lines += 1 if line else 0
                if lines == 3:
                    break
        return {"bytes": size, "lines": lines}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(streaming(sys.argv[1]))))
