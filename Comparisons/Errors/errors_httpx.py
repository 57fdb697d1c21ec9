"""What can go wrong, caught by name."""
import asyncio
import sys

import httpx


async def errors(server):
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            (await client.get(f"{server}/status/404")).raise_for_status()
        except httpx.HTTPStatusError as error:
            print(error.response.status_code)
        try:
            await client.get(f"{server}/delay/5", timeout=0.05)
        except httpx.ReadTimeout:
            print("ReadTimeout")
        for url in ("http://127.0.0.1:1", "http://:80"):
            try:
                await client.get(url)
            except httpx.RequestError as error:
                print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(errors(sys.argv[1]))
