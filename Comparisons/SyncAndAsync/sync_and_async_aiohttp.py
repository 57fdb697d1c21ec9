"""Asynchronous: there are no blocking calls."""
import asyncio
import sys

import aiohttp


async def asynchronous(server):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server}/anything/page") as page:
            print("page:", page.status)
        async with session.post(f"{server}/anything/note", json={"by": "duet"}) as note:
            print("note:", note.status, "by", (await note.json())["json"]["by"])


if __name__ == "__main__":
    asyncio.run(asynchronous(sys.argv[1]))
