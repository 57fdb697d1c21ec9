"""A client for each request, and one client for all. Arguments: server URL, file with its certificate authority."""
import asyncio
import ssl
import sys

import httpx


async def client_per_request(server, context):
    size = 0
    for _ in range(20):
        async with httpx.AsyncClient(verify=context) as client:
            size += len((await client.get(f"{server}/bytes/100")).content)
    print("20 requests,", size, "bytes")


async def one_client(server, context):
    size = 0
    async with httpx.AsyncClient(verify=context) as client:
        for _ in range(20):
            size += len((await client.get(f"{server}/bytes/100")).content)
    print("20 requests,", size, "bytes")


if __name__ == "__main__":
    server = sys.argv[1]
    context = ssl.create_default_context(cafile=sys.argv[2] if len(sys.argv) > 2 else None)
    asyncio.run(client_per_request(server, context))
    asyncio.run(one_client(server, context))
