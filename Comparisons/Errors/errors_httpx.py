"""Each row is an error, caught by name."""
import asyncio
import json
import sys

import httpx


async def rows(server):
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            (await client.get(f"{server}/status/404")).raise_for_status()
        except httpx.HTTPStatusError as error:
            yield error.response.status_code
        try:
            await client.get(f"{server}/delay/5", timeout=0.05)
        except httpx.ReadTimeout:
            yield "ReadTimeout"
        for url in ("http://127.0.0.1:1", "http://:80"):
            try:
                await client.get(url)
            except httpx.RequestError as error:
                yield type(error).__name__


async def main(server):
    async for row in rows(server):
        print(json.dumps(row))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
