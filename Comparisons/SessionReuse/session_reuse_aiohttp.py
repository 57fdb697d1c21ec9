"""A session for each request, and one session for all. Arguments: server URL, file with its certificate authority."""
import asyncio
import ssl
import sys

import aiohttp


async def session_per_request(server, context):
    size = 0
    for _ in range(20):
        connector = aiohttp.TCPConnector(ssl=context)
        async with aiohttp.ClientSession(connector=connector) as session:
            async with session.get(f"{server}/bytes/100") as response:
                size += len(await response.read())
    print("20 requests,", size, "bytes")


async def one_session(server, context):
    size = 0
    connector = aiohttp.TCPConnector(ssl=context)
    async with aiohttp.ClientSession(connector=connector) as session:
        for _ in range(20):
            async with session.get(f"{server}/bytes/100") as response:
                size += len(await response.read())
    print("20 requests,", size, "bytes")


if __name__ == "__main__":
    server = sys.argv[1]
    context = ssl.create_default_context(cafile=sys.argv[2] if len(sys.argv) > 2 else None)
    asyncio.run(session_per_request(server, context))
    asyncio.run(one_session(server, context))
