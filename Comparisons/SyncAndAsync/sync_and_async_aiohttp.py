"""Asynchronous: there is nothing else."""
import asyncio
import json
import sys

import aiohttp


async def asynchronous(server):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server}/anything/page") as page:
            status = page.status
        async with session.post(f"{server}/anything/note", json={"by": "duet"}) as note:
            return {"statuses": [status, note.status], "note": (await note.json())["json"]}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(asynchronous(sys.argv[1]))))
