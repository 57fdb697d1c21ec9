"""Limits for one request and for every request of a client. httpx has no limit for a whole request."""
import asyncio
import sys

import httpx


async def request_timeout(server):
    async with httpx.AsyncClient() as client:
        try:
            await client.get(f"{server}/delay/5", timeout=0.1)
        except httpx.TimeoutException as error:
            print(type(error).__name__)


async def phase_timeouts(server):
    async with httpx.AsyncClient(timeout=httpx.Timeout(10, connect=2, read=0.1)) as client:
        try:
            await client.get(f"{server}/delay/5")
        except httpx.ReadTimeout:
            print("too slow: the client's limit")
        print((await client.get(f"{server}/delay/0.3", timeout=5)).status_code, "with its own limit")


if __name__ == "__main__":
    asyncio.run(request_timeout(sys.argv[1]))
    asyncio.run(phase_timeouts(sys.argv[1]))
