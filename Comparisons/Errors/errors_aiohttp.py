"""Each row is an error, caught by name."""
import asyncio
import json
import sys

import aiohttp


async def rows(server):
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get(f"{server}/status/404") as response:
                response.raise_for_status()
        except aiohttp.ClientResponseError as error:
            yield error.status
        try:
            async with session.get(f"{server}/delay/5", timeout=aiohttp.ClientTimeout(sock_read=0.05)):
                pass
        except aiohttp.SocketTimeoutError as error:
            yield type(error).__name__
        for url in ("http://127.0.0.1:1", "http://:80"):
            try:
                async with session.get(url):
                    pass
            except aiohttp.ClientError as error:
                yield type(error).__name__


async def main(server):
    async for row in rows(server):
        print(json.dumps(row))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
