"""What can go wrong, caught by name."""
import asyncio
import sys

import aiohttp


async def errors(server):
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get(f"{server}/status/404") as response:
                response.raise_for_status()
        except aiohttp.ClientResponseError as error:
            print(error.status)
        try:
            async with session.get(f"{server}/delay/5", timeout=aiohttp.ClientTimeout(sock_read=0.05)):
                pass
        except aiohttp.SocketTimeoutError:
            print("SocketTimeoutError")
        for url in ("http://127.0.0.1:1", "http://:80"):
            try:
                async with session.get(url):
                    pass
            except aiohttp.ClientError as error:
                print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(errors(sys.argv[1]))
