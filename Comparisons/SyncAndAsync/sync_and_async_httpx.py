"""The same code without and with await."""
import asyncio
import sys

import httpx


def blocking(server):
    with httpx.Client() as client:
        page = client.get(f"{server}/anything/page")
        note = client.post(f"{server}/anything/note", json={"by": "duet"})
        print("page:", page.status_code)
        print("note:", note.status_code, "by", note.json()["json"]["by"])


async def asynchronous(server):
    async with httpx.AsyncClient() as client:
        page = await client.get(f"{server}/anything/page")
        note = await client.post(f"{server}/anything/note", json={"by": "duet"})
        print("page:", page.status_code)
        print("note:", note.status_code, "by", note.json()["json"]["by"])


if __name__ == "__main__":
    blocking(sys.argv[1])
    asyncio.run(asynchronous(sys.argv[1]))
