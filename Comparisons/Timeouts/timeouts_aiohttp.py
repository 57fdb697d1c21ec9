"""Limits for one request and for every request of a session."""
import asyncio
import sys

import aiohttp
from aiohttp import ClientTimeout


async def request_timeout(server):
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get(f"{server}/delay/5", timeout=ClientTimeout(total=0.1)) as response:
                print(response.status)
        except asyncio.TimeoutError as error:
            print(type(error).__name__)


async def phase_timeouts(server):
    async with aiohttp.ClientSession(timeout=ClientTimeout(sock_connect=2, sock_read=0.1)) as session:
        try:
            async with session.get(f"{server}/delay/5") as response:
                print(response.status)
        except aiohttp.SocketTimeoutError:
            print("too slow: the client's limit")
        async with session.get(f"{server}/delay/0.3", timeout=ClientTimeout(total=5)) as response:
            print(response.status, "with its own limit")


if __name__ == "__main__":
    asyncio.run(request_timeout(sys.argv[1]))
    asyncio.run(phase_timeouts(sys.argv[1]))
