"""The same code without and with await."""
import asyncio
import json
import sys

import httpx


def blocking(server):
    with httpx.Client() as client:
        page = client.get(f"{server}/anything/page")
        note = client.post(f"{server}/anything/note", json={"by": "duet"})
        return {"statuses": [page.status_code, note.status_code], "note": note.json()["json"]}


async def asynchronous(server):
    async with httpx.AsyncClient() as client:
        page = await client.get(f"{server}/anything/page")
        note = await client.post(f"{server}/anything/note", json={"by": "duet"})
        return {"statuses": [page.status_code, note.status_code], "note": note.json()["json"]}


if __name__ == "__main__":
    print(json.dumps(blocking(sys.argv[1])))
    print(json.dumps(asyncio.run(asynchronous(sys.argv[1]))))
